"""Small parts that only dialogs have: a field's row, a list with a hint. May import Qt, ``widgets``.

They are not among ``widgets`` because the window paints itself before any dialog, and what it does not need for that
is not loaded for it.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QListWidget, QWidget

from readinglist.gui.parts.widgets import label

NAME_TOP = 7  # px from the top of a field's row to its name, so that the two stand on one line


def add_row(form: QFormLayout, text: str, field: QWidget, target: QWidget | None = None) -> None:
    """A field with its name beside its first line; the letter behind ``&`` leads to ``target``, or to the field."""
    name = label(text)
    name.setBuddy(target or field)
    name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    name.setContentsMargins(0, NAME_TOP, 0, 0)
    form.addRow(name, field)


class HintedList(QListWidget):
    """A list that says what would stand in it while it is empty."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self._hint = hint
        for changed in (self.model().rowsInserted, self.model().rowsRemoved, self.model().modelReset):
            changed.connect(self._describe)
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription("" if self.count() else self._hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The items, or the hint."""
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            room = self.viewport().rect().adjusted(16, 12, -16, -12)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._hint)
            painter.end()
