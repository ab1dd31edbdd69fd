"""Papers dragged out of the list, as what other programs take. Imports Qt and the rooms below; loaded when one drags.

Texts are made in a worker while the mouse moves; a drag waits for them only where it is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QMetaType, QMimeData

from readinglist.gui.verbs.citing import HTML

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.gui.window import Window

ENTRY_TYPES = ("application/x-bibtex", "text/x-bibtex", "text/plain")
DROP_LIMIT = 20.0  # s that a drop waits for its text


class DraggedPapers(QMimeData):
    """Papers as BibTeX, as plain text and as formatted references in HTML; made in a worker while they are dragged."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: Mapping[str, str] = {}
        self._made = threading.Event()

    def fill(self, texts: Mapping[str, str]) -> None:
        """Hand over the texts by type; called in the worker, also when there are none."""
        self._texts = texts
        self._made.set()

    def formats(self) -> list[str]:
        """What a place to drop on may ask for."""
        return [*ENTRY_TYPES, HTML]

    def hasFormat(self, kind: str) -> bool:
        """Whether a type is among them."""
        return kind in self.formats()

    def retrieveData(self, kind: str, wanted: QMetaType | QMetaType.Type) -> Any:
        """The text, waited for; as text where text is wanted, else as bytes."""
        self._made.wait(DROP_LIMIT)
        text = self._texts.get(HTML if kind == HTML else ENTRY_TYPES[0], "")
        return text if QMetaType(wanted).id() == QMetaType.Type.QString.value else QByteArray(text.encode())


def dragged_papers(window: Window, ids: Sequence[int]) -> DraggedPapers:
    """The selected papers on their way out of the window."""
    data = DraggedPapers()

    def work(library: Library) -> None:
        texts: dict[str, str] = {}
        try:
            texts = {ENTRY_TYPES[0]: library.export("bibtex", ids=ids).text, HTML: library.cite(ids, "apa", "html")}
        finally:
            data.fill(texts)

    window.session.ask("drag", work, None, window.failed)
    return data
