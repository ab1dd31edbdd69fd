"""Triage: one abstract a screen, one key a verdict, moves on by itself. Imports Qt and the rooms below.

The papers are those of the list that are still new (all of them when none is), so leaving and coming back resumes by
itself; where papers were skipped, the last place of each list is remembered. A verdict steps on to the next paper
without one, undo of it steps back, and never beyond the first (see ``verdicts``). Behind the last paper come those
that were skipped, or stand before the one that triage began with: how far it is, is how many of the list's papers have
their verdict.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from readinglist.core.errors import NotFoundError
from readinglist.gui.keys.shortcuts import Shortcuts
from readinglist.gui.parts.buttons import Button
from readinglist.gui.parts.settings import Settings
from readinglist.gui.parts.speech import Announcer
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import (
    ElidedLabel,
    EmptyState,
    FlowLayout,
    below,
    breakable,
    is_rtl,
    isolated,
    joined,
    label,
    row,
    scaled,
)
from readinglist.gui.parts.words import STATUS_ORDER, shown_name, status_words
from readinglist.gui.reading.note_editor import NoteEditor
from readinglist.gui.reading.shown_paper import ShownPaper, load_paper
from readinglist.gui.reading.text_views import AbstractView, Sheet
from readinglist.gui.reading.verdicts import Stepped, Verdict, Verdicts
from readinglist.gui.work.session import Session

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper

MEASURE = 760  # px; a longer line is hard to read
PLACES_KEPT = 50
AUTHORS_SHOWN = 6
LEAST_VERDICTS = 3  # before a pace is told
HOURS_FROM = 120  # minutes


class _Begun(NamedTuple):
    """What triage goes through, where it begins, and the library's last step of undo."""

    papers: list[int]
    at: int
    step: int


