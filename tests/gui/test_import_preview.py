"""The preview of an import, by keys: the year of dates, what is there already."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from readinglist.core.library import run
from readinglist.core.records import ImportReport, LineCounts, Progress, RecordCounts
from readinglist.gui.dialogs import import_dialog
from readinglist.gui.dialogs.import_cards import PreviewLine, ReportCard, of_all
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.parts.widgets import ElidedLabel

from .conftest import PAGE

K = Qt.Key


def test_the_year_of_dates_is_typed_and_seen(empty_driver, tmp_path: Path):
    driver = empty_driver
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")  # its date is Mar 13, without a year
    driver.window.openers.import_files([str(page)])
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready and dialog._year.isVisible())
    for _ in range(6):
        if not dialog._year.hasFocus():
            driver.key(K.Key_Tab)
    assert dialog._year.hasFocus(), driver.app.qt.focusWidget()
    driver.keys("20x2")
    assert dialog._year.displayText() == "202"
    driver.key(K.Key_Return)
    assert "four digits" in dialog._lead.text() and dialog.report is None and dialog._year.hasFocus()
    driver.keys("3")
    driver.key(K.Key_Return)
    driver.until(lambda: dialog.report is not None)
    driver.settle()
    driver.key(K.Key_Escape)
    driver.back()
    assert "The page's date is Mar 13, 2023." in driver.library.dumps()[0].report.notes


def test_a_kept_report_of_an_earlier_version_names_no_option_of_the_command_line(empty_driver, tmp_path: Path):
    driver, page = empty_driver, tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    run(driver.library.import_dumps([page]))
    report = driver.library.dumps()[0].report
    kept = "The page's date “Mar 13” has no year; it is unknown. Import the file with its year (--year) to keep it."
    driver.library._store.imports.set_notes(report.dump_id, [kept])
    driver.window.openers.show_report(report.dump_id)
    said = [label.text() for label in driver.dialog(ImportDialog).findChildren(QLabel)]
    assert [text for text in said if "has no year" in text] == [kept.replace(" (--year)", "")]
    driver.key(K.Key_Escape)
    driver.back()


def test_the_first_records_are_seen_before_anything_is_stored(empty_driver, tmp_path: Path):
    """What was read as a title and what as an abstract; a long one ends in an ellipsis, and none is markup."""
    driver, bare = empty_driver, tmp_path / "abstracts.txt"
    abstracts = [block for block in PAGE.split("\n\n") if block.startswith("We ")]
    bare.write_text("\n".join(abstracts), encoding="utf-8")
    page = tmp_path / "page.bib"
    page.write_text("@misc{x, title={<img src=x> " + "שלום " * 90 + "}}\n", encoding="utf-8")
    driver.window.openers.import_files([str(bare), str(page)])
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    shown = [line for line in dialog.findChildren(ElidedLabel) if line.isVisibleTo(dialog)]
    assert [line.text()[:20] for line in shown[:3]] == [f"no title  ·  {text[:7]}" for text in abstracts]
    assert "<img src=x> שלום" in shown[3].text() and len(shown) == 4
    assert all(line.width() <= dialog.width() and line.textFormat() == Qt.TextFormat.PlainText for line in shown)
    assert len(driver.library.ids("all")) == 0
    driver.key(K.Key_Escape)
    driver.back()


def test_the_files_that_papers_were_recognised_in_are_counted(empty_driver, tmp_path: Path):
    """A folder holds other files too."""
    driver, folder = empty_driver, tmp_path / "dumps"
    folder.mkdir()
    (folder / "truth.json").write_text("{}", encoding="utf-8")
    for pages, heading in ((1, "3 papers recognised"), (2, "6 papers recognised in 2 files")):
        (folder / f"page{pages}.txt").write_text(PAGE, encoding="utf-8")
        driver.window.openers.import_files([str(folder)])
        dialog = driver.dialog(ImportDialog)
        driver.until(partial(getattr, dialog, "ready"))
        assert (dialog._heading.text(), len(dialog.recognised)) == (heading, pages + 1)
        driver.key(K.Key_Escape)
        driver.back()


def test_what_is_there_already_is_not_offered_for_import(driver, tmp_path: Path):
    """The same page again, and one with a single new paper."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    for text, heading, offered in (
        (PAGE, "3 papers recognised", False),
        ("@article{x2020, title={A Second Start}, author={Doe, Jane}, year={2020}}\n", "1 paper recognised", True),
    ):
        page.write_text(text, encoding="utf-8")
        driver.window.openers.import_files([str(page)])
        dialog = driver.dialog(ImportDialog)
        driver.until(partial(getattr, dialog, "ready"))
        button = next(found for found in dialog.findChildren(QPushButton) if found.text() == "Import")
        assert (dialog._heading.text(), button.isEnabled()) == (heading, offered)
        assert dialog.focusWidget().isEnabled()
        driver.key(K.Key_Escape)
        driver.back()
    assert len(driver.titles()) == 3


