"""The list's view: a one-column table, the only standard view whose reset does not grow with its rows.

Imports Qt and the rooms below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from readinglist.gui.finding.ordered import row_of
from readinglist.gui.finding.paper_delegate import LEFT, PaperDelegate
from readinglist.gui.finding.paper_table import PaperTableModel
from readinglist.gui.finding.query import SELECTION_KEPT, Listing, Spot
from readinglist.gui.parts.theme import Look

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

Flag = QItemSelectionModel.SelectionFlag
MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class PaperList(QTableView):
    """Papers, one selected or several; ``selecting`` makes plain moves extend the selection."""

    star_clicked = Signal(int)
    entered = Signal()  # the user went into it
    current_changed = Signal(object)  # paper id or None
    selection_changed = Signal()

    def __init__(self, model: PaperTableModel, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperList")
        self.setAccessibleName(self.tr("Papers"))
        self.papers = model
        self.selecting = False
        self.dragged: Callable[[list[int]], QMimeData] | None = None  # papers as other programs take them
        self.on_the_way: list[int] = []  # papers that are dragged now
        self._anchor = -1
        self.setModel(model)
        self.delegate = PaperDelegate(look, self)
        self.setItemDelegate(self.delegate)
        self._set_up()
        self.fit_rows()
        self.selectionModel().currentChanged.connect(lambda index: self.current_changed.emit(model.id_at(index.row())))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        look.changed.connect(self._repaint)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit_rows(self) -> None:
        """Make every row as high as the font asks."""
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height)
        self.verticalScrollBar().setSingleStep(self.delegate.row_height // 2)

    def _repaint(self) -> None:
        self.viewport().update()

    # ---- what is selected ----

    def current_id(self) -> int | None:
        """The paper under the cursor."""
        return self.papers.id_at(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """The selected papers in the list's order, or the current one when none is selected.

        By ranges: a million selected rows make no million indexes.
        """
        ids = self.papers.ids
        blocks = sorted((block.top(), block.bottom()) for block in self._blocks())
        chosen: list[int] = []
        for top, bottom in blocks:
            chosen.extend(ids[top : bottom + 1])
        current = self.current_id()
        return chosen or ([current] if current is not None else [])

    def selected_count(self) -> int:
        """How many are selected."""
        return sum(block.height() for block in self._blocks())

    def _blocks(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def spot(self) -> Spot:
        """Where one is: the paper under the cursor, what is selected, and what is in sight."""
        row = self.currentIndex().row()
        if row < 0:
            return Spot()
        top = max(0, self.rowAt(0))
        anchor = row if top <= row <= top + self.rows_in_sight() else top
        several = 1 < self.selected_count() <= SELECTION_KEPT
        selected = tuple(self.selected_ids()) if several else ()
        return Spot(self.current_id(), row, selected, self.papers.id_at(anchor), self.rowViewportPosition(anchor))

    def sight(self) -> tuple[int, int]:
        """The first row in sight, and the one after the last."""
        first = max(0, self.rowAt(0))
        return first, min(self.papers.rowCount(), first + self.rows_in_sight() + 2)

    def rows_above(self, spot: Spot) -> int:
        """How many rows are in sight above the anchor of ``spot``."""
        return -(-max(0, spot.below or 0) // self.delegate.row_height)

    def take_spot(self, listing: Listing) -> None:
        """After other papers were shown: cursor, selection and scroll to where the spot went in them."""
        spot, last = listing.spot, len(listing.ids) - 1
        if last < 0:
            return
        row = listing.current if listing.current >= 0 else max(0, min(spot.row, last))
        bar, scroll = self.verticalScrollBar(), self.verticalScrollBar().value()
        self.executeDelayedItemsLayout()  # else the scroll bar does not know the new rows
        self._put_cursor(row, listing.selected)
        kept = spot.anchor == spot.paper
        anchor = listing.anchor if listing.anchor >= 0 else row
        if spot.below is None and row == 0:
            self.scrollToTop()
        elif spot.below is None:
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        elif listing.anchor >= 0 or kept:
            bar.setValue(anchor * self.delegate.row_height - spot.below)
        else:
            bar.setValue(scroll)
        if listing.revealed or kept:
            self.scrollTo(self.currentIndex())

    def _put_cursor(self, row: int, selected: Sequence[int]) -> None:
        model = self.selectionModel()
        model.setCurrentIndex(self.papers.index(row, 0), Flag.ClearAndSelect | Flag.Rows)
        if selected:
            blocks = QItemSelection()
            for first, last in _runs(selected):
                blocks.select(self.papers.index(first, 0), self.papers.index(last, 0))
            model.select(blocks, Flag.ClearAndSelect | Flag.Rows)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Take the selected papers out of the window; only a copy of them leaves."""
        from PySide6.QtGui import QDrag

        ids = [paper for paper in self.selected_ids() if paper]  # what is not known yet is not dragged
        if self.dragged is not None and ids:
            drag = QDrag(self)
            drag.setMimeData(self.dragged(ids))
            self.on_the_way = ids
            drag.exec(Qt.DropAction.CopyAction)
            self.on_the_way = []

    # ---- moving ----

    def step(self, by: int) -> None:
        """Move the cursor by so many rows, within the list."""
        rows = self.papers.rowCount()
        if rows:
            self.go_to(max(0, min(rows - 1, self.currentIndex().row() + by)))

    def go_to(self, row: int) -> None:
        """Put the cursor on ``row``; while selecting, everything from the anchor on is selected."""
        index = self.papers.index(row, 0)
        if not self.selecting:
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
        else:
            start = self.papers.index(max(0, self._anchor), 0)
            self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
            self.selectionModel().select(QItemSelection(start, index), Flag.ClearAndSelect | Flag.Rows)
        self.scrollTo(index)

    def go_to_paper(self, paper: int | None) -> bool:
        """Put the cursor on a paper; False where it is not in the list."""
        row = row_of(self.papers.ids, paper, self.currentIndex().row())
        if row >= 0:
            self.go_to(row)
        return row >= 0

    def set_selecting(self, on: bool) -> None:
        """Begin or end selecting several with plain keys."""
        self.selecting = on and self.papers.rowCount() > 0
        self._anchor = self.currentIndex().row()
        if not self.selecting and self.currentIndex().isValid():
            self.selectionModel().select(self.currentIndex(), Flag.ClearAndSelect | Flag.Rows)
        self.selection_changed.emit()

    def moveCursor(  # noqa: D102 - Qt's
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self.papers.index(0, 0)
        if action == QAbstractItemView.CursorAction.MoveEnd:
            return self.papers.index(self.papers.rowCount() - 1, 0)
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves extend the selection while selecting; Esc ends that."""
        if event.key() == Qt.Key.Key_Escape:
            if self.selecting or self.selected_count() > 1:
                self.set_selecting(False)
            else:
                event.ignore()  # the page knows the way out
            return
        if self.selecting and event.key() in MOVES:
            self.go_to(self._target(Qt.Key(event.key())))
            return
        super().keyPressEvent(event)

    def rows_in_sight(self) -> int:
        """How many whole rows the list has room for."""
        return self.viewport().height() // max(1, self.delegate.row_height)

    def _target(self, key: Qt.Key) -> int:
        page = max(1, self.rows_in_sight() - 1)
        last = self.papers.rowCount() - 1
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -last - 1,
            Qt.Key.Key_End: last + 1,
        }
        return max(0, min(last, self.currentIndex().row() + steps[key]))

    def keyboardSearch(self, text: str) -> None:
        """Letters are actions here, never a jump to a row."""

    # ---- mouse ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the star stars."""
        index = self.indexAt(event.position().toPoint())
        if event.button() in (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton):
            event.ignore()
            return
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and event.position().x() < LEFT - 4:
            paper = self.papers.id_at(index.row())
            if paper is not None:
                self.star_clicked.emit(paper)
            return
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell when it was the user who came, and not the window that got the focus back."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.entered.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are for the window."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The row under the cursor stays in sight where it was."""
        seen = self.visualRect(self.currentIndex()).intersects(QRect(QPoint(), event.oldSize()))
        super().resizeEvent(event)
        if seen:
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """The user's font changed: other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "delegate"):
            self.delegate.set_font(self.font())
            self.fit_rows()


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of each run of neighbours in ascending ``rows``: a block for each row is slow to paint."""
    first = last = rows[0]
    for row in rows[1:]:
        if row != last + 1:
            yield first, last
            first = row
        last = row
    yield first, last
