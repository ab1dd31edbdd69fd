"""What can be typed: options and commands. Imports argparse and the modules of the commands only."""

import argparse
import sys
from collections.abc import Container, Sequence
from pathlib import Path
from typing import NoReturn

from readinglist import __version__
from readinglist.cli import changing, exporting, finding, importing, upkeep


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
    options, unknown = parser.parse_known_args(_with_command(arguments, commands.choices))
    if unknown:
        _refuse(unknown[0], commands.choices.get(options.command, parser))
    return options


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


def _with_command(arguments: Sequence[str], commands: Container[str]) -> list[str]:
    """``arguments``, with ``open`` before the first word when that is no command, but a file that there is."""
    words = iter(enumerate(arguments))
    for place, word in words:
        if word == "--library":
            next(words, None)
        elif not word.startswith("-"):
            if word not in commands and Path(word).exists():
                return [*arguments[:place], "open", *arguments[place:]]
            break
    return list(arguments)


def _common(default: object) -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--library", metavar="DIR", default=default, help="the library's folder")
    common.add_argument(
        "--json",
        action="store_true",
        default=False if default is None else default,
        help="print the result as JSON",
    )
    return common
