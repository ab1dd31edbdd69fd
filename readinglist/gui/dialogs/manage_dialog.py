"""Tags, saved searches, dumps and kept exports: rename, merge, colour, delete, report, undo.

Imports Qt and the rooms below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.finding.query import Query
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.core_words import sentence_words
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.early_keys import hear_early_keys
from readinglist.gui.parts.forms import HintedList
from readinglist.gui.parts.menu import Menu
from readinglist.gui.parts.widgets import row
from readinglist.gui.parts.words import N, moment
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.records import BoundExport, Dump, SavedSearch, Tag
    from readinglist.gui.window import Window

HELD = int(Qt.ItemDataRole.UserRole)
KEY = HELD + 1
NAME_WIDTH = 420  # px
NEW_LINE = "\u2028"  # inside the text of a row
#: Calm colours that black or white text can be read on, with their names.
COLOURS = {
    "#7fb8a4": N("Colours", "Green"),
    "#8fb0dc": N("Colours", "Blue"),
    "#c9a3d6": N("Colours", "Violet"),
    "#e0a58c": N("Colours", "Orange"),
    "#d8bf6a": N("Colours", "Yellow"),
    "#a8b86b": N("Colours", "Olive"),
    "#d98fa5": N("Colours", "Pink"),
    "#9aa3ad": N("Colours", "Grey"),
}
Verbs = tuple[tuple[str, str, Callable[[], None]], ...]  # text, key in the list or nothing, what it does


class ManageDialog(Dialog):
    """Four lists, each with its verbs; what changes papers can be undone."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Tags, searches, dumps and exports"))
        self.resize(520, 460)
        self._window = window
        self._renamed: str | None = None  # the tag that the cursor follows
        self.tags = self._hinted(self.tr("Tags"), self.tr("No tags yet: press {tags} on a paper to tag it."))
        no_searches = self.tr("No saved searches yet: search for something, then press {save_search}.")
        self.searches = self._hinted(self.tr("Saved searches"), no_searches)
        self.dumps = self._hinted(self.tr("Dumps"), self.tr("Nothing was imported yet: {import} imports files."))
        no_exports = self.tr("No file is kept up to date. The export dialog ({export}) offers it.")
        self.exports = self._hinted(self.tr("Kept exports"), no_exports)
        tabs = QTabWidget()
        tag_verbs: Verbs = (
            (self.tr("&Rename or merge…"), "F2", self.rename_tag),
            (self.tr("&Colour…"), "", self._colour_menu),
            (self.tr("&Delete"), "Del", self.delete_tag),
        )
        search_verbs: Verbs = (
            (self.tr("&Rename…"), "F2", self.rename_search),
            (self.tr("&Delete"), "Del", self.delete_search),
        )
        dump_verbs: Verbs = (
            (self.tr("&Report…"), "", self.show_report),
            (self.tr("&Undo this import"), "", self.undo_import),
        )
        export_verbs: Verbs = (
            (self.tr("&Change…"), "F2", self.change_export),
            (self.tr("&Write now"), "", self.write_export),
            (self.tr("&Keep no longer"), "Del", self.unbind_export),
        )
        tabs.addTab(self._page(self.tags, tag_verbs), self.tr("Tags"))
        tabs.addTab(self._page(self.searches, search_verbs), self.tr("Saved searches"))
        tabs.addTab(self._page(self.dumps, dump_verbs), self.tr("Dumps"))
        tabs.addTab(self._page(self.exports, export_verbs), self.tr("Kept exports"))
        for name in ("undo", "redo"):
            for key in window.keys.keys[name]:
                QShortcut(QKeySequence(key), self).activated.connect(window.keys.actions[name].trigger)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 16)
        outer.addWidget(tabs, 1)
        outer.addLayout(row(None, close))
        window.session.changed.connect(self._fetch)
        self._fetch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's. From the tabs Down leads on in the list below them, of which a line is chosen already."""
        if event.key() == Qt.Key.Key_Down and isinstance(self.focusWidget(), QTabBar):
            listed = next(each for each in self.findChildren(HintedList) if each.isVisible())
            listed.setFocus()
            QApplication.sendEvent(listed, event)
        else:
            super().keyPressEvent(event)

    # ---- tags ----

    def rename_tag(self) -> None:
        """Another name; the name of another tag merges the two."""
        tag = self._chosen(self.tags)
        if tag is not None:
            head = self.tr("New name for “{name}”. The name of another tag merges the two.").format(name=tag.name)
            self._name(head, tag.name, lambda name: self.rename_tag_to(tag.name, name))

    def rename_tag_to(self, old: str, new: str) -> None:
        """Rename, or merge when there is a tag ``new``."""
        self._renamed = " ".join(new.split()).casefold()
        rename_tag(self._window, old, new)

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
        if tag is None:
            return
        menu = Menu(self)
        for colour in (*COLOURS, None):
            words = colour_words(colour) or self.tr("No colour")
            action = menu.addAction(swatch(colour), words)
            action.setCheckable(True)
            action.setChecked(colour == tag.colour)
            action.triggered.connect(lambda _checked=False, colour=colour: self.colour_tag(tag.name, colour))
        menu.aboutToHide.connect(menu.deleteLater)
        place = self.tags.visualItemRect(self.tags.currentItem()).bottomLeft()
        menu.popup(self.tags.viewport().mapToGlobal(place))
        menu.setActiveAction(next((each for each in menu.actions() if each.isChecked()), menu.actions()[0]))

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

    def _hinted(self, name: str, hint: str) -> HintedList:
        return HintedList(name, self._window.keys.named(hint))

    def _page(self, listed: HintedList, verbs: Verbs) -> QWidget:
        """A list over its verbs; a verb leaves the focus on the row. Enter does the first one."""
        buttons = []
        for text, key, act in verbs:
            button = Button(text)
            button.setEnabled(False)
            listed.currentRowChanged.connect(lambda chosen, button=button: button.setEnabled(chosen >= 0))
            button.clicked.connect(lambda _checked=False: listed.setFocus())
            button.clicked.connect(lambda _checked=False, act=act: act())
            buttons.append(button)
            if key:
                shortcut = QShortcut(QKeySequence(key), listed, context=Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(act)
                button.setToolTip(shortcut.key().toString(QKeySequence.SequenceFormat.NativeText))
        listed.itemActivated.connect(lambda _item, act=verbs[0][2]: act())
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
        _fill(self.exports, [_Line(export.id, self._line(export), export) for export in exports])
        _fill(self.dumps, [_Line(dump.id, self._dump(dump), dump) for dump in dumps])
        lines = [
            _Line(tag.name.casefold(), _counted(tag.name, tag.papers), tag, tag.colour, colour_words(tag.colour))
            for tag in tags
        ]
        _fill(self.tags, lines, self._renamed)
        self._renamed = None
        _fill(self.searches, [_Line(found.id, f"{found.name}   {found.query}", found) for found in searches])

    def _dump(self, dump: Dump) -> str:
        line = _counted(dump.name, dump.papers)
        if dump.report.cancelled:
            line = self.tr("{file}, not finished: import it again to go on").format(file=line)
        return line

    def _line(self, export: BoundExport) -> str:
        papers = export.query or export.tag or self.tr("the whole library")
        line = f"{export.path}{NEW_LINE}{export.format}: {papers}"
        if export.written is not None:
            line = self.tr("{line}, last written {when}").format(line=line, when=moment(export.written))
        return self.tr("{line}: {why}").format(line=line, why=sentence_words(export.error)) if export.error else line

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
    hear_early_keys(dialog)
    return dialog


def rename_tag(window: Window, old: str, new: str) -> None:
    """Rename a tag, or merge it into another of that name, and say which of the two was done; its list stays shown."""

    def said(other: str | None) -> str:
        shown, name = window.browser.query.tag, other or " ".join(new.split())
        if shown is not None and shown.casefold() == old.casefold():
            window.browser.show(Query(view="all", tag=name), f"tag:{name}")
        if other is None:
            return QCoreApplication.translate("Names", "Tag renamed")
        words = QCoreApplication.translate("Names", "Tag “{name}” merged into “{other}”")
        return words.format(name=old, other=other)

    window.change(lambda library: library.rename_tag(old, new), said)


ISOLATES = {0x2068: None, 0x2069: None}


def _counted(name: str, papers: int) -> str:
    return f"\u2068{name}\u2069  ({papers:,})"  # isolated: a name in Hebrew must not draw the number to its other side


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: what tells it from others, what it says, what it stands for."""

    key: object
    text: str
    held: object
    colour: str | None = None
    colour_words: str = ""


def _fill(listed: QListWidget, lines: Sequence[_Line], wanted: object = None) -> None:
    """Show ``lines``, the cursor on the row it was on (or on ``wanted``); when that has gone, on the one in its place.

    Nobody is told of the moment without rows: what has the focus meanwhile would lose it.
    """
    before, keys = listed.currentItem(), [line.key for line in lines]
    key = wanted if wanted in keys else before.data(KEY) if before is not None else None
    row_now = keys.index(key) if key in keys else min(max(0, listed.currentRow()), len(keys) - 1)
    listed_colours = any(line.colour for line in lines)
    with QSignalBlocker(listed):
        listed.clear()
        for line in lines:
            item = QListWidgetItem(line.text.replace("\n", " "))
            told = ", ".join(part for part in (line.text.translate(ISOLATES), line.colour_words) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setData(HELD, line.held)
            item.setData(KEY, line.key)
            if listed_colours:
                item.setIcon(swatch(line.colour))
            listed.addItem(item)
        listed.setCurrentRow(row_now)
    listed.currentRowChanged.emit(row_now)


def colour_words(colour: str | None) -> str:
    """The name of a tag's colour; its number for one that is none of ours."""
    return QCoreApplication.translate("Colours", COLOURS[colour]) if colour in COLOURS else colour or ""


def swatch(colour: str | None) -> QIcon:
    """A square of a colour, or of nothing."""
    picture = QPixmap(14, 14)
    picture.fill(QColor(colour) if colour else Qt.GlobalColor.transparent)
    return QIcon(picture)
