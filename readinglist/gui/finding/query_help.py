"""What the search line shows about what is typed: its clauses in colours, and what the last one may become.

May import Qt, ``search_line``, ``session`` and ``theme``. The clauses come with the answer of a search, the completions
from the library; neither is worked out in the GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QColor, QFont, QInputMethodEvent, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCompleter

from readinglist.gui.finding.search_line import SearchLine
from readinglist.gui.parts.theme import Look
from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.records import Clause, Completion

LEAST = 2  # letters of a field's name before it is offered
SHOWN = 8  # completions at a time
#: The colour of each kind of clause; a kind that is not here looks like plain text.
COLOURS = {"field": "accent", "flag": "accent", "phrase": "good", "not": "danger", "unfinished": "warning"}


class QueryHelp(QObject):
    """Colours and completions of one search line."""

    def __init__(self, line: SearchLine, session: Session, look: Look) -> None:
        super().__init__(line)
        self._line, self._session, self._look = line, session, look
        self._found: Sequence[Completion] = ()
        self._clauses: Sequence[Clause] = ()
        self._names = QStringListModel(self)
        self._popup = QCompleter(self._names, self)
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup.setWidget(line)
        self._popup.setMaxVisibleItems(SHOWN)
        shown = self._popup.popup()
        assert shown is not None  # it is made when it is asked for
        self._list = shown
        look.dress(self._list)  # it belongs to no window
        self._list.setObjectName("completions")
        self._list.setAccessibleName(self.tr("Completions"))
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._list.installEventFilter(self)
        line.textEdited.connect(self._typed)
        look.changed.connect(lambda: self.show_clauses(line.text(), self._clauses))

    def show_clauses(self, text: str, clauses: Sequence[Clause]) -> None:
        """Colour the clauses of ``text``, unless something else stands in the line by now."""
        if text != self._line.text():
            return
        self._clauses = clauses
        cursor = self._line.cursorPosition()
        formats = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat,
                clause.start - cursor,
                clause.end - clause.start,
                self._format(clause.kind),
            )
            for clause in clauses
            if clause.kind in COLOURS
        ]
        # The one way to formats in a QLineEdit: an input method that has nothing to commit.
        QApplication.sendEvent(self._line, QInputMethodEvent("", formats))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the completions: Tab takes the first one, Enter the chosen one or goes to the list, Esc shuts."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        chosen = self._list.selectionModel().selectedIndexes()  # the current row is the first one unasked
        key, row = event.key(), chosen[0].row() if chosen else -1
        if key not in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            return False
        self._list.hide()
        if key == Qt.Key.Key_Tab:
            self._take(max(row, 0))
        elif key != Qt.Key.Key_Escape and row >= 0:
            self._take(row)
        elif key != Qt.Key.Key_Escape:
            QApplication.sendEvent(self._line, event)
        return True

    def _format(self, kind: str) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(QColor(getattr(self._look.theme, COLOURS[kind])))
        if kind == "flag":
            made.setFontWeight(QFont.Weight.DemiBold)
        return made

    def _typed(self, text: str) -> None:
        cursor = self._line.cursorPosition()
        word = text[:cursor].rpartition(" ")[2].lstrip("(-")
        if len(word) < LEAST or '"' in word.partition(":")[0]:
            self._offer((), text)
            return
        self._session.latest(
            "completions",
            lambda library, _cancelled: library.complete_query(text, cursor),
            lambda found: self._offer(found, text),
        )

    def _offer(self, found: Sequence[Completion], text: str) -> None:
        """Show completions of ``text`` while it still stands there; one that is typed out already helps nobody."""
        current = text == self._line.text() and self._line.hasFocus()
        self._found = [c for c in found if text[c.start : c.end] != c.text.strip()] if current else ()
        if not self._found:
            self._list.hide()
            return
        self._names.setStringList([completion.label for completion in self._found])
        self._list.clearSelection()
        width = max(map(self._line.fontMetrics().horizontalAdvance, self._names.stringList())) + 48
        place = self._line.cursorRect()
        place.setWidth(width)
        self._popup.complete(place)

    def _take(self, row: int) -> None:
        """Put a completion in the place of what was typed of it."""
        if not 0 <= row < len(self._found):
            return
        chosen, text = self._found[row], self._line.text()
        self._line.set_query(text[: chosen.start] + chosen.text + text[chosen.end :])
        self._line.setCursorPosition(chosen.start + len(chosen.text))
