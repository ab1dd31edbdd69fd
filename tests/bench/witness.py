"""A witness of what is done in the window and what is stored: finds changes that were lost.

It reads the library's file by itself, in the writer's thread, before and after every change. So it knows that each
change did what it says and nothing else, that nothing changes between two of them, that undo and redo bring back what
was there, and at the end that what is stored is what was last seen. Apart from that it writes down what the user asked
for (actions triggered, notes typed), to see that each of these came to a change. A verb that is pressed while the list
has not answered yet is for the papers that it then shows. May import the rooms of gui.
"""

import json
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from readinglist.core.library.verbs import Verbs
from readinglist.core.records import STATUSES
from readinglist.gui.app import Application
from readinglist.gui.reading.note_editor import NoteEditor

#: Starred, status, tags (case folded, in order, with line breaks between), note. Atoms only: a search for garbage that
#: passes over all that is kept here would hold up the window.
Cells = tuple[bool, str, str, str]
State = dict[int, Cells]
Diff = dict[int, tuple[Cells | None, Cells | None]]
KINDS = ("star", "set_status", "undo", "redo")  # changes that an action asks for with the papers that are selected
VERBS = frozenset({"star", "undo", "redo", *(f"status_{status}" for status in STATUSES)})  # the actions of these kinds
#: Changes of other things than stars, statuses, tags and notes.
BESIDE = frozenset(
    {"edit", "edit_fields", "use_source", "add_paper", "highlight", "remove_highlight", "attach", "detach"}
    | {"save_search", "rename_search", "delete_search", "set_tag_colour"}
)
TEXT = """SELECT p.id, p.starred, p.status, p.note, (SELECT json_group_array(t.name) FROM paper_tag x
 JOIN tag t ON t.id = x.tag_id WHERE x.paper_id = p.id) FROM paper p"""


