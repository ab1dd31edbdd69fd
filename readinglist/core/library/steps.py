"""Long work is a generator of ``Progress`` that returns a report: run to its end. May import records."""

import time
from collections.abc import Callable, Generator
from typing import TypeVar

from readinglist.core.records import Progress

_T = TypeVar("_T")
_EVERY = 0.05  # s between two things that are told


def run(steps: Generator[Progress, None, _T], tell: Callable[[Progress], None] | None = None) -> _T:
    """Run a generator of Progress to its end and return what it returns; ``tell`` hears now and then how far it is."""
    told = 0.0
    while True:
        try:
            progress = next(steps)
        except StopIteration as stop:
            return stop.value  # type: ignore[no-any-return]
        now = time.monotonic()
        if tell is not None and now - told >= _EVERY:
            told = now
            tell(progress)
