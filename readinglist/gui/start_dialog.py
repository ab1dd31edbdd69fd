"""When the library does not open: what happened, and the ways out. May import Qt and ``errors``."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from readinglist.core.errors import LibraryVanishedError, ReadingListError
from readinglist.gui.messages import message_box

if TYPE_CHECKING:
    from readinglist.gui.app import Application


def show_start_problem(application: "Application", error: BaseException) -> None:
    """Say why the library does not open; try again, or quit, or begin a new one where it has vanished."""
    if not isinstance(error, ReadingListError):
        application.crash.report(error)
        return
    window = application.window
    window.page.say_failed(error.title, error.message)
    box = message_box(window, QMessageBox.Icon.Warning, error.title, error.message)
    again = box.addButton(window.tr("Try again"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(window.tr("Quit"), QMessageBox.ButtonRole.RejectRole)
    again.clicked.connect(application.open_library)
    if isinstance(error, LibraryVanishedError):
        anew = box.addButton(window.tr("Begin a new library"), QMessageBox.ButtonRole.DestructiveRole)
        anew.clicked.connect(lambda: application.open_library(anew=True))
    leave.clicked.connect(window.close)
    box.open()
