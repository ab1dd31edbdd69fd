"""The life of the index: opened, changed, rebuilt, swapped, verified, closed. Imports Whoosh.

The index lives in a folder of its own (0700)::

    index/CURRENT          the name of the folder in use, replaced at once
    index/index-000001/    a Whoosh index: toc.json and one file of arrays a segment

A rebuild makes a new folder beside the old one and then replaces ``CURRENT``; searches go on meanwhile. Any doubt
(damaged, of another library, of another version) raises IndexDamagedError, or at opening gives an index that is not
``ready``: rebuild it from SQLite.
"""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from whoosh.index import LockError

from readinglist.core.errors import SearchError
from readinglist.core.records import Hit, IndexDocument, SearchResult
from readinglist.core.search.building import PREFIX, build, make_folder, written
from readinglist.core.search.compiling.compiler import Compiler
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.errors import IndexDamagedError, IndexNotWrittenError
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.explaining import Raised, Scored, explain
from readinglist.core.search.evaluation.queries import Fact
from readinglist.core.search.evaluation.ranking import Weights
from readinglist.core.search.evaluation.snapshot import Segment, Snapshot
from readinglist.core.search.facts import PaperFacts
from readinglist.core.search.marks import Marker, make_marker
from readinglist.core.search.overlay import FEW, Pending, overlaid
from readinglist.core.search.query import language
from readinglist.core.search.related import related
from readinglist.core.search.searching import Request, Search
from readinglist.core.search.segments.index import ColumnarIndex
from readinglist.core.search.segments.merging import merge, to_merge
from readinglist.core.search.segments.storage import sync_folder, write_file
from readinglist.core.search.segments.writer import DEFAULT_MEMORY_MB, BulkWriter
from readinglist.core.sentences import Sentence

POINTER = "CURRENT"
FLUSH_SECONDS = 0.25  # between a change and its way to the disk, so that several go together
_GONE: Any = object()
_MISSING = "there is no index yet"


class _Closing(Exception):  # noqa: N818 - no error: nobody waits for the merge any more
    pass


