"""Is the library whole? Structure, references, sources letter by letter. May import engine, imports and errors."""

from sqlalchemy import Connection

from readinglist.core.errors import LibraryDamagedError
from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.imports import content_hash


def find_damage(engine: StoreEngine) -> list[str]:
    """A sentence for each kind of damage found; empty when the library is whole.

    Runs SQLite's integrity and reference checks, and compares every source with the hash it was stored with, for
    SQLite itself does not see a flipped bit inside a text.
    """
    found: list[str] = []
    try:
        with engine.read() as connection:
            found += _structure(connection)
        with engine.read() as connection:
            found += _sources(connection)
    except LibraryDamagedError as error:
        found.append(error.message)
    return found


def _structure(connection: Connection) -> list[str]:
    found = [f"SQLite: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    references = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if references:
        found.append(f"{len(references)} rows refer to something that is gone (first: table {references[0][0]}).")
    return found


def _sources(connection: Connection) -> list[str]:
    changed = [
        row[0]
        for row in connection.exec_driver_sql("SELECT id, title, abstract, hash FROM source")
        if content_hash(row[1], row[2]) != row[3]
    ]
    if not changed:
        return []
    return [f"{len(changed)} sources are not as they were stored (first: source {changed[0]})."]
