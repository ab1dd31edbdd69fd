"""All hits in order, sorted only as far as someone looks. Imports numpy, records and facts."""

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from readinglist.core.records import FALLING
from readinglist.core.search.facts import Ids, PaperFacts

Array = NDArray[Any]
_HEAD = 256  # how many are put in order at first


class OrderedIds(Sequence[int]):
    """Paper ids in the order of a sort, best first; behaves like a tuple of ints.

    The first ``_HEAD`` are ordered when they are asked for (a partition, then a small sort), the rest when someone
    looks beyond them. Ties: seen in more dumps, then added later, then the higher id.
    """

    def __init__(self, ids: Ids, scores: Array, facts: PaperFacts, sort: str) -> None:
        self._ids, self._scores, self._facts, self._sort = ids, scores, facts, sort
        self._order: Array | None = None

    def __len__(self) -> int:
        return len(self._ids)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> "list[int]": ...
    def __getitem__(self, index: int | slice) -> "int | list[int]":
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            rows = self._rows(max(start, stop) if step > 0 else len(self))
            chosen: list[int] = self._ids[rows[slice(start, stop, step)]].tolist() if len(self) else []
            return chosen
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return int(self._ids[self._rows(index + 1)[index]])

    def __iter__(self) -> Iterator[int]:
        return iter(self[:])

    def __contains__(self, paper: object) -> bool:
        return bool((self._ids == paper).any())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def scores(self, count: int) -> list[float]:
        """The scores of the first ``count``."""
        values: list[float] = self._scores[self._rows(count)[:count]].tolist()
        return values

    def array(self) -> Ids:
        """The ids in ascending order of id."""
        return np.sort(self._ids)

    def _rows(self, count: int) -> Array:
        """Rows in order, at least the first ``count`` of them."""
        if self._order is None or len(self._order) < min(count, len(self)):
            few = count <= _HEAD and len(self) > 4 * _HEAD
            self._order = self._head() if few and self._sort != "import" else self._sorted(np.arange(len(self)))
        return self._order

    def _head(self) -> Array:
        """The first rows in order: those that reach the value of the ``_HEAD``-th, sorted."""
        key = -self._scores if self._sort == "relevance" else self._keys(np.arange(len(self)))[0]
        border = np.partition(key, _HEAD - 1)[_HEAD - 1]
        return self._sorted(np.flatnonzero(key <= border))[:_HEAD]

    def _sorted(self, rows: Array) -> Array:
        keys = self._keys(rows)
        if self._sort == "relevance" and len(rows) > 1:
            order = keys[0].argsort()
            scores = keys[0].take(order)
            same = np.concatenate([[False], scores[1:] == scores[:-1], [False]])
            if not same.any():
                return rows.take(order)
            tied = order.compress(same[1:] | same[:-1])
            for name in ("seen", "added"):
                values = np.zeros(len(rows))
                values[tied] = -self._column(name, rows.take(tied))
                keys.append(values)
        return rows[np.lexsort((-self._ids[rows], *reversed(keys)))]

    def _keys(self, rows: Array) -> list[Array]:
        """What to sort by, ascending, most important first."""
        if self._sort == "relevance":
            return [-self._scores[rows]]
        if self._sort == "import":
            return [self._ids[rows]]
        values = self._column(self._sort, rows)
        return [-values if self._sort in FALLING else values]

    def _column(self, name: str, rows: Array) -> Array:
        """A column's values for rows; papers without one come last in every order."""
        wanted = self._ids[rows]
        ids, values = self._facts.column(name, wanted)
        missing = -np.inf if name in FALLING else np.inf
        if not len(ids):
            return np.full(len(rows), missing)
        places = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
        return np.where(ids[places] == wanted, values[places], missing)
