"""A long list shows what is in sight before all is in order, and what is done meanwhile reaches the right papers."""

import shutil
import threading
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from readinglist.core.library import Library, run
from readinglist.gui.app import Application
from readinglist.gui.finding import browser, query
from readinglist.gui.finding.ordered import Ordered
from readinglist.paths import library_paths
from tests.gui.conftest import Driver, end, start
from tests.library_support import imported, page, write
from tests.timing import PATIENCE

K = Qt.Key
PAPERS = 400


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    with Library.open(library_paths(folder / "library")) as library:
        imported(library, write(folder, "one.txt", page(range(PAPERS))))
    return folder / "library"


@pytest.fixture
def long(filled: Path, qtbot, qapp, tmp_path, monkeypatch) -> Iterator[Driver]:
    """A window on a list that counts as long."""
    monkeypatch.setattr(query, "AT_ONCE", 100)
    monkeypatch.setattr(browser, "AT_ONCE", 100)
    driver = start(Path(shutil.copytree(filled, tmp_path / "library")), qtbot, qapp)
    driver.until(lambda: driver.app.session.warm)
    yield driver
    end(driver)


class Held:
    """The library's ``ids``, held up until they are let go; what was asked of it before is written down."""

    def __init__(self, driver: Driver) -> None:
        self.asked: list[str] = []
        self.rows = 0
        self._go, library = threading.Event(), driver.library
        ids, rows, piece = library.ids, library.rows, library.piece

        def held(*place, **words):
            self.asked.append("ids")
            assert self._go.wait(PATIENCE)
            return ids(*place, **words)

        def counted(papers):
            self.rows += len(papers)
            return rows(papers)

        def first(*place, **words):
            self.asked.append("piece")
            return piece(*place, **words)

        library.ids, library.rows, library.piece = held, counted, first  # type: ignore[method-assign]

    def let_go(self) -> None:
        self._go.set()


def in_sight(driver: Driver) -> list[int]:
    model, (first, last) = driver.window.page.model, driver.window.page.list.sight()
    return [shown.row.id for row in range(first, min(last, model.rowCount())) if (shown := model.shown(row))]


def test_the_first_page_needs_no_order_of_all(long):
    held, window = Held(long), long.window
    wanted = list(long.library.piece(sort="title", count=PAPERS)[2])
    held.asked.clear()
    held.rows = 0
    window.browser.sort("title")
    long.until(lambda: in_sight(long)[:5] == wanted[:5])
    seen = in_sight(long)
    assert seen == wanted[: len(seen)] and len(seen) >= window.page.list.rows_in_sight()
    assert held.asked in (["piece"], ["piece", "ids"])
    assert held.rows <= len(seen) + 3 * 16 + 1  # the pages in sight and the next ones
    assert window.page.model.rowCount() == PAPERS and f"{PAPERS} papers" in window.page.summary
    held.let_go()
    long.settle()
    assert list(window.page.model.ids) == wanted and in_sight(long) == seen
    assert held.asked == ["piece", "ids"]


@pytest.mark.parametrize("before", [None, array("q", range(1, PAPERS))], ids=["another list", "the same search again"])
def test_a_key_waits_for_the_order_of_no_hits_out_of_sight(filled, tmp_path, before):
    with Library.open(library_paths(shutil.copytree(filled, tmp_path / "library"))) as library:
        run(library.catch_up())
        asked = query.Question(query.Query(text="experiments"), before=before, room=20)
        ids = query.load(library, asked, lambda: False).ids
    assert isinstance(ids, Ordered) and len(ids) == PAPERS and not ids.settled


@pytest.mark.parametrize("row", [1, 3, 200, PAPERS - 1])
def test_another_order_keeps_the_paper_in_sight(long, row):
    window = long.window
    window.page.list.go_to(row)
    long.settle()
    paper = window.page.list.current_id()
    held = Held(long)
    window.browser.sort("title")
    long.until(lambda: held.asked == ["piece", "ids"] and paper in in_sight(long))
    assert window.page.list.current_id() == paper
    seen, bar = in_sight(long), window.page.list.verticalScrollBar().value()
    held.let_go()
    long.settle()
    assert window.page.list.current_id() == paper and in_sight(long) == seen
    assert window.page.list.verticalScrollBar().value() == bar


