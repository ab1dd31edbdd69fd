"""The menus: the menu bar and what a right click on a paper shows, both made from the table of actions.

Imports Qt and the rooms below.
"""

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenuBar

from readinglist.gui.finding.paper_list import PaperList
from readinglist.gui.keys.actions import ACTIONS, FIRST_OF_GROUP, MENUS, translated
from readinglist.gui.keys.shortcuts import Shortcuts
from readinglist.gui.parts.core_words import step_words
from readinglist.gui.parts.menu import Menu


class Menus(QObject):
    """The menus of one window."""

    def __init__(self, bar: QMenuBar, keys: Shortcuts, papers: PaperList) -> None:
        super().__init__(bar)
        self._keys, self._papers = keys, papers
        self.of = {name: Menu(translated(title), bar) for name, title in MENUS.items()}  # by the table's name
        for menu in self.of.values():
            bar.addMenu(menu)
        for action in ACTIONS:
            if action.id in FIRST_OF_GROUP:
                self.of[action.menu].addSeparator()
            self.of[action.menu].addAction(keys.actions[action.id])
        papers.customContextMenuRequested.connect(self._paper_menu)

    def label_undo(self, undo: str, redo: str) -> None:
        """Say in the menu what undo and redo would do."""
        undone, again = self.tr("Undo"), self.tr("Redo")
        self._keys.relabel("undo", f"{undone}: {step_words(undo)}" if undo else undone)
        self._keys.relabel("redo", f"{again}: {step_words(redo)}" if redo else again)

    def _paper_menu(self, point: QPoint) -> None:
        menu = Menu(self._papers)
        for action in ACTIONS:
            if action.papers:
                menu.addAction(self._keys.actions[action.id])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._papers.viewport().mapToGlobal(point))
