"""Which encoding bytes are in, and what they are when they are no text at all.

Imports only the standard library and ``errors``. ``Evidence`` is fed every byte of a file once (the same pass that
computes its hash); ``decoder`` then turns bytes into text without ever failing.
"""

import codecs
import re
from dataclasses import dataclass

from readinglist.core.sentences import Sentence

#: Byte-order marks, longest first (UTF-32's begins with UTF-16's).
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: First bytes of files that are no text, and what to call them.
_SIGNATURES = (
    (b"%PDF", Sentence("a PDF document")),
    (b"\x89PNG", Sentence("an image")),
    (b"\xff\xd8\xff", Sentence("an image")),
    (b"GIF8", Sentence("an image")),
    (b"RIFF", Sentence("an image, sound or film")),
    (b"II*\x00", Sentence("an image")),
    (b"MM\x00*", Sentence("an image")),
    (b"SQLite format 3\x00", Sentence("a database")),
    (b"\x7fELF", Sentence("a program")),
    (b"MZ", Sentence("a program")),
    (b"PK\x03\x04", Sentence("a zip archive inside another container")),
    (b"\x1f\x8b", Sentence("a gzip archive inside another container")),
    (b"BZh", Sentence("an archive (bzip2)")),
    (b"\xfd7zXZ", Sentence("an archive (xz)")),
    (b"7z\xbc\xaf", Sentence("an archive (7z)")),
    (b"Rar!", Sentence("an archive (rar)")),
    (b"\x28\xb5\x2f\xfd", Sentence("an archive (zstd)")),
    (b"\xd0\xcf\x11\xe0", Sentence("an office document")),
    (b"{\\rtf", Sentence("a rich-text document")),
    (b"ID3", Sentence("a sound file")),
    (b"OggS", Sentence("a sound or film")),
)

#: Where a file says its encoding: a page in its head, a .bib in a comment (JabRef, Emacs, KBibTeX, BibDesk).
_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,80}charset=[\"']?|^%+ ?encoding: ?(?:x-)?|-\*-[^\n]{0,80}coding: ?|x-kbibtex-encoding=)"
    rb"(?P<name>[\w\-]{2,20}?)(?:-(?:unix|dos|mac))?(?![\w\-])"
    rb"|^%+ ?saved with string encoding (?P<script>[\w ]{4,20}) \((?P<system>[\w ]{4,20})\)",
    re.IGNORECASE | re.MULTILINE,
)
#: What macOS, whose names BibDesk writes, calls them: by the system, and by the script where that does not tell.
_OF_MACOS = {
    "iso latin 2": "iso8859-2", "iso latin 9": "iso8859-15", "windows latin 2": "cp1250",
    "windows latin 5": "cp1254", "shift jis": "shift_jis", "euc": "euc_jp", "gb 18030": "gb18030", "big 5": "big5",
    "central european windows": "cp1250", "cyrillic windows": "cp1251", "greek windows": "cp1253",
    "mac os roman": "mac-roman", "central european mac os": "mac-latin2", "cyrillic mac os": "mac-cyrillic",
    "greek mac os": "mac-greek", "turkish mac os": "mac-turkish", "japanese mac os": "shift_jis",
}  # fmt: skip
_DECLARABLE = (
    "gb2312 gbk gb18030 big5 shift_jis euc_jp euc_kr koi8-r cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
    "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-7 iso8859-9 iso8859-10 iso8859-13 iso8859-15 "
    "mac-roman mac-latin2 mac-cyrillic mac-greek mac-turkish"
)
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: Bytes that are no UTF-8; an encoded lone surrogate (three such bytes) says nothing against UTF-8.
_ESCAPED = re.compile("\udced[\udca0-\udcbf][\udc80-\udcbf]|[\udc80-\udcff]")
#: Where a cut inside a character can have left its first bytes at the end of a file.
_LONGEST_CUT = 3
#: So many characters beyond ASCII settle that a file is UTF-8.
_ENOUGH = 1000
_SAMPLE = 1 << 16
#: The bytes with which no character beyond ASCII begins in UTF-8: what is left without them is counted.
_NO_FIRST = bytes(range(0xC0))


@dataclass(slots=True)
class Evidence:
    """What the bytes of a file tell about their encoding, gathered chunk by chunk.

    ``binary`` says what the file is when it is no text. ``encoding`` and ``mark`` (the length of the byte-order
    mark) hold after the first chunk for UTF-16 and UTF-32, and after ``finish`` for the others.
    """

    encoding: str = ""
    mark: int = 0
    binary: Sentence | None = None
    bad: int = 0  # bytes that are no UTF-8
    good: int = 0  # characters beyond ASCII that are
    cut: bool = False  # the file ends inside a character
    guessed: str = ""  # what bytes that are no UTF-8 seem to be, when they are not Windows-1252
    declared: str = ""  # the encoding that the file itself says it has
    _decoder: codecs.IncrementalDecoder | None = None

    def feed(self, chunk: bytes) -> None:
        """Look at the next bytes of the file."""
        if self._decoder is None and not self.encoding:
            self._begin(chunk)
        if self._decoder is not None:
            self._count(self._decoder.decode(chunk))

    def finish(self) -> None:
        """Settle the encoding when all bytes were fed."""
        if self._decoder is None:
            self.encoding = self.encoding or "utf-8"
            return
        tail = self._decoder.decode(b"", final=True)
        self.cut = 0 < len(tail) <= _LONGEST_CUT
        if not self.cut:
            self._count(tail)
        self._decoder = None
        self.encoding = "utf-8" if self.bad <= self.good else self.declared or self.guessed or "cp1252"

    def _begin(self, head: bytes) -> None:
        self.encoding, self.mark = _marked(head)
        if not self.mark:
            self.encoding = _unmarked_utf16(head)
        if not self.encoding:
            self.binary = _binary(head)
            self.declared = _declared(head)
            self.guessed = "gb18030" if _is_chinese(head[:_SAMPLE]) else ""
        if self.encoding in ("", "utf-8"):
            self.encoding = ""
            self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")

    def _count(self, text: str) -> None:
        if text.isascii():
            return
        if not _is_whole(text):
            self.bad += sum(len(found) == 1 for found in _ESCAPED.findall(text))
        if self.good < _ENOUGH:
            self.good += len(text.encode("utf-8", "ignore").translate(None, _NO_FIRST))


