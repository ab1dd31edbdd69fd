"""Changing an export that is kept up to date: its file, its format, its papers. Imports Qt and the rooms below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from readinglist.core.errors import ForeignFileError, ReadingListError
from readinglist.core.records import EXPORT_FORMATS
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.core_words import error_message, error_title
from readinglist.gui.parts.dialog import Dialog, FileDialog
from readinglist.gui.parts.forms import add_row
from readinglist.gui.parts.messages import add_button, message_box
from readinglist.gui.parts.widgets import label, row, set_role
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.records import BoundExport
    from readinglist.gui.window import Window


class KeptExportDialog(Dialog):
    """One form; saving writes the file at once, in the new way."""

    def __init__(self, window: Window, export: BoundExport) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Kept export"))
        self.resize(560, 0)
        self._window, self._export = window, export
        self.path = QLineEdit(export.path)
        self.format = QComboBox()
        for kind in EXPORT_FORMATS:
            self.format.addItem(f"{kind.title} ({kind.suffix})", kind.name)
        self.format.setCurrentIndex(self.format.findData(export.format))
        self.query = QLineEdit(export.query or "")
        self.query.setPlaceholderText(self.tr("the whole library"))
        self.tag = QLineEdit(export.tag or "")
        self.abstracts = _box(self.tr("Abstracts"), export.abstracts)
        self.notes = _box(self.tr("My notes"), export.notes)
        self.ascii = _box(self.tr("ASCII only (LaTeX commands for accents)"), export.encoding == "ascii")
        self.merge = _box(self.tr("Keep what the file holds already"), export.merge)
        self._state = label("", "muted", wrap=True)
        self._build()

    def unsaved(self) -> bool:
        """Whether something was changed."""
        return any(getattr(self._export, name) != value for name, value in self._chosen().items())

    def save(self, *, replace: bool = False) -> None:
        """Bind the file in the new way; where it cannot be written, everything stays and the reason is said.

        ``replace``, which the user was asked: in the place of what others wrote into the file.
        """
        changes = self._chosen()
        self._save.setEnabled(False)
        self._window.session.write(
            lambda library: library.change_export(self._export.id, replace=replace, **changes),
            while_alive(self, self._saved),
            while_alive(self, self._failed, self._window.failed),
        )

    def _chosen(self) -> dict[str, Any]:
        return {
            "path": self.path.text().strip() or self._export.path,
            "format": self.format.currentData(),
            "query": self.query.text().strip() or None,
            "tag": self.tag.text().strip() or None,
            "encoding": "ascii" if self.ascii.isChecked() else "unicode",
            "abstracts": self.abstracts.isChecked(),
            "notes": self.notes.isChecked(),
            "merge": self.merge.isChecked(),
        }

    @property
    def state(self) -> str:
        """What it says under the form."""
        return self._state.text()

    def _build(self) -> None:
        browse = Button(self.tr("Browse…"))
        browse.clicked.connect(self._choose_file)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        file = QWidget()
        file.setLayout(row(self.path, browse))
        add_row(form, self.tr("&File"), file, self.path)
        add_row(form, self.tr("F&ormat"), self.format)
        add_row(form, self.tr("&Search"), self.query)
        add_row(form, self.tr("&Tag"), self.tag)
        for box in (self.abstracts, self.notes, self.ascii, self.merge):
            form.addRow("", box)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._save = Button(self.tr("Save"))
        self._save.setDefault(True)
        self._save.clicked.connect(self.save)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 18)
        outer.setSpacing(12)
        outer.addLayout(form)
        outer.addWidget(self._state)
        outer.addLayout(row(None, cancel, self._save))

    def _choose_file(self) -> None:
        dialog = FileDialog(self, self.tr("Keep up to date"), FileDialog.FileMode.AnyFile)
        dialog.setOption(FileDialog.Option.DontConfirmOverwrite)  # nothing is written before the form is saved
        dialog.selectFile(self.path.text())
        dialog.chosen.connect(lambda paths: self.path.setText(paths[0]))
        dialog.open()

    def _saved(self, export: BoundExport) -> None:
        self._window.say(self.tr("{file} is kept up to date").format(file=export.path))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            raise error
        self._save.setEnabled(True)
        set_role(self._state, "danger")
        self._state.setText(f"{error_title(error)}. {error_message(error)}")
        if isinstance(error, ForeignFileError):
            self._ask_to_replace()

    def _ask_to_replace(self) -> None:
        title, path = self.tr("Replace what is in the file?"), self.path.text()
        text = self.tr("{file} holds what Reading List did not write, or what was changed since.").format(file=path)
        box = message_box(self, QMessageBox.Icon.Question, title, text)
        replace = add_button(box, self.tr("&Replace it"), QMessageBox.ButtonRole.DestructiveRole)
        merge = add_button(box, self.tr("Keep &what it holds"), QMessageBox.ButtonRole.AcceptRole)
        back = add_button(box, self.tr("&Go back"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)

        def answered(_result: int) -> None:
            if box.clickedButton() is merge:
                self.merge.setChecked(True)
            if box.clickedButton() in (replace, merge):
                self.save(replace=box.clickedButton() is replace)

        box.finished.connect(while_alive(self, answered))
        box.open()


def _box(text: str, checked: bool) -> QCheckBox:
    box = QCheckBox(text)
    box.setChecked(checked)
    return box
