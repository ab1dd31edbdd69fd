"""Importing files: from bytes to papers, with progress and a report. May import dumps, store, preparing, placing.

A generator of ``Progress`` that returns an ``ImportReport``. Closing it cancels: whole batches stay, and the same file
goes on from there when it is imported again.
"""

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from readinglist.core import dumps
from readinglist.core.errors import DumpError, ReadingListError, ReadOnlyError, SearchError
from readinglist.core.library.apart import Task, is_large, run_apart
from readinglist.core.library.formats import all_formats
from readinglist.core.library.given_keys import name_other_keys
from readinglist.core.library.linked_files import LinkedFiles
from readinglist.core.library.placing import place
from readinglist.core.library.preparing import Batch, Began, Ended, Message, prepare, prepared
from readinglist.core.library.said_otherwise import name_differences
from readinglist.core.library.steps import run
from readinglist.core.library.turns import Turns
from readinglist.core.records import (
    Draft,
    FileReport,
    ImportReport,
    LineCounts,
    Prepared,
    Progress,
    RecordCounts,
    Rejected,
)
from readinglist.core.sentences import Sentence
from readinglist.core.store import Store

SAMPLE = 3  # records of a file that its preview shows

if TYPE_CHECKING:
    from readinglist.core.library.searching import Searcher

Steps = Generator[Progress, None, FileReport]


@dataclass
class Pace:
    """Counts what is done and tells papers a second and the time left."""

    started: float
    papers: int = 0
    file_started: float = 0.0

    def begin_file(self) -> None:
        """The time left is that of the file at hand: nobody knows yet how large the next ones are."""
        self.file_started = time.monotonic()

    def progress(self, message: str, done: int, total: int) -> Progress:
        """The state of affairs when ``done`` of ``total`` bytes of this file have been read."""
        now = time.monotonic()
        fraction = done / total if total else None
        left = (now - self.file_started) * (1 - fraction) / fraction if fraction else None
        return Progress(message, self.papers, None, fraction, self.papers / max(now - self.started, 1e-6), left)


#: The report of a dump tells of the whole file; this one what an import that goes on has added to it.
_GOES_ON = Sentence("An import of it was not finished: {count:,} records are there, and it goes on.")
_WENT_ON = Sentence(
    "An earlier import of this file was stopped: {count:,} of these records stood already; it went on behind them."
)


