"""The menu of what has the focus, by key. Imports Qt.

Qt opens it with the Menu key, which many keyboards do not have, and not with Shift+F10.
"""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

MENU_KEY = "Shift+F10"


def open_context_menu() -> None:
    """Open the menu of what has the focus, where its cursor is, with the first line chosen."""
    focused = QApplication.focusWidget()
    if focused is None:
        return
    target = focused.viewport() if isinstance(focused, QAbstractScrollArea) else focused
    place = _place(focused)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, target.mapToGlobal(place))
    QApplication.sendEvent(target, event)
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu) and menu.activeAction() is None:
        enabled = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        if enabled:
            menu.setActiveAction(enabled[0])


def _place(focused: QWidget) -> QPoint:
    if isinstance(focused, QAbstractItemView) and focused.currentIndex().isValid():
        rect = focused.visualRect(focused.currentIndex())
        return QPoint(rect.left() + rect.height(), rect.center().y())
    if isinstance(focused, QPlainTextEdit | QTextEdit | QLineEdit):
        return focused.cursorRect().bottomLeft()
    return focused.rect().center()
