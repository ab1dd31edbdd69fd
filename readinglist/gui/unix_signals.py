"""The system's signals end the program as its menu does. Imports Qt and the standard library.

A room of its own because `socket` costs 3 ms that a first paint does not need.
"""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Slot


class UnixSignals(QObject):
    """SIGTERM, SIGINT and SIGHUP end the program as its menu does: an idle Qt loop wakes by a socket.

    Those that whoever started the program had ignored (``nohup``) stay ignored.
    """

    def __init__(self, act: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._act = act
        self._in, self._out = socket.socketpair()
        for end in (self._in, self._out):
            end.setblocking(False)
        self._former_fd = signal.set_wakeup_fd(self._in.fileno(), warn_on_full_buffer=False)
        self._former = {
            number: signal.signal(number, lambda *_: None)
            for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
            if signal.getsignal(number) is not signal.SIG_IGN
        }
        self._watch = QSocketNotifier(self._out.fileno(), QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._woken)

    @Slot()
    def _woken(self) -> None:
        try:
            numbers = set(self._out.recv(64))
        except BlockingIOError:
            return
        if numbers & {int(number) for number in self._former}:
            self._act()

    def restore(self) -> None:
        """Give the signals back."""
        self._watch.setEnabled(False)
        signal.set_wakeup_fd(self._former_fd)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        self._in.close()
        self._out.close()
