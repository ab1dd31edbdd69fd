"""Importing: what was recognised, how far it is, what became of it. May import Qt and ``records``.

Nothing is stored before the preview was accepted; cancelling keeps whole batches and the report says so. Every number
of the report opens its list: papers in the window, lines in a list of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCloseEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from readinglist.core.errors import ReadingListError
from readinglist.core.records import ImportReport
from readinglist.gui.finding.query import Query
from readinglist.gui.parts.buttons import Button, link_button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import clear, label, row, rule, scaled, set_role
from readinglist.gui.parts.words import day_words
from readinglist.gui.work.tasks import Job, while_alive

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Dump, FileReport, Progress
    from readinglist.gui.window import Window

OUTCOMES = ("new", "known", "healed", "asked")
YEARS = (1900, 2100)
NOTES_SAID = 3  # remarks that stand on a card; more of them open their list


class ImportDialog(Dialog):
    """Preview, progress, report: three pages of one dialog."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Import"))
        self.setMinimumSize(560, 340)
        self.resize(720, 520)
        self._window = window
        self._paths: list[Path] = []
        self._text: str | None = None
        self._job: Job | None = None
        self.report: ImportReport | None = None
        self.ready = False  # the preview is shown, or why there is none
        self.recognised: list[FileReport] = []  # what the preview shows
        self._began_empty = False
        self._left = False  # nobody waits for what is being read
        self._build()

    def start(self, files: Sequence[str], text: str | None) -> None:
        """Show what ``files`` (or pasted ``text``) hold; import at once when previews are switched off."""
        self._paths, self._text = [Path(file) for file in files], text
        self._appear()
        if not self._window.settings.get("preview_imports"):
            self.run()
            return
        self._say_working(self.tr("Reading…"))
        self._window.session.latest(
            "preview",
            lambda library, cancelled: library.preview(
                self._paths, text=self._text, cancelled=lambda: cancelled() or self._left
            ),
            while_alive(self, self._show_preview),
            while_alive(self, self._failed),
        )

    def run(self) -> None:
        """Import now."""
        typed = self._year.text() if self._asks_year else ""
        if typed and not self._year.hasAcceptableInput():
            set_role(self._lead, "warning")
            self._lead.setText(self.tr("A year has four digits, such as 2024. Leave it empty where it is unknown."))
            self._year.setFocus()
            return
        set_role(self._lead, "muted")
        self._say_working(self.tr("Importing…"))
        self._began_empty = self._window.page.model.rowCount() == 0
        year = int(typed) if typed else None
        paths, text = self._paths, self._text

        def steps(library: Library, cancelled: Callable[[], bool]) -> Generator[Progress, None, ImportReport]:
            return library.import_dumps(paths, year=year, text=text, cancelled=cancelled)

        self._job = self._window.session.run(
            steps,
            while_alive(self, self._show_progress),
            while_alive(self, self._show_report),
            while_alive(self, self._failed, self._window.failed),
        )

    def show_kept(self, dump: Dump) -> None:
        """Show the report kept with a dump."""
        self._appear()
        report = dump.report
        self._show_report(ImportReport((report,), report.lines, report.records))
        day = day_words(dump.imported)
        self._heading.setText(dump.name)
        self._lead.setText(self.tr("Imported on {day}. Every number opens its list.").format(day=day))

    def _appear(self) -> None:
        """Over the window not modal: searching goes on while a long import runs. Over a dialog it must be modal."""
        self.show() if self.parentWidget() is self._window.window() else self.open()
        self.raise_()
        self.activateWindow()

    # ---- pages ----

    def _build(self) -> None:
        self._heading = label("", "heading", wrap=True)
        self._heading.setFont(scaled(self.font(), 1.25, bold=True))
        self._lead = label("", "muted", wrap=True)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        inside = QWidget()
        self._body.setContentsMargins(0, 0, 10, 0)
        inside.setLayout(self._body)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._area.setAccessibleName(self.tr("Files"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far the import is"))
        self._year = QLineEdit()
        self._year.setValidator(QIntValidator(*YEARS, self))
        self._year.setFixedWidth(90)
        self._year.setPlaceholderText(self.tr("unknown"))
        self._year.setAccessibleName(self.tr("Year of the dates"))
        self._asks_year = False
        self._year_line = QWidget()
        asked = label(self.tr("The dates in these files have no year. &Year:"))
        asked.setBuddy(self._year)
        self._year_line.setLayout(row(asked, self._year, None))
        self._year_line.hide()
        self._stack = QStackedWidget()
        waiting = QWidget()
        column = QVBoxLayout(waiting)
        column.addStretch(1)
        column.addWidget(self._bar)
        column.addStretch(2)
        self._stack.addWidget(waiting)
        self._stack.addWidget(self._area)
        self._buttons = QHBoxLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(10)
        for part in (self._heading, self._lead):
            outer.addWidget(part)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._year_line)
        outer.addLayout(self._buttons)

    def _say_working(self, heading: str) -> None:
        self._heading.setText(heading)
        self._lead.setText("")
        self._year_line.hide()
        self._bar.setRange(0, 0)
        self._stack.setCurrentIndex(0)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.cancel)
        self._set_buttons(None, cancel)

    def cancel(self) -> None:
        """Stop the import: whole batches stay. Before it began: close."""
        if self._job is None:
            self.reject()
            return
        self._job.cancel()
        self._heading.setText(self.tr("Stopping…"))

    def _show_progress(self, progress: Progress) -> None:
        if progress.fraction is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(progress.fraction * 1000))
        self._lead.setText(progress_words(progress))

    def _show_preview(self, files: list[FileReport]) -> None:
        good = [file for file in files if file.error is None]
        papers = sum(file.records.total for file in good)
        fresh = [file for file in good if file.records.total and not file.already_imported]
        self._heading.setText(self._preview_heading(papers, len(files)))
        self._lead.setText(self.tr("Nothing is stored yet.") if fresh else self.tr("There is nothing to import here."))
        self._asks_year = any("--year" in note for file in fresh for note in file.notes)
        self._year_line.setVisible(self._asks_year)
        clear(self._body)
        for file in files:
            self._body.addWidget(_PreviewLine(file))
        self._body.addStretch(1)
        self._stack.setCurrentIndex(1)
        self.ready, self.recognised = True, files
        go, cancel = Button(self.tr("Import")), Button(self.tr("Cancel"))
        go.setEnabled(bool(fresh))
        go.clicked.connect(self.run)
        cancel.clicked.connect(self.reject)
        self._set_buttons(go, cancel)

    def _preview_heading(self, papers: int, files: int) -> str:
        if files == 1:
            return (
                self.tr("1 paper recognised")
                if papers == 1
                else self.tr("{n} papers recognised").format(n=f"{papers:,}")
            )
        return self.tr("{n} papers recognised in {files} files").format(n=f"{papers:,}", files=files)

    def _show_report(self, report: ImportReport | None) -> None:
        self._job = None
        if report is None:
            self.reject()
            return
        self.report = report
        counts = report.records
        new = self.tr("1 new paper") if counts.new == 1 else self.tr("{n} new papers")
        stopped = self.tr("Stopped: {n} new papers stay") if report.cancelled else new
        self._heading.setText(stopped.format(n=f"{counts.new:,}"))
        unfinished = self.tr(" Import the same file again to go on.") if report.cancelled else ""
        self._lead.setText(self._took(report) + unfinished)
        self._year_line.hide()
        clear(self._body)
        for file in report.files:
            self._body.addWidget(_ReportCard(file, self))
        self._body.addStretch(1)
        self._stack.setCurrentIndex(1)
        done = Button(self.tr("Done"))
        done.clicked.connect(self.accept)
        undo = Button(self.tr("Undo this import"))
        undo.clicked.connect(self._undo)
        undo.setEnabled(counts.new + counts.known + counts.healed + counts.asked > 0)
        self._set_buttons(done, undo)
        if self._began_empty and self.isActiveWindow():
            # Nobody has looked at the list yet: it begins at its top, not at the first paper that happened to come.
            self._window.browser.show(self._window.browser.query, self._window.browser.key)

    def _took(self, report: ImportReport) -> str:
        pace = round(report.records.total / max(report.seconds, 0.001))
        return self.tr("{n} records in {seconds} s ({pace} a second). Every number opens its list.").format(
            n=f"{report.records.total:,}", seconds=f"{report.seconds:.1f}", pace=f"{pace:,}"
        )

    def ask(self, question: Callable[[Library], Any], done: Callable[[Any], None]) -> None:
        """Ask the library for something to show over the report."""
        self._window.session.ask("dialog", question, while_alive(self, done))

    def show_papers(self, ids: Sequence[int], name: str) -> None:
        """Show the papers behind a number in the window."""
        self._window.browser.show(Query(ids=tuple(ids), label=name), "")
        self.leave()
        self._window.page.focus_list()

    def _undo(self) -> None:
        report = self.report
        dumps = [file.dump_id for file in report.files if file.dump_id is not None] if report else []

        def work(library: Library) -> int:
            return sum(len(library.undo_import(dump).kept) for dump in dumps)

        def done(kept: int) -> None:
            said = self.tr("Import undone")
            self._window.say(
                said if not kept else self.tr("Import undone; {n} papers you touched stay").format(n=f"{kept:,}")
            )

        self._window.session.write(work, done, self._window.failed)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, ReadingListError):
            self.reject()
            raise error
        self._heading.setText(error.title)
        self._lead.setText(error.message)
        clear(self._body)
        self._stack.setCurrentIndex(1)
        self.ready = True
        close = Button(self.tr("Close"))
        close.clicked.connect(self.reject)
        self._set_buttons(close)

    def _set_buttons(self, first: Button | None, *others: Button) -> None:
        """New buttons below; the first one that can be pressed gets the focus at once."""
        clear(self._buttons)
        for button in others:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        if first is not None:
            first.setDefault(True)
            self._buttons.addWidget(first)
        shown = [button for button in (first, *others) if button is not None]
        for button in shown:
            button.show()  # a layout shows new widgets a turn of the loop later; the focus is wanted now
        target = next((button for button in shown if button.isEnabled()), None)
        if target is not None:
            target.setFocus()

    # ---- Qt ----

    def done(self, result: int) -> None:
        """Closed, by whatever way."""
        self._left = True
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc while importing cancels the import, it does not hide it."""
        if event.key() == Qt.Key.Key_Escape and self._job is not None:
            self.cancel()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing while importing cancels first."""
        if self._job is not None:
            self.cancel()
            event.ignore()
            return
        super().closeEvent(event)


