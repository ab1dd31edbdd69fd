"""Preferences: the declarative table as a form, and every action's keys. May import Qt, ``settings``, ``actions``."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.keys.actions import ACTIONS, BY_ID, conflicts, is_plain, keys_in_force, translated
from readinglist.gui.parts.buttons import Button, link_button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.settings import PREFERENCES, Choices, Preference
from readinglist.gui.parts.widgets import label, row

if TYPE_CHECKING:
    from readinglist.gui.window import Window

LINES = 5  # of keys that are made in one go


class PreferencesDialog(Dialog):
    """What is chosen acts at once."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Preferences"))
        self.resize(640, 560)
        self._window = window
        self.tabs = QTabWidget()
        self.tabs.addTab(self._general(), self.tr("General"))
        self.tabs.addTab(self._keys(), self.tr("Keys"))
        self.tabs.currentChanged.connect(lambda _tab: self._filling.start() if self._unmade else None)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 16)
        outer.setSpacing(12)
        outer.addWidget(self.tabs, 1)
        outer.addLayout(row(None, close))

    # ---- general ----

    def _general(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(4, 16, 4, 4)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        for preference in PREFERENCES:
            text = QCoreApplication.translate("Preferences", preference.text)
            if preference.choices is not None:
                form.addRow(text, self._choice(preference, preference.choices(), text))
            else:
                form.addRow("", self._switch(preference, text))
        form.addRow("", label(self.tr("Another text size shows at the next start."), "faint"))
        return page

    def _choice(self, preference: Preference, choices: Choices, text: str) -> QComboBox:
        field = QComboBox()
        field.setAccessibleName(text)
        for value, words in choices:
            field.addItem(QCoreApplication.translate("Preferences", words), value)
        field.setCurrentIndex(max(0, field.findData(self._window.settings.get(preference.name))))
        field.currentIndexChanged.connect(lambda _index: self._choose(preference, field.currentData()))
        return field

    def _switch(self, preference: Preference, text: str) -> QCheckBox:
        field = QCheckBox(text)
        field.setChecked(bool(self._window.settings.get(preference.name)))
        field.toggled.connect(lambda on: self._choose(preference, on))
        return field

    def _choose(self, preference: Preference, value: object) -> None:
        self._window.settings.set(preference.name, value)
        if preference.name == "theme":
            self._window.look.choose(str(value))

    # ---- keys ----

    def _keys(self) -> QWidget:
        self.editors: dict[str, QKeySequenceEdit] = {}
        self._hints: dict[str, QWidget] = {}
        find = QLineEdit()
        find.setPlaceholderText(self.tr("Find an action"))
        find.setAccessibleName(self.tr("Find an action"))
        inside = QWidget()
        form = QFormLayout(inside)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(4)
        self._form, self._find = form, find
        self._unmade = [action for action in ACTIONS if not action.fixed]
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill)  # started when the keys are looked at: they are half the work
        find.textChanged.connect(lambda text: _filter(form, text))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(find)
        column.addWidget(area, 1)
        hint = self.tr("Keys without Ctrl or Alt act in the list and in triage only.")
        reset = link_button(self.tr("All keys as they were"), self._reset)
        column.addLayout(row(label(hint, "faint"), None, reset))
        return page

    def _fill(self) -> None:
        """A few lines of keys at a time: all of them at once would hold up the window for a fifth of a second."""
        for action in self._unmade[:LINES]:
            self._form.addRow(translated(action.text).rstrip("…"), self._key_line(action.id))
        del self._unmade[:LINES]
        if not self._unmade:
            self._filling.stop()
            _filter(self._form, self._find.text())
            self._show_conflicts()

    def _key_line(self, name: str) -> QWidget:
        editor = QKeySequenceEdit()
        editor.setMaximumSequenceLength(1)
        editor.setClearButtonEnabled(True)
        editor.setAccessibleName(self.tr("Key for {action}").format(action=translated(BY_ID[name].text)))
        keys = self._window.keys.keys[name]
        editor.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())
        editor.editingFinished.connect(lambda: self._rekey(name))
        editor.setFixedWidth(150)
        hint = label("", "warning", wrap=True)
        hint.hide()
        self.editors[name], self._hints[name] = editor, hint
        line = QWidget()
        line.setLayout(row(editor, hint, None))
        return line

    def _rekey(self, name: str) -> None:
        """Take the first key of an action; its others stay."""
        typed = self.editors[name].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        before = self._window.keys.keys[name]
        wanted = [key for key in (typed, *before[1:]) if key]
        if tuple(wanted) == before:
            return
        remapped = dict(self._window.settings.mapping("keys"))
        remapped[name] = list(dict.fromkeys(wanted))
        self._apply(remapped)

    def _reset(self) -> None:
        self._apply({})
        for name, editor in self.editors.items():
            keys = self._window.keys.keys[name]
            editor.setKeySequence(QKeySequence(keys[0]) if keys else QKeySequence())

    def _apply(self, remapped: dict[str, object]) -> None:
        self._window.settings.set("keys", remapped)
        self._window.keys.set_keys(remapped)
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        keys = keys_in_force(self._window.settings.mapping("keys"))
        clashing = conflicts(keys)
        for name, hint in self._hints.items():
            others = [
                (key, other) for key, names in clashing.items() if name in names for other in names if other != name
            ]
            hint.setVisible(bool(others))
            if others:
                hint.setText(self._explain(*others[0]))  # type: ignore[attr-defined]

    def _explain(self, key: str, other: str) -> str:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        where = self.tr("in the list") if is_plain(key) else self.tr("everywhere")
        return self.tr("{key} is also “{other}” {where}: neither acts until one is changed.").format(
            key=shown, other=translated(BY_ID[other].text).rstrip("…"), where=where
        )


def _filter(form: QFormLayout, text: str) -> None:
    wanted = text.casefold()
    for number in range(form.rowCount()):
        item = form.itemAt(number, QFormLayout.ItemRole.LabelRole)
        name = item.widget() if item is not None else None
        form.setRowVisible(number, isinstance(name, QLabel) and wanted in name.text().casefold())
