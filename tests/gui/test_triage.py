"""Triage by keys: verdicts, undo, how far it is, notes and highlights in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from readinglist.gui.finding.query import Query

K = Qt.Key


def test_triage(driver):
    papers = [driver.row(n).id for n in range(3)]
    driver.key(K.Key_Space)
    window = driver.window
    assert window.triaging
    assert window.triage.current_id() == papers[0]
    driver.keys("l")
    assert window.triage.current_id() == papers[1]
    driver.keys("sx")
    assert window.triage.current_id() == papers[2]
    found = [driver.library.paper(paper) for paper in papers]
    assert [paper.status for paper in found] == ["later", "dismissed", "new"]
    assert found[1].starred
    driver.ctrl(K.Key_Z)
    assert window.triage.current_id() == papers[1]
    assert driver.library.paper(papers[1]).status == "new"
    driver.key(K.Key_Escape)
    assert not window.triaging
    assert window.page.list.hasFocus()
    driver.key(K.Key_Space)
    assert window.triage.current_id() in papers[1:]
    driver.keys("rr")
    assert window.triage.current_id() is None
    driver.key(K.Key_Escape)
    assert window.page.list.hasFocus()


def test_undo_in_triage_takes_back_what_was_last_and_steps_back_for_verdicts_only(driver):
    papers = [driver.row(n).id for n in range(3)]
    redo = (K.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    driver.key(K.Key_Space)
    triage = driver.window.triage
    driver.keys("ls")  # a verdict on the first, a star on the second
    assert triage.current_id() == papers[1] and triage.paper.starred
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[1] and not triage.paper.starred
    assert driver.library.paper(papers[0]).status == "later"
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[0] and triage.paper.status == "new"
    driver.key(*redo)
    assert triage.current_id() == papers[1]
    driver.key(*redo)
    assert triage.current_id() == papers[1] and triage.paper.starred
    driver.keys("n")
    driver.keys("typed")
    driver.key(K.Key_Escape)
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[1] and triage.paper.note == "" and triage.note.toPlainText() == ""
    driver.keys("u")  # a verdict that changes nothing is a step of triage, if none of the library
    assert triage.current_id() == papers[2]
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[1] and triage.paper.starred
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[1] and not driver.library.paper(papers[1]).starred
    driver.key(K.Key_Left)
    driver.key(K.Key_Left)
    driver.keys("r")  # another verdict on the first
    assert triage.current_id() == papers[1]
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[0] and triage.paper.status == "later"
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[0] and triage.paper.status == "new"
    driver.key(K.Key_Escape)


@pytest.mark.parametrize("keys", ["xxx", "rlr", "lxs"])
def test_undo_steps_back_through_all_verdicts_and_not_beyond_the_first(driver, keys):
    """Of papers that are put off once more, too; what was done before stays until it is in sight."""
    papers = [driver.row(n).id for n in range(3)]
    driver.library.set_status(papers, "later")
    driver.library.star([papers[2]])
    driver.window.browser.refresh()
    driver.settle()
    driver.window.page.focus_list()
    driver.key(K.Key_Home)
    driver.key(K.Key_Space)
    window, triage = driver.window, driver.window.triage
    before = [(paper.status, paper.starred) for paper in driver.library.papers(papers)]
    stops = [triage.current_id()]
    for key in keys:
        driver.keys(key)
        stops.append(triage.current_id())
    after = [(paper.status, paper.starred) for paper in driver.library.papers(papers)]
    for _ in keys:
        QTest.keyClick(triage.reading, K.Key_Z, Qt.KeyboardModifier.ControlModifier)  # faster than it answers
    driver.settle()
    assert triage.current_id() == stops[0] == papers[0]
    assert [(paper.status, paper.starred) for paper in driver.library.papers(papers)] == before
    driver.ctrl(K.Key_Z)
    driver.ctrl(K.Key_Z)
    assert [(paper.status, paper.starred) for paper in driver.library.papers(papers)] == before
    assert window.statusBar().currentMessage() == (
        "Nothing of this triage is left to undo. In the list Ctrl+Z takes back: star 1 paper"
    )
    for stop in stops[1:]:
        driver.key(K.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert triage.current_id() == stop
    assert [(paper.status, paper.starred) for paper in driver.library.papers(papers)] == after
    driver.key(K.Key_Escape)


def test_a_highlight_in_triage_by_keys(driver):
    driver.key(K.Key_Space)
    triage = driver.window.triage
    driver.key(K.Key_Return)
    assert triage.abstract.hasFocus()
    for _ in range(10):
        driver.key(K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    driver.keys("h")
    assert triage.paper.highlights[0].quote == triage.paper.abstract[:10].strip()
    driver.key(K.Key_Escape)
    assert driver.window.triaging and triage.reading.hasFocus()
    driver.key(K.Key_Escape)
    assert not driver.window.triaging


def test_the_end_of_triage_tells_no_time_to_come(driver):
    driver.key(K.Key_Space)
    triage = driver.window.triage
    driver.keys("r")
    assert triage._pace.text() == "2 left"
    driver.keys("rr")
    assert triage.current_id() is None
    assert triage._pace.text().startswith("3 verdicts") and "about" not in triage._pace.text()
    driver.key(K.Key_Escape)


def test_triage_tells_how_many_of_the_list_have_their_verdict(driver):
    papers = [driver.row(n).id for n in range(3)]
    driver.key(K.Key_Down)  # begun in the middle
    driver.key(K.Key_Space)
    triage = driver.window.triage

    def told() -> tuple[int, int, str, str]:
        return triage._bar.value(), triage._bar.maximum(), triage._where.text(), triage._pace.text()

    assert triage.current_id() == papers[1]
    assert told() == (0, 3, "Library  ·  0 of 3 decided", "3 left")
    driver.key(K.Key_Right)  # skipped
    assert triage.current_id() == papers[2] and told()[0] == 0 and told()[3] == "3 left"
    driver.keys("r")  # behind the last comes what stands before the one it began with
    assert triage.current_id() == papers[0]
    assert told() == (1, 3, "Library  ·  1 of 3 decided", "2 left")
    driver.ctrl(K.Key_Z)
    assert triage.current_id() == papers[2] and told()[0] == 0
    driver.keys("r")
    driver.key(K.Key_Escape)
    driver.key(K.Key_Space)  # resumed: what was decided before counts
    assert told()[:3] == (1, 3, "Library  ·  1 of 3 decided")
    driver.keys("l")
    assert told()[0] == 2 and triage.current_id() is not None
    driver.key(K.Key_Right)  # nothing else is undecided
    assert triage.current_id() is None and "Skipped: 1" in triage.empty.words
    driver.key(K.Key_Right)
    assert triage.current_id() is not None
    driver.keys("x")
    assert triage.current_id() is None and told()[:2] == (3, 3) and "Skipped" not in triage.empty.words
    driver.key(K.Key_Escape)


def test_triage_that_is_left_before_it_has_begun_takes_no_focus(driver):
    window = driver.window
    QTest.keyClick(window.page.list, K.Key_Space)  # its papers are on their way
    assert window.triaging
    QTest.keyClick(QApplication.focusWidget(), K.Key_L, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    assert not window.triaging and window.page.list.hasFocus()
    driver.key(K.Key_Space)
    assert window.triage.current_id() == driver.row(0).id and window.triage.reading.hasFocus()
    driver.key(K.Key_Escape)


def test_nothing_that_looks_like_a_paper_is_shown_before_there_is_one(driver):
    for _time in ("first", "again"):
        QTest.keyClick(driver.window.page.list, K.Key_Space)  # no answer of a worker has been heard yet
        triage = driver.window.triage
        assert triage.isVisible() and triage.starting
        assert not triage.abstract.isVisible() and not triage.note.isVisible()
        driver.until(lambda: not driver.window.triage.awaiting)
        assert triage.abstract.isVisible() and triage.note.isVisible()
        driver.key(K.Key_Escape)


def test_a_note_in_triage(driver):
    paper = driver.row(0).id
    driver.key(K.Key_Space)
    driver.keys("n")
    driver.keys("r is typed")
    driver.key(K.Key_Escape)
    assert driver.window.triaging and driver.window.triage.reading.hasFocus()
    driver.keys("n")
    driver.keys(", and more")  # behind what was there
    driver.key(K.Key_Escape)
    driver.keys("r")
    assert driver.library.paper(paper).note == "r is typed, and more"
    assert driver.library.paper(paper).status == "read"
    driver.key(K.Key_Escape)


def test_a_list_asked_for_in_triage_is_seen(driver):
    driver.library.tag([driver.row(1).id], "one")
    driver.window.browser.refresh()
    driver.settle()
    driver.key(K.Key_Space)
    assert driver.window.triaging
    driver.window.show_tag("one")
    driver.settle()
    assert not driver.window.triaging and driver.window.page.list.hasFocus() and len(driver.titles()) == 1


def test_triage_begins_anew_whatever_changes_meanwhile(driver):
    window = driver.window
    driver.key(K.Key_Space)
    driver.keys("r")
    driver.key(K.Key_Escape)
    QTest.keyClick(window.page.list, K.Key_Home)
    QTest.keyClick(window.page.list, K.Key_2)  # its answer comes while the papers to triage are asked for
    window.do_triage()  # the key would wait for that answer
    window.triage.refresh()
    assert window.triage.current_id() is None
    driver.settle()
    assert window.triaging and window.triage._bar.value() == 1 and window.triage.current_id() is not None
    assert window.triage.reading.hasFocus()
    driver.key(K.Key_Escape)


@pytest.mark.parametrize("width", [480, 1100])
@pytest.mark.parametrize("action", ["side_bar", "paper_pane", "preview_note", "next_pane", "previous_pane", "back"])
def test_verbs_of_the_panes_take_no_focus_from_triage(driver, width, action):
    driver.window.resize(width, 700)
    driver.key(K.Key_Space)
    driver.keys("n")
    driver.window.act(action)
    driver.settle()
    assert driver.window.triaging and driver.window.triage.note.hasFocus()
    driver.key(K.Key_Escape)
    driver.key(K.Key_Escape)
    assert driver.window.page.list.hasFocus()


def test_the_keys_that_stand_in_sight_are_those_in_force(driver):
    """In triage, and where the way back is told; also when the keys are changed later."""
    driver.key(K.Key_Space)
    window, words = driver.window, [button.text() for button, *_ in driver.window.triage._keyed]
    assert words[:3] == ["New   U", "Later   L", "Reading   3"] and words[-3:] == [
        "Star   S",
        "Note   N",
        "Undo   Ctrl+Z",
    ]
    window.keys.set_keys({"star": ["G"], "note": [], "undo": ["Ctrl+B"]})
    assert [button.text() for button, *_ in window.triage._keyed][-3:] == ["Star   G", "Note", "Undo   Ctrl+B"]
    driver.keys("g")
    assert window.triage.paper.starred and window.statusBar().currentMessage() == "Starred   Ctrl+B undoes it"
    assert window.keys.named("{star} or {note}, {n}") == "G or “Write a note”, {n}"
    assert "choose them with Ctrl+I, or copy a page and press Ctrl+V" in window.page.empty._empty_place(Query(), "")[1]
    assert window.page._to_side.toolTip() == "Side bar (F9)" and window.page._back.toolTip() == "Esc or Alt+Left"
    window.keys.set_keys({"undo": [], "side_bar": ["Ctrl+J"], "paper": [], "go_back": [], "edit": ["Ctrl+M"]})
    assert window.page._to_side.accessibleName() == "Side bar (Ctrl+J)" and window.page._to_paper.toolTip() == "Paper"
    assert window.page._back.toolTip() == "Esc" and window.pane._untitled.text().endswith("or press Ctrl+M.")
    driver.keys("s")
    assert window.statusBar().currentMessage() == "Star removed"
    driver.key(K.Key_Escape)


def test_several_are_not_selected_out_of_sight(driver):
    papers = driver.window.page.list
    driver.key(K.Key_Space)
    driver.keys("v")
    driver.key(K.Key_Escape)
    driver.key(K.Key_Down)
    assert not papers.selecting and papers.selected_ids() == [driver.row(1).id]
