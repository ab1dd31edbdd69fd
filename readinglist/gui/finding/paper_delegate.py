"""Paints a paper in two lines, from cached layouts. Imports Qt and the rooms below.

Left a star, then the title over the contribution sentence (or the snippet while searching); right the status in words
over the marks: note, code, times seen, tags. A repaint of 15 rows is 6-8 ms with the cache and twice that without.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readinglist.gui.finding.cutting import in_sight, middle_left_out
from readinglist.gui.finding.paper_table import ROW_ROLE, ShownRow, title_of
from readinglist.gui.parts.theme import Look, readable_on
from readinglist.gui.parts.widgets import is_rtl, isolated, joined, units
from readinglist.gui.parts.words import shown_name, status_words

if TYPE_CHECKING:
    from readinglist.core.records import PaperRow, Span

PAD = 9  # above and below the two lines
LEFT = 38  # room of the star
RIGHT = 14
GAP = 14  # between text and marks
ICON = 15
TAGS_SHOWN = 2
TAG_WIDTH = 120
CACHED = 600
WIDEST = 2.5  # times as many letters as of average width may stand in a line
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Mark:
    """A piece of the second line's right end: an icon, a text, or a chip when it has a ground."""

    width: float
    icon: str = ""
    text: str = ""
    ground: str = ""


@dataclass(slots=True)
class _Drawn:
    """A row laid out for one width."""

    title: QTextLayout
    line: QTextLayout
    status: str
    status_width: float
    marks: list[_Mark] = field(default_factory=list)


