"""What our child processes are started with, and room for them. May import the standard library."""

import ctypes
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO, NoReturn

_NICE = 10


def our_environment() -> dict[str, str]:
    """This process's environment, in which a child finds this very package, wherever it lies."""
    root = str(Path(__file__).resolve().parents[3])
    path = os.pathsep.join(part for part in (root, os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, "PYTHONPATH": path}


def give_way() -> None:
    """Let the window have a busy processor first: what this process does in bulk may come a little later."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(max(0, _NICE - os.nice(0)))  # a child's child is as far back as its parent, not farther


def say(child: IO[bytes], word: bytes) -> None:
    """Say ``word`` to the child whose standard input this is; one that has ended hears nothing."""
    with suppress(OSError, ValueError):
        child.write(word)
        child.flush()


def hear(stdin: BinaryIO, told: Callable[[bytes], None]) -> None:
    """Hear from now on what the parent says, a byte a word, and end this process as soon as it has gone.

    What is done meanwhile is done by ``work_and_end``.
    """
    threading.Thread(target=_hear, args=(stdin, told), name="parent", daemon=True).start()


def _hear(stdin: BinaryIO, told: Callable[[bytes], None]) -> None:
    while word := stdin.read(1):
        told(word)
    os._exit(1)


def work_and_end(work: Callable[[], None]) -> NoReturn:
    """Do the work of a child and end it: Python's own end would wait for the thread that hears, in vain."""
    code = 1
    try:
        work()
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def give_back_memory() -> None:
    """Return to the system what was freed; glibc keeps it otherwise, when something above it is still in use."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