class Witness:
    """Watches one window; ``lost`` holds a sentence for everything that went astray."""

    def __init__(self, application: Application, folder: Path) -> None:
        self._window = application.window
        self._file = folder / "library.sqlite"
        self.lost: list[str] = []
        self.calls: list[tuple[str, tuple[Any, ...]]] = []  # the changes that reached the library, in their order
        self.asked: list[tuple[str, tuple[Any, ...]]] = []  # what the window was asked for
        self._may_stop: set[int] = set()  # of these: undo in triage need not reach the library
        self._waiting: list[str] = []  # verbs pressed before the list had its rows
        self._doing = ""  # the verb that is done at once
        self.changes = 0  # how many did change something
        self._steps: dict[int, Diff] = {}
        self._lock = threading.Lock()
        self._last, _, _ = self._look()
        self._came = dict(self._last)  # papers as they came: a record may tell of tags and a note
        self._selected: list[int] | None = None  # while a key or click is on its way
        self._notes = [_NoteWatch(self, self._window.pane.note)]
        library = application.session.library
        assert library is not None
        for name in (*(name for name in vars(Verbs) if _is_verb(name)), "renew_keys"):
            setattr(library, name, partial(self._seen, name, getattr(library, name)))
        for name, action in self._window.keys.actions.items():
            if name in VERBS:
                action.triggered.connect(partial(self._triggered, name))
        self._window.keys.doing.connect(self._done)
        self._window.browser.failed.connect(self._waiting.clear)  # there are no papers that they could be for
        self._window.page.list.star_clicked.connect(lambda paper: self.asked.append(("star", (paper,))))

    # ---- what is asked of the window ----

    @contextmanager
    def event(self) -> Iterator[None]:
        """Around each key or click: the papers that it acts on are those selected before it."""
        self._selected = self._window.selected_papers()
        if self._window.triaging and len(self._notes) == 1:
            self._notes.append(_NoteWatch(self, self._window.triage.note))
        yield
        self._selected = None

    def _triggered(self, name: str, _checked: bool = False) -> None:
        """After the window has heard of it: it was done, or it waits for the list."""
        if self._doing == name:
            self._doing = ""
        else:
            self._waiting.append(name)

    def _done(self, name: str) -> None:
        if name not in VERBS:
            return
        if name in self._waiting:
            self._waiting.remove(name)
            self._ask(name, self._window.selected_papers())
        else:
            self._doing = name
            at_once = self._selected is not None  # else it came behind another that had to wait
            self._ask(name, self._selected if at_once else self._window.selected_papers())

    def _ask(self, name: str, papers: Sequence[int]) -> None:
        if name in ("undo", "redo"):
            if self._window.triaging:
                self._may_stop.add(len(self.asked))
            self.asked.append((name, ()))
        elif papers:
            verb = "star" if name == "star" else "set_status"
            asked = tuple(papers) if verb == "star" else (*papers, name.removeprefix("status_"))
            self.asked.append((verb, asked))

    # ---- what reaches the library ----

    def _seen(self, name: str, verb: Callable[..., Any], *args: Any, **words: Any) -> Any:
        with self._lock:
            before, to_undo, to_redo = self._look()
            self._expect(f"before {name}", before, dict(self._last))
            self._came.update((paper, cells) for paper, cells in before.items() if paper not in self._last)
            self.calls.append((name, _plain(name, args, words)))
            try:
                value = verb(*args, **words)
            except Exception:
                self._expect(f"{name} that failed", self._look()[0], before)
                raise
            after, done, _ = self._look()
            step = {"undo": to_undo, "redo": to_redo}.get(name, done)
            self._judge(name, (args, words), before, after, step)
            came: Diff = {value: (None, after[value])} if name == "add_paper" else {}
            self._remember(name, _diff(before, after) | came, step[0])
            self._last = after
            return value

    def _judge(
        self,
        name: str,
        given: tuple[Sequence[Any], Mapping[str, Any]],
        before: State,
        after: State,
        step: tuple[int, str],
    ) -> None:
        if name in ("undo", "redo"):
            self._judge_turn(name, before, after, step)
        elif name in EXPECTED:
            self._expect(name, after, EXPECTED[name](before, *given[0], **given[1]))
        elif name in BESIDE:
            self._expect(name, after, before)

    def _remember(self, name: str, diff: Diff, step: int) -> None:
        """What a step did, for its undo; several notes typed in one go are one step."""
        self.changes += bool(diff)
        if name not in ("undo", "redo") and diff:
            kept = self._steps.setdefault(step, {})
            kept.update({paper: (kept.get(paper, old)[0], old[1]) for paper, old in diff.items()})

    def _judge_turn(self, name: str, before: State, after: State, step: tuple[int, str]) -> None:
        if step[1] == "import":
            touched = [paper for paper in before if paper not in after and before[paper] != self._came[paper]]
            if touched:
                shown = [(paper, before[paper]) for paper in touched[:5]]
                self.lost.append(f"{name} of the import {step[0]} took papers that the user had touched: {shown}")
            return
        wanted: dict[int, Cells | None] = dict(before)
        for paper, (old, new) in self._steps.get(step[0], {}).items():
            old, new = (old, new) if name == "undo" else (new, old)  # noqa: PLW2901 - turned round for redo
            if old is None or new is None or paper not in before:
                wanted[paper] = old
            else:
                now = before[paper]
                wanted[paper] = tuple(o if o != n else c for o, n, c in zip(old, new, now, strict=True))  # type: ignore[assignment]
        self._expect(f"{name} of step {step[0]}", after, wanted)

    def _expect(self, what: str, found: State, wanted: Mapping[int, Cells | None]) -> None:
        """Every paper of ``wanted`` is as it says; others may have come, for an import may run."""
        wrong = [paper for paper in wanted if found.get(paper) != wanted[paper]]
        if wrong:
            shown = [(paper, found.get(paper), wanted[paper]) for paper in wrong[:3]]
            self.lost.append(f"{what}: {len(wrong)} papers are not as they should be (id, is, should be): {shown}")

    # ---- the file ----

    def _look(self) -> tuple[State, tuple[int, str], tuple[int, str]]:
        with sqlite3.connect(f"file:{self._file}?mode=ro", uri=True) as connection:
            connection.execute("BEGIN")
            rows = connection.execute(TEXT).fetchall()
            done, undone = _steps(connection)
        connection.close()
        state: State = {
            paper: (
                bool(starred),
                status,
                "" if tags == "[]" else _tags(json.loads(tags)),
                note,
            )
            for paper, starred, status, note, tags in rows
        }
        return state, done, undone

    # ---- at the end ----

    def close(self) -> None:
        """After the window was closed: compare what was asked for with what came, and what is stored with both."""
        stored, _, _ = self._look()
        self._expect("at the end", stored, dict(self._last))
        for watch in self._notes:
            watch.close(stored)
        self._notes.clear()
        del self._window
        if self._waiting:
            self.lost.append(f"pressed before the list had its rows, and never done: {self._waiting}")
        came = deque(call for call in self.calls if call[0] in KINDS)
        for number, asked in enumerate(self.asked):
            if came and came[0] == asked:
                came.popleft()
            elif number not in self._may_stop:
                found = came[0] if came else "nothing"
                self.lost.append(f"asked for {_short(asked)}, and {_short(found)} came ({number} of {len(self.asked)})")
                return
        if came:
            self.lost.append(f"nobody asked for {_short(came[0])}")


