"""The child that builds the index of a large library, or brings it up to date with many changes (see ``indexing``).

May import indexing, processes, turns, search and store.
"""

import gc
import signal
import sys
from pathlib import Path

from readinglist.core.errors import ReadingListError
from readinglist.core.library.indexing import Tell, build_for, update_for
from readinglist.core.library.processes import give_way, hear, work_and_end
from readinglist.core.library.turns import Turns
from readinglist.core.search import IndexDamagedError
from readinglist.core.store import Store
from readinglist.paths import LibraryPaths


def main(turns: Turns, what: str, folder: str, cache: str, logs: str) -> None:
    """Read the library (without its writer's lock) and build an index beside the one in use, or write to that one.

    Where that cannot be done it says why.
    """
    paths = LibraryPaths(Path(folder), Path(cache), Path(logs))
    store = Store(paths, create=False, read_only=True)
    tell = Tell()
    try:
        (build_for if what == "build" else update_for)(store, paths, turns, tell)
    except IndexDamagedError as error:
        tell("damaged", " ".join(error.message.split()))
    except ReadingListError as error:
        tell("failed", " ".join(error.message.split()))
    finally:
        store.close()


if __name__ == "__main__":
    # Short-lived, and nothing here makes cycles: looking for them would cost a tenth of the work.
    gc.disable()
    # Ctrl+C in a terminal reaches all processes of a command; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_way()
    told = Turns()
    hear(sys.stdin.buffer, told.hear)
    work_and_end(lambda: main(told, *sys.argv[1:5]))
