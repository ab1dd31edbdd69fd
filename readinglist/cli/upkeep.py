"""``check`` and ``rebuild-index``. May import core.library and output."""

import argparse
from typing import Any

from readinglist.cli.output import follow, print_json
from readinglist.core.library import Library
from readinglist.paths import LibraryPaths


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    parser = commands.add_parser("check", parents=[common], help="check the library and its index")
    parser.add_argument("--repair", action="store_true", help="rebuild the index when it is what is wrong")
    parser.set_defaults(run=check)
    parser = commands.add_parser("rebuild-index", parents=[common], help="build the search index anew")
    parser.set_defaults(run=rebuild_index)


def check(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Say what is wrong; 1 when anything is."""
    with Library.open(paths, create=False, read_only=False if options.repair else None) as library:
        found = library.check(repair=options.repair)
        papers, state = library.counts().views["all"], library.index_state
    if options.json:
        print_json({"papers": papers, "problems": found})
    elif found:
        print("\n".join(found))
    elif state == "ready":
        print(f"The library and its index are whole: {papers} papers.")
    else:
        print(f"The library is whole: {papers} papers. Its index is made at the next search: {state}.")
    return 1 if found else 0


def rebuild_index(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Build the index anew."""
    with Library.open(paths, create=False) as library:
        follow(library.rebuild_index())
        papers = library.counts().views["all"]
    if options.json:
        print_json({"papers": papers})
    else:
        print(f"The index was built anew: {papers} papers.")
    return 0