class _NoteWatch:
    """What is typed into one note field: every burst of typing must come to the library."""

    def __init__(self, witness: Witness, field: NoteEditor) -> None:
        self._witness, self._field = witness, field
        self._burst: tuple[int, str, int, str] | None = None  # paper, text, calls before, note before
        self._bursts: list[tuple[int, str]] = []
        self._shown = (field._paper, field.toPlainText())
        field.textChanged.connect(self._typed)  # what the program shows comes with signals blocked
        self._show = field.show_note
        field.show_note = self._shown_by_program  # type: ignore[method-assign]

    def _shown_by_program(self, *args: Any) -> None:
        """At once, not with the next event: keys that waited for a note are typed into it in the same moment."""
        self._show(*args)
        self.look()

    def _typed(self) -> None:
        paper, text = self._field._paper, self._field.toPlainText()
        if paper is None:
            return
        same = self._burst is not None and self._burst[0] == paper
        if not same:
            self._end()
        began = self._burst[2:] if same and self._burst else (len(self._witness.calls), self._shown[1])
        self._burst = (paper, text, *began)
        self._shown = (paper, text)

    def look(self) -> None:
        """Has the text that was typed been replaced by another?"""
        now = (self._field._paper, self._field.toPlainText())
        if now == self._shown:
            return
        if self._burst is not None and now[0] == self._burst[0]:
            since = self._witness.calls[self._burst[2] :]
            turned = {"undo", "redo", "undo_import", "delete"} & {name for name, _ in since}
            if not turned and ("set_note", now) not in since:  # the other page's field may have written it
                self._witness.lost.append(f"the note {self._burst[1]!r} of {now[0]} was replaced by {now[1]!r}")
        self._end()
        self._shown = now

    def _end(self) -> None:
        if self._burst is None:
            return
        paper, text, _calls, before = self._burst
        self._burst = None
        if text != before:
            self._bursts.append((paper, text))

    def close(self, stored: State) -> None:
        """At the end: each burst was written, in its order."""
        self._end()
        del self._field.show_note
        written = iter([args for name, args in self._witness.calls if name == "set_note"])
        for burst in self._bursts:
            if not any(args == burst for args in written):
                last = [args[1] for name, args in self._witness.calls if name == "set_note" and args[0] == burst[0]][
                    -3:
                ]
                self._witness.lost.append(f"the note {burst[1]!r} typed for {burst[0]} was never written, only {last}")
                return


