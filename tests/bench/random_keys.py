"""Random keys and clicks in the window: ``python -m tests.bench.random_keys [--minutes 15] [--seed 1] [FILE…]``.

Imports the files (default: the samples) into a library that is thrown away, opens the window and presses keys and
clicks at random, in dialogs and menus too. Prints how many events there were, every error that would have brought the
crash dialog, the longest stalls of the GUI thread with what came before them, and what a check of the library finds.
The exit code is 1 after an error or a damaged library. Runs on the platform that QT_QPA_PLATFORM names.
"""

import argparse
import gc
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from readinglist.core.library import Library, run
from readinglist.gui.actions import ACTIONS
from readinglist.gui.app import SWITCH, Application, make_qt
from readinglist.paths import library_paths, resource
from tests.bench.window import Lateness, line_of, pause, wait

WORDS = ("model", "language ", "-video", "tag:", "is:starred ", "title:", '"image ', "a", "dif", "trasnformer", "π")
PLAIN = "jjjjkkssr12345unltahcyvewo?/ "
NAMES = ("Down", "Up", "PageDown", "PageUp", "Home", "End", "Return", "Tab", "Backspace", "F6", "Escape", "Escape")
SPECIAL = [getattr(Qt.Key, f"Key_{name}") for name in NAMES]
BEFORE_STALL = 0.1  # s; a longer one is told


class Links(QObject):
    """Takes links in place of the system's browser."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Nothing leaves the machine."""


class Monkey:
    """Presses and clicks; remembers what it did last."""

    def __init__(self, application: Application, seed: int) -> None:
        self.window, self.chance = application.window, random.Random(seed)
        self.events = 0
        self.last: list[str] = []
        keys = [key for action in ACTIONS for key in action.keys if action.id != "quit" and not action.fixed]
        self._combinations = [QKeySequence(key)[0] for key in keys]

    def step(self) -> None:
        """One key, word or click where a user's would go."""
        self.events += 1
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if isinstance(modal, QFileDialog):  # it could rename or delete the files of this machine
            self._note("Esc in a file dialog")
            modal.reject()
            return
        if popup is None and modal is None and not self.window.isActiveWindow():
            self.window.activateWindow()
        place = popup or (modal.focusWidget() or modal if modal is not None else QApplication.focusWidget())
        place = place or self.window
        kind = self.chance.random()
        if kind < 0.25 or (popup is not None and kind < 0.5):
            self._press(place, self.chance.choice(SPECIAL))
        elif kind < 0.55:
            self._type(place, self.chance.choice(PLAIN))
        elif kind < 0.65:
            self._type(place, self.chance.choice(WORDS))
        elif kind < 0.85:
            pressed = self.chance.choice(self._combinations)
            self._note(f"{QKeySequence(pressed).toString()} in {type(place).__name__}")
            QTest.keyClick(place, pressed.key(), pressed.keyboardModifiers())
        else:
            self._click(popup or modal or self.window)

    def _press(self, place: QWidget, key: Qt.Key) -> None:
        held = self.chance.choice([Qt.KeyboardModifier.NoModifier] * 5 + [Qt.KeyboardModifier.ShiftModifier])
        self._note(f"{key.name} in {type(place).__name__}")
        QTest.keyClick(place, key, held)

    def _type(self, place: QWidget, text: str) -> None:
        self._note(f"{text!r} in {type(place).__name__}")
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) if not letter.isascii() else ():
                QApplication.sendEvent(place, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
            if letter.isascii():
                QTest.keyClicks(place, letter)

    def _click(self, top: QWidget) -> None:
        shown = [child for child in top.findChildren(QWidget) if child.isVisible() and not isinstance(child, QMenu)]
        target = self.chance.choice([*shown, top])
        place = QPoint(self.chance.randrange(max(1, target.width())), self.chance.randrange(max(1, target.height())))
        button = self.chance.choice([Qt.MouseButton.LeftButton] * 4 + [Qt.MouseButton.RightButton])
        self._note(f"{button.name} on {type(target).__name__} {target.objectName()}")
        QTest.mouseClick(target, button, Qt.KeyboardModifier.NoModifier, place)

    def _note(self, what: str) -> None:
        self.last = [*self.last[-5:], what]


def torment(application: Application, monkey: Monkey, seconds: float) -> tuple[list[str], Lateness]:
    """Run for a time; returns the stalls, and how late ticks came."""
    stalls: list[str] = []
    lateness = Lateness()
    end = time.monotonic() + seconds
    while time.monotonic() < end and application.window.isVisible():
        known = len(lateness.late)
        monkey.step()
        pause(monkey.chance.choice((0, 0, 5, 20, 60)))
        worst = max(lateness.late[known:], default=0.0) / 1000
        if worst > BEFORE_STALL:
            stalls.append(f"{worst * 1000:.0f} ms: {' · '.join(monkey.last)}")
    return stalls, lateness


def main() -> int:
    """Fill a library, open the window, torment it, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=15.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    arguments, qt = parser.parse_args(), make_qt([])
    sys.setswitchinterval(SWITCH)  # as the program does
    links = Links()
    for scheme in ("http", "https", "file"):
        QDesktopServices.setUrlHandler(scheme, links, "open")
    errors: list[str] = []
    sys.excepthook = lambda *error: errors.append("".join(traceback.format_exception(*error)))
    with tempfile.TemporaryDirectory() as name:
        with Library.open(name) as library:
            run(library.import_dumps(arguments.files or [resource("samples")]))
        application = Application(qt, library_paths(name))
        application.runner.unexpected.connect(lambda error: errors.append("".join(traceback.format_exception(error))))
        application.session.ready.connect(gc.freeze)
        application.window.resize(1100, 700)
        application.start([])
        wait(lambda: application.session.library is not None and application.window.page.model.rowCount() > 0)
        QGuiApplication.clipboard().setText("A title that was copied\n\nAnd an abstract of two short sentences. Yes.")
        monkey = Monkey(application, arguments.seed)
        stalls, lateness = torment(application, monkey, arguments.minutes * 60)
        left = time.monotonic() + 60
        while QApplication.activeModalWidget() is not None and time.monotonic() < left:
            QApplication.activeModalWidget().close()
            pause(20)
        QTimer.singleShot(0, application.close)
        wait(lambda: not application.window.isVisible())
        application.close()
        with Library.open(name) as library:
            damage = library.check()
    print(f"{monkey.events} events, {len(errors)} errors, {len(stalls)} stalls over {BEFORE_STALL * 1000:.0f} ms")
    print(line_of("lateness of a 4 ms tick", lateness.late))
    for text in [*errors, *sorted(stalls, reverse=True)[:10], *damage]:
        print(text)
    return 1 if errors or damage else 0


if __name__ == "__main__":
    sys.exit(main())
