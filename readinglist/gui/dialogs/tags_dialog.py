"""Tagging the selected papers: type a name, Enter puts the tag on, or takes it off where all have it.

Imports Qt and the rooms below.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QVBoxLayout

from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.forms import HintedList
from readinglist.gui.parts.widgets import label, row
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.gui.window import Window

LONGEST = 400  # characters: several tags of at most 100
NAME = int(Qt.ItemDataRole.UserRole)


class TagsDialog(Dialog):
    """One field and the tags there are; every toggle is one step of undo."""

    def __init__(self, window: "Window", papers: Sequence[int]) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Tags"))
        self.resize(380, 420)
        self._window, self._papers = window, list(papers)
        self._carried: dict[str, int] = {}
        self._names: list[str] = []
        count = len(self._papers)
        head = self.tr("Tags of this paper") if count == 1 else self.tr("Tags of {n} papers").format(n=f"{count:,}")
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Tag, then Enter"))
        self._field.setAccessibleName(self.tr("Tag"))
        self._field.setMaxLength(LONGEST)
        self._list = HintedList(self.tr("Tags"), self.tr("No tags yet: type a name, then Enter."))
        close = Button(self.tr("Done"))
        close.clicked.connect(self._finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(head, "heading"))
        column.addWidget(self._field)
        column.addWidget(self._list, 1)
        foot = row(label(self.tr("Enter puts on or takes off; a comma parts several"), "faint", wrap=True), close)
        foot.setStretch(0, 1)
        column.addLayout(foot)
        self._field.textChanged.connect(lambda _text: self._show())
        self._field.returnPressed.connect(self._toggle_typed)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(lambda item: self._toggle(item.data(NAME)))
        self._list.itemActivated.connect(lambda item: self._toggle(item.data(NAME)))
        self._fetch()

    def _fetch(self) -> None:
        papers = self._papers

        def work(library: Any, _cancelled: Any) -> tuple[list[str], dict[str, int]]:
            carried: dict[str, int] = {}
            for found in library.rows(papers):
                for tag in found.tags:
                    carried[tag] = carried.get(tag, 0) + 1
            return [tag.name for tag in library.tags()], carried

        self._window.session.latest("dialog", work, while_alive(self, self._take))

    def _take(self, answer: tuple[list[str], dict[str, int]]) -> None:
        self._names, self._carried = answer
        self._show()

    def _show(self) -> None:
        typed = self._field.text().strip().rstrip(", ")
        wanted = typed.casefold()
        self._list.clear()
        several = _split(typed)
        if len(several) > 1:
            self._add(typed, self.tr("Put on {names}").format(names=", ".join(f"“{name}”" for name in several)))
        found = sorted((name for name in self._names if wanted in name.casefold()), key=str.casefold)
        meant = [name for name in found if self._may_be_meant(name, wanted)]
        for name in meant:
            self._add(name, name)
        if len(several) == 1 and all(name.casefold() != wanted for name in found):
            self._add(several[0], self.tr("New tag “{name}”").format(name=several[0]))
        for name in found:
            if name not in meant:
                self._add(name, name)
        self._list.setCurrentRow(0 if typed else -1)

    def _may_be_meant(self, name: str, wanted: str) -> bool:
        """Whether Enter, which puts on, may rather mean the tag ``name`` than a new one that is called ``wanted``."""
        begun = bool(wanted) and name.casefold().startswith(wanted)
        return name.casefold() == wanted or (begun and self._carried.get(name, 0) < len(self._papers))

    def _add(self, name: str, text: str) -> None:
        item = QListWidgetItem(text.replace("\n", " "))
        item.setData(NAME, name)
        carried = self._carried.get(name, 0)
        all_have = carried == len(self._papers)
        state = Qt.CheckState.Checked if all_have else Qt.CheckState.PartiallyChecked
        item.setCheckState(state if carried else Qt.CheckState.Unchecked)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._list.addItem(item)

    def reject(self) -> None:
        """Esc empties the field first: what was typed is not thrown away with the dialog."""
        if self._field.text():
            self._field.clear()
            self._field.setFocus()
        else:
            super().reject()

    def _finish(self) -> None:
        """Done: what was typed is put on, as Enter would have done."""
        item = self._list.currentItem()
        typed = _split(item.data(NAME) if item is not None and self._field.text().strip() else self._field.text())
        self._put_on([name for name in typed if self._carried.get(name, 0) < len(self._papers)])
        self.accept()

    def _toggle_typed(self) -> None:
        if self._list.currentRow() >= 0:
            self._toggle(self._list.currentItem().data(NAME))
        elif not self._field.text().strip():
            self.accept()

    def _toggle(self, name: str) -> None:
        papers, names = self._papers, _split(name)
        if len(names) > 1 or self._carried.get(name, 0) < len(papers):
            self._put_on(names)
            return
        self._carried[name] = 0  # the next toggle may come before the answer to this one
        self._change(lambda library: library.untag(papers, name), self.tr("Tag {name} taken off").format(name=name))

    def _put_on(self, names: Sequence[str]) -> None:
        papers = self._papers
        self._carried.update(dict.fromkeys(names, len(papers)))
        if names:
            self._change(
                lambda library: library.tag(papers, *names), self.tr("Tagged {name}").format(name=", ".join(names))
            )

    def _change(self, work: Callable[[Any], None], said: str) -> None:
        typed = self._field.text()

        def done(_value: Any) -> None:
            self._window.say(said, undo=True)
            while_alive(self, lambda _: self._fetch())(None)

        def refused(error: BaseException) -> None:
            while_alive(self, lambda _: self._take_back(typed))(None)
            self._window.failed(error)

        self._window.session.write(work, done, refused)
        self._field.clear()

    def _take_back(self, typed: str) -> None:
        """What could not be done: the typed text stands in the field again, the marks are as they were."""
        if not self._field.text():
            self._field.setText(typed)
        self._fetch()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows choose in the list while the field keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._list.count():
                self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)


def _split(typed: str) -> list[str]:
    """The tags in a text: a comma parts them."""
    return list(dict.fromkeys(name for part in typed.split(",") if (name := " ".join(part.split()))))
