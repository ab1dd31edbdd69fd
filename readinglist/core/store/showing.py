"""What a record makes its paper show: texts, facts, tags. May import text, records and sqlalchemy.

The texts shown are those of the first record with a title, else of the first record; facts come from the first record
that tells them. What the user has typed is never overwritten. All functions run inside the caller's transaction.
"""

import json
import time
from collections.abc import Sequence

from sqlalchemy import Connection

from readinglist.core import text
from readinglist.core.records import LONGEST_TAG, VERSIONED, Prepared

#: What a record may add to a paper that lacks it; never over what is there.
_FILLED = ("year", "arxiv", "doi", "url", "venue", "publisher", "entry_type")
#: How columns look that nobody has filled (the others: NULL).
EMPTY = {"authors": "[]", "extra": "{}", "note": ""}
_NOT_TYPED = "NOT EXISTS (SELECT 1 FROM json_each(paper.edited) WHERE value = ?)"


def told(prepared: Prepared) -> dict[str, str | int]:
    """The columns, other than its texts, that a record tells of its paper."""
    metadata = prepared.draft.metadata
    # Identifiers go in as the identity rule compares them, so that they can be looked up; the raw ones stay in the
    # source.
    found: dict[str, str | int | None] = {name: getattr(metadata, name) for name in _FILLED}
    found["arxiv"], found["doi"] = prepared.signature.arxiv, prepared.signature.doi
    found["authors"] = json.dumps(metadata.authors, ensure_ascii=False) if metadata.authors else None
    found["extra"] = json.dumps(dict(metadata.extra), ensure_ascii=False) if metadata.extra else None
    return {
        name: text.gate(value) if isinstance(value, str) else value
        for name, value in found.items()
        if value is not None
    }


def fill(connection: Connection, paper: int, name: str, value: str | int) -> None:
    """Set a column that is empty and that the user has not typed; of ``extra``, the fields that are not there."""
    if name == "extra":
        value = not_typed(connection, paper, str(value))
        connection.exec_driver_sql(
            "UPDATE paper SET extra = json_patch(json_patch(extra, ?), extra), changed = ?"
            " WHERE id = ? AND EXISTS (SELECT 1 FROM json_each(?) WHERE key NOT IN (SELECT key FROM json_each(extra)))",
            (value, int(time.time()), paper, value),
        )
        return
    empty = EMPTY.get(name)
    connection.exec_driver_sql(
        f'UPDATE paper SET "{name}" = ?, changed = ? WHERE id = ? AND "{name}" IS ? AND {_NOT_TYPED}',
        (value, int(time.time()), paper, empty, name),
    )


def not_typed(connection: Connection, paper: int, extra: str) -> str:
    """The fields that a record told without those that the user has typed; the version of a preprint is in its id."""
    edited = connection.exec_driver_sql("SELECT edited FROM paper WHERE id = ?", (paper,)).scalar_one()
    if edited == "[]":
        return extra
    own = {{"arxiv": VERSIONED, "printed_note": "note", "note": ""}.get(name, name) for name in json.loads(edited)}
    return json.dumps({name: value for name, value in json.loads(extra).items() if name not in own}, ensure_ascii=False)


def set_title(connection: Connection, paper: int, prepared: Prepared) -> bool:
    """Show a record's title, unless the user has typed one; returns whether that was done."""
    cursor = connection.exec_driver_sql(
        f"UPDATE paper SET title = ?, title_key = ?, method = coalesce(?, method), changed = ?"
        f" WHERE id = ? AND {_NOT_TYPED}",
        (prepared.title, prepared.signature.title_key, prepared.method, int(time.time()), paper, "title"),
    )
    return cursor.rowcount > 0


def set_abstract(connection: Connection, paper: int, prepared: Prepared) -> bool:
    """Show a record's abstract with all that follows from it, unless the user has typed one."""
    cursor = connection.exec_driver_sql(
        "UPDATE paper SET abstract = ?, contribution = ?, code_links = ?, has_code = ?, promises_code = ?,"
        f" changed = ? WHERE id = ? AND {_NOT_TYPED}",
        (
            prepared.abstract,
            prepared.contribution,
            json.dumps(prepared.code_links),
            int(bool(prepared.code_links)),
            int(prepared.promises_code),
            int(time.time()),
            paper,
            "abstract",
        ),
    )
    if cursor.rowcount:
        replace_fingerprint(connection, paper, prepared.signature.fingerprint)
    return cursor.rowcount > 0


def tag_names(keywords: Sequence[str]) -> list[str]:
    """The keywords of a record that can be tags: one line, no comma, not too long."""
    names = [" ".join(text.gate(word).split()) for word in keywords]
    return [name for name in names if name and "," not in name and len(name) <= LONGEST_TAG]


def replace_fingerprint(connection: Connection, paper: int, fingerprint: Sequence[int]) -> None:
    """Store the shingle hashes of a paper's new abstract in the place of the old ones."""
    connection.exec_driver_sql("DELETE FROM fingerprint WHERE paper_id = ?", (paper,))
    rows = sorted((value, paper) for value in set(fingerprint))
    if rows:
        connection.exec_driver_sql("INSERT INTO fingerprint (hash, paper_id) VALUES (?, ?)", rows)


def keep_former(connection: Connection, paper: int, fields: Sequence[str]) -> None:
    """Keep what a paper shows before the user edits ``fields``, if its title or abstract is edited for the first time.

    Records are compared with this too: the next import of the same record must find the paper (see ``candidates``).
    """
    texts = [field for field in fields if field in ("title", "abstract")]
    if texts:
        connection.exec_driver_sql(
            "INSERT INTO former_text (paper_id, title_key, title, abstract) SELECT id, title_key, title, abstract"
            " FROM paper WHERE id = ? AND EXISTS (SELECT value FROM json_each(?) EXCEPT"
            " SELECT value FROM json_each(paper.edited))",
            (paper, json.dumps(texts)),
        )


def add_fingerprint(connection: Connection, paper: int, fingerprint: Sequence[int]) -> None:
    """Store the shingle hashes of a paper's edited abstract beside those of the former one."""
    rows = sorted((value, paper) for value in set(fingerprint))
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO fingerprint (hash, paper_id) VALUES (?, ?)", rows)


def key_is_retired(connection: Connection, key: str, paper: int, title_key: str) -> bool:
    """Whether a citation key was that of another paper: one that lives, or one that is gone and had another title."""
    row = connection.exec_driver_sql(
        "SELECT r.paper_id, r.title_key, p.id IS NOT NULL FROM retired_key r LEFT JOIN paper p ON p.id = r.paper_id"
        " WHERE r.key = ?",
        (key,),
    ).first()
    if row is None or row[0] == paper:
        return False
    return bool(row[2]) or row[1] not in ("", title_key)


def add_tag(connection: Connection, papers: Sequence[int], name: str) -> None:
    """Give papers a tag, making it when it is new; a paper that carries it already stays as it is."""
    connection.exec_driver_sql("INSERT OR IGNORE INTO tag (name) VALUES (?)", (name,))
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO paper_tag (paper_id, tag_id, position) "
        "SELECT p.id, t.id, (SELECT coalesce(max(position) + 1, 0) FROM paper_tag WHERE paper_id = p.id) "
        "FROM paper p, tag t WHERE t.name = ? AND p.id IN (SELECT value FROM json_each(?))",
        (name, json.dumps(list(papers))),
    )
