"""New documents on their way to becoming a segment. Imports numpy, analysis and arrays.

Tokens are kept as numbers of distinct *raw* tokens, four bytes each; what a raw token consists of (its terms and
their positions) is worked out once for each distinct one, when the segment is made.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.records import IndexDocument
from readinglist.core.search import analysis
from readinglist.core.search.schema import FIELDS, WHOLE_FIELDS, field_texts
from readinglist.core.search.segments.arrays import (
    MAX_POSITION,
    Numbers,
    assemble,
    pack,
    politely,
    ranges,
    sorted_numbers,
)

Array = NDArray[Any]
_SLICE = 1 << 19  # raw tokens that are expanded at a time


class Accumulator:
    """Documents taken in one after the other; ``columns`` makes the segment's arrays of them."""

    def __init__(self) -> None:
        self._raw = Numbers()
        self._papers: list[int] = []
        self._rows: dict[str, _Rows] = {f: _Rows() for f in FIELDS}

    def __len__(self) -> int:
        return len(self._papers)

    @property
    def tokens(self) -> int:
        """Raw tokens taken in so far."""
        return sum(len(rows.tokens) for rows in self._rows.values())

    def add(self, document: IndexDocument) -> None:
        """Take in one document; each paper at most once."""
        number = len(self._papers)
        self._papers.append(document.id)
        find = self._raw.__getitem__
        for field, raws in field_texts(document):
            rows = self._rows[field]
            rows.docs.append(number)
            rows.counts.append(len(raws))
            rows.tokens.fromlist(list(map(find, raws)))

    def columns(self, give_way: Callable[[], None] | None = None) -> dict[str, Array]:
        """All arrays of the segment; documents are numbered by paper id. The accumulator is empty afterwards."""
        spelled = _spellings(self._raw)
        terms, pieces = _pieces(politely(self._raw, give_way))
        self._raw = Numbers()
        papers = np.array(self._papers, np.int64)
        order = np.argsort(papers, kind="stable")
        number = np.empty(len(papers), np.int32)
        number[order] = np.arange(len(papers))
        sources = {}
        for field in FIELDS:
            rows = self._rows.pop(field).arrays(number)
            if field in ("title", "abstract"):
                self._rows["acronym"].add_spellings(rows, spelled)
            sources[field] = _Tokens(rows, pieces, len(terms), len(papers), located=field not in WHOLE_FIELDS)
        return assemble(papers[order], terms, sources, give_way=give_way)


#: tokens of all rows, document of each row, number of tokens of each row
_RowArrays = tuple[Array, Array, Array]
#: of each raw token: first piece (one more than tokens), width; of each piece: term number, position
_Pieces = tuple[Array, Array, Array, Array]


class _Rows:
    """One field's tokens, a row for each document that has it."""

    def __init__(self) -> None:
        self.tokens: array[int] = array("i")
        self.docs: array[int] = array("i")
        self.counts: array[int] = array("i")
        self._extra: list[_RowArrays] = []

    def add_spellings(self, rows: _RowArrays, spelled: Array) -> None:
        """Rows of one token each for the compounds among another field's rows (documents are numbered already)."""
        tokens, docs, counts = rows
        found = spelled[tokens]
        chosen = np.flatnonzero(found >= 0)
        ends = np.cumsum(counts)
        owner = docs[np.searchsorted(ends, chosen, "right")]
        self._extra.append((found[chosen], owner, np.ones(len(chosen), np.int32)))

    def arrays(self, number: Array) -> _RowArrays:
        """The rows with documents renumbered."""
        raws, docs, counts = (np.array(a, np.int32) for a in (self.tokens, self.docs, self.counts))
        parts = [(raws, number[docs], counts), *self._extra]
        joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
        return joined[0], joined[1], joined[2]


def _spellings(raws: Numbers) -> Array:
    """For each raw token that is two words with a hyphen, the number of ``finetuning=4``; otherwise -1.

    That term, in the field ``acronym``, says where the library divides a word (``fine tuning``).
    """
    found = {}
    for raw, number in list(raws.items()):
        first, hyphen, second = raw.partition("-")
        if hyphen and len(first) > 1 and len(second) > 2 and first.isalpha() and second.isalpha():
            found[number] = raws[f"{analysis.VERBATIM}{first}{second}={len(first)}"]
    table = np.full(len(raws), -1, np.int32)
    table[list(found)] = list(found.values())
    return table