class Importer:
    """Imports inputs one by one into one store."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        *,
        year: int | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._store = store
        self._turns = turns
        self._year = year
        self._cancelled = cancelled or (lambda: False)
        self._pace = Pace(time.monotonic())
        self._added = int(time.time())  # of all its papers
        self._dumps: list[int] = []
        self._step: int | None = None

    def run(self, inputs: Iterable[dumps.Input | dumps.Refusal]) -> Generator[Progress, None, ImportReport]:
        """Import ``inputs``; the report has one part for each, in order."""
        reports: list[FileReport] = []
        try:
            for source in inputs:
                if self._cancelled():
                    break
                if isinstance(source, dumps.Refusal):
                    reports.append(FileReport(file=source.name, error=source.reason))
                else:
                    reports.append((yield from self._one(source)))
        finally:
            # Also when the generator is closed: what stands is one step that can be undone.
            if self._step is not None:
                self._store.undo.end_import(self._step, self._label(), self._dumps)
        return total_report(reports, cancelled=self._cancelled(), seconds=time.monotonic() - self._pace.started)

    def _label(self) -> str:
        if len(self._dumps) == 1:
            return f"import {self._store.dumps.dump(self._dumps[0]).name}"
        return f"import {len(self._dumps)} files"

    def _one(self, source: dumps.Input) -> Steps:
        self._pace.begin_file()
        try:
            for done in source.scan():
                size = f" ({done >> 20} MB)" if done >> 20 else ""
                yield self._pace.progress(f"Reading {source.name}{size}", 0, 0)
                if self._cancelled():
                    return FileReport(file=source.name, cancelled=True)
            known = self._store.imports.completed(source.sha256())
            if known is not None:
                return self._again(source, known)
            return (yield from self._read(source))
        except DumpError as error:
            return _refused(source, error)

    def _again(self, source: dumps.Input, dump: int) -> FileReport:
        """The report of a file whose bytes were imported before: every record is known; its date may get its year."""
        first = self._store.dumps.dump(dump).report
        notes = first.notes if self._year is None else dumps.dated(first.notes, self._year)
        if notes != first.notes:
            self._store.imports.set_notes(dump, notes)
            first = replace(first, notes=notes)
        stored = first.records.total - first.records.rejected
        counts = RecordCounts(total=first.records.total, known=stored, rejected=first.records.rejected)
        papers = [pair for pairs in first.records_by_outcome.values() for pair in pairs]
        return replace(
            first,
            file=source.name,
            already_imported=True,
            records=counts,
            records_by_outcome={"known": sorted(papers, key=lambda pair: pair[1])},
        )

    def _read(self, source: dumps.Input) -> Steps:
        writer = _DumpWriter(self._store, source, self._added, self._turns)
        try:
            with closing(prepared(source, self._year, self._turns)) as messages:
                for message in messages:
                    self._take(writer, message)
                    yield self._pace.progress(f"Importing {source.name}", *writer.bytes)
                    if self._cancelled():
                        break
        except DumpError:
            writer.take_back()
            raise
        except ReadingListError as error:  # the library cannot be written any more
            if not self._pace.papers:
                raise
            raise self._stopped(error) from error
        finally:
            if writer.changed and writer.dump is not None:
                self._dumps.append(writer.dump)
        if writer.dump is None:
            return FileReport(file=source.name, cancelled=True)
        report = replace(self._store.dumps.dump(writer.dump).report, file=source.name)
        return replace(report, notes=(*report.notes, _WENT_ON.format(count=writer.stood))) if writer.stood else report

    def _stopped(self, error: ReadingListError) -> ReadingListError:
        return ReadingListError(
            "{error} Records stored of this import: {n:,}. They stay; import the same again, and it goes on there.",
            error=error,
            n=self._pace.papers,
            title=error.title,
        )

    def _take(self, writer: "_DumpWriter", message: Message) -> None:
        if self._step is None and not isinstance(message, Began):
            self._step = self._store.undo.begin_import()
        if isinstance(message, Began):
            writer.begin(message.format)
        elif isinstance(message, Batch):
            self._pace.papers += writer.write(message)
        elif isinstance(message, Ended):
            writer.end(message)


class _DumpWriter:
    """Writes one file's batches; knows how far an earlier, cancelled import of it came."""

    def __init__(self, store: Store, source: dumps.Input, added: int, turns: Turns) -> None:
        self._turns = turns
        self._added = added
        self._store = store
        self._source = source
        self._format = ""
        self._skip = 0
        self._fresh = True
        self.stood = 0  # how many records an earlier import of the file has stored
        self._linked = LinkedFiles(_folder(source))
        self.dump: int | None = None
        self.changed = False
        self.bytes = (0, 0)

    def begin(self, file_format: str) -> None:
        """The file was recognised. The dump is made with its first batch: nothing is stored of a file before."""
        self._format = file_format
        found = self._store.imports.unfinished(self._source.sha256())
        if found is not None:
            self.dump, self._skip = found
            self.stood = self._skip
            self._fresh = False

    def _dump(self) -> int:
        if self.dump is None:
            source = self._source
            self.dump = self._store.imports.begin(
                sha256=source.sha256(),
                name=dump_name(source),
                path=source.path or "",
                file_format=self._format,
            )
        return self.dump

    def write(self, message: Batch) -> int:
        """Store a batch, less what stands already; returns the number of records stored."""
        self.bytes = (message.done, message.total)
        records = message.records[self._skip :]
        self._skip = max(0, self._skip - len(message.records))
        if records:
            give_way = self._turns.give_way
            with self._store.imports.batch(self._dump(), self._added, give_way) as batch:
                found = [self._linked.add(record) for record in records if isinstance(record, Prepared)]
                placements = place(batch, found, give_way)
                rejected = [record for record in records if isinstance(record, Rejected)]
                batch.write(placements, rejected, message.lines)
            self.changed = True
        return len(records)

    def end(self, message: Ended) -> None:
        self._store.imports.finish(
            self._dump(),
            lines=message.lines,
            furniture=message.furniture,
            blank=message.blank,
            unparsed=message.unparsed,
            notes=(*message.notes, *self._linked.notes()),
            complete=True,
        )
        name_other_keys(self._store, self._dump())
        name_differences(self._store, self._dump())
        self.changed = True

    def take_back(self) -> None:
        """The file turned out to be unreadable half-way: nothing of it stays, unless an earlier import stored it."""
        if self.dump is not None and self._fresh:
            self._store.dumps.forget(self.dump, prepare)
            self.dump = None


