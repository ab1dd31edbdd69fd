"""Reading one segment's arrays: terms by binary search, prefixes as one slice, postings as slices. Imports numpy."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.analysis import stem
from readinglist.core.search.schema import TEXT_FIELDS
from readinglist.core.search.segments.arrays import narrow
from readinglist.core.search.segments.packing import Postings

Array = NDArray[Any]
_STEP = 256  # strings; a search for one begins with the samples between which it is
_REMEMBERED = 4096  # look-ups a segment remembers


class Strings:
    """Sorted strings in one UTF-8 blob; a string's number is its place."""

    def __init__(self, data: Array, at: Array) -> None:
        self._data = data.data
        self._at = at
        self.count = len(at) - 1

    def __getitem__(self, number: int) -> str:
        return self.raw(number).decode()

    def raw(self, number: int) -> bytes:
        """The UTF-8 of a string."""
        return self._data[self._at[number] : self._at[number + 1]].tobytes()

    def lower(self, key: bytes, low: int = 0) -> int:
        """The number of the first string that is not below ``key``."""
        place = bisect_left(self._samples, key)
        low, high = max(low, (place - 1) * _STEP), min(self.count, place * _STEP)
        data, at = self._data, self._at
        while low < high:
            middle = (low + high) // 2
            if data[at[middle] : at[middle + 1]].tobytes() < key:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def _samples(self) -> list[bytes]:
        """Every ``_STEP``-th string, so that a search begins with a bisection in memory."""
        return [self.raw(number) for number in range(0, self.count, _STEP)]

    def find(self, text: str) -> int:
        """The number of a string, -1 if it is not here."""
        key = text.encode()
        place = self.lower(key)
        return place if place < self.count and self.raw(place) == key else -1

    def prefix(self, text: str) -> tuple[int, int]:
        """First and last+1 number of the strings that begin with ``text``."""
        key = text.encode()
        low = self.lower(key)
        return low, self.lower(key + b"\xff", low)


