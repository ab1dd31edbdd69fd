"""Paragraphs of a list of abstracts that nothing sets apart from the next abstract. Imports this room.

Where the same blank line stands between paragraphs and between abstracts, only the texts tell (see ``flow``). How often
a text goes on with the one above is learned from the page, all neighbours together (see ``chain``): a list of abstracts
of one paragraph shows no more of it than chance brings.
"""

import math
from collections.abc import Callable, Sequence
from functools import cached_property

from readinglist.core.dumps.evidence.affinity import Rarity, common, stems
from readinglist.core.dumps.evidence.chain import Chain
from readinglist.core.dumps.evidence.flow import odds
from readinglist.core.dumps.pages.head import Entry

#: So much must speak for the habit of a page: of two neighbours, less for each more, and at least. Of 1,880 lists of 3
#: to 40 abstracts of one paragraph none has as much; nearly all of 6 and more of today in two paragraphs each have.
_HABIT, _EACH, _LEAST = 3.0, 0.5, 1.0
_SAMPLE = 400
_LARGEST = 30.0
#: Between these chances it is not certain.
_UNSURE, _SURE = 0.05, 0.95
#: … nor where no habit is, but one may be, above this one.
_LIKELY = 0.1
#: So few that go on are thought of, and that do not, before any is seen.
_FEW = 0.5


class Continuing:
    """How often a text goes on with the one above here, and whether one does; learned from neighbours.

    ``begins_inside`` tells whether the first words of a text show it, given the one above.
    """

    def __init__(self, pairs: Sequence[tuple[Entry, Entry]], begins_inside: Callable[[str, str], bool]) -> None:
        self._begins_inside = begins_inside
        self._pairs = pairs
        first = pairs[:_SAMPLE]
        texts = [stems(text) for text in dict.fromkeys(made.text for pair in first for made in pair)]
        self._rarity, self._usual = Rarity(texts), common(texts)
        self._learned = [math.exp(self._odds(*pair)) for pair in first]
        gain, self._rates = Chain(self._learned, _joined(first)).learned()
        #: How likely it is that abstracts of this page have several paragraphs, …
        self._share = 1.0 / (1.0 + math.exp(-min(gain, _LARGEST)))
        #: … and whether that is certain enough to put them together.
        self.is_habit = gain >= max(_LEAST, _HABIT - _EACH * (len(first) - 2))

    def chance(self, above: Entry, made: Entry) -> float:
        """Return how likely it is that a text goes on with the one above."""
        if (known := self._chances.get((above.line.number, made.line.number))) is not None:
            return known
        weight = self._often * math.exp(self._odds(above, made))
        return weight / (1.0 - self._often + weight)

    def goes_on(self, above: Entry, made: Entry) -> bool:
        """Tell whether a text goes on with the one above rather than not, where that is a habit."""
        return self.is_habit and self.chance(above, made) > 0.5

    def is_doubtful(self, above: Entry, made: Entry) -> bool:
        """Tell whether it may be otherwise."""
        chance = self.chance(above, made)
        return _UNSURE < chance < _SURE if self.is_habit else self._share * chance > _LIKELY

    @cached_property
    def _often(self) -> float:
        """How often a text goes on here, whatever stands beside it: behind the beginning of the file."""
        return (sum(self._chances.values()) + _FEW) / (len(self._chances) + 2 * _FEW)

    @cached_property
    def _chances(self) -> dict[tuple[int, int], float]:
        """The same of all neighbours in the beginning of the file, each with what is known of the others."""
        rest = (math.exp(self._odds(*pair)) for pair in self._pairs[_SAMPLE:])
        found = Chain([*self._learned, *rest], _joined(self._pairs)).chances(self._rates)
        return dict(zip(map(_numbers, self._pairs), found, strict=True))

    def _odds(self, above: Entry, made: Entry) -> float:
        found = odds(above.text, made.text, self._rarity, self._usual, self._begins_inside(made.text, above.text))
        return max(-_LARGEST, min(_LARGEST, found))


def _numbers(pair: tuple[Entry, Entry]) -> tuple[int, int]:
    return pair[0].line.number, pair[1].line.number


def _joined(pairs: Sequence[tuple[Entry, Entry]]) -> list[bool]:
    return [at > 0 and pairs[at - 1][1].line.number == above.line.number for at, (above, _) in enumerate(pairs)]
