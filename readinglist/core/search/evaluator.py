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
from readinglist.core.search.analysis import stem
from readinglist.core.search.columns import Field
from readinglist.core.search.facts import PaperFacts
from readinglist.core.search.queries import AnyField, AnyPhrase, Fact, Family, FamilyPhrase, Form
from readinglist.core.search.snapshot import Matches, Segment, Snapshot

Array = NDArray[Any]
NOTHING: Matches = (np.zeros(0, np.int64), np.zeros(0, np.float32))


class Evaluator:
    """Answers one query on one snapshot. ``check`` is called between steps and may raise to stop the search."""

    def __init__(
        self, snapshot: Snapshot, facts: PaperFacts | None = None, check: Callable[[], None] = lambda: None
    ) -> None:
        self.snapshot = snapshot
        self.facts = facts
        self._check = check

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
        if found is None:
            found, whole = self._scored_word(q, within)
            if whole:
                self.snapshot.cache.put(key, found, sum(d.nbytes + s.nbytes for d, s in found) + 200)
                return restricted(found, within)
            return found
        return restricted(found, within)

    def _scored_word(self, q: AnyField, within: list[Array] | None) -> tuple[list[Matches], bool]:
        """(documents and scores, whether they are all): a restriction saves the work on wide prefixes."""
        gathered = [self._gather(segment, i, q) for i, segment in enumerate(self.snapshot.segments)]
        size = sum(len(docs) for docs, _ in gathered)
        whole = within is None or size < _WIDE
        found: list[Matches] = []
        matching = 0
        for i, (segment, (docs, tf)) in enumerate(zip(self.snapshot.segments, gathered, strict=True)):
            if whole or within is None:
                found.append(summed(docs, tf, segment))
                matching += len(found[-1][0])
            else:
                matching += distinct(docs, segment)
                keep = np.flatnonzero(within[i][docs])
                found.append(summed(docs[keep], tf[keep], segment))
        weight = np.float32(ranking.idf(self.snapshot.papers, matching) * q.boost)
        return [(d, self.snapshot.weights.saturated(tf) * weight) for d, tf in found], whole

    def _gather(self, segment: Segment, number: int, q: AnyField) -> Matches:
        """All postings of a word in all its fields and forms: (documents, weighted frequency), not yet summed."""
        docs: list[Array] = []
        tfs: list[Array] = []
        ranges = [form_terms(segment, form) for form in q.forms]
        for name in q.fields:
            field = segment.columns.field(name)
            if field is None:
                continue
            norm = None
            for form, terms in zip(q.forms, ranges, strict=True):
                for first, last in posting_spans(field, terms):
                    norm = self.snapshot.norms(name)[number] if norm is None else norm
                    here = field.docs[first:last]
                    docs.append(here)
                    tfs.append(field.tf[first:last] * norm[here] * np.float32(form.factor))
        if len(docs) == 1:
            return docs[0], tfs[0]
        return (np.concatenate(docs), np.concatenate(tfs)) if docs else NOTHING

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
        wide = within is not None and sum(self._form_size(form) for form in q.forms) > _WIDE
        weight = np.float32(q.boost * sum(self._form_idf(form) for form in q.forms))
        found = []
        for i, segment in enumerate(self.snapshot.segments):
            parts = [self._places(q, name, i, within[i] if wide and within else None) for name in q.fields]
            docs, tf = either(parts, segment)
            found.append((docs, self.snapshot.weights.saturated(tf) * weight))
        if wide:
            return found
        self.snapshot.cache.put(q.key(), found, sum(d.nbytes + s.nbytes for d, s in found) + 200)
        return restricted(found, within)

    def _places(self, q: AnyPhrase, name: str, number: int, within: Array | None) -> Matches:
        """(documents, weighted number of places) of a phrase in one field of one segment."""
        docs = neighbours(self.snapshot.segments[number], name, q.forms, within)
        if not len(docs):
            return NOTHING
        docs, times = np.unique(docs, return_counts=True)
        return docs, times.astype(np.float32) * self.snapshot.norms(name)[number][docs]

    def _form_size(self, form: Form) -> int:
        """Postings of a form in abstracts: how much work it is."""
        size = 0
        for segment in self.snapshot.segments:
            field = segment.columns.field("abstract")
            if field is not None:
                size += sum(b - a for a, b in posting_spans(field, form_terms(segment, form)))
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
            found = more if found is None else [both(a, b) for a, b in zip(found, more, strict=True)]
            within = self._masks(found)
        return found or []

    def _effort(self, q: query.Query) -> int:
        """Which clause to take first: the one with the fewest postings, phrases after words, wide prefixes last."""
        if isinstance(q, AnyField):
            if self.snapshot.cache.get(q.key()) is not None:
                return 0
            return self._postings(q)
        if isinstance(q, query.Or | query.And):
            return sum(self._effort(sub) for sub in q.subqueries)
        return 1 << 40

    def _postings(self, q: AnyField) -> int:
        total = 0
        for segment in self.snapshot.segments:
            for form in q.forms:
                for low, high in form_terms(segment, form):
                    for name in q.fields:
                        field = segment.columns.field(name)
                        if field is not None:
                            total += sum(b - a for a, b in posting_spans(field, [(low, high)]))
        return total

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


