"""The paper beside the list: the one under the cursor, or the one whose note is being written.

It is asked for in a worker and shown when it comes. Imports Qt and the rooms below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.core.errors import NotFoundError
from readinglist.gui.finding.list_page import ListPage
from readinglist.gui.reading.paper_pane import PaperPane
from readinglist.gui.reading.shown_paper import ShownPaper, load_paper
from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.records import SearchResult


class Beside(QObject):
    """Keeps the pane on the paper that goes with the list."""

    shown = Signal()  # the paper under the cursor stands beside the list as it is now

    def __init__(self, session: Session, page: ListPage, pane: PaperPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page, self._pane = session, page, pane
        self._result: SearchResult | None = None  # whose matches are marked
        self._held: int | None = None
        self._stale = False  # the library has changed since what is shown was asked for
        session.ready.connect(self.show)  # now also with what its entry lacks
        page.list.selection_changed.connect(self._selected)
        pane.note.left.connect(self._left)

    @property
    def held(self) -> int | None:
        """The paper whose note is being written though the list, shown anew, has gone on to another; else None.

        It stays in the pane until the note is left: what is typed must not go on into the note of the next.
        """
        return self._held

    @property
    def awaited(self) -> bool:
        """Whether another paper is shown than the one under the cursor, or it as it is before what is being changed."""
        current, shown = self._page.list.current_id(), self._pane.paper
        if current is None or self._page.list.selected_count() > 1 or self.held is not None:
            return False
        return self._session.changing or self._stale or shown is None or shown.id != current

    def hold(self) -> None:
        """Keep the paper whose note has the focus, whatever the list that is about to be shown leads to."""
        pane = self._pane
        writing = pane.paper is not None and pane.window().focusWidget() is pane.note
        self._held = pane.paper.id if pane.paper is not None and writing else None

    def release(self) -> None:
        """The user has moved in the list: the paper gone to is meant, whatever is being written."""
        self._held = None

    def follow(self, result: SearchResult | None) -> None:
        """A list is shown, found by a search or not: show the paper that goes with it."""
        self._result = result
        if self._held == self._page.list.current_id():
            self._held = None
        self.show()

    def refresh(self) -> None:
        """The library has changed: show the paper as it is now."""
        self._stale = True
        self.show()

    def show(self) -> None:
        """Show the paper under the cursor, or say why none is shown."""
        paper = self.held or self._page.list.current_id()
        count = self._page.list.selected_count()
        if count > 1 and not self.held:
            several = self.tr("{n} papers selected").format(n=f"{count:,}")
            self._show_none(several, self.tr("Every verb acts on all of them, and is undone in one step."))
        elif paper is None:
            self._show_none(self.tr("No paper"), "")
        else:
            result, warm = self._result, self._session.warm
            self._session.latest(
                "paper",
                lambda library, _cancelled: load_paper(library, paper, result, warm),
                self._show_paper,
                self._gone,
            )

    def _show_none(self, heading: str, text: str) -> None:
        self._pane.show_nothing(heading, text)
        self.shown.emit()

    def _show_paper(self, shown: ShownPaper) -> None:
        several = self._page.list.selected_count() > 1 and self._held is None  # since it was asked for
        if not several and shown.paper.id == (self._held or self._page.list.current_id()):
            self._stale = False
            self._pane.show_paper(shown)
            self.shown.emit()

    def _gone(self, error: BaseException) -> None:
        if not isinstance(error, NotFoundError):
            raise error

    def _left(self) -> None:
        """The note is left: the paper under the cursor is shown, where it is another."""
        if self._held is not None:
            self._held = None
            self.show()

    def _selected(self) -> None:
        self._page.say_selected(self._page.list.selected_count())
        self.show()
