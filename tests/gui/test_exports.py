"""Papers taken along: exports that are kept up to date, copied citations and references, drags."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMessageBox

from readinglist.gui.dialogs.citation_keys_dialog import SHOWN, CitationKeysDialog
from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.dialogs.kept_export_dialog import KeptExportDialog
from readinglist.gui.dialogs.manage_dialog import ManageDialog
from readinglist.gui.finding.query import Query
from readinglist.gui.keys.actions import ACTIONS
from readinglist.gui.parts.dialog import FileDialog
from tests.timing import PATIENCE

K = Qt.Key
TITLE, OTHER_TITLE = "Attention Is All You Need", "Deep Residual Learning for Image Recognition"
ENTRY = f"@misc{{transformer,\n  title = {{{TITLE}}},\n  key = {{transformer}},\n}}\n"
OTHER_KEY = "DeepResidualLearningImage"
OTHER_ENTRY = f"@misc{{{OTHER_KEY},\n  title = {{{OTHER_TITLE}}},\n  key = {{{OTHER_KEY}}},\n}}\n"


def test_the_first_entries_are_shown_before_many_are_looked_through(driver, monkeypatch):
    """Two thousand take a second: until then there would be nothing to see."""
    for number in range(20):
        driver.library.add_paper(title=f"Paper Number {number} of Twenty")
    driver.app.session.changed.emit()
    driver.until(lambda: driver.window.page.model.rowCount() == 23)
    seen, export, looked = Event(), driver.library.export, []

    def waits(**asked):
        if len(asked["ids"]) > 12:
            looked.append(seen.wait(PATIENCE))
        return export(**asked)

    monkeypatch.setattr(driver.library, "export", waits)
    driver.window.act("export")
    driver.until(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    driver.until(lambda: dialog._preview.toPlainText() != "")
    assert "11 more" in dialog._preview.toPlainText() and dialog.report is None
    seen.set()
    driver.until(lambda: dialog.report is not None)
    assert looked == [True] and dialog.report.entries == 23
    driver.key(K.Key_Escape)
    driver.back()


def test_an_export_is_kept_up_to_date(driver, tmp_path: Path):
    target = tmp_path / "kept.bib"
    driver.keys("s")
    driver.window.browser.show(Query(view="starred"), "view:starred")
    driver.settle()
    driver.ctrl(K.Key_E)
    dialog = driver.dialog(ExportDialog)
    driver.until(lambda: dialog.report is not None)
    dialog._scopes.button(0).click()
    driver.until(lambda: not dialog._keep.isEnabled())  # a selection cannot be found again
    dialog._scopes.button(1).click()
    driver.until(dialog._keep.isEnabled)
    dialog._keep.setFocus()
    driver.key(K.Key_Space)
    dialog.save_to(str(target))
    driver.settle()
    assert target.read_text(encoding="utf-8").count("@") == 1 and "kept up to date" in dialog.state
    driver.key(K.Key_Escape)
    driver.back()
    driver.window.browser.show(Query(), "view:library")
    driver.settle()
    driver.keys("js")
    driver.until(lambda: target.read_text(encoding="utf-8").count("@") == 2)
    unchanged = target.stat().st_mtime_ns
    driver.window.kept_exports.refresh()
    driver.settle()
    assert target.stat().st_mtime_ns == unchanged
    target.unlink()
    target.mkdir()
    driver.keys("js")
    driver.until(lambda: "not kept up to date" in driver.window.statusBar().currentMessage())
    driver.ctrl(K.Key_T)
    manage = driver.dialog(ManageDialog)
    driver.until(lambda: manage.exports.count() == 1)
    assert str(target) in manage.exports.item(0).text() and "is:starred" in manage.exports.item(0).text()
    manage.unbind_export()
    driver.settle()
    assert driver.library.bound_exports() == []
    driver.key(K.Key_Escape)
    driver.back()


def test_files_of_the_format_are_offered_where_an_export_is_saved(driver):
    driver.ctrl(K.Key_E)
    dialog = driver.dialog(ExportDialog)
    for name, files in (("bibtex", "BibTeX (*.bib)"), ("ris", "RIS (*.ris)")):
        dialog._format.setCurrentIndex(dialog._format.findData(name))
        dialog._choose_file()
        chooser = driver.dialog(FileDialog)
        assert chooser.selectedNameFilter() == files and len(chooser.nameFilters()) == 2
        driver.key(K.Key_Escape)
        driver.until(lambda: QApplication.activeModalWidget() is dialog)


def test_a_kept_export_tells_when_it_was_written_and_is_changed(driver, tmp_path: Path):
    target, other = tmp_path / "kept.bib", tmp_path / "other.bib"
    driver.library.bind_export(target, query="is:starred")
    target.unlink()
    target.mkdir()
    driver.ctrl(K.Key_T)
    manage = driver.dialog(ManageDialog)
    driver.until(lambda: manage.exports.count() == 1)
    assert "last written" in manage.exports.item(0).text()
    manage.change_export()
    change = driver.dialog(KeptExportDialog)
    change.save()
    driver.until(lambda: "is not a file" in change.state)  # the old way stays, and the form with what was typed
    change.path.setText(str(other))
    change.query.clear()
    change.format.setCurrentIndex(change.format.findData("biblatex"))
    change.save()
    driver.until(lambda: manage.exports.item(0).text().startswith(str(other)))
    assert other.read_text(encoding="utf-8").count("@") == 3
    (export,) = driver.library.bound_exports()
    assert (export.format, export.query, export.error) == ("biblatex", None, None)
    driver.dialog(ManageDialog)
    driver.key(K.Key_Escape)
    driver.back()


def test_what_others_wrote_is_replaced_only_when_asked(driver, tmp_path: Path):
    target, other = tmp_path / "kept.bib", tmp_path / "other.bib"
    driver.library.bind_export(target, query="is:starred")
    other.write_text("@book{mine, title = {Mine}}\n", encoding="utf-8")
    driver.ctrl(K.Key_T)
    manage = driver.dialog(ManageDialog)
    driver.until(lambda: manage.exports.count() == 1)
    for answer, kept in (("&Go back", True), ("Keep &what it holds", True), ("&Replace it", False)):
        manage.change_export()
        change = driver.dialog(KeptExportDialog)
        change.path.setText(str(other))
        change.query.clear()
        change.merge.setChecked(False)
        change.save()
        box = driver.dialog(QMessageBox)
        next(button for button in box.buttons() if button.text() == answer).click()
        if answer == "&Go back":
            driver.until(lambda change=change: "holds something else" in change.state)
            assert other.read_text(encoding="utf-8") == "@book{mine, title = {Mine}}\n"
            driver.dialog(KeptExportDialog)
            driver.discard()
        driver.until(lambda: driver.app.qt.activeModalWidget() is manage)
        driver.settle()
        assert ("mine" in other.read_text(encoding="utf-8")) is kept
    driver.dialog(ManageDialog)
    driver.key(K.Key_Escape)
    driver.back()


@pytest.mark.parametrize(
    ("name", "key", "one", "two"),
    [
        ("copy_key", "Y", ("transformer",), ("transformer,DeepResidualLearningImage",)),
        ("copy_entry", "Shift+Y", (ENTRY,), (f"{OTHER_ENTRY}\n{ENTRY}",)),
        ("copy_cite", "Ctrl+Shift+C", (r"\cite{transformer}",), (r"\cite{transformer,DeepResidualLearningImage}",)),
        ("copy_pandoc", "Ctrl+Alt+C", ("[@transformer]",), ("[@transformer; @DeepResidualLearningImage]",)),
        (
            "copy_apa",
            "Ctrl+Shift+R",
            (f"{TITLE}. (n.d.).", f"<p><i>{TITLE}.</i> (n.d.).</p>"),
            (
                f"{TITLE}. (n.d.).\n{OTHER_TITLE}. (n.d.).",
                f"<p><i>{TITLE}.</i> (n.d.).</p>\n<p><i>{OTHER_TITLE}.</i> (n.d.).</p>",
            ),
        ),
        (
            "copy_ieee",
            "Ctrl+Alt+R",
            (f"“{TITLE}.”", f"<p>“{TITLE}.”</p>"),
            (f"[1] “{TITLE}.”\n[2] “{OTHER_TITLE}.”", f"<p>[1] “{TITLE}.”</p>\n<p>[2] “{OTHER_TITLE}.”</p>"),
        ),
    ],
)
def test_what_is_on_the_clipboard_after_each_key_that_copies(driver, name, key, one, two):
    """``one`` and ``two``: the plain text, and the HTML where there is any, of one and of two papers."""
    pressed = QKeySequence(key)[0]
    assert name in {action.id for action in ACTIONS if key in action.keys}
    for papers in (one, two):
        driver.key(pressed.key(), pressed.keyboardModifiers())
        data = QGuiApplication.clipboard().mimeData()
        assert data.formats() == ["text/plain", "text/html"][: len(papers)]
        assert (data.text(), data.html())[: len(papers)] == papers
        driver.key(K.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def test_dragged_papers_are_entries_and_references(driver):
    ids = driver.library.ids("library")
    model = driver.window.page.model
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDragEnabled  # a real drag: test_real_window.py
    data = driver.window.page.list.dragged(list(ids[:2]))
    assert data.formats() == ["application/x-bibtex", "text/x-bibtex", "text/plain", "text/html"]
    assert data.text().count("@misc{") == 2
    assert bytes(data.data("application/x-bibtex")).count(b"@misc{") == 2
    titles = [driver.library.paper(paper).title.split(":")[0].casefold() for paper in ids[:2]]
    assert all(title in data.html().casefold() for title in titles)
    driver.settle()


def test_papers_of_another_program_may_be_dropped(driver):
    data = driver.window.page.list.dragged([driver.library.ids("library")[0]])
    event = QDragEnterEvent(
        QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    event.ignore()
    QApplication.sendEvent(driver.window, event)
    assert event.isAccepted()  # no widget of ours is its source
    driver.settle()


def test_a_key_that_another_paper_has_is_explained(driver):
    driver.window.act("citation_keys")
    dialog = driver.dialog(CitationKeysDialog)
    driver.until(lambda: bool(dialog.pattern.text()))
    dialog.pattern.setFocus()
    dialog.pattern.selectAll()
    driver.keys("'same'")
    driver.until(lambda: dialog.changes.count() == 3 and "→  same " in dialog.changes.item(0).text())
    assert "3 keys would change" in dialog.state
    lines = [dialog.changes.item(row).text() for row in range(3)]
    assert ["another paper has same" in line for line in lines] == [False, True, True]
    assert "same-a  (another" in lines[1]
    driver.discard()
    driver.back()


def test_renewing_is_offered_where_only_late_papers_change(driver):
    for number in range(SHOWN):
        driver.library.add_paper(title=f"Paper {number}")
    ids = list(driver.library.ids("all"))
    driver.library.set_key_pattern("hash")
    driver.library.ensure_keys(ids)
    driver.library.edit(ids[-1], "citation_key", "mine")
    driver.window.act("citation_keys")
    dialog = driver.dialog(CitationKeysDialog)
    driver.until(lambda: "1 key would change" in dialog.state)
    assert dialog._renew.isEnabled() and dialog.changes.item(0).text().startswith("mine")
    driver.key(K.Key_Escape)
    driver.back()


def test_a_pattern_of_keys_is_tried_used_and_applied(driver):
    ids = list(driver.library.ids("library"))
    driver.library.ensure_keys(ids)
    before = [driver.library.citation_key(paper) for paper in ids]
    driver.key(K.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = driver.dialog(CitationKeysDialog)
    driver.until(lambda: dialog.changes.accessibleDescription() == "No key would change.")
    assert dialog.state == ""  # it is said once
    dialog.pattern.setFocus()
    dialog.pattern.clear()
    driver.keys("frobnicate")
    driver.until(lambda: "frobnicate" in dialog.state)
    assert not dialog._use.isEnabled() and not dialog._renew.isEnabled()
    driver.key(K.Key_Escape)
    box = driver.dialog(QMessageBox)
    assert [button.text() for button in box.buttons() if not button.isEnabled()] == ["&Save"]
    assert box.defaultButton().text() == "&Go on editing"
    driver.answer("Go on editing")
    dialog.activateWindow()
    driver.until(dialog.isActiveWindow)
    dialog.pattern.clear()
    driver.keys("title.select(1,1).lower")
    driver.until(lambda: dialog.changes.count() == 3)
    assert f"{before[0]}  →  " in " ".join(dialog.changes.item(row).text() for row in range(3))
    dialog.use()
    driver.settle()
    assert [driver.library.citation_key(paper) for paper in ids] == before
    assert driver.library.key_pattern == "title.select(1,1).lower"
    dialog.renew()
    driver.settle()
    assert {driver.library.citation_key(paper) for paper in ids} == {"attention", "deep", "beam"}
    driver.key(K.Key_Escape)
    driver.back()
    driver.window.page.focus_list()
    driver.ctrl(K.Key_Z)
    assert [driver.library.citation_key(paper) for paper in ids] == before
