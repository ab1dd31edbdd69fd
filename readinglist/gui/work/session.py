"""The library behind the window: opened off the GUI thread after the first paint, asked through lanes.

May import Qt, ``tasks``, ``paths``; the library itself only inside the worker.
"""

import threading
import time
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.core.errors import LibraryTooNewError, ReadingListError, ReadOnlyError
from readinglist.gui.work.tasks import Job, Runner
from readinglist.paths import LibraryPaths

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Progress

    Ask = Callable[[Library], Any]
    AskUntil = Callable[[Library, Callable[[], bool]], Any]
    Steps = Callable[[Library, Callable[[], bool]], Generator[Any, None, Any]]
Done = Callable[[Any], None] | None
Failed = Callable[[BaseException], None] | None

POLL = 1500  # ms between two looks at the library's version, for changes that did not come from this window
LIGHT_LANES = ("write", "list", "rows", "paper", "triage", "counts", "poll")  # need no search engine to show a list
WARM_LIMIT = 60.0  # s
WARM_AFTER = 250  # ms from opening to loading the search engine when nothing needs it earlier: the first rows go first
SLOW = 500  # ms; a change that takes longer is told to be on its way
MANY = 64  # papers; fewer are put into the index on the way to a search, which has found them already
INDEX_AFTER = 250  # ms of quiet before the index catches up with changes
RESTS = 3  # times as long as that took does it rest, while an import brings more: keys want the processor, too
LONGEST_REST = 10.0  # s


