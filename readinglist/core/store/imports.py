"""Writing an import, batch by batch: sources, papers, fingerprints, questions. May import engine, candidates, text,
records.

A batch is one transaction that also moves the dump's offset: after a crash or a cancel whole batches stand, and the
same file goes on where it stopped.
"""

import hashlib
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from readinglist.core import text
from readinglist.core.records import (
    FurnitureLine,
    GivenKey,
    LineCounts,
    LineRun,
    Metadata,
    Placement,
    Prepared,
    Rejected,
    Signature,
    Unparsed,
)
from readinglist.core.sentences import Sentence
from readinglist.core.store.candidates import find_candidates
from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.sentences import stored
from readinglist.core.store.showing import (
    add_tag,
    fill,
    key_is_retired,
    set_abstract,
    set_title,
    tag_names,
    told,
)

_STEPS = 2_000  # of SQLite's virtual machine, about a millisecond of an import


def content_hash(title: str | None, abstract: str | None) -> str:
    """Sixteen hex digits that change when one bit of a source's texts does."""
    whole = f"{title is None}\x00{title or ''}\x00{abstract is None}\x00{abstract or ''}"
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class ImportStore:
    """The import's side of the store."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine
        self._phrases: tuple[int, set[int]] = (0, set())

    def unfinished(self, sha256: str) -> tuple[int, int] | None:
        """The dump that a cancelled import of these bytes has left, and how many of its records stand already."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql(
                "SELECT id, done FROM dump WHERE sha256 = ? AND complete = 0", (sha256,)
            ).first()
        return None if row is None else (int(row[0]), int(row[1]))

    def begin(self, *, sha256: str, name: str, path: str, file_format: str) -> int:
        """A new dump to write to; returns its id. Names that are no text are stored as near as can be."""
        with self._engine.write() as connection:
            new = connection.exec_driver_sql(
                "INSERT INTO dump (sha256, name, path, format, imported, done, complete, new, known, healed, asked,"
                " rejected, lines, notes) VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, '{}', '[]') RETURNING id",
                (sha256, _storable(name), _storable(path), file_format, int(time.time())),
            ).one()
        return int(new[0])

    def completed(self, sha256: str) -> int | None:
        """The dump whose bytes have this hash and which was imported as a whole."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql("SELECT id FROM dump WHERE sha256 = ? AND complete = 1", (sha256,)).first()
        return None if row is None else int(row[0])

    @contextmanager
    def batch(self, dump: int, added: int, give_way: Callable[[], None]) -> Iterator["ImportBatch"]:
        """One transaction in which candidates are asked for and placements written.

        ``added`` (seconds) is the moment of the whole import, so that its papers stand in the order of their pages.
        ``give_way`` is called every millisecond or so of SQLite's work: it may sleep; what it raises ends the batch.
        """
        if self._phrases[0] != dump:
            self._phrases = (dump, set())
        with self._engine.write() as connection, _interrupting(connection, give_way):
            yield ImportBatch(connection, dump, added, self._phrases[1])

    def other_keys(self, dump: int) -> list[GivenKey]:
        """The keys that a dump gives to papers and that are not their own, in the order of the file."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT s.line, p.id, s.given, p.citation_key, h.id IS NOT NULL, h.title, s.outcome FROM"
                " (SELECT *, json_extract(metadata_json, '$.citation_key') AS given FROM source"
                " WHERE dump_id = ? AND metadata_json <> '{}') s JOIN paper p ON p.id = s.paper_id"
                " LEFT JOIN paper h ON h.citation_key = s.given"
                " WHERE s.given <> '' AND p.citation_key IS NOT s.given ORDER BY s.id",
                (dump,),
            )
            return [GivenKey(row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6]) for row in rows]

    def met_records(self, dump: int) -> list[tuple[int, int, dict[str, object]]]:
        """(line, paper, metadata) of the records of a dump that were recognised in papers, in the order of the file."""
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT line, paper_id, metadata_json FROM source WHERE dump_id = ? AND metadata_json <> '{}'"
                " AND outcome IN ('known', 'healed') ORDER BY id",
                (dump,),
            )
            return [(row[0], row[1], json.loads(row[2])) for row in rows]

    def set_notes(self, dump: int, notes: Sequence[Sentence]) -> None:
        """Replace what the report of a dump says."""
        with self._engine.write() as connection:
            connection.exec_driver_sql(
                "UPDATE dump SET notes = ? WHERE id = ?", (json.dumps(list(map(stored, notes))), dump)
            )

    def add_notes(self, dump: int, notes: Sequence[Sentence]) -> None:
        """Add to what the report of a dump says."""
        with self._engine.write() as connection:
            row = connection.exec_driver_sql("SELECT notes FROM dump WHERE id = ?", (dump,)).one()
            said = json.dumps([*json.loads(row[0]), *map(stored, notes)])
            connection.exec_driver_sql("UPDATE dump SET notes = ? WHERE id = ?", (said, dump))

    def finish(
        self,
        dump: int,
        *,
        lines: LineCounts,
        furniture: Sequence[FurnitureLine],
        blank: Sequence[LineRun],
        unparsed: Sequence[Unparsed],
        notes: Sequence[Sentence],
        complete: bool,
    ) -> None:
        """Write down what the file held besides records, and whether all of it is stored."""
        with self._engine.write() as connection:
            connection.exec_driver_sql(
                "UPDATE dump SET lines = ?, notes = ?, complete = ? WHERE id = ?",
                (json.dumps(asdict(lines)), json.dumps(list(map(stored, notes))), int(complete), dump),
            )
            rows = [(dump, "furniture", item.line, "", "", item.text) for item in furniture]
            rows += [(dump, "blank", run.first, "", "", f"{run.last} {run.step}") for run in blank]
            rows += [(dump, "unparsed", item.line, stored(item.reason), item.sha256, item.text) for item in unparsed]
            _insert_lines(connection, rows)


