"""What the index and the search filters need of the library: changes, columns, ids. May import engine and orders."""

import json
from collections.abc import Iterator, Sequence

from readinglist.core.errors import UsageError
from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.orders import ORDERS

#: What ``has:`` (and, turned round, ``no:``) can ask for.
_HAS = {
    "title": "title IS NOT NULL",
    "abstract": "abstract IS NOT NULL",
    "year": "year IS NOT NULL",
    "author": "authors <> '[]'",
    "note": "note <> ''",
    "code": "has_code = 1",
    "highlight": "id IN (SELECT paper_id FROM highlight)",
    "tag": "id IN (SELECT paper_id FROM paper_tag)",
    "file": "id IN (SELECT paper_id FROM attachment)",
    "key": "citation_key IS NOT NULL",
}
#: The other facts; those with a question mark take a value.
_FACTS = {
    "all": "1",
    "starred": "starred = 1",
    "status": "status = ?",
    "tag": "id IN (SELECT paper_id FROM paper_tag JOIN tag ON tag.id = tag_id WHERE name = ?)",
    "dump": "id IN (SELECT paper_id FROM source JOIN dump ON dump.id = dump_id WHERE name = ?)",
}
_COLUMNS = ("year", "added", "seen")
#: Which values of an order are texts. Asked of the order itself, which leads SQLite along its index: ``venue IS NOT
#: NULL`` would read every paper.
_RANKED = {"title": "> ''", "author": ">= ''", "venue": ">= ''"}
_AMONG = " AND id IN (SELECT value FROM json_each(?))"


