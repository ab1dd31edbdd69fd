"""Measure the import: ``python -m tests.bench.import_speed [--sizes 10000 100000]``.

Rewrites the real corpus as a papers page, imports it into a new library and builds its index, and prints papers a
second, cost per paper, CPU seconds and peak memory of this process (identity, storing) and of its children (reading,
preparing; building the index). On a machine that does other things too, the CPU seconds tell more than the speed.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Generator
from itertools import islice
from pathlib import Path
from typing import Any

from readinglist.core.library import Library
from readinglist.core.records import Progress
from tests.bench.corpus import REAL, papers, real


def write_page(path: Path, count: int, first: int = 0) -> None:
    """A papers page with ``count`` papers of the corpus, as a browser saves it: those behind its ``first`` ones."""
    with path.open("w", encoding="utf-8") as file:
        file.write("Get trending papers in your email inbox!\nSubscribe")
        # The real ones are read one by one: the list of all of them would count as our memory.
        some = real if first + count <= REAL else papers
        for paper in islice(some(first + count), first, None):
            file.write(f"{' '.join(paper.title.split())}\n{' '.join(paper.abstract.split())}\n")


def timed(name: str, count: int, steps: Generator[Progress, None, Any]) -> float:
    """Run ``steps`` and print what they cost; returns the seconds."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, cpu, batches = time.monotonic(), time.process_time(), []
    for progress in steps:
        if progress.done and (not batches or progress.done >= batches[-1][0] + count // 5):
            batches.append((progress.done, time.process_time() - cpu))
    seconds, cpu = time.monotonic() - start, time.process_time() - cpu
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"{count:>8,} {name:<8} {seconds:7.1f} s {count / seconds:8,.0f} papers/s {1e6 * seconds / count:6.0f} µs each"
        f"  CPU {cpu:5.1f} s here, {child:5.1f} s in children;"
        f" peak {memory} MB here, {after.ru_maxrss >> 10} MB there"
    )
    print("         CPU here after so many: " + ", ".join(f"{done:,}: {at:.1f} s" for done, at in batches))
    return seconds


def measure(count: int) -> None:
    """Import and index ``count`` papers in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as name:
        page = Path(name, "page.txt")
        write_page(page, count)
        with Library.open(Path(name, "library")) as library:
            seconds = timed("stored", count, until_indexing(library.import_dumps([page])))
            seconds += timed("indexed", count, library.catch_up())
            print(f"{count:>8,} searchable after {seconds:.1f} s: {library.search('model').total:,} papers for 'model'")


def until_indexing(steps: Generator[Progress, None, Any]) -> Generator[Progress, None, None]:
    """The import without the indexing that follows it."""
    for progress in steps:
        if progress.message.startswith("Indexing"):
            steps.close()
            return
        yield progress


def main() -> None:
    """Measure each size in turn."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    for count in parser.parse_args().sizes:
        measure(count)


if __name__ == "__main__":
    main()
