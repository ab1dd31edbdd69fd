"""One search from text to answer: parse, compile, evaluate, and what to do when nothing is found. Imports Whoosh.

When hardly any paper matches, words without content are dropped. When none does, words that no paper knows have been
taken for typing errors (compiling), every word is taken as a beginning, and at last of three or more words the papers
that hold most of them are listed, each with a note. A text of prose (wording.is_prose) is answered so at once, unless
a title, or many papers, hold all of its words with content: then they are search words like others.
``literal`` switches all of this off.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from readinglist.core.errors import SearchError
from readinglist.core.records import Emptiness, Hit, SearchResult
from readinglist.core.search import language
from readinglist.core.search.compiling import Bag, Compiler, Plan, view_fact
from readinglist.core.search.completing import clauses_of
from readinglist.core.search.emptiness import Clauses, explain_emptiness
from readinglist.core.search.errors import SearchCancelled
from readinglist.core.search.evaluator import Evaluator
from readinglist.core.search.facts import Ids, PaperFacts
from readinglist.core.search.lexicon import Lexicon
from readinglist.core.search.postings import Allowed, Within, with_extra
from readinglist.core.search.queries import AnyPhrase, Fact
from readinglist.core.search.results import OrderedIds
from readinglist.core.search.snapshot import Matches, Snapshot, fact_ids
from readinglist.core.search.titles import is_title, title_gains
from readinglist.core.search.wording import is_prose

Array = NDArray[Any]
SECONDS = 2.0  # a search that takes longer is stopped with a message
PARTIAL_SHARE = 0.5  # of the words that a paper must hold, where none holds all
LIKE_SHARE = 0.3  # of the best score, that a paper must have that does not have all words
PARTIAL = 3  # words; from here on a query that finds nothing is answered with papers that hold most of them
NEARLY, MOST_NEARLY = 4, 12  # words; from so many to so many papers that lack one may follow the few that have all
MANY = 10  # papers; where so many hold all words with content of what looks like a text, they are search words
FEW = 5  # papers; a query that finds fewer is tried without its words without content
RESCORED = 500  # papers; only these can gain from words that are neighbours in their text
NO_STOP_WORDS = "Words like “of” and “the” were left out: few papers have all of them."
NO_STOP_WORDS_NONE = "Words like “of” and “the” were left out: no paper has all of them."
BEGUN = "No paper has all the words as they stand; they are also taken as beginnings of longer ones."
NO_LETTERS = Emptiness(sentences=("Only letters and digits are searched for, and there are none.",))
AS_TEXT = "This was taken for a text: the papers that are most like it."
NO_EXACT = "No paper has all the words; these have most of them."
NEARLY_ALL_FOLLOW = "Few papers have all the words; those with nearly all of them follow."


class Found(NamedTuple):
    """What a search finds, in any order: paper ids, their scores, the plan that found them, what is to be said."""

    ids: Ids
    scores: Array
    plan: Plan
    notes: tuple[str, ...] = ()


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


class Search:
    """One search on one snapshot."""

    def __init__(self, snapshot: Snapshot, text: str, request: Request, *, explaining: bool = True) -> None:
        self.snapshot = snapshot
        self._explaining = explaining
        self.request = request
        self.parsed = language.parse(text)
        self.compiler = self._compiler()
        self.evaluator = Evaluator(snapshot, request.facts, self._check)
        self._end = time.monotonic() + SECONDS

    def _check(self) -> None:
        if self.request.cancelled is not None and self.request.cancelled():
            raise SearchCancelled
        if time.monotonic() > self._end:
            raise SearchError(
                f"The search was stopped after {SECONDS:.0f} seconds. Use fewer or longer words, or fewer stars."
            )

    def _compiler(self, *, begun: bool = False, wide: bool = False) -> Compiler:
        how = {"literal": self.request.literal, "begun": begun, "wide": wide}
        return Compiler(Lexicon(self.snapshot), self.request.facts, weights=self.snapshot.weights, **how)

    def run(self) -> SearchResult:
        """The answer. Raises SearchCancelled, or SearchError after too long a time."""
        if language.only_signs(self.parsed):
            nothing = OrderedIds(np.zeros(0, np.int64), np.zeros(0, np.float32), self.request.facts, "added")
            return replace(self._result(nothing, Plan(), []), emptiness=NO_LETTERS)
        half = None if self.request.literal else language.half_typed(self.parsed)
        if half is None:
            return self._answer(explaining=self._explaining)
        result = self._answer(explaining=False)
        if not result.total and language.is_short(half):
            self.compiler = self._compiler(wide=True)
            result = self._answer(explaining=False)
        if result.total:
            return result
        if not language.begins_clause(half):
            return self._answer(explaining=self._explaining)
        text = self.parsed.text
        whole = Search(self.snapshot, text[: half.start], self.request, explaining=self._explaining).run()
        note = f"“{text[half.start :]}” restricts nothing yet: with it there are no papers."
        return replace(whole, clauses=result.clauses, notes=(*whole.notes, note))

    def _answer(self, *, explaining: bool) -> SearchResult:
        plan = self.compiler.plan(self.parsed)
        if all(_is_fact(q) for _, q in plan.clauses):
            return self._by_facts(plan, explaining=explaining)
        within = self.evaluator.within([view_fact(self.request.view), self.request.restrict])
        found = self._found(plan, within)
        ordered = OrderedIds(found.ids, found.scores, self.request.facts, self.request.sort)
        result = self._result(ordered, found.plan, found.notes)
        if len(found.ids) or not explaining:
            return result
        return self._explained(result, found.plan, lambda q: self._documents(q, within))

    def _documents(self, q: query.Query | None, within: Within | None) -> Array:
        """Which documents of all segments match a tree; without one, which are searched."""
        found = self.evaluator.matches(query.Every(), within) if q is None else self.evaluator.matches(q)
        masks = [Allowed(s.count, docs=docs).mask for s, (docs, _) in zip(self.snapshot.segments, found, strict=True)]
        return np.concatenate(masks) if masks else np.zeros(0, bool)

    # -- what is found

    def _found(self, plan: Plan, within: Within | None) -> Found:
        if not self.request.literal and is_prose(self.parsed) and not self._is_search(plan, within):
            return self._like_text(plan, within)
        found = Found(*self._evaluated(plan.tree(), within, plan), plan)
        if len(found.ids) >= FEW or self.request.literal:
            return found
        shorter = self.compiler.plan(self.parsed, keep_stop_words=False)
        found = self._without_stop_words(found, shorter, within)
        if not len(found.ids) and shorter.words > 1:
            begun = self._compiler(begun=True).plan(self.parsed, keep_stop_words=False)
            found = Found(*self._evaluated(begun.tree(), within, begun), begun, (BEGUN,))
        if len(found.ids):
            few = len(found.ids) < FEW and NEARLY <= shorter.words <= MOST_NEARLY
            return self._nearly_all(found, within) if few and not self._in_title(plan, within) else found
        if shorter.words >= PARTIAL:
            found = self._nearly_all(found, within)
        return found if len(found.ids) else Found(found.ids, found.scores, plan)

    def _without_stop_words(self, found: Found, shorter: Plan, within: Within | None) -> Found:
        """The same without words without content, where that finds more; papers with all of the words come first."""
        if len(shorter.clauses) == len(found.plan.clauses):
            return found
        ids, scores = self._evaluated(query.AndMaybe(shorter.tree(), found.plan.tree()), within, shorter)
        if len(ids) <= len(found.ids):
            return found
        return Found(ids, scores, shorter, (NO_STOP_WORDS if len(found.ids) else NO_STOP_WORDS_NONE,))

    def _nearly_all(self, found: Found, within: Within | None) -> Found:
        """Papers with half of the words where none has all; where few do, after them those that lack one (of eight,
        two)."""
        bag = self.compiler.bag(self.parsed)
        words = len(bag.words)
        if words <= MOST_NEARLY:
            bag = bag.without_one()
        if not len(found.ids):
            tree = bag.tree(round(PARTIAL_SHARE * words))
            return Found(*self._evaluated(tree, within, bag, LIKE_SHARE), found.plan, (NO_EXACT,))
        tree = bag.tree(words - (1 if words < 8 else 2))
        ids, scores = self._evaluated(tree, within, bag, LIKE_SHARE)
        others = ~np.isin(ids, found.ids)
        if not others.any():
            return found
        first = found.scores + scores.max(initial=0.0)
        joined = np.concatenate([found.ids, ids[others]]), np.concatenate([first, scores[others]])
        return Found(*joined, found.plan, (*found.notes, NEARLY_ALL_FOLLOW))

    def _in_title(self, plan: Plan, within: Within | None) -> bool:
        return is_title(self.snapshot, plan.titles, within or self.evaluator.everything())

    def _is_search(self, plan: Plan, within: Within | None) -> bool:
        """Whether what looks like a text are search words: a title holds all that have content, or many papers do."""
        if self._in_title(plan, within):
            return True
        shorter = self.compiler.plan(self.parsed, keep_stop_words=False)
        return self.evaluator.count(shorter.tree(), within) >= MANY

    def _like_text(self, plan: Plan, within: Within | None) -> Found:
        """Papers that hold some of the words, by weight of the words; everything else is still required."""
        bag = self.compiler.bag(self.parsed)
        ids, scores = self._evaluated(bag.tree(1), within, bag, LIKE_SHARE)
        whole = self.evaluator.count(query.And([q for _, q in plan.clauses]), within) if len(ids) else 0
        return Found(ids, scores, plan, ((AS_TEXT if whole else NO_EXACT),) if len(ids) else ())

    def _evaluated(
        self, tree: query.Query, within: Within | None, plan: Plan | Bag, share: float = 0.0
    ) -> tuple[Ids, Array]:
        """(paper ids, scores) of all matches that have a share of the best one's score; titles with all words and,
        among the best, neighbouring words gain."""
        found = self.evaluator.matches(tree, within)
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if share:
            least = np.float32(share * max((float(scores.max()) for _, scores in found if len(scores)), default=0.0))
            found = [(docs.compress(scores >= least), scores.compress(scores >= least)) for docs, scores in found]
        if self.request.sort == "relevance":
            if plan.titles:
                gained = title_gains(self.snapshot, plan.titles, found)
                found = [(docs, scores + more) for (docs, scores), more in zip(found, gained, strict=True)]
            if plan.near:
                found = self._rescored(found, plan.near)
        papers = [s.columns.papers[docs] for s, (docs, _) in zip(self.snapshot.segments, found, strict=True)]
        return np.concatenate(papers), np.concatenate([scores for _, scores in found])

    def _rescored(self, found: list[Matches], near: Sequence[AnyPhrase]) -> list[Matches]:
        """Scores with the bonus for neighbouring words, for the papers that are best without it."""
        everything = np.concatenate([scores for _, scores in found])
        least = np.float32(0)
        if len(everything) > RESCORED:
            least = np.partition(everything, len(everything) - RESCORED)[len(everything) - RESCORED]
        best = [
            Allowed(segment.count, docs=docs.compress(scores >= least))
            for segment, (docs, scores) in zip(self.snapshot.segments, found, strict=True)
        ]
        extra = self.evaluator.near(near, best)
        return [
            with_extra(matches, (allowed.docs, more)) for matches, allowed, more in zip(found, best, extra, strict=True)
        ]

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

    def _result(self, ordered: OrderedIds, plan: Plan, notes: Sequence[str]) -> SearchResult:
        limit = max(0, self.request.limit)
        head = ordered[:limit]
        hits = tuple(Hit(id=i, title=None, score=s) for i, s in zip(head, ordered.scores(limit), strict=True))
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
        return Search(self.snapshot, text, replace(self.request, limit=0), explaining=False).run().total


class _Known:
    """What a library holds, for what may have been meant."""

    def __init__(self, facts: PaperFacts, lexicon: Lexicon) -> None:
        self._facts, self.words = facts, lexicon.near
        self.names = facts.names

    def range(self, column: str) -> tuple[int, int] | None:
        _, values = self._facts.column(column)
        return (int(values.min()), int(values.max())) if len(values) else None


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
