"""The table of all actions, row by row: each key reaches its action by a real key event, and each change is undone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QMenu
from shiboken6 import isValid

from readinglist.core.library import Library, run
from readinglist.core.records import Paper
from readinglist.gui.dialogs.citation_keys_dialog import CitationKeysDialog
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.keys.actions import ACTIONS, BY_ID, Action
from readinglist.gui.parts.words import STATUS_ORDER

from .conftest import PAGE, Driver

K = Qt.Key
ROWS = [(action.id, key) for action in ACTIONS for key in action.keys if not action.fixed]


def press(driver: Driver, key: str) -> None:
    pressed = QKeySequence(key)[0]
    QTest.keyClick(QApplication.focusWidget() or driver.window, pressed.key(), pressed.keyboardModifiers())


def close_what_opened(driver: Driver) -> None:
    for menu in driver.window.findChildren(QMenu):
        if menu.isVisible():
            menu.close()
    for dialog in driver.window.findChildren(QDialog):
        dialog.close()
    driver.window.leave_triage()
    driver.settle()


def test_every_key_reaches_its_action(driver):
    seen: list[str] = []
    for each, action in driver.window.keys.actions.items():
        action.triggered.connect(lambda _checked=False, each=each: seen.append(each))
    leave = driver.window.keys.actions["quit"].triggered
    leave.disconnect()  # the window stays for the check
    leave.connect(lambda: seen.append("quit"))
    wrong = {}
    for name, key in ROWS:
        driver.back()
        driver.window.page.focus_list()
        if BY_ID[name].where == "search":
            driver.window.page.search.setFocus()
        seen.clear()
        press(driver, key)
        driver.settle()
        if seen != [name]:
            wrong[name, key] = list(seen)
        close_what_opened(driver)
    assert wrong == {}


def everything(library: Library) -> list[object]:
    """What a user can see of a library; not when a paper was changed last, which undo need not take back."""
    papers = library.papers(library.ids("all", sort="import"))
    return [[replace(paper, changed=0) for paper in papers], library.tags(), library.saved_searches(), library.dumps()]


class Before:
    """A library, and what it was before an action."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.ids = list(library.ids("all", sort="import"))
        self.first = library.paper(library.ids("library")[0])
        self.keys = [library.paper(paper).citation_key for paper in self.ids]

    @property
    def now(self) -> Paper:
        """The first paper as it is now."""
        return self.library.paper(self.first.id)

    @property
    def came(self) -> list[Paper]:
        """The papers that were not there."""
        return [paper for paper in self.library.papers(self.library.ids("all")) if paper.id not in self.ids]


#: What each action that the library can undo has done, when its keys are through.
EFFECTS: dict[str, Callable[[Before], bool]] = {
    "import": lambda was: [paper.title for paper in was.came] == ["A Title of Its Own"],
    "import_folder": lambda was: [paper.title for paper in was.came] == ["A Title of Its Own"],
    "paste": lambda was: [paper.title for paper in was.came] == ["A Title of Its Own"],
    "add_paper": lambda was: [paper.title for paper in was.came] == ["Typed words"],
    "citation_keys": lambda was: [was.library.paper(p).citation_key for p in was.ids] != was.keys,
    "star": lambda was: was.now.starred,
    **{
        f"status_{status}": lambda was, status=status: was.now.status == status and was.first.status != status
        for status in STATUS_ORDER
    },
    "note": lambda was: was.now.note == "a note",
    "tags": lambda was: was.now.tags == ("tag",),
    "highlight": lambda was: [found.quote for found in was.now.highlights] == [was.now.abstract],
    "edit": lambda was: was.now.title == f"Typed words{was.first.title}",
    "complete": lambda was: was.now.authors == ("Typed words",),
    "attach": lambda was: [Path(path).name for path in was.now.attachments] == ["page.txt"],
    "detach": lambda was: was.now.attachments == () != was.first.attachments,
    "use_source": lambda was: was.now.abstract != was.first.abstract and "Here we " in was.now.abstract,
    "delete": lambda was: was.first.id not in was.library.ids("all"),
    "save_search": lambda was: (
        [(saved.name, saved.query) for saved in was.library.saved_searches()] == [("beam", "beam")]
    ),
}
FILE = "A Title of Its Own\n\n" + PAGE.split("\n\n")[6] + "\n"


def choose_file(driver: Driver, path: Path) -> None:
    """Type a name into the dialog that asks for files."""
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    dialog = QApplication.activeModalWidget()
    dialog.activateWindow()
    driver.until(dialog.isActiveWindow)
    driver.keys(str(path))
    driver.key(K.Key_Return)
    driver.until(lambda: not isValid(dialog) or not dialog.isVisible())


def accept_import(driver: Driver) -> None:
    """Enter on what was recognised, Enter on the report."""
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    driver.key(K.Key_Return)
    driver.until(lambda: dialog.report is not None)
    driver.settle()
    driver.key(K.Key_Return)


