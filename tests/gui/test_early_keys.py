"""Keys typed before a dialog has the keyboard, handed on to its field."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit
from shiboken6 import isValid

from readinglist.gui.parts.early_keys import EarlyKeys


def test_a_dialog_that_becomes_active_over_an_early_key(qapp):
    """Enter on a file that is there: Qt's file dialog asks in a loop of its own, and is active by then."""
    dialog = QDialog()
    field, early = QLineEdit(dialog), EarlyKeys(dialog)
    field.setFocus()

    def ask() -> None:
        QApplication.sendEvent(dialog, QEvent(QEvent.Type.WindowActivate))
        QApplication.sendPostedEvents(early, QEvent.Type.DeferredDelete.value)

    field.returnPressed.connect(ask)
    early.take(QKeySequence(Qt.Key.Key_A))
    early.take(QKeySequence(Qt.Key.Key_Return))
    assert field.text() == "a" and not isValid(early)
