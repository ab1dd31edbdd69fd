"""What a screen reader is told that stands somewhere else than the focus, and that nothing is done without one."""

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QDialog

from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.dialogs.preferences_dialog import PreferencesDialog
from readinglist.gui.parts import speech
from readinglist.gui.parts.dialog import FileDialog
from tests.timing import PATIENCE

from .conftest import Driver

K = Qt.Key


class Listener:
    """A screen reader, as far as Qt knows: offscreen there is no bus that one could listen on."""

    def __init__(self) -> None:
        self.there = True
        self.told: list[str] = []

    def isActive(self) -> bool:
        return self.there

    def updateAccessibility(self, event) -> None:
        assert self.there and event.type() == QAccessible.Event.Announcement
        self.told.append(event.message())


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Listener:
    """Before the window is made: what waits until nothing else comes is told when the test says that it has."""
    monkeypatch.setattr(speech, "QUIET", PATIENCE * 1000)
    made = Listener()
    monkeypatch.setattr(QtGui, "QAccessible", made)
    return made


def rest(announcer: speech.Announcer) -> None:
    """As when nothing else has come for a moment."""
    assert announcer.isActive()
    announcer.stop()
    announcer.timeout.emit()


def test_triage_tells_the_paper_that_it_comes_to(listener: Listener, driver: Driver):
    papers = [driver.library.paper(driver.row(n).id) for n in range(3)]
    driver.key(K.Key_Space)
    reading = driver.window.triage.reading
    for place, paper in enumerate(papers, 1):
        code = "has code. " if paper.code_links else ""
        assert reading.hasFocus() and reading.accessibleDescription() == paper.abstract
        assert reading.accessibleName() == f"{paper.title}. New. {code}{place} of 3"
        rest(reading._announcer)
        assert listener.told[-1] == f"{reading.accessibleName()}. {paper.abstract}"
        driver.keys("s")
        assert ". starred. " in reading.accessibleName()
        assert listener.told[-1] == "Starred   Ctrl+Z undoes it"
        driver.keys("l")
        assert listener.told[-1] == "Marked as “Later”   Ctrl+Z undoes it"
    rest(reading._announcer)
    assert listener.told[-1].startswith("That was the last one")
    assert reading.accessibleName() == listener.told[-1]
    driver.ctrl(K.Key_Z)
    assert reading.accessibleName().startswith(papers[-1].title)
    driver.key(K.Key_Escape)
    assert len([said for said in listener.told if said.startswith(papers[0].title)]) == 1  # its star told by itself


def test_what_was_found_is_told_once_the_typing_rests(listener: Listener, driver: Driver):
    announcer = driver.window.page._announcer
    driver.key(K.Key_Slash)
    driver.keys("beam")
    rest(announcer)
    assert listener.told == ["1 hit in Library"]
    driver.keys("zqx")
    rest(announcer)
    assert len(listener.told) == 2 and listener.told[1].startswith("No hits")
    driver.key(K.Key_Escape)
    rest(announcer)
    assert listener.told[-1] == "Library · 3 papers"
    told = len(listener.told)
    driver.window.page.focus_list()
    driver.keys("x")  # the list is shorter by one: the verb says what it has done
    assert not announcer.isActive()
    assert listener.told[told:] == ["Marked as “Dismissed”   Ctrl+Z undoes it"]


def test_nothing_is_told_where_nobody_listens(listener: Listener, driver: Driver):
    listener.there = False
    driver.window.page._announcer.stop()
    driver.keys("s")
    driver.key(K.Key_Slash)
    driver.keys("beam")
    assert not listener.told and not driver.window.page._announcer.isActive()


@pytest.mark.parametrize(
    ("action", "kind", "names"),
    [
        ("export", ExportDialog, ["Format"]),
        ("preferences", PreferencesDialog, ["Colours", "Text size", "Export as", "Shift+Y copies"]),
        ("edit", EditDialog, ["Kind"]),
        ("import", FileDialog, ["Look in:", "Files of type:"]),
    ],
)
def test_a_choice_has_its_label(driver: Driver, action: str, kind: type[QDialog], names: list[str]):
    """On Linux Qt names a combo box by its value; what is chosen there is told by the label that belongs to it."""
    driver.window.act(action)
    dialog = driver.dialog(kind)
    boxes = [QAccessible.queryAccessibleInterface(box) for box in dialog.findChildren(QComboBox)]
    labels = [
        label.text(QAccessible.Text.Name)
        for box in boxes
        for label, relation in box.relations()
        if relation == QAccessible.RelationFlag.Label
    ]
    assert labels == names
    dialog.done(0)
    driver.back()
