"""Keeping the index in step with the store, by the numbers of changes. May import search and store.

The index is a cache: it may be missing, damaged, of another library or behind at any moment. Few changes are applied
on the way to a search, more in batches; thousands, or a whole library, in a child process of its own, so that nothing
else waits.
"""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import partial

from readinglist.core.errors import ReadingListError
from readinglist.core.library.processes import give_back_memory, our_environment, say
from readinglist.core.library.segment_making import SegmentProcess
from readinglist.core.library.turns import Turns
from readinglist.core.records import IndexDocument, Progress
from readinglist.core.search import IndexDamagedError, IndexNotWrittenError, SearchIndex, build
from readinglist.core.sentences import Sentence
from readinglist.core.store import Store
from readinglist.paths import LibraryPaths

#: Papers that are brought up to date before a search answers, where somebody calls ``catch_up`` for more of them.
FEW = 64
_BATCH = 1000
#: Of so many papers a child makes one segment: a search pays for each, and for all of them being new to it.
_LARGE_BATCH = 5000
#: From so many papers on, an index is built, or brought up to date, by a child process.
_LARGE = 4000
#: The same of an update where somebody is at a window: in its own process every key would wait for it.
_SEVERAL = 300
_CHANGES = 5000
#: A search does not find prepared what is new to it. What a child has written while somebody types (who searched so
#: many seconds ago) is therefore taken into use only so often.
_TYPING, _SELDOM = 0.5, 3.0  # s
_WAIT = 0.05  # s that a search waits for another thread that applies few changes; one that builds takes longer
#: Bytes of an index that is compared with its checksums before it is brought up to date; a larger one beside that.
_QUICKLY_READ = 200_000_000
_PATIENCE = 0.1  # s that a first search waits for the same beside it
#: What the index may hold in memory while it is built; the child itself, with its database, needs some 150 MB more.
_BUILD_MB = 400


