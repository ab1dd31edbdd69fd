"""The triggers of a library: change rows for the index, and rows before and after for undo. May import tables only.

They are made from the tables' own columns, so that a new column cannot be forgotten. A change row is written in the
transaction of the change itself: no code path can leave the index behind. The way of undo is that of SQLite's
"Automatic Undo/Redo Using SQLite", with rows as values in place of SQL text. A migration that changes an
undoable table must empty ``undo_step``.
"""

from sqlmodel import SQLModel

from readinglist.core.store import tables

#: What the user can do something to, and therefore can undo.
UNDOABLE: tuple[type[SQLModel], ...] = (
    tables.PaperRecord,
    tables.DumpRecord,
    tables.SourceRecord,
    tables.DumpLineRecord,
    tables.FingerprintRecord,
    tables.FormerTextRecord,
    tables.TagRecord,
    tables.PaperTagRecord,
    tables.HighlightRecord,
    tables.AttachmentRecord,
    tables.QuestionRecord,
    tables.SavedSearchRecord,
)

_TEXT_COLUMNS = ("title", "abstract", "authors", "note", "citation_key", "method")
_SAME = "="
_RECORDING = "EXISTS (SELECT 1 FROM recording)"


def columns(model: type[SQLModel]) -> list[str]:
    """The names of a model's columns, in order."""
    return [column.name for column in model.__table__.columns]  # type: ignore[attr-defined]


def table_name(model: type[SQLModel]) -> str:
    """The name of a model's table."""
    return str(model.__tablename__)


def _row(model: type[SQLModel], version: str, other: str = "") -> str:
    """A row as text: values apart by commas, texts as hex (they may hold any character, NUL too).

    JSON would read better, but its functions are no longer allowed in triggers once ``trusted_schema`` is off.
    What is the same in the ``other`` version is a ``=``: a status of 100,000 papers is no copy of their abstracts.
    What tells the row and its paper is always written.
    """
    telling = {column.name for column in model.__table__.primary_key} | {"paper_id"}  # type: ignore[attr-defined]
    parts = []
    for name in columns(model):
        n = f'{version}."{name}"'
        part = f"CASE typeof({n}) WHEN 'null' THEN '' WHEN 'text' THEN 't' || hex({n}) ELSE 'i' || {n} END"
        if other and name not in telling:
            part = f"CASE WHEN {n} IS {other}.\"{name}\" COLLATE BINARY THEN '{_SAME}' ELSE {part} END"
        parts.append(part)
    return " || ',' || ".join(parts)


def row_values(model: type[SQLModel], text: str) -> dict[str, str | int | None]:
    """The row that a trigger wrote down as ``text``, by column; what a change left as it was is left out."""
    parts = zip(columns(model), text.split(","), strict=True)
    return {name: _value(part) for name, part in parts if part != _SAME}


def _value(part: str) -> str | int | None:
    if not part:
        return None
    return bytes.fromhex(part[1:]).decode("utf-8", "surrogatepass") if part[0] == "t" else int(part[1:])


def _undo_trigger(model: type[SQLModel], event: str) -> str:
    table = table_name(model)
    both = event == "UPDATE"
    before = "NULL" if event == "INSERT" else _row(model, "OLD", "NEW" if both else "")
    after = "NULL" if event == "DELETE" else _row(model, "NEW", "OLD" if both else "")
    return (
        f'CREATE TRIGGER undo_{table}_{event.lower()} AFTER {event} ON "{table}" WHEN {_RECORDING} BEGIN '
        f"INSERT INTO undo_entry (step_id, table_name, before, after) "
        f"SELECT step_id, '{table}', {before}, {after} FROM recording; END"
    )


def _change_trigger(name: str, event: str, table: str, paper: str, kind: str, when: str = "") -> str:
    return (
        f'CREATE TRIGGER change_{name} AFTER {event} ON "{table}" {when} BEGIN '
        f"INSERT INTO change (paper_id, kind) VALUES ({paper}, '{kind}'); END"
    )


def _change_triggers() -> list[str]:
    texts = ", ".join(_TEXT_COLUMNS)
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _TEXT_COLUMNS)
    statements = [
        _change_trigger("paper_insert", "INSERT", "paper", "NEW.id", "text"),
        _change_trigger("paper_delete", "DELETE", "paper", "OLD.id", "gone"),
        _change_trigger("paper_text", f"UPDATE OF {texts}", "paper", "NEW.id", "text", f"WHEN {differs}"),
        _change_trigger("paper_state", "UPDATE", "paper", "NEW.id", "state", f"WHEN NOT ({differs})"),
    ]
    for table in ("paper_tag", "highlight"):
        for event, version in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            name = f"{table}_{event.lower()}"
            statements.append(_change_trigger(name, event, table, f"{version}.paper_id", "text"))
    for event, version in (("INSERT", "NEW"), ("DELETE", "OLD")):
        name = f"attachment_{event.lower()}"
        statements.append(_change_trigger(name, event, "attachment", f"{version}.paper_id", "state"))
    statements.append(
        "CREATE TRIGGER change_tag_name AFTER UPDATE OF name ON tag WHEN OLD.name IS NOT NEW.name BEGIN "
        "INSERT INTO change (paper_id, kind) SELECT paper_id, 'text' FROM paper_tag WHERE tag_id = NEW.id; END"
    )
    return statements


def _key_triggers() -> list[str]:
    """A key that was used once names this paper for ever, also while the paper is deleted."""
    retire = (
        "INSERT OR REPLACE INTO retired_key (key, title_key, paper_id) VALUES (OLD.citation_key, OLD.title_key, OLD.id)"
    )
    revive = "DELETE FROM retired_key WHERE key = NEW.citation_key"
    return [
        f"CREATE TRIGGER key_delete AFTER DELETE ON paper WHEN OLD.citation_key IS NOT NULL BEGIN {retire}; END",
        f"CREATE TRIGGER key_insert AFTER INSERT ON paper WHEN NEW.citation_key IS NOT NULL BEGIN {revive}; END",
        "CREATE TRIGGER key_renew AFTER UPDATE OF citation_key ON paper"
        " WHEN OLD.citation_key IS NOT NULL AND NEW.citation_key IS NOT OLD.citation_key"
        f" BEGIN {retire}; END",
        "CREATE TRIGGER key_update AFTER UPDATE OF citation_key ON paper WHEN NEW.citation_key IS NOT NULL"
        f" BEGIN {revive}; END",
    ]


def trigger_statements() -> list[str]:
    """Every CREATE TRIGGER statement of a library."""
    undo = [_undo_trigger(model, event) for model in UNDOABLE for event in ("INSERT", "UPDATE", "DELETE")]
    return [*_change_triggers(), *_key_triggers(), *undo]
