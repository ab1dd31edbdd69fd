"""Preferences: the declarative table as a form, and every action's keys. Imports Qt and the rooms below."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from readinglist.gui.dialogs.key_field import KeyField, native
from readinglist.gui.keys.actions import (
    ACTIONS,
    BY_ID,
    MENUS,
    conflicts,
    is_plain,
    keys_in_force,
    mnemonic,
    moves,
    translated,
)
from readinglist.gui.parts.buttons import ENTER, Button, link_button
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.forms import add_row
from readinglist.gui.parts.settings import PREFERENCES, Choices, Preference
from readinglist.gui.parts.speech import announce
from readinglist.gui.parts.widgets import clear, label, row

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
        self._close = Button(self.tr("Close"))
        self._close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 16)
        outer.setSpacing(12)
        outer.addWidget(self.tabs, 1)
        outer.addLayout(row(None, self._close))
        self.tabs.findChildren(QComboBox)[0].setFocus()

    # ---- general ----

    def _general(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(4, 16, 4, 4)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        for preference in PREFERENCES:
            text = self._window.keys.named(QCoreApplication.translate("Preferences", preference.text))
            if preference.choices is not None:
                add_row(form, text, self._choice(preference, preference.choices(), text))
            else:
                form.addRow("", self._switch(preference, text))
        form.addRow("", label(self.tr("Another text size shows at the next start."), "faint", wrap=True))
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
        if preference.name == "theme":  # of several keys at once the last one counts: a change of colours takes long
            window = self._window
            QTimer.singleShot(0, window.look, lambda: window.look.choose(str(window.settings.get("theme"))))

    # ---- keys ----

    def _keys(self) -> QWidget:
        self.fields: dict[str, list[KeyField]] = {}  # one for each key that an action has
        self._hints: dict[str, _Hint] = {}
        self._find = _Find(self.tr("Find an action"))
        self._find.left.connect(lambda: self._step(self._find, 1))
        inside = QWidget()
        self._form = QFormLayout(inside)
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(4)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._unmade = [action for action in ACTIONS if not action.fixed]
        self._filling = QTimer(self)
        self._filling.timeout.connect(self._fill)  # started when the keys are looked at: they are half the work
        self._find.textChanged.connect(lambda text: _filter(self._form, text))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 12, 0, 0)
        self._all = link_button(self.tr("All keys as they were"), self._reset)
        column.addLayout(row(self._find, self._all))
        hint = self.tr(
            "Enter and then a key gives an action that key, Backspace takes it away. Keys without Ctrl or Alt act in "
            "the list and in triage only."
        )
        column.addWidget(label(hint, "faint", wrap=True))
        column.addWidget(self._area, 1)
        return page

    def _fill(self) -> None:
        """A few lines of keys at a time: all of them at once would hold up the window for a fifth of a second."""
        for action in self._unmade[:LINES]:
            add_row(self._form, translated(action.text).rstrip("…"), self._key_line(action.id))
        del self._unmade[:LINES]
        if not self._unmade:
            self._filling.stop()
            _filter(self._form, self._find.text())
            self._show_conflicts()

    def _key_line(self, name: str) -> QWidget:
        """As many fields as the action has keys, or has by itself; where one is emptied the keys behind it move up."""
        words, hint = translated(BY_ID[name].text).rstrip("…"), _Hint()
        count = max(1, len(BY_ID[name].keys), len(self._window.keys.keys[name]))
        more = self.tr("{action} (key {n})")
        fields = [KeyField(more.format(action=words, n=place + 1) if place else words) for place in range(count)]
        column = QVBoxLayout()
        column.setSpacing(4)
        for place, field in enumerate(fields):
            field.chosen.connect(lambda key, place=place: self._rekey(name, place, key))
            field.left.connect(lambda by, field=field: self._step(field, by))
            column.addWidget(field)
        self.fields[name], self._hints[name] = fields, hint
        line = QWidget()
        across = row()
        across.addLayout(column)
        across.addWidget(hint, 1)
        across.addStretch(0)  # without a hint: all fields begin at one edge
        across.setAlignment(column, Qt.AlignmentFlag.AlignTop)
        line.setLayout(across)
        self._show_keys(name)
        return line

    def _show_keys(self, name: str) -> None:
        keys = self._window.keys.keys[name]
        for place, field in enumerate(self.fields[name]):
            field.show_key(keys[place] if place < len(keys) else "")

    def _step(self, here: QWidget, by: int) -> None:
        """To the next field that is shown, or to the one before; up from the first to the search."""
        shown: list[QWidget] = [self._find]
        shown += [field for fields in self.fields.values() for field in fields if field.isVisible()]
        shown[max(0, min(len(shown) - 1, shown.index(here) + by))].setFocus(Qt.FocusReason.TabFocusReason)
        focused = self.focusWidget()
        if isinstance(focused, KeyField):
            self._area.ensureWidgetVisible(focused)

    def _rekey(self, name: str, place: int, key: str) -> None:
        """Take another key in place of one of an action's, or none; its others stay."""
        if key and (why := self._why_not(key)):
            self._hints[name].say(why)
            announce(self, why)
            return
        before = self._window.keys.keys[name]
        wanted = tuple(dict.fromkeys(each for each in (*before[:place], key, *before[place + 1 :]) if each))
        if wanted != before:
            self._apply({**self._window.settings.mapping("keys"), name: list(wanted)})
        else:
            self._show_conflicts()
        announce(self, self._hints[name].words.text())

    def _why_not(self, key: str) -> str:
        """Why a key cannot be given to an action; nothing where it can."""
        title = next((title for title in MENUS.values() if key == f"Alt+{mnemonic(translated(title))}"), None)
        if title is not None:
            menu = translated(title).replace("&", "")
            return self.tr("{key} opens the menu “{menu}”.").format(key=native(key), menu=menu)
        if moves(key):
            return self.tr("{key} moves in lists and fields.").format(key=native(key))
        return ""

    def _reset(self) -> None:
        self._apply({})

    def _apply(self, remapped: dict[str, object]) -> None:
        self._window.settings.set("keys", remapped)
        self._window.keys.set_keys(remapped)
        for name in self.fields:
            self._show_keys(name)
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        clashing = conflicts(keys_in_force(self._window.settings.mapping("keys")))
        for name, hint in self._hints.items():
            shared = [(key, set(names) - {name}) for key, names in clashing.items() if name in names]
            found = [(key, other) for key, others in shared for other in sorted(others)]
            if not found:
                hint.clear()
                continue
            key, other = found[0]
            words = translated(BY_ID[other].text).rstrip("…")
            take = self.tr("Take it from “{other}”").format(other=words)
            free = None if BY_ID[other].fixed else (take, partial(self._take_from, other, key, name))
            hint.say(self._explain(key, words), free)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes as the eye does: to each key and the way out beside it, whenever that was made, then to the end."""
        stops: list[QWidget] = [self._find]
        for name, fields in self.fields.items():
            way = self._hints[name].way
            stops += fields if way is None else [*fields, way]
        for stop, following in pairwise([*stops, self._all, self._close]):
            self.setTabOrder(stop, following)

    def _take_from(self, other: str, key: str, name: str) -> None:
        """Take a key away from ``other``, which shares it with ``name``; the focus goes to the one that keeps it."""
        left = [each for each in self._window.keys.keys[other] if each.casefold() != key]
        kept = [each.casefold() for each in self._window.keys.keys[name]].index(key)
        self.fields[name][kept].setFocus(Qt.FocusReason.OtherFocusReason)
        self._apply({**self._window.settings.mapping("keys"), other: left})

    def _explain(self, key: str, other: str) -> str:
        where = self.tr("in the list") if is_plain(key) else self.tr("everywhere")
        return self.tr("{key} is also “{other}” {where}: neither acts until one is changed.").format(
            key=native(key), other=other, where=where
        )


class _Hint(QWidget):
    """What is wrong with a key, and the way out."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "warning", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        self.way: QWidget | None = None
        self._ways = row()
        column.addLayout(self._ways)
        self.hide()

    def say(self, text: str, way: tuple[str, Callable[[], object]] | None = None) -> None:
        """Say it; ``way``: the text of a link, and what it does."""
        self.clear()
        self.words.setText(text)
        if way is not None:
            self.way = link_button(*way)
            self._ways.addWidget(self.way)
            self._ways.addStretch(1)
        self.show()

    def clear(self) -> None:
        """Nothing is wrong."""
        self.words.clear()
        self.way = None
        clear(self._ways)
        self.hide()


class _Find(QLineEdit):
    """Finds actions; Down and Enter go to the first one found."""

    left = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setPlaceholderText(text)
        self.setAccessibleName(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, *ENTER):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _filter(form: QFormLayout, text: str) -> None:
    wanted = text.casefold()
    for number in range(form.rowCount()):
        item = form.itemAt(number, QFormLayout.ItemRole.LabelRole)
        name = item.widget() if item is not None else None
        form.setRowVisible(number, isinstance(name, QLabel) and wanted in name.text().casefold())
