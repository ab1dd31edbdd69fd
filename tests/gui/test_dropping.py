"""Drops: papers of the list on a line of the side bar, documents on a paper; and the menu of a line of the side bar."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMenu

from readinglist.gui.finding.query import Query

K = Qt.Key
COPY, LEFT, NOTHING = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop_on_line(driver, key: str) -> bool:
    """Drag the selected papers over a line of the side bar and let go; whether it took them."""
    side, papers = driver.window.side, driver.window.page.list
    papers.on_the_way = papers.selected_ids()
    row = side.lines.row_of(key)
    spot, data = side.visualRect(side.lines.index(row)).center(), QMimeData()
    data.setText("@misc{…}")
    port = side.viewport()
    QApplication.sendEvent(port, QDragEnterEvent(spot, COPY, data, LEFT, NOTHING))
    move = QDragMoveEvent(spot, COPY, data, LEFT, NOTHING)
    QApplication.sendEvent(port, move)
    assert (side.target == row) is move.isAccepted()
    if move.isAccepted():
        QApplication.sendEvent(port, QDropEvent(QPointF(spot), COPY, data, LEFT, NOTHING))
    papers.on_the_way = []
    driver.settle()
    assert side.target == -1
    return move.isAccepted()


def drop_files(driver, point: QPoint, *names: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/papers/{name}") for name in names])
    driver.window.dropEvent(QDropEvent(QPointF(point), COPY, data, LEFT, NOTHING))
    driver.settle()


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("tag:one", lambda paper: paper.tags == ("one",)),
        ("view:starred", lambda paper: paper.starred),
        ("view:later", lambda paper: paper.status == "later"),
        ("view:dismissed", lambda paper: paper.status == "dismissed"),
    ],
)
def test_papers_dropped_on_a_line_get_what_it_stands_for_in_one_step(driver, key, told):
    driver.library.tag([driver.row(2).id], "one")
    driver.window.browser.refresh()
    driver.settle()
    chosen = [driver.row(row).id for row in (0, 1)]
    driver.key(K.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert drop_on_line(driver, key)
    assert all(told(paper) for paper in driver.library.papers(chosen))
    driver.ctrl(K.Key_Z)
    assert not any(told(paper) for paper in driver.library.papers(chosen))


@pytest.mark.parametrize("key", ["view:library", "view:all", "dump:1", "head:dumps"])
def test_other_lines_take_no_papers(driver, key):
    assert not drop_on_line(driver, key)


def test_what_is_no_paper_of_ours_is_for_the_window(driver):
    data = QMimeData()
    data.setText("text of others")
    event = QDragEnterEvent(QPoint(20, 20), COPY, data, LEFT, NOTHING)
    driver.window.side.dragEnterEvent(event)
    assert not event.isAccepted()


def test_documents_are_attached_to_the_paper_they_are_dropped_on(driver):
    window, rows = driver.window, driver.window.page.list
    second = driver.row(1).id
    spot = rows.viewport().mapTo(window, rows.visualRect(window.page.model.index(1, 0)).center())
    drop_files(driver, spot, "a.pdf", "Slides.PPTX")
    assert [file.rsplit("/", 1)[-1] for file in driver.library.paper(second).attachments] == ["a.pdf", "Slides.PPTX"]
    driver.ctrl(K.Key_Z)
    assert driver.library.paper(second).attachments == ()
    drop_files(driver, window.pane.mapTo(window, window.pane.rect().center()), "b.pdf")
    assert len(driver.library.paper(window.current_paper()).attachments) == 1
    drop_files(driver, window.side.mapTo(window, window.side.rect().center()), "c.pdf")
    assert "on a paper" in window.statusBar().currentMessage()
    assert sum(len(paper.attachments) for paper in driver.library.papers(driver.library.ids("all"))) == 1


def test_documents_dropped_in_triage_are_attached_to_the_paper_on_the_screen(driver):
    driver.key(K.Key_Down)
    driver.key(K.Key_Space)
    paper = driver.window.triage.current_id()
    drop_files(driver, driver.window.rect().center(), "a.pdf")
    assert len(driver.library.paper(paper).attachments) == 1
    driver.key(K.Key_Escape)


def test_documents_among_other_files_are_for_the_import(driver):
    asked = []
    driver.window.openers.import_data = lambda data: asked.append(len(data.urls()))
    drop_files(driver, QPoint(400, 300), "a.pdf", "page.txt")
    assert asked == [2]


# ---- the menu of a line ----


def choose(driver, key: str, words: str, *, then: str = "") -> None:
    """Open the menu of a line by key, and choose in it (and in the menu within)."""
    side = driver.window.side
    driver.back()
    side.setFocus()
    side.setCurrentIndex(side.lines.index(side.lines.row_of(key)))
    driver.settle()
    driver.key(K.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    action = next(action for action in menu.actions() if action.text() == words)
    if then:
        action = next(inner for inner in action.menu().actions() if inner.text() == then)
    action.trigger()
    menu.close()
    driver.settle()


def rename(driver, name: str) -> None:
    driver.until(lambda: any(dialog.isVisible() for dialog in driver.window.findChildren(QInputDialog)))
    dialog = next(dialog for dialog in driver.window.findChildren(QInputDialog) if dialog.isVisible())
    dialog.findChild(QLineEdit).setText(name)
    dialog.accept()
    driver.settle()
    driver.back()


def test_a_tag_is_renamed_merged_coloured_and_deleted_in_its_own_menu(driver):
    driver.library.tag([driver.row(0).id, driver.row(1).id], "one")
    driver.library.tag([driver.row(2).id], "two")
    driver.window.browser.refresh()
    driver.settle()
    choose(driver, "tag:one", "Colour", then="Blue")
    assert [(tag.name, tag.colour) for tag in driver.library.tags()] == [("one", "#8fb0dc"), ("two", None)]
    choose(driver, "tag:one", "Rename or merge…")
    rename(driver, "first")
    assert len(driver.titles()) == 2 and driver.window.browser.key == "tag:first"  # the list follows
    choose(driver, "tag:two", "Rename or merge…")
    rename(driver, "first")
    assert [tag.name for tag in driver.library.tags()] == ["first"] and len(driver.titles()) == 3
    choose(driver, "tag:first", "Delete the tag")
    assert driver.library.tags() == []
    for _ in range(4):
        driver.window.act("undo")
        driver.settle()
    assert [(tag.name, tag.papers, tag.colour) for tag in driver.library.tags()] == [("one", 2, None), ("two", 1, None)]


@pytest.mark.parametrize(("new", "left"), [("NLP", "NLP"), ("two", "Two"), ("  a  name ", "a name")])
def test_the_list_of_a_renamed_tag_stays_marked_in_the_side_bar(driver, new: str, left: str):
    side = driver.window.side
    driver.library.tag([driver.row(0).id], "nlp")
    driver.library.tag([driver.row(1).id], "Two")
    driver.window.browser.refresh()
    driver.settle()
    driver.window.browser.show(Query(view="all", tag="nlp"), "tag:nlp")
    choose(driver, "tag:nlp", "Rename or merge…")
    rename(driver, new)
    assert driver.titles() and driver.window.browser.key == f"tag:{left}"
    assert [side.lines.entry(index.row()).text for index in side.selectedIndexes()] == [left]


def test_a_saved_search_is_renamed_and_deleted_in_its_own_menu(driver):
    search = driver.library.save_search("mine", "beam")
    driver.window.browser.refresh()
    driver.settle()
    choose(driver, f"saved:{search}", "Rename…")
    rename(driver, "beams")
    assert [found.name for found in driver.library.saved_searches()] == ["beams"]
    choose(driver, f"saved:{search}", "Delete the search")
    assert driver.library.saved_searches() == []


def test_several_tags_typed_at_once_are_one_step(driver):
    paper = driver.row(0).id
    driver.keys("t")
    driver.keys("one, two")
    driver.key(K.Key_Return)
    assert driver.library.paper(paper).tags == ("one", "two")
    driver.key(K.Key_Escape)
    driver.back()
    driver.ctrl(K.Key_Z)
    assert driver.library.paper(paper).tags == ()
