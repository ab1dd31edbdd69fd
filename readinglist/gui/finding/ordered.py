"""The ids of a search, put in order as far as someone looks. No Qt in here; imports the standard library.

To sort all the hits of a wide search takes longer than to find them, and the first rows are what a keystroke waits for.
So the first ``HEAD`` are there at once; the rest is put in order by a worker a moment later, or when someone asks.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import overload

HEAD = 256  # as many as the search itself puts in order first

NEAR = 500  # rows before and after
PIECE = 1 << 14  # rows


def row_of(ids: Sequence[int], paper: int | None, near: int = 0) -> int:
    """The row of a paper, or -1; looked for around the row ``near`` first.

    The rest is looked through in pieces, so that no other thread waits long for its turn.
    """
    if paper is None:
        return -1
    first = max(0, near - NEAR)
    around = list(ids[first : max(near, 0) + NEAR])
    if paper in around:
        return first + around.index(paper)
    for start in range(0, len(ids), PIECE):
        piece = ids[start : start + PIECE]
        if paper in piece:
            return start + piece.index(paper)
    return -1


class Ordered(Sequence[int]):
    """All ids in order; ``ids`` may be slow beyond the first ``HEAD``. Behaves as the array that it becomes."""

    def __init__(self, ids: Sequence[int]) -> None:
        self._source: Sequence[int] = ids
        self._count = len(ids)
        self._head = array("q", list(ids[:HEAD]))
        self._all = self._head if self._count <= len(self._head) else None

    @property
    def settled(self) -> bool:
        """Whether all of them are in order."""
        return self._all is not None

    def settle(self) -> "array[int]":
        """Put all of them in order; for a worker, some milliseconds for each hundred thousand.

        Read in pieces, so that no other thread waits long for its turn.
        """
        if self._all is None:
            found = array("q")
            for start in range(0, self._count, PIECE):
                found.extend(self._source[start : start + PIECE])
            self._all = found
        return self._all

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> "array[int]": ...
    def __getitem__(self, index: "int | slice") -> "int | array[int]":
        if isinstance(index, slice):
            start, stop, _ = index.indices(self._count)
            return (self._head if max(start, stop) <= len(self._head) else self.settle())[index]
        return self._head[index] if 0 <= index < len(self._head) else self.settle()[index]

    def __iter__(self) -> Iterator[int]:
        return iter(self.settle())

    def __contains__(self, paper: object) -> bool:
        return paper in self._head or paper in self.settle()

    def index(self, paper: int, start: int = 0, stop: int | None = None) -> int:
        """Its row; raises ValueError where it is not there."""
        return self.settle().index(paper, start, self._count if stop is None else stop)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(other) != self._count:
            return False
        theirs = other.settle() if isinstance(other, Ordered) else other
        return self._head == theirs[: len(self._head)] and bool(self.settle() == theirs)

    __hash__ = None  # type: ignore[assignment]
