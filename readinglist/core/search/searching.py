"""One search from text to answer: parse, compile, find (see ``finding``), order, and say why nothing is found.

Imports Whoosh. A clause that is being typed (see ``language``) restricts nothing where it would leave no paper.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from readinglist.core.errors import SearchError
from readinglist.core.records import WHOLE, Emptiness, Hit, SearchResult
from readinglist.core.search.analysis import raw_tokens
from readinglist.core.search.compiling.compiler import Compiler, Plan
from readinglist.core.search.compiling.filters import view_fact
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.errors import SearchCancelled
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.postings import Allowed, Within
from readinglist.core.search.evaluation.queries import AnyField, Fact, Form
from readinglist.core.search.evaluation.snapshot import Snapshot, fact_ids
from readinglist.core.search.facts import Ids, PaperFacts
from readinglist.core.search.finding import BEGUN, Finder
from readinglist.core.search.query import language
from readinglist.core.search.query.completing import clauses_of
from readinglist.core.search.query.emptiness import Clauses, explain_emptiness, shortened, told_keyless
from readinglist.core.search.query.half_typed import begins_clause, half_typed, is_short
from readinglist.core.search.query.wording import places
from readinglist.core.search.results import OrderedIds
from readinglist.core.search.schema import TEXT_FIELDS
from readinglist.core.sentences import Sentence

Array = NDArray[Any]
SECONDS = 2.0  # of work; a search that takes more is stopped with a message. Waiting for a busy machine is no work
NO_LETTERS = Emptiness(sentences=("Only letters and digits are searched for, and there are none.",))


@dataclass(frozen=True)
class Request:
    """What is asked, beside the text."""

    facts: PaperFacts
    view: str = "library"
    sort: str = "relevance"
    limit: int = 50
    literal: bool = False
    cancelled: Callable[[], bool] | None = None
    restrict: Fact | None = None  # a tag or dump chosen in the side bar
    lost: bool = False  # the index has papers that have gone from the library


class Search:
    """One search on one snapshot."""

    def __init__(
        self, snapshot: Snapshot, text: str, request: Request, *, explaining: bool = True, end: float | None = None
    ) -> None:
        self.snapshot = snapshot
        self._explaining = explaining
        self.request = request
        self.parsed = language.parse(text)
        self._end = time.thread_time() + SECONDS if end is None else end
        self.evaluator = Evaluator(snapshot, request.facts, self._check)
        if request.lost:
            self.evaluator.leave_out_gone()

    def _check(self) -> None:
        if self.request.cancelled is not None and self.request.cancelled():
            raise SearchCancelled
        if time.thread_time() > self._end:
            raise SearchError(
                "The search was stopped after {n:.0f} seconds. Use fewer or longer words, or fewer stars.", n=SECONDS
            )

    def _compiler(self, *, begun: bool = False, wide: bool = False, guessing: bool = True) -> Compiler:
        return Compiler(
            Lexicon(self.snapshot),
            self.request.facts,
            literal=self.request.literal,
            begun=begun,
            wide=wide,
            guessing=guessing,
            weights=self.snapshot.weights,
        )

    def run(self) -> SearchResult:
        """The answer. Raises SearchCancelled, or SearchError after too much work."""
        if language.only_signs(self.parsed):
            nothing = OrderedIds(np.zeros(0, np.int64), np.zeros(0, np.float32), self.request.facts, "added")
            return replace(self._result(nothing, Plan(), []), emptiness=NO_LETTERS)
        half = None if self.request.literal else half_typed(self.parsed)
        if half is None:
            return self._answer(explaining=self._explaining)
        result = self._answer(explaining=False)
        if not result.total and is_short(half):
            result = self._answer(explaining=False, wide=True)
        if result.total:
            return result
        explained = self._answer(explaining=self._explaining)
        if not begins_clause(half):
            return explained
        text = self.parsed.text
        others = self._other(text[: half.start], self.request)
        if not others.total:
            return explained
        return replace(others, clauses=result.clauses, notes=(*others.notes, *_not_yet(text[half.start :], explained)))

    def _answer(self, *, explaining: bool, wide: bool = False, guessing: bool = True) -> SearchResult:
        compiler = partial(self._compiler, wide=wide, guessing=guessing)
        plan = compiler().plan(self.parsed)
        if all(_is_fact(q) for _, q in plan.clauses):
            return self._by_facts(plan, explaining=explaining)
        within = self.evaluator.within([view_fact(self.request.view), self.request.restrict])
        literal, sort = self.request.literal, self.request.sort
        finder = Finder(self.parsed, self.evaluator, compiler, literal=literal, sort=sort)
        found = finder.find(plan, within)
        ordered = OrderedIds(found.ids, found.scores, self.request.facts, self.request.sort)
        result = replace(self._result(ordered, found.plan, found.notes), like=found.like, scoring=found.scoring)
        if found.like and found.like == len(found.ids):
            result = replace(result, assumed=tuple(p for p in result.assumed if self._holds_any(p[1], found.ids)))
        if len(found.ids) or not explaining:
            return result
        result = self._explained(result, found.plan, lambda q: self._documents(q, within))
        if guessing and not _leads_on(result):
            return self._answer(explaining=True, wide=wide, guessing=False)  # the plain truth about the words
        return result

    def _holds_any(self, word: str, ids: Ids) -> bool:
        """Whether one of some papers holds a word, in any form or as a beginning."""
        matches = self.evaluator.matches(AnyField(TEXT_FIELDS, (Form("family", word), Form("prefix", word))))
        papers = [s.columns.papers[docs] for s, (docs, _) in zip(self.snapshot.segments, matches, strict=True)]
        return any(bool(np.isin(part, ids).any()) for part in papers)

    def _documents(self, q: query.Query | None, within: Within | None) -> Array:
        """Which documents of all segments match a tree; without one, which are searched."""
        found = self.evaluator.matches(query.Every(), within) if q is None else self.evaluator.matches(q)
        masks = [Allowed(s.count, docs=docs).mask for s, (docs, _) in zip(self.snapshot.segments, found, strict=True)]
        return np.concatenate(masks) if masks else np.zeros(0, bool)

    # -- facts alone

    def _by_facts(self, plan: Plan, *, explaining: bool) -> SearchResult:
        """Filters only: the index is not touched."""
        facts = self.request.facts
        everything = facts.ids("all", "")

        def of(clauses: Sequence[query.Query | None]) -> Ids:
            ids = everything
            for filtering in clauses:
                if filtering is not None:
                    ids = np.intersect1d(ids, _ids_of(filtering, facts, everything), assume_unique=True)
            return ids

        view = [view_fact(self.request.view), self.request.restrict]
        ids = of([*(q for _, q in plan.clauses), *view])
        sort = "added" if self.request.sort == "relevance" else self.request.sort
        result = self._result(OrderedIds(ids, np.zeros(len(ids), np.float32), facts, sort), plan, [])
        if len(ids) or not explaining:
            return result
        return self._explained(
            result, plan, lambda q: np.isin(everything, of(view if q is None else [q]), assume_unique=True)
        )

    # -- the answer

    def _result(self, ordered: OrderedIds, plan: Plan, notes: Sequence[Sentence]) -> SearchResult:
        limit = max(0, self.request.limit)
        head = ordered[:limit]
        hits = tuple(Hit(i, None, score) for i, score in zip(head, ordered.scores(limit), strict=True))
        return SearchResult(
            query=self.parsed.text,
            total=len(ordered),
            hits=hits,
            ids=ordered,
            clauses=clauses_of(self.parsed),
            assumed=plan.assumed,
            notes=(*plan.notes, *notes),
            begun=BEGUN in notes,
        )

    def _explained(
        self, result: SearchResult, plan: Plan, masks: Callable[[query.Query | None], Array]
    ) -> SearchResult:
        """An empty answer with its reasons. ``masks`` tells which papers a tree matches (None: which are searched)."""
        if not plan.clauses:
            return result
        nodes = [node for node, _ in plan.clauses]
        found = Clauses(self.parsed, nodes, [masks(q) for _, q in plan.clauses], masks(None))
        told = explain_emptiness(found, _Known(self.request.facts, Lexicon(self.snapshot)), self._total)
        return replace(result, emptiness=told, elsewhere=told.elsewhere)

    def _total(self, text: str) -> int:
        return self._other(text, replace(self.request, limit=0)).total

    def _other(self, text: str, request: Request) -> SearchResult:
        """The answer to another text that nobody is typing, within the time of this one."""
        return Search(self.snapshot, text + WHOLE, request, explaining=False, end=self._end).run()


def _leads_on(result: SearchResult) -> bool:
    """Whether the words of an empty answer that were taken for typing errors find something once other clauses go."""
    told = result.emptiness
    if not result.assumed or told is None or told.elsewhere:
        return True
    gone = {term for clause in told.clauses for raw in raw_tokens(clause.text) for term in places(raw)[0]}
    return bool(told.clauses) and gone.isdisjoint(term for typed, _ in result.assumed for term in typed.split())


def _not_yet(clause: str, explained: SearchResult) -> list[Sentence]:
    """What is said of a clause that is being typed and leaves no paper."""
    told = explained.emptiness or Emptiness()
    outside = Sentence(
        "“{clause}” restricts nothing yet: with it there are no papers in this view, and {count:,} outside it."
    )
    nowhere = Sentence("“{clause}” restricts nothing yet: with it there are no papers.")
    notes = [(outside if told.elsewhere else nowhere).format(clause=shortened(clause), count=told.elsewhere)]
    if told.nearest:
        notes.append(Sentence("Nearest: {names}.", names=[near.text.strip() for near in told.nearest]))
    return [*notes, told_keyless(told.keyless)] if told.keyless else notes


class _Known:
    """What a library holds, for what may have been meant."""

    def __init__(self, facts: PaperFacts, lexicon: Lexicon) -> None:
        self._facts, self.words = facts, lexicon.near
        self.names = facts.names

    def range(self, column: str) -> tuple[int, int] | None:
        _, values = self._facts.column(column)
        return (int(values.min()), int(values.max())) if len(values) else None

    def keyless(self) -> int:
        return len(self._facts.ids("all", "")) - len(self._facts.ids("has", "key"))


def _is_fact(q: query.Query) -> bool:
    if isinstance(q, query.And | query.Or):
        return all(_is_fact(sub) for sub in q.subqueries)
    return isinstance(q, Fact) or (isinstance(q, query.Not) and _is_fact(q.query))


def _ids_of(q: query.Query, facts: PaperFacts, everything: Ids) -> Ids:
    """The papers of a tree of facts."""
    if isinstance(q, Fact):
        ids = fact_ids(q, facts)
        return np.setdiff1d(everything, ids, assume_unique=True) if q.absent else ids
    if isinstance(q, query.Not):
        return np.setdiff1d(everything, _ids_of(q.query, facts, everything), assume_unique=True)
    parts = [_ids_of(sub, facts, everything) for sub in q.subqueries]
    ids = parts[0]
    for part in parts[1:]:
        ids = np.intersect1d(ids, part, assume_unique=True) if isinstance(q, query.And) else np.union1d(ids, part)
    return ids
