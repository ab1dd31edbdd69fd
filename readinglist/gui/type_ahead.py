"""Keys typed faster than the window answers: each is done as though the one before had had its effect.

A verb pressed before the rows, the paper or the result that it is about are in sight waits for them, and all that is
typed behind it waits too, in its order: letters meant for a note never act on the list, nor those for one paper on
another. Imports Qt and the rooms below.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from readinglist.gui.finding.query import AT_ONCE
from readinglist.gui.keys.actions import BY_ID
from readinglist.gui.window import Window

if TYPE_CHECKING:
    from readinglist.gui.finding.query import Listing
    from readinglist.gui.reading.triage_page import TriagePage

Done = Callable[[Any], None]
Failed = Callable[[BaseException], None]
Step = tuple[str, Callable[[], object]] | QKeyEvent  # an action and what it does, or a key that came behind one

LONGEST = 20_000  # ms; what has waited for longer is not done any more

#: Actions of no selected papers that are about the list's rows all the same.
NEED_ROWS = frozenset(
    {"down", "up", "paper", "triage", "select_more", "highlight", "undo", "redo", "go_back", "go_ahead"}
    | {"export", "save_search", "sort", "citation_keys"}
)
#: Actions on the paper as it is shown; the others know their papers from the list.
NEED_PAPER = frozenset(
    {"paper", "note", "preview_note", "highlight", "edit", "complete", "attach", "detach", "use_source", "open"}
    | {"related", "explain"}
)
#: What a list does with these keys by itself.
MOVES = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
)
STEPS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})  # in triage
KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class TypeAhead(QObject):
    """What was typed and waits, and what it waits for."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        self._window = window
        self._heard: list[QWidget] = []  # that keys may come to while others wait
        program.focusChanged.connect(self._focused)
        self._triage: TriagePage | None = None
        self._steps: deque[Step] = deque()
        self._rows = True  # another list was asked for, or the first
        self._changes = 0  # that are being made
        self._unseen = False  # a change was made, and the list does not show it yet
        self._going_on = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(LONGEST)
        self._limit.timeout.connect(self.forget)
        window.keys.waits = self._take
        window.browser.awaited.connect(self._await_rows)
        window.browser.shown.connect(self._shown)
        window.browser.failed.connect(self._missing)
        window.browser.beside.shown.connect(self._go_on)
        window.session.refused.connect(self._go_on)
        self._fields: list[QWidget] = [window.page.list, window.page.search]  # whose keys are always looked at
        for field in self._fields:
            field.installEventFilter(self)

    def follow(self, triage: TriagePage) -> None:
        """From now on keys wait for the papers of the triage page too."""
        self._triage = triage
        triage.shown.connect(self._go_on)
        triage.reading.installEventFilter(self)
        self._fields.append(triage.reading)

    @property
    def waiting(self) -> bool:
        """Whether any key waits."""
        return bool(self._steps)

    def until_seen(self, done: Done, failed: Failed, *, leads: bool) -> tuple[Done, Failed]:
        """``done`` and ``failed`` of a change that the list is to show before keys that come behind it act.

        One that ``leads`` to other papers is always waited for; one that may only take papers away is not where the
        list is so long that it is seen without them after a while: there a key is meant for what is still in sight.
        """
        if not leads and self._window.page.model.rowCount() > AT_ONCE:
            return done, failed
        self._changes += 1

        def made(value: Any) -> None:
            self._changes -= 1
            self._unseen = True
            done(value)
            self._go_on()

        def refused(error: BaseException) -> None:
            self._changes -= 1
            self._go_on()
            failed(error)

        return made, refused

    # ---- what is waited for ----

    def _await_rows(self) -> None:
        self._rows = True

    def _shown(self, listing: Listing) -> None:
        if not listing.interim:
            self._rows = False
            self._unseen = False
            self._go_on()

    def _missing(self) -> None:
        """There are no rows that it could be done to."""
        self._rows = self._unseen = False
        self.forget()

    def _waits(self, name: str) -> bool:
        if not BY_ID[name].papers and name not in NEED_ROWS:
            return False
        in_triage = self._triage is not None and self._triage.isVisible()
        if self._rows or (self._changing() and (in_triage or name not in ("undo", "redo"))):
            return True  # which verdict is the last one is known when the undo before has been
        if self._triage is not None and in_triage:
            stale = name in NEED_PAPER and self._triage.stale
            moves = name in ("down", "up", "undo", "redo")
            return stale or self._triage.starting or (self._triage.awaiting and not moves)
        return name in NEED_PAPER and self._window.browser.beside.awaited

    def _changing(self) -> bool:
        in_list = self._triage is None or not self._triage.isVisible()
        return bool(self._changes) or (self._unseen and in_list)

    # ---- what waits ----

    def _take(self, name: str, act: Callable[[], object]) -> bool:
        if not self._waits(name):
            return False
        self._keep((name, act))
        return True

    def _keep(self, step: Step) -> None:
        if not self._steps:
            self._limit.start()
            self._hear(self._window.window())
            self._hear(QApplication.focusWidget())
        (self._steps.appendleft if self._going_on else self._steps.append)(step)

    def forget(self) -> None:
        """What waits is not done: it would wait in vain."""
        self._steps.clear()
        self._limit.stop()
        for widget in self._heard:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._heard.clear()

    def _focused(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._steps:
            self._hear(now)

    def _hear(self, widget: QWidget | None) -> None:
        """Look at the keys of what has the focus; a filter of the program would be asked about every event of every
        widget, thousands when the colours change."""
        if widget is not None and widget not in self._fields:
            widget.installEventFilter(self)
            self._heard.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the keys behind a step that waits, and those that move in a list of which nothing is there yet."""
        if event.type() not in KEYS or not isinstance(event, QKeyEvent) or self._going_on:
            return False
        if not self._steps and not self._moves_too_early(watched, event):
            return False
        if QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
            return False
        event.accept()  # by which a shortcut is overridden: the key comes itself
        if event.type() == QEvent.Type.KeyPress:
            self._keep(event.clone())
        return True

    def _moves_too_early(self, watched: QObject | None, key: QKeyEvent) -> bool:
        """Whether ``key`` moves where nothing of what was asked for is in sight: in the list, or in triage."""
        if key.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget) or not watched.hasFocus():
            return False
        if self._triage is not None and watched is self._triage.reading:
            return self._triage.starting and key.key() in MOVES | STEPS
        in_list = watched in (self._window.page.list, self._window.page.search)
        return in_list and self._rows and key.key() in MOVES and self._window.browser.nothing_in_sight

    def _go_on(self) -> None:
        """Do what waited, as far as it need not wait any more."""
        if self._going_on or not self._steps:
            return
        self._going_on = True
        try:
            while self._steps and not self._must_wait(self._steps[0]):
                self._do(self._steps.popleft())
        finally:
            self._going_on = False
        if self._steps:
            self._limit.start()
        else:
            self.forget()

    def _must_wait(self, step: Step) -> bool:
        if isinstance(step, QKeyEvent):
            focused = QApplication.focusWidget()
            return focused in (self._window.page.list, self._window.page.search) and self._moves_too_early(
                focused, step
            )
        return self._waits(step[0])

    def _do(self, step: Step) -> None:
        if isinstance(step, QKeyEvent):
            self._window.keys.press(step)
        else:
            self._window.keys.do(*step)
