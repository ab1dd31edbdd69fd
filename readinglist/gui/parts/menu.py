"""A menu that is used by letters, too. Imports Qt.

Qt takes letters in an open menu for the shortcuts of what lies behind it, and finds items only by underlined letters.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu

#: The property of an action that holds its keys.
KEYS = "keys"


class Menu(QMenu):
    """Has the keyboard to itself: the keys of an item do it, a letter goes to the next item that begins with it."""

    def event(self, event: QEvent) -> bool:
        """What is pressed is for the menu, and no shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Enter, Esc and underlined letters are Qt's."""
        enabled = [action for action in self.actions() if action.isEnabled() and not action.isSeparator()]
        names = _names(event)
        asked = [action for action in enabled if names & set(action.property(KEYS) or ())]
        begun = [] if asked else _beginning(enabled, event.text())
        if asked or len(begun) == 1:
            self.setActiveAction((asked or begun)[0])
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier))
        elif begun:
            now = self.activeAction()
            place = begun.index(now) + 1 if now in begun else 0
            self.setActiveAction(begun[place % len(begun)])
        else:
            super().keyPressEvent(event)


def _names(event: QKeyEvent) -> set[str]:
    """What a pressed key is called; signs are called what they are, whatever keys make them. Of other keys nothing."""
    if not event.text().strip() or not (event.text().isprintable() or event.modifiers()):
        return set()
    pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return {pressed} if event.text().isalpha() else {pressed, event.text()}


def _beginning(actions: list[QAction], typed: str) -> list[QAction]:
    """The items whose words begin with a letter; those with an underlined one are Qt's to find."""
    if not typed.isalnum():
        return []
    plain = [action for action in actions if "&" not in action.text().replace("&&", "")]
    return [action for action in plain if action.text().casefold().startswith(typed.casefold())]
