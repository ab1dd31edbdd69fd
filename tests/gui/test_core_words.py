"""What the library says in English is translated: names of steps of undo, titles of errors, what long tasks are at."""

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from readinglist.core.errors import ExportError, ReadingListError, UsageError
from readinglist.gui.parts.core_words import error_message, error_title, step_words, task_words

CORE = Path(__file__).resolve().parents[2] / "readinglist" / "core"
SOURCES = {path.relative_to(CORE).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(CORE.rglob("*.py"))}
TREES = list(SOURCES.values())
#: Where errors become lines of the index's own report, which is in English.
OTHERWISE = ("search/segments/", "search/engine.py")
#: What stands in the gaps of a name, by the source of the gap; anything else in the others.
SAMPLES = {"papers_phrase": "3 papers", "_fields_phrase": "title and year", "len(": "4", "status": "later"}
NAMERS = {"step": 0, "_begin": 1, "end_import": 1, "undo_import": 1}  # which argument is the name of a step


class Loud(QTranslator):
    """A language in which everything is loud."""

    def translate(self, context: str, text: str, _note: str | None = None, _n: int = -1) -> str:  # type: ignore[override]
        return f"¡{text}!" if context in ("Steps", "Errors", "Sentences", "Progress") else text


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


def errors() -> Iterator[tuple[str, ast.Call]]:
    """(place, call) where a known error is made."""
    kinds = kinds_of_error()
    for path, tree in SOURCES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and last_name(node.func) in kinds:
                yield f"{path}:{node.lineno}", node


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


def test_every_message_of_an_error_has_its_gaps_named():
    """So that it is one text, which can be translated; that the template has it ``test_translation`` sees."""
    made = dict(errors())
    assert len(made) > 100
    spliced = [
        place
        for place, call in made.items()
        for text in (*call.args[:1], *(given.value for given in call.keywords if given.arg == "title"))
        if isinstance(text, ast.JoinedStr | ast.BinOp | ast.IfExp) and not place.startswith(OTHERWISE)
    ]
    assert spliced == []


def test_every_gap_of_a_message_is_filled():
    for place, call in errors():
        if call.args and isinstance(call.args[0], ast.Constant):
            gaps = {name for _, name, _, _ in Formatter().parse(call.args[0].value) if name is not None}
            given = {given.arg for given in call.keywords} - {"title", "job", "field"}
            assert gaps == given or not given, place


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (ExportError("{file} is {n:,}.", file="{a}", n=1000), "¡{a} is 1,000.!"),
        (UsageError("{value!r} is {none}", value="x", none="{}", field="year"), "¡'x' is {}!"),
        (ReadingListError("a {name} without fields"), "¡a {name} without fields!"),
        (
            ReadingListError("{error} It stopped.", error=ReadingListError("{n} it was.", n=1)),
            "¡¡1 it was.! It stopped.!",
        ),
    ],
)
def test_an_error_is_translated_with_its_fields(loud, error: ReadingListError, shown: str):
    assert error_message(error) == shown
    assert error.message == str(error) == shown.replace("¡", "").replace("!", "")
    again = pickle.loads(pickle.dumps(error))  # as it comes from a process of ours
    assert (error_message(again), str(again)) == (shown, error.message)
    assert error_title(error) == f"¡{error.title}!"


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
