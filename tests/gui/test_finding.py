"""Views, searching, sorting and what an empty answer says, by keys."""

import os
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from readinglist.core.library import Library
from readinglist.core.library.indexing import Indexer
from readinglist.core.records import Progress
from readinglist.core.search.reading import READ
from readinglist.gui.finding.empty_list import WayOut
from readinglist.gui.work import session
from readinglist.gui.work.tasks import Job
from tests.timing import PATIENCE

from .conftest import Driver

K = Qt.Key


def search(driver: Driver, words: str) -> None:
    driver.key(K.Key_Slash)
    driver.keys(words)


def test_the_list_has_the_focus_and_shows_the_first_paper(driver):
    assert driver.window.page.list.hasFocus()
    assert driver.window.page.summary == "Library · 3 papers"
    assert driver.window.pane.paper.id == driver.row(0).id


def test_search_while_typing(driver):
    search(driver, "residual")
    assert driver.titles() == ["Deep Residual Learning for Image Recognition"]
    assert "1 hit" in driver.window.page.summary
    assert driver.window.page.search.hasFocus()
    assert driver.window.pane.paper.title.startswith("Deep Residual")
    driver.key(K.Key_Escape)
    assert len(driver.titles()) == 3
    assert driver.window.page.search.hasFocus()
    driver.key(K.Key_Escape)
    assert driver.window.page.list.hasFocus()


