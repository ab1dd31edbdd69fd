"""One file of an import: as it was recognised, and what became of it. Imports Qt and the rooms below.

Every number opens its list: papers in the window, lines in a list of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from readinglist.gui.parts.buttons import link_button
from readinglist.gui.parts.core_words import sentence_words, task_words
from readinglist.gui.parts.widgets import ElidedLabel, joined, label, row, rule
from readinglist.gui.parts.words import counted

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Draft, FileReport, LineRun, Progress

OUTCOMES = ("new", "known", "healed", "asked")
ACROSS = 6  # numbers of a sum
NUMBER_WIDTH = 102  # px; what is no wider stands in columns through all cards
SAMPLED = 200  # characters of a text that the preview shows, as far as there is room
NOTES_SAID = 3  # remarks that stand on a card; more of them open their list


class ListOpener(Protocol):
    """Where the lists behind the numbers open: the dialog that holds the cards."""

    def ask(self, question: Callable[[Library], Any], done: Callable[[Any], None]) -> None:
        """Ask the library for something to show."""

    def show_papers(self, ids: Sequence[int], name: str, report: int | None) -> None:
        """Show papers in the window."""


class PreviewLine(QFrame):
    """One file as it was recognised, or why it was not."""

    def __init__(self, file: FileReport) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 6)
        column.setSpacing(2)
        name = label(base(file.file), "heading")
        name.setToolTip("")
        papers = counted(file.records.total, self.tr("1 paper"), self.tr("{n} papers"))
        column.addLayout(row(name, None, label("" if file.error else papers)))
        if file.error:
            column.addWidget(label(sentence_words(file.error), "warning", wrap=True))
        else:
            more = len(file.notes) - NOTES_SAID
            told = [
                format_words(file.format),
                self.tr("already imported") if file.already_imported else "",
                *map(sentence_words, file.notes[:NOTES_SAID]),
                counted(more, self.tr("and 1 more remark"), self.tr("and {n} more remarks")) if more > 0 else "",
            ]
            column.addWidget(label("  ·  ".join(part for part in told if part), "muted", wrap=True))
        for draft in file.sample:
            line = ElidedLabel("faint")
            line.setText(self._first_words(draft))
            column.addWidget(line)
        column.addWidget(rule())

    def _first_words(self, draft: Draft) -> str:
        """What was taken for a title, and how what was taken for its abstract begins."""
        title, abstract = (" ".join((text or "")[:SAMPLED].split()) for text in (draft.title, draft.abstract))
        return joined((title or self.tr("no title"), abstract), "  ·  ", like=title or abstract)


class ReportCard(QFrame):
    """What became of one file; every number is a button that opens its list."""

    def __init__(self, file: FileReport, opener: ListOpener) -> None:
        super().__init__()
        self._file, self._opener = file, opener
        self._cells: list[list[QWidget]] = []  # the numbers of records, and those of lines
        self._columns = ACROSS
        self._widest = 0  # px that a sum in one row takes
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(4)
        column.addLayout(row(label(base(file.file), "heading"), None, label(format_words(file.format), "faint")))
        if file.error:
            column.addWidget(label(sentence_words(file.error), "warning", wrap=True))
        elif file.already_imported:
            column.addWidget(label(self.tr("Already imported: nothing new in it."), "muted"))
        else:
            column.addLayout(self._numbers())
        column.addWidget(self._notes())
        column.addWidget(rule())

    def _notes(self) -> QWidget:
        """A few sentences are said, many open their list."""
        # Reports kept by earlier versions name the option of the command line.
        notes = [sentence_words(note).replace(" (--year)", "") for note in self._file.notes]
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
        grid = self._grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        for told in (self._records(), self._lines()):
            self._cells.append([self._number(count, text, act) for count, text, act in told])
        self._place(ACROSS)
        grid.setColumnStretch(ACROSS + 1, 1)
        return grid

    def _place(self, columns: int) -> None:
        """Both sums with so many numbers in a row."""
        self._columns, rows = columns, ACROSS // columns
        for line, cells in enumerate(self._cells):
            for place, cell in enumerate(cells):
                self._grid.addWidget(cell, line * rows + place // columns, place % columns)
        for place in range(ACROSS):
            self._grid.setColumnMinimumWidth(place, NUMBER_WIDTH if place < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: where there is no room for a sum in one row, it takes two."""
        super().resizeEvent(event)
        columns = ACROSS if event.size().width() >= self._widest else ACROSS // 2
        if self._cells and columns != self._columns:
            self._place(columns)

    def minimumSizeHint(self) -> QSize:
        """Qt's: room for half a sum is enough."""
        least = super().minimumSizeHint()
        if self._columns == ACROSS:
            self._widest = max(least.width(), self._grid.sizeHint().width() if self._cells else 0)
        return QSize(min(least.width(), self._widest // 2), least.height())

    def _number(self, count: int, text: str, act: Callable[[], object] | None) -> QWidget:
        said = f"{count:,} {text}"  # the text is for this number
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
        records = counted(counts.total, self.tr("record ="), self.tr("records ="))
        numbers = [(counts.total, records, self._opens(everything, self.tr("All papers of {file}")))]
        for name in OUTCOMES:
            ids = [paper for paper, _line in file.records_by_outcome.get(name, ())]
            numbers.append((getattr(counts, name), words[name], self._opens(ids, headings[name])))
        rejected = [(item.line, sentence_words(item.reason), item.text) for item in file.rejected]
        numbers.append((counts.rejected, self.tr("rejected"), self._lists(rejected, self.tr("Rejected"))))
        return numbers

    def _lines(self) -> list[tuple[int, str, Callable[[], object] | None]]:
        counts, file = self._file.lines, self._file
        furniture = [(item.line, "", item.text) for item in file.furniture]
        unparsed = [(item.line, sentence_words(item.reason), item.text) for item in file.unparsed]
        blank = [(0, "", self._run_words(run)) for run in file.blank]
        return [
            (
                counts.total,
                counted(counts.total, self.tr("line ="), self.tr("lines =")),
                self._reads(self.tr("Lines with text"), ("title", "abstract"), furniture + unparsed),
            ),
            (
                counts.title,
                counted(counts.title, self.tr("title"), self.tr("titles")),
                self._reads(self.tr("Titles"), ("title",)),
            ),
            (
                counts.abstract,
                counted(counts.abstract, self.tr("abstract"), self.tr("abstracts")),
                self._reads(self.tr("Abstracts"), ("abstract",)),
            ),
            (counts.blank, self.tr("blank"), self._lists(blank, self.tr("Blank lines")) if blank else None),
            (counts.furniture, self.tr("page furniture"), self._lists(furniture, self.tr("Page furniture"))),
            (counts.unparsed, self.tr("unparsed"), self._lists(unparsed, self.tr("Unparsed lines"))),
        ]

    def _run_words(self, run: LineRun) -> str:
        """The numbers of blank lines: there is nothing else to show of them."""
        if run.first == run.last:
            return f"{run.first}"
        if run.step == 1:
            return f"{run.first} – {run.last}"
        if run.first + run.step == run.last:
            return f"{run.first}, {run.last}"
        words = self.tr("{first}, {second} and so on to {last}")
        return words.format(first=run.first, second=run.first + run.step, last=run.last)

    def _opens(self, ids: Sequence[int], heading: str) -> Callable[[], object] | None:
        name = heading.format(file=base(self._file.file))
        unique = list(dict.fromkeys(ids))
        return (lambda: self._opener.show_papers(unique, name, self._file.dump_id)) if unique else None

    def _reads(
        self, heading: str, wanted: Sequence[str], others: Sequence[tuple[int, str, str]] = ()
    ) -> Callable[[], object] | None:
        """Opens the titles or abstracts of the records as they stand in the file, with ``others`` among them.

        A title stands where its record begins, an abstract where it ends.
        """
        dump = self._file.dump_id
        if dump is None:
            return None

        def show(records: Sequence[tuple[int, int, str | None, str | None]]) -> None:
            found = [each for record in records for each in _texts(*record)]
            told = [(line, "", text) for what, line, text in found if what in wanted]
            self._lists(sorted([*told, *others], key=lambda line: line[0]), heading)()

        return lambda: self._opener.ask(lambda library: library.dump_records(dump), show)

    def _lists(self, lines: Sequence[tuple[int, str, str]], title: str) -> Callable[[], object]:
        from readinglist.gui.dialogs.lines_dialog import LinesDialog

        return lambda: LinesDialog(title, base(self._file.file), lines, self.window()).open()


def _texts(line: int, end_line: int, title: str | None, abstract: str | None) -> Iterator[tuple[str, int, str]]:
    """Title and abstract of a record, each with what it is and its line."""
    if title:
        yield "title", line, title
    if abstract:
        yield "abstract", end_line, abstract


def base(path: str) -> str:
    """A file's name without its folders."""
    return path.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or path


def format_words(name: str | None) -> str:
    """A format's name for a person."""
    return QCoreApplication.translate("Sentences", name) if name else ""


def of_all(progress: Progress, records: int) -> Progress:
    """How far an import of several files with so many ``records`` is: it tells itself how far it is in one of them."""
    left = max(records - progress.done, 0)
    return replace(progress, fraction=1 - left / records, seconds_left=left / progress.rate if progress.rate else None)


def progress_words(progress: Progress) -> str:
    """How far, how fast, how long."""
    parts, translate = [task_words(progress.message)], QCoreApplication.translate
    if progress.done:
        parts.append(counted(progress.done, translate("Progress", "1 paper"), translate("Progress", "{n} papers")))
    if progress.rate:
        parts.append(translate("Progress", "{n} a second").format(n=f"{round(progress.rate):,}"))
    if progress.seconds_left is not None:
        parts.append(translate("Progress", "{n} s left").format(n=max(1, round(progress.seconds_left))))
    return "  ·  ".join(part for part in parts if part)
