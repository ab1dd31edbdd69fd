"""The middle of the window: search line, what was found, the list or what to do when it is empty.

Imports Qt and the rooms below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from readinglist.gui.finding.empty_list import EmptyList
from readinglist.gui.finding.paper_list import PaperList
from readinglist.gui.finding.paper_table import PaperTableModel
from readinglist.gui.finding.query import Listing, Query
from readinglist.gui.finding.search_line import SearchLine
from readinglist.gui.keys.shortcuts import Shortcuts
from readinglist.gui.parts.buttons import TextButton, ToolButton
from readinglist.gui.parts.core_words import sentence_words
from readinglist.gui.parts.menu import Menu
from readinglist.gui.parts.speech import Announcer
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import ElidedLabel, isolated, label, row

if TYPE_CHECKING:
    from readinglist.core.records import SearchResult, SortName

ASSUMED_SHOWN = 3  # words that were searched for in place of what was typed
BACK_SHOWN = 24  # characters of the place that the way back leads to


class ListPage(QWidget):
    """Search line over the list."""

    sort_chosen = Signal(str)
    out_wanted = Signal()  # out of a search or of a list opened from a paper or a report
    back_wanted = Signal()  # to the place before
    ahead_wanted = Signal()
    wanted = Signal()  # the list is to be seen
    side_bar_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.model = PaperTableModel(self)
        self.search = SearchLine(look)
        self.list = PaperList(self.model, look)
        self.empty = EmptyList(look)
        self.empty.out_wanted.connect(self.search.clear_search)
        self._shown_sort: SortName = "added"
        self._announcer = Announcer(self)
        self._told: Query | None = None
        self._literally = ""  # how to search for what was typed
        self._summary = ElidedLabel("muted")
        self._back = TextButton()
        self._back.setProperty("quiet", True)
        self._back.clicked.connect(self.back_wanted)
        self._trip_name = ElidedLabel("heading")
        self._trip = QWidget()
        self._notes = label("", "faint", wrap=True)
        self._notes.hide()
        self._sort = self._sort_button()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out()

    def show_listing(self, listing: Listing, place: str, back: str = "") -> None:
        """Show an answer; when it is the ``same`` as before, only rows may have changed, not their order.

        ``back`` is the name of the place that a list opened from a paper or a report leads back to.
        """
        if listing.same:
            self.model.refresh(listing.pages)
        else:
            self.list.selecting = False
            self.model.set_ids(listing.ids, listing.pages)
            self.say_selected(self.list.selected_count())  # nobody is told that the selection went with the rows
        self.show_place(listing, place, back)
        self._mark_sort(listing.query)
        in_empty, in_list = self.empty.holds_focus(), self.list.hasFocus()
        if not len(listing.ids):
            self.empty.show_listing(listing, place)
        self._stack.setCurrentWidget(self.list if len(listing.ids) else self.empty)
        self._tell(listing)
        if in_empty or (in_list and self._stack.currentWidget() is self.empty):
            self.focus_list()  # what had it is no more

    def show_place(self, listing: Listing, place: str, back: str = "") -> None:
        """Say where one is, and how many papers are there."""
        self._say(listing, "" if back else place)
        self._show_trip(place, back)

    def say_failed(self, title: str, message: str) -> None:
        """Show a known error where the list would be."""
        self._summary.setText(title)
        inside = self.empty.holds_focus() or self.list.hasFocus()
        self.empty.show_state("warning", title, message)
        self._announcer.tell(self.empty.words)
        self._stack.setCurrentWidget(self.empty)
        if inside:
            self.focus_list()

    def focus_list(self) -> None:
        """Give the list the focus, with a row under the cursor."""
        around = self.parentWidget()
        if around is not None and not around.isVisible():
            return  # something else stands in the place of all panes
        self.wanted.emit()
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.go_to(0)
        if self._stack.currentWidget() is self.empty:
            self.empty.focus_first()
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, by: int) -> None:
        """Move the cursor; down from the search line without hits leads to the ways out."""
        if self._stack.currentWidget() is self.list:
            self.list.step(by)
        elif by > 0:
            self.empty.focus_first()

    def say_selected(self, count: int) -> None:
        """Say how many papers are selected, while they are several."""
        if count > 1:
            of_all = self.tr("{n} of {all} selected").format(n=f"{count:,}", all=f"{self.model.rowCount():,}")
            self._selected.setText(of_all)
        elif self.list.selecting:
            self._selected.setText(self.tr("Selecting: move to extend, Esc to end"))
        self._selected.setVisible(count > 1 or self.list.selecting)
        self._summary.setVisible(self._selected.isHidden())  # there is no room for both in a narrow window

    def show_ways(self, *, side: bool, paper: bool) -> None:
        """Show the buttons that lead to the side bar and to the paper, where there is no room for these."""
        self._to_side.setVisible(side)
        self._to_paper.setVisible(paper)

    def show_keys(self, keys: Shortcuts) -> None:
        """Name the keys that are in force."""
        ways = (self._to_side, self.tr("Side bar"), "side_bar"), (self._to_paper, self.tr("Paper"), "paper")
        for way, words, name in ways:
            named = words + keys.hint(name, " ({key})")
            way.setToolTip(named)
            way.setAccessibleName(named)
        out, back = keys.shown("back"), keys.shown("go_back")
        self._back.setToolTip(self.tr("{key} or {other}").format(key=out, other=back) if back else out)
        literally = self.tr("{search_literal} in the search line searches for what was typed")
        self._literally = keys.named(literally)
        self.empty.keyed = keys.named

    @property
    def trip(self) -> str:
        """The name of a list that was opened from a paper or a report; empty for any other."""
        return self._trip_name.text()

    @property
    def summary(self) -> str:
        """What it says over the list."""
        return self._summary.text()

    # ---- inside ----

    def _lay_out(self) -> None:
        self._selected = label("", "heading")
        self._selected.hide()
        head = QWidget()
        head.setObjectName("centreHead")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(head)
        column.setContentsMargins(14, 12, 14, 7)
        column.setSpacing(7)
        self._to_side = self._way("library", self.side_bar_wanted)
        self._to_paper = self._way("reading", self.paper_wanted)
        column.addLayout(row(self._to_side, self.search, self._to_paper))
        self._trip.setLayout(row(self._back, self._trip_name, spacing=10))
        self._trip.hide()
        column.addWidget(self._trip)
        line = row(self._summary, self._selected, spacing=12)
        line.setStretch(0, 1)
        line.addWidget(self._sort)
        column.addLayout(line)
        column.addWidget(self._notes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)

    def _way(self, icon: str, wanted: SignalInstance) -> ToolButton:
        made = ToolButton()
        made.setProperty("quiet", True)
        made.clicked.connect(wanted)
        made.setIcon(self._look.icon(icon, "muted"))
        self._look.changed.connect(lambda: made.setIcon(self._look.icon(icon, "muted")))
        made.hide()
        return made

    def _show_trip(self, place: str, back: str) -> None:
        self._trip.setVisible(bool(back))
        self._trip_name.setText(place if back else "")
        self._back.setIcon(self._look.icon("back", "accent"))
        self._back.show_text(back if len(back) <= BACK_SHOWN else f"{back[: BACK_SHOWN - 1]}…")
        self._back.setAccessibleName(self.tr("Back to {place}").format(place=back))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing in here wanted leads to the list, and from there out."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.list.hasFocus() or self.empty.holds_focus():
            self.out_wanted.emit()
        else:
            self.focus_list()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse's own buttons for back and forward."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back_wanted.emit()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.ahead_wanted.emit()

    def _sort_button(self) -> ToolButton:
        words = {
            "relevance": self.tr("Relevance"),
            "added": self.tr("Added"),
            "title": self.tr("Title"),
            "author": self.tr("Author"),
            "venue": self.tr("Venue"),
            "year": self.tr("Year"),
            "status": self.tr("Status"),
            "seen": self.tr("Times seen"),
            "import": self.tr("Import order"),
        }
        button = ToolButton()
        button.setProperty("quiet", True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(self._look.icon("sort", "muted"))
        self._look.changed.connect(lambda: button.setIcon(self._look.icon("sort", "muted")))
        menu, group = Menu(button), QActionGroup(button)
        self._sorts: dict[str, QAction] = {}
        for name, text in words.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, name=name: self.sort_chosen.emit(name))
            self._sorts[name] = action
        menu.addSeparator()
        self._reversed = menu.addAction(self.tr("Reversed"))
        self._reversed.setCheckable(True)
        self._reversed.triggered.connect(lambda _checked=False: self.sort_chosen.emit(self._shown_sort))
        self._sort_menu = menu
        button.clicked.connect(self.open_sorts)
        return button

    def open_sorts(self) -> None:
        """Let an order be chosen with arrows and Enter."""
        if not self._sort.isHidden():
            # popup() returns at once; a button's own menu would run an event loop of its own
            self._sort_menu.popup(self._sort.mapToGlobal(self._sort.rect().bottomLeft()))
            self._sort_menu.setActiveAction(self._sorts[self._shown_sort])

    def _mark_sort(self, query: Query) -> None:
        self._sorts["relevance"].setEnabled(query.searching)
        self._shown_sort = query.sort
        self._sorts[query.sort].setChecked(True)
        self._reversed.setChecked(query.reversed)
        self._reversed.setEnabled(not query.searching)
        order = self._sorts[query.sort].text()
        shown = self.tr("{order}, reversed").format(order=order) if query.reversed else order
        self._sort.setText(shown)
        self._sort.setAccessibleName(self.tr("Sorted by {order}").format(order=shown))
        self._sort.setVisible(query.ids is None)

    def _say(self, listing: Listing, place: str) -> None:
        query, count = listing.query, len(listing.ids)
        number = f"{count:,}"
        if query.searching:
            found = self.tr("1 hit in {place}") if count == 1 else self.tr("{n} hits in {place}")
        elif place:
            found = self.tr("{place} · 1 paper") if count == 1 else self.tr("{place} · {n} papers")
        else:
            found = self.tr("1 paper") if count == 1 else self.tr("{n} papers")
        self._summary.setText(found.format(n=number, place=isolated(place)))
        notes = [] if listing.result is None else self._notes_of(listing.result)
        self._notes.setText("  ·  ".join(notes))
        self._notes.setVisible(bool(notes))

    def _tell(self, listing: Listing) -> None:
        """Have it read out when something else was asked for; what changed in the same list, a verb tells itself."""
        if self.isVisible() and not listing.interim and listing.query != self._told:
            self._told = listing.query
            self._announcer.tell(self._summary.text() if len(listing.ids) else self.empty.words)

    def _notes_of(self, result: SearchResult) -> list[str]:
        notes = [
            self.tr("searched {assumed} for {typed}").format(assumed=f"“{assumed}”", typed=f"“{typed}”")
            for typed, assumed in result.assumed[:ASSUMED_SHOWN]
        ]
        more = len(result.assumed) - ASSUMED_SHOWN
        if more > 0:
            notes.append(self.tr("and {n} more").format(n=more))
        if notes:
            notes.append(self._literally)
        return [*notes, *map(sentence_words, result.notes)]
