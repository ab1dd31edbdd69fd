"""Buttons: whichever has the focus is pressed by Space and by Enter, everywhere. May import Qt and ``theme``.

Qt presses a button with Space only: Enter belongs to the default button of a dialog, and in a window to nobody; a
shortcut of what is around the button would take even Space away. All buttons of the window are made of these.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
)

from readinglist.gui.parts.theme import readable_on

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
LEAST_BUTTON = 60  # px that a button with an ellipsis is never narrower than
ICON_GAP = 4  # px between the icon and the text of a button, as Qt has it
CHIP_SHOWN = 32  # characters of a tag on its chip


def presses(event: QEvent) -> bool:
    """Whether a key event is one that presses a button: Space or Enter with nothing held."""
    if not isinstance(event, QKeyEvent) or event.modifiers() & HELD:
        return False
    return event.key() in (*ENTER, Qt.Key.Key_Space)


def press(button: QAbstractButton, event: QEvent) -> bool:
    """Take the keys that press a button before any shortcut does, and let Enter press it; whether that was all."""
    if not isinstance(event, QKeyEvent):  # asked first: a type is looked up, and a change of colours is many events
        return False
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not presses(event):
        return False
    if event.type() == QEvent.Type.ShortcutOverride:
        event.accept()
        return True
    if event.key() not in ENTER:
        return False  # Qt's own way: down with the key, pressed when it is let go
    event.accept()
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A button with a text, and an icon where there is one."""

    def __init__(self, text: str = "", icon: QIcon | None = None) -> None:
        super().__init__(text)
        self.setAutoDefault(False)
        if icon is not None:
            self.setIcon(icon)

    def event(self, event: QEvent) -> bool:
        """Qt's: Space and Enter press it."""
        return press(self, event) or super().event(event)


class ToolButton(QToolButton):
    """A small flat button."""

    def event(self, event: QEvent) -> bool:
        """Qt's: Space and Enter press it."""
        return press(self, event) or super().event(event)


class TextButton(Button):
    """A button as wide as its text, which has an ellipsis where there is no room for all of it."""

    def __init__(self, text: str = "", cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._cut = cut
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show ``text`` as it is: no letter of it is underlined for the keyboard."""
        self.setText(text.replace("&", "&&"))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), LEAST_BUTTON), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As any button, with a text that fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + ICON_GAP
        option.text = self.fontMetrics().elidedText(
            self.text(), self._cut, room + 1, Qt.TextFlag.TextShowMnemonic.value
        )
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


def link_button(
    text: str, act: Callable[[], object], *, name: str = "", cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight
) -> TextButton:
    """A button that looks like a link; its text is never markup. ``cut``: where it is cut in a narrow window."""
    made = TextButton(text, cut)
    made.setProperty("link", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAccessibleName(name or text)
    made.clicked.connect(lambda _checked=False: act())
    return made


def chip_button(text: str, colour: str | None, act: Callable[[], object]) -> TextButton:
    """A tag as a small round button, in the tag's own colour when it has one."""
    made = TextButton(text if len(text) <= CHIP_SHOWN else f"{text[: CHIP_SHOWN - 1]}…")
    made.setAccessibleName(text)
    made.setProperty("chip", True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if colour and QColor(colour).isValid():
        ground = QColor(colour).name()
        made.setStyleSheet(f"QPushButton {{ background: {ground}; color: {readable_on(ground)}; }}")
    made.clicked.connect(lambda _checked=False: act())
    return made


def tab_to_checked(group: QButtonGroup) -> None:
    """Let Tab go to the chosen button of a group; the arrows choose another."""

    def follow(button: QAbstractButton, on: bool) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)

    group.buttonToggled.connect(follow)
    for button in group.buttons():
        follow(button, button.isChecked())
