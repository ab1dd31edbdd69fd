"""What the list shows, kept true: asks the library for it, again after every change. May import Qt, ``query``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from readinglist.core.errors import NotFoundError, ReadingListError
from readinglist.gui.finding.list_page import ListPage
from readinglist.gui.finding.query import SELECTION_KEPT, Listing, Query, load, load_page
from readinglist.gui.finding.side_bar import SideBar, view_words
from readinglist.gui.reading.paper_pane import PaperPane, ShownPaper
from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Counts, SavedSearch, SearchResult, SortName


class Browser(QObject):
    """Joins side bar, list and paper to the library's answers."""

    shown = Signal(object)  # Listing
    undoable = Signal(str, str)  # what undo and redo would do

    def __init__(self, session: Session, side: SideBar, page: ListPage, pane: PaperPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._side, self._page, self._pane = session, side, page, pane
        self.query = Query()
        self.key = "view:library"
        self.listing: Listing | None = None
        self.browse_sort: SortName = "added"
        self.search_sort: SortName = "relevance"
        self.browse_reversed = False
        self._wanted_current: int | None = None
        self._wanted_scroll = -1
        self._fresh = True
        self.counts: Counts | None = None
        self.saved: Sequence[SavedSearch] = ()
        session.changed.connect(self.refresh)
        session.opened.connect(self.refresh_counts)
        session.ready.connect(self.show_paper)  # now also with what its entry lacks
        side.chosen.connect(lambda entry: self.show(entry.query, entry.key))
        page.search.asked.connect(self.search)
        page.sort_chosen.connect(self.sort)
        page.everywhere_wanted.connect(self.search_everywhere)
        page.without_wanted.connect(page.search.set_query)
        page.model.page_wanted.connect(self._fetch)
        page.list.current_changed.connect(lambda _paper: self.show_paper())
        page.list.selection_changed.connect(self._selected)

    # ---- where to look ----

    def show(self, query: Query, key: str, *, current: int | None = None, scroll: int = -1) -> None:
        """Show a place; a saved search brings its words, any other place clears them."""
        own = query.text or query.sort not in ("added", "relevance")
        sort: SortName = query.sort if own else self.browse_sort
        self.query, self.key = replace(query, sort=sort, descending=None if own else self._direction(sort)), key
        self._page.search.setText(query.text)
        self._side.mark(key)
        self._wanted_current, self._wanted_scroll = current, scroll
        self._ask(fresh=True)

    def search(self, text: str, literal: bool = False) -> None:
        """Look for ``text`` in the chosen place; nothing typed shows the place whole and asks no index."""
        searching = bool(text.strip())
        if searching and self.query.ids is not None:
            self.query, self.key = Query(), "view:library"
            self._side.mark(self.key)
        sort = self.search_sort if searching else self.browse_sort
        direction = None if searching else self._direction(sort)
        self.query = replace(self.query, text=text, literal=literal, sort=sort, descending=direction)
        self._ask(fresh=True)

    def search_everywhere(self) -> None:
        """The same words in every paper."""
        self.show(
            Query(view="all", text=self.query.text, literal=self.query.literal, sort=self.search_sort), "view:all"
        )

    def sort(self, name: SortName) -> None:
        """Another order; outside of a search the same one again turns it round."""
        if self.query.searching:
            self.search_sort = name
            self.query = replace(self.query, sort=name)
        else:
            self.browse_reversed = name == self.query.sort and not self.query.reversed
            self.browse_sort = name
            self.query = replace(self.query, sort=name, descending=self._direction(name))
        self._ask(fresh=True)

    def _direction(self, sort: SortName) -> bool | None:
        from readinglist.core.records import FALLING

        return sort not in FALLING if self.browse_reversed else None

    def refresh(self) -> None:
        """The library changed: look again, and stay where we are."""
        self._ask(fresh=False)
        self.refresh_counts()
        self.show_paper()

    def place(self) -> str:
        """The name of the place that is shown."""
        if self.query.label:
            return self.query.label
        if self.query.tag is not None:
            return self.query.tag
        entry = self._side.lines.entry(self._side.lines.row_of(self.key))
        return entry.text if entry is not None and entry.saved is None else view_words()[self.query.view]

    # ---- asking and showing ----

    def _ask(self, *, fresh: bool) -> None:
        self._fresh = self._fresh or fresh
        query, page = self.query, self._page
        current = self._wanted_current if self._fresh else page.list.current_id()
        keep = not self._fresh and page.list.selected_count() <= SELECTION_KEPT
        selected = page.list.selected_ids() if keep else []
        before = None if self._fresh else page.model.ids
        top = 0 if self._fresh else max(0, page.list.rowAt(0))
        sight = range(top, top + page.list.rows_in_sight())
        self._session.latest(
            "list",
            lambda library, cancelled: load(library, query, current, selected, before, sight, cancelled),
            self._show,
            self._failed,
            searching=query.searching,
        )

    def _show(self, listing: Listing) -> None:
        page, fresh = self._page, self._fresh
        row = page.list.currentIndex().row()
        scroll = page.list.verticalScrollBar().value()
        self.listing = listing
        self._fresh = False
        page.show_listing(listing, self.place())
        if not listing.same:
            self._place_cursor(listing, fresh=fresh, row=row, scroll=scroll)
        self._wanted_current, self._wanted_scroll = None, -1
        self.show_paper()
        self.shown.emit(listing)

    def _place_cursor(self, listing: Listing, *, fresh: bool, row: int, scroll: int) -> None:
        view = self._page.list
        count = len(listing.ids)
        fallback = 0 if fresh else max(0, min(row, count - 1))
        target = listing.current if listing.current >= 0 else fallback
        view.put_back(min(target, count - 1), listing.selected)
        if fresh and self._wanted_scroll < 0:
            view.scrollToTop() if target == 0 else view.scrollTo(view.currentIndex())
        else:
            view.verticalScrollBar().setValue(self._wanted_scroll if fresh else scroll)
            if not fresh and target >= 0:
                view.scrollTo(view.currentIndex())

    def _failed(self, error: BaseException) -> None:
        self._fresh = False
        if not isinstance(error, ReadingListError):
            raise error
        self._page.say_failed(error.title, error.message)

    def _fetch(self, generation: int, number: int) -> None:
        listing, model = self.listing, self._page.model
        if listing is None:
            return
        ids, result = model.ids, listing.result
        self._session.ask(
            "rows",
            lambda library: load_page(library, ids, result, number) if generation == model.generation else {},
            lambda rows: model.set_page(generation, number, rows),
        )

    def refresh_counts(self) -> None:
        """Look at the side bar's numbers again."""
        self._session.latest(
            "counts",
            lambda library, _cancelled: (
                library.counts(),
                library.saved_searches(),
                library.undo_label,
                library.redo_label,
            ),
            lambda answer: self._show_counts(*answer),
        )

    def _show_counts(self, counts: Counts, saved: Sequence[SavedSearch], undo: str | None, redo: str | None) -> None:
        self._side.lines.show_counts(counts, saved)
        colours = {tag.name: tag.colour for tag in counts.tags if tag.colour}
        self._page.list.delegate.set_tag_colours(colours)
        self._pane.tag_colours = colours
        self.counts, self.saved = counts, saved
        self.undoable.emit(undo or "", redo or "")

    # ---- the paper ----

    def show_paper(self) -> None:
        """Show the paper under the cursor, or say why none is shown."""
        paper = self._page.list.current_id()
        count = self._page.list.selected_count()
        if count > 1:
            self._pane.show_nothing(
                self.tr("{n} papers selected").format(n=f"{count:,}"),
                self.tr("Every verb acts on all of them, and is undone in one step."),
            )
            return
        if paper is None:
            self._pane.show_nothing(self.tr("No paper"), "")
            return
        result = self.listing.result if self.listing is not None else None
        warm = self._session.warm
        self._session.latest(
            "paper",
            lambda library, _cancelled: load_paper(library, paper, result, warm),
            self._show_paper,
            self._paper_gone,
        )

    def _show_paper(self, shown: ShownPaper | None) -> None:
        if shown is not None and shown.paper.id == self._page.list.current_id():
            self._pane.show_paper(shown)

    def _paper_gone(self, error: BaseException) -> None:
        if not isinstance(error, NotFoundError):
            raise error

    def _selected(self) -> None:
        self._page.say_selected(self._page.list.selected_count())
        self.show_paper()


def load_paper(library: Library, paper: int, result: SearchResult | None, warm: bool) -> ShownPaper:
    """A paper, the matches in its abstract, and what its entry lacks.

    The last only when ``warm``: before, telling it would load the rooms of BibTeX ahead of the first rows.
    """
    from readinglist.core.records import Span

    found = library.paper(paper)
    lacks = library.lacks(found) if warm else ()
    if result is None or not found.abstract:
        return ShownPaper(found, (), lacks)
    marked = library.mark(result, "abstract", found.abstract)
    return ShownPaper(found, tuple(Span("abstract", start, end) for start, end in marked), lacks)