class PaperDelegate(QStyledItemDelegate):
    """The two-line row."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._cache: OrderedDict[tuple[int, int], tuple[ShownRow, _Drawn]] = OrderedDict()
        self.tag_colours: dict[str, str] = {}
        self.set_font(parent.font())
        self._dress()
        look.changed.connect(self._dress)

    def _dress(self) -> None:
        self._ink = QTextCharFormat()
        self._ink.setBackground(self._look.colour("mark"))
        self._ink.setForeground(self._look.colour("on_mark"))
        self._cache.clear()

    def set_font(self, font: QFont) -> None:
        """Use the user's font: the title a little larger, the second line a little smaller."""
        size = font.pointSizeF() if font.pointSizeF() > 0 else 10.0
        self._title_font, self._line_font, self._small_font = QFont(font), QFont(font), QFont(font)
        self._title_font.setPointSizeF(size * 1.06)
        self._line_font.setPointSizeF(size * 0.94)
        self._small_font.setPointSizeF(size * 0.86)
        self._title_height = QFontMetricsF(self._title_font).height()
        self._line_height = QFontMetricsF(self._line_font).height()
        self._metrics: dict[tuple[bool, bool], tuple[QFont, QFontMetricsF]] = {}
        for first in (True, False):
            for italic in (True, False):
                used = QFont(self._title_font if first else self._line_font)
                used.setItalic(italic)
                self._metrics[first, italic] = (used, QFontMetricsF(used))
        self._letter = self._metrics[False, False][1].averageCharWidth()
        self._small = QFontMetricsF(self._small_font)
        self.row_height = round(self._title_height + self._line_height + 2 * PAD + 3)
        self._cache.clear()

    def set_tag_colours(self, colours: dict[str, str]) -> None:
        """Colours that the user gave to tags, by name."""
        if colours != self.tag_colours:
            self.tag_colours = colours
            self._cache.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One height for all rows."""
        return QSize(200, self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        active = bool(option.state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
        focused = active and option.widget.currentIndex() == index  # type: ignore[attr-defined]
        painter.save()
        self._ground(painter, rect, selected=selected, active=active, option=option)
        shown = index.data(ROW_ROLE)
        if shown is None:
            self._draw_waiting(painter, rect)
        else:
            self._draw(painter, rect, shown)
        if focused:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), self._look.colour("accent"))
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, *, selected: bool, active: bool, option: QStyleOptionViewItem
    ) -> None:
        if selected:
            painter.fillRect(rect, self._look.colour("selected" if active else "resting"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._look.colour("hover"))
        painter.setPen(QPen(self._look.colour("line")))
        painter.drawLine(rect.left() + LEFT, rect.bottom(), rect.right(), rect.bottom())

    def _draw_waiting(self, painter: QPainter, rect: QRect) -> None:
        """Pale bars where the text will be: the page is on its way."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("line"))
        room = rect.width() - LEFT - RIGHT
        top = rect.top() + PAD + 4
        painter.drawRoundedRect(QRectF(rect.left() + LEFT, top, room * 0.42, 9), 4, 4)
        painter.drawRoundedRect(QRectF(rect.left() + LEFT, top + self._title_height, room * 0.7, 8), 4, 4)

    def _draw(self, painter: QPainter, rect: QRect, shown: ShownRow) -> None:
        drawn = self._laid_out(shown, rect.width())
        row = shown.row
        ratio = painter.device().devicePixelRatio()
        top = rect.top() + PAD
        star = self._look.pixmap("starred" if row.starred else "star", "star" if row.starred else "border", 17, ratio)
        painter.drawPixmap(QPoint(rect.left() + 12, round(top + self._title_height / 2 - 8.5)), star)
        painter.setPen(self._look.colour("text"))
        drawn.title.draw(painter, QPointF(rect.left() + LEFT, top))
        second = top + self._title_height + 3
        painter.setPen(self._look.colour("muted"))
        drawn.line.draw(painter, QPointF(rect.left() + LEFT, second))
        self._draw_status(painter, rect, top, row, drawn)
        right = rect.right() - RIGHT
        for mark in reversed(drawn.marks):
            right -= round(mark.width)
            self._draw_mark(painter, QRectF(right, second, mark.width, self._line_height), mark, ratio)
            right -= 8

    def _draw_status(self, painter: QPainter, rect: QRect, top: float, row: PaperRow, drawn: _Drawn) -> None:
        role = {"new": "accent", "reading": "good", "later": "warning"}.get(row.status, "faint")
        painter.setFont(self._small_font)
        painter.setPen(self._look.colour("muted"))
        width = drawn.status_width
        x = rect.right() - RIGHT - width
        painter.drawText(QRectF(x, top, width + 2, self._title_height), Qt.AlignmentFlag.AlignVCenter, drawn.status)
        ratio = painter.device().devicePixelRatio()
        icon = self._look.pixmap(row.status, role, ICON, ratio)
        painter.drawPixmap(QPoint(round(x - ICON - 5), round(top + (self._title_height - ICON) / 2)), icon)

    def _draw_mark(self, painter: QPainter, rect: QRectF, mark: _Mark, ratio: float) -> None:
        painter.setFont(self._small_font)
        if mark.ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(mark.ground))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            own = mark.ground not in (self._look.theme.chip,)
            painter.setPen(QColor(readable_on(mark.ground) if own else self._look.theme.on_chip))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, mark.text)
            return
        if mark.icon:
            middle = round(rect.top() + (rect.height() - ICON) / 2)
            painter.drawPixmap(QPoint(round(rect.left()), middle), self._look.pixmap(mark.icon, "faint", ICON, ratio))
        painter.setPen(self._look.colour("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark.text)

    def _laid_out(self, shown: ShownRow, width: int) -> _Drawn:
        key = (shown.row.id, width)
        kept = self._cache.get(key)
        if kept is not None and kept[0] is shown:
            self._cache.move_to_end(key)
            return kept[1]
        drawn = self._lay_out(shown, width)
        self._cache[key] = (shown, drawn)
        if len(self._cache) > CACHED:
            self._cache.popitem(last=False)
        return drawn

    def _lay_out(self, shown: ShownRow, width: int) -> _Drawn:
        row, hit = shown.row, shown.hit
        status = status_words(row.status)
        marks = self._marks(row, narrow=width < 420)
        status_width = self._small.horizontalAdvance(status)
        marks_width = sum(mark.width + 8 for mark in marks)
        room = width - LEFT - RIGHT
        title_room = room - status_width - ICON - 5 - GAP
        named = title_of(row)
        named_spans: Sequence[Span] = hit.title_spans if hit and row.title else ()
        if named_spans:
            measure = self._metrics[True, False][1].horizontalAdvance
            named, named_spans = middle_left_out(named, named_spans, title_room, measure)
        title = self._layout(named, named_spans, title_room, first=True, italic=not row.title)
        line, spans = self._second_line(shown)
        line_room = room - marks_width - GAP
        if not line.isascii() and is_rtl(line):
            line_room = min(line_room, title_room)  # both lines begin at one edge
        line, spans = in_sight(line, spans, line_room, self._metrics[False, False][1].horizontalAdvance)
        second = self._layout(line, spans, line_room)
        return _Drawn(title, second, status, status_width, marks)

    def _second_line(self, shown: ShownRow) -> tuple[str, Sequence[Span]]:
        row, hit = shown.row, shown.hit
        if hit is not None and hit.snippet_spans:
            return hit.snippet, hit.snippet_spans
        who = _who(row)
        line = row.line if row.title or row.method else ""
        return joined((who, line), "  ·  ", like=line or row.title or ""), ()

    def _marks(self, row: PaperRow, *, narrow: bool) -> list[_Mark]:
        marks = []
        if not row.title:
            marks.append(self._chip(self.tr("no title"), self._look.theme.chip))
        if not narrow:
            marks += self._tag_marks(row.tags)
        elif row.tags:
            marks.append(self._mark("tag", str(len(row.tags))))
        if row.seen > 1:
            marks.append(self._mark("seen", str(row.seen)))
        marks += [
            self._mark(icon)
            for icon, on in (
                ("highlight", row.has_highlight),
                ("code", row.has_code),
                ("attach", row.has_file),
                ("note", row.has_note),
            )
            if on
        ]
        return marks

    def _tag_marks(self, tags: Sequence[str]) -> Iterable[_Mark]:
        for tag in tags[:TAGS_SHOWN]:
            yield self._chip(tag, self.tag_colours.get(tag, self._look.theme.chip))
        if len(tags) > TAGS_SHOWN:
            yield self._mark("", f"+{len(tags) - TAGS_SHOWN}")

    def _chip(self, text: str, ground: str) -> _Mark:
        elided = self._small.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, TAG_WIDTH)
        return _Mark(self._small.horizontalAdvance(elided) + 16, text=elided, ground=ground)

    def _mark(self, icon: str, text: str = "") -> _Mark:
        width = (ICON if icon else 0) + (self._small.horizontalAdvance(text) + 3 if text else 0)
        return _Mark(width, icon=icon, text=text)

    def _layout(
        self, text: str, spans: Sequence[Span], room: float, *, first: bool = False, italic: bool = False
    ) -> QTextLayout:
        """One elided line with its matches marked; right-to-left text reads in its own direction."""
        room = max(room, 20.0)
        used, metrics = self._metrics[first, italic]
        flat = text.replace("\n", " ").replace("\u2028", " ")
        most = int(room / self._letter * WIDEST) + 8  # measuring takes as long as the text is
        shown = metrics.elidedText(flat[:most], Qt.TextElideMode.ElideRight, room)
        rtl = not shown.isascii() and is_rtl(shown)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        layout = QTextLayout(shown, used)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats(list(self._formats(spans, shown)))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(room)
        line.setPosition(QPointF(0, metrics.ascent() - line.ascent()))  # Chinese letters stand on the same line
        layout.endLayout()
        return layout

    def _formats(self, spans: Sequence[Span], shown: str) -> Iterable[QTextLayout.FormatRange]:
        for span in spans:
            if span.start < len(shown):
                made = QTextLayout.FormatRange()
                made.start = units(shown, span.start)
                made.length = units(shown, min(span.end, len(shown))) - made.start
                made.format = self._ink
                yield made


def _who(row: PaperRow) -> str:
    """Authors and year, short: ``Lovelace 1843``, ``Lovelace, Babbage 1843``, of more ``Vaswani et al. 2017``."""
    named = row.authors[:2] if len(row.authors) == 2 else row.authors[:1]
    names = ", ".join(isolated(_family_name(author)) for author in named)
    more = " et al." if len(row.authors) > len(named) else ""
    return f"{names}{more} {row.year or ''}".strip()


def _family_name(author: str) -> str:
    """Of ``Family, Given`` or ``Given Family``; a name in braces is that of a group."""
    if author.startswith("{") and author.endswith("}"):
        return author[1:-1]
    if "," in author:
        return shown_name(author.split(",", maxsplit=1)[0])
    return author.rsplit(maxsplit=1)[-1] if author.split() else ""