class _Reading(QWidget):
    """The part with the focus: single letters act here, not in the note."""

    moved = Signal(int)
    scrolled = Signal(int)
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Triage"))
        self._announcer = Announcer(self)  # the verdict is told first, and papers that are skipped are not

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        scrolls = {Qt.Key.Key_Down: 60, Qt.Key.Key_Up: -60, Qt.Key.Key_PageDown: 400, Qt.Key.Key_PageUp: -400}
        if not self.hasFocus():
            super().keyPressEvent(event)  # a key that the note or the abstract has left over is none of reading
        elif event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in scrolls:
            self.scrolled.emit(scrolls[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def tell(self, name: str, description: str, *, anew: bool) -> None:
        """What is read here is this by now; ``anew``: something else than before, to be read out."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        if anew:
            self._announcer.tell(f"{name}. {description}" if description else name)


class TriagePage(QWidget):
    """One paper at a time."""

    left = Signal()
    action_wanted = Signal(str)
    shown = Signal()  # the paper that it has come to is in sight, or that there is none

    def __init__(self, look: Look, session: Session, settings: Settings, keys: Shortcuts) -> None:
        super().__init__()
        self.setObjectName("triagePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look, self._session, self._settings, self._keys = look, session, settings, keys
        keys.changed.connect(self._show_keys)
        self._ids: list[int] = []
        self._at = 0
        self._place = ""
        self._before = 0  # papers of the list that had their verdict when triage began
        self.verdicts = Verdicts()
        self._began = 0.0
        self.starting = False  # which papers it goes through is not known yet
        self._stale = False  # the library has changed since what is shown was asked for
        self.paper: Paper | None = None
        self.reading = _Reading()
        self.abstract = AbstractView(look)
        self.abstract.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.note = NoteEditor()
        self.empty = EmptyState(look)
        self._build()
        self.setFocusProxy(self.reading)

    # ---- what is triaged ----

    def begin(self, ids: Sequence[int], current: int | None, place: str) -> None:
        """Go through ``ids``: those still new, all when none is; from ``current`` or the place left last time."""
        self.starting = True
        self._place, self._ids = place, []  # nothing is shown, or fetched again, before they are there
        self.paper = None
        self._column.hide()
        self._where.setText(isolated(place))
        self._pace.setText("")
        self._began = time.monotonic()
        remembered = self._settings.mapping("triage").get(place)
        self._session.latest(
            "triage",
            lambda library, _cancelled: _begun(library, ids, current, remembered),
            lambda begun: self._start(begun, len(ids)),
        )

    def current_id(self) -> int | None:
        """The paper on the screen."""
        return self._ids[self._at] if 0 <= self._at < len(self._ids) else None

    @property
    def stale(self) -> bool:
        """Whether the paper is shown as it is before what is being changed."""
        return self._session.changing or self._stale

    @property
    def awaiting(self) -> bool:
        """Whether the paper that it has come to is not in sight yet."""
        paper = self.current_id()
        return self.starting or (paper is not None and (self.paper is None or self.paper.id != paper))

    def skip(self, by: int) -> None:
        """Skip a paper, or go back to the one before, without a verdict."""
        if self._ids:
            to = self._at + by
            self._move(self._undecided(0) if to >= len(self._ids) else max(0, to))

    def move_on(self, status: str) -> Verdict | None:
        """A verdict, to be stored, on the paper on the screen; the next one comes."""
        paper = self.current_id()
        verdict = self.verdicts.give(paper, status) if paper is not None else None
        self._focus()
        self._move_beyond()
        return verdict

    def look_back(self, stepped: Stepped) -> None:
        """After undo or redo: was it a verdict, then its paper is shown again, or after redo the one behind it.

        Anything else (a star, a note) leaves the page where it is.
        """
        verdict = self.verdicts.look_back(stepped)
        if verdict is not None:
            self._go_to(verdict.paper)
            if verdict in self.verdicts.given:
                self._move_beyond()

    def focus_note(self) -> None:
        """Write."""
        self.note.write_on()

    def focus_abstract(self) -> None:
        """Into the abstract, to select words by key; Esc goes back."""
        if self.paper is not None:
            self.abstract.setFocus(Qt.FocusReason.OtherFocusReason)

    def below_title(self) -> QPoint:
        """Where on the screen a menu about the paper opens: its title stays in sight."""
        return below(self._title, self)

    def refresh(self) -> None:
        """The library changed."""
        if self.isVisible():
            self._stale = self.current_id() is not None
            self._fetch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the note goes back to reading; in reading it leaves."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.reading.hasFocus():
            self.left.emit()
        else:
            self._focus()

    # ---- showing ----

    def _go_to(self, paper: int) -> None:
        if paper in self._ids:
            self._move(self._ids.index(paper))

    def _move_beyond(self) -> None:
        """To the next paper without a verdict."""
        to = self._undecided(self._at + 1)
        self._move(to if to < len(self._ids) else self._undecided(0))

    def _move(self, to: int) -> None:
        self.note.flush()
        self._at = to
        self._show()

    def _undecided(self, start: int) -> int:
        """Where from ``start`` on the first paper is, but the one on the screen, that has no verdict; else the end."""
        passed = self.verdicts.decided | {self.current_id()}
        papers = self._ids
        return next((at for at in range(start, len(papers)) if papers[at] not in passed), len(papers))

    def _progress(self) -> tuple[int, int]:
        """How many papers of the list have their verdict, and how many there are."""
        return self._before + len(self.verdicts.decided.intersection(self._ids)), self._before + len(self._ids)

    def _start(self, begun: _Begun, listed: int) -> None:
        self.starting = False
        self.verdicts.begin(begun.step)
        if not self.isVisible():  # left before it had begun
            return
        self._ids, self._at, self._before = begun.papers, begun.at, listed - len(begun.papers)
        self._focus()
        self._show()

    def _focus(self) -> None:
        self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        done, total = self._progress()
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        where = self.tr("{place}  ·  {done} of {n} decided")
        self._where.setText(where.format(place=isolated(self._place), done=f"{done:,}", n=f"{total:,}"))
        self._pace.setText(self._pace_words(total - done))
        self._remember()
        if self.current_id() is None:
            self.paper, self._stale = None, False
            self.note.show_note(None, "")
            self.empty.show_state(
                "read",
                self.tr("That was the last one"),
                self._end_words(total - done),
            )
            self._stack.setCurrentWidget(self.empty)
            self.reading.tell(self.empty.words, "", anew=True)
            self.shown.emit()
            return
        self._stack.setCurrentWidget(self._scroll)
        self._fetch()

    def _fetch(self) -> None:
        paper = self.current_id()
        if paper is not None:
            self._session.latest(
                "triage",
                lambda library, _cancelled: load_paper(library, paper, None, warm=False),
                self._show_paper,
                self._gone,
            )

    def _gone(self, error: BaseException) -> None:
        if not isinstance(error, NotFoundError):
            raise error
        del self._ids[self._at]
        self._show()

    def _show_paper(self, shown: ShownPaper) -> None:
        paper = shown.paper
        if paper.id != self.current_id():
            return
        fresh = self.paper is None or self.paper.id != paper.id
        self.paper, self._stale = paper, False
        text = paper.title or paper.method or paper.contribution or self.tr("Untitled")
        self._title.setText(breakable(text))
        font = scaled(self.font(), 1.7 if paper.title and len(text) < 120 else 1.3, bold=bool(paper.title))
        font.setItalic(not paper.title)
        self._title.setFont(font)
        side = Qt.AlignmentFlag.AlignRight if is_rtl(text) else Qt.AlignmentFlag.AlignLeft
        self._title.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        facts = self._facts_of(paper)
        self._facts.setText(joined(facts, "  ·  ", like=text))
        self.abstract.show_text(paper.abstract or "", (), paper.highlights)
        self.note.show_note(paper.id, paper.note, shown.version)
        for status, button in self._buttons.items():
            on = paper.starred if status == "star" else paper.status == status
            button.setIcon(
                self._look.icon("starred" if status == "star" and on else status, "accent" if on else "muted")
            )
        self._column.show()
        if fresh:
            self._scroll.verticalScrollBar().setValue(0)
        place = self.tr("{n} of {all}").format(n=f"{self._at + 1:,}", all=f"{len(self._ids):,}")
        said = ". ".join(part for part in (text, *facts, place) if part)
        self.reading.tell(said, paper.abstract or "", anew=fresh)
        self.shown.emit()

    def _facts_of(self, paper: Paper) -> list[str]:
        return [
            status_words(paper.status),
            self.tr("starred") if paper.starred else "",
            self._authors_of(paper),
            paper.venue or "",
            str(paper.year or ""),
            self.tr("seen in {n} dumps").format(n=paper.seen) if paper.seen > 1 else "",
            self.tr("has code") if paper.code_links else "",
            ", ".join(isolated(tag) for tag in paper.tags),
        ]

    def _authors_of(self, paper: Paper) -> str:
        shown = "; ".join(isolated(shown_name(name)) for name in paper.authors[:AUTHORS_SHOWN])
        more = len(paper.authors) - AUTHORS_SHOWN
        return self.tr("{names} and {n} more").format(names=shown, n=more) if more > 0 else shown

    def _end_words(self, left: int) -> str:
        said = self._keys.named(self.tr("{verdicts}. {back} goes back to the list, {undo} undoes the last verdict."))
        skipped = self.tr("Skipped: {n}. → goes on with them.").format(n=f"{left:,}") if left else ""
        return f"{said.format(verdicts=self._verdict_words())} {skipped}".strip()

    def _pace_words(self, left: int) -> str:
        count, minutes = len(self.verdicts.given), (time.monotonic() - self._began) / 60
        known = count >= LEAST_VERDICTS and minutes > 0
        pace = count / minutes if known else 0.0
        if not left:
            at_pace = self.tr("{verdicts}  ·  {pace} a minute")
            return (at_pace if known else "{verdicts}").format(verdicts=self._verdict_words(), pace=round(pace))
        if not known:
            return self.tr("{n} left").format(n=f"{left:,}")
        rest = left / pace
        about = self.tr("about {n} min") if rest < HOURS_FROM else self.tr("about {n} h")
        return self.tr("{n} left  ·  {pace} a minute  ·  {about}").format(
            n=f"{left:,}",
            pace=round(pace),
            about=about.format(n=f"{max(1, round(rest if rest < HOURS_FROM else rest / 60)):,}"),
        )

    def _verdict_words(self) -> str:
        count = len(self.verdicts.given)
        return self.tr("1 verdict") if count == 1 else self.tr("{n} verdicts").format(n=f"{count:,}")

    def _remember(self) -> None:
        places = dict(self._settings.mapping("triage"))
        places.pop(self._place, None)
        places[self._place] = self.current_id()
        self._settings.update({"triage": dict(list(places.items())[-PLACES_KEPT:])})

    # ---- building ----

    def _build(self) -> None:
        self._where, self._pace = ElidedLabel("muted"), label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far triage is"))
        self._title = label("", wrap=True)
        self._facts = label("", "muted", wrap=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._sheet())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        inside = QVBoxLayout(self.reading)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(28, 16, 28, 8)
        head.setSpacing(8)
        line = row(self._where, self._pace, spacing=12)
        line.setStretch(0, 1)  # its end is left out where there is no room for both
        head.addLayout(line)
        head.addWidget(self._bar)
        outer.addLayout(head)
        outer.addWidget(self.reading, 1)
        outer.addWidget(self._verdict_row())
        self.reading.moved.connect(self.skip)
        self.reading.escaped.connect(self.left)
        bar = self._scroll.verticalScrollBar()
        self.reading.scrolled.connect(lambda by: bar.setValue(bar.value() + by))

    def _sheet(self) -> QWidget:
        sheet = Sheet(self._look, self.abstract)
        sheet.setObjectName("paperBody")
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QWidget()
        self._column.setMaximumWidth(MEASURE)
        self._column.hide()  # until there is a paper: an empty one would look like a paper without an abstract
        lines = QVBoxLayout(self._column)
        lines.setContentsMargins(0, 26, 0, 26)
        lines.setSpacing(12)
        for part in (self._title, self._facts, self.abstract):
            lines.addWidget(part)
        lines.addSpacing(6)
        lines.addWidget(self.note)
        lines.addStretch(1)
        self.abstract.setFont(scaled(self.font(), 1.12))
        across = QHBoxLayout(sheet)
        across.setContentsMargins(28, 0, 28, 0)
        across.addStretch(1)
        across.addWidget(self._column, 100)
        across.addStretch(1)
        return sheet

    def _verdict_row(self) -> QWidget:
        """The verdicts, with their keys when they are told; they never take the focus away from reading."""
        line = QWidget()
        line.setObjectName("verdicts")
        line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        across = FlowLayout(line, spacing=8, centred=True)
        across.setContentsMargins(16, 10, 16, 12)
        self._buttons: dict[str, Button] = {}
        self._keyed: list[tuple[Button, str, str]] = []
        for status in STATUS_ORDER:
            self._add_button(across, status, status_words(status), f"status_{status}")
        self._add_button(across, "star", self.tr("Star"), "star")
        self._add_button(across, "note", self.tr("Note"), "note")
        self._add_button(across, "undo", self.tr("Undo"), "undo")
        return line

    def _show_keys(self) -> None:
        """Show beside each verdict the key of its action."""
        for button, text, action in self._keyed:
            button.setText("   ".join(part for part in (text, self._keys.shown(action)) if part))

    def _add_button(self, across: FlowLayout, name: str, text: str, action: str) -> None:
        button = Button(text, self._look.icon(name, "muted"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: self.action_wanted.emit(action))
        across.addWidget(button)
        self._keyed.append((button, text, action))
        if not name.startswith(("undo", "note")):
            self._buttons[name] = button


def _begun(library: Library, ids: Sequence[int], current: int | None, remembered: int | None) -> _Begun:
    """What to go through, in a worker: to look for the papers still new among a million takes a while."""
    ids = [paper for paper in ids if paper]  # 0 is a row whose paper is not known yet
    papers = library.still_new(ids) or ids
    wanted = next((paper for paper in (current, remembered) if paper in papers), None)
    at_top = current is not None and papers[:1] == [current]
    if at_top and remembered in papers:
        wanted = remembered
    return _Begun(papers, papers.index(wanted) if wanted is not None else 0, library.undo_step)
