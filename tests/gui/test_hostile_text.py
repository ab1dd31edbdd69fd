"""Nothing in a title, abstract or note is ever markup, loads a file, or opens a link by itself."""

import os
import threading

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from readinglist.gui.parts.widgets import tip
from readinglist.gui.reading.text_views import NotePreview, open_link
from tests.timing import PATIENCE


@pytest.fixture
def opened(monkeypatch):
    addresses = []
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda url: addresses.append(url.toString()) or True))
    return addresses


def test_markup_and_a_fifo_in_every_field(driver, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    hostile = f'<img src="{fifo}"><b>bold</b><script>x</script> &amp; ![i]({fifo})'
    paper = driver.row(0).id
    for field in ("title", "abstract", "authors", "venue", "publisher", "url"):
        driver.library.edit(paper, field, f"{hostile} with words enough to be an abstract")
    driver.library.set_note(paper, hostile)
    driver.library.tag([paper], "<u>tag</u>")
    driver.until(lambda: "<b>" in (driver.window.page.model.shown(0).row.title or ""))
    driver.settle()
    driver.until(lambda: "<b>" in driver.window.pane._title.toPlainText())
    for label in driver.window.findChildren(QLabel):
        assert label.textFormat().name == "PlainText" or not label.text()
    driver.window.grab()
    driver.window.act("preview_note")
    driver.window.grab()
    driver.window.act("triage")
    driver.settle()
    driver.window.grab()
    driver.window.leave_triage()
    driver.settle()
    assert any("tag" in button.text() for button in driver.window.pane.findChildren(QPushButton))
    told = tip(hostile)  # Qt guesses what a tooltip is
    document = QTextDocument()
    document.setHtml(told)
    assert told.startswith("<qt>") and document.toPlainText() == hostile


def test_the_preview_loads_nothing(qapp, qtbot, tmp_path):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    view = NotePreview()
    qtbot.addWidget(view)
    timer = threading.Timer(PATIENCE, lambda: os._exit(3))
    timer.start()
    view.show_note(f"![x]({fifo}) ![y](file://{fifo}) <img src='{fifo}'> [link](https://example.org)")
    view.grab()
    timer.cancel()
    image = view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(str(fifo)))
    assert (image.width(), image.height()) == (1, 1)
    assert "<img" in view.toPlainText()


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://arxiv.org/abs/1", "https://arxiv.org/abs/1"),
        ("github.com/a/b", "https://github.com/a/b"),
        ("//github.com/a/b", "https://github.com/a/b"),
        ("doi:10.1/x", "https://doi.org/10.1/x"),
        ("mailto:a@b.c", "mailto:a@b.c"),
    ],
)
def test_safe_links_open(qapp, qtbot, opened, address, target):
    view = NotePreview()
    qtbot.addWidget(view)
    open_link(address, view)
    assert opened == [target]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "smb://h/x"])
def test_other_schemes_are_asked_about(qapp, qtbot, opened, address):
    view = NotePreview()
    qtbot.addWidget(view)
    open_link(address, view)
    (box,) = view.findChildren(QMessageBox)
    assert box.isVisible() and not opened
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert not opened
    open_link(address, view)
    next(box for box in view.findChildren(QMessageBox) if box.isVisible()).button(
        QMessageBox.StandardButton.Open
    ).click()
    assert len(opened) == 1
