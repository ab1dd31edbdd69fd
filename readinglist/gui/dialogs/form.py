"""What the forms have in common: Save and Cancel, Ctrl+Enter, fields of papers. May import Qt and ``records``.

A form writes only what was changed, and says in its own place why something cannot be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, SignalInstance
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from readinglist.core.errors import ReadingListError, UsageError
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.core_words import error_message
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.forms import add_row
from readinglist.gui.parts.widgets import label, row, set_role
from readinglist.gui.parts.words import N
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper
    from readinglist.gui.window import Window

ENTRY_TYPES = ("", "article", "inproceedings", "book", "incollection", "phdthesis", "techreport", "misc")
AROUND_LINES = 21  # px of frame, padding and margin; with one less a field that is just full has a scroll bar
_BUTTONS = (N("Form", "Save"), N("Form", "Cancel"))
Field = QLineEdit | QPlainTextEdit | QComboBox


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of the form, how many lines it has, and to how many it grows with its text."""

    name: str
    lines: int = 1
    most: int = 0


SPECS = (
    FieldSpec("title", 2, most=5),
    FieldSpec("authors", 4),
    FieldSpec("year"),
    FieldSpec("venue"),
    FieldSpec("publisher"),
    FieldSpec("entry_type"),
    FieldSpec("arxiv"),
    FieldSpec("doi"),
    FieldSpec("url"),
    FieldSpec("citation_key"),
    FieldSpec("others", 4),
    FieldSpec("abstract", 8),
)


@dataclass(frozen=True, slots=True)
class KindWords:
    """What two fields of a kind of paper are called, where not as of all, and what else its entry tells."""

    venue: str = N("Fields", "Journal or &book")
    publisher: str = N("Fields", "&Publisher")
    others: str = ""


_ANY = KindWords()
_ARTICLE = KindWords(N("Fields", "&Journal"), others="volume = 28\nnumber = 3\npages = 1--15")
_TALK = KindWords(N("Fields", "Title of the &book"), others="pages = 1--15\neditor = Ada Example\nseries = …")
_CHAPTER = KindWords(N("Fields", "Title of the &book"), others="chapter = 2\npages = 1--15\neditor = Ada Example")
_BOOK = KindWords(N("Fields", "Se&ries"), others="edition = 2\nvolume = 1\nisbn = …")
_THESIS = KindWords(publisher=N("Fields", "Sc&hool"), others="type = …\naddress = …")
_REPORT = KindWords(publisher=N("Fields", "&Institution"), others="number = 12\ntype = …")
_KINDS = {
    "article": _ARTICLE,
    **dict.fromkeys(("inproceedings", "conference"), _TALK),
    **dict.fromkeys(("incollection", "inbook"), _CHAPTER),
    "book": _BOOK,
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), _THESIS),
    **dict.fromkeys(("techreport", "report"), _REPORT),
}


class _Lines(QPlainTextEdit):
    """A field of several lines, as high as the table of fields says."""

    def __init__(self, spec: FieldSpec, text: str) -> None:
        super().__init__(text)
        self._least, self._most = spec.lines, max(spec.lines, spec.most)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's: in another width the text has other lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Of a plain text Qt gives the height in lines; as they are laid out one may be a px higher than it says."""
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        self.setFixedHeight(lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + AROUND_LINES)