class SearchIndex:
    """The index of one library. Thread-safe: searches run on immutable snapshots, writers take turns.

    Locks, taken in this order: ``_merging`` (one merge at a time), ``_writing`` for the files, ``_changing`` for what
    is visible (held for moments).
    """

    def __init__(
        self,
        folder: Path,
        library_id: str,
        *,
        weights: Weights | None = None,
        give_way: Callable[[], None] | None = None,
    ) -> None:
        self.folder = folder
        self.library_id = library_id
        self.weights = weights or Weights()
        self._give_way = give_way
        self._writing = threading.RLock()
        self._changing = threading.RLock()
        self._merging = threading.Lock()
        self._index: ColumnarIndex | None = None
        self._base: Sequence[Segment] = ()
        self._pending = Pending()
        self._snapshot = Snapshot((), 0, self.weights)
        self._helper: threading.Thread | None = None
        self._closing = threading.Event()
        self.damage: str | None = None
        #: The number of the last change that was written to the disk: later ones are lost if this process ends badly.
        self.stored = 0

    @classmethod
    def open(
        cls,
        folder: Path,
        library_id: str,
        *,
        weights: Weights | None = None,
        give_way: Callable[[], None] | None = None,
    ) -> "SearchIndex":
        """Open what is there; nothing is copied. Never raises for a missing or damaged index: see ``ready``.

        Merges in the background call ``give_way`` every few milliseconds: it may sleep while somebody searches.
        """
        self = cls(folder, library_id, weights=weights, give_way=give_way)
        try:
            make_folder(folder)
            name = (folder / POINTER).read_text("utf-8").strip()
            if not name.startswith(PREFIX) or "/" in name or "\\" in name:
                raise IndexDamagedError("the pointer to the index is not one of ours")
            self._use(ColumnarIndex(folder / name, library_id))
        except FileNotFoundError:
            self.damage = _MISSING
        except (OSError, ValueError, SearchError) as error:
            self.damage = str(error)
        return self

    @property
    def sequence(self) -> int:
        """The number of the last change that searches see; 0 when there is none."""
        return self._snapshot.sequence

    @property
    def ready(self) -> bool:
        """Whether searches can be answered; otherwise ``damage`` says why, and ``rebuild`` helps."""
        return self._index is not None and self.damage is None

    @property
    def missing(self) -> bool:
        """Whether there is no index because none was made yet, or it was deleted: no damage."""
        return self.damage == _MISSING

    def has_successor(self) -> bool:
        """Whether another process has written more to the disk than what was opened, or another index in its place."""
        try:
            return self._on_disk() > self.stored
        except IndexDamagedError:
            return True

    @property
    def papers(self) -> int:
        """Papers in the index."""
        return self._snapshot.papers

    @property
    def snapshot(self) -> Snapshot:
        """What searches see now."""
        return self._snapshot

    def _use(self, index: ColumnarIndex, written: Pending | None = None) -> None:
        """Take an index (or its newest commit) into use; ``written`` are changes that it contains."""
        contents = index.contents()
        segments = []
        for segment in contents.segments:
            columns = index.storage.columns(segment)
            reader = index._reader(index.storage, index.schema, [segment], contents.generation)
            segments.append(Segment(columns, segment.live, reader))
        with self._changing:
            if written is not None:
                for paper, document in written.papers.items():
                    if self._pending.papers.get(paper, _GONE) is document:
                        del self._pending.papers[paper]
            self._base = segments
            self._index = index
            self.stored = contents.sequence
            self.damage = None
            self._show(max(contents.sequence, self._pending.sequence))

    def _show(self, sequence: int) -> None:
        self._snapshot = Snapshot(overlaid(self._base, self._pending), sequence, self.weights)

    def _ready(self) -> ColumnarIndex:
        index = self._index
        if index is None or self.damage is not None:
            raise IndexDamagedError(f"The search index cannot be used: {self.damage}. It has to be rebuilt.")
        for segment in self._base:
            self._checked(segment.columns.arrays.look)  # type: ignore[attr-defined]
        return index

    def _checked(self, check: Callable[[], None]) -> None:
        """Do a check; where it raises IndexDamagedError the index is not ``ready``, and no process opens it again."""
        try:
            check()
        except IndexDamagedError as error:
            self.damage = str(error)
            with suppress(OSError):  # a place that cannot be written to
                (self.folder / POINTER).unlink(missing_ok=True)
            raise

    # -- changing

    def apply(
        self,
        documents: Iterable[IndexDocument],
        deleted: Iterable[int],
        sequence: int,
        give_way: Callable[[], None] | None = None,
    ) -> None:
        """Add or replace documents and delete papers. Visible to the next search when it returns.

        A few papers are shown from memory and written to the disk a moment later by a thread (``flush`` does it
        now, ``close`` too); more are written before it returns, in one commit that carries ``sequence``. Meanwhile
        ``give_way`` is called every millisecond or so: it may sleep while somebody searches. Raises
        IndexDamagedError when the index is not ``ready``, IndexNotWrittenError.
        """
        documents, deleted = list(documents), list(deleted)
        with self._changing:
            self._ready()
            self._pending.add(documents, deleted, sequence)
            few = len(self._pending.papers) <= FEW
            if few:
                self._show(sequence)
        if not few:
            self.flush(give_way)
        self._start_helper()

    def flush(self, give_way: Callable[[], None] | None = None) -> None:
        """Write what is only in memory to the disk, in one commit."""
        with self._writing:
            with self._changing:
                if self._index is None or not (self._pending.papers or self._pending.sequence > self._on_disk()):
                    return
                index = self._index
                batch = Pending(dict(self._pending.papers), self._pending.sequence)
            with written(self.folder):
                self._write(index, batch, give_way)
            self._use(index, batch)

    def _write(self, index: ColumnarIndex, batch: Pending, give_way: Callable[[], None] | None) -> None:
        writer = self._writer(index, give_way)
        try:
            writer.delete_papers(batch.papers)
            for document in batch.documents():
                writer.add(document)
            writer.commit(sequence=batch.sequence)
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise

    @contextmanager
    def lent(self) -> Iterator[Callable[[], None]]:
        """Another process of ours writes to the index meanwhile, and nobody here.

        What it yields takes into use what that process has committed so far, as leaving the block does.
        """
        with self._merging, self._writing:
            self._ready()
            self.flush()
            try:
                yield self._renew
            finally:
                self._renew()

    def _renew(self) -> None:
        index = self._ready()
        while True:
            generation = index.latest_generation()
            try:
                self._use(index)
                break
            except IndexDamagedError:
                # Segments may have been merged, and removed, between our look at the contents and at them.
                if generation == index.latest_generation():
                    raise

    def _on_disk(self) -> int:
        return 0 if self._index is None else self._index.contents().sequence

    @staticmethod
    def _writer(index: ColumnarIndex, give_way: Callable[[], None] | None = None) -> BulkWriter:
        try:
            return BulkWriter(index, give_way=give_way)
        except LockError as error:
            raise SearchError("Another process is writing to the search index. Close it and try again.") from error

    def rebuild(
        self,
        documents: Iterable[IndexDocument],
        sequence: int,
        *,
        memory_mb: int = DEFAULT_MEMORY_MB,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Build a new index in this process and take it into use. See ``build`` for doing it in a child."""
        name = build(self.folder, self.library_id, documents, sequence, memory_mb=memory_mb, progress=progress)
        self.adopt(name)

    def adopt(self, name: str) -> None:
        """Take an index that ``build`` made into use, durably, and remove the others.

        Changes beyond its ``sequence`` have to be applied again (from the change rows), also those that ``apply``
        was given meanwhile. Its segments are merged in the background.
        """
        with self._writing:
            index = ColumnarIndex(self.folder / name, self.library_id)
            try:
                with written(self.folder):
                    self._point_to(name)
            except IndexNotWrittenError:
                shutil.rmtree(self.folder / name, ignore_errors=True)
                raise
            with self._changing:
                self._pending = Pending()
                self._use(index)
            self._sweep(name)
        self._start_helper()

    def _point_to(self, name: str) -> None:
        pointer = self.folder / POINTER
        if pointer.is_dir():  # whatever it is, it is in the way
            shutil.rmtree(pointer)
        sync_folder(self.folder)  # the new folder's entry reaches the disk before the pointer to it
        write_file(pointer, lambda stream: stream.write(name.encode()))

    def _sweep(self, keep: str) -> None:
        """Remove indexes that are not in use; on Windows what is still mapped is left for the next time."""
        for path in self.folder.glob(PREFIX + "*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)
        sync_folder(self.folder)

    # -- writing and merging in the background, verifying

    def _start_helper(self) -> None:
        """One thread at a time writes what is in memory and merges small segments, then ends."""
        with self._changing:
            if self._closing.is_set() or (self._helper is not None and self._helper.is_alive()):
                return
            self._helper = threading.Thread(target=self._help, name="search-index", daemon=True)
            self._helper.start()

    def _help(self) -> None:
        while not self._closing.wait(FLUSH_SECONDS):
            index = self._index
            try:
                self.flush()
                while not self._closing.is_set() and self.merge():
                    pass
            except (OSError, SearchError) as error:
                if index is self._index:  # else another was taken into use, and the files of this one are gone
                    self.damage = f"writing it failed ({error})"
            with self._changing:
                if not self._pending.papers or self.damage is not None:
                    self._helper = None
                    return

    def merge(self) -> bool:
        """Merge what is due, once; returns whether there was anything. Writers wait only for the last step."""
        index = self._index
        if index is None:
            return False
        with self._merging:
            chosen = to_merge(index.contents().segments)
            if not chosen:
                return False
            try:
                made = merge(index, chosen, self._between_pieces)
            except _Closing:
                return False
            with self._writing:
                if index is not self._index:
                    return False
                made.commit(index)
                self._use(index)
        return True

    def _between_pieces(self) -> None:
        if self._closing.is_set():
            raise _Closing
        if self._give_way is not None:
            self._give_way()

    def tidy(self) -> None:
        """Merge in the background what a process that ended had left to be merged."""
        if self.ready and len(self._base) > 1:
            self._start_helper()

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until everything is on the disk and no merge is running, or ``seconds``; returns whether that is so."""
        helper = self._helper
        if helper is None or helper is threading.current_thread():
            return True
        helper.join(seconds)
        return not helper.is_alive()

    def verify(self, stopped: Callable[[], bool] = lambda: False) -> None:
        """Compare all arrays with their checksums, until ``stopped``.

        Raises IndexDamagedError, and then the index is not ``ready``.
        """
        for segment in self._base:
            self._checked(lambda verify=segment.columns.arrays.verify: verify(stopped))  # type: ignore[attr-defined,misc]

    @property
    def bytes(self) -> int:
        """How much ``verify`` reads."""
        return sum(array.nbytes for segment in self._base for array in segment.columns.arrays.values())

    # -- searching

    def search(
        self,
        text: str,
        *,
        facts: PaperFacts,
        view: str = "library",
        restrict: Fact | None = None,
        sort: str = "relevance",
        limit: int = 50,
        literal: bool = False,
        explain: bool = False,
        lost: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> SearchResult:
        """Answer a search; see the package's docstring. ``lost``: the index has papers that ``facts`` has no more.

        Raises IndexDamagedError (rebuild; answer from SQLite), SearchError (took over two seconds, or cannot be
        answered) and SearchCancelled (``cancelled`` returned true).
        """
        self._ready()
        request = Request(facts, view, sort, limit, literal, cancelled, restrict, lost)
        try:
            return self._search(text, request, explaining=explain)
        except (IndexError, ValueError, OverflowError, MemoryError) as error:
            self.verify()
            # The index is whole, so it is this search, and others can be answered.
            raise SearchError(
                "This search cannot be answered ({reason}). Use fewer words, without signs.",
                reason=f"{type(error).__name__}: {error}",
            ) from error

    def _search(self, text: str, request: Request, *, explaining: bool) -> SearchResult:
        result = Search(self._snapshot, text, request).run()
        if not explaining:
            return result
        told = self.explain(result, [hit.id for hit in result.hits], facts=request.facts)
        return replace(result, explanation=told)

    def marker(self, text: str, *, facts: PaperFacts, literal: bool = False, begun: bool = False) -> Marker:
        """What to mark in the texts of the papers that a search for ``text`` finds (``begun``: as its result says)."""
        self._ready()
        snapshot = self._snapshot
        lexicon = Lexicon(snapshot)
        compiler = Compiler(lexicon, facts, literal=literal, begun=begun, weights=snapshot.weights)
        plan = compiler.plan(language.parse(text))
        return make_marker(plan.tree(), plan.assumed, lambda term: lexicon.count(term) * 2 > snapshot.papers > 20)

    def explain(self, result: SearchResult, papers: Sequence[int], *, facts: PaperFacts) -> dict[int, list[Sentence]]:
        """For each paper the parts of its score in a result, which add up: which word hit in which field."""
        self._ready()
        scoring = [part for part in result.scoring if isinstance(part, Scored | Raised)]
        return explain(Evaluator(self._snapshot, facts), scoring, papers)

    def related(self, document: IndexDocument, *, facts: PaperFacts, limit: int = 10) -> list[Hit]:
        """Papers like a document (of the library or not), best first; itself and dismissed ones left out."""
        self._ready()
        return related(self._snapshot, document, facts, limit)

    def close(self) -> None:
        """Write what is only in memory, stop the background and let go of the files."""
        self._closing.set()
        self.settle()
        with self._writing:
            if self.ready:
                # What cannot be written now is in the change rows, and a damaged index is found at the next start.
                with suppress(SearchError, OSError):
                    self.flush()
            with self._changing:
                self._index = None
                self._base = ()
                self._snapshot = Snapshot((), self._snapshot.sequence, self.weights)
                self.damage = "it is closed"

    def __enter__(self) -> "SearchIndex":
        return self

    def __exit__(self, *exc: Any) -> None:
        self.close()
