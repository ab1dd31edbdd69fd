"""The palette: actions, papers, tags, dumps and saved searches by a few letters. Imports Qt and the rooms below."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from readinglist.gui.keys.actions import ACTIONS, translated
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.forms import HintedList
from readinglist.gui.parts.widgets import scaled
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.gui.window import Window

CHOICE = int(Qt.ItemDataRole.UserRole)
SHOWN = 60
PAPERS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the palette."""

    text: str
    kind: str
    icon: str
    act: Callable[[], object]
    hint: str = ""
    also: str = ""  # other words that find it


def fuzzy(wanted: str, text: str) -> int:
    """How well the letters of ``wanted`` stand in ``text``, in order: 0 not at all; whole words and beginnings most."""
    if not wanted:
        return 1
    wanted, text = wanted.casefold(), text.casefold()
    if wanted in text:
        at = text.index(wanted)
        begins = at == 0 or not text[at - 1].isalnum()
        return 1000 - min(at, 200) + (300 if begins else 0)
    score, at = 0, -1
    for letter in wanted.replace(" ", ""):
        found = text.find(letter, at + 1)
        if found < 0:
            return 0
        begins = found == 0 or not text[found - 1].isalnum()
        score += 12 if begins else 8 if found == at + 1 else 1
        at = found
    return score if score >= 6 * len(wanted.replace(" ", "")) else 0


def _found(wanted: str, choice: Choice) -> int:
    """How well a choice is found: by its text, or a little less well by the beginning of another word for it."""
    also = any(word.startswith(wanted.casefold()) for word in choice.also.casefold().split(", ")) if wanted else False
    return max(fuzzy(wanted, choice.text), 900 if also else 0)


class _Delegate(QStyledItemDelegate):
    """Text left, kind or key right."""

    def __init__(self, window: "Window", parent: QObject) -> None:
        super().__init__(parent)
        self._look = window.look
        self._small = scaled(window.window().font(), 0.88)

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        return QSize(100, round(option.fontMetrics.height() * 1.9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        choice: Choice = index.data(CHOICE)
        painter.save()
        rect = option.rect
        if option.state & option.state.State_Selected:
            painter.fillRect(rect, self._look.colour("selected"))
        ratio = painter.device().devicePixelRatio()
        painter.drawPixmap(
            rect.left() + 12, rect.center().y() - 7, self._look.pixmap(choice.icon or "search", "muted", 16, ratio)
        )
        painter.setFont(self._small)
        hint = choice.hint or choice.kind
        painter.setPen(self._look.colour("muted"))
        room = painter.fontMetrics().horizontalAdvance(hint)
        right = rect.adjusted(0, 0, -14, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hint)
        painter.setFont(option.font)
        painter.setPen(self._look.colour("text"))
        text = rect.adjusted(40, 0, -room - 30, 0)
        shown = option.fontMetrics.elidedText(choice.text.replace("\n", " "), Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class PaletteDialog(Dialog):
    """Type, choose with the arrows, Enter."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Command palette"))
        self.resize(640, 420)
        self._window = window
        self._fixed = [*self._actions(), *self._places()]
        self._papers: list[Choice] = []
        self._awaited = self._enter_waits = False  # the papers for what is typed are on their way; Enter came before
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("An action, a paper, a tag, a dump, a saved search"))
        self._field.setAccessibleName(self.tr("Find an action, paper, tag, dump or saved search"))
        self._list = HintedList(self.tr("Choices"), self.tr("Nothing has these letters."))
        self._list.setItemDelegate(_Delegate(window, self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._field.returnPressed.connect(self._choose)
        self._list.itemClicked.connect(lambda _item: self._choose())
        self._show()

    def _actions(self) -> Iterable[Choice]:
        keys = self._window.keys
        for action in ACTIONS:
            if action.id != "palette":
                shown = [
                    QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys.keys[action.id]
                ]
                act = keys.actions[action.id].trigger
                also = translated(action.also) if action.also else ""
                yield Choice(translated(action.text), self.tr("action"), action.icon, act, "  ".join(shown), also)

    def _places(self) -> Iterable[Choice]:
        lines = self._window.side.lines
        kinds = {
            "view": self.tr("view"),
            "tag": self.tr("tag"),
            "dump": self.tr("dump"),
            "saved": self.tr("saved search"),
        }
        for number in range(lines.rowCount()):
            entry = lines.entry(number)
            if entry is not None and entry.query is not None:
                yield Choice(
                    entry.text,
                    kinds[entry.key.partition(":")[0]],
                    entry.icon,
                    partial(self._window.browser.show, entry.query, entry.key),
                )

    def _typed(self, text: str) -> None:
        self._awaited, self._enter_waits = len(text.strip()) >= 2, False
        if self._awaited:
            self._window.session.latest(
                "dialog",
                lambda library, cancelled: library.search(
                    text, view="all", limit=PAPERS, snippets=PAPERS, cancelled=cancelled
                ),
                while_alive(self, self._take_papers),
            )
        else:
            self._papers = []
        self._show()

    def _take_papers(self, result: Any) -> None:
        self._papers = [
            Choice(
                hit.title or hit.snippet or self.tr("Untitled"),
                self.tr("paper"),
                "reading",
                partial(self._window.show_paper_alone, hit.id),
            )
            for hit in result.hits
        ]
        self._awaited = False
        self._show(self._chosen())
        if self._enter_waits:
            self._choose()

    def _chosen(self) -> Choice | None:
        """What the arrows were moved to; None while they were not."""
        item = self._list.currentItem() if self._list.currentRow() > 0 else None
        return item.data(CHOICE) if item is not None else None

    def _show(self, chosen: Choice | None = None) -> None:
        typed = self._field.text().strip()
        ranked = sorted(((_found(typed, choice), choice) for choice in self._fixed), key=lambda pair: -pair[0])
        choices = [choice for score, choice in ranked if score > 0][: SHOWN if typed else len(ranked)]
        self._list.clear()
        for choice in [*choices, *self._papers]:
            item = QListWidgetItem(choice.text)
            item.setData(CHOICE, choice)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{choice.text}, {choice.kind} {choice.hint}")
            self._list.addItem(item)
        rows = (number for number in range(self._list.count()) if self._list.item(number).data(CHOICE) is chosen)
        self._list.setCurrentRow(next(rows, 0))

    def _choose(self) -> None:
        item = self._list.currentItem()
        if self._awaited and (item is None or item.data(CHOICE) not in self._fixed):
            self._enter_waits = True  # a paper of what was typed before is not meant
        elif item is not None:
            choice: Choice = item.data(CHOICE)
            self.accept()
            choice.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)
