"""Titles that stand above each other's abstracts, because lines were exchanged. Imports ``affinity`` and this room.

Of 1,570 titles of listing pages and arXiv 95 in 100 share more with their own abstract than is looked at here; where
the abstracts of two papers were exchanged, in 77 of 100 cases each title knows the other abstract far better, and in 97
at least one does.
"""

from collections import deque
from dataclasses import dataclass, field

from readinglist.core.dumps.evidence.affinity import stems
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.page import Page

#: A title that has more than this in the abstract below it is where it belongs.
_WEAK = 0.4
#: … and one that has so little may be a stranger: of two such neighbours it is enough that one knows the other's.
_STRANGE = 0.25
#: It knows another abstract that has so much of it, and so much more than the one below; by so many words.
_KNOWS, _BETTER, _WORDS = 0.5, 0.34, 2
#: So many such titles are looked back at: they are one in twenty, so that is a page or several.
_BACK = 20


@dataclass(frozen=True, slots=True)
class _Pair:
    place: int  # the how manieth of its page
    line: int
    share: float
    title: set[str]
    abstract: set[str]


@dataclass
class Exchanged:
    """Collects the numbers of two such titles each, from the pairs of a page as they come."""

    page: Page
    found: list[tuple[int, int]] = field(default_factory=list)
    _count: int = 0
    _weak: deque[_Pair] = field(default_factory=lambda: deque(maxlen=_BACK))

    def add(self, title: Entry, abstract: Entry, share: float) -> None:
        """Take the next title and the abstract below it, which has so much of what the title tells."""
        self._count += 1
        if share > _WEAK:
            return
        made = _Pair(self._count, title.line.number, share, stems(title.text), stems(abstract.text))
        other = next((other for other in reversed(self._weak) if self._are_exchanged(other, made)), None)
        if other is None:
            self._weak.append(made)
        else:
            self._weak.remove(other)
            self.found.append((other.line, made.line))

    def _are_exchanged(self, first: _Pair, second: _Pair) -> bool:
        knowing = self._knows(first, second) + self._knows(second, first)
        strange = first.place + 1 == second.place and max(first.share, second.share) <= _STRANGE
        return knowing == 2 or (knowing == 1 and strange)

    def _knows(self, made: _Pair, other: _Pair) -> bool:
        share = self.page.share_known(made.title, other.abstract)
        return share >= max(_KNOWS, made.share + _BETTER) and len(made.title & other.abstract) >= _WORDS
