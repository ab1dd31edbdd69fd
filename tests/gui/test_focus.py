"""Focus and keys: a focused button takes Space and Enter, in the window and in every dialog."""

import ast
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QMainWindow,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from readinglist.core.errors import ReadingListError
from readinglist.core.library import run
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.parts.dialog import Dialog

from .conftest import PAGE, Driver

K = Qt.Key
GUI = Path(__file__).parents[2] / "readinglist" / "gui"
LONGEST_ROUND = 120  # controls


class _Watch(QObject):
    """Sees windows come that are none: a part that is shown before it has a parent flashes up and takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.strange: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = (
            event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and not isinstance(watched, QMainWindow)
        )
        if shown and watched.windowType() == Qt.WindowType.Window:
            self.strange.append(repr(watched))
        return False


@pytest.fixture(autouse=True)
def no_strange_windows(qapp) -> Iterator[None]:
    watch = _Watch()
    qapp.installEventFilter(watch)
    yield
    qapp.removeEventFilter(watch)
    assert watch.strange == []


def fill(driver: Driver) -> None:
    """Give the library one of everything that dialogs show."""
    library = driver.library
    paper = driver.row(0).id
    library.tag([paper], "one")
    library.save_search("Beams", "beam", "relevance")
    library.edit_fields(paper, {"arxiv": "1706.03762"})
    library.ensure_keys([paper])
    run(library.import_dumps([], text=PAGE.replace("We ", "Here we ")))
    driver.window.browser.refresh()
    driver.settle()


def opened(driver: Driver, name: str) -> QWidget:
    """A dialog, by what opens it; ``window`` is the window itself, ``empty`` a list that shows nothing."""
    window = driver.window
    if name == "window":
        return window
    if name == "empty":
        driver.key(K.Key_Slash)
        driver.keys("zqxwvkj")
        driver.until(lambda: len(window.page.empty.findChildren(QPushButton)) > 0)
        return window
    if name in ("preview", "imported"):
        window.openers.import_data(_text())
    elif name == "report":
        window.openers.show_report(library_dump(driver))
    else:
        window.act(name)
    driver.until(lambda: any(found.isVisible() for found in window.findChildren(QDialog)))
    dialog = next(found for found in window.findChildren(QDialog) if found.isVisible())
    dialog.activateWindow()
    driver.until(dialog.isActiveWindow)
    driver.settle()
    if name == "imported":
        driver.until(lambda: dialog.ready)
        driver.key(K.Key_Return)
        driver.until(lambda: dialog.report is not None)
        driver.settle()
    return dialog


def library_dump(driver: Driver) -> int:
    return driver.library.dumps()[0].id


def _text() -> object:
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setText("A title of its own\n\n" + PAGE)
    return data


def shown(control: QWidget) -> bool:
    """Whether a control is to be reached with Tab."""
    tab = bool(control.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return tab and control.isVisible() and control.isEnabled()


def round_of_tab(driver: Driver, top: QWidget) -> Iterator[QWidget]:
    """What Tab goes to, until it comes round."""
    seen: list[QWidget] = []
    while len(seen) < LONGEST_ROUND:
        here = QApplication.focusWidget()
        assert here is not None and here.window() is top, f"the focus is lost after {seen[-1] if seen else top}"
        if here in seen:
            return
        seen.append(here)
        yield here
        here.setFocus()
        driver.key(K.Key_Tab)


PLACES = [
    "window",
    "empty",
    "preview",
    "report",
    "export",
    "preferences",
    "palette",
    "keys",
    "tags",
    "edit",
    "complete",
]
PLACES += ["add_paper", "manage_tags", "citation_keys", "about", "save_search"]


@pytest.mark.parametrize("place", PLACES)
def test_every_button_takes_space_and_enter(driver, place):
    fill(driver)
    if place == "save_search":
        driver.key(K.Key_Slash)
        driver.keys("beam")
        driver.key(K.Key_Return)
    top = opened(driver, place)
    pressed: list[QWidget] = []
    buttons = [found for kind in (QPushButton, QToolButton) for found in top.findChildren(kind) if shown(found)]
    for button in buttons:
        with contextlib.suppress(SystemError):  # nothing is connected
            button.clicked.disconnect()
        button.clicked.connect(lambda _checked=False, button=button: pressed.append(button))
    wrong, walked = {}, []
    for control in round_of_tab(driver, top):
        if not isinstance(control, QPushButton | QToolButton) or isinstance(control, QCheckBox | QRadioButton):
            continue
        walked.append(control)
        for key in (K.Key_Space, K.Key_Return, K.Key_Enter):
            pressed.clear()
            driver.key(key)
            if pressed != [control] or driver.window.triaging:
                wrong[control.text(), key.name] = [button.text() for button in pressed]
    assert wrong == {}
    assert set(walked) == set(buttons)
    if isinstance(top, QDialog):
        QDialog.done(top, 0)
        driver.back()


def test_buttons_are_made_of_ours_only():
    """Qt's own buttons leave Enter to others; so all are made of those in ``parts/buttons.py``."""
    made = [
        f"{path.name}:{node.lineno}"
        for path in GUI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("QPushButton", "QToolButton")
    ]
    assert made == []


