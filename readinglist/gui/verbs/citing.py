"""Taking papers along: citations, entries and references on the clipboard. Imports Qt and the rooms below.

Texts are made in a worker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from readinglist.core.errors import ReadingListError

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.gui.window import Window

HTML = "text/html"
SHOWN = 60  # characters of what was copied


class Citing(QObject):
    """The actions that copy."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self._window = window

    def do_copy_key(self) -> None:
        """Copy the citation keys of the selected papers, with commas between, as ``\\cite`` wants them."""
        self._copy(lambda library, ids: {"text/plain": ",".join(library.citation_key(paper) for paper in ids)})

    def do_copy_entry(self) -> None:
        """Copy the selected papers as entries."""
        kind = self._window.settings.get("copied_entry")
        self._copy(lambda library, ids: {"text/plain": library.export(kind, ids=ids).text}, entries=True)

    def do_copy_cite(self) -> None:
        r"""Copy ``\cite{…}``."""
        self._copy(lambda library, ids: {"text/plain": library.cite(ids, "latex")})

    def do_copy_pandoc(self) -> None:
        """Copy ``[@…]``."""
        self._copy(lambda library, ids: {"text/plain": library.cite(ids, "pandoc")})

    def do_copy_apa(self) -> None:
        """Copy references in APA, for plain text and for word processors."""
        self._copy(lambda library, ids: _references(library, ids, "apa"))

    def do_copy_ieee(self) -> None:
        """Copy references in IEEE, for plain text and for word processors."""
        self._copy(lambda library, ids: _references(library, ids, "ieee"))

    def _copy(self, make: Callable[[Library, list[int]], Mapping[str, str]], *, entries: bool = False) -> None:
        ids = self._window.selected_papers()
        if not ids:
            self._window.say(self.tr("Select a paper first."))
            return
        self._window.session.write(
            lambda library: make(library, ids),
            lambda texts: self._copied(texts, len(ids) if entries else 0),
            self._failed,
        )

    def _copied(self, texts: Mapping[str, str], entries: int) -> None:
        data = QMimeData()
        for kind, text in texts.items():
            data.setData(kind, text.encode())
        QGuiApplication.clipboard().setMimeData(data)
        if entries:
            said = self.tr("Entry copied") if entries == 1 else self.tr("{n} entries copied").format(n=f"{entries:,}")
        else:
            text = texts["text/plain"]
            said = self.tr("Copied: {text}").format(text=text if len(text) < SHOWN else f"{text[: SHOWN - 1]}…")
        self._window.say(said)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            raise error
        self._window.failed(error)


def _references(library: Library, ids: list[int], style: str) -> Mapping[str, str]:
    return {"text/plain": library.cite(ids, style), HTML: library.cite(ids, style, "html")}
