"""Views in order: all their ids, or a piece of them long before all are in order. May import orders, records, errors.

A piece is walked to along the index of its order, from its end or from the paper that it is around. How many papers
stand before that one nobody has counted: at a million papers that would read most of an index, a page here and a page
there of the whole file, for seconds where it is not in memory yet.
"""

import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from readinglist.core.errors import UsageError
from readinglist.core.records import FALLING, STATUSES, VIEWS
from readinglist.core.store.orders import ORDERS

#: Which papers a view holds, as SQL over the columns of the covering indexes.
_VIEW: dict[str, str] = {
    "all": "1",
    "library": "status <> 'dismissed'",
    "starred": "starred = 1",
    **{status: f"status = '{status}'" for status in STATUSES},
}
#: The papers of these views by the index of their statuses, for where they are few.
_FEW: dict[str, str] = {
    "starred": "status IN ({}) AND starred = 1".format(", ".join(f"'{status}'" for status in STATUSES)),
    **{status: f"status = '{status}'" for status in STATUSES},
}
_MANY = 50  # a view of more than one in so many papers is read along the index of its order
_PIECE = 1 << 15  # characters
_COUNTED = 1000  # papers: so near to an end of the list a row is counted
_SAMPLE = 100  # papers that tell about how many stand before another one
_GOLDEN = (5**0.5 - 1) / 2  # its multiples lie all over the file, in step with nothing


def _condition(view: str) -> str:
    """The papers of a view, as an SQL condition; raises UsageError for a view that does not exist."""
    if view not in _VIEW:
        raise UsageError("There is no view {view!r}. There are: {known}.", view=view, known=", ".join(VIEWS))
    return _VIEW[view]


@dataclass(frozen=True, slots=True)
class Listed:
    """A view (or tag, or dump) in an order, as SQL. Newest, latest and most seen come first unless ``descending`` says.

    Raises UsageError for a view or an order that does not exist.
    """

    view: str = "library"
    sort: str = "added"
    descending: bool | None = None
    tag: str | None = None
    dump: int | None = None

    def __post_init__(self) -> None:
        _condition(self.view)
        if self.sort not in ORDERS:
            raise UsageError(
                "Papers cannot be sorted by {sort!r}. There are: {known}.", sort=self.sort, known=", ".join(ORDERS)
            )

    @property
    def column(self) -> str:
        """What it is ordered by."""
        return ORDERS[self.sort]

    @property
    def down(self) -> bool:
        """Whether the greatest comes first."""
        return self.sort in FALLING if self.descending is None else self.descending

    @property
    def _second_down(self) -> bool:
        # Within one import the order of the page, whatever the direction.
        return self.down and self.sort != "added"

    def where(self, place: str = "") -> tuple[str, tuple[str, ...]]:
        """Which papers, as a condition and its values; ``place``: another condition for the papers of the view."""
        where, values = [place or _condition(self.view)], []
        if self.tag is not None:
            where.append("id IN (SELECT paper_id FROM paper_tag JOIN tag ON tag.id = tag_id WHERE name = ?)")
            values.append(self.tag)
        if self.dump is not None:
            where.append("id IN (SELECT paper_id FROM source WHERE dump_id = ?)")
            values.append(str(self.dump))
        return " AND ".join(where), tuple(values)

    def order(self, *, back: bool = False, tied: bool = False) -> str:
        """In which order, or in which from the last to the first, as an ORDER BY; of ``tied`` papers by their ids.

        SQLite takes these from an index in their order only where it is told that they are tied.
        """
        direction, second = ("DESC" if down != back else "ASC" for down in (self.down, self._second_down))
        if tied:
            return f"ORDER BY id {second}"
        if self.sort == "import":
            # "+id": by a small index and then sorted; in the order of the table all the abstracts would be read past.
            return f"ORDER BY +id {direction}"
        return f"ORDER BY {self.column} {direction} NULLS {'FIRST' if back else 'LAST'}, id {second}"

    def beyond(self, its: object, paper: int, *, back: bool = False) -> Iterator[tuple[str, tuple[object, ...], bool]]:
        """What stands behind (``back``: before) a paper whose column is ``its``, as conditions with their values.

        Each with whether these papers are tied. The nearest papers come first; an index leads to each part of them.
        """
        sign, second = ("<" if down != back else ">" for down in (self.down, self._second_down))
        if self.sort == "import":
            yield f"id {second} ?", (paper,), True
            return
        yield f"{self.column} IS ? AND id {second} ?", (its, paper), True
        if its is not None:
            yield f"{self.column} {sign} ?", (its,), False
        if (its is not None) != back:
            yield f"{self.column} IS {'NOT ' if back else ''}NULL", (), not back


def all_ids(connection: Connection, wanted: Listed) -> "array[int]":
    """All ids of a view in order."""
    where, values = _where(connection, wanted)
    # As one text: SQLite makes it in one go while other threads run; row by row they would be kept waiting.
    chosen = f"SELECT id FROM paper WHERE {where} {wanted.order()}"
    found = connection.exec_driver_sql(f"SELECT group_concat(id) FROM ({chosen})", values).scalar()
    return _numbers(found or "")


def piece(
    connection: Connection, wanted: Listed, around: int | None, first: int, count: int, total: int | None
) -> "tuple[int, int, array[int]]":
    """How many papers a view has, and (first row, ids) of a piece of it; see ``PaperStore.piece``."""
    total = _about(connection, wanted) if total is None else total
    where, values = _where(connection, wanted)
    if around is not None:
        its = f"SELECT {wanted.column} FROM paper WHERE id = ? AND {where}"
        row = connection.exec_driver_sql(its, (around, *values)).first()
        if row is not None:
            return _Walk(connection, wanted, where, values, row[0], around).piece(count, total)
    first = max(0, min(first, total - count))
    if wanted.sort == "import" and first < _COUNTED:
        ids = array("q", _first(connection, wanted, where, values, first + count, tied=True)[first:])
    else:
        statement = f"SELECT id FROM paper WHERE {where} {wanted.order()} LIMIT ? OFFSET ?"
        ids = array("q", (row[0] for row in connection.exec_driver_sql(statement, (*values, count, first))))
    ends = len(ids) < count and (ids or not first)
    return first + len(ids) if ends else total, first, ids