class Form(Dialog):
    """A dialog in which something is typed and saved: ``lay_out`` puts what is typed into above the buttons."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self._window = window
        self._state = label("", "muted", wrap=True)

    def lay_out(self, *parts: QWidget | QLayout, beside: QWidget | None = None) -> None:
        """Put ``parts`` above Cancel, ``beside`` and Save; the first one that can grow takes the room."""
        save, cancel = (Button(QCoreApplication.translate("Form", text)) for text in _BUTTONS)
        save.setDefault(True)
        save.setToolTip("Ctrl+Return")
        save.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        outer.setSpacing(10)
        for part in parts:
            grows = int(part is not self._state)
            if isinstance(part, QLayout):
                outer.addLayout(part, grows)
            else:
                outer.addWidget(part, grows)
        outer.addLayout(row(cancel, beside, None, save) if beside is not None else row(cancel, None, save))

    def write(self, work: Callable[[Library], Any], saved: Callable[[Any], None]) -> None:
        """Make the change; what cannot be saved is said in the form."""
        failed = while_alive(self, self._failed, self._window.failed)
        self._window.session.write(work, while_alive(self, saved), failed)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            raise error
        set_role(self._state, "danger")
        self._state.setText(error_message(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from any field."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)


class FieldsForm(Form):
    """A form of fields of papers."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.fields: dict[str, Field] = {}
        self._before: dict[str, str] = {}

    def _failed(self, error: BaseException) -> None:
        """The field that a value was meant for has the focus, and says why until it is changed."""
        super()._failed(error)
        name = error.field if isinstance(error, UsageError) else ""
        field = self.fields.get(name) or (self.fields.get("others") if name else None)
        if field is not None:
            self._mark(field, self._state.text())
            field.setFocus()

    def _mark(self, field: Field, why: str) -> None:
        """Show that what stands in a field cannot be stored; an empty ``why`` that it may be."""
        if field.accessibleDescription() != why:
            field.setAccessibleDescription(why)
            field.setProperty("wrong", bool(why))
            field.style().unpolish(field)
            field.style().polish(field)

    def unsaved(self) -> bool:
        """Whether a field was changed."""
        return bool(self.changed())

    def changed(self) -> dict[str, str]:
        """What was changed, as the library's ``edit`` takes it."""
        values = self._values()
        now, before = _others(values.pop("others", "")), _others(self._before.get("others", ""))
        changed = {name: text for name, text in values.items() if text != self._before[name]}
        changed |= dict.fromkeys(before.keys() - now.keys(), "")
        return changed | {name: text for name, text in now.items() if text != before.get(name)}

    def make_fields(self, values: Mapping[str, str]) -> QFormLayout:
        """The fields of ``values``, filled, in the order of all forms."""
        words, form = _labels(), QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for spec in SPECS:
            if spec.name in values:
                field = self.fields[spec.name] = _field(spec, values[spec.name])
                field.setAccessibleName(words[spec.name].replace("&", "").replace("\n", " "))
                _typed(field).connect(lambda *_text, field=field: self._mark(field, ""))
                add_row(form, words[spec.name], field)
        kind = self.fields.get("entry_type")
        if isinstance(kind, QComboBox):
            kind.currentTextChanged.connect(lambda text: self._name_as(form, text))
            self._name_as(form, kind.currentText())
        self._before = self._values()  # as the fields show it: a line break in a name is no change of the user's
        return form

    def _name_as(self, form: QFormLayout, kind: str) -> None:
        """Call the fields what they are of a ``kind`` of paper: the publisher of a thesis is a school."""
        words = _KINDS.get(kind.strip().lower(), _ANY)
        for name, text in (("venue", words.venue), ("publisher", words.publisher)):
            field = self.fields.get(name)
            before = form.labelForField(field) if field is not None else None
            if field is not None and isinstance(before, QLabel):
                before.setText(QCoreApplication.translate("Fields", text))
                field.setAccessibleName(before.text().replace("&", ""))
        others = self.fields.get("others")
        if isinstance(others, QPlainTextEdit):
            example = QCoreApplication.translate("Fields", N("Fields", "What else an entry tells, as in a .bib file:"))
            others.setPlaceholderText(f"{example}\n{words.others or 'volume = 28'}")
            others.viewport().update()  # Qt paints it only where there was none before

    def _values(self) -> dict[str, str]:
        return {name: _text(name, field) for name, field in self.fields.items()}


def values_of(paper: Paper) -> dict[str, str]:
    """A paper's fields as the library's ``edit`` takes them."""
    from readinglist.core.library import Library

    values = {spec.name: getattr(paper, spec.name) or "" for spec in SPECS if spec.name not in ("authors", "others")}
    authors = " and ".join(paper.authors)
    others = "\n".join(f"{name} = {value}" for name, value in Library.other_fields(paper).items())
    own = {"year": str(paper.year or ""), "authors": authors, "arxiv": paper.versioned_arxiv, "others": others}
    return values | own


def _others(text: str) -> dict[str, str]:
    """The fields of lines like ``volume = 28``, as the library's ``edit`` takes them."""
    pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
    return {name.strip().lower().replace(" ", "_"): value.strip() for name, _, value in pairs}


def _labels() -> dict[str, str]:
    """What stands before the fields, with their underlined letters."""
    words = {
        "title": N("Fields", "&Title"),
        "authors": N("Fields", "&Authors\n(one a line)"),
        "year": N("Fields", "&Year"),
        "venue": _ANY.venue,
        "publisher": _ANY.publisher,
        "entry_type": N("Fields", "&Kind"),
        "arxiv": N("Fields", "ar&Xiv id"),
        "doi": N("Fields", "&DOI"),
        "url": N("Fields", "&Link"),
        "citation_key": N("Fields", "&Citation key"),
        "abstract": N("Fields", "Ab&stract"),
        "others": N("Fields", "&More fields\n(one a line)"),
    }
    return {name: QCoreApplication.translate("Fields", text) for name, text in words.items()}


def _field(spec: FieldSpec, text: str) -> Field:
    if spec.name == "entry_type":
        choice = QComboBox()
        choice.setEditable(True)
        choice.addItems(list(ENTRY_TYPES))
        choice.setCurrentText(text)
        return choice
    if spec.lines == 1:
        line = QLineEdit(text)
        line.setCursorPosition(0)
        return line
    field = _Lines(spec, text.replace(" and ", "\n") if spec.name == "authors" else text)
    field.setTabChangesFocus(True)
    return field


def _typed(field: Field) -> SignalInstance:
    """What tells that another text stands in a field."""
    return field.currentTextChanged if isinstance(field, QComboBox) else field.textChanged


def _text(name: str, field: Field) -> str:
    """What stands in a field, as the library's ``edit`` takes it."""
    if isinstance(field, QPlainTextEdit):
        text = field.toPlainText().strip()
        return " and ".join(part.strip() for part in text.splitlines() if part.strip()) if name == "authors" else text
    return (field.currentText() if isinstance(field, QComboBox) else field.text()).strip()
