"""Searches go first while papers are stored, an import goes on all the same, and what stops it comes through."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from readinglist.core.library import Library, indexing, run
from readinglist.core.library import turns as turns_module
from readinglist.core.library.importing import import_all
from readinglist.core.library.indexing import Indexer
from readinglist.core.library.turns import Turns
from readinglist.core.records import IndexDocument, Progress
from readinglist.core.search import SearchIndex
from tests.library_support import imported, page, write
from tests.timing import PATIENCE


def test_bulk_work_waits_for_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_LONGEST", PATIENCE)
    turns, order, waiting = Turns(), [], threading.Event()

    def store() -> None:
        waiting.set()
        turns.give_way()
        order.append("stored")

    worker = threading.Thread(target=store)
    with turns.search():
        worker.start()
        waiting.wait()
        order.append("found")
    worker.join()
    assert order == ["found", "stored"]


def test_a_search_without_end_does_not_stop_bulk_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns_module, "_AT_LEAST", PATIENCE)
    turns = Turns()
    with turns.search():
        turns.give_way()  # ends
        monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("waited"))
        turns.give_way()  # at once: it has its own turn now


def test_nobody_searching_costs_no_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("slept"))
    Turns().give_way()


def test_children_are_told_of_searches() -> None:
    turns, words = Turns(), []
    with turns.search():
        with turns.told(words.append):
            assert words == [b"("]  # the one that goes on
            with turns.search():
                pass
        assert words == [b"(", b"(", b")", b")"]  # none that is not over
    with turns.search():
        pass
    assert len(words) == 4
    child = Turns()
    for word in [b"(", b"g", b"(", b")"]:
        child.hear(word)
        assert child._searches
    child.hear(b")")
    assert not child._searches


def test_what_a_child_has_written_is_seldom_taken_into_use_while_somebody_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, renewals = 1000.0, []

    def in_child(_indexer: Indexer, _what: str, _papers: int) -> Iterator[Progress]:
        nonlocal now
        for _ in range(10):
            now += 1.0
            yield Progress("Indexing", 1, 2)

    def caught_up() -> int:
        renewals.clear()
        for _ in library._search()._indexer._apply_changes():
            pass
        return len(renewals)

    monkeypatch.setattr(indexing, "_SEVERAL", 1)
    monkeypatch.setattr(Indexer, "_in_child", in_child)
    monkeypatch.setattr(SearchIndex, "_renew", lambda _index: renewals.append(now))
    with Library.open(tmp_path / "library", attended=True) as library:
        imported(library, text=page(range(20)))
        run(library.rebuild_index())
        imported(library, text=page(range(30, 50)))
        clock = SimpleNamespace(monotonic=lambda: now, sleep=time.sleep)
        monkeypatch.setattr(indexing, "time", clock)
        monkeypatch.setattr(turns_module, "time", clock)
        assert caught_up() == 11  # after each word of the child, and in the end
        with library._turns.search():
            assert caught_up() == 4
        assert library._turns.searched_within(0.5)
        now += 0.6
        assert not library._turns.searched_within(0.5)


def test_an_import_ends_while_somebody_searches_all_the_time(tmp_path: Path) -> None:
    numbers = range(120)
    dump = write(tmp_path, "page.txt", page(numbers))
    over = threading.Event()
    with Library.open(tmp_path / "library") as library:
        imported(library, write(tmp_path, "first.txt", page(range(500, 520))))

        def search() -> None:
            while not over.is_set():
                library.search("method", limit=50)

        searcher = threading.Thread(target=search)
        searcher.start()
        try:
            report = imported(library, dump)
        finally:
            over.set()
            searcher.join()
        assert report.records.new == len(numbers)
        assert library.search("method", limit=1).total == len(numbers) + 20


class _Stopping(Turns):
    """Ctrl-C for the second time, in the middle of a statement of SQLite."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def give_way(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("after", [0, 20, 61, 65])
def test_what_stops_the_bulk_work_comes_through_and_nothing_half_done_stays(after: int, tmp_path: Path) -> None:
    dump = write(tmp_path, "page.txt", page(range(60)))
    with Library.open(tmp_path / "library") as library:
        steps = import_all(
            library._store, library._search, _Stopping(after), [dump], year=None, text=None, cancelled=None
        )
        with pytest.raises(KeyboardInterrupt):
            for _ in steps:
                pass
        assert len(library.ids("all")) == 0
        assert library.check() == []
        assert imported(library, dump).records.new == 60


def test_the_index_is_brought_up_to_date_by_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[tuple[int, object]] = []
    apply = SearchIndex.apply

    def watched(index: SearchIndex, documents: list[IndexDocument], deleted: list[int], *others: Any) -> None:
        given.append((len(documents), others[1]))
        apply(index, documents, deleted, *others)

    monkeypatch.setattr(SearchIndex, "apply", watched)
    with Library.open(tmp_path / "library", attended=True) as library:
        imported(library, text=page(range(90)))
        imported(library, text=page(range(100, 190)))
        library.edit(library.ids("all")[0], "title", "Quarks")
        assert library.search("quarks").total == 1  # what a search itself takes in waits for nobody
        assert given == [(90, library._turns.give_way), (1, None)]
