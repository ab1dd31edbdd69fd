"""What a screen reader is told of that happens away from the focus. May import Qt.

A control's name, role and state it reads itself. Where something else changes (a line of the status bar, the number of
hits, the paper in triage, which keeps the focus where it is), it must be told; while nobody listens, nothing is done.
"""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from readinglist.gui.parts.widgets import label

QUIET = 300  # ms without another text, before one is told that may change with every key


def heard() -> bool:
    """Whether a screen reader listens. Its class has many enumerations, which the first paint would wait for."""
    from PySide6.QtGui import QAccessible

    return QAccessible.isActive()


def announce(widget: QWidget, text: str) -> None:
    """Have ``text`` read out, after what is being read."""
    if text and heard():
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class Announcer(QTimer):
    """Tells the last of several texts that follow each other quickly."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._text = ""
        self.setSingleShot(True)
        self.setInterval(QUIET)
        self.timeout.connect(lambda: announce(widget, self._text))

    def tell(self, text: str) -> None:
        """Tell ``text``, unless another one comes at once."""
        self._text = text
        if heard():
            self.start()


class StatusBar(QStatusBar):
    """Says what was done, to the eye and to the ear; at its end stands what goes on for longer."""

    def __init__(self) -> None:
        super().__init__()
        self.task = label("", "muted")
        self.addPermanentWidget(self.task)
        self.setSizeGripEnabled(False)
        self.messageChanged.connect(lambda text: announce(self, text))

    def show_read_only(self, why: str) -> None:
        """Say for as long as the window is open that nothing can be changed, and why."""
        note = QLabel(self.tr("Read only"))  # beside it there is to be room for what is said
        note.setObjectName("read-only")
        note.setToolTip(why)
        note.setAccessibleDescription(why)
        self.addPermanentWidget(note)
