"""What a search finds: papers with all words, and where these are few, what comes after them. Imports Whoosh.

When hardly any paper matches, words without content are dropped. When none does, words that no paper knows have been
taken for typing errors (compiling), and every word is taken as a beginning, a very rare one for a typing error too.
Where few papers have all of three or more words, those that are most like the query follow, each of these with a note.
A text of prose (wording.is_prose) is answered so at once, unless it stands in a title, or many papers hold all of its
words with content: then they are search words like others. Of papers that are only like a text those come first whose
title stands in it, and papers in whose abstract a longer text stands as it was typed come first of all.
``literal`` switches all of this off.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from readinglist.core.search.compiling.compiler import Compiler, Plan
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.explaining import Raised, Scored
from readinglist.core.search.evaluation.likeness import Bag, liked
from readinglist.core.search.evaluation.phrases import places
from readinglist.core.search.evaluation.postings import Allowed, Within, with_extra
from readinglist.core.search.evaluation.queries import Form
from readinglist.core.search.evaluation.snapshot import Matches
from readinglist.core.search.evaluation.titles import CITED_LEAST, cited, is_title, title_gains
from readinglist.core.search.facts import Ids
from readinglist.core.search.query import language
from readinglist.core.search.query.wording import is_prose, terms_as_typed
from readinglist.core.sentences import Sentence

Array = NDArray[Any]
PARTIAL = 3  # words; from here on, where few papers have all, those follow that come nearest
ENOUGH = 10  # papers; where so many have all words of a query, others are not looked for
#: Of the best score, what papers must have that are like a text, and that follow those which have all words.
TEXT_SHARE, FOLLOWING_SHARE = 0.3, 0.5
FEW = 5  # papers; a query that finds fewer is tried without its words without content
QUOTED_LEAST, QUOTED_MOST = 6, 64  # words of a text that is looked for in abstracts as it stands
LONGEST_REFERENCE = 200  # words of a text in which titles are looked for
RESCORED = 500  # papers; only these can gain from words that are neighbours in their text
NO_STOP_WORDS = Sentence("Words like “of” and “the” were left out: few papers have all of them.")
NO_STOP_WORDS_NONE = Sentence("Words like “of” and “the” were left out: no paper has all of them.")
BEGUN = Sentence("No paper has all the words as they stand; they are also taken as beginnings of longer ones.")
AS_TEXT = Sentence("This was taken for a text: the papers that are most like it.")
NO_EXACT = Sentence("No paper has all the words; these come nearest.")


class Found(NamedTuple):
    """What a search finds, in any order: paper ids, their scores, the plan that found them, what is to be said.

    ``like`` is how many of them do not hold all the words, ``scoring`` how the scores came about (see ``explaining``).
    """

    ids: Ids
    scores: Array
    plan: Plan
    notes: tuple[Sentence, ...] = ()
    like: int = 0
    scoring: tuple[Scored | Raised, ...] = ()


class _Matched(NamedTuple):
    """Papers with all words, not ranked yet. ``tree`` is what they match."""

    matches: list[Matches]
    plan: Plan
    tree: query.Query
    notes: tuple[Sentence, ...] = ()

    @property
    def papers(self) -> int:
        return sum(len(docs) for docs, _ in self.matches)


class Finder:
    """Finds the papers of one query. ``compiler`` makes a compiler (with ``begun``: of words as beginnings)."""

    def __init__(
        self,
        parsed: language.Query,
        evaluator: Evaluator,
        compiler: Callable[..., Compiler],
        *,
        literal: bool,
        sort: str,
    ) -> None:
        self._parsed, self._evaluator, self._compiler = parsed, evaluator, compiler
        self._literal, self._sort = literal, sort
        self._snapshot = evaluator.snapshot

    def find(self, plan: Plan, within: Within | None) -> Found:
        """What is found by a compiled query ``within`` the papers that are searched."""
        if self._literal:
            return self._whole(self._all_words(plan, plan.tree(), within))
        found = self._cited_first(self._found(plan, within), within)
        return found if self._is_title(plan, within) else self._quoted_first(found, within)

    def _found(self, plan: Plan, within: Within | None) -> Found:
        if is_prose(self._parsed) and not self._is_search(plan, within):
            return self._like_text(plan, within)
        found = self._whole(self._matched(plan, within))
        if not len(found.ids) and within is not None and self._evaluator.count(plan.tree()):
            return Found(found.ids, found.scores, plan)  # what has all the words is elsewhere, and that is said
        if self._may_follow(len(found.ids)) and not self._is_title(plan, within):
            found = self._followed(found, within)
        return found if len(found.ids) else Found(found.ids, found.scores, plan)

    @cached_property
    def _shorter(self) -> Plan:
        """The query without its words without content."""
        return self._compiler().plan(self._parsed, keep_stop_words=False)

    # -- papers with all words

    def _matched(self, plan: Plan, within: Within | None) -> _Matched:
        matched = self._all_words(plan, plan.tree(), within)
        if matched.papers >= FEW:
            return matched
        if len(self._shorter.clauses) < len(plan.clauses):
            matched = self._without_stop_words(matched, within)
        if not matched.papers and self._shorter.words > 1:
            begun = self._compiler(begun=True).plan(self._parsed, keep_stop_words=False)
            matched = self._all_words(begun, begun.tree(), within, BEGUN)
        return matched

    def _all_words(self, plan: Plan, tree: query.Query, within: Within | None, *notes: Sentence) -> _Matched:
        return _Matched(self._evaluator.matches(tree, within), plan, tree, notes)

    def _without_stop_words(self, matched: _Matched, within: Within | None) -> _Matched:
        """The same without words without content, where that finds more; papers with all of the words come first."""
        tree = query.AndMaybe(self._shorter.tree(), matched.plan.tree())
        note = NO_STOP_WORDS if matched.papers else NO_STOP_WORDS_NONE
        more = self._all_words(self._shorter, tree, within, note)
        return more if more.papers > matched.papers else matched

    def _whole(self, matched: _Matched) -> Found:
        ids, scores, scored = self._ranked(matched.matches, matched.plan, matched.tree)
        return Found(ids, scores, matched.plan, matched.notes, scoring=(scored,))

    # -- papers that are like the query

    def _may_follow(self, papers: int) -> bool:
        """Whether so few papers have all words that others may come after them: by relevance only, where there is an
        after."""
        few = not papers or (papers < ENOUGH and self._sort == "relevance")
        return few and self._shorter.words >= PARTIAL

    def _followed(self, found: Found, within: Within | None) -> Found:
        """The papers that have all words, and after them those that are most like the query."""
        bag = self._compiler().bag(self._parsed)
        if not len(found.ids):
            bag = bag.without_one()
        ids, scores, scored = self._ranked(liked(self._evaluator, bag, within, FOLLOWING_SHARE), bag, bag.tree())
        if not len(found.ids):
            return Found(ids, scores, found.plan, (NO_EXACT,), len(ids), (scored,))
        others = ~np.isin(ids, found.ids)
        if not others.any():
            return found
        raised = Raised(Sentence("it has all the words"), found.ids, float(scores.max(initial=0.0)))
        first = found.scores + np.float32(raised.score)
        joined = np.concatenate([found.ids, ids[others]]), np.concatenate([first, scores[others]])
        notes = (*found.notes, _followed(len(found.ids)))
        scoring = (*found.scoring, scored._replace(papers=ids[others]), raised)
        return Found(*joined, found.plan, notes, len(joined[0]) - len(found.ids), scoring)

    def _is_title(self, plan: Plan, within: Within | None) -> bool:
        """Whether the query stands in a title as it is."""
        return is_title(self._snapshot, plan.titles, within or self._evaluator.everything())

    def _is_search(self, plan: Plan, within: Within | None) -> bool:
        """Whether what looks like a text are search words: it stands in a title, or many papers have all the words."""
        return self._is_title(plan, within) or self._evaluator.count(self._shorter.tree(), within) >= ENOUGH

    def _like_text(self, plan: Plan, within: Within | None) -> Found:
        bag = self._compiler().bag(self._parsed)
        ids, scores, scored = self._ranked(liked(self._evaluator, bag, within, TEXT_SHARE), bag, bag.tree())
        whole = self._evaluator.count(query.And([q for _, q in plan.clauses]), within) if len(ids) else 0
        notes = ((AS_TEXT if whole else NO_EXACT),) if len(ids) else ()
        return Found(ids, scores, plan, notes, len(ids), (scored,))

    # -- papers whose title stands in the text, and that hold the text as it stands

    def _cited_first(self, found: Found, within: Within | None) -> Found:
        """Where no paper has all the words of a text, those first whose whole title stands in it: a reference."""
        terms = terms_as_typed(self._parsed)
        if found.like < len(found.ids) or not CITED_LEAST < len(terms) <= LONGEST_REFERENCE:
            return found
        ids = self._papers(cited(self._snapshot, terms, within or self._evaluator.everything()))
        if any(isinstance(leaf, language.Phrase) for leaf, _ in self._parsed.leaves()):
            ids = np.intersect1d(ids, found.ids)  # what is in quotes is asked for
        if not len(ids):
            return found
        return self._raised(found, ids, Sentence("its title stands in the text"))._replace(
            notes=found.notes or (NO_EXACT,)
        )

    def _raised(self, found: Found, first: Ids, why: Sentence) -> Found:
        """What was found with some papers before all others, whether they are among them or not."""
        others = np.setdiff1d(first, found.ids)
        ids = np.concatenate([found.ids, others])
        scores = np.concatenate([found.scores, np.zeros(len(others), np.float32)])
        raised = Raised(why, first, float(scores.max(initial=0.0)) + 1)
        scores[np.isin(ids, first)] += np.float32(raised.score)
        return found._replace(ids=ids, scores=scores, like=found.like + len(others), scoring=(*found.scoring, raised))

    def _quoted_first(self, found: Found, within: Within | None) -> Found:
        """What was found, with the papers whose abstract holds the whole text before all others."""
        terms = terms_as_typed(self._parsed)
        forms = [Form("exact", term) for term in terms]
        if forms and not self._parsed.whole and self._parsed.text[-1].isalnum():
            forms[-1] = Form("prefix", terms[-1])
        if not QUOTED_LEAST <= len(forms) <= QUOTED_MOST:
            return found
        parts = []
        for i, segment in enumerate(self._snapshot.segments):
            docs, _ = places(self._snapshot, forms, "abstract", i, within[i] if within is not None else None)
            parts.append(segment.columns.papers[docs])
        quoting = np.concatenate(parts) if parts else np.zeros(0, np.int64)
        if not len(quoting):
            return found
        first = self._raised(found, quoting, Sentence("its abstract holds the text as it was typed"))
        like = min(found.like, len(first.ids) - len(quoting))
        notes = tuple(AS_TEXT if note == NO_EXACT else note for note in found.notes)
        return first._replace(notes=notes, like=like)

    # -- their scores

    def _ranked(self, found: list[Matches], plan: Plan | Bag, tree: query.Query) -> tuple[Ids, Array, Scored]:
        """(paper ids, scores, how they came about) of what a tree matches; titles with all words and, among the best,
        neighbouring words gain."""
        by_relevance = self._sort == "relevance"
        titles, near = (plan.titles, plan.near) if by_relevance else ((), ())
        if titles:
            gained = title_gains(self._snapshot, titles, found, sum(len(docs) for docs, _ in found))
            found = [(docs, scores + more) for (docs, scores), more in zip(found, gained, strict=True)]
        best = self._best(found) if near else []
        if near:
            extra = self._evaluator.near(near, best)
            found = [with_extra(m, (few.docs, more)) for m, few, more in zip(found, best, extra, strict=True)]
        papers = self._papers([docs for docs, _ in found])
        scores = np.concatenate([scores for _, scores in found]) if found else np.zeros(0, np.float32)
        return papers, scores, Scored(tree, papers, titles, near, self._papers([few.docs for few in best]))

    def _papers(self, found: Sequence[Array]) -> Ids:
        """The ids of documents of each segment; of no segments none."""
        parts = [s.columns.papers[docs] for s, docs in zip(self._snapshot.segments, found, strict=False)]
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def _best(self, found: list[Matches]) -> Within:
        """The papers that are best before neighbouring words count."""
        everything = np.concatenate([scores for _, scores in found]) if found else np.zeros(0, np.float32)
        least = np.float32(0)
        if len(everything) > RESCORED:
            least = np.partition(everything, len(everything) - RESCORED)[len(everything) - RESCORED]
        return [
            Allowed(segment.count, docs=docs.compress(scores >= least))
            for segment, (docs, scores) in zip(self._snapshot.segments, found, strict=True)
        ]


def _followed(papers: int) -> Sentence:
    """What is said where so many papers have all the words, and others follow."""
    if papers == 1:
        return Sentence("1 of these has all the words; after it come those nearest to that.")
    return Sentence("{n:,} of these have all the words; after them come those nearest to that.", n=papers)
