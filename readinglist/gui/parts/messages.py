"""Known errors become a message with a way out; anything else is a bug and goes to the crash dialog.

May import Qt and ``errors``. What is written to the log or offered for copying holds types, files and lines, never
the message of an exception: that may quote what the user wrote.
"""

import faulthandler
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from PySide6.QtCore import QCoreApplication, QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from readinglist.core.errors import ReadingListError
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.core_words import error_message, error_title
from readinglist.gui.parts.widgets import breakable

LOG_LIMIT = 1_000_000  # bytes; a log that is larger starts anew


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Show a known error and return at once; raise anything else, for the hooks to catch."""
    if not isinstance(error, ReadingListError):
        raise error
    message_box(parent, QMessageBox.Icon.Warning, error_title(error), error_message(error)).open()


def front(top: QWidget) -> QWidget:
    """What the user works in, and so the parent of what opens next: a dialog that is open, else the window ``top``."""
    return QApplication.activeModalWidget() or top


def message_box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    """A box of plain text over whatever is in front, deleted when it closes."""
    box = QMessageBox(front(parent) if parent is not None else None)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setWindowTitle(title)
    box.setText(breakable(title))
    box.setInformativeText(breakable(text))
    _let_copy(box, f"{title}\n\n{text}")
    box.finished.connect(lambda _result, box=box: box.hide())  # without a parent nothing else would keep it alive
    return box


def add_button(box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> Button:
    """A button of ``box``, made here: of one that Qt makes PySide can take the place in memory for that of a widget
    which is gone, and its type for that one's.
    """
    made = Button(text)
    made.setParent(box)  # which Qt does, too, but PySide does not know of
    box.addButton(made, role)
    return made


def _let_copy(box: QMessageBox, text: str) -> None:
    """Let its text be copied, by key or menu: letter by letter, without the places where its lines may break."""
    copy = QAction(QCoreApplication.translate("Messages", "Copy this message"), box)
    copy.setShortcut(QKeySequence.StandardKey.Copy)
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
    box.addAction(copy)
    box.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
    for words in box.findChildren(QLabel):
        words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)


def describe(error: BaseException) -> str:
    """A bug without private text: its type, and the files and lines it came through."""
    package = Path(__file__).resolve().parents[3]
    lines = []
    for frame in traceback.extract_tb(error.__traceback__):
        path = Path(frame.filename)
        shown = path.relative_to(package).as_posix() if path.is_relative_to(package) else path.name
        lines.append(f"  {shown}:{frame.lineno} {frame.name}")
    cause = error.__cause__ or error.__context__
    before = f"{describe(cause)}\n" if cause is not None else ""
    return before + "\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines])


@contextmanager
def no_window_said() -> Iterator[None]:
    """Here Qt may find that it cannot show windows: it then ends the process, after this one line for a person."""
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
        said.append(" ".join((text or "").split()))
        if kind is QtMsgType.QtFatalMsg:
            print(  # noqa: T201 - there is no window to say it in
                f"readinglist: no window can be opened ({said[0]}). Look at DISPLAY and "
                "QT_QPA_PLATFORM; the command line does the same jobs: readinglist --help",
                file=sys.stderr,
                flush=True,
            )
            os._exit(1)  # else Qt aborts, and leaves a core

    qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


class CrashReporter(QObject):
    """Hooks for every place a bug can surface: main, threads, unraisable, Qt's messages, the interpreter itself."""

    _bug = Signal(object)

    def __init__(self, logs: Path, before: Callable[[], None], parent: QObject | None = None) -> None:
        """``before`` saves what must not be lost, before anything is shown."""
        super().__init__(parent)
        self._before = before
        self._shown = False
        self.window: QWidget | None = None
        self.bugs: list[str] = []
        self._log = _open_log(logs)
        self._bug.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._former: tuple[Any, ...] = ()

    def install(self) -> None:
        """Take over all hooks."""
        self._former = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._excepthook
        threading.excepthook = lambda args: self._excepthook(args.exc_type, args.exc_value, args.exc_traceback)
        sys.unraisablehook = lambda args: self._excepthook(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(self._qt_message)
        if self._log is not None:
            faulthandler.enable(self._log)

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._former:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._former
            qInstallMessageHandler(None)
            faulthandler.disable()
        if self._log is not None:
            with suppress(OSError):
                self._log.close()
            self._log = None

    def report(self, error: BaseException) -> None:
        """A known error is shown as such; a bug is logged and shown once."""
        if isinstance(error, ReadingListError):
            show_error(self.window, error)
            return
        text = describe(error)
        self.bugs.append(text)
        self._write(text)
        self._bug.emit(text)

    def _excepthook(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        made = error if error is not None else kind()
        self.report(made if made.__traceback__ else made.with_traceback(trace))

    def _qt_message(self, kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self._write(f"Qt: {(text or '')[:300]}")

    def _write(self, text: str) -> None:
        if self._log is not None and not self._log.closed:
            with suppress(OSError):  # a full disk is no reason to end
                self._log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")
                self._log.flush()

    def _show(self, text: str) -> None:
        self._before()
        if self._shown:
            return
        self._shown = True
        box = message_box(
            self.window,
            QMessageBox.Icon.Critical,
            self.tr("Something went wrong"),
            self.tr(
                "This is a mistake in Reading List, not yours. What you wrote has been saved, and you can go on. "
                "To report it, copy the details: they hold no titles, notes or searches."
            ),
        )
        box.setDetailedText(text)
        copy = add_button(box, self.tr("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        go_on = add_button(box, self.tr("Go on"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(go_on)
        box.setEscapeButton(go_on)
        box.finished.connect(self._closed)
        box.open()

    def _closed(self, _result: int) -> None:
        self._shown = False


def _open_log(folder: Path) -> IO[str] | None:
    """The log, owner-only; None where it cannot be written: no log is no reason not to start."""
    path = folder / "window.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = os.O_TRUNC if path.exists() and path.stat().st_size > LOG_LIMIT else 0
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | fresh, 0o600)
        return os.fdopen(handle, "a", encoding="utf-8", errors="replace")
    except OSError:
        return None
