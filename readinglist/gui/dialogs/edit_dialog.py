"""Editing every field of a paper by hand, and adding a paper. Imports Qt and the rooms below.

What the user typed is never overwritten by an import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from readinglist.gui.dialogs.form import SPECS, FieldsForm, values_of
from readinglist.gui.parts.widgets import set_role
from readinglist.gui.reading.paper_pane import field_words
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper, PaperRow
    from readinglist.gui.window import Window

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


class EditDialog(FieldsForm):
    """One form for a paper that is there (``paper``) or a new one (None)."""

    def __init__(self, window: Window, paper: Paper | None, *, completing: bool = False) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("New paper") if paper is None else self.tr("Edit paper"))
        self.resize(640, 640)
        self._paper = paper
        self._warned: dict[str, str] = {}  # what was typed when the library had been looked through
        self._build(values_of(paper) if paper is not None else {spec.name: "" for spec in SPECS})
        self.fields["title"].setFocus()
        if completing and paper is not None:
            self._ask_lacking(paper)

    def save(self) -> None:
        """Write what was changed."""
        changed = self.changed()
        if not changed:
            self.accept()
        elif self._paper is None:
            self._add({name: text for name, text in changed.items() if text})
        else:
            self._write(self._paper.id, changed)

    # ---- inside ----

    def _build(self, values: dict[str, str]) -> None:
        form = self.make_fields(values)
        form.setContentsMargins(0, 0, 12, 0)
        inside = QWidget()
        inside.setLayout(form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self.lay_out(area, self._state)

    def _add(self, values: dict[str, str]) -> None:
        """Add a paper; where the library seems to have it the first Save says so, and the second adds it."""
        if values == self._warned:
            self.write(lambda library: library.add_paper(**values), self._saved)
            return

        def told(rows: list[PaperRow]) -> None:
            self._warned = values
            if rows:
                self._warn(rows[0])
            else:
                self.save()

        self._window.session.ask(
            "dialog",
            lambda library: library.rows(library.known_as(**values)[:1]),
            while_alive(self, told),
            while_alive(self, self._failed, self._window.failed),
        )

    def _warn(self, row: PaperRow) -> None:
        name = row.title or self.tr("a paper without a title")
        text = self.tr("The library seems to have this paper already: “{name}”. Save again adds it all the same.")
        set_role(self._state, "warning")
        self._state.setText(text.format(name=name))

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

    def _write(self, paper: int, changed: dict[str, str]) -> None:
        """Write the fields of a paper that is there; where one that was emptied has a text in a source, say so."""
        emptied = [name for name in ("title", "abstract") if changed.get(name) == ""]

        def work(library: Library) -> bool:
            library.edit_fields(paper, changed)
            return bool(emptied) and any(getattr(library.paper(paper), name) for name in emptied)

        def said(filled: bool) -> None:
            words = self.tr("Saved. For the text that you emptied, that of the source is shown.")
            self._say(words if filled else self.tr("Saved"))

        self.write(work, said)

    def _saved(self, paper: int) -> None:
        self._window.show_new_paper(paper)
        self._say(self.tr("Paper added"))

    def _say(self, words: str) -> None:
        self._window.say(words, undo=True)
        self.accept()