def test_verbs_wait_for_the_order_and_moves_are_kept(long):
    held, window = Held(long), long.window
    wanted = list(long.library.piece(sort="title", count=PAPERS)[2])
    held.asked.clear()
    window.browser.sort("title")
    long.until(lambda: held.asked == ["piece", "ids"])
    window.page.focus_list()
    for _ in range(3):
        window.page.list.step(1)
    window.act("star")
    assert window.page.list.current_id() == wanted[3]
    held.let_go()
    long.settle()
    assert window.page.list.current_id() == wanted[3]
    assert [paper for paper in wanted if long.library.paper(paper).starred] == [wanted[3]]


def test_out_of_a_search_to_its_hit_before_all_is_in_order(long):
    window = long.window
    window.browser.search("experiments")
    long.settle()
    window.page.focus_list()
    for _ in range(3):
        long.key(K.Key_Down)
    hit = window.page.list.current_id()
    held = Held(long)
    window.browser.go_out()
    long.until(lambda: held.asked == ["piece", "ids"] and hit in in_sight(long))
    assert window.page.list.current_id() == hit
    window.page.list.step(1)
    below = window.page.list.current_id()
    held.let_go()
    long.settle()
    assert window.page.list.current_id() == below and below != hit
    assert list(window.page.model.ids) == list(long.library.ids())


def test_rows_that_are_not_known_yet(long):
    held, window = Held(long), long.window
    window.browser.sort("title")
    long.until(lambda: held.asked == ["piece", "ids"])
    window.page.focus_list()
    window.page.list.go_to(300)
    assert window.page.list.current_id() is None and in_sight(long) == []
    held.let_go()
    long.settle()
    assert window.page.list.currentIndex().row() == 300
    assert window.page.list.current_id() == window.page.model.ids[300] and in_sight(long)


def test_a_change_is_seen_before_all_is_in_order_again(long):
    window = long.window
    held = Held(long)
    long.library.star([long.row(2).id])
    window.browser.refresh()
    long.until(lambda: "ids" in held.asked and window.page.model.shown(2) and long.row(2).starred)
    held.let_go()
    long.settle()


def test_a_start_shows_the_place_of_last_time_before_all_is_in_order(long, tmp_path, qtbot, qapp, monkeypatch):
    window = long.window
    window.browser.sort("title")
    window.page.list.go_to(250)
    long.settle()
    paper, seen = window.page.list.current_id(), in_sight(long)
    long.app.close()
    asked = Asked(monkeypatch)
    application = Application(qapp, library_paths(tmp_path / "library"))
    again = Driver(application, qtbot)
    again.problems = []  # type: ignore[attr-defined]
    application.runner.unexpected.connect(again.problems.append)  # type: ignore[attr-defined]
    application.window.resize(1100, 700)
    application.start([])
    again.until(lambda: again.window.page.list.current_id() == paper and in_sight(again) == seen)
    assert "piece" not in asked.names and again.window.page.model.rowCount() == PAPERS
    again.until(lambda: "counts" in asked.names and again.window.browser.counts is not None)
    assert asked.names.index("rows") < asked.names.index("counts")  # which read much of a large file
    again.window.page.list.step(1)
    below = again.window.page.list.current_id()
    assert below == seen[seen.index(paper) + 1]
    asked.go.set()
    again.settle()
    assert again.window.page.list.current_id() == below and 0 not in again.window.page.model.ids
    end(again)


class Asked:
    """What is asked of libraries that are opened from now on; their ``ids`` are held up until ``go``."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: list[str] = []
        self.go = threading.Event()
        for name in ("ids", "rows", "piece", "counts"):
            monkeypatch.setattr(Library, name, self._told(name, getattr(Library, name)))

    def _told(self, name: str, ask: Callable[..., object]) -> Callable[..., object]:
        def asked(*given, **words):
            self.names.append(name)
            assert name != "ids" or self.go.wait(PATIENCE)
            return ask(*given, **words)

        return asked


def test_a_dump_has_its_name_as_soon_as_it_is_known(filled, tmp_path, qtbot, qapp):
    folder = Path(shutil.copytree(filled, tmp_path / "library"))
    first = start(folder, qtbot, qapp)
    first.window.show_dump(1)
    first.settle()
    end(first)
    again = start(folder, qtbot, qapp)
    assert again.window.page.summary == f"one.txt · {PAPERS} papers"
    end(again)
