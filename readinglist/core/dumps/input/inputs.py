"""Where the bytes of a dump come from: files, folders, archives, standard input, pasted text.

May import ``records``, ``errors`` and the standard library. Nothing here looks at what the bytes say, except for
the few that tell a container (gzip, zip). Inputs are plain data and can be sent to another process.
"""

import errno
import gzip
import hashlib
import io
import os
import stat
import sys
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from readinglist.core.dumps.input.encoding import Evidence
from readinglist.core.errors import DumpError
from readinglist.core.sentences import Sentence

CHUNK = 1 << 18
#: Unpacked, one file of an archive may reach this size …
UNPACKED_LIMIT = 4 << 30
#: … and beyond a first 100 MB it may be at most this many times its packed size (text packs about 3 to 10 times).
BOMB_RATIO = 500
BOMB_FLOOR = 100 << 20
MEMBER_LIMIT = 10_000
STDIN = "-"

#: What an archive that is a document in disguise holds, and what to call it.
_DOCUMENT_MEMBERS = {
    "[Content_Types].xml": Sentence("an office document"),
    "mimetype": Sentence("an e-book or an office document"),
    "META-INF/MANIFEST.MF": Sentence("a Java archive"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that cannot hold a dump, named so that no file is passed over in silence."""

    name: str
    reason: Sentence


@dataclass(slots=True)
class _Scan:
    sha256: str
    size: int
    evidence: Evidence
    stamp: tuple[int, int] | None  # of the file before it


@dataclass
class Input:
    """Bytes that may be a dump: a file, a member of an archive, or bytes in memory.

    ``name`` is what a person calls it: the path as given, ``archive.zip!member``, ``standard input`` or
    ``pasted text``. An input opens as often as wanted; every opening starts at the first byte, unpacked.
    """

    name: str
    path: str | None = None
    member: str | None = None
    data: bytes | None = None
    _scan: _Scan | None = field(default=None, repr=False, compare=False)

    @classmethod
    def from_path(cls, path: str | os.PathLike[str]) -> "Input":
        """Return the input for a file; nothing is opened yet."""
        return cls(os.fspath(path), path=os.fspath(path))

    @classmethod
    def from_text(cls, text: str, name: str = "pasted text") -> "Input":
        """Return the input for text that is already in memory."""
        return cls(name, data=text.encode("utf-8", "surrogatepass"))

    @classmethod
    def from_bytes(cls, data: bytes, name: str = "standard input") -> "Input":
        """Return the input for bytes that are already in memory."""
        return cls(name, data=data)

    @classmethod
    def from_stream(cls, stream: BinaryIO, name: str = "standard input") -> "Input":
        """Read a stream that cannot be read twice: small ones into memory, big ones into a temporary file."""
        first = stream.read(16 << 20)
        if len(first) < 16 << 20:
            return cls.from_bytes(first, name)
        handle, path = tempfile.mkstemp(prefix="readinglist-")
        with os.fdopen(handle, "wb") as spool:
            spool.write(first)
            while chunk := stream.read(CHUNK):
                spool.write(chunk)
        made = cls(name, path=path)
        weakref.finalize(made, Path(path).unlink, missing_ok=True)
        return made

    def open(self) -> BinaryIO:
        """Return a binary stream at the first byte, unpacked. Raises DumpError when that is not possible."""
        stream = self._open_raw()
        if self.member is not None:
            return _open_member(stream, self.member, self.name)
        if _starts_with(stream, b"\x1f\x8b", self.name):
            packed = _size(stream)
            unpacked = _Unpacked(gzip.GzipFile(fileobj=stream), packed, self.name, stream)
            return cast(BinaryIO, io.BufferedReader(unpacked))
        return stream

    def scan(self) -> Iterator[int]:
        """Read everything once and remember hash, size and what tells the encoding; yield the bytes done so far."""
        if self._scan is not None:
            return
        digest, evidence, size, stamp = hashlib.sha256(), Evidence(), 0, self._stamp()
        with self.open() as stream:
            while chunk := read_chunk(stream, self.name):
                digest.update(chunk)
                evidence.feed(chunk)
                if evidence.binary:
                    raise DumpError(
                        self.name,
                        Sentence(
                            "is {binary}, no text. Save it as a text file and import that.", binary=evidence.binary
                        ),
                    )
                size += len(chunk)
                yield size
        evidence.finish()
        self._scan = _Scan(digest.hexdigest(), size, evidence, stamp)

    def check_unchanged(self) -> None:
        """Raise DumpError where the file is not the one that was scanned any more: it has another hash."""
        stamp = self._stamp()
        if self._scan is not None and stamp is not None and stamp != self._scan.stamp:
            raise DumpError(
                self.name, Sentence("was changed while it was read. Nothing was imported; import it again.")
            )

    def _stamp(self) -> tuple[int, int] | None:
        """Size and time of the file; None where there is none, or no more."""
        try:
            found = Path(self.path).stat() if self.path is not None else None
        except (OSError, ValueError):
            return None
        return None if found is None else (found.st_size, found.st_mtime_ns)

    def sha256(self) -> str:
        """Return the hash of the (unpacked) bytes, in hexadecimal digits."""
        return self._scanned().sha256

    def size(self) -> int:
        """Return the number of (unpacked) bytes."""
        return self._scanned().size

    def evidence(self) -> Evidence:
        """Return what the bytes tell about their encoding."""
        return self._scanned().evidence

    def _scanned(self) -> _Scan:
        for _ in self.scan():
            pass
        assert self._scan is not None
        return self._scan

    def _open_raw(self) -> BinaryIO:
        if self.data is not None:
            return io.BytesIO(self.data)
        assert self.path is not None
        return _open_regular(self.path, self.name)


class _Unpacked(io.RawIOBase):
    """An unpacking stream that counts the real bytes that come out and stops a bomb."""

    def __init__(self, inner: "gzip.GzipFile | zipfile.ZipExtFile", packed: int, name: str, file: BinaryIO) -> None:
        """``file`` is what ``inner`` reads from; it is closed with it."""
        self._inner, self._packed, self._name, self._out = inner, max(packed, 1), name, 0
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._out += len(data)
        if self._out > UNPACKED_LIMIT or (self._out > BOMB_FLOOR and self._out > BOMB_RATIO * self._packed):
            raise DumpError(
                self._name,
                Sentence(
                    "unpacks to more than {unpacked} MB from {packed} kB, far more than a dump can be. Nothing was "
                    "imported; unpack it yourself if you trust it.",
                    unpacked=self._out >> 20,
                    packed=self._packed >> 10,
                ),
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        self._file.close()
        super().close()


def read_chunk(stream: BinaryIO, name: str, size: int = CHUNK) -> bytes:
    """Read up to ``size`` bytes; what goes wrong on the disk or in an archive becomes a DumpError."""
    with _readable(name):
        return stream.read(size)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """What goes wrong here on the disk or in an archive becomes a DumpError."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError) as error:
        raise DumpError(
            name,
            Sentence(
                "the archive is damaged or cut off ({reason}). Nothing was imported; fetch or pack it again.",
                reason=error,
            ),
        ) from error
    except OSError as error:
        raise DumpError(
            name, Sentence("could not be read to its end ({reason}). Nothing was imported.", reason=_plain(error))
        ) from error


def expand(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Input | Refusal]:
    """Yield what the paths stand for, in their order: files, folders (recursive, sorted), members of archives.

    ``-`` is standard input. What cannot hold a dump (a missing file, a FIFO, a hidden file in a folder, an archive
    inside an archive) comes as a ``Refusal`` in its place; a file that holds something else comes as an ``Input``
    and is refused by ``read``, which looks inside.
    """
    for path in paths:
        name = os.fspath(path)
        if name == STDIN:
            yield from _standard_input()
        elif not name:
            yield Refusal('""', Sentence("is no name of a file. Name a file or a folder, or - for standard input"))
        elif Path(name).is_dir():
            yield from _folder(name)
        else:
            yield from _file(name)


def _standard_input() -> Iterator[Input | Refusal]:
    name = "standard input"
    if sys.stdin is None:
        yield Refusal(name, Sentence("is closed. Give the file's name instead."))
        return
    try:
        yield from _members(Input.from_stream(sys.stdin.buffer))
    except OSError as error:
        yield Refusal(
            name, Sentence("could not be read to its end, or there is no room for it ({reason}).", reason=_plain(error))
        )
    except DumpError as error:
        yield Refusal(name, error.reason)


def _folder(top: str) -> Iterator[Input | Refusal]:
    """Walk a folder in sorted order; links to folders are not followed, so there are no circles."""
    failures: list[OSError] = []
    empty = True
    for place, folders, files in os.walk(top, onerror=failures.append):
        for folder in sorted(folders):
            reason = _folder_refusal(Path(place, folder))
            if reason:
                folders.remove(folder)
                yield Refusal(str(Path(place, folder)), reason)
        folders.sort()
        for file in sorted(files):
            empty = False
            path = str(Path(place, file))
            if file.startswith("."):
                yield Refusal(path, Sentence("a hidden file is passed over; name it directly to import it"))
            else:
                yield from _file(path)
    for failure in failures:
        reason = Sentence(
            "the folder cannot be read ({reason}). Change its permissions, or name its files", reason=_plain(failure)
        )
        yield Refusal(str(failure.filename), reason)
    if empty and not failures:
        yield Refusal(top, Sentence("the folder holds no files. Put the saved pages into it, or name another one"))


def _folder_refusal(folder: Path) -> Sentence | None:
    if folder.name.startswith("."):
        return Sentence("a hidden folder is passed over; name it directly to import it")
    if folder.is_symlink():
        return Sentence("a link to a folder is not followed; name it directly to import it")
    return None


def _file(path: str) -> Iterator[Input | Refusal]:
    try:
        yield from _members(Input.from_path(path))
    except DumpError as error:
        yield Refusal(path, error.reason)


def _members(whole: Input) -> Iterator[Input | Refusal]:
    """Yield the input itself, or its members when it is a zip archive."""
    with whole._open_raw() as stream:
        if not any(_starts_with(stream, magic, whole.name) for magic in (b"PK\x03\x04", b"PK\x05\x06")):
            yield whole
            return
        yield from _zip_members(whole, stream)


def _zip_members(whole: Input, stream: BinaryIO) -> Iterator[Input | Refusal]:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise DumpError(
            whole.name, Sentence("the zip archive is damaged or cut off ({reason}). Fetch it again.", reason=error)
        ) from error
    document = next((said for key, said in _DOCUMENT_MEMBERS.items() if any(m.filename == key for m in members)), None)
    if document:
        raise DumpError(
            whole.name,
            Sentence("is {document}, no dump. Save its text as a text file and import that.", document=document),
        )
    if len(members) > MEMBER_LIMIT:
        raise DumpError(
            whole.name,
            Sentence(
                "holds {count:,} files, more than {most:,}. Unpack it first.",
                count=len(members),
                most=MEMBER_LIMIT,
            ),
        )
    files = [member for member in members if not member.is_dir()]
    if not files:
        raise DumpError(whole.name, Sentence("the zip archive holds no files. Fetch it again, or pack the files anew."))
    for member in sorted(files, key=lambda m: m.filename):
        yield _zip_member(whole, member)


def _zip_member(whole: Input, member: zipfile.ZipInfo) -> Input | Refusal:
    """A member's name is only ever shown and looked up inside the archive: it never becomes a path on disk."""
    name = f"{whole.name}!{member.filename}"
    base = member.filename.rsplit("/", 1)[-1]
    if member.flag_bits & 0x1:
        return Refusal(name, Sentence("is encrypted. Unpack it with its password and import the files inside"))
    if base.startswith(".") or member.filename.startswith("__MACOSX/"):
        return Refusal(name, Sentence("a hidden file is passed over"))
    return Input(name, path=whole.path, member=member.filename, data=whole.data)


def _open_member(stream: BinaryIO, member: str, name: str) -> BinaryIO:
    try:
        archive = zipfile.ZipFile(stream)
        info = archive.getinfo(member)
        opened = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, KeyError, RuntimeError, OSError, EOFError) as error:
        stream.close()
        raise DumpError(
            name, Sentence("could not be unpacked ({reason}). Fetch or pack the archive again.", reason=error)
        ) from error
    inner = cast(zipfile.ZipExtFile, opened)
    buffered = io.BufferedReader(_Unpacked(inner, info.compress_size, name, stream))
    unpacked = cast(BinaryIO, buffered)
    try:
        with _readable(name):
            start = buffered.peek(4)[:4]
    except DumpError:
        unpacked.close()
        raise
    if start.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        unpacked.close()
        raise DumpError(
            name, Sentence("is an archive inside an archive, which is not opened. Unpack the outer one first.")
        )
    return unpacked


def _open_regular(path: str, name: str) -> BinaryIO:
    """Open a regular file and nothing else; a FIFO or a device is never waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise DumpError(name, _open_failure(error)) from error
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        kind = next((said for test, said in _KINDS if test(mode)), Sentence("no regular file"))
        raise DumpError(
            name,
            Sentence("is {kind}, no regular file, and cannot be imported. Save its text in a file first.", kind=kind),
        )
    return os.fdopen(handle, "rb")


_KINDS = (
    (stat.S_ISDIR, Sentence("a folder")),
    (stat.S_ISFIFO, Sentence("a pipe (FIFO)")),
    (stat.S_ISSOCK, Sentence("a socket")),
    (stat.S_ISCHR, Sentence("a device")),
    (stat.S_ISBLK, Sentence("a device")),
)


def _open_failure(error: OSError | ValueError) -> Sentence:
    if isinstance(error, ValueError):
        return Sentence("is no valid path.")
    known = {
        errno.ENOENT: Sentence("there is no such file. Check the name, or whether it was moved."),
        errno.EACCES: Sentence("may not be read. Change its permissions, or copy it to a place of yours."),
        errno.ENXIO: Sentence("is a pipe, socket or device, no regular file, and cannot be imported."),
        errno.ELOOP: Sentence("is a link that leads in circles. Name the file that is meant."),
        errno.ENAMETOOLONG: Sentence("the name is too long for the file system."),
    }
    return known.get(error.errno or 0, Sentence("could not be opened ({reason}).", reason=_plain(error)))


def _plain(error: OSError) -> str:
    return error.strerror or str(error)


def _starts_with(stream: BinaryIO, magic: bytes, name: str) -> bool:
    start = read_chunk(stream, name, len(magic))
    stream.seek(0)
    return start == magic


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size
