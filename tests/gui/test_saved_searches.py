"""Saved searches in the side bar: their counts, which follow the library and never stand in the way of typing."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from readinglist.core.library import Library
from readinglist.gui.finding import tallies
from tests.timing import PATIENCE

K = Qt.Key
SEARCHES = {"beam": "beam", "starred": "is:starred", "nothing": "tag:nonesuch"}


def counts(driver) -> dict[str, int | None]:
    lines = driver.window.side.lines
    entries = [lines.entry(row) for row in range(lines.rowCount())]
    return {entry.text: entry.count for entry in entries if entry.saved is not None}


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """The words that were counted, in order."""
    words: list[str] = []
    real = Library.count

    def count(self: Library, text: str, **how: object) -> int | None:
        words.append(text)
        return real(self, text, **how)

    monkeypatch.setattr(Library, "count", count)
    return words


@pytest.fixture
def searching(driver, counted, monkeypatch):
    monkeypatch.setattr(tallies, "ROUND", 50)
    for name, query in SEARCHES.items():
        driver.library.save_search(name, query)
    driver.window.browser.refresh()
    driver.until(lambda: counts(driver) == {"beam": 1, "nothing": 0, "starred": 0})
    return driver


def test_saved_searches_have_counts(searching, counted):
    assert sorted(counted) == sorted(SEARCHES.values())  # each was asked once
    lines = searching.window.side.lines
    spoken = lines.data(lines.index(lines.row_of("saved:1")), int(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == "beam, 1 paper"


def test_counts_follow_changes(searching):
    searching.key(K.Key_S)
    searching.until(lambda: counts(searching)["starred"] == 1)
    searching.key(K.Key_X)
    searching.until(lambda: counts(searching)["starred"] == 0)
    searching.ctrl(K.Key_Z)
    searching.until(lambda: counts(searching)["starred"] == 1)
    searching.library.rename_search(1, "rays")
    searching.window.browser.refresh()
    searching.until(lambda: counts(searching) == {"rays": 1, "nothing": 0, "starred": 1})
    searching.library.delete_search(1)
    searching.window.browser.refresh()
    searching.until(lambda: counts(searching) == {"nothing": 0, "starred": 1})


def test_every_key_puts_a_count_off(searching, counted, monkeypatch):
    timer, later = searching.window.browser.tallies._timer, 3_600_000
    monkeypatch.setattr(tallies, "QUIET", later)
    counted.clear()
    searching.library.star([searching.row(0).id])
    searching.window.browser.refresh()
    searching.settle()
    assert timer.isActive() and timer.interval() == later
    searching.key(K.Key_Slash)
    for letter in "residual":
        later += 1
        monkeypatch.setattr(tallies, "QUIET", later)
        searching.keys(letter)
        assert timer.isActive() and timer.interval() == later  # from this key on
    assert counted == [] and counts(searching)["starred"] == 0
    timer.start(0)  # as when nobody has typed for so long
    searching.until(lambda: counts(searching)["starred"] == 1)
    assert sorted(counted) == sorted(SEARCHES.values())


def test_a_count_stops_for_a_key(searching, monkeypatch):
    """The one that goes on ends unheard, no other begins; all are counted when nobody types any more."""
    counted: list[str] = []
    stopped: list[bool] = []
    goes_on, real = threading.Event(), Library.count

    def count(self: Library, text: str, **how) -> int | None:
        counted.append(text)
        if not goes_on.is_set():
            assert goes_on.wait(PATIENCE)
            stopped.append(how["cancelled"]())
        return real(self, text, **how)

    monkeypatch.setattr(Library, "count", count)
    searching.library.star([searching.row(0).id])
    searching.window.browser.refresh()
    searching.until(lambda: bool(counted))
    monkeypatch.setattr(tallies, "QUIET", 3_600_000)
    begun = searching.window.browser.tallies
    QTest.keyClick(searching.window.page.list, K.Key_Slash)
    QTest.keyClicks(searching.window.page.search, "r")
    goes_on.set()
    searching.settle()
    assert stopped == [True] and len(counted) == 1 and counts(searching)["starred"] == 0
    begun._timer.start(0)
    searching.until(lambda: counts(searching)["starred"] == 1)
    assert sorted(counted[1:]) == sorted(SEARCHES.values())


def test_a_count_from_before_the_index_has_caught_up_is_not_kept(searching, monkeypatch):
    begun, goes_on, real = threading.Event(), threading.Event(), Library.count

    def count(self: Library, text: str, **how) -> int | None:
        if goes_on.is_set():
            return real(self, text, **how)
        begun.set()
        assert goes_on.wait(PATIENCE)
        return 99

    monkeypatch.setattr(Library, "count", count)
    searching.library.star([searching.row(0).id])
    searching.window.browser.refresh()
    searching.until(begun.is_set)
    searching.app.session.indexed.emit()
    goes_on.set()
    searching.until(lambda: counts(searching) == {"beam": 1, "nothing": 0, "starred": 1})
