"""What can be done with a line of the side bar: a tag, a saved search or a dump. Imports Qt and the rooms below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from readinglist.gui.parts.menu import Menu

if TYPE_CHECKING:
    from readinglist.gui.finding.side_bar import Entry
    from readinglist.gui.window import Window


class SideMenu(QObject):
    """Makes the menu of a line, and does what is chosen in it; every change is one step of undo."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self._window = window

    def open(self, entry: Entry, point: QPoint) -> None:
        """Open the menu of ``entry``."""
        menu = Menu(self._window.window())
        kind, _, name = entry.key.partition(":")
        if kind == "dump":
            menu.addAction(self.tr("Import report…")).triggered.connect(lambda: self._window.show_report(int(name)))
            menu.addAction(self.tr("Undo this import")).triggered.connect(lambda: self._window.undo_import(int(name)))
        elif kind == "tag":
            self._add_tag_verbs(menu, entry, name)
        elif entry.saved is not None:
            self._add_search_verbs(menu, entry, entry.saved)
        if kind in ("tag", "saved"):
            menu.addSeparator()
            menu.addAction(self._window.keys.actions["manage_tags"])
        menu.addAction(self._window.keys.actions["export"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    # ---- tags ----

    def _add_tag_verbs(self, menu: Menu, entry: Entry, name: str) -> None:
        from readinglist.gui.dialogs.manage_dialog import COLOURS, colour_words, swatch

        menu.addAction(self.tr("Rename or merge…")).triggered.connect(lambda: self._ask_tag(name))
        colours = menu.addMenu(self.tr("Colour"))
        for colour in (*COLOURS, None):
            action = colours.addAction(swatch(colour), colour_words(colour) or self.tr("No colour"))
            action.setCheckable(True)
            action.setChecked(colour == entry.colour)
            action.triggered.connect(partial(self._colour, name, colour))
        menu.addAction(self.tr("Delete the tag")).triggered.connect(lambda: self._delete_tag(name))

    def _ask_tag(self, name: str) -> None:
        from readinglist.gui.dialogs.manage_dialog import ask_name, rename_tag

        head = self.tr("New name for “{name}”. The name of another tag merges the two.").format(name=name)
        ask_name(self._window.window(), head, name, partial(rename_tag, self._window, name))

    def _colour(self, name: str, colour: str | None, _checked: bool = False) -> None:
        self._window.change(lambda library: library.set_tag_colour(name, colour), self.tr("Tag coloured"))

    def _delete_tag(self, name: str) -> None:
        self._window.change(lambda library: library.delete_tag(name), self.tr("Tag deleted"))

    # ---- saved searches ----

    def _add_search_verbs(self, menu: Menu, entry: Entry, search: int) -> None:
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self._ask_search(entry.text, search))
        menu.addAction(self.tr("Delete the search")).triggered.connect(lambda: self._delete_search(search))

    def _ask_search(self, name: str, search: int) -> None:
        from readinglist.gui.dialogs.manage_dialog import ask_name

        head = self.tr("New name for “{name}”").format(name=name)
        ask_name(self._window.window(), head, name, partial(self._rename_search, search))

    def _rename_search(self, search: int, name: str) -> None:
        self._window.change(lambda library: library.rename_search(search, name), self.tr("Search renamed"))

    def _delete_search(self, search: int) -> None:
        self._window.change(lambda library: library.delete_search(search), self.tr("Search deleted"))
