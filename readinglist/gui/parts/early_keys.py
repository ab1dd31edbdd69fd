"""Keys typed before a dialog that was opened by a key has the keyboard. Imports Qt.

A dialog has the keyboard only when the window system has shown it and said so. Until then what is typed is sent to the
window under it, where Qt drops it, for the dialog blocks that window. Shortcuts of the whole program are still heard:
so the dialog has one, for all keys that one types with, and hands them on to its first field.
"""

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox)
#: Those of the Latin scripts: the keys of others are not known before they are pressed.
LETTERS = [letter for letter in map(chr, range(0x100)) if letter.isalpha() and len(letter.upper()) == 1]
SIGNS = [sign for sign in map(chr, range(0x20, 0x100)) if sign.isprintable() and not sign.isalpha()]
OTHERS = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_Escape}
    | {Qt.Key.Key_Up, Qt.Key.Key_Down}
)
LAST = 0xFF  # the keys above are none that write
SHIFT, NOTHING = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class EarlyKeys(QShortcut):
    """Hands keys to the field of ``dialog`` that has the focus in it, until the dialog is active or gone."""

    def __init__(self, dialog: QDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self.setContext(Qt.ShortcutContext.ApplicationShortcut)
        capitals = {Qt.Key(ord(letter.upper())) for letter in LETTERS if ord(letter.upper()) < 0x100}
        alone = [*capitals, *(Qt.Key(ord(sign)) for sign in SIGNS), *OTHERS]
        self.setKeys([*map(QKeySequence, alone), *(QKeySequence(QKeyCombination(SHIFT, key)) for key in capitals)])
        dialog.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The dialog hears its keys itself from now on; what is handed on is for the field, whoever else wants it."""
        if watched is not self._dialog:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            return event.type() == QEvent.Type.ShortcutOverride
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Hide):
            self.setEnabled(False)
            self.deleteLater()
        return False

    def event(self, event: QEvent) -> bool:
        """A key that was typed too early."""
        if not isinstance(event, QShortcutEvent):
            return super().event(event)
        self.take(event.key())
        return True

    def take(self, key: QKeySequence) -> None:
        """Hand on ``key``; it is not heard where no text field waits for it: nobody means a button not seen yet."""
        pressed: QKeyCombination = key[0]  # type: ignore[index]
        field = self._dialog.focusWidget() or _first(self._dialog)
        if not isinstance(field, FIELDS) or pressed.keyboardModifiers() not in (NOTHING, SHIFT):
            return
        field.installEventFilter(self)
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if isValid(field):  # Enter or Esc may have closed the dialog
                sent = QKeyEvent(kind, pressed.key(), pressed.keyboardModifiers(), _text(pressed))
                QApplication.sendEvent(field, sent)
        if isValid(field) and isValid(self):  # the dialog may have become active while Qt asked something in it
            field.removeEventFilter(self)


def hear_early_keys(dialog: QDialog) -> None:
    """Call it when ``dialog`` is shown. One beside which the window can be used leaves it its keys."""
    if dialog.isModal() and not dialog.isActiveWindow():
        EarlyKeys(dialog)


def _first(dialog: QDialog) -> QWidget | None:
    """What will have the focus: Qt gives it only when the dialog becomes active."""
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(dialog):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _text(pressed: QKeyCombination) -> str:
    """What a key writes."""
    if pressed.key() in OTHERS or pressed.key() > LAST:
        return ""
    letter = chr(pressed.key())
    return letter if pressed.keyboardModifiers() & SHIFT else letter.lower()
