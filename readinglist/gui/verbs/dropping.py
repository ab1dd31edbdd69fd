"""What is dropped: files to import, documents to attach, papers of the list on the side bar.

Imports Qt and the rooms below.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QDropEvent

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.gui.finding.side_bar import Entry
    from readinglist.gui.verbs.commands import Commands
    from readinglist.gui.verbs.openers import Openers
    from readinglist.gui.window import Window

#: Files that are read with another program and hold no list of papers: dropped on a paper they belong to it.
DOCUMENTS = frozenset({".pdf", ".ps", ".eps", ".djvu", ".epub", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".odp"})


class Dropping(QObject):
    """The verbs of a drop."""

    def __init__(self, window: Window, commands: Commands, openers: Openers) -> None:
        super().__init__(window.window())
        self._window, self._commands, self._openers = window, commands, openers

    def dropped(self, event: QDropEvent) -> None:
        """Attach documents to the paper under the mouse, import anything else."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if not files or not all(PurePath(file).suffix.lower() in DOCUMENTS for file in files):
            self._openers.import_data(event.mimeData())
            return
        paper = self._paper_at(event.position().toPoint())
        if paper is None:
            self._window.say(self.tr("Drop documents on a paper to attach them to it."))
        else:
            self._commands.attach(paper, files)

    def put_on(self, entry: Entry, papers: Sequence[int]) -> None:
        """Papers of the list were dropped on a line of the side bar: they get its tag, star or status."""
        kind, _, name = entry.key.partition(":")
        commands, ids = self._commands, list(papers)

        def tag(library: Library) -> None:
            library.tag(ids, name)

        if kind == "tag":
            commands.change(tag, self.tr("Tagged {name}").format(name=name))
        elif name == "starred":
            commands.star(ids)
        else:
            commands.give_status(ids, name)

    def _paper_at(self, point: QPoint) -> int | None:
        window = self._window.window()
        rows, pane = self._window.page.list, self._window.pane
        inside = rows.viewport().mapFrom(window, point)
        if rows.isVisible() and rows.viewport().rect().contains(inside):
            return rows.papers.id_at(rows.rowAt(inside.y()))
        over_paper = not rows.isVisible() or (pane.isVisible() and pane.rect().contains(pane.mapFrom(window, point)))
        return self._window.current_paper() if over_paper else None
