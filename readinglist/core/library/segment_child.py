"""The child process that makes one segment of a large index (see ``segment_making``).

May import processes, search and turns.
"""

import gc
import pickle  # between our own processes only
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from readinglist.core.library.processes import give_way, hear, work_and_end
from readinglist.core.library.turns import Turns
from readinglist.core.search import write_documents


def serve(stdin: BinaryIO, path: Path) -> None:
    """Documents in, one file out; says why where it cannot be made."""
    try:
        documents = pickle.load(stdin)  # noqa: S301 - written by our own parent
    except (EOFError, pickle.UnpicklingError):
        return  # the parent has gone
    turns = Turns()
    hear(stdin, turns.hear)
    try:
        write_documents(path, documents, turns.give_way)
    except OSError as error:
        print(error.strerror or error, end="", flush=True)  # noqa: T201 - the pipe to the parent


if __name__ == "__main__":
    # Short-lived, and nothing here makes cycles: looking for them would cost a tenth of the work.
    gc.disable()
    # Ctrl+C in a terminal reaches all processes of a command; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
    work_and_end(lambda: serve(sys.stdin.buffer, Path(sys.argv[1])))
