"""Changes that are searchable but not on the disk yet, laid over the last commit. Imports numpy, Whoosh
and snapshot.

A change of a few papers is visible at once from memory; a thread writes it to the disk a moment later, several
changes in one commit. What a crash loses, the library brings again from its change rows, because the number of the
last change on the disk is that of the last commit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from readinglist.core.records import IndexDocument
from readinglist.core.search.evaluation.snapshot import Segment
from readinglist.core.search.schema import make_schema
from readinglist.core.search.segments.accumulating import Accumulator
from readinglist.core.search.segments.codec import ColumnarCodec, ColumnarSegment
from readinglist.core.search.segments.columns import Columns
from readinglist.core.search.segments.index import ColumnarReader

FEW = 64  # papers; more are written to the disk at once


@dataclass
class Pending:
    """What has changed since the last commit: the newest document of each paper, None for a deleted one."""

    papers: dict[int, IndexDocument | None] = field(default_factory=dict)
    sequence: int = 0

    def add(self, documents: Iterable[IndexDocument], deleted: Iterable[int], sequence: int) -> None:
        """Take in a change; a paper that is both deleted and given is there."""
        self.papers.update(dict.fromkeys(deleted))
        self.papers.update((document.id, document) for document in documents)
        self.sequence = sequence

    def documents(self) -> list[IndexDocument]:
        """The documents to add."""
        return [document for document in self.papers.values() if document is not None]


def overlaid(base: Sequence[Segment], pending: Pending) -> list[Segment]:
    """The segments of the last commit without the changed papers, and one in memory with their documents."""
    if not pending.papers:
        return list(base)
    changed = np.array(sorted(pending.papers), np.int64)
    segments = [_without(segment, changed) for segment in base]
    documents = pending.documents()
    if documents:
        batch = Accumulator()
        for document in documents:
            batch.add(document)
        segments.append(_in_memory(Columns(batch.columns())))
    return segments


class _Memory:
    """A storage of one segment that is not on the disk, for Whoosh's reader."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def columns(self, segment: object) -> Columns:
        """The arrays."""
        return self._columns


def _in_memory(columns: Columns) -> Segment:
    segment = ColumnarSegment(ColumnarCodec(), "MAIN", columns.count)
    return Segment(columns, None, ColumnarReader(_Memory(columns), make_schema(), segment))


def _without(segment: Segment, papers: np.ndarray) -> Segment:
    here = segment.columns.papers
    if not len(here):
        return segment
    places = np.minimum(np.searchsorted(here, papers), len(here) - 1)
    found = places[here[places] == papers]
    if not len(found):
        return segment
    live = np.ones(len(here), bool) if segment.live is None else segment.live.copy()
    live[found] = False
    return Segment(segment.columns, live, segment.reader)
