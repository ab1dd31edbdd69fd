"""Keys typed faster than the window answers: each acts as though the one before had had its effect."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from readinglist.core.library import Library
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.palette_dialog import PaletteDialog
from readinglist.gui.verbs import leaving
from readinglist.gui.work.session import Session
from readinglist.paths import library_paths
from tests.gui.conftest import Driver, end
from tests.gui.test_start import arrived, early

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def burst(driver: Driver, *keys: str | Qt.Key) -> None:
    """Press all keys before the window can answer the first, then let it come to rest."""
    for key in keys:
        for letter in key if isinstance(key, str) else [key]:
            target = QApplication.focusWidget() or driver.window
            if isinstance(letter, str):
                QTest.keyClicks(target, letter)
            else:
                QTest.keyClick(target, letter, CTRL if letter is K.Key_Z else Qt.KeyboardModifier.NoModifier)
    driver.settle()


def papers(driver: Driver) -> list[int]:
    return [driver.row(number).id for number in range(driver.window.page.model.rowCount())]


def notes(driver: Driver, ids: list[int]) -> list[str]:
    driver.window.flush_notes()
    driver.settle()
    return [driver.library.paper(paper).note for paper in ids]


def statuses(driver: Driver, ids: list[int]) -> list[str]:
    return [driver.library.paper(paper).status for paper in ids]


def stars(driver: Driver, ids: list[int]) -> list[bool]:
    return [driver.library.paper(paper).starred for paper in ids]


@pytest.mark.parametrize(
    ("keys", "noted"),
    [
        (("nat once, xslt",), 0),
        (("jnat once, xslt",), 1),
        (("/beam", K.Key_Return, "nat once, xslt"), 2),
        ((" nat once, xslt",), 0),  # triage
    ],
)
def test_a_note_typed_before_the_first_rows_is_that_note(folder, qtbot, qapp, keys, noted):
    application, driver = early(folder, qtbot, qapp)
    burst(driver, *keys)
    arrived(application, driver, qtbot)
    ids = list(driver.library.ids("all"))
    expected = ["", "", ""]
    expected[noted] = "at once, xslt"
    assert (notes(driver, ids), stars(driver, ids)) == (expected, [False] * 3)
    end(driver)


@pytest.mark.parametrize("end_it", [lambda made: made.window.close(), lambda made: made.window.leaving.go()])
def test_keys_pressed_before_the_first_rows_are_done_though_the_window_is_closed(folder, qtbot, qapp, end_it):
    application, driver = early(folder, qtbot, qapp)
    burst(driver, "sjlnnoted")
    QTimer.singleShot(0, lambda: Session.open(application.session, print))
    end_it(application)
    application.close()
    with Library.open(library_paths(folder)) as library:
        first, second = library.papers(library.ids("library"))[:2]
        assert (first.starred, first.status, first.note) == (True, "new", "")
        assert (second.starred, second.status, second.note) == (False, "later", "noted")
    driver.problems = []
    end(driver)


def test_keys_that_cannot_be_done_before_the_end_are_told(folder, qtbot, qapp, monkeypatch, capsys):
    monkeypatch.setattr(leaving, "PATIENCE", 0.0)
    application, driver = early(folder, qtbot, qapp)
    burst(driver, "s")
    application.window.close()
    assert "the last keys have done nothing" in capsys.readouterr().err
    driver.problems = []
    end(driver)


@pytest.mark.parametrize(
    ("keys", "noted"),
    [
        (("jntyped",), 1),  # the pane still shows the paper before
        ((K.Key_Down, "ntyped"), 1),
        (("xntyped",), 1),  # the dismissed paper is still in the list
        ((" xntyped",), 1),  # triage is not there yet, then the next paper is not
        ((" ", K.Key_Right, K.Key_Right, "ntyped"), 2),
        (("x", K.Key_Z, "ntyped"), 0),
        (("/we", K.Key_Return, "jntyped"), 1),
    ],
)
def test_a_note_belongs_to_the_paper_that_the_keys_before_led_to(driver, keys, noted):
    ids = papers(driver)
    burst(driver, *keys)
    expected = ["", "", ""]
    expected[noted] = "typed"
    assert (notes(driver, ids), stars(driver, ids)) == (expected, [False] * 3)


@pytest.mark.parametrize("keys", [("xlr",), (" xlr",), ("x", "l", "r", K.Key_Z, "r")])
def test_every_verdict_has_a_paper_of_its_own(driver, keys):
    driver.window.side.setFocus()
    driver.key(K.Key_Down)  # new papers: each verdict takes its paper away
    driver.key(K.Key_Return)
    ids = papers(driver)
    burst(driver, *keys)
    assert statuses(driver, ids) == ["dismissed", "later", "read"]


@pytest.mark.parametrize(
    ("keys", "starred"),
    [
        (("/we", K.Key_Return, K.Key_Down, "s"), 1),
        (("/we", K.Key_Down, K.Key_Return, "s"), 1),
        (("/we", K.Key_Return, K.Key_End, K.Key_Up, "s"), 1),
        (("jx", K.Key_Home, K.Key_Z, "s"), 1),  # on the paper that undo led to
    ],
)
def test_a_star_is_given_where_the_cursor_was_sent(driver, keys, starred):
    ids = papers(driver)
    burst(driver, *keys)
    assert stars(driver, ids) == [number == starred for number in range(3)]


def test_a_highlight_in_triage_is_of_the_paper_in_sight(driver):
    ids = papers(driver)
    burst(driver, " x", K.Key_Return)
    driver.window.triage.abstract.selectAll()
    burst(driver, "h")
    found = [driver.library.paper(paper) for paper in ids]
    assert [len(paper.highlights) for paper in found] == [0, 1, 0]
    assert found[1].highlights[0].quote in found[1].abstract


def test_the_related_papers_are_waited_for(driver):
    first = papers(driver)[0]
    burst(driver, "as")
    assert first not in papers(driver)
    assert stars(driver, [first, *papers(driver)]) == [False, True, *[False] * (len(papers(driver)) - 1)]


def test_a_note_stays_one_paper_s_though_its_paper_leaves_the_list(driver):
    burst(driver, "/-has:note", K.Key_Return)
    ids = papers(driver)
    burst(driver, "nbegun")
    driver.window.pane.note.flush()  # as half a second without a key does
    driver.settle()
    assert papers(driver) == ids[1:] and driver.window.selected_papers() == ids[:1]
    burst(driver, " and ended")
    assert driver.window.pane.paper.id == ids[0]
    driver.key(K.Key_Escape)
    assert driver.window.page.list.hasFocus() and driver.window.pane.paper.id == ids[1]
    assert notes(driver, ids) == ["begun and ended", "", ""]


@pytest.mark.parametrize("into_triage", [False, True])
def test_a_note_begun_behind_its_undo_begins_empty(driver, into_triage):
    first = papers(driver)[0]
    if into_triage:
        driver.key(K.Key_Space)
    burst(driver, "nbefore")
    driver.window.flush_notes()
    driver.settle()
    burst(driver, K.Key_Escape, K.Key_Z, "nafter")
    assert notes(driver, [first]) == ["after"]


@pytest.mark.parametrize("into_triage", [False, True])
def test_a_highlight_made_just_now_is_taken_away_by_the_same_key(driver, into_triage):
    first = papers(driver)[0]
    if into_triage:
        driver.key(K.Key_Space)
    driver.key(K.Key_Return)
    view = driver.window.abstract_in_use()
    view.selectAll()
    burst(driver, "hh")
    assert driver.library.paper(first).highlights == ()


@pytest.mark.parametrize("into_triage", [False, True])
def test_a_form_opened_behind_a_change_shows_the_paper_after_it(driver, into_triage):
    first = papers(driver)[0]
    driver.window.change(lambda library: library.edit_fields(first, {"title": "Another"}), "")
    driver.settle()
    if into_triage:
        driver.key(K.Key_Space)
    driver.window.change(lambda library: library.edit_fields(first, {"title": "Newest"}), "")
    burst(driver, "e")
    assert driver.dialog(EditDialog).fields["title"].toPlainText() == "Newest"
    driver.key(K.Key_Escape)
    driver.back()


def test_what_waits_in_vain_is_forgotten(driver):
    driver.window.ahead._await_rows()
    burst(driver, "nnever")
    driver.window.browser.failed.emit()
    burst(driver, "s")
    assert notes(driver, papers(driver)) == [""] * 3 and driver.row(0).starred


@pytest.mark.parametrize(
    ("typed", "title"),
    [("residual", "Deep Residual Learning for Image Recognition"), ("beam", "Beam Search Strategies for Neural")],
)
def test_enter_in_the_palette_opens_the_paper_that_was_typed(driver, typed, title):
    driver.ctrl(K.Key_K)
    field = driver.dialog(PaletteDialog)._field
    driver.keys("at")  # papers of these letters are shown when the rest is typed
    field.selectAll()
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, K.Key_Return)
    driver.settle()
    driver.back()
    driver.until(lambda: driver.window.pane.paper is not None and driver.window.pane.paper.title.startswith(title))


def test_papers_that_come_late_leave_the_choice_of_the_arrows(driver):
    driver.ctrl(K.Key_K)
    dialog = driver.dialog(PaletteDialog)
    QTest.keyClicks(dialog._field, "star")
    QTest.keyClick(dialog._field, K.Key_Down)
    chosen = dialog._list.currentItem().text()
    driver.settle()
    assert dialog._list.currentRow() == 1 and dialog._list.currentItem().text() == chosen
    driver.key(K.Key_Escape)
    driver.back()


def test_while_keys_wait_only_what_has_the_focus_is_listened_to(driver, qtbot):
    """All that happens to all widgets while the colours change would be asked about else."""
    window, other = driver.window, QWidget()
    qtbot.addWidget(other)
    window.ahead._await_rows()
    QTest.keyClicks(window.page.list, "n")
    window.side.setFocus()
    QTest.keyClicks(window.side, "x")
    QTest.keyClicks(other, "x")
    waited = len(window.ahead._steps)
    window.browser.failed.emit()  # what waits is forgotten
    QTest.keyClicks(window.side, "y")
    assert (waited, window.ahead.waiting) == (2, False)
