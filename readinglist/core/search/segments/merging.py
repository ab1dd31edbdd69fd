"""Which segments to merge, and merging them while searches and writers go on. Imports Whoosh.

``FEW`` segments of similar size (the largest at most ``FEW`` times the smallest) are merged, so that n papers lie in
about log n segments; segments of which half is deleted are rewritten; none grows beyond ``MOST_PAPERS`` papers.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from readinglist.core.search.segments.codec import ColumnarSegment
from readinglist.core.search.segments.index import ColumnarIndex
from readinglist.core.search.segments.storage import Contents
from readinglist.core.search.segments.writer import MOST_PAPERS, merge_segments, release, remove_unused

FEW = 3  # a search pays for each segment, so they are merged early: of 100,000 papers one or two are left


def to_merge(segments: Sequence[ColumnarSegment]) -> list[ColumnarSegment]:
    """The segments that should become one now, or none."""
    for segment in segments:
        if segment.doc_count() * 2 < segment.doc_count_all():
            return [segment]
    ascending = sorted(segments, key=lambda segment: int(segment.doc_count()))
    for first in range(len(ascending) - FEW + 1):
        chosen = ascending[first : first + FEW]
        sizes = [segment.doc_count() for segment in chosen]
        if sizes[-1] <= FEW * max(1, sizes[0]) and sum(sizes) <= MOST_PAPERS:
            return chosen
    return []


class Merged:
    """A merged segment on the disk that is not part of any commit yet."""

    def __init__(self, old: Sequence[ColumnarSegment], new: ColumnarSegment, papers: Sequence[np.ndarray]) -> None:
        self.old = list(old)
        self.new = new
        self._papers = papers

    def commit(self, index: ColumnarIndex) -> Contents:
        """Put it in the place of the old ones; what was deleted since is deleted in it. Holds the writer's turn."""
        contents = index.contents()
        now = {segment.segid: segment for segment in contents.segments}
        if not all(segment.segid in now for segment in self.old):
            release(index.storage, [self.new])
            remove_unused(index.storage, contents)
            return contents
        new = self._without_deleted(index, now)
        gone = {segment.segid for segment in self.old}
        kept = [segment for segment in contents.segments if segment.segid not in gone]
        segments = (*kept, new) if new.doc_count() else tuple(kept)
        contents = replace(contents, generation=contents.generation + 1, segments=segments)
        contents.write(index.folder)
        release(index.storage, [self.new])
        remove_unused(index.storage, contents)
        return contents

    def _without_deleted(self, index: ColumnarIndex, now: dict[str, ColumnarSegment]) -> ColumnarSegment:
        deleted = []
        for before, papers in zip(self.old, self._papers, strict=True):
            live, then = now[before.segid].live, before.live
            if live is not None and (then is None or not np.array_equal(live, then)):
                deleted.append(papers[~live if then is None else then & ~live])
        if not deleted:
            return self.new
        here = index.storage.columns(self.new).papers
        alive = np.ones(len(here), bool)
        alive[np.searchsorted(here, np.concatenate(deleted))] = False
        return self.new.with_live(alive)


def merge(
    index: ColumnarIndex, segments: Sequence[ColumnarSegment], give_way: Callable[[], None] | None = None
) -> Merged:
    """Write the merged segment; nothing else changes. Needs no lock: segments never change.

    ``give_way`` is called every few milliseconds until it is written; where it raises, nothing was done.
    """
    papers = [index.storage.columns(segment).papers for segment in segments]
    if not sum(segment.doc_count() for segment in segments):
        return Merged(segments, ColumnarSegment(segments[0].codec(), "MAIN", 0), papers)
    return Merged(segments, merge_segments(index.storage, segments, give_way), papers)
