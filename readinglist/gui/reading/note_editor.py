"""The note: a Markdown field that saves itself. May import Qt.

It asks to be saved 500 ms after the last key, when it loses the focus, when another paper is shown, and whenever the
window calls ``flush`` (closing, quitting, signals, crash). What was handed over is truer than what the library
answers until it is stored, and than what was asked before that: no late answer must bring the old text back.
"""

import sys

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

SAVE_AFTER = 500  # ms after the last key
LEAST_LINES, MOST_LINES = 4, 18
SEEN_AROUND = 40  # px above and below the cursor


class NotesOnTheWay:
    """Notes that were handed over and are not stored yet, in their order; and those that could not be stored."""

    def __init__(self) -> None:
        self._texts: dict[int, list[str]] = {}
        self._refused: dict[int, str] = {}
        self._stored: dict[int, tuple[str, int]] = {}  # with the version of the library from which on it is there

    def leave(self, paper: int, text: str) -> None:
        """A note was handed over."""
        self._texts.setdefault(paper, []).append(text)
        self._refused.pop(paper, None)

    def arrive(self, paper: int, version: int | None) -> None:
        """The oldest note of ``paper`` that is on its way is stored since ``version``, or could not be (None)."""
        texts = self._texts[paper]
        text = texts.pop(0)
        if version is not None:
            self._stored[paper] = (text, version)
        if not texts:
            del self._texts[paper]
            if version is None:
                self._refused[paper] = text

    def newest(self, paper: int, version: int) -> str | None:
        """The note of ``paper`` that is truer than the one that the library had at ``version``, if there is one."""
        if paper in self._texts:
            return self._texts[paper][-1]
        if paper in self._refused:
            return self._refused[paper]
        text, since = self._stored.get(paper, ("", 0))
        return text if version < since else None

    def refused(self, paper: int) -> bool:
        """Whether the note of ``paper`` could not be stored; it is kept, to be tried again."""
        return paper in self._refused

    @property
    def refused_notes(self) -> dict[int, str]:
        """The notes that could not be stored, by their papers."""
        return dict(self._refused)

    @property
    def waiting(self) -> bool:
        """Whether a note is on its way."""
        return bool(self._texts)


class NoteEditor(QPlainTextEdit):
    """The note of one paper."""

    save_wanted = Signal(int, str)
    left = Signal()  # the focus went elsewhere

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Your note, in Markdown. It saves itself."))
        self.setAccessibleName(self.tr("Note"))
        self.setTabChangesFocus(True)
        self._paper: int | None = None
        self._saved = ""
        self.on_the_way = NotesOnTheWay()
        self._followed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._typed)
        self.cursorPositionChanged.connect(self._keep_in_sight)
        self.setEnabled(False)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not yet handed over."""
        return self._paper is not None and self.toPlainText() != self._saved

    def show_note(self, paper: int | None, text: str, version: int = sys.maxsize) -> None:
        """Show a paper's note at a ``version`` of the library; what was typed for the one before is handed over first.

        For the same paper the text is replaced only when nothing unsaved stands here.
        """
        if paper != self._paper:
            self.flush()
        newer = self.on_the_way.newest(paper, version) if paper is not None else None
        shown = text if newer is None else newer
        if paper == self._paper and (self.dirty or shown == self.toPlainText()):
            return
        self._paper = paper
        blocked = self.blockSignals(True)
        self.setPlainText(shown)
        refused = paper is not None and self.on_the_way.refused(paper)
        self._saved = text if refused else self.toPlainText()
        self.blockSignals(blocked)
        self._timer.stop()
        self.setEnabled(paper is not None)
        self._fit()

    def write_on(self) -> None:
        """Take the focus, behind what was written before."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def flush(self) -> None:
        """Hand over what was typed, now."""
        self._timer.stop()
        if self._paper is not None and self.dirty:
            self._saved = self.toPlainText()
            self.save_wanted.emit(self._paper, self._saved)

    def sizeHint(self) -> QSize:
        """As high as it was fitted."""
        return QSize(super().sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        """The same height, any width."""
        return QSize(80, self._height())

    def showEvent(self, event: QShowEvent) -> None:
        """What is around it tells when there is room for a line that was begun."""
        super().showEvent(event)
        around = self._around()
        if around is not None and not self._followed:
            self._followed = True
            around.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field saves it."""
        super().focusOutEvent(event)
        self.flush()
        self.left.emit()

    def _typed(self) -> None:
        if self.dirty:
            self._timer.start()
        else:
            self._timer.stop()
        self._fit()

    def _keep_in_sight(self) -> None:
        """The field grows with its text: what is around it scrolls along, also once that has made room."""
        if self.hasFocus():
            QTimer.singleShot(0, self, self._scroll_along)

    def _around(self) -> QScrollArea | None:
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around

    def _scroll_along(self) -> None:
        around = self._around()
        inside = around.widget() if around is not None else None
        if around is not None and inside is not None:
            spot = self.viewport().mapTo(inside, self.cursorRect().center())
            around.ensureVisible(spot.x(), spot.y(), 0, SEEN_AROUND)

    def _fit(self) -> None:
        height = self._height()
        if self.height() != height:
            self.setFixedHeight(height)
            self.updateGeometry()

    def _height(self) -> int:
        lines = max(LEAST_LINES, min(MOST_LINES, self.blockCount() + 1))
        return lines * self.fontMetrics().lineSpacing() + 18
