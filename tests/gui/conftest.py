"""A real window on a real library for each test, driven by keys; nothing may be left running afterwards."""

import gc
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from readinglist.core.library import Library, run
from readinglist.gui import main_window, single_instance, type_ahead
from readinglist.gui.app import Application
from readinglist.gui.verbs import dragging, leaving
from readinglist.gui.work import opening, session, tasks
from readinglist.paths import library_paths, resource
from tests.gui.desk import TOOLS, Desk
from tests.timing import PATIENCE

PAGE = """new

Get trending papers in your email inbox!

Subscribe

Mar 13

Attention Is All You Need

We propose the Transformer, a network that rests on attention alone and needs neither recurrence nor convolution. \
It translates better than what was there before and trains in a fraction of the time. It also parses English well, \
with much and with little training data. Code is at https://github.com/example/attention for everyone to try.

Deep Residual Learning for Image Recognition

We present a residual learning framework that eases the training of networks far deeper than those used before. \
Layers learn what to add to their input instead of a whole new function, and depth begins to pay. The networks won \
several competitions of recognition and detection, and they are easier to optimise than plain ones.

Beam Search Strategies for Neural Machine Translation

We introduce a flexible beam search that prunes candidates whose score falls too far behind the best one. \
Decoding becomes faster by almost half, and the translations stay as good as they were. The method needs no change \
of the model and works for German and Chinese alike.
"""


class Driver:
    """Presses keys in a window and waits for what comes of them."""

    def __init__(self, application: Application, qtbot) -> None:
        self.app, self.qtbot = application, qtbot
        self.window = application.window

    @property
    def library(self) -> Library:
        assert self.app.session.library is not None
        return self.app.session.library

    def settle(self) -> None:
        """Wait until every job is done and its answer shown."""
        self.qtbot.waitUntil(lambda: not self.app.runner.busy)

    def until(self, there: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(there)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, as a person does."""
        target = QApplication.focusWidget() or self.window
        QTest.keyClick(target, key, held)
        self.settle()

    def key_in_menu(self, key: Qt.Key) -> None:
        """Press a key in the menu that is open."""
        self.until(lambda: QApplication.activePopupWidget() is not None)
        QTest.keyClick(QApplication.activePopupWidget(), key)
        self.settle()

    def keys(self, text: str) -> None:
        """Type."""
        for letter in text:
            QTest.keyClicks(QApplication.focusWidget() or self.window, letter)
        self.settle()

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The open dialog of a kind, with the focus in it."""
        self.until(lambda: any(found.isVisible() for found in self.window.findChildren(kind)))
        found = next(found for found in self.window.findChildren(kind) if found.isVisible())
        found.activateWindow()
        self.until(found.isActiveWindow)
        self.settle()
        return found

    def answer(self, words: str) -> None:
        """Answer the question that is asked, by a button with these words."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), QMessageBox))
        box = QApplication.activeModalWidget()
        box.activateWindow()
        self.until(box.isActiveWindow)
        button = next(button for button in box.buttons() if words in button.text())
        button.setFocus()
        self.key(Qt.Key.Key_Return)

    def discard(self) -> None:
        """Leave a form in which something was typed, and throw that away."""
        self.key(Qt.Key.Key_Escape)
        self.answer("Discard")

    def back(self) -> None:
        """After a dialog: the window has the focus again (there is no window manager here)."""
        self.until(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)

    def row(self, number: int = 0):
        """What the list shows in a row."""
        return self.window.page.model.shown(number).row

    def titles(self) -> list[str | None]:
        model = self.window.page.model
        return [model.shown(number).row.title for number in range(model.rowCount())]


def start(folder: Path, qtbot, qapp: QApplication, files: list[str] | None = None) -> Driver:
    application = Application(qapp, library_paths(folder))
    problems: list[BaseException] = []
    application.runner.unexpected.connect(problems.append)
    application.window.resize(1100, 700)
    application.start(files or [])
    driver = Driver(application, qtbot)
    qtbot.waitUntil(lambda: application.session.library is not None)
    driver.settle()
    application.window.activateWindow()
    qtbot.waitUntil(application.window.isActiveWindow)
    application.window.resize(1100, 700)  # it was shown on a screen of 800
    driver.problems = problems  # type: ignore[attr-defined]
    return driver


def end(driver: Driver) -> None:
    driver.app.close()
    assert not driver.problems, driver.problems  # type: ignore[attr-defined]
    for widget in driver.window.findChildren(QDialog):
        widget.done(0)
    driver.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def qtbot(qtbot):
    """Waits for as long as it takes."""
    for name in ("waitUntil", "waitSignal", "waitSignals"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE * 1000))
    return qtbot


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the window gives up after a while, or says only for a while, stays on a machine that is slow or busy."""
    for module, name in (
        (dragging, "DROP_LIMIT"),
        (leaving, "PATIENCE"),
        (session, "WARM_LIMIT"),
        (tasks, "CLOSED_WITHIN"),
    ):
        monkeypatch.setattr(module, name, PATIENCE)
    for module, name in (
        (main_window, "SAID_FOR"),
        (session, "SLOW"),
        (single_instance, "WAIT"),
        (type_ahead, "LONGEST"),
        (opening, "LOOKS"),
    ):
        monkeypatch.setattr(module, name, PATIENCE * 1000)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with three papers, made once and copied for each test."""
    base = tmp_path_factory.mktemp("template")
    page = base / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    with Library.open(library_paths(base / "library")) as library:
        run(library.import_dumps([page]))
        run(library.catch_up())
    return base / "library"


@pytest.fixture
def folder(template: Path, tmp_path: Path) -> Path:
    """A library with three papers."""
    return Path(shutil.copytree(template, tmp_path / "library"))


@pytest.fixture
def driver(folder: Path, qtbot, qapp: QApplication) -> Iterator[Driver]:
    """A window on three papers."""
    made = start(folder, qtbot, qapp)
    yield made
    end(made)


@pytest.fixture
def empty_driver(tmp_path: Path, qtbot, qapp: QApplication) -> Iterator[Driver]:
    """A window on a library of nothing."""
    made = start(tmp_path / "empty", qtbot, qapp)
    yield made
    end(made)


@pytest.fixture
def sample_driver(tmp_path: Path, qtbot, qapp: QApplication) -> Iterator[Driver]:
    """A window on the sample dumps."""
    place = tmp_path / "samples"
    with Library.open(library_paths(place)) as library:
        run(library.import_dumps([resource("samples")]))
    made = start(place, qtbot, qapp)
    yield made
    end(made)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for tool in TOOLS:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    folder = tmp_path / "library"
    with Library.open(library_paths(folder)) as library:
        run(library.import_dumps([resource("samples")]))
        run(library.catch_up())
    made = Desk(folder)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """No thread of ours and no window outlives its test."""
    yield
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("lane-")]
    assert not left, left
    if QApplication.instance() is not None:
        shown = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
        for widget in shown:
            widget.close()
        assert not shown, shown
