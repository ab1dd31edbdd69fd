"""The child process of a large import in a window (see ``apart``). May import importing, apart, processes and store.

Two threads: one works, the other hears what the parent says, and ends the process with it.
"""

import os
import pickle  # between our own processes only
import signal
import sys
import threading
import time
import traceback
from typing import Any, BinaryIO

from readinglist.core.errors import ReadingListError
from readinglist.core.library.apart import GO, STOP, Ended, Failed, Task, Turn
from readinglist.core.library.importing import Importer, inputs, preview_inputs
from readinglist.core.library.processes import give_way, hear, work_and_end
from readinglist.core.library.steps import run
from readinglist.core.library.turns import Turns
from readinglist.core.records import Progress
from readinglist.core.store import Store

_EVERY = 0.05  # s
_LOOKING = Progress("Reading", 0, None)


class Parent:
    """The process that holds the library's lock: what it is told, and what it says."""

    def __init__(self, stdin: BinaryIO, stdout: BinaryIO) -> None:
        self.turns = Turns()
        self._stdin = stdin
        self._stdout = stdout
        self._go = threading.Semaphore(0)
        self._stop = threading.Event()
        self._told = 0.0

    def listen(self) -> None:
        """Hear what it says from now on.

        When it has gone, and with it the lock, another may write: the transaction at hand is not finished.
        """
        hear(self._stdin, self._hear)

    def _hear(self, word: bytes) -> None:
        if word == GO:
            self._go.release()
        elif word == STOP:
            self._stop.set()
        else:
            self.turns.hear(word)

    def cancelled(self) -> bool:
        """Whether it asked to stop."""
        return self._stop.is_set()

    def say(self, message: Any) -> None:
        """Tell it ``message``."""
        try:
            pickle.dump(message, self._stdout, protocol=pickle.HIGHEST_PROTOCOL)
            self._stdout.flush()
        except BrokenPipeError:
            os._exit(1)

    def asked_while_looking(self) -> bool:
        """The same, asked often by work that tells no progress: the parent looks up, and is heard."""
        self.turns.give_way()
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            self.say(_LOOKING)
        return self.cancelled()

    # ---- the writer's turn, lent for one transaction (see ``StoreEngine``) ----

    def __enter__(self) -> None:
        self.say(Turn.WANTED)
        self._go.acquire()

    def __exit__(self, *_exception: object) -> None:
        self.say(Turn.OVER)


def work(task: Task, parent: Parent) -> Any:
    """Do ``task`` and return its report or reports."""
    store = Store(task.paths, create=False, read_only=task.preview, lent=parent)
    try:
        found = inputs(task.files, task.text)
        if task.preview:
            return preview_inputs(store, found, parent.asked_while_looking)
        importer = Importer(store, parent.turns, year=task.year, cancelled=parent.cancelled)
        return run(importer.run(found), parent.say)
    finally:
        store.close()


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """One task in, messages out."""
    task = pickle.load(stdin)  # noqa: S301 - written by our own parent
    parent = Parent(stdin, stdout)
    parent.listen()
    try:
        parent.say(Ended(work(task, parent)))
    except ReadingListError as error:
        parent.say(Failed(error))
    except Exception:
        parent.say(Failed(None, traceback.format_exc()))


if __name__ == "__main__":
    # Ctrl+C in a terminal reaches all processes of a command; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
    work_and_end(lambda: serve(sys.stdin.buffer, sys.stdout.buffer))
