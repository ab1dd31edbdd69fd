"""Measure the start of the window: ``python -m tests.bench.start [--size 100000] [--runs 7]``.

Fills a library with the real corpus and starts the application in a new process several times. Prints medians: the
first paint as a ratio to `import PySide6.QtWidgets` of the same process, and the milliseconds of wall clock from the
start of the process's work to the painted rows of the last view. What is measured is ``one_start``.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def fill(folder: Path, size: int) -> None:
    """A library of ``size`` papers in ``folder``, with its index."""
    from readinglist.core.library import Library, run
    from tests.bench.import_speed import write_page

    with tempfile.TemporaryDirectory() as name, Library.open(folder) as library:
        page = Path(name, "page.txt")
        write_page(page, size)
        run(library.import_dumps([page]))
        run(library.catch_up())


def main() -> None:
    """Fill a library, start the window in processes of their own, print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        fill(Path(name), arguments.size)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as installed
        command = [sys.executable, "-m", "tests.bench.one_start", name]
        runs = []
        for _ in range(arguments.runs + 1):
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
            runs.append(json.loads(done.stdout.splitlines()[-1]))
    measured = runs[1:]  # the first one fills the caches of the disk
    ratio = statistics.median(run["paint"] / run["import"] for run in measured)
    print(f"{arguments.size:,} papers, {len(measured)} starts, medians")
    print(f"import PySide6.QtWidgets {statistics.median(run['import'] for run in measured):7.1f} ms")
    print(f"first paint              {statistics.median(run['paint'] for run in measured):7.1f} ms, {ratio:.2f} x")
    print(f"rows of the last view    {statistics.median(run['rows'] for run in measured):7.1f} ms")


if __name__ == "__main__":
    main()
