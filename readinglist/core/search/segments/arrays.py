"""The columns of one segment and how they are made: occurrences in, sorted arrays out. Imports numpy and analysis.

An *occurrence* is one term at one position of one document's field, packed into 64 bits: term (24), document (24),
position (16). Sorting these numbers is the whole inversion; it is done for one range of terms after the other, so
that memory is bounded. Where occurrences come from (``Source``) is the matter of ``accumulating`` (new documents) and
``joining`` (a merge of segments).

Arrays of a segment:

- ``papers``: int64, paper id of each document number, ascending
- ``terms`` / ``terms_at``: all terms of the segment in UTF-8, sorted, in one blob; their offsets (and the end)
- ``letters``: int32, the set of letters of each term
- ``stems`` / ``stems_at``: the stems of terms that are not their own stems, likewise; ``family`` / ``family_at``:
  term numbers by stem. A term that shares its stem with no other, and is it, is not listed
- per field: ``f.terms`` (term numbers that occur in it), ``f.at`` (their first posting, one more than terms),
  ``f.docs``, ``f.tf`` … (its postings, see ``packing``), ``f.lens`` (length of the field in each document, in
  positions)
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress, groupby, pairwise
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search import analysis
from readinglist.core.search.schema import STEMMED_FIELDS, WHOLE_FIELDS
from readinglist.core.search.segments.packing import Packer

T = TypeVar("T")

Array = NDArray[Any]
MAX_POSITION = (1 << 16) - 1
CHUNK = 1_000_000  # occurrences that are sorted at a time
SMALL_CHUNK = 60_000  # the same where others wait for their turn: some milliseconds
_PIECE = 64  # items between which others may have their turn: a millisecond or less
_DOC_SHIFT = np.uint64(16)


class Source(Protocol):
    """The occurrences of one field. ``counts``: how many each term has; ``lengths``: of the field in each document."""

    counts: Array
    lengths: Array

    def keys(self, low: int, high: int) -> Array:
        """The packed occurrences of the terms from ``low`` to below ``high``, in any order."""
        ...


def ranges(starts: Array, counts: Array) -> Array:
    """``start, start+1, …`` of each count, one after the other (int64)."""
    counts = counts.astype(np.int64)
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    shifts: Array = (starts.astype(np.int64) - ends + counts).repeat(counts)
    return shifts + np.arange(total)


def pack(terms: Array, docs: Array, positions: Array) -> Array:
    """Occurrences as uint64, in the order given."""
    keys = terms.astype(np.uint64)
    keys <<= np.uint64(24)
    keys |= docs.astype(np.uint64)
    keys <<= _DOC_SHIFT
    keys |= positions.astype(np.uint64)
    packed: Array = keys
    return packed


def assemble(
    papers: Array,
    terms: list[str],
    sources: Mapping[str, Source],
    stems: Mapping[str, str] | None = None,
    give_way: Callable[[], None] | None = None,
) -> dict[str, Array]:
    """A segment's arrays. Terms that occur nowhere are dropped; ``stems`` are those that are known already."""
    used, inflected = np.zeros(len(terms), bool), np.zeros(len(terms), bool)
    for name, source in sources.items():
        used |= source.counts > 0
        if name in STEMMED_FIELDS:
            inflected |= source.counts > 0
    rank = np.cumsum(used) - 1
    kept = terms if used.all() else [term for term, keep in zip(terms, used.tolist(), strict=True) if keep]
    out: dict[str, Array] = {"papers": papers}
    out["terms"], out["terms_at"] = blob(kept, give_way)
    out["letters"] = letter_sets(out["terms"], out["terms_at"])
    roots, out["family"], out["family_at"] = _families(kept, inflected[used].tolist(), stems or {}, give_way)
    out["stems"], out["stems_at"] = blob(roots)
    for name, source in sources.items():
        if source.counts.any():
            out.update(_field(name, source, rank, give_way))
            out[f"{name}.lens"] = narrow(source.lengths)
    return out


def _field(name: str, source: Source, rank: Array, give_way: Callable[[], None] | None) -> dict[str, Array]:
    """One field's arrays, made a range of terms at a time."""
    packer = Packer(positions=name not in WHOLE_FIELDS)
    terms, ends = [], []
    postings = 0
    for low, high in _chunks(source.counts, CHUNK if give_way is None else SMALL_CHUNK):
        if give_way is not None:
            give_way()
        keys = source.keys(low, high)
        keys.sort()
        if len(keys) > 1 and (keys[1:] == keys[:-1]).any():
            keys = np.unique(keys)
        heads = keys >> _DOC_SHIFT
        begins = np.flatnonzero(changes(heads))
        heads = heads[begins]
        term = (heads >> np.uint64(24)).astype(np.int64)
        at = np.flatnonzero(changes(term))
        terms.append(rank[term[at]].astype(np.int32))
        ends.append((at + postings).astype(np.int32))
        packer.add((heads & np.uint64(0xFFFFFF)).astype(np.int32), begins, (keys & np.uint64(0xFFFF)).astype(np.uint16))
        postings += len(begins)
    ends.append(np.array([postings], np.int32))
    columns = {"terms": np.concatenate(terms), "at": np.concatenate(ends), **packer.arrays()}
    return {f"{name}.{key}": column for key, column in columns.items()}


