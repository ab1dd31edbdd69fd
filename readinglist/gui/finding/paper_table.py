"""The list's model: ordered ids, and rows fetched by the page. May import Qt and ``records``.

A million ids are one ``array('q')`` of 8 MB; rows come in pages of 16 that are asked for when they are first shown
and kept least-recently-used. The model never touches the library: it emits ``page_wanted`` and is given the page.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from readinglist.gui.parts.words import shown_name, status_words

if TYPE_CHECKING:
    from readinglist.core.records import Hit, PaperRow


PAGE = 16
PAGES_KEPT = 500
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = ROW_ROLE + 1
FLAGS = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with the hit that found it, while searching."""

    row: PaperRow
    hit: Hit | None = None


Page = dict[int, ShownRow]


def make_page(rows: Iterable[PaperRow], hits: Iterable[Hit] = ()) -> Page:
    """The rows of a page by paper id, each with its hit."""
    found = {hit.id: hit for hit in hits}
    return {row.id: ShownRow(row, found.get(row.id)) for row in rows}


class PaperTableModel(QAbstractTableModel):
    """One column of papers, in the order of ``set_ids``."""

    page_wanted = Signal(int, int)  # generation, page

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: Sequence[int] = array("q")
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._asked: set[int] = set()
        self.generation = 0

    @property
    def ids(self) -> Sequence[int]:
        """All ids, in order."""
        return self._ids

    def set_ids(self, ids: Sequence[int], pages: dict[int, Page] | None = None) -> None:
        """Show other papers; ``pages`` are those already at hand."""
        self.beginResetModel()
        self._ids = ids
        self._forget(pages or {})
        self.endResetModel()

    def refresh(self, pages: dict[int, Page]) -> None:
        """The same papers in the same order, with rows that may have changed."""
        self._forget(pages)
        if len(self._ids):
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def set_page(self, generation: int, page: int, rows: Page) -> None:
        """Take a page that was asked for; one of an older generation is dropped."""
        if generation != self.generation:
            return
        self._keep(page, rows)
        self._asked.discard(page)
        first = page * PAGE
        last = min(first + PAGE, len(self._ids)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def id_at(self, row: int) -> int | None:
        """The paper in ``row``, or None outside the list and where it is not known yet."""
        return int(self._ids[row]) or None if 0 <= row < len(self._ids) else None

    def shown(self, row: int) -> ShownRow | None:
        """The row's data, or None (and the page is asked for) while it is not here."""
        page = row // PAGE
        rows = self._pages.get(page)
        if rows is None:
            if page not in self._asked:
                self._asked.add(page)
                self.page_wanted.emit(self.generation, page)
            return None
        self._pages.move_to_end(page)
        return rows.get(self._ids[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many papers."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One."""
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Papers can be dragged out."""
        return FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Title for show, the whole row in words for screen readers, the records for the delegate."""
        row = index.row()
        if not index.isValid() or not 0 <= row < len(self._ids):
            return None
        if role == ID_ROLE:
            return int(self._ids[row])
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        shown = self.shown(row)
        if role == ROW_ROLE or shown is None:
            return shown
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(shown.row)
        return self._in_words(shown.row)

    def _forget(self, pages: dict[int, Page]) -> None:
        self.generation += 1
        self._asked.clear()
        self._pages.clear()
        for page, rows in pages.items():
            self._keep(page, rows)

    def _keep(self, page: int, rows: Page) -> None:
        self._pages[page] = rows
        self._pages.move_to_end(page)
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)

    def _in_words(self, row: PaperRow) -> str:
        marks = [
            title_of(row),
            "" if row.title else self.tr("no title yet"),
            self.tr("starred") if row.starred else "",
            self.tr("status {status}").format(status=status_words(row.status)),
            ", ".join(map(shown_name, row.authors)),
            str(row.year or ""),
            self.tr("seen in {n} dumps").format(n=row.seen) if row.seen > 1 else "",
            self.tr("tags {tags}").format(tags=", ".join(row.tags)) if row.tags else "",
            self.tr("has a note") if row.has_note else "",
            self.tr("has code") if row.has_code else "",
            self.tr("has a file") if row.has_file else "",
            self.tr("has highlights") if row.has_highlight else "",
            row.line,
        ]
        return ". ".join(mark for mark in marks if mark)


def title_of(row: PaperRow) -> str:
    """The title, or what stands in for it: the method's name, else the contribution sentence."""
    return row.title or row.method or row.line
