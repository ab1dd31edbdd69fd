"""Starts the command line or the window. May import cli and gui, each only when it is needed."""

import sys


def main() -> int:
    """Run ``readinglist`` with the arguments of this process; return its exit code."""
    from readinglist.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
