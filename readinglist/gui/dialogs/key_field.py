"""A field for one key: Enter, Space or a click, then the key. May import Qt and ``buttons``.

It never takes a key that was meant for the dialog: until it is asked to, Tab goes on, Esc closes, letters do nothing.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from readinglist.gui.parts.buttons import Button

HELD_ALONE = (
    *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta),
    *(Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_unknown),
)
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
WIDTH = 150  # px


def native(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def pressed_key(event: QKeyEvent) -> str:
    """The key of an event, written as the table of actions writes keys: ``?`` and not ``Shift+?``, ``Shift+Y``."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    sign = event.text().isprintable() and event.text().strip() and not event.text().isalpha()
    if sign and not held & Qt.KeyboardModifier.ControlModifier:
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(held.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)


class KeyField(Button):
    """Shows one of the keys of an action and takes another one."""

    chosen = Signal(str)  # a key in portable text; nothing when it was taken away
    left = Signal(int)  # to the next field (1) or the one before (-1)

    def __init__(self, name: str) -> None:
        """``name``: the action in words."""
        super().__init__()
        self._name, self._key, self.recording = name, "", False
        self.setFixedWidth(WIDTH)
        self.setAccessibleDescription(self.tr("Enter and then a key takes that one, Backspace takes it away"))
        self.clicked.connect(self._record)

    def show_key(self, key: str) -> None:
        """Show a key, given in portable text."""
        self._key, self.recording = key, False
        self.setText(native(key) or "—")
        said = self.tr("Key for {action}: {key}") if key else self.tr("Key for {action}: none")
        self.setAccessibleName(said.format(action=self._name, key=native(key)))

    def _record(self) -> None:
        self.recording = True
        self.setText(self.tr("Press a key…"))
        self.setAccessibleName(self.tr("Press the key for {action}, or Esc").format(action=self._name))

    def event(self, event: QEvent) -> bool:
        """Qt's: while recording every key belongs to the field, Tab too."""
        if self.recording and isinstance(event, QKeyEvent):
            event.accept()
            if event.type() != QEvent.Type.KeyPress:
                return True
            if Qt.Key(event.key()) not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._take(event)
                return True
            self.show_key(self._key)  # and Tab goes on
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace and Del take the key away, the arrows go to the neighbours."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._key:
            self.chosen.emit("")
        elif event.key() in STEPS:
            self.left.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt's: nothing is recorded where the focus is not."""
        super().focusOutEvent(event)
        if self.recording:
            self.show_key(self._key)

    def _take(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.key() in HELD_ALONE:
            return
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.show_key(self._key)
            return
        self.show_key(self._key)
        self.chosen.emit(pressed_key(event))
