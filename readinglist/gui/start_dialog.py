"""When the library does not open: what happened, and the ways out. May import Qt and ``errors``."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from readinglist.core.errors import LibraryVanishedError, ReadingListError
from readinglist.gui.parts.core_words import error_message, error_title
from readinglist.gui.parts.messages import add_button, message_box

if TYPE_CHECKING:
    from readinglist.gui.window import Window


def show_start_problem(window: "Window", error: ReadingListError, open_library: Callable[..., None]) -> None:
    """Say why the library does not open; try again, or quit, or begin a new one where it has vanished."""
    top, translate = window.window(), QCoreApplication.translate
    window.page.say_failed(error_title(error), error_message(error))
    box = message_box(top, QMessageBox.Icon.Warning, error_title(error), error_message(error))
    again = add_button(box, translate("Start", "Try again"), QMessageBox.ButtonRole.AcceptRole)
    leave = add_button(box, translate("Start", "Quit"), QMessageBox.ButtonRole.RejectRole)
    again.clicked.connect(open_library)
    if isinstance(error, LibraryVanishedError):
        anew = add_button(box, translate("Start", "Begin a new library"), QMessageBox.ButtonRole.DestructiveRole)
        anew.clicked.connect(lambda: open_library(anew=True))
    leave.clicked.connect(top.close)
    box.open()
