"""Ordered migrations, from the first version on. May import sqlalchemy and errors.

A new library is made by running all of them, so that every library has walked the same road; a test holds the result
against the schema of the models in ``tables`` and the statements of ``triggers``. To change the schema: change
``tables``, append a migration that leads there, and never touch one that has been released.
"""

from collections.abc import Callable
from importlib.resources import files

from sqlalchemy import Connection

from readinglist.core.errors import LibraryTooNewError, ReadingListError

Migration = Callable[[Connection], None]


def _first(connection: Connection) -> None:
    """Version 1: the schema of the first release, frozen as text."""
    _run(connection, "schema_1.sql")


def _second(connection: Connection) -> None:
    """Version 2: what papers showed before they were edited."""
    _run(connection, "schema_2.sql")


def _third(connection: Connection) -> None:
    """Version 3: undo keeps of a changed row what has changed. Steps written before hold whole rows, and stay."""
    _run(connection, "schema_3.sql")


def _fourth(connection: Connection) -> None:
    """Version 4: a former citation key knows the paper that had it."""
    _run(connection, "schema_4.sql")


def _fifth(connection: Connection) -> None:
    """Version 5: papers in the order of authors, venues and statuses."""
    _run(connection, "schema_5.sql")


def _sixth(connection: Connection) -> None:
    """Version 6: authors and venues that begin with Ö, É or Ł beside those with O, E and L."""
    _run(connection, "schema_6.sql")


def _seventh(connection: Connection) -> None:
    """Version 7: titles that begin with Ł, Ø or Æ beside those with L, O and A, as keys of titles are made since."""
    _run(connection, "schema_7.sql")


MIGRATIONS: tuple[Migration, ...] = (_first, _second, _third, _fourth, _fifth, _sixth, _seventh)


def _run(connection: Connection, name: str) -> None:
    script = files("readinglist.core.store").joinpath(name).read_text(encoding="utf-8")
    for statement in script.split("\n--\n"):
        connection.exec_driver_sql(statement)


def version_of(connection: Connection) -> int:
    """The schema version of a library (0: an empty database)."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def is_newer(connection: Connection) -> bool:
    """Whether the library was written by a program that knows more than this one."""
    return version_of(connection) > len(MIGRATIONS)


def refuse_newer(connection: Connection) -> None:
    """Raise LibraryTooNewError for a library that this program must not write to."""
    if is_newer(connection):
        raise LibraryTooNewError(
            "This library was written by a newer version of Reading List (its form is {form}; this "
            "program knows up to {newest}). It can be read, not changed; "
            "update Reading List to change it.",
            form=version_of(connection),
            newest=len(MIGRATIONS),
            job="read",
        )


def refuse_other(connection: Connection) -> None:
    """Raise ReadingListError where the program that has the library open is not of this version: only its installation
    can have changed meanwhile, and its library is not to be changed under it."""
    if version_of(connection) != len(MIGRATIONS):
        raise ReadingListError(
            "Reading List was updated while its window was open. Close the window, open it again, and do this once "
            "more; nothing was changed."
        )


def migrate(connection: Connection) -> bool:
    """Bring a library to the newest version within the caller's transaction; True when anything was done.

    Raises LibraryTooNewError for a library of a newer program.
    """
    refuse_newer(connection)
    version = version_of(connection)
    for migration in MIGRATIONS[version:]:
        migration(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(MIGRATIONS)}")
    return version < len(MIGRATIONS)
