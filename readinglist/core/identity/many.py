"""The fingerprints of many abstracts at once, in less than half the time. Imports numpy; may import fingerprints.

A CRC is linear: that of two texts in a row is that of the first, carried over as many zero bytes as the second has,
XOR that of the second (as in zlib's ``crc32_combine``). So each word's CRC is worked out once, and the CRCs of all
shingles come of these.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.identity.fingerprints import EXPECTED, HASHES, SHINGLE, fingerprint, words_of

Array = NDArray[Any]
#: Bytes of a word; a text with a longer one has its fingerprint worked out by itself.
_LONGEST = 63
_BLANK = 32
_POLYNOMIAL = 0xEDB88320


def _byte_table() -> Array:
    """What the byte that a CRC-32 drops adds to it."""
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(_POLYNOMIAL), table >> 1)
    return table


def _carrying_table() -> Array:
    """For each number of zero bytes, and each of the four bytes of a CRC, what its values become."""
    row = np.concatenate([np.arange(256, dtype=np.uint32) << np.uint32(8 * byte) for byte in range(4)])
    rows = [row]
    for _ in range(2 * _LONGEST):
        row = _BYTES.take(row & 0xFF) ^ (row >> 8)
        rows.append(row)
    return np.concatenate(rows)


_BYTES = _byte_table()
_CARRYING = _carrying_table()


def fingerprints(abstracts: Sequence[str]) -> list[tuple[int, ...]]:
    """What ``fingerprint`` says of each of ``abstracts``; a hundred at a time are enough to be quick."""
    texts = list(map(words_of, abstracts))
    data = np.frombuffer(b" ".join([b"", *texts, b""]), np.uint8)
    edges = np.flatnonzero(np.diff(data == _BLANK)).astype(np.int32) + 1
    starts, sizes = edges[::2], edges[1::2] - edges[::2]
    owners = np.searchsorted(np.cumsum([len(text) + 1 for text in texts]), starts)
    longer = set(owners[sizes > _LONGEST].tolist())
    sizes = np.minimum(sizes, _LONGEST)
    shingles = _in_fives(_crcs(data, starts, sizes), sizes)
    found = _smallest(shingles, owners, len(texts))
    return [
        one if len(one) == HASHES and number not in longer else fingerprint(abstracts[number])
        for number, one in enumerate(found)
    ]


def _crcs(data: Array, starts: Array, sizes: Array) -> Array:
    """The CRC-32 of each word."""
    order = np.argsort(-sizes.astype(np.int8), kind="stable")  # the longest first: those that go on are at the front
    places = starts.take(order)
    going_on = len(sizes) - np.cumsum(np.bincount(sizes))
    values = np.full(len(sizes), 0xFFFFFFFF, np.uint32)
    for done, count in enumerate(going_on.tolist()):
        some = values[:count]
        values[:count] = _BYTES.take((some ^ data.take(places[:count] + done)) & 0xFF) ^ (some >> 8)
    crcs = np.empty_like(values)
    crcs[order] = ~values
    return crcs


def _in_fives(crcs: Array, sizes: Array) -> Array:
    """The CRC-32 of each five words in a row."""
    twos = _carried(crcs[:-1], sizes[1:]) ^ crcs[1:]
    fours = _carried(twos[:-2], sizes[2:-1] + sizes[3:]) ^ twos[2:]
    return _carried(fours[:-1], sizes[4:]) ^ crcs[4:]


def _carried(crcs: Array, sizes: Array) -> Array:
    """CRCs carried over ``sizes`` zero bytes."""
    places = sizes << 10
    values = _CARRYING.take(places + (crcs & 0xFF))
    for byte in (1, 2, 3):
        values ^= _CARRYING.take(places + ((crcs >> np.uint32(8 * byte)) & 0xFF) + 256 * byte)
    return values


def _smallest(shingles: Array, owners: Array, texts: int) -> list[tuple[int, ...]]:
    """The smallest hashes of each text, at most eight of those that are small at all."""
    limits = EXPECTED * 2**32 // np.maximum(1, np.bincount(owners, minlength=texts))
    first = owners[: len(shingles)]
    chosen = np.flatnonzero((first == owners[SHINGLE - 1 :]) & (shingles < limits.take(first)))
    rows = np.unique((first[chosen].astype(np.uint64) << np.uint64(32)) | shingles[chosen])
    bounds = np.searchsorted(rows >> np.uint64(32), np.arange(texts + 1)).tolist()
    values = (rows & np.uint64(0xFFFFFFFF)).tolist()
    return [tuple(values[a : min(a + HASHES, b)]) for a, b in pairwise(bounds)]
