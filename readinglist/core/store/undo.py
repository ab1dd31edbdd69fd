"""Undo and redo, kept in the library: steps, and rows before and after each. May import engine, triggers, errors.

While a step is being recorded, triggers write every changed row (see ``triggers``). Undoing applies the entries
backwards and touches only the columns that the step changed, so that what an import has added since stays.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from readinglist.core import text
from readinglist.core.errors import ReadingListError
from readinglist.core.store.engine import StoreEngine

if TYPE_CHECKING:
    from sqlmodel import SQLModel

#: Consecutive edits of one subject (typing a note) within so many seconds are one step.
JOIN_SECONDS = 120
KEPT_STEPS = 300
NAMED = 20_000  # changed rows; a step of more is about no papers in particular


class UndoLog:
    """The steps of one library. Every method is one transaction."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    @contextmanager
    def step(
        self, label: str, *, subject: str = "", joins: Callable[[Connection], bool] = lambda _connection: True
    ) -> Iterator[Connection]:
        """One undoable thing: all that the block changes belongs to it. A block that changes nothing leaves no step.

        ``label`` completes the sentence "Undo …". Steps that were undone are forgotten, as everywhere. It belongs to
        the step before it where that has the same ``subject`` and ``joins`` says so.
        """
        with self._engine.write() as connection:
            step = self._joined(connection, subject) if joins(connection) else None
            step = step or self._begin(connection, label, "edit", subject)
            connection.exec_driver_sql("INSERT INTO recording (step_id) VALUES (?)", (step,))
            yield connection
            connection.exec_driver_sql("DELETE FROM recording")
            if self._drop_if_empty(connection, step):
                return
            connection.exec_driver_sql("DELETE FROM undo_step WHERE state = 'undone'")

    @contextmanager
    def silently(self) -> Iterator[Connection]:
        """A change that no undo takes back."""
        with self._engine.write() as connection:
            yield connection

    def begin_import(self) -> int:
        """The step of an import that begins: what the user does meanwhile is done after it, and undone before it.

        It is a step to be undone when it has ended. One that never did was that of a process that was killed.
        """
        with self._engine.write() as connection:
            connection.exec_driver_sql("DELETE FROM undo_step WHERE state IN ('undone', 'running')")
            step = self._begin(connection, "import", "import", "")
            self._set_state(connection, step, "running")
        return step

    def end_import(self, step: int, label: str, dumps: Sequence[int]) -> None:
        """An import has ended; what undoing it changes is recorded when that happens. Of no dumps it is no step."""
        with self._engine.write() as connection:
            connection.exec_driver_sql(
                "UPDATE undo_step SET label = ?, subject = ?, state = 'done' WHERE id = ?",
                (text.gate(label), json.dumps(list(dumps)), step),
            )
            if not dumps:
                connection.exec_driver_sql("DELETE FROM undo_step WHERE id = ?", (step,))

    def _joined(self, connection: Connection, subject: str) -> int | None:
        if not subject:
            return None
        row = connection.exec_driver_sql(
            "SELECT id, subject, time, state FROM undo_step ORDER BY id DESC LIMIT 1"
        ).first()
        if row is None or row[1] != subject or row[3] != "done" or time.time() - row[2] > JOIN_SECONDS:
            return None
        connection.exec_driver_sql("UPDATE undo_step SET time = ? WHERE id = ?", (int(time.time()), row[0]))
        return int(row[0])

    def _begin(self, connection: Connection, label: str, kind: str, subject: str) -> int:
        row = connection.exec_driver_sql(
            "INSERT INTO undo_step (label, kind, subject, time, state) VALUES (?, ?, ?, ?, 'done') RETURNING id",
            (text.gate(label), kind, subject, int(time.time())),
        ).one()
        connection.exec_driver_sql("DELETE FROM undo_step WHERE id <= ?", (row[0] - KEPT_STEPS,))
        return int(row[0])

    def _drop_if_empty(self, connection: Connection, step: int) -> bool:
        dropped = connection.exec_driver_sql(
            "DELETE FROM undo_step WHERE id = ? AND NOT EXISTS"
            " (SELECT 1 FROM undo_entry WHERE step_id = ? AND before IS NOT after)",
            (step, step),
        )
        return dropped.rowcount > 0

    # ---- looking ----

    def labels(self) -> tuple[str | None, str | None]:
        """What the next undo and the next redo would do."""
        with self._engine.read() as connection:
            undo, redo = self._next(connection, "done"), self._next(connection, "undone")
        return (undo[1] if undo else None), (redo[1] if redo else None)

    def last_step(self) -> int:
        """The id of the step that the next undo takes back; 0 where there is none."""
        with self._engine.read() as connection:
            step = self._next(connection, "done")
        return step[0] if step else 0

    def next_undo(self) -> tuple[str, list[int]] | None:
        """The label of the next undo, with the dumps it would take back when it is an import; None: nothing left."""
        with self._engine.read() as connection:
            step = self._next(connection, "done")
        if step is None:
            return None
        return step[1], (json.loads(step[3]) if step[2] == "import" else [])

    def _next(self, connection: Connection, state: str) -> tuple[int, str, str, str] | None:
        order = "DESC" if state == "done" else "ASC"
        row = connection.exec_driver_sql(
            f"SELECT id, label, kind, subject FROM undo_step WHERE state = ? ORDER BY id {order} LIMIT 1", (state,)
        ).first()
        return None if row is None else (row[0], row[1], row[2], row[3])

    def papers(self, state: str) -> list[int]:
        """The papers that the next step in ``state`` (``done`` or ``undone``) is about, in the order of their ids.

        Of a very large step none, and of an import none.
        """
        with self._engine.read() as connection:
            step = self._next(connection, state)
            if step is None or step[2] == "import":
                return []
            rows = connection.exec_driver_sql(
                "SELECT table_name, coalesce(after, before) FROM undo_entry WHERE step_id = ? ORDER BY id LIMIT ?",
                (step[0], NAMED + 1),
            ).all()
        if len(rows) > NAMED:
            return []
        found = {(_row(table, text) or {}).get("id" if table == "paper" else "paper_id") for table, text in rows}
        return sorted(paper for paper in found if paper is not None)

    # ---- doing ----

    @contextmanager
    def undoing_import(self) -> Iterator[Connection]:
        """Record into the import step that comes next what the block does to take it back."""
        with self._engine.write() as connection:
            step = self._next(connection, "done")
            assert step is not None and step[2] == "import"
            connection.exec_driver_sql("INSERT INTO recording (step_id) VALUES (?)", (step[0],))
            yield connection
            connection.exec_driver_sql("DELETE FROM recording")
            self._set_state(connection, step[0], "undone")

    def undo(self) -> str | None:
        """Take the last step back and return its label; None when there is nothing. Not for import steps."""
        with self._engine.write() as connection:
            step = self._next(connection, "done")
            if step is None:
                return None
            self._apply(connection, step[0], forwards=False)
            self._set_state(connection, step[0], "undone")
        return step[1]

    def redo(self) -> str | None:
        """Do the last undone step again and return its label; None when there is nothing."""
        with self._engine.write() as connection:
            step = self._next(connection, "undone")
            if step is None:
                return None
            # The entries of an import step say what taking it back did.
            imported = step[2] == "import"
            self._apply(connection, step[0], forwards=not imported)
            if imported:
                connection.exec_driver_sql("DELETE FROM undo_entry WHERE step_id = ?", (step[0],))
            self._set_state(connection, step[0], "done")
        return step[1]

    def _set_state(self, connection: Connection, step: int, state: str) -> None:
        # What was undone and done again is closed: typing that goes on after it is a step of its own.
        connection.exec_driver_sql(
            "UPDATE undo_step SET state = ?, subject = CASE kind WHEN 'edit' THEN '' ELSE subject END WHERE id = ?",
            (state, step),
        )

    def _apply(self, connection: Connection, step: int, *, forwards: bool) -> None:
        # Rows come and go in an order that cascades made; the references are whole again when all are back.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        order = "ASC" if forwards else "DESC"
        entries = connection.exec_driver_sql(
            f"SELECT table_name, before, after FROM undo_entry WHERE step_id = ? ORDER BY id {order}", (step,)
        ).all()
        try:
            for table, before, after in entries:
                old, new = (before, after) if forwards else (after, before)
                _turn(connection, table, _row(table, old), _row(table, new))
        except IntegrityError as error:
            raise ReadingListError(
                "What this step changed has been changed again since (by an import, for example), so it cannot be "
                "taken back. Nothing was changed.",
                title="This cannot be undone any more",
            ) from error


