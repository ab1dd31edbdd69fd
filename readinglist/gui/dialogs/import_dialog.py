"""Importing: what was recognised, how far it is, what became of it. Imports Qt and the rooms below.

Nothing is stored before the preview was accepted; cancelling keeps whole batches and the report says so. Every number
of the report opens its list: papers in the window, lines in a list of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from readinglist.core.errors import ReadingListError
from readinglist.core.records import ImportReport
from readinglist.gui.dialogs.import_cards import PreviewLine, ReportCard, of_all, progress_words
from readinglist.gui.finding.query import Query
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.core_words import error_message, error_title
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import clear, label, row, scaled, set_role
from readinglist.gui.parts.words import counted, day_words
from readinglist.gui.work.tasks import Job, while_alive

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Dump, FileReport, Progress
    from readinglist.gui.window import Window

YEARS = (1900, 2100)
AT_ONCE, IN_A_TURN = 6, 2  # files of which the cards are made; one takes some milliseconds
AHEAD = 10  # pages behind the one in sight of which the cards are there
RING = 6  # px between the mark of the focus and what it goes round
TOLD_FROM = 0.1  # s; what took less took no time


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
        self._awaited = 0  # records of several files
        self._cards: Iterator[QWidget] = iter(())  # that are not made yet
        self._tab_after: QWidget
        self._began_empty = False
        self._told = ""  # over the report
        self._there: set[int] | None = None  # the dumps in the library, as soon as they were looked at
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
        said = self.tr("Imported on {day}. Every number opens its list.").format(day=day)
        if report.cancelled:
            said += self.tr(" It was not imported to its end: import the same file again to go on.")
        self._told = said
        self._lead.setText(said)

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
        self._body.setContentsMargins(RING, RING, 10, RING)
        inside.setLayout(self._body)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        self._area.setAccessibleName(self.tr("Files"))
        self._adding = QTimer(self)
        self._adding.timeout.connect(self._add_cards)
        self._area.verticalScrollBar().valueChanged.connect(lambda _at: self._adding.start())
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
        outer.setContentsMargins(24 - RING, 20, 24 - RING, 18)
        outer.setSpacing(10)
        for part in (self._heading, self._lead, self._year_line, self._buttons):
            part.setContentsMargins(RING, 0, RING, 0)  # all begins at one edge with what the ring goes round
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
        if self._awaited:
            progress = of_all(progress, self._awaited)
        if progress.fraction is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(round(progress.fraction * 1000))
        self._lead.setText(progress_words(progress))

    def _show_preview(self, files: list[FileReport]) -> None:
        good = [file for file in files if file.error is None]
        papers = sum(file.records.total for file in good)
        fresh = [file for file in good if file.records.total and not file.already_imported]
        self._heading.setText(self._preview_heading(papers, sum(file.records.total > 0 for file in good)))
        self._lead.setText(self.tr("Nothing is stored yet.") if fresh else self.tr("There is nothing to import here."))
        self._awaited = sum(file.records.total for file in fresh) if len(fresh) > 1 else 0
        self._asks_year = any(file.lacks_year for file in fresh)
        self._year_line.setVisible(self._asks_year)
        self._show_cards(PreviewLine(file) for file in files)
        self._stack.setCurrentIndex(1)
        self.ready, self.recognised = True, files
        go, cancel = Button(self.tr("Import")), Button(self.tr("Cancel"))
        go.setEnabled(bool(fresh))
        go.clicked.connect(self.run)
        cancel.clicked.connect(self.reject)
        self._set_buttons(go, cancel)

    def _show_cards(self, cards: Iterator[QWidget]) -> None:
        """Those in sight at once, the next ones while nothing else is to do, the others when one comes near.

        All those of a folder of hundreds of pages would hold up the window.
        """
        clear(self._body)
        self._body.addStretch(1)
        self._cards, self._tab_after = cards, self._area
        self._add_cards(AT_ONCE)
        self._adding.start()

    def _add_cards(self, most: int = IN_A_TURN) -> None:
        bar, card = self._area.verticalScrollBar(), None
        if bar.maximum() - bar.value() > AHEAD * bar.pageStep():
            self._adding.stop()
            return
        for card in islice(self._cards, most):
            self._body.insertWidget(self._body.count() - 1, card)
            for link in card.findChildren(QPushButton):  # the buttons below are there already
                self.setTabOrder(self._tab_after, link)
                self._tab_after = link
        if card is None:
            self._adding.stop()

    def _preview_heading(self, papers: int, files: int) -> str:
        if files <= 1:
            return counted(papers, self.tr("1 paper recognised"), self.tr("{n} papers recognised"))
        one, several = self.tr("1 paper recognised in {files} files"), self.tr("{n} papers recognised in {files} files")
        return counted(papers, one, several, files=files)

    def _show_report(self, report: ImportReport | None) -> None:
        self._job = None
        if report is None:
            self.reject()
            return
        self.report = report
        counts = report.records
        new = counted(counts.new, self.tr("1 new paper"), self.tr("{n} new papers"))
        stay = counted(counts.new, self.tr("Stopped: 1 new paper stays"), self.tr("Stopped: {n} new papers stay"))
        self._heading.setText(stay if report.cancelled else new)
        unfinished = self.tr(" Import the same file again to go on.") if report.cancelled else ""
        self._told = self._took(report) + unfinished
        self._lead.setText(self._told)
        self._year_line.hide()
        self._show_cards(ReportCard(file, self) for file in report.files)
        self._stack.setCurrentIndex(1)
        done = Button(self.tr("Done"))
        done.clicked.connect(self.accept)
        self._taking_back = Button(self.tr("Undo this import"))
        self._taking_back.clicked.connect(self._undo)
        self._taking_back.setEnabled(bool(_brought(report)))
        self._set_buttons(done, self._taking_back)
        self._window.browser.undoable.connect(self._follow)
        if self._began_empty and self.isActiveWindow():
            # Nobody has looked at the list yet: it begins at its top, not at the first paper that happened to come.
            self._window.browser.show(self._window.browser.query, self._window.browser.key)

    def _follow(self) -> None:
        """The import may have been taken back in the window meanwhile, or brought again."""
        counts = self._window.browser.counts
        if self.report is None or counts is None:
            return
        self._there = {dump.id for dump in counts.dumps}
        brought = _brought(self.report)
        stays = not self._there.isdisjoint(brought)
        self._taking_back.setEnabled(stays)
        self._lead.setText(self._told if stays or not brought else self.tr("This import was taken back."))

    def _took(self, report: ImportReport) -> str:
        if not report.records.total:
            return self.tr("Nothing was stored.")
        if report.seconds < TOLD_FROM:
            one = self.tr("1 record. Every number opens its list.")
            return counted(report.records.total, one, self.tr("{n} records. Every number opens its list."))
        pace = round(report.records.total / report.seconds)
        one = self.tr("1 record in {seconds} s. Every number opens its list.")
        several = self.tr("{n} records in {seconds} s ({pace} a second). Every number opens its list.")
        return counted(report.records.total, one, several, seconds=f"{report.seconds:.1f}", pace=f"{pace:,}")

    def ask(self, question: Callable[[Library], Any], done: Callable[[Any], None]) -> None:
        """Ask the library for something to show over the report."""
        self._window.session.ask("dialog", question, while_alive(self, done))

    def show_papers(self, ids: Sequence[int], name: str, report: int | None) -> None:
        """Show the papers behind a number of a dump's report in the window; Esc leads back to the report."""
        self._window.browser.show(Query(ids=tuple(ids), label=name, report=report), "")
        self.leave()
        self._window.page.focus_list()

    def _undo(self) -> None:
        if self.report is not None:
            brought = _brought(self.report)
            self._window.undo_import(*(dump for dump in brought if self._there is None or dump in self._there))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, ReadingListError):
            self.reject()
            raise error
        self._heading.setText(error_title(error))
        self._lead.setText(error_message(error))
        self._show_cards(iter(()))
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
        self._adding.stop()
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


def _brought(report: ImportReport) -> list[int]:
    """The dumps that an import stored; a file that was there before is not its to take back."""
    return [file.dump_id for file in report.files if file.dump_id is not None and not file.already_imported]
