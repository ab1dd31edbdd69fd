"""One segment's arrays out of several segments'. Imports numpy and arrays.

The result is what a fresh build of the live documents would give, byte for byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.arrays import assemble, pack, ranges, unblob
from readinglist.core.search.schema import FIELDS

Array = NDArray[Any]
#: a segment's arrays, and which of its documents are live (None: all)
Part = tuple[Mapping[str, Array], Array | None]


def merged(parts: Sequence[Part]) -> dict[str, Array]:
    """The arrays of all live documents of some segments."""
    kept = [_kept(columns["papers"], live) for columns, live in parts]
    papers = np.concatenate([columns["papers"][keep] for (columns, _), keep in zip(parts, kept, strict=True)])
    order = np.argsort(papers, kind="stable")
    number = np.empty(len(papers), np.int32)
    number[order] = np.arange(len(papers))
    maps = list(_document_maps(parts, kept, number))
    vocabularies = [unblob(columns["terms"], columns["terms_at"]) for columns, _ in parts]
    terms = list(_united(vocabularies))
    places = {term: i for i, term in enumerate(terms)}
    ranks = [np.fromiter(map(places.__getitem__, v), np.int32, len(v)) for v in vocabularies]
    stems: dict[str, str] = {}
    for (columns, _), vocabulary in zip(parts, vocabularies, strict=True):
        stems.update(_stems(columns, vocabulary))
    sources = {f: _Postings(f, parts, maps, ranks, len(terms)) for f in FIELDS}
    return assemble(papers[order], terms, sources, stems)


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


def _united(vocabularies: Sequence[list[str]]) -> Iterator[str]:
    """All terms in order, each once; sorted a first letter at a time, so that no step holds up other threads long."""
    groups: dict[str, list[str]] = {}
    for vocabulary in vocabularies:
        for first, terms in groupby(vocabulary, lambda term: term[:1]):
            groups.setdefault(first, []).extend(terms)
    for first in sorted(groups):
        yield from sorted(set(groups[first]))


def _stems(columns: Mapping[str, Array], vocabulary: list[str]) -> Iterator[tuple[str, str]]:
    """(term, stem) of the terms that differ from their stems."""
    stems = unblob(columns["stems"], columns["stems_at"])
    owners = np.repeat(np.arange(len(stems)), np.diff(columns["family_at"])).tolist()
    for term, owner in zip(columns["family"].tolist(), owners, strict=True):
        if stems[owner] != vocabulary[term]:
            yield vocabulary[term], stems[owner]


class _Postings:
    """A field's occurrences out of several segments (see ``arrays.Source``)."""

    def __init__(self, field: str, parts: Sequence[Part], maps: list[Array], ranks: list[Array], terms: int) -> None:
        self.counts = np.zeros(terms, np.int64)
        self.lengths = np.zeros(sum(int((mapping >= 0).sum()) for mapping in maps), np.int32)
        self._parts: list[tuple[dict[str, Array], Array, Array]] = []
        for (columns, live), mapping, rank in zip(parts, maps, ranks, strict=True):
            if f"{field}.docs" not in columns:
                continue
            keys = ("terms", "at", "docs", "tf", "pos_at", "pos", "lens")
            own = {key: columns[f"{field}.{key}"] for key in keys}
            alive = mapping >= 0
            self.lengths[mapping[alive]] = own["lens"][alive]
            here = rank[own["terms"]]
            tf = own["tf"].astype(np.int64) if live is None else own["tf"] * live[own["docs"]].astype(np.int64)
            self.counts[here] += np.add.reduceat(tf, own["at"][:-1])
            self._parts.append((own, here, mapping))

    def keys(self, low: int, high: int) -> Array:
        """The packed occurrences of a range of terms."""
        found = [np.zeros(0, np.uint64)]
        for own, here, mapping in self._parts:
            first, last = np.searchsorted(here, (low, high)).tolist()
            if last > first:
                found.append(self._chosen(own, here, mapping, first, last))
        return np.concatenate(found)

    @staticmethod
    def _chosen(own: dict[str, Array], here: Array, mapping: Array, first: int, last: int) -> Array:
        a, b = int(own["at"][first]), int(own["at"][last])
        tf = own["tf"][a:b]
        start = int(own["pos_at"][first])
        positions = own["pos"][start : start + int(tf.sum(dtype=np.int64))]
        docs = mapping[own["docs"][a:b]]
        terms = np.repeat(here[first:last], np.diff(own["at"][first : last + 1]))
        keep = np.flatnonzero(docs >= 0)
        if len(keep) < len(docs):
            ends = np.cumsum(tf, dtype=np.int64)
            positions = positions[ranges((ends - tf)[keep], tf[keep])]
            docs, terms, tf = docs[keep], terms[keep], tf[keep]
        return pack(np.repeat(terms, tf), np.repeat(docs, tf), positions)
