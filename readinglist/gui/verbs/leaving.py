"""Closing the window: what was typed is stored first, or the user says what becomes of it.

May import Qt and the rooms below.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from readinglist.gui.parts.messages import message_box
from readinglist.gui.verbs.commands import Commands
from readinglist.gui.window import Window

PATIENCE = 3.0  # s that notes may take to the disk; those that take longer are written after the window has gone
_LOOK = 10  # ms


class Leaving(QObject):
    """Whether the window may close."""

    def __init__(self, window: Window, commands: Commands) -> None:
        super().__init__(window.window())
        self._window, self._commands = window, commands
        self._asking = self._decided = False

    def may_go(self) -> bool:
        """Whether all notes are stored or given up; if not, the user is asked, and the window closes after that."""
        if self._decided:
            return True
        if self._asking:
            return False
        self._asking, self._commands.tells_of_notes = True, False
        self._commands.store_notes_again()
        self._wait()
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

    def _wait(self) -> None:
        loop, end = QEventLoop(self), time.monotonic() + PATIENCE
        timer = QTimer(loop)
        timer.timeout.connect(lambda: loop.quit() if self._there_is_nothing_to_wait_for(end) else None)
        timer.start(_LOOK)
        if not self._there_is_nothing_to_wait_for(end):
            loop.exec()
        timer.stop()
        loop.deleteLater()

    def _there_is_nothing_to_wait_for(self, end: float) -> bool:
        return not self._commands.notes.waiting or time.monotonic() > end

    def _ask(self, texts: list[str]) -> None:
        one, more = self.tr("A note could not be stored"), self.tr("{n} notes could not be stored")
        box = message_box(
            self._window.window(),
            QMessageBox.Icon.Warning,
            one if len(texts) == 1 else more.format(n=len(texts)),
            self.tr("The disk may be full. Make room and try again, or copy what you wrote to another program first."),
        )
        again = box.addButton(self.tr("&Try again"), QMessageBox.ButtonRole.AcceptRole)
        copy = box.addButton(self.tr("&Copy"), QMessageBox.ButtonRole.ActionRole)
        lose = box.addButton(self.tr("&Quit without saving"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("&Go on working"), QMessageBox.ButtonRole.RejectRole)
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
