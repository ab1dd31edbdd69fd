"""One paper is no "1 papers": wherever a number of things is told, there is a text for one of them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

from readinglist.core.library import Library, run
from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.finding.query import Query
from readinglist.gui.keys.actions import ACTIONS
from readinglist.gui.parts.words import counted
from readinglist.paths import library_paths

from .conftest import Driver, end, start
from .test_every_action import close_what_opened

THINGS = "papers|entries|records|hits|keys|lines|titles|abstracts|dumps|sources|verdicts|remarks|authors|files|tags"
WRONG = re.compile(rf"(?<![\d,.])1 (?:new |selected |more |known )*(?:{THINGS})\b")
#: Those that open a dialog of the system's, end the program or ask a program of the desktop for something.
NOT_HERE = {"quit", "import", "import_folder", "attach", "detach", "open"}
PAGE = """A Single Paper About One Thing

We propose a method for one thing, and it works well on the one set of data that there is for it. \
Its only weakness is that there is nothing to compare it with, which we discuss at some length in the end.
"""


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 papers in x"), (1, "1 paper in x"), (2, "2 papers in x"), (1234, "1,234 papers in x")]
)
def test_counted(count: int, said: str) -> None:
    assert counted(count, "1 paper in {place}", "{n} papers in {place}", place="x") == said


@pytest.fixture
def lone(tmp_path: Path, qtbot, qapp) -> Iterator[Driver]:
    """A window on a library in which there is one of everything."""
    file = tmp_path / "one.txt"
    file.write_text(PAGE, encoding="utf-8")
    with Library.open(library_paths(tmp_path / "library")) as library:
        run(library.import_dumps([file]))
        paper = library.ids("all")[0]
        library.tag([paper], "only")
        library.star([paper])
        library.save_search("thing", "thing")
        run(library.catch_up())
    made = start(tmp_path / "library", qtbot, qapp)
    yield made
    end(made)


def said(driver: Driver) -> set[str]:
    """Everything that stands somewhere, or is told to a screen reader."""
    found = {driver.window.statusBar().currentMessage(), driver.window.page.summary}
    for widget in QApplication.allWidgets():
        if widget.window().isVisible():
            texts = (widget.accessibleName(), widget.toolTip(), widget.windowTitle(), *_texts(widget))
            found.update(text.replace("&", "") for text in texts)
    return found


def _texts(widget: QWidget) -> Iterator[str]:
    for name in ("text", "toPlainText", "placeholderText"):
        if callable(told := getattr(widget, name, None)):
            yield str(told())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            yield from (str(model.data(model.index(row, 0), role) or "") for row in range(model.rowCount()))


def test_where_there_is_one_of_everything_nothing_is_told_of_several(lone) -> None:
    wrong: dict[str, set[str]] = {}
    told: set[str] = set()
    lone.until(lambda: lone.app.session.warm)
    for action in ACTIONS:
        if action.id in NOT_HERE:
            continue
        lone.window.page.focus_list()
        lone.window.act(action.id)
        lone.settle()
        for dialog in lone.window.findChildren(ExportDialog):
            lone.until(lambda dialog=dialog: dialog.report is not None)
        told |= (here := said(lone))
        if bad := {text for text in here if WRONG.search(text)}:
            wrong[action.id] = bad
        close_what_opened(lone)
        lone.window.browser.show(Query(view="all"), "view:all")
        lone.settle()
    assert wrong == {}
    assert {"Everything · 1 paper", "Tags of this paper"} <= told  # it was listened to


def test_a_report_of_one_of_everything(lone, tmp_path: Path) -> None:
    lone.window.show_report(1)
    dialog = lone.dialog(ImportDialog)
    lone.until(lambda: dialog.report is not None)
    assert not {text for text in said(lone) if WRONG.search(text)}
    dialog.done(0)
    lone.back()


def test_an_export_of_a_single_hit(driver, tmp_path: Path) -> None:
    driver.window.page.search.set_query("beam pruning")
    driver.settle()
    assert len(driver.titles()) == 1
    driver.window.act("export")
    dialog = driver.dialog(ExportDialog)
    assert dialog._scope_words()[1] == "The only hit"
    driver.until(lambda: dialog.report is not None)
    dialog.save_to(str(tmp_path / "one.bib"))
    driver.until((tmp_path / "one.bib").exists)
    driver.settle()
    assert driver.window.statusBar().currentMessage().startswith("1 entry saved as one.bib")
    dialog.done(0)
    driver.back()
