"""What stands on every line of a text: the marks of a quotation or comment, line numbers. Imports this room.

Titles and abstracts begin and end in all ways: what all lines of a text have before or behind them was put there by a
mail program, an editor or a tool, and goes before anything else is looked at. Marks of titles alone: see ``marks``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Head
from readinglist.core.sentences import Sentence, conjoined

#: So many lines show it.
_LEAST = 4
#: Marks that no texts begin with, or end with, all of them.
_BEFORE = re.compile(r"(?:[|>*•·▪◦–—│\uf0a0-\uf0ff#/;%+:=~\-]+\s*)+")
_BEHIND = re.compile(r"(?:<\w{1,6}\s?/?>|\^M|[|\\/;#~+*=│$¶↵])+$")
#: The name of a file before the number of its line, and the number with what parts it from the text.
_FILE = re.compile(r"[^\s:]*:(?=\d)")
_NUMBER = re.compile(r"\s*[(\[]?(\d{1,7})(?:[.:)\]|]{1,2}\s?|\t|\s)\s*(?=\S|$)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What is before and behind the text of every line; between ``before`` and the text a number, if ``numbered``."""

    before: str
    numbered: bool
    behind: str

    def off(self, text: str) -> str:
        """Return a line without it."""
        bare = text.strip(SPACE)
        if bare == self.before.strip(SPACE):
            return ""
        text = bare.removeprefix(self.before)
        if self.numbered and (found := _NUMBER.match(text)):
            text = text[found.end() :]
        return text.removesuffix(self.behind)

    @property
    def named(self) -> Sentence:
        """What was taken off, for a person."""
        marks = [f"“{mark.strip()}”" for mark in dict.fromkeys((self.before, self.behind)) if mark]
        return conjoined([*marks, Sentence("the line number")] if self.numbered else marks)


def detect(head: Head) -> Frame | None:
    """Return what all lines in the beginning of a file have before and behind their text, if anything."""
    lines = [line for line in head.lines if line.text.strip(SPACE)]
    texts = [line.text.strip(SPACE) for line in lines]
    if len(texts) < _LEAST:
        return None
    common = _common_start(texts)
    for start in (_FILE.match(texts[0]), _BEFORE.match(common)):
        before = start.group() if start and common.startswith(start.group()) else ""
        numbered = _are_numbered([text.removeprefix(before) for text in texts], lines)
        if numbered or (start and start.re is _BEFORE):
            break
    ends = _common_start([text[::-1] for text in texts])[::-1]
    found = _BEHIND.search(ends)
    behind = found.group() if found else ""
    return Frame(before, numbered, behind) if before or numbered or behind else None


def _common_start(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[:same]


def _are_numbered(texts: Sequence[str], lines: Sequence[Line]) -> bool:
    """Tell whether all lines begin with their number, blank ones counted or not."""
    numbers = [int(found.group(1)) for found in map(_NUMBER.match, texts) if found]
    if len(numbers) < len(texts):
        return False
    shifts = {number - at for at, number in enumerate(numbers)}
    return len(shifts) == 1 or len({n - line.number for n, line in zip(numbers, lines, strict=True)}) == 1


def taken_off(frame: Frame, lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines without it; Nones as they come."""
    for line in lines:
        yield line if line is None or line.sha256 else line._replace(text=frame.off(line.text))
