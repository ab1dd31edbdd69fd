"""Sets of documents with scores as arrays: what the evaluator does with numpy. Imports numpy and snapshot.

Matches are (ascending document numbers, score of each) in one segment. Document numbers are intp, what numpy indexes
with: with a narrower type it converts them anew in every step.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.analysis import stem
from readinglist.core.search.evaluation.queries import Form
from readinglist.core.search.evaluation.snapshot import Matches, Segment
from readinglist.core.search.schema import STEMMED_FIELDS
from readinglist.core.search.segments.arrays import changes
from readinglist.core.search.segments.columns import Field

Array = NDArray[Any]
NOTHING: Matches = (np.zeros(0, np.intp), np.zeros(0, np.float32))
#: Below this share of a segment's documents, arrays as long as the matches are quicker than arrays as long as these.
SPARSE = 16


class Allowed:
    """The documents of a segment that an answer may hold, as ascending numbers or as a mask; one is made of the other.

    ``count`` is the number of the segment's documents.
    """

    def __init__(self, count: int, *, docs: Array | None = None, mask: Array | None = None) -> None:
        self.count = count
        if docs is not None:
            self.docs = docs
        if mask is not None:
            self.mask = mask

    @cached_property
    def docs(self) -> Array:
        """Their numbers."""
        return self.mask.nonzero()[0]

    @cached_property
    def mask(self) -> Array:
        """Whether each document is one of them."""
        mask = np.zeros(self.count, bool)
        mask[self.docs] = True
        return mask

    def __len__(self) -> int:
        return len(self.docs) if "docs" in self.__dict__ else int(np.count_nonzero(self.mask))

    def __and__(self, other: "Allowed") -> "Allowed":
        return Allowed(self.count, mask=self.mask & other.mask)

    def without(self, docs: Array) -> "Allowed":
        """These but some."""
        mask = self.mask.copy()
        mask[docs] = False
        return Allowed(self.count, mask=mask)

    def places(self, docs: Array) -> Array:
        """Which of ascending, different document numbers are allowed: their places (intp)."""
        if len(self) * SPARSE < len(docs):
            rows = np.minimum(docs.searchsorted(self.docs), len(docs) - 1)
            return rows.compress(docs.take(rows) == self.docs)
        return self.mask.take(docs).nonzero()[0]


#: What is allowed in each segment.
Within = list[Allowed]


def form_runs(segment: Segment, name: str, form: Form) -> tuple[tuple[int, int, bool], ...]:
    """The postings of a form in a field of a segment: (first, last+1, whether they are all of one term)."""
    if form.kind != "family":
        return segment.columns.runs(name, form.kind, form.text)
    if name in STEMMED_FIELDS:
        return segment.columns.runs(name, "family", stem(form.text))
    return segment.columns.runs(name, "exact", form.text)


def postings_in(field: Field, first: int, last: int, allowed: Allowed, *, single: bool) -> tuple[Array, Array]:
    """The postings of a run that are in allowed documents, and these; ``single``: they are all of one term."""
    if single and len(allowed) * SPARSE < last - first:
        return field.find(first, last, allowed.docs)
    docs = field.docs(first, last)
    keep = allowed.mask.take(docs).nonzero()[0]
    return keep + first, docs.take(keep)


def restricted(found: list[Matches], within: Within | None) -> list[Matches]:
    """Only what is allowed."""
    if within is None:
        return found
    out = []
    for (docs, scores), allowed in zip(found, within, strict=True):
        places = allowed.places(docs)
        out.append((docs, scores) if len(places) == len(docs) else (docs.take(places), scores.take(places)))
    return out


def both(a: Matches, b: Matches, segment: Segment) -> Matches:
    """Documents in ``a`` and ``b`` (``b`` lies within ``a``), scores added."""
    docs, scores = b
    if not len(docs):
        return NOTHING
    if len(docs) * 8 < len(a[0]):
        return docs, scores + a[1].take(a[0].searchsorted(docs))
    dense = np.zeros(segment.count, np.float32)
    dense[a[0]] = a[1]
    return docs, scores + dense.take(docs)


def with_extra(a: Matches, b: Matches) -> Matches:
    """The documents of ``a``, with what they gain from ``b`` (which lies within ``a``)."""
    if not len(b[0]):
        return a
    scores = a[1].copy()
    scores[a[0].searchsorted(b[0])] += b[1]
    return a[0], scores


def added(docs: Array, values: Array, segment: Segment) -> Matches:
    """Ascending documents, each once, with the sum of its values, out of some in any order (which are put in order)."""
    sums = np.zeros(segment.count, np.float32)
    np.add.at(sums, docs, values)
    docs.sort()
    docs = docs.compress(changes(docs))
    return docs, sums.take(docs)


def either(parts: Sequence[Matches], segment: Segment, least: int = 0) -> Matches:
    """Documents in any of the parts, or in at least ``least`` of them; scores added."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return NOTHING
    if len(parts) == 1 and least < 2:
        return parts[0]
    if least < 2 and sum(len(docs) for docs, _ in parts) * SPARSE < segment.count:
        return added(np.concatenate([d for d, _ in parts]), np.concatenate([s for _, s in parts]), segment)
    sums = np.zeros(segment.count, np.float32)
    times = np.zeros(segment.count, bool if least < 2 else np.int32)
    for docs, scores in parts:
        np.add.at(sums, docs, scores)
        times[docs] += np.True_ if least < 2 else np.int32(1)
    found = (times if least < 2 else times >= least).nonzero()[0]
    return found, sums.take(found)


def best(parts: Sequence[Matches], segment: Segment) -> Matches:
    """Documents in any of the parts; of scores the largest."""
    parts = [part for part in parts if len(part[0])]
    if len(parts) < 2:
        return parts[0] if parts else NOTHING
    most = np.zeros(segment.count, np.float32)
    held = np.zeros(segment.count, bool)
    for docs, scores in parts:
        most[docs] = np.maximum(most.take(docs), scores)
        held[docs] = True
    found = held.nonzero()[0]
    return found, most.take(found)


def among(wanted: Array, there: Array) -> Array:
    """Which of some ascending numbers are among other ascending numbers."""
    if not len(there):
        return np.zeros(len(wanted), bool)
    found: Array = there.take(np.minimum(there.searchsorted(wanted), len(there) - 1)) == wanted
    return found
