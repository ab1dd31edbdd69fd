"""Pages without abstracts that show a row below each title: its authors, votes, a group. Imports this room.

What has no such row below it there is no title but a heading, the menu above the papers, the notices below them.
"""

from collections.abc import Container, Mapping
from typing import NamedTuple

from readinglist.core.dumps.evidence.furniture import LIKELY, are_mostly_names
from readinglist.core.dumps.evidence.shapes import FURNITURE, LIKELY_FURNITURE
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.repeats import Repeats

#: So many lines that look like titles have a row below, and such a share of them.
_LEAST = 5
_MOSTLY = 0.75


class Rows(NamedTuple):
    """The numbers of lines that are titles by the row below them, and the lines that have none, by their numbers."""

    titles: Container[int] = ()
    beside: Mapping[int, Entry] = {}


def told(head: Head) -> Rows:
    """Which of the lines that are no furniture by themselves are titles, where nearly all titles have a row below;
    nothing where they have none, or abstracts stand on the page."""
    if len(head.entries) < _LEAST or any(made.shape.prose for made in head.entries):
        return Rows()
    repeats = Repeats.of(head.entries)
    seen = list(map(repeats.seen, head.entries))
    rows = _rows(seen, repeats.names)
    # Rows that stand above each title have none behind the last one.
    below = [row and not made.gap for made, row in zip(seen[1:], rows[1:], strict=True)] + rows[-2:-1]
    plain = [one for one in zip(seen, rows, below, strict=True) if one[0].shape.furniture > LIKELY]
    titles = [has_row for made, _, has_row in plain if made.shape.heading]
    if sum(titles) < max(_LEAST, _MOSTLY * len(titles)):
        return Rows()
    beside = {made.line.number: made for made, row, has_row in plain if row or not has_row}
    sure = {made.line.number for made, *_ in plain if " " in made.text}  # a word may be of a menu above such a row
    return Rows(sure - beside.keys(), beside)


def _rows(seen: list[Entry], names: bool) -> list[bool]:
    """Which lines are of those that stand beside each title; a single name is one where no row follows it, for a short
    title may look so, too."""
    rows = [made.shape in (FURNITURE, LIKELY_FURNITURE) for made in seen]
    named = [names and are_mostly_names(made.text) for made in seen]
    rows = [row or (name and "," in made.text) for made, row, name in zip(seen, rows, named, strict=True)]
    return [row or (name and not after) for row, name, after in zip(rows, named, [*rows[1:], False], strict=True)]
