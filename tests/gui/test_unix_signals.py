"""The system's signals end the window as its menu does; those that were ignored from the start do not."""

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from readinglist.gui.unix_signals import UnixSignals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if os.name == "posix" else ()


@pytest.fixture
def plain_signals() -> Iterator[None]:
    """All of them as they are by default: a shell has its jobs in the background ignore SIGINT."""
    former = {number: signal.signal(number, signal.SIG_DFL) for number in SIGNALS}
    yield
    for number, handler in former.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("ignored", [False, True])
def test_a_signal_ends_the_window_unless_it_was_ignored(
    qtbot, qapp, plain_signals, number: signal.Signals, ignored: bool
):
    if ignored:
        signal.signal(number, signal.SIG_IGN)
    ended: list[bool] = []
    watch = UnixSignals(lambda: ended.append(True), QObject(qapp))
    assert (signal.getsignal(number) is signal.SIG_IGN) is ignored
    signal.raise_signal(number)
    if ignored:
        signal.raise_signal(next(one for one in SIGNALS if one is not number))
    qtbot.waitUntil(lambda: bool(ended))
    watch.restore()
    assert ended == [True]
    assert signal.getsignal(number) is (signal.SIG_IGN if ignored else signal.SIG_DFL)
