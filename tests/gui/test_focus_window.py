"""The focus within the window: in a paper, in the menu of what has it, and in what stands in the place of the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from readinglist.core.errors import ReadingListError
from readinglist.core.library import run

from .conftest import PAGE

K = Qt.Key


def test_enter_goes_into_a_paper_without_an_abstract(driver):
    paper = driver.row(0).id
    driver.library.edit_fields(paper, {"abstract": ""})
    driver.window.browser.refresh()
    driver.settle()
    driver.key(K.Key_Return)
    abstract = driver.window.pane.abstract
    assert abstract.hasFocus() and abstract.placeholderText() == "No abstract."
    driver.keys("sxl4")  # letters are verbs in the list and in triage only: x would go on to the next paper
    here = driver.library.paper(paper)
    assert (here.starred, here.status, driver.window.pane.note.toPlainText()) == (False, "new", "")
    driver.keys("/")
    assert driver.window.page.search.hasFocus()
    driver.key(K.Key_Return)
    driver.key(K.Key_Return)
    assert abstract.hasFocus()
    driver.key(K.Key_Escape)
    assert driver.window.page.list.hasFocus()


@pytest.mark.parametrize("place", ["list", "side", "search", "note"])
def test_shift_f10_opens_the_menu_of_what_has_the_focus(driver, place):
    window = driver.window
    driver.library.tag([driver.row(0).id], "one")
    {"list": window.page.focus_list, "side": window.side.setFocus, "search": window.page.search.setFocus}.get(
        place, window.pane.note.setFocus
    )()
    driver.key(K.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    enabled = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    assert menu.activeAction() is (enabled[0] if enabled else None)
    assert any("Star" in action.text() for action in menu.actions()) is (place == "list")
    menu.close()
    driver.settle()


def test_the_line_of_a_source_is_read_where_the_name_of_its_file_is_long(driver, tmp_path):
    page = tmp_path / ("a very long name of a saved page " * 5 + ".txt")
    page.write_text(PAGE.replace("Attention Is All You Need", "Another Transformer of Its Own"), encoding="utf-8")
    run(driver.library.import_dumps([page]))
    driver.window.browser.refresh()
    driver.settle()
    paper = next(each for each in driver.library.papers(driver.library.ids()) if "Another" in each.title)
    driver.window.show_paper_alone(paper.id)
    driver.settle()
    link = next(found for found in driver.window.pane.findChildren(QPushButton) if "saved page" in found.text())
    shown = link.fontMetrics().elidedText(link.text(), link._cut, 200)
    assert "…" in shown and shown.endswith(link.text()[-7:])


def test_an_empty_list_tells_its_name_and_shows_the_focus(driver):
    driver.key(K.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    driver.key(K.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    while driver.window.browser.key != "view:later":
        driver.key(K.Key_Down)
    driver.key(K.Key_Return)
    empty = driver.window.page.empty
    assert empty.hasFocus()
    assert (empty.accessibleName(), empty.accessibleDescription()) == (
        "Nothing for later",
        "Press L on a paper to put it here.",
    )


@pytest.mark.parametrize("failing", [False, True])
def test_what_stands_in_the_place_of_the_list_gets_its_focus(driver, failing):
    window = driver.window
    driver.key(K.Key_Slash)
    driver.keys("zqxwvkj")
    driver.key(K.Key_Down)
    driver.key(K.Key_Return)  # out of an empty list, by what had the focus in it
    assert window.page.list.isVisible()
    window.page.focus_list()

    def refused(*_args, **_words):
        raise ReadingListError("The disk is gone.")

    if failing:
        driver.library.ids = refused  # type: ignore[method-assign]
        window.browser.refresh()
    else:
        driver.library.delete(list(driver.library.ids("all")))
        window.browser.refresh()
    driver.settle()
    assert window.page.empty.isVisible() and window.page.empty.holds_focus()
