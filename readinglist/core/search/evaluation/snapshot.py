"""One commit as searches see it: immutable, shared by threads, with what is worth keeping between searches.

Imports numpy, columns, ranking and facts.
"""

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.evaluation.queries import Fact
from readinglist.core.search.evaluation.ranking import Weights
from readinglist.core.search.facts import Ids, PaperFacts
from readinglist.core.search.schema import TEXT_FIELDS
from readinglist.core.search.segments.arrays import ranges
from readinglist.core.search.segments.columns import Columns

Array = NDArray[Any]
#: (ascending document numbers, score of each) in one segment
Matches = tuple[Array, Array]


class Segment:
    """The columns of one segment with its deletions, and its Whoosh reader for queries of foreign types."""

    def __init__(self, columns: Columns, live: Array | None, reader: Any = None) -> None:
        self.columns = columns
        self.reader = reader
        self.live = live
        self.count = columns.count
        self.live_count = columns.count if live is None else int(np.count_nonzero(live))

    def length_totals(self, field: str) -> tuple[int, int]:
        """(sum of a field's lengths, number of papers that have it), deleted ones not counted."""
        total, having = self.columns.length_totals(field)
        if self.live is None:
            return total, having
        gone = self.columns.lengths(field)[~self.live]
        return total - int(gone.sum(dtype=np.int64)), having - int(np.count_nonzero(gone))

    def term_papers(self, term: str) -> list[int]:
        """How many live papers hold a term, for each field of words."""
        number = self.columns.terms.find(term)
        return [self._holding(name, number) if number >= 0 else 0 for name in TEXT_FIELDS]

    def _holding(self, name: str, number: int) -> int:
        field = self.columns.field(name)
        slot = -1 if field is None else field.slot(number)
        if field is None or slot < 0:
            return 0
        first, last = field.span(slot, slot + 1)
        return last - first if self.live is None else int(np.count_nonzero(self.live[field.docs(first, last)]))

    def terms_papers(self, numbers: Array) -> Array:
        """How many live papers hold each of some terms, given by number (int32: another type would make numpy copy what
        is searched): one row for each field of words."""
        counts = np.zeros((len(TEXT_FIELDS), len(numbers)), np.int64)
        for name, row in zip(TEXT_FIELDS, counts, strict=True):
            field = self.columns.field(name)
            if field is None or not len(field.terms):
                continue
            slots = np.minimum(field.terms.searchsorted(numbers), len(field.terms) - 1)
            held = (field.terms.take(slots) == numbers).nonzero()[0]
            first = field.at.take(slots.take(held))
            many = field.at.take(slots.take(held) + 1) - first
            if self.live is not None:
                alive = self.live.take(field.docs_at(ranges(first, many)))
                many = np.bincount(np.arange(len(held)).repeat(many).compress(alive), minlength=len(held))
            row[held] = many
        return counts

    def most_papers(self, low: int, high: int) -> int:
        """How many live papers hold the most frequent of the terms ``low`` to below ``high``: the largest number that
        one field of words has."""
        if self.live is not None:
            return int(self.terms_papers(np.arange(low, high, dtype=np.int32)).max(initial=0))
        most = 0
        for name in TEXT_FIELDS:
            field = self.columns.field(name)
            if field is not None:
                first, last = field.slots(low, high)
                most = max(most, int(np.diff(field.at[first : last + 1]).max(initial=0)))
        return most

    def alive(self, docs: Array) -> Array:
        """The live ones among documents."""
        return docs if self.live is None else docs[self.live[docs]]


