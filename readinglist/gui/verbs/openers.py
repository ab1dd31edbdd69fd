"""Actions that open a dialog; each dialog is imported only when it is asked for. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from readinglist.gui.parts.context_menu import open_context_menu
from readinglist.gui.parts.core_words import sentence_words
from readinglist.gui.parts.messages import message_box
from readinglist.gui.verbs.kept_papers import Kept, kept_papers, tell_kept

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Dump, Paper
    from readinglist.gui.dialogs.import_dialog import ImportDialog
    from readinglist.gui.parts.dialog import FileDialog
    from readinglist.gui.window import Window


class Openers(QObject):
    """Import, export, palette, keys, tags, editing, preferences."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self._window = window

    def do_import(self) -> None:
        """Choose files to import."""
        from readinglist.gui.parts.dialog import FileDialog

        self._choose(FileDialog(self._window.window(), self.tr("Import dumps")))

    def do_import_folder(self) -> None:
        """Choose a folder to import."""
        from readinglist.gui.parts.dialog import FileDialog

        folder = FileDialog.FileMode.Directory
        self._choose(FileDialog(self._window.window(), self.tr("Import a folder"), folder))

    def _choose(self, dialog: FileDialog) -> None:
        dialog.chosen.connect(self.import_files)
        dialog.open()

    def do_paste(self) -> None:
        """Import what was copied: files, or the text of a page."""
        self.import_data(QGuiApplication.clipboard().mimeData())

    def import_data(self, data: QMimeData | None) -> None:
        """Import files or text, dropped or pasted."""
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data is not None else []
        if files:
            self.import_files(files)
        elif data is not None and data.text().strip():
            self._import_dialog().start([], data.text())
        else:
            self._window.say(self.tr("There is no text and no file to paste."))

    def import_files(self, files: Sequence[str]) -> None:
        """Preview and import ``files``."""
        if files:
            self._import_dialog().start(list(files), None)

    def do_context_menu(self) -> None:
        """What can be done with what has the focus."""
        open_context_menu()

    def do_export(self) -> None:
        """Export what is selected or shown."""
        from readinglist.gui.dialogs.export_dialog import ExportDialog

        ExportDialog(self._window).open()

    def do_palette(self) -> None:
        """Everything by name."""
        from readinglist.gui.dialogs.palette_dialog import PaletteDialog

        PaletteDialog(self._window).open()

    def do_explain(self) -> None:
        """Which words of the search hit where in the paper under the cursor, with what weight."""
        window, listing = self._window, self._window.browser.listing
        result = listing.result if listing is not None else None
        if result is None:
            window.say(self.tr("Nothing is searched for: type some words first ( / )."))
            return
        paper = window.one_paper()
        if paper is None:
            return
        window.session.ask(
            "paper", lambda library: library.explain(result, paper.id), lambda lines: self._explained(paper, lines)
        )

    def _explained(self, paper: Paper, lines: Sequence[str]) -> None:
        from readinglist.gui.dialogs.why_dialog import WhyDialog

        WhyDialog(paper, list(map(sentence_words, lines)), self._window.window()).open()

    def do_keys(self) -> None:
        """All keys on one sheet."""
        from readinglist.gui.dialogs.keys_dialog import KeysDialog

        KeysDialog(self._window).open()

    def do_tags(self) -> None:
        """Tag the selected papers."""
        from readinglist.gui.dialogs.tags_dialog import TagsDialog

        ids = self._window.selected_papers()
        if ids:
            TagsDialog(self._window, ids).open()

    def do_edit(self) -> None:
        """Edit the current paper's fields."""
        self._edit(completing=False)

    def do_complete(self) -> None:
        """Fill in what a citation of the current paper lacks."""
        self._edit(completing=True)

    def _edit(self, *, completing: bool) -> None:
        from readinglist.gui.dialogs.edit_dialog import EditDialog

        self._window.flush_notes()
        paper = self._window.one_paper()
        if paper is not None:
            EditDialog(self._window, paper, completing=completing).open()

    def do_add_paper(self) -> None:
        """Type a paper in."""
        from readinglist.gui.dialogs.edit_dialog import EditDialog

        EditDialog(self._window, None).open()

    def do_citation_keys(self) -> None:
        """The pattern of citation keys, and renewing them."""
        from readinglist.gui.dialogs.citation_keys_dialog import CitationKeysDialog

        CitationKeysDialog(self._window).open()

    def do_preferences(self) -> None:
        """Preferences and keys."""
        from readinglist.gui.dialogs.preferences_dialog import PreferencesDialog

        PreferencesDialog(self._window).open()

    def do_manage_tags(self) -> None:
        """Rename, merge, colour, delete tags and saved searches."""
        from readinglist.gui.dialogs.manage_dialog import ManageDialog

        ManageDialog(self._window).open()

    def show_report(self, dump: int) -> None:
        """Show the report that was kept with a dump."""

        def shown(found: Dump) -> None:
            dialog = self._import_dialog()
            dialog.show_kept(found)

        self._window.session.ask("dialog", lambda library: library.dump(dump), shown, self._window.failed)

    def undo_import(self, *dumps: int) -> None:
        """Take imports back as one step, and say which papers stay."""

        def undo(library: Library) -> Kept:
            return kept_papers(library, library.undo_import(*dumps).kept)

        def done(kept: Kept) -> None:
            self._window.say(self.tr("Import undone"), undo=True)
            if kept.papers:
                tell_kept(self._window, kept)

        self._window.session.write(undo, done, self._window.failed)

    def do_save_search(self) -> None:
        """Keep this search under a name."""
        from readinglist.gui.dialogs.manage_dialog import ask_name

        query = self._window.browser.query
        if not query.searching:
            self._window.say(self.tr("Search for something first."))
            return
        text, sort = query.text, query.sort
        ask_name(
            self._window.window(),
            self.tr("Name of this search"),
            text[:60],
            lambda name: self._window.change(
                lambda library: library.save_search(name, text, sort), self.tr("Search saved")
            ),
        )

    def do_about(self) -> None:
        """Which version this is, and where things are."""
        from readinglist import __version__

        text = self.tr("Version {version}. Your library is in:\n{folder}").format(
            version=__version__, folder=self._window.session.paths.folder
        )
        message_box(self._window.window(), QMessageBox.Icon.Information, "Reading List", text).open()

    def _import_dialog(self) -> ImportDialog:
        from readinglist.gui.dialogs.import_dialog import ImportDialog

        return ImportDialog(self._window)
