"""Who goes first when the library is searched while it is being filled. May import the standard library.

Python runs one thread at a time, so storing in one thread makes a search in another wait, and typing is what a person
feels. Bulk work therefore asks between small pieces whether somebody searches, and lets them.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LINGER = 0.03  # s after a search: the window paints what was found
_TYPING = 0.3  # s after a search for another text where somebody types: the next letter may come
_LONGEST = 0.15  # s that bulk work waits at most at a time
_LONGEST_TYPING = 0.75  # s that it waits where somebody types: seconds of an import, for keys that are felt
_AT_LEAST = 0.03  # s that it then works before it waits again: however much is searched, an import goes on
_POLL = 0.001  # s


class Turns:
    """Searches first, bulk work between them. ``attended``: it is a person who searches, letter by letter."""

    def __init__(self, *, attended: bool = False) -> None:
        self.attended = attended
        self._text = ""
        self._lock = threading.Lock()
        self._searches = 0
        self._quiet_from = 0.0
        self._works_until = 0.0

    @contextmanager
    def search(self, text: str | None = None) -> Iterator[None]:
        """Somebody waits for an answer meanwhile. The same ``text`` again, or none, is a look that no key asked for."""
        with self._lock:
            self._searches += 1
        try:
            yield
        finally:
            with self._lock:
                typed = self.attended and text is not None and text != self._text
                self._text = self._text if text is None else text
                self._searches -= 1
                linger = _TYPING if typed else _LINGER
                self._quiet_from = max(self._quiet_from, time.monotonic() + linger)

    def give_way(self) -> None:
        """Called by bulk work every millisecond or so: wait while somebody searches, but not for ever."""
        now = time.monotonic()
        if not self._wanted(now) or now < self._works_until:
            return
        end = now + (_LONGEST_TYPING if self.attended else _LONGEST)
        while self._wanted(now) and now < end:
            time.sleep(_POLL)
            now = time.monotonic()
        self._works_until = now + _AT_LEAST

    def _wanted(self, now: float) -> bool:
        return self._searches > 0 or now < self._quiet_from
