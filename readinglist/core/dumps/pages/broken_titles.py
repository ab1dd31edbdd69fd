"""Titles that are broken over several lines while their abstracts are whole: put together. Imports this room.

What a wrapping program breaks fills its line (see ``breaks``). So where the lines that stand together above abstracts
all leave no room for the first word of the next one, they are one title; lines of another kind fill no line for long.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from readinglist.core.dumps.evidence.furniture import LIKELY
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages.breaks import (
    CONTINUED,
    LEAST_BREAKS,
    NARROWEST,
    WIDEST,
    Wrapping,
    breaks_compounds,
    fills,
)
from readinglist.core.dumps.pages.head import Entry, Head, entry

_NEARLY_ALL = 0.97
#: So many of the titles are broken, of which some must be: two that lost their abstract may fill a line by chance.
_SOME = 0.04


def detect(head: Head) -> Wrapping | None:
    """Tell at which width the titles of a page were broken, if they were."""
    entries = head.entries
    gap = min((b.gap for b in entries[1:]), default=0)
    first = next((at for at, made in enumerate(entries) if made.shape.prose), len(entries))
    lines = [made for made in entries[first:] if _may_be_title(made)]
    widest = max((len(made.text) for made in lines), default=0)
    if not NARROWEST <= widest <= WIDEST:
        return None
    together = [(a.text, b.text) for a, b in pairwise(entries[first:]) if _stand_together(a, b, gap)]
    filled = [pair for pair in together if fills(*pair, widest)]
    if len(filled) < max(LEAST_BREAKS, _SOME * len(lines), _NEARLY_ALL * len(together)):
        return None
    return Wrapping("greedy", widest, gap, breaks_compounds(filled, widest))


def _may_be_title(made: Entry) -> bool:
    return not made.shape.prose and made.shape.furniture > LIKELY


def _stand_together(above: Entry, below: Entry, gap: int) -> bool:
    if below.gap != gap or above.shape.prose or below.shape.prose or below.text.endswith("."):
        return False
    return all(_may_be_title(made) or CONTINUED.match(made.text) is not None for made in (above, below))


def joined(how: Wrapping, lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines, those of a title as one with the number of its first part; the Nones as they come.

    Blank lines from within a title come behind it.
    """
    held, inner, blanks = list[Entry](), list[Line](), list[Line]()
    for line in lines:
        made = line and entry(line, len(blanks))
        if line is None:
            yield None
        elif made is None:
            blanks.append(line)
        else:
            if held and _stand_together(held[-1], made, how.gap) and how.is_soft(held[-1].text, made.text):
                held, inner = [*held, made], inner + blanks
            else:
                yield from (*_whole(how, held), *inner, *blanks)
                held, inner = [made], []
            blanks = []
    yield from (*_whole(how, held), *inner, *blanks)


def _whole(how: Wrapping, held: list[Entry]) -> list[Line]:
    if len(held) < 2:
        return [made.line for made in held]
    text = how.join([made.text for made in held])
    return [Line(held[0].line.number, text, "", sum(made.line.parts for made in held), held[-1].line.last)]
