"""Stalls of the GUI thread: how late a 4 ms tick comes, whose fault it was, and what the thread was doing meanwhile."""

import gc
import os
import sys
import threading
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

TICK = 4  # ms
SAMPLE = 0.02  # s between two looks at a thread that is late
DEPTH = 6  # frames of it that are told


@dataclass(frozen=True, slots=True)
class Stall:
    """A tick that came late: by how much, how much of that is ours (both in seconds), and where the thread was."""

    late: float
    ours: float
    where: str

    def __str__(self) -> str:
        return f"{self.late * 1000:.0f} ms, {self.ours * 1000:.0f} of them ours, in {self.where}"


class Watch(QObject):
    """Ticks in the GUI thread, and a thread that looks where that one is when the tick is late.

    A stall is *ours* but for the time that a thread of ours, ready to run, waited for a processor which others had,
    and never longer than our threads ran, or this one waited for a disk, in that time (Linux tells that in
    ``schedstat`` and ``stat``; elsewhere all of a stall counts as ours).
    """

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []  # ms
        self.stalls: list[Stall] = []
        self.least = 0.05  # s; a shorter lateness is no stall
        self._last = time.perf_counter()
        self._main = threading.get_ident()
        self._waits = _Waits()
        self._seen: list[str] = []
        self._disk = 0  # samples that found this thread waiting for a disk
        self._state = Path(f"/proc/self/task/{threading.get_native_id()}/stat")
        self._garbage = 0.0  # s that the search for garbage has taken, in whatever thread: all others wait for it
        self._search_began = time.perf_counter()
        gc.callbacks.append(self._searched)
        self._end = threading.Event()
        self._sampler = threading.Thread(target=self._sample, name="watch", daemon=True)
        self._sampler.start()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.mark)
        self._timer.start()

    def skip(self) -> None:
        """What was done since the last tick was the driver's own work."""
        self._last = time.perf_counter()
        self._waits.begin()
        self._seen.clear()
        self._disk = 0
        self._garbage = 0.0

    def close(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._end.set()
        self._sampler.join()
        gc.callbacks.remove(self._searched)
        self._waits.close()

    def mark(self) -> None:
        """As a tick: what has been done since the last one held up the window."""
        now = time.perf_counter()
        late = max(0.0, now - self._last - TICK / 1000)
        self.late.append(late * 1000)
        if late > self.least:
            own, all_ran, waited = self._waits.since()
            busy = all_ran + self._disk * SAMPLE if self._waits.known else late
            self.stalls.append(Stall(late, min(late, max(own, min(late - waited, busy))), self._where()))
        self.skip()

    def _where(self) -> str:
        """The place that was seen most often."""
        place = max(self._seen, key=self._seen.count, default="Qt")
        return f"the search for garbage ({self._garbage * 1000:.0f} ms), {place}" if self._garbage > SAMPLE else place

    def _searched(self, phase: str, _info: object) -> None:
        now = time.perf_counter()
        self._garbage, self._search_began = self._garbage + (now - self._search_began if phase == "stop" else 0), now

    def _sample(self) -> None:
        while not self._end.wait(SAMPLE):
            if time.perf_counter() - self._last > self.least / 2:
                frames, names = sys._current_frames(), {t.ident: t.name for t in threading.enumerate()}
                if self._main not in frames:
                    return  # the program ends
                self._disk += self._waits.known and self._state.read_text().rpartition(")")[2].split()[0] == "D"
                shown = [_stack(frames[self._main])]
                shown += [
                    f"{names[number]}: {_stack(frame)}"
                    for number, frame in frames.items()
                    if names.get(number, "").startswith("lane-") and frame.f_code.co_name != "wait"
                ]
                self._seen.append("; meanwhile ".join(shown))


def _stack(frame: FrameType) -> str:
    lines = traceback.extract_stack(frame)[-DEPTH:]
    return " < ".join(f"{Path(line.filename).name}:{line.lineno} {line.name}" for line in reversed(lines))


class _Waits:
    """How long our threads have run and have waited for a processor since ``begin``."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._then: dict[str, tuple[int, int]] = {}
        self._own = str(threading.get_native_id())
        self._listed = 0.0
        self.begin()

    def begin(self) -> None:
        """From now on."""
        if time.monotonic() - self._listed > 1:
            self._list()
        self._then = {name: found for name, file in self._files.items() if (found := _times(file)) is not None}

    @property
    def known(self) -> bool:
        """Whether this system tells."""
        return bool(self._then)

    def since(self) -> tuple[float, float, float]:
        """Seconds that this thread ran, that all ran, and the longest that any thread of ours was kept waiting."""
        own, all_ran, waited = 0, 0, 0
        for name, (run, wait) in self._then.items():
            now = _times(self._files[name]) if name in self._files else None
            if now is not None:
                waited = max(waited, now[1] - wait)
                all_ran += now[0] - run
                own = now[0] - run if name == self._own else own
        return own / 1e9, all_ran / 1e9, waited / 1e9

    def close(self) -> None:
        """Close the files."""
        for file in self._files.values():
            os.close(file)
        self._files.clear()
        self._then.clear()

    def _list(self) -> None:
        self._listed = time.monotonic()
        tasks = Path("/proc/self/task")
        here = {path.name for path in tasks.iterdir()} if tasks.exists() else set()
        for name in self._files.keys() - here:
            os.close(self._files.pop(name))
        for name in here - self._files.keys():
            try:
                self._files[name] = os.open(tasks / name / "schedstat", os.O_RDONLY)
            except OSError:  # it ended meanwhile, or the kernel does not count
                continue


def _times(file: int) -> tuple[int, int] | None:
    try:
        run, wait, _slices = os.pread(file, 100, 0).split()
    except (OSError, ValueError):
        return None
    return int(run), int(wait)
