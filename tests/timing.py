"""Work that must take time in proportion to its length: a budget of CPU time, which a busy machine does not spend."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Linear work on the texts of these tests takes a second or two; what is quadratic takes minutes.
SECONDS = 8.0


@contextmanager
def linear() -> Iterator[None]:
    """Fail where what is done within takes too much CPU time to be linear."""
    started = time.process_time()
    yield
    spent = time.process_time() - started
    assert spent < SECONDS, f"{spent:.1f} s of CPU time: this is not linear"