def test_a_preview_that_was_left_is_not_read_on(driver, tmp_path: Path):
    page, ended = tmp_path / "page.txt", []
    page.write_text(PAGE, encoding="utf-8")

    def endless(_paths, *, text, cancelled):
        while not cancelled():
            pass
        ended.append(text)
        return []

    driver.library.preview = endless
    driver.window.openers.import_files([str(page)])
    driver.until(lambda: driver.window.findChildren(ImportDialog) != [])
    dialog = driver.window.findChildren(ImportDialog)[0]
    QTest.keyClick(dialog, K.Key_Escape)
    driver.until(lambda: ended == [None])
    driver.back()


def test_the_list_behind_a_number_says_whose_papers_these_are(empty_driver, tmp_path: Path):
    driver, page = empty_driver, tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    driver.window.openers.import_files([str(page)])
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    driver.key(K.Key_Return)
    driver.until(lambda: dialog.report is not None)
    for number, heading in (("3 records =", "All papers of page.txt"), ("3 new", "New papers of page.txt")):
        next(found for found in dialog.findChildren(QPushButton) if found.text() == number).click()
        driver.settle()
        assert driver.window.page.trip == heading
        driver.window.show_report(1)
        dialog = driver.dialog(ImportDialog)
    dialog.done(0)
    driver.back()


def test_the_report_takes_back_what_this_import_brought_in_one_step(driver, tmp_path: Path):
    """The first page was there before the import: it stays."""
    old, new = tmp_path / "page.txt", [tmp_path / f"{year}.bib" for year in (2020, 2021)]
    old.write_text(PAGE, encoding="utf-8")
    for path in new:
        path.write_text(f"@article{{x, title={{A Start of {path.stem}}}, author={{Doe, Jane}}}}\n", encoding="utf-8")
    driver.window.openers.import_files([str(path) for path in (new[0], old, new[1])])
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    driver.key(K.Key_Return)
    driver.until(lambda: dialog.report is not None)
    assert [file.already_imported for file in dialog.report.files] == [False, True, False]
    driver.until(lambda: len(driver.titles()) == 5)
    driver.key(K.Key_Backtab)
    assert dialog.focusWidget().text() == "Undo this import"
    driver.key(K.Key_Return)
    driver.until(lambda: len(driver.titles()) == 3)
    assert [dump.name for dump in driver.library.dumps()] == ["page.txt"]
    driver.back()
    driver.key(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    driver.until(lambda: len(driver.titles()) == 5)


def test_the_report_s_own_undo_follows_what_is_undone_in_the_window(driver, tmp_path: Path):
    new = [tmp_path / f"{year}.bib" for year in (2020, 2021)]
    for path in new:
        path.write_text(f"@article{{x, title={{A Start of {path.stem}}}, author={{Doe, Jane}}}}\n", encoding="utf-8")
    driver.window.openers.import_files(list(map(str, new)))
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    driver.key(K.Key_Return)
    driver.until(lambda: dialog.report is not None and len(driver.titles()) == 5)
    button, told = dialog._taking_back, dialog._lead.text()
    assert button.isEnabled()
    for act, papers, live in (("undo", 3, False), ("redo", 5, True), ("undo", 3, False), ("redo", 5, True)):
        driver.window.act(act)
        driver.until(lambda papers=papers, live=live: len(driver.titles()) == papers and button.isEnabled() is live)
        driver.settle()
        assert (dialog._lead.text() == told) is live and button.isEnabled() is live
    driver.library.undo_import(driver.library.dumps()[-1].id)  # one of its two, by another way
    driver.window.browser.refresh()
    driver.until(lambda: len(driver.titles()) == 4)
    driver.settle()
    button.click()
    driver.until(lambda: len(driver.titles()) == 3)
    driver.back()


def test_how_far_it_is_is_told_of_all_files(empty_driver, tmp_path: Path):
    """The bar began anew with each of them, and was full while most of them were still to come."""
    driver = empty_driver
    files = [tmp_path / f"{year}.bib" for year in range(2016, 2020)]
    for path in files:
        path.write_text(f"@article{{x, title={{A Start of {path.stem}}}, author={{Doe, Jane}}}}\n", encoding="utf-8")
    driver.window.openers.import_files(list(map(str, files)))
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready)
    dialog._show_progress(Progress("Importing 2016.bib", 1, None, 1.0, 100.0, 0.0))
    assert (dialog._bar.value(), dialog._bar.maximum()) == (250, 1000)
    driver.key(K.Key_Escape)
    driver.back()


