"""Keys made from the table of actions. Imports Qt and ``actions``.

Menus show the keys as text, and ``QShortcut`` objects act: a plain key is given to the list and the triage page only,
so that in a text field every key does what text fields do.
"""

import time
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from readinglist.gui.keys.actions import ACTIONS, BY_ID, Action, is_plain, keys_in_force, translated
from readinglist.gui.parts.menu import KEYS

#: What a text field does with these keys comes first, whatever an action wants.
TEXT_KEYS = ("Ctrl+V", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+Insert", "Shift+Insert")

#: What is pressed before the rows asked for are there is done when they are, unless it was longer ago than this: what a
#: verb is done to is what the user sees or is about to see, never the list before.
EARLY = 20.0  # s
NEED_ROWS = frozenset(
    {"down", "up", "paper", "triage", "select_more", "highlight", "undo", "redo", "go_back", "go_ahead"}
    | {"export", "save_search", "sort", "citation_keys"}
)


class Shortcuts(QObject):
    """The window's QActions and the shortcuts that trigger them."""

    doing = Signal(str)  # the action that is done now: one that needs rows may have been triggered before they came

    def __init__(self, window: QWidget, places: Mapping[str, Sequence[QWidget]]) -> None:
        super().__init__(window)
        self._window = window
        self._places = {name: list(widgets) for name, widgets in places.items()}
        self._remapped: Mapping[str, object] = {}
        self._made: list[QShortcut] = []
        self._window_keys: set[str] = set()
        self._early: list[tuple[float, str, Callable[[], object]]] | None = []
        self.keys: dict[str, tuple[str, ...]] = {}
        self.actions = {action.id: QAction(translated(action.text), window) for action in ACTIONS}
        for name, action in self.actions.items():
            action.setObjectName(name)

    def on(self, name: str, slot: Callable[[], object]) -> None:
        """Do ``slot`` when the action ``name`` is triggered, by whatever way."""
        self.actions[name].triggered.connect(lambda _checked=False: self._do(name, slot))

    def rows_awaited(self) -> None:
        """Another list was asked for: what is about its papers waits for them."""
        if self._early is None:
            self._early = []

    def rows_missing(self) -> None:
        """They do not come: what was to be done to them is not done."""
        self._early = None

    def rows_there(self) -> None:
        """The list has its rows: do what was pressed before."""
        early, self._early = self._early or [], None
        for place, (pressed, name, slot) in enumerate(early):
            if self.awaiting:  # the one before asked for another list: the rest was meant for that
                self._early = [*early[place:]]
                return
            if time.monotonic() - pressed < EARLY:
                self._do_now(name, slot)

    @property
    def awaiting(self) -> bool:
        """Whether the list's rows are yet to come."""
        return self._early is not None

    def _do(self, name: str, slot: Callable[[], object]) -> None:
        if self._early is not None and (BY_ID[name].papers or name in NEED_ROWS):
            self._early.append((time.monotonic(), name, slot))
        else:
            self._do_now(name, slot)

    def _do_now(self, name: str, slot: Callable[[], object]) -> None:
        self.doing.emit(name)
        slot()

    def set_keys(self, remapped: Mapping[str, object]) -> None:
        """Make the shortcuts anew, with the user's own keys."""
        for shortcut in self._made:
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

    def add_place(self, name: str, widget: QWidget) -> None:
        """Let the keys of a place act in ``widget`` too."""
        self._places[name].append(widget)
        self.set_keys(self._remapped)

    def relabel(self, name: str, text: str) -> None:
        """Show ``text`` for an action, with its first key behind."""
        key = next(iter(self.keys.get(name, ())), "")
        self.actions[name].setText(f"{text}\t{key}" if key else text)

    def let_through(self, field: QWidget) -> None:
        """Let the window's keys act in the text field ``field`` too, save those that text fields need."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse on a text field's behalf the keys that are the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
            if pressed in self._window_keys and pressed not in TEXT_KEYS:
                event.ignore()
                return True
        return False

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
        widgets = [*self._places.get(place, ()), *(self._places.get("read", ()) if plain else ())]
        for widget in widgets:
            self._bind(widget, key, Qt.ShortcutContext.WidgetWithChildrenShortcut, action.id)

    def _press(self, name: str) -> None:
        if not isinstance(QApplication.activePopupWidget(), QMenu):  # an open menu has the keyboard to itself
            self.actions[name].trigger()

    def _bind(self, widget: QWidget, key: str, context: Qt.ShortcutContext, name: str) -> None:
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(lambda: self._press(name))
        shortcut.setAutoRepeat(name in ("down", "up", "undo", "redo"))
        self._made.append(shortcut)
        if key == "Return":
            self._bind(widget, "Enter", context, name)
