"""Undo and redo as steps of the library, and of triage the verdicts, stepped back through one by one. Knows no Qt.

What runs in a worker reads the verdicts that were handed to it; only the GUI thread keeps the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.core.library import Library


@dataclass(slots=True, eq=False)
class Verdict:
    """A status that was given in triage. One that a paper had already is a step of triage, and none of the library."""

    paper: int
    status: str
    step: int = 0  # the last step of undo when it had been stored
    changes: bool = True

    def store(self, library: Library) -> None:
        """Store it; in a worker."""
        before = library.undo_step
        library.set_status([self.paper], self.status)
        self.step = library.undo_step
        self.changes = self.step != before


@dataclass(frozen=True, slots=True)
class Stepped:
    """What an undo (``back``) or a redo did: the papers in question, the deleted too, each with its status now."""

    back: bool
    papers: Mapping[int, str] = field(default_factory=dict)
    label: str | None = None  # of the step; None: there was none
    verdict: Verdict | None = None  # instead of a step, which it never was
    before: str | None = None  # the label of the step that was left alone, because it is older than this triage


def stepping(*, back: bool) -> Callable[[Library], Stepped]:
    """Undo, or redo, of the library's last step; for a worker."""

    def step(library: Library) -> Stepped:
        papers = library.undo_papers() if back else library.redo_papers()
        label = library.undo() if back else library.redo()
        now = {row.id: row.status for row in library.rows(papers)}
        return Stepped(back, {paper: now.get(paper, "") for paper in papers}, label)

    return step


class Verdicts:
    """The verdicts of one triage, in their order, and those that were taken back."""

    def __init__(self) -> None:
        self.given: list[Verdict] = []
        self._undone: list[Verdict] = []
        self._floor = 0

    def begin(self, step: int) -> None:
        """A triage begins: what ``step`` and those before it did was not done in it."""
        self.given.clear()
        self._undone.clear()
        self._floor = step

    def give(self, paper: int, status: str) -> Verdict:
        """The next verdict."""
        verdict = Verdict(paper, status)
        self.given.append(verdict)
        self._undone.clear()
        return verdict

    @property
    def decided(self) -> set[int]:
        """The papers with a verdict; one that stays new waits for it."""
        return {paper for paper, status in self._newest.items() if status != "new"}

    @property
    def _newest(self) -> dict[int, str]:
        return {verdict.paper: verdict.status for verdict in self.given}

    def stepping(self, *, back: bool) -> Callable[[Library], Stepped]:
        """Undo, or redo, in this triage: never of what was done before it; for a worker."""
        last, floor, plain = _last(self.given if back else self._undone), self._floor, stepping(back=back)

        def step(library: Library) -> Stepped:
            newest = library.undo_step
            if last is not None and not last.changes and last.step == newest:
                return Stepped(back, verdict=last)
            if back and 0 < newest <= floor:
                return Stepped(back, before=library.undo_label)
            return plain(library)

        return step

    def look_back(self, stepped: Stepped) -> Verdict | None:
        """After a step: the verdict that was taken back or given again, if it was one."""
        source, target = (self.given, self._undone) if stepped.back else (self._undone, self.given)
        verdict = stepped.verdict or (self._taken if stepped.back else self._given_again)(stepped.papers)
        if verdict is not None:
            source.remove(verdict)
            target.append(verdict)
        return verdict

    def _taken(self, statuses: Mapping[int, str]) -> Verdict | None:
        """The last verdict on a paper that has another status now."""
        newest = {verdict.paper: verdict for verdict in self.given}
        return _last([kept for kept in newest.values() if statuses.get(kept.paper, kept.status) != kept.status])

    def _given_again(self, statuses: Mapping[int, str]) -> Verdict | None:
        """The last verdict that was taken back, where its paper has that status now."""
        last = _last(self._undone)
        return last if last is not None and statuses.get(last.paper) == last.status else None


def _last(verdicts: Sequence[Verdict]) -> Verdict | None:
    return verdicts[-1] if verdicts else None
