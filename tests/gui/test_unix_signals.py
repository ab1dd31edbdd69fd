"""The system's signals end the window as its menu does; those that were ignored from the start do not."""

import os
import signal

import pytest
from PySide6.QtCore import QObject

from readinglist.gui.unix_signals import UnixSignals

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("ignored", [False, True])
def test_a_signal_ends_the_window_unless_it_was_ignored(qtbot, qapp, number: signal.Signals, ignored: bool):
    former = signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL)
    ended: list[bool] = []
    other = next(one for one in (signal.SIGINT, signal.SIGTERM) if one is not number)
    try:
        watch = UnixSignals(lambda: ended.append(True), QObject(qapp))
        assert (signal.getsignal(number) is signal.SIG_IGN) is ignored
        signal.raise_signal(number)
        if ignored:
            signal.raise_signal(other)
        qtbot.waitUntil(lambda: bool(ended))
        watch.restore()
        assert ended == [True]
        assert signal.getsignal(number) is (signal.SIG_IGN if ignored else signal.SIG_DFL)
    finally:
        signal.signal(number, former)
