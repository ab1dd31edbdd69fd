"""Errors: known ones with a way out, bugs to the crash dialog without private text."""

import re
import stat
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from shiboken6 import Shiboken

import readinglist.gui
from readinglist.core.errors import ReadingListError
from readinglist.gui.parts.messages import CrashReporter, add_button, describe, message_box, show_error

SECRET = "the user's own words"


def fail() -> None:
    raise ValueError(SECRET)


@pytest.fixture
def reporter(qapp, tmp_path):
    saved = []
    made = CrashReporter(tmp_path / "logs", lambda: saved.append(True))
    made.saved = saved
    made.install()
    yield made
    made.uninstall()


def boxes(qapp) -> list[QMessageBox]:
    return [widget for widget in qapp.topLevelWidgets() if isinstance(widget, QMessageBox) and widget.isVisible()]


def test_a_known_error_is_plain_text(qapp, qtbot):
    show_error(None, ReadingListError("Look in <b>here</b>.", title="No <i>luck</i>"))
    (box,) = boxes(qapp)
    assert box.textFormat().name == "PlainText"
    assert box.informativeText() == "Look in <b>here</b>."
    box.close()


def test_a_long_path_is_shown_whole_and_copied_as_it_is(qapp, qtbot):
    path = f"/papers/somebody/{'papers/' * 12}{'x' * 90}/Attention-is-all-you-need_final.pdf"
    text = f"{path} is not there any more. Put it back."
    show_error(None, ReadingListError(text, title="No such file"))
    (box,) = boxes(qapp)
    shown = next(found for found in box.findChildren(QLabel) if "is not there" in found.text())
    assert shown.text().replace("\u200b", "") == text
    assert shown.fontMetrics().horizontalAdvance(max(re.split("[ \u200b]", shown.text()), key=len)) < shown.width()
    box.activateWindow()
    qtbot.waitUntil(box.isActiveWindow)
    QTest.keyClick(box, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == f"No such file\n\n{text}"
    box.close()


def test_a_bug_is_raised_on():
    with pytest.raises(ValueError, match="own words"):
        show_error(None, ValueError(SECRET))


def test_a_description_holds_no_private_text():
    try:
        try:
            fail()
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        text = describe(error)
    assert SECRET not in text
    assert "ValueError" in text and "KeyError" in text
    assert "test_messages.py" in text
    assert "/home" not in text and "/root" not in text


def test_bugs_in_main_and_threads_are_caught(reporter, qapp, qtbot, tmp_path):
    try:
        fail()
    except ValueError:
        sys.excepthook(*sys.exc_info())
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes(qapp)) == 1)  # one dialog, not one each
    assert len(reporter.bugs) == 2
    assert reporter.saved
    log = tmp_path / "logs" / "window.log"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert SECRET not in log.read_text(encoding="utf-8")
    boxes(qapp)[0].close()


def test_known_errors_from_hooks_are_messages(reporter, qapp, qtbot):
    reporter.report(ReadingListError("Do this."))
    assert not reporter.bugs
    (box,) = boxes(qapp)
    assert box.informativeText() == "Do this."
    box.close()


def test_a_log_that_cannot_be_written_is_no_reason_not_to_start(qapp, tmp_path):
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    CrashReporter(tmp_path / "logs", lambda: None).report(ReadingListError("x"))
    for box in boxes(qapp):
        box.close()


def test_buttons_of_boxes_are_our_own(qapp):
    """One made by Qt was once taken for a widget that had been at its place: PySide 6.11 crashes over such an error."""
    box = message_box(None, QMessageBox.Icon.Question, "Go?", "")
    button = add_button(box, "Go", QMessageBox.ButtonRole.AcceptRole)
    assert Shiboken.createdByPython(button) and button in box.buttons()
    box.deleteLater()
    sources = [path.read_text(encoding="utf-8") for path in Path(readinglist.gui.__path__[0]).rglob("*.py")]
    assert not any(re.search(r"addButton\(.*ButtonRole", text) for text in sources)
