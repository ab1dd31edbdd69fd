"""Small shared parts of the window. May import Qt, ``buttons``, ``theme``.

Every label here shows plain text: Qt's labels guess rich text otherwise, and imported text must never be markup.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.theme import Look

LEAST_WIDTH = 120  # px that a line of chips or links is never narrower than
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
LINK_EDGE = 4  # px from the edge of a link to its text
LEAST_LETTERS = 12  # that the narrowest pane has room for


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; ``role`` (muted, faint, section, heading, warning, danger, key) chooses its look."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def tip(text: str) -> str:
    """A tooltip that says ``text`` letter by letter: Qt takes for markup what looks like it."""
    return f"<qt>{text.replace('&', '&amp;').replace('<', '&lt;')}</qt>" if "<" in text else text


class ElidedLabel(QLabel):
    """One line of plain text; ends in an ellipsis where there is no room for all of it, and has it as its tooltip."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As much of the text as fits."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if shown == self.text() else tip(self.text()))
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter.value, shown)
        painter.end()  # a frame that somebody still looks at would keep it open, and the next paint would crash


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another look of the style sheet."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The user's font, larger or smaller."""
    made = QFont(font)
    size = made.pointSizeF()
    made.setPointSizeF((size if size > 0 else 10.0) * factor)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def is_rtl(text: str) -> bool:
    """Whether the first strong letter of ``text`` is of a right-to-left script (rule P2 of Unicode's UAX #9)."""
    isolates = 0
    for letter in text[:400]:
        kind = unicodedata.bidirectional(letter)
        if kind in ("LRI", "RLI", "FSI"):
            isolates += 1
        elif kind == "PDI":
            isolates = max(0, isolates - 1)
        elif kind in ("R", "AL", "L") and not isolates:
            return kind != "L"
    return False


def isolated(text: str, *, always: bool = False) -> str:
    """A name within a line: in right-to-left script it must not turn round what stands beside it."""
    turning = not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if turning or always else text


def joined(parts: Iterable[str], separator: str, *, like: str) -> str:
    """Several facts in one line, which reads in the direction of the text ``like``; empty ones are left out."""
    if is_rtl(like):
        return RIGHT_TO_LEFT_MARK + separator.join(isolated(part, always=True) for part in parts if part)
    line = separator.join(isolated(part) for part in parts if part)
    return LEFT_TO_RIGHT_MARK + line if FIRST_STRONG_ISOLATE in line else line


def rule() -> QFrame:
    """A thin separating line."""
    made = QFrame()
    made.setFrameShape(QFrame.Shape.HLine)
    made.setFixedHeight(1)
    made.setStyleSheet("border: 0; background: palette(midlight);")
    return made


