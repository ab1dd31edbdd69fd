"""The numbers of the side bar. Those of saved searches are counted while nobody types, one at a time.

Imports Qt and ``session``.

A count is a search of some milliseconds in a thread of its own, so it is cheap; but Python runs one thread at a time,
and a key is never to wait for it. So counting begins when there was no key for a moment, stops at the next one, and
goes round again only when the library has changed, at most every ``ROUND`` ms while it goes on changing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Counts, SavedSearch

QUIET = 300  # ms without a key
ROUND = 2000  # ms from one round to the next


class Numbers(NamedTuple):
    """What stands in the side bar, what undo and redo would do, and the library's version that this is of."""

    counts: Counts
    saved: Sequence[SavedSearch]
    undo: str | None
    redo: str | None
    version: int


def numbers(library: Library, _cancelled: object) -> Numbers:
    """As they are now."""
    undo, redo = library.undo_label, library.redo_label
    return Numbers(library.counts(), library.saved_searches(), undo, redo, library.version)


class Tallies(QObject):
    """The numbers of the saved searches, by their ids."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.of: dict[int, int] = {}
        self._searches: Sequence[SavedSearch] = ()
        self._counted: dict[int, tuple[str, int]] = {}  # the words and the version that a number is of
        self._version = -1
        self._held = False
        self._begun = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        session.ready.connect(self._plan)
        session.indexed.connect(self._count_again)

    def follow(self, searches: Sequence[SavedSearch], version: int) -> None:
        """Count ``searches`` as the library is at ``version``; old numbers stay until there are new ones."""
        self._searches, self._version = searches, version
        there = {search.id for search in searches}
        self.of = {number: papers for number, papers in self.of.items() if number in there}
        if not self._timer.isActive():
            self._plan()

    def _count_again(self) -> None:
        self._counted.clear()
        self.hold()  # a count that is on its way was made before

    def hold(self) -> None:
        """Somebody types: stop, and begin again a moment after."""
        self._held = True
        self._plan()

    def _plan(self) -> None:
        if self._session.warm and self._next() is not None:
            since = (time.monotonic() - self._begun) * 1000
            self._timer.start(max(QUIET, 0 if self._held else round(ROUND - since)))

    def _next(self) -> SavedSearch | None:
        wanted = self._version
        for search in self._searches:
            if self._counted.get(search.id) != (search.query, wanted):
                return search
        return None

    def _begin(self) -> None:
        self._held, self._begun = False, time.monotonic()
        self._count()

    def _count(self) -> None:
        search = self._next()
        if search is None or self._held:
            return
        version = self._version

        def work(library: Library, cancelled: object) -> int | None:
            return library.count(search.query, cancelled=lambda: self._held)

        self._session.latest("tallies", work, lambda papers: self._take(search, version, papers), lambda _error: None)

    def _take(self, search: SavedSearch, version: int, papers: int | None) -> None:
        if self._held:
            return
        self._counted[search.id] = (search.query, version)
        if papers is None:
            self.of.pop(search.id, None)
        else:
            self.of[search.id] = papers
        self.changed.emit()
        self._count()
