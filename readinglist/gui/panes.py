"""Side bar, list and paper side by side, as many of them as there is room for. May import Qt and the three panes.

Where the window is too narrow for all, the one in front stays: the one with the focus, or that was asked for last; then
come the list, the paper and the side bar, as far as there is room. Wide again, all are there as they were.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from readinglist.gui.finding.list_page import ListPage
from readinglist.gui.finding.side_bar import SideBar
from readinglist.gui.reading.paper_pane import PaperPane

LEAST = (130, 270, 250)  # px of side bar, list and paper: narrower, something of them is cut off
ROOM = (200, 380, 280)  # px to read them well: where there is less, panes make way
USUAL = (215, 620, 440)


class Panes(QSplitter):
    """The three panes; the user hides side bar and paper, or the want of room does."""

    folded = Signal()  # other panes are shown than before

    def __init__(self, side: SideBar, page: ListPage, pane: PaperPane) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._side, self._page, self._pane = side, page, pane
        self._all: tuple[QWidget, ...] = (side, page, pane)
        self._wanted: set[QWidget] = set(self._all)
        self._front: QWidget = page
        self._chosen = list(USUAL)  # the widths that the user gave them
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for each, least in zip(self._all, LEAST, strict=True):
            each.setMinimumWidth(least)
            self.addWidget(each)
        self.splitterMoved.connect(self._keep_widths)

    # ---- what is shown ----

    def shows(self, pane: QWidget) -> bool:
        """Whether a pane is to be seen."""
        return not pane.isHidden()

    def without_room(self) -> set[QWidget]:
        """The panes that are wanted, and not there for want of room."""
        return self._wanted.difference(self._fitting())

    def bring(self, pane: QWidget) -> None:
        """Show a pane, in the place of others where there is no room for all of them."""
        self._wanted.add(pane)
        self._front = pane
        self._fold()

    def toggle(self, pane: QWidget) -> None:
        """Show or hide a pane; one that stands in the place of the list makes way for it again."""
        if not self.shows(pane):
            self.bring(pane)
            if self.without_room():  # it was asked for to be used
                self._focus(pane)
        elif self.without_room() and pane is self._front:
            self._give_way(pane)
        else:
            self._wanted.discard(pane)
            self._give_way(pane)

    def turn(self, by: int) -> None:
        """The focus to the next or previous of side bar, search line, list, abstract and note."""
        stops = [
            (pane, stop)
            for pane, stop in self._stops()
            if (stop is pane or stop.isVisibleTo(pane)) and stop.isEnabled()
        ]
        here = next((i for i, (_, stop) in enumerate(stops) if stop.hasFocus()), 0)
        pane, target = stops[(here + by) % len(stops)]
        self.bring(pane)
        if target is self._page.list:
            self._page.focus_list()
        elif pane is self._pane:
            self._pane.focus_part(target)
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def state(self) -> dict[str, object]:
        """Which panes are wanted, and how wide."""
        return {"sizes": self._chosen, "side": self._side in self._wanted, "paper": self._pane in self._wanted}

    def restore(self, state: dict[str, object]) -> None:
        """Show the panes as they were; what is damaged stays as usual."""
        sizes = state.get("sizes")
        if isinstance(sizes, list) and len(sizes) == len(USUAL) and all(isinstance(size, int) for size in sizes):
            self._chosen = [size if size > 0 else usual for size, usual in zip(sizes, USUAL, strict=True)]
        for name, pane in (("side", self._side), ("paper", self._pane)):
            (self._wanted.add if state.get(name, True) else self._wanted.discard)(pane)
        self._fold()
        self._share_out()

    # ---- inside ----

    def _stops(self) -> Sequence[tuple[QWidget, QWidget]]:
        page, pane = self._page, self._pane
        stops = [(self._side, self._side), (page, page.search), (page, page.list)]
        stops += [(pane, pane.abstract), (pane, pane.note)]
        return [stop for stop in stops if stop[0] in self._wanted]

    def _fitting(self) -> list[QWidget]:
        order = dict.fromkeys((self._front, self._page, self._pane, self._side))
        fitting: list[QWidget] = []
        for pane in (pane for pane in order if pane in self._wanted):
            if fitting and self._needed([*fitting, pane]) > self.width():
                break
            fitting.append(pane)
        return fitting

    def _needed(self, panes: Sequence[QWidget]) -> int:
        """Px for ``panes`` side by side; while one chooses in a side bar in front, the list may be small beside it."""
        widths = LEAST if panes == [self._side, self._page] else ROOM
        return sum(widths[self._all.index(pane)] for pane in panes) + self.handleWidth() * (len(panes) - 1)

    def _fold(self) -> None:
        fitting, left = self._fitting(), self._with_focus()
        if all(self.shows(pane) == (pane in fitting) for pane in self._all):
            return
        for pane in self._all:
            pane.setVisible(pane in fitting)
        self._share_out()
        self.folded.emit()
        if left is not None and left not in fitting:
            self._focus(self._front)

    def _give_way(self, pane: QWidget) -> None:
        focused = self._with_focus() is pane
        self._front = self._page
        self._fold()
        if focused:
            self._focus(self._page)

    def _with_focus(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        if focused is None:
            return None
        return next((pane for pane in self._all if pane is focused or pane.isAncestorOf(focused)), None)

    def _focus(self, pane: QWidget) -> None:
        if pane is self._page:
            self._page.focus_list()
        elif pane is self._pane:
            self._pane.focus_paper()
        else:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- widths ----

    def _keep_widths(self) -> None:
        for place, size in enumerate(self.sizes()):
            if self.shows(self._all[place]):
                self._chosen[place] = size

    def _share_out(self) -> None:
        """The side bar keeps its width; list and paper share the rest as the user parted it."""
        side, page, pane = self._chosen
        rest = max(0, self.width() - (side if self.shows(self._side) else 0))
        first = rest * page // (page + pane)
        self.setSizes([side, first, rest - first])

    def minimumSizeHint(self) -> QSize:
        """Qt's: room for one of them."""
        return QSize(max(LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for; whoever is at work in a pane stays in it."""
        super().resizeEvent(event)
        self._front = self._with_focus() or self._front
        self._fold()
        self._share_out()
