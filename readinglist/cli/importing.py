"""``import`` and ``dumps``. May import core.library, errors, keeping and output."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from readinglist.cli import values
from readinglist.cli.indexing import bring_up_to_date
from readinglist.cli.interruption import Interruption
from readinglist.cli.keeping import changing
from readinglist.cli.output import begun, file_json, follow, import_json, import_text, not_imported, print_json
from readinglist.core.errors import ReadingListError, UsageError
from readinglist.core.library import Library
from readinglist.paths import LibraryPaths


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    parser = commands.add_parser("import", parents=[common], help="import dumps, folders, archives, .bib files")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or - for standard input")
    parser.add_argument("--year", type=values.year, metavar="Y", help="the year of a page's date that has none")
    parser.set_defaults(run=import_files)
    parser = commands.add_parser("dumps", parents=[common], help="list imported files, or take one import back")
    parser.add_argument("action", nargs="?", choices=["undo"], help="undo: take an import back")
    parser.add_argument("id", nargs="?", type=values.dump, metavar="ID", help="the number of the import")
    parser.set_defaults(run=dumps)


def import_files(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Import files; 1 when one of them could not be imported."""
    new = begun(paths)
    if not (any(name == "-" or os.path.lexists(name) for name in options.files) or _holds_anything(paths.folder)):
        names = ", ".join(map(repr, options.files))
        raise ReadingListError(f"There is no such file: {names}. Check the name; no library was begun.")
    with changing(paths, create=True) as library, Interruption() as interruption:
        report = follow(library.import_dumps(options.files, year=options.year, cancelled=interruption))
    named = set(options.files)
    # What lies in a folder and is no dump is named in the report; that is no failure. A file that was asked for is.
    failed = [
        file for file in report.files if file.error is not None and (file.file in named or len(report.files) == 1)
    ]
    if options.json:
        print_json(import_json(report) | {"library": str(paths.folder), "begun": new is not None})
    else:
        for text in filter(None, (new, import_text(report, without=failed))):
            print(text)
    for file in failed:
        print(f"readinglist: {not_imported(file)}", file=sys.stderr)
    if report.cancelled:
        print("readinglist: stopped; what the report names stays. Import the same again to go on.", file=sys.stderr)
    return 1 if failed or report.cancelled else 0


def _holds_anything(folder: Path) -> bool:
    try:
        return folder.is_dir() and any(folder.iterdir())
    except OSError:
        return True  # opening it says why it cannot be read


def dumps(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """List the imported files, or take one import back."""
    if options.action == "undo":
        return _undo(options, paths)
    with Library.open(paths, create=False, read_only=True) as library:
        found = library.dumps()
    if options.json:
        print_json(
            [
                {"id": d.id, "name": d.name, "imported": d.imported, "papers": d.papers, **file_json(d.report)}
                for d in found
            ]
        )
    for dump in [] if options.json else found:
        print(f"{dump.id:>6} {dump.name}: {dump.papers} papers, {dump.report.records.total} records ({dump.format})")
        if dump.report.cancelled:
            print(f"       not finished: import {dump.path} again to go on, or take it back: dumps undo {dump.id}")
    return 0


def _undo(options: argparse.Namespace, paths: LibraryPaths) -> int:
    if options.id is None:
        raise UsageError("Which import? Give its number: readinglist dumps undo ID ('readinglist dumps' lists them).")
    with changing(paths) as library:
        done = library.undo_import(options.id)
        bring_up_to_date(library)
        kept = library.rows(done.kept)
    if options.json:
        print_json({"removed": done.removed, "kept": list(done.kept)})
        return 0
    print(f"{done.removed} papers removed.")
    for row in kept:
        print(f"Kept, because you have touched it: {row.id} {row.title or row.line[:70]}")
    return 0
