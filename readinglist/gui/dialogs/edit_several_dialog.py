"""What is typed for several papers at once: fields that they share, a note for all. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from readinglist.gui.dialogs.form import FieldsForm, Form
from readinglist.gui.parts.widgets import label

if TYPE_CHECKING:
    from readinglist.gui.window import Window


class EditSeveralDialog(FieldsForm):
    """One form for several papers: what is typed is set in all of them, what is not stays as it is in each."""

    def __init__(self, window: Window, papers: Sequence[int], common: Mapping[str, str | None]) -> None:
        super().__init__(window)
        self.several = f"{len(papers):,}"  # one paper has a dialog of its own
        self.setWindowTitle(self.tr("Edit {n} papers").format(n=self.several))
        self.resize(600, 380)
        self._papers = papers
        self._state.setText(self.tr("What you change is changed in all of them; the rest stays as it is in each."))
        self.lay_out(self._state, self.make_fields({name: text or "" for name, text in common.items()}))
        differing = self.tr("not the same in all")
        for field in (self.fields[name] for name, text in common.items() if text is None):
            line = field.lineEdit() if isinstance(field, QComboBox) else field
            if line is not None:
                line.setPlaceholderText(differing)
        self.fields["authors"].setFocus()

    def save(self) -> None:
        """Write what was changed to all of them."""
        changed, papers = self.changed(), self._papers
        if changed:
            self.write(lambda library: library.edit_all(papers, changed), self._saved)
        else:
            self.accept()

    def _saved(self, _: None) -> None:
        self._window.say(self.tr("{n} papers saved").format(n=self.several), undo=True)
        self.accept()


class NoteSeveralDialog(Form):
    """What is typed becomes a paragraph of its own at the end of each note."""

    def __init__(self, window: Window, papers: Sequence[int]) -> None:
        super().__init__(window)
        self.several = f"{len(papers):,}"  # one paper has its note in the pane
        self.setWindowTitle(self.tr("Add to the notes of {n} papers").format(n=self.several))
        self.resize(520, 260)
        self._papers = papers
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setPlaceholderText(self.tr("Markdown; it is added at the end of each note."))
        self.note.setAccessibleName(self.tr("To be added to each note"))
        self.lay_out(self.note, self._state, beside=label(self.tr("Ctrl+Enter saves"), "faint"))
        self.note.setFocus()

    def unsaved(self) -> bool:
        """Whether anything was typed."""
        return bool(self.note.toPlainText().strip())

    def save(self) -> None:
        """Add it to all of them; what cannot be stored is still there to be tried again."""
        text, papers = self.note.toPlainText().strip(), self._papers
        if text:
            self.write(lambda library: library.add_to_notes(papers, text), self._saved)
        else:
            self.accept()

    def _saved(self, _: None) -> None:
        self._window.say(self.tr("Added to {n} notes").format(n=self.several), undo=True)
        self.accept()
