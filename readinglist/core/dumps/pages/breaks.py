"""How lines were broken: the trace that a wrapping program leaves, and the joining of what it broke.

Imports ``lines`` and ``hyphens``. A program breaks a line only where the next word did not fit, so that such a line
is full; it cuts at a fixed column, or leaves the space at the end; or the items of a list show where they begin.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from readinglist.core.dumps.input.lines import SPACE
from readinglist.core.dumps.pages.hyphens import Hyphens

CONTINUED = re.compile(r"[a-z]")
STOPPED = re.compile(r"[.!?。][\"'”’)\]]*$")
LEAST_BREAKS = 3
_NEARLY_ALL = 0.97
#: Wrapped lines are at least so long (half of them), and at most.
NARROWEST = 30
WIDEST = 240


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text was wrapped: ``mode`` is ``greedy``, ``exact``, ``spaces``, ``blocks``, ``hanging`` or ``marked``.

    ``gap`` is the number of blank lines between two lines of a paragraph, ``hyphens`` says whether lines end inside
    words with a hyphen (None: only where a compound is broken), ``glued`` that no blank lines keep titles from looking
    like a part of an abstract, ``indents`` that a line with another indent than the one before begins a paragraph,
    ``headed`` how much of what blank lines part surely begins with a title. In the last two modes the items of a list
    begin further out than their other lines, or with a mark. ``syllables`` tells hyphens that the program put.
    """

    mode: str
    width: int
    gap: int
    hyphens: bool | None = None
    glued: bool = False
    indents: bool = False
    headed: float = 0.0
    syllables: Hyphens | None = None

    def is_soft(self, line: str, following: str) -> bool:
        """Tell whether the break between two lines (that are ``gap`` blank lines apart) is one of the wrapping."""
        if self.mode == "exact":
            return len(line) == self.width and not (STOPPED.search(line) and following[:1].isupper())
        if self.mode == "spaces":
            return line.endswith(" ") or (len(line) == self.width and " " not in line)
        if _RULE.match(line) or _RULE.match(following):
            return False
        if self.mode in _ITEMS:
            return not _ITEMS[self.mode](following)
        if self.mode == "greedy":
            return fills(line, following, self.width) and not (self.indents and _indent(line) != _indent(following))
        return True

    def join(self, lines: list[str]) -> str:
        """Put the lines of a paragraph together again."""
        if self.mode in ("exact", "spaces"):
            return "".join(lines)
        text = lines[0].strip(SPACE)
        for line in lines[1:]:
            part = line.strip(SPACE)
            if self.syllables is not None and self.syllables.were_put(text, part):
                text = text.removesuffix("-") + part
                continue
            text += part if self._is_inside_word(text, part) else " " + part
        return text

    def _is_inside_word(self, text: str, part: str) -> bool:
        """Tell whether a break stands behind the hyphen of a compound, not behind "short-" of "short- and long"."""
        if _AND.match(part) or self.hyphens is False:
            return False
        if self.hyphens and (_HYPHEN.search(text) or _DASH.match(part)):
            return True
        return _COMPOUND.search(text[-2:] + part[:1]) is not None


