"""Tags, saved searches, dumps and kept exports: rename, merge, colour, delete, report, undo. May import Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import HintedList, row
from readinglist.gui.parts.words import moment
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.records import BoundExport, Dump, SavedSearch, Tag
    from readinglist.gui.window import Window

HELD = int(Qt.ItemDataRole.UserRole)
NAME_WIDTH = 420  # px
NEW_LINE = "\u2028"  # inside the text of a row
#: Calm colours that black or white text can be read on.
COLOURS = ("#7fb8a4", "#8fb0dc", "#c9a3d6", "#e0a58c", "#d8bf6a", "#a8b86b", "#d98fa5", "#9aa3ad")


class ManageDialog(Dialog):
    """Four lists, each with its verbs; what changes papers can be undone."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Tags, searches, dumps and exports"))
        self.resize(520, 460)
        self._window = window
        self.tags = HintedList(self.tr("Tags"), self.tr("No tags yet: press t on a paper to tag it."))
        self.searches = HintedList(
            self.tr("Saved searches"), self.tr("No saved searches yet: search for something, then press Ctrl+S.")
        )
        self.dumps = HintedList(self.tr("Dumps"), self.tr("Nothing was imported yet: Ctrl+I imports files."))
        self.exports = HintedList(
            self.tr("Kept exports"), self.tr("No file is kept up to date. The export dialog (Ctrl+E) offers it.")
        )
        tabs = QTabWidget()
        tag_verbs: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Rename or merge…"), self.rename_tag),
            (self.tr("Colour…"), self._colour_menu),
            (self.tr("Delete"), self.delete_tag),
        )
        search_verbs: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Rename…"), self.rename_search),
            (self.tr("Delete"), self.delete_search),
        )
        tabs.addTab(self._page(self.tags, tag_verbs), self.tr("Tags"))
        tabs.addTab(self._page(self.searches, search_verbs), self.tr("Saved searches"))
        dump_verbs: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Report…"), self.show_report),
            (self.tr("Undo this import"), self.undo_import),
        )
        tabs.addTab(self._page(self.dumps, dump_verbs), self.tr("Dumps"))
        export_verbs: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Change…"), self.change_export),
            (self.tr("Write now"), self.write_export),
            (self.tr("Keep no longer"), self.unbind_export),
        )
        tabs.addTab(self._page(self.exports, export_verbs), self.tr("Kept exports"))
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 16)
        outer.addWidget(tabs, 1)
        outer.addLayout(row(None, close))
        window.session.changed.connect(self._fetch)
        self._fetch()

    # ---- tags ----

    def rename_tag(self) -> None:
        """Another name; the name of another tag merges the two."""
        tag = self._chosen(self.tags)
        if tag is not None:
            head = self.tr("New name for “{name}”. The name of another tag merges the two.").format(name=tag.name)
            self._name(head, tag.name, lambda name: self.rename_tag_to(tag.name, name))

    def rename_tag_to(self, old: str, new: str) -> None:
        """Rename, or merge when there is a tag ``new``."""
        self._window.change(lambda library: library.rename_tag(old, new), self.tr("Tag renamed"))

    def colour_tag(self, name: str, colour: str | None) -> None:
        """Give a tag a colour, or none."""
        self._window.change(lambda library: library.set_tag_colour(name, colour), self.tr("Tag coloured"))

    def delete_tag(self) -> None:
        """Take a tag off all its papers."""
        tag = self._chosen(self.tags)
        if tag is not None:
            self._window.change(lambda library: library.delete_tag(tag.name), self.tr("Tag deleted"))

    def _colour_menu(self) -> None:
        tag = self._chosen(self.tags)
        if not tag is not None:
            return
        menu = QMenu(self)
        for number, colour in enumerate(COLOURS, start=1):
            action = menu.addAction(_swatch(colour), self.tr("Colour {n}").format(n=number))
            action.triggered.connect(lambda _checked=False, colour=colour: self.colour_tag(tag.name, colour))
        none = menu.addAction(self.tr("No colour"))
        none.triggered.connect(lambda _checked=False: self.colour_tag(tag.name, None))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().center()))

    # ---- searches ----

    def rename_search(self) -> None:
        """Another name for a saved search."""
        search = self._chosen(self.searches)
        if search is not None:
            head = self.tr("New name for “{name}”").format(name=search.name)
            change = self._window.change
            self._name(
                head,
                search.name,
                lambda name: change(lambda library: library.rename_search(search.id, name), self.tr("Search renamed")),
            )

    def delete_search(self) -> None:
        """Forget a saved search."""
        search = self._chosen(self.searches)
        if search is not None:
            change = self._window.change
            change(lambda library: library.delete_search(search.id), self.tr("Search deleted"))

    # ---- dumps ----

    def show_report(self) -> None:
        """What became of an imported file."""
        dump = self._chosen(self.dumps)
        if dump is not None:
            self._window.show_report(dump.id)

    def undo_import(self) -> None:
        """Take an import back; papers the user has touched stay."""
        dump = self._chosen(self.dumps)
        if dump is not None:
            self._window.undo_import(dump.id)

    # ---- kept exports ----

    def write_export(self) -> None:
        """Look at all kept exports now."""
        self._window.refresh_exports()
        self._fetch()

    def change_export(self) -> None:
        """Another file, format or papers."""
        from readinglist.gui.dialogs.kept_export_dialog import KeptExportDialog

        export = self._chosen(self.exports)
        if export is not None:
            dialog = KeptExportDialog(self._window, export)
            dialog.accepted.connect(self._fetch)
            dialog.open()

    def unbind_export(self) -> None:
        """Keep a file up to date no longer; it stays as it is."""
        export = self._chosen(self.exports)
        if export is not None:
            self._window.session.write(
                lambda library: library.unbind_export(export.id),
                while_alive(self, lambda _: self._window.say(self.tr("{f} stays as it is").format(f=export.path))),
            )

    # ---- inside ----

    def _page(self, listed: QListWidget, verbs: Sequence[tuple[str, Callable[[], None]]]) -> QWidget:
        buttons = []
        for text, act in verbs:
            button = Button(text)
            button.setEnabled(False)
            button.clicked.connect(lambda _checked=False, act=act: act())
            listed.currentRowChanged.connect(lambda chosen, button=button: button.setEnabled(chosen >= 0))
            buttons.append(button)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(listed, 1)
        column.addLayout(row(*buttons, None))
        return page

    def _fetch(self) -> None:
        self._window.session.latest(
            "dialog",
            lambda library, _cancelled: (
                library.tags(),
                library.saved_searches(),
                library.counts().dumps,
                library.bound_exports(),
            ),
            while_alive(self, self._show),
        )

    def _show(self, answer: tuple[Sequence[Tag], Sequence[SavedSearch], Sequence[Dump], Sequence[BoundExport]]) -> None:
        tags, searches, dumps, exports = answer
        _fill(self.exports, [(self._line(export), export, None) for export in exports])
        _fill(self.dumps, [(_counted(dump.name, dump.papers), dump, None) for dump in dumps])
        _fill(self.tags, [(_counted(tag.name, tag.papers), tag, tag.colour) for tag in tags])
        _fill(self.searches, [(f"{search.name}   {search.query}", search, None) for search in searches])

    def _line(self, export: BoundExport) -> str:
        papers = export.query or export.tag or self.tr("the whole library")
        line = f"{export.path}{NEW_LINE}{export.format}: {papers}"
        if export.written is not None:
            line = self.tr("{line}, last written {when}").format(line=line, when=moment(export.written))
        return self.tr("{line}: {why}").format(line=line, why=export.error) if export.error else line

    def _chosen(self, listed: QListWidget) -> Any:
        item = listed.currentItem()
        return item.data(HELD) if item is not None else None

    def _name(self, head: str, text: str, act: Callable[[str], None]) -> None:
        ask_name(self, head, text, act)


