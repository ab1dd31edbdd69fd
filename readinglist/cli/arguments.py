"""What can be typed: options and commands. Imports argparse and the modules of this room."""

import argparse
import sys
from collections.abc import Collection, Sequence
from typing import NoReturn

from readinglist import __version__
from readinglist.cli import changing, exporting, finding, importing, upkeep
from readinglist.cli.words import arranged, no_such_command, place_of_command


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message} ({self.prog} --help explains)", file=sys.stderr)
        sys.exit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The options in ``arguments``; exits with 2 when they cannot be understood.

    ``--library`` and ``--json`` may stand before or behind the command.
    """
    parser = _Parser(
        prog="readinglist",
        description="A personal reading list: import saved listing pages, search, triage, annotate, export BibTeX.",
        epilog="Without a command the window opens; files without a command are imported in it.",
        parents=[_common(None)],
    )
    parser.add_argument("--version", action="version", version=f"Reading List {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    behind = _common(argparse.SUPPRESS)
    for group in (importing, finding, changing, exporting, upkeep):
        group.add_commands(commands, behind)
    window = commands.add_parser("open", parents=[behind], help="open the window, and import files in it")
    window.add_argument("files", nargs="*", metavar="FILE", help="a file, a folder")
    demo = commands.add_parser("demo", parents=[behind], add_help=False)
    demo.add_argument("files", nargs="*", metavar="FILE")
    demo.add_argument("--output", default=".", metavar="DIR")
    words = arranged(arguments, commands.choices)
    _refuse_command(words, parser, commands.choices)
    options, unknown = parser.parse_known_args(words)
    if unknown:
        _refuse(unknown[0], commands.choices.get(options.command, parser))
    return options


def _refuse_command(words: Sequence[str], parser: argparse.ArgumentParser, commands: Collection[str]) -> None:
    """Say what the first word may be when it is neither a command nor a file."""
    place = place_of_command(words)
    if place is not None and words[place] not in commands:
        parser.error(no_such_command(words[place], [name for name in commands if name != "demo"]))


def _refuse(word: str, parser: argparse.ArgumentParser) -> NoReturn:
    """Say what a command does not know, what it knows, and how a field of papers is asked for."""
    name, _, _ = word.partition("=")
    if not name.startswith("-"):
        parser.error(f"{word!r} is one word too many")
    known = [option for action in parser._actions for option in action.option_strings if option.startswith("--")]
    hint = f"there is no option {name}; there are {', '.join(known)}"
    if "--query" in known and name.lstrip("-") in _FIELDS:
        hint = f"there is no option {name}; say it in the query, as in --query '{name.lstrip('-')}:…'"
    parser.error(hint)


#: What ``list`` and ``export`` find by their query.
_FIELD_NAMES = "year title abstract author tag note status key dump seen added is has no"
_FIELDS = frozenset(_FIELD_NAMES.split())


def _folder(name: str) -> str:
    if not name.strip():  # a variable of the shell that is not set; the user's own library is not meant
        raise argparse.ArgumentTypeError("a folder is needed, and this name is empty")
    return name


def _common(default: object) -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--library", metavar="DIR", type=_folder, default=default, help="the library's folder")
    common.add_argument(
        "--json",
        action="store_true",
        default=False if default is None else default,
        help="print the result as JSON",
    )
    return common
