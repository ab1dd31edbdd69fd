"""Editing every field of a paper by hand, and adding a paper. Imports Qt and the rooms below.

Only what was changed is written; what the user typed is never overwritten by an import.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from readinglist.core.errors import ReadingListError
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import add_row, label, row, set_role
from readinglist.gui.parts.words import N
from readinglist.gui.reading.paper_pane import field_words
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper
    from readinglist.gui.window import Window

ENTRY_TYPES = ("", "article", "inproceedings", "book", "incollection", "phdthesis", "techreport", "misc")
#: What ``lacks`` calls a field, and the field that fills it.
FILLS = {
    "title": "title",
    "author": "authors",
    "year": "year",
    "identifier": "doi",
    "url": "url",
    "journal": "venue",
    "booktitle": "venue",
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
}
Field = QLineEdit | QPlainTextEdit | QComboBox
AROUND_LINES = 16  # px of frame and padding, so that no line of a field is cut in half


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of the form and how many lines it has."""

    name: str
    lines: int = 1


SPECS = (
    FieldSpec("title", 2),
    FieldSpec("authors", 4),
    FieldSpec("year"),
    FieldSpec("venue"),
    FieldSpec("publisher"),
    FieldSpec("entry_type"),
    FieldSpec("arxiv"),
    FieldSpec("doi"),
    FieldSpec("url"),
    FieldSpec("citation_key"),
    FieldSpec("abstract", 8),
)


class EditDialog(Dialog):
    """One form for a paper that is there (``paper``) or a new one (None)."""

    def __init__(self, window: Window, paper: Paper | None, *, completing: bool = False) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("New paper") if paper is None else self.tr("Edit paper"))
        self.resize(640, 640)
        self._window, self._paper = window, paper
        self._before = values_of(paper) if paper is not None else {spec.name: "" for spec in SPECS}
        self.fields: dict[str, Field] = {}
        self._state = label("", "muted", wrap=True)
        self._build()
        self._before = self._values()  # as the fields show it: a line break in a name is no change of the user's
        self.fields["title"].setFocus()
        if completing and paper is not None:
            self._ask_lacking(paper)

    def unsaved(self) -> bool:
        """Whether a field was changed."""
        return bool(self._changed())

    def save(self) -> None:
        """Write what was changed."""
        changed = self._changed()
        if not changed:
            self.accept()
            return
        paper = self._paper

        def work(library: Library) -> int:
            if paper is None:
                return library.add_paper(**{name: text for name, text in changed.items() if text})
            library.edit_fields(paper.id, changed)
            return paper.id

        self._window.session.write(
            work, while_alive(self, self._saved), while_alive(self, self._failed, self._window.failed)
        )

    # ---- inside ----

    def _build(self) -> None:
        words = field_labels()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for spec in SPECS:
            field = made_field(spec, self._before[spec.name])
            field.setAccessibleName(words[spec.name].replace("&", "").replace("\n", " "))
            self.fields[spec.name] = field
            add_row(form, words[spec.name], field)
        inside = QWidget()
        inside.setLayout(form)
        form.setContentsMargins(0, 0, 12, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        save, cancel = Button(self.tr("Save")), Button(self.tr("Cancel"))
        save.setDefault(True)
        save.setToolTip("Ctrl+Return")
        save.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        outer.setSpacing(10)
        outer.addWidget(area, 1)
        outer.addWidget(self._state)
        outer.addLayout(row(cancel, None, save))

    def _values(self) -> dict[str, str]:
        return {name: text_of(name, field) for name, field in self.fields.items()}

    def _changed(self) -> dict[str, str]:
        return {name: text for name, text in self._values().items() if text != self._before[name]}

    def _ask_lacking(self, paper: Paper) -> None:
        def work(library: Library, _cancelled: Any) -> tuple[str, ...]:
            return library.lacks(paper)

        self._window.session.latest(
            "dialog", work, while_alive(self, self._show_lacking), while_alive(self, self._failed)
        )

    def _show_lacking(self, lacking: tuple[str, ...]) -> None:
        if not lacking:
            self._state.setText(self.tr("Nothing is missing for a citation."))
            return
        self._state.setText(self.tr("Missing for a citation: {fields}").format(fields=field_words(lacking)))
        first = FILLS.get(lacking[0])
        if first in self.fields:
            self.fields[first].setFocus()

    def _saved(self, paper: int) -> None:
        self._window.say(self.tr("Paper added") if self._paper is None else self.tr("Saved"), undo=True)
        if self._paper is None:
            self._window.show_new_paper(paper)
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            raise error
        set_role(self._state, "danger")
        self._state.setText(error.message)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves from any field."""
        if saves(event):
            self.save()
        else:
            super().keyPressEvent(event)


# ---- what the form of several papers has, too ----


def field_labels() -> dict[str, str]:
    """What stands before the fields, with their underlined letters."""
    words = {
        "title": N("EditDialog", "&Title"),
        "authors": N("EditDialog", "&Authors\n(one a line)"),
        "year": N("EditDialog", "&Year"),
        "venue": N("EditDialog", "Journal or &book"),
        "publisher": N("EditDialog", "&Publisher"),
        "entry_type": N("EditDialog", "&Kind"),
        "arxiv": N("EditDialog", "ar&Xiv id"),
        "doi": N("EditDialog", "&DOI"),
        "url": N("EditDialog", "&Link"),
        "citation_key": N("EditDialog", "&Citation key"),
        "abstract": N("EditDialog", "Ab&stract"),
    }
    return {name: QCoreApplication.translate("EditDialog", text) for name, text in words.items()}


def made_field(spec: FieldSpec, text: str) -> Field:
    """The field for ``text``."""
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
    field = QPlainTextEdit(text.replace(" and ", "\n") if spec.name == "authors" else text)
    field.setTabChangesFocus(True)
    field.setFixedHeight(spec.lines * field.fontMetrics().lineSpacing() + AROUND_LINES)
    return field


def saves(event: QKeyEvent) -> bool:
    """Whether a pressed key is Ctrl+Enter."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def values_of(paper: Paper) -> dict[str, str]:
    """A paper's fields as the library's ``edit`` takes them."""
    values = {spec.name: getattr(paper, spec.name) or "" for spec in SPECS if spec.name != "authors"}
    authors = " and ".join(paper.authors)
    return {**values, "year": str(paper.year or ""), "authors": authors, "arxiv": paper.versioned_arxiv}


def text_of(name: str, field: Field) -> str:
    """What stands in a field, as the library's ``edit`` takes it."""
    if isinstance(field, QPlainTextEdit):
        text = field.toPlainText().strip()
        return " and ".join(part.strip() for part in text.splitlines() if part.strip()) if name == "authors" else text
    return (field.currentText() if isinstance(field, QComboBox) else field.text()).strip()