@contextmanager
def _interrupting(connection: Connection, act: Callable[[], None]) -> Iterator[None]:
    """Call ``act`` while SQLite works. SQLite would make "interrupted" of any error in it, Ctrl-C for one."""
    raised: list[BaseException] = []

    def step() -> bool:
        try:
            act()
        except BaseException as error:
            raised.append(error)
        return bool(raised)

    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_progress_handler(step, _STEPS)
    try:
        yield
    except OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        driver.set_progress_handler(None, 0)


def _storable(name: str) -> str:
    """A file's name as text: bytes that are none (on Linux a name may hold any) become question marks."""
    return text.gate(name.encode("utf-8", "replace").decode("utf-8"))


def _insert_lines(connection: Connection, rows: list[tuple[int, str, int, str, str, str]]) -> None:
    if rows:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO dump_line (dump_id, kind, line, reason, sha256, text) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )


class ImportBatch:
    """One batch of one dump, inside its transaction."""

    def __init__(self, connection: Connection, dump: int, added: int, phrases: set[int]) -> None:
        self._connection = connection
        self._dump = dump
        self._phrases = phrases
        self._now = added

    def candidates(self, signatures: Sequence[Signature]) -> list[list[Signature]]:
        """For each signature the stored papers that could be the same."""
        return find_candidates(self._connection, signatures, self._phrases)

    def next_id(self) -> int:
        """The id that the next new paper gets; ids are never used twice."""
        row = self._connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'paper'").first()
        return 1 if row is None else int(row[0]) + 1

    def write(self, placements: Sequence[Placement], rejected: Sequence[Rejected], lines: LineCounts) -> None:
        """Store a batch, move the dump's offset by as many records, and say what the ``lines`` so far were."""
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
            self._connection,
            [(self._dump, "rejected", item.line, stored(item.reason), "", item.text) for item in rejected],
        )
        counts = Counter(placement.outcome for placement in placements)
        counts["rejected"] = len(rejected)
        counts["done"] = counts.total()
        self._connection.exec_driver_sql(
            "UPDATE dump SET done = done + ?, new = new + ?, known = known + ?, healed = healed + ?, asked = asked + ?,"
            " rejected = rejected + ?, lines = ? WHERE id = ?",
            (
                *(counts[name] for name in ("done", "new", "known", "healed", "asked", "rejected")),
                json.dumps(asdict(lines)),
                self._dump,
            ),
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
        lacking = self._lacking(papers)
        for placement in placements:
            lacks = lacking.get(placement.paper)
            if lacks is not None and self._heal(placement.paper, placement.prepared, *lacks):
                del lacking[placement.paper]
                lacking |= self._lacking([placement.paper])

    def _heal(self, paper: int, prepared: Prepared, title: bool, abstract: bool) -> bool:
        healed = title and prepared.title is not None and set_title(self._connection, paper, prepared)
        if prepared.abstract is not None and (healed or abstract):
            return set_abstract(self._connection, paper, prepared) or healed
        return healed

    def _lacking(self, papers: Sequence[int]) -> dict[int, tuple[bool, bool]]:
        """Which of ``papers`` lack a title (and so show the texts of the first record that has one) or an abstract."""
        rows = self._connection.exec_driver_sql(
            "SELECT id, title IS NULL, abstract IS NULL FROM paper"
            " WHERE (title IS NULL OR abstract IS NULL) AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(papers),),
        )
        return {row[0]: (bool(row[1]), bool(row[2])) for row in rows}

    def _add_metadata(self, placement: Placement) -> None:
        """Fill what the paper lacks and the record tells; what the user typed is never overwritten."""
        metadata, paper = placement.prepared.draft.metadata, placement.paper
        for name, value in told(placement.prepared).items():
            fill(self._connection, paper, name, value)
        if metadata.note:
            fill(self._connection, paper, "note", text.gate(metadata.note))
        if metadata.citation_key:
            self._add_key(paper, metadata.citation_key, placement.prepared.signature.title_key)
        for path in metadata.files:
            self._attach(paper, path)
        for name in tag_names(metadata.keywords):
            add_tag(self._connection, [paper], name)

    def _attach(self, paper: int, path: str) -> None:
        """Attach a file, unless it is attached, or another dump told of it: then the user has detached it."""
        self._connection.exec_driver_sql(
            "INSERT INTO attachment (paper_id, path) SELECT :paper, :path WHERE NOT EXISTS"
            " (SELECT 1 FROM attachment WHERE paper_id = :paper AND path = :path) AND NOT EXISTS"
            " (SELECT 1 FROM source s, json_each(s.metadata_json, '$.files') f"
            " WHERE s.paper_id = :paper AND s.dump_id <> :dump AND f.value = :path)",
            {"paper": paper, "path": path, "dump": self._dump},
        )

    def _add_key(self, paper: int, key: str, title_key: str) -> None:
        """Give ``paper`` the key if it has none; one that no program takes is repaired later (``given_keys``)."""
        if text.is_citation_key(key) and not key_is_retired(self._connection, key, paper, title_key):
            self._connection.exec_driver_sql(
                "UPDATE OR IGNORE paper SET citation_key = ? WHERE id = ? AND citation_key IS NULL", (key, paper)
            )
        # A key that is not the paper's own finds it all the same: the index must look at the paper again.
        self._connection.exec_driver_sql(
            "INSERT INTO change (paper_id, kind) SELECT id, 'text' FROM paper WHERE id = ? AND citation_key IS NOT ?",
            (paper, key),
        )


_BARE = Metadata()
