"""Wires everything; no other module-level state anywhere. May import Qt, ``paths`` and the rooms of gui."""

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from readinglist import __version__
from readinglist.core.errors import ReadingListError
from readinglist.gui.main_window import MainWindow
from readinglist.gui.parts import icons
from readinglist.gui.parts.messages import CrashReporter, no_window_said
from readinglist.gui.parts.settings import Settings
from readinglist.gui.parts.theme import Look
from readinglist.gui.state import restore_looks, restore_place
from readinglist.gui.work.session import Session
from readinglist.gui.work.tasks import Runner
from readinglist.paths import LibraryPaths, resource

if TYPE_CHECKING:
    from readinglist.gui.unix_signals import UnixSignals
    from readinglist.gui.work.opening import DesktopOpener

SWITCH = 0.0005  # s; halves what a busy Python thread costs the window


class Application:
    """One window on one library, from start to end."""

    def __init__(self, qt: QApplication, paths: LibraryPaths) -> None:
        self.qt = qt
        self.settings = Settings(paths.folder / "window.json")
        self._set_font()
        self.look = Look(qt, self.settings.get("theme"))
        self.runner = Runner(qt)
        self.session = Session(paths, self.runner, qt)
        self.window = MainWindow(self.session, self.look, self.settings)
        self.crash = CrashReporter(paths.logs, self.window.flush_notes, qt)
        self.crash.window = self.window
        self.runner.unexpected.connect(self.crash.report)
        self._files: list[str] = []
        self._closed = False

    def start(self, files: list[str]) -> None:
        """Show the window; the library is loaded after its first paint, then ``files`` are imported."""
        self._files = files
        restore_looks(self.window)
        self.window.painted.connect(self.open_library)
        self.session.opened.connect(self._library_open)
        self.window.show()

    def close(self) -> None:
        """Save what is typed, end the threads, close the library."""
        if self._closed:
            return
        self._closed = True
        self.window.close()
        self.session.close()

    def _set_font(self) -> None:
        factor = int(self.settings.get("text_size")) / 100
        if factor != 1:
            font = self.qt.font()
            font.setPointSizeF(font.pointSizeF() * factor)
            self.qt.setFont(font)

    def open_library(self, *, anew: bool = False) -> None:
        """Open the library, or say why it does not open; ``anew`` begins another where one has vanished."""
        self.session.open(self._not_open, anew=anew)

    def _library_open(self) -> None:
        if self.session.why_read_only:
            self.window.show_read_only(self.session.why_read_only)
        restore_place(self.window)
        if self._files:
            self.window.openers.import_files(self._files)

    def _not_open(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            self.crash.report(error)
            return
        self.window.forget_keys()
        from readinglist.gui.start_dialog import show_start_problem

        show_start_problem(self.window, error, self.open_library)


def make_qt(arguments: list[str]) -> QApplication:
    """The one QApplication, named and translated."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    with no_window_said():
        qt = QApplication([sys.argv[0], *arguments])
    qt.setApplicationName("readinglist")
    qt.setApplicationDisplayName("Reading List")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("readinglist")
    qt.setWindowIcon(icons.app_icon())
    _translate(qt)
    return qt


def _translate(qt: QApplication) -> None:
    try:
        folder = resource("translations")
    except FileNotFoundError:
        return
    translator = QTranslator(qt)
    if translator.load(QLocale(), "readinglist", "_", str(folder)):
        qt.installTranslator(translator)
        own = QTranslator(qt)  # Qt's words: names of keys, buttons of its dialogs
        if own.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            qt.installTranslator(own)


def _settle_memory() -> None:
    """What is loaded stays for good: a pass of the search for garbage over it would hold up a key by 60 ms."""
    gc.freeze()
    gc.enable()


def _watch_signals(application: Application) -> "UnixSignals":
    from readinglist.gui.unix_signals import UnixSignals

    return UnixSignals(application.window.leaving.go, application.qt)


def _watch_opening(application: Application) -> "DesktopOpener | None":
    from readinglist.gui.work.opening import watch_opening

    return watch_opening(application.window.failed, application.qt)


def run(paths: LibraryPaths, files: list[str]) -> int:
    """Open the window on the library at ``paths``, importing ``files``; return the exit code.

    When a window is open on this library already, it gets the files and is brought to the front instead.
    """
    from readinglist.gui.single_instance import Door, hand_over

    gc.disable()  # until all is loaded: nothing of it is garbage
    qt = make_qt([])
    if hand_over(paths, files):
        return 0
    sys.setswitchinterval(SWITCH)
    application = Application(qt, paths)
    application.crash.install()
    application.session.ready.connect(_settle_memory)
    door = Door(paths, qt)
    door.knocked.connect(application.window.come_forward)
    signals: list[UnixSignals] = []  # from the first paint on: before it nothing can be lost
    application.window.painted.connect(lambda: signals.append(_watch_signals(application)))
    openers: list[DesktopOpener | None] = []
    application.window.painted.connect(lambda: openers.append(_watch_opening(application)))
    application.start(files)
    code = qt.exec()
    gc.enable()
    application.close()
    door.close()
    for opener in openers:
        if opener is not None:
            opener.stop()
    for watch in signals:
        watch.restore()
    application.crash.uninstall()
    return code