def row(*items: QWidget | int | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; None stretches, a number is a gap."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, int):
            made.addSpacing(item)
        else:
            made.addWidget(item)
    return made


Lines = list[list[tuple[QLayoutItem, QSize]]]


class FlowLayout(QLayout):
    """Widgets in lines that break like words."""

    def __init__(
        self, parent: QWidget | None = None, spacing: int = 6, *, centred: bool = False, edge: int = 0
    ) -> None:
        """``edge``: px that a borderless button's text is from its edge; lines begin so much farther left."""
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: a change of colours asks a hundred times
        self._gap = spacing
        self._centred = centred
        self.edge = edge
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's: take an item."""
        self._items.append(item)

    def count(self) -> int:
        """Qt's: how many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt's: one item, or None."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt's: remove one item."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt's: none."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt's: lines break, so yes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt's: the height of the lines."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Qt's: an item has come, gone or another size."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Qt's: place the items."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Qt's: the least that is needed."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Qt's: the highest item; wide ones are cut rather than widening everything around them."""
        return QSize(LEAST_WIDTH, max((item.minimumSize().height() for item in self._items), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inside = rect.adjusted(margins.left(), margins.top(), -margins.right(), -margins.bottom())
        y = inside.y()
        for line in self._balanced(inside.width()) if self._centred else self._lines(inside.width()):
            height = max(size.height() for _item, size in line)
            taken = sum(size.width() + self._gap for _item, size in line) - self._gap
            x = inside.x() - self.edge + (max(0, inside.width() - taken) // 2 if self._centred else 0)
            for item, size in line if move else ():
                item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._gap
        return max(0, y - self._gap - inside.y()) + margins.top() + margins.bottom()

    def _balanced(self, width: int) -> Lines:
        """As few lines as there can be, about equally long: none of them holds what just did not fit before it."""
        lines = self._lines(width)
        least, most = width // max(1, len(lines)), width
        while least < most:
            middle = (least + most) // 2
            if len(self._lines(width, middle)) > len(lines):
                least = middle + 1
            else:
                most = middle
        return self._lines(width, most)

    def _lines(self, width: int, ends: int | None = None) -> Lines:
        """The items in lines that end before ``ends``, which is ``width`` unless it is given."""
        lines: Lines = []
        room = 0
        for item in (item for item in self._items if not item.isEmpty()):
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(LEAST_WIDTH, width)))
            room -= size.width() + self._gap
            if not lines or room < -self._gap:
                lines.append([])
                room = (width if ends is None else ends) - size.width() - self._gap
            lines[-1].append((item, size))
        return lines


def stops_in(layout: QLayout) -> Iterator[QWidget]:
    """What Tab goes to in ``layout``, in the order that the eye finds it."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget = item.widget() if item is not None else None
        inner = widget.layout() if widget is not None else item.layout() if item is not None else None
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        if inner is not None:
            yield from stops_in(inner)


def tab_as_read(layout: QLayout) -> None:
    """Let Tab go through ``layout`` as it is read: Qt's order is that in which widgets were made."""
    for stop, following in pairwise(stops_in(layout)):
        QWidget.setTabOrder(stop, following)


def below(part: QWidget, within: QWidget) -> QPoint:
    """Where on the screen a menu about ``part`` opens: under it, or at the edge of ``within`` that it is beyond."""
    place = part.mapTo(within, QPoint(0, part.height()))
    return within.mapToGlobal(QPoint(place.x(), max(0, min(place.y(), within.height()))))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


class EmptyState(QWidget):
    """What stands where there is nothing to show: why, and what to do."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyState")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading = label("", "heading", wrap=True)
        self._heading.setFont(scaled(self.font(), 1.25, bold=True))
        self._text = label("", "muted", wrap=True)
        for part in (self._heading, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setMaximumWidth(460)
        self._buttons = FlowLayout(spacing=10, centred=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 28, 28, 28)
        outer.setSpacing(10)
        outer.addStretch(2)
        outer.addWidget(self._picture)
        for part in (self._heading, self._text):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(part, 12)
            line.addStretch(1)
            outer.addLayout(line)
        outer.addSpacing(6)
        outer.addLayout(self._buttons)
        outer.addStretch(3)

    def show_state(self, icon: str, heading: str, text: str, *buttons: Button) -> None:
        """Say it; the buttons are the ways out."""
        self._picture.setPixmap(self._look.pixmap(icon, "faint", 44, self.devicePixelRatioF()))
        self._heading.setText(heading)
        self._text.setText(without_orphan(breakable(text, LEAST_LETTERS)))
        self._text.setVisible(bool(text))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(text)
        clear(self._buttons)
        for button in buttons:
            self._buttons.addWidget(button)
            button.show()  # now, and not in the next turn of the event loop: it may be given the focus at once

    @property
    def words(self) -> str:
        """What it says, for tests and screen readers."""
        return f"{self._heading.text()} {self._text.text()}".replace("\u200b", "").replace("\u00a0", " ")


def units(text: str, offset: int) -> int:
    """Where the character at ``offset`` begins in Qt's UTF-16 units: letters beyond the first plane count twice."""
    return offset if text.isascii() else len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, position: int) -> int:
    """The character offset of Qt's UTF-16 ``position`` in ``text``."""
    if text.isascii():
        return position
    return len(text.encode("utf-16-le", "surrogatepass")[: position * 2].decode("utf-16-le", "replace"))


def breakable(text: str, most: int = 24) -> str:
    """Let a label break words that are longer than any line (a label wraps at spaces only), after ``most`` letters."""
    return " ".join(
        "\u200b".join(word[i : i + most] for i in range(0, len(word), most)) if len(word) * 3 > most * 5 else word
        for word in text.split(" ")
    )


def without_orphan(text: str) -> str:
    """Keep the last two words on one line, where that is a short one: the last alone looks like a mistake."""
    before, _, last = text.rpartition(" ")
    short = len(before.rpartition(" ")[2]) + len(last) < LEAST_LETTERS
    return f"{before}\u00a0{last}" if " " in before and short else text
