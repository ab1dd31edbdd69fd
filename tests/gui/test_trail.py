"""The way back: from lists that were opened from a paper or a report, from searches, after undo and after a start."""

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from readinglist.core.library import Library, run
from readinglist.gui.app import Application
from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.finding import browser, query
from readinglist.gui.finding.query import Query, Spot
from readinglist.gui.finding.trail import Place, Trail
from readinglist.paths import library_paths
from tests.library_support import page, write
from tests.timing import PATIENCE

from .conftest import Driver, end, start

K = Qt.Key
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PAPERS = 60


@pytest.fixture(scope="module")
def many_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("many")
    with Library.open(library_paths(base / "library")) as library:
        run(library.import_dumps([write(base, "many.txt", page(range(PAPERS)))]))
        run(library.catch_up())
    return base / "library"


@pytest.fixture
def many(many_template: Path, tmp_path: Path, qtbot, qapp: QApplication) -> Iterator[Driver]:
    """A window on sixty papers."""
    made = start(Path(shutil.copytree(many_template, tmp_path / "many")), qtbot, qapp)
    yield made
    end(made)


def where(driver: Driver) -> tuple[int | None, int, int]:
    """The paper under the cursor, how many there are, and the scroll."""
    listed = driver.window.page.list
    return listed.current_id(), driver.window.page.model.rowCount(), listed.verticalScrollBar().value()


def go_down(driver: Driver, pages: int = 2) -> None:
    for _ in range(pages):
        driver.key(K.Key_PageDown)
    driver.key(K.Key_Up)


def back_button(driver: Driver) -> str:
    button = driver.window.page._back
    return button.text() if button.isVisible() else ""


@pytest.mark.parametrize(("key", "held"), [(K.Key_Escape, Qt.KeyboardModifier.NoModifier), (K.Key_Left, ALT)])
def test_related_papers_lead_back(many, key, held):
    go_down(many)
    before = where(many)
    many.key(K.Key_A)
    assert many.window.page.trip.startswith("Related to “")
    assert many.window.page.summary.endswith(" papers")
    assert back_button(many) == "Library"
    assert many.window.page._back.accessibleName() == "Back to Library"
    assert where(many)[0] != before[0]
    many.key(K.Key_Down)
    many.key(K.Key_A)
    assert back_button(many).startswith("Related to “")
    many.key(key, held)
    many.key(key, held)
    assert where(many) == before
    assert many.window.page.summary == f"Library · {PAPERS} papers"
    assert back_button(many) == ""
    assert many.window.page.list.hasFocus()
    assert many.window.pane.paper.id == before[0]


def test_asking_for_related_papers_changes_nothing(many):
    changes = []
    many.app.session.changed.connect(lambda: changes.append(many.window.page.trip))
    many.key(K.Key_A)
    assert many.window.page.trip and changes == []


def test_the_selection_is_there_again(many):
    go_down(many)
    many.key(K.Key_Down, SHIFT)
    many.key(K.Key_Down, SHIFT)
    chosen, before = many.window.page.list.selected_ids(), where(many)
    many.window.show_dump(many.library.dumps()[0].id)
    many.settle()
    many.key(K.Key_Left, ALT)
    assert (many.window.page.list.selected_ids(), where(many)) == (chosen, before)
    assert len(chosen) == 3


def test_the_list_behind_a_number_leads_back_to_the_search_before(many):
    many.key(K.Key_Slash)
    many.keys("paper")
    many.key(K.Key_Return)
    go_down(many)
    before = where(many)
    many.window.browser.show(Query(ids=tuple(many.library.ids()[:7]), label="New in many.txt"), "")
    many.settle()
    assert (many.window.page.trip, many.window.page.summary) == ("New in many.txt", "7 papers")
    assert back_button(many) == "“paper”"
    many.window.page.focus_list()
    many.key(K.Key_Escape)
    assert many.window.page.search.text() == "paper"
    assert where(many) == before
    many.key(K.Key_Right, ALT)
    assert (many.window.page.trip, many.window.page.summary) == ("New in many.txt", "7 papers")


