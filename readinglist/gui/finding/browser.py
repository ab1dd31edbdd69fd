"""What the list shows, kept true: asks the library for it, again after every change. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.core.errors import ReadingListError
from readinglist.gui.finding.beside import Beside
from readinglist.gui.finding.list_page import ListPage
from readinglist.gui.finding.ordered import Ordered
from readinglist.gui.finding.paper_table import PAGE
from readinglist.gui.finding.query import (
    AT_ONCE,
    Listing,
    Query,
    Question,
    Seen,
    Spot,
    followed,
    in_sight,
    load,
    load_page,
    remembered,
    told,
)
from readinglist.gui.finding.side_bar import Entry, SideBar, view_words
from readinglist.gui.finding.tallies import Numbers, Tallies, numbers
from readinglist.gui.finding.trail import LIBRARY, Place, Trail
from readinglist.gui.parts.core_words import error_message, error_title
from readinglist.gui.reading.paper_pane import PaperPane
from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.records import Counts, SavedSearch, SortName

SETTLE_AFTER = 150  # ms without another search
TYPING = 300  # ms after a key in the search line in which the next one is expected


class Browser(QObject):
    """Joins side bar, list and paper to the library's answers."""

    awaited = Signal()  # another list was asked for: the one in sight is no longer it
    shown = Signal(object)  # Listing
    failed = Signal()  # what was asked for cannot be shown
    undoable = Signal(str, str)  # what undo and redo would do
    report_wanted = Signal(int)  # of a dump

    def __init__(self, session: Session, side: SideBar, page: ListPage, pane: PaperPane, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._side, self._page, self._pane = session, side, page, pane
        self.beside = Beside(session, page, pane, self)
        self._at = Place()
        self.trail = Trail()
        self.listing: Listing | None = None
        self.browse_sort: SortName = "added"
        self.search_sort: SortName = "relevance"
        self.browse_reversed = False
        self._awaiting = True
        self._opened = False  # a piece of the list that is awaited is shown
        self._chosen = self._placing = False
        self._reveal: Spot | None = None
        self._elsewhere: Sequence[Place] = ()
        self._settle_timer = QTimer(self)
        self._settle_timer.setSingleShot(True)
        self._settle_timer.setInterval(SETTLE_AFTER)
        self._settle_timer.timeout.connect(self._settle)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self._typed)
        self._put_off = False  # the library changed meanwhile
        self.tallies = Tallies(session, self)
        self.tallies.changed.connect(lambda: side.lines.show_tallies(self.tallies.of))
        page.search.textEdited.connect(self.tallies.hold)
        page.search.textEdited.connect(self._type)
        self.awaited.connect(self.tallies.hold)
        self.counts: Counts | None = None
        self._counting = False
        self._again = False  # the search was made again because the index has caught up
        self.saved: Sequence[SavedSearch] = ()
        session.changed.connect(self._changed)
        session.indexing.connect(self._search_again)
        side.chosen.connect(self._show_entry)
        page.search.asked.connect(self.search)
        page.sort_chosen.connect(self.sort)
        page.empty.everywhere_wanted.connect(self.search_everywhere)
        page.empty.search_wanted.connect(page.search.set_query)
        page.out_wanted.connect(self.go_out)
        page.back_wanted.connect(self.go_back)
        page.ahead_wanted.connect(self.go_ahead)
        page.model.page_wanted.connect(self._fetch)
        page.list.entered.connect(self._choose)
        page.list.current_changed.connect(self._moved)

    # ---- where to look ----

    @property
    def nothing_in_sight(self) -> bool:
        """Whether nothing of the list that was asked for is there."""
        return self._awaiting and not self._opened

    @property
    def query(self) -> Query:
        """What the list shows, or is about to show."""
        return self._at.query

    @property
    def key(self) -> str:
        """Its line in the side bar; empty where it has none."""
        return self._at.key

    def show(self, query: Query, key: str, *, spot: Spot | None = None, trip: bool = False) -> None:
        """Show a place; a saved search brings its words, any other place clears them.

        ``trip``: it is opened from a paper or a report, so Esc leads back; a list of given papers always is.
        """
        place = Place(self._ordered(query), key, spot or Spot(), trip or query.ids is not None)
        if not place.same_list(self._at):
            self._leave()
        self._enter(place)

    def begin(self, place: Place, origin: Place | None = None, seen: Seen | None = None) -> None:
        """Show the first place; ``origin`` is where a search in it leads back to, ``seen`` what it showed last time."""
        if origin is not None:
            self.trail.leave(replace(origin, query=self._ordered(origin.query)))
        sort = self.search_sort if place.query.searching else place.query.sort
        place = replace(place, query=self._ordered(replace(place.query, sort=sort)))
        if seen is not None:
            self._session.ask("rows", lambda library: remembered(library, place.query, place.spot, seen), self._open)
        self._enter(place, whole=seen is not None)

    def seen(self) -> Seen | None:
        """What is in sight, where it is to be shown at the next start before it is found again."""
        model, (first, last) = self._page.model, self._page.list.sight()
        rows = () if self.nothing_in_sight else [(row, model.shown(row)) for row in range(first, last)]
        return in_sight(self.query, model.rowCount(), rows)

    def _show_entry(self, entry: Entry) -> None:
        if entry.query is not None:
            if self._side.walking:  # what one passes with the arrows is no place one was at
                self._at = replace(self._at, query=entry.query, key=entry.key)
            self.show(entry.query, entry.key)

    def search(self, text: str, literal: bool = False) -> None:
        """Look for ``text`` in the chosen place; nothing typed leads back to where the search began."""
        at = self._at
        if not text.strip():
            if at.query.searching:
                self.clear_search()
            return
        if not at.query.searching:
            self._leave()
            at = Place() if at.query.ids is not None else at  # a list of given papers cannot be searched
            at = replace(at, query=replace(at.query, sort=self.search_sort, descending=None), trip=False)
        elif at.key.startswith("saved:") and text != at.query.text:
            at = replace(at, key=LIBRARY)  # no longer that search
        self._enter(replace(at, query=replace(at.query, text=text, literal=literal), spot=Spot(), chosen=False))

    def clear_search(self) -> None:
        """Without words: on the hit that the user went to, else where the search was begun."""
        here = self._here()
        if not here.query.searching:
            return
        meant = here.chosen or not self._page.search.hasFocus()
        if meant and here.spot.paper is not None:
            self._reveal, self._elsewhere = replace(here.spot, selected=()), [self._unsearched(here)]
        self._enter(self.trail.before_search(here) or self._unsearched(here))

    def search_everywhere(self) -> None:
        """The same words in every paper."""
        query = self.query
        self.show(Query(view="all", text=query.text, literal=query.literal, sort=query.sort), "view:all", trip=True)

    def sort(self, name: SortName) -> None:
        """Another order; outside of a search the same one again turns it round. A paper gone to stays in sight."""
        here, query = self._here(), self.query
        if query.searching:
            self.search_sort = name
            query = replace(query, sort=name)
        else:
            self.browse_reversed = name == query.sort and not query.reversed
            self.browse_sort = name
            query = replace(query, sort=name, descending=self._direction(name))
        spot = replace(here.spot, anchor=None, below=None) if here.chosen else Spot()
        self._enter(replace(here, query=query, spot=spot))

    def _direction(self, sort: SortName) -> bool | None:
        from readinglist.core.records import FALLING

        return sort not in FALLING if self.browse_reversed else None

    def _ordered(self, query: Query) -> Query:
        """In the user's order, unless it brings one of its own."""
        own = query.searching or query.sort not in ("added", "relevance")
        sort: SortName = query.sort if own else self.browse_sort
        return replace(query, sort=sort, descending=None if own else self._direction(sort))

    def _unsearched(self, place: Place) -> Place:
        key = LIBRARY if place.key.startswith("saved:") else place.key
        return Place(self._ordered(replace(place.query.place(), sort=self.browse_sort)), key)

    # ---- the way back ----

    def go_back(self) -> None:
        """To the place before, as it was left."""
        place = self.trail.back(self._here())
        if place is not None:
            self._enter(place)

    def go_ahead(self) -> None:
        """To the place that one went back from."""
        place = self.trail.ahead(self._here())
        if place is not None:
            self._enter(place)

    def go_out(self) -> None:
        """Out of a search, or of a list that was opened from a paper; of one from a report back to that."""
        if self.query.searching:
            self.clear_search()
        elif self._at.trip:
            report, dumps = self.query.report, self.counts.dumps if self.counts is not None else ()
            self.go_back()
            if report in {dump.id for dump in dumps}:
                self.report_wanted.emit(report)

    def home(self) -> tuple[Place, Place | None]:
        """See ``Trail.home``: what to show again after a start."""
        return self.trail.home(self._here())

    def reveal(self, papers: Sequence[int]) -> None:
        """With the next look at the library go to ``papers``: in this list, else in one that has them."""
        if not papers:
            return
        places = [Place(self._ordered(Query())), Place(self._ordered(Query(view="all")), "view:all")]
        if self.query.searching:
            places.insert(0, self._unsearched(self._at))
        self._reveal, self._elsewhere = Spot(papers[0], selected=tuple(papers)), places

    def refresh(self) -> None:
        """Look at the library again, and stay where we are."""
        self._put_off = False
        self._ask()
        if len(self._page.model.ids) > AT_ONCE:
            self._refresh_sight()
        self.refresh_counts()
        self.beside.refresh()

    @property
    def _types(self) -> bool:
        return self._typing.isActive() and self._page.window().focusWidget() is self._page.search

    def _changed(self) -> None:
        """The library changed. While somebody types during an import, each key looks at it; to do that between two of
        them would hold up the next."""
        if self._session.elsewhere and self._types:
            self._put_off = True
        else:
            self.refresh()

    def _type(self, _text: str) -> None:
        self._typing.start()

    def _typed(self) -> None:
        if self._put_off:
            self.refresh()

    def _search_again(self, progress: object) -> None:
        """The index has caught up: a search that was behind finds more."""
        if progress is None and self.listing is not None and self.listing.behind:
            self._again = True
            if self._types:
                self._put_off = True
            else:
                self._ask()

    def place(self) -> str:
        """The name of the place that is shown."""
        return self._name(self._at)

    def _name(self, place: Place) -> str:
        query = place.query
        if query.label:
            return query.label
        if query.tag is not None:
            return query.tag
        entry = self._side.lines.entry(self._side.lines.row_of(place.key))
        return entry.text if entry is not None and entry.saved is None else view_words()[query.view]

    def _name_of_last(self) -> str:
        """The name of the place that a trip leads back to; empty outside of trips."""
        last = self.trail.last if self._at.trip and not self.query.searching else None
        if last is None:
            return ""
        return self.tr("“{words}”").format(words=last.query.text) if last.query.searching else self._name(last)

    def _here(self) -> Place:
        """The place that is shown, with where one is in it."""
        return replace(self._at, spot=self._spot(), chosen=self._chosen)

    def _spot(self) -> Spot:
        if self.nothing_in_sight:
            return self._at.spot
        spot = self._page.list.spot()
        if self._opened and spot.paper == self._at.spot.paper and not spot.selected:
            return replace(spot, selected=self._at.spot.selected)  # they are selected once all of them are there
        return spot

    def _leave(self) -> None:
        if self.listing is not None:
            self.trail.leave(self._here())

    def _enter(self, place: Place, *, whole: bool = False) -> None:
        self._at, self._chosen, self._awaiting, self._opened = place, place.chosen, True, False
        if self._page.search.text().strip() != place.query.text.strip():
            self._page.search.setText(place.query.text)
        self._side.mark(place.key)
        self._settle_timer.stop()
        self.awaited.emit()
        self._ask(whole=whole)

    # ---- asking and showing ----

    def _ask(self, *, whole: bool = False) -> None:
        view, places, spot = self._page.list, self._elsewhere, self._spot()
        question = Question(
            self._at.query,
            spot,
            None if self._awaiting else self._page.model.ids,
            view.rows_in_sight() + 1,
            view.rows_above(spot),
            whole or self._opened or not self._awaiting,
            told(self.counts, self.query),
            self._reveal,
            tuple(place.query for place in places),
        )
        self._session.latest(
            "list",
            lambda library, cancelled: load(library, question, cancelled),
            lambda listing: self._show(listing, spot, places),
            self._failed,
            searching=question.query.searching,
        )

    def _open(self, listing: Listing) -> None:
        """Show what is in sight of the list that is awaited."""
        if not self._awaiting or listing.query != self.query:
            return
        self._opened = not listing.query.searching  # the hits of last time may be others now: nobody moves among them
        self.beside.hold()
        self._page.show_listing(listing, self.place(), self._name_of_last())
        self._place(listing)
        self._show_beside(listing)

    def _place(self, listing: Listing) -> None:
        self._placing = True
        self._page.list.take_spot(listing)
        self._placing = False

    def _show(self, listing: Listing, asked: Spot, places: Sequence[Place]) -> None:
        if listing.interim:
            self._open(listing)
            if listing.revealed:
                self._reveal, self._elsewhere = None, ()
            self._ask()
            return
        if listing.gone:
            self._go_home()
            return
        if listing.query != self.query:  # what was to be revealed is elsewhere
            self._take_place(next(place for place in places if place.query == listing.query))
        page, now = self._page, None if self._awaiting and not self._opened else self._page.list.spot()
        self.listing = listing
        self._awaiting, self._opened, self._reveal, self._elsewhere = False, False, None, ()
        self.beside.hold()
        page.show_listing(listing, self.place(), self._name_of_last())
        if not listing.same or listing.revealed:
            if now is not None and now.paper != asked.paper and not listing.revealed:
                listing = followed(listing, asked, now)  # the user has moved since it was asked for
            self._place(listing)
        self._settle_timer.start()
        self._show_beside(listing)
        again, self._again = self._again, False
        if listing.behind and not again:  # else the index cannot be brought up to date
            self._session.index_soon()

    def _show_beside(self, listing: Listing) -> None:
        """Rows are there: show the paper that goes with them, and tell."""
        self.beside.follow(listing.result)
        self._begin_counting()
        self.shown.emit(listing)

    def _begin_counting(self) -> None:
        """The first rows are there, or cannot be: only now the numbers of the side bar, which read much of the file."""
        if not self._counting:
            self.refresh_counts()

    def _settle(self) -> None:
        """Nobody typed for a moment: put the hits that are not in sight in order too."""
        ids = self._page.model.ids
        if isinstance(ids, Ordered) and not ids.settled:
            self._session.ask("rows", lambda _library: ids.settle(), None)

    def _take_place(self, place: Place) -> None:
        """Show ``place`` instead of what was asked for."""
        self._leave()
        self._at, self._chosen = replace(place, trip=True), True
        self._page.search.setText(place.query.text)
        self._side.mark(place.key)

    def _go_home(self) -> None:
        """The import that brought what is shown was undone: its place is no more, and no line of the side bar."""
        if self._side.in_use:
            self._page.focus_list()
        self._enter(Place(self._ordered(Query())))

    def _failed(self, error: BaseException) -> None:
        self._awaiting, self._opened, self._reveal, self._elsewhere = False, False, None, ()
        self._begin_counting()
        self.failed.emit()
        if not isinstance(error, ReadingListError):
            raise error
        self._page.say_failed(error_title(error), error_message(error))

    def _choose(self) -> None:
        """The user went to the list of hits: the paper under the cursor is meant."""
        self._chosen = self._chosen or (self.query.searching and not self._awaiting)

    def _moved(self) -> None:
        self._chosen = self._chosen or not self._placing
        if not self._placing:
            self.beside.release()
        self.beside.show()

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

    def _refresh_sight(self) -> None:
        """The rows in sight as they are now: to put all of a long list in order takes a while."""
        first, last = self._page.list.sight()
        for number in range(first // PAGE, (last - 1) // PAGE + 1):
            self._fetch(self._page.model.generation, number)

    def refresh_counts(self) -> None:
        """Look at the side bar's numbers again."""
        self._counting = True
        self._session.latest("counts", numbers, self._show_counts)

    def _show_counts(self, found: Numbers) -> None:
        counts, saved, undo, redo, version = found
        self.tallies.follow(saved, version)
        named = self._name(self._at)
        self._side.lines.show_counts(counts, saved, self.tallies.of)
        colours = {tag.name: tag.colour for tag in counts.tags if tag.colour}
        self._page.list.delegate.set_tag_colours(colours)
        self._pane.tag_colours = colours
        self.counts, self.saved = counts, saved
        if self.listing is not None and not self._awaiting and self._name(self._at) != named:
            self._page.show_place(self.listing, self.place(), self._name_of_last())
        self.undoable.emit(undo or "", redo or "")
