"""The only threads of the window. Imports Qt and the standard library.

One ``Runner`` owns a few named lanes, each one thread that works its jobs off in order. A job settles exactly once,
in the GUI thread: with ``done(value)``, with ``failed(error)``, or silently when it was dropped because a newer
request took its place (``latest``) or the runner was closed. Answers that come together are handed over one in each
turn of the event loop: what one has shown is painted, and keys are heard, before the next. The object that carries the
signals is made in the GUI thread: made in the worker, its slots would run in the worker.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

Work = Callable[["Job"], Any]
PROGRESS_EVERY = 0.05  # seconds; a bar that moves more often only costs GUI time
CLOSED_WITHIN = 10.0  # s that closing waits for all threads


@dataclass(eq=False)
class Job:
    """One piece of work. ``work`` gets the job itself, to ask ``cancelled`` and to report ``progress``."""

    work: Work
    done: Callable[[Any], None] | None = None
    failed: Callable[[BaseException], None] | None = None
    on_progress: Callable[[Any], None] | None = None
    outcome: str = ""  # done, failed or dropped
    value: Any = None
    tell: Callable[[Any], None] | None = None
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask the work to stop soon; it still settles."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether somebody asked it to stop; called by the work between its steps."""
        return self._stop.is_set()

    def drive(self, steps: Generator[Any, None, Any]) -> Any:
        """Run a generator of progress to its end and return its report; the generator itself asks ``cancelled``."""
        told = 0.0
        try:
            while True:
                progress = next(steps)
                now = time.monotonic()
                if self.tell is not None and now - told >= PROGRESS_EVERY:
                    told = now
                    self.tell(progress)
        except StopIteration as end:
            return end.value
        finally:
            steps.close()


def while_alive(
    owner: QObject, act: Callable[[Any], Any], otherwise: Callable[[Any], Any] | None = None
) -> Callable[[Any], None]:
    """``act`` for as long as ``owner`` exists: an answer may come after its dialog was closed and deleted."""

    def acting(value: Any) -> None:
        if isValid(owner):
            act(value)
        elif otherwise is not None:
            otherwise(value)

    return acting


class _Lane(threading.Thread):
    """One thread and its queue."""

    def __init__(self, name: str, settle: Callable[[Job], None]) -> None:
        super().__init__(name=f"lane-{name}", daemon=True)
        self._settle = settle
        self._waiting: deque[Job | None] = deque()
        self._wake = threading.Condition()
        self._running: Job | None = None

    def put(self, job: Job, *, alone: bool) -> None:
        """Queue ``job``; ``alone`` drops what waits and cancels what runs."""
        with self._wake:
            stale = [waiting for waiting in self._waiting if waiting is not None] if alone else []
            if alone:
                self._waiting.clear()
                if self._running is not None:
                    self._running.cancel()
                    self._running.done = self._running.failed = None
            self._waiting.append(job)
            self._wake.notify()
        for old in stale:
            old.outcome = "dropped"
            self._settle(old)

    def finish(self, *, drain: bool) -> None:
        """End after the waiting jobs (``drain``), or after the one that runs."""
        with self._wake:
            stale = [] if drain else [job for job in self._waiting if job is not None]
            if not drain:
                self._waiting.clear()
                if self._running is not None:
                    self._running.cancel()
            self._waiting.append(None)
            self._wake.notify()
        for old in stale:
            old.outcome = "dropped"
            self._settle(old)

    def run(self) -> None:
        """Work the queue off until told to finish."""
        while (job := self._next()) is not None:
            try:
                job.value = job.work(job)
                job.outcome = "done"
            except BaseException as error:
                job.value, job.outcome = error, "failed"
            with self._wake:
                self._running = None
            self._settle(job)
            del job

    def _next(self) -> Job | None:
        with self._wake:
            while not self._waiting:
                self._wake.wait()
            self._running = self._waiting.popleft()
            return self._running


class _Mailbox(QObject):
    settled = Signal(object)
    progressed = Signal(object, object)


class Runner(QObject):
    """Runs jobs off the GUI thread and hands their results back in it."""

    unexpected = Signal(object)  # an error that no caller asked for

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes: dict[str, _Lane] = {}
        self._open_jobs: set[Job] = set()
        self._newest: dict[str, Job] = {}  # of each lane that was asked with ``latest``
        self._closed = False
        self._arrived: deque[Job] = deque()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._deliver_next)
        self._mailbox = _Mailbox(self)
        self._mailbox.settled.connect(self._settled, Qt.ConnectionType.QueuedConnection)
        self._mailbox.progressed.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any job has not settled yet."""
        return bool(self._open_jobs)

    def submit(self, lane: str, job: Job) -> Job:
        """Queue ``job`` behind the others of its lane."""
        return self._put(lane, job, alone=False)

    def latest(self, lane: str, job: Job) -> Job:
        """Queue ``job`` in place of whatever the lane was asked before: only the newest request is answered.

        An answer that is there already, and only waits for the GUI thread, is stale too: it is dropped.
        """
        stale = self._newest.get(lane)
        if stale is not None:
            stale.cancel()
            stale.done = stale.failed = None
        self._newest[lane] = job
        return self._put(lane, job, alone=True)

    def close(self, drain: tuple[str, ...] = ("write",)) -> bool:
        """End every lane, finishing the waiting jobs of those in ``drain``; whether all threads have ended."""
        self._closed = True
        for name, lane in self._lanes.items():
            lane.finish(drain=name in drain)
        end = time.monotonic() + CLOSED_WITHIN
        for lane in self._lanes.values():
            lane.join(max(0.0, end - time.monotonic()))
        alive = any(lane.is_alive() for lane in self._lanes.values())
        self._lanes.clear()
        self._open_jobs.clear()
        self._newest.clear()
        self._turn.stop()
        self._arrived.clear()
        return not alive

    def _put(self, name: str, job: Job, *, alone: bool) -> Job:
        if self._closed:
            job.outcome = "dropped"
            return job
        if name not in self._lanes:
            self._lanes[name] = _Lane(name, self._mailbox.settled.emit)
            self._lanes[name].start()
        if job.on_progress is not None:
            job.tell = lambda value: self._mailbox.progressed.emit(job, value)
        self._open_jobs.add(job)
        self._lanes[name].put(job, alone=alone)
        return job

    @Slot(object)
    def _settled(self, job: Job) -> None:
        self._arrived.append(job)
        if not self._turn.isActive():
            self._deliver_next()

    def _deliver_next(self) -> None:
        if self._arrived:
            self._turn.start(0)  # first: an answer that fails must not keep back the others
            self._deliver(self._arrived.popleft())

    def _deliver(self, job: Job) -> None:
        if self._closed or job not in self._open_jobs:
            return
        self._open_jobs.discard(job)
        self._newest = {lane: newest for lane, newest in self._newest.items() if newest is not job}
        if job.outcome == "done" and job.done is not None:
            job.done(job.value)
        elif job.outcome == "failed":
            self._fail(job)

    def _fail(self, job: Job) -> None:
        if job.failed is not None:
            job.failed(job.value)
        elif not job.cancelled():
            self.unexpected.emit(job.value)

    @Slot(object, object)
    def _pass_on(self, job: Job, value: object) -> None:
        if job in self._open_jobs and job.on_progress is not None:
            job.on_progress(value)
