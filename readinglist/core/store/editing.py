"""What the user does to papers: one undoable step per method. May import undo, showing, records and errors."""

import json
import re
import time
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from readinglist.core import text
from readinglist.core.errors import NotFoundError, UsageError
from readinglist.core.records import STATUSES
from readinglist.core.store.showing import add_fingerprint, add_tag, keep_former, key_is_retired
from readinglist.core.store.undo import UndoLog

#: Columns that ``edit`` may set; the values have been checked by the caller.
_COLUMNS = frozenset(
    {
        "title", "abstract", "authors", "year", "arxiv", "doi", "url", "venue", "publisher", "entry_type",
        "citation_key", "note", "title_key", "contribution", "method", "code_links", "has_code",
        "promises_code", "extra",
    }
)  # fmt: skip


def papers_phrase(papers: Sequence[int]) -> str:
    """``1 paper`` or ``7 papers``, for the label of a step."""
    number = len(set(papers))
    return "1 paper" if number == 1 else f"{number} papers"


#: Characters that go when one corrects what one types.
_SLIP = 20


def _takes_away(before: str, after: str) -> bool:
    """Whether a text is emptied, or loses more in one place than a slip."""
    kept = _shared(before, after)
    kept += _shared(before[kept:][::-1], after[kept:][::-1])
    return len(before) - kept > _SLIP or (bool(before) and not after)


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at the start."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


#: A tag that no paper carries any more, and that the user has given no colour.
_LEFT_OVER = "colour IS NULL AND NOT EXISTS (SELECT 1 FROM paper_tag WHERE tag_id = tag.id)"


