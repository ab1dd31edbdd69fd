"""All that can be computed from one record alone, in this process or in a child.

A big import is read and prepared by one child process while this one compares and stores: the two have about the same
work. The child is a plain ``python -m`` of ``prepare_child`` (no fork, no copy of the caller's main module); it gets
its task and gives its batches as pickles over pipes that only these two processes hold, and is told of searches.
May import dumps, identity, text and turns.
"""

import pickle  # between our own processes only
import queue
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from readinglist.core import dumps, text
from readinglist.core.errors import DumpError
from readinglist.core.identity import signature
from readinglist.core.library.formats import all_formats
from readinglist.core.library.processes import our_environment, say
from readinglist.core.library.turns import Turns
from readinglist.core.records import Draft, FurnitureLine, LineCounts, LineRun, Prepared, Rejected, Unparsed
from readinglist.core.sentences import Sentence

#: Records in one batch, and so in one transaction.
BATCH = 1000
#: Of so many the fingerprints are worked out at once: more would keep a search waiting.
_TOGETHER = 100
#: Below so many bytes a child would cost more than it gives.
SMALL = 4 << 20
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Began:
    """The file was recognised."""

    format: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Prepared and rejected records in the order of the file; ``done`` of ``total`` bytes have been read.

    ``lines`` counts all lines of the file up to here.
    """

    records: tuple[Prepared | Rejected, ...]
    done: int
    total: int
    lines: LineCounts


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing new yet; the caller may look up, show progress, or stop."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The whole file was read: what it held besides records."""

    lines: LineCounts
    furniture: tuple[FurnitureLine, ...]
    blank: tuple[LineRun, ...]
    unparsed: tuple[Unparsed, ...]
    notes: tuple[Sentence, ...]


Message = Began | Batch | Waiting | Ended
Messages = Generator[Message, None, None]


def prepare(draft: Draft) -> Prepared:
    """Clean a draft and compute what the list, the identity rule and the index will want of it."""
    return _prepared(draft, _abstract(draft))


def _abstract(draft: Draft | Rejected) -> str | None:
    """The cleaned abstract."""
    if isinstance(draft, Rejected) or draft.abstract is None:
        return None
    return text.clean_abstract(draft.abstract) or None


def _prepared(draft: Draft, abstract: str | None, hashes: tuple[int, ...] | None = None) -> Prepared:
    title = text.clean_title(draft.title) or None if draft.title is not None else None
    return Prepared(
        draft=draft,
        title=title,
        abstract=abstract,
        contribution=text.contribution(abstract) if abstract else None,
        method=text.method_name(title, abstract),
        code_links=text.code_links(abstract) if abstract else (),
        promises_code=text.promises_code(abstract) if abstract else False,
        signature=signature(
            title,
            abstract,
            arxiv=draft.metadata.arxiv,
            doi=draft.metadata.doi,
            citation_key=draft.metadata.citation_key,
            hashes=hashes,
        ),
    )


def prepared(source: dumps.Input, year: int | None, turns: Turns) -> Messages:
    """Read and prepare a file: ``Began``, then ``Batch`` and ``Waiting`` in any number, then ``Ended``.

    Searches go first, by ``turns``. Closing the iterator stops everything at once. Raises DumpError.
    """
    if source.size() < SMALL or getattr(sys, "frozen", False):
        yield from prepared_here(source, year, turns)
    else:
        yield from _prepared_by_child(source, year, turns)


def prepared_here(source: dumps.Input, year: int | None, turns: Turns) -> Messages:
    """The same in this process."""
    reader = dumps.read(source, year=year, formats=all_formats())
    began = False
    drafts: list[Draft | Rejected] = []
    for item in reader:
        if reader.format and not began:
            began = True
            yield Began(reader.format)
        turns.give_way()
        if item is None:
            yield Waiting(reader.bytes_read, reader.bytes_total)
            continue
        drafts.append(item)
        if len(drafts) == BATCH:
            yield _batch(drafts, reader, turns)
            drafts = []
    if not began:
        yield Began(reader.format)
    if drafts:
        yield _batch(drafts, reader, turns)
    furniture, blank = tuple(reader.furniture), tuple(reader.blank)
    yield Ended(reader.lines, furniture, blank, tuple(reader.unparsed), tuple(reader.notes))


def _batch(drafts: list[Draft | Rejected], reader: dumps.DumpReader, turns: Turns) -> Batch:
    records: list[Prepared | Rejected] = []
    for first in range(0, len(drafts), _TOGETHER):
        records += _prepared_together(drafts[first : first + _TOGETHER], turns)
    return Batch(tuple(records), reader.bytes_read, reader.bytes_total, reader.lines)


def _prepared_together(drafts: list[Draft | Rejected], turns: Turns) -> Iterator[Prepared | Rejected]:
    from readinglist.core.identity.many import fingerprints  # numpy takes a while, and a window may be opening

    abstracts = list(map(_abstract, drafts))
    found = fingerprints([abstract or "" for abstract in abstracts])
    for item, abstract, hashes in zip(drafts, abstracts, found, strict=True):
        turns.give_way()
        yield _prepared(item, abstract, hashes) if isinstance(item, Draft) else item


# ---- the child ----


class _Child:
    """A child process that reads and prepares one file."""

    def __init__(self, source: dumps.Input, year: int | None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "readinglist.core.library.prepare_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=our_environment(),
        )
        self._file = source.name
        assert self._process.stdin is not None and self._process.stdout is not None
        self.stdin, self._out = self._process.stdin, self._process.stdout
        # A few messages ahead at most: the child waits in its pipe while the library is busy storing.
        self._messages: queue.Queue[Message | BaseException] = queue.Queue(maxsize=4)
        self._stopped = False
        self._reader = threading.Thread(target=self._read, name="prepared-records", daemon=True)
        self._reader.start()
        pickle.dump((source, year), self.stdin)
        self.stdin.flush()

    def _read(self) -> None:
        # Waiting in a thread is the one way to wait for a pipe with a limit on every platform.
        while not self._stopped:
            try:
                message = pickle.load(self._out)  # noqa: S301 - written by our own child
            except Exception:
                ended = Sentence(
                    "the process that reads the file ended unexpectedly (out of memory?). Nothing of it was imported; "
                    "import it again, or in smaller parts."
                )
                message = DumpError(self._file, ended)
            self._put(message)
            if isinstance(message, Ended | BaseException):
                return

    def _put(self, message: Message | BaseException) -> None:
        while not self._stopped:
            try:
                self._messages.put(message, timeout=_POLL_SECONDS)
                return
            except queue.Full:
                continue

    def receive(self) -> Message | None:
        """The next message, or None when none came within a fifth of a second. Raises what the child raised."""
        try:
            message = self._messages.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return None
        if isinstance(message, BaseException):
            raise message
        return message

    def stop(self) -> None:
        """End the child now; whatever it was doing is thrown away."""
        self._stopped = True
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._out.close()
        with suppress(BrokenPipeError):  # what it was told last
            self.stdin.close()


def _prepared_by_child(source: dumps.Input, year: int | None, turns: Turns) -> Messages:
    child = _Child(source, year)
    done, total = 0, source.size()
    try:
        with turns.told(partial(say, child.stdin)):
            while True:
                message = child.receive() or Waiting(done, total)
                if isinstance(message, Batch):
                    done = message.done
                yield message
                if isinstance(message, Ended):
                    return
    finally:
        child.stop()