@cache
def _models() -> "dict[str, type[SQLModel]]":
    """The undoable models by table; imported at the first undo, because SQLModel takes longer than the first rows."""
    from readinglist.core.store.triggers import UNDOABLE, table_name

    return {table_name(model): model for model in UNDOABLE}


def _row(table: str, written: str | None) -> dict[str, Any] | None:
    from readinglist.core.store.triggers import row_values

    if written is None:
        return None
    row = row_values(_models()[table], written)
    if isinstance(key := row.get("title_key"), str):
        row["title_key"] = text.plain_letters(key)  # the step may be older than form 7 of the library
    return row


def _turn(connection: Connection, table: str, old: dict[str, Any] | None, new: dict[str, Any] | None) -> None:
    """Make the row that is ``old`` into ``new``; None stands for no row."""
    key = [column.name for column in _models()[table].__table__.primary_key]  # type: ignore[attr-defined]
    where = " AND ".join(f'"{name}" = :{name}' for name in key)
    if new is None and old is not None:
        _run(connection, f'DELETE FROM "{table}" WHERE {where}', old)
    elif old is None and new is not None:
        names = ", ".join(f'"{name}"' for name in new)
        values = ", ".join(f":{name}" for name in new)
        _run(connection, f'INSERT INTO "{table}" ({names}) VALUES ({values})', new)
    elif old is not None and new is not None:
        changed = [name for name in new if old.get(name) != new[name]]
        if changed:
            assignments = ", ".join(f'"{name}" = :{name}' for name in changed)
            _run(connection, f'UPDATE "{table}" SET {assignments} WHERE {where}', new)


def _run(connection: Connection, statement: str, values: dict[str, Any]) -> None:
    connection.exec_driver_sql(statement, values)