def _first(
    connection: Connection,
    wanted: Listed,
    where: str,
    values: tuple[object, ...],
    most: int,
    *,
    back: bool = False,
    tied: bool = False,
) -> list[int]:
    """The first ``most`` papers in an order (``back``: the last ones) for which a condition holds."""
    runs = [where]
    if wanted.sort == "import" and wanted.tag is None and wanted.dump is None:
        # An index has the papers of each status, starred or not, in this order; the table itself has them among texts.
        runs = [f"status = '{status}' AND starred = {star} AND {where}" for status in STATUSES for star in (0, 1)]
    order = wanted.order(back=back, tied=tied)
    ids: list[int] = []
    for run in runs:
        rows = connection.exec_driver_sql(f"SELECT id FROM paper WHERE {run} {order} LIMIT ?", (*values, most))
        ids += (row[0] for row in rows)
    return ids if len(runs) == 1 else sorted(ids, reverse=wanted.down != back)[:most]


@dataclass(frozen=True, slots=True)
class _Walk:
    """The way from a paper of a view, whose column is ``its``, to those before and behind it."""

    connection: Connection
    wanted: Listed
    where: str
    values: tuple[str, ...]
    its: object
    paper: int

    def piece(self, count: int, total: int) -> "tuple[int, int, array[int]]":
        """How many papers the view has, and (first row, ids) of ``count`` papers before the paper and behind it.

        The row is about the right one where it is far from both ends of the view.
        """
        most = max(2 * count, _COUNTED)
        before, behind = self._ids(most, back=True), [self.paper, *self._ids(most, back=False)]
        at, ends = len(before), len(behind) <= most
        if at == most:
            last = total - len(behind)
            at = max(at, last if ends else min(last, self._about_row(total)))
        total = at + len(behind) if ends else max(total, at + len(behind))
        first = max(0, min(at - count, total - 2 * count))
        ids = [*reversed(before), *behind][len(before) + first - at :][: 2 * count]
        return total, first, array("q", ids)

    def _ids(self, most: int, *, back: bool) -> list[int]:
        """At most so many papers behind (``back``: before) the paper, the nearest first."""
        ids: list[int] = []
        for condition, its, tied in self.wanted.beyond(self.its, self.paper, back=back):
            where, values = f"{condition} AND {self.where}", (*its, *self.values)
            ids += _first(self.connection, self.wanted, where, values, most - len(ids), back=back, tied=tied)
        return ids

    def _about_row(self, total: int) -> int:
        """About how many papers stand before it: as large a part of the view as of some from all over the file."""
        last = _last_id(self.connection)
        sample = json.dumps([1 + int(number * _GOLDEN % 1 * last) for number in range(min(last, _SAMPLE))])
        parts = list(self.wanted.beyond(self.its, self.paper, back=True))
        before = " OR ".join(f"({condition})" for condition, *_ in parts)
        among, there = self.connection.exec_driver_sql(
            f"SELECT count(*), coalesce(sum({before}), 0) FROM paper"
            f" WHERE {self.where} AND id IN (SELECT value FROM json_each(?))",
            (*(value for _, some, _tied in parts for value in some), *self.values, sample),
        ).one()
        return int(total * there / among) if among else total // 2


def _where(connection: Connection, wanted: Listed) -> tuple[str, tuple[str, ...]]:
    """Which papers, as a condition that leads SQLite to the better index, and its values."""
    place, few = _condition(wanted.view), _FEW.get(wanted.view)
    if few is not None:
        # By the index of the statuses and then sorted, or by the index that is in order ("+": not by that).
        place = few if _are_few(connection, few) else f"+{place}"
    return wanted.where(place)


def _are_few(connection: Connection, condition: str) -> bool:
    """Whether a condition holds for a small part of the papers; counts no more of them than that."""
    most = _last_id(connection) // _MANY
    statement = f"SELECT count(*) FROM (SELECT 1 FROM paper WHERE {condition} LIMIT ?)"
    return int(connection.exec_driver_sql(statement, (most + 1,)).scalar_one()) <= most


def _last_id(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM paper").scalar_one())


def _about(connection: Connection, wanted: Listed) -> int:
    """How many papers a view has; of the library and of all papers as many as were ever there.

    To count these would read an index whose pages are scattered over the whole file: a second, where it is not in
    memory yet. The last id is known at once, and the dismissed ones stand together.
    """
    if wanted.view not in ("all", "library") or wanted.tag is not None or wanted.dump is not None:
        where, values = wanted.where(_FEW.get(wanted.view, ""))
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM paper WHERE {where}", values).scalar_one())
    missing = "SELECT count(*) FROM paper WHERE status = 'dismissed'" if wanted.view == "library" else "SELECT 0"
    return int(connection.exec_driver_sql(f"SELECT coalesce(max(id), 0) - ({missing}) FROM paper").scalar_one())


def _numbers(text: str) -> "array[int]":
    """Numbers with commas between them; read in pieces, so that no other thread waits long for its turn."""
    numbers, start = array("q"), 0
    while start < len(text):
        end = text.find(",", start + _PIECE)
        end = len(text) if end < 0 else end
        numbers.extend(map(int, text[start:end].split(",")))
        start = end + 1
    return numbers
