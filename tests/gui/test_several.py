"""Several papers selected: what is done to all of them, where the cursor goes, and what is for one paper only."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QLineEdit, QListWidget

from readinglist.core.library import run
from readinglist.core.records import SHARED_FIELDS
from readinglist.gui.dialogs.edit_several_dialog import EditSeveralDialog, NoteSeveralDialog
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.keys_dialog import KeysDialog
from readinglist.gui.dialogs.manage_dialog import ManageDialog
from readinglist.gui.dialogs.palette_dialog import PaletteDialog
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.finding.side_bar import fitted_line
from readinglist.gui.parts.dialog import FileDialog
from readinglist.gui.work import session
from tests.timing import PATIENCE

from .conftest import Driver

K, SHIFT, NONE = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
PAPERS = 9


@pytest.fixture()
def many(empty_driver: Driver) -> Driver:
    driver = empty_driver
    entries = [
        f"@article{{k{n}, title={{The {n}th Way of Sorting Papers}}, author={{Doe, Jane}}}}" for n in range(PAPERS)
    ]
    run(driver.library.import_dumps([], text="\n\n".join(entries)))
    driver.window.browser.refresh()
    driver.settle()
    assert len(driver.titles()) == PAPERS
    return driver


def select(driver: Driver, first: int, more: int) -> None:
    driver.window.page.focus_list()
    driver.key(K.Key_Home)
    for _ in range(first):
        driver.key(K.Key_J)
    for _ in range(abs(more)):
        driver.key(K.Key_Down if more > 0 else K.Key_Up, SHIFT)


@pytest.mark.parametrize(("first", "more"), [(0, 2), (2, 3), (4, -2), (6, 2), (0, 8), (3, 0)])
def test_the_cursor_goes_to_the_first_paper_after_those_that_left(many: Driver, first: int, more: int):
    driver = many
    driver.window.page.search.set_query("is:unread")
    driver.settle()
    titles = driver.titles()
    select(driver, first, more)
    driver.keys("x")
    low, high = min(first, first + more), max(first, first + more)
    rest = [title for row, title in enumerate(titles) if not low <= row <= high]
    assert driver.titles() == rest
    if rest:
        row = driver.window.page.list.currentIndex().row()
        assert rest[row] == (titles[high + 1] if high + 1 < PAPERS else rest[-1])


def test_pane_and_head_say_the_same_after_undo(many: Driver):
    driver = many
    select(driver, 1, 3)
    driver.keys("s")
    driver.key(K.Key_Home)
    driver.ctrl(K.Key_Z)
    driver.settle()
    assert len(driver.window.selected_papers()) == 4
    assert driver.window.page._selected.text() == f"4 of {PAPERS} selected"
    assert driver.window.pane.paper is None


@pytest.mark.parametrize(("key", "held"), [(K.Key_E, SHIFT), (K.Key_W, NONE)])
def test_what_is_for_one_paper_says_so(many: Driver, key: Qt.Key, held: Qt.KeyboardModifier):
    driver = many
    driver.window.page.search.set_query("sorting")
    driver.settle()
    select(driver, 0, 2)
    before = driver.library.papers(driver.library.ids())
    driver.key(key, held)
    assert "one paper at a time" in driver.window.statusBar().currentMessage()
    assert not [dialog for dialog in driver.window.findChildren(QDialog) if dialog.isVisible()]
    assert driver.library.papers(driver.library.ids()) == before


def test_an_empty_list_has_nothing_selected_and_selects_nothing(many: Driver):
    driver = many
    driver.window.page.search.set_query("is:unread")
    driver.settle()
    select(driver, 0, PAPERS - 1)
    assert driver.window.page._selected.isVisible()
    driver.keys("x")
    assert driver.titles() == [] and driver.window.page._selected.isHidden()
    driver.window.act("select_more")
    assert driver.window.page._selected.isHidden()


def test_enter_on_a_tag_asks_for_its_name_and_is_not_the_answer(many: Driver):
    driver = many
    driver.library.tag([1, 2], "one")
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    driver.until(lambda: dialog.tags.count() == 1)
    driver.key(K.Key_Tab)
    assert dialog.tags.hasFocus()
    driver.key(K.Key_Return)
    asked = dialog.findChildren(QInputDialog)
    assert [each.isVisible() for each in asked] == [True]
    asked[0].reject()
    dialog.done(0)
    driver.back()


def test_what_filters_to_nothing_says_so(many: Driver):
    driver = many
    driver.window.act("palette")
    palette = driver.dialog(PaletteDialog)
    driver.keys("zzzqq")
    found = palette.findChildren(QListWidget)[0]
    assert found.count() == 0 and found.accessibleDescription()
    palette.done(0)
    driver.back()
    driver.window.act("keys")
    sheet = driver.dialog(KeysDialog)
    driver.keys("sort")
    driver.until(lambda: not sheet._unmade)
    headings = [heading.text() for heading, _names in sheet._sections if heading.isVisible()]
    assert headings == ["View"]
    sheet.done(0)
    driver.back()


def test_a_change_that_takes_long_is_told_to_be_on_its_way(many: Driver, monkeypatch):
    monkeypatch.setattr(session, "SLOW", 100)
    driver, end = many, threading.Event()
    driver.window.session.write(lambda _library: end.wait(PATIENCE))
    driver.until(lambda: driver.window.statusBar().currentMessage() == "Working…")
    end.set()
    driver.until(lambda: driver.window.statusBar().currentMessage() == "")


def test_a_search_that_is_open_follows_an_import_that_is_undone_and_done_again(many: Driver):
    """At once what has gone, and what has come when the index has it; the number of a saved search, too."""
    driver = many
    entries = [f"@article{{n{n}, title={{A Sorting Network of {n} Wires}}, author={{Roe, Ann}}}}" for n in range(200)]
    driver.library.save_search("all of them", "sorting")
    search = driver.library.saved_searches()[0].id
    run(driver.library.import_dumps([], text="\n\n".join(entries)))
    driver.window.page.search.set_query("sorting")
    driver.settle()
    driver.window.page.focus_list()
    for key, papers in ((K.Key_Z, PAPERS), (K.Key_Y, PAPERS + 200), (K.Key_Z, PAPERS)):
        driver.ctrl(key)
        driver.until(lambda papers=papers: len(driver.window.page.model.ids) == papers)
        driver.until(lambda papers=papers: driver.window.browser.tallies.of.get(search) == papers)
        assert not driver.window.page._notes.isVisible()


def test_an_import_that_was_not_finished_is_seen_wherever_its_dump_is(many: Driver, tmp_path: Path):
    """In the side bar, among the dumps, in its report, and in the preview of the same file."""
    driver, file = many, tmp_path / "long.bib"
    entries = [f"@article{{n{n}, title={{A Sorting Network of {n} Wires}}, author={{Roe, Ann}}}}" for n in range(2500)]
    file.write_text("\n\n".join(entries), encoding="utf-8")
    steps = driver.library.import_dumps([file])
    while len(driver.library.dumps()) == 1:
        next(steps)
    steps.close()  # as a window that is closed
    driver.window.browser.refresh()
    driver.settle()
    dump = driver.library.dumps()[-1].id
    lines = driver.window.side.lines
    entry, metrics = lines.entry(lines.row_of(f"dump:{dump}")), driver.window.side.fontMetrics()
    whole = "long.bib (not finished)"
    assert entry.text == whole and fitted_line(entry, metrics, 400) == whole
    narrow = fitted_line(entry, metrics, metrics.horizontalAdvance(whole) - 12)
    assert "…" in narrow and narrow.endswith(" (not finished)")
    assert "…finished" not in fitted_line(entry, metrics, 60)
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    driver.until(lambda: dialog.dumps.count() == 2)
    assert "not finished: import it again" in dialog.dumps.item(1).text()
    dialog.done(0)
    driver.back()
    driver.window.show_report(dump)
    report = driver.dialog(ImportDialog)
    driver.until(lambda: "not imported to its end" in report._lead.text())
    report.done(0)
    driver.back()
    driver.window.openers.import_files([str(file)])
    preview = driver.dialog(ImportDialog)
    driver.until(lambda: preview.ready)
    assert any("was not finished" in label.text() for label in preview.findChildren(QLabel))
    preview.done(0)
    driver.back()


def test_file_dialogs_begin_where_the_last_one_ended(many: Driver, tmp_path: Path):
    driver = many
    driver.window.act("import")
    dialog = driver.dialog(FileDialog)
    assert dialog.directory().absolutePath() == str(Path.home())
    name = dialog.findChild(QLineEdit)
    name.setText(str(tmp_path / "page.txt"))  # typed: the dialog's own folder stays as it was
    dialog._choose()
    dialog.done(0)
    driver.settle()
    driver.window.act("import_folder")
    other = driver.dialog(FileDialog)
    assert other.directory().absolutePath() == str(tmp_path)
    other.done(0)
    driver.settle()


def test_the_same_passage_is_highlighted_once(many: Driver):
    library = many.library
    paper = library.add_paper(title="One", abstract="We propose a way of sorting.")
    first = library.highlight(paper, "a way", before="propose ", after=" of")
    assert library.highlight(paper, "a way", before="propose ", after=" of") == first
    assert len(library.paper(paper).highlights) == 1


def fields(driver: Driver, ids: list[int]) -> list[tuple[object, ...]]:
    return [(paper.year, paper.venue, paper.authors, paper.note) for paper in driver.library.papers(ids)]


@pytest.mark.parametrize("key", ["e", "c"])
def test_fields_of_several_are_set_alike_in_one_step(many: Driver, key: str):
    """What is the same in all is shown, what is not stays where nothing was typed."""
    driver = many
    driver.library.edit(1, "venue", "Journal of Order")
    select(driver, 0, PAPERS - 1)
    ids = driver.window.selected_papers()
    before = fields(driver, ids)
    driver.keys(key)
    dialog = driver.dialog(EditSeveralDialog)
    assert set(dialog.fields) == set(SHARED_FIELDS)
    assert dialog.fields["authors"].toPlainText() == "Doe, Jane"
    assert (dialog.fields["venue"].text(), dialog.fields["venue"].placeholderText()) == ("", "not the same in all")
    dialog.fields["year"].setFocus()
    driver.keys("20x1")
    driver.ctrl(K.Key_Return)
    driver.until(lambda: "not a year" in dialog._state.text())
    assert fields(driver, ids) == before
    driver.ctrl(K.Key_A)
    driver.keys("2021")
    driver.ctrl(K.Key_Return)
    driver.back()
    assert fields(driver, ids) == [(2021, *rest) for _, *rest in before]
    assert driver.window.statusBar().currentMessage().startswith(f"{PAPERS} papers saved")
    driver.ctrl(K.Key_Z)
    assert fields(driver, ids) == before


def test_a_note_is_added_to_several_in_one_step(many: Driver):
    driver = many
    driver.library.set_note(1, "First.\n")
    select(driver, 0, PAPERS - 1)
    ids = driver.window.selected_papers()
    before = fields(driver, ids)
    driver.keys("n")
    dialog = driver.dialog(NoteSeveralDialog)
    driver.keys("For the *survey*.")
    driver.key(K.Key_Tab)
    assert dialog.focusWidget() is not dialog.note
    driver.ctrl(K.Key_Return)
    driver.back()
    driver.settle()
    notes = {paper.id: paper.note for paper in driver.library.papers(ids)}
    assert notes.pop(1) == "First.\n\nFor the *survey*."
    assert set(notes.values()) == {"For the *survey*."}
    driver.ctrl(K.Key_Z)
    assert fields(driver, ids) == before


def test_several_are_opened_attached_to_and_looked_for_together(many: Driver, tmp_path: Path, monkeypatch):
    driver, opened = many, []
    monkeypatch.setattr(driver.window.commands, "open_target", opened.append)
    driver.library.edit(2, "doi", "10.1000/182")
    driver.library.edit(3, "arxiv", "2310.06825")
    select(driver, 0, PAPERS - 1)
    driver.keys("o")
    driver.settle()
    assert sorted(opened) == ["https://arxiv.org/abs/2310.06825", "https://doi.org/10.1000/182"]
    assert driver.window.statusBar().currentMessage().startswith(f"{PAPERS - 2} of these papers have no link")
    select(driver, 0, 1)
    ids = driver.window.selected_papers()
    driver.key(K.Key_O, SHIFT)
    dialog = driver.dialog(FileDialog)
    dialog.chosen.emit([str(tmp_path / "proceedings.pdf")])
    dialog.done(0)
    driver.back()
    driver.settle()
    attached = [paper.id for paper in driver.library.papers(driver.library.ids()) if paper.attachments]
    assert sorted(attached) == sorted(ids)
    model = driver.window.page.model
    words = [model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole) for row in range(PAPERS)]
    assert [row for row, told in enumerate(words) if "has a file" in told] == [0, 1]
    driver.ctrl(K.Key_Z)
    assert not any(paper.attachments for paper in driver.library.papers(ids))
    select(driver, 0, 1)
    driver.keys("a")
    driver.until(lambda: driver.window.browser.query.label == "Related to 2 papers")
    driver.settle()
    assert set(driver.window.page.model.ids) == set(driver.library.ids()) - set(ids)


def test_a_tag_that_is_there_is_meant_before_a_new_one(driver):
    paper, other = driver.row(0).id, driver.row(1).id
    driver.library.tag([other], "survey", "resurvey")
    driver.window.browser.refresh()
    driver.keys("t")
    dialog = driver.dialog(TagsDialog)
    driver.until(lambda: len(dialog._names) == 2)
    driver.keys("Surv")
    assert [dialog._list.item(n).text() for n in range(3)] == ["survey", "New tag “Surv”", "resurvey"]
    driver.key(K.Key_Return)
    assert driver.library.paper(paper).tags == ("survey",)
    driver.keys("surv")  # it is on: to take it off it is typed whole, or chosen
    driver.key(K.Key_Return)
    assert set(driver.library.paper(paper).tags) == {"survey", "surv"}
    driver.key(K.Key_Escape)
    driver.back()
