"""What the search line shows about what is typed, by real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.gui.dialogs.why_dialog import WhyDialog


def popup(driver):
    return driver.window.query_help._popup.popup()


def press(driver, key: Qt.Key) -> None:
    """A key where a person's key goes: into the popup while there is one."""
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), key)
    driver.settle()


def offered(driver) -> list[str]:
    return driver.window.query_help._names.stringList() if popup(driver).isVisible() else []


@pytest.fixture
def tagged(driver):
    driver.library.tag([driver.library.ids("library")[0]], "machine translation")
    driver.library.tag([driver.library.ids("library")[1]], "vision")
    driver.key(Qt.Key.Key_Slash)
    return driver


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("st", ["status:"]),
        ("s", []),
        ("beam", []),
        ("is:un", ["unread"]),
        ("beam status:re", ["reading", "read"]),
        ("tag:", ["machine translation", "vision"]),
        ("-tag:vi", ["vision"]),
        ("dump:pa", ["page.txt"]),
        ("status:read", ["reading"]),
    ],
)
def test_what_is_offered(tagged, typed, names):
    tagged.keys(typed)
    assert sorted(offered(tagged)) == sorted(names)


@pytest.mark.parametrize(
    ("typed", "keys", "text", "hits"),
    [
        ("tag:tra", (Qt.Key.Key_Tab,), 'tag:"machine translation" ', 1),
        ("tag:(vision OR tra", (Qt.Key.Key_Tab,), 'tag:(vision OR "machine translation" ', 2),
        ("tag:", (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return), "tag:vision ", 1),
        ("beam sta", (Qt.Key.Key_Tab,), "beam status:", 1),
        ("beam tag:", (Qt.Key.Key_Escape,), "beam tag:", 1),
    ],
)
def test_taking_one(tagged, typed, keys, text, hits):
    tagged.keys(typed)
    for key in keys:
        press(tagged, key)
    line = tagged.window.page.search
    assert line.text() == text and line.hasFocus() and not popup(tagged).isVisible()
    assert len(tagged.titles()) == hits


def test_enter_without_a_choice_goes_to_the_list(tagged):
    tagged.keys("tag:")
    press(tagged, Qt.Key.Key_Return)
    assert not popup(tagged).isVisible() and tagged.window.page.list.hasFocus()


def test_typing_goes_on_under_the_completions(tagged):
    tagged.keys("tag:")
    assert popup(tagged).isVisible()
    QTest.keyClicks(QApplication.activePopupWidget(), "vis")
    tagged.settle()
    assert tagged.window.page.search.text() == "tag:vis" and offered(tagged) == ["vision"]
    assert len(tagged.titles()) == 1


def colours(driver) -> set[str]:
    """The colours of the pixels in the search line."""
    driver.window.page.search.setFocus()
    image = driver.window.page.search.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_clauses_have_colours(driver):
    theme = driver.window.look.theme
    driver.key(Qt.Key.Key_Slash)
    driver.keys("beam search ")
    assert theme.danger not in colours(driver)
    driver.keys("-banana")
    assert theme.danger in colours(driver)
    assert driver.window.page.search.text() == "beam search -banana"
    driver.key(Qt.Key.Key_Escape)
    driver.keys("beam")
    assert theme.danger not in colours(driver)


def test_why_a_paper_was_found(driver):
    driver.keys("w")
    assert "Nothing is searched for" in driver.window.statusBar().currentMessage()
    driver.key(Qt.Key.Key_Slash)
    driver.keys("beam search")
    driver.key(Qt.Key.Key_Return)
    driver.keys("w")
    dialog = driver.dialog(WhyDialog)
    lines = [dialog.lines.item(row).text() for row in range(dialog.lines.count())]
    assert any("title" in line and line.startswith("beam") for line in lines), lines
    driver.key(Qt.Key.Key_Escape)
    driver.back()