def test_what_was_taken_for_a_typing_error_is_told_with_the_key_that_searches_literally(driver):
    search(driver, "resdual")
    told = driver.window.page._notes.text()
    assert "searched “residual” for “resdual”" in told and "Ctrl+Return" in told
    driver.key(K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert driver.titles() == []


@pytest.mark.parametrize("clause", ["author:smi", "tag:nonesuch", "key:x", "year:2023.", '"no such phrase', "seen:>7"])
def test_the_clause_that_is_being_typed_never_empties_the_list(driver, clause):
    driver.key(K.Key_Slash)
    for letter in "residual " + clause:
        driver.keys(letter)
        assert driver.titles(), driver.window.page.search.text()
    assert driver.titles() == ["Deep Residual Learning for Image Recognition"]
    if not clause.endswith("."):  # nothing yet but the beginning of a range
        assert f"“{clause}” restricts nothing yet" in driver.window.page._notes.text()


def test_a_space_finishes_a_clause(driver):
    search(driver, "residual tag:nonesuch ")
    assert driver.titles() == []
    assert driver.window.page.empty.words == "No hits No paper matches “tag:nonesuch”."


def test_matches_are_marked_in_the_abstract(driver):
    search(driver, "pruning")
    search(driver, "")
    driver.key(K.Key_Escape)
    driver.keys("beam")
    spans = [selection.cursor.selectedText() for selection in driver.window.pane.abstract.extraSelections()]
    assert any(text.casefold().startswith("beam") for text in spans)


def test_matches_are_marked_in_the_title(driver):
    search(driver, "resid")
    spans = [selection.cursor.selectedText() for selection in driver.window.pane._title.extraSelections()]
    assert spans == ["Residual"]
    assert driver.window.pane._title.toPlainText() == "Deep Residual Learning for Image Recognition"
    driver.key(K.Key_Escape)
    assert driver.window.pane._title.extraSelections() == []


def test_no_hits_say_why_and_what_to_do(driver):
    search(driver, "residual zqxwv")
    assert driver.titles() == []
    words = driver.window.page.empty.words
    assert "No hits" in words
    driver.key(K.Key_Escape)
    assert len(driver.titles()) == 3


def test_arrows_move_in_the_list_while_typing(driver):
    driver.ctrl(K.Key_F)
    driver.key(K.Key_Down)
    assert driver.window.page.search.hasFocus()
    assert driver.window.page.list.currentIndex().row() == 1
    driver.key(K.Key_Return)
    assert driver.window.page.list.hasFocus()


def test_letters_are_typed_in_text_fields(driver):
    search(driver, "s1xr?/ ")
    assert driver.window.page.search.text() == "s1xr?/ "
    driver.ctrl(K.Key_A)
    driver.ctrl(K.Key_X)
    assert driver.window.page.search.text() == ""
    driver.ctrl(K.Key_Z)
    assert driver.window.page.search.text() == "s1xr?/ "
    assert driver.library.undo_label is not None
    assert "import" in driver.library.undo_label


def test_views_by_keys(driver):
    driver.key(K.Key_X)
    assert len(driver.titles()) == 2
    driver.key(K.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    driver.key(K.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert driver.window.side.hasFocus()
    while driver.window.browser.key != "view:dismissed":
        driver.key(K.Key_Down)
    assert len(driver.titles()) == 1
    driver.key(K.Key_Return)
    assert driver.window.page.list.hasFocus()


def test_sorting_by_keys(driver):
    by_added = driver.titles()
    driver.key(K.Key_S, Qt.KeyboardModifier.ShiftModifier)
    driver.key_in_menu(K.Key_Down)  # from Added, which is in force, to Title
    driver.key_in_menu(K.Key_Return)
    assert driver.titles() == sorted(by_added)
    assert driver.window.page._sort.text() == "Title"
    driver.back()
    driver.window.page.focus_list()
    driver.key(K.Key_S, Qt.KeyboardModifier.ShiftModifier)
    driver.key_in_menu(K.Key_Return)  # the same again
    driver.back()
    driver.window.page.focus_list()
    assert driver.titles() == sorted(by_added, reverse=True)
    assert driver.window.page._sort.accessibleName() == "Sorted by Title, reversed"
    search(driver, "beam")
    assert driver.window.page._sort.text() == "Relevance"
    driver.key(K.Key_Escape)
    assert driver.titles() == sorted(by_added, reverse=True)


def test_elsewhere_is_offered(driver):
    driver.key(K.Key_X)
    title = driver.library.paper(driver.library.ids("dismissed")[0]).title
    search(driver, title)
    assert driver.window.page.empty.words == "No hits One paper matches, but it is not in “Library”."
    assert ways(driver) == ["Search everything: 1", "Clear the search"]
    driver.key(K.Key_Return)
    driver.key(K.Key_Return)
    assert title in driver.titles()
    assert driver.window.page.list.hasFocus()


def ways(driver: Driver) -> list[str]:
    return [button.text() for button in driver.window.page.empty.findChildren(WayOut) if not button.isHidden()]


@pytest.mark.parametrize(
    ("words", "why", "offered"),
    [
        (
            "is:dismissed",
            "One paper matches, but it is not in “Library”.",
            ["Search everything: 1", "Clear the search"],
        ),
        (
            "tag:nonesuch ",
            "No paper matches “tag:nonesuch”.",
            ["Clear the search"],
        ),
        (
            "key:nonesuch ",
            "No paper matches “key:nonesuch”.\n"
            "3 papers have no citation key yet: it is made when it is first shown or exported.",
            ["Clear the search"],
        ),
        (
            "tag:grahps residual",
            "No paper matches “tag:grahps”.",
            ["Search for “tag:graphs”", "Without “tag:grahps”: 1", "Clear the search"],
        ),
        (
            "residual zqxwv tag:nonesuch",
            "No paper matches “zqxwv” or “tag:nonesuch”.",
            ["Without them: 1", "Clear the search"],
        ),
        (
            "residual is:dismissed",
            "“is:dismissed” matches one paper, but it is not in “Library”.",
            ["Without “is:dismissed”: 1", "Clear the search"],
        ),
        (
            "residual beam",
            "No paper has “beam” together with the rest.",
            ["Without “beam”: 1", "“beam” alone: 1", "Clear the search"],
        ),
    ],
)
def test_what_emptied_a_search_and_the_ways_out(driver, words, why, offered):
    residual = next(driver.row(n).id for n in range(3) if driver.row(n).title.startswith("Deep"))
    driver.library.tag([residual], "graphs")
    beam = next(driver.row(n).id for n in range(3) if driver.row(n).title.startswith("Attention"))
    driver.library.set_status([beam], "dismissed")
    driver.window.browser.refresh()
    driver.settle()
    search(driver, words)
    assert driver.titles() == []
    assert driver.window.page.empty.words == f"No hits {why}"
    assert ways(driver) == offered
    driver.key(K.Key_Down)
    driver.key(K.Key_Space)
    assert len(driver.titles()) == (2 if offered[0] == "Clear the search" else 1)
    assert driver.window.page.list.hasFocus()


def test_the_ways_out_are_walked_with_the_arrows(driver):
    search(driver, "residual zqxwv")
    driver.key(K.Key_Down)
    driver.key(K.Key_Right)
    driver.key(K.Key_Return)
    assert driver.window.page.search.text() == ""
    assert len(driver.titles()) == 3
    search(driver, "residual zqxwv")
    driver.key(K.Key_Return)
    driver.key(K.Key_Escape)
    assert len(driver.titles()) == 3


@pytest.mark.parametrize(("typos", "more"), [(1, ""), (3, ""), (10, "and 7 more")])
def test_of_many_typing_errors_only_some_are_named(driver, typos, more):
    driver.window.page.search.set_query("beam")
    driver.settle()
    listing = driver.window.browser.listing
    assumed = tuple((f"typo{number}", f"word{number}") for number in range(typos))
    driver.window.page.show_listing(replace(listing, result=replace(listing.result, assumed=assumed)), "Library")
    said = driver.window.page._notes.text()
    assert said.count("searched") == min(typos, 3) and "Ctrl+Return" in said
    assert more in said and ("more" in said) is bool(more)


def test_the_way_out_keeps_the_focus_when_the_empty_list_is_shown_anew(driver):
    driver.window.going.do_search()
    driver.keys("zzzqqq beam")
    driver.key(Qt.Key.Key_Return)
    for _ in range(2):
        focused = QApplication.focusWidget()
        assert isinstance(focused, WayOut) and focused.isVisible()
        driver.window.browser.refresh()
        driver.settle()
    driver.key(Qt.Key.Key_Return)
    assert len(driver.titles()) == 1


@pytest.mark.parametrize("query", ["", "beam", "zqxwvkj"])
def test_esc_leads_from_the_controls_over_the_list_to_it(driver, query):
    page = driver.window.page
    page.search.set_query(query)
    driver.settle()
    page._sort.setFocus()
    driver.key(K.Key_Escape)
    assert page.search.text() == query
    assert page.empty.holds_focus() if query == "zqxwvkj" else page.list.hasFocus()
    driver.key(K.Key_Escape)
    assert page.search.text() == "" and page.list.hasFocus()


@pytest.mark.parametrize("answered", ["before", "after"])
def test_a_search_made_while_the_index_catches_up_is_made_again(driver, monkeypatch, answered):
    """Whether its answer comes before the news that the index has caught up or after it."""
    blocked, goes_on, caught_up = threading.Event(), threading.Event(), threading.Event()
    apply, search = Indexer._apply, Library.search

    def held_up(indexer: Indexer, *given) -> None:
        if threading.current_thread().name == "lane-index":
            blocked.set()
            assert goes_on.wait(PATIENCE)
        apply(indexer, *given)

    def searched(library: Library, *given, **how):
        found = search(library, *given, **how)
        if found.behind and answered == "after":
            goes_on.set()
            assert caught_up.wait(PATIENCE)
        return found

    driver.until(lambda: driver.app.session.warm)
    driver.settle()
    driver.app.session._poll.stop()  # nothing else is to make the window look again
    monkeypatch.setattr(Indexer, "_apply", held_up)
    monkeypatch.setattr(Library, "search", searched)
    title = driver.row(0).title
    driver.library.set_note(driver.row(0).id, "zebrafish")
    driver.app.session.changed.emit()
    driver.until(blocked.is_set)
    driver.app.session.indexing.connect(lambda progress: progress or caught_up.set())
    driver.window.page.search.set_query("note:zebrafish ")
    if answered == "before":
        driver.until(lambda: driver.window.browser.listing.behind)
        goes_on.set()
    driver.until(lambda: driver.titles() == [title] and not driver.window.browser.listing.behind)
    driver.settle()


def test_a_change_of_the_library_waits_while_somebody_types(driver, monkeypatch):
    browser, looked = driver.window.browser, []
    refresh = browser.refresh
    monkeypatch.setattr(browser, "refresh", lambda: (looked.append(True), refresh()))
    made = driver.app.session
    made._poll.stop()
    browser._typing.setInterval(int(PATIENCE * 1000))
    search(driver, "a")
    driver.settle()
    made._now(1_000_000)
    assert not looked  # the next key looks anyway
    made.write(lambda library: library.star([1]))
    driver.settle()
    assert looked.pop()  # what one does oneself is seen at once
    made._now(1_000_001)
    browser._typing.start(0)
    driver.until(lambda: bool(looked))
    search(driver, "b")
    browser._typing.start(int(PATIENCE * 1000))
    driver.key(K.Key_Return)
    driver.settle()
    looked.clear()
    made._now(1_000_002)
    assert looked  # who has gone to the list does not type any more


def test_the_index_rests_after_a_long_update_while_an_import_goes_on(driver, monkeypatch):
    now, made = [time.monotonic() + 100], driver.app.session
    goes_on, begun = threading.Event(), threading.Event()

    def long_one(_library):
        now[0] += 2.0
        yield Progress("Indexing", 1000, 1000)

    def steps(_library, _cancelled):
        begun.set()
        assert goes_on.wait(PATIENCE)
        yield Progress("Importing", 0, None)

    def rests() -> int:
        """In milliseconds, after an update of two seconds."""
        made._bring_up_to_date(Job(lambda _job: None))
        made.index_soon()
        return made._index_timer.interval()

    driver.until(lambda: made.warm)
    driver.settle()
    made._poll.stop()
    monkeypatch.setattr(session, "time", SimpleNamespace(monotonic=lambda: now[0]))
    with monkeypatch.context() as patched:
        patched.setattr(Library, "catch_up", long_one)
        assert rests() == session.INDEX_AFTER
        made.run(steps, None, None)
        driver.until(begun.is_set)
        made._index_timer.stop()
        assert rests() == 6000
    goes_on.set()
    driver.until(lambda: not made._long)
    assert made._index_timer.interval() == session.INDEX_AFTER


def test_a_search_answered_by_reading_is_made_again_when_the_index_is_mended(driver, monkeypatch):
    goes_on = threading.Event()
    mend = Indexer._mend

    def held_up(indexer: Indexer) -> None:
        assert goes_on.wait(PATIENCE)
        mend(indexer)

    driver.until(lambda: driver.app.session.warm)
    driver.settle()
    monkeypatch.setattr(Indexer, "_mend", held_up)
    for arrays in driver.library.paths.index.glob("index-*/*.arrays"):
        os.truncate(arrays, 4096)
    driver.window.page.search.set_query("residual")  # until the index is mended, the window looks again and again
    driver.until(lambda: driver.window.browser.listing.behind)
    assert READ in driver.window.browser.listing.result.notes
    goes_on.set()
    driver.until(lambda: not driver.window.browser.listing.behind)
    assert driver.titles() == ["Deep Residual Learning for Image Recognition"]
    assert driver.window.browser.listing.result.notes == ()
    driver.settle()


def test_a_long_text_is_searched_for_and_the_line_says_how_much_of_it(driver):
    QApplication.clipboard().setText("深度学习" * 20_000)
    driver.key(K.Key_Slash)
    driver.key(K.Key_V, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: driver.window.browser.listing.result is not None)
    assert any("20,000 characters" in note for note in driver.window.browser.listing.result.notes)
