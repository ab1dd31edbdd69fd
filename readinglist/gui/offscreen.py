"""The main job by key events, for a machine without a display. May import Qt and the rooms of gui.

It does in an offscreen window what a person would do: imports, searches, stars, writes a note, exports. What it
returns and prints is what a newcomer checks: the report's numbers, the .bib, a screenshot.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from readinglist.paths import LibraryPaths

if TYPE_CHECKING:
    from readinglist.core.records import FileReport, ImportReport, RecordCounts

Kind = TypeVar("Kind", bound=QDialog)
PATIENCE = 120.0  # seconds for any one step; imports have their own
WORDS = "language model"
NOTE = "Read this one first: what is new against the baseline?"


class Demonstration:
    """One window, driven by keys."""

    def __init__(self, paths: LibraryPaths) -> None:
        from readinglist.gui.app import Application, make_qt

        self.qt = make_qt([])
        self.application = Application(self.qt, paths)
        self.window = self.application.window

    def run(self, files: list[str], out: Path) -> str:
        """Do the job; return what to print."""
        from readinglist.core.library import Library

        app, window = self.application, self.window
        Library.open(app.session.paths).close()  # what keeps it from opening is said at once, not after a wait
        app.settings.set("preview_imports", True)
        app.start(files)
        window.resize(1280, 800)  # whatever the screen that is none, and the size of last time
        self.until(lambda: app.session.library is not None, "the library opens")
        lines = [self._import()] if files else []
        self.settle()
        lines.append(self._search_and_annotate())
        lines.append(self._export(out / "readinglist.bib"))
        picture = out / "readinglist.png"
        window.grab().save(str(picture))
        lines.append(f"Screenshot: {picture}")
        return "\n".join(lines)

    def _import(self) -> str:
        from readinglist.gui.dialogs.import_dialog import ImportDialog

        dialog = self.dialog(ImportDialog)
        self.until(lambda: dialog.ready, "the preview is there")
        if not any(file.records.total and not file.already_imported for file in dialog.recognised):
            self.press(dialog, Qt.Key.Key_Escape)
            return "\n".join([*map(file_words, dialog.recognised), "There was nothing new to import."])
        self.press(dialog, Qt.Key.Key_Return)
        self.until(lambda: dialog.report is not None, "the import ends", 3600)
        report = dialog.report
        self.press(dialog, Qt.Key.Key_Return)
        return report_words(report)

    def _search_and_annotate(self) -> str:
        window = self.window
        self.activate()
        self.press(window.page.list, Qt.Key.Key_Slash)
        QTest.keyClicks(window.page.search, WORDS)
        self.settle()
        found = window.page.summary
        self.press(window.page.search, Qt.Key.Key_Return)
        self.settle()
        if window.pane.paper is not None and not window.pane.paper.starred:  # by the last demonstration
            self.press(window.page.list, Qt.Key.Key_S)
        self.settle()
        self.press(window.page.list, Qt.Key.Key_N)
        if window.pane.note.hasFocus() and not window.pane.note.toPlainText():
            QTest.keyClicks(window.pane.note, NOTE)
        self.press(window.pane.note, Qt.Key.Key_Escape)
        self.settle()
        paper = window.pane.paper
        title = (paper.title or "a paper without a title") if paper is not None else "nothing"
        return f"Searched “{WORDS}”: {found}. Starred and annotated: {title}"

    def _export(self, path: Path) -> str:
        from readinglist.gui.dialogs.export_dialog import ExportDialog

        window = self.window
        self.press(window.page.list, Qt.Key.Key_Slash)
        self.press(window.page.search, Qt.Key.Key_Escape)
        self.press(window.page.search, Qt.Key.Key_Escape)
        self.settle()
        self.press(window.page.list, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        dialog = self.dialog(ExportDialog)
        self.until(lambda: dialog.report is not None, "the export's preview is there")
        dialog.save_to(str(path), replace=True)  # written by the last demonstration, maybe from another library
        self.until(path.exists, "the export is written", 600)
        self.settle()
        said = dialog.state
        self.press(dialog, Qt.Key.Key_Escape)
        return f"{said}\nBibTeX: {path}"

    # ---- waiting and pressing ----

    def press(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in ``widget``, in a dialog where its focus is."""
        target = widget
        if isinstance(widget, QDialog):
            self.until(lambda: _shown_focus(widget) is not None, "the dialog has the focus")
            target = _shown_focus(widget) or widget
        QTest.keyClick(target, key, held)

    def dialog(self, kind: type[Kind]) -> Kind:
        """The dialog of a kind, once it is there."""
        self.until(lambda: self.window.findChild(kind) is not None, "a dialog opens")
        found = self.window.findChild(kind)
        assert found is not None
        return found

    def activate(self) -> None:
        """Without a window manager nobody gives the window the focus back when a dialog has closed."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window is active")

    def settle(self) -> None:
        """Wait until every job is done, and one turn more, in which new widgets are laid out and shown."""
        for _turn in range(2):
            self.until(lambda: not self.application.runner.busy, "the work is done", 600)

    def until(self, there: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Wait until ``there`` says so; a bug or too long a wait raises."""
        end = time.monotonic() + seconds
        bugs = self.application.crash.bugs
        loop, timer, seen = QEventLoop(), QTimer(), []

        def look() -> None:
            if there():
                seen.append(True)  # it may be over again by the time the loop has ended
            if seen or bugs or time.monotonic() > end:
                loop.quit()

        timer.setInterval(10)
        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        timer.stop()
        if bugs:
            raise RuntimeError(f"a bug, before {what}:\n{bugs[0]}")
        if not seen:
            raise TimeoutError(f"waited {seconds:.0f} s in vain until {what}")


def _shown_focus(dialog: QDialog) -> QWidget | None:
    """What has the dialog's focus, once it is on the screen (new buttons are shown a turn of the loop later)."""
    focused = dialog.focusWidget()
    return focused if focused is not None and focused.isVisible() else None


def report_words(report: ImportReport | None) -> str:
    """An import report as text."""
    if report is None:
        return "The import was cancelled."
    together = f"Together: {_sum(report.records)}, in {report.seconds:.1f} s"
    return "\n".join([*map(file_words, report.files), together])


def file_words(file: FileReport) -> str:
    """The report of one file in a line."""
    what = file.error or ("already imported" if file.already_imported else _sum(file.records))
    return f"{Path(file.file).name}: {what}"


def _sum(counts: RecordCounts) -> str:
    return (
        f"{counts.total} records = {counts.new} new + {counts.known} known + {counts.healed} healed"
        f" + {counts.asked} asked + {counts.rejected} rejected"
    )


def demonstrate(paths: LibraryPaths, files: list[str], out: str | os.PathLike[str]) -> str:
    """Do the main job on the library at ``paths`` in an offscreen window; return the report to print.

    Imports ``files``, searches, stars, writes a note, exports; the .bib and a screenshot are left in ``out``.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    demonstration = Demonstration(paths)
    demonstration.application.crash.install()
    try:
        return demonstration.run(files, folder)
    finally:
        demonstration.application.close()
        demonstration.application.crash.uninstall()
