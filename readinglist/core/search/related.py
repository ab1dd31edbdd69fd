"""Papers like a paper, by its rarest words. Imports numpy, analysis and the evaluator."""

from collections import Counter

import numpy as np
from whoosh import query

from readinglist.core.records import Hit, IndexDocument
from readinglist.core.search.analysis import located_tokens
from readinglist.core.search.compiling.filters import view_fact
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.evaluation import ranking
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.queries import AnyField, Form
from readinglist.core.search.evaluation.snapshot import Snapshot
from readinglist.core.search.facts import PaperFacts
from readinglist.core.search.query.wording import STOP_WORDS
from readinglist.core.search.results import OrderedIds

WORDS = 20  # so many of the paper's words are compared
_FIELDS = ("title", "abstract", "tags", "method")


def characteristic(snapshot: Snapshot, document: IndexDocument, most: int = WORDS) -> list[tuple[str, float]]:
    """(word, weight) of the words that tell a paper apart: frequency in it (title three times) times idf.

    Words that no other paper holds tell nothing about others and are left out.
    """
    counts: Counter[str] = Counter()
    for text, times in ((document.title, 3), (document.abstract, 1), (" ".join(document.tags), 2)):
        for term, *_ in located_tokens(text):
            if len(term) > 1 and not term.isdigit() and term not in STOP_WORDS:
                counts[term] += times
    lexicon = Lexicon(snapshot)
    weighted = []
    for term, count in counts.items():
        papers = lexicon.count(term)
        if papers > 1 and papers * 10 < max(snapshot.papers, 100):
            weighted.append((term, min(count, 6) ** 0.5 * ranking.idf(snapshot.papers, papers)))
    weighted.sort(key=lambda pair: (-pair[1], pair[0]))
    return weighted[:most]


def related(snapshot: Snapshot, document: IndexDocument, facts: PaperFacts, limit: int) -> list[Hit]:
    """The ``limit`` papers of the library (not dismissed) that share most of a paper's rare words, best first."""
    words = characteristic(snapshot, document)
    if not words:
        return []
    forms = [(Form("exact", w, 0.3), Form("family", w, 0.7)) for w, _ in words]
    parts = [AnyField(_FIELDS, f, boost=weight) for f, (_, weight) in zip(forms, words, strict=True)]
    evaluator = Evaluator(snapshot, facts)
    found = evaluator.matches(query.Or(parts), evaluator.within([view_fact("library")]))
    ids = np.concatenate([s.columns.papers[d] for s, (d, _) in zip(snapshot.segments, found, strict=True)])
    scores = np.concatenate([scores for _, scores in found])
    others = ids != document.id
    ordered = OrderedIds(ids[others], scores[others], facts, "relevance")
    return [Hit(i, None, s) for i, s in zip(ordered[:limit], ordered.scores(limit), strict=True)]
