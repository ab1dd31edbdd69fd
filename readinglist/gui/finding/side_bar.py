"""The side bar: views, saved searches, tags and dumps with their counts. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.gui.finding.query import Query
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import scaled, tip
from readinglist.gui.parts.words import STATUS_ORDER, counted

if TYPE_CHECKING:
    from readinglist.core.records import Counts, SavedSearch, ViewName

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading when ``query`` is None. ``name`` is the piece of ``text`` that gives way to want of room."""

    key: str
    text: str
    icon: str = ""
    count: int | None = None
    query: Query | None = None
    colour: str | None = None
    saved: int | None = None
    name: str = ""


def view_words() -> dict[ViewName, str]:
    """The names of the views."""
    translate = QCoreApplication.translate
    return {
        "library": translate("Views", "Library"),
        "new": translate("Views", "New"),
        "later": translate("Views", "Later"),
        "reading": translate("Views", "Reading"),
        "read": translate("Views", "Read"),
        "starred": translate("Views", "Starred"),
        "dismissed": translate("Views", "Dismissed"),
        "all": translate("Views", "Everything"),
    }


class SideBarModel(QAbstractListModel):
    """The lines of the side bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self.show_counts(None, ())

    def show_counts(
        self, counts: Counts | None, saved: Sequence[SavedSearch], tallies: Mapping[int, int] | None = None
    ) -> None:
        """Take the newest numbers; the lines are made anew only when they differ. ``tallies``: those of searches."""
        entries = [*self._views(counts), *self._saved(saved, tallies or {})]
        if counts is not None:
            entries += [*self._tags(counts), *self._dumps(counts)]
        if [entry.key for entry in entries] == [entry.key for entry in self._entries]:
            self._entries = entries
            self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def show_tallies(self, tallies: Mapping[int, int]) -> None:
        """Take the newest numbers of the saved searches, which come later than the others."""
        for row, entry in enumerate(self._entries):
            if entry.saved is not None and entry.count != tallies.get(entry.saved):
                self._entries[row] = replace(entry, count=tallies.get(entry.saved))
                self.dataChanged.emit(self.index(row), self.index(row))

    def entry(self, row: int) -> Entry | None:
        """The line in ``row``."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, key: str) -> int:
        """The row of the line ``key``, or -1."""
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        entry = self.entry(index.row())
        if entry is None or entry.query is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Text, the entry for the delegate, and text with count for screen readers."""
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(entry.text)
        return self._spoken(entry) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _spoken(self, entry: Entry) -> str:
        if entry.count is None:
            return entry.text
        return counted(entry.count, self.tr("{name}, 1 paper"), self.tr("{name}, {n} papers"), name=entry.text)

    def _views(self, counts: Counts | None) -> list[Entry]:
        return [
            Entry(f"view:{view}", words, view, counts.views.get(view) if counts else None, Query(view=view))
            for view, words in view_words().items()
        ]

    def _saved(self, saved: Sequence[SavedSearch], tallies: Mapping[int, int]) -> list[Entry]:
        lines = [
            Entry(
                f"saved:{search.id}",
                search.name,
                "saved",
                tallies.get(search.id),
                query=Query(text=f"{search.query} ", sort=search.sort),  # a space: it is typed to its end
                saved=search.id,
            )
            for search in saved
        ]
        return [Entry("head:saved", self.tr("Searches")), *lines] if lines else []

    def _tags(self, counts: Counts) -> list[Entry]:
        lines = [
            Entry(f"tag:{tag.name}", tag.name, "tag", tag.papers, Query(view="all", tag=tag.name), tag.colour)
            for tag in counts.tags
        ]
        return [Entry("head:tags", self.tr("Tags")), *lines] if lines else []

    def _dumps(self, counts: Counts) -> list[Entry]:
        part = self.tr("{file} (not finished)")
        lines = [
            Entry(
                f"dump:{dump.id}",
                part.format(file=dump.name) if dump.report.cancelled else dump.name,
                "dump",
                dump.papers,
                Query(view="all", dump=dump.id, sort="import"),
                name=dump.name,
            )
            for dump in counts.dumps
        ]
        return [Entry("head:dumps", self.tr("Dumps")), *lines] if lines else []


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._font = parent.font()
        self._small = scaled(parent.font(), 0.88)
        self._height = round(QFontMetrics(self._font).height() * 1.72)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(60, self._height + (8 if entry.query is None else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        rect: QRect = option.rect.adjusted(8, 0, -8, 0)
        if entry.query is None:
            painter.setFont(scaled(self._small, 1.0, bold=True))
            painter.setPen(self._look.colour("faint"))
            painter.drawText(rect.adjusted(6, 8, 0, 0), Qt.AlignmentFlag.AlignVCenter, entry.text)
        else:
            self._line(painter, rect, option, entry, index.row())
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, entry: Entry, row: int) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and option.widget.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        aimed = option.widget.target == row  # type: ignore[attr-defined]
        if selected or aimed or option.state & QStyle.StateFlag.State_MouseOver:
            role = "selected" if focused or aimed else "resting"
            painter.setBrush(self._look.colour(role if selected or aimed else "hover"))
            painter.setPen(QPen(self._look.colour("accent"), 1.5) if focused or aimed else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        ratio = painter.device().devicePixelRatio()
        top = rect.top() + (rect.height() - 16) // 2
        if entry.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(entry.colour))
            painter.drawEllipse(rect.left() + 10, top + 3, 10, 10)
        else:
            role = "accent" if selected else "muted"
            painter.drawPixmap(rect.left() + 7, top, self._look.pixmap(entry.icon, role, 16, ratio))
        count = "" if entry.count is None else f"{entry.count:,}"
        painter.setFont(self._small)
        room = QFontMetrics(self._small).horizontalAdvance(count)
        painter.setPen(self._look.colour("muted" if selected else "faint"))
        painter.drawText(rect.adjusted(0, 0, -9, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(self._font)
        painter.setPen(self._look.colour("text"))
        text = rect.adjusted(31, 0, -room - 16, 0)
        fitted = fitted_line(entry, QFontMetrics(self._font), text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, fitted)


def fitted_line(entry: Entry, metrics: QFontMetrics, room: int) -> str:
    """As much of a line as has ``room`` px; what is said beside the name stays whole as long as it can."""
    text, name = entry.text.replace("\n", " "), (entry.name or entry.text).replace("\n", " ")
    before, _, after = text.partition(name)
    left = max(room - metrics.horizontalAdvance(before + after), metrics.horizontalAdvance("…"))
    fitted = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, left)
    return metrics.elidedText(f"{before}{fitted}{after}", Qt.TextElideMode.ElideRight, room)


def takes_papers(entry: Entry) -> bool:
    """Whether papers can be dropped on a line: on a tag, a status, or the stars."""
    kind, _, name = entry.key.partition(":")
    return kind == "tag" or (kind == "view" and name in (*STATUS_ORDER, "starred"))


class SideBar(QListView):
    """Choosing a line shows it at once; Enter goes to the list."""

    chosen = Signal(object)  # Entry
    left = Signal()
    menu_wanted = Signal(object, object)  # Entry, global position
    dropped = Signal(object, object)  # Entry, papers of the list

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sideBar")
        self.setAccessibleName(self.tr("Views, tags and dumps"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.lines = SideBarModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Delegate(look, self))
        self.setDragDropMode(QListView.DragDropMode.DropOnly)
        self.carried: Callable[[], Sequence[int]] = list  # papers of the list that are dragged now
        self.target = -1  # the row that they are over
        self._silent = False
        self._steps = 0  # by keys, since the focus came here
        self._key = "view:library"
        self.lines.modelReset.connect(self._follow)
        self.selectionModel().currentChanged.connect(self._moved)
        look.changed.connect(self._repaint)

    def mark(self, key: str) -> None:
        """Show ``key`` as the chosen line without choosing it again; nothing when there is no such line."""
        self._key = key
        self._silent = True
        row = self.lines.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.lines.index(row))
        else:
            self.clearSelection()
        self._silent = False

    def _follow(self) -> None:
        """Other lines than before; where the chosen one is no more, the focus would be on nothing that can be seen."""
        self.mark(self._key)
        if self.in_use and self.lines.row_of(self._key) < 0:
            self.left.emit()

    @property
    def in_use(self) -> bool:
        """Whether it has the focus, or will have it again when what is open over the window is closed."""
        return self.window().focusWidget() is self

    @property
    def walking(self) -> bool:
        """Whether the line was reached from another one by keys: what one passes on the way was not meant."""
        return self._steps > 1

    def step(self, by: int) -> None:
        """Choose the next or previous line that can be chosen."""
        row = self.currentIndex().row() + by
        while (entry := self.lines.entry(row)) is not None:
            if entry.query is not None:
                self.setCurrentIndex(self.lines.index(row))
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Right and Esc go to the list."""
        self._steps += 1
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right, Qt.Key.Key_Escape):
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click means its line."""
        self._steps = 0
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The walk ends."""
        self._steps = 0
        super().focusOutEvent(event)

    # ---- papers dropped on a line ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers of the list are welcome; files are for the window."""
        event.setAccepted(bool(self.carried()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which line would take them."""
        row = self.indexAt(event.position().toPoint()).row()
        entry = self.lines.entry(row)
        takes = entry is not None and bool(self.carried()) and takes_papers(entry)
        self._aim(row if takes else -1)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.setAccepted(takes)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They are elsewhere."""
        self._aim(-1)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let go over a line."""
        entry, papers = self.lines.entry(self.target), list(self.carried())
        self._aim(-1)
        event.setAccepted(entry is not None and bool(papers))
        if entry is not None and papers:
            self.dropped.emit(entry, papers)

    def _aim(self, row: int) -> None:
        self.target = row
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()

    def _moved(self, index: QModelIndex) -> None:
        entry = self.lines.entry(index.row())
        if entry is not None and entry.query is not None and not self._silent:
            self._key = entry.key
            self.chosen.emit(entry)

    def _menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        entry = self.lines.entry(index.row())
        if entry is not None and entry.query is not None:
            self.menu_wanted.emit(entry, self.viewport().mapToGlobal(point))
