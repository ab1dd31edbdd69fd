"""Every text of the window goes through ``tr``, stands in the template, and changes with a translation."""

import ast
import runpy
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from readinglist.gui.keys.actions import translated
from readinglist.gui.parts.words import day_words, status_words
from tests.gui.conftest import end, start
from tests.timing import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "readinglist" / "gui").rglob("*.py"))
TEMPLATE = ROOT / "resources" / "translations" / "readinglist.ts"

#: What shows its arguments to the user: the name of a method or maker, and which of its arguments.
SHOWN = {
    **dict.fromkeys(("setText", "setToolTip", "setStatusTip", "setWindowTitle", "setPlaceholderText"), (0,)),
    **dict.fromkeys(("setAccessibleName", "setAccessibleDescription", "setInformativeText", "setDetailedText"), (0,)),
    **dict.fromkeys(("setLabelText", "setTitle", "addAction", "addMenu", "addItem", "addButton", "addRow"), (0, 1)),
    **dict.fromkeys(("say", "show_text", "setHeaderLabels", "setSuffix", "setPrefix", "setSpecialValueText"), (0,)),
    **dict.fromkeys(
        ("QLabel", "QPushButton", "Button", "QCheckBox", "QRadioButton", "QGroupBox", "QMenu", "QAction"), (0, 1)
    ),
    **dict.fromkeys(("label", "link_button", "chip_button", "TextButton", "ReadingListError"), (0,)),
    **dict.fromkeys(("message_box", "show_state", "show_nothing", "say_failed", "FileDialog", "addTab"), (0, 1, 2, 3)),
    "ask_name": (1,),
    "HintedList": (0, 1),
}
NAMES = {"Reading List", "Ctrl+Return"}  # a name and a key are the same in every language
ICONS = {"library", "search", "warning", "reading", "read"}  # the first argument of show_state


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an expression shows without asking for their translation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr) and not (isinstance(node, ast.IfExp) and child is node.test):
                yield from literals(child)


def is_words(text: str) -> bool:
    return any(len(word) > 1 and word.isalpha() for word in text.replace("…", " ").split()) and text not in NAMES


def test_no_text_is_shown_untranslated():
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {text!r}"
        for path in SOURCES
        for call in calls(path)
        for place in SHOWN.get(name_of(call), ())
        if place < len(call.args)
        for text in literals(call.args[place])
        if is_words(text) and not (name_of(call) == "show_state" and place == 0 and text in ICONS)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('QLabel("Some words")', ["Some words"]),
        ('button.setText(f"{n} papers" if n else self.tr("none"))', [" papers"]),
        ('button.setToolTip("Copy " + key)', ["Copy "]),
        ('button.setText(self.tr("Copy"))', []),
        ('button.setText("→")', []),
        ('widget.setProperty("role", "muted")', []),
    ],
)
def test_the_search_for_untranslated_texts_finds_them(code: str, shown: list[str]):
    call = ast.parse(code).body[0].value  # type: ignore[attr-defined]
    found = [t for p in SHOWN.get(name_of(call), ()) if p < len(call.args) for t in literals(call.args[p])]
    assert [text for text in found if is_words(text)] == shown


