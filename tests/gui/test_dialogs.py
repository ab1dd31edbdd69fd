"""Palette, key sheet, editing, tags and saved searches in a real window, by keys."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from readinglist.core.library import run
from readinglist.gui.dialogs import form
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.form import SPECS
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.keys_dialog import KeysDialog
from readinglist.gui.dialogs.lines_dialog import LinesDialog
from readinglist.gui.dialogs.manage_dialog import HELD, ManageDialog
from readinglist.gui.dialogs.palette_dialog import PaletteDialog, fuzzy
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.keys.actions import ACTIONS, translated

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
    sheet = driver.dialog(KeysDialog)
    driver.until(lambda: not sheet._unmade)
    told = {label.text() for label in sheet.findChildren(QLabel)}
    assert told >= {translated(action.text).rstrip("…") for action in ACTIONS}
    driver.key(K.Key_Escape)
    driver.back()


def test_key_sheet_is_made_section_by_section_and_filtered_from_the_first_letter_on(driver):
    sheet = KeysDialog(driver.window)
    assert not sheet._lines  # none of them holds up the key that opens it
    sheet._filter.setText("sort")
    sheet.open()
    driver.until(lambda: not sheet._unmade)
    assert [text for text, name, _caps in sheet._lines if name.isVisible()] == ["sort by…"]
    sheet.done(0)
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


@pytest.mark.parametrize("name", ["title", "abstract"])
def test_it_is_said_where_an_emptied_text_is_that_of_the_source_again(driver, name: str):
    paper = driver.row(0).id
    before = getattr(driver.library.paper(paper), name)
    for text, said in (("my own words", "Saved "), ("", "Saved. For the text that you emptied")):
        driver.keys("e")
        driver.dialog(EditDialog).fields[name].setPlainText(text)
        driver.ctrl(K.Key_Return)
        driver.back()
        driver.settle()
        assert getattr(driver.library.paper(paper), name) == (text or before)
        assert driver.window.statusBar().currentMessage().startswith(said)


def test_as_many_lines_as_a_field_shows_need_no_scroll_bar(driver):
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    for spec in SPECS:
        field = dialog.fields[spec.name]
        if spec.lines > 1:
            field.setPlainText("\n".join(["a line"] * spec.lines))
            assert field.verticalScrollBar().maximum() == 0, spec.name
            field.appendPlainText("one more")
            assert field.verticalScrollBar().maximum() > 0, spec.name
    driver.discard()
    driver.back()


def test_the_fields_of_a_bib_file_are_edited_by_keys(driver):
    paper = driver.row(0).id
    driver.library.edit(paper, "volume", "27")
    driver.app.session.changed.emit()
    driver.settle()
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    others = dialog.fields["others"]
    assert others.toPlainText() == "volume = 27"
    others.setFocus()
    driver.ctrl(K.Key_A)
    driver.keys("volume = 28")
    driver.key(K.Key_Return)
    driver.keys("pages=1--9")
    driver.ctrl(K.Key_Return)
    driver.back()
    driver.settle()
    assert driver.library.other_fields(driver.library.paper(paper)) == {"volume": "28", "pages": "1--9"}
    assert "28, 1–9" in driver.window.pane._facts.text()


@pytest.mark.parametrize(
    ("kind", "venue", "publisher", "more"),
    [
        ("", "Journal or book", "Publisher", "volume = 28"),
        ("Article", "Journal", "Publisher", "pages = 1--15"),
        ("inproceedings", "Title of the book", "Publisher", "editor ="),
        ("phdthesis", "Journal or book", "School", "type ="),
        ("techreport", "Journal or book", "Institution", "number = 12"),
        ("poster", "Journal or book", "Publisher", "volume = 28"),
    ],
)
def test_fields_are_called_what_they_are_of_a_kind_of_paper(driver, kind: str, venue: str, publisher: str, more: str):
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    dialog.fields["entry_type"].setFocus()
    driver.keys(kind)
    assert dialog.fields["venue"].accessibleName() == venue
    assert dialog.fields["publisher"].accessibleName() == publisher
    assert more in dialog.fields["others"].placeholderText()
    letters = [_letter(dialog, field) for field in dialog.fields.values()]
    assert len(set(letters)) == len(letters) and all(letters)
    driver.discard() if kind else driver.key(K.Key_Escape)
    driver.back()


def test_another_kind_of_paper_shows_its_other_fields_at_once(driver):
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    field = dialog.fields["others"].viewport()
    asked: list[int] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            asked.append(1) if event.type() == QEvent.Type.Paint else None
            return False

    driver.until(field.isVisible)
    watch = Watch()
    for kind in ("article", "phdthesis", ""):
        field.repaint()
        field.installEventFilter(watch)
        dialog.fields["entry_type"].setCurrentText(kind)
        driver.until(lambda: asked != [])
        field.removeEventFilter(watch)
        asked.clear()
    driver.key(K.Key_Escape)
    driver.back()


def _letter(dialog: EditDialog, field: QWidget) -> str:
    """The underlined letter that leads to a field."""
    name = next(found for found in dialog.findChildren(QLabel) if found.buddy() is field)
    return name.text().partition("&")[2][:1].lower()


def test_an_edit_that_is_refused_says_why(driver):
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    fields = dialog.fields
    wrong = (
        ("year", "soon", fields["year"].setText),
        ("entry_type", "two words", fields["entry_type"].setCurrentText),
        ("citation_key", "a key", fields["citation_key"].setText),
        ("others", "no such field = 1", fields["others"].setPlainText),
    )
    for name, typed, put in wrong:
        before = form._text(name, fields[name])
        put(typed)
        fields["title"].setFocus()
        driver.ctrl(K.Key_Return)
        driver.until(fields[name].hasFocus)  # where the mistake is
        assert dialog.isVisible() and fields[name].property("wrong")
        assert fields[name].accessibleDescription() == dialog._state.text() != ""
        put(before)
        assert not fields[name].property("wrong") and not fields[name].accessibleDescription()
    driver.key(K.Key_Escape)  # nothing is changed any more
    driver.back()
    driver.ctrl(K.Key_N)
    dialog = driver.dialog(EditDialog)
    dialog.fields["year"].setFocus()
    driver.keys("2017")
    driver.ctrl(K.Key_Return)
    driver.until(dialog.fields["title"].hasFocus)
    assert dialog.fields["title"].property("wrong")
    driver.discard()
    driver.back()


def test_a_paper_that_is_there_is_not_added_without_a_word(driver):
    there, before = driver.row(0), len(driver.library.ids("all"))
    driver.ctrl(K.Key_N)
    dialog = driver.dialog(EditDialog)
    driver.keys(there.title.upper())
    driver.ctrl(K.Key_Return)
    driver.until(lambda: bool(dialog._state.text()))
    assert there.title in dialog._state.text() and dialog.isVisible()
    dialog.fields["title"].setPlainText(there.title)  # that is another paper to ask about
    dialog._state.clear()
    driver.ctrl(K.Key_Return)
    driver.until(lambda: bool(dialog._state.text()))
    assert len(driver.library.ids("all")) == before
    driver.ctrl(K.Key_Return)
    driver.back()
    driver.settle()
    assert len(driver.library.ids("all")) == before + 1


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


def test_a_comma_parts_tags_and_typed_text_is_not_lost(driver):
    paper = driver.row(0).id
    driver.library.tag([paper], "kept")
    driver.window.browser.refresh()
    driver.settle()
    driver.keys("t")
    dialog = driver.dialog(TagsDialog)
    driver.keys("to read, group  work,, kept")
    driver.key(K.Key_Return)
    assert set(driver.library.paper(paper).tags) == {"group work", "kept", "to read"}
    driver.keys("left")
    driver.key(K.Key_Escape)  # empties the field
    assert dialog.isVisible() and dialog._field.text() == "" and dialog._field.hasFocus()
    driver.keys("x" * 120)  # longer than a tag may be
    driver.key(K.Key_Return)
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    QApplication.activeModalWidget().accept()
    driver.dialog(TagsDialog)
    assert dialog._field.text() == "x" * 120
    driver.ctrl(K.Key_A)
    driver.keys("done, kept")
    while not isinstance(QApplication.focusWidget(), QPushButton):
        driver.key(K.Key_Tab)
    driver.key(K.Key_Return)
    driver.back()
    driver.settle()
    assert set(driver.library.paper(paper).tags) == {"done", "group work", "kept", "to read"}


def test_manage_tags_and_saved_searches(driver):
    paper = driver.row(0).id
    driver.library.tag([paper], "one")
    driver.library.tag([paper], "two")
    search(driver, "beam")
    driver.library.save_search("Beams", "beam", "relevance")
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    dialog.rename_tag_to("one", "Two")
    driver.settle()
    driver.until(lambda: driver.window.statusBar().currentMessage().startswith("Tag “one” merged into “two”"))
    dialog.rename_tag_to("two", "Two")
    driver.settle()
    driver.until(lambda: driver.window.statusBar().currentMessage().startswith("Tag renamed"))
    dialog.rename_tag_to("Two", "two")
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


def tags_shown(dialog: ManageDialog) -> list[str]:
    return [dialog.tags.item(row).data(HELD).name for row in range(dialog.tags.count())]


def test_the_focus_stays_on_the_row_whatever_is_done_to_it(driver):
    """By keys alone: renaming moves the row, merging and deleting take it away, a colour changes its look."""
    papers = [driver.row(number).id for number in range(3)]
    for name in ("alpha", "beta", "gamma"):
        driver.library.tag(papers, name)
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    driver.key(K.Key_Tab)
    driver.key(K.Key_Down)  # on beta

    def named(text: str) -> None:
        driver.until(lambda: isinstance(QApplication.activeModalWidget(), QInputDialog))
        box = QApplication.activeModalWidget()
        box.activateWindow()
        driver.until(box.isActiveWindow)
        driver.ctrl(K.Key_A)
        driver.keys(text)
        driver.key(K.Key_Return)
        dialog.activateWindow()
        driver.until(dialog.isActiveWindow)
        driver.settle()

    def here(tag: str) -> None:
        assert dialog.tags.hasFocus(), driver.app.qt.focusWidget()
        assert dialog.tags.currentItem().data(HELD).name == tag

    here("beta")
    driver.key(K.Key_Tab)
    driver.key(K.Key_Return)  # the button
    named("zeta")
    assert tags_shown(dialog) == ["alpha", "gamma", "zeta"]
    here("zeta")
    driver.key(K.Key_F2)
    named("Alpha")  # merges with the one that is there
    assert len(tags_shown(dialog)) == 2
    here(tags_shown(dialog)[0])
    for _ in range(2):
        driver.key(K.Key_Tab)
    driver.key(K.Key_Space)
    driver.key_in_menu(K.Key_Up)  # from no colour to the last one
    driver.key_in_menu(K.Key_Return)
    dialog.activateWindow()
    driver.until(dialog.isActiveWindow)
    driver.settle()
    here(tags_shown(dialog)[0])
    assert dialog.tags.currentItem().data(Qt.ItemDataRole.AccessibleTextRole).endswith("(3), Grey")
    driver.key(K.Key_Delete)
    assert tags_shown(dialog) == ["gamma"]
    here("gamma")
    driver.ctrl(K.Key_Z)
    assert len(tags_shown(dialog)) == 2
    here("gamma")
    driver.key(K.Key_Escape)
    driver.back()


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
        (f"{report.lines.blank} blank", []),
        (f"{report.lines.total} lines =", ["Subscribe", "Mar 13", "Beam Search", "We introduce a flexible"]),
    ):
        next(button for button in dialog.findChildren(QPushButton) if button.text() == text).click()
        empty_driver.until(lambda: bool(dialog.findChildren(LinesDialog)))
        shown = dialog.findChildren(LinesDialog)[-1]
        words = shown.findChild(QPlainTextEdit).toPlainText()
        assert all(part in words for part in expected), words
        stands = page.read_text(encoding="utf-8").splitlines()
        if expected:
            assert all(line[8:] == stands[int(line[:6]) - 1] for line in words.splitlines())
        else:  # of blank lines the numbers
            assert words.splitlines() == ["2, 4 and so on to 18"] and not any(stands[1:18:2])
        shown.close()
        empty_driver.until(lambda: not dialog.findChildren(LinesDialog))
    dialog.close()
    empty_driver.back()
