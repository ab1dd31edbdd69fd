"""Random keys and clicks in the window: ``python -m tests.bench.random_keys [--minutes 15] [--seed 1] [FILE…]``.

Imports the files (default: the samples) into a library that is thrown away, opens the window and presses keys and
clicks at random, in a window now wide and now narrow, in dialogs and menus too. Prints how many events there were,
every error that would have brought the crash dialog, every stall of the GUI thread over 100 ms that is ours with what
came before it, every change that was lost, every time that no widget had the focus, and what a check of the library
finds. The exit code is 2 after stalls alone, 1 after any of the others. Runs on the platform QT_QPA_PLATFORM names.
"""

import argparse
import gc
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget
from shiboken6 import isValid

from readinglist.core.library import Library, run
from readinglist.gui.app import SWITCH, Application, make_qt
from readinglist.gui.keys.actions import ACTIONS
from readinglist.gui.reading.note_editor import NoteEditor
from readinglist.paths import library_paths, resource
from tests.bench.stalls import Watch
from tests.bench.window import line_of, pause, wait
from tests.bench.witness import Witness

WORDS = ("model", "language ", "-video", "tag:", "is:starred ", "title:", '"image ', "a", "dif", "trasnformer", "π")
PLAIN = "jjjjkkssr12345unltahcyvewo?/ "
NAMES = ("Down", "Up", "PageDown", "PageUp", "Home", "End", "Return", "Tab", "Backspace", "F6", "Escape", "Escape")
SPECIAL = [getattr(Qt.Key, f"Key_{name}") for name in NAMES]
WIDTHS = (460, 600, 1100)  # px of the window: room for one pane, for two, for all
LONGEST_STALL = 0.1  # s
TOLD = 5  # stalls of others' making that are told


class Links(QObject):
    """Takes links in place of the system's browser."""

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Nothing leaves the machine."""


class Monkey:
    """Presses and clicks; remembers what it did last."""

    def __init__(self, application: Application, seed: int, witness: Witness, watch: Watch) -> None:
        self.window, self.chance = application.window, random.Random(seed)
        self._witness, self._watch = witness, watch
        self.events = 0
        self.last: list[str] = []
        keys = [key for action in ACTIONS for key in action.keys if action.id != "quit" and not action.fixed]
        self._combinations = [QKeySequence(key)[0] for key in keys]
        self._freeing = QTimer(interval=500)
        self._freeing.timeout.connect(self._free)
        self._freeing.start()

    def _free(self) -> None:
        """Qt's file dialog asks in a loop of its own, in which no step would be made any more: keys typed ahead may
        have pressed its Enter.
        """
        asked = QApplication.activeModalWidget()
        if isinstance(asked, QMessageBox) and isinstance(asked.parentWidget(), QFileDialog):
            asked.reject()

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
        if popup is None and modal is None and kind < 0.01:
            self._resize()
        elif popup is None and modal is None and kind < 0.15:
            self._decide()
        elif kind < 0.25 or (popup is not None and kind < 0.5):
            self._press(place, self.chance.choice(SPECIAL))
        elif kind < 0.55:
            self._type(place, self.chance.choice(PLAIN))
        elif kind < 0.65:
            self._type(place, self.chance.choice(WORDS))
        elif kind < 0.85:
            pressed = self.chance.choice(self._combinations)
            self._note(f"{QKeySequence(pressed).toString()} in {type(place).__name__}")
            with self._event():
                QTest.keyClick(place, pressed.key(), pressed.keyboardModifiers())
        else:
            self._click(popup or modal or self.window)

    def _resize(self) -> None:
        """Another width: panes come and go."""
        width = self.chance.choice(WIDTHS)
        self._note(f"{width} px wide")
        with self._event():
            self.window.resize(width, self.window.height())

    def lost_focus(self) -> str:
        """What was done last, where no key would reach anything any more; else nothing."""
        busy = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        focused = QApplication.focusWidget()
        if busy is not None or not self.window.isActiveWindow() or (focused is not None and focused.isVisible()):
            return ""
        return f"the focus is lost, after {' · '.join(self.last)}"

    def _decide(self) -> None:
        """What a user does most: a verdict or a note on a paper of the list, or an undo."""
        for key in ("Ctrl+L", self.chance.choice(("", "", "Ctrl+Z", "Ctrl+Shift+Z"))):
            if key:
                self._note(key)
                pressed = QKeySequence(key)[0]
                with self._event():
                    QTest.keyClick(self.window, pressed.key(), pressed.keyboardModifiers())
        place = QApplication.focusWidget() or self.window
        self._press(place, self.chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown)))
        self._type(place, self.chance.choice("s12345nn"))
        if isinstance(field := QApplication.focusWidget(), NoteEditor):
            self._type(field, self.chance.choice(WORDS))

    def _press(self, place: QWidget, key: Qt.Key) -> None:
        held = self.chance.choice([Qt.KeyboardModifier.NoModifier] * 5 + [Qt.KeyboardModifier.ShiftModifier])
        self._note(f"{key.name} in {type(place).__name__}")
        with self._event():
            QTest.keyClick(place, key, held)

    def _type(self, place: QWidget, text: str) -> None:
        self._note(f"{text!r} in {type(place).__name__}")
        for letter in text:
            if not isValid(place) or not place.isVisible():  # a letter before has closed it
                return
            with self._event():
                if letter.isascii():
                    QTest.keyClicks(place, letter)
                    continue
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(place, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))

    def _click(self, top: QWidget) -> None:
        shown = [child for child in top.findChildren(QWidget) if child.isVisible() and not isinstance(child, QMenu)]
        target = self.chance.choice([*shown, top])
        place = QPoint(self.chance.randrange(max(1, target.width())), self.chance.randrange(max(1, target.height())))
        button = self.chance.choice([Qt.MouseButton.LeftButton] * 4 + [Qt.MouseButton.RightButton])
        self._note(f"{button.name} on {type(target).__name__} {target.objectName()}")
        with self._event():
            QTest.mouseClick(target, button, Qt.KeyboardModifier.NoModifier, place)

    @contextmanager
    def _event(self) -> Iterator[None]:
        """What comes before and after an event is no work of the window's."""
        with self._witness.event():
            self._watch.skip()
            yield
            self._watch.mark()

    def _note(self, what: str) -> None:
        self.last = [*self.last[-5:], what]


