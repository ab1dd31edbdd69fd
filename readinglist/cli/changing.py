"""``star``, ``unstar``, ``status``, ``tag``, ``note``, ``add``, ``edit``, ``delete``, ``undo``.

May import core.library, records, errors, keeping and output.
"""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from readinglist.cli import values
from readinglist.cli.indexing import bring_up_to_date
from readinglist.cli.keeping import changing
from readinglist.cli.output import begun, paper_json, print_json
from readinglist.core.errors import UsageError
from readinglist.core.library import Library
from readinglist.core.records import EDITABLE_FIELDS, OTHER_FIELDS, STATUSES
from readinglist.paths import LibraryPaths


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add this group's commands."""

    def command(
        name: str, does: str, run: Callable[[argparse.Namespace, LibraryPaths], int]
    ) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = commands.add_parser(name, parents=[common], help=does)
        parser.set_defaults(run=run)
        return parser

    for name, does in (("star", "star papers"), ("unstar", "take the star from papers"), ("delete", "delete papers")):
        command(name, does, _verb(name)).add_argument("ids", nargs="+", type=values.paper, metavar="ID")
    parser = command("status", f"mark papers {', '.join(STATUSES)}", _verb("status"))
    parser.add_argument("value", choices=STATUSES)
    parser.add_argument("ids", nargs="+", type=values.paper, metavar="ID")
    parser = command("tag", "tag papers", _verb("tag"))
    parser.add_argument("--remove", action="store_true", help="take the tag away")
    parser.add_argument("tag", metavar="TAG")
    parser.add_argument("ids", nargs="+", type=values.paper, metavar="ID")
    parser = command("note", "write the note of a paper", note)
    parser.add_argument("id", type=values.paper, metavar="ID")
    parser.add_argument("--text", metavar="T", help="the note (without: standard input)")
    parser = command("add", "add a paper by hand", add)
    for field in EDITABLE_FIELDS:
        parser.add_argument(f"--{field.replace('_', '-')}", dest=f"field_{field}", metavar="TEXT")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG")
    parser = command("edit", "set a field of a paper", edit)
    parser.add_argument("id", type=values.paper, metavar="ID")
    parser.add_argument("field", metavar="FIELD", help=", ".join([*EDITABLE_FIELDS, *OTHER_FIELDS]))
    parser.add_argument(
        "value", metavar="VALUE", help="an empty one empties the field; title and abstract then come from the source"
    )
    command("undo", "take the last change back", undo)


def _verb(name: str) -> Callable[[argparse.Namespace, LibraryPaths], int]:
    """A command that does one thing to several papers."""

    def run(options: argparse.Namespace, paths: LibraryPaths) -> int:
        with changing(paths) as library:
            before = library.version
            if name in ("star", "unstar"):
                library.star(options.ids, name == "star")
            elif name == "delete":
                library.delete(options.ids)
            elif name == "status":
                library.set_status(options.ids, options.value)
            else:
                (library.untag if options.remove else library.tag)(options.ids, options.tag)
            return _done(library, options, before)

    return run


def _done(library: Library, options: argparse.Namespace, before: int, label: str | None = None) -> int:
    """Bring the index up to date and say what was done since the version ``before`` (or ``label``)."""
    done = label or (library.undo_label if library.version != before else None)
    bring_up_to_date(library)
    if options.json:
        named = getattr(options, "ids", None) or ([options.id] if hasattr(options, "id") else [])
        papers = [paper.id for paper in library.papers(named)]  # those that are still there
        library.ensure_keys(papers)
        shown = [paper_json(paper) for paper in library.papers(papers)]
        print_json({"done": done, "papers": shown})
    elif label:
        print(label)
    return 0


def note(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Write a note from ``--text`` or standard input."""
    with changing(paths) as library:
        before = library.version
        library.paper(options.id)
        library.set_note(options.id, _standard_input() if options.text is None else options.text)
        return _done(library, options, before)


def _standard_input() -> str:
    if sys.stdin is None:
        raise UsageError("Standard input is closed: give the note with --text.")
    data = sys.stdin.buffer.read() if hasattr(sys.stdin, "buffer") else sys.stdin.read().encode()
    if not data:
        raise UsageError("Standard input is empty. Type --text '' to take the note away.")
    return data.decode("utf-8-sig", "replace").rstrip("\n")


def add(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Add a paper by hand and print its number."""
    given = {
        field: value for field in EDITABLE_FIELDS if (value := getattr(options, f"field_{field}", None)) is not None
    }
    if not given:
        raise UsageError("Give at least --title or --abstract. 'readinglist add --help' lists the fields.")
    new = begun(paths)
    with changing(paths, create=True) as library:
        there = library.known_as(**given)
        paper = library.add_paper(tags=options.tag, **given)
        _warn_of_type(given.get("entry_type"))
        bring_up_to_date(library)
        if new:
            print(new, file=sys.stderr)  # standard output is the paper's number
        if there:
            print(
                f"Added, but paper {there[0]} seems to be the same ('readinglist undo' takes it back).", file=sys.stderr
            )
        if options.json:
            library.ensure_keys([paper])
            print_json(paper_json(library.paper(paper)))
        else:
            print(paper)
    return 0


def edit(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Set one field of a paper."""
    with changing(paths) as library:
        field = options.field.replace("-", "_")
        field = field if field in EDITABLE_FIELDS or field in OTHER_FIELDS else options.field
        before = library.version
        library.edit(options.id, field, options.value)
        _warn_of_type(options.value if field == "entry_type" else None)
        return _done(library, options, before)


def _warn_of_type(typed: str | None) -> None:
    """A type that nobody knows is kept, but it is more often a slip."""
    known = Library.entry_types()
    if typed and typed.strip().lower() not in known:
        print(
            f"{typed!r} is no type of BibTeX or biblatex: it is kept, and exported as misc. "
            f"Known are {', '.join(known)}.",
            file=sys.stderr,
        )


def undo(options: argparse.Namespace, paths: LibraryPaths) -> int:
    """Take the last change back."""
    with changing(paths) as library:
        before, label = library.version, library.undo()
        return _done(library, options, before, f"Undone: {label}." if label else "There is nothing to undo.")