def marked() -> Iterator[tuple[str, str]]:
    """(context, text) of everything that is marked for translation, as the program asks for it."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for owner in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))]:
            inner = {
                id(n) for c in ast.walk(owner) if isinstance(c, ast.ClassDef) and c is not owner for n in ast.walk(c)
            }
            for node in ast.walk(owner):
                if isinstance(node, ast.Call) and id(node) not in inner and name_of(node) in ("tr", "translate", "N"):
                    yield from text_of(node, owner, path)


def text_of(call: ast.Call, owner: ast.AST, path: Path) -> Iterator[tuple[str, str]]:
    place = f"{path.relative_to(ROOT)}:{call.lineno}"
    plain = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    if name_of(call) == "tr":
        assert isinstance(owner, ast.ClassDef), f"{place}: outside of a class, use QCoreApplication.translate"
        assert ast.unparse(call.func) == "self.tr", f"{place}: only self.tr is found by lupdate"
        assert len(plain) == 1, f"{place}: lupdate reads plain texts only"
        yield owner.name, plain[0]
    elif len(plain) == 2:  # with one, what was marked with N elsewhere is translated
        yield plain[0], plain[1]


def said_by_core() -> set[tuple[str, str]]:
    tool = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
    titles, templates = tool["sentences"]()
    return {("Errors", text) for text in titles} | {("Sentences", text) for text in templates}


def in_template() -> set[tuple[str, str]]:
    root = ElementTree.parse(TEMPLATE).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in root.iter("context")
        for message in context.iter("message")
    }


def test_the_template_holds_every_text():
    """After a change of texts: ``python packaging/translations.py``."""
    wanted, there = set(marked()) | said_by_core(), in_template()
    assert {("Errors", "The import stopped"), ("Sentences", "There is no paper in this file.")} <= wanted
    assert (sorted(wanted - there), sorted(there - wanted)) == ([], [])


def test_the_template_is_what_the_tool_writes():
    if not Path(sys.executable).with_name("pyside6-lupdate").exists():
        pytest.skip("pyside6-lupdate is not beside this Python")
    script = ROOT / "packaging" / "translations.py"
    assert subprocess.run([sys.executable, script, "--check"], cwd=ROOT, check=False, timeout=PATIENCE).returncode == 0


def test_a_translation_is_compiled_and_loaded(tmp_path: Path, qapp):
    """The way of a translator: the template filled in, compiled, loaded by name of the locale."""
    compiler = Path(sys.executable).with_name("pyside6-lrelease")
    if not compiler.exists():
        pytest.skip("pyside6-lrelease is not beside this Python")
    tree = ElementTree.parse(TEMPLATE)
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.text = f"⟦{message.findtext('source')}⟧"
        translation.attrib.pop("type", None)
    tree.write(tmp_path / "readinglist_nb_NO.ts", encoding="utf-8", xml_declaration=True)
    command = [compiler, tmp_path / "readinglist_nb_NO.ts", "-qm", tmp_path / "readinglist_nb_NO.qm"]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    translator = QTranslator()
    assert translator.load(QLocale("nb_NO"), "readinglist", "_", str(tmp_path))
    qapp.installTranslator(translator)
    try:
        assert translated("Import files…") == "⟦Import files…⟧"
        assert status_words("later") == "⟦Later⟧"
    finally:
        qapp.removeTranslator(translator)


def test_a_translation_takes_new_texts_and_keeps_what_was_translated(tmp_path: Path):
    if not Path(sys.executable).with_name("pyside6-lupdate").exists():
        pytest.skip("pyside6-lupdate is not beside this Python")
    tool, target = runpy.run_path(str(ROOT / "packaging" / "translations.py")), tmp_path / "readinglist_de.ts"
    tool["begin"]("de", target)
    tree = ElementTree.parse(target)
    for context in tree.getroot().iter("context"):
        messages = context.findall("message")
        for number, message in enumerate(messages):
            translation = message.find("translation")
            assert translation is not None
            translation.text = f"⟦{message.findtext('source')}⟧"
            del translation.attrib["type"]
            if number and number == len(messages) - 1:
                context.remove(message)
    tree.write(target, encoding="utf-8", xml_declaration=True)
    before = target.read_text("utf-8").count("⟦")
    tool["collect"](target)
    after = target.read_text("utf-8")
    assert after.count("<source>") == TEMPLATE.read_text("utf-8").count("<source>") > before
    assert after.count("⟦") >= before  # one and the same text elsewhere is suggested


class Pseudo(QTranslator):
    """A translation into our own words between brackets; what is in no template is not translated."""

    def __init__(self, known: set[tuple[str, str]]) -> None:
        super().__init__()
        self.known = known

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"⟦{text}⟧" if (context, text) in self.known else ""


@pytest.fixture
def pseudo_driver(folder: Path, qtbot, qapp):
    translator = Pseudo(in_template())
    qapp.installTranslator(translator)
    driver = start(folder, qtbot, qapp)
    yield driver
    end(driver)
    qapp.removeTranslator(translator)


def texts(top: QWidget) -> Iterator[tuple[QWidget | QAction, str]]:
    for widget in [top, *top.findChildren(QWidget)]:
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget, widget.text()
        elif isinstance(widget, QTabBar):
            yield from ((widget, widget.tabText(number)) for number in range(widget.count()))
        if isinstance(widget, QLineEdit | QPlainTextEdit):
            yield widget, widget.placeholderText()
        if isinstance(widget, QListWidget) and hasattr(widget, "_hint"):
            yield widget, widget._hint
        if isinstance(widget, QDialog):
            yield widget, widget.windowTitle()
        yield widget, widget.accessibleName()
    for action in top.findChildren(QAction):
        yield action, action.text().partition("\t")[0]


def texts_of(driver) -> set[str]:
    """The texts of the paper that is shown."""
    paper = driver.library.paper(driver.row(0).id)
    raw = {f"{source.title}\n\n{source.abstract}" for source in paper.sources}
    return {str(paper.title), str(paper.abstract), day_words(paper.added), *raw}


def untranslated(top: QWidget, data: set[str]) -> list[tuple[str, str]]:
    own = {"Reading List", "BibTeX", "BibLaTeX", "RIS", "CSL-JSON", "Markdown", "CSV"}
    return [
        (f"{type(thing).__name__} {thing.objectName()}", text)
        for thing, text in texts(top)
        if is_words(text) and "⟦" not in text and text not in own | data and not text.startswith("qt_")
        and not isinstance(thing.parent(), QComboBox) and thing.property("role") != "key"
    ]  # fmt: skip


def test_a_translation_changes_the_window(pseudo_driver):
    window = pseudo_driver.window
    assert window.menuBar().actions()[0].text() == "⟦&File⟧"
    assert window.page.search.placeholderText().startswith("⟦Search")
    assert "⟦Library⟧" in window.page.summary
    assert untranslated(window, texts_of(pseudo_driver)) == []


@pytest.mark.parametrize(
    "action",
    ["preferences", "keys", "palette", "export", "edit", "add_paper", "tags", "manage_tags", "citation_keys", "triage"],
)
def test_a_translation_changes_the_dialogs(pseudo_driver, action: str):
    window = pseudo_driver.window
    window.act(action)
    pseudo_driver.settle()
    dialogs = [found for found in window.findChildren(QDialog) if found.isVisible()] or [window]
    data = texts_of(pseudo_driver)
    for dialog in dialogs:
        assert untranslated(dialog, data) == []
        dialog.close() if dialog is not window else window.leave_triage()
    pseudo_driver.settle()