class EditStore:
    """Changes what belongs to the user. Each method is one transaction and one step of undo."""

    def __init__(self, undo: UndoLog) -> None:
        self._undo = undo

    # ---- verdicts ----

    def star(self, papers: Sequence[int], *, on: bool) -> None:
        """Set or take away the star of ``papers``."""
        label = f"{'star' if on else 'unstar'} {papers_phrase(papers)}"
        with self._undo.step(label) as connection:
            connection.exec_driver_sql(
                "UPDATE paper SET starred = ?, changed = ? WHERE starred <> ?"
                " AND id IN (SELECT value FROM json_each(?))",
                (int(on), int(time.time()), int(on), json.dumps(list(papers))),
            )

    def set_status(self, papers: Sequence[int], status: str) -> None:
        """Give ``papers`` a status; raises UsageError for one that does not exist."""
        if status not in STATUSES:
            raise UsageError(
                "There is no status {status!r}. There are: {known}.", status=status, known=", ".join(STATUSES)
            )
        with self._undo.step(f"mark {papers_phrase(papers)} {status}") as connection:
            connection.exec_driver_sql(
                "UPDATE paper SET status = ?, changed = ? WHERE status <> ? AND id IN (SELECT value FROM json_each(?))",
                (status, int(time.time()), status, json.dumps(list(papers))),
            )

    # ---- tags ----

    def tag(self, papers: Sequence[int], names: Sequence[str]) -> None:
        """Give ``papers`` tags."""
        with self._undo.step(f"tag {papers_phrase(papers)} {', '.join(names)}") as connection:
            for name in names:
                add_tag(connection, papers, name)

    def untag(self, papers: Sequence[int], name: str) -> None:
        """Take a tag from ``papers``; a tag that no paper carries any more goes too."""
        with self._undo.step(f"remove tag {name} from {papers_phrase(papers)}") as connection:
            tag = _tag_id(connection, name)
            connection.exec_driver_sql(
                "DELETE FROM paper_tag WHERE tag_id = ? AND paper_id IN (SELECT value FROM json_each(?))",
                (tag, json.dumps(list(papers))),
            )
            connection.exec_driver_sql(
                f"DELETE FROM tag WHERE id = ? AND {_LEFT_OVER}",
                (tag,),
            )

    def rename_tag(self, old: str, new: str) -> str | None:
        """Rename a tag; where ``new`` exists already the two become one, whose name is returned."""
        with self._undo.step(f"rename tag {old} to {new}") as connection:
            tag = _tag_id(connection, old)
            other = connection.exec_driver_sql(
                "SELECT id, name FROM tag WHERE name = ? AND id <> ?", (new, tag)
            ).first()
            if other is None:
                connection.exec_driver_sql("UPDATE tag SET name = ? WHERE id = ?", (new, tag))
                return None
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO paper_tag (paper_id, tag_id, position) "
                "SELECT paper_id, ?, position FROM paper_tag WHERE tag_id = ?",
                (other[0], tag),
            )
            connection.exec_driver_sql("DELETE FROM tag WHERE id = ?", (tag,))
            return str(other[1])

    def delete_tag(self, name: str) -> None:
        """Take a tag from every paper."""
        with self._undo.step(f"delete tag {name}") as connection:
            connection.exec_driver_sql("DELETE FROM tag WHERE id = ?", (_tag_id(connection, name),))

    def set_tag_colour(self, name: str, colour: str | None) -> None:
        """Colour a tag (``#rrggbb``), or take its colour away. Raises UsageError for another kind of colour."""
        if colour is not None and not re.fullmatch("#[0-9A-Fa-f]{6}", colour):
            raise UsageError("{colour!r} is not a colour: write one such as #3366cc.", colour=colour)
        with self._undo.step(f"colour tag {name}") as connection:
            connection.exec_driver_sql("UPDATE tag SET colour = ? WHERE id = ?", (colour, _tag_id(connection, name)))

    # ---- fields and notes ----

    def set_note(self, paper: int, note: str) -> None:
        """Write the note of a paper; typing goes on in one step, until it takes away what was written before."""

        def goes_on(connection: Connection) -> bool:
            row = connection.exec_driver_sql("SELECT note FROM paper WHERE id = ?", (paper,)).one()
            return not _takes_away(row[0], note)

        with self._undo.step("edit note", subject=f"note:{paper}", joins=goes_on) as connection:
            connection.exec_driver_sql(
                "UPDATE paper SET note = ?, changed = ? WHERE id = ? AND note IS NOT ?",
                (note, int(time.time()), paper, note),
            )

    def edit(
        self, paper: int, fields: Sequence[str], values: Mapping[str, object], fingerprint: Sequence[int] | None = None
    ) -> None:
        """Set the columns of ``values`` by the user's hand; ``fields`` are remembered as chosen by the user.

        ``fingerprint`` are the shingle hashes of an edited abstract. Raises UsageError when the citation key belongs
        to another paper.
        """
        unknown = set(values) - _COLUMNS
        if unknown:
            raise UsageError("{names} cannot be edited.", names=", ".join(sorted(unknown)))
        key = values.get("citation_key")
        with self._undo.step(f"edit {_fields_phrase(fields)}") as connection:
            if key is not None:
                row = connection.exec_driver_sql("SELECT title_key FROM paper WHERE id = ?", (paper,)).one()
                _refuse_taken_key(connection, paper, str(key))
                _refuse_retired_key(connection, str(key), paper, row[0])
            keep_former(connection, paper, fields)
            edited = _set_columns(connection, [paper], fields, values)
            if fingerprint is not None and edited:
                add_fingerprint(connection, paper, fingerprint)

    def edit_all(self, papers: Sequence[int], fields: Sequence[str], values: Mapping[str, object]) -> None:
        """Set the same columns of several papers by the user's hand; see ``edit``."""
        with self._undo.step(f"edit {_fields_phrase(fields)} of {papers_phrase(papers)}") as connection:
            _set_columns(connection, papers, fields, values)

    def add_to_notes(self, papers: Sequence[int], note: str) -> None:
        """Write the same under the notes of several papers, as a paragraph of its own."""
        with self._undo.step(f"add to the notes of {papers_phrase(papers)}") as connection:
            connection.exec_driver_sql(
                "UPDATE paper SET note = CASE note WHEN '' THEN ? ELSE rtrim(note, char(10)) || char(10, 10) || ? END,"
                " changed = ? WHERE id IN (SELECT value FROM json_each(?))",
                (note, note, int(time.time()), json.dumps(list(papers))),
            )

    def set_keys(self, keys: Mapping[int, str]) -> None:
        """Store citation keys when they are first shown: not a step of undo, for a key must never go away again."""
        with self._undo.silently() as connection:
            connection.exec_driver_sql(
                "UPDATE paper SET citation_key = ? WHERE id = ? AND citation_key IS NULL",
                [(key, paper) for paper, key in keys.items()],
            )

    def renew_keys(self, keys: Mapping[int, str]) -> None:
        """Give papers other citation keys, all at once; raises UsageError when one belongs to another paper."""
        with self._undo.step(f"renew the keys of {papers_phrase(list(keys))}") as connection:
            for paper, key in keys.items():
                _refuse_taken_key(connection, paper, key)
                connection.exec_driver_sql(
                    "UPDATE paper SET citation_key = ?, changed = ? WHERE id = ?", (key, int(time.time()), paper)
                )

    def add(self, values: Mapping[str, object], fingerprint: Sequence[int], tags: Sequence[str]) -> int:
        """Add a paper typed in by hand and return its id."""
        now = int(time.time())
        with self._undo.step("add a paper") as connection:
            key = values.get("citation_key")
            if key is not None:
                _refuse_taken_key(connection, 0, str(key))
                _refuse_retired_key(connection, str(key), 0, str(values["title_key"]))
            columns = {**values, "added": now, "changed": now}
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join("?" for _ in columns)
            row = connection.exec_driver_sql(
                f"INSERT INTO paper ({names}, status, starred, seen) VALUES ({marks}, 'new', 0, 0) RETURNING id",
                tuple(columns.values()),
            ).one()
            paper = int(row[0])
            add_fingerprint(connection, paper, fingerprint)
            for name in tags:
                add_tag(connection, [paper], name)
        return paper

    def delete(self, papers: Sequence[int]) -> None:
        """Delete papers with all that hangs on them; undo brings everything back."""
        with self._undo.step(f"delete {papers_phrase(papers)}") as connection:
            chosen = json.dumps(list(papers))
            # Children first and by name: rows deleted by a cascade after their parent could not be put back in order.
            for table, column in (
                ("fingerprint", "paper_id"), ("former_text", "paper_id"), ("paper_tag", "paper_id"),
                ("highlight", "paper_id"), ("attachment", "paper_id"), ("question", "paper_id"),
                ("question", "other_id"), ("source", "paper_id"), ("paper", "id"),
            ):  # fmt: skip
                connection.exec_driver_sql(
                    f'DELETE FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))', (chosen,)
                )
            connection.exec_driver_sql(f"DELETE FROM tag WHERE {_LEFT_OVER}")

    # ---- highlights and files ----

    def add_highlight(self, paper: int, quote: str, before: str, after: str, colour: str, comment: str) -> int:
        """Mark a passage of a paper's abstract; returns the highlight's id, of one that is there already its own."""
        texts = [text.gate(part) for part in (quote, before, after, colour, comment)]
        with self._undo.step("highlight") as connection:
            same = connection.exec_driver_sql(
                "SELECT id FROM highlight WHERE paper_id = ? AND quote = ? AND before = ? AND after = ?",
                (paper, *texts[:3]),
            ).first()
            if same is not None:
                return int(same[0])
            row = connection.exec_driver_sql(
                "INSERT INTO highlight (paper_id, quote, before, after, colour, comment) VALUES (?, ?, ?, ?, ?, ?) "
                "RETURNING id",
                (paper, *texts),
            ).one()
        return int(row[0])

    def remove_highlight(self, highlight: int) -> None:
        """Take a highlight away."""
        with self._undo.step("remove highlight") as connection:
            connection.exec_driver_sql("DELETE FROM highlight WHERE id = ?", (highlight,))

    def attach(self, papers: Sequence[int], paths: Sequence[str]) -> None:
        """Say that files belong to papers. Raises UsageError for a name that is no text."""
        if any(text.gate(path) != path for path in paths):
            raise UsageError("The file's name holds characters that are no text. Rename it, and attach it then.")
        with self._undo.step("attach a file" if len(paths) == 1 else f"attach {len(paths)} files") as connection:
            connection.exec_driver_sql(
                "INSERT INTO attachment (paper_id, path) VALUES (?, ?)",
                [(paper, path) for path in paths for paper in papers],
            )

    def detach(self, paper: int, path: str) -> None:
        """Say that a file no longer belongs to a paper; the file itself is not touched."""
        with self._undo.step("detach a file") as connection:
            connection.exec_driver_sql("DELETE FROM attachment WHERE paper_id = ? AND path = ?", (paper, path))

    # ---- saved searches ----

    def save_search(self, name: str, query: str, sort: str) -> int:
        """Keep a search under a name; returns its id."""
        with self._undo.step(f"save search {name}") as connection:
            row = connection.exec_driver_sql(
                "INSERT INTO saved_search (name, query, sort) VALUES (?, ?, ?) RETURNING id",
                (text.gate(name), text.gate(query), sort),
            ).one()
        return int(row[0])

    def rename_search(self, search: int, name: str) -> None:
        """Give a saved search another name."""
        with self._undo.step("rename search") as connection:
            connection.exec_driver_sql("UPDATE saved_search SET name = ? WHERE id = ?", (text.gate(name), search))

    def delete_search(self, search: int) -> None:
        """Forget a saved search."""
        with self._undo.step("delete search") as connection:
            connection.exec_driver_sql("DELETE FROM saved_search WHERE id = ?", (search,))

    def set_setting(self, name: str, value: str) -> None:
        """Keep a setting of the library; settings are no step of undo."""
        with self._undo.silently() as connection:
            connection.exec_driver_sql(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (f"setting:{name}", value),
            )