class Session(QObject):
    """One open library. What is asked before it is open waits; ``changed`` follows every change."""

    opened = Signal()
    ready = Signal()  # the search engine is loaded
    changed = Signal()
    refused = Signal()  # a change could not be made
    slow = Signal()  # a change is still being made; again and again until it is
    indexing = Signal(object)  # Progress, or None when the index is up to date
    indexed = Signal()  # many papers are in the index now that were not: searches find more

    def __init__(self, paths: LibraryPaths, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.runner = runner
        self.why_read_only = ""
        self.library: Library | None = None
        self._waiting: list[tuple[Callable[[str, Job], Job], str, Job]] = []
        self._version = -1
        self.elsewhere = False  # the last change was of an import that goes on, or of another program
        self._changes: set[Job] = set()  # that are being made
        self._long: set[Job] = set()  # of ``run``
        self._much = False  # the index is far behind
        self._warm, self._searchable = threading.Event(), threading.Event()
        self._warming = False
        self._warm_timer = QTimer(self)
        self._warm_timer.setSingleShot(True)
        self._warm_timer.setInterval(WARM_AFTER)
        self._warm_timer.timeout.connect(self._start_warming)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL)
        self._poll.timeout.connect(self._look)
        self._index_timer = QTimer(self)
        self._index_timer.setSingleShot(True)
        self._index_timer.setInterval(INDEX_AFTER)
        self._index_timer.timeout.connect(self._catch_up)
        self._rests_until = 0.0
        self.changed.connect(self.index_soon)

    def open(self, failed: Failed, *, anew: bool = False) -> None:
        """Open the library in a worker, making one where there never was any; with ``anew`` also where one was."""
        self.runner.submit("write", Job(lambda _job: self._open(anew), self._opened, failed))

    @property
    def changing(self) -> bool:
        """Whether a change is being made: what is shown is not yet what it leads to."""
        return bool(self._changes)

    @property
    def warm(self) -> bool:
        """Whether the rooms behind the library are loaded, so that asking them costs no import."""
        return self._warm.is_set()

    def close(self) -> None:
        """Finish what waits to be written, end the threads, close the library."""
        self._poll.stop()
        self._index_timer.stop()
        self._warm_timer.stop()
        self._searchable.set()
        self._warm.set()
        self.runner.close()
        if self.library is not None:
            self.library.close()
            self.library = None

    def write(self, change: "Ask", done: Done = None, failed: Failed = None) -> None:
        """Make a change, after those asked before; then ``changed`` is emitted."""
        job = self._changing(lambda job: change(self._here()), done, failed)
        self._changes.add(job)
        self._ask(self.runner.submit, "write", job)
        QTimer.singleShot(SLOW, self, lambda: self._watch(job))

    def ask(self, lane: str, question: "Ask", done: Done, failed: Failed = None) -> None:
        """Read something; the answers of one lane come in order."""
        self._ask(self.runner.submit, lane, Job(lambda job: question(self._here()), done, failed))

    def latest(
        self, lane: str, question: "AskUntil", done: Done, failed: Failed = None, *, searching: bool = False
    ) -> None:
        """Read something of which only the newest request matters; ``question`` may ask whether it is stale.

        ``searching`` says that a lane which is light otherwise needs the search engine this time.
        """

        job = Job(lambda job: question(self._here(), job.cancelled), done, failed)
        self._ask(self.runner.latest, lane, job, warm=searching)

    def run(self, steps: "Steps", progress: Done, done: Done, failed: Failed = None) -> Job:
        """Drive a long task; the job returned can be cancelled."""
        job = self._changing(lambda job: job.drive(steps(self._here(), job.cancelled)), done, failed)
        job.on_progress = progress
        self._long.add(job)
        self._ask(self.runner.submit, "long", job)
        return job

    def _watch(self, job: Job) -> None:
        if not job.outcome:
            self.slow.emit()
            QTimer.singleShot(SLOW, self, lambda: self._watch(job))

    def _changing(self, work: Callable[[Job], Any], done: Done, failed: Failed) -> Job:
        """A job after which the library counts as changed (a tag's colour is a change of no paper)."""

        def through(job: Job) -> tuple[Any, int]:
            value = work(job)
            return value, self._here().version

        def finished(answer: tuple[Any, int]) -> None:
            self._version, self.elsewhere = answer[1], False
            try:
                if done is not None:
                    done(answer[0])
            finally:
                self._over(job)
            self.changed.emit()

        def refused(error: BaseException) -> None:
            self._over(job)
            self.refused.emit()
            if failed is not None:
                failed(error)
            elif not job.cancelled():
                self.runner.unexpected.emit(error)

        job = Job(through, finished, refused)
        return job

    def _over(self, job: Job) -> None:
        self._changes.discard(job)
        if job in self._long:
            self._long.remove(job)
            self._rests_until = 0.0  # what it brought last is wanted now

    def _ask(self, put: Callable[[str, Job], Job], lane: str, job: Job, *, warm: bool = False) -> None:
        if warm or lane not in LIGHT_LANES:
            job.work = self._once(self._searchable if warm else self._warm, job.work)
            self._warm_timer.setInterval(0)
            if self.library is not None:
                self._start_warming()
        if self.library is None:
            self._waiting.append((put, lane, job))
        else:
            put(lane, job)

    def _once(self, ready: threading.Event, work: Callable[[Job], Any]) -> Callable[[Job], Any]:
        def waiting(job: Job) -> Any:
            ready.wait(WARM_LIMIT)
            return work(job)

        return waiting

    def _here(self) -> "Library":
        assert self.library is not None
        return self.library

    def _open(self, anew: bool) -> tuple["Library", int]:
        from readinglist.core.library import Library

        try:
            library = Library.open(self.paths, create=True, anew=anew, attended=True)
        except (LibraryTooNewError, ReadOnlyError) as error:
            # Still good for reading: searching, showing and exporting need no right to write.
            self.why_read_only = str(error)
            library = Library.open(self.paths, create=False, read_only=True, attended=True)
        return library, library.version

    def _opened(self, answer: tuple["Library", int]) -> None:
        self.library, self._version = answer
        waiting, self._waiting = self._waiting, []
        for put, lane, job in waiting:
            put(lane, job)
        self._poll.start()
        self.index_soon()
        self._warm_timer.start()
        self.opened.emit()

    def _start_warming(self) -> None:
        if not self._warming:
            self._warming = True
            self._warm_timer.stop()
            self.runner.submit("write", Job(self._warm_up, lambda _done: self.ready.emit()))

    def _warm_up(self, _job: Job) -> None:
        """Load the search engine, then the importer and the undo's models, in one thread, after the first rows.

        Packages whose modules import each other in circles can be seen half-made when two threads load them at once;
        a search, which may begin when its engine is there, loads nothing more.
        """
        try:
            self._here().warm_up_search()
            self._searchable.set()
            self._here().warm_up()
        finally:
            self._searchable.set()
            self._warm.set()

    def _look(self) -> None:
        self.latest("poll", lambda library, _cancelled: library.version, self._now, lambda _error: None)

    def _now(self, version: int) -> None:
        if version != self._version:
            self._version, self.elsewhere = version, True
            self.changed.emit()

    def index_soon(self) -> None:
        """Bring the index up to date in a moment, and tell (``indexing``)."""
        self._index_timer.start(max(INDEX_AFTER, int((self._rests_until - time.monotonic()) * 1000)))

    def _catch_up(self) -> None:
        job = Job(self._bring_up_to_date, self._caught_up, self._index_failed)
        job.on_progress = self._say_indexing
        self._ask(self.runner.submit, "index", job)

    def _bring_up_to_date(self, job: Job) -> None:
        def steps() -> "Generator[Progress, None, None]":
            for progress in self._here().catch_up():
                yield progress
                if job.cancelled():  # the window is closing
                    break

        started = time.monotonic()
        job.drive(steps())
        if self._long:
            ended = time.monotonic()
            self._rests_until = ended + min(LONGEST_REST, RESTS * (ended - started))

    def _say_indexing(self, progress: "Progress") -> None:
        self._much = self._much or progress.total is None or progress.total > MANY
        self.indexing.emit(progress)

    def _caught_up(self, _report: Any) -> None:
        self.indexing.emit(None)
        if self._much:
            self._much = False
            self.indexed.emit()

    def _index_failed(self, error: BaseException) -> None:
        """The index is a cache: searching goes on from the store and says so; a bug is still a bug."""
        self.indexing.emit(None)
        if not isinstance(error, ReadingListError):
            raise error
