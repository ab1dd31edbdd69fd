"""Neighbours that decide together which of them belong to each other: a hidden Markov model. Imports nothing of ours.

Two states: a text goes on with the one above, or begins another. Where abstracts have two paragraphs each, a text that
goes on is the last one, and the next begins; so what is sure of one tells of those beside it. How often a text goes on
behind one that begins, and behind one that goes on, is not known: all rates of a grid are tried, and weighed by how
well they explain what is seen (Bayesian model averaging), so that a few neighbours are not believed too much.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

#: How often a text goes on: behind one that begins, and behind one that goes on; and what is thought of the latter.
_FIRST = (0.06, 0.15, 0.3, 0.5, 0.7, 0.85, 0.96)
_AGAIN = {0.03: 0.4, 0.15: 0.3, 0.4: 0.2, 0.7: 0.1}
#: So many neighbours show the rates; such as explain less than this share of it all are left out.
_SAMPLE = 400
_LITTLE = 0.01
_START = (1.0, 0.0)

Rates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Chain:
    """Neighbours of a page, in their order.

    ``weights`` are the odds for going on of each by itself; ``joined`` says whether its upper text is the lower one of
    the neighbours before.
    """

    weights: Sequence[float]
    joined: Sequence[bool]

    def learned(self) -> tuple[float, dict[Rates, float]]:
        """Return how much better it explains them (as log odds) that texts go on at all; and the rates, weighed."""
        prior = {rates: _AGAIN[rates[1]] / len(_FIRST) for rates in product(_FIRST, _AGAIN)}
        found = {rates: math.log(share) + self._likelihood(rates) for rates, share in prior.items()}
        most = max(found.values())
        whole = sum(math.exp(value - most) for value in found.values())
        shares = {rates: math.exp(value - most) / whole for rates, value in found.items()}
        return most + math.log(whole), {rates: share for rates, share in shares.items() if share >= _LITTLE}

    def chances(self, rates: dict[Rates, float]) -> list[float]:
        """Return how likely each goes on, at these rates."""
        found = [(share, self._known(rate)) for rate, share in rates.items()]
        whole = sum(rates.values())
        return [sum(share * known[at] for share, known in found) / whole for at in range(len(self.weights))]

    def _likelihood(self, rates: Rates) -> float:
        state, found = _START, 0.0
        for weight, same in zip(self.weights[:_SAMPLE], self.joined, strict=False):
            off, on = _step(state if same else _START, weight, rates)
            found += math.log(off + on)
            state = (off / (off + on), on / (off + on))
        return found

    def _known(self, rates: Rates) -> list[float]:
        """Forward and backward."""
        starts, state = list[tuple[float, float]](), _START
        for weight, same in zip(self.weights, self.joined, strict=True):
            starts.append(state if same else _START)
            off, on = _step(starts[-1], weight, rates)
            state = (off / (off + on), on / (off + on))
        found, ahead = list[float](), (0.5, 0.5)
        for at in range(len(self.weights) - 1, -1, -1):
            off, on = _step(starts[at], self.weights[at], rates)
            found.append(on * ahead[1] / (off * ahead[0] + on * ahead[1]))
            if not self.joined[at]:
                ahead = (0.5, 0.5)
                continue
            back = [(1.0 - rate) * ahead[0] + rate * self.weights[at] * ahead[1] for rate in rates]
            ahead = (back[0] / sum(back), back[1] / sum(back))
        return found[::-1]


def _step(state: tuple[float, float], weight: float, rates: Rates) -> tuple[float, float]:
    """How likely the next one is seen and begins, and goes on."""
    on = state[0] * rates[0] + state[1] * rates[1]
    return state[0] + state[1] - on, on * weight
