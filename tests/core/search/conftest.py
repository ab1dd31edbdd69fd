"""A small library of made-up papers, facts held in memory, and an index of both."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from readinglist.core.records import IndexDocument
from readinglist.core.search import SearchIndex


class MemoryFacts:
    """Facts of papers in dictionaries; every change makes a new version."""

    def __init__(self, papers: Iterable[int] = ()) -> None:
        self.papers = sorted(papers)
        self.held: dict[tuple[str, str], set[int]] = {}
        self.columns: dict[str, dict[int, float]] = {}
        self.version = 0

    def hold(self, name: str, value: str, papers: Iterable[int]) -> None:
        self.held[name, value] = set(papers)
        self.version += 1

    def ids(self, name: str, value: str = "") -> np.ndarray:
        if name == "all":
            return np.array(self.papers, np.int64)
        if (name, value) == ("status", "new"):
            taken = {p for (n, v), held in self.held.items() if n == "status" and v != "new" for p in held}
            return np.array([p for p in self.papers if p not in taken], np.int64)
        return np.array(sorted(self.held.get((name, value), ())), np.int64)

    def column(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        rows = sorted(self.columns.get(name, {}).items())
        return np.array([p for p, _ in rows], np.int64), np.array([v for _, v in rows], np.float64)

    def names(self, kind: str) -> Sequence[str]:
        return [value for name, value in self.held if name == kind]


def paper(number: int, title: str = "", abstract: str = "", **fields: object) -> IndexDocument:
    """A document; everything that is not given is empty."""
    values: dict[str, object] = {"authors": (), "tags": (), "note": "", "citation_key": "", "method": "", **fields}
    return IndexDocument(number, title, abstract, **values)  # type: ignore[arg-type]


_WORDS = """
graph graphs neural network networks learning learn learned model models modeling language large
attention transformer transformers training train data fine-tuning finetuning tuning fine
multi-modal multimodal gpt-4 gpt4 vision image images robust robustness theory bound a of the in
with for t5 c++ bayesian inference causal effect federated privacy private policy reward agent
agents prompt prompts retrieval generation generate generative code
"""
WORDS = _WORDS.split()


def random_papers(count: int, seed: int = 1, first: int = 1) -> list[IndexDocument]:
    """Papers of random words, frequent ones far more often than rare ones."""
    chance = random.Random(seed)
    weights = [1 / (i + 1) for i in range(len(WORDS))]

    def text(words: int) -> str:
        return " ".join(chance.choices(WORDS, weights, k=words)).capitalize()

    out = []
    for number in range(first, first + count):
        tags = (chance.choice(WORDS),) if number % 5 == 0 else ()
        note = text(6) if number % 7 == 0 else ""
        authors = (f"Ann {chance.choice(WORDS).title()}",) if number % 6 == 0 else ()
        title, abstract = text(chance.randint(2, 9)), text(chance.randint(0, 60))
        out.append(paper(number, title, abstract, tags=tags, note=note, authors=authors))
    return out


Opened = Callable[[Iterable[IndexDocument]], tuple[SearchIndex, MemoryFacts]]


@pytest.fixture
def open_with(tmp_path: Path) -> Iterator[Opened]:
    """Build an index of documents; returns it with facts of the same papers."""
    opened: list[SearchIndex] = []

    def build(documents: Iterable[IndexDocument]) -> tuple[SearchIndex, MemoryFacts]:
        documents = list(documents)
        index = SearchIndex.open(tmp_path / f"index-{len(opened)}", "library")
        opened.append(index)
        index.rebuild(documents, 1)
        return index, MemoryFacts(d.id for d in documents)

    yield build
    for index in opened:
        index.close()
