"""Imported files: their reports, and taking an import back. May import engine, undo, records and errors."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from readinglist.core.errors import NotFoundError
from readinglist.core.records import (
    Dump,
    FileReport,
    FurnitureLine,
    LineCounts,
    LineRun,
    RecordCounts,
    Rejected,
    UndoneImport,
    Unparsed,
)
from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.sentences import restored
from readinglist.core.store.taking_back import Prepare, take_back
from readinglist.core.store.undo import UndoLog

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

    def bare(self) -> list[Dump]:
        """Every imported file without what its report lists, oldest first: what a side bar needs."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, name, path, format, imported, complete,"
                " (SELECT count(DISTINCT paper_id) FROM source WHERE dump_id = dump.id) FROM dump ORDER BY id"
            )
            return [
                Dump(row[0], row[1], row[2], row[3], row[4], row[6], FileReport(row[1], cancelled=not row[5]))
                for row in rows
            ]

    def dump(self, dump: int) -> Dump:
        """One imported file; raises NotFoundError."""
        with self._engine.read() as connection:
            # As text: a number may be typed that no database holds.
            row = connection.exec_driver_sql(f"{_SELECT} WHERE d.id = ?", (str(dump),)).first()
            if row is None:
                raise NotFoundError("There is no dump {dump} in this library.", dump=dump, job="dumps")
            return _dump(connection, row)

    def records(self, dump: int) -> list[tuple[int, int, str | None, str | None]]:
        """(line, end_line, raw title, raw abstract) of every record of a file that became a source, in its order."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT line, end_line, title, abstract FROM source WHERE dump_id = ? ORDER BY line, id", (dump,)
            )
            return [(row[0], row[1], row[2], row[3]) for row in rows]

    # ---- taking an import back ----

    def undo_import(self, dumps: Sequence[int], label: str, prepare: Prepare) -> UndoneImport:
        """Take imports back as a step of its own: their sources go, and the papers that had no other and that the
        user has not touched. Raises NotFoundError.

        ``prepare`` says what a record shows, for the papers that show another record from now on.
        """
        for dump in dumps:
            self.dump(dump)
        with self._undo.step(label) as connection:
            return take_back(connection, dumps, prepare)

    def undo_last_import(self, dumps: Sequence[int], prepare: Prepare) -> UndoneImport:
        """The same for the import that is the last step done."""
        with self._undo.undoing_import() as connection:
            return take_back(connection, dumps, prepare)

    def forget(self, dump: int, prepare: Prepare) -> None:
        """Remove a dump that turned out unreadable, with all that came from it alone; no step of undo."""
        with self._undo.silently() as connection:
            take_back(connection, [dump], prepare)


_SELECT = (
    "SELECT d.id, d.name, d.path, d.format, d.imported, d.done, d.rejected, d.lines, d.notes, d.complete,"
    " (SELECT count(DISTINCT paper_id) FROM source WHERE dump_id = d.id), d.new, d.known, d.healed, d.asked FROM dump d"
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
        records=RecordCounts(total=row[5], rejected=row[6], new=row[11], known=row[12], healed=row[13], asked=row[14]),
        rejected=tuple(Rejected(line=x[1], reason=restored(x[2]), text=x[4]) for x in lines if x[0] == "rejected"),
        unparsed=tuple(
            Unparsed(line=x[1], reason=restored(x[2]), sha256=x[3], text=x[4]) for x in lines if x[0] == "unparsed"
        ),
        blank=tuple(LineRun(x[1], *map(int, x[4].split())) for x in lines if x[0] == "blank"),
        furniture=tuple(FurnitureLine(line=x[1], text=x[4]) for x in lines if x[0] == "furniture"),
        records_by_outcome=outcomes,
        notes=tuple(map(restored, json.loads(row[8]))),
    )
    return Dump(id=row[0], name=row[1], path=row[2], format=row[3], imported=row[4], papers=row[10], report=report)