class Field(Postings):
    """The terms and postings of one field of one segment. Postings of consecutive terms are consecutive."""

    def __init__(self, arrays: Mapping[str, Array], name: str) -> None:
        super().__init__(arrays, name, len(arrays["papers"]))
        self.terms = arrays[f"{name}.terms"]
        self.at = arrays[f"{name}.at"]
        self.lens = arrays[f"{name}.lens"]

    def slot(self, term: int) -> int:
        """The place of a term among the field's terms, -1 if it does not occur."""
        place = int(self.terms.searchsorted(np.int32(term)))  # a plain int would make numpy copy the array
        return place if place < len(self.terms) and self.terms[place] == term else -1

    def slots(self, low: int, high: int) -> tuple[int, int]:
        """First and last+1 place of the field's terms with numbers from ``low`` to below ``high``."""
        return int(self.terms.searchsorted(np.int32(low))), int(self.terms.searchsorted(np.int32(high)))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """First and last+1 posting of the terms at places ``first`` to below ``last``."""
        return int(self.at[first]), int(self.at[last])

    def runs(self, terms: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
        """(first and last+1 posting, whether it is one term) for ranges of terms that occur in the field.

        Several ranges are of one term each.
        """
        if len(terms) > 1:
            yield from self._single_runs(np.array([low for low, _ in terms], np.int32))
            return
        for low, high in terms:
            if high == low + 1:
                slot = self.slot(low)
                if slot >= 0:
                    yield *self.span(slot, slot + 1), True
            else:
                first, last = self.slots(low, high)
                if last > first:
                    yield *self.span(first, last), last == first + 1

    def _single_runs(self, numbers: Array) -> Iterator[tuple[int, int, bool]]:
        slots = np.minimum(self.terms.searchsorted(numbers), len(self.terms) - 1)
        slots = slots.compress(self.terms.take(slots) == numbers)
        for first, last in zip(self.at.take(slots).tolist(), self.at.take(slots + 1).tolist(), strict=True):
            yield first, last, True

    def count(self, slot: int) -> int:
        """In how many documents the term at a place occurs, deleted ones included."""
        return int(self.at[slot + 1]) - int(self.at[slot])


class Columns:
    """One segment's arrays with the look-ups that searching needs. Immutable; safe to share between threads."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self.arrays = arrays
        self.papers = arrays["papers"]
        self.terms = Strings(arrays["terms"], arrays["terms_at"])
        self.stems = Strings(arrays["stems"], arrays["stems_at"])
        self._fields: dict[str, Field | None] = {}
        self._totals: dict[str, tuple[int, int]] = {}
        self._without: dict[tuple[str, frozenset[str]], Array] = {}
        self._ranges: dict[tuple[str, str], list[tuple[int, int]]] = {}
        self._runs: dict[tuple[str, str, str], tuple[tuple[int, int, bool], ...]] = {}

    @property
    def count(self) -> int:
        """Documents, deleted ones included."""
        return len(self.papers)

    def field(self, name: str) -> Field | None:
        """The postings of a field, None where no document has it."""
        try:
            return self._fields[name]
        except KeyError:
            found = Field(self.arrays, name) if f"{name}.docs" in self.arrays else None
            return self._fields.setdefault(name, found)

    def ranges(self, kind: str, text: str) -> list[tuple[int, int]]:
        """The ranges of term numbers of a form: ``exact``, ``prefix``, or ``family`` with a stem as its text."""
        key = (kind, text)
        found = self._ranges.get(key)
        if found is None:
            if len(self._ranges) > _REMEMBERED:
                self._ranges = {}
            found = self._ranges[key] = self._find_ranges(kind, text)
        return found

    def _find_ranges(self, kind: str, text: str) -> list[tuple[int, int]]:
        if kind == "prefix":
            low, high = self.terms.prefix(text)
            return [(low, high)] if high > low else []
        if kind == "family":
            return [(n, n + 1) for n in self.family(text)]
        number = self.terms.find(text)
        return [(number, number + 1)] if number >= 0 else []

    def runs(self, name: str, kind: str, text: str) -> tuple[tuple[int, int, bool], ...]:
        """The postings of a form in a field: (first, last+1, whether they are all of one term), none of them empty."""
        key = (name, kind, text)
        found = self._runs.get(key)
        if found is None:
            if len(self._runs) > _REMEMBERED:
                self._runs = {}
            field = self.field(name)
            found = () if field is None else tuple(field.runs(self.ranges(kind, text)))
            self._runs[key] = found
        return found

    def family(self, root: str) -> list[int]:
        """The numbers of the terms that have this stem (words of fields without stems may be missing)."""
        number = self.stems.find(root)
        if number < 0:
            alone = self.terms.find(root)  # a term that is its own stem and shares it with no other is not listed
            return [alone] if alone >= 0 and stem(root) == root else []
        at = self.arrays["family_at"]
        members: list[int] = self.arrays["family"][at[number] : at[number + 1]].tolist()
        return members

    def lengths(self, name: str) -> Array:
        """The length of a field in each document; zeros where no document has it."""
        field = self.field(name)
        return np.zeros(self.count, np.uint8) if field is None else field.lens

    def lengths_without(self, name: str, words: frozenset[str]) -> Array:
        """The length of a field in each document, with the occurrences of some words left out. Kept."""
        key = (name, words)
        if key not in self._without:
            lengths = self.lengths(name).astype(np.int32)
            field = self.field(name)
            for word in words if field is not None else ():
                for first, last, _ in self.runs(name, "exact", word):
                    np.subtract.at(lengths, field.docs(first, last), field.tf(first, last).astype(np.int32))  # type: ignore[union-attr]
            self._without[key] = narrow(np.maximum(lengths, 0))
        return self._without[key]

    def length_totals(self, name: str) -> tuple[int, int]:
        """(sum of a field's lengths, number of documents that have it), deleted ones counted."""
        if name not in self._totals:
            lengths = self.lengths(name)
            self._totals[name] = int(lengths.sum(dtype=np.int64)), int(np.count_nonzero(lengths))
        return self._totals[name]

    def longest(self, name: str) -> int:
        """The greatest length of a field."""
        return int(self.lengths(name).max()) if self.count and self.field(name) is not None else 0

    def document(self, paper: int) -> int:
        """The document number of a paper, -1 if it is not here."""
        place = int(self.papers.searchsorted(paper))
        return place if place < len(self.papers) and self.papers[place] == paper else -1

    @cached_property
    def words(self) -> Array:
        """For each term, whether a field of words holds it, also in deleted documents only (bool)."""
        found = np.zeros(self.terms.count, bool)
        for name in TEXT_FIELDS:
            field = self.field(name)
            if field is not None:
                found[field.terms] = True
        return found
