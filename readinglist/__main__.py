"""Starts the command line or the window. May import cli and gui, each only when it is needed."""

import os
import sys

from readinglist.paths import LibraryPaths


def _open_window(paths: LibraryPaths, files: list[str]) -> int:
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        print(  # noqa: T201 - the one message that this module has for a person
            "readinglist: there is no display to open a window on; the command line does the same jobs: "
            "readinglist --help",
            file=sys.stderr,
        )
        return 1
    from readinglist.gui.app import run

    return run(paths, files)


def _demonstrate(paths: LibraryPaths, files: list[str], output: str) -> str:
    from readinglist.gui.offscreen import demonstrate

    return demonstrate(paths, files, output)


def main() -> int:
    """Run ``readinglist`` with the arguments of this process; return its exit code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy multiplies no matrices here: its threads cost 25 ms
    from readinglist.cli import run

    return run(sys.argv[1:], open_window=_open_window, demonstrate=_demonstrate)


if __name__ == "__main__":
    sys.exit(main())
