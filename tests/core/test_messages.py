"""Messages of core: the window and the command line both show them, so they name jobs and no commands."""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from readinglist.cli import WAYS
from readinglist.core.errors import Job

CORE = Path(__file__).parents[2] / "readinglist" / "core"
MODULES = sorted(path for room in ("library", "store") for path in (CORE / room).rglob("*.py"))
COMMAND = re.compile(r"--[a-z]|readinglist [a-z]|\b(rebuild-index|search, list, show)\b|'[a-z]+' (shows|lists|deletes)")


def texts(module: Path) -> list[str]:
    """Every text of a module but its docstrings, which tell developers of commands."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = (part for part in ast.walk(tree) if isinstance(part, ast.Constant) and id(part) not in alone)
    return [part.value for part in parts if isinstance(part.value, str)]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(CORE).as_posix())
def test_no_error_speaks_of_the_command_line(module: Path) -> None:
    assert [text for text in texts(module) if COMMAND.search(text)] == []


def test_the_command_line_has_its_way_to_each_job() -> None:
    assert {*WAYS, ""} == set(get_args(Job))
