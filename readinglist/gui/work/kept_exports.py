"""Keeps the bound exports up to date: a moment after changes, off the GUI thread. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from readinglist.core.errors import ReadingListError
from readinglist.gui.parts.core_words import sentence_words
from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.records import BoundExport

QUIET = 1500  # ms without a change before files are written


class KeptExports(QObject):
    """Asks the library to rewrite what is out of date, and tells of a file that cannot be written.

    Made when the library is open: the first look is a moment later.
    """

    def __init__(self, session: Session, say: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._say = session, say
        self._failing: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET)
        self._timer.timeout.connect(self.refresh)
        session.changed.connect(self._timer.start)
        self._timer.start()

    def refresh(self) -> None:
        """Look at all of them now."""
        self._timer.stop()
        self._session.ask("exports", lambda library: library.refresh_exports(), self._refreshed, self._failed)

    def _refreshed(self, exports: Sequence[BoundExport]) -> None:
        for export in exports:
            if export.error and export.id not in self._failing:
                self._say(
                    self.tr("{file} is not kept up to date: {why}").format(
                        file=export.path, why=sentence_words(export.error)
                    )
                )
            elif export.replaced:
                keys = ", ".join(export.replaced)
                self._say(self.tr("Replaced in {file}: {keys}").format(file=export.path, keys=keys))
        self._failing -= {export.id for export in exports}
        self._failing |= {export.id for export in exports if export.error}

    def _failed(self, error: BaseException) -> None:
        """A library that is only read keeps no exports; a bug is still a bug."""
        if not isinstance(error, ReadingListError):
            raise error
