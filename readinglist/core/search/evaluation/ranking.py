"""The ranking formula: true BM25F (Robertson and Zaragoza 2009, section 3.6). Imports numpy.

For a word *t* in a document *d*, over the fields *f*::

    tf(t, d) = sum over f of  weight(f) · form · tf(t, f, d) / (1 − b(f) + b(f) · length(f, d) / average length(f))
    score(t, d) = idf(t) · tf(t, d) / (k1 + tf(t, d))
    idf(t) = max(log((N − n(t) + 0.5) / (n(t) + 0.5)), least)

*N* is the number of papers, *n(t)* the number of papers that match the word in any of its forms, deleted papers not
counted; the average length of a field is over the papers that have it. *form* is how the word matched (exact, same
stem, prefix …). The score of a query is the sum over its words. A word in more than half of the papers has the least
weight.

A title that holds all words with content of a query (stop words have none) gains, with *strength* the sum of their idf,
at least 1 each, and *share* their number divided by that of the words with content in the title::

    strength · (title_share · share² + title_order if the query stands in it so + title_begins if it begins so)
    + WHOLE_TITLE_BONUS if it is the whole title
    + VERY_TITLE_BONUS if it is that in the very words, not in others of their stems or another spelling

Of a single word the first line is *title_word* · min(1, its idf). Weights were chosen on two collections, each
tested on the other (tests/bench/ranking.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

#: How much an occurrence counts that is not the very word: same stem, part of a longer word, another spelling.
EXACT, STEM, PREFIX, VARIANT, TYPO = 1.0, 0.8, 0.4, 0.7, 0.6
SPELLING = 0.97  # of the same, in British or American English
#: What a paper gains whose method name or citation key is the whole query.
NAME_BONUS = 1000.0
#: What a paper gains whose title is the query.
WHOLE_TITLE_BONUS = 500.0
#: What it gains beside that, if the title has the very words: more than words can tell two such titles apart.
VERY_TITLE_BONUS = 200.0
LEAST_IDF = 0.01


@dataclass(frozen=True)
class Weights:
    """The parameters of the formula. ``boosts`` and ``b`` by field; fields that are missing count 1 and 0.6."""

    k1: float = 2.0
    boosts: Mapping[str, float] = field(
        default_factory=lambda: {
            "title": 3.0,
            "abstract": 1.0,
            "tags": 3.0,
            "note": 1.0,
            "authors": 1.5,
            "method": 4.0,
            "key": 3.0,
            "highlights": 0.5,
        }
    )
    b: Mapping[str, float] = field(default_factory=lambda: {"title": 0.5, "abstract": 0.6, "note": 0.5})
    #: what two neighbouring words of the query gain where they are neighbours in the title, and in the abstract
    near_title: float = 0.2
    near_abstract: float = 0.1
    #: what a title gains that holds all words of the query, for the share that they have of it; for the same words in
    #: the same order; and for beginning so (see titles)
    title_share: float = 1.5
    title_order: float = 0.5
    title_begins: float = 0.5
    #: what a title gains that holds the only word of a query: an abstract that has it ten times is no better for that
    title_word: float = 0.5

    def boost(self, name: str) -> float:
        """The weight of a field."""
        return self.boosts.get(name, 1.0)

    def length_norm(self, name: str, lengths: Array, average: float) -> Array:
        """1 / (1 − b + b · length / average) for each document (float32)."""
        b = self.b.get(name, 0.6)
        return (1.0 / (1.0 - b + b * lengths / max(average, 1.0))).astype(np.float32)

    def saturated(self, tf: Array) -> Array:
        """tf / (k1 + tf)."""
        return tf / (self.k1 + tf)


def idf(papers: int, matching: int) -> float:
    """Robertson's idf of a word in ``matching`` of ``papers`` papers, never below ``LEAST_IDF``."""
    return max(log((papers - matching + 0.5) / (matching + 0.5)), LEAST_IDF) if matching <= papers else LEAST_IDF
