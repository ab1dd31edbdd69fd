"""``export``. May import core.library, errors and output."""

import argparse
import sys
from pathlib import Path
from typing import Any

from readinglist.cli.indexing import bring_up_to_date
from readinglist.cli.output import print_json
from readinglist.core.errors import ForeignFileError, UsageError
from readinglist.core.library import Library
from readinglist.core.records import EXPORT_FORMATS, ExportReport
from readinglist.paths import LibraryPaths

#: What can be merged into.
_MERGED = frozenset({"bibtex", "biblatex"})


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""
    parser = commands.add_parser("export", parents=[common], help="export papers as BibTeX and other formats")
    parser.add_argument(
        "--format",
        default="bibtex",
        choices=[form.name for form in EXPORT_FORMATS],
        help="bibtex is read by everything; biblatex has types of its own (@online, @dataset), for biber and pandoc",
    )
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--query", metavar="Q", help="the papers that match (default: all but dismissed ones)")
    chosen.add_argument("--ids", nargs="+", metavar="ID", help="these papers")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file (default, or -: standard output)")
    existing = parser.add_mutually_exclusive_group()
    existing.add_argument("--merge", action="store_true", help="keep what FILE holds already: keys, order, comments")
    existing.add_argument("--replace", action="store_true", help="keep no copy of what others wrote into FILE")
    parser.add_argument("--encoding", default="unicode", choices=("unicode", "ascii"), help="ascii: LaTeX commands")
    parser.add_argument("--abstracts", action="store_true", help="with abstracts")
    parser.add_argument("--no-notes", action="store_true", help="without your private notes")
    parser.set_defaults(run=export)


def export(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Export papers to a file or standard output; what entries lack is said on standard error."""
    if options.output == "-":
        options.output = None
    if options.merge and not options.output:
        raise UsageError("--merge needs the file to merge into: -o FILE.")
    with Library.open(paths, create=False, read_only=None) as library:
        if options.query is not None and not library.read_only:
            bring_up_to_date(library)
        try:
            report = _exported(library, options, replace=options.replace)
        except ForeignFileError:
            # A script means to have its file; what somebody else wrote is not lost for it.
            kept = library.keep_aside(options.output)
            report = _exported(library, options, replace=True)
            print(_kept(options, kept), file=sys.stderr)
    _show(report, options)
    if not report.entries:
        print("readinglist: no paper was exported; 'readinglist search' says why a query finds none.", file=sys.stderr)
    return 0


def _kept(options: argparse.Namespace, kept: Path) -> str:
    merge = "; --merge would have added to it" if options.format in _MERGED else ""
    return (
        f"{options.output} held what Reading List did not write, or what was changed since; that is kept as "
        f"{kept}{merge}."
    )


def _exported(library: Library, options: argparse.Namespace, *, replace: bool) -> ExportReport:
    return library.export(
        options.format,
        ids=_ids(options.ids),
        query=options.query,
        path=options.output,
        encoding=options.encoding,
        abstracts=options.abstracts,
        notes=not options.no_notes,
        merge=options.merge,
        replace=replace,
    )


def _ids(words: list[str] | None) -> list[int] | None:
    if words is None:
        return None
    try:
        return [int(word) for part in words for word in part.split(",") if word]
    except ValueError:
        raise UsageError("--ids takes the papers' numbers, as in --ids 3 14 15.") from None


def _show(report: ExportReport, options: argparse.Namespace) -> None:
    if options.json:
        print_json(
            {
                "format": report.format,
                "entries": report.entries,
                "path": report.path,
                "changed": report.changed,
                "lacks": {key: list(fields) for key, fields in report.lacks.items()},
                "lost": list(report.lost),
                "notes": list(report.notes),
                **({"replaced": {key: dict(said) for key, said in report.replaced.items()}} if options.merge else {}),
                **({} if report.path else {"text": report.text}),
            }
        )
        return
    if report.path is None:
        sys.stdout.write(report.text)
    else:
        entries = "1 entry" if report.entries == 1 else f"{report.entries} entries"
        print(f"{entries} in {report.path}{'' if report.changed else ' (unchanged)'}")
    if report.lacks and report.path is not None:
        lack = "1 entry lacks" if len(report.lacks) == 1 else f"{len(report.lacks)} entries lack"
        print(f"{lack} something (authors, year …); --json lists what.", file=sys.stderr)
    for note in report.notes:
        print(note, file=sys.stderr)
