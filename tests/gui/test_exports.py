"""Exports that are kept up to date, by keys."""

from pathlib import Path

from PySide6.QtCore import Qt

from readinglist.gui.export_dialog import ExportDialog
from readinglist.gui.manage_dialog import ManageDialog
from readinglist.gui.query import Query

K = Qt.Key


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
