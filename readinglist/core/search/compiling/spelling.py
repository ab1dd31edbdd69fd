"""Which words of a segment are written nearly like a word. Imports numpy and rapidfuzz.

Edits are those of the optimal string alignment distance: a letter more, less, other, or two neighbours swapped. For
words in ASCII they are counted for all terms of a segment at once, in a band about the diagonal (E. Ukkonen, Algorithms
for approximate string matching, 1985); others are rare, and counted term by term.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from readinglist.core.search.segments.arrays import letter_sets
from readinglist.core.search.segments.columns import Columns

Array = NDArray[Any]


class Near(NamedTuple):
    """A term of a segment, by its number, and how much of it lies how many edits from a word."""

    number: int
    edits: int
    shown: str


def edits(word: str, other: str, most: int) -> int:
    """How many letters are more, less, other or swapped; more than ``most`` where there are more."""
    return int(OSA.distance(word, other, score_cutoff=most))


def written_nearly(columns: Columns, word: str, most: int, *, begun: bool, initial: str = "") -> Iterator[Near]:
    """The terms that begin with ``initial`` and lie within ``most`` edits of a word; with ``begun`` longer terms of
    which a beginning does: ``halluc`` of ``hallucination`` for ``haluc``."""
    if not columns.terms.count:
        return
    rows = _alike(columns, word, most, begun, initial)
    if not word.isascii():
        yield from _one_by_one(columns, word, most, begun, rows)
        return
    starts = columns.arrays["terms_at"]
    lengths = np.diff(starts).take(rows)
    table, ascii_only = _distances(columns.arrays["terms"], starts.take(rows), word.encode(), most)
    yield from _one_by_one(columns, word, most, begun, rows[~ascii_only])
    wanted = np.arange(len(word) - most, len(word) + most + 1)[:, None]
    table[wanted > lengths if begun else wanted != lengths] = most + 1
    order = np.argsort(np.abs(wanted[:, 0] - len(word)), kind="stable")  # of beginnings as near: the one as long
    best = order.take(table[order].argmin(axis=0))
    nearest = table[best, np.arange(len(rows))]
    for place in np.flatnonzero(ascii_only & (nearest <= most)).tolist():
        term = columns.terms[int(rows[place])]
        yield Near(int(rows[place]), int(nearest[place]), term[: int(wanted[best[place], 0])])


def _alike(columns: Columns, word: str, most: int, begun: bool, initial: str) -> Array:
    """Numbers of the terms that may lie so near, by length and set of letters; a superset."""
    key = word.encode()
    most *= -(-len(key) // len(word))  # bytes that an edit may change
    wanted = letter_sets(np.frombuffer(key, np.uint8), np.array([0, len(key)]))[0]
    first, last = columns.terms.prefix(initial) if initial else (0, columns.terms.count)
    lengths = np.diff(columns.arrays["terms_at"][first : last + 1])
    letters = columns.arrays["letters"][first:last]
    if begun:
        near = (lengths > len(key)) & (np.bitwise_count(wanted & ~letters) <= most)
    else:
        near = (np.abs(lengths - len(key)) <= most) & (np.bitwise_count(letters ^ wanted) <= 2 * most)
    return np.flatnonzero(near & columns.words[first:last]) + first


def _distances(data: Array, starts: Array, key: bytes, most: int) -> tuple[Array, Array]:
    """(edits between a word and the first n bytes of each term, n from ``most`` below its length to ``most`` above,
    as rows, int8, what is above ``most`` is not exact; whether these bytes are ASCII)."""
    far = np.full(len(starts), most + 1, np.int8)
    letters = [data.take(starts + i, mode="clip") for i in range(len(key) + most)]
    ascii_only = np.bitwise_or.reduce(letters) < 128
    above = [np.full(len(starts), max(0, j), np.int8) if j >= 0 else far for j in range(-most, most + 1)]
    before = above
    for i in range(1, len(key) + 1):
        row: list[Array] = []
        for k, j in enumerate(range(i - most, i + most + 1)):
            if j < 1:
                row.append(np.full(len(starts), i, np.int8) if j == 0 else far)
                continue
            cell = above[k] + (letters[j - 1] != key[i - 1])
            if j > i - most:
                np.minimum(cell, row[k - 1] + np.int8(1), out=cell)
            if j < i + most:
                np.minimum(cell, above[k + 1] + np.int8(1), out=cell)
            if i > 1 and j > 1:
                swapped = (letters[j - 1] == key[i - 2]) & (letters[j - 2] == key[i - 1])
                np.minimum(cell, np.where(swapped, before[k] + np.int8(1), far), out=cell)
            row.append(cell)
        before, above = above, row
    return np.stack(above), ascii_only


def _one_by_one(columns: Columns, word: str, most: int, begun: bool, rows: Array) -> Iterator[Near]:
    for number in rows.tolist():
        term = columns.terms[number]
        near = _nearest_beginning(word, term, most) if begun else (edits(word, term, most), term)
        if near[0] <= most:
            yield Near(number, *near)


def _nearest_beginning(word: str, term: str, most: int) -> tuple[int, str]:
    """(edits, beginning of a term) that is nearest to a word."""
    lengths = sorted(range(len(word) - most, len(word) + most + 1), key=lambda n: abs(n - len(word)))
    return min(((edits(word, term[:n], most), term[:n]) for n in lengths), key=lambda pair: pair[0])
