"""Keys made from the table of actions. Imports Qt and ``actions``.

Menus show the keys as text, and ``QShortcut`` objects act: a plain key is given to the list and the triage page only,
so that in a text field every key does what text fields do.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from readinglist.gui.keys.actions import ACTIONS, BY_ID, Action, is_plain, keys_in_force, translated
from readinglist.gui.parts.menu import KEYS

#: What a text field does with these keys comes first, whatever an action wants.
TEXT_KEYS = ("Ctrl+V", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+Insert", "Shift+Insert")


class Shortcuts(QObject):
    """The window's QActions and the shortcuts that trigger them."""

    clashed = Signal(str)  # a key was pressed that several actions have, and none of them is done: which ones
    changed = Signal()  # actions have other keys
    doing = Signal(str)  # the action that is done now: it may have been triggered before what it is about was there

    def __init__(self, window: QWidget, places: Mapping[str, Sequence[QWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._places = {name: list(widgets) for name, widgets in places.items()}
        self._remapped: Mapping[str, object] = {}
        self._made: dict[str, list[tuple[QShortcut, str]]] = {}  # by key: asked for with each key that has waited
        self._window_keys: set[str] = set()
        self.waits: Callable[[str, Callable[[], object]], bool] = lambda _name, _slot: False  # takes what must wait
        self.keys: dict[str, tuple[str, ...]] = {}
        self.actions = {action.id: QAction(translated(action.text), window) for action in ACTIONS}
        for name, action in self.actions.items():
            action.setObjectName(name)

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Do ``slot`` when the action ``name`` is triggered, by whatever way."""
        self.actions[name].triggered.connect(lambda _checked=False: self._asked_for(name, slot))

    def _asked_for(self, name: str, slot: Callable[[], object]) -> None:
        if not self.waits(name, slot):
            self.do(name, slot)

    def do(self, name: str, slot: Callable[[], object]) -> None:
        """Do ``slot`` of the action ``name``, and tell of it."""
        self.doing.emit(name)
        slot()

    def press(self, key: QKeyEvent) -> None:
        """Do what a key does that was typed earlier, with the focus where it is by now."""
        open_one = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        here = open_one.focusWidget() or open_one if open_one is not None else QApplication.focusWidget()
        here = here or self._window
        asked = _again(key, QEvent.Type.ShortcutOverride)
        asked.ignore()
        QApplication.sendEvent(here, asked)
        names = [] if asked.isAccepted() else self._answering(here, key)
        if names:
            self._clash(QKeySequence(key.keyCombination())) if names[1:] else self.actions[names[0]].trigger()
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if isValid(here):
                QApplication.sendEvent(here, _again(key, kind))

    def set_keys(self, remapped: Mapping[str, object]) -> None:
        """Make the shortcuts anew, with the user's own keys."""
        for shortcut, _name in chain.from_iterable(self._made.values()):
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._made.clear()
        self._window_keys.clear()
        self._remapped = remapped
        self.keys = keys_in_force(remapped)
        for name, keys in self.keys.items():
            self._label(BY_ID[name], keys)
            for key in () if BY_ID[name].fixed else keys:
                self._make(BY_ID[name], key)
        self.changed.emit()

    def add_place(self, name: str, widget: QWidget) -> None:
        """Let the keys of a place act in ``widget`` too."""
        self._places[name].append(widget)
        self.set_keys(self._remapped)

    def shown(self, name: str) -> str:
        """The key that stands beside an action, a letter rather than a digit; empty where it has none."""
        keys = self.keys.get(name, ())
        best = next((key for key in keys if not key.isdigit()), next(iter(keys), ""))
        return QKeySequence(best).toString(QKeySequence.SequenceFormat.NativeText)

    def hint(self, name: str, words: str) -> str:
        """``words`` with the key of an action as ``{key}``; nothing where it has none."""
        key = self.shown(name)
        return words.format(key=key) if key else ""

    def named(self, words: str) -> str:
        """``words`` with each ``{action}`` as its key, or as its name in the menu where it has none."""

        def called(found: re.Match[str]) -> str:
            name = found[1]
            if name not in self.keys:
                return found[0]
            return self.shown(name) or f"“{translated(BY_ID[name].text).rstrip('…')}”"

        return re.sub(r"\{(\w+)\}", called, words)

    def relabel(self, name: str, text: str) -> None:
        """Show ``text`` for an action, with its first key behind."""
        key = next(iter(self.keys.get(name, ())), "")
        self.actions[name].setText(f"{text}\t{key}" if key else text)

    def let_through(self, *fields: QWidget) -> None:
        """Let the window's keys act in text fields too, save those that text fields need."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse on a text field's behalf the keys that are the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            if pressed in self._window_keys and pressed not in TEXT_KEYS:
                event.ignore()
                return True
        return False

    def _answering(self, here: QWidget, key: QKeyEvent) -> list[str]:
        """The actions that a key means in ``here``: one, unless the user gave it to several."""
        names: dict[str, None] = {}
        for shortcut, name in self._made.get(QKeySequence(key.keyCombination()).toString(), ()):
            if shortcut.isEnabled():
                place = shortcut.parent()
                if place in (here, here.window()) or (isinstance(place, QWidget) and place.isAncestorOf(here)):
                    names[name] = None
        return list(names)

    def _label(self, action: Action, keys: tuple[str, ...]) -> None:
        self.actions[action.id].setProperty(KEYS, [QKeySequence(key).toString() for key in keys])
        shown = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        text = translated(action.text)
        self.actions[action.id].setText(f"{text}\t{shown}" if shown else text)

    def _make(self, action: Action, key: str) -> None:
        plain = is_plain(key) and action.where == "window"
        place = "list" if plain else action.where
        if place == "window":
            self._window_keys.add(QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText))
            self._bind(self._window, key, Qt.ShortcutContext.WindowShortcut, action.id)
            return
        widgets = [*self._places.get(place, ()), *(self._places.get("read", ()) if action.reading else ())]
        for widget in widgets:
            self._bind(widget, key, Qt.ShortcutContext.WidgetWithChildrenShortcut, action.id)

    def _press(self, name: str, key: QKeySequence) -> None:
        if isinstance(QApplication.activePopupWidget(), QMenu):
            return  # an open menu has the keyboard to itself
        if not self._is_for_dialog(key):
            self.actions[name].trigger()

    def _is_for_dialog(self, key: QKeySequence) -> bool:
        """Whether a dialog is open, which has the keyboard to itself too; Qt still lets keys act in a list under it."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return False
        from readinglist.gui.parts.early_keys import EarlyKeys  # the first paint needs none of it

        for early in dialog.findChildren(EarlyKeys):
            early.take(key)
        return True

    def _clash(self, key: QKeySequence) -> None:
        if self._is_for_dialog(key):
            return
        names = [name for name, keys in self.keys.items() if any(QKeySequence(each) == key for each in keys)]
        words = "”, “".join(translated(BY_ID[name].text).rstrip("…") for name in names)
        said = self.tr("{key} has several actions, none of them acts: “{names}”. Change it in the preferences (keys).")
        self.clashed.emit(said.format(key=key.toString(QKeySequence.SequenceFormat.NativeText), names=words))

    def _bind(self, widget: QWidget, key: str, context: Qt.ShortcutContext, name: str) -> None:
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(lambda: self._press(name, shortcut.key()))
        shortcut.activatedAmbiguously.connect(lambda: self._clash(shortcut.key()))
        shortcut.setAutoRepeat(name in ("down", "up", "undo", "redo"))
        self._made.setdefault(shortcut.key().toString(), []).append((shortcut, name))
        if key == "Return":
            self._bind(widget, "Enter", context, name)


def _again(key: QKeyEvent, kind: QEvent.Type) -> QKeyEvent:
    return QKeyEvent(kind, key.key(), key.modifiers(), key.text(), key.isAutoRepeat(), key.count())
