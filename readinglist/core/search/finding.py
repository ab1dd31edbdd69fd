"""What a search finds: papers with all words, and where these are few, what comes after them. Imports Whoosh.

When hardly any paper matches, words without content are dropped. When none does, words that no paper knows have been
taken for typing errors (compiling), and every word is taken as a beginning, a very rare one for a typing error too.
Where few papers have all of three or more words, those that are most like the query follow, each of these with a note.
A text of prose (wording.is_prose) is answered so at once, unless it stands in a title, or many papers hold all of its
words with content: then they are search words like others. Papers in whose abstract a longer text stands as it was
typed come first of all.
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
from readinglist.core.search.evaluation.titles import is_title, title_gains
from readinglist.core.search.facts import Ids
from readinglist.core.search.query import language
from readinglist.core.search.query.wording import is_prose, terms_as_typed

Array = NDArray[Any]
PARTIAL = 3  # words; from here on, where few papers have all, those follow that have most of them
ENOUGH = 10  # papers; where so many have all words of a query, others are not looked for
#: Of the best score, what papers must have that are like a text, and that follow those which have all words.
TEXT_SHARE, FOLLOWING_SHARE = 0.3, 0.5
FEW = 5  # papers; a query that finds fewer is tried without its words without content
QUOTED_LEAST, QUOTED_MOST = 6, 64  # words of a text that is looked for in abstracts as it stands
RESCORED = 500  # papers; only these can gain from words that are neighbours in their text
NO_STOP_WORDS = "Words like “of” and “the” were left out: few papers have all of them."
NO_STOP_WORDS_NONE = "Words like “of” and “the” were left out: no paper has all of them."
BEGUN = "No paper has all the words as they stand; they are also taken as beginnings of longer ones."
AS_TEXT = "This was taken for a text: the papers that are most like it."
NO_EXACT = "No paper has all the words; these have most of them."


class Found(NamedTuple):
    """What a search finds, in any order: paper ids, their scores, the plan that found them, what is to be said.

    ``like`` is how many of them do not hold all the words, ``scoring`` how the scores came about (see ``explaining``).
    """

    ids: Ids
    scores: Array
    plan: Plan
    notes: tuple[str, ...] = ()
    like: int = 0
    scoring: tuple[Scored | Raised, ...] = ()


class _Matched(NamedTuple):
    """Papers with all words, not ranked yet. ``tree`` is what they match."""

    matches: list[Matches]
    plan: Plan
    tree: query.Query
    notes: tuple[str, ...] = ()

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
        return self._quoted_first(self._found(plan, within), within)

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

    def _all_words(self, plan: Plan, tree: query.Query, within: Within | None, *notes: str) -> _Matched:
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

    def _followed(papers: int) -> str:
    """What is said where so many papers have all the words, and others follow."""
    if papers == 1:
        return "1 of these has all the words; after it come papers that have most of them."
    return f"{papers:,} of these have all the words; after them come papers that have most of them."
