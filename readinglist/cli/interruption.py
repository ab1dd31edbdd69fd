"""Ctrl-C as a wish to stop at the next good place. Imports the standard library only."""

import signal
from types import FrameType, TracebackType
from typing import Self


class Interruption:
    """While it is entered, the first Ctrl-C only makes it true; the second one ends the program as ever.

    Where whoever started the program had Ctrl-C ignored (a script's background job), it stays ignored.

    Calling it tells whether the user wants to stop: what a long task asks between its steps.
    """

    def __init__(self) -> None:
        self._wanted = False
        self._former: signal._HANDLER = None

    def __call__(self) -> bool:
        """Whether the user wants to stop."""
        return self._wanted

    def __enter__(self) -> Self:
        self._former = signal.getsignal(signal.SIGINT)
        if self._former is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, self._interrupted)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._former)

    def _interrupted(self, number: int, frame: FrameType | None) -> None:
        self._wanted = True
        signal.signal(signal.SIGINT, self._former)
