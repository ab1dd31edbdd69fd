"""Segments of a large index, made in a process of their own (see ``segment_child``).

Reading papers and taking in their words costs as much as making arrays of them: two processors halve the time. May
import processes, search and turns.
"""

import pickle  # between our own processes only
import subprocess
import sys
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from readinglist.core.library.processes import our_environment, say
from readinglist.core.library.turns import Turns
from readinglist.core.search import Accumulator


class SegmentProcess:
    """A process for each segment, one at a time (the ``maker`` of ``build``)."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._told = ExitStack()
        self._child: subprocess.Popen[bytes] | None = None

    def begin(self, path: Path, documents: Accumulator) -> None:
        """Begin to make the file ``path``, as soon as the one before is made. Raises OSError."""
        self.wait()
        self._child = child = subprocess.Popen(  # noqa: S603 - this very Python, with a module of ours
            [sys.executable, "-m", "readinglist.core.library.segment_child", str(path)],
            stdin=subprocess.PIPE,  # by whose end it knows of ours; on it, it hears of searches
            stdout=subprocess.PIPE,
            env=our_environment(),
        )
        assert child.stdin is not None
        try:
            pickle.dump(documents, child.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            child.stdin.flush()
        except BrokenPipeError:
            self.wait()  # says why it has ended
            raise
        self._told.enter_context(self._turns.told(partial(say, child.stdin)))

    def wait(self) -> None:
        """Wait until it is made. Raises OSError where it could not be."""
        child = self._child
        if child is not None:
            assert child.stdout is not None
            reason = child.stdout.read().decode()
            failed = child.wait() != 0
            self.stop()
            if reason or failed:
                raise OSError(reason or "the process that makes it ended unexpectedly (out of memory?)")

    def stop(self) -> None:
        """End the process now, whatever it was doing."""
        child, self._child = self._child, None
        if child is not None:
            assert child.stdin is not None and child.stdout is not None
            self._told.close()
            child.kill()
            child.wait()
            child.stdout.close()
            with suppress(BrokenPipeError):  # what it was told last
                child.stdin.close()
