"""The command line, one small file per group of commands.

May import core.library, records, settings, errors and paths; never Qt: the window comes in as a function.

Exit codes: 0 done, 1 could not, 2 wrong use. Errors are one line on standard error that says what to do.
"""

import io
import os
import sys
from collections.abc import Callable, Sequence

from readinglist.cli.arguments import parse
from readinglist.core.errors import ReadingListError, UsageError
from readinglist.paths import LibraryPaths, library_paths

OpenWindow = Callable[[LibraryPaths, list[str]], int]
Demonstrate = Callable[[LibraryPaths, list[str], str], str]


def run(arguments: Sequence[str], *, open_window: OpenWindow, demonstrate: Demonstrate) -> int:
    """Do what ``arguments`` say and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A paper may hold any character; a terminal that cannot show one must not stop a list.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = parse(arguments)
    try:
        paths = library_paths(options.library)
        if options.command in (None, "open"):
            return open_window(paths, getattr(options, "files", []))
        if options.command == "demo":
            print(demonstrate(paths, options.files, options.output))
            return 0
        code = int(options.run(options, paths) or 0)
        sys.stdout.flush()  # here, where a closed pipe is heard
        return code
    except ReadingListError as error:
        print(f"readinglist: {_one_line(error.message)}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        print("readinglist: stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough. Nothing may be flushed into the pipe any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _one_line(message: str) -> str:
    return " ".join(message.split())
