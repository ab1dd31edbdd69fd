"""Measure searches through the door: ``python -m tests.bench.door [--sizes 1000 100000] [--library DIR]``.

``tests.bench`` measures the search engine; here it is ``Library.search``, as a script and the window call it, on a
library filled by an import: CPU milliseconds of the calling thread for every key of the typed queries, with the rows
of the papers, without and with snippets and marks. Of two runs the smaller figure.
"""

import argparse
import gc
import statistics
import tempfile
import time
from pathlib import Path

from readinglist.core.library import Library, run
from tests.bench import queries
from tests.bench.__main__ import percentile
from tests.bench.engines import cpu_ms
from tests.bench.import_speed import write_page

#: (what, hits, those with snippets); sixteen is the page of the window.
WAYS = (("fifty, titles", 50, 0), ("the window's sixteen, marked", 16, 16), ("fifty, marked", 50, None))


def measure(library: Library) -> None:
    """Print p50, p95 and the largest of the keystrokes for each of ``WAYS``."""
    run(library.catch_up())
    library.search("first")
    gc.collect()
    gc.freeze()
    for what, limit, snippets in WAYS:
        runs = [[_once(library, text, limit, snippets) for text in queries.keystrokes()] for _ in range(2)]
        times = [min(same) for same in zip(*runs, strict=True)]
        figures = f"p50 {statistics.median(times):.1f}, p95 {percentile(times, 95):.1f}, largest {max(times):.1f} ms"
        print(f"{len(library.ids('all')):>9,} {what:30} {figures}")


def _once(library: Library, text: str, limit: int, snippets: int | None) -> float:
    start = time.thread_time()
    library.rows([hit.id for hit in library.search(text, limit=limit, snippets=snippets).hits])
    return cpu_ms(start)


def main() -> None:
    """Measure each size in turn, or the library that is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    if options.library is not None:
        with Library.open(options.library, create=False) as library:
            measure(library)
        return
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as name:
            page = Path(name, "page.txt")
            write_page(page, size)
            with Library.open(Path(name, "library")) as library:
                run(library.import_dumps([page]))
                measure(library)


if __name__ == "__main__":
    main()
