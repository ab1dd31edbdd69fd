"""Bytes to numbered lines, in bounded memory. Imports ``encoding``, ``inputs`` and ``line_ends`` of this room."""

import hashlib
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from readinglist.core.dumps.input.encoding import Evidence, decoder
from readinglist.core.dumps.input.inputs import read_chunk
from readinglist.core.dumps.input.line_ends import as_lf

#: A longer line (in characters) is no title and no abstract; of its text only the first 64 kB are kept.
LONGEST_LINE = 4 << 20
KEPT_BYTES = 64 << 10

#: What surrounds a line's text and is no letter of it: white space of all kinds, byte-order marks, zero-width
#: spaces and joiners, marks of the direction of writing, and what old systems wrote at the end of a file.
SPACE = (
    "\0\x1a\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d\u2060"
    + "".join(map(chr, range(0x2000, 0x200B)))
)


class Line(NamedTuple):
    """A line of the file: its number from 1, its text, and the hash of the whole when ``text`` is only its start.

    A line that was put together from several counts ``parts`` of them and ends with number ``end`` (0: its own).
    ``beside`` says that it is known to be a part of the page, whatever it looks like.
    """

    number: int
    text: str
    sha256: str = ""
    parts: int = 1
    end: int = 0
    beside: bool = False

    @property
    def last(self) -> int:
        """The number of the last line of the file that it is made of."""
        return self.end or self.number


class _LongLine:
    """A line that outgrew the limit: hashed on the way, its start kept."""

    def __init__(self, pieces: list[str]) -> None:
        self._digest = hashlib.sha256()
        self._start = ""
        for piece in pieces:
            self.add(piece)

    def add(self, piece: str) -> None:
        """Take the next piece of the line."""
        self._digest.update(piece.encode("utf-8", "surrogatepass"))
        if len(self._start) < KEPT_BYTES:
            self._start += piece[: KEPT_BYTES - len(self._start)]

    def line(self, number: int) -> Line:
        """Return what is kept of the line."""
        return Line(number, first_bytes(self._start), self._digest.hexdigest())


def first_bytes(text: str) -> str:
    """Return the longest start of the text that is at most 64 kB of UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    return text if len(data) <= KEPT_BYTES else data[:KEPT_BYTES].decode("utf-8", "ignore")


def digest(text: str) -> str:
    """Return the hash of a line's text as UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_chunks(stream: BinaryIO, evidence: Evidence, name: str) -> Iterator[tuple[str, int]]:
    """Yield the decoded text with all line ends as LF, and the number of bytes behind each piece."""
    return as_lf(_decoded(stream, evidence, name))


def _decoded(stream: BinaryIO, evidence: Evidence, name: str) -> Iterator[tuple[str, int]]:
    newlines = io.IncrementalNewlineDecoder(decoder(evidence), translate=True)
    if evidence.mark:
        yield "", len(read_chunk(stream, name, evidence.mark))
    while chunk := read_chunk(stream, name):
        yield newlines.decode(chunk), len(chunk)
    yield newlines.decode(b"", final=True), 0


def split_lines(chunks: Iterator[str]) -> Iterator[Line | None]:
    """Yield the numbered lines of the text; None after a chunk without a line end, so that work can be cancelled.

    As in the ground truth, text after the last line end is a line, and nothing after it is none.
    """
    number, pieces, size = 1, list[str](), 0
    long: _LongLine | None = None
    for chunk in chunks:
        first, *rest = chunk.split("\n")
        if long is not None:
            long.add(first)
        else:
            pieces.append(first)
            size += len(first)
            if size > LONGEST_LINE:
                long, pieces = _LongLine(pieces), []
        if not rest:
            yield None
            continue
        yield long.line(number) if long is not None else Line(number, "".join(pieces))
        for text in rest[:-1]:
            number += 1
            yield Line(number, text)
        number += 1
        long, pieces, size = None, [rest[-1]], len(rest[-1])
    if long is not None:
        yield long.line(number)
    elif size:
        yield Line(number, "".join(pieces))
