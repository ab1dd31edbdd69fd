"""Closing the window: what was typed is done and stored first, or the user says what becomes of it.

May import Qt and the rooms below.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from readinglist.gui.parts.messages import add_button, message_box
from readinglist.gui.verbs.commands import Commands
from readinglist.gui.window import Window

PATIENCE = 3.0  # s that keys may wait for the first papers, notes for the disk: then it is told, or written later
_LOOK = 10  # ms


class Leaving(QObject):
    """Whether the window may close."""

    def __init__(self, window: Window, commands: Commands) -> None:
        super().__init__(window.window())
        self._window, self._commands = window, commands
        self._asking = self._decided = self._waiting = False

    def may_go(self) -> bool:
        """Whether all notes are stored or given up; if not, the user is asked, and the window closes after that."""
        if self._waiting:
            return False  # it closes in a moment
        self._do_what_waits()
        self._window.flush_notes()
        if self._decided:
            return True
        if self._asking:
            return False
        self._asking, self._commands.tells_of_notes = True, False
        self._commands.store_notes_again()
        self._wait(lambda: not self._commands.notes.waiting)
        self._commands.tells_of_notes = True
        refused = self._commands.notes.refused_notes
        if refused:
            self._ask(list(refused.values()))
            return False
        self._asking = False
        return True

    def go(self) -> None:
        """Close without asking: the system ends the program."""
        self._decided = True
        self._window.window().close()

    def _do_what_waits(self) -> None:
        """Keys pressed before what they are about was there are done first, or it is told that they are not."""
        self._wait(lambda: not self._window.keys_wait)
        if self._window.keys_wait:
            self._window.forget_keys()
            if sys.stderr is not None:
                said = self.tr("The window was closed before the papers were there: the last keys have done nothing.")
                sys.stderr.write(f"{said}\n")

    def _wait(self, over: Callable[[], bool]) -> None:
        loop, end = QEventLoop(self), time.monotonic() + PATIENCE
        timer = QTimer(loop)
        timer.timeout.connect(lambda: loop.quit() if over() or time.monotonic() > end else None)
        timer.start(_LOOK)
        self._waiting = True
        if not over():
            loop.exec()
        self._waiting = False
        timer.stop()
        loop.deleteLater()

    def _ask(self, texts: list[str]) -> None:
        one, more = self.tr("A note could not be stored"), self.tr("{n} notes could not be stored")
        box = message_box(
            self._window.window(),
            QMessageBox.Icon.Warning,
            one if len(texts) == 1 else more.format(n=len(texts)),
            self.tr("The disk may be full. Make room and try again, or copy what you wrote to another program first."),
        )
        again = add_button(box, self.tr("&Try again"), QMessageBox.ButtonRole.AcceptRole)
        copy = add_button(box, self.tr("&Copy"), QMessageBox.ButtonRole.ActionRole)
        lose = add_button(box, self.tr("&Quit without saving"), QMessageBox.ButtonRole.DestructiveRole)
        stay = add_button(box, self.tr("&Go on working"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(again)
        box.setEscapeButton(stay)

        def answered(_result: int) -> None:
            self._asking = False
            chosen = box.clickedButton()
            if chosen is copy:
                QGuiApplication.clipboard().setText("\n\n".join(texts))
            elif chosen is lose:
                self.go()
            elif chosen is again:
                self._window.window().close()

        box.finished.connect(answered)
        box.open()