def politely(items: Iterable[T], give_way: Callable[[], None] | None) -> Iterable[T]:
    """The same items; between some of them others may have their turn (see ``SearchIndex.apply``)."""
    return items if give_way is None else _giving_way(items, give_way)


def _giving_way(items: Iterable[T], give_way: Callable[[], None]) -> Iterator[T]:
    for number, item in enumerate(items):
        if number % _PIECE == 0:
            give_way()
        yield item


def in_order(groups: Iterable[Iterable[str]]) -> Iterator[str]:
    """All strings in order, each once; sorted a first letter at a time, so that no step holds up other threads long."""
    letters: dict[str, list[str]] = {}
    for group in groups:
        for first, strings in groupby(group, lambda string: string[:1]):
            letters.setdefault(first, []).extend(strings)
    for first in sorted(letters):
        yield from sorted(set(letters[first]))


def changes(values: Array) -> Array:
    """Where a value differs from the one before it (bool); the first one does."""
    out = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=out[1:])
    return out


def _chunks(counts: Array, size: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about ``size`` occurrences each."""
    ends = np.cumsum(counts)
    low = 0
    while low < len(counts):
        before = int(ends[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(ends, before + size, "right")))
        if ends[high - 1] > before:
            yield low, high
        low = high


def narrow(values: Array) -> Array:
    """The smallest of our unsigned types that holds all values."""
    top = int(values.max()) if values.size else 0
    return values.astype(np.uint8 if top < 1 << 8 else np.uint16 if top < 1 << 16 else np.int32)


def blob(strings: Sequence[str], give_way: Callable[[], None] | None = None) -> tuple[Array, Array]:
    """Strings as one array of UTF-8 bytes and their offsets (one more than strings)."""
    encoded = [s.encode() for s in politely(strings, give_way)]
    at = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, politely(encoded, give_way)), np.int32, len(encoded)), out=at[1:])
    return np.frombuffer(b"".join(encoded), np.uint8), at


def unblob(data: Array, at: Array, give_way: Callable[[], None] | None = None) -> list[str]:
    """The strings of a blob."""
    raw, ends = bytes(data), at.tolist()
    return [raw[a:b].decode() for a, b in politely(pairwise(ends), give_way)]


def letter_sets(data: Array, at: Array) -> Array:
    """For each term the set of its bytes' values modulo 32, as bits (int32): a quick filter for likely typos."""
    if len(at) < 2:
        return np.zeros(0, np.int32)
    bits = np.left_shift(np.uint32(1), (data & 31).astype(np.uint32))
    return np.bitwise_or.reduceat(bits, at[:-1]).view(np.int32)


class Numbers(dict[str, int]):
    """Gives each new string the next number."""

    def __missing__(self, key: str) -> int:
        number = len(self)
        self[key] = number
        return number


def sorted_numbers(numbers: Numbers) -> tuple[list[str], Array]:
    """(the strings in order, for each old number its new one)."""
    strings = sorted(numbers)
    rank = np.empty(len(strings), np.int32)
    rank[np.fromiter(map(numbers.__getitem__, strings), np.int64, len(strings))] = np.arange(len(strings))
    return strings, rank


def _families(
    terms: list[str], inflected: list[bool], known: Mapping[str, str], give_way: Callable[[], None] | None
) -> tuple[list[str], Array, Array]:
    """The stems of terms that differ from them, sorted, and all terms that have them.

    Names of people and the like have no stem.
    """
    members: dict[str, list[int]] = {}
    stem = analysis.stem
    for number, term in politely(compress(enumerate(terms), inflected), give_way):
        root = known.get(term) or stem(term)
        if root != term:
            members.setdefault(root, []).append(number)
    stems = list(politely(in_order([members]), give_way))
    for root in politely(stems, give_way):
        number = bisect_left(terms, root)
        if number < len(terms) and terms[number] == root and stem(root) == root:
            members[root] = sorted((number, *members[root]))
    at = np.fromiter(accumulate((len(members[root]) for root in stems), initial=0), np.int32, len(stems) + 1)
    order = np.fromiter(chain.from_iterable(members[root] for root in stems), np.int32, int(at[-1]))
    return stems, order, at