def _pieces(raws: Iterable[str]) -> tuple[list[str], _Pieces]:
    """The sorted terms of the raw tokens, and what each raw token is made of."""
    numbers = Numbers()
    first, widths, term, offset = array("i", [0]), array("i"), array("i"), array("i")
    for raw in raws:
        if raw.isalnum() and raw.isascii() and len(raw) <= analysis.MAX_TERM:  # by far the most: no need to ask
            term.append(numbers[raw])
            offset.append(0)
            widths.append(1)
        else:
            pieces, width = analysis.analyse(raw)
            widths.append(width)
            for text, position, _, _ in pieces:
                term.append(numbers[text])
                offset.append(position)
        first.append(len(term))
    terms, rank = sorted_numbers(numbers)
    a, b, c, d = (np.array(column, np.int32) for column in (first, widths, term, offset))
    return terms, (a, b, rank[c], d)


class _Tokens:
    """A field's occurrences out of its rows of raw tokens (see ``arrays.Source``)."""

    def __init__(self, rows: _RowArrays, pieces: _Pieces, terms: int, documents: int, *, located: bool) -> None:
        self._raws, self._docs, self._counts = rows
        self._located = located
        self._pieces = pieces
        first, widths, term, _ = pieces
        often = np.bincount(self._raws, minlength=len(widths))
        self.counts = np.bincount(term, np.repeat(often, np.diff(first)), terms).astype(np.int64)
        self.lengths = np.zeros(documents, np.int32)
        self._places = np.zeros(len(self._raws) if located else 0, np.uint16)  # of each raw token, its first position
        for part, tokens in self._slices():
            counts = self._counts[part]
            ends = np.concatenate(([0], np.cumsum(widths.take(self._raws[tokens]))))
            token_ends = np.cumsum(counts)
            self.lengths[self._docs[part]] = ends[token_ends] - ends[token_ends - counts]
            if located:
                places = ends[:-1] - np.repeat(ends[token_ends - counts], counts)
                self._places[tokens] = np.minimum(places, MAX_POSITION)

    def _slices(self) -> Iterator[tuple[slice, slice]]:
        """Some rows at a time with the places of their tokens, so that temporary arrays stay small."""
        ends = np.concatenate(([0], np.cumsum(self._counts, dtype=np.int64)))
        first = 0
        while first < len(self._counts):
            last = max(first + 1, int(np.searchsorted(ends, ends[first] + _SLICE)) - 1)
            yield slice(first, last), slice(int(ends[first]), int(ends[last]))
            first = last

    def keys(self, low: int, high: int) -> Array:
        """The packed occurrences of a range of terms."""
        first, _, term, _ = self._pieces
        here = (term >= low) & (term < high)
        holding = np.zeros(len(first) - 1, bool)  # the raw tokens that have such a term
        holding[np.repeat(np.arange(len(holding)), np.diff(first)).compress(here)] = True
        parts = [self._expanded(part, tokens, holding, here) for part, tokens in self._slices()]
        return np.concatenate(parts) if parts else np.zeros(0, np.uint64)

    def _expanded(self, part: slice, tokens: slice, holding: Array, here: Array) -> Array:
        """The occurrences in some rows of the pieces that are ``here``, of raw tokens ``holding`` one."""
        first, _, term, offset = self._pieces
        chosen = holding.take(self._raws[tokens]).nonzero()[0]
        raws = self._raws[tokens].take(chosen)
        piece = first.take(raws)
        repeats = first.take(raws + 1) - piece
        if repeats.size and repeats.max() > 1:
            piece, chosen = ranges(piece, repeats), chosen.repeat(repeats)
            keep = here.take(piece).nonzero()[0]
            piece, chosen = piece.take(keep), chosen.take(keep)
        owner = np.repeat(self._docs[part], self._counts[part]).take(chosen)
        if not self._located:
            return pack(term.take(piece), owner, np.zeros(1, np.uint16))
        position = self._places[tokens].take(chosen) + offset.take(piece)
        np.minimum(position, MAX_POSITION, out=position)
        return pack(term.take(piece), owner, position)
