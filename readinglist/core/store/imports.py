"""Writing an import, batch by batch: sources, papers, fingerprints, questions. May import engine, candidates, records.

A batch is one transaction that also moves the dump's offset: after a crash or a cancel whole batches stand, and the
same file goes on where it stopped.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection

from readinglist.core.records import (
    FurnitureLine,
    LineCounts,
    Metadata,
    Placement,
    Prepared,
    Rejected,
    Signature,
    Unparsed,
)
from readinglist.core.store.candidates import find_candidates
from readinglist.core.store.engine import StoreEngine

#: What a record may add to a paper that lacks it; never over what is there.
_FILLED = ("year", "arxiv", "doi", "url", "venue", "publisher", "entry_type")


def content_hash(title: str | None, abstract: str | None) -> str:
    """Sixteen hex digits that change when one bit of a source's texts does."""
    text = f"{title is None}\x00{title or ''}\x00{abstract is None}\x00{abstract or ''}"
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class ImportStore:
    """The import's side of the store."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    def begin(self, *, sha256: str, name: str, path: str, file_format: str) -> tuple[int, int]:
        """The id of the dump to write to, and how many of its records stand already (after a cancelled import)."""
        with self._engine.write() as connection:
            row = connection.exec_driver_sql(
                "SELECT id, done FROM dump WHERE sha256 = ? AND complete = 0", (sha256,)
            ).first()
            if row is not None:
                return int(row[0]), int(row[1])
            new = connection.exec_driver_sql(
                "INSERT INTO dump (sha256, name, path, format, imported, done, complete, total, rejected, lines, notes)"
                " "
                "VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, '{}', '[]') RETURNING id",
                (sha256, name, path, file_format, int(time.time())),
            ).one()
            return int(new[0]), 0

    def completed(self, sha256: str) -> int | None:
        """The dump whose bytes have this hash and which was imported as a whole."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql("SELECT id FROM dump WHERE sha256 = ? AND complete = 1", (sha256,)).first()
        return None if row is None else int(row[0])

    @contextmanager
    def batch(self, dump: int) -> Iterator["ImportBatch"]:
        """One transaction in which candidates are asked for and placements written."""
        with self._engine.write() as connection:
            yield ImportBatch(connection, dump)

    def finish(
        self,
        dump: int,
        *,
        lines: LineCounts,
        furniture: Sequence[FurnitureLine],
        unparsed: Sequence[Unparsed],
        notes: Sequence[str],
        complete: bool,
    ) -> None:
        """Write down what the file held besides records, and whether all of it is stored."""
        with self._engine.write() as connection:
            connection.exec_driver_sql(
                "UPDATE dump SET lines = ?, notes = ?, complete = ? WHERE id = ?",
                (json.dumps(asdict(lines)), json.dumps(list(notes)), int(complete), dump),
            )
            rows = [(dump, "furniture", item.line, "", "", item.text) for item in furniture]
            rows += [(dump, "unparsed", item.line, item.reason, item.sha256, item.text) for item in unparsed]
            _insert_lines(connection, rows)

    def drop_if_empty(self, dump: int) -> None:
        """Forget a dump of which nothing was stored (refused or cancelled before its first batch)."""
        with self._engine.write() as connection:
            connection.exec_driver_sql("DELETE FROM dump WHERE id = ? AND done = 0 AND complete = 0", (dump,))


def _insert_lines(connection: Connection, rows: list[tuple[int, str, int, str, str, str]]) -> None:
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO dump_line (dump_id, kind, line, reason, sha256, text) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )


class ImportBatch:
    """One batch of one dump, inside its transaction."""

    def __init__(self, connection: Connection, dump: int) -> None:
        self._connection = connection
        self._dump = dump
        self._now = int(time.time())

    def candidates(self, signatures: Sequence[Signature]) -> list[list[Signature]]:
        """For each signature the stored papers that could be the same."""
        return find_candidates(self._connection, signatures)

    def next_id(self) -> int:
        """The id that the next new paper gets; ids are never used twice."""
        row = self._connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'paper'").first()
        return 1 if row is None else int(row[0]) + 1

    def different(self, papers: Sequence[int]) -> set[tuple[int, int]]:
        """The pairs among ``papers`` that the user has called different, each both ways round."""
        rows = self._connection.exec_driver_sql(
            "SELECT paper_id, other_id FROM question WHERE state = 'different' "
            "AND paper_id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(papers)),),
        ).all()
        return {pair for a, b in rows for pair in ((a, b), (b, a))}

    def write(self, placements: Sequence[Placement], rejected: Sequence[Rejected]) -> None:
        """Store a batch and move the dump's offset by as many records."""
        new = [p for p in placements if p.outcome in ("new", "asked")]
        met = [p for p in placements if p.outcome in ("known", "healed")]
        self._insert_papers(new)
        self._insert_sources(placements)
        self._insert_fingerprints(new)
        self._insert_questions(placements)
        self._meet(met)
        for placement in placements:
            if placement.prepared.draft.metadata != _BARE:
                self._add_metadata(placement)
        _insert_lines(
            self._connection, [(self._dump, "rejected", item.line, item.reason, "", item.text) for item in rejected]
        )
        count = len(placements) + len(rejected)
        self._connection.exec_driver_sql(
            "UPDATE dump SET done = done + ?, total = total + ?, rejected = rejected + ? WHERE id = ?",
            (count, count, len(rejected), self._dump),
        )

    def _insert_papers(self, placements: Sequence[Placement]) -> None:
        rows = [self._paper_row(p.paper, p.prepared) for p in placements]
        if rows:
            self._connection.exec_driver_sql(
                "INSERT INTO paper (id, status, starred, seen, added, changed, title_key, method, has_code,"
                " promises_code, title, contribution, code_links, abstract, authors, edited, extra, note) "
                "VALUES (?, 'new', 0, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', '[]', '{}', '')",
                rows,
            )

    def _paper_row(self, paper: int, prepared: Prepared) -> tuple[object, ...]:
        return (
            paper,
            self._now,
            self._now,
            prepared.signature.title_key,
            prepared.method,
            int(bool(prepared.code_links)),
            int(prepared.promises_code),
            prepared.title,
            prepared.contribution,
            json.dumps(prepared.code_links),
            prepared.abstract,
        )

    def _insert_sources(self, placements: Sequence[Placement]) -> None:
        rows = []
        for placement in placements:
            draft = placement.prepared.draft
            metadata = "{}" if draft.metadata == _BARE else json.dumps(asdict(draft.metadata), ensure_ascii=True)
            rows.append(
                (
                    placement.paper,
                    self._dump,
                    draft.line,
                    draft.end_line,
                    placement.outcome,
                    self._now,
                    content_hash(draft.title, draft.abstract),
                    metadata,
                    draft.title,
                    draft.abstract,
                )
            )
        if rows:
            self._connection.exec_driver_sql(
                "INSERT INTO source (paper_id, dump_id, line, end_line, outcome, imported, hash, metadata_json, title,"
                " abstract) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def _insert_fingerprints(self, placements: Sequence[Placement]) -> None:
        # Sorted, because neighbours in the table are then written together.
        rows = sorted((value, p.paper) for p in placements for value in p.prepared.signature.fingerprint)
        if rows:
            self._connection.exec_driver_sql("INSERT OR IGNORE INTO fingerprint (hash, paper_id) VALUES (?, ?)", rows)

    def _insert_questions(self, placements: Sequence[Placement]) -> None:
        rows = [
            (min(p.paper, other), max(p.paper, other), kind, evidence, self._now)
            for p in placements
            for other, kind, evidence in p.questions
            if other != p.paper
        ]
        if rows:
            self._connection.exec_driver_sql(
                "INSERT OR IGNORE INTO question (paper_id, other_id, kind, evidence, state, asked) "
                "VALUES (?, ?, ?, ?, 'open', ?)",
                rows,
            )

    def _meet(self, placements: Sequence[Placement]) -> None:
        """A record met a paper: count the dump, and give the paper a title or abstract that it lacks."""
        papers = sorted({p.paper for p in placements})
        if papers:
            self._connection.exec_driver_sql(
                "UPDATE paper SET seen = (SELECT count(DISTINCT dump_id) FROM source WHERE paper_id = paper.id) "
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(papers),),
            )
        for placement in placements:
            if placement.prepared.title is not None:
                self._heal_title(placement.paper, placement.prepared)
            if placement.prepared.abstract is not None:
                self._heal_abstract(placement.paper, placement.prepared)

    def _heal_title(self, paper: int, prepared: Prepared) -> None:
        self._connection.exec_driver_sql(
            "UPDATE paper SET title = ?, title_key = ?, method = coalesce(?, method), changed = ? "
            "WHERE id = ? AND title IS NULL AND edited NOT LIKE '%\"title\"%'",
            (prepared.title, prepared.signature.title_key, prepared.method, self._now, paper),
        )

    def _heal_abstract(self, paper: int, prepared: Prepared) -> None:
        cursor = self._connection.exec_driver_sql(
            "UPDATE paper SET abstract = ?, contribution = ?, code_links = ?, has_code = ?, promises_code = ?,"
            " changed = ? WHERE id = ? AND abstract IS NULL AND edited NOT LIKE '%\"abstract\"%'",
            (
                prepared.abstract,
                prepared.contribution,
                json.dumps(prepared.code_links),
                int(bool(prepared.code_links)),
                int(prepared.promises_code),
                self._now,
                paper,
            ),
        )
        if cursor.rowcount:
            rows = sorted((value, paper) for value in prepared.signature.fingerprint)
            if rows:
                self._connection.exec_driver_sql(
                    "INSERT OR IGNORE INTO fingerprint (hash, paper_id) VALUES (?, ?)", rows
                )

    def _add_metadata(self, placement: Placement) -> None:
        """Fill what the paper lacks and the record tells; what the user typed is never overwritten."""
        metadata, paper = placement.prepared.draft.metadata, placement.paper
        # Identifiers go in as the identity rule compares them, so that they can be looked up; the raw ones stay in
        # the source.
        found = {name: getattr(metadata, name) for name in _FILLED}
        found["arxiv"], found["doi"] = placement.prepared.signature.arxiv, placement.prepared.signature.doi
        for name, value in found.items():
            if value is not None:
                self._fill(paper, name, value, "IS NULL")
        if metadata.authors:
            self._fill(paper, "authors", json.dumps(metadata.authors, ensure_ascii=False), "= '[]'")
        if metadata.extra:
            self._fill(paper, "extra", json.dumps(dict(metadata.extra), ensure_ascii=False), "= '{}'")
        if metadata.note:
            self._fill(paper, "note", metadata.note, "= ''")
        if metadata.citation_key:
            self._connection.exec_driver_sql(
                "UPDATE OR IGNORE paper SET citation_key = ? WHERE id = ? AND citation_key IS NULL",
                (metadata.citation_key, paper),
            )
        for name in metadata.keywords:
            add_tag(self._connection, [paper], name)

    def _fill(self, paper: int, name: str, value: object, empty: str) -> None:
        self._connection.exec_driver_sql(
            f'UPDATE paper SET "{name}" = ?, changed = ? WHERE id = ? AND "{name}" {empty} '
            f"AND edited NOT LIKE '%\"{name}\"%'",
            (value, self._now, paper),
        )


_BARE = Metadata()


def add_tag(connection: Connection, papers: Sequence[int], name: str) -> None:
    """Give papers a tag, making it when it is new; a paper that carries it already stays as it is."""
    connection.exec_driver_sql("INSERT OR IGNORE INTO tag (name) VALUES (?)", (name,))
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO paper_tag (paper_id, tag_id, position) "
        "SELECT p.id, t.id, (SELECT coalesce(max(position) + 1, 0) FROM paper_tag WHERE paper_id = p.id) "
        "FROM paper p, tag t WHERE t.name = ? AND p.id IN (SELECT value FROM json_each(?))",
        (name, json.dumps(list(papers))),
    )
