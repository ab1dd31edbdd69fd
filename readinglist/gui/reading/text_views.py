"""Views of imported and written text that nothing in it can break out of. Imports Qt and the rooms below.

The abstract is plain text with marks painted on. The one rich view is the note's preview: its ``loadResource``
returns a 1×1 image whatever is asked (an ``<img>`` on a FIFO would hang the window), and links open only after the
rules of ``open_link``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QFocusEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMessageBox, QSizePolicy, QTextBrowser, QTextEdit, QWidget

from readinglist.gui.parts.messages import message_box
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import characters, is_rtl, units

if TYPE_CHECKING:
    from readinglist.core.records import Highlight, Span

SAFE_SCHEMES = ("http", "https", "doi", "mailto")
LEAST_PREVIEW, MOST_PREVIEW, PREVIEW_EDGES = 80, 480, 14  # px
BAR, BAR_AWAY = 3, 12  # px: the width of the bar beside an abstract with the focus, and how far away it begins
CONTEXT = 40  # characters before and after a highlight that anchor it


class AbstractView(QTextEdit):
    """An abstract as high as its text, with matches and highlights marked; selectable by keyboard."""

    focus_changed = Signal()

    line_height = 128.0  # per cent

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("abstract")
        self.setAccessibleName(self.tr("Abstract"))
        self.setPlaceholderText(self.tr("No abstract."))
        self._look = look
        self._text = ""
        self._spans: Sequence[Span] = ()
        self._highlights: Sequence[Highlight] = ()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        look.changed.connect(self._paint_marks)

    def show_text(self, text: str, spans: Sequence[Span] = (), highlights: Sequence[Highlight] = ()) -> None:
        """Show ``text``; ``spans`` are character offsets into it."""
        self._spans, self._highlights = spans, highlights
        if text != self._text:
            self._text = text
            option = QTextOption(Qt.AlignmentFlag.AlignLeading)
            rtl = is_rtl(text)
            option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.document().setDefaultTextOption(option)
            self.setPlainText(text)
            self._set_line_height()
        self._paint_marks()
        self._fit()

    def selected_passage(self) -> tuple[str, str, str] | None:
        """The selected words with what stands before and after them, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = characters(self._text, cursor.selectionStart())
        end = characters(self._text, cursor.selectionEnd())
        quote = self._text[start:end].strip()
        start += len(self._text[start:end]) - len(self._text[start:end].lstrip())
        end = start + len(quote)
        before = self._text[max(0, start - CONTEXT) : start]
        return (quote, before, self._text[end : end + CONTEXT]) if quote else None

    def highlight_here(self) -> int | None:
        """The highlight that holds the cursor and the selection, by its id."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        for mark in self._highlights:
            start = find_passage(self._text, mark)
            inside = start >= 0 and units(self._text, start) <= first
            if inside and last <= units(self._text, start + len(mark.quote)) and self.hasFocus():
                return mark.id
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell, and show the cursor."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell."""
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def sizeHint(self) -> QSize:
        """As high as the text."""
        return QSize(300, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._fit()

    def _height(self) -> int:
        return max(24, round(self.document().size().height()) + 2)

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _set_line_height(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = cursor.blockFormat()
        block.setLineHeight(self.line_height, 1)  # QTextBlockFormat.ProportionalHeight
        cursor.mergeBlockFormat(block)

    def _paint_marks(self) -> None:
        marks = [
            self._mark(start, start + len(mark.quote), "highlight", "text")
            for mark in self._highlights
            if (start := find_passage(self._text, mark)) >= 0
        ]
        marks += [self._mark(span.start, span.end, "mark", "on_mark") for span in self._spans]
        self.setExtraSelections(marks)

    def _mark(self, start: int, end: int, ground: str, ink: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        last = max(0, self.document().characterCount() - 1)
        cursor.setPosition(min(last, units(self._text, start)))
        cursor.setPosition(min(last, units(self._text, end)), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(self._look.colour(ground)))
        form.setForeground(QColor(self._look.colour(ink)))
        made.cursor, made.format = cursor, form
        return made


class TitleView(AbstractView):
    """A title with its matches marked; the mouse selects in it, and the focus passes it by."""

    line_height = 104.0

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setObjectName("paperTitle")
        self.setAccessibleName(self.tr("Title"))
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class Sheet(QFrame):
    """What an abstract lies on: draws a bar beside it while it has the focus, so that this is seen at a glance."""

    def __init__(self, look: Look, abstract: AbstractView) -> None:
        super().__init__()
        self._look, self._abstract = look, abstract
        abstract.focus_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the bar."""
        super().paintEvent(event)
        if self._abstract.hasFocus():
            corner = self._abstract.mapTo(self, QPoint(-BAR_AWAY, 0))
            painter = QPainter(self)
            painter.fillRect(corner.x(), corner.y(), BAR, self._abstract.height(), self._look.colour("accent"))
            painter.end()


def find_passage(text: str, mark: Highlight) -> int:
    """Where a highlight's words stand in ``text`` now: with its context, else their first place; -1 when gone."""
    framed = text.find(mark.before + mark.quote + mark.after)
    return framed + len(mark.before) if framed >= 0 else text.find(mark.quote)


class NotePreview(QTextBrowser):
    """A note's Markdown, shown; it loads nothing and follows no link by itself."""

    escaped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Note, as it reads"))
        self.setPlaceholderText(self.tr("Nothing is written here yet."))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setTabChangesFocus(True)
        self.anchorClicked.connect(lambda url: open_link(url.toString(), self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def show_note(self, text: str) -> None:
        """Show Markdown; HTML in it is shown as text."""
        self.document().setMarkdown(
            text,
            QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML,
        )

    def sizeHint(self) -> QSize:
        """As high as the note, within bounds."""
        return QSize(300, max(LEAST_PREVIEW, min(MOST_PREVIEW, round(self.document().size().height()) + PREVIEW_EDGES)))

    def minimumSizeHint(self) -> QSize:
        """The same height, any width."""
        return QSize(80, self.sizeHint().height())

    def _fit(self) -> None:
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
            self.updateGeometry()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is loaded, from nowhere."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)

    def createMimeDataFromSelection(self) -> Any:
        """Copy plain text only."""
        from PySide6.QtCore import QMimeData

        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data


def open_link(address: str, parent: QWidget) -> None:
    """Open ``address`` with the system's program; any scheme but http, https, doi and mailto is asked about first."""
    url = QUrl(address if ":" in address else f"https://{address.lstrip('/')}")
    if url.scheme() == "doi":
        url = QUrl(f"https://doi.org/{url.path().lstrip('/')}")
    if url.scheme() in SAFE_SCHEMES:
        QDesktopServices.openUrl(url)
    else:
        _ask_about(url, parent)


def _ask_about(url: QUrl, parent: QWidget) -> None:
    text = QCoreApplication.translate(
        "Links", "This link is not a web page. Open it only if you trust where it comes from."
    )
    shown = url.toDisplayString()[:500]
    box = message_box(
        parent, QMessageBox.Icon.Warning, QCoreApplication.translate("Links", "Open this link?"), f"{text}\n\n{shown}"
    )
    box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.button(QMessageBox.StandardButton.Open).clicked.connect(lambda: QDesktopServices.openUrl(url))
    box.open()
