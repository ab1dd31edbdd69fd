"""Texts behind a titled abstract: its further paragraphs, or abstracts that lost their title? Imports ``affinity``.

A further paragraph knows the title above better than other texts do, shares words with the paragraph before, and the
two are shorter than other abstracts. The weights are a logistic regression on 3,000 halves of abstracts and whole ones
(arXiv, CACM, CISI); measured on other pages, 93 of 100 such lines are told alone. The lines of a page
decide together: either its abstracts have paragraphs or some titles are missing, seldom both.
"""

import math
from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from statistics import median

from readinglist.core.dumps.evidence.affinity import common, share, stems
from readinglist.core.dumps.evidence.furniture import SURE
from readinglist.core.dumps.pages.head import Entry

_KNOWS, _SHARES, _FIRST, _SECOND, _BEGINS, _BIAS = 6.7, 19.0, -2.1, -2.5, 1.7, -6.0
#: What is so much shorter than an abstract may be a title that is a sentence: nothing is said of it.
_SHORTEST = 0.12
#: What all the other lines of a page say of one: so much of their sum, and so much at most.
_TOGETHER = 0.5
_MOST = 5.0
#: Where fewer than one abstract in so many has a text behind it, a lost title is likelier, by so much at most.
_RARE = 8
_AT_MOST = 3.0
_MANY_ENTRIES = 2000
#: Fewer texts do not tell which words are usual on a page; few make it less sure.
_LEAST_TEXTS = 5
_FEW_TEXTS = 6
_UNSURE = 1.0
#: Where it is the habit of a page, second texts know their titles so much better than the next titles; of so many.
_HABIT = 0.15
_FEW_PAIRS = 3
#: Chance brings a few to that; not so where nearly all abstracts have one.
_CHANCE = 0.7
_NEARLY_ALL = 0.8


class Seconds:
    """The further paragraphs in the beginning of a file.

    ``is_text`` tells a paragraph from other lines, ``begins_inside`` whether a text begins as further paragraphs do.
    """

    def __init__(
        self, entries: list[Entry], is_text: Callable[[Entry], bool], begins_inside: Callable[[str, str], bool]
    ) -> None:
        self._begins_inside = begins_inside
        self._texts = list(filter(is_text, entries[:_MANY_ENTRIES]))
        self._behind: list[tuple[Entry, Entry, Entry]] = []  # a title, the text above, and the one in question
        triples = zip(entries, entries[1:_MANY_ENTRIES], entries[2:], strict=False)
        self._found = [(a, b, c) for a, b, c in triples if a.shape.heading and is_text(b) and is_text(c)]
        self._titled = sum(a.shape.heading and is_text(b) for a, b in pairwise(entries[:_MANY_ENTRIES]))
        title: Entry | None = None
        for a, b in pairwise(entries[:_MANY_ENTRIES]):
            if not is_text(a) and a.shape.furniture > SURE:
                title = a
            if title is not None and is_text(a) and is_text(b):
                self._behind.append((title, a, b))

    def holds(self, made: Entry) -> bool:
        """Tell whether a line is a further paragraph of the abstract above."""
        return bool(self._behind) and made.line.number in self._lines

    @cached_property
    def _is_habit(self) -> bool:
        """Whether second texts of this page know the title above them, and not the next one as well."""
        if len(self._found) < _FEW_PAIRS:
            return False
        titles = [stems(a.text) for a, _, _ in self._found]
        texts = [stems(c.text) for _, _, c in self._found]
        own = sum(map(share, titles, texts))
        others = sum(map(share, titles, texts[1:] + texts[:1]))
        chance = _CHANCE if len(self._found) < _NEARLY_ALL * self._titled else 0.0
        return own - others >= _HABIT * len(self._found) + chance

    @cached_property
    def _lines(self) -> frozenset[int]:
        if self._is_habit:
            return frozenset(made.line.number for _, _, made in self._behind)
        if len(self._texts) < _LEAST_TEXTS:
            return frozenset()
        least = _SHORTEST * self._length
        places = [place for place in self._behind if min(len(made.text) for made in place[1:]) >= least]
        scores = [self._score(*place) for place in places]
        total = sum(scores)
        found = zip(places, scores, strict=True)
        return frozenset(
            made.line.number
            for (_, _, made), score in found
            if score + max(-_MOST, min(_MOST, _TOGETHER * (total - score))) > 0
        )

    @cached_property
    def _stems(self) -> dict[int, set[str]]:
        return {made.line.number: stems(made.text) for made in self._texts}

    @cached_property
    def _common(self) -> frozenset[str]:
        return common(self._stems.values())

    @cached_property
    def _length(self) -> float:
        """How long an abstract is here as a rule, in characters: one that stands alone, if there are any."""
        parts = {made.line.number for _, above, below in self._behind for made in (above, below)}
        whole = [len(made.text) for made in self._texts if made.line.number not in parts]
        return median(whole or [len(made.text) for made in self._texts])

    @cached_property
    def _rarity(self) -> float:
        """What it takes off that nearly no abstract of the page has a text behind it (habits come in numbers)."""
        if len(self._texts) < _FEW_TEXTS:
            return _UNSURE
        return max(0.0, min(_AT_MOST, math.log(max(1, self._titled) / (_RARE * len(self._behind)))))

    def _score(self, title: Entry, above: Entry, made: Entry) -> float:
        """Return how much speaks for a further paragraph, as log odds."""
        first, second = self._stems[above.line.number], self._stems[made.line.number]
        shared = len((first & second) - self._common)
        least = min(len(first - self._common), len(second - self._common))
        begins = self._begins_inside(made.text, above.text)
        return (
            _BIAS
            - self._rarity
            + _KNOWS * self._known(stems(title.text), above, made)
            + _SHARES * shared / max(1, least)
            + _FIRST * math.log(len(above.text) / self._length)
            + _SECOND * math.log(len(made.text) / self._length)
            + _BEGINS * begins
        )

    def _known(self, title: set[str], above: Entry, made: Entry) -> float:
        """Return how much better a text knows the title than the other texts of the page do in the mean."""
        pair = (above.line.number, made.line.number)
        others = [share(title, found) for number, found in self._stems.items() if number not in pair]
        return share(title, self._stems[made.line.number]) - sum(others) / max(1, len(others))