def form_terms(segment: Segment, form: Form) -> list[tuple[int, int]]:
    """The ranges of term numbers that a form stands for in a segment."""
    return segment.columns.ranges(form.kind, stem(form.text) if form.kind == "family" else form.text)


def posting_spans(field: Field, terms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of postings of ranges of terms in a field."""
    spans = []
    for low, high in terms:
        if high == low + 1:
            slot = field.slot(low)
            if slot >= 0:
                spans.append(field.span(slot, slot + 1))
        else:
            first, last = field.slots(low, high)
            if last > first:
                spans.append(field.span(first, last))
    return spans


def summed(docs: Array, values: Array, segment: Segment) -> Matches:
    """Live documents in ascending order, each once, with the sum of its values (float32)."""
    if not len(docs):
        return NOTHING
    if len(docs) > 1 and not (docs[1:] > docs[:-1]).all():
        if len(docs) * 16 > segment.count:
            sums = np.bincount(docs, values, segment.count)
            docs = np.flatnonzero(sums)
            values = sums[docs].astype(np.float32)
        else:
            order = np.argsort(docs, kind="stable")
            docs, values = docs[order], values[order]
            begins = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
            docs, values = docs[begins], np.add.reduceat(values, begins)
    if segment.live is not None:
        keep = segment.live[docs]
        docs, values = docs[keep], values[keep]
    return docs, values


def distinct(docs: Array, segment: Segment) -> int:
    """How many live documents are among postings."""
    seen = np.zeros(segment.count, bool)
    seen[docs] = True
    return int(np.count_nonzero(seen if segment.live is None else seen & segment.live))


def restricted(found: list[Matches], within: list[Array] | None) -> list[Matches]:
    """Only what the masks allow."""
    if within is None:
        return found
    out = []
    for (docs, scores), mask in zip(found, within, strict=True):
        keep = np.flatnonzero(mask[docs])
        out.append((docs, scores) if len(keep) == len(docs) else (docs[keep], scores[keep]))
    return out


def both(a: Matches, b: Matches) -> Matches:
    """Documents in ``a`` and ``b`` (``b`` lies within ``a``), scores added."""
    docs, scores = b
    if not len(docs):
        return NOTHING
    places = np.searchsorted(a[0], docs)
    return docs, scores + a[1][places]


def with_extra(a: Matches, b: Matches) -> Matches:
    """The documents of ``a``, with what they gain from ``b`` (which lies within ``a``)."""
    if not len(b[0]):
        return a
    scores = a[1].copy()
    scores[np.searchsorted(a[0], b[0])] += b[1]
    return a[0], scores


def either(parts: Sequence[Matches], segment: Segment, least: int = 0) -> Matches:
    """Documents in any of the parts, or in at least ``least`` of them; scores added."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return NOTHING
    if len(parts) == 1 and least < 2:
        return parts[0]
    docs = np.concatenate([part[0] for part in parts])
    scores = np.concatenate([part[1] for part in parts])
    times = np.bincount(docs, minlength=segment.count)
    sums = np.bincount(docs, scores, segment.count)
    found = np.flatnonzero(times >= max(1, least))
    return found, sums[found].astype(np.float32)


def neighbours(segment: Segment, name: str, forms: Sequence[Form], within: Array | None) -> Array:
    """The document of every place in a field where forms stand next to each other (with repeats, ascending)."""
    none = np.zeros(0, np.int64)
    field = segment.columns.field(name)
    if field is None:
        return none
    runs = [_slot_runs(field, form_terms(segment, form)) for form in forms]
    if not all(runs):
        return none
    allowed = segment.live if within is None else within if segment.live is None else within & segment.live
    for places in sorted(runs, key=lambda places: sum(field.width(*run) for run in places)):
        here = np.zeros(segment.count, bool)
        for first, last in places:
            low, high = field.span(first, last)
            here[field.docs[low:high]] = True
        allowed = here if allowed is None else allowed & here
        if not allowed.any():
            return none
    if allowed is None:
        return none
    keys: Array | None = None
    for offset, places in enumerate(runs):
        parts = [_occurrence_keys(field, run, allowed) for run in places]
        found = parts[0] if len(parts) == 1 else np.concatenate(parts)
        if len(parts) > 1 or places[0][1] - places[0][0] > 1:
            found = np.sort(found)
        found = found - offset
        keys = found if keys is None else keys[_among(keys, found)]
    return none if keys is None else keys >> 17


def _among(wanted: Array, there: Array) -> Array:
    """Which of some ascending numbers are among other ascending numbers."""
    if not len(there):
        return np.zeros(len(wanted), bool)
    found: Array = there[np.minimum(np.searchsorted(there, wanted), len(there) - 1)] == wanted
    return found


def _slot_runs(field: Field, terms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of places of ranges of terms in a field."""
    runs = [field.slots(low, high) for low, high in terms]
    return [(first, last) for first, last in runs if last > first]


def _occurrence_keys(field: Field, run: tuple[int, int], allowed: Array) -> Array:
    """document · 2^17 + position + 2^16 of the occurrences of a range of terms in allowed documents."""
    low, high = field.span(*run)
    docs = field.docs[low:high]
    chosen = np.flatnonzero(allowed[docs])
    rows, positions = field.positions(*run, chosen)
    return (docs[chosen][rows].astype(np.int64) << 17) + positions.astype(np.int64) + (1 << 16)
