"""Undoing an import keeps the papers that the user has touched: which ones is said. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from readinglist.gui.finding.query import Query
from readinglist.gui.parts.messages import add_button, message_box
from readinglist.gui.parts.words import counted

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.gui.window import Window

NAMED = 5  # papers; more of them are in the list that the box opens
NAME_SHOWN = 80  # characters


@dataclass(frozen=True, slots=True)
class Kept:
    """The papers that stay, and how the first of them begin."""

    papers: tuple[int, ...]
    names: tuple[str, ...]


def kept_papers(library: Library, papers: Sequence[int]) -> Kept:
    """Papers with the names that a person knows the first of them by."""
    rows = library.rows(papers[:NAMED])
    return Kept(tuple(papers), tuple(" ".join((row.title or row.line)[:NAME_SHOWN].split()) for row in rows))


def tell_kept(window: Window, kept: Kept) -> None:
    """Name the papers that stay, in a box that opens their list."""
    translate, count = QCoreApplication.translate, len(kept.papers)
    one = translate("KeptPapers", "1 paper stays, because you have touched it:")
    told = [counted(count, one, translate("KeptPapers", "{n} papers stay, because you have touched them:"))]
    told += [f"• {name}" for name in kept.names]
    more = count - len(kept.names)
    if more > 0:
        told.append(counted(more, translate("KeptPapers", "and 1 more"), translate("KeptPapers", "and {n} more")))
    box = message_box(
        window.window(), QMessageBox.Icon.Information, translate("KeptPapers", "Import undone"), "\n".join(told)
    )
    over, label = box.parentWidget(), translate("KeptPapers", "Papers kept when their import was undone")
    show = add_button(box, translate("KeptPapers", "Show in the list"), QMessageBox.ButtonRole.AcceptRole)
    close = add_button(box, translate("KeptPapers", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)

    def show_them() -> None:
        from readinglist.gui.parts.dialog import leave_dialogs

        leave_dialogs(over)
        window.browser.show(Query(ids=kept.papers, label=label), "")
        window.page.focus_list()

    show.clicked.connect(show_them)
    box.open()
