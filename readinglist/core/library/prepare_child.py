"""The child process that prepares the records of a big import (see ``preparing``).

May import preparing, processes and turns.

A module of its own, so that what it sends is pickled under the names that the parent knows.
"""

import gc
import os
import pickle  # between our own processes only
import signal
import sys
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, BinaryIO

from readinglist.core.errors import DumpError
from readinglist.core.library.preparing import Waiting, prepared_here
from readinglist.core.library.processes import give_way, hear, work_and_end
from readinglist.core.library.turns import Turns
from readinglist.core.records import Draft, FurnitureLine, Prepared, Signature

#: The records that come by the thousand, and how to take all their values.
_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in (Prepared, Draft, Signature, FurnitureLine)
}


def serve(stdin: BinaryIO, stdout: BinaryIO) -> None:
    """One task in, messages out, until the file ends or the parent stops listening."""
    source, year = pickle.load(stdin)  # noqa: S301 - written by our own parent
    turns = Turns()
    hear(stdin, turns.hear)
    try:
        for message in prepared_here(source, year, turns):
            if not isinstance(message, Waiting):
                _send(stdout, message)
    except DumpError as error:
        _send(stdout, error)


def _called(made: Any) -> tuple[type, tuple[Any, ...]]:
    return type(made), _VALUES[type(made)](made)


class _Pickler(pickle.Pickler):
    """Writes records as calls of their classes: half the work of the way that dataclasses with slots have."""

    dispatch_table = dict.fromkeys(_VALUES, _called)


def _send(stdout: BinaryIO, message: Any) -> None:
    try:
        _Pickler(stdout, protocol=pickle.HIGHEST_PROTOCOL).dump(message)
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
    work_and_end(lambda: serve(sys.stdin.buffer, sys.stdout.buffer))