def ask_name(parent: QWidget, head: str, text: str, act: Callable[[str], None]) -> QInputDialog:
    """Ask for one line of text; nothing typed does nothing."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Names", "Name"))
    dialog.setLabelText(head.replace("<", "‹").replace(">", "›"))  # its label guesses rich text
    dialog.setTextValue(text)
    dialog.textValueSelected.connect(lambda name: act(name.strip()) if name.strip() else None)
    dialog.resize(NAME_WIDTH, dialog.sizeHint().height())
    dialog.open()
    return dialog


ISOLATES = {0x2068: None, 0x2069: None}


def _counted(name: str, papers: int) -> str:
    return f"\u2068{name}\u2069  ({papers:,})"  # isolated: a name in Hebrew must not draw the number to its other side


def _fill(listed: QListWidget, lines: Sequence[tuple[str, object, str | None]]) -> None:
    row_before = max(0, listed.currentRow())
    listed.clear()
    for text, held, colour in lines:
        item = QListWidgetItem(text.replace("\n", " "))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, text.translate(ISOLATES))
        item.setData(HELD, held)
        if colour:
            item.setIcon(_swatch(colour))
        listed.addItem(item)
    listed.setCurrentRow(min(row_before, listed.count() - 1))


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(QColor(colour))
    return QIcon(picture)
