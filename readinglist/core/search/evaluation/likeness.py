"""Papers like a text: they hold some of its words, by the weight of the words. Imports Whoosh, queries and titles.

Only papers are wanted that have a share of the best one's score. What holds none but words that together cannot reach
that share is never looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from whoosh import query

from readinglist.core.search.evaluation import ranking
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.postings import Allowed, Within
from readinglist.core.search.evaluation.queries import AnyField, AnyPhrase, Form
from readinglist.core.search.evaluation.snapshot import Matches, Snapshot
from readinglist.core.search.evaluation.titles import TitleWay

MOST_IN_TITLES = 12  # words; of more it is not looked which titles hold all but one
_GUESS = 0.5  # of what all words together can give: what the best paper is thought to have, until it is known


@dataclass(frozen=True)
class Bag:
    """A query taken as a text: words with their terms, of which some are enough, and clauses that are required.

    ``near`` and ``titles`` raise the score of some (see ``finding``).
    """

    words: Sequence[query.Query]
    terms: Sequence[Sequence[str]]
    rest: Sequence[query.Query] = ()
    near: Sequence[AnyPhrase] = ()
    titles: Sequence[TitleWay] = ()

    def tree(self) -> query.Query:
        """What gives the score: its words."""
        return query.Or(list(self.words))

    def without_one(self) -> "Bag":
        """The same with what titles gain that hold all words but one."""
        each = range(len(self.words)) if len(self.words) <= MOST_IN_TITLES else ()
        chosen = [[i for i in each if i != left_out] for left_out in each]
        ways = [
            TitleWay([self.words[i] for i in kept], [Form("family", term) for i in kept for term in self.terms[i]])
            for kept in chosen
        ]
        return replace(self, titles=ways)


def liked(evaluator: Evaluator, bag: Bag, within: Within | None, share: float) -> list[Matches]:
    """For each segment: documents that match what is required and have at least a share of the best one's score."""
    if bag.rest:
        within = _allowed(evaluator, evaluator.matches(query.And(list(bag.rest)), within))
    words = bag.tree()
    limits = [_limit(evaluator.snapshot, word) for word in bag.words]
    least = share * _GUESS * sum(limits)
    found: list[Matches] = []
    for _ in range(2):
        telling, missed = _telling(limits, least)
        found = evaluator.matches(words, _candidates(evaluator, [bag.words[i] for i in telling], within))
        least = share * max((float(scores.max()) for _, scores in found if len(scores)), default=0.0)
        if missed < least:
            break
    return [(docs.compress(scores >= least), scores.compress(scores >= least)) for docs, scores in found]


def _telling(limits: Sequence[float], least: float) -> tuple[list[int], float]:
    """The words of which a paper must hold one to reach ``least``, and what all others can give together."""
    ordered = sorted(range(len(limits)), key=lambda i: -limits[i])
    left = sum(limits)
    for n, i in enumerate(ordered):
        if left < least:
            return ordered[:n], left
        left -= limits[i]
    return ordered, 0.0


def _candidates(evaluator: Evaluator, words: Sequence[query.Query], within: Within | None) -> Within:
    """The documents that hold one of some words."""
    masks = [np.zeros(segment.count, bool) for segment in evaluator.snapshot.segments]
    for word in words:
        for mask, (docs, _) in zip(masks, evaluator.matches(word, within), strict=True):
            mask[docs] = True
    return [Allowed(len(mask), mask=mask) for mask in masks]


def _allowed(evaluator: Evaluator, found: Sequence[Matches]) -> Within:
    return [Allowed(s.count, docs=docs) for s, (docs, _) in zip(evaluator.snapshot.segments, found, strict=True)]


def _limit(snapshot: Snapshot, tree: query.Query) -> float:
    """What a tree can give to a score at most: the idf of its words, for saturation stays below 1."""
    if isinstance(tree, AnyField):
        count = max(snapshot.count(form.text) for form in tree.forms)
        return ranking.idf(snapshot.papers, max(1, count)) * float(tree.boost)
    if isinstance(tree, AnyPhrase):
        idfs = (ranking.idf(snapshot.papers, max(1, snapshot.count(form.text))) for form in tree.forms)
        return sum(idfs) * float(tree.boost)
    return sum(_limit(snapshot, sub) for sub in tree.subqueries) * float(tree.boost)