def in_dialog(kind: type[QDialog], typed: str, *keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Callable[..., None]:
    """Type in the dialog that opens, then press keys."""

    def act(driver: Driver, _file: Path) -> None:
        driver.dialog(kind)
        driver.keys(typed)
        for key, held in keys:
            driver.key(key, held)

    return act


def renew_keys(driver: Driver, _file: Path) -> None:
    """Another pattern, then Renew keys, to which Tab leads."""
    dialog = driver.dialog(CitationKeysDialog)
    driver.ctrl(K.Key_A)
    driver.keys("hash")
    driver.until(lambda: dialog._renew.isEnabled() and not dialog._timer.isActive())
    while QApplication.focusWidget() is not dialog._renew:
        driver.key(K.Key_Tab)
    driver.key(K.Key_Space)
    driver.key(K.Key_Escape)


def import_what_was_chosen(driver: Driver, file: Path) -> None:
    choose_file(driver, file)
    accept_import(driver)


def choose_other_source(driver: Driver, _file: Path) -> None:
    driver.key_in_menu(K.Key_Down)
    driver.key_in_menu(K.Key_Return)


def write_note(driver: Driver, _file: Path) -> None:
    driver.keys("a note")
    driver.key(K.Key_Escape)


NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
ESCAPE, RETURN = (K.Key_Escape, NONE), (K.Key_Return, NONE)
#: What is done by keys after the action's own key; nothing for the others.
TO_ITS_END: dict[str, Callable[[Driver, Path], None]] = {
    "import": import_what_was_chosen,
    "import_folder": lambda driver, file: import_what_was_chosen(driver, file.parent),
    "paste": lambda driver, _file: accept_import(driver),
    "add_paper": in_dialog(EditDialog, "Typed words", (K.Key_Return, CTRL)),
    "citation_keys": renew_keys,
    "note": write_note,
    "tags": in_dialog(TagsDialog, "tag", RETURN, ESCAPE),
    "edit": in_dialog(EditDialog, "Typed words", (K.Key_Return, CTRL)),
    "complete": in_dialog(EditDialog, "Typed words", (K.Key_Return, CTRL)),
    "attach": choose_file,
    "use_source": choose_other_source,
    "save_search": in_dialog(QInputDialog, "", RETURN),
}


def prepare(driver: Driver, action: Action, file: Path) -> None:
    """Make the papers such that the action has something to do."""
    library, first = driver.library, driver.row(0).id
    file.parent.mkdir()
    file.write_text(FILE, encoding="utf-8")
    QGuiApplication.clipboard().setText(FILE)
    if action.id == "status_new":
        driver.keys("r")
    elif action.id == "detach":
        library.attach(first, str(file))
    elif action.id == "citation_keys":
        library.ensure_keys(list(library.ids("all")))
    elif action.id == "use_source":
        run(library.import_dumps([], text=PAGE.replace("We ", "Here we ")))
    elif action.id == "save_search":
        driver.key(K.Key_Slash)
        driver.keys("beam")
    driver.window.browser.refresh()
    driver.settle()
    if action.id == "highlight":
        driver.key(K.Key_Return)
        driver.ctrl(K.Key_A)


CHANGING = [action for action in ACTIONS if action.undo == "library"]


def test_every_row_tells_its_effect():
    assert {action.id for action in CHANGING} == set(EFFECTS)


@pytest.mark.parametrize("action", CHANGING, ids=[action.id for action in CHANGING])
def test_what_it_changes_is_undone(driver, action: Action, tmp_path):
    file = tmp_path / "files" / "page.txt"
    prepare(driver, action, file)
    was, before = Before(driver.library), everything(driver.library)
    press(driver, action.keys[0])
    driver.settle()
    TO_ITS_END.get(action.id, lambda _driver, _file: None)(driver, file)
    driver.settle()
    driver.back()
    assert EFFECTS[action.id](was)
    after = everything(driver.library)
    driver.window.page.focus_list()
    driver.ctrl(K.Key_Z)
    assert everything(driver.library) == before
    driver.key(K.Key_Z, CTRL | SHIFT)
    assert EFFECTS[action.id](was)
    assert everything(driver.library) == after


#: What the window shows, for each action that the same keys, or the others given here, take back.
SEEN: dict[str, tuple[Callable[[Driver], object], tuple[str, ...], tuple[str, ...]]] = {
    "select_more": (lambda driver: driver.window.page.list.selected_count(), ("V", "Down"), ("V",)),
    "go_back": (lambda driver: driver.window.browser.key, ("Alt+Left",), ("Alt+Right",)),
    "go_ahead": (lambda driver: driver.window.browser.key, ("Alt+Right",), ("Alt+Left",)),
    "triage": (lambda driver: driver.window.triaging, ("Space",), ("Space",)),
    "sort": (lambda driver: driver.titles(), ("Shift+S", "T", "Return"), ("Shift+S", "A", "Return")),
    "preview_note": (lambda driver: driver.window.pane.preview.isVisible(), ("Ctrl+Shift+M",), ("Ctrl+Shift+M",)),
    "side_bar": (lambda driver: driver.window.side.isVisible(), ("F9",), ("F9",)),
    "paper_pane": (lambda driver: driver.window.pane.isVisible(), ("Shift+F9",), ("Shift+F9",)),
    "theme": (lambda driver: driver.window.look.theme.name, ("Ctrl+Shift+D",), ("Ctrl+Shift+D",)),
}


@pytest.mark.parametrize("name", [action.id for action in ACTIONS if action.undo == "self"])
def test_what_it_shows_is_taken_back(driver, name: str):
    look, there, back = SEEN[name]
    if name in ("go_back", "go_ahead"):
        for key in ("a", *(() if name == "go_back" else ("Alt+Left",))):
            press(driver, key)
            driver.settle()
    before = look(driver)
    for keys, changed in ((there, True), (back, False)):
        for key in keys:
            target = QApplication.activePopupWidget() or QApplication.focusWidget()
            pressed = QKeySequence(key)[0]
            QTest.keyClick(target, pressed.key(), pressed.keyboardModifiers())
            driver.settle()
        assert (look(driver) != before) is changed
