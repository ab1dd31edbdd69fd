"""The main job in a real window, by keys."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPlainTextEdit, QPushButton

from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.lines_dialog import LinesDialog
from readinglist.gui.dialogs.manage_dialog import ManageDialog
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.finding.empty_list import WayOut
from readinglist.gui.finding.query import Query
from tests.library_support import page

from .conftest import PAGE, Driver, end, start

K = Qt.Key


def search(driver: Driver, words: str) -> None:
    driver.key(K.Key_Slash)
    driver.keys(words)


# ---- verbs and their undo ----


def test_star_and_undo_and_redo(driver):
    paper = driver.row(0).id
    driver.key(K.Key_S)
    assert driver.row(0).starred
    assert driver.library.paper(paper).starred
    driver.ctrl(K.Key_Z)
    assert not driver.row(0).starred
    driver.key(K.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert driver.row(0).starred
    driver.key(K.Key_S)
    assert not driver.row(0).starred


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("2", "later"),
        ("3", "reading"),
        ("4", "read"),
        ("5", "dismissed"),
        ("l", "later"),
        ("r", "read"),
        ("x", "dismissed"),
    ],
)
def test_status_keys(driver, key, status):
    paper = driver.row(0).id
    driver.keys(key)
    assert driver.library.paper(paper).status == status
    driver.keys("jk")
    driver.ctrl(K.Key_Z)
    assert driver.library.paper(paper).status == "new"


def test_new_again(driver):
    paper = driver.row(0).id
    driver.keys("r1")
    assert driver.library.paper(paper).status == "new"
    driver.keys("ru")
    assert driver.library.paper(paper).status == "new"


def test_several_are_one_step(driver):
    driver.key(K.Key_Home)
    driver.key(K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert driver.window.page.list.selected_count() == 2
    driver.keys("s")
    assert [driver.row(n).starred for n in range(3)] == [True, True, False]
    assert driver.window.page.list.selected_count() == 2
    driver.ctrl(K.Key_Z)
    assert not any(driver.row(n).starred for n in range(3))


def test_v_selects_with_plain_keys(driver):
    driver.keys("vjj")
    assert driver.window.page.list.selected_count() == 3
    driver.keys("l")
    assert {driver.row(n).status for n in range(3)} == {"later"}
    driver.key(K.Key_Escape)
    assert driver.window.page.list.selected_count() == 1


def test_delete_and_undo(driver):
    driver.key(K.Key_Delete)
    assert len(driver.titles()) == 2
    assert driver.window.pane.paper.id == driver.row(0).id
    driver.ctrl(K.Key_Z)
    assert len(driver.titles()) == 3


def test_tags_by_keys(driver):
    driver.keys("t")
    dialog = driver.dialog(TagsDialog)
    driver.keys("decoding")
    driver.key(K.Key_Return)
    driver.key(K.Key_Escape)
    driver.back()
    assert driver.row(0).tags == ("decoding",)
    assert any(tag.name == "decoding" for tag in driver.window.browser.counts.tags)
    driver.window.show_tag("decoding")
    driver.settle()
    assert len(driver.titles()) == 1
    driver.ctrl(K.Key_Z)
    assert driver.titles() == []
    assert dialog is not None


def test_highlight(driver):
    driver.key(K.Key_Return)
    assert driver.window.pane.abstract.hasFocus()
    for _ in range(10):
        driver.key(K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    driver.keys("h")
    paper = driver.window.pane.paper
    assert paper.highlights[0].quote == paper.abstract[:10].strip()
    driver.key(K.Key_Escape)
    assert driver.window.page.list.hasFocus()
    assert driver.row(0).has_highlight
    driver.ctrl(K.Key_Z)
    assert not driver.row(0).has_highlight


# ---- copying ----


def test_copy_key_and_entry(driver):
    driver.keys("y")
    key = QGuiApplication.clipboard().text()
    assert key
    assert driver.library.paper(driver.row(0).id).citation_key == key
    driver.key(K.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    assert key in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().text().lstrip().startswith("@")


# ---- importing ----


def import_shown(driver: Driver) -> ImportDialog:
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    driver.key(K.Key_Return)
    driver.until(lambda: dialog.report is not None)
    driver.settle()
    return dialog


def test_paste_a_page(empty_driver):
    driver = empty_driver
    for view, offered in (("later", 0), ("all", 2), ("library", 2)):
        driver.window.browser.show(Query(view=view), f"view:{view}")
        driver.settle()
        empty = driver.window.page.empty
        assert len([button for button in empty.findChildren(WayOut) if not button.isHidden()]) == offered, view
        assert ("Your library is empty" in empty.words) is bool(offered), view
    QGuiApplication.clipboard().setText(PAGE)
    driver.ctrl(K.Key_V)
    report = import_shown(driver).report
    assert report.records.new == 3
    driver.key(K.Key_Escape)
    driver.back()
    assert len(driver.titles()) == 3
    driver.window.page.focus_list()
    driver.ctrl(K.Key_Z)
    assert driver.titles() == []


def test_a_library_of_dismissed_papers_is_not_called_empty(driver):
    driver.ctrl(K.Key_A)
    driver.key(K.Key_X)
    driver.until(lambda: driver.window.page.model.rowCount() == 0)
    driver.settle()
    words = driver.window.page.empty.words
    assert "Every paper is dismissed" in words and "Ctrl+I" in words and "press U on" in words
    driver.ctrl(K.Key_Z)
    assert len(driver.titles()) == 3


def test_the_first_import_begins_at_the_top_and_later_ones_leave_the_cursor(empty_driver, tmp_path: Path):
    driver = empty_driver
    pages = []
    for number in range(4):
        pages.append(tmp_path / f"{number}.txt")
        pages[-1].write_text(page(range(number * 40, number * 40 + 40)), encoding="utf-8")
    driver.window.openers.import_files([str(path) for path in pages[:3]])
    dialog = import_shown(driver)
    assert dialog.report.records.new == 120
    dialog.close()
    driver.back()
    shown = driver.window.page.list
    assert (shown.currentIndex().row(), shown.verticalScrollBar().value()) == (0, 0)
    paper = shown.current_id()
    driver.window.openers.import_files([str(pages[3])])
    import_shown(driver)
    driver.until(lambda: shown.model().rowCount() == 160)
    assert shown.current_id() == paper


@pytest.mark.parametrize("over", ["the window", "a dialog"])
def test_drop_files(empty_driver, tmp_path: Path, over: str):
    driver = empty_driver
    page = tmp_path / "dropped page.txt"
    page.write_text(PAGE, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, nothing = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target = driver.window
    if over == "a dialog":
        driver.ctrl(K.Key_T)
        target = driver.dialog(ManageDialog)
    enter = QDragEnterEvent(QPoint(50, 50), both, data, left, nothing)
    QApplication.sendEvent(target, enter)
    event = QDropEvent(QPointF(50, 50), both, data, left, nothing)
    QApplication.sendEvent(target, event)
    for each in (enter, event):
        assert (each.isAccepted(), each.dropAction()) == (True, Qt.DropAction.CopyAction)  # the file stays where it is
    dialog = import_shown(driver)
    assert dialog.parentWidget() is target
    assert dialog.report.records.total == 3
    driver.key(K.Key_Escape)
    if target is not driver.window:
        driver.dialog(ManageDialog)
        driver.key(K.Key_Escape)
    driver.back()
    assert [dump.name for dump in driver.window.browser.counts.dumps] == ["dropped page.txt"]


def test_a_refused_file_says_why(empty_driver, tmp_path: Path):
    driver = empty_driver
    (tmp_path / "picture.bin").write_bytes(bytes(range(256)) * 40)
    driver.window.openers.import_files([str(tmp_path / "picture.bin")])
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    driver.key(K.Key_Escape)
    driver.back()
    assert driver.titles() == []


@pytest.mark.parametrize(("entries", "opens"), [(2, False), (5, True)])
def test_repaired_entries_are_in_the_report(empty_driver, tmp_path: Path, entries: int, opens: bool):
    driver = empty_driver
    file = tmp_path / "cut.bib"
    cut = [f"@misc{{cut{n}, title = {{A title of number {n} without an end}}, year = 2001\n" for n in range(entries)]
    file.write_text("\n".join([*cut, "@misc{whole, title = {A whole entry}}\n"]), encoding="utf-8")
    driver.window.openers.import_files([str(file)])
    dialog = import_shown(driver)
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    buttons = [button for button in dialog.findChildren(QPushButton) if "remarks" in button.text()]
    assert ("cut0 its closing brace is missing" in said, len(buttons)) == (not opens, int(opens))
    if opens:
        buttons[0].setFocus()
        driver.key(K.Key_Space)
        lines = driver.dialog(LinesDialog)
        text = lines.findChild(QPlainTextEdit).toPlainText()
        assert text.count("was repaired") == entries and text.startswith("Line 1 was repaired")
        driver.key(K.Key_Escape)
        driver.dialog(ImportDialog)
    driver.key(K.Key_Escape)
    driver.back()


def test_the_reports_numbers_open_their_lists(empty_driver, tmp_path: Path):
    driver = empty_driver
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    driver.window.openers.import_files([str(page)])
    dialog = import_shown(driver)
    new = next(
        button for button in dialog.findChildren(type(dialog._buttons.itemAt(0).widget())) if button.text() == "3 new"
    )
    new.click()
    driver.back()
    driver.settle()
    assert len(driver.titles()) == 3
    assert driver.window.browser.query.ids is not None
    assert driver.window.page.trip == "New papers of page.txt"
    driver.key(K.Key_Escape)  # back to the report
    again = driver.dialog(ImportDialog)
    assert again.report.records.new == 3
    driver.key(K.Key_Escape)
    driver.back()
    assert driver.window.browser.query.ids is None and driver.window.page.list.hasFocus()


# ---- exporting ----


def test_export_to_a_file(driver, tmp_path: Path):
    driver.ctrl(K.Key_E)
    dialog = driver.dialog(ExportDialog)
    driver.until(lambda: dialog.report is not None)
    assert "3 entries" in dialog.state
    target = tmp_path / "out.bib"
    dialog.save_to(str(target))
    driver.settle()
    assert target.read_text(encoding="utf-8").count("@") == 3
    assert "Saved" in dialog.state
    dialog.save_to(str(tmp_path / "no such folder" / "out.bib"))
    driver.settle()
    driver.key(K.Key_Escape)
    driver.back()


# ---- focus ----


def test_focus_goes_round_and_is_never_lost(driver):
    seen = []
    for _ in range(5):
        driver.key(K.Key_F6)
        seen.append(QApplication.focusWidget())
    assert None not in seen
    assert len(set(map(id, seen))) == 5
    assert seen[-1] is driver.window.page.list


def test_hiding_a_pane_keeps_the_focus(driver):
    driver.keys("n")
    driver.window.act("paper_pane")
    assert driver.window.page.list.hasFocus()
    driver.window.act("paper_pane")
    driver.window.side.setFocus()
    driver.window.act("side_bar")
    assert driver.window.page.list.hasFocus()
    driver.window.act("side_bar")


def test_a_highlight_is_taken_away_by_the_same_key(driver):
    driver.key(K.Key_Return)
    for _ in range(6):
        driver.key(K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    driver.keys("h")
    assert driver.window.pane.paper.highlights
    driver.keys("h")
    assert not driver.window.pane.paper.highlights
    driver.key(K.Key_Escape)


def test_the_report_is_kept_with_its_dump_and_the_import_can_be_undone(driver):
    driver.keys("s")
    (starred, *_), dump = driver.titles(), driver.window.browser.counts.dumps[0].id
    driver.window.openers.show_report(dump)
    dialog = driver.dialog(ImportDialog)
    assert dialog.report.records.new == 3
    driver.key(K.Key_Escape)
    driver.back()
    driver.ctrl(K.Key_N)  # any dialog: what was asked for is seen in the window behind it
    driver.window.openers.undo_import(dump)
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
    said = QApplication.activeModalWidget().informativeText()
    assert "1 paper stays" in said and starred in said
    driver.answer("Show in the list")
    driver.back()
    assert driver.titles() == [starred] and driver.window.browser.query.ids is not None
    driver.key(K.Key_Escape)
    assert driver.window.browser.key == "view:library" and driver.titles() == [starred]


def test_a_library_of_a_newer_program_is_read_and_not_changed(folder, qtbot, qapp):
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    driver = start(folder, qtbot, qapp)
    try:
        assert len(driver.titles()) == 3
        note = driver.window.findChild(QLabel, "read-only")
        assert "Read only" in note.text() and "newer version" in note.accessibleDescription()
        assert "newer version" in driver.window.statusBar().currentMessage()
        driver.keys("s")
        driver.settle()
        boxes = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()]
        assert "nothing was changed" in boxes[0].informativeText()
        boxes[0].close()
    finally:
        end(driver)
    with contextlib.closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        assert connection.execute("SELECT sum(starred) FROM paper").fetchone() == (0,)
