"""Palette, key sheet, editing, preferences, tags and saved searches in a real window, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from readinglist.core.library import run
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.keys_dialog import KeysDialog
from readinglist.gui.dialogs.lines_dialog import LinesDialog
from readinglist.gui.dialogs.manage_dialog import ManageDialog
from readinglist.gui.dialogs.palette_dialog import PaletteDialog, fuzzy
from readinglist.gui.dialogs.preferences_dialog import PreferencesDialog

from .conftest import PAGE, Driver

K = Qt.Key


def search(driver: Driver, words: str) -> None:
    driver.key(K.Key_Slash)
    driver.keys(words)


def test_palette_finds_actions_and_papers(driver):
    driver.ctrl(K.Key_K)
    driver.dialog(PaletteDialog)
    driver.keys("star")
    driver.key(K.Key_Return)
    driver.back()
    driver.settle()
    assert driver.row(0).starred
    driver.ctrl(K.Key_K)
    dialog = driver.dialog(PaletteDialog)
    driver.keys("residual")
    driver.until(lambda: any("Residual" in dialog._list.item(n).text() for n in range(dialog._list.count())))
    driver.key(K.Key_Return)
    driver.back()
    driver.settle()
    assert driver.window.pane.paper.title.startswith("Deep Residual")


def test_palette_finds_the_imports_when_one_types_dump(driver):
    driver.ctrl(K.Key_K)
    dialog = driver.dialog(PaletteDialog)
    driver.keys("dump")
    shown = [dialog._list.item(n).text() for n in range(dialog._list.count())]
    assert [text for text in shown if "Import" in text] == ["Import files…", "Import a folder…", "Import pasted text"]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("exp", "Export…", True),
        ("tri", "Triage", True),
        ("zz", "Triage", False),
        ("", "x", True),
        ("cbe", "Copy BibTeX entry", True),
    ],
)
def test_fuzzy(typed, text, found):
    assert (fuzzy(typed, text) > 0) is found


def test_key_sheet_lists_every_action(driver):
    driver.keys("?")
    driver.dialog(KeysDialog)
    driver.key(K.Key_Escape)
    driver.back()


def test_edit_by_keys(driver):
    paper = driver.row(0).id
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    dialog.fields["year"].setFocus()
    driver.keys("2017")
    dialog.fields["authors"].setPlainText("Vaswani, Ashish\nShazeer, Noam")
    driver.ctrl(K.Key_Return)
    driver.back()
    driver.settle()
    found = driver.library.paper(paper)
    assert (found.year, found.authors) == (2017, ("Vaswani, Ashish", "Shazeer, Noam"))
    driver.ctrl(K.Key_Z)  # the whole form is one step
    found = driver.library.paper(paper)
    assert (found.year, found.authors) == (None, ())
    driver.keys("c")
    driver.dialog(EditDialog)
    driver.key(K.Key_Escape)
    driver.back()


def test_an_edit_that_is_refused_says_why(driver):
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    dialog.fields["year"].setText("soon")
    driver.ctrl(K.Key_Return)
    assert dialog.isVisible()
    assert dialog._state.text()
    driver.discard()
    driver.back()


@pytest.mark.parametrize("opens", ["e", "new", "c"])
def test_typed_text_is_not_thrown_away_without_asking(driver, opens):
    paper = driver.row(0).id
    driver.ctrl(K.Key_N) if opens == "new" else driver.keys(opens)
    dialog = driver.dialog(EditDialog)
    driver.until(lambda: opens != "c" or dialog.fields["authors"].hasFocus())
    driver.key(K.Key_Escape)
    driver.back()  # nothing was typed: nothing is asked
    driver.ctrl(K.Key_N) if opens == "new" else driver.keys(opens)
    dialog = driver.dialog(EditDialog)
    driver.until(lambda: opens != "c" or dialog.fields["authors"].hasFocus())
    driver.keys("Typed words ")
    typed = driver.app.qt.focusWidget()
    for leave in (lambda: driver.key(K.Key_Escape), dialog.close):
        leave()
        driver.answer("Go on editing")
        dialog.activateWindow()
        driver.until(dialog.isActiveWindow)
        assert typed.hasFocus()
    driver.key(K.Key_Escape)
    driver.answer("Save")
    driver.back()
    driver.settle()
    found = driver.library.papers(driver.library.ids("all"))
    assert any("Typed words" in f"{each.title} {each.authors}" for each in found)
    if opens == "e":
        driver.window.page.focus_list()
        driver.keys("e")
        driver.dialog(EditDialog)
        driver.keys("Thrown away ")
        driver.discard()
        driver.back()
        assert "Thrown away" not in (driver.library.paper(paper).title or "")


def test_the_pane_says_what_the_entry_needs(driver):
    driver.until(lambda: not driver.window.pane._needs.isHidden())
    needs = driver.window.pane._needs
    assert needs.text() == needs.accessibleName() == "Needs author, year, link or DOI: complete it…"
    keys_before = [paper.citation_key for paper in driver.library.papers(driver.library.ids("all"))]
    needs.setFocus()
    driver.key(K.Key_Space)
    dialog = driver.dialog(EditDialog)
    driver.until(lambda: "author, year, link or DOI" in dialog._state.text())
    assert dialog.fields["authors"].hasFocus()
    assert [paper.citation_key for paper in driver.library.papers(driver.library.ids("all"))] == keys_before
    driver.keys("Vaswani, Ashish")
    dialog.fields["year"].setText("2017")
    dialog.fields["arxiv"].setText("1706.03762")
    driver.ctrl(K.Key_Return)
    driver.back()
    driver.settle()
    driver.until(needs.isHidden)
    driver.window.page.focus_list()
    driver.ctrl(K.Key_Z)
    driver.until(lambda: "link or DOI" in needs.text() and not needs.isHidden())


def test_add_a_paper(driver):
    driver.ctrl(K.Key_N)
    driver.dialog(EditDialog)
    driver.keys("A paper typed in")
    driver.ctrl(K.Key_Return)
    driver.back()
    driver.settle()
    assert "A paper typed in" in driver.titles()
    assert driver.window.pane.paper.title == "A paper typed in"
    driver.ctrl(K.Key_Z)
    assert "A paper typed in" not in driver.titles()


def test_preferences_remap_a_key_and_explain_a_conflict(driver):
    driver.window.act("preferences")
    dialog = driver.dialog(PreferencesDialog)
    dialog.tabs.setCurrentIndex(1)
    driver.until(lambda: {"star", "note"} <= dialog.editors.keys() and not dialog._unmade)
    dialog.editors["star"].setKeySequence("G")
    dialog._rekey("star")
    dialog.editors["note"].setKeySequence("G")
    dialog._rekey("note")
    assert "Star" in dialog._hints["note"].text()
    dialog.editors["note"].setKeySequence("N")
    dialog._rekey("note")
    dialog.accept()
    driver.back()
    driver.keys("g")
    assert driver.row(0).starred
    driver.keys("s")
    assert driver.row(0).starred


def test_manage_tags_and_saved_searches(driver):
    paper = driver.row(0).id
    driver.library.tag([paper], "one")
    driver.library.tag([paper], "two")
    search(driver, "beam")
    driver.library.save_search("Beams", "beam", "relevance")
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    dialog.rename_tag_to("one", "two")
    driver.settle()
    dialog.colour_tag("two", "#7fb8a4")
    driver.settle()
    dialog.accept()
    driver.back()
    driver.settle()
    assert driver.library.paper(paper).tags == ("two",)
    assert driver.window.page.list.delegate.tag_colours == {"two": "#7fb8a4"}
    row = next(
        n for n in range(driver.window.side.lines.rowCount()) if driver.window.side.lines.entry(n).text == "Beams"
    )
    driver.window.side.setCurrentIndex(driver.window.side.lines.index(row))
    driver.settle()
    assert driver.window.page.search.text() == "beam"


def test_the_numbers_of_lines_open_them(empty_driver, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    run(empty_driver.library.import_dumps([page]))
    report = empty_driver.library.dumps()[0].report
    empty_driver.window.openers.show_report(report.dump_id)
    dialog = empty_driver.dialog(ImportDialog)
    for text, expected in (
        (f"{report.lines.title} titles", ["Attention Is All You Need", "Deep Residual", "Beam Search"]),
        (f"{report.lines.abstract} abstracts", ["We propose the Transformer", "We present a residual"]),
        (f"{report.lines.total} lines =", ["Subscribe", "Mar 13", "Beam Search", "We introduce a flexible"]),
    ):
        next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()
        empty_driver.until(lambda: bool(dialog.findChildren(LinesDialog)))
        shown = dialog.findChildren(LinesDialog)[-1]
        words = shown.findChild(QPlainTextEdit).toPlainText()
        assert all(part in words for part in expected), words
        shown.close()
        empty_driver.until(lambda: not dialog.findChildren(LinesDialog))
    dialog.close()
    empty_driver.back()
