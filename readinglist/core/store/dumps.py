"""Imported files: their reports, and taking an import back. May import engine, undo, records and errors."""

import json
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from readinglist.core.errors import NotFoundError
from readinglist.core.records import (
    Dump,
    FileReport,
    FurnitureLine,
    LineCounts,
    RecordCounts,
    Rejected,
    UndoneImport,
    Unparsed,
)
from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.undo import UndoLog

#: A paper is touched when the user did anything to it; such a paper outlives its import.
_TOUCHED = (
    "(p.status <> 'new' OR p.starred OR p.note <> '' OR p.edited <> '[]'"
    " OR EXISTS (SELECT 1 FROM paper_tag x WHERE x.paper_id = p.id)"
    " OR EXISTS (SELECT 1 FROM highlight x WHERE x.paper_id = p.id)"
    " OR EXISTS (SELECT 1 FROM attachment x WHERE x.paper_id = p.id))"
)
_OUTCOMES = ("new", "known", "healed", "asked")


class DumpStore:
    """Reads imported files and takes imports back."""

    def __init__(self, engine: StoreEngine, undo: UndoLog) -> None:
        self._engine = engine
        self._undo = undo

    def dumps(self) -> list[Dump]:
        """Every imported file with its report, oldest first."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(f"{_SELECT} ORDER BY d.id").all()
            return [_dump(connection, row) for row in rows]

    def names(self) -> list[tuple[int, str, int]]:
        """(id, name, number of papers) of every imported file, oldest first: what a side bar needs."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, name, (SELECT count(DISTINCT paper_id) FROM source WHERE dump_id = dump.id) FROM dump"
                " ORDER BY id"
            )
            return [(row[0], row[1], row[2]) for row in rows]

    def dump(self, dump: int) -> Dump:
        """One imported file; raises NotFoundError."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql(f"{_SELECT} WHERE d.id = ?", (dump,)).first()
            if row is None:
                raise NotFoundError(f"There is no dump {dump}. 'dumps' lists the imported files.")
            return _dump(connection, row)

    # ---- taking an import back ----

    def undo_import(self, dumps: Sequence[int], label: str) -> UndoneImport:
        """Take imports back as a step of its own: their sources go, and the papers that had no other and that the
        user has not touched. Raises NotFoundError."""
        for dump in dumps:
            self.dump(dump)
        with self._undo.step(label) as connection:
            return _take_back(connection, dumps)

    def undo_last_import(self, dumps: Sequence[int]) -> UndoneImport:
        """The same for the import that is the last step done."""
        with self._undo.undoing_import() as connection:
            return _take_back(connection, dumps)

    def forget(self, dump: int) -> None:
        """Remove a dump that turned out unreadable, with all that came from it alone; no step of undo."""
        with self._undo.silently() as connection:
            _take_back(connection, [dump])


_SELECT = (
    "SELECT d.id, d.name, d.path, d.format, d.imported, d.total, d.rejected, d.lines, d.notes, d.complete,"
    " (SELECT count(DISTINCT paper_id) FROM source WHERE dump_id = d.id) FROM dump d"
)


def _dump(connection: Connection, row: Any) -> Dump:
    outcomes: dict[str, list[tuple[int, int]]] = {name: [] for name in _OUTCOMES}
    for outcome, paper, line in connection.exec_driver_sql(
        "SELECT outcome, paper_id, line FROM source WHERE dump_id = ? ORDER BY id", (row[0],)
    ):
        outcomes[outcome].append((paper, line))
    lines = connection.exec_driver_sql(
        "SELECT kind, line, reason, sha256, text FROM dump_line WHERE dump_id = ? ORDER BY line", (row[0],)
    ).all()
    report = FileReport(
        file=row[1],
        format=row[3],
        dump_id=row[0],
        cancelled=not row[9],
        lines=LineCounts(**json.loads(row[7])),
        records=RecordCounts(total=row[5], rejected=row[6], **{name: len(outcomes[name]) for name in _OUTCOMES}),
        rejected=tuple(Rejected(line=x[1], reason=x[2], text=x[4]) for x in lines if x[0] == "rejected"),
        unparsed=tuple(Unparsed(line=x[1], reason=x[2], sha256=x[3], text=x[4]) for x in lines if x[0] == "unparsed"),
        furniture=tuple(FurnitureLine(line=x[1], text=x[4]) for x in lines if x[0] == "furniture"),
        records_by_outcome=outcomes,
        notes=tuple(json.loads(row[8])),
    )
    return Dump(id=row[0], name=row[1], path=row[2], format=row[3], imported=row[4], papers=row[10], report=report)


def _take_back(connection: Connection, dumps: Sequence[int]) -> UndoneImport:
    chosen = json.dumps(list(dumps))
    only_here = connection.exec_driver_sql(
        f"SELECT p.id, {_TOUCHED} FROM paper p WHERE p.id IN"
        " (SELECT paper_id FROM source WHERE dump_id IN (SELECT value FROM json_each(?)))"
        " AND NOT EXISTS (SELECT 1 FROM source s WHERE s.paper_id = p.id"
        " AND s.dump_id NOT IN (SELECT value FROM json_each(?)))",
        (chosen, chosen),
    ).all()
    gone = [row[0] for row in only_here if not row[1]]
    kept = [row[0] for row in only_here if row[1]]
    elsewhere = [
        row[0]
        for row in connection.exec_driver_sql(
            "SELECT DISTINCT paper_id FROM source WHERE dump_id IN (SELECT value FROM json_each(?))", (chosen,)
        )
        if row[0] not in set(gone) | set(kept)
    ]
    _delete(connection, chosen, json.dumps(gone))
    for paper in elsewhere:
        _take_back_texts(connection, paper)
    connection.exec_driver_sql(
        "UPDATE paper SET changed = ?, seen = (SELECT count(DISTINCT dump_id) FROM source WHERE paper_id = paper.id)"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (int(time.time()), json.dumps(kept + elsewhere)),
    )
    return UndoneImport(removed=len(gone), kept=tuple(kept))


def _delete(connection: Connection, dumps: str, papers: str) -> None:
    """Children first and by name: rows deleted by a cascade after their parent could not be put back in order."""
    for table, column in (("fingerprint", "paper_id"), ("question", "paper_id"), ("question", "other_id")):
        connection.exec_driver_sql(
            f'DELETE FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))', (papers,)
        )
    for table in ("source", "dump_line"):
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE dump_id IN (SELECT value FROM json_each(?))', (dumps,))
    connection.exec_driver_sql("DELETE FROM paper WHERE id IN (SELECT value FROM json_each(?))", (papers,))
    connection.exec_driver_sql("DELETE FROM dump WHERE id IN (SELECT value FROM json_each(?))", (dumps,))


def _take_back_texts(connection: Connection, paper: int) -> None:
    """A title or abstract that no remaining source tells goes again, unless the user typed it."""
    for field, also in (
        ("title", ", title_key = ''"),
        ("abstract", ", contribution = NULL, code_links = '[]', has_code = 0"),
    ):
        connection.exec_driver_sql(
            f'UPDATE paper SET "{field}" = NULL{also} WHERE id = ? AND edited NOT LIKE \'%"{field}"%\''
            f' AND NOT EXISTS (SELECT 1 FROM source WHERE paper_id = paper.id AND "{field}" IS NOT NULL)',
            (paper,),
        )
    connection.exec_driver_sql(
        "DELETE FROM fingerprint WHERE paper_id = ? AND (SELECT abstract FROM paper WHERE id = ?) IS NULL",
        (paper, paper),
    )