def _is_verb(name: str) -> bool:
    return not name.startswith("_") and callable(vars(Verbs)[name])


def _steps(connection: sqlite3.Connection) -> tuple[tuple[int, str], tuple[int, str]]:
    """The steps (id, kind) that come next for undo and for redo."""
    done = connection.execute("SELECT id, kind FROM undo_step WHERE state = 'done' ORDER BY id DESC LIMIT 1").fetchone()
    undone = connection.execute("SELECT id, kind FROM undo_step WHERE state = 'undone' ORDER BY id LIMIT 1").fetchone()
    return done or (0, ""), undone or (0, "")


def _plain(name: str, args: tuple[Any, ...], words: Mapping[str, Any]) -> tuple[Any, ...]:
    if name in ("star", "set_status"):
        return (*args[0], *args[1:]) if name == "set_status" else tuple(args[0])
    return (*args, *words.values())


def _short(call: object) -> str:
    shown = repr(call)
    return shown if len(shown) < 120 else f"{shown[:119]}…"


def _diff(before: State, after: State) -> Diff:
    """What changed of papers that were there or are gone; papers that only came may be an import's."""
    return {paper: (old, after.get(paper)) for paper, old in before.items() if after.get(paper) != old}


def _tags(names: Iterable[str]) -> str:
    return "\n".join(sorted({name.casefold() for name in names}))


def _retagged(cells: Cells, off: Iterable[str] = (), on: Iterable[str] = ()) -> Cells:
    kept = {tag for tag in cells[2].split("\n") if tag} - {tag.casefold() for tag in off}
    return (*cells[:2], _tags(kept | set(on)), cells[3])


def _with(state: State, papers: Sequence[int], change: Callable[[Cells], Cells]) -> dict[int, Cells | None]:
    chosen = set(papers)
    return {paper: change(cells) if paper in chosen else cells for paper, cells in state.items()}


def _starred(state: State, papers: Sequence[int], on: bool = True) -> dict[int, Cells | None]:
    wanted = not all(state[paper][0] for paper in papers)  # what the user saw: all have a star, so it is taken away
    return _with(state, papers, lambda cells: (wanted, *cells[1:]))


def _given(state: State, papers: Sequence[int], status: str) -> dict[int, Cells | None]:
    return _with(state, papers, lambda cells: (cells[0], status, *cells[2:]))


def _tagged(state: State, papers: Sequence[int], *names: str) -> dict[int, Cells | None]:
    return _with(state, papers, lambda cells: _retagged(cells, on=[" ".join(name.split()) for name in names]))


def _untagged(state: State, papers: Sequence[int], name: str) -> dict[int, Cells | None]:
    return _with(state, papers, lambda cells: _retagged(cells, off=[" ".join(name.split())]))


def _noted(state: State, paper: int, text: str) -> dict[int, Cells | None]:
    return _with(state, [paper], lambda cells: (*cells[:3], text))


def _deleted(state: State, papers: Sequence[int]) -> dict[int, Cells | None]:
    return {**state, **dict.fromkeys(papers)}


def _tag_renamed(state: State, old: str, new: str) -> dict[int, Cells | None]:
    carriers = [paper for paper, cells in state.items() if old.casefold() in cells[2].split("\n")]
    return _with(state, carriers, lambda cells: _retagged(cells, off=[old], on=[" ".join(new.split())]))


def _tag_deleted(state: State, name: str) -> dict[int, Cells | None]:
    return _with(state, list(state), lambda cells: _retagged(cells, off=[name]))


EXPECTED: Mapping[str, Callable[..., dict[int, Cells | None]]] = {
    "star": _starred,
    "set_status": _given,
    "tag": _tagged,
    "untag": _untagged,
    "set_note": _noted,
    "delete": _deleted,
    "rename_tag": _tag_renamed,
    "delete_tag": _tag_deleted,
}
