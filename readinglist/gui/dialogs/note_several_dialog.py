"""A note that is added to those of several papers. May import Qt and the form of one paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from readinglist.gui.dialogs.edit_dialog import saves
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import label, row

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from readinglist.gui.window import Window


class NoteSeveralDialog(Dialog):
    """What is typed becomes a paragraph of its own at the end of each note."""

    def __init__(self, window: Window, papers: Sequence[int]) -> None:
        super().__init__(window.window())
        self._window, self._papers = window, papers
        self.several = f"{len(papers):,}"  # one paper has its note in the pane
        self.setWindowTitle(self.tr("Add to the notes of {n} papers").format(n=self.several))
        self.resize(520, 260)
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("Markdown; it is added at the end of each note."))
        self.note.setAccessibleName(self.tr("To be added to each note"))
        save, cancel = Button(self.tr("Save")), Button(self.tr("Cancel"))
        save.setDefault(True)
        save.setToolTip("Ctrl+Return")
        save.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        outer.setSpacing(10)
        outer.addWidget(self.note, 1)
        outer.addLayout(row(cancel, label(self.tr("Ctrl+Enter saves"), "faint"), None, save))

    def unsaved(self) -> bool:
        """Whether anything was typed."""
        return bool(self.note.toPlainText().strip())

    def save(self) -> None:
        """Add it to all of them."""
        text, papers = self.note.toPlainText().strip(), self._papers
        if text:
            said = self.tr("Added to {n} notes").format(n=self.several)
            self._window.change(lambda library: library.add_to_notes(papers, text), said)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves."""
        if saves(event):
            self.save()
        else:
            super().keyPressEvent(event)
