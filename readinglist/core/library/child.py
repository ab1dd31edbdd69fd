"""The child process that prepares the records of a big import (see ``preparing``). May import preparing, processes.

A module of its own, so that what it sends is pickled under the names that the parent knows.
"""

import gc
import os
import pickle  # between our own processes only
import signal
import sys
from typing import Any, BinaryIO

from readinglist.core.errors import DumpError
from readinglist.core.library.preparing import Waiting, prepared_here
from readinglist.core.library.processes import give_way


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """One task in, messages out, until the file ends or the parent stops listening."""
    source, year = pickle.load(stdin)  # noqa: S301 - written by our own parent
    try:
        for message in prepared_here(source, year):
            if not isinstance(message, Waiting):
                _send(stdout, message)
    except DumpError as error:
        _send(stdout, error)


def _send(stdout: BinaryIO, message: Any) -> None:
    try:
        pickle.dump(message, stdout, protocol=pickle.HIGHEST_PROTOCOL)
        stdout.flush()
    except BrokenPipeError:
        # The parent was cancelled, or is gone.
        os._exit(0)


if __name__ == "__main__":
    # Short-lived, and nothing here makes cycles: looking for them would cost a tenth of the work.
    gc.disable()
    # Ctrl+C in a terminal reaches all processes of a command; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
    serve(sys.stdin.buffer, sys.stdout.buffer)
