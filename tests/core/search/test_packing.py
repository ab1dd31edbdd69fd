"""Postings come out of their few bytes as they went in: many documents, high frequencies, far positions, in parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.search.segments import accumulating, arrays
from readinglist.core.search.segments.accumulating import Accumulator
from readinglist.core.search.segments.packing import FAR, MANY, MOST_DOCUMENTS, Packer, Postings
from tests.core.search.conftest import paper
from tests.examples import examples

#: (documents in the segment, highest position, how many postings go in at a time)
SHAPES = [(40, 200, 7), (70_000, 300, 64), (MOST_DOCUMENTS, FAR - 1, 1000), (5, 65_535, 130), (100, 5_000, 100)]


def random_postings(seed: int, documents: int, highest: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """Documents, and for each the ascending positions of a word: mostly one, sometimes more than ``MANY``."""
    chance = np.random.default_rng(seed)
    docs = np.sort(chance.choice(documents, min(documents, 300), replace=False))
    times = np.where(chance.random(len(docs)) < 0.05, chance.integers(MANY - 2, MANY + 20, len(docs)), 1)
    times[chance.random(len(docs)) < 0.3] = 3
    return docs, [np.sort(chance.choice(highest + 1, n, replace=False)).astype(np.uint16) for n in times.tolist()]


def packed(docs: np.ndarray, places: list[np.ndarray], step: int, *, positions: bool = True) -> dict[str, np.ndarray]:
    packer = Packer(positions=positions)
    for first in range(0, len(docs), step):
        part = places[first : first + step]
        begins = np.cumsum([0, *(len(p) for p in part[:-1])])
        packer.add(docs[first : first + step].astype(np.int32), begins, np.concatenate(part))
    return {f"f.{key}": column for key, column in packer.arrays().items()}


@pytest.mark.parametrize(("documents", "highest", "step"), SHAPES)
@examples(10)
@given(seed=st.integers(0, 10_000), a=st.integers(0, 300), b=st.integers(0, 300))
def test_postings_come_out_as_they_went_in(documents: int, highest: int, step: int, seed: int, a: int, b: int) -> None:
    docs, places = random_postings(seed, documents, highest)
    read = Postings(packed(docs, places, step), "f", documents)
    first, last = sorted((min(a, len(docs)), min(b, len(docs))))
    assert read.docs(first, last).tolist() == docs[first:last].tolist()
    assert read.tf(first, last).tolist() == [len(p) for p in places[first:last]]
    starts = read.starts(first, last).tolist()
    for start, expected in zip(starts, places[first:last], strict=True):
        assert read.positions(np.arange(start, start + len(expected))).tolist() == expected.tolist()
    everything = np.concatenate(places)
    some = np.random.default_rng(seed).permutation(len(everything))[:50]
    assert read.positions(some).tolist() == everything[some].tolist()


def test_the_bytes_do_not_depend_on_the_parts() -> None:
    docs, places = random_postings(1, 70_000, 900)
    whole = packed(docs, places, 1000)
    for step in (1, 13, 64, 65):
        parts = packed(docs, places, step)
        assert all(
            np.array_equal(parts[key], column) and parts[key].dtype == column.dtype for key, column in whole.items()
        )


def test_three_bytes_a_posting_and_one_and_an_eighth_a_position() -> None:
    docs = np.arange(64_000)
    columns = packed(docs, [np.array([n % 500], np.uint16) for n in range(64_000)], 10_000)
    assert sum(column.nbytes for column in columns.values()) <= 64_000 * (3 + 1.125) + 64_000 / 64 * 4 + 100


def test_a_field_without_positions_has_none() -> None:
    docs, places = random_postings(2, 100, 150)
    read = Postings(packed(docs, [p[:1] for p in places], 10, positions=False), "f", 100)
    assert not read.located
    assert read.docs(0, len(docs)).tolist() == docs.tolist()


def test_a_segment_made_in_parts_is_the_one_made_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Fine-tuning of GPT-4o", "C++ for 图像 search", "tuning, fine", "x" * 90, "a-b-c a-b a", "", "of of of")
    documents = [paper(9 - n, text, abstract=" ; ".join(texts[: n + 1]), tags=(text,)) for n, text in enumerate(texts)]

    def made() -> dict[str, list[int]]:
        batch = Accumulator()
        for document in documents:
            batch.add(document)
        return {name: array.tolist() for name, array in batch.columns().items()}

    whole = made()
    monkeypatch.setattr(arrays, "CHUNK", 3)
    monkeypatch.setattr(accumulating, "_SLICE", 4)
    assert made() == whole
