"""Measure the window: ``python -m tests.bench.window [--sizes 1000 100000] [--importing]``.

Fills a library with the real corpus, starts the application twice and types queries letter by letter into the second
window. Prints milliseconds of wall clock: from opening the library to the first rows, from choosing another order to
its first painted page and to all of it, from a key to the painted rows of its answer, and how late a 4 ms tick of the
GUI thread comes meanwhile. ``--importing`` imports another page of papers at the same time. Runs on the platform that
QT_QPA_PLATFORM names (default: offscreen).
"""

import argparse
import gc
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.core.library import Library, run
from readinglist.gui.app import SWITCH, Application, make_qt
from readinglist.gui.finding.query import Listing
from readinglist.paths import library_paths
from tests.bench import queries
from tests.bench.import_speed import write_page

TICK = 4  # milliseconds
BETWEEN_KEYS = 120  # milliseconds from the answer to the next key, while ticks go on
WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
LIMIT = 60.0  # seconds until something is taken to have failed


class Lateness(QObject):
    """How late each 4 ms tick came, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._ticked)
        self._timer.start()

    def _ticked(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - TICK))
        self._last = now


class Paints(QObject):
    """Remembers when a widget was last painted."""

    def __init__(self, widget: QObject) -> None:
        super().__init__()
        self.at = 0.0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def wait(there: Callable[[], bool]) -> None:
    """Run the event loop until something is true; raises TimeoutError."""
    end = time.perf_counter() + LIMIT
    timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)  # wakes the loop, so that ``there`` is asked again
    timer.start()
    while not there():
        QCoreApplication.processEvents(WAITING)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # as a running event loop does
        if time.perf_counter() > end:
            raise TimeoutError("The window did not answer.")
    timer.stop()


def pause(milliseconds: float) -> None:
    """Let the event loop run for a while."""
    end = time.perf_counter() + milliseconds / 1000
    wait(lambda: time.perf_counter() >= end)


def opened(qt: QApplication, folder: Path) -> tuple[Application, float]:
    """A window on the library, and the milliseconds from opening it to its first painted rows."""
    application = Application(qt, library_paths(folder))
    application.window.resize(1200, 800)
    paints, model = Paints(application.window.page.list.viewport()), application.window.page.model
    start = time.perf_counter()
    application.session.ready.connect(gc.freeze)  # as the program does
    application.start([])
    wait(lambda: model.rowCount() > 0)
    filled = time.perf_counter()
    wait(lambda: paints.at > filled)
    return application, (paints.at - start) * 1000


def typed(application: Application, words: str) -> list[float]:
    """Milliseconds from each key of ``words`` to the painted rows of its answer."""
    window, shown = application.window, []
    listener = window.browser.shown.connect(shown.append)
    paints, line = Paints(window.page.list.viewport()), window.page.search
    line.setFocus()
    line.clear()
    pause(4 * BETWEEN_KEYS)
    taken = []
    for end in range(1, len(words) + 1):
        shown.clear()
        start = time.perf_counter()
        QTest.keyClicks(line, words[end - 1])
        wanted = words[:end].strip()
        wait(lambda: any(listing.query.text.strip() == wanted for listing in shown))  # noqa: B023 - called at once
        answered = time.perf_counter()
        window.page.list.viewport().update()
        wait(lambda: paints.at > answered)  # noqa: B023 - called at once
        taken.append((paints.at - start) * 1000)
        pause(BETWEEN_KEYS)
    QObject.disconnect(listener)
    return taken


def sorted_anew(application: Application) -> dict[str, tuple[float, float]]:
    """For each order the milliseconds to its first painted page, and until all papers are in order."""
    window, taken = application.window, {}
    paints = Paints(window.page.list.viewport())
    for order in ("title", "year", "seen", "added"):
        shown: list[Listing] = []
        listener = window.browser.shown.connect(shown.append)
        start = time.perf_counter()
        window.browser.sort(order)
        wait(lambda: bool(shown))  # noqa: B023 - called at once
        answered = time.perf_counter()
        wait(lambda: paints.at > answered)  # noqa: B023 - called at once
        first = paints.at
        wait(lambda: not shown[-1].interim)  # noqa: B023 - called at once
        taken[order] = ((first - start) * 1000, (time.perf_counter() - start) * 1000)
        QObject.disconnect(listener)
        pause(BETWEEN_KEYS)
    return taken


def papers(library: Path) -> int:
    """How many papers are stored."""
    with closing(sqlite3.connect(f"file:{library_paths(library).database}?mode=ro", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM paper").fetchone()[0])


def line_of(name: str, values: list[float]) -> str:
    """p50, p95, p99 and the largest of some milliseconds."""
    cuts = statistics.quantiles(values, n=100)
    return f"{name:<28} p50 {cuts[49]:7.1f}  p95 {cuts[94]:7.1f}  p99 {cuts[98]:7.1f}  max {max(values):7.1f} ms"


def measure(qt: QApplication, count: int, importing: bool) -> None:
    """Everything for one size, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        page, more, folder = Path(name, "page.txt"), Path(name, "more.txt"), Path(name, "library")
        write_page(page, count)
        with Library.open(folder) as library:
            run(library.import_dumps([page]))
            run(library.catch_up())
        first, _ = opened(qt, folder)
        wait(lambda: not first.runner.busy)
        first.close()
        application, rows = opened(qt, folder)
        print(f"{count:,} papers{', importing' if importing else ''}\n{'first rows painted':<28} {rows:7.1f} ms")
        wait(lambda: not application.runner.busy)
        if importing:
            write_page(more, count, first=count)
            application.settings.set("preview_imports", False)
            application.window.openers.import_files([str(more)])
            wait(lambda: papers(folder) > count)
        lateness = Lateness()
        for order, (at_first, whole) in sorted_anew(application).items():
            print(f"{'sorted by ' + order:<28} {at_first:7.1f} ms, all of it {whole:7.1f} ms")
        keys = [taken for words in queries.TYPED[:8] for taken in typed(application, words)]
        print(line_of("key to painted rows", keys))
        print(line_of("lateness of a 4 ms tick", lateness.late))
        if importing:
            print(f"{papers(folder) - count:,} papers imported meanwhile, still busy: {application.runner.busy}")
        application.close()


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--importing", action="store_true")
    arguments, qt = parser.parse_args(), make_qt([])
    sys.setswitchinterval(SWITCH)  # as the program does
    for count in arguments.sizes:
        measure(qt, count, arguments.importing)


if __name__ == "__main__":
    main()