def _is_whole(text: str) -> bool:
    """Tell whether a decoded text holds no surrogates, and so no bytes that were no UTF-8: ten times faster to ask."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _declared(head: bytes) -> str:
    """Return the encoding that a file declares, when it is one that we can read and not the default."""
    found = _CHARSET.search(head[:2048])
    try:
        name = codecs.lookup(_name(found)).name if found else ""
    except (LookupError, UnicodeDecodeError):
        return ""
    return name if name in _DECLARABLE.split() else ""


def _name(found: re.Match[bytes]) -> str:
    """Return what Python calls a declared encoding."""
    said = found["name"]
    if said is not None:
        return said.decode("ascii").lower().replace("latin-", "latin")
    system, script = found["system"].decode("ascii").lower(), found["script"].decode("ascii").lower()
    return _OF_MACOS.get(system) or _OF_MACOS.get(f"{script} {system}", system)


def _is_chinese(sample: bytes) -> bool:
    """Whether bytes that are no UTF-8 are GB2312: all high ones in pairs, of which Western text would be signs."""
    sample = sample[: sample.rfind(b"\n") + 1] or sample
    try:
        sample.decode("gb2312")
    except UnicodeDecodeError:
        return False
    western = [chr(byte) for byte in sample if byte >= 0x80]
    return 4 * sum(not sign.isalpha() for sign in western) > len(western)


def _marked(head: bytes) -> tuple[str, int]:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    return "", 0


def _unmarked_utf16(head: bytes) -> str:
    """Tell UTF-16 without a mark by its zero bytes on one side, or by newlines and spaces of two bytes."""
    sample = head[: 1 << 14]
    sample = sample[: len(sample) & ~1]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return _wide_utf16(sample)


def _wide_utf16(sample: bytes) -> str:
    """UTF-16 of a script without ASCII letters: only one reading has lines or spaces, and letters all over.

    A text of ASCII with a NUL in it reads as Chinese in UTF-16; of real Chinese every other byte is anything.
    """
    if sum(32 <= byte < 127 or byte in b"\t\n\r" for byte in sample) > 0.9 * len(sample):
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        letters = sum(c.isalnum() or c.isspace() or c in "，。、：" for c in text)
        if letters > 0.9 * len(text) and ("\n" in text or " " in text):
            return name
    return ""


def _binary(head: bytes) -> Sentence | None:
    """Say what a file is when it is no text, else nothing. A few NULs in a text are no reason."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature) and (len(signature) > 2 or b"\x00" in head):
            return name
    if head[257:262] == b"ustar":
        return Sentence("an archive (tar)")
    sample = head[: 1 << 16]
    strange = sample.count(0) + len(_CONTROL.findall(sample))
    if strange > 0.02 * len(sample) + 8:
        return Sentence("a binary file")
    return None


def cp1252_errors(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are no UTF-8 as Windows-1252; an encoded lone surrogate is U+FFFD, a cut is nothing."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.start + 3]
    if len(wrong) == 3 and wrong[0] == 0xED and wrong[1] >= 0xA0:
        return "\ufffd", error.start + 3
    if error.reason == "unexpected end of data":
        return "", len(error.object)
    return "".join(_LEGACY[byte] for byte in error.object[error.start : error.end]), error.end


def _legacy_table() -> list[str]:
    """Windows-1252, where its five holes are the characters of Latin-1."""
    return [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]


_LEGACY = _legacy_table()
codecs.register_error("readinglist-cp1252", cp1252_errors)


class _LegacyDecoder(codecs.IncrementalDecoder):
    """Windows-1252 without failures, at the speed of a table."""

    def decode(self, data: "bytes | bytearray | memoryview", final: bool = False) -> str:  # type: ignore[override]
        return bytes(data).decode("latin-1").translate(_TRANSLATION)


_TRANSLATION = {b: _LEGACY[b] for b in range(0x80, 0xA0)}


def decoder(evidence: Evidence) -> codecs.IncrementalDecoder:
    """Return a decoder for the file that the evidence is about; it never fails."""
    if evidence.encoding == "cp1252":
        return _LegacyDecoder()
    if evidence.encoding == "utf-8":
        return codecs.getincrementaldecoder("utf-8")("readinglist-cp1252")
    return codecs.getincrementaldecoder(evidence.encoding)("replace")


#: What letters look like that were written as UTF-8 and read as Windows-1252; so many are no chance.
_MISREAD = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{1,3}")
_LEAST_MISREAD = 3


def misread(text: str) -> tuple[str, str] | None:
    """Return letters that were garbled before a text was saved, and what they were; None where few are."""
    found = [(found.group(), known) for found in _MISREAD.finditer(text) if (known := _meant(found.group()))]
    return found[0] if len(found) >= _LEAST_MISREAD else None


def _meant(letters: str) -> str:
    try:
        return letters.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
