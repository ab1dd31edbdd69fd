"""Saved searches in the side bar: their counts, which follow the library and never stand in the way of typing."""

import time

import pytest
from PySide6.QtCore import Qt

from readinglist.core.library import Library
from readinglist.gui.finding import tallies

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


def test_nothing_is_counted_while_somebody_types(searching, counted):
    counted.clear()
    searching.library.star([searching.row(0).id])
    searching.window.browser.refresh()
    searching.key(K.Key_Slash)
    end = time.monotonic() + 1.2
    typed = 0
    while time.monotonic() < end:  # faster than anybody rests
        searching.keys("residual "[typed % 9])
        typed += 1
    assert counted == []
    searching.until(lambda: counts(searching)["starred"] == 1)
    assert sorted(counted) == sorted(SEARCHES.values())


def test_a_count_stops_for_a_key(searching, counted):
    browser = searching.window.browser
    seen: list[bool] = []
    browser.tallies.changed.connect(lambda: seen.append(True))
    counted.clear()
    searching.library.star([searching.row(0).id])
    browser.refresh()
    searching.until(lambda: bool(counted))
    browser.tallies.hold()  # a key comes between two counts
    searching.settle()
    assert len(counted) < len(SEARCHES) + 1
    searching.until(lambda: counts(searching)["starred"] == 1)
