"""What stands where the list would be while it is empty: why, and the ways out. Imports Qt and the rooms below.

What emptied a search is told by the core (``records.Emptiness``); here it is said in the user's language, and each way
out is a button: Down or Enter in the search line leads to the first one, the arrows to the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from readinglist.gui.finding.query import Listing, Query
from readinglist.gui.parts.buttons import TextButton
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import EmptyState

if TYPE_CHECKING:
    from readinglist.core.records import Clause, Emptiness

IN_TEXT, ON_BUTTON = 30, 16  # characters of a clause
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class WayOut(TextButton):
    """A button; the arrows go to its neighbours."""

    def __init__(self, text: str, act: Callable[[], object], *, first: bool = False) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setDefault(first)
        self.clicked.connect(lambda _checked=False: act())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next one, or the one before."""
        if event.key() in STEPS:
            self.focusNextPrevChild(STEPS[Qt.Key(event.key())] > 0)
        else:
            super().keyPressEvent(event)


class EmptyList(EmptyState):
    """An empty view, or a search without hits."""

    search_wanted = Signal(str)  # another search instead
    everywhere_wanted = Signal()  # the same words in all papers
    out_wanted = Signal()

    first_steps: Callable[[], tuple[WayOut, ...]] = tuple
    keyed: Callable[[str], str] = str  # a text with the keys of the actions that it names

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def focus_first(self) -> None:
        """Give the focus to the first way out, or to itself where there is none."""
        buttons = self.findChildren(WayOut)
        here = [button for button in buttons if not button.isHidden()]
        (here[0] if here else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def holds_focus(self) -> bool:
        """Whether the focus is in here."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def show_listing(self, listing: Listing, place: str) -> None:
        """Say why ``listing`` is empty."""
        query, result = listing.query, listing.result
        if not query.searching or result is None:
            heading, text = self._empty_place(query, place)
            if listing.dismissed:
                heading = self.tr("Every paper is dismissed")
                text = self.keyed(self.tr("Import more with {import}, or press {status_new} on a dismissed one."))
            buttons = self.first_steps() if query.whole else ()
            self.show_state("library" if buttons else "search", heading, text, *buttons)
            return
        told = result.emptiness
        if told is None:
            said = [self.tr("Nothing in “{place}” has all of these words.").format(place=place)]
            self.show_state("search", self.tr("No hits"), said[0])
            return
        text = "\n".join(self._reasons(told, place))
        self.show_state("search", self.tr("No hits"), text, *self._ways(told, query.text))

    def _reasons(self, told: Emptiness, place: str) -> Iterator[str]:
        if told.elsewhere:
            one = self.tr("One paper matches, but it is not in “{place}”.")
            more = self.tr("{n} papers match, but none of them is in “{place}”.")
            yield (one if told.elsewhere == 1 else more).format(n=f"{told.elsewhere:,}", place=place)
        elif not told.clauses:
            yield self.tr("There is no paper in “{place}”.").format(place=place)
        nowhere = []
        for clause, outside in zip(told.clauses, told.outside, strict=True):
            if not outside:
                nowhere.append(clause)
            elif not clause.papers:
                one = self.tr("{word} matches one paper, but it is not in “{place}”.")
                more = self.tr("{word} matches {n} papers, but none of them is in “{place}”.")
                words = (one if outside == 1 else more).format(word=_named(clause), n=f"{outside:,}", place=place)
                yield words
        if nowhere:
            yield self.tr("No paper matches {words}.").format(words=self._listed(nowhere, self.tr("or")))
        together = [clause for clause in told.clauses if clause.papers]
        if together:
            words = self._listed(together, self.tr("and"))
            yield self.tr("No paper has {words} together with the rest.").format(words=words)
        if told.keyless:
            one = self.tr("One paper has no citation key yet: it is made when it is first shown or exported.")
            more = self.tr("{n} papers have no citation key yet: it is made when it is first shown or exported.")
            yield (one if told.keyless == 1 else more).format(n=f"{told.keyless:,}")

    def _ways(self, told: Emptiness, text: str) -> Sequence[WayOut]:
        ways: list[tuple[str, Callable[[], object]]] = []
        if told.elsewhere:
            everywhere = self.tr("Search everything: {n}").format(n=f"{told.elsewhere:,}")
            ways.append((everywhere, self.everywhere_wanted.emit))
        for near in told.nearest:
            instead = self.tr("Search for {word}").format(word=f"“{near.text.strip()}”")
            changed = text[: near.start] + near.text.strip() + text[near.end :]
            ways.append((instead, partial(self.search_wanted.emit, changed)))
        if told.without:
            one, more = self.tr("Without {word}: {n}"), self.tr("Without them: {n}")
            without = one if len(told.clauses) == 1 else more
            words = without.format(word=_named(told.clauses[0], ON_BUTTON), n=f"{told.without:,}")
            ways.append((words, partial(self.search_wanted.emit, told.query)))
            if len(told.clauses) == 1 and told.clauses[0].papers:
                words = self.tr("{word} alone: {n}").format(
                    word=_named(told.clauses[0], ON_BUTTON), n=f"{told.clauses[0].papers:,}"
                )
                ways.append((words, partial(self.search_wanted.emit, told.clauses[0].text)))
        ways.append((self.tr("Clear the search"), self.out_wanted.emit))
        return [WayOut(words, act, first=number == 0) for number, (words, act) in enumerate(ways)]

    def _listed(self, clauses: Sequence[Clause], joining: str) -> str:
        names = [_named(clause) for clause in clauses]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joining} {names[-1]}"

    def _empty_place(self, query: Query, place: str) -> tuple[str, str]:
        whole = (
            self.tr("Your library is empty"),
            self.tr(
                "Import a saved listing page: drop files on this window, choose them with {import}, "
                "or copy a page and press {paste} here."
            ),
        )
        words = {
            "library": whole,
            "all": whole,
            "new": (self.tr("Nothing new"), self.tr("No paper waits to be looked at. Import more with {import}.")),
            "later": (self.tr("Nothing for later"), self.tr("Press {status_later} on a paper to put it here.")),
            "reading": (
                self.tr("You are reading nothing"),
                self.tr("Press {status_reading} on a paper to put it here."),
            ),
            "read": (self.tr("Nothing read yet"), self.tr("Press {status_read} on a paper when you have read it.")),
            "starred": (self.tr("No stars yet"), self.tr("Press {star} on a paper to star it.")),
            "dismissed": (
                self.tr("Nothing dismissed"),
                self.tr("Press {status_dismissed} on a paper to take it out of the library."),
            ),
        }
        if query.ids is not None or query.tag or query.dump is not None or query.view not in words:
            return self.tr("No papers"), self.tr("There is no paper in “{place}” any more.").format(place=place)
        heading, said = words[query.view]
        return heading, self.keyed(said)


def _named(clause: Clause, most: int = IN_TEXT) -> str:
    text = clause.text if len(clause.text) <= most else f"{clause.text[: most - 1]}…"
    return f"“{text}”"
