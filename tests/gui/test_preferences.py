"""Preferences in a real window, by keys: every key of an action can be another one, conflicts are explained."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from readinglist.gui.dialogs.preferences_dialog import PreferencesDialog
from readinglist.gui.keys.actions import ACTIONS

from .conftest import Driver

K = Qt.Key


def keys_page(driver: Driver, wanted: str) -> PreferencesDialog:
    """The keys in preferences, by keys, with the cursor on the action ``wanted``."""
    driver.window.act("preferences")
    dialog = driver.dialog(PreferencesDialog)
    assert isinstance(QApplication.focusWidget(), QComboBox)  # the first field, not the tabs
    driver.ctrl(K.Key_Tab)
    driver.until(lambda: not dialog._unmade)
    find(driver, wanted)
    return dialog


def find(driver: Driver, wanted: str) -> None:
    for _ in range(99):
        if isinstance(QApplication.focusWidget(), QLineEdit):
            break
        driver.key(K.Key_Up)
    assert isinstance(QApplication.focusWidget(), QLineEdit), QApplication.focusWidget()
    driver.ctrl(K.Key_A)
    driver.keys(wanted)
    driver.key(K.Key_Down)


def test_preferences_give_an_action_another_key(driver):
    dialog = keys_page(driver, "star")
    [field] = dialog.fields["star"]
    assert field.hasFocus() and field.text() == "S" and "Star: S" in field.accessibleName()
    driver.keys("g")  # nothing is taken before it is asked for
    assert field.text() == "S"
    driver.key(K.Key_Return)
    assert field.recording
    driver.key(K.Key_Escape)  # leaves the field as it was, and the dialog open
    assert (field.recording, field.text(), dialog.isVisible()) == (False, "S", True)
    driver.key(K.Key_Space)
    driver.key(K.Key_Tab)  # goes on
    assert (field.recording, field.text(), field.hasFocus()) == (False, "S", False)
    driver.key(K.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    driver.key(K.Key_Return)
    driver.keys("g")
    assert (field.recording, field.text(), driver.window.keys.keys["star"]) == (False, "G", ("G",))
    for key, why in ((K.Key_Down, "moves in lists"), (K.Key_F, "opens the menu “File”")):
        driver.key(K.Key_Return)
        driver.key(key, Qt.KeyboardModifier.AltModifier if key == K.Key_F else Qt.KeyboardModifier.NoModifier)
        assert why in dialog._hints["star"].words.text()
    assert driver.window.keys.keys["star"] == ("G",)
    driver.key(K.Key_Escape)
    driver.back()
    driver.keys("s")
    assert not driver.row(0).starred
    driver.keys("g")
    assert driver.row(0).starred


@pytest.mark.parametrize(
    ("key", "held", "written"),
    [
        (K.Key_Question, Qt.KeyboardModifier.ShiftModifier, "?"),
        (K.Key_Y, Qt.KeyboardModifier.ShiftModifier, "Shift+Y"),
        (K.Key_Delete, Qt.KeyboardModifier.NoModifier, "Del"),
        (K.Key_F5, Qt.KeyboardModifier.ShiftModifier, "Shift+F5"),
        (K.Key_G, Qt.KeyboardModifier.ControlModifier, "Ctrl+G"),
    ],
)
def test_keys_are_written_as_the_table_writes_them(driver, key, held, written):
    dialog = keys_page(driver, "light or dark")
    driver.key(K.Key_Return)
    driver.key(key, held)
    assert driver.window.keys.keys["theme"] == (written,)
    dialog.done(0)
    driver.back()


def test_a_key_is_taken_away_and_a_conflict_is_explained_and_ended(driver):
    dialog = keys_page(driver, "mark as reading")
    driver.key(K.Key_Backspace)
    assert driver.window.keys.keys["status_reading"] == ()
    assert [field.text() for field in dialog.fields["status_reading"]] == ["—"]
    find(driver, "search")
    field, other = dialog.fields["search"]
    assert field.hasFocus() and (field.text(), other.text()) == ("/", "Ctrl+F")
    driver.key(K.Key_Delete)
    assert driver.window.keys.keys["search"] == ("Ctrl+F",)
    assert (field.text(), other.text()) == ("Ctrl+F", "—")
    find(driver, "write a note")
    driver.key(K.Key_Return)
    driver.keys("s")
    hint = dialog._hints["note"]
    assert hint.words.text() == "S is also “Star” in the list: neither acts until one is changed."
    driver.key(K.Key_Tab)
    driver.key(K.Key_Return)  # take it from there
    assert dialog.fields["note"][0].hasFocus() and hint.isHidden()
    assert (driver.window.keys.keys["note"], driver.window.keys.keys["star"]) == (("S",), ())
    dialog._all.setFocus()
    driver.key(K.Key_Return)  # all as they were
    assert (driver.window.keys.keys["note"], driver.window.keys.keys["star"]) == (("N",), ("S",))
    driver.key(K.Key_Escape)
    driver.back()


def test_every_key_of_an_action_can_be_another_one(driver):
    dialog = keys_page(driver, "mark for later")
    first, second = dialog.fields["status_later"]
    assert (first.text(), second.text(), second.accessibleName()) == ("2", "L", "Key for Mark for later (key 2): L")
    driver.key(K.Key_Down)  # the arrows go to each key
    assert second.hasFocus()
    driver.key(K.Key_Return)
    driver.keys("s")
    assert driver.window.keys.keys["status_later"] == ("2", "S")
    assert dialog._hints["status_later"].words.text().startswith("S is also “Star” in the list")
    driver.key(K.Key_Tab)
    driver.key(K.Key_Return)  # take it from there
    assert second.hasFocus() and driver.window.keys.keys["star"] == ()
    driver.key(K.Key_Backspace)
    assert (driver.window.keys.keys["status_later"], second.text()) == (("2",), "—")
    driver.key(K.Key_Return)  # what was emptied can be filled again
    driver.keys("g")
    assert (driver.window.keys.keys["status_later"], second.text()) == (("2", "G"), "G")
    changeable = {action.id: action.keys for action in ACTIONS if not action.fixed and action.id not in ("star",)}
    for name, keys in changeable.items():
        assert len(dialog.fields[name]) >= len(keys), name
    driver.key(K.Key_Escape)
    driver.back()
    driver.keys("g")
    assert driver.row(0).status == "later"


def test_tab_goes_to_the_way_out_beside_its_key_and_all_stops_are_in_sight(driver):
    dialog = keys_page(driver, "star")
    driver.key(K.Key_Return)
    driver.keys("x")
    dialog._find.setFocus()
    dialog._find.clear()
    stops = []
    while not stops or stops[-1] is not dialog._close:
        stops.append(QApplication.focusWidget())
        around = dialog._area.viewport()
        seen = around.rect().contains(stops[-1].mapTo(around, stops[-1].rect().center()))
        assert seen or not dialog._area.isAncestorOf(stops[-1])
        driver.key(K.Key_Tab)
    ways = [(*dialog.fields[name], dialog._hints[name].way) for name in dialog.fields]
    fields = [stop for line in ways for stop in line if stop is not None]
    assert sum(hint.way is not None for hint in dialog._hints.values()) == 2  # star and dismiss have the same key
    assert stops == [dialog._find, *fields, dialog._all, dialog._close]
    dialog._find.setFocus()
    driver.key(K.Key_Escape)
    driver.back()
    driver.keys("x")
    said = driver.window.statusBar().currentMessage()
    assert said.startswith("X has several actions") and "“Star”, “Dismiss”" in said
    assert not driver.library.ids("dismissed") and not driver.library.ids("starred")


def test_of_several_choices_of_colours_the_last_one_counts_even_when_the_dialog_has_closed(driver):
    """A change of colours takes long: keys that waited would make one each."""
    look, changes = driver.window.look, []
    driver.window.act("preferences")
    dialog = driver.dialog(PreferencesDialog)
    field = dialog.findChildren(QComboBox)[0]
    look.changed.connect(lambda: changes.append(look.theme.name))
    for name in ("dark", "light", "dark"):
        field.setCurrentIndex(field.findData(name))
    dialog.done(0)
    driver.until(lambda: changes != [])
    assert changes == ["dark"]
    driver.back()
