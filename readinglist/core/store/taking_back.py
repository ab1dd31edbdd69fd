"""Taking imports back, inside a transaction. May import showing, text, records and the standard library.

What a paper shows follows from its sources in their order (see ``showing``). When some of them go, what the others tell
is shown again: a title that healed the paper goes, a text that another dump has as well comes from there. What the
user typed stays.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from readinglist.core import text
from readinglist.core.records import Draft, Metadata, Prepared, UndoneImport
from readinglist.core.store.showing import EMPTY, fill, not_typed, set_abstract, set_title, told

Prepare = Callable[[Draft], Prepared]

#: A paper is touched when the user did anything to it; such a paper outlives its import. A note, tag or file that came
#: with a record of the paper is none of the user's doing.
_TOUCHED = (
    "(p.status <> 'new' OR p.starred OR p.edited <> '[]'"
    " OR (p.note <> '' AND NOT EXISTS (SELECT 1 FROM source s WHERE s.paper_id = p.id"
    " AND json_extract(s.metadata_json, '$.note') = p.note))"
    " OR EXISTS (SELECT 1 FROM paper_tag x JOIN tag t ON t.id = x.tag_id WHERE x.paper_id = p.id"
    " AND NOT EXISTS (SELECT 1 FROM source s, json_each(s.metadata_json, '$.keywords') k"
    " WHERE s.paper_id = p.id AND trim(k.value) = t.name))"
    " OR EXISTS (SELECT 1 FROM highlight x WHERE x.paper_id = p.id)"
    " OR EXISTS (SELECT 1 FROM attachment x WHERE x.paper_id = p.id AND NOT EXISTS"
    " (SELECT 1 FROM source s, json_each(s.metadata_json, '$.files') f WHERE s.paper_id = p.id AND f.value = x.path)))"
)
#: A paper came with an import when it was not there before.
_BROUGHT = "EXISTS (SELECT 1 FROM source s WHERE s.paper_id = p.id AND s.outcome IN ('new', 'asked'))"
_CHOSEN = "IN (SELECT value FROM json_each(?))"


def take_back(connection: Connection, dumps: Sequence[int], prepare: Prepare) -> UndoneImport:
    """Remove dumps with their sources, and the papers that had no other and that the user has not touched.

    Told as kept are those that came with the dumps: that others stay is no news.
    """
    chosen = json.dumps(list(dumps))
    only_here = connection.exec_driver_sql(
        f"SELECT p.id, {_TOUCHED}, {_BROUGHT} FROM paper p"
        f" WHERE p.id IN (SELECT paper_id FROM source WHERE dump_id {_CHOSEN})"
        f" AND NOT EXISTS (SELECT 1 FROM source s WHERE s.paper_id = p.id AND NOT s.dump_id {_CHOSEN})",
        (chosen, chosen),
    ).all()
    gone = [row[0] for row in only_here if not row[1]]
    kept = [row[0] for row in only_here if row[1]]
    here = connection.exec_driver_sql(f"SELECT DISTINCT paper_id FROM source WHERE dump_id {_CHOSEN}", (chosen,))
    elsewhere = sorted({row[0] for row in here}.difference(gone, kept))
    # A touched paper that was there before these dumps, told by none: what they healed goes, as before them.
    connection.exec_driver_sql(
        f"UPDATE paper SET title = NULL, title_key = '' WHERE id {_CHOSEN}"
        " AND NOT EXISTS (SELECT 1 FROM json_each(paper.edited) WHERE value = 'title')"
        " AND EXISTS (SELECT 1 FROM source s WHERE s.paper_id = paper.id AND s.outcome = 'healed')"
        " AND NOT EXISTS (SELECT 1 FROM source s WHERE s.paper_id = paper.id AND s.outcome IN ('new', 'asked'))",
        (json.dumps(kept),),
    )
    before = _sources(connection, elsewhere)
    _delete(connection, chosen, json.dumps(gone))
    after = _sources(connection, elsewhere)
    for paper in elsewhere:
        _show_again(connection, paper, before[paper], after[paper], prepare)
    connection.exec_driver_sql(
        "UPDATE paper SET changed = ?, seen = (SELECT count(DISTINCT dump_id) FROM source WHERE paper_id = paper.id)"
        f" WHERE id {_CHOSEN}",
        (int(time.time()), json.dumps(kept + elsewhere)),
    )
    return UndoneImport(removed=len(gone), kept=tuple(row[0] for row in only_here if row[1] and row[2]))


def _delete(connection: Connection, dumps: str, papers: str) -> None:
    """Children first and by name: rows deleted by a cascade after their parent could not be put back in order."""
    tags = [
        row[0]
        for row in connection.exec_driver_sql(
            f"SELECT DISTINCT tag_id FROM paper_tag WHERE paper_id {_CHOSEN}", (papers,)
        )
    ]
    for table, column in (
        ("fingerprint", "paper_id"),
        ("former_text", "paper_id"),
        ("paper_tag", "paper_id"),
        ("attachment", "paper_id"),
        ("question", "paper_id"),
        ("question", "other_id"),
    ):
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE "{column}" {_CHOSEN}', (papers,))
    connection.exec_driver_sql(
        f"DELETE FROM tag WHERE id {_CHOSEN} AND colour IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM paper_tag WHERE tag_id = tag.id)",
        (json.dumps(tags),),
    )
    for table in ("source", "dump_line"):
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE dump_id {_CHOSEN}', (dumps,))
    connection.exec_driver_sql(f"DELETE FROM paper WHERE id {_CHOSEN}", (papers,))
    connection.exec_driver_sql(f"DELETE FROM dump WHERE id {_CHOSEN}", (dumps,))


# ---- what a paper shows without the sources that went ----


@dataclass(frozen=True, slots=True)
class _Source:
    """One record of a paper, raw."""

    id: int
    line: int
    title: str | None
    abstract: str | None
    metadata: Metadata

    def draft(self, abstract: str | None) -> Draft:
        return Draft(self.line, self.line, self.title, abstract, self.metadata)


def _sources(connection: Connection, papers: Sequence[int]) -> dict[int, list[_Source]]:
    """The sources of papers in the order in which they were imported."""
    found: dict[int, list[_Source]] = {paper: [] for paper in papers}
    rows = connection.exec_driver_sql(
        f"SELECT paper_id, id, line, title, abstract, metadata_json FROM source WHERE paper_id {_CHOSEN} ORDER BY id",
        (json.dumps(list(papers)),),
    )
    for paper, source, line, title, abstract, metadata in rows:
        found[paper].append(_Source(source, line, title, abstract, _metadata(metadata)))
    return found


def _metadata(told_json: str) -> Metadata:
    values = json.loads(told_json)
    for name in ("authors", "keywords", "files"):
        values[name] = tuple(values.get(name, ()))
    return Metadata(**values)


def _shown(sources: Sequence[_Source]) -> tuple[_Source, _Source]:
    """The sources whose title and whose abstract are shown: those of the first with a title, else the first at all."""
    titled = next((source for source in sources if source.title), sources[0])
    if titled.abstract:
        return titled, titled
    return titled, next((source for source in sources if source.abstract), titled)


def _show_again(
    connection: Connection, paper: int, before: Sequence[_Source], after: Sequence[_Source], prepare: Prepare
) -> None:
    if _shown(before) != _shown(after):
        title, abstract = _shown(after)
        prepared = prepare(title.draft(abstract.abstract))
        set_title(connection, paper, prepared)
        set_abstract(connection, paper, prepared)
        # Of the texts that are shown now: one of them may be the user's.
        shown = connection.exec_driver_sql("SELECT title, abstract FROM paper WHERE id = ?", (paper,)).one()
        method = text.method_name(shown[0], shown[1])
        connection.exec_driver_sql("UPDATE paper SET method = ? WHERE id = ?", (method, paper))
    removed = [source for source in before if source not in after and source.metadata != _BARE]
    if removed:
        _tell_again(connection, paper, removed, after, prepare)


_BARE = Metadata()


def _tell_again(
    connection: Connection, paper: int, removed: Sequence[_Source], after: Sequence[_Source], prepare: Prepare
) -> None:
    """Empty the columns that say what only a removed record told; fill them from the records that are left."""
    for source in removed:
        for name, value in told(prepare(source.draft(source.abstract))).items():
            if name == "extra":
                _tell_no_more(connection, paper, str(value))
                continue
            connection.exec_driver_sql(
                f'UPDATE paper SET "{name}" = ? WHERE id = ? AND "{name}" = ?'
                " AND NOT EXISTS (SELECT 1 FROM json_each(paper.edited) WHERE value = ?)",
                (EMPTY.get(name), paper, value, name),
            )
    for source in after:
        for name, value in told(prepare(source.draft(source.abstract))).items():
            fill(connection, paper, name, value)
    kept = {path for source in after for path in source.metadata.files}
    gone = {path for source in removed for path in source.metadata.files} - kept
    connection.exec_driver_sql(
        f"DELETE FROM attachment WHERE paper_id = ? AND path {_CHOSEN}", (paper, json.dumps(sorted(gone)))
    )


def _tell_no_more(connection: Connection, paper: int, extra: str) -> None:
    """Take away the fields that say what ``extra``, those of a removed record, told."""
    row = connection.exec_driver_sql("SELECT extra FROM paper WHERE id = ?", (paper,)).one()
    now, gone = json.loads(row[0]), json.loads(not_typed(connection, paper, extra))
    left = {name: value for name, value in now.items() if gone.get(name) != value}
    if left != now:
        text = json.dumps(left, ensure_ascii=False, separators=(",", ":"))
        connection.exec_driver_sql("UPDATE paper SET extra = ? WHERE id = ?", (text, paper))
