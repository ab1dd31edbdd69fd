"""Lines of a dump with their numbers: what was furniture, unparsed or rejected. Imports Qt and the rooms below."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import label, row


class LinesDialog(Dialog):
    """A plain list: line number (0 where there is none), reason, text."""

    def __init__(self, title: str, file: str, lines: Sequence[tuple[int, str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(640, 420)
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName(title)
        text.setPlainText("\n".join(_line(number, reason, words) for number, reason, words in lines))
        close = Button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(label(self.tr("{what} in {file}").format(what=title, file=file), "heading", wrap=True))
        column.addWidget(text)
        column.addLayout(row(None, close))


def _line(number: int, reason: str, words: str) -> str:
    shown = words if len(words) < 4000 else f"{words[:4000]}…"
    return f"{f'{number:>6}  ' if number else ''}{reason + ': ' if reason else ''}{shown}"
