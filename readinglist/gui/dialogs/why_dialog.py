"""Why a search found a paper: each word with its weight and the fields it stands in. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import label, row

if TYPE_CHECKING:
    from readinglist.core.records import Paper


class WhyDialog(Dialog):
    """A line for each word that gave the paper weight, the weightiest first; Esc closes it."""

    def __init__(self, paper: Paper, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Why was this found?"))
        self.resize(560, 340)
        self.lines = QListWidget()
        self.lines.setAccessibleName(self.windowTitle())
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.lines.addItems(lines or [self.tr("Only filters were searched for: they give no weight.")])
        self.lines.setCurrentRow(0)
        close = Button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(label(paper.title or self.tr("A paper without a title"), "heading", wrap=True))
        column.addWidget(label(self.tr("Word, weight: where it stands"), "muted"))
        column.addWidget(self.lines)
        column.addLayout(row(None, close))
