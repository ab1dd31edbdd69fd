"""Which line is what: the cheapest reading of a stretch of lines as titles, abstracts and furniture.

Pure functions over costs; imports only the standard library. The source of the method is the Viterbi algorithm: each
line has a cost for every role, each pair of neighbouring roles has one, and the reading with the smallest sum wins.
That is what finds the step again where a title or an abstract is missing: shifting all that follows would cost more
than one missing part.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple


class Role(IntEnum):
    """What a line is within a page."""

    TITLE = 0  # the title of a record; its abstract follows
    REST = 1  # the second line of a title that was broken in two
    INSIDE = 2  # furniture between a title and its abstract
    ABSTRACT = 3  # the abstract of the title before
    BARE = 4  # an abstract whose title is missing
    MORE = 5  # a further paragraph of the abstract before
    ALONE = 6  # a title whose abstract is missing
    FURNITURE = 7
    UNPARSED = 8


class Costs(NamedTuple):
    """What each role costs for one line, without regard to its neighbours."""

    title: float  # of an abstract that follows
    alone: float  # a title whose abstract is missing
    abstract: float  # of the title before
    bare: float  # an abstract whose title is missing
    furniture: float
    more: float  # to go on with the abstract before, as another paragraph
    rest: float  # to go on with the title before


#: A record lost its title, or its abstract.
NO_TITLE = 4.5
NO_ABSTRACT = 3.3
#: Furniture stands between a title and its abstract (the first line of it; each further one costs less).
PAIR_OPENED = 2.0
PAIR_NEVER_OPENED = 5.0
PAIR_OPEN = 1.0
#: Whatever a line is, it can be left unparsed at this price: cheaper readings are certain enough.
UNPARSED = 5.0
#: From this cost of furniture on a line is a text by itself: it is never passed over inside a pair.
_NO_PART = 12.0
#: Roles after which a record is complete, and roles that wait for an abstract.
_CLOSED = (Role.ABSTRACT, Role.BARE, Role.MORE, Role.ALONE, Role.FURNITURE, Role.UNPARSED)
_OPEN = (Role.TITLE, Role.REST, Role.INSIDE)
_AFTER_ABSTRACT = (Role.ABSTRACT, Role.BARE, Role.MORE)
_NEVER = 1e9


#: What it adds to (or takes off) the cost of an abstract that it follows this title: two positions in the lines.
PairCost = Callable[[int, int], float]


def align(lines: Sequence[Costs], pair: PairCost, after_abstract: bool, pair_opened: float = PAIR_OPENED) -> list[Role]:
    """Return the roles of the cheapest reading.

    ``after_abstract``: an abstract stands before the first line. ``pair_opened``: what furniture inside a pair costs.
    """
    if not lines:
        return []
    state = _State.start(after_abstract, pair_opened)
    back = []
    for i, costs in enumerate(lines):
        state, came = state.step(i, costs, pair)
        back.append(came)
    role = min(_CLOSED, key=state.best.__getitem__)
    roles = [role]
    for came in reversed(back[1:]):
        role = came[role]
        roles.append(role)
    roles.reverse()
    return roles


@dataclass(slots=True)
class _State:
    """The cheapest sums so far, by the role of the last line; for open roles, where the title stands."""

    best: list[float]
    title: dict[Role, int]
    pair_opened: float

    @classmethod
    def start(cls, after_abstract: bool, pair_opened: float) -> "_State":
        best = [_NEVER] * len(Role)
        best[Role.ABSTRACT if after_abstract else Role.FURNITURE] = 0.0
        return cls(best, dict.fromkeys(_OPEN, 0), pair_opened)

    def step(self, i: int, costs: Costs, pair: PairCost) -> tuple["_State", tuple[Role, ...]]:
        """Go on by one line: the cheapest sum for each of its roles, and the role before that gave it."""
        best = self.best
        closed = min(_CLOSED, key=best.__getitem__)
        paragraph = min(_AFTER_ABSTRACT, key=best.__getitem__)
        gap, before_gap = self._inside()
        pairs = {r: best[r] + (pair(self.title[r], i) if best[r] < _NEVER else 0.0) for r in _OPEN}
        opened = min(_OPEN, key=pairs.__getitem__)
        ready = best[closed]
        sums = [
            ready + costs.title,
            best[Role.TITLE] + costs.rest,
            gap + (costs.furniture if costs.furniture >= _NO_PART else min(costs.furniture, UNPARSED)),
            pairs[opened] + costs.abstract,
            ready + costs.bare + NO_TITLE,
            best[paragraph] + costs.more,
            ready + costs.alone + NO_ABSTRACT,
            ready + costs.furniture,
            ready + UNPARSED,
        ]
        came = (closed, Role.TITLE, before_gap, opened, closed, paragraph, closed, closed, closed)
        title = {Role.TITLE: i, Role.REST: self.title[Role.TITLE], Role.INSIDE: self.title[before_gap]}
        return _State(sums, title, self.pair_opened), came

    def _inside(self) -> tuple[float, Role]:
        """The cheapest way to furniture inside a pair: opening the gap or widening it."""
        opening = min(Role.TITLE, Role.REST, key=self.best.__getitem__)
        if self.best[opening] + self.pair_opened <= self.best[Role.INSIDE] + PAIR_OPEN:
            return self.best[opening] + self.pair_opened, opening
        return self.best[Role.INSIDE] + PAIR_OPEN, Role.INSIDE
