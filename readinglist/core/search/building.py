"""A whole new index, built beside the one in use. Imports Whoosh.

Needs nothing of the index in use, so it may run in another process.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from readinglist.core.records import IndexDocument
from readinglist.core.search.errors import IndexNotWrittenError
from readinglist.core.search.segments.index import ColumnarIndex
from readinglist.core.search.segments.writer import DEFAULT_MEMORY_MB, BulkWriter, Maker

PREFIX = "index-"  # of the folder of an index, below that of all


def make_folder(folder: Path) -> None:
    """The folder of indexes, the user's alone; a file in its place was of no use."""
    with written(folder):
        if folder.is_file():
            folder.unlink()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077:
        with suppress(OSError):  # a place that may only be read is read all the same
            folder.chmod(0o700)


@contextmanager
def written(folder: Path) -> Iterator[None]:
    """What is done here may fail for the disk's sake; then IndexNotWrittenError is raised."""
    try:
        yield
    except OSError as error:
        raise IndexNotWrittenError(
            "The search index in {folder} cannot be written: {reason}. Make room there, or see that it may be written.",
            folder=folder,
            reason=error.strerror or str(error),
        ) from error


def build(
    folder: Path,
    library: str,
    documents: Iterable[IndexDocument],
    sequence: int,
    *,
    memory_mb: int = DEFAULT_MEMORY_MB,
    progress: Callable[[int], None] | None = None,
    maker: Maker | None = None,
) -> str:
    """Build a whole new index beside the one in use and return its name, for ``SearchIndex.adopt``.

    Needs nothing but its arguments, so it may run in a spawned child, where ``documents`` reads from whatever the
    caller has there (a database opened read-only, a pipe). ``sequence`` is the number of the last change that the
    documents contain; ``progress`` is called with the number of documents taken in, every few hundred; ``maker`` makes
    all segments but the last meanwhile. Raises IndexNotWrittenError, and leaves nothing of the new one where it was
    not finished.
    """
    make_folder(folder)
    name = _new_name(folder)
    try:
        with written(folder):
            index = ColumnarIndex.create_in(folder / name, library)
            _fill(BulkWriter(index, memory_mb=memory_mb, maker=maker), documents, sequence, progress)
    except BaseException:
        shutil.rmtree(folder / name, ignore_errors=True)
        raise
    return name


def _fill(
    writer: BulkWriter, documents: Iterable[IndexDocument], sequence: int, progress: Callable[[int], None] | None
) -> None:
    count = 0
    try:
        for count, document in enumerate(documents, 1):
            writer.add(document)
            if progress is not None and count % 500 == 0:
                progress(count)
        writer.commit(sequence=sequence)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    if progress is not None:
        progress(count)


def _new_name(folder: Path) -> str:
    numbers = [int(p.name[len(PREFIX) :]) for p in folder.glob(PREFIX + "*") if p.name[len(PREFIX) :].isdigit()]
    return f"{PREFIX}{max(numbers, default=0) + 1:06d}"
