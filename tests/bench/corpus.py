"""Papers to measure with: the 100,000 real ones, grown beyond that by recombining their sentences."""

import json
import lzma
import os
import random
from collections.abc import Iterator
from pathlib import Path

from readinglist.core.records import IndexDocument

REAL = 100_000  # papers of the corpus


def shared() -> Path:
    """The folder with the real corpora, beside the checkout or where READINGLIST_SHARED says."""
    return Path(os.environ.get("READINGLIST_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")


def papers(count: int) -> Iterator[IndexDocument]:
    """``count`` papers with ids from 1 on; every tenth with tags, every fiftieth with a note."""
    known = list(real(min(count, REAL)))
    yield from known
    chance = random.Random(7)
    for number in range(len(known) + 1, count + 1):
        yield _mixed(number, known, chance)


def real(count: int) -> Iterator[IndexDocument]:
    """The first ``count`` real papers, one by one."""
    with lzma.open(shared() / "corpus" / "arxiv-100k.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in zip(range(1, count + 1), lines, strict=False):
            row = json.loads(line)
            yield _document(number, row["title"], row["abstract"], tuple(row["authors"].split(", ")))


def _mixed(number: int, real: list[IndexDocument], chance: random.Random) -> IndexDocument:
    """Half of the title of one paper and half of another's, sentences of five abstracts, authors of one."""
    chosen = chance.choices(real, k=5)
    sentences = [chance.choice(paper.abstract.split(". ")) for paper in chosen for _ in range(2)]
    a, b = chosen[0].title.split(), chosen[1].title.split()
    title = " ".join(a[: len(a) // 2 + 1] + b[len(b) // 2 :])
    return _document(number, title, ". ".join(sentences), chosen[2].authors)


def _document(number: int, title: str, abstract: str, authors: tuple[str, ...]) -> IndexDocument:
    words = title.split()
    tags = (words[-1].lower(), "to read") if number % 10 == 0 else ()
    note = f"Compare with {words[0]} and the baseline of chapter {number % 9}." if number % 50 == 0 else ""
    return IndexDocument(number, title, abstract, authors, tags, note, f"key{number}", "")
