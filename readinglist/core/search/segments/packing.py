"""A field's postings in few bytes: how documents, frequencies and positions lie in the file. Imports numpy.

A posting takes three bytes, a position little more than one:

- ``docs`` uint16: the low sixteen bits of the document number; ``tf`` uint8: in its upper two bits the rest of that
  number, in its lower six the frequency, where 0 means: look it up in ``many_at`` (postings of ``MANY`` and more,
  int32) and ``many`` (their frequencies, int32); zeros fill its last block of ``STEP``
- ``pos`` uint8: the low byte of each position; ``pos_bit``: whether it is 256 or more, eight positions to a byte, empty
  when none is; ``far_at`` (int32) and ``far`` (uint16): positions of ``FAR`` and more, and where they stand
- ``skip`` int32: where the positions of every ``STEP``-th posting begin

A field whose positions mean nothing (names, acronyms) has no ``pos`` and no ``skip``.
"""

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
MOST_DOCUMENTS = 1 << 18  # in one segment
MANY = 1 << 6
FAR = 1 << 9
STEP = 64
_SIX = np.uint8(MANY - 1)
_BEFORE = np.arange(STEP, dtype=np.uint8)
_NONE = np.zeros(0, np.intp)


class Packer:
    """Takes postings in, some at a time and in their order; ``arrays`` gives their columns."""

    def __init__(self, *, positions: bool) -> None:
        self._with_positions = positions
        self._postings = self._positions = 0
        self._parts: dict[str, list[Array]] = {
            key: [] for key in ("docs", "tf", "many_at", "many", "skip", "pos", "high")
        }

    def add(self, docs: Array, begins: Array, positions: Array) -> None:
        """Postings by document number (int); ``begins`` has the place in ``positions`` (uint16) of each one's first."""
        tf = np.diff(begins, append=len(positions))
        parts = self._parts
        parts["docs"].append((docs & 0xFFFF).astype(np.uint16))
        upper = (docs >> 16).astype(np.uint8) << np.uint8(6)
        parts["tf"].append(upper | np.where(tf < MANY, tf, 0).astype(np.uint8))
        many = np.flatnonzero(tf >= MANY)
        parts["many_at"].append((many + self._postings).astype(np.int32))
        parts["many"].append(tf[many].astype(np.int32))
        if self._with_positions:
            parts["skip"].append((begins[-self._postings % STEP :: STEP] + self._positions).astype(np.int32))
            parts["pos"].append((positions & 0xFF).astype(np.uint8))
            parts["high"].append((positions >> 8).astype(np.uint8))
        self._postings += len(docs)
        self._positions += len(positions)

    def arrays(self) -> dict[str, Array]:
        """The columns. The packer is empty afterwards."""
        joined = {key: np.concatenate(parts) for key, parts in self._parts.items() if parts}
        self._parts.clear()
        joined["tf"] = np.concatenate((joined["tf"], np.zeros(-self._postings % STEP, np.uint8)))
        if self._with_positions:
            high = joined.pop("high")
            far = np.flatnonzero(high > 1)
            joined["pos_bit"] = np.packbits(high > 0) if high.any() else np.zeros(0, np.uint8)
            joined["far_at"] = far.astype(np.int32)
            joined["far"] = joined["pos"][far] + (high[far].astype(np.uint16) << np.uint16(8))
        return joined


