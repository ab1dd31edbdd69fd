"""The vectorised evaluator: walks Whoosh's own query tree over the arrays of all segments. Imports numpy, Whoosh.

For each query type there is one method that returns, for each segment, the matching documents in ascending order
and their scores. Scores of a word need the number of papers that match it in all segments, so every step is taken
for all segments together. Query types that are not known here go through Whoosh's matchers (hit set only).
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.searching import Searcher

from readinglist.core.search import ranking
from readinglist.core.search.arrays import ranges
from readinglist.core.search.columns import Field
from readinglist.core.search.facts import PaperFacts
from readinglist.core.search.postings import (
    NOTHING,
    Piece,
    among,
    both,
    chosen,
    distinct,
    either,
    form_terms,
    occurrences,
    occurs,
    posting_spans,
    restricted,
    summed,
    with_extra,
)
from readinglist.core.search.queries import AnyField, AnyPhrase, Fact, Family, FamilyPhrase, Form
from readinglist.core.search.snapshot import Matches, Segment, Snapshot

Array = NDArray[Any]


class Evaluator:
    """Answers one query on one snapshot. ``check`` is called between steps and may raise to stop the search."""

    def __init__(
        self, snapshot: Snapshot, facts: PaperFacts | None = None, check: Callable[[], None] = lambda: None
    ) -> None:
        self.snapshot = snapshot
        self.facts = facts
        self._check = check
        self._kept: dict[tuple[Any, ...], tuple[Array, Array]] = {}

    def matches(self, q: query.Query, within: list[Array] | None = None) -> list[Matches]:
        """For each segment: matching documents (ascending) and scores.

        ``within`` (a bool for each document of each segment) restricts the answer; scores do not depend on it.
        """
        self._check()
        method = _METHODS.get(type(q))
        if method is None:
            return self._foreign(q, within)
        return method(self, q, within)

    def count(self, q: query.Query, within: list[Array] | None = None) -> int:
        """How many papers match."""
        return sum(len(docs) for docs, _ in self.matches(q, within))

    # -- words

    def _term(self, q: query.Term, within: list[Array] | None) -> list[Matches]:
        return self._any_field(AnyField((q.fieldname,), (Form("exact", q.text),), boost=q.boost), within)

    def _prefix(self, q: query.Prefix, within: list[Array] | None) -> list[Matches]:
        return self._any_field(AnyField((q.fieldname,), (Form("prefix", q.text),), boost=q.boost), within)

    def _family(self, q: Family, within: list[Array] | None) -> list[Matches]:
        return self._any_field(AnyField((q.fieldname,), (Form("family", q.text),), boost=q.boost), within)

    def _any_field(self, q: AnyField, within: list[Array] | None) -> list[Matches]:
        key = q.key()
        found: list[Matches] | None = self.snapshot.cache.get(key)
        if found is not None:
            return restricted(found, within)
        pieces = [self._pieces(segment, i, q) for i, segment in enumerate(self.snapshot.segments)]
        if within is not None and self._narrow_enough(pieces, within):
            return self._scored(q, pieces, within)
        found = self._scored(q, pieces, None)
        self.snapshot.cache.put(key, found, sum(d.nbytes + s.nbytes for d, s in found) + 200)
        return restricted(found, within)

    def _narrow_enough(self, pieces: list[list[Piece]], within: list[Array]) -> bool:
        """Whether to score a word only for the papers that the other words left, and not to keep its scores."""
        size = sum(len(docs) for some in pieces for docs, _, _ in some)
        return size > _WIDE and self._few(within)

    def _few(self, within: list[Array]) -> bool:
        return sum(int(np.count_nonzero(mask)) for mask in within) * 8 < self.snapshot.papers

    def _scored(self, q: AnyField, pieces: list[list[Piece]], within: list[Array] | None) -> list[Matches]:
        """Documents and scores of a word out of its postings, in all documents or within some."""
        matching = 0
        sums: list[Matches] = []
        for i, segment in enumerate(self.snapshot.segments):
            some = pieces[i]
            if within is not None:
                matching += distinct(some, segment)
                some = [chosen(piece, within[i]) for piece in some]
            sums.append(summed(some, segment))
            if within is None:
                matching += len(sums[-1][0])
        weight = np.float32(ranking.idf(self.snapshot.papers, matching) * q.boost)
        return [(docs, self.snapshot.weights.saturated(tf) * weight) for docs, tf in sums]

    def _pieces(self, segment: Segment, number: int, q: AnyField) -> list[Piece]:
        """All postings of a word in all its fields and forms, with weighted frequencies."""
        pieces: list[Piece] = []
        terms = [form_terms(segment, form) for form in q.forms]
        for name in q.fields:
            field = segment.columns.field(name)
            if field is None:
                continue
            for form, here in zip(q.forms, terms, strict=True):
                for low, high in here:
                    for first, last in posting_spans(field, [(low, high)]):
                        docs = field.docs(first, last)
                        norm = self.snapshot.norm(name, number, docs)
                        norm *= np.float32(form.factor)
                        pieces.append((docs, field.tf(first, last) * norm, high == low + 1))
        return pieces

    # -- phrases

    def _phrase(self, q: query.Phrase, within: list[Array] | None) -> list[Matches]:
        forms = tuple(Form("exact", word) for word in q.words)
        return self._any_phrase(AnyPhrase((q.fieldname,), forms, boost=q.boost), within)

    def _family_phrase(self, q: FamilyPhrase, within: list[Array] | None) -> list[Matches]:
        return self._any_phrase(AnyPhrase((q.fieldname,), q.forms, boost=q.boost), within)

    def _any_phrase(self, q: AnyPhrase, within: list[Array] | None) -> list[Matches]:
        """A phrase in any of several fields, scored as one word with the idf of all its words together."""
        found: list[Matches] | None = self.snapshot.cache.get(q.key())
        if found is not None:
            return restricted(found, within)
        wide = within is not None and self._few(within) and sum(map(self._form_size, q.forms)) > _WIDE // 10
        weight = np.float32(q.boost * sum(self._form_idf(form) for form in q.forms))
        found = []
        for i, segment in enumerate(self.snapshot.segments):
            here = within[i] if wide and within is not None else None
            parts = [self._places(q, name, i, here) for name in q.fields]
            docs, tf = either(parts, segment)
            found.append((docs, self.snapshot.weights.saturated(tf) * weight))
        if wide:
            return found
        self.snapshot.cache.put(q.key(), found, sum(d.nbytes + s.nbytes for d, s in found) + 200)
        return restricted(found, within)

    def _places(self, q: AnyPhrase, name: str, number: int, within: Array | None) -> Matches:
        """(documents, weighted number of places) of a phrase in one field of one segment."""
        segment = self.snapshot.segments[number]
        field = segment.columns.field(name)
        if field is None or not all(occurs(field, form_terms(segment, form)) for form in q.forms):
            return NOTHING
        tables = [self._occurrences(field, name, number, form) for form in q.forms]
        allowed = segment.live
        if within is not None:
            allowed = within if allowed is None else within & allowed
        else:
            for docs, _, _ in sorted(tables, key=lambda table: len(table[0])):
                here = np.zeros(segment.count, bool)
                here[docs] = True
                allowed = here if allowed is None else allowed & here
        keys: Array | None = None
        for offset, (form, table) in enumerate(zip(q.forms, tables, strict=True)):
            found = self._keys((number, name, form.kind, form.text), table, allowed, within) - offset
            keys = found if keys is None else keys[among(keys, found)]
            if not len(keys):
                return NOTHING
        docs, times = np.unique((keys if keys is not None else NOTHING[0]) >> 17, return_counts=True)
        return docs, times.astype(np.float32) * self.snapshot.norm(name, number, docs)

    def _occurrences(self, field: Field, name: str, number: int, form: Form) -> tuple[Array, Array, Array]:
        """Of all postings of a form in a field of a segment: documents, first positions, frequencies."""
        key = ("occurrences", number, name, form.kind, form.text)
        table: tuple[Array, Array, Array] | None = self.snapshot.cache.get(key)
        if table is None:
            table = occurrences(field, form_terms(self.snapshot.segments[number], form))
            self.snapshot.cache.put(key, table, sum(column.nbytes for column in table) + 200)
        return table

    def _keys(
        self, key: tuple[Any, ...], table: tuple[Array, Array, Array], allowed: Array | None, within: Array | None
    ) -> Array:
        """document · 2^17 + position + 2^16 of the occurrences in allowed documents, ascending.

        Kept for the other phrases of the same search that look within the same documents.
        """
        kept = self._kept.get(key) if within is not None else None
        if kept is not None and kept[0] is within:
            return kept[1]
        docs, starts, tf = table
        chosen = slice(None) if allowed is None else np.flatnonzero(allowed[docs])
        tf = tf[chosen].astype(np.int64)
        positions = self._positions(key[0], key[1], ranges(starts[chosen], tf))
        keys = (np.repeat(docs[chosen].astype(np.int64), tf) << 17) + positions + (1 << 16)
        keys.sort()
        if within is not None:
            self._kept[key] = (within, keys)
        return keys

    def _positions(self, number: int, name: str, places: Array) -> Array:
        field = self.snapshot.segments[number].columns.field(name)
        return NOTHING[0] if field is None else field.positions(places)

    def _form_size(self, form: Form) -> int:
        """Postings of a form in abstracts: how much work it is."""
        key = ("size", form.kind, form.text)
        size: int | None = self.snapshot.cache.get(key)
        if size is None:
            size = 0
            for segment in self.snapshot.segments:
                field = segment.columns.field("abstract")
                if field is not None:
                    size += sum(b - a for a, b in posting_spans(field, form_terms(segment, form)))
            self.snapshot.cache.put(key, size, 100)
        return size

    def _form_idf(self, form: Form) -> float:
        """The idf of one place of a phrase: of its word as typed, in any field."""
        return ranking.idf(self.snapshot.papers, max(1, self.snapshot.count(form.text)))

    # -- facts and everything

    def _fact(self, q: Fact, within: list[Array] | None) -> list[Matches]:
        if self.facts is None:
            return [NOTHING for _ in self.snapshot.segments]
        return self._from_masks(self.snapshot.fact_masks(q, self.facts), within)

    def _every(self, q: query.Every, within: list[Array] | None) -> list[Matches]:
        if q.fieldname is None or q.fieldname == "*":
            return self._from_masks([np.ones(s.count, bool) for s in self.snapshot.segments], within)
        masks = []
        for segment in self.snapshot.segments:
            field = segment.columns.field(q.fieldname)
            masks.append(np.zeros(segment.count, bool) if field is None else field.lens > 0)
        return self._from_masks(masks, within)

    def _nothing(self, q: query.Query, within: list[Array] | None) -> list[Matches]:
        return [NOTHING for _ in self.snapshot.segments]

    def _from_masks(self, masks: Sequence[Array], within: list[Array] | None) -> list[Matches]:
        found = []
        for i, (segment, mask) in enumerate(zip(self.snapshot.segments, masks, strict=True)):
            chosen = mask if within is None else mask & within[i]
            docs = segment.alive(np.flatnonzero(chosen))
            found.append((docs, np.zeros(len(docs), np.float32)))
        return found

    # -- combinations

    def _and(self, q: query.And, within: list[Array] | None) -> list[Matches]:
        negative = [sub for sub in q.subqueries if isinstance(sub, query.Not)]
        positive = [sub for sub in q.subqueries if not isinstance(sub, query.Not)]
        for fact in [sub for sub in positive if isinstance(sub, Fact)]:
            within = self._narrow(fact, within)
        clauses = [sub for sub in positive if not isinstance(sub, Fact)]
        for sub in negative:
            within = self._without(sub.query, within)
        if not clauses:
            return self._every(query.Every(), within)
        found: list[Matches] | None = None
        for sub in sorted(clauses, key=self._effort):
            more = self.matches(sub, within)
            found = (
                more
                if found is None
                else [both(*pair) for pair in zip(found, more, self.snapshot.segments, strict=True)]
            )
            within = self._masks(found)
        return found or []

    def _effort(self, q: query.Query) -> int:
        """Which clause to take first: the one with the fewest postings, phrases after words, wide prefixes last."""
        if isinstance(q, AnyField):
            return sum(map(self._form_size, q.forms))
        if isinstance(q, query.Or | query.And):
            return sum(self._effort(sub) for sub in q.subqueries)
        return 1 << 40

    def _masks(self, found: list[Matches]) -> list[Array]:
        masks = []
        for segment, (docs, _) in zip(self.snapshot.segments, found, strict=True):
            mask = np.zeros(segment.count, bool)
            mask[docs] = True
            masks.append(mask)
        return masks

    def _narrow(self, fact: Fact, within: list[Array] | None) -> list[Array]:
        masks = (
            self._masks(self._nothing(fact, None)) if self.facts is None else self.snapshot.fact_masks(fact, self.facts)
        )
        return masks if within is None else [a & b for a, b in zip(masks, within, strict=True)]

    def _without(self, q: query.Query, within: list[Array] | None) -> list[Array]:
        masks = [~mask for mask in self._masks(self.matches(q))]
        return masks if within is None else [a & b for a, b in zip(masks, within, strict=True)]

    def _or(self, q: query.Or, within: list[Array] | None) -> list[Matches]:
        parts = [self.matches(sub, within) for sub in q.subqueries]
        least = getattr(q, "minmatch", 0)
        found = []
        for i, segment in enumerate(self.snapshot.segments):
            found.append(either([part[i] for part in parts], segment, least))
        if q.boost != 1.0:
            found = [(docs, scores * np.float32(q.boost)) for docs, scores in found]
        return found

    def _not(self, q: query.Not, within: list[Array] | None) -> list[Matches]:
        return self._every(query.Every(), self._without(q.query, within))

    def _and_maybe(self, q: query.AndMaybe, within: list[Array] | None) -> list[Matches]:
        found = self.matches(q.a, within)
        extra = self.matches(q.b, self._masks(found))
        return [with_extra(a, b) for a, b in zip(found, extra, strict=True)]

    def _and_not(self, q: query.AndNot, within: list[Array] | None) -> list[Matches]:
        return self.matches(q.a, self._without(q.b, within))

    def _foreign(self, q: query.Query, within: list[Array] | None) -> list[Matches]:
        found = []
        for i, segment in enumerate(self.snapshot.segments):
            searcher = Searcher(segment.reader)
            mask = np.zeros(segment.count, bool)
            mask[np.fromiter(q.docs(searcher), np.int64)] = True
            found.append(mask if within is None else mask & within[i])
        return self._from_masks(found, None)


_METHODS: dict[type, Callable[[Evaluator, Any, list[Array] | None], list[Matches]]] = {
    query.Term: Evaluator._term,
    query.Prefix: Evaluator._prefix,
    query.Phrase: Evaluator._phrase,
    query.And: Evaluator._and,
    query.Or: Evaluator._or,
    query.Not: Evaluator._not,
    query.AndMaybe: Evaluator._and_maybe,
    query.AndNot: Evaluator._and_not,
    query.Every: Evaluator._every,
    type(query.NullQuery): Evaluator._nothing,
    AnyField: Evaluator._any_field,
    Family: Evaluator._family,
    FamilyPhrase: Evaluator._family_phrase,
    AnyPhrase: Evaluator._any_phrase,
    Fact: Evaluator._fact,
}

#: From this many postings on, a word is looked up only among the papers that the other words left.
_WIDE = 100_000