def test_papers_that_are_gone_are_not_in_a_list_of_given_papers(many):
    many.key(K.Key_A)
    count = many.window.page.model.rowCount()
    many.key(K.Key_Delete)
    assert many.window.page.model.rowCount() == count - 1
    many.ctrl(K.Key_Z)
    assert many.window.page.model.rowCount() == count
    while many.window.page.model.rowCount():
        many.key(K.Key_Delete)
    assert "No papers" in many.window.page.empty.words
    assert back_button(many) == "Library"
    many.key(K.Key_Escape)
    assert many.window.page.summary.startswith("Library")


def test_a_tag_opened_from_a_paper_leads_back_and_one_of_the_side_bar_does_not(many):
    many.library.tag([many.row(3).id, many.row(4).id], "graphs")
    many.window.browser.refresh()
    many.settle()
    go_down(many)
    before = where(many)
    many.window.pane.tag_clicked.emit("graphs")
    many.settle()
    many.window.page.focus_list()
    assert where(many)[1] == 2
    many.key(K.Key_Escape)
    assert where(many) == before
    many.window.side.setFocus()
    many.key(K.Key_Down)
    many.key(K.Key_Return)
    assert many.window.browser.key == "view:new"
    many.key(K.Key_Escape)
    assert many.window.browser.key == "view:new"
    many.key(K.Key_Left, ALT)
    assert where(many) == before


def test_a_walk_down_the_side_bar_is_one_step_back(many):
    many.window.side.setFocus()
    for _ in range(4):
        many.key(K.Key_Down)
    many.key(K.Key_Return)
    assert many.window.browser.key == "view:read"
    many.key(K.Key_Left, ALT)
    assert many.window.browser.key == "view:library"


# ---- out of a search ----


def search(driver: Driver, words: str) -> None:
    driver.key(K.Key_Slash)
    driver.keys(words)


def clear_by_escape(driver: Driver) -> None:
    driver.key(K.Key_Escape)


def clear_by_emptying(driver: Driver) -> None:
    driver.ctrl(K.Key_A)
    driver.key(K.Key_Backspace)


@pytest.mark.parametrize("clear", [clear_by_escape, clear_by_emptying])
def test_a_cleared_search_leads_back_to_where_one_was(many, clear):
    go_down(many, 3)
    before = where(many)
    search(many, "paper")
    assert where(many)[0] != before[0]
    clear(many)
    assert where(many) == before
    assert many.window.page.search.hasFocus()
    search(many, "paper")
    clear(many)
    assert where(many) == before


@pytest.mark.parametrize("clear", [clear_by_escape, clear_by_emptying])
def test_a_hit_that_one_went_to_stays_under_the_cursor(many, clear):
    search(many, "paper")
    for _ in range(9):
        many.key(K.Key_Down)
    chosen = where(many)[0]
    clear(many)
    assert where(many)[0] == chosen
    assert where(many)[1] == PAPERS
    listed = many.window.page.list
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))


def test_escape_in_the_list_ends_the_search_on_the_hit(many):
    search(many, "paper")
    many.key(K.Key_Return)
    first = where(many)[0]
    many.key(K.Key_Escape)
    assert many.window.page.search.text() == ""
    assert where(many)[:2] == (first, PAPERS)
    assert many.window.page.list.hasFocus()


def test_a_hit_outside_of_the_view_is_shown_where_it_is(many):
    paper = many.row(5)
    many.library.set_status([paper.id], "dismissed")
    many.window.browser.refresh()
    many.settle()
    go_down(many)
    before = where(many)
    search(many, f'"{paper.title}"')
    many.window.browser.search_everywhere()
    many.settle()
    many.key(K.Key_Return)
    assert where(many)[0] == paper.id
    many.key(K.Key_Escape)
    assert many.window.browser.key == "view:all"
    assert where(many)[:2] == (paper.id, PAPERS)
    many.key(K.Key_Left, ALT)
    assert where(many) == before


