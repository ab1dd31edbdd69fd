"""Opening a library's file and running one transaction in it. May import sqlmodel, migrations, records and errors.

One process writes (a file lock), one writer at a time (a lock of threads); readers have connections of their own and
are never blocked (WAL). No session leaves this package: what comes out of the store is frozen records.
"""

import os
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from readinglist.core.errors import (
    LibraryDamagedError,
    LibraryLockedError,
    LibraryVanishedError,
    NoLibraryError,
    ReadingListError,
    ReadOnlyError,
)
from readinglist.core.store import migrations

#: "RDLS": what ``file`` and we tell a reading list by (PRAGMA application_id).
APPLICATION_ID = 0x52444C53
LOCK_SECONDS = 5.0


class StoreEngine:
    """A library's file, open. ``read`` and ``write`` each run one transaction; ``close`` gives everything back."""

    def __init__(self, database: Path, lock: Path, *, create: bool, read_only: bool, patience: float) -> None:
        """Open ``database``, making it when ``create`` allows it; wait ``patience`` seconds for another writer.

        Raises NoLibraryError, LibraryVanishedError, LibraryLockedError, LibraryDamagedError or LibraryTooNewError.
        """
        self.database = database
        self.read_only = read_only
        self._writer = threading.RLock()
        self._lock: FileLock | None = None
        self._refuse_what_is_no_library(create)
        if not read_only:
            self._lock = self._take_lock(lock, patience)
        try:
            self._engine = self._connect()
            self._prepare()
            self._identity = self._file_identity()
        except BaseException:
            self.close()
            raise

    # ---- opening ----

    def _refuse_what_is_no_library(self, create: bool) -> None:
        if self.database.exists():
            if not self.database.is_file():
                raise LibraryDamagedError(f"{self.database} is not a file. Choose another place with --library.")
            if self.database.stat().st_size == 0 and self._marker.exists():
                raise LibraryDamagedError(
                    f"{self.database} is empty, though there was a library in it. Restore it from a backup in "
                    f"{self.database.parent / 'backups'}, or move the empty file away."
                )
            return
        if self._marker.exists():
            raise LibraryVanishedError(
                f"There was a library in {self.database.parent}, and its file {self.database.name} is gone. Put it "
                f"back (or a backup of it); to begin a new one there, delete {self._marker.name} beside it first."
            )
        if not create or self.read_only:
            raise NoLibraryError(
                f"There is no library in {self.database.parent}. Import a file to make one: readinglist import FILE"
            )

    @property
    def _marker(self) -> Path:
        """Says that a library was here: holds its id."""
        return self.database.with_name("library.id")

    def _take_lock(self, path: Path, patience: float) -> FileLock:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(path, mode=0o600, thread_local=False)
            lock.acquire(timeout=patience)
        except Timeout:
            raise LibraryLockedError(
                f"Another window or command is writing to the library in {path.parent}. Close it, or wait until it "
                "is done, and try again. Reading (search, list, show, export) works meanwhile."
            ) from None
        except OSError as error:
            raise ReadingListError(
                f"The folder {path.parent} cannot be written to ({error.strerror}). Choose another with --library.",
                title="The library's folder cannot be written to",
            ) from error
        return lock

    def _connect(self) -> Engine:
        if not self.read_only and not self.database.exists():
            # Made with the owner's rights only, before SQLite would make it readable to all.
            os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
        url = URL.create("sqlite", database=str(self.database))
        engine = create_engine(url, pool_size=8, max_overflow=24, connect_args={"timeout": 10.0})
        event.listen(engine, "connect", self._set_up_connection)
        return engine

    def _set_up_connection(self, connection: sqlite3.Connection, _record: object) -> None:
        # The driver begins transactions too late for DDL and PRAGMAs; read() and write() say BEGIN themselves.
        connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "busy_timeout = 10000", "trusted_schema = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA mmap_size = 268435456")
        if self.read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA synchronous = FULL")

    def _prepare(self) -> None:
        try:
            if self.read_only:
                with self.read() as connection:
                    self._check_identity(connection)
            else:
                self._prepare_for_writing()
        except DatabaseError as error:
            raise LibraryDamagedError(
                f"{self.database} is not a readable library ({error.orig}). Nothing was changed. Run "
                "readinglist check, or restore a backup."
            ) from error

    def _prepare_for_writing(self) -> None:
        with self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            fresh = self.database.stat().st_size == 0
            if not fresh:
                self._check_identity(connection)
            mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode != "wal":
                raise LibraryDamagedError(
                    f"The folder {self.database.parent} does not allow SQLite's write-ahead log (it answered "
                    f"{mode!r}). Network folders often do not; choose a local one with --library."
                )
        with self.write() as connection:
            migrations.migrate(connection)
            if fresh:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                rows = [("library_id", uuid.uuid4().hex), ("created", str(int(time.time())))]
                connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES (?, ?)", rows)
        if fresh or not self._marker.exists():
            self._write_marker()

    def _write_marker(self) -> None:
        descriptor = os.open(self._marker, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(self.library_id + "\n")

    def _check_identity(self, connection: Connection) -> None:
        found = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        if found != APPLICATION_ID:
            raise LibraryDamagedError(
                f"{self.database} is a database, but not of Reading List. Choose another folder with --library."
            )

    @property
    def library_id(self) -> str:
        """The id given to this library when it was made."""
        with self.read() as connection:
            row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'library_id'").first()
        if row is None:
            raise LibraryDamagedError(f"{self.database} has lost its id. Restore a backup.")
        return str(row[0])

    # ---- working ----

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the library; for short work, from any thread."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The writer's connection in one transaction: all of it is stored when the block ends, or nothing.

        Raises ReadOnlyError, LibraryVanishedError (the file was deleted or replaced while open) or
        ReadingListError (disk full).
        """
        if self.read_only:
            raise ReadOnlyError("This library was opened for reading only, so nothing was changed.")
        with self._writer, self._engine.connect() as connection:
            self._check_still_there()
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException as error:
                self._roll_back(connection)
                if isinstance(error, OperationalError):
                    raise self._known(error) from error
                raise

    def _roll_back(self, connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if raw.in_transaction:  # a full disk has SQLite roll back by itself
            raw.execute("ROLLBACK")

    def _known(self, error: OperationalError) -> Exception:
        text = str(error.orig)
        if "disk is full" in text or "disk I/O" in text:
            return ReadingListError(
                f"The disk that holds {self.database.parent} is full or failing ({text}). The last change was not "
                "stored; make room and try again.",
                title="The change was not stored",
            )
        if "locked" in text or "busy" in text:
            return LibraryLockedError("Another program holds the library's file. Close it and try again.")
        if "readonly" in text:
            return ReadOnlyError(f"{self.database} may not be written to. Nothing was changed.")
        return error

    def _file_identity(self) -> tuple[int, int]:
        status = self.database.stat()
        return status.st_dev, status.st_ino

    def _check_still_there(self) -> None:
        if not hasattr(self, "_identity"):
            return
        try:
            same = self._file_identity() == self._identity
        except OSError:
            same = False
        if not same:
            raise LibraryVanishedError(
                f"{self.database} was deleted or replaced while it was open. Nothing more is written to it; close "
                "the library, put the file back, and open it again."
            )

    def close(self) -> None:
        """Close every connection and give the lock back; may be called twice."""
        engine = getattr(self, "_engine", None)
        if engine is not None:
            engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
