"""Paragraphs of a list of abstracts that nothing sets apart from the next abstract. Imports this room.

Where the same blank line stands between paragraphs and between abstracts, only the texts tell (see ``flow``). How often
a text goes on with the one above is learned from the page (expectation maximisation over its neighbours): a list of
abstracts of one paragraph shows no more of it than chance brings.
"""

import math
from collections.abc import Callable, Sequence

from readinglist.core.dumps.evidence.affinity import Rarity, common, stems
from readinglist.core.dumps.evidence.flow import odds

#: So many neighbours show the habit of a page; of lists of abstracts of one paragraph (172, of 4 to 315) none has more
#: than 0.6 for it, of others nearly all have more (but where one in four of a few abstracts has two paragraphs).
_SAMPLE = 400
_HABIT = 3.0
_LEAST = 0.08
_ROUNDS = 50
#: What is known of all pages: so many neighbours go on, of so many.
_BEFORE, _AMONG = 0.3, 3.3
_FIRST_GUESS = 0.2
_LARGEST = 30.0
#: Between these chances it is not certain.
_UNSURE, _SURE = 0.05, 0.95


class Continuing:
    """How often a text goes on with the one above here, and whether one does; learned from neighbours.

    ``begins_inside`` tells whether the first words of a text show it, given the one above.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]], begins_inside: Callable[[str, str], bool]) -> None:
        self._begins_inside = begins_inside
        pairs = pairs[:_SAMPLE]
        texts = [stems(text) for text in dict.fromkeys(text for pair in pairs for text in pair)]
        self._rarity, self._usual = Rarity(texts), common(texts)
        weights = [math.exp(self._odds(*pair)) for pair in pairs]
        self._often = often = _often(weights)
        gain = sum(math.log(1.0 - often + often * weight) for weight in weights)
        #: Whether abstracts of this page have several paragraphs.
        self.is_habit = gain >= _HABIT and often >= _LEAST

    def chance(self, above: str, text: str) -> float:
        """Return how likely it is that a text goes on with the one above."""
        weight = self._often * math.exp(self._odds(above, text))
        return weight / (1.0 - self._often + weight)

    def goes_on(self, above: str, text: str) -> bool:
        """Tell whether a text goes on with the one above rather than not, where that is a habit."""
        return self.is_habit and self.chance(above, text) > 0.5

    def is_doubtful(self, above: str, text: str) -> bool:
        """Tell whether it may be otherwise."""
        return (_UNSURE if self.is_habit else 0.5) < self.chance(above, text) < (_SURE if self.is_habit else 1.0)

    def _odds(self, above: str, text: str) -> float:
        found = odds(above, text, self._rarity, self._usual, self._begins_inside(text, above))
        return max(-_LARGEST, min(_LARGEST, found))


def _often(weights: Sequence[float]) -> float:
    """The share of neighbours that go on, by what speaks for it at each of them (as odds)."""
    often = _FIRST_GUESS
    for _ in range(_ROUNDS):
        expected = sum(often * weight / (1.0 - often + often * weight) for weight in weights)
        often = (expected + _BEFORE) / (len(weights) + _AMONG)
    return often