def torment(
    application: Application, monkey: Monkey, watch: Watch, seconds: float
) -> tuple[list[str], list[str], list[str]]:
    """Run for a time; returns where the focus was lost, the stalls that are ours, and those of others' making."""
    lost: list[str] = []
    ours: list[str] = []
    others: list[str] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end and application.window.isVisible():
        known = len(watch.stalls)
        monkey.step()
        pause(monkey.chance.choice((0, 0, 5, 20, 60)))
        watch.mark()
        lost += [text for text in (monkey.lost_focus(),) if text]
        for stall in watch.stalls[known:]:
            if stall.late > LONGEST_STALL:
                kept = ours if stall.ours > LONGEST_STALL else others
                kept.append(f"{stall}, after {' · '.join(monkey.last)}")
    return lost, ours, others


def close(application: Application) -> None:
    """Close what is open, as a user does."""
    left = time.monotonic() + 60
    while QApplication.activeModalWidget() is not None and time.monotonic() < left:
        QApplication.activeModalWidget().done(0)  # even where text that was typed would be asked about
        pause(20)
    QTimer.singleShot(0, application.close)
    wait(lambda: not application.window.isVisible())
    application.close()
    QGuiApplication.clipboard().clear()  # the offscreen platform would delete what Python made after Python has ended


def most_ours(watch: Watch) -> list[float]:
    """The longest times, in seconds, that were ours, also of stalls that are not too long."""
    return sorted((stall.ours for stall in watch.stalls), reverse=True)[:TOLD]


def listen(application: Application) -> list[str]:
    """The errors to come: whatever would bring the crash dialog."""
    errors: list[str] = []

    def heard(*error: Any) -> None:
        errors.append("".join(traceback.format_exception(*error)))
        sys.stderr.write(errors[-1])  # at once: the driver's own end the run before anything is printed

    sys.excepthook = heard
    application.runner.unexpected.connect(lambda error: errors.append("".join(traceback.format_exception(error))))
    return errors


def opened(qt: QApplication, folder: str, files: list[Path]) -> Application:
    """A window on a library of the papers in ``files``."""
    with Library.open(folder) as library:
        run(library.import_dumps(files))
    application = Application(qt, library_paths(folder))
    application.session.ready.connect(gc.freeze)
    application.window.resize(1100, 700)
    application.window.keys.actions["quit"].setEnabled(False)  # it is in the menu too, and would be the end
    application.start([])
    wait(lambda: application.session.library is not None and application.window.page.model.rowCount() > 0)
    wait(lambda: application.session.warm)
    QGuiApplication.clipboard().setText("A title that was copied\n\nAnd an abstract of two short sentences. Yes.")
    return application


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
    with tempfile.TemporaryDirectory() as name:
        application = opened(qt, name, arguments.files or [resource("samples")])
        errors, witness, watch = listen(application), Witness(application, Path(name)), Watch()
        monkey = Monkey(application, arguments.seed, witness, watch)
        unfocused, stalls, others = torment(application, monkey, watch, arguments.minutes * 60)
        watch.close()
        close(application)
        witness.close()
        with Library.open(name) as library:
            damage = library.check()
    print(f"{monkey.events} events, {witness.changes} changes, {len(errors)} errors, {len(witness.lost)} lost changes")
    print(f"{len(unfocused)} times without focus")
    print(f"{len(stalls)} stalls over {LONGEST_STALL * 1000:.0f} ms, {len(others)} more of others' making")
    print(line_of("lateness of a 4 ms tick", watch.late))
    print("most of our own:", ", ".join(f"{ours * 1000:.0f} ms" for ours in most_ours(watch)))
    for text in [*errors, *witness.lost, *unfocused[:TOLD], *stalls, *damage, *others[:TOLD]]:
        print(text)
    if errors or witness.lost or unfocused or damage:
        return 1
    return 2 if stalls else 0


if __name__ == "__main__":
    sys.exit(main())