class ChangeStore:
    """Reads change rows and the mutable facts of papers. Every method is one short transaction."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    # ---- changes ----

    def last(self) -> int:
        """The number of the newest change; 0 in a new library."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'change'").first()
        return 0 if row is None else int(row[0])

    def oldest(self) -> int:
        """The number of the oldest change still written down; one more than ``last`` when there is none."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql("SELECT min(seq) FROM change").one()
        return int(row[0]) if row[0] is not None else self.last() + 1

    def texts_since(self, sequence: int, limit: int) -> tuple[list[int], int, int]:
        """(papers whose indexed text changed or that are gone, the number up to which that holds, how many remain).

        At most ``limit`` change rows are looked at.
        """
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT seq, paper_id, kind FROM change WHERE seq > ? ORDER BY seq LIMIT ?", (sequence, limit)
            ).all()
            last = rows[-1][0] if rows else sequence
            remaining = connection.exec_driver_sql(
                "SELECT count(*) FROM (SELECT 1 FROM change WHERE seq > ? AND kind <> 'state' LIMIT 100000)", (last,)
            ).scalar_one()
        return sorted({row[1] for row in rows if row[2] != "state"}), int(last), int(remaining)

    def last_gone(self, after: int, upto: int) -> int:
        """The number of the last of the changes ``after`` < number <= ``upto`` by which a paper has gone; 0: none."""
        with self._engine.read() as connection:
            statement = "SELECT max(seq) FROM change WHERE seq > ? AND seq <= ? AND kind = 'gone'"
            return int(connection.exec_driver_sql(statement, (after, upto)).scalar_one() or 0)

    def unindexed(self, sequence: int) -> int:
        """How many papers of the library have another text since a change."""
        with self._engine.read() as connection:
            statement = (
                "SELECT count(*) FROM paper WHERE id IN (SELECT paper_id FROM change WHERE seq > ? AND kind <> 'state')"
            )
            return int(connection.exec_driver_sql(statement, (sequence,)).scalar_one())

    def waiting(self, sequence: int) -> int:
        """How many papers have another text since a change, or are gone."""
        with self._engine.read() as connection:
            statement = "SELECT count(DISTINCT paper_id) FROM change WHERE seq > ? AND kind <> 'state'"
            return int(connection.exec_driver_sql(statement, (sequence,)).scalar_one())

    def papers_between(self, after: int, upto: int, limit: int) -> list[int] | None:
        """The papers of the changes ``after`` < number <= ``upto``; None when they are more than ``limit`` changes, or
        no longer all written down."""
        if upto - after > limit:
            return None
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT paper_id FROM change WHERE seq > ? AND seq <= ?", (after, upto)
            ).all()
        return sorted({row[0] for row in rows}) if len(rows) == upto - after else None

    def texts_between(self, after: int, upto: int) -> bool:
        """Whether any of the changes ``after`` < number <= ``upto`` is of a text, or a paper came or went."""
        with self._engine.read() as connection:
            statement = "SELECT EXISTS(SELECT 1 FROM change WHERE seq > ? AND seq <= ? AND kind <> 'state')"
            return bool(connection.exec_driver_sql(statement, (after, upto)).scalar_one())

    def forget(self, upto: int) -> None:
        """Drop change rows that the index has applied; the newest row always stays."""
        with self._engine.write() as connection:
            connection.exec_driver_sql(
                "DELETE FROM change WHERE seq <= ? AND seq < (SELECT max(seq) FROM change)", (upto,)
            )

    def id_batches(self, size: int) -> Iterator[list[int]]:
        """Every paper's id in batches, ascending; one short transaction each."""
        last = 0
        while True:
            with self._engine.read() as connection:
                rows = connection.exec_driver_sql(
                    "SELECT id FROM paper WHERE id > ? ORDER BY id LIMIT ?", (last, size)
                ).all()
            if not rows:
                return
            last = rows[-1][0]
            yield [row[0] for row in rows]

    # ---- facts ----

    # SQLite joins the numbers into one text each: a row in Python for each of 100,000 papers takes nine times as long.
    # Without an order it may also read them out of an index alone.

    def ids_where(self, name: str, value: str, among: Sequence[int] | None = None) -> str:
        """The ids of papers for which a fact holds, with commas and in any order: ``all``, ``starred``, or ``status``,
        ``tag``, ``dump`` or ``has`` with a value. None for a name or value that does not exist. Of all papers, or of
        those in ``among``."""
        condition, values = _condition(name, value)
        statement = f"SELECT group_concat(id) FROM paper WHERE {condition}"
        if among is not None:
            statement, values = statement + _AMONG, (*values, json.dumps(among))
        with self._engine.read() as connection:
            return connection.exec_driver_sql(statement, values).one()[0] or ""

    def names(self, kind: str) -> list[str]:
        """The names of all tags, dumps or authors, most used first."""
        statement = {
            "tag": "SELECT name FROM tag ORDER BY (SELECT count(*) FROM paper_tag WHERE tag_id = tag.id) DESC, name",
            "dump": "SELECT DISTINCT name FROM dump ORDER BY id DESC",
            "author": "SELECT replace(replace(a.value, '{', ''), '}', '') FROM paper, json_each(paper.authors) a"
            " WHERE authors <> '[]'"
            " GROUP BY a.value ORDER BY count(*) DESC, a.value LIMIT 20000",
        }.get(kind)
        if statement is None:
            return []
        with self._engine.read() as connection:
            return [row[0] for row in connection.exec_driver_sql(statement)]

    def column(self, name: str, among: Sequence[int] | None = None) -> tuple[str, str]:
        """(ids, their values), with commas and in the same order, which may be any: ``year``, ``added``, ``seen``.

        Of all papers, or of those in ``among``. Papers without a value are left out.
        """
        if name not in _COLUMNS:
            raise UsageError("There is no column {name!r} to sort or filter by.", name=name)
        values: tuple[str, ...] = ()
        rows = f"paper WHERE {ORDERS[name]} IS NOT NULL"
        if among is not None:
            rows, values = rows + _AMONG, (json.dumps(among),)
        with self._engine.read() as connection:
            statement = f"SELECT group_concat(id), group_concat({ORDERS[name]}) FROM {rows}"
            ids, found = connection.exec_driver_sql(statement, values).one()
        return ids or "", found or ""

    def ranked(self, name: str) -> str:
        """The ids of the papers that have a ``title``, ``author`` or ``venue``, in the order of the alphabet.

        With commas. They are in an index; to look at the papers themselves would read the whole file.
        """
        with self._engine.read() as connection:
            ordered = f"SELECT id FROM paper WHERE {ORDERS[name]} {_RANKED[name]} ORDER BY {ORDERS[name]}, id"
            return connection.exec_driver_sql(f"SELECT group_concat(id) FROM ({ordered})").one()[0] or ""


def _condition(name: str, value: str) -> tuple[str, tuple[str, ...]]:
    if name == "has":
        return _HAS.get(value, "0"), ()
    condition = _FACTS.get(name, "0")
    return condition, (value,) if "?" in condition else ()
