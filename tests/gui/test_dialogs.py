"""Palette, key sheet, editing, preferences, tags and saved searches in a real window, by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox, QPlainTextEdit, QPushButton

from readinglist.core.library import run
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.form import SPECS
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.keys_dialog import KeysDialog
from readinglist.gui.dialogs.lines_dialog import LinesDialog
from readinglist.gui.dialogs.manage_dialog import HELD, ManageDialog
from readinglist.gui.dialogs.palette_dialog import PaletteDialog, fuzzy
from readinglist.gui.dialogs.preferences_dialog import PreferencesDialog
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.keys.actions import ACTIONS

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


def test_an_edit_that_is_refused_says_why(driver):
    driver.keys("e")
    dialog = driver.dialog(EditDialog)
    dialog.fields["year"].setText("soon")
    driver.ctrl(K.Key_Return)
    assert dialog.isVisible()
    assert dialog._state.text()
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


def keys_page(driver: Driver, wanted: str) -> PreferencesDialog:
    """The keys in preferences, by keys, with the cursor on the action ``wanted``."""
    driver.window.act("preferences")
    dialog = driver.dialog(PreferencesDialog)
    driver.key(K.Key_Right)
    driver.until(lambda: not dialog._unmade)
    driver.key(K.Key_Tab)
    find(driver, wanted)
    return dialog


def find(driver: Driver, wanted: str) -> None:
    for _ in range(99):
        if isinstance(QApplication.focusWidget(), QLineEdit):
            break
        driver.key(K.Key_Up)
    assert isinstance(QApplication.focusWidget(), QLineEdit), QApplication.focusWidget()
    driver.ctrl(K.Key_A)
    driver.keys(wanted)
    driver.key(K.Key_Down)


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


def test_preferences_give_an_action_another_key(driver):
    dialog = keys_page(driver, "star")
    [field] = dialog.fields["star"]
    assert field.hasFocus() and field.text() == "S" and "Star: S" in field.accessibleName()
    driver.keys("g")  # nothing is taken before it is asked for
    assert field.text() == "S"
    driver.key(K.Key_Return)
    assert field.recording
    driver.key(K.Key_Escape)  # leaves the field as it was, and the dialog open
    assert (field.recording, field.text(), dialog.isVisible()) == (False, "S", True)
    driver.key(K.Key_Space)
    driver.key(K.Key_Tab)  # goes on
    assert (field.recording, field.text(), field.hasFocus()) == (False, "S", False)
    driver.key(K.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    driver.key(K.Key_Return)
    driver.keys("g")
    assert (field.recording, field.text(), driver.window.keys.keys["star"]) == (False, "G", ("G",))
    for key, why in ((K.Key_Down, "moves in lists"), (K.Key_F, "opens the menu “File”")):
        driver.key(K.Key_Return)
        driver.key(key, Qt.KeyboardModifier.AltModifier if key == K.Key_F else Qt.KeyboardModifier.NoModifier)
        assert why in dialog._hints["star"].words.text()
    assert driver.window.keys.keys["star"] == ("G",)
    driver.key(K.Key_Escape)
    driver.back()
    driver.keys("s")
    assert not driver.row(0).starred
    driver.keys("g")
    assert driver.row(0).starred


@pytest.mark.parametrize(
    ("key", "held", "written"),
    [
        (K.Key_Question, Qt.KeyboardModifier.ShiftModifier, "?"),
        (K.Key_Y, Qt.KeyboardModifier.ShiftModifier, "Shift+Y"),
        (K.Key_Delete, Qt.KeyboardModifier.NoModifier, "Del"),
        (K.Key_F5, Qt.KeyboardModifier.ShiftModifier, "Shift+F5"),
        (K.Key_G, Qt.KeyboardModifier.ControlModifier, "Ctrl+G"),
    ],
)
def test_keys_are_written_as_the_table_writes_them(driver, key, held, written):
    dialog = keys_page(driver, "light or dark")
    driver.key(K.Key_Return)
    driver.key(key, held)
    assert driver.window.keys.keys["theme"] == (written,)
    dialog.done(0)
    driver.back()


def test_a_key_is_taken_away_and_a_conflict_is_explained_and_ended(driver):
    dialog = keys_page(driver, "mark as reading")
    driver.key(K.Key_Backspace)
    assert driver.window.keys.keys["status_reading"] == ()
    assert [field.text() for field in dialog.fields["status_reading"]] == ["—"]
    find(driver, "search")
    field, other = dialog.fields["search"]
    assert field.hasFocus() and (field.text(), other.text()) == ("/", "Ctrl+F")
    driver.key(K.Key_Delete)
    assert driver.window.keys.keys["search"] == ("Ctrl+F",)
    assert (field.text(), other.text()) == ("Ctrl+F", "—")
    find(driver, "write a note")
    driver.key(K.Key_Return)
    driver.keys("s")
    hint = dialog._hints["note"]
    assert hint.words.text() == "S is also “Star” in the list: neither acts until one is changed."
    driver.key(K.Key_Tab)
    driver.key(K.Key_Return)  # take it from there
    assert dialog.fields["note"][0].hasFocus() and hint.isHidden()
    assert (driver.window.keys.keys["note"], driver.window.keys.keys["star"]) == (("S",), ())
    dialog._all.setFocus()
    driver.key(K.Key_Return)  # all as they were
    assert (driver.window.keys.keys["note"], driver.window.keys.keys["star"]) == (("N",), ("S",))
    driver.key(K.Key_Escape)
    driver.back()


def test_every_key_of_an_action_can_be_another_one(driver):
    dialog = keys_page(driver, "mark for later")
    first, second = dialog.fields["status_later"]
    assert (first.text(), second.text(), second.accessibleName()) == ("2", "L", "Key for Mark for later (key 2): L")
    driver.key(K.Key_Down)  # the arrows go to each key
    assert second.hasFocus()
    driver.key(K.Key_Return)
    driver.keys("s")
    assert driver.window.keys.keys["status_later"] == ("2", "S")
    assert dialog._hints["status_later"].words.text().startswith("S is also “Star” in the list")
    driver.key(K.Key_Tab)
    driver.key(K.Key_Return)  # take it from there
    assert second.hasFocus() and driver.window.keys.keys["star"] == ()
    driver.key(K.Key_Backspace)
    assert (driver.window.keys.keys["status_later"], second.text()) == (("2",), "—")
    driver.key(K.Key_Return)  # what was emptied can be filled again
    driver.keys("g")
    assert (driver.window.keys.keys["status_later"], second.text()) == (("2", "G"), "G")
    changeable = {action.id: action.keys for action in ACTIONS if not action.fixed and action.id not in ("star",)}
    for name, keys in changeable.items():
        assert len(dialog.fields[name]) >= len(keys), name
    driver.key(K.Key_Escape)
    driver.back()
    driver.keys("g")
    assert driver.row(0).status == "later"


def test_tab_goes_to_the_way_out_beside_its_key_and_all_stops_are_in_sight(driver):
    dialog = keys_page(driver, "star")
    driver.key(K.Key_Return)
    driver.keys("x")
    dialog._find.setFocus()
    dialog._find.clear()
    stops = []
    while not stops or stops[-1] is not dialog._close:
        stops.append(QApplication.focusWidget())
        around = dialog._area.viewport()
        seen = around.rect().contains(stops[-1].mapTo(around, stops[-1].rect().center()))
        assert seen or not dialog._area.isAncestorOf(stops[-1])
        driver.key(K.Key_Tab)
    ways = [(*dialog.fields[name], dialog._hints[name].way) for name in dialog.fields]
    fields = [stop for line in ways for stop in line if stop is not None]
    assert sum(hint.way is not None for hint in dialog._hints.values()) == 2  # star and dismiss have the same key
    assert stops == [dialog._find, *fields, dialog._all, dialog._close]
    dialog._find.setFocus()
    driver.key(K.Key_Escape)
    driver.back()
    driver.keys("x")
    said = driver.window.statusBar().currentMessage()
    assert said.startswith("X has several actions") and "“Star”, “Dismiss”" in said
    assert not driver.library.ids("dismissed") and not driver.library.ids("starred")


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
