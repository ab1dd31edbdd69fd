"""One segment's arrays out of several segments'. Imports numpy and arrays.

The result is what a fresh build of the live documents would give, byte for byte.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.schema import FIELDS
from readinglist.core.search.segments.arrays import assemble, in_order, pack, politely, ranges, unblob
from readinglist.core.search.segments.columns import Field

Array = NDArray[Any]
_TERMS = 1 << 16  # whose postings are counted at a time
#: a segment's arrays, and which of its documents are live (None: all)
Part = tuple[Mapping[str, Array], Array | None]


def merged(parts: Sequence[Part], give_way: Callable[[], None] | None = None) -> dict[str, Array]:
    """The arrays of all live documents of some segments. ``give_way`` is called every few milliseconds meanwhile."""
    kept = [_kept(columns["papers"], live) for columns, live in parts]
    papers = np.concatenate([columns["papers"][keep] for (columns, _), keep in zip(parts, kept, strict=True)])
    order = np.argsort(papers, kind="stable")
    number = np.empty(len(papers), np.int32)
    number[order] = np.arange(len(papers))
    maps = list(_document_maps(parts, kept, number))
    vocabularies = [unblob(columns["terms"], columns["terms_at"], give_way) for columns, _ in parts]
    terms = list(politely(in_order(vocabularies), give_way))
    places = {term: i for i, term in enumerate(politely(terms, give_way))}
    ranks = [np.fromiter(map(places.__getitem__, politely(v, give_way)), np.int32, len(v)) for v in vocabularies]
    stems: dict[str, str] = {}
    for (columns, _), vocabulary in zip(parts, vocabularies, strict=True):
        stems.update(politely(_stems(columns, vocabulary, give_way), give_way))
    sources = {f: _Postings(f, parts, maps, ranks, len(terms), give_way) for f in FIELDS}
    return assemble(papers[order], terms, sources, stems, give_way)


def _kept(papers: Array, live: Array | None) -> Array:
    return np.arange(len(papers)) if live is None else np.flatnonzero(live)


def _document_maps(parts: Sequence[Part], kept: list[Array], number: Array) -> Iterator[Array]:
    """For each part: the new number of each of its documents, -1 for a deleted one."""
    base = 0
    for (columns, _), keep in zip(parts, kept, strict=True):
        mapping = np.full(len(columns["papers"]), -1, np.int32)
        mapping[keep] = number[base : base + len(keep)]
        base += len(keep)
        yield mapping


def _stems(
    columns: Mapping[str, Array], vocabulary: list[str], give_way: Callable[[], None] | None
) -> Iterator[tuple[str, str]]:
    """(term, stem) of the terms that differ from their stems."""
    stems = unblob(columns["stems"], columns["stems_at"], give_way)
    owners = np.repeat(np.arange(len(stems)), np.diff(columns["family_at"])).tolist()
    for term, owner in zip(columns["family"].tolist(), owners, strict=True):
        if stems[owner] != vocabulary[term]:
            yield vocabulary[term], stems[owner]


class _Postings:
    """A field's occurrences out of several segments (see ``arrays.Source``)."""

    def __init__(
        self,
        name: str,
        parts: Sequence[Part],
        maps: list[Array],
        ranks: list[Array],
        terms: int,
        give_way: Callable[[], None] | None,
    ) -> None:
        self.counts = np.zeros(terms, np.int64)
        self.lengths = np.zeros(sum(int((mapping >= 0).sum()) for mapping in maps), np.int32)
        self._parts: list[tuple[Field, Array, Array]] = []
        for (columns, live), mapping, rank in zip(parts, maps, ranks, strict=True):
            if f"{name}.docs" not in columns:
                continue
            field = Field(columns, name)
            alive = mapping >= 0
            self.lengths[mapping[alive]] = field.lens[alive]
            here = rank[field.terms]
            self.counts[here] += _occurrences(field, live, give_way)
            self._parts.append((field, here, mapping))

    def keys(self, low: int, high: int) -> Array:
        """The packed occurrences of a range of terms."""
        found = [np.zeros(0, np.uint64)]
        for field, here, mapping in self._parts:
            first, last = np.searchsorted(here, (low, high)).tolist()
            if last > first:
                found.append(self._chosen(field, here, mapping, first, last))
        return np.concatenate(found)

    @staticmethod
    def _chosen(field: Field, here: Array, mapping: Array, first: int, last: int) -> Array:
        a, b = field.span(first, last)
        docs = mapping[field.docs(a, b)]
        tf = field.tf(a, b)
        terms = np.repeat(here[first:last], np.diff(field.at[first : last + 1]))
        starts = field.starts(a, b) if field.located else None
        keep = np.flatnonzero(docs >= 0)
        if len(keep) < len(docs):
            docs, terms, tf = docs[keep], terms[keep], tf[keep]
            starts = None if starts is None else starts[keep]
        if starts is None:
            return pack(terms, docs, np.zeros(1, np.uint16))
        return pack(np.repeat(terms, tf), np.repeat(docs, tf), field.positions(ranges(starts, tf)))


def _occurrences(field: Field, live: Array | None, give_way: Callable[[], None] | None) -> Array:
    """How many each term of a field has in live documents; some terms at a time."""
    counts = [np.zeros(0, np.int64)]
    for first in range(0, len(field.terms), _TERMS):
        if give_way is not None:
            give_way()
        last = min(len(field.terms), first + _TERMS)
        a, b = field.span(first, last)
        tf = field.tf(a, b).astype(np.int64)
        if live is not None:
            tf *= live[field.docs(a, b)]
        counts.append(np.add.reduceat(tf, field.at[first:last] - a))
    return np.concatenate(counts)
