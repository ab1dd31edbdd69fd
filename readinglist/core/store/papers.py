"""Reading papers: ordered ids, rows of the list, whole papers, counts. May import engine, records and errors."""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import Connection

from readinglist.core.errors import NotFoundError, UsageError
from readinglist.core.records import (
    FALLING,
    STATUSES,
    VIEWS,
    Highlight,
    IndexDocument,
    ListChoices,
    Paper,
    PaperRow,
    Question,
    SavedSearch,
    Signature,
    Source,
    Tag,
)
from readinglist.core.store.candidates import find_candidates
from readinglist.core.store.engine import StoreEngine

#: Which papers a view holds, as SQL over the columns of the covering indexes.
_VIEW: dict[str, str] = {
    "all": "1",
    "library": "status <> 'dismissed'",
    "starred": "starred = 1",
    **{status: f"status = '{status}'" for status in STATUSES},
}
#: The column of each order; years that are not known come last either way.
_ORDER = {"added": "added", "title": "title_key", "year": "year", "seen": "seen", "import": "id"}
#: Longest opening of an abstract that stands in for a contribution sentence in the list, in characters.
_OPENING = 400
_PIECE = 1 << 15  # characters


def _condition(view: str) -> str:
    """The papers of a view, as an SQL condition; raises UsageError for a view that does not exist."""
    if view not in _VIEW:
        raise UsageError(f"There is no view {view!r}. There are: {', '.join(VIEWS)}.")
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
        if self.sort not in _ORDER:
            raise UsageError(f"Papers cannot be sorted by {self.sort!r}. There are: {', '.join(_ORDER)}.")

    @property
    def column(self) -> str:
        """What it is ordered by."""
        return _ORDER[self.sort]

    @property
    def down(self) -> bool:
        """Whether the greatest comes first."""
        return self.sort in FALLING if self.descending is None else self.descending

    @property
    def _second_down(self) -> bool:
        # Within one import the order of the page, whatever the direction.
        return self.down and self.sort != "added"

    def where(self) -> tuple[str, tuple[str, ...]]:
        """Which papers, as a condition and its values."""
        where, values = [_condition(self.view)], []
        if self.tag is not None:
            where.append("id IN (SELECT paper_id FROM paper_tag JOIN tag ON tag.id = tag_id WHERE name = ?)")
            values.append(self.tag)
        if self.dump is not None:
            where.append("id IN (SELECT paper_id FROM source WHERE dump_id = ?)")
            values.append(str(self.dump))
        return " AND ".join(where), tuple(values)

    def order(self) -> list[str]:
        """In which order, as the terms of an ORDER BY."""
        direction, second = ("DESC" if down else "ASC" for down in (self.down, self._second_down))
        if self.sort == "import":
            # "+id": by a small index and then sorted; in the order of the table all the abstracts would be read past.
            return [f"+id {direction}"]
        last = ["(year IS NULL)"] if self.sort == "year" and not self.down else []
        return [*last, f"{self.column} {direction}", f"id {second}"]

    def before(self) -> str:
        """Which papers stand before one whose column is ``its``, and whose id is ``its_id``, as a condition."""
        sign, second = (">" if down else "<" for down in (self.down, self._second_down))
        if self.sort == "import":
            return f"+id {sign} its_id"
        among = f"{self.column} {sign} its OR ({self.column} IS its AND id {second} its_id)"
        return f"{among} OR (its IS NULL AND year IS NOT NULL)" if self.sort == "year" else among


def _holds_many(connection: Connection, status: str) -> bool:
    """Whether a status is that of a good part of the papers."""
    count = "SELECT (SELECT count(*) FROM paper WHERE status = ?) * 8 > (SELECT max(id) FROM paper)"
    return bool(connection.exec_driver_sql(count, (status,)).scalar())


def _in_order(connection: Connection, wanted: Listed) -> tuple[str, tuple[object, ...]]:
    """The statement that gives the ids of a view in order, and its values."""
    where, values = wanted.where()
    if wanted.view in STATUSES and _holds_many(connection, wanted.view):
        where = f"+{where}"  # by the index that is in order, not by that of the status and then sorted
    return f"SELECT id FROM paper WHERE {where} ORDER BY {', '.join(wanted.order())}", values


def _row(connection: Connection, paper: int, wanted: Listed) -> int:
    """The row of a paper in a view, or -1: counts those before it, which is faster than to put all in order."""
    where, values = wanted.where()
    found = f"SELECT {wanted.column}, id FROM paper WHERE id = ? AND {where}"
    if connection.exec_driver_sql(found, (paper, *values)).first() is None:
        return -1
    its = f"(SELECT {wanted.column} AS its, id AS its_id FROM paper WHERE id = ?)"
    before = f"SELECT count(*) FROM {its}, paper WHERE ({wanted.before()}) AND {where}"
    return int(connection.exec_driver_sql(before, (paper, *values)).scalar_one())