def _fields_phrase(fields: Sequence[str]) -> str:
    """``title``, ``title and year`` or ``5 fields``, for the label of a step."""
    return " and ".join(fields).replace("_", " ") if len(fields) < 3 else f"{len(fields)} fields"


def _set_columns(
    connection: Connection, papers: Sequence[int], fields: Sequence[str], values: Mapping[str, object]
) -> bool:
    """Set columns of papers by the user's hand; whether any was changed."""
    if not values:
        return False
    assignments = ", ".join(f'"{name}" = ?' for name in values)
    # Typing what is there already is no change: it must not leave a step that only moved a time stamp. Compared
    # letter by letter: a key's column is blind to case, the user is not.
    differs = " OR ".join(f'"{name}" IS NOT ? COLLATE BINARY' for name in values)
    chosen = json.dumps(list(fields))
    edited = connection.exec_driver_sql(
        f"UPDATE paper SET {assignments}, changed = ?, edited = (SELECT json_group_array(DISTINCT value) FROM "
        f"(SELECT value FROM json_each(paper.edited) UNION SELECT value FROM json_each(?)))"
        f" WHERE id IN (SELECT value FROM json_each(?)) AND ({differs} OR EXISTS (SELECT value FROM json_each(?) EXCEPT"
        " SELECT value FROM json_each(paper.edited)))",
        (*values.values(), int(time.time()), chosen, json.dumps(list(papers)), *values.values(), chosen),
    )
    return edited.rowcount > 0


