"""The ``?`` sheet: every key on one page, made from the table of actions. Imports Qt and the rooms below."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from readinglist.gui.keys.actions import ACTIONS, MENUS, NATIVE_KEYS, translated
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import label, row

if TYPE_CHECKING:
    from readinglist.gui.window import Window

COLUMNS = (("go", "view"), ("paper",), ("file", "edit", "help"))

WIDTH, HEIGHT = 1100, 760  # px
GAP = 36  # px between columns

_Lines = list[tuple[str, tuple[str, ...]]]  # what a section tells: each action with its keys


class _Unmade(NamedTuple):
    """A section that is not on the sheet yet, and the column that it comes into."""

    column: QVBoxLayout
    title: str
    lines: _Lines
    wrap: bool = False


class KeysDialog(Dialog):
    """All keys, to be filtered by typing."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Keys"))
        self.resize(WIDTH, HEIGHT)
        self._keys = window.keys.keys
        self._lines: list[tuple[str, QWidget, QWidget]] = []
        self._sections: list[tuple[QWidget, list[QWidget]]] = []  # a heading and the names below it
        self._filter = QLineEdit()
        self._filter.setPlaceholderText(self.tr("Find an action"))
        self._filter.setAccessibleName(self.tr("Find an action"))
        self._filter.textChanged.connect(self._show_matching)
        self._sheet = QWidget()
        self._across = across = QGridLayout(self._sheet)
        across.setHorizontalSpacing(GAP)
        self._unmade: list[_Unmade] = []
        self._columns = [self._column(menus) for menus in COLUMNS]
        everywhere = QVBoxLayout()
        self._columns.append(everywhere)
        self._lay(len(COLUMNS))
        native: _Lines = [(translated(text), keys) for keys, text in NATIVE_KEYS]
        self._unmade.append(_Unmade(everywhere, self.tr("Everywhere"), native, wrap=True))
        across.setRowStretch(len(COLUMNS) + 1, 1)
        across.setContentsMargins(6, 4, 14, 4)  # the mark of the focus goes round it
        across.setVerticalSpacing(18)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._sheet)
        area.setAccessibleName(self.tr("Keys"))
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        outer.setSpacing(10)
        outer.addWidget(self._filter)
        outer.addWidget(area, 1)
        hint = self.tr("Letters act in the list and in triage; in a text field they are typed.")
        below = row(label(hint, "faint", wrap=True), close)
        below.setStretch(0, 1)
        outer.addLayout(below)
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill)
        self._filling.start()

    def _column(self, menus: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(14)
        for menu in menus:
            lines = [(translated(action.text), self._keys[action.id]) for action in ACTIONS if action.menu == menu]
            self._unmade.append(_Unmade(column, translated(MENUS[menu]).replace("&", ""), lines))
        return column

    def _fill(self) -> None:
        """One section at a time: all of them at once would hold up the window."""
        column, title, lines, wrap = self._unmade.pop(0)
        column.addLayout(self._section(title, lines, wrap))
        if self._filter.text():
            self._show_matching(self._filter.text())
        if not self._unmade:
            self._filling.stop()
            self._fit()

    def _lay(self, beside: int) -> None:
        """So many columns beside each other, the rest below; what holds everywhere at the end, as wide as two."""
        for column in self._columns:
            self._across.removeItem(column)
        *columns, everywhere = self._columns
        for number, column in enumerate(columns):
            self._across.addLayout(column, number // beside, number % beside, Qt.AlignmentFlag.AlignTop)
            self._across.setColumnStretch(number, int(number < beside))
        self._across.addLayout(everywhere, len(columns), 0, 1, min(beside, 2))

    def _fit(self) -> None:
        """As wide as the sheet needs it, in other languages and with other keys; else fewer columns."""
        # Whether that bar is there is a matter of the height; with it, the columns must not need one below them.
        bar = self._area.verticalScrollBar().sizeHint().width()
        around = self.width() - self._area.maximumViewportSize().width() + bar
        for beside in range(len(COLUMNS), 0, -1):
            self._lay(beside)
            wanted = self._sheet.minimumSizeHint().width() + around
            if wanted <= max(self.width(), self.room().width()):
                break
        self.resize(max(self.width(), min(wanted, self.room().width())), self.height())

    def _section(self, title: str, lines: _Lines, wrap: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        heading, names = label(title, "section"), list[QWidget]()
        grid.addWidget(heading, 0, 0)
        self._sections.append((heading, names))
        for number, (text, keys) in enumerate(lines, start=1):
            name, caps = label(text.rstrip("…"), wrap=wrap), self._caps(keys)
            grid.addWidget(name, number, 0)
            grid.addWidget(caps, number, 1, Qt.AlignmentFlag.AlignRight)
            self._lines.append((text.casefold(), name, caps))
            names.append(name)
        return grid

    def _caps(self, keys: tuple[str, ...]) -> QWidget:
        caps: list[QLabel] = []
        for key in keys:
            caps.append(label(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key, "key"))
        if len(caps) == 1:
            return caps[0]  # most are: with a widget around each the sheet took half as long again to open
        holder = QWidget()
        holder.setLayout(row(*caps, spacing=4))
        return holder

    def _show_matching(self, text: str) -> None:
        wanted = text.casefold().split()
        for name, *widgets in self._lines:
            for widget in widgets:
                widget.setVisible(all(word in name for word in wanted))
        for heading, names in self._sections:
            heading.setVisible(not all(name.isHidden() for name in names))
