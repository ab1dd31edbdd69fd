"""What is done to several papers at once where it is another thing than to one. May import Qt and ``actions``' verbs.

Stars, statuses, tags, copies and deleting are the same for one and for many (``commands``, ``citing``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from readinglist.gui.finding.query import Query
from readinglist.gui.reading.paper_pane import links_of
from readinglist.gui.verbs.commands import RELATED, Commands
from readinglist.gui.window import Window

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper

OPENED = 10  # papers at most that are opened at once
LOOKED_UP = 30  # papers at most whose relatives are looked for together


class Several(QObject):
    """The verbs for more than one paper, by the names of their actions."""

    def __init__(self, window: Window, commands: Commands) -> None:
        super().__init__(window.window())
        self._window, self._commands = window, commands

    def beside(self, name: str, one: Callable[[], object]) -> Callable[[], object]:
        """``one``, and where several papers are selected what is done to them for the action ``name``, if anything."""
        many: Callable[[list[int]], None] | None = getattr(self, f"do_{name}", None)
        if many is None:
            return one

        def act() -> None:
            ids = self._window.selected_papers()
            if len(ids) > 1:
                many(ids)
            else:
                one()

        return act

    def do_edit(self, ids: list[int]) -> None:
        """Set fields that they may have in common."""
        self._window.flush_notes()
        self._window.session.ask("dialog", lambda library: _in_common(library, ids), self._edit, self._window.failed)

    do_complete = do_edit

    def _edit(self, answer: tuple[list[int], dict[str, str | None]]) -> None:
        from readinglist.gui.dialogs.edit_several_dialog import EditSeveralDialog

        EditSeveralDialog(self._window, *answer).open()

    def do_note(self, ids: list[int]) -> None:
        """Write the same under the notes of all."""
        from readinglist.gui.dialogs.edit_several_dialog import NoteSeveralDialog

        self._window.flush_notes()
        NoteSeveralDialog(self._window, ids).open()

    def do_open(self, ids: list[int]) -> None:
        """The file or first link of each."""
        if len(ids) > OPENED:
            self._window.say(self.tr("{n} papers at most are opened at once.").format(n=OPENED))
            return
        self._window.session.ask("dialog", lambda library: library.papers(ids), self._open, self._window.failed)

    def _open(self, papers: Sequence[Paper]) -> None:
        targets = [next(iter([*paper.attachments, *(link for _, link in links_of(paper))]), None) for paper in papers]
        for target in filter(None, targets):
            self._commands.open_target(target)
        without = targets.count(None)
        if without:
            many = self.tr("{n} of these papers have no link and no file: {edit} adds a link, {attach} a file.")
            one = self.tr("One of these papers has no link and no file: {edit} adds a link, {attach} a file.")
            self._window.say(self._window.keys.named(one if without == 1 else many).format(n=without))

    def do_attach(self, ids: list[int]) -> None:
        """The same files to all: proceedings, say."""
        from readinglist.gui.parts.dialog import FileDialog

        several = f"{len(ids):,}"
        dialog = FileDialog(self._window.window(), self.tr("Attach files to {n} papers").format(n=several))
        said = self.tr("Attached to {n} papers").format(n=several)
        dialog.chosen.connect(lambda files: self._window.change(lambda library: library.attach(ids, *files), said))
        dialog.open()

    def do_related(self, ids: list[int]) -> None:
        """The papers most like all of them together."""
        if len(ids) > LOOKED_UP:
            most = self.tr("Related papers are looked for of {n} papers at most.")
            self._window.say(most.format(n=LOOKED_UP))
            return
        label = self.tr("Related to {n} papers").format(n=len(ids))
        self._window.session.ask(
            "related",
            lambda library: _related(library, ids),
            *self._window.until_seen(
                lambda found: self._window.browser.show(Query(ids=found, label=label), ""),
                self._window.failed,
                leads=True,
            ),
        )


def _in_common(library: Library, ids: list[int]) -> tuple[list[int], dict[str, str | None]]:
    """The papers and, of each field that they may share, its text where it is the same in all; else None."""
    from readinglist.core.records import SHARED_FIELDS
    from readinglist.gui.dialogs.form import values_of

    found: dict[str, str | None] = {}
    for start in range(0, len(ids), 1000):
        for paper in library.papers(ids[start : start + 1000]):
            values = values_of(paper)
            for field in SHARED_FIELDS:
                found[field] = values[field] if found.get(field, values[field]) == values[field] else None
    return ids, found


def _related(library: Library, ids: Sequence[int]) -> tuple[int, ...]:
    """What is like most of them first: by the sum of the shares of the best hit of each."""
    shares: defaultdict[int, float] = defaultdict(float)
    for paper in ids:
        hits = library.related(paper, limit=RELATED)
        best = max((hit.score for hit in hits), default=1.0) or 1.0
        for hit in hits:
            shares[hit.id] += hit.score / best
    others = [paper for paper in shares if paper not in ids]
    return tuple(sorted(others, key=lambda paper: -shares[paper])[:RELATED])