def test_typing_again_after_emptying_the_line_keeps_the_origin(many):
    go_down(many, 3)
    before = where(many)
    search(many, "p")
    line = many.window.page.search
    line.set_query("")  # no answer is waited for between the keys
    line.set_query("q")
    line.set_query("")
    many.settle()
    assert where(many) == before


# ---- undo ----


def test_undo_goes_to_the_paper_that_comes_back(many):
    go_down(many)
    paper = where(many)[0]
    many.key(K.Key_Delete)
    many.key(K.Key_Home)
    many.ctrl(K.Key_Z)
    assert where(many)[0] == paper
    listed = many.window.page.list
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))
    many.key(K.Key_Z, CTRL | SHIFT)
    assert where(many)[1] == PAPERS - 1


def test_undo_selects_all_that_come_back(many):
    go_down(many)
    many.key(K.Key_Down, SHIFT)
    chosen = many.window.page.list.selected_ids()
    many.key(K.Key_X)
    many.key(K.Key_Home)
    many.ctrl(K.Key_Z)
    assert many.window.page.list.selected_ids() == chosen


def test_undo_of_what_is_not_in_this_list_goes_where_it_is(many):
    go_down(many)
    paper = where(many)[0]
    many.key(K.Key_S)
    search(many, f'"{many.row(0).title}"')
    many.key(K.Key_Return)
    words, hits = many.window.page.search.text(), where(many)
    assert paper not in many.window.page.model.ids
    many.ctrl(K.Key_Z)
    assert where(many)[:2] == (paper, PAPERS)
    assert back_button(many)[:-1] == f"“{words}”"[:23]
    many.key(K.Key_Escape)
    assert where(many) == hits


def test_redo_that_takes_a_paper_out_of_the_list_stays(many):
    many.window.browser.show(Query(view="new"), "view:new")
    many.settle()
    many.window.page.focus_list()
    go_down(many)
    many.key(K.Key_R)
    many.ctrl(K.Key_Z)
    row = many.window.page.list.currentIndex().row()
    many.key(K.Key_Z, CTRL | SHIFT)
    assert many.window.browser.key == "view:new"
    assert many.window.page.list.currentIndex().row() == row


# ---- verbs that come before their list, and starting again ----


def test_verbs_wait_for_the_list_that_was_asked_for(many):
    other = many.row(0).id
    many.key(K.Key_Slash)
    line = many.window.page.search
    line.setText(wanted := f'"{many.row(9).title}"')
    line.asked.emit(wanted, False)
    many.window.page.focus_list()
    for name in ("star", "export"):
        many.window.act(name)
    dialog = many.dialog(ExportDialog)
    assert "1 hit" in many.window.page.summary
    assert many.row(0).starred
    assert not many.library.paper(other).starred
    assert any("The only hit" in button.text() for button in dialog._scopes.buttons())
    dialog.close()
    many.back()


def test_a_verb_behind_the_way_back_is_for_the_place_that_it_leads_to(many):
    go_down(many)
    wanted, line = many.window.page.list.current_id(), many.window.page.search
    line.setText(words := f'"{many.row(0).title}"')
    line.asked.emit(words, False)
    for name in ("go_back", "star"):
        many.window.act(name)
    many.settle()
    assert list(many.library.ids("starred")) == [wanted]


def test_a_start_after_a_list_of_related_papers(many, tmp_path, qtbot, qapp):
    go_down(many, 2)
    before = where(many)
    many.key(K.Key_A)
    many.app.close()
    again = start(tmp_path / "many", qtbot, qapp)
    assert where(again) == before
    assert again.window.page.list.hasFocus()
    end(again)


@pytest.mark.parametrize("words", ["", "paper"])
@pytest.mark.parametrize("at_once", [query.AT_ONCE, 10])
def test_a_selection_is_there_again_after_a_start(many, tmp_path, qtbot, qapp, monkeypatch, words, at_once):
    for module in (query, browser):
        monkeypatch.setattr(module, "AT_ONCE", at_once)
    if words:
        search(many, words)
        many.key(K.Key_Return)
    go_down(many)
    many.key(K.Key_Down, SHIFT)
    many.key(K.Key_Down, CTRL)
    many.key(K.Key_Down, CTRL)
    many.key(K.Key_Space, CTRL)
    chosen, before = many.window.page.list.selected_ids(), where(many)
    assert len(chosen) == 3
    many.app.close()
    again = start(tmp_path / "many", qtbot, qapp)
    assert (again.window.page.list.selected_ids(), where(again)) == (chosen, before)
    end(again)


