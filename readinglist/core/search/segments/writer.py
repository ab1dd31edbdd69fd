"""The bulk writer: documents in, one segment of arrays out, committed with the number of the last change.

A subclass of Whoosh's ``SegmentWriter`` (its lock, its numbering, its deletions), with the token generators and
posting pool replaced by ``arrays.Accumulator``. Imports Whoosh and arrays.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from whoosh.writing import SegmentWriter

from readinglist.core.records import IndexDocument
from readinglist.core.search.schema import signature
from readinglist.core.search.segments import container
from readinglist.core.search.segments.accumulating import Accumulator
from readinglist.core.search.segments.codec import ColumnarCodec, ColumnarSegment
from readinglist.core.search.segments.index import ColumnarIndex
from readinglist.core.search.segments.joining import merged
from readinglist.core.search.segments.storage import Contents, SyncedStorage

DEFAULT_MEMORY_MB = 600
MOST_PAPERS = 150_000  # in one segment
#: Peak bytes for each raw token taken in, with everything that is made of it (measured, rounded up).
_BYTES_A_TOKEN = 24
_BASE_MB = 300  # Python, numpy, Whoosh, and what is sorted at a time


def tokens_for(memory_mb: int) -> int:
    """How many raw tokens a segment may hold so that its making stays below ``memory_mb`` megabytes."""
    return max(200_000, (memory_mb - _BASE_MB) * 1_000_000 // _BYTES_A_TOKEN)


class Maker(Protocol):
    """Makes segments' files in another process by ``write_documents``, while the writer takes in more documents."""

    def begin(self, path: Path, documents: Accumulator) -> None:
        """Begin to make one, as soon as the one before is made. Raises OSError, also where that one failed."""

    def wait(self) -> None:
        """Wait for the last one. Raises OSError where it could not be made."""

    def stop(self) -> None:
        """Make none any more."""


class BulkWriter(SegmentWriter):  # type: ignore[misc]
    """Adds and deletes papers in one commit; whoever opens it holds the index's writer lock until the end.

    Documents are flushed into a segment of their own whenever the memory given is used up, by ``maker`` where there is
    one; nothing is visible before ``commit``. Raises Whoosh's LockError while another writer is open.
    """

    def __init__(
        self,
        index: ColumnarIndex,
        *,
        memory_mb: int = DEFAULT_MEMORY_MB,
        give_way: Callable[[], None] | None = None,
        maker: Maker | None = None,
    ) -> None:
        super().__init__(index, codec=ColumnarCodec(), compound=False)
        self.segments: list[ColumnarSegment] = list(self.segments)
        self._index = index
        self._give_way = give_way
        self._maker = maker
        self._limit = tokens_for(memory_mb)
        self._batch = Accumulator()
        self._new: list[ColumnarSegment] = []

    def add(self, document: IndexDocument) -> None:
        """Add one document; a paper that is here already must be deleted first (see ``replace``)."""
        if self._give_way is not None:
            self._give_way()
        self._batch.add(document)
        if len(self._batch) % 256 == 0 and (self._batch.tokens >= self._limit or len(self._batch) >= MOST_PAPERS):
            self._flush_segment(self._maker)

    def add_document(self, **fields: Any) -> None:
        """Whoosh's way to add: the fields of an IndexDocument by name."""
        self.add(IndexDocument(**fields))

    def delete_papers(self, papers: Iterable[int]) -> int:
        """Delete papers by id; returns how many were here."""
        wanted = np.unique(np.fromiter(papers, np.int64))
        before = self.deleted_count()
        self.segments = [self._without(segment, wanted) for segment in self.segments]
        return int(self.deleted_count() - before)

    def _without(self, segment: ColumnarSegment, papers: NDArray[np.int64]) -> ColumnarSegment:
        here = self.storage.columns(segment).papers
        places = np.minimum(np.searchsorted(here, papers), len(here) - 1)
        found = places[here[places] == papers]
        if not len(found):
            return segment
        live = np.ones(len(here), bool) if segment.live is None else segment.live.copy()
        live[found] = False
        return segment.with_live(live)

    def _flush_segment(self, maker: Maker | None = None) -> None:
        if len(self._batch):
            batch, self._batch = self._batch, Accumulator()
            segment = _new_segment(self.storage, len(batch))
            self._new.append(segment)
            path = self.storage.path / segment.make_filename(ColumnarCodec.COLUMNS_EXT)
            if maker is None:
                write_documents(path, batch, self._give_way)
            else:
                maker.begin(path, batch)

    def commit(self, *args: Any, sequence: int | None = None, **kwargs: Any) -> Contents:
        """Make everything visible at once; returns what is committed. Unused segment files are removed."""
        self._check_state()
        if self._maker is not None:
            self._maker.wait()  # two at a time would need twice the memory
        self._flush_segment()
        old = self._index.contents()
        kept = [s for s in self.segments if s.doc_count()]
        contents = Contents(
            old.library,
            signature(),
            old.sequence if sequence is None else sequence,
            self.generation,
            (*kept, *self._new),
        )
        contents.write(self._index.folder)
        self._finish()
        release(self.storage, self._new)
        remove_unused(self.storage, contents)
        return contents

    def cancel(self) -> None:
        """Forget everything."""
        self._check_state()
        if self._maker is not None:
            self._maker.stop()
        self._finish()
        release(self.storage, self._new)
        remove_unused(self.storage, self._index.contents())


def write_documents(path: Path, documents: Accumulator, give_way: Callable[[], None] | None = None) -> None:
    """Make the file ``path`` of the segment of ``documents``, flushed to the disk."""
    _write(SyncedStorage(path.parent), path.name, documents.columns(give_way))


def _write(storage: SyncedStorage, name: str, arrays: dict[str, NDArray[Any]]) -> None:
    stream = storage.create_file(name)
    try:
        container.write(stream, arrays, {})
    finally:
        stream.close()


def _new_segment(storage: SyncedStorage, documents: int) -> ColumnarSegment:
    """A segment whose file is yet to be made; it is not part of any commit."""
    segment = ColumnarSegment(ColumnarCodec(), "MAIN", documents)
    storage.making.add(segment.make_filename(ColumnarCodec.COLUMNS_EXT))
    return segment


def merge_segments(
    storage: SyncedStorage, segments: Sequence[ColumnarSegment], give_way: Callable[[], None] | None = None
) -> ColumnarSegment:
    """A new segment's file out of several segments' live documents; not part of any commit yet."""
    arrays = merged([(storage.columns(s).arrays, s.live) for s in segments], give_way)
    segment = _new_segment(storage, len(arrays["papers"]))
    _write(storage, segment.make_filename(ColumnarCodec.COLUMNS_EXT), arrays)
    return segment


def release(storage: SyncedStorage, segments: Iterable[ColumnarSegment]) -> None:
    """Segments that are in a commit now, or never will be."""
    storage.making.difference_update(s.make_filename(ColumnarCodec.COLUMNS_EXT) for s in segments)


def remove_unused(storage: SyncedStorage, contents: Contents) -> None:
    """Remove segment files of no commit that nobody is making. What Windows still maps is left for the next time."""
    used = {segment.make_filename(ColumnarCodec.COLUMNS_EXT) for segment in contents.segments}
    for path in storage.path.glob("*" + ColumnarCodec.COLUMNS_EXT):
        if path.name not in used and path.name not in storage.making:
            try:
                path.unlink()
            except OSError:
                continue