class Indexer:
    """The index of one library and how far it is behind."""

    def __init__(self, store: Store, paths: LibraryPaths, attended: bool, turns: Turns) -> None:
        self._store = store
        self._turns = turns
        self._paths = paths
        self._few = FEW if attended else _CHANGES
        self._apart = _SEVERAL if attended else _LARGE
        self._working = threading.Lock()
        self._looked = False
        self._behind = (-1, -1), 0  # (of the index, of the library) and how many papers lay between them
        self._gone = (0, 0)  # up to which change was looked for papers that have gone, and the last of those
        self._closing = threading.Event()
        self._starting = threading.Lock()  # two searches that find the same damage start one thread, not two
        self._mending: threading.Thread | None = None
        self._child: subprocess.Popen[bytes] | None = None
        self._looking: threading.Thread | None = None
        self.unwritten: Sentence | None = None  # why the index could not be written the last time that was tried
        self.index = self._open()

    def _open(self) -> SearchIndex:
        return SearchIndex.open(self._paths.index, self._store.library_id, give_way=self._turns.give_way)

    @property
    def state(self) -> str:
        """``ready``, or what is wrong with the index."""
        return self.unwritten or ("ready" if self.index.ready else str(self.index.damage))

    def close(self) -> None:
        """Let go of the index's files."""
        with self._starting:
            self._closing.set()
        child = self._child
        if child is not None:
            child.kill()  # what it has committed stays; whoever waits for it ends
        for thread in (self._looking, self._mending):  # none starts after that
            if thread is not None:
                thread.join()
        self.index.close()

    # ---- few changes ----

    def keep_up(self) -> int:
        """Apply a few changes at once; returns how many papers are still not (or not as they are now) in the index."""
        newest = self._store.changes.last()
        if not self.index.ready or self.index.sequence >= newest:
            return 0
        if self._store.read_only and self.index.has_successor():
            self.index = self._open()
        state, behind = self._behind
        if state == (self.index.sequence, newest):
            return behind  # counting 100,000 changes takes as long as a search
        waiting = self._store.changes.waiting(self.index.sequence)
        limit = _CHANGES if waiting <= self._few else 0  # many are only counted: each batch of an import asks anew
        papers, sequence, remaining = self._store.changes.texts_since(self.index.sequence, limit)
        if self._store.read_only or remaining or not self._changes_are_complete():
            sequence = self.index.sequence
            behind = self._store.changes.unindexed(sequence) if self.has_lost else waiting
            self._behind = (sequence, newest), behind
            return behind
        if not self._working.acquire(timeout=_WAIT if papers else 0):
            return len(papers)  # another thread builds or brings up to date; these changes come after that
        try:
            if self.index.sequence < sequence:  # else that thread has just done it
                self._apply(papers, sequence)
        except (IndexDamagedError, IndexNotWrittenError):
            return len(papers)
        finally:
            self._working.release()
        return 0

    def is_of_no_use(self, behind: int) -> bool:
        """Whether the index cannot be brought up to date (it is an older copy), or most papers are not in it
        (``behind``) and the disk does not take them."""
        return self._is_older_copy() or (bool(self.unwritten) and behind > self.index.papers)

    def _is_older_copy(self) -> bool:
        """Whether changes that the index has not seen are not written down any more: one that was on the disk had."""
        return self.index.sequence < self._store.changes.last() and not self._changes_are_complete()

    @property
    def has_lost(self) -> bool:
        """Whether the index has papers that have gone from the library."""
        seen, gone = self._gone
        since, newest = max(seen, self.index.sequence), self._store.changes.last()
        if since < newest:
            gone = max(gone, self._store.changes.last_gone(since, newest))
            self._gone = (newest, gone)
        return self.index.sequence < gone

    def _changes_are_complete(self) -> bool:
        """Whether every change that the index has not seen is still written down."""
        oldest = self._store.changes.oldest()  # asked first: another thread may apply and forget some meanwhile
        return oldest <= self.index.sequence + 1

    def _apply(self, papers: list[int], sequence: int, give_way: Callable[[], None] | None = None) -> None:
        documents = self._store.papers.documents(papers)
        found = {document.id for document in documents}
        self.index.apply(documents, [paper for paper in papers if paper not in found], sequence, give_way)

    # ---- many changes ----

    def catch_up(self) -> Generator[Progress, None, str]:
        """Bring the index up to date. When another thread is doing that, there is nothing to do but to wait for one
        that mends. Returns what was wrong with an index that could not be used and was built anew.

        Where the disk does not take it, what the user did stands all the same: searches say so (``unwritten``).
        """
        yield from self._mended()
        if self._store.read_only or not self._working.acquire(blocking=False):
            return ""
        try:
            self._look_once()
            damage = "" if self.index.ready or self.index.missing else self.state
            if not self.index.ready or not self._changes_are_complete() or self._much_is_new():
                yield from self._build()
            yield from self._apply_changes()
            if self._is_another():
                yield from self._build()
                yield from self._apply_changes()
            self.index.tidy()
            self.unwritten = None
            return damage
        except IndexNotWrittenError as error:
            self.unwritten = error.message
            return ""
        finally:
            self._working.release()

    def _look_once(self) -> None:
        """Compare the index with its checksums, once in a process."""
        if self.index.bytes > _QUICKLY_READ:
            self.look()
        elif self.index.ready and not self._looked:
            with suppress(IndexDamagedError):  # then it is not ready any more
                self.index.verify()
        self._looked = True

    def look(self) -> threading.Thread | None:
        """The same beside what else is done, where that was not begun before; returns the thread, once."""
        with self._starting:
            if self._looked or self._closing.is_set():
                return None
            self._looked = True
            self._looking = threading.Thread(target=self._look, name="looking-at-the-index", daemon=True)
            self._looking.start()
            return self._looking

    def wait_for(self, looking: threading.Thread | None) -> None:
        """Raise IndexDamagedError where the look that was begun beside a search finds damage within a moment.

        A large index that is not in the system's cache takes longer; then later searches know of it.
        """
        if looking is not None:
            looking.join(_PATIENCE)
            if not self.index.ready:
                raise IndexDamagedError(self.state)

    def _look(self) -> None:
        if not self.index.ready:
            return
        try:
            self.index.verify(self._closing.is_set)
        except IndexDamagedError:
            self.mend()

    def _much_is_new(self) -> bool:
        """Whether building anew is quicker than adding: most of the library is not in the index as it is now."""
        papers = self._store.papers.view_counts()["all"]
        if papers < _LARGE:
            return False
        return self.index.papers < papers // 2 or self._store.changes.unindexed(self.index.sequence) > papers // 2

    def _is_another(self) -> bool:
        """Whether an index that has seen every change holds other papers: it was that of an older copy."""
        newest = self._store.changes.last()
        papers = self._store.papers.view_counts()["all"]
        differs = self.index.sequence == newest and self.index.papers != papers
        return differs and self._store.changes.last() == newest  # else papers came or went between the two questions

    def _apply_changes(self) -> Generator[Progress, None, None]:
        """Many changes in a child, few here. Many that come meanwhile, as from an import, wait for the next time."""
        papers = self._store.changes.waiting(self.index.sequence)
        whole = getattr(sys, "frozen", False)
        if papers >= self._apart and not whole:
            try:
                with self.index.lent() as renew:
                    renewed = time.monotonic()
                    for progress in self._in_child("update", papers):
                        now = time.monotonic()
                        if now - renewed >= _SELDOM or not self._turns.searched_within(_TYPING):
                            renew()
                            renewed = now
                        yield progress
            except IndexDamagedError:
                yield from self._build()
        yield from self.apply_batches(None if whole else self._apart)

    def apply_batches(self, most: int | None = None, size: int | None = None) -> Generator[Progress, None, None]:
        """Bring the index up to date in this process, with a commit every ``size`` changes of texts (a thousand).

        Ends where ``most`` papers or more wait.
        """
        done, size = 0, size or _BATCH
        while not self._closing.is_set():
            if most is not None and self._store.changes.waiting(self.index.sequence) >= most:
                return
            papers, sequence, remaining = self._store.changes.texts_since(self.index.sequence, _CHANGES)
            if len(papers) > size:
                papers, sequence, remaining = self._store.changes.texts_since(self.index.sequence, size)
            if sequence == self.index.sequence:
                self._forget()
                return
            self._apply(papers, sequence, self._turns.give_way)
            done += len(papers)
            if papers:
                yield Progress("Indexing", done, done + remaining)

    def _forget(self) -> None:
        """Drop the change rows that are in the index on the disk: what is only in memory may be lost."""
        if self._store.read_only:
            return
        changes, stored = self._store.changes, self.index.stored
        if changes.oldest() < min(stored + 1, changes.last()):
            changes.forget(stored)

    # ---- damage ----

    def mend(self) -> None:
        """Build the index anew in the background, whether it is damaged, was deleted, or was never made."""
        with self._starting:
            usable = self.index.ready and not self._is_older_copy()
            if usable or self._store.read_only or self._closing.is_set():
                return
            if self._mending is None or not self._mending.is_alive():
                self._mending = threading.Thread(target=self._mend, name="mending-the-index", daemon=True)
                self._mending.start()

    def _mended(self) -> Generator[Progress, None, None]:
        """Wait for the thread that mends."""
        mending = self._mending
        while mending is not None and mending is not threading.current_thread() and mending.is_alive():
            yield Progress("Indexing", 0, self._store.papers.view_counts()["all"])
            mending.join(_WAIT)

    def _mend(self) -> None:
        with suppress(ReadingListError, OSError):  # the state says what is wrong, and the next search tries again
            for _ in self.catch_up():
                if self._closing.is_set():
                    return

    # ---- the whole library ----

    def rebuild(self) -> Generator[Progress, None, None]:
        """Build the index anew beside the old one, which answers meanwhile."""
        if self._store.read_only:
            return
        with self._working:
            yield from self._build()
            yield from self._apply_changes()
        self.index.settle()  # else a command would end before what it built is as small as it becomes

    def _build(self) -> Generator[Progress, None, None]:
        papers = self._store.papers.view_counts()["all"]
        if papers < _LARGE or getattr(sys, "frozen", False):
            sequence = self._store.changes.last()
            self.index.rebuild(all_documents(self._store), sequence)
            yield Progress("Indexing", papers, papers, 1.0)
            return
        name = yield from self._in_child("build", papers)
        self.index.adopt(name)

    def _in_child(self, what: str, papers: int) -> Generator[Progress, None, str]:
        """Have a child do ``what`` to the index, of so many papers; returns what it said in the end."""
        # Room for the child: what an import has left in memory would stand beside it until the end.
        self._store.give_back()
        give_back_memory()
        started = time.monotonic()
        child = subprocess.Popen(  # noqa: S603 - this very Python, with a module of ours
            [sys.executable, "-m", "readinglist.core.library.index_child", what, *_words(self._paths)],
            stdin=subprocess.PIPE,  # by whose end it knows of ours; on it, it hears of searches
            stdout=subprocess.PIPE,
            env=our_environment(),
        )
        assert child.stdin is not None and child.stdout is not None
        self._child = child
        try:
            if self._closing.is_set():
                child.kill()
            with self._turns.told(partial(say, child.stdin)):
                for line in child.stdout:
                    kind, _, value = line.decode().strip().partition(" ")
                    if kind == "ready":
                        return value
                    if kind == "failed":
                        raise IndexNotWrittenError(value)
                    if kind == "damaged":
                        raise IndexDamagedError(value)
                    rate, done = int(value) / max(time.monotonic() - started, 1e-6), int(value)
                    left = (papers - done) / rate if rate else None
                    yield Progress("Indexing", done, papers, done / papers, rate, left)
        finally:
            self._child = None
            child.kill()
            child.wait()
            with suppress(BrokenPipeError):  # what it was told last
                child.stdin.close()
            child.stdout.close()
        raise IndexNotWrittenError(
            "The process that writes the search index ended unexpectedly (out of memory?). It is begun again with the "
            "next change or search."
        )

    # ---- looking ----

    def check(self, *, repair: bool) -> list[str]:
        """What is wrong with the index; with ``repair`` it is built anew, and that is said."""
        found = self._problems()
        if found and repair and not self._store.read_only:
            for _ in self.rebuild():
                pass
            return self._problems()
        return found

    def _problems(self) -> list[str]:
        if self.index.missing:
            return []  # a cache that was never made, or has been deleted, is no damage
        if not self.index.ready:
            return [f"The search index cannot be used ({self.index.damage}); it is rebuilt at the next search."]
        try:
            self.index.verify()
        except IndexDamagedError as error:
            return [f"The search index is damaged ({error.message}); it is rebuilt at the next search."]
        if self._is_older_copy():
            return ["The search index is older than what the library still knows of changes. Have it built anew."]
        _, _, remaining = self._store.changes.texts_since(self.index.sequence, 0)
        papers = self._store.papers.view_counts()["all"]
        if not remaining and self.index.papers != papers:
            return [f"The search index holds {self.index.papers} papers, the library {papers}. Have it built anew."]
        return []