@pytest.mark.parametrize("kept", [None, "x", {}, [1, "x", None], [10**9, 10**9 + 1]])
def test_a_damaged_selection_counts_as_none(many, tmp_path, qtbot, qapp, kept):
    many.app.close()
    state = tmp_path / "many" / "window.json"
    written = json.loads(state.read_text(encoding="utf-8"))
    written["place"]["selected"] = kept
    state.write_text(json.dumps(written), encoding="utf-8")
    again = start(tmp_path / "many", qtbot, qapp)
    assert again.window.page.list.selected_count() == 1
    end(again)


def test_a_search_that_comes_back_knows_where_it_began(many, tmp_path, qtbot, qapp):
    many.window.browser.show(Query(view="new"), "view:new")
    many.settle()
    many.window.page.focus_list()
    go_down(many, 2)
    before = where(many)
    search(many, "paper")
    many.app.close()
    again = start(tmp_path / "many", qtbot, qapp)
    assert again.window.page.search.text() == "paper"
    again.key(K.Key_Slash)
    again.key(K.Key_Escape)
    assert again.window.browser.key == "view:new"
    assert where(again) == before
    end(again)


def test_the_trail_is_bounded_and_goes_both_ways():
    trail, places = Trail(), [Place(Query(dump=number), f"dump:{number}", Spot(row=number)) for number in range(150)]
    for place in places[:-1]:
        trail.leave(place)
    assert trail.back(places[-1]) == places[-2]
    assert trail.ahead(places[-2]) == places[-1]
    here, steps = places[-1], 0
    while (place := trail.back(here)) is not None:
        here, steps = place, steps + 1
    assert steps == 100


def test_the_hits_of_last_time_are_there_before_the_search_engine(many, tmp_path, qtbot, qapp, monkeypatch):
    search(many, "paper propose")
    many.key(K.Key_Return)
    go_down(many)
    before = where(many)
    shown = [many.window.page.model.shown(row) for row in range(*many.window.page.list.sight())]
    many.app.close()
    loaded, real = threading.Event(), Library.warm_up_search

    def late(library: Library) -> None:
        loaded.wait(PATIENCE)
        real(library)

    monkeypatch.setattr(Library, "warm_up_search", late)
    application = Application(qapp, library_paths(tmp_path / "many"))
    application.window.resize(1100, 700)
    application.start([])
    again = Driver(application, qtbot)
    model, listed = application.window.page.model, application.window.page.list
    again.until(lambda: model.rowCount() > 0)
    assert application.window.browser.listing is None  # the answer is not there yet
    assert where(again) == before
    there = [model.shown(row) for row in range(*listed.sight())]
    assert [(row.row, row.hit.snippet) for row in there] == [(row.row, row.hit.snippet) for row in shown]
    application.window.act("star")
    assert not application.runner.busy or not again.library.rows([before[0]])[0].starred
    loaded.set()
    again.settle()
    assert where(again) == before
    assert again.library.rows([before[0]])[0].starred
    again.problems = []
    end(again)


@pytest.mark.parametrize(
    "seen", [{"total": "x"}, {"total": 5, "rows": [[9, 1, "", [], []]]}, {"total": 10**12, "rows": []}, {"rows": [1]}]
)
def test_damaged_hits_of_last_time_count_as_none(many, tmp_path, qtbot, qapp, seen):
    search(many, "paper")
    hits = where(many)[1]
    many.app.close()
    state = tmp_path / "many" / "window.json"
    kept = json.loads(state.read_text(encoding="utf-8"))
    state.write_text(json.dumps({**kept, "seen": seen}), encoding="utf-8")
    again = start(tmp_path / "many", qtbot, qapp)
    assert where(again)[1] == hits
    end(again)