class Postings:
    """The columns of a field's postings, read. ``documents``: how many the segment has."""

    def __init__(self, arrays: Mapping[str, Array], name: str, documents: int) -> None:
        self._docs = arrays[f"{name}.docs"]
        self._tf = arrays[f"{name}.tf"]
        self._many_at, self._many = arrays[f"{name}.many_at"], arrays[f"{name}.many"]
        self._wide = documents > 1 << 16
        self.located = f"{name}.pos" in arrays
        if self.located:
            self._skip, self._pos = arrays[f"{name}.skip"], arrays[f"{name}.pos"]
            self._bits = arrays[f"{name}.pos_bit"]
            self._far_at, self._far = arrays[f"{name}.far_at"], arrays[f"{name}.far"]

    def docs(self, first: int, last: int) -> Array:
        """Document numbers of postings ``first`` to below ``last`` (intp: what numpy indexes with)."""
        docs = self._docs[first:last].astype(np.intp)
        if self._wide:
            docs += (self._tf[first:last] >> np.uint8(6)).astype(np.intp) << 16
        return docs

    def tf(self, first: int, last: int) -> Array:
        """Their frequencies (uint8, or int32 where one is ``MANY`` or more)."""
        tf: Array = self._tf[first:last] & _SIX
        if len(self._many_at):
            a, b = self._many_at.searchsorted(np.array((first, last), np.int32)).tolist()
            if b > a:
                tf = tf.astype(np.int32)
                tf[self._many_at[a:b] - first] = self._many[a:b]
        return tf

    def docs_at(self, postings: Array) -> Array:
        """The document numbers of some postings (intp)."""
        docs = self._docs.take(postings).astype(np.intp)
        if self._wide:
            docs += (self._tf.take(postings) >> np.uint8(6)).astype(np.intp) << 16
        return docs

    def tf_at(self, postings: Array) -> Array:
        """The frequencies of some postings, in any shape."""
        tf: Array = self._tf.take(postings) & _SIX
        if len(self._many_at):
            unsaid = tf == 0
            if unsaid.any():
                tf = tf.astype(np.int32)
                tf[unsaid] = self._many[self._many_at.searchsorted(postings[unsaid].astype(np.int32))]
        return tf

    def find(self, first: int, last: int, wanted: Array) -> tuple[Array, Array]:
        """(postings, their documents) of ascending documents among postings ``first`` to below ``last`` of one term.

        Takes some steps for each wanted document, however many postings there are.
        """
        if not self._wide:
            return self._found(first, last, wanted, 0)
        blocks = range(int(self._tf[first]) >> 6, (int(self._tf[last - 1]) >> 6) + 1)
        borders = [bisect_left(self._tf, block << 6, first, last) for block in blocks] + [last]
        wanted_borders = wanted.searchsorted(np.array([*blocks, blocks.stop]) << 16).tolist()
        parts = [
            self._found(borders[i], borders[i + 1], wanted[wanted_borders[i] : wanted_borders[i + 1]], block)
            for i, block in enumerate(blocks)
        ]
        return np.concatenate([p for p, _ in parts]), np.concatenate([d for _, d in parts])

    def _found(self, first: int, last: int, wanted: Array, block: int) -> tuple[Array, Array]:
        """The same among postings of documents with the same upper bits."""
        here = self._docs[first:last]
        if not len(here):
            return _NONE, _NONE
        low = (wanted & 0xFFFF).astype(np.uint16)
        rows = np.minimum(here.searchsorted(low), len(here) - 1)
        hits = here.take(rows) == low
        return rows.compress(hits) + first, wanted.compress(hits)

    def starts_at(self, postings: Array) -> Array:
        """Where the positions of some postings begin (int64): from the last one that is known, on."""
        blocks, there = np.divmod(postings, STEP)
        if len(postings) > STEP:
            first, last = int(postings.min()), int(postings.max()) + 1
            if len(postings) * 8 > last - first:
                return self.starts(first, last).take(postings - first)
        rows = self._tf.reshape(-1, STEP).take(blocks, axis=0) & _SIX
        before = there.astype(np.uint8)[:, None] > _BEFORE
        if len(self._many_at) and (rows[before] == 0).any():
            rows = self.tf_at(np.minimum(blocks[:, None] * STEP + _BEFORE, len(self._docs) - 1))
        starts: Array = (rows * before).sum(axis=1, dtype=np.int64)
        starts += self._skip.take(blocks)
        return starts

    def starts(self, first: int, last: int) -> Array:
        """Where the positions of each begin (int64)."""
        if last <= first:
            return np.zeros(0, np.int64)
        low = first - first % STEP
        tf = self.tf(low, last)
        starts = tf.cumsum(dtype=np.int64) - tf
        starts += int(self._skip[low // STEP])
        return starts[first - low :]

    def positions(self, places: Array) -> Array:
        """The positions at places (int64)."""
        found = self._pos.take(places).astype(np.int64)
        if not len(self._bits):
            return found
        rows = ((self._bits.take(places >> 3) << (places & 7).astype(np.uint8)) & np.uint8(128)).nonzero()[0]
        found[rows] += 256
        if len(self._far_at):
            wanted = places.take(rows).astype(np.int32)  # another type would make numpy copy what is searched
            there = np.minimum(self._far_at.searchsorted(wanted), len(self._far_at) - 1)
            hits = (self._far_at.take(there) == wanted).nonzero()[0]
            found[rows.take(hits)] = self._far.take(there.take(hits))
        return found
