"""One word of a query in all its fields and forms: its postings, and their sum for each paper. Imports numpy."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.evaluation.postings import NOTHING, SPARSE, Allowed, added, form_runs, postings_in
from readinglist.core.search.evaluation.queries import AnyField
from readinglist.core.search.evaluation.snapshot import Matches, Segment, Snapshot
from readinglist.core.search.segments.columns import Field

Array = NDArray[Any]


class Run(NamedTuple):
    """Postings of a field that lie together: of one term (``single``), or of all that begin so."""

    name: str
    field: Field
    first: int
    last: int
    factor: float
    single: bool


def runs_of(segment: Segment, word: AnyField) -> list[Run]:
    """All postings of a word in a segment. A term that several forms mean is there once, with their factors added."""
    runs = []
    for name in word.fields:
        field = segment.columns.field(name)
        if field is None:
            continue
        factors: dict[tuple[int, int, bool], float] = {}
        for form in word.forms:
            for run in form_runs(segment, name, form):
                factors[run] = factors.get(run, 0.0) + form.factor
        runs += [Run(name, field, first, last, factor, single) for (first, last, single), factor in factors.items()]
    return runs


def width(runs: Sequence[Run]) -> int:
    """How many postings there are."""
    return sum(run.last - run.first for run in runs)


def distinct(runs: Sequence[Run], segment: Segment) -> int:
    """How many live documents the postings are of."""
    if len(runs) == 1 and runs[0].single and segment.live is None:
        return width(runs)
    seen = np.zeros(segment.count, bool)
    for run in runs:
        seen[run.field.docs(run.first, run.last)] = True
    return int(np.count_nonzero(seen if segment.live is None else seen & segment.live))


def summed(runs: Sequence[Run], snapshot: Snapshot, number: int, allowed: Allowed | None = None) -> Matches:
    """Live documents of a segment (allowed ones, if that is given) and the weighted frequency of a word in each."""
    segment = snapshot.segments[number]
    if not runs:
        return NOTHING
    if allowed is not None or width(runs) * SPARSE < segment.count:
        docs, values = _few(runs, snapshot, number, allowed)
    else:
        sums = _many(runs, snapshot, number)
        docs = (sums != 0).nonzero()[0]
        values = sums.take(docs)
    if segment.live is not None:
        keep = segment.live.take(docs).nonzero()[0]
        docs, values = docs.take(keep), values.take(keep)
    return docs, values


def _few(runs: Sequence[Run], snapshot: Snapshot, number: int, allowed: Allowed | None) -> Matches:
    """The sums in arrays as long as the postings."""
    parts = [_values(run, snapshot, number, allowed) for run in runs]
    if len(parts) == 1 and runs[0].single:
        return parts[0]
    docs, values = np.concatenate([d for d, _ in parts]), np.concatenate([v for _, v in parts])
    return added(docs, values, snapshot.segments[number]) if len(docs) else NOTHING


def _values(run: Run, snapshot: Snapshot, number: int, allowed: Allowed | None) -> Matches:
    """The documents of a run and the weighted frequency of each posting."""
    if allowed is None:
        docs, tf = run.field.docs(run.first, run.last), run.field.tf(run.first, run.last)
    else:
        postings, docs = postings_in(run.field, run.first, run.last, allowed, single=run.single)
        tf = run.field.tf_at(postings)
    values = snapshot.norm(run.name, number, docs)
    values *= np.float32(run.factor)
    values *= tf
    return docs, values


def _many(runs: Sequence[Run], snapshot: Snapshot, number: int) -> Array:
    """The sum for every document of a segment (float32), 0 where there is none."""
    count = snapshot.segments[number].count
    sums = np.zeros(count, np.float32)
    for name in dict.fromkeys(run.name for run in runs):
        own = [run for run in runs if run.name == name]
        if width(own) * 4 < count:  # the norm of each posting, rather than of each document
            for run in own:
                np.add.at(sums, *_values(run, snapshot, number, None))
            continue
        frequencies = np.zeros(count, np.float32)
        for run in own:
            tf = run.field.tf(run.first, run.last).astype(np.float32)
            if run.factor != 1.0:
                tf *= np.float32(run.factor)
            np.add.at(frequencies, run.field.docs(run.first, run.last), tf)
        frequencies *= snapshot.norms(name, number)
        sums += frequencies
    return sums
