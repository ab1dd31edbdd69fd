"""What the actions do: one method per thing a user does, each one step of the library's undo.

Imports Qt and the rooms below.

Every change goes through ``Session.write``; what is said afterwards stands in the status bar, with its way back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMessageBox

from readinglist.core.errors import ReadingListError
from readinglist.gui.finding.query import Query
from readinglist.gui.parts.core_words import step_words
from readinglist.gui.parts.menu import Menu
from readinglist.gui.parts.messages import add_button, message_box
from readinglist.gui.parts.words import STATUS_ORDER, status_words
from readinglist.gui.reading.note_editor import NoteEditor, NotesOnTheWay
from readinglist.gui.reading.paper_pane import links_of
from readinglist.gui.reading.text_views import open_link
from readinglist.gui.reading.verdicts import Stepped, stepping

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.gui.window import Window

MANY = 100  # papers; deleting more than this is asked about first
RELATED = 50
SOURCE_SHOWN = 90  # characters of a source in a menu


class Commands(QObject):
    """The verbs of the window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self._window = window
        self._session = window.session
        self.notes = NotesOnTheWay()
        self.tells_of_notes = True  # that could not be stored, at once

    # ---- changing papers ----

    def do_star(self) -> None:
        """Star the selected papers; when all have a star, take it from all."""
        ids = self._papers()
        if ids:
            self._change(lambda library: _toggle_star(library, ids), lambda on: self._starred(on, len(ids)))

    def star(self, ids: list[int]) -> None:
        """Star papers, whether they have a star or not."""
        self._change(lambda library: library.star(ids), lambda _: self._starred(on=True, count=len(ids)))

    def star_one(self, paper: int) -> None:
        """A click on a row's star."""
        self._change(lambda library: _toggle_star(library, [paper]), lambda on: self._starred(on, 1))

    def set_status(self, status: str) -> None:
        """Give the selected papers a status; in triage it is a verdict."""
        ids = self._papers()
        if ids:
            verdict = self._window.triage.move_on(status) if self._window.triaging else None
            self.give_status(ids, status, verdict.store if verdict is not None else None)

    def give_status(self, ids: list[int], status: str, store: Callable[[Library], None] | None = None) -> None:
        """Give papers a status; ``store`` is another way to do it."""
        words = status_words(status)
        one, more = self.tr("Marked as “{status}”"), self.tr("{n} papers marked as “{status}”")
        said = (more if len(ids) > 1 else one).format(n=f"{len(ids):,}", status=words)
        self._change(
            store or (lambda library: library.set_status(ids, status)),
            lambda _: self._window.say(said, undo=True),
            leads=False,
        )

    def do_delete(self) -> None:
        """Delete the selected papers; many are asked about, though it can be undone."""
        ids = self._papers()
        if len(ids) > MANY:
            text = self.tr("{n} papers will be deleted. Undo brings them back.").format(n=f"{len(ids):,}")
            self._confirm(self.tr("Delete so many papers?"), text, self.tr("Delete"), lambda: self._delete(ids))
        elif ids:
            self._delete(ids)

    def keep_notes(self, field: NoteEditor) -> None:
        """Save what is typed into ``field``."""
        field.on_the_way = self.notes
        field.save_wanted.connect(self.save_note)

    def save_note(self, paper: int, text: str) -> None:
        """Keep a note; consecutive edits of one note are one step of undo."""

        def refused(error: BaseException) -> None:
            self.notes.arrive(paper, None)
            if self.tells_of_notes or not isinstance(error, ReadingListError):
                self._window.failed(error)

        def store(library: Library) -> int:
            library.set_note(paper, text)
            return library.version

        self.notes.leave(paper, text)
        self._session.write(store, lambda version: self.notes.arrive(paper, version), refused)

    def store_notes_again(self) -> None:
        """Try once more to store the notes that could not be stored."""
        for paper, text in self.notes.refused_notes.items():
            self.save_note(paper, text)

    def do_highlight(self) -> None:
        """Highlight the passage selected in the abstract, or take away the highlight that the cursor is in."""
        view = self._window.abstract_in_use()
        passage = view.selected_passage() if view is not None else None
        marked = view.highlight_here() if view is not None else None
        paper = self._window.current_paper()
        if marked is not None:
            self._change(
                lambda library: library.remove_highlight(marked),
                lambda _: self._window.say(self.tr("Highlight removed"), undo=True),
            )
            return
        if passage is None or paper is None:
            first = self.tr("Select words in the abstract first ({paper}, then Shift with the arrows).")
            self._window.say(self._window.keys.named(first))
            return
        quote, before, after = passage
        self._change(
            lambda library: library.highlight(paper, quote, before=before, after=after, colour="yellow"),
            lambda _: self._window.say(self.tr("Highlighted"), undo=True),
        )

    def do_undo(self) -> None:
        """Take the last change back; in triage none that is older than it."""
        self._step(self.tr("Undone: {what}"), back=True)

    def do_redo(self) -> None:
        """Do it again."""
        self._step(self.tr("Done again: {what}"), back=False)

    def _step(self, said: str, *, back: bool) -> None:
        self._window.flush_notes()
        work = self._window.triage.verdicts.stepping(back=back) if self._window.triaging else stepping(back=back)
        self._change(work, lambda done: self._stepped(done, said), leads=True)

    # ---- links and files ----

    def do_open(self) -> None:
        """Open the paper's file or link; several are offered in a menu."""
        paper = self._window.one_paper()
        if paper is None:
            return
        targets = [(_base(path), path) for path in paper.attachments] + links_of(paper)
        self._choose([(words, partial(self.open_target, target)) for words, target in targets])
        if not targets:
            none = self.tr("This paper has no link and no file: {edit} adds a link, {attach} a file.")
            self._window.say(self._window.keys.named(none))

    def open_target(self, target: str) -> None:
        """Open a link, or a file with the system's program."""
        from pathlib import Path

        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if Path(target).is_absolute():
            if not Path(target).is_file():
                gone = self.tr(
                    "{file} is not there any more. Put it back, or attach it from where it is now ({attach}) and "
                    "detach this one ({detach})."
                )
                self._window.failed(ReadingListError(self._window.keys.named(gone).format(file=target)))
            else:
                QDesktopServices.openUrl(QUrl.fromLocalFile(target))
        else:
            open_link(target, self._window.window())

    def do_attach(self) -> None:
        """Attach files to the current paper."""
        paper = self._window.one_paper()
        if paper is None:
            return
        from readinglist.gui.parts.dialog import FileDialog

        dialog = FileDialog(self._window.window(), self.tr("Attach files"))
        dialog.chosen.connect(lambda files: self.attach(paper.id, files))
        dialog.open()

    def attach(self, paper: int, files: Sequence[str]) -> None:
        """Attach ``files`` to a paper."""
        said = self.tr("Attached")
        self._change(lambda library: library.attach(paper, *files), lambda _: self._window.say(said, undo=True))

    def do_detach(self) -> None:
        """Say that a file no longer belongs to the current paper; when there are several, choose one."""
        paper = self._window.one_paper()
        if paper is not None:
            self._choose([(_base(path), partial(self._detach, paper.id, path)) for path in paper.attachments])
            if not paper.attachments:
                self._window.say(self.tr("No file is attached to this paper."))

    def _detach(self, paper: int, path: str) -> None:
        self.change(lambda library: library.detach(paper, path), self.tr("Detached; the file itself stays"))

    def do_use_source(self) -> None:
        """Show the texts of another source of the current paper; when there are several, choose one."""
        paper = self._window.one_paper()
        if paper is None:
            return
        if len(paper.sources) < 2:
            self._window.say(self.tr("This paper has no other source."))
            return
        words = [f"{_base(found.file)}:{found.line}  {found.title or found.abstract or ''}" for found in paper.sources]
        shown = [text if len(text) < SOURCE_SHOWN else f"{text[: SOURCE_SHOWN - 1]}…" for text in words]
        acts = [partial(self.use_source, paper.id, found.id) for found in paper.sources]
        self._choose(list(zip(shown, acts, strict=True)))

    def use_source(self, paper: int, source: int) -> None:
        """Show the texts of one source of a paper."""
        self.change(lambda library: library.use_source(paper, source), self.tr("Another source's text is shown"))

    def _choose(self, choices: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Do the only thing there is, or let one be chosen with arrows and Enter."""
        if len(choices) == 1:
            choices[0][1]()
        elif choices:
            menu = Menu(self._window.window())
            for words, act in choices:
                menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _checked=False, act=act: act())
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._beside())
            menu.setActiveAction(menu.actions()[0])

    def do_related(self) -> None:
        """Show the papers most like the current one."""
        paper = self._window.one_paper()
        if paper is None:
            return
        name = paper.title or paper.method or self.tr("this paper")
        label = self.tr("Related to “{title}”").format(title=name if len(name) < 60 else f"{name[:59]}…")
        self._session.ask(
            "related",
            lambda library: tuple(hit.id for hit in library.related(paper.id, limit=RELATED)),
            *self._window.until_seen(
                lambda ids: self._window.browser.show(Query(ids=ids, label=label), ""), self._window.failed, leads=True
            ),
        )

    def status_menu(self) -> None:
        """The five verdicts, to choose with arrows and Enter."""
        menu = Menu(self._window.window())
        for status in STATUS_ORDER:
            menu.addAction(self._window.keys.actions[f"status_{status}"])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    # ---- shared ----

    def change(self, work: Callable[[Library], Any], said: str | Callable[[Any], str]) -> None:
        """A change from a dialog."""
        self._change(work, lambda made: self._window.say(said if isinstance(said, str) else said(made), undo=True))

    def _change(
        self, work: Callable[[Library], Any], done: Callable[[Any], None], *, leads: bool | None = None
    ) -> None:
        """``leads`` says of a change that other papers may be under the cursor after it: see ``Window.until_seen``."""
        self._window.flush_notes()
        failed: Callable[[BaseException], None] = self._window.failed
        if leads is not None:
            done, failed = self._window.until_seen(done, failed, leads=leads)
        self._session.write(work, done, failed)

    def _papers(self) -> list[int]:
        ids = self._window.selected_papers()
        if not ids:
            self._window.say(self.tr("Select a paper first."))
        return ids

    def _starred(self, on: bool, count: int) -> None:
        if count > 1:
            said = self.tr("{n} papers starred") if on else self.tr("Stars of {n} papers removed")
        else:
            said = self.tr("Starred") if on else self.tr("Star removed")
        self._window.say(said.format(n=f"{count:,}"), undo=True)

    def _delete(self, ids: list[int]) -> None:
        said = self.tr("{n} papers deleted").format(n=f"{len(ids):,}") if len(ids) > 1 else self.tr("Deleted")
        self._change(
            lambda library: library.delete(ids),
            lambda _: self._window.say(said, undo=True),
            leads=False,
        )

    def _stepped(self, done: Stepped, said: str) -> None:
        self._window.reveal(done)
        if done.before is not None:
            older = self.tr("Nothing of this triage is left to undo. In the list {undo} takes back: {what}")
            self._window.say(self._window.keys.named(older).format(what=step_words(done.before)))
            return
        label = step_words(done.label) if done.label else ""
        what = self.tr("“{status}”").format(status=status_words(done.verdict.status)) if done.verdict else label
        self._window.say(said.format(what=what) if what else self.tr("There is nothing more."))

    def _beside(self) -> QPoint:
        """Where a menu of the current paper opens: under its title, or its row where the paper is not shown."""
        if self._window.triaging:
            return self._window.triage.below_title()
        if self._window.pane.isVisible():
            return self._window.pane.below_title()
        papers = self._window.page.list
        row = papers.visualRect(papers.currentIndex())
        below = min(max(row.y() + row.height(), 0), papers.viewport().height())  # it may be scrolled out of sight
        return papers.viewport().mapToGlobal(QPoint(row.x(), below))

    def _confirm(self, title: str, text: str, verb: str, act: Callable[[], None]) -> None:
        box = message_box(self._window.window(), QMessageBox.Icon.Question, title, text)
        yes = add_button(box, verb, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(act)
        box.open()


def _toggle_star(library: Library, ids: list[int]) -> bool:
    on = not all(row.starred for row in library.rows(ids))
    library.star(ids, on)
    return on


def _base(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