def fills(line: str, following: str, width: int) -> bool:
    """Tell whether a line ends because the next word did not fit; one that is wider was not broken at all."""
    size = len(line.rstrip())
    return size + 1 + len(first_word(following)) > width and (size <= width or " " not in line.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_outermost(line: str) -> bool:
    return not line[:1].isspace()


def _is_marked(line: str) -> bool:
    return _MARK.match(line) is not None


#: What begins an item of a list: a number or a bullet.
_MARK = re.compile(r"\s*([(\[]?\d{1,4}[.)\]:]|[*•\-–])\s+\S")
#: So many lines go on with an item at least: unmarked ones may be something else.
_LEAST_SOFT = {"hanging": 1, "marked": 2}
_ITEMS: dict[str, Callable[[str], bool]] = {"hanging": _is_outermost, "marked": _is_marked}
#: A rule between two papers.
_RULE = re.compile(r"\s*[-=*_~#+·•—–]{3,}\s*$")
_HYPHEN = re.compile(r"\w-{1,3}$")
_DASH = re.compile(r"--+\w")
_UNBROKEN = re.compile(r"[^\W\d_]{2,}-(?=[^\W\d_]{2,})")
_COMPOUND = re.compile(r"[^\W\d_]-[^\W\d_]$")
_AND = re.compile(r"(?:and|or|to|und|oder|et|ou|y|o)\s")


def program(soft: list[tuple[str, str]], breaks: list[tuple[str, str]], gap: int) -> Wrapping | None:
    """Find the program that would have broken these lines so; ``soft`` are those of the breaks that surely are."""
    if sum(a.endswith(" ") for a, _ in soft) >= _NEARLY_ALL * len(soft):
        return Wrapping("spaces", max(len(a) for a, _ in soft), gap)
    width = max(len(a) for a, _ in soft)
    if sum(len(a) == width for a, _ in soft) >= 0.8 * len(soft):
        return Wrapping("exact", width, gap)
    lengths = sorted(len(a.rstrip()) for a, _ in soft if " " in a.strip())
    # The widest line, or one that few are wider than; in this order, whatever their numbers.
    for wide in dict.fromkeys((lengths[-1], lengths[len(lengths) * 98 // 100])) if lengths else ():
        fits = sum(fills(a, b, wide) for a, b in soft)
        if fits >= _NEARLY_ALL * len(soft):
            width = _widened(wide, soft, breaks)
            indents = all(_indent(a) == _indent(b) for a, b in soft)
            return Wrapping("greedy", width, gap, breaks_compounds(breaks, width), indents=indents)
    return None


def _widened(wide: int, soft: list[tuple[str, str]], breaks: list[tuple[str, str]]) -> int:
    """The width that a longer line shows which no sure break contradicts."""
    limit = min((len(a.rstrip()) + len(first_word(b)) for a, b in soft if fills(a, b, wide)), default=wide)
    return max(
        (size for a, _ in breaks if wide < (size := len(a.rstrip())) <= limit and " " in a.strip()), default=wide
    )


def breaks_compounds(breaks: list[tuple[str, str]], wide: int) -> bool | None:
    """Tell whether the program breaks lines behind hyphens: else some compound stands whole that was too long."""
    soft = [(a, b) for a, b in breaks if fills(a, b, wide)]
    heads = ((a, _UNBROKEN.match(b)) for a, b in soft)
    whole = sum(head is not None and len(a.rstrip()) + 1 + head.end() <= wide for a, head in heads)
    broken = sum(_COMPOUND.search(a.rstrip()[-2:] + b[:1]) is not None for a, b in soft)
    return None if broken == whole else broken > whole


def first_word(text: str) -> str:
    """Return the first word of a line, or nothing of a blank one."""
    return text.split(None, 1)[0] if text.strip() else ""


def of_items(breaks: list[tuple[str, str]], gap: int) -> Wrapping | None:
    """The same of a list whose items show where they begin, when every other line follows a full one."""
    widest = max((len(line.rstrip()) for pair in breaks for line in pair), default=0)
    if not NARROWEST <= widest <= WIDEST:
        return None
    for mode, begins in _ITEMS.items():
        soft = [(a, b) for a, b in breaks if not begins(b)]
        starts = [a for a, _ in breaks[:1]] + [b for _, b in breaks if begins(b)]
        if len(soft) < _LEAST_SOFT[mode] or len(starts) < LEAST_BREAKS or not begins(starts[0]):
            continue
        if (
            all(fills(a, b, widest) for a, b in soft)
            and not any(map(CONTINUED.match, starts))
            and _have_one_mark(starts)
        ):
            return Wrapping(mode, widest, gap)
    return None


def _have_one_mark(starts: list[str]) -> bool:
    """Tell whether items begin with the same bullet or with consecutive numbers, or all without a mark."""
    marks = [found.group(1) if (found := _MARK.match(line)) else "" for line in starts]
    numbers = [int("".join(filter(str.isdigit, mark)) or 0) for mark in marks]
    if numbers[0]:
        return all(b - a == 1 for a, b in pairwise(numbers))
    return len(set(marks)) == 1
