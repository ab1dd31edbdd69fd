"""What the library says in English is translated: names of steps of undo, titles of errors, what long tasks are at."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from readinglist.core.errors import ReadingListError
from readinglist.gui.parts.core_words import _TITLES, error_title, step_words, task_words

CORE = Path(__file__).resolve().parents[2] / "readinglist" / "core"
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(CORE.rglob("*.py"))]
#: What stands in the gaps of a name, by the source of the gap; anything else in the others.
SAMPLES = {"papers_phrase": "3 papers", "_fields_phrase": "title and year", "len(": "4", "status": "later"}
NAMERS = {"step": 0, "_begin": 1, "end_import": 1, "undo_import": 1}  # which argument is the name of a step


class Loud(QTranslator):
    """A language in which everything is loud."""

    def translate(self, context: str, text: str, _note: str | None = None, _n: int = -1) -> str:  # type: ignore[override]
        return f"¡{text}!" if context in ("Steps", "Errors", "Progress") else text


@pytest.fixture
def loud(qapp) -> Iterator[None]:
    translator = Loud()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def said(node: ast.expr) -> Iterator[str]:
    """What a text may be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from said(node.body)
        yield from said(node.orelse)
    elif isinstance(node, ast.JoinedStr):
        texts = [""]
        for part in node.values:
            texts = [text + more for text in texts for more in said(part)]
        yield from texts
    elif isinstance(node, ast.FormattedValue):
        own = list(said(node.value))
        source = ast.unparse(node.value)
        yield from own or [next((sample for name, sample in SAMPLES.items() if name in source), "a name (2 of it)")]


def names() -> Iterator[str]:
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NAMERS:
                place = NAMERS[node.func.attr]
                yield from (name for argument in node.args[place : place + 1] for name in said(argument))
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "label":
                yield from said(node.value)
            elif isinstance(node, ast.FunctionDef) and node.name == "_label":
                returned = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return))
                yield from (name for value in returned if value is not None for name in said(value))


def tasks() -> Iterator[str]:
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and last_name(node.func) in ("Progress", "progress"):
            yield from (message for argument in node.args[:1] for message in said(argument))


def kinds_of_error() -> dict[str, ast.ClassDef]:
    """Every known error of the library by its name: read, for what is imported depends on the tests before."""
    classes = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    kinds = {node.name: node for node in classes if node.name == ReadingListError.__name__}
    before = 0
    while len(kinds) > before:
        before = len(kinds)
        kinds |= {node.name: node for node in classes if any(last_name(base) in kinds for base in node.bases)}
    return kinds


def last_name(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def titles() -> Iterator[str]:
    kinds = kinds_of_error()
    for part in (part for kind in kinds.values() for part in kind.body):
        match part:
            case (
                ast.Assign(targets=[ast.Name("title")], value=ast.expr() as value)
                | ast.AnnAssign(target=ast.Name("title"), value=ast.expr() as value)
            ):
                yield from said(value)
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Call) and last_name(node.func) in kinds:
            yield from (text for given in node.keywords if given.arg == "title" for text in said(given.value))


def test_every_name_of_a_step_is_translated(loud):
    found = sorted(set(names()))
    assert len(found) > 25 and "star 3 papers" in found and "import 4 files" in found
    assert [name for name in found if not step_words(name).startswith("¡")] == []


def test_every_message_of_a_long_task_is_translated(loud):
    found = sorted(set(tasks()))
    assert len(found) >= 4 and "Indexing" in found
    assert [message for message in found if not task_words(message).startswith("¡")] == []


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("Reading", "¡Reading!"),
        ("Reading a (1) page.txt", "¡Reading a (1) page.txt!"),
        ("Reading {page}.txt (12 MB)", "¡Reading {page}.txt (12 MB)!"),
        ("what no version says", "what no version says"),
    ],
)
def test_a_long_task_is_known_by_its_form(loud, message: str, shown: str):
    assert task_words(message) == shown


def test_every_title_of_an_error_is_translated(loud):
    found = set(titles())
    assert len(found) > 20 and {ReadingListError.title, "The import stopped"} <= found
    assert found - set(_TITLES) == set()  # marked for translators: the translator here would take any text
    assert [title for title in found if error_title(ReadingListError("", title=title)) != f"¡{title}!"] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("star 1 paper", "¡star ¡1 paper!!"),
        ("mark 1200 papers later", "¡mark ¡1,200 papers! later!"),
        ("remove tag a from b from 2 papers", "¡remove tag a from b from ¡2 papers!!"),
        ("edit 3 fields", "¡edit 3 fields!"),
        (
            "import 2 files (1 paper that you have touched was kept)",
            "¡¡import 2 files! (1 paper that you have touched was kept)!",
        ),
        ("import a {name}\nof two lines", "¡import a {name}\nof two lines!"),
        ("what no version says", "what no version says"),
    ],
)
def test_a_step_is_known_by_its_form(loud, name: str, shown: str):
    assert step_words(name) == shown