class Snapshot:
    """All segments of one commit. ``papers`` counts live documents.

    Scores of words, length norms and bitmaps of facts are kept in a cache of ``cache_bytes``; a new commit makes
    a new snapshot with an empty one.
    """

    def __init__(
        self, segments: Sequence[Segment], sequence: int, weights: Weights, cache_bytes: int = 64_000_000
    ) -> None:
        self.segments = tuple(segments)
        self.sequence = sequence
        self.weights = weights
        self.papers = sum(segment.live_count for segment in segments)
        self.cache = ByteCache(cache_bytes)
        self._norms: dict[str, Array] = {}
        self._norms_of: dict[tuple[str, int], Array] = {}

    def norm(self, field: str, number: int, docs: Array) -> Array:
        """Length norm times weight of a field in documents of a segment (float32, a new array)."""
        kept = self._norms_of.get((field, number))
        if kept is not None:
            return kept.take(docs)
        return self._norm_table(field).take(self.segments[number].columns.lengths(field).take(docs))

    def norms(self, field: str, number: int) -> Array:
        """The same for all documents of a segment, in their order."""
        kept = self._norms_of.get((field, number))
        if kept is None:
            kept = self._norm_table(field).take(self.segments[number].columns.lengths(field))
            self._norms_of[field, number] = kept
        return kept

    def _norm_table(self, field: str) -> Array:
        """The norm of each length that occurs: a table is far shorter than the documents."""
        table = self._norms.get(field)
        if table is None:
            totals = [segment.length_totals(field) for segment in self.segments]
            having = sum(count for _, count in totals)
            average = sum(total for total, _ in totals) / having if having else 1.0
            longest = max((segment.columns.longest(field) for segment in self.segments), default=0)
            table = self.weights.length_norm(field, np.arange(longest + 1), average)
            table *= np.float32(self.weights.boost(field))
            self._norms[field] = table
        return table

    def count(self, term: str) -> int:
        """How many papers hold a term: the largest number that one field has."""
        found: int | None = self.cache.get(("count", term))
        if found is None:
            counts = [segment.term_papers(term) for segment in self.segments]
            found = max((sum(column) for column in zip(*counts, strict=True)), default=0)
            self.cache.put(("count", term), found, 100)
        return found

    def fact_masks(self, fact: Fact, facts: PaperFacts) -> list[Array]:
        """For each segment, which documents a fact holds for (bool)."""
        key = ("fact", fact.key(), facts.version)
        masks = self.cache.get(key)
        if masks is None:
            ids = fact_ids(fact, facts)
            masks = [_mask(segment.columns.papers, ids, fact.absent) for segment in self.segments]
            self.cache.put(key, masks, sum(mask.nbytes for mask in masks))
        return list(masks)


def fact_ids(fact: Fact, facts: PaperFacts) -> Ids:
    """The papers that a fact is about, before ``absent`` turns it round (sorted, unique)."""
    parts = [facts.ids(name, value) for name, value in fact.pairs]
    for name, least, most in fact.ranges:
        ids, values = facts.column(name)
        parts.append(ids[(values >= least) & (values <= most)])
    if len(parts) == 1:
        return parts[0]
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)


def _mask(papers: Array, ids: Ids, absent: bool) -> Array:
    """Which of the ascending ``papers`` are among the ascending ``ids``."""
    mask = np.zeros(len(papers), bool)
    if len(ids) and len(papers):
        if len(ids) < len(papers):
            places = np.minimum(np.searchsorted(papers, ids), len(papers) - 1)
            mask[places[papers[places] == ids]] = True
        else:
            places = np.minimum(np.searchsorted(ids, papers), len(ids) - 1)
            mask = ids[places] == papers
    return ~mask if absent else mask


class ByteCache:
    """The most recently used answers, up to a number of bytes. Thread-safe."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._lock = Lock()
        self._items: OrderedDict[Any, tuple[Any, int]] = OrderedDict()

    def get(self, key: Any) -> Any:
        """The answer, or None."""
        with self._lock:
            item = self._items.get(key)
            if item is None:
                return None
            self._items.move_to_end(key)
            return item[0]

    def put(self, key: Any, value: Any, size: int) -> None:
        """Keep an answer; the least recently used ones give way."""
        with self._lock:
            if key in self._items or size > self._limit:
                return
            self._items[key] = (value, size)
            self._size += size
            while self._size > self._limit:
                self._size -= self._items.popitem(last=False)[1][1]
