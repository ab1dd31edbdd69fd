"""The witness of the random keys notices what it is there for: changes that are lost, others, or none asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.core.library import Library, run
from readinglist.gui.verbs import leaving
from tests.bench.witness import Witness
from tests.gui.conftest import Driver

K = Qt.Key


def work(driver: Driver, witness: Witness) -> None:
    """Verdicts, a note, undo and redo, by keys."""
    driver.until(lambda: driver.app.session.warm)
    for keys in ("s", "j", "2", "n"):
        with witness.event():
            driver.keys(keys)
    for letter in "seen":
        with witness.event():
            driver.keys(letter)
    for key in (K.Key_Escape, K.Key_Z, K.Key_Z, K.Key_Y):
        with witness.event():
            driver.key(key) if key == K.Key_Escape else driver.ctrl(key)


def nothing(_library: Library) -> Callable[..., None]:
    return lambda *_args, **_words: None


def of_the_next_paper(verb: str) -> Callable[[Library], Callable[..., None]]:
    def wrong(library: Library) -> Callable[..., None]:
        right = getattr(library, verb)
        return lambda papers, *args: right([paper % 3 + 1 for paper in papers], *args)

    return wrong


def half(library: Library) -> Callable[..., None]:
    right = library.set_note
    return lambda paper, text: right(paper, text[:2])


def test_nothing_is_lost(driver: Driver, folder: Path):
    witness = Witness(driver.app, folder)
    work(driver, witness)
    driver.app.close()
    witness.close()
    assert witness.lost == []
    assert witness.changes >= 5


@pytest.mark.parametrize("loses", [False, True])
def test_a_verb_pressed_before_the_list_has_answered_is_for_what_it_then_shows(driver: Driver, folder: Path, loses):
    driver.until(lambda: driver.app.session.warm)
    if loses:
        driver.library.star = lambda *_args: None  # type: ignore[method-assign]
    witness, page = Witness(driver.app, folder), driver.window.page
    before = driver.row(0).id
    page.search.setFocus()
    with witness.event():
        QTest.keyClicks(page.search, "beam")
    page.list.setFocus()
    for key in "sj":
        with witness.event():
            QTest.keyClicks(page.list, key)
    assert witness.asked == []
    driver.settle()
    found = driver.row(0).id
    assert witness.asked == [("star", (found,))] and found != before
    driver.app.close()
    witness.close()
    assert bool(witness.lost) is loses


def test_a_verb_that_waited_for_rows_and_is_forgotten(driver: Driver, folder: Path):
    driver.until(lambda: driver.app.session.warm)
    witness, page = Witness(driver.app, folder), driver.window.page
    page.search.setFocus()
    QTest.keyClicks(page.search, "beam")
    page.list.setFocus()
    with witness.event():
        QTest.keyClicks(page.list, "s")
    driver.window.ahead._missing()
    driver.settle()
    driver.app.close()
    witness.close()
    assert witness.lost


def test_a_note_typed_ahead_and_taken_back_is_nothing_to_be_written(driver: Driver, folder: Path):
    """What was typed before the note was there goes on from that note, not from the one of the paper before."""
    for row, text in ((1, "there"), (2, "elsewhere")):
        driver.library.set_note(driver.row(row).id, text)
    driver.app.session.changed.emit()
    driver.until(lambda: driver.app.session.warm)
    driver.settle()
    witness, papers = Witness(driver.app, folder), driver.window.page.list
    for keys in (("j", "n", "!"), ("j", "n", "?"), ("k", "n", "x", K.Key_Backspace), ("k", "n", "y")):
        papers.setFocus()
        for key in keys:
            with witness.event():
                QTest.keyClick(QApplication.focusWidget(), key)
        driver.settle()
    driver.app.close()
    written = [args for name, args in witness.calls if name == "set_note"]
    witness.close()
    assert witness.lost == []
    assert [text for _paper, text in written] == ["there!", "elsewhere?", "y"]


def test_tags_and_a_note_that_came_with_a_record_are_none_of_the_users_doing(driver: Driver, folder: Path):
    witness, library = Witness(driver.app, folder), driver.library
    entry = "@misc{one, title = {One More Paper on Beams}, keywords = {beams, trees}, note = {Look at this again}}"
    run(library.import_dumps([], text=entry))
    driver.until(lambda: driver.app.session.warm)
    driver.window.page.list.setFocus()
    with witness.event():
        driver.ctrl(K.Key_Z)
    assert len(library.dumps()) == 1
    driver.app.close()
    witness.close()
    assert witness.lost == []


@pytest.mark.parametrize(
    ("verb", "sabotage"),
    [
        ("star", nothing),
        ("set_status", nothing),
        ("set_status", of_the_next_paper("set_status")),
        ("set_note", nothing),
        ("set_note", half),
        ("undo", nothing),
        ("redo", nothing),
    ],
)
def test_a_change_that_the_library_loses(driver: Driver, folder: Path, verb: str, sabotage):
    setattr(driver.library, verb, sabotage(driver.library))
    witness = Witness(driver.app, folder)
    work(driver, witness)
    driver.app.close()
    witness.close()
    assert witness.lost


@pytest.mark.parametrize("number", [1, 2, 3, 4, 6])
def test_a_change_that_never_reaches_the_library(driver: Driver, folder: Path, number: int, monkeypatch):
    witness, session = Witness(driver.app, folder), driver.app.session
    through, writes = session.write, []

    def forgetful(*args) -> None:
        writes.append(args)
        if len(writes) != number:
            through(*args)

    session.write = forgetful  # type: ignore[method-assign]
    work(driver, witness)
    monkeypatch.setattr(leaving, "PATIENCE", 0.0)  # s for a note that never comes
    driver.app.close()
    witness.close()
    assert witness.lost


def test_a_change_that_nobody_asked_for(driver: Driver, folder: Path):
    witness = Witness(driver.app, folder)
    work(driver, witness)
    driver.app.session.write(lambda library: library.star([1], True))
    driver.settle()
    driver.app.close()
    witness.close()
    assert witness.lost