def _about(connection: Connection, wanted: Listed) -> int:
    """How many papers a view has; of the library and of all papers as many as were ever there.

    To count these would read an index whose pages are scattered over the whole file: a second, where it is not in
    memory yet. The last id is known at once, and the dismissed ones stand together.
    """
    where, values = wanted.where()
    if wanted.view not in ("all", "library") or wanted.tag is not None or wanted.dump is not None:
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


class PaperStore:
    """Reads papers. Every method is one short transaction and may be called from any thread."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    # ---- ids ----

    def ids(self, view: str = "library", **choices: Unpack[ListChoices]) -> "array[int]":
        """The ids of a view in order, 8 bytes each."""
        wanted = Listed(view, **choices)
        with self._engine.read() as connection:
            chosen, values = _in_order(connection, wanted)
            # As one text: SQLite makes it in one go while other threads run; row by row they would be kept waiting.
            found = connection.exec_driver_sql(f"SELECT group_concat(id) FROM ({chosen})", values).scalar()
        return _numbers(found or "")

    def piece(
        self,
        view: str,
        around: int | None,
        first: int,
        count: int,
        total: int | None,
        **choices: Unpack[ListChoices],
    ) -> "tuple[int, int, array[int]]":
        """How many papers a view has, and (first row, ids) of a piece of it.

        It is ``count`` rows from ``first`` on, or as many before and behind the paper ``around`` where it is in the
        view. An index walks to the piece. Where the caller does not know the ``total``, it may come out too large by
        the papers that were deleted.
        """
        wanted = Listed(view, **choices)
        with self._engine.read() as connection:
            total = _about(connection, wanted) if total is None else total
            row = _row(connection, around, wanted) if around is not None else -1
            if row >= 0:
                first, count = max(0, row - count), 2 * count
            first = max(0, min(first, total - count))
            chosen, chosen_values = _in_order(connection, wanted)
            rows = connection.exec_driver_sql(f"{chosen} LIMIT ? OFFSET ?", (*chosen_values, count, first))
            ids = array("q", (row[0] for row in rows))
        ends = len(ids) < count and (ids or not first)
        return first + len(ids) if ends else total, first, ids

    def exist(self, papers: Iterable[int]) -> None:
        """Raise NotFoundError for the first of ``papers`` that is not in the library."""
        wanted = list(papers)
        found = set(self.existing(wanted))
        for paper in wanted:
            if paper not in found:
                raise NotFoundError(f"There is no paper {paper} in this library. 'list' shows the papers' numbers.")

    def existing(self, papers: Sequence[int]) -> list[int]:
        """Those of ``papers`` that are in the library, in the order asked for."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id FROM paper WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(papers)),)
            )
            found = {row[0] for row in rows}
        return [paper for paper in papers if paper in found]

    # ---- rows and papers ----

    def rows(self, papers: Sequence[int]) -> list[PaperRow]:
        """The rows of ``papers`` in the order asked for; ids that do not exist are left out."""
        with self._engine.read() as connection:
            found = connection.exec_driver_sql(
                f"SELECT p.id, p.title, coalesce(p.contribution, substr(p.abstract, 1, {_OPENING}), ''), p.status,"
                " p.starred, p.year, p.authors, p.seen, p.note <> '', p.has_code,"
                " EXISTS (SELECT 1 FROM highlight h WHERE h.paper_id = p.id), p.method, p.citation_key,"
                " EXISTS (SELECT 1 FROM attachment a WHERE a.paper_id = p.id),"
                f" {_TAGS} FROM paper p WHERE p.id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(papers)),),
            ).all()
        rows = {row[0]: _paper_row(row) for row in found}
        return [rows[paper] for paper in papers if paper in rows]

    def papers(self, papers: Sequence[int]) -> list[Paper]:
        """Whole papers in the order asked for; ids that do not exist are left out."""
        wanted = json.dumps(list(papers))
        with self._engine.read() as connection:
            found = connection.exec_driver_sql(
                "SELECT p.id, p.title, p.abstract, p.authors, p.year, p.arxiv, p.doi, p.url, p.venue, p.publisher,"
                " p.entry_type, p.extra, p.status, p.starred, p.note, p.citation_key, p.seen, p.added, p.changed,"
                f" p.contribution, p.method, p.code_links, {_TAGS} FROM paper p"
                " WHERE p.id IN (SELECT value FROM json_each(?))",
                (wanted,),
            ).all()
            parts = _Parts(connection, wanted)
        by_id = {row[0]: _paper(row, parts) for row in found}
        return [by_id[paper] for paper in papers if paper in by_id]

    def titles(self, papers: Sequence[int]) -> dict[int, tuple[str | None, str | None]]:
        """The titles and citation keys of those of ``papers`` that are in the library."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, title, citation_key FROM paper WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(papers)),),
            )
            return {row[0]: (row[1] or None, row[2] or None) for row in rows}

    def texts(self, papers: Sequence[int]) -> dict[int, dict[str, str]]:
        """The texts that a search may have hit, by paper and field: title, abstract, note, authors."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, coalesce(title, ''), coalesce(abstract, ''), note, authors, coalesce(citation_key, '')"
                " FROM paper WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(papers)),),
            )
            return {
                row[0]: {
                    "title": row[1],
                    "abstract": row[2],
                    "note": row[3],
                    "authors": ", ".join(_texts(row[4])),
                    "citation_key": row[5],
                }
                for row in rows
            }

    def documents(self, papers: Sequence[int]) -> list[IndexDocument]:
        """What the index knows of ``papers``; ids that do not exist are left out."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                f"SELECT p.id, p.title, p.abstract, p.authors, p.note, p.citation_key, p.method, {_TAGS},"
                " (SELECT group_concat(quote || ' ' || comment, char(10)) FROM highlight h WHERE h.paper_id = p.id),"
                " (SELECT json_group_array(DISTINCT json_extract(s.metadata_json, '$.citation_key')) FROM source s"
                " WHERE s.paper_id = p.id AND s.metadata_json <> '{}'),"
                " (SELECT json_group_array(key) FROM retired_key r WHERE r.paper_id = p.id)"
                " FROM paper p WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id",
                (json.dumps(list(papers)),),
            ).all()
        return [
            IndexDocument(
                id=row[0],
                title=row[1] or "",
                abstract=row[2] or "",
                authors=_texts(row[3]),
                note=row[4],
                citation_key=row[5] or "",
                method=row[6] or "",
                tags=_texts(row[7]),
                highlights=row[8] or "",
                other_keys=tuple(key for key in (*_texts(row[9]), *_texts(row[10])) if key and key != row[5]),
            )
            for row in rows
        ]

    # ---- around the papers ----

    def candidates(self, signature: Signature) -> list[Signature]:
        """The papers that one with this signature could be (see ``candidates``)."""
        with self._engine.read() as connection:
            return find_candidates(connection, [signature])[0]

    def view_counts(self) -> dict[str, int]:
        """How many papers each view holds."""
        with self._engine.read() as connection:
            groups = connection.exec_driver_sql(
                "SELECT status, starred, count(*) FROM paper GROUP BY status, starred"
            ).all()
        counts: dict[str, int] = dict.fromkeys([str(view) for view in VIEWS], 0)
        for status, starred, number in groups:
            for view in ("all", status, *(["starred"] if starred else []), *(["library"] * (status != "dismissed"))):
                counts[view] += number
        return counts

    def tags(self) -> list[Tag]:
        """Every tag with the number of papers that carry it, by name."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT name, colour, (SELECT count(*) FROM paper_tag WHERE tag_id = tag.id) FROM tag ORDER BY name"
            ).all()
        return [Tag(name=row[0], colour=row[1], papers=row[2]) for row in rows]

    def tag_names(self) -> dict[int, str]:
        """The tags by their ids, which stay when a tag is renamed."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql("SELECT id, name FROM tag").all()
        return {row[0]: row[1] for row in rows}

    def questions(self) -> list[Question]:
        """The pairs that the user has not decided yet."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, paper_id, other_id, kind, evidence FROM question WHERE state = 'open' ORDER BY id"
            ).all()
        return [Question(id=row[0], paper=row[1], other=row[2], kind=row[3], evidence=row[4]) for row in rows]

    def saved_searches(self) -> list[SavedSearch]:
        """The saved searches by name."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id, name, query, sort FROM saved_search ORDER BY name COLLATE NOCASE, id"
            ).all()
        return [SavedSearch(id=row[0], name=row[1], query=row[2], sort=row[3]) for row in rows]

    def all_keys(self) -> set[str]:
        """Every citation key in use or once used, in lower case."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT citation_key FROM paper WHERE citation_key IS NOT NULL UNION SELECT key FROM retired_key"
            )
            return {row[0].lower() for row in rows}

    def retired_keys(self, papers: Sequence[int]) -> dict[int, list[str]]:
        """The keys that ``papers`` had before (renewed, deleted, or their import undone), by paper, the oldest first.

        A key whose paper is gone is that of every paper with the same title: twins must share it out.
        """
        chosen = json.dumps(list(papers))
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT p.id, r.key, r.rowid FROM retired_key r JOIN paper p ON p.id = r.paper_id"
                " WHERE p.id IN (SELECT value FROM json_each(?))"
                " UNION ALL SELECT p.id, r.key, r.rowid FROM retired_key r JOIN paper p ON p.title_key = r.title_key"
                " WHERE r.title_key <> '' AND NOT EXISTS (SELECT 1 FROM paper o WHERE o.id = r.paper_id)"
                " AND p.id IN (SELECT value FROM json_each(?)) ORDER BY 3",
                (chosen, chosen),
            ).all()
        keys: dict[int, list[str]] = {}
        for paper, key, _ in rows:
            keys.setdefault(paper, []).append(key)
        return keys

    def without_key(self, papers: Sequence[int]) -> list[int]:
        """Those of ``papers`` that have no citation key yet, in the order they came into the library."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id FROM paper WHERE citation_key IS NULL AND id IN (SELECT value FROM json_each(?))"
                " ORDER BY id",
                (json.dumps(list(papers)),),
            )
            return [row[0] for row in rows]


_TAGS = (
    "(SELECT json_group_array(name) FROM (SELECT t.name FROM paper_tag pt JOIN tag t ON t.id = pt.tag_id"
    " WHERE pt.paper_id = p.id ORDER BY pt.position, t.name))"
)


def _texts(value: str | None) -> tuple[str, ...]:
    return tuple(json.loads(value)) if value and value != "[]" else ()


def _told(row: Any) -> str:
    """What the list shows of a paper with neither title nor abstract: authors, year, citation key."""
    return ", ".join([*_texts(row[6]), *(str(value) for value in (row[5], row[12]) if value)])


def _paper_row(row: Any) -> PaperRow:
    return PaperRow(
        id=row[0],
        title=row[1],
        line=row[2] or ("" if row[1] else _told(row)),
        status=row[3],
        starred=bool(row[4]),
        year=row[5],
        authors=_texts(row[6]),
        seen=row[7],
        has_note=bool(row[8]),
        has_code=bool(row[9]),
        has_highlight=bool(row[10]),
        method=row[11],
        citation_key=row[12],
        has_file=bool(row[13]),
        tags=_texts(row[14]),
    )


class _Parts:
    """What hangs on papers: sources, highlights, attachments, by paper."""

    def __init__(self, connection: Connection, wanted: str) -> None:
        self.sources: dict[int, list[Source]] = {}
        self.highlights: dict[int, list[Highlight]] = {}
        self.attachments: dict[int, list[str]] = {}
        chosen = "IN (SELECT value FROM json_each(?))"
        for row in connection.exec_driver_sql(
            "SELECT s.paper_id, s.id, s.dump_id, d.name, s.line, s.title, s.abstract, s.imported FROM source s"
            f" JOIN dump d ON d.id = s.dump_id WHERE s.paper_id {chosen} ORDER BY s.id",
            (wanted,),
        ):
            source = Source(
                id=row[1], dump_id=row[2], file=row[3], line=row[4], title=row[5], abstract=row[6], imported=row[7]
            )
            self.sources.setdefault(row[0], []).append(source)
        for row in connection.exec_driver_sql(
            "SELECT paper_id, id, quote, before, after, colour, comment FROM highlight"
            f" WHERE paper_id {chosen} ORDER BY id",
            (wanted,),
        ):
            self.highlights.setdefault(row[0], []).append(Highlight(*row[1:]))
        for row in connection.exec_driver_sql(
            f"SELECT paper_id, path FROM attachment WHERE paper_id {chosen} ORDER BY id", (wanted,)
        ):
            self.attachments.setdefault(row[0], []).append(row[1])


def _paper(row: Any, parts: _Parts) -> Paper:
    return Paper(
        id=row[0],
        title=row[1],
        abstract=row[2],
        authors=_texts(row[3]),
        year=row[4],
        arxiv=row[5],
        doi=row[6],
        url=row[7],
        venue=row[8],
        publisher=row[9],
        entry_type=row[10],
        extra=json.loads(row[11]),
        status=row[12],
        starred=bool(row[13]),
        note=row[14],
        citation_key=row[15],
        seen=row[16],
        added=row[17],
        changed=row[18],
        contribution=row[19],
        method=row[20],
        code_links=_texts(row[21]),
        tags=_texts(row[22]),
        highlights=tuple(parts.highlights.get(row[0], ())),
        attachments=tuple(parts.attachments.get(row[0], ())),
        sources=tuple(parts.sources.get(row[0], ())),
    )
