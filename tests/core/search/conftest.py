"""A small library of made-up papers, facts held in memory, and an index of both."""

import random
import time
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
        self.asked: list[tuple[str, list[int] | None]] = []  # columns, and of which papers
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

    def column(self, name: str, among: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        self.asked.append((name, None if among is None else sorted(among.tolist())))
        wanted = self.columns.get(name, {})
        rows = sorted((p, v) for p, v in wanted.items() if among is None or p in among)
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


DAY = 86_400.0

PAPERS = [
    paper(
        1, "Graph neural networks for molecules", "We study message passing on molecular graphs.", tags=("chemistry",)
    ),
    paper(2, "Fine-tuning language models", "Low-rank adaptation (LoRA) makes fine-tuning cheap.", method="LoRA"),
    paper(3, "Finetuning vision models", "Experiments with GPT-4 and T5 in C++.", citation_key="smith2023vision"),
    paper(4, "Reward modelling", "Reinforcement learning from human feedback (RLHF) for assistants."),
    paper(5, "Aligning assistants", "We use RLHF in production.", note="Read again before the talk."),
    paper(6, "Hallucination in large language models", "A survey.", authors=("Müller, Jörg", "Ada Lovelace")),
    paper(7, "Multi-modal transformers", "Multimodal pretraining with contrastive losses."),
    paper(8, "深度学习模型的综述", "本文综述了大语言模型。"),
    paper(9, "Se^2: example selection", "The operator π_0 and $100K of compute."),
    paper(10, "A transformer story", "Nothing about graphs here.", highlights="molecules matter"),
    paper(11, "", "An abstract without any title about turbulence."),
    paper(12, "Café culture and naïve Bayes", "Accents fold."),
]


@pytest.fixture
def library(open_with: Opened) -> tuple[SearchIndex, MemoryFacts]:
    index, facts = open_with(PAPERS)
    facts.hold("starred", "", {1, 6})
    facts.hold("status", "dismissed", {10})
    facts.hold("status", "read", {2})
    facts.hold("status", "later", {3})
    facts.hold("tag", "chemistry", {1})
    facts.hold("tag", "to read", {2, 3})
    facts.hold("dump", "april.txt", {1, 2, 3, 4})
    facts.hold("has", "note", {5})
    facts.hold("has", "code", {2})
    facts.hold("has", "highlight", {10})
    facts.hold("has", "title", set(range(1, 13)) - {11})
    facts.hold("has", "year", {1, 2, 3})
    facts.hold("has", "tag", {1, 2, 3})
    facts.columns["year"] = {1: 2021, 2: 2023, 3: 2025}
    facts.columns["seen"] = {i: 1 + (i in {2, 4}) for i in range(1, 13)}
    facts.columns["added"] = {i: time.time() - i * DAY for i in range(1, 13)}
    facts.columns["title"] = {p.id: rank for rank, p in enumerate(sorted(PAPERS, key=lambda p: p.title or "~"))}
    return index, facts