class _PreviewLine(QFrame):
    """One file as it was recognised, or why it was not."""

    def __init__(self, file: FileReport) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        name = label(base(file.file), "heading")
        name.setToolTip("")
        one, several = self.tr("1 paper"), self.tr("{n} papers")
        papers = (one if file.records.total == 1 else several).format(n=f"{file.records.total:,}")
        column.addLayout(row(name, None, label("" if file.error else papers)))
        if file.error:
            column.addWidget(label(file.error, "warning", wrap=True))
        else:
            more = len(file.notes) - NOTES_SAID
            told = [
                format_words(file.format),
                self.tr("already imported") if file.already_imported else "",
                *map(window_note, file.notes[:NOTES_SAID]),
                self.tr("and {n} more remarks").format(n=f"{more:,}") if more > 0 else "",
            ]
            column.addWidget(label("  ·  ".join(part for part in told if part), "muted", wrap=True))
        column.addWidget(rule())


class _ReportCard(QFrame):
    """What became of one file; every number but that of blank lines is a button that opens its list."""

    def __init__(self, file: FileReport, dialog: ImportDialog) -> None:
        super().__init__()
        self._file, self._dialog = file, dialog
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addLayout(row(label(base(file.file), "heading"), None, label(format_words(file.format), "faint")))
        if file.error:
            column.addWidget(label(file.error, "warning", wrap=True))
        elif file.already_imported:
            column.addWidget(label(self.tr("Already imported: nothing new in it."), "muted"))
        else:
            column.addLayout(self._numbers())
        column.addWidget(self._notes())
        column.addWidget(rule())

    def _notes(self) -> QWidget:
        """A few sentences are said, many open their list."""
        notes = [window_note(note) for note in self._file.notes]
        if len(notes) <= NOTES_SAID:
            said = label("  ·  ".join(notes), "muted", wrap=True)
            if not notes:  # and never shown here: what has no parent yet would come as a window of its own
                said.hide()
            return said
        words = self.tr("{n} remarks, also on repaired records").format(n=f"{len(notes):,}")
        opens = self._lists([(0, "", note) for note in notes], self.tr("Remarks"))
        line = QWidget()
        line.setLayout(row(link_button(words, opens, name=f"{base(self._file.file)}: {words}"), None))
        return line

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        for place, (count, text, act) in enumerate(self._records()):
            grid.addWidget(self._number(count, text, act), 0, place)
        for place, (count, text, act) in enumerate(self._lines()):
            grid.addWidget(self._number(count, text, act), 1, place)
        for place in range(6):
            grid.setColumnMinimumWidth(place, 92)
        grid.setColumnStretch(7, 1)
        return grid

    def _number(self, count: int, text: str, act: Callable[[], object] | None) -> QWidget:
        said = f"{count:,} {text}"
        if act is None or not count:
            quiet = label(said, "faint" if not count else "muted")
            quiet.setContentsMargins(4, 2, 4, 2)
            return quiet
        return link_button(said, act, name=f"{base(self._file.file)}: {said}")

    def _records(self) -> list[tuple[int, str, Callable[[], object] | None]]:
        counts, file = self._file.records, self._file
        words = {
            "new": self.tr("new"),
            "known": self.tr("known"),
            "healed": self.tr("got a title"),
            "asked": self.tr("to be asked"),
        }
        everything = [pair[0] for name in OUTCOMES for pair in file.records_by_outcome.get(name, ())]
        headings = {
            "new": self.tr("New papers of {file}"),
            "known": self.tr("Known papers of {file}"),
            "healed": self.tr("Papers that got their title from {file}"),
            "asked": self.tr("Papers of {file} that may be known"),
        }
        numbers = [(counts.total, self.tr("records ="), self._opens(everything, self.tr("All papers of {file}")))]
        for name in OUTCOMES:
            ids = [paper for paper, _line in file.records_by_outcome.get(name, ())]
            numbers.append((getattr(counts, name), words[name], self._opens(ids, headings[name])))
        rejected = [(item.line, item.reason, item.text) for item in file.rejected]
        numbers.append((counts.rejected, self.tr("rejected"), self._lists(rejected, self.tr("Rejected"))))
        return numbers

    def _lines(self) -> list[tuple[int, str, Callable[[], object] | None]]:
        counts, file = self._file.lines, self._file
        furniture = [(item.line, "", item.text) for item in file.furniture]
        unparsed = [(item.line, item.reason, item.text) for item in file.unparsed]
        return [
            (counts.total, self.tr("lines ="), self._reads(self.tr("Lines with text"), (1, 2), furniture + unparsed)),
            (counts.title, self.tr("titles"), self._reads(self.tr("Titles"), (1,))),
            (counts.abstract, self.tr("abstracts"), self._reads(self.tr("Abstracts"), (2,))),
            (counts.blank, self.tr("blank"), None),  # there is nothing to show
            (counts.furniture, self.tr("page furniture"), self._lists(furniture, self.tr("Page furniture"))),
            (counts.unparsed, self.tr("unparsed"), self._lists(unparsed, self.tr("Unparsed lines"))),
        ]

    def _opens(self, ids: Sequence[int], heading: str) -> Callable[[], object] | None:
        name = heading.format(file=base(self._file.file))
        unique = list(dict.fromkeys(ids))
        return (lambda: self._dialog.show_papers(unique, name)) if unique else None

    def _reads(
        self, title: str, fields: Sequence[int], others: Sequence[tuple[int, str, str]] = ()
    ) -> Callable[[], object] | None:
        """Opens the titles or abstracts of the records as they stand in the file, with ``others`` among them."""
        dump = self._file.dump_id
        if dump is None:
            return None

        def show(records: Sequence[tuple[int, str | None, str | None]]) -> None:
            told = [(record[0], "", str(record[field])) for record in records for field in fields if record[field]]
            self._lists(sorted([*told, *others], key=lambda line: line[0]), title)()

        return lambda: self._dialog.ask(lambda library: library.dump_records(dump), show)

    def _lists(self, lines: Sequence[tuple[int, str, str]], title: str) -> Callable[[], object]:
        from readinglist.gui.dialogs.lines_dialog import LinesDialog

        return lambda: LinesDialog(title, base(self._file.file), lines, self._dialog).open()


def base(path: str) -> str:
    """A file's name without its folders."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or path


def format_words(name: str | None) -> str:
    """A format's name for a person."""
    return (name or "").replace("_", " ").replace("-", " ")


def window_note(note: str) -> str:
    """A note without the name of the command line's option: here there is a field for it."""
    return note.replace(" (--year)", "")


def progress_words(progress: Progress) -> str:
    """How far, how fast, how long."""
    parts, translate = [progress.message], QCoreApplication.translate
    if progress.done:
        parts.append(translate("Progress", "{n} papers").format(n=f"{progress.done:,}"))
    if progress.rate:
        parts.append(translate("Progress", "{n} a second").format(n=f"{round(progress.rate):,}"))
    if progress.seconds_left is not None:
        parts.append(translate("Progress", "{n} s left").format(n=max(1, round(progress.seconds_left))))
    return "  ·  ".join(part for part in parts if part)
