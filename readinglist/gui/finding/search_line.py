"""The search line: the keystroke path begins here. May import Qt and ``theme``."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from readinglist.gui.parts.theme import Look


class SearchLine(QLineEdit):
    """Every edit asks at once; Esc clears, then goes to the list; Enter and the arrows go to the list."""

    asked = Signal(str, bool)  # text, literally
    left = Signal()  # to the list
    moved = Signal(int)  # arrow keys move in the list while the line keeps the focus

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchLine")
        self.setPlaceholderText(self.tr("Search titles, abstracts, notes and tags    /"))
        self.setAccessibleName(self.tr("Search"))
        self.setAccessibleDescription(
            self.tr(
                "Words, “phrases”, -word, OR, title: abstract: note: tag: author: year: is:starred has:code no:title"
            )
        )
        self.setMaxLength(20_001)  # one more than a search looks at, which says so; longer, pasting takes seconds
        self._look = look
        self._icon = QAction(self.tr("Search"), self)
        self._clear = QAction(self.tr("Clear the search"), self)
        self._clear.triggered.connect(self.clear_search)
        self.addAction(self._icon, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._dress()
        look.changed.connect(self._dress)
        self.textEdited.connect(self._ask)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def set_query(self, text: str, *, literal: bool = False) -> None:
        """Search for ``text`` as if it had been typed."""
        self.setText(text)
        self._ask(text, literal=literal)

    def clear_search(self) -> None:
        """Show the whole view again."""
        if self.text():
            self.set_query("")

    def search_literally(self) -> None:
        """Search for exactly what stands here."""
        self._ask(self.text(), literal=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, Enter and the vertical keys; the rest is typing."""
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if key == Qt.Key.Key_Escape:
            if self.text():
                self.clear_search()
            else:
                self.left.emit()
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self.left.emit()
        elif key in steps:
            self.moved.emit(steps[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc to itself, so that no dialog or shortcut takes it."""
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def _ask(self, text: str, *, literal: bool = False) -> None:
        self.asked.emit(text, literal)

    def _dress(self) -> None:
        self._icon.setIcon(self._look.icon("search", "faint"))
        self._clear.setIcon(self._look.icon("close", "faint"))
