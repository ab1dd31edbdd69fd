"""What our child processes are started with, and room for them. May import the standard library."""

import ctypes
import os
import sys
import threading
from pathlib import Path

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


def end_with_parent() -> None:
    """End this process as soon as the one that holds the other end of its standard input has gone."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    while os.read(0, 1):  # not through ``sys.stdin``, whose lock the end of Python would wait for
        pass
    os._exit(1)


def give_back_memory() -> None:
    """Return to the system what was freed; glibc keeps it otherwise, when something above it is still in use."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
