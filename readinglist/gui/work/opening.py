"""Links and files are opened by the system's program, and it is said where there is none. Imports Qt.

Qt's own way tells of no failure where the desktop's ``xdg-open`` is there and finds no program: it is not waited for.
So on such systems we start it ourselves and look at how it ended. Sandboxes and other systems keep Qt's way.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from readinglist.core.errors import ReadingListError

SCHEMES = ("http", "https", "mailto", "file")
LOOK_EVERY = 150  # ms
LOOKS = 100  # a program that runs for longer has opened what it was given
SANDBOXES = ("FLATPAK_ID", "SNAP")


class DesktopOpener(QObject):
    """Takes what ``QDesktopServices`` is to open, for as long as it lives; ``failed`` is told what was not opened."""

    def __init__(self, program: str, failed: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._program, self._failed = program, failed
        self._started: list[tuple[subprocess.Popen[bytes], QUrl]] = []
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "open")  # type: ignore[arg-type] # a str, and not bytes

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Start the program; it lives on when the window closes."""
        quiet = subprocess.DEVNULL
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        try:
            started = subprocess.Popen(  # noqa: S603 - no shell, and an address of these schemes is no option
                [self._program, address], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        except OSError:
            self._failed(not_opened(url))
            return
        self._started.append((started, url))
        self._looks = LOOKS
        self._timer.start()

    def stop(self) -> None:
        """Give the schemes back to Qt."""
        self._timer.stop()
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)

    def _look(self) -> None:
        ended = [(started, url) for started, url in self._started if started.poll() is not None]
        self._started = [pair for pair in self._started if pair not in ended]
        self._looks -= 1
        if not self._started or not self._looks:
            self._timer.stop()
        for started, url in ended:
            if started.returncode:
                self._failed(not_opened(url))


def not_opened(url: QUrl) -> ReadingListError:
    """What to say when no program took ``url``."""
    translate = QCoreApplication.translate
    title = translate("Opening", "Nothing could open this")
    if not url.isLocalFile():
        text = translate("Opening", "This system has no program for {address}. Copy it into a browser.")
        return ReadingListError(text.format(address=url.toDisplayString()[:500]), title=title)
    path = Path(url.toLocalFile())
    kind = path.suffix.lstrip(".").upper() or translate("Opening", "such")
    text = translate("Opening", "This system has no program for {kind} files. The file is {path}.")
    return ReadingListError(text.format(kind=kind, path=path), title=title)


def watch_opening(failed: Callable[[BaseException], None], parent: QObject) -> DesktopOpener | None:
    """Tell ``failed`` of what could not be opened; None where Qt's way is kept."""
    program = shutil.which("xdg-open") if sys.platform.startswith("linux") else None
    if program is None or any(name in os.environ for name in SANDBOXES):
        return None
    return DesktopOpener(program, failed, parent)
