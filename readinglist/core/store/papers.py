"""Reading papers: ordered ids, rows of the list, whole papers, counts. May import engine, records and errors."""

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any, Unpack

from sqlalchemy import Connection

from readinglist.core.errors import NotFoundError
from readinglist.core.records import (
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
    shown_name,
)
from readinglist.core.store.candidates import find_candidates
from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.listing import Listed, all_ids, piece

#: Longest opening of an abstract that stands in for a contribution sentence in the list, in characters.
_OPENING = 400
_FEW = 1000  # papers of which it is looked whether they are still there
_DECIDED = "SELECT id FROM paper WHERE status IN ({})".format(", ".join(f"'{each}'" for each in STATUSES[1:]))


class PaperStore:
    """Reads papers. Every method is one short transaction and may be called from any thread."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    # ---- ids ----

    def ids(self, view: str = "library", **choices: Unpack[ListChoices]) -> "array[int]":
        """The ids of a view in order, 8 bytes each."""
        wanted = Listed(view, **choices)
        with self._engine.read() as connection:
            return all_ids(connection, wanted)

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
        view; then the row is about the right one where it is more than a thousand rows from both ends. An index leads
        to the piece. Where the caller does not know the ``total``, it may come out too large by the papers that were
        deleted.
        """
        wanted = Listed(view, **choices)
        with self._engine.read() as connection:
            return piece(connection, wanted, around, first, count, total)

    def exist(self, papers: Iterable[int]) -> None:
        """Raise NotFoundError for the first of ``papers`` that is not in the library."""
        wanted = list(papers)
        found = set(self.existing(wanted))
        for paper in wanted:
            if paper not in found:
                raise NotFoundError("There is no paper {paper} in this library.", paper=paper, job="papers")

    def existing(self, papers: Sequence[int]) -> list[int]:
        """Those of ``papers`` that are in the library, in the order asked for."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT id FROM paper WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(papers)),)
            )
            found = {row[0] for row in rows}
        return [paper for paper in papers if paper in found]

    def still_new(self, papers: Sequence[int]) -> list[int]:
        """Those of ``papers`` that have no verdict yet, in the order asked for.

        Where they are many, a paper that is not in the library any more may be among them. Asked for are the papers
        with a verdict, which are few, and in one statement: one that goes from a verdict to another is among them.
        """
        with self._engine.read() as connection:
            decided = set(connection.exec_driver_sql(_DECIDED).scalars())
        new = [paper for paper in papers if paper not in decided]
        return self.existing(new) if len(new) <= _FEW else new

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
                    "authors": ", ".join(map(shown_name, _texts(row[4]))),
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
