"""Setting fields of several papers alike, by hand and in one step. May import Qt and the form of one paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFormLayout, QVBoxLayout

from readinglist.core.errors import ReadingListError
from readinglist.gui.dialogs.edit_dialog import SPECS, Field, field_labels, made_field, saves, text_of
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.widgets import add_row, label, row, set_role
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from readinglist.gui.window import Window


class EditSeveralDialog(Dialog):
    """One form for several papers: what is typed is set in all of them, what is not stays as it is in each."""

    def __init__(self, window: Window, papers: Sequence[int], common: Mapping[str, str | None]) -> None:
        super().__init__(window.window())
        self.several = f"{len(papers):,}"  # one paper has a dialog of its own
        self.setWindowTitle(self.tr("Edit {n} papers").format(n=self.several))
        self.resize(600, 380)
        self._window, self._papers = window, papers
        told = self.tr("What you change is changed in all of them; the rest stays as it is in each.")
        self._state = label(told, "muted", wrap=True)
        self.fields: dict[str, Field] = {}
        self._build(common)
        self._before = self._values()
        self.fields["authors"].setFocus()

    def unsaved(self) -> bool:
        """Whether a field was changed."""
        return bool(self._changed())

    def save(self) -> None:
        """Write what was changed to all of them."""
        changed, papers = self._changed(), self._papers
        if not changed:
            self.accept()
            return
        self._window.session.write(
            lambda library: library.edit_all(papers, changed),
            while_alive(self, self._saved),
            while_alive(self, self._failed, self._window.failed),
        )

    # ---- inside ----

    def _build(self, common: Mapping[str, str | None]) -> None:
        words, form = field_labels(), QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        differing = self.tr("not the same in all")
        for spec in SPECS:
            if spec.name not in common:
                continue
            field = self.fields[spec.name] = made_field(spec, common[spec.name] or "")
            if common[spec.name] is None:
                line = field.lineEdit() if isinstance(field, QComboBox) else field
                if line is not None:
                    line.setPlaceholderText(differing)
            field.setAccessibleName(words[spec.name].replace("&", "").replace("\n", " "))
            add_row(form, words[spec.name], field)
        save, cancel = Button(self.tr("Save")), Button(self.tr("Cancel"))
        save.setDefault(True)
        save.setToolTip("Ctrl+Return")
        save.clicked.connect(self.save)
        cancel.clicked.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 16)
        outer.setSpacing(10)
        outer.addWidget(self._state)
        outer.addLayout(form, 1)
        outer.addLayout(row(cancel, None, save))

    def _values(self) -> dict[str, str]:
        return {name: text_of(name, field) for name, field in self.fields.items()}

    def _changed(self) -> dict[str, str]:
        return {name: text for name, text in self._values().items() if text != self._before[name]}

    def _saved(self, _: None) -> None:
        self._window.say(self.tr("{n} papers saved").format(n=self.several), undo=True)
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
