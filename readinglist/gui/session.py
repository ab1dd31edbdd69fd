"""The library behind the window: opened off the GUI thread after the first paint, asked through lanes.

May import Qt, ``tasks``, ``paths``; the library itself only inside the worker.
"""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from readinglist.gui.tasks import Job, Runner
from readinglist.paths import LibraryPaths

if TYPE_CHECKING:
    from readinglist.core.library import Library

    Ask = Callable[[Library], Any]
    AskUntil = Callable[[Library, Callable[[], bool]], Any]
    Steps = Callable[[Library], Generator[Any, None, Any]]
Done = Callable[[Any], None] | None
Failed = Callable[[BaseException], None] | None

POLL = 1000  # ms between two looks at the library's version, for changes that did not come from this window


class Session(QObject):
    """One open library. What is asked before it is open waits; ``changed`` follows every change."""

    opened = Signal()
    changed = Signal()

    def __init__(self, paths: LibraryPaths, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.runner = runner
        self.library: Library | None = None
        self._waiting: list[tuple[Callable[[str, Job], Job], str, Job]] = []
        self._seen_version = -1
        self._poll = QTimer(self)
        self._poll.setInterval(POLL)
        self._poll.timeout.connect(self._look)

    def open(self, failed: Failed) -> None:
        """Import and open the library in a worker, making one where there is none."""
        self.runner.submit("write", Job(self._open, self._opened, failed))

    def close(self) -> None:
        """Finish what waits to be written, end the threads, close the library."""
        self._poll.stop()
        self.runner.close()
        if self.library is not None:
            self.library.close()
            self.library = None

    def write(self, change: "Ask", done: Done = None, failed: Failed = None) -> None:
        """Make a change, after those asked before; then ``changed`` is emitted."""

        def finished(value: Any) -> None:
            if done is not None:
                done(value)
            self._look()

        self._ask(self.runner.submit, "write", Job(lambda job: change(self._here()), finished, failed))

    def ask(self, lane: str, question: "Ask", done: Done, failed: Failed = None) -> None:
        """Read something; the answers of one lane come in order."""
        self._ask(self.runner.submit, lane, Job(lambda job: question(self._here()), done, failed))

    def latest(self, lane: str, question: "AskUntil", done: Done, failed: Failed = None) -> None:
        """Read something of which only the newest request matters; ``question`` may ask whether it is stale."""
        self._ask(self.runner.latest, lane, Job(lambda job: question(self._here(), job.cancelled), done, failed))

    def run(self, steps: "Steps", progress: Done, done: Done, failed: Failed = None) -> Job:
        """Drive a long task; the job returned can be cancelled."""

        def finished(value: Any) -> None:
            if done is not None:
                done(value)
            self._look()

        job = Job(lambda job: job.drive(steps(self._here())), finished, failed, progress)
        self._ask(self.runner.submit, "long", job)
        return job

    def _ask(self, put: Callable[[str, Job], Job], lane: str, job: Job) -> None:
        if self.library is None:
            self._waiting.append((put, lane, job))
        else:
            put(lane, job)

    def _here(self) -> "Library":
        assert self.library is not None
        return self.library

    def _open(self, _job: Job) -> "Library":
        from readinglist.core.library import Library

        return Library.open(self.paths, create=True)

    def _opened(self, library: "Library") -> None:
        self.library = library
        self._seen_version = library.version
        waiting, self._waiting = self._waiting, []
        for put, lane, job in waiting:
            put(lane, job)
        self._poll.start()
        self.opened.emit()

    def _look(self) -> None:
        if self.library is not None and self.library.version != self._seen_version:
            self._seen_version = self.library.version
            self.changed.emit()
