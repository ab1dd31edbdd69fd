"""Measure the bibliography: ``python -m tests.bench.bibtex [--entries 10000] [--keys 100000] [--bound 700]``.

Prints CPU seconds of this process: exporting a library whose titles have LaTeX, as text and to a file; writing and
reading entries with their abstracts, merging into a file that has half of them, making new keys for a library, and
rewriting a bound export of a real library after one change (milliseconds, median of several). The figures asked for
stand beside each.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from readinglist.core import bibtex
from readinglist.core.library import Library, run
from readinglist.core.records import Paper
from tests.bench.corpus import papers as documents


def papers(count: int, keyed: bool = True) -> list[Paper]:
    """``count`` real papers with authors and a year, ``keyed`` with the key that the default pattern gives."""
    return [
        Paper(
            id=document.id, title=document.title, abstract=document.abstract, authors=tuple(document.authors),
            year=2024, arxiv=None, doi=None, url=None, venue=None, publisher=None, entry_type=None, extra={},
            status="new", starred=False, tags=(), note="", citation_key=f"key{document.id}" if keyed else None,
            seen=1, added=0, changed=0, contribution=None, method=None, code_links=(),
        )
        for document in documents(count)
    ]  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of this process for ``work``."""
    start = time.process_time()
    work()
    return time.process_time() - start


def make_keys(found: Iterable[Paper]) -> None:
    """A new key for every paper, as a library makes them."""
    pattern, taken = bibtex.keys.parse(bibtex.keys.DEFAULT_PATTERN), set[str]()
    for paper in found:
        wanted = bibtex.keys.preview(paper, pattern)
        taken.add(bibtex.keys.suffixed(wanted, lambda key: key.lower() in taken).lower())


def bound_export(count: int, folder: Path, changes: int = 9) -> list[float]:
    """CPU milliseconds of rewriting a bound export of ``count`` papers after each of ``changes`` changes."""
    source = folder / "source.bib"
    source.write_text(bibtex.write(papers(count), abstracts=True).text, encoding="utf-8")
    with Library.open(folder / "library") as library:
        run(library.import_dumps([source]))
        library.bind_export(folder / "bound.bib", abstracts=True)
        times = []
        for paper in library.ids()[:changes]:
            library.set_note(paper, "A thought.")
            times.append(1000 * seconds(library.refresh_exports))
    return times


def door(count: int, folder: Path) -> tuple[float, float]:
    """CPU seconds of exporting a library of ``count`` papers, as the user does, as text and to a file.

    Each title has what titles of .bib files have: braces, an accent, a command.
    """
    source = folder / "marked.bib"
    plain = bibtex.write(papers(count), abstracts=True).text
    marked = re.sub(r"^  title = \{(.*)\},$", r"  title = {{\1} {\\" + '"' + r"o} \\LaTeX},", plain, flags=re.MULTILINE)
    source.write_text(marked, encoding="utf-8")
    with Library.open(folder / "exported") as library:
        run(library.import_dumps([source]))
        library.ensure_keys(library.ids())
        text = seconds(lambda: library.export(abstracts=True))
        return text, seconds(lambda: library.export(abstracts=True, path=folder / "whole.bib"))


def measure(entries: int, keys: int, bound: int) -> None:
    """Print every figure; the export first, so that Python's collector does not walk through the papers of the rest."""
    with tempfile.TemporaryDirectory() as name:
        times = bound_export(bound, Path(name))
        text, file = door(entries, Path(name))
    print(f"{bound:>8,} rewritten  {statistics.median(times):6.0f} ms, most {max(times):.0f} ms (150 for 700)")
    print(f"{entries:>8,} exported   {text:6.2f} s as text, {file:.2f} s to a file and read back (2 for 10,000)")
    found = papers(entries)
    whole = bibtex.write(found, abstracts=True).text
    half = bibtex.write(found[: entries // 2]).text
    print(f"{entries:>8,} written    {seconds(lambda: bibtex.write(found, abstracts=True)):6.2f} s (2 for 10,000)")
    print(f"{entries:>8,} read       {seconds(lambda: list(bibtex.read_bib(whole))):6.2f} s (6 for 10,000)")
    print(f"{entries:>8,} merged     {seconds(lambda: bibtex.merge(half, found, abstracts=True)):6.2f} s")
    print(f"{entries:>8,} unchanged  {seconds(lambda: bibtex.merge(whole, found, abstracts=True)):6.2f} s")
    new = papers(keys, keyed=False)
    print(f"{keys:>8,} keys made  {seconds(lambda: make_keys(new)):6.2f} s (5 for 100,000)")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bibtex", description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument("--bound", type=int, default=700)
    options = parser.parse_args()
    measure(options.entries, options.keys, options.bound)


if __name__ == "__main__":
    main()
