"""Who goes first when the library is searched while it is being filled. May import the standard library.

Python runs one thread at a time, so storing in one thread makes a search in another wait, and typing is what a person
feels. Bulk work therefore asks between small pieces whether somebody searches, and lets them. What takes long is done
by processes of their own in a window (see ``apart``); they are told when a search begins and ends, and do the same, for
a processor whose other half works answers half as fast.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LINGER = 0.03  # s after a search: the window paints what was found
_LONGEST = 0.15  # s that bulk work waits at most at a time
_AT_LEAST = 0.03  # s that it then works before it waits again: however much is searched, an import goes on
_POLL = 0.001  # s
BEGUN, ENDED = b"(", b")"  # what a child process is told of the searches here


class Turns:
    """Searches first, bulk work between them. ``attended``: it is a person at a window who searches."""

    def __init__(self, *, attended: bool = False) -> None:
        self.attended = attended
        self._lock = threading.Lock()
        self._searches = 0
        self._children: list[Callable[[bytes], None]] = []
        self._quiet_from = 0.0
        self._works_until = 0.0

    @contextmanager
    def search(self) -> Iterator[None]:
        """Somebody waits for an answer meanwhile."""
        self.hear(BEGUN)
        try:
            yield
        finally:
            self.hear(ENDED)

    def hear(self, word: bytes) -> None:
        """A search has BEGUN or ENDED, here or in the process that this one works for; anything else is not meant."""
        if word not in (BEGUN, ENDED):
            return
        with self._lock:
            self._searches += 1 if word == BEGUN else -1
            self._quiet_from = time.monotonic() + _LINGER
            for tell in self._children:
                tell(word)

    @contextmanager
    def told(self, tell: Callable[[bytes], None]) -> Iterator[None]:
        """A child process works meanwhile, which hears of each search by ``tell``."""
        with self._lock:
            for _ in range(self._searches):
                tell(BEGUN)
            self._children.append(tell)
        try:
            yield
        finally:
            with self._lock:
                self._children.remove(tell)
                for _ in range(self._searches):
                    tell(ENDED)

    def searched_within(self, seconds: float) -> bool:
        """Whether somebody searches, or did so a moment ago."""
        with self._lock:
            return self._searches > 0 or time.monotonic() < self._quiet_from - _LINGER + seconds

    def give_way(self) -> None:
        """Called by bulk work every millisecond or so: wait while somebody searches, but not for ever."""
        now = time.monotonic()
        if not self._wanted(now) or now < self._works_until:
            return
        end = now + _LONGEST
        while self._wanted(now) and now < end:
            time.sleep(_POLL)
            now = time.monotonic()
        self._works_until = now + _AT_LEAST

    def _wanted(self, now: float) -> bool:
        return self._searches > 0 or now < self._quiet_from
