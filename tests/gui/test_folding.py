"""A window too narrow for side bar, list and paper shows those there is room for; the focus is never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from readinglist.gui.panes import LEAST
from tests.gui.conftest import Driver, end, start

K = Qt.Key


def shown(driver: Driver) -> str:
    """The panes in sight, as s(ide bar), l(ist), p(aper)."""
    panes = (driver.window.side, driver.window.page, driver.window.pane)
    return "".join(letter for letter, pane in zip("slp", panes, strict=True) if pane.isVisible())


def wide(driver: Driver, width: int) -> None:
    driver.window.resize(width, 700)
    driver.settle()
    assert driver.window.width() == width


def focus_is_seen(driver: Driver) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and focused.isVisible() and not focused.visibleRegion().isEmpty()


@pytest.mark.parametrize(
    ("width", "panes"),
    [
        (1600, "slp"),
        (1024, "slp"),
        (862, "slp"),
        (861, "lp"),
        (661, "lp"),
        (660, "l"),
        (560, "l"),
        (300, "l"),
    ],
)
def test_there_are_as_many_panes_as_there_is_room_for(driver, width, panes):
    wide(driver, width)
    assert shown(driver) == panes
    assert driver.window.page.list.hasFocus()
    for pane in (driver.window.side, driver.window.page, driver.window.pane):
        inside = pane.mapTo(driver.window, pane.rect().topRight()).x() < width
        assert not pane.isVisible() or (inside and pane.width() >= pane.minimumWidth())
    least = width if panes == "l" else 350  # wide enough to tell titles apart
    assert driver.window.page.width() >= least - 2  # the handles
    wide(driver, 1600)
    assert shown(driver) == "slp"


def test_into_the_paper_and_back_by_keys(driver):
    wide(driver, 480)
    driver.key(K.Key_Return)
    assert shown(driver) == "p" and driver.window.pane.abstract.hasFocus()
    driver.key(K.Key_Escape)
    assert shown(driver) == "l" and driver.window.page.list.hasFocus()
    driver.keys("n")
    driver.keys("a thought")
    assert shown(driver) == "p" and driver.window.pane.note.hasFocus()
    driver.ctrl(K.Key_F)
    assert shown(driver) == "l" and driver.window.page.search.hasFocus()
    assert driver.library.paper(driver.row(0).id).note == "a thought"


def test_to_the_side_bar_and_back_by_keys(driver):
    wide(driver, 480)
    driver.key(K.Key_F9)
    assert shown(driver) == "sl" and driver.window.side.hasFocus()
    driver.key(K.Key_Down)  # a line is chosen: its papers are seen beside it
    assert shown(driver) == "sl" and driver.window.browser.key == "view:new"
    driver.key(K.Key_Return)
    assert shown(driver) == "l" and driver.window.page.list.hasFocus()
    driver.key(K.Key_F9)
    driver.key(K.Key_F9)
    assert shown(driver) == "l" and driver.window.page.list.hasFocus()
    wide(driver, 1600)
    assert shown(driver) == "slp"  # it was never hidden by hand


def test_f6_goes_round_all_panes(driver):
    wide(driver, 480)
    window = driver.window
    stops = [window.pane.abstract, window.pane.note, window.side, window.page.search, window.page.list]
    for stop in stops:
        driver.key(K.Key_F6)
        assert stop.hasFocus() and focus_is_seen(driver)
    for stop in reversed(stops[:-1]):
        driver.key(K.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert stop.hasFocus() and focus_is_seen(driver)


@pytest.mark.parametrize("place", ["side", "search", "list", "abstract", "note"])
def test_who_is_at_work_in_a_pane_stays_in_it(driver, place):
    window = driver.window
    wide(driver, 1200)
    widget = {"side": window.side, "search": window.page.search, "list": window.page.list}.get(place)
    widget = widget or getattr(window.pane, place)
    widget.setFocus()
    for width in (800, 640, 480, 300, 480, 640, 1200):
        wide(driver, width)
        assert widget.hasFocus() and focus_is_seen(driver), width
    assert shown(driver) == "slp"


def test_by_mouse(driver):
    wide(driver, 480)
    window = driver.window
    buttons = {button.accessibleName(): button for button in window.page.findChildren(QToolButton)}
    ways = {name: button for name, button in buttons.items() if name in ("Paper (Return)", "Side bar (F9)")}
    QTest.mouseClick(ways["Paper (Return)"], Qt.MouseButton.LeftButton)
    assert shown(driver) == "p" and window.pane.abstract.hasFocus()
    QTest.mouseClick(window.pane._back, Qt.MouseButton.LeftButton)
    assert shown(driver) == "l" and window.page.list.hasFocus()
    QTest.mouseClick(ways["Side bar (F9)"], Qt.MouseButton.LeftButton)
    assert shown(driver) == "sl"
    line = window.side.visualRect(window.side.lines.index(1))
    QTest.mouseClick(window.side.viewport(), Qt.MouseButton.LeftButton, pos=line.center())
    driver.settle()
    assert shown(driver) == "l" and window.browser.key == "view:new"
    wide(driver, 1200)
    assert not any(way.isVisible() for way in ways.values()) and not window.pane._back.isVisible()


def test_a_list_asked_for_in_the_paper_is_seen(driver):
    driver.library.tag([driver.row(1).id], "one")
    driver.window.browser.refresh()
    driver.settle()
    wide(driver, 480)
    for act in (lambda: driver.window.show_tag("one"), lambda: driver.window.act("related")):
        driver.key(K.Key_Return)
        assert shown(driver) == "p"
        act()
        driver.settle()
        assert shown(driver) == "l" and driver.window.page.list.hasFocus()
        driver.window.act("go_back")
        driver.settle()


def test_a_paper_that_is_gone_leads_back_to_the_list(driver):
    wide(driver, 480)
    driver.key(K.Key_Return)
    driver.window.act("select_all")
    driver.window.page.list.selectAll()
    driver.settle()
    assert focus_is_seen(driver)
    driver.window.commands.do_delete()
    driver.settle()
    assert focus_is_seen(driver) and shown(driver) == "l"


def test_what_was_hidden_by_hand_stays_hidden(driver):
    driver.key(K.Key_F9)
    driver.key(K.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert shown(driver) == "l"
    for width in (480, 1200):
        wide(driver, width)
        assert shown(driver) == "l"
    driver.key(K.Key_F9)
    driver.key(K.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    assert shown(driver) == "slp"


def test_a_window_closed_narrow_is_whole_again_when_it_is_wide(driver, folder, qtbot, qapp):
    driver.window._panes.restore({"sizes": [180, 500, 400], "side": True, "paper": True})
    wide(driver, 480)
    driver.app.close()
    again = start(folder, qtbot, qapp)
    wide(again, 1082)
    assert shown(again) == "slp" and again.window.side.width() == 180
    end(again)


@pytest.mark.parametrize("sizes", [None, "wide", [1, 2], [0, 0, 0], [1, "2", 3], [10**9, 1, 1]])
def test_damaged_widths_are_passed_over(driver, sizes):
    driver.window.restore_panes({"sizes": sizes})
    driver.settle()
    assert shown(driver) == "slp" and driver.window.page.width() >= LEAST[1]
