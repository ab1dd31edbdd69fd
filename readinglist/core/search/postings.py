"""Postings and sets of documents as arrays: what the evaluator does with numpy. Imports numpy and snapshot.

Matches are (ascending document numbers, score of each) in one segment.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.analysis import stem
from readinglist.core.search.columns import Field
from readinglist.core.search.queries import Form
from readinglist.core.search.snapshot import Matches, Segment

Array = NDArray[Any]
#: (documents of some postings, weighted frequency of each, whether no document is there twice)
Piece = tuple[Array, Array, bool]
NOTHING: Matches = (np.zeros(0, np.int32), np.zeros(0, np.float32))


def form_terms(segment: Segment, form: Form) -> list[tuple[int, int]]:
    """The ranges of term numbers that a form stands for in a segment."""
    return segment.columns.ranges(form.kind, stem(form.text) if form.kind == "family" else form.text)


def posting_spans(field: Field, terms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges of postings of ranges of terms in a field."""
    spans = []
    for low, high in terms:
        if high == low + 1:
            slot = field.slot(low)
            if slot >= 0:
                spans.append(field.span(slot, slot + 1))
        else:
            first, last = field.slots(low, high)
            if last > first:
                spans.append(field.span(first, last))
    return spans


def summed(pieces: Sequence[Piece], segment: Segment) -> Matches:
    """Live documents in ascending order, each once, with the sum of its weighted frequencies (float32)."""
    pieces = [piece for piece in pieces if len(piece[0])]
    if not pieces:
        return NOTHING
    if len(pieces) == 1 and pieces[0][2]:
        docs, values = pieces[0][0], pieces[0][1]
    elif sum(len(piece[0]) for piece in pieces) * 16 < segment.count:
        docs, values = _summed_by_sorting(pieces)
    else:
        sums = np.zeros(segment.count, np.float32)
        for docs, values, unique in pieces:
            if unique:
                sums[docs] += values
            else:
                sums += np.bincount(docs, values, segment.count).astype(np.float32)
        docs = np.flatnonzero(sums).astype(np.int32)
        values = sums[docs]
    if segment.live is not None:
        keep = segment.live[docs]
        docs, values = docs[keep], values[keep]
    return docs, values


def _summed_by_sorting(pieces: Sequence[Piece]) -> Matches:
    """The same for few postings: the arrays are as long as these, not as the segment."""
    docs = np.concatenate([piece[0] for piece in pieces])
    values = np.concatenate([piece[1] for piece in pieces])
    order = np.argsort(docs, kind="stable")
    docs, values = docs[order], values[order]
    begins = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    return docs[begins], np.add.reduceat(values, begins)


def distinct(pieces: Sequence[Piece], segment: Segment) -> int:
    """How many live documents are among postings."""
    seen = np.zeros(segment.count, bool)
    for docs, _, _ in pieces:
        seen[docs] = True
    return int(np.count_nonzero(seen if segment.live is None else seen & segment.live))


def chosen(piece: Piece, mask: Array) -> Piece:
    """The postings in allowed documents."""
    keep = np.flatnonzero(mask[piece[0]])
    return piece[0][keep], piece[1][keep], piece[2]


def restricted(found: list[Matches], within: list[Array] | None) -> list[Matches]:
    """Only what the masks allow."""
    if within is None:
        return found
    out = []
    for (docs, scores), mask in zip(found, within, strict=True):
        keep = np.flatnonzero(mask[docs])
        out.append((docs, scores) if len(keep) == len(docs) else (docs[keep], scores[keep]))
    return out


def both(a: Matches, b: Matches, segment: Segment) -> Matches:
    """Documents in ``a`` and ``b`` (``b`` lies within ``a``), scores added."""
    docs, scores = b
    if not len(docs):
        return NOTHING
    if len(docs) * 8 < len(a[0]):
        return docs, scores + a[1][np.searchsorted(a[0], docs)]
    dense = np.zeros(segment.count, np.float32)
    dense[a[0]] = a[1]
    return docs, scores + dense[docs]


def with_extra(a: Matches, b: Matches) -> Matches:
    """The documents of ``a``, with what they gain from ``b`` (which lies within ``a``)."""
    if not len(b[0]):
        return a
    scores = a[1].copy()
    scores[np.searchsorted(a[0], b[0])] += b[1]
    return a[0], scores


def either(parts: Sequence[Matches], segment: Segment, least: int = 0) -> Matches:
    """Documents in any of the parts, or in at least ``least`` of them; scores added."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return NOTHING
    if len(parts) == 1 and least < 2:
        return parts[0]
    sums = np.zeros(segment.count, np.float32)
    times = np.zeros(segment.count, np.uint8)
    for docs, scores in parts:
        sums[docs] += scores
        times[docs] += 1
    found = np.flatnonzero(times >= max(1, least)).astype(np.int32)
    return found, sums[found]


def among(wanted: Array, there: Array) -> Array:
    """Which of some ascending numbers are among other ascending numbers."""
    if not len(there):
        return np.zeros(len(wanted), bool)
    found: Array = there[np.minimum(np.searchsorted(there, wanted), len(there) - 1)] == wanted
    return found


def occurs(field: Field, terms: Sequence[tuple[int, int]]) -> bool:
    """Whether a field holds any term of some ranges."""
    return any(field.slots(low, high)[0] < field.slots(low, high)[1] for low, high in terms)


def occurrences(field: Field, terms: Sequence[tuple[int, int]]) -> tuple[Array, Array, Array]:
    """Of all postings of ranges of terms in a field: documents, places of the first positions, frequencies."""
    docs, starts, tfs = [], [], []
    for a, b in posting_spans(field, terms):
        docs.append(field.docs(a, b))
        starts.append(field.starts(a, b))
        tfs.append(field.tf(a, b))
    if len(docs) == 1:
        return docs[0], starts[0], tfs[0]
    return np.concatenate(docs), np.concatenate(starts), np.concatenate(tfs)
