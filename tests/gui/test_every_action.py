"""The table of all actions, row by row: each key reaches its action by a real key event, and each change is undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from readinglist.core.library import Library, run
from readinglist.gui.dialogs.citation_keys_dialog import CitationKeysDialog
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.keys.actions import ACTIONS, BY_ID, Action

from .conftest import PAGE, Driver

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
    return [library.papers(library.ids("all", sort="import")), library.tags(), library.saved_searches()]


def change_by(driver: Driver, action: Action, tmp_path) -> None:
    """Do the action to its end, as a user does."""
    window = driver.window
    if action.id == "highlight":
        window.pane.focus_paper()
        window.pane.abstract.selectAll()
    press(driver, action.keys[0])
    driver.settle()
    if action.id == "note":
        driver.keys("a note")
        driver.key(Qt.Key.Key_Escape)
    elif action.id == "tags":
        driver.dialog(TagsDialog)
        driver.keys("tag")
        driver.key(Qt.Key.Key_Return)
        driver.key(Qt.Key.Key_Escape)
    elif action.id in ("edit", "add_paper"):
        driver.dialog(EditDialog)
        driver.keys("Other words ")
        driver.ctrl(Qt.Key.Key_Return)
    elif action.id == "citation_keys":
        dialog = driver.dialog(CitationKeysDialog)
        dialog.pattern.setText("hash")
        dialog.renew()
        driver.settle()
    elif action.id == "use_source":
        driver.key_in_menu(Qt.Key.Key_Down)
        driver.key_in_menu(Qt.Key.Key_Return)
    elif action.id == "attach":
        window.commands.attach(window.current_paper(), [str(tmp_path / "paper.pdf")])
    close_what_opened(driver)


def prepare(driver: Driver, action: Action, tmp_path) -> None:
    """Make the papers such that the action has something to do."""
    if action.id == "status_new":
        driver.keys("r")
    elif action.id == "detach":
        driver.window.commands.attach(driver.window.current_paper(), [str(tmp_path / "paper.pdf")])
        driver.settle()
    elif action.id == "citation_keys":
        driver.library.ensure_keys(list(driver.library.ids("all")))
    elif action.id == "use_source":
        run(driver.library.import_dumps([], text=PAGE.replace("We ", "Here we ")))
        driver.window.browser.refresh()
        driver.settle()


CHANGING = [action for action in ACTIONS if action.undo == "library"]


@pytest.mark.parametrize("action", CHANGING, ids=[action.id for action in CHANGING])
def test_what_it_changes_is_undone(driver, action: Action, tmp_path):
    prepare(driver, action, tmp_path)
    before = everything(driver.library)
    change_by(driver, action, tmp_path)
    after = everything(driver.library)
    assert after != before
    driver.back()
    driver.window.page.focus_list()
    driver.ctrl(Qt.Key.Key_Z)
    assert [paper_without_times(paper) for paper in everything(driver.library)[0]] == [
        paper_without_times(paper) for paper in before[0]
    ]
    assert everything(driver.library)[1:] == before[1:]
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert [paper_without_times(paper) for paper in everything(driver.library)[0]] == [
        paper_without_times(paper) for paper in after[0]
    ]


def paper_without_times(paper: object) -> object:
    from dataclasses import replace

    return replace(paper, changed=0)  # type: ignore[type-var]
