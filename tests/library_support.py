"""What the tests of store, library and command line share: small dumps, pictures of a library's state.

May import the library and the standard library.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from readinglist.core.library import Library, run
from readinglist.core.records import ImportReport

ROOT = Path(__file__).resolve().parents[1]

#: What is the user's or the import's. Times move, and the rest is bookkeeping.
TABLES = (
    "paper", "dump", "source", "dump_line", "fingerprint", "tag", "paper_tag", "highlight", "attachment", "question",
    "saved_search",
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


def abstract(number: int) -> str:
    """An abstract like no other one with another number: its words are numbered."""
    topic = _TOPICS[number % len(_TOPICS)]
    words = " ".join(f"aspect{number}x{i} of case{number * 7 + i}" for i in range(12))
    return f"We study {topic} in setting {number}. We propose Method{number}, which handles {words}. It works well."


def title(number: int) -> str:
    """The title of the same paper."""
    return f"On {_TOPICS[number % len(_TOPICS)].title()}, Study {number}"


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


def python(*arguments: str | Path, **options: object) -> subprocess.Popen[bytes]:
    """This Python as a process of its own, finding this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}  # type: ignore[dict-item]
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        env=environment,
        **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},  # type: ignore[arg-type]
    )
