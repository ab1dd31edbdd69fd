"""A large import, or the look at one, in a process of its own. May import store, processes, turns, records and errors.

Python runs one thread at a time, so comparing and storing thousands of records in a thread of the window would make
every key wait. A plain ``python -m`` of ``import_child`` (no fork, no copy of the caller's main module) does all of it
instead, on the library that this process holds the lock of. It asks for its turn before each transaction, and gets it
when no thread here writes: there is one writer at a time, wherever it runs. When this process ends, it does too.
"""

import os
import pickle  # between our own processes only
import stat
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import IO, Any

from readinglist.core.errors import ReadingListError
from readinglist.core.library.processes import our_environment, say
from readinglist.core.library.turns import Turns
from readinglist.core.records import Progress
from readinglist.core.store import Store
from readinglist.paths import LibraryPaths

#: Bytes of input below which starting a process takes longer than what it saves the window.
LARGE = 1 << 20
_PACKED = 5  # times as many bytes of text are in a packed file, or more
GO, STOP = b"g", b"s"  # what the child is told


class Turn(Enum):
    """What the child says about its transactions."""

    WANTED = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Task:
    """What the child does: the import, or the preview, of ``files`` and ``text`` in the library of ``paths``."""

    paths: LibraryPaths
    files: tuple[str, ...]
    text: str | None
    year: int | None = None
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """What the import or the preview returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Failed:
    """What it raised: an error that a person can do something about, or the trace of a bug."""

    error: ReadingListError | None
    trace: str = ""


def is_large(files: Sequence[str], text: str | None) -> bool:
    """Whether what is imported is worth a process; standard input is this process's own."""
    if getattr(sys, "frozen", False) or "-" in files:
        return False
    return sum(_size(Path(file)) for file in files if file) + len(text or "") >= LARGE


def _size(path: Path) -> int:
    """The bytes of a file, or of the files below a folder, as far as they matter."""
    with suppress(OSError, ValueError):
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            return status.st_size * (_PACKED if path.suffix in (".gz", ".zip") else 1)
        if stat.S_ISDIR(status.st_mode):
            return _size_of_folder(path)
    return 0


def _size_of_folder(folder: Path) -> int:
    total = 0
    for inside, _, names in os.walk(folder):
        for name in names:
            total += _size(Path(inside, name))
            if total >= LARGE:
                return total
    return total


def run_apart(store: Store, turns: Turns, task: Task, cancelled: Callable[[], bool]) -> Generator[Progress, None, Any]:
    """Run ``task`` in a child that lets the searches of ``turns`` go first; yields its progress and returns or raises
    what the work there does.

    Closing the generator cancels, and waits until what stands is whole.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "readinglist.core.library.import_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=our_environment(),
        bufsize=-1,
    )
    assert child.stdin is not None and child.stdout is not None
    messages = _messages(store, child.stdin, child.stdout)
    try:
        with suppress(BrokenPipeError):  # then it says nothing either
            pickle.dump(task, child.stdin)
            child.stdin.flush()
        with turns.told(partial(say, child.stdin)):
            for message in messages:
                if isinstance(message, Ended):
                    return message.value
                if isinstance(message, Failed):
                    raise message.error or RuntimeError(f"In the process that imports:\n{message.trace}")
                yield message
                if cancelled():
                    say(child.stdin, STOP)
        raise ReadingListError(
            "The process that imports ended unexpectedly (out of memory?). What it had stored stays; import the same "
            "again, and it goes on there.",
            title="The import stopped",
        )
    finally:
        say(child.stdin, STOP)
        try:
            for _ in messages:  # it may want turns until it has ended
                pass
        finally:  # a child that hears nobody any more ends at once
            with suppress(BrokenPipeError):
                child.stdin.close()
            child.wait()
            child.stdout.close()


def _messages(store: Store, stdin: IO[bytes], stdout: IO[bytes]) -> Iterator[Any]:
    """What the child says until it ends, but for its turns, which it is given here."""
    with ExitStack() as turn:
        while True:
            try:
                message = pickle.load(stdout)  # noqa: S301 - written by our own child
            except (EOFError, pickle.UnpicklingError):
                return
            if message is Turn.WANTED:
                turn.enter_context(store.lend())
                say(stdin, GO)
            elif message is Turn.OVER:
                turn.close()
            else:
                yield message
