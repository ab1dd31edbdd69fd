"""Notes: they save themselves, and what was typed is never replaced by what the library said before that."""

import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from readinglist.core.errors import ReadingListError
from readinglist.gui.reading.paper_pane import ShownPaper
from tests.timing import PATIENCE

K = Qt.Key


def test_a_note_saves_itself(driver):
    paper = driver.row(0).id
    driver.keys("n")
    assert driver.window.pane.note.hasFocus()
    driver.keys("read s1 /")
    driver.until(lambda: driver.library.paper(paper).note == "read s1 /")
    driver.key(K.Key_Escape)
    assert driver.window.page.list.hasFocus()
    assert driver.row(0).has_note
    driver.ctrl(K.Key_Z)
    assert driver.library.paper(paper).note == ""
    assert driver.window.pane.note.toPlainText() == ""


def test_a_note_is_saved_when_another_paper_comes(driver):
    paper = driver.row(0).id
    driver.keys("n")
    driver.window.pane.note._timer.setInterval(PATIENCE * 1000)  # the other paper is what saves it
    QTest.keyClicks(driver.window.pane.note, "kept")
    driver.window.page.list.go_to(2)
    driver.settle()
    assert driver.library.paper(paper).note == "kept"
    assert driver.window.pane.note.toPlainText() == ""


def test_a_note_is_saved_on_closing(driver):
    paper = driver.row(0).id
    driver.keys("n")
    QTest.keyClicks(driver.window.pane.note, "typed just now")
    folder = driver.app.session.paths
    driver.app.close()
    from readinglist.core.library import Library

    with Library.open(folder) as library:
        assert library.paper(paper).note == "typed just now"


def test_preview_shows_markdown_and_loads_nothing(driver):
    driver.keys("n")
    driver.window.pane.note.setPlainText("**bold** <img src=/dev/zero> ![x](/dev/zero)")
    driver.window.act("preview_note")
    text = driver.window.pane.preview.toPlainText()
    assert "bold" in text and "**" not in text
    driver.window.act("preview_note")
    driver.settle()


def test_an_old_answer_does_not_replace_what_was_typed(driver):
    driver.key(Qt.Key.Key_N)
    window, gate = driver.window, threading.Event()
    paper = window.pane.paper
    driver.app.session.write(lambda _library: gate.wait(PATIENCE))  # the writer is busy
    QTest.keyClicks(window.pane.note, "first")
    window.flush_notes()
    window.pane.show_paper(ShownPaper(paper))  # asked for before the note was stored
    assert window.pane.note.toPlainText() == "first"
    QTest.keyClicks(window.pane.note, " and more")
    window.flush_notes()
    gate.set()
    driver.settle()
    assert driver.library.paper(paper.id).note == "first and more"


def test_coming_back_before_the_note_is_stored_shows_it(driver):
    driver.key(Qt.Key.Key_N)
    window, gate = driver.window, threading.Event()
    paper = window.pane.paper
    driver.app.session.write(lambda _library: gate.wait(PATIENCE))
    QTest.keyClicks(window.pane.note, "typed")
    other = next(found for found in driver.library.papers(driver.library.ids()) if found.id != paper.id)
    window.pane.show_paper(ShownPaper(other))
    assert window.pane.note.toPlainText() == ""
    window.pane.show_paper(ShownPaper(paper))
    assert window.pane.note.toPlainText() == "typed"
    gate.set()
    driver.settle()
    assert driver.library.paper(paper.id).note == "typed"
    window.pane.show_paper(ShownPaper(replace(paper, note="changed elsewhere")))
    assert window.pane.note.toPlainText() == "changed elsewhere"


def refusing(driver) -> Callable[[], None]:
    """From now on no note can be stored; what is returned ends that."""
    stored = driver.library.set_note

    def full(_paper: int, _text: str) -> None:
        raise ReadingListError("The disk is full.")

    driver.library.set_note = full  # type: ignore[method-assign]

    def again() -> None:
        driver.library.set_note = stored  # type: ignore[method-assign]

    return again


