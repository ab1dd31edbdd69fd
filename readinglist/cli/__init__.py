"""The command line, one small file per group of commands.

May import core.library, records, settings, errors and paths; never Qt: the window comes in as a function.

Exit codes: 0 done, 1 could not, 2 wrong use. Errors are one line on standard error that says what to do.
"""

import sys
from collections.abc import Callable, Mapping, Sequence

from readinglist.cli.arguments import parse
from readinglist.cli.streams import OutputError, complain, forget_output, prepare
from readinglist.core.errors import Job, ReadingListError, UsageError
from readinglist.paths import LibraryPaths, library_paths

#: How the command line does what an error advises.
WAYS: Mapping[Job, str] = {
    "folder": "(--library DIR names it.)",
    "import": "(readinglist import FILE)",
    "check": "(readinglist check says more.)",
    "rebuild": "(readinglist rebuild-index)",
    "read": "(Reading: search, list, show, export.)",
    "papers": "'list' shows the papers' numbers.",
    "dumps": "'dumps' lists the imported files.",
}

OpenWindow = Callable[[LibraryPaths, list[str]], int]
Demonstrate = Callable[[LibraryPaths, list[str], str], str]


def run(arguments: Sequence[str], *, open_window: OpenWindow, demonstrate: Demonstrate) -> int:
    """Do what ``arguments`` say and return the exit code."""
    prepare()
    try:
        try:
            return _done(arguments, open_window, demonstrate)
        finally:
            sys.stdout.flush()  # here, where a closed pipe or a full disk is heard
    except BrokenPipeError:
        forget_output()  # whoever read it (head, less) has seen enough
        return 0
    except OutputError as error:
        forget_output()
        complain(error.message)
        return 1


def _done(arguments: Sequence[str], open_window: OpenWindow, demonstrate: Demonstrate) -> int:
    options = parse(arguments)
    try:
        paths = _paths(options.library)
        if options.command in (None, "open"):
            return open_window(paths, getattr(options, "files", []))
        if options.command == "demo":
            print(demonstrate(paths, options.files, options.output))
            return 0
        return int(options.run(options, paths) or 0)
    except OutputError:
        raise
    except ReadingListError as error:
        complain(f"{error.message} {WAYS.get(error.job, '')}")
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        complain("stopped.")
        return 130


def _paths(folder: str | None) -> LibraryPaths:
    paths = library_paths(folder)
    try:
        is_file = paths.folder.exists() and not paths.folder.is_dir()
        paths.database.exists()
    except OSError as error:
        raise ReadingListError(
            "The library in {folder} cannot be opened ({reason}). Change the permissions of its folder, or name "
            "another one with --library DIR.",
            folder=paths.folder,
            reason=error.strerror,
        ) from error
    if is_file:
        raise UsageError(f"{paths.folder} is a file; a library is a folder. Name a folder with --library DIR.")
    return paths
