"""Where an index lives: files that reach the disk, a table of contents without pickle. Imports Whoosh and columns.

Whoosh's own table of contents and segment list are pickles: reading a doctored one runs code. Ours is JSON with a
checksum, and nothing here ever unpickles: the list of globals allowed in a pickle is empty.
"""

import base64
import json
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

import numpy as np
from whoosh.filedb.filestore import FileStorage, RamStorage, Storage
from whoosh.filedb.structfile import StructFile

from readinglist.core.search.errors import IndexDamagedError
from readinglist.core.search.segments.codec import ColumnarCodec, ColumnarSegment
from readinglist.core.search.segments.columns import Columns
from readinglist.core.search.segments.container import ArrayFile

TOC_NAME = "toc.json"


def sync_folder(folder: Path) -> None:
    """Make renames and deletions in a folder reach the disk (Windows cannot, and does it by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_file(path: Path, write: Callable[[Any], object]) -> None:
    """A file that is either whole and on the disk or not there: temporary file, fsync, rename, folder."""
    temporary = path.with_name(path.name + ".tmp")
    try:
        with open(temporary, "wb", opener=_private) as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class SyncedStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's file storage with every file flushed to the disk on close, and renames too."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder
        self._open: WeakValueDictionary[str, Columns] = WeakValueDictionary()
        self.making: set[str] = set()  # files that are written and in no commit yet

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any) -> StructFile:
        """A file that is flushed to the disk when it is closed."""
        stream = open(self.path / name, "xb" if excl else mode, opener=_private)  # noqa: SIM115 - StructFile closes it
        return _SyncedFile(stream, name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename, also over an existing file unless ``safe``; the renaming reaches the disk."""
        if safe and (self.path / newname).exists():
            raise FileExistsError(newname)
        (self.path / oldname).replace(self.path / newname)
        sync_folder(self.path)

    def temp_storage(self, name: str | None = None) -> Storage:
        """Nothing temporary of ours touches the disk."""
        return RamStorage()

    def columns(self, segment: ColumnarSegment) -> Columns:
        """The arrays of a segment: mapped once, shared by all readers. Raises IndexDamagedError."""
        name = segment.segment_id()
        columns = self._open.get(name)
        if columns is None:
            columns = Columns(_Arrays(ArrayFile(self.path / segment.make_filename(ColumnarCodec.COLUMNS_EXT))))
            if columns.count != segment.doc_count_all():
                raise IndexDamagedError(f"segment {name} has {columns.count} documents, not {segment.doc_count_all()}")
            self._open[name] = columns
        return columns


class _Arrays(dict[str, Any]):
    """The arrays of a file as a mapping that keeps the file for ``look`` and ``verify``."""

    def __init__(self, file: ArrayFile) -> None:
        super().__init__({name: file[name] for name in file.names()})
        self.look, self.verify = file.look, file.verify


class _SyncedFile(StructFile):  # type: ignore[misc]
    def close(self) -> None:
        try:
            if not self.is_closed:
                self.file.flush()
                os.fsync(self.file.fileno())
        finally:
            super().close()


@dataclass(frozen=True)
class Contents:
    """What one commit consists of.

    ``sequence`` is the number of the last change that the index holds; ``library`` and ``signature`` say what it
    is an index of.
    """

    library: str
    signature: str
    sequence: int = 0
    generation: int = 0
    segments: tuple[ColumnarSegment, ...] = field(default=())

    def write(self, folder: Path) -> None:
        """Replace the table of contents at once, durably."""
        rows = [
            {
                "id": s.segid,
                "documents": s.doc_count_all(),
                "live": None if s.live is None else base64.b64encode(np.packbits(s.live).tobytes()).decode(),
            }
            for s in self.segments
        ]
        body = {
            "library": self.library,
            "signature": self.signature,
            "sequence": self.sequence,
            "generation": self.generation,
            "segments": rows,
        }
        text = json.dumps(body).encode()
        sync_folder(folder)  # the segments' own entries reach the disk before the table that names them
        write_file(folder / TOC_NAME, lambda stream: stream.write(b"%08x\n" % zlib.crc32(text) + text))

    @classmethod
    def read(cls, folder: Path, indexname: str = "MAIN") -> "Contents":
        """Raises IndexDamagedError when the file is missing or is not what was written."""
        try:
            crc, _, text = (folder / TOC_NAME).read_bytes().partition(b"\n")
            if int(crc, 16) != zlib.crc32(text):
                raise ValueError("the checksum differs")
            body = json.loads(text)
            segments = tuple(_segment(row, indexname) for row in body["segments"])
            return cls(body["library"], body["signature"], body["sequence"], body["generation"], segments)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamagedError(f"the table of contents of the index cannot be read ({error})") from error


def _segment(row: dict[str, Any], indexname: str) -> ColumnarSegment:
    count = int(row["documents"])
    live = None
    if row["live"] is not None:
        bits = np.frombuffer(base64.b64decode(row["live"]), np.uint8)
        live = np.unpackbits(bits, count=count).astype(bool)
    return ColumnarSegment(ColumnarCodec(), indexname, count, segid=str(row["id"]), live=live)
