"""Measure the search beside other engines: ``python -m tests.bench [--sizes 1000 10000] [--million] [--out DIR]``.

Writes a table (engine by size by kind of query: p50, p95, max, ratio to ours; CPU milliseconds of the calling thread,
parser, exact total and fetching of fifty rows included) and a plot of keystroke p95 against library size.
"""

import argparse
import gc
import json
import random
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench import queries
from tests.bench.corpus import papers
from tests.bench.engines import ENGINES, Rows, cpu_ms

Measured = dict[str, list[float]]


def kinds(engine: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """(kind, one search of it) for every search, in a fixed random order of kinds."""
    tasks: list[tuple[str, Callable[[], Any]]] = []
    tasks += [("rare term", lambda w=w: engine.words([w])) for w in queries.RARE]
    tasks += [("common term", lambda w=w: engine.words([w])) for w in queries.COMMON]
    tasks += [("three words, all", lambda w=w: engine.words(w.split())) for w in queries.THREE]
    tasks += [("three words, any", lambda w=w: engine.words(w.split(), every=False)) for w in queries.THREE]
    tasks += [("phrase", lambda w=w: engine.phrase(w)) for w in queries.PHRASES]
    tasks += [("sort by date", lambda w=w: engine.by_date(w)) for w in queries.COMMON]
    if engine.name != "whoosh":  # minutes
        tasks += [("one-letter prefix", lambda w=w: engine.typed(w)) for w in queries.LETTERS]
    random.Random(1).shuffle(tasks)
    tasks += [("keystroke", lambda w=w: engine.typed(w)) for w in queries.keystrokes()]
    yield from tasks


def measure(engine: Any, rows: Rows, repeats: int) -> Measured:
    """CPU milliseconds of every search by kind; of several repeats the median for each search."""
    runs: list[list[tuple[str, float]]] = []
    for _ in range(repeats):
        run = []
        for kind, search in kinds(engine):
            start = time.thread_time()
            _, ids = search()
            rows.fetch(ids)
            run.append((kind, cpu_ms(start)))
        runs.append(run)
    out: Measured = {}
    for same in zip(*runs, strict=True):
        out.setdefault(same[0][0], []).append(statistics.median(ms for _, ms in same))
    out["first run of each"] = [ms for _, ms in runs[0]]
    return out


def size_report(size: int, names: list[str], folder: Path, repeats: int) -> dict[str, Measured]:
    """All engines at one size."""
    documents = list(papers(size))
    rows = Rows(folder / "rows.sqlite", documents)
    report: dict[str, Measured] = {}
    for name in names:
        gc.collect()
        gc.freeze()  # the documents of the bench are no engine's: no search for garbage among them while one works
        engine = ENGINES[name](folder, size)
        start, wall = time.process_time(), time.perf_counter()
        engine.build(documents)
        built = {"index all, s CPU": [time.process_time() - start], "index all, s": [time.perf_counter() - wall]}
        if name == "ours":  # the others merge while they index
            wall = time.perf_counter()
            engine.index.settle()
            built["merged in the background, s"] = [time.perf_counter() - wall]
            files = (path for path in engine.index.folder.rglob("*") if path.is_file())
            built["on disk, MB"] = [sum(path.stat().st_size for path in files) / 1e6]
        gc.collect()
        gc.freeze()
        found = measure(engine, rows, 1 if name == "whoosh" else repeats)
        changes = []
        for i in range(10):
            begin = time.perf_counter()
            engine.change(documents[i * 7 % size])
            engine.words(["learning"])
            changes.append((time.perf_counter() - begin) * 1000)
        report[name] = {**found, "one change searchable, ms": changes, **built}
        print(f"{size:>9,} {name:8} keystroke p95 {percentile(found['keystroke'], 95):8.2f} ms", file=sys.stderr)
    return report


def percentile(values: list[float], percent: int) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * len(ordered)))]


def table(results: dict[int, dict[str, Measured]]) -> str:
    """All figures as a Markdown table."""
    lines = ["| size | kind | engine | p50 | p95 | max | p95 to ours |", "|---|---|---|---|---|---|---|"]
    for size, engines in results.items():
        for kind in next(iter(engines.values())):
            for name, measured in engines.items():
                values = measured.get(kind)
                if not values:
                    continue
                ours = percentile(engines["ours"][kind], 95) if "ours" in engines else 0.0
                p95 = percentile(values, 95)
                ratio = f"{p95 / ours:.2f}" if ours else ""
                figures = f"{statistics.median(values):.2f} | {p95:.2f} | {max(values):.2f} | {ratio}"
                lines.append(f"| {size:,} | {kind} | {name} | {figures} |")
    return "\n".join(lines)


def plot(results: dict[int, dict[str, Measured]], path: Path) -> None:
    """Keystroke p95 against library size."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    for name in ENGINES:
        points = [(size, percentile(r[name]["keystroke"], 95)) for size, r in results.items() if name in r]
        if points:
            pyplot.plot(*zip(*points, strict=True), marker="o", label=name)
    pyplot.xscale("log")
    pyplot.yscale("log")
    pyplot.xlabel("papers")
    pyplot.ylabel("keystroke p95, ms of CPU")
    pyplot.legend()
    pyplot.savefig(path)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--million", action="store_true", help="a million papers too (ours, FTS5, tantivy)")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path(".run/bench"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    results: dict[int, dict[str, Measured]] = {}
    for size in [*options.sizes, *([1_000_000] if options.million else [])]:
        folder = Path(tempfile.mkdtemp(prefix="bench-"))
        names = [n for n in options.engines if n != "whoosh" or size <= 100_000]
        try:
            results[size] = size_report(size, names, folder, options.repeats)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    text = table(results)
    print(text)
    print(f"peak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    (options.out / "table.md").write_text(text + "\n", "utf-8")
    (options.out / "results.json").write_text(json.dumps(results), "utf-8")
    plot(results, options.out / "keystroke.png")


if __name__ == "__main__":
    main()