def _tag_id(connection: Connection, name: str) -> int:
    row = connection.exec_driver_sql("SELECT id FROM tag WHERE name = ?", (text.gate(name),)).first()
    if row is None:
        raise NotFoundError("There is no tag {name!r}. The tags are those of the side bar and of show.", name=name)
    return int(row[0])


def _refuse_taken_key(connection: Connection, paper: int, key: str) -> None:
    sql = "SELECT id, citation_key FROM paper WHERE id <> ? AND "
    found = connection.exec_driver_sql(f"{sql} citation_key = ?", (paper, key)).all()
    if not found and not key.isascii():  # SQLite is blind to the case of ASCII's letters alone
        others = connection.exec_driver_sql(f"{sql} citation_key GLOB ?", (paper, "*[^ -~]*"))
        found = [row for row in others if row[1].lower() == key.lower()]
    if found:
        raise UsageError(
            "The citation key {key!r} belongs to paper {paper}. Choose another, or change that one first.",
            key=key,
            paper=found[0][0],
            field="citation_key",
        )


def _refuse_retired_key(connection: Connection, key: str, paper: int, title_key: str) -> None:
    if key_is_retired(connection, key, paper, title_key):
        raise UsageError(
            "The citation key {key!r} was that of another paper, deleted or renamed since. Choose another.",
            key=key,
            field="citation_key",
        )
