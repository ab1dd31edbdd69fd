"""Standard output and error as a command needs them. Imports the standard library and errors only."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from readinglist.core.errors import ReadingListError


class OutputError(ReadingListError):
    """Standard output takes nothing: a full disk, a device that fails."""

    title = "The output could not be written"


class _Output(io.TextIOWrapper):
    """Standard output whose failures are told from those of the library."""

    def write(self, text: str) -> int:
        with _failures():
            return super().write(text)

    def flush(self) -> None:
        with _failures():
            super().flush()


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"The output could not be written ({error.strerror}). Make room, or send it elsewhere; what was changed in "
            "the library is stored."
        ) from error


class _Error(io.TextIOWrapper):
    """Standard error; what cannot be said there cannot be said, and is no failure of the command."""

    def write(self, text: str) -> int:
        with contextlib.suppress(OSError):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            super().flush()


def prepare() -> None:
    """UTF-8 for both: a paper may hold any character, and a terminal that cannot show one must not stop a list."""
    # One that was closed when we were started is None.
    sys.stdout = _as(_Output, sys.stdout, sys.__stdout__) if sys.stdout else _nowhere()
    sys.stderr = _as(_Error, sys.stderr, sys.__stderr__) if sys.stderr else _nowhere()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _as(kind: type[io.TextIOWrapper], stream: TextIO, original: TextIO | None) -> TextIO:
    """``stream`` as one of ``kind``; in place of it, when it is not the process's own."""
    if stream is not original or not isinstance(stream, io.TextIOWrapper):
        return stream
    lines, through = stream.line_buffering, stream.write_through
    return kind(stream.detach(), "utf-8", "backslashreplace", line_buffering=lines, write_through=through)


def forget_output() -> None:
    """Nothing may be flushed any more into what takes nothing, not even at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Say in one line on standard error what went wrong."""
    print(f"readinglist: {' '.join(message.split())}", file=sys.stderr)
