"""The beginning of a file, looked at before anything is decided. Imports this room."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from readinglist.core.dumps.evidence import tops
from readinglist.core.dumps.evidence.previews import Previews
from readinglist.core.dumps.evidence.shapes import CUT, FURNITURE, NOISE, Shape, shape
from readinglist.core.dumps.input.lines import SPACE, Line

#: So much of a file is read before its format is decided; nearly every dump ends sooner.
HEAD_CHARACTERS = 4 << 20
HEAD_LINES = 20_000
_TEXT = 1 << 16
#: A teaser has so many letters before its dots.
_TEASER = 20

_T = TypeVar("_T")


class Entry(NamedTuple):
    """A line that is not blank: ``text`` without surrounding space, ``gap`` blank lines before, its shape."""

    line: Line
    text: str
    gap: int
    indent: int
    shape: Shape


def entry(line: Line, gap: int) -> Entry | None:
    """Return the entry of a line, or None when the line is blank."""
    text = line.text.strip(SPACE)
    if not text:
        return None
    if line.sha256:
        return Entry(line, text[:200], gap, 0, NOISE)
    indent = len(line.text) - len(line.text.lstrip(" \t"))
    return Entry(line, text, gap, indent, FURNITURE if line.beside else shape(text))


def echoes(made: Entry, below: Entry) -> bool:
    """Tell whether the line below says all that a line says: the same, or what a teaser cuts off."""
    if made.text == below.text:
        return made.line.sha256 == below.line.sha256
    if not made.text.endswith(CUT) or len(made.text) >= len(below.text):
        return False
    start = made.text.rstrip(".… []")
    return len(start) >= _TEASER and below.text.startswith(start)


@dataclass
class Head:
    """The first lines of a file; ``complete`` when they are all of it."""

    lines: list[Line]
    complete: bool
    _answers: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, ask: Callable[["Head"], _T]) -> _T:
        """Return what ``ask`` says of this head; several formats ask the same, and it is worked out once."""
        if ask not in self._answers:
            self._answers[ask] = ask(self)
        answer: _T = self._answers[ask]
        return answer

    def entry(self, line: Line, gap: int) -> Entry | None:
        """Return the entry of a line of the file: the one that is known already where the line is of the head."""
        made = self._by_number.get(line.number)
        return made if made is not None and made.line == line and made.gap == gap else entry(line, gap)

    @cached_property
    def _by_number(self) -> dict[int, Entry]:
        return {made.line.number: made for made in self.entries}

    @cached_property
    def text(self) -> str:
        """The first 64 k characters, with LF line ends: for formats that are told by their text.

        Where they are nothing but blank lines and comments of a .bib file, those behind these.
        """
        size, taken = 0, []
        start = next((i for i, line in enumerate(self.lines) if line.text.strip(SPACE)[:1] not in {"", "%"}), 0)
        if sum(len(line.text) + 1 for line in self.lines[:start]) < _TEXT:
            start = 0
        for line in self.lines[start:]:
            taken.append(line.text)
            size += len(line.text)
            if size >= _TEXT:
                break
        return "\n".join(taken)[:_TEXT]

    @cached_property
    def entries(self) -> list[Entry]:
        """The lines that are not blank, with their shapes; of a line and its echo the second."""
        found, gap = list[Entry](), 0
        for line in self.lines:
            made = entry(line, gap)
            gap = gap + 1 if made is None else 0
            if made is not None and found and echoes(found[-1], made):
                found[-1] = made._replace(gap=found[-1].gap)
            elif made is not None:
                found.append(made)
        texts = [made.text for made in found]
        previews = Previews.of([made.text for made in found if not made.line.beside])
        shapes = [made.shape if made.line.beside else previews.shape(made.text, made.shape) for made in found]
        shapes = tops.settled(texts, shapes)
        return [made._replace(shape=seen) for made, seen in zip(found, shapes, strict=True)]