def _words(paths: LibraryPaths) -> list[str]:
    return [str(paths.folder), str(paths.cache), str(paths.logs)]


def all_documents(store: Store) -> Iterator[IndexDocument]:
    """Every paper as the index knows it, in batches of short transactions."""
    for papers in store.changes.id_batches(_BATCH):
        yield from store.papers.documents(papers)


def _in_turns(documents: Iterator[IndexDocument], turns: Turns) -> Iterator[IndexDocument]:
    for document in documents:
        turns.give_way()
        yield document


def build_for(store: Store, paths: LibraryPaths, turns: Turns, tell: "Tell") -> None:
    """Build an index from an open store and tell how far it is, and its name in the end."""
    sequence = store.changes.last()
    name = build(
        paths.index,
        store.library_id,
        _in_turns(all_documents(store), turns),
        sequence,
        memory_mb=_BUILD_MB,
        progress=lambda done: tell("done", str(done)),
        maker=SegmentProcess(turns),
    )
    tell("ready", name)


def update_for(store: Store, paths: LibraryPaths, turns: Turns, tell: "Tell") -> None:
    """Bring the index of an open store up to date, tell how far it is, and when all of it is on the disk."""
    indexer = Indexer(store, paths, False, turns)
    done = 0
    for progress in indexer.apply_batches(size=_LARGE_BATCH):
        done = progress.done
        tell("done", str(done))
    while not indexer.index.settle(_PATIENCE):
        tell("done", str(done))  # who waits may want to stop
    indexer.close()
    tell("ready", "")


class Tell:
    """Says things to the parent process, one a line."""

    def __call__(self, kind: str, value: str) -> None:
        """Write ``kind value`` to standard output; a parent that is gone ends this process."""
        try:
            print(kind, value, flush=True)  # noqa: T201 - the pipe to the parent
        except BrokenPipeError:
            raise SystemExit(1) from None
