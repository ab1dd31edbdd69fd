"""The real dumps and collections, where they are: known items, ranking beside FTS5."""

import json
import sqlite3
from pathlib import Path

import pytest

from readinglist.core.search import SearchIndex
from readinglist.core.text import method_name
from tests.core.search.conftest import MemoryFacts, paper
from tests.core.search.known_items import (
    BLIND_ITEMS,
    FOURTH_BLIND_ITEMS,
    KNOWN_ITEMS,
    LATER_ITEMS,
    MORE_BLIND_ITEMS,
    THIRD_BLIND_ITEMS,
)


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[SearchIndex, MemoryFacts, dict[int, str]]:
    truth = json.loads((shared / "dumps" / "truth.json").read_text("utf-8"))
    abstracts: dict[str, str] = {}
    for file in truth["files"]:
        for record in file["records"]:
            if record["title"]:
                abstracts.setdefault(record["title"], record["abstract"] or "")
    documents = [
        paper(i, title, text, method=method_name(title, text) or "")
        for i, (title, text) in enumerate(abstracts.items(), 1)
    ]
    index = SearchIndex.open(tmp_path_factory.mktemp("real") / "index", "library")
    index.rebuild(documents, 1)
    return index, MemoryFacts(d.id for d in documents), {d.id: d.title for d in documents}


@pytest.mark.parametrize(
    "items",
    [KNOWN_ITEMS, LATER_ITEMS, BLIND_ITEMS, MORE_BLIND_ITEMS, THIRD_BLIND_ITEMS, FOURTH_BLIND_ITEMS],
    ids=["known", "later", "blind", "more", "third", "fourth"],
)
def test_known_items_are_among_the_first_five(
    real: tuple[SearchIndex, MemoryFacts, dict[int, str]], items: list[tuple[str, str]]
) -> None:
    index, facts, titles = real
    assert len(items) >= 60
    missed = []
    for text, beginning in items:
        first = [titles[hit.id] for hit in index.search(text, facts=facts, limit=5).hits]
        if not any(title.startswith(beginning) for title in first):
            missed.append((text, beginning))
    assert len(missed) <= 2, missed


def test_every_beginning_of_a_known_title_finds_it(real: tuple[SearchIndex, MemoryFacts, dict[int, str]]) -> None:
    index, facts, titles = real
    for number in range(1, 600, 25):
        title = titles[number]
        for end in range(8, len(title), 7):
            assert number in index.search(title[:end].replace("-", " "), facts=facts).ids, title[:end]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["cisi", "cacm"])
def test_ranking_is_better_than_that_of_fts5(shared: Path, tmp_path: Path, name: str) -> None:
    from readinglist.core.search.evaluation.ranking import Weights
    from tests.bench.ranking import Collection, fts5, ours

    collection = Collection(name)
    assert collection.score(ours(collection, tmp_path, Weights())) > collection.score(fts5(collection, tmp_path)) + 0.04
    assert sqlite3.sqlite_version_info
