"""The vectorised evaluator: walks Whoosh's own query tree over the arrays of all segments. Imports numpy, Whoosh.

For each query type there is one method that returns, for each segment, the matching documents in ascending order
and their scores. Scores of a word need the number of papers that match it in all segments, so every step is taken
for all segments together. Query types that are not known here go through Whoosh's matchers (hit set only).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query
from whoosh.searching import Searcher

from readinglist.core.search.evaluation import ranking
from readinglist.core.search.evaluation.phrases import gains, places
from readinglist.core.search.evaluation.postings import (
    NOTHING,
    Allowed,
    Within,
    best,
    both,
    either,
    form_runs,
    restricted,
    with_extra,
)
from readinglist.core.search.evaluation.queries import (
    Alternatives,
    AnyField,
    AnyPhrase,
    Fact,
    Family,
    FamilyPhrase,
    Form,
)
from readinglist.core.search.evaluation.snapshot import Matches, Snapshot, fact_ids
from readinglist.core.search.evaluation.words import Run, distinct, runs_of, summed, width
from readinglist.core.search.facts import PaperFacts

Array = NDArray[Any]


class Evaluator:
    """Answers one query on one snapshot. ``check`` is called between steps and may raise to stop the search."""

    def __init__(
        self, snapshot: Snapshot, facts: PaperFacts | None = None, check: Callable[[], None] = lambda: None
    ) -> None:
        self.snapshot = snapshot
        self.facts = facts
        self._check = check
        self._there: Within | None = None

    def leave_out_gone(self) -> None:
        """Answer with papers that are still in the library only: for an index that is behind."""
        self._there = self._narrow(Fact([("all", "")]), None)

    def matches(self, q: query.Query, within: Within | None = None) -> list[Matches]:
        """For each segment: matching documents (ascending) and scores.

        ``within`` restricts the answer; scores do not depend on it.
        """
        self._check()
        method = _METHODS.get(type(q))
        if method is None:
            return self._foreign(q, self._there if within is None else within)
        return method(self, q, self._there if within is None else within)

    def count(self, q: query.Query, within: Within | None = None) -> int:
        """How many papers match."""
        return sum(len(docs) for docs, _ in self.matches(q, within))

    def within(self, wanted: Iterable[Fact | None]) -> Within | None:
        """The papers for which some facts hold; None where all do (a view without a restriction, nothing dismissed)."""
        within = self._there
        for fact in wanted:
            if fact is not None and not self._always(fact):
                within = self._narrow(fact, within)
        return within

    def _always(self, fact: Fact) -> bool:
        return fact.absent and self.facts is not None and not len(fact_ids(fact, self.facts))

    # -- words

    def _term(self, q: query.Term, within: Within | None) -> list[Matches]:
        return self._any_field(AnyField((q.fieldname,), (Form("exact", q.text),), boost=q.boost), within)

    def _prefix(self, q: query.Prefix, within: Within | None) -> list[Matches]:
        return self._any_field(AnyField((q.fieldname,), (Form("prefix", q.text),), boost=q.boost), within)

    def _family(self, q: Family, within: Within | None) -> list[Matches]:
        return self._any_field(AnyField((q.fieldname,), (Form("family", q.text),), boost=q.boost), within)

    def _any_field(self, q: AnyField, within: Within | None) -> list[Matches]:
        key = q.key()
        found: list[Matches] | None = self.snapshot.cache.get(key)
        if found is not None:
            return restricted(found, within)
        runs = [runs_of(segment, q) for segment in self.snapshot.segments]
        if within is not None and sum(map(width, runs)) > _WIDE and self._few(within):
            return self._scored_within(q, runs, within)
        sums = [summed(some, self.snapshot, i) for i, some in enumerate(runs)]
        found = self._scored(q, sums, sum(len(docs) for docs, _ in sums))
        self.snapshot.cache.put(key, found, sum(d.nbytes + s.nbytes for d, s in found) + 200)
        return restricted(found, within)

    def _few(self, within: Within) -> bool:
        return sum(map(len, within)) * 8 < self.snapshot.papers

    def _scored_within(self, q: AnyField, runs: list[list[Run]], within: Within) -> list[Matches]:
        """A word scored only for the papers that the other words left; only how many there are of it is kept."""
        key = ("matching", *q.key())
        matching: int | None = self.snapshot.cache.get(key)
        if matching is None:
            matching = sum(map(distinct, runs, self.snapshot.segments))
            self.snapshot.cache.put(key, matching, 200)
        sums = [summed(some, self.snapshot, i, within[i]) for i, some in enumerate(runs)]
        return self._scored(q, sums, matching)

    def _scored(self, q: AnyField, sums: list[Matches], matching: int) -> list[Matches]:
        """Scores out of weighted frequencies."""
        weight = np.float32(ranking.idf(self.snapshot.papers, matching) * q.boost)
        return [(docs, self.snapshot.weights.saturated(tf) * weight) for docs, tf in sums]

    # -- phrases

    def _phrase(self, q: query.Phrase, within: Within | None) -> list[Matches]:
        forms = tuple(Form("exact", word) for word in q.words)
        return self._any_phrase(AnyPhrase((q.fieldname,), forms, boost=q.boost), within)

    def _family_phrase(self, q: FamilyPhrase, within: Within | None) -> list[Matches]:
        return self._any_phrase(AnyPhrase((q.fieldname,), q.forms, boost=q.boost), within)

    def _any_phrase(self, q: AnyPhrase, within: Within | None) -> list[Matches]:
        """A phrase in any of several fields, scored as one word with the idf of all its words together."""
        found: list[Matches] | None = self.snapshot.cache.get(q.key())
        if found is not None:
            return restricted(found, within)
        if within is not None and self._few(within):
            return self._phrase_within(q, within)
        found = self._phrase_within(q, None)
        self.snapshot.cache.put(q.key(), found, sum(d.nbytes + s.nbytes for d, s in found) + 200)
        return restricted(found, within)

    def _phrase_within(self, q: AnyPhrase, within: Within | None) -> list[Matches]:
        weight = np.float32(q.boost * sum(self._form_idf(form) for form in q.forms))
        found = []
        for i, segment in enumerate(self.snapshot.segments):
            allowed = None if within is None else within[i]
            docs, tf = either([places(self.snapshot, q.forms, name, i, allowed) for name in q.fields], segment)
            found.append((docs, self.snapshot.weights.saturated(tf) * weight))
        return found

    def near(self, phrases: Sequence[AnyPhrase], within: Within) -> list[Array]:
        """For each segment the score that each of a few documents gains from phrases of one field each.

        Phrases of rare words are looked for everywhere, once for all searches; the others in these documents only.
        """
        self._check()
        gained = [np.zeros(len(allowed), np.float32) for allowed in within]
        wide = []
        for phrase in phrases:
            if self._is_wide(phrase):
                wide.append((phrase, phrase.boost * sum(map(self._form_idf, phrase.forms))))
                continue
            for (docs, scores), allowed, more in zip(self._any_phrase(phrase, within), within, gained, strict=True):
                more[allowed.docs.searchsorted(docs)] += scores
        if not wide:
            return gained
        return [a + b for a, b in zip(gained, gains(self.snapshot, wide, within), strict=True)]

    def _is_wide(self, phrase: AnyPhrase) -> bool:
        return sum(map(self._form_size, phrase.forms)) > _WIDE // 10

    def _form_size(self, form: Form) -> int:
        """Postings of a form in abstracts: how much work it is."""
        key = ("size", form.kind, form.text)
        size: int | None = self.snapshot.cache.get(key)
        if size is None:
            size = 0
            for segment in self.snapshot.segments:
                size += sum(last - first for first, last, _ in form_runs(segment, "abstract", form))
            self.snapshot.cache.put(key, size, 100)
        return size

    def _form_idf(self, form: Form) -> float:
        """The idf of one place of a phrase: of its word as typed, in any field."""
        return ranking.idf(self.snapshot.papers, max(1, self.snapshot.count(form.text)))

    # -- facts and everything

    def _fact(self, q: Fact, within: Within | None) -> list[Matches]:
        return self._unscored(self._narrow(q, within))

    def _every(self, q: query.Every, within: Within | None) -> list[Matches]:
        if q.fieldname is None or q.fieldname == "*":
            return self._unscored(self.everything() if within is None else within)
        holding = []
        for segment in self.snapshot.segments:
            field = segment.columns.field(q.fieldname)
            mask = np.zeros(segment.count, bool) if field is None else field.lens > 0
            holding.append(Allowed(segment.count, mask=mask))
        return self._unscored(_narrowed(holding, within))

    def _nothing(self, q: query.Query, within: Within | None) -> list[Matches]:
        return [NOTHING for _ in self.snapshot.segments]

    def everything(self) -> Within:
        """All documents, deleted ones too."""
        return [Allowed(s.count, mask=np.ones(s.count, bool)) for s in self.snapshot.segments]

    def _unscored(self, chosen: Within) -> list[Matches]:
        found = []
        for segment, allowed in zip(self.snapshot.segments, chosen, strict=True):
            docs = segment.alive(allowed.docs)
            found.append((docs, np.zeros(len(docs), np.float32)))
        return found

    # -- combinations

    def _and(self, q: query.And, within: Within | None) -> list[Matches]:
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
            within = self._allowed(found)
        return found or []

    def _effort(self, q: query.Query) -> int:
        """Which clause to take first: the one with the fewest postings, phrases after words, wide prefixes last."""
        if isinstance(q, AnyField):
            return sum(map(self._form_size, q.forms))
        if isinstance(q, query.Or | query.And):
            return sum(self._effort(sub) for sub in q.subqueries)
        return 1 << 40

    def _allowed(self, found: list[Matches]) -> Within:
        return [Allowed(s.count, docs=docs) for s, (docs, _) in zip(self.snapshot.segments, found, strict=True)]

    def _narrow(self, fact: Fact, within: Within | None) -> Within:
        if self.facts is None:
            return self._allowed(self._nothing(fact, None))
        masks = self.snapshot.fact_masks(fact, self.facts)
        return _narrowed([Allowed(len(mask), mask=mask) for mask in masks], within)

    def _without(self, q: query.Query, within: Within | None) -> Within:
        unwanted = self.matches(q, within)
        within = self.everything() if within is None else within
        return [allowed.without(docs) for allowed, (docs, _) in zip(within, unwanted, strict=True)]

    def _or(self, q: query.Or, within: Within | None) -> list[Matches]:
        parts = [self.matches(sub, within) for sub in q.subqueries]
        least = getattr(q, "minmatch", 0)
        found = []
        for i, segment in enumerate(self.snapshot.segments):
            found.append(either([part[i] for part in parts], segment, least))
        if q.boost != 1.0:
            found = [(docs, scores * np.float32(q.boost)) for docs, scores in found]
        return found

    def _alternatives(self, q: Alternatives, within: Within | None) -> list[Matches]:
        parts = [self.matches(sub, within) for sub in q.subqueries]
        return [best([part[i] for part in parts], segment) for i, segment in enumerate(self.snapshot.segments)]

    def _not(self, q: query.Not, within: Within | None) -> list[Matches]:
        return self._every(query.Every(), self._without(q.query, within))

    def _and_maybe(self, q: query.AndMaybe, within: Within | None) -> list[Matches]:
        found = self.matches(q.a, within)
        extra = self.matches(q.b, self._allowed(found))
        return [with_extra(a, b) for a, b in zip(found, extra, strict=True)]

    def _and_not(self, q: query.AndNot, within: Within | None) -> list[Matches]:
        return self.matches(q.a, self._without(q.b, within))

    def _foreign(self, q: query.Query, within: Within | None) -> list[Matches]:
        found = []
        for segment in self.snapshot.segments:
            searcher = Searcher(segment.reader)
            found.append(Allowed(segment.count, docs=np.unique(np.fromiter(q.docs(searcher), np.intp))))
        return self._unscored(_narrowed(found, within))


def _narrowed(chosen: Within, within: Within | None) -> Within:
    """What both allow."""
    return chosen if within is None else [a & b for a, b in zip(chosen, within, strict=True)]


_METHODS: dict[type, Callable[[Evaluator, Any, Within | None], list[Matches]]] = {
    query.Term: Evaluator._term,
    query.Prefix: Evaluator._prefix,
    query.Phrase: Evaluator._phrase,
    query.And: Evaluator._and,
    query.Or: Evaluator._or,
    Alternatives: Evaluator._alternatives,
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
