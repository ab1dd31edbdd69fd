"""The focus stays where it is seen: when a place is no more, when the window gets smaller, and below an edge."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTabBar

from readinglist.core.library import run
from readinglist.gui.dialogs.import_cards import ReportCard
from readinglist.gui.dialogs.import_dialog import RING, ImportDialog
from readinglist.gui.dialogs.manage_dialog import ManageDialog
from readinglist.gui.finding.query import Query, Question, load

from .conftest import PAGE

K = Qt.Key
SHIFT_CTRL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def in_side_bar(driver, key):
    """Walk in the side bar to a line."""
    side = driver.window.side
    side.setFocus()
    side.setCurrentIndex(side.lines.index(side.lines.row_of(key)))
    driver.settle()
    assert side.hasFocus() and driver.window.browser.key == key


@pytest.mark.parametrize("way", ["side bar", "undo"])
def test_an_import_that_is_undone_while_it_is_looked_at_leads_to_the_library(driver, tmp_path, way):
    window, page = driver.window, driver.window.page
    dump = tmp_path / "more.txt"
    dump.write_text(PAGE.replace("Attention Is All You Need", "Another Transformer of Its Own"), encoding="utf-8")
    run(driver.library.import_dumps([dump]))
    window.browser.refresh()
    driver.settle()
    key = f"dump:{driver.library.dumps()[-1].id}"
    in_side_bar(driver, key)
    if way == "undo":
        page.focus_list()
        driver.ctrl(K.Key_Z)
    else:
        window.side.menu_wanted.emit(window.side.lines.entry(window.side.lines.row_of(key)), QPoint())
        driver.key_in_menu(K.Key_Down)
        driver.key_in_menu(K.Key_Down)
        driver.key_in_menu(K.Key_Return)
        driver.until(lambda: window.browser.key != key)
        driver.back()
        driver.settle()
        assert window.statusBar().currentMessage() == "Import undone   Ctrl+Z undoes it"
    assert (window.browser.key, page.summary) == ("view:library", "Library · 3 papers")
    assert page.list.hasFocus() and page.list.currentIndex().isValid()
    assert window.side.currentIndex().row() == window.side.lines.row_of("view:library")
    driver.key(K.Key_Z, SHIFT_CTRL if way == "undo" else Qt.KeyboardModifier.ControlModifier)
    assert window.side.lines.row_of(key) >= 0 and len(driver.library.ids()) == 4


@pytest.mark.parametrize("words", ["", "attention"])
def test_a_search_in_a_dump_that_was_undone_says_that_it_is_gone(driver, words):
    library = driver.library
    dump = library.dumps()[-1].id
    query = Query(view="all", dump=dump, text=words)
    assert load(library, Question(query), lambda: False).ids
    library.undo_import(dump)
    found = load(library, Question(query), lambda: False)
    assert (found.gone, list(found.ids)) == (True, [])


def test_the_focus_leaves_the_side_bar_when_its_line_is_gone(driver):
    paper = driver.row(0).id
    driver.library.tag([paper], "one")
    driver.window.browser.refresh()
    driver.settle()
    in_side_bar(driver, "tag:one")
    driver.window.change(lambda library: library.delete_tag("one"), "Tag deleted")
    driver.until(lambda: not driver.window.side.hasFocus())
    driver.settle()
    assert driver.window.page.empty.holds_focus()


def test_f6_scrolls_the_paper_to_what_gets_the_focus(driver):
    pane, paper = driver.window.pane, driver.row(0).id
    abstract = "A sentence that fills the pane from its head down to below its edge. " * 120
    driver.library.edit(paper, "abstract", abstract)
    driver.window.browser.refresh()
    driver.settle()
    bar = pane._scroll.verticalScrollBar()
    driver.until(lambda: pane.paper.abstract == abstract.strip() and bar.maximum() > pane.height())

    def lies(part):
        return part.rect().translated(part.mapTo(pane._scroll.viewport(), QPoint()))

    sight = pane._scroll.viewport().rect()
    assert not sight.intersects(lies(pane.note))
    driver.key(K.Key_F6)
    assert pane.abstract.hasFocus() and bar.value() == 0
    driver.key(K.Key_F6)
    assert pane.note.hasFocus() and sight.contains(lies(pane.note)), lies(pane.note)
    driver.key(K.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert pane.abstract.hasFocus() and sight.intersects(lies(pane.abstract))


@pytest.mark.parametrize("scrolled_away", [False, True])
def test_the_row_under_the_cursor_stays_in_sight_in_a_smaller_window(sample_driver, scrolled_away):
    window, papers = sample_driver.window, sample_driver.window.page.list
    last = papers.rows_in_sight() - 1
    for _ in range(last):
        sample_driver.keys("j")
    bar = papers.verticalScrollBar()
    assert papers.currentIndex().row() == last and bar.maximum() > 0
    if scrolled_away:
        bar.setValue(bar.maximum())
        assert not papers.viewport().rect().intersects(papers.visualRect(papers.currentIndex()))
    window.resize(window.width(), 420)
    sample_driver.until(lambda: papers.rows_in_sight() < last)
    sample_driver.settle()
    row = papers.visualRect(papers.currentIndex())
    assert papers.viewport().rect().contains(row) != scrolled_away


def test_a_long_report_is_read_by_keys(empty_driver, tmp_path):
    """The names of refused files hold nothing that Tab could come to."""
    driver, files = empty_driver, [tmp_path / f"{number}.txt" for number in range(9)]
    files[0].write_text(PAGE, encoding="utf-8")
    for path in files[1:]:
        path.write_bytes(bytes(range(256)) * 50)
    driver.app.settings.set("preview_imports", False)
    driver.window.openers.import_files(list(map(str, files)))
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.report is not None)
    driver.settle()
    bar = dialog._area.verticalScrollBar()
    assert (bar.value(), bar.maximum() > 0, dialog.focusWidget().text()) == (0, True, "Done")
    for key, value in ((K.Key_PageDown, min(bar.pageStep(), bar.maximum())), (K.Key_End, bar.maximum())):
        driver.key(key)
        assert bar.value() == value
    driver.key(K.Key_PageUp)
    driver.key(K.Key_Home)
    assert bar.value() == 0
    card = dialog.findChildren(ReportCard)[0]
    assert card.mapTo(dialog._area, QPoint()).x() >= RING  # the mark of the focus does not touch what it goes round
    dialog.done(0)
    driver.back()


def test_down_leads_from_the_tabs_into_the_list(driver):
    for name in ("one", "two", "three"):
        driver.library.tag([driver.row(0).id], name)
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    driver.until(lambda: dialog.tags.count() == 3)
    dialog.findChildren(QTabBar)[0].setFocus()
    driver.key(K.Key_Down)
    assert dialog.tags.hasFocus() and dialog.tags.currentRow() == 1
    dialog.done(0)
    driver.back()