def test_the_window_does_not_close_over_a_note_that_could_not_be_stored(driver):
    driver.key(Qt.Key.Key_N)
    window, paper = driver.window, driver.window.pane.paper
    window.pane.note._timer.setInterval(PATIENCE * 1000)  # closing the window is what saves it
    QTest.keyClicks(window.pane.note, "precious")
    again = refusing(driver)
    driver.ctrl(Qt.Key.Key_Q)
    driver.answer("Copy")
    driver.back()
    assert QApplication.clipboard().text() == "precious" and window.isVisible()
    driver.ctrl(Qt.Key.Key_Q)
    driver.answer("Go on working")
    driver.back()
    assert window.isVisible()
    driver.ctrl(Qt.Key.Key_Q)
    again()
    driver.answer("Try again")
    driver.until(lambda: not window.isVisible())
    assert driver.library.paper(paper.id).note == "precious"


def test_an_answer_from_before_a_note_was_stored_does_not_bring_the_old_one_back(driver):
    driver.key(Qt.Key.Key_N)
    window, paper, before = driver.window, driver.window.pane.paper, driver.library.version
    QTest.keyClicks(window.pane.note, "typed")
    window.flush_notes()
    driver.settle()
    window.pane.show_paper(ShownPaper(paper, version=before))  # read before the note was stored, delivered after
    assert window.pane.note.toPlainText() == "typed"
    driver.key(Qt.Key.Key_Escape)
    driver.ctrl(Qt.Key.Key_Z)
    assert window.pane.note.toPlainText() == ""


def test_a_note_that_could_not_be_stored_is_kept_and_tried_again(driver):
    driver.key(Qt.Key.Key_N)
    window, notes = driver.window, driver.window.commands.notes
    paper = window.pane.paper
    QTest.keyClicks(window.pane.note, "precious")
    again = refusing(driver)
    window.flush_notes()
    driver.until(lambda: notes.refused(paper.id))
    again()
    driver.until(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
    for box in window.findChildren(QMessageBox):
        box.close()
    other = next(found for found in driver.library.papers(driver.library.ids()) if found.id != paper.id)
    window.pane.show_paper(ShownPaper(other))
    window.pane.show_paper(ShownPaper(paper))
    assert window.pane.note.toPlainText() == "precious"
    window.flush_notes()
    driver.settle()
    assert driver.library.paper(paper.id).note == "precious"
    assert not notes.refused(paper.id)


@pytest.mark.parametrize("befalls", ["undo", "redo", "star", "triage", "another"])
def test_what_is_typed_last_is_stored_whatever_befalls_its_paper_meanwhile(driver, befalls):
    """The writer is busy, so that all of it is on its way at once."""
    window, gate = driver.window, threading.Event()
    paper = driver.row(0).id
    driver.keys("s")
    driver.ctrl(K.Key_Z)  # something that redo does again
    driver.key(K.Key_N)
    driver.app.session.write(lambda _library: gate.wait(PATIENCE))
    QTest.keyClicks(window.pane.note, "typed")
    window.page.list.go_to(1) if befalls == "another" else window.act(befalls)
    stays = window.pane.note.hasFocus()
    if stays:
        QTest.keyClicks(window.pane.note, " on")
    gate.set()
    driver.settle()
    window.flush_notes()
    driver.settle()
    assert driver.library.paper(paper).note == ("typed on" if stays else "typed")


def test_what_is_typed_for_a_paper_that_is_being_deleted_comes_back_with_it(driver):
    window, gate, notes = driver.window, threading.Event(), driver.window.commands.notes
    paper = driver.row(0).id
    driver.key(K.Key_N)
    driver.app.session.write(lambda _library: gate.wait(PATIENCE))
    QTest.keyClicks(window.pane.note, "typed")
    window.act("delete")
    QTest.keyClicks(window.pane.note, " on")
    gate.set()
    driver.settle()
    window.flush_notes()
    driver.answer("OK")
    driver.back()
    assert notes.refused(paper)
    window.act("undo")
    driver.settle()
    window.commands.store_notes_again()
    driver.settle()
    assert driver.library.paper(paper).note == "typed on"
