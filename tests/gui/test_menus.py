"""Menus by keys: the key beside an item does it, a letter goes to an item, and nothing behind the menu is touched."""

from itertools import chain

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

K, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_by(driver, key, modifier=Qt.KeyboardModifier.NoModifier) -> QMenu:
    driver.window.page.focus_list()
    driver.key(key, modifier)
    driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def state(driver) -> list[tuple[object, ...]]:
    return [(paper.starred, paper.status, paper.tags) for paper in driver.library.papers(driver.library.ids("all"))]


@pytest.mark.parametrize(("key", "modifier"), [(K.Key_S, SHIFT), (K.Key_F10, SHIFT)])
def test_letters_do_nothing_behind_an_open_menu(driver, key, modifier):
    """Also those that reach the list: of the shortcuts Qt asks the widget that had the focus before."""
    before = state(driver)
    open_by(driver, key, modifier)
    for name in ("star", "status_dismissed", "tags", "delete"):
        for shortcut, _name in chain.from_iterable(driver.window.keys._made.values()):
            if driver.window.keys.keys[name][0].upper() == shortcut.key().toString().upper():
                shortcut.activated.emit()
    driver.settle()
    assert state(driver) == before
    QApplication.activePopupWidget().close()


def test_a_letter_chooses_an_order(driver):
    menu = open_by(driver, K.Key_S, SHIFT)
    QTest.keyClicks(menu, "t")  # Title and Times seen: the next of them, from the one that is chosen
    assert (menu.isVisible(), menu.activeAction().text()) == (True, "Title")
    QTest.keyClicks(menu, "t")
    assert menu.activeAction().text() == "Times seen"
    QTest.keyClicks(menu, "z")
    assert menu.isVisible()
    QTest.keyClicks(menu, "y")  # Year alone begins so
    driver.settle()
    assert (menu.isVisible(), driver.window.browser.query.sort) == (False, "year")


@pytest.mark.parametrize(
    ("typed", "changed"), [("s", (True, "new")), ("x", (False, "dismissed")), ("3", (False, "reading"))]
)
def test_the_key_beside_an_item_does_it(driver, typed, changed):
    menu = open_by(driver, K.Key_F10, SHIFT)
    first = driver.row(0).id
    QTest.keyClicks(menu, typed)
    driver.settle()
    assert QApplication.activePopupWidget() is None
    paper = driver.library.paper(first)
    assert (paper.starred, paper.status) == changed


def test_a_menu_of_the_bar_is_used_by_its_letters(driver):
    """Esc gives the keys back to the list; Enter is the chosen item's, whatever action has it as its key."""
    driver.window.page.focus_list()
    first = driver.row(0).id
    menu = driver.window.menus.of["paper"]
    for key, seen in ((K.Key_L, "later"), (K.Key_Escape, "later"), (K.Key_Return, "later"), (K.Key_X, "dismissed")):
        menu.popup(driver.window.pos())
        if key == K.Key_Return:
            menu.setActiveAction(driver.window.keys.actions["star"])
        QTest.keyClick(menu, key)
        driver.settle()
        assert (menu.isVisible(), driver.library.paper(first).status) == (False, seen)
    assert driver.library.paper(first).starred


def test_a_menu_about_the_paper_leaves_its_title_in_sight(driver, tmp_path):
    """It opens under it, or under the row of the list where the paper is hidden."""
    window = driver.window
    for name in ("one.pdf", "two.pdf"):
        driver.library.attach(driver.row(0).id, tmp_path / name)
    driver.app.session.changed.emit()
    driver.settle()

    def stays_in_sight(part: QWidget, rect: QRect) -> None:
        shown = QRect(part.mapToGlobal(rect.topLeft()), rect.size())
        driver.key(K.Key_O, CTRL | SHIFT)  # which of its files to detach
        driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert not menu.geometry().intersects(shown)
        menu.close()

    window.page.focus_list()
    stays_in_sight(window.pane._title, window.pane._title.rect())
    window.act("paper_pane")
    driver.settle()
    papers = window.page.list
    stays_in_sight(papers.viewport(), papers.visualRect(papers.currentIndex()))
