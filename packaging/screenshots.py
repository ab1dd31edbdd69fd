"""Makes README's screenshots from the sample dumps: ``python packaging/screenshots.py [FOLDER]``.

The window is driven offscreen by the same keys a person would press; nothing is painted by hand.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from readinglist.core.library import Library
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.offscreen import Demonstration
from readinglist.paths import library_paths, resource

SIZE = (1240, 780)
TAGGED = {"attention": "architecture", "residual": "architecture", "translation": "to cite", "optimization": "training"}
COLOURS = {"architecture": "#8fb0dc", "to cite": "#d8bf6a", "training": "#7fb8a4"}


class Photographer(Demonstration):
    """One window, and what is photographed in it."""

    def __init__(self, folder: Path, out: Path) -> None:
        super().__init__(library_paths(folder))
        self.out = out
        self.window.resize(*SIZE)
        self.application.look.choose("light")

    def take(self, widget: QWidget, name: str) -> None:
        """Photograph ``widget``."""
        self.settle()
        widget.grab().save(str(self.out / f"{name}.png"))

    def work(self) -> None:
        """Import the samples, arrange the library, photograph each screen."""
        files = sorted(str(path) for path in resource("samples").glob("*.txt"))
        self.application.start(files)
        self.until(lambda: self.application.session.library is not None, "the library opens")
        dialog = self.dialog(ImportDialog)
        self.until(lambda: dialog.ready, "the preview is there")
        self.press(dialog, Qt.Key.Key_Return)
        self.until(lambda: dialog.report is not None, "the import ends")
        self.take(dialog, "import-report")
        self.press(dialog, Qt.Key.Key_Return)
        library = self.application.session.library
        assert library is not None
        arrange(library)
        self.application.session.changed.emit()
        self.settle()
        self.activate()
        self.photograph_window()

    def row_of(self, words: str) -> int:
        """The row whose title begins with ``words``."""
        model = self.window.page.model
        shown = (model.shown(row) for row in range(model.rowCount()))
        return next(n for n, found in enumerate(shown) if found and (found.row.title or "").startswith(words))

    def photograph_window(self) -> None:
        """List, search, triage, dark."""
        window = self.window
        window.page.list.go_to(self.row_of("Attention"))
        self.take(window, "list")
        self.press(window.page.list, Qt.Key.Key_Slash)
        QTest.keyClicks(window.page.search, "langauge model")
        self.take(window, "search")
        self.press(window.page.search, Qt.Key.Key_Escape)
        self.press(window.page.search, Qt.Key.Key_Escape)
        self.settle()
        self.press(window.page.list, Qt.Key.Key_Space)
        self.take(window, "triage")
        self.press(window.triage.reading, Qt.Key.Key_Escape)
        self.application.look.choose("dark")
        self.take(window, "dark")


def arrange(library: Library) -> None:
    """Stars, verdicts, tags and a note, as after an evening of reading."""
    papers = library.papers(library.ids())
    for number, paper in enumerate(papers):
        title = (paper.title or "").casefold()
        for word, tag in TAGGED.items():
            if word in title:
                library.tag([paper.id], tag)
        if number % 7 == 2:
            library.set_status([paper.id], ("later", "reading", "read")[number % 3])
        if number % 9 == 1:
            library.star([paper.id])
    for name, colour in COLOURS.items():
        if any(tag.name == name for tag in library.tags()):
            library.set_tag_colour(name, colour)
    attention = next(paper for paper in papers if (paper.title or "").startswith("Attention"))
    library.star([attention.id])
    library.set_note(attention.id, "What is new against the **baseline**? Compare table 2.")


def main() -> int:
    """Make all screenshots; return the exit code."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else resource("icons").parent / "screenshots")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        photographer = Photographer(Path(folder), out)
        try:
            photographer.work()
        finally:
            photographer.application.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
