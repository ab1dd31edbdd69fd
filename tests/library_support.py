"""What the tests of store, library and command line share: small dumps, pictures of a library's state.

May import the library and the standard library.
"""

import itertools
import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType

from readinglist.core.library import Library, run
from readinglist.core.records import ImportReport
from readinglist.paths import resource

ROOT = Path(__file__).resolve().parents[1]

#: What is the user's or the import's. Times move, and the rest is bookkeeping.
TABLES = (
    "paper", "dump", "source", "dump_line", "fingerprint", "former_text", "tag", "paper_tag", "highlight", "attachment",
    "question", "saved_search",
)  # fmt: skip
_TIMES = {"changed", "added", "imported", "asked"}

_TOPICS = (
    "parsing sentences of low resource languages with shared subword units",
    "retrieving tables for questions about quarterly company reports",
    "compressing the caches of attention layers in long conversations",
    "measuring how well translators keep the gender of named persons",
    "teaching small networks to plan routes through unknown buildings",
    "detecting forged citations in automatically written survey articles",
    "aligning the speech of children with transcripts of read stories",
    "ranking the answers of assistants by the doubt of several judges",
)


def _vocabulary() -> list[str]:
    samples = "\n".join(path.read_text(encoding="utf-8") for path in sorted(resource("samples").iterdir()))
    return sorted(set(re.findall(r"\b[a-z]{4,12}\b", samples)))


_WORDS = _vocabulary()


def abstract(number: int) -> str:
    """An abstract like that of no other number, of words that abstracts have; always the same for one number."""
    words = iter(random.Random(number).sample(_WORDS, 70))

    def some(count: int) -> str:
        return " ".join(itertools.islice(words, count))

    return (
        f"{_TOPICS[number % len(_TOPICS)].capitalize()} is hard when {some(14)}. In this paper, we propose "
        f"Method{number}, a framework that {some(16)}. It learns {some(12)} and {some(8)}. Experiments show that "
        f"{some(14)}, by {number} points."
    )


def title(number: int) -> str:
    """The title of the same paper: like that of no other number."""
    words = " ".join(random.Random(-number - 1).sample(_WORDS, 3))
    return f"On {_TOPICS[number % len(_TOPICS)].title()}, {words.title()} Study {number}"


def page(numbers: Iterable[int]) -> str:
    """A papers page with these papers, as a browser saves it."""
    lines = [line for number in numbers for line in (title(number), abstract(number))]
    return "\n".join(["Get trending papers in your email inbox!", "Subscribe" + lines[0], *lines[1:]])


def abstract_list(numbers: Iterable[int]) -> str:
    """A list of these papers' abstracts, without titles."""
    return "\n".join(abstract(number) for number in numbers)


def write(folder: Path, name: str, text: str) -> Path:
    """A file ``name`` with ``text``."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def imported(library: Library, *paths: Path | str, text: str | None = None) -> ImportReport:
    """Import to the end."""
    return run(library.import_dumps(paths, text=text))


def state(folder: Path, tables: Sequence[str] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the user's tables, without times: equal for libraries that hold the same."""
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        found = {}
        for table in tables:
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[1] not in _TIMES]
            names = ", ".join(f'"{name}"' for name in columns)
            found[table] = sorted(connection.execute(f'SELECT {names} FROM "{table}"').fetchall(), key=repr)
        return found


def adds_up(report: ImportReport) -> bool:
    """Whether the numbers of every file, and the sums, are those of PRODUCT.md."""
    parts = [report, *report.files]
    lines = all(p.lines.total == p.lines.furniture + p.lines.title + p.lines.abstract + p.lines.blank + p.lines.unparsed
                for p in parts)  # fmt: skip
    counts = all(
        p.records.total == p.records.new + p.records.known + p.records.healed + p.records.asked + p.records.rejected
        for p in parts
    )
    sums = all(
        getattr(report.records, name) == sum(getattr(file.records, name) for file in report.files)
        for name in ("total", "new", "known", "healed", "asked", "rejected")
    )
    return lines and counts and sums


class _Process(subprocess.Popen[bytes]):
    """A process that a test which fails does not wait for."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self.kill()
        super().__exit__(kind, error, trace)


def python(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """This Python as a process of its own, finding this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}  # type: ignore[dict-item]
    return _Process(
        [sys.executable, *map(str, arguments)],
        env=environment,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},  # type: ignore[arg-type]
    )