# ---- what opens is on top, and gives the focus back ----


def top_dialog(driver: Driver, over: QWidget) -> QDialog:
    """The dialog that has opened over ``over``, so that no window manager shows it below."""
    driver.until(lambda: QApplication.activeModalWidget() not in (None, over))
    driver.settle()
    found = QApplication.activeModalWidget()
    assert found.parentWidget() is over
    found.activateWindow()  # what opens is active by itself where there is a window manager
    driver.until(found.isActiveWindow)
    driver.until(lambda: QApplication.focusWidget() is not None and QApplication.focusWidget().window() is found)
    return found


def chosen(driver: Driver, name: str, tab: int) -> QDialog:
    """The dialog that manages tags, searches, dumps and exports, on one of its pages."""
    dialog = opened(driver, name)
    for _ in range(tab):
        driver.key(K.Key_Right)
    driver.key(K.Key_Tab)
    return dialog


def press_button(driver: Driver, dialog: QDialog, text: str) -> QWidget:
    button = next(found for found in dialog.findChildren(QPushButton) if text in found.text() and found.isVisible())
    while QApplication.focusWidget() is not button:
        driver.key(K.Key_Tab)
    driver.key(K.Key_Return)
    return button


def report_from_manage(driver: Driver) -> QDialog:
    dialog = chosen(driver, "manage_tags", 2)
    press_button(driver, dialog, "Report")
    return dialog


def rename_from_manage(driver: Driver) -> QDialog:
    dialog = chosen(driver, "manage_tags", 0)
    press_button(driver, dialog, "Rename")
    return dialog


def export_from_manage(driver: Driver) -> QDialog:
    driver.library.bind_export(str(driver.app.session.paths.folder / "kept.bib"), tag="one")
    dialog = chosen(driver, "manage_tags", 3)
    driver.settle()
    press_button(driver, dialog, "Change")
    return dialog


def file_from_export(driver: Driver) -> QDialog:
    dialog = opened(driver, "export")
    press_button(driver, dialog, "Save")
    return dialog


def lines_from_report(driver: Driver) -> QDialog:
    dialog = opened(driver, "report")
    press_button(driver, dialog, "titles")
    return dialog


def question_from_form(driver: Driver) -> QDialog:
    dialog = opened(driver, "edit")
    driver.keys("Other words")
    driver.key(K.Key_Escape)
    return dialog


def files_handed_over(driver: Driver) -> QDialog:
    dialog = opened(driver, "export")
    page = driver.app.session.paths.folder / "page.txt"
    page.write_text("A title of its own\n\n" + PAGE, encoding="utf-8")
    driver.window.come_forward([str(page)])
    return dialog


def error_over_a_dialog(driver: Driver) -> QDialog:
    dialog = opened(driver, "manage_tags")
    driver.window.failed(ReadingListError("Something known."))
    return dialog


OVER = [report_from_manage, rename_from_manage, export_from_manage, file_from_export, lines_from_report]
OVER += [question_from_form, files_handed_over, error_over_a_dialog]


def test_a_dialog_gives_the_focus_back_though_the_list_of_a_field_was_closed_at_once(driver: Driver):
    """Before the window system has said that the list is active, which Qt then believes of a window that is gone."""
    dialog = opened(driver, "preferences")
    field = dialog.findChildren(QComboBox)[0]
    field.showPopup()
    frame = field.view().window()
    field.hidePopup()
    driver.until(lambda: QApplication.activeWindow() is frame and not frame.isVisible())
    QTest.keyClick(field, K.Key_Escape)
    driver.until(driver.window.page.list.hasFocus)


@pytest.mark.parametrize("way", OVER, ids=[way.__name__ for way in OVER])
def test_what_opens_over_a_dialog_is_on_top_and_gives_the_focus_back(driver, way: Callable[[Driver], QDialog]):
    fill(driver)
    below = way(driver)
    held = below.focusWidget()
    upper = top_dialog(driver, below)
    driver.key(K.Key_Escape)
    driver.until(lambda: not isValid(upper) or not upper.isVisible())
    if not isinstance(upper, Dialog):
        below.activateWindow()  # as a window manager does
    driver.until(below.isActiveWindow)
    assert QApplication.focusWidget() is held
    below.done(0)
    driver.until(driver.window.isActiveWindow)
    driver.settle()


