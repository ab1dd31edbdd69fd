"""Budgets for a machine that is busy or slow: how long a test waits for what will come, and what is linear work."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Seconds until a test that waits for something gives up. It only ends what hangs: nothing may depend on it.
PATIENCE = 300
#: Of CPU time. Linear work on the texts of these tests takes a second or two; what is quadratic takes minutes.
SECONDS = 20.0


@contextmanager
def linear() -> Iterator[None]:
    """Fail where what is done within takes too much CPU time to be linear."""
    started = time.process_time()
    yield
    spent = time.process_time() - started
    assert spent < SECONDS, f"{spent:.1f} s of CPU time: this is not linear"