@pytest.mark.parametrize(
    ("done", "rate", "fraction", "left"),
    [(0, None, 0, None), (0, 0.0, 0, None), (50, 100.0, 0.25, 1.5), (200, 100.0, 1, 0), (300, 100.0, 1, 0)],
)
def test_the_time_left_is_that_of_all_files(done, rate, fraction, left):
    told = of_all(Progress("Importing page.txt", done, None, 0.9, rate, 0.1), 200)
    assert (told.fraction, told.seconds_left) == (fraction, left)


@pytest.mark.parametrize(("seconds", "pace"), [(0.0, ""), (0.04, ""), (0.5, " in 0.5 s (6 a second)")])
def test_what_took_no_time_tells_no_pace(empty_driver, seconds, pace):
    driver = empty_driver
    dialog = ImportDialog(driver.window)
    dialog._show_report(ImportReport((), LineCounts(), RecordCounts(total=3, new=3), seconds=seconds))
    assert dialog._lead.text() == f"3 records{pace}. Every number opens its list."
    dialog.close()


def test_a_report_without_a_record_tells_no_pace(empty_driver, tmp_path: Path):
    driver, binary = empty_driver, tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 50)
    driver.app.settings.set("preview_imports", False)
    driver.window.openers.import_files([str(binary)])
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.report is not None)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Nothing was stored." in shown and not any("a second" in text for text in shown)
    driver.key(K.Key_Escape)
    driver.back()


def test_the_cards_of_many_files_do_not_hold_up_the_window(empty_driver, tmp_path: Path):
    """Those of a folder of 300 pages took a second and a half in one go. Tab comes to them in their order."""
    driver, folder = empty_driver, tmp_path / "pages"
    folder.mkdir()
    for number in range(20):
        entry = f"@article{{x, title={{A Start of {number}}}, author={{Doe, Jane}}}}\n"
        (folder / f"{number:02}.bib").write_text(entry, encoding="utf-8")
    made: list[tuple[type, int]] = []

    def count() -> None:
        kind = ReportCard if dialog.report is not None else PreviewLine
        made.append((kind, len(dialog.findChildren(kind))))

    driver.window.openers.import_files([str(folder)])
    dialog = driver.dialog(ImportDialog)
    dialog._adding.timeout.connect(count)
    for kind in (PreviewLine, ReportCard):
        driver.until(lambda kind=kind: (kind, 20) in made and not dialog._adding.isActive())
        assert min(there for shown, there in made if shown is kind) < 20
        if kind is PreviewLine:
            driver.key(K.Key_Return)
    names: list[str] = []
    driver.key(K.Key_Tab)  # to the cards, on which the keys scroll
    driver.key(K.Key_Tab)
    while dialog.focusWidget().text() != "Undo this import":
        names.append(dialog.focusWidget().accessibleName().partition(":")[0])
        driver.key(K.Key_Tab)
    assert names == sorted(names) and len(set(names)) == 20
    dialog.done(0)
    driver.back()


def test_cards_far_below_are_made_when_one_comes_near(empty_driver, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(import_dialog, "AHEAD", 1)
    driver, files = empty_driver, [str(tmp_path / f"{number:02}.txt") for number in range(40)]
    driver.window.openers.import_files(files)  # which are not there: that is said of each
    dialog = driver.dialog(ImportDialog)
    driver.until(lambda: dialog.ready and not dialog._adding.isActive())
    made = [len(dialog.findChildren(PreviewLine))]
    while made[-1] < 40:
        driver.key(K.Key_End)
        driver.until(lambda: not dialog._adding.isActive())
        made.append(len(dialog.findChildren(PreviewLine)))
        assert made[-1] > made[-2]
    assert made[0] < 30
    dialog.done(0)
    driver.back()