def test_tabs_have_a_ring_while_they_have_the_focus(driver: Driver):
    dialog = opened(driver, "manage_tags")
    [tabs] = dialog.findChildren(QTabBar)
    accent = driver.window.look.colour("accent")

    def ringed() -> bool:
        shown, tab = tabs.grab().toImage(), tabs.tabRect(tabs.currentIndex())
        edges = (*range(tab.left(), tab.left() + 3), *range(tab.right() - 2, tab.right() + 1))
        return sum(shown.pixelColor(x, tab.center().y()) == accent for x in edges) == 4  # two of each edge

    tabs.setFocus()
    assert ringed()
    driver.key(K.Key_Tab)
    assert not tabs.hasFocus() and not ringed()
    dialog.done(0)
    driver.back()


@pytest.mark.parametrize("name", ["import", "import_folder", "attach"])
def test_files_chosen_by_keys_are_taken(driver, tmp_path, name):
    page = tmp_path / "chosen" / "page.txt"
    page.parent.mkdir()
    page.write_text("A title of its own\n\n" + PAGE, encoding="utf-8")
    driver.window.act(name)
    upper = top_dialog(driver, driver.window)
    driver.keys(str(page.parent if name == "import_folder" else page))
    driver.key(K.Key_Return)
    driver.until(lambda: not isValid(upper) or not upper.isVisible())
    driver.settle()
    if name == "attach":
        assert driver.library.paper(driver.row(0).id).attachments == (str(page),)
        return
    preview = next(found for found in driver.window.findChildren(ImportDialog) if found.isVisible())
    assert preview.parentWidget() is driver.window and not preview.isModal()
    driver.until(lambda: preview.ready)
    preview.activateWindow()
    driver.until(preview.isActiveWindow)
    driver.key(K.Key_Escape)
    driver.back()
    assert [dump.name for dump in driver.library.dumps()] == ["page.txt"]  # the one that was there
    assert len(driver.library.ids("all")) == 3


def test_a_dialog_outlives_the_one_it_was_opened_over(driver):
    fill(driver)
    below = files_handed_over(driver)
    upper = top_dialog(driver, below)
    below.accept()
    driver.settle()
    assert not below.isVisible() and upper.isVisible() and upper.isModal() and upper.isActiveWindow()
    driver.key(K.Key_Escape)
    driver.until(lambda: not isValid(below))
    driver.until(driver.window.isActiveWindow)


def test_a_number_of_a_report_leads_to_the_list_through_all_dialogs(driver):
    fill(driver)
    below = report_from_manage(driver)
    upper = top_dialog(driver, below)
    press_button(driver, upper, " new")
    driver.until(lambda: QApplication.activeModalWidget() is None)
    driver.until(driver.window.isActiveWindow)
    driver.settle()
    assert driver.window.page.list.hasFocus()
    assert driver.window.browser.query.ids is not None


SMALL = QSize(640, 412)  # what 1400 × 900 pixels leave when everything is twice as large


@pytest.mark.parametrize(
    "name", ["preview", "report", "export", "preferences", "keys", "edit", "citation_keys", "tags"]
)
def test_a_dialog_fits_the_screen_with_its_buttons(driver, name, monkeypatch):
    fill(driver)
    monkeypatch.setattr("readinglist.gui.parts.dialog.Dialog.room", lambda _dialog: SMALL)
    dialog = opened(driver, name)
    assert dialog.width() <= SMALL.width() and dialog.height() <= SMALL.height()
    outside = [
        button.text()
        for button in dialog.findChildren(QPushButton)
        if button.parentWidget() is dialog and not dialog.rect().contains(button.geometry())
    ]
    assert outside == []
    dialog.done(0)
    driver.back()


def test_tab_goes_through_the_paper_as_it_is_read(driver):
    """Whatever was shown before: links, files, tags and sources are made anew for each paper."""
    fill(driver)
    library, paper = driver.library, driver.row(0).id
    library.attach(paper, "/nowhere/one.pdf")
    library.tag([paper], "two")
    driver.window.browser.refresh()
    driver.settle()
    driver.window.show_paper_alone(paper)
    driver.settle()
    body = driver.window.pane._scroll.widget()
    driver.until(lambda: any(each.isVisible() and each.text() == "one.pdf" for each in body.findChildren(QPushButton)))
    stops = [stop for stop in round_of_tab(driver, driver.window) if body.isAncestorOf(stop)]
    names = [stop.accessibleName() or stop.text() for stop in stops]
    tops = [stop.mapTo(body, stop.rect().topLeft()).y() for stop in stops]
    assert len(stops) >= 12 and {"Tag one", "Tag two", "one.pdf", "Abstract", "Note"} < set(names), names
    assert tops == sorted(tops) and names.index("Tag one") < names.index("Tag two") < names.index("Abstract"), names