def import_all(
    store: Store,
    searcher: Callable[[], "Searcher"],
    turns: Turns,
    paths: Iterable[str | os.PathLike[str]],
    *,
    year: int | None,
    text: str | None,
    cancelled: Callable[[], bool] | None,
) -> Generator[Progress, None, ImportReport]:
    """Import ``paths`` and ``text``, then bring the index up to date. Raises ReadOnlyError before anything is read."""
    if store.read_only:
        raise ReadOnlyError("This library is open for reading only (another window or command writes to it).")
    files = tuple(os.fspath(path) for path in paths)
    if turns.attended and is_large(files, text):
        task = Task(store.paths, files, text, year)
        report: ImportReport = yield from run_apart(store, turns, task, cancelled or (lambda: False))
    else:
        report = yield from Importer(store, turns, year=year, cancelled=cancelled).run(inputs(files, text))
    if not report.cancelled:
        with suppress(SearchError):  # all is stored, and searches say what is wrong with the index
            for progress in searcher().catch_up():
                yield progress
                if cancelled is not None and cancelled():
                    break  # the index catches up when it is needed
    return report


def preview_all(
    store: Store, turns: Turns, paths: Iterable[str | os.PathLike[str]], text: str | None, cancelled: Callable[[], bool]
) -> list[FileReport]:
    """What is recognised in ``paths`` and ``text``; nothing is stored. A record counts as ``new`` or ``rejected``.

    Ends with the file that was being read when it was cancelled; its report says so.
    """
    files = tuple(os.fspath(path) for path in paths)
    if not turns.attended or not is_large(files, text):
        return preview_inputs(store, inputs(files, text), cancelled)
    reports: list[FileReport] = run(run_apart(store, turns, Task(store.paths, files, text, preview=True), cancelled))
    return reports


def preview_inputs(
    store: Store, found: Iterable[dumps.Input | dumps.Refusal], cancelled: Callable[[], bool]
) -> list[FileReport]:
    """The same of inputs, in this process."""
    reports: list[FileReport] = []
    for source in found:
        reports.append(_preview(store, source, cancelled))
        if reports[-1].cancelled:
            break
    return reports


def _preview(store: Store, source: dumps.Input | dumps.Refusal, cancelled: Callable[[], bool]) -> FileReport:
    if isinstance(source, dumps.Refusal):
        return FileReport(file=source.name, error=source.reason)
    report = FileReport(file=source.name)
    try:
        for _done in source.scan():
            if cancelled():
                return replace(report, cancelled=True)
        known = store.imports.completed(source.sha256()) is not None
        begun = store.imports.unfinished(source.sha256())
        notes = [_GOES_ON.format(count=begun[1])] if begun else []
        found: list[Rejected] = []
        drafts = 0
        sample: list[Draft] = []
        reader = dumps.read(source, formats=all_formats())
        for item in reader:
            if cancelled():
                return replace(report, cancelled=True)
            if isinstance(item, Rejected):
                found.append(item)
            elif item is not None:
                drafts += 1
                sample += [item] if drafts <= SAMPLE else []
        return replace(
            report,
            format=reader.format,
            already_imported=known,
            lines=reader.lines,
            records=RecordCounts(total=drafts + len(found), new=drafts, rejected=len(found)),
            rejected=tuple(found),
            unparsed=tuple(reader.unparsed),
            furniture=tuple(reader.furniture),
            blank=tuple(reader.blank),
            notes=(*notes, *reader.notes),
            lacks_year=reader.lacks_year,
            sample=tuple(sample),
        )
    except DumpError as error:
        return _refused(source, error)


def _refused(source: dumps.Input, error: DumpError) -> FileReport:
    """The report of a file that is no dump; it is named above its reason."""
    return FileReport(file=source.name, error=error.reason)


def inputs(paths: Iterable[str], text: str | None) -> Iterator[dumps.Input | dumps.Refusal]:
    """What there is to read in ``paths`` and ``text``."""
    yield from dumps.expand(paths)
    if text is not None:
        yield dumps.Input.from_text(text)


def _folder(source: dumps.Input) -> Path | None:
    """Where what a file names by a relative path is looked for."""
    here = source.path is not None and source.member is None and source.path == source.name
    return Path(source.name).absolute().parent if here else None


def dump_name(source: dumps.Input) -> str:
    """What the side bar and ``dump:`` call a file: its name without folders, with its place in an archive."""
    if source.member is None:
        return Path(source.name).name
    archive = Path(source.name.removesuffix(f"!{source.member}")).name
    return f"{archive}!{source.member}"


def total_report(reports: list[FileReport], *, cancelled: bool, seconds: float) -> ImportReport:
    """The reports of files with their sums."""
    return ImportReport(
        files=tuple(reports),
        lines=LineCounts(**_sums(LineCounts, [report.lines for report in reports])),
        records=RecordCounts(**_sums(RecordCounts, [report.records for report in reports])),
        cancelled=cancelled or any(report.cancelled for report in reports),
        seconds=seconds,
    )


def _sums(kind: type[LineCounts] | type[RecordCounts], parts: list[LineCounts] | list[RecordCounts]) -> dict[str, int]:
    return {field.name: sum(getattr(part, field.name) for part in parts) for field in fields(kind)}
