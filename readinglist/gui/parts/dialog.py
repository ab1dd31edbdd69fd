"""What all dialogs have in common. May import Qt, ``messages``, ``context_menu``, ``early_keys``, ``icons``.

Whatever opens is on top of what was there, has the focus, and gives it back when it closes. Text that was typed into
a form is never thrown away without asking.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QDialog,
    QFileDialog,
    QMessageBox,
    QScrollArea,
    QToolButton,
    QWidget,
)

from readinglist.gui.parts.context_menu import MENU_KEY, open_context_menu
from readinglist.gui.parts.early_keys import hear_early_keys
from readinglist.gui.parts.icons import icon
from readinglist.gui.parts.messages import add_button, front, message_box

SCREEN_SHARE = 0.92
ARROWS = {"backButton": "back", "forwardButton": "ahead", "toParentButton": "up"}  # Qt's own are black in the dark too
SCROLLS: dict[int, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class FileDialog(QFileDialog):
    """Files, a folder or a name to choose; begins in the folder of the last choice, else at home."""

    chosen = Signal(list)  # their paths; told when the dialog has closed, so that what opens then is on top of it
    folder = ""  # of the last choice, by whichever dialog; the window remembers it

    def __init__(
        self, top: QWidget, title: str, mode: QFileDialog.FileMode = QFileDialog.FileMode.ExistingFiles
    ) -> None:
        super().__init__(front(top), title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFileMode(mode)
        if mode is QFileDialog.FileMode.AnyFile:
            self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setOption(QFileDialog.Option.ShowDirsOnly, mode is QFileDialog.FileMode.Directory)
        last = Path(FileDialog.folder) if FileDialog.folder else Path.home()
        self.setDirectory(str(last if last.is_dir() else Path.home()))
        self.accepted.connect(self._choose)
        ink, off = self.palette().windowText().color().name(), self.palette().mid().color().name()
        for name, ours in ARROWS.items():
            for button in self.findChildren(QToolButton, name):
                button.setIcon(icon(ours, ink, off))

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's."""
        super().showEvent(event)
        hear_early_keys(self)

    def _choose(self) -> None:
        files = self.selectedFiles()
        first = Path(files[0])  # not Qt's ``directory()``, which a typed path leaves as it was
        FileDialog.folder = str(first if first.is_dir() else first.parent)
        self.chosen.emit(files)


def leave_dialogs(over: QWidget | None) -> None:
    """Close the dialog ``over`` and those it was opened over, down to the window."""
    while isinstance(over, QDialog):
        dialog, over = over, over.parentWidget()
        dialog.reject()


class Dialog(QDialog):
    """A dialog over whatever is in front, deleted when it closes."""

    def __init__(self, top: QWidget) -> None:
        """``top``: the window, or the dialog that this one belongs to."""
        super().__init__(front(top))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        QShortcut(MENU_KEY, self).activated.connect(open_context_menu)
        program = QApplication.instance()
        assert isinstance(program, QApplication)
        program.focusChanged.connect(self._show_focused)

    def unsaved(self) -> bool:
        """Whether closing would lose what was typed; then ``save`` is offered."""
        return False

    def can_save(self) -> bool:
        """Whether what was typed can be saved as it is."""
        return True

    def save(self) -> None:
        """Keep what was typed, and close where that is all there was to do."""

    def leave(self) -> None:
        """Close this dialog and those it was opened over: what was asked for is to be seen in the window."""
        over = self.parentWidget()
        self.accept()
        leave_dialogs(over)

    def reject(self) -> None:
        """Qt's: Esc, Cancel or the window's own button; asks first where text would be lost."""
        if self.unsaved():
            self._ask()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Qt's: close. What was opened over this dialog stays until it is closed itself."""
        stay = [child for child in self.findChildren(QDialog) if child.isVisible()]
        for child in stay[:1]:
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # it would take them with it
            child.destroyed.connect(self.deleteLater)
        active: QWidget | None = QApplication.activeWindow() or self
        while active not in (None, self):  # the list of a field is a window of its own, active even after it has closed
            active = active.parentWidget()
        super().done(result)
        over = self.parentWidget()
        while over is not None and not over.isVisible():
            over = over.parentWidget()
        if over is not None and active is self and not stay:
            over.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's. Enter that has opened a dialog over this one comes here next; Qt would press *that* one's button."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and any(child.isVisible() for child in self.findChildren(QDialog)):
            return
        if not self._scroll(event):
            super().keyPressEvent(event)

    def _scroll(self, event: QKeyEvent) -> bool:
        """A page that is longer than the dialog is read by keys, whatever in it has the focus."""
        how = SCROLLS.get(event.key())
        areas = [area for area in self.findChildren(QScrollArea) if area.isVisible()]
        if how is None or not areas:
            return False
        areas[0].verticalScrollBar().triggerAction(how)
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: never larger than the screen, where its buttons could not be seen."""
        self.resize(self.size().boundedTo(self.room()))
        super().showEvent(event)
        hear_early_keys(self)

    def _show_focused(self, _before: QWidget | None, focused: QWidget | None) -> None:
        """What has the focus is to be seen, also where Tab or an underlined letter came into a part that scrolls."""
        if focused is None or not self.isAncestorOf(focused):
            return
        around = focused.parentWidget()
        while around is not None and around is not self:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(focused)
            around = around.parentWidget()

    def room(self) -> QSize:
        """What a dialog may take of the screen; the rest is for its frame."""
        return self.screen().availableGeometry().size() * SCREEN_SHARE

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are for the window, which cannot take them itself while this dialog is open."""
        if event.mimeData().hasUrls():
            self._bottom().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What opens then is on top of this dialog."""
        self._bottom().dropEvent(event)

    def _bottom(self) -> QWidget:
        under = self.parentWidget()
        while under is not None and (further := under.parentWidget()) is not None:
            under = further
        assert under is not None
        return under

    def _ask(self) -> None:
        translate = QCoreApplication.translate
        title = translate("Dialog", "Keep what you typed?")
        box = message_box(self, QMessageBox.Icon.Question, title, translate("Dialog", "It has not been saved yet."))
        keep = add_button(box, translate("Dialog", "&Save"), QMessageBox.ButtonRole.AcceptRole)
        lose = add_button(box, translate("Dialog", "&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        back = add_button(box, translate("Dialog", "&Go on editing"), QMessageBox.ButtonRole.RejectRole)
        keep.setEnabled(self.can_save())
        box.setDefaultButton(keep if keep.isEnabled() else back)
        box.setEscapeButton(back)
        lose_it = super().reject

        def answered(_result: int) -> None:
            if box.clickedButton() in (keep, lose):
                self.save() if box.clickedButton() is keep else lose_it()

        box.finished.connect(answered)
        box.open()
