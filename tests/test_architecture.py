"""The rules of the house: who may import whom, what lies where, how big a room may be, what no file may name.

May import the standard library and pytest only: what the package looks like is read from its files.
"""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TOP_LEVEL = {"pyproject.toml", "README.md", "readinglist", "resources", "tests", "packaging"}
MODULES = sorted((ROOT / "readinglist").rglob("*.py"))
TEST_MODULES = sorted((ROOT / "tests").rglob("*.py"))


def project_files() -> list[Path]:
    """Every file of the project: what git knows or would add; without git, what lies in the project's own folders."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        found = [ROOT / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for name in TOP_LEVEL for path in (ROOT / name, *(ROOT / name).rglob("*"))]
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def project_texts() -> Iterator[tuple[str, str]]:
    """Name and text of every file of the project that is text."""
    for path in project_files():
        data = path.read_bytes()
        if b"\0" not in data:
            yield path.relative_to(ROOT).as_posix(), data.decode("utf-8")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_import_contracts_hold() -> None:
    """The contracts in pyproject.toml: one way down, Qt, SQL and Whoosh in their own rooms only."""
    script = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(cache_dir=None))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_top_level_holds_only_what_was_agreed() -> None:
    names = {path.relative_to(ROOT).parts[0] for path in project_files()}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_packaging_is_no_python_package() -> None:
    """With an ``__init__.py`` it would hide the library of the same name from pytest and pip."""
    assert not list((ROOT / "packaging").rglob("__init__.py"))


@pytest.mark.parametrize("module", MODULES + TEST_MODULES, ids=relative)
def test_module_is_small_and_says_what_lives_there(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 500
    assert len(ast.get_docstring(ast.parse(text)) or "") > 20


def test_median_function_is_short() -> None:
    lengths = [
        node.end_lineno - node.lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    assert statistics.median(lengths) <= 12


def test_only_the_window_knows_qt() -> None:
    """Importing every module of the core and of the command line brings no Qt with it."""
    script = (
        "import importlib, pkgutil, sys, readinglist.cli, readinglist.core\n"
        "for package in (readinglist.cli, readinglist.core):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "import readinglist.__main__, readinglist.paths\n"
        "print(*(name for name in sys.modules if name.startswith(('PySide6', 'shiboken6', 'readinglist.gui'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_nouns_cost_nothing_to_import() -> None:
    """The window imports these before its first paint."""
    heavy = ("sqlmodel", "sqlalchemy", "pydantic", "whoosh", "numpy", "platformdirs")
    script = (
        "import sys, readinglist.paths, readinglist.core.records, readinglist.core.errors, readinglist.core.library\n"
        f"print(*(name for name in {heavy!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


# Written so that this file does not hold what it looks for.
FORBIDDEN = {
    "a package registry": r"\b(?:pypi|pythonhosted|npmjs|debian|crates)\.(?:org|com|io)\b",
    "a path of one machine": r"(?<![\w.])/(?:work|farm|root)/|/(?:home|Users)/(?!\w*\$)[a-z]\w+/",
    "something unfinished": r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b|raise NotImplemen" + r"ted",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    places = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in project_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert places == []


def test_future_annotations_stay_out_of_the_tables() -> None:
    """SQLModel's relationships break with them."""
    tables = ast.parse((ROOT / "readinglist" / "core" / "store" / "tables.py").read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tables) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
