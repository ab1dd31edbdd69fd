"""Opening a library's file and running one transaction in it. May import sqlmodel, migrations, records and errors.

One process writes (a file lock), one writer at a time (a lock of threads, which may be lent to a child process);
readers have connections of their own and are never blocked (WAL). No session leaves this package: what comes out of
the store is frozen records.
"""

import errno
import os
import shutil
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DatabaseError

from readinglist.core.errors import (
    DiskFullError,
    LibraryDamagedError,
    LibraryLockedError,
    LibraryTooNewError,
    LibraryVanishedError,
    NoLibraryError,
    ReadingListError,
    ReadOnlyError,
)
from readinglist.core.store import migrations

#: "RDLS": what ``file`` and we tell a reading list by (PRAGMA application_id).
APPLICATION_ID = 0x52444C53
LOCK_SECONDS = 5.0
SHARED = 32 << 10  # bytes of the file that all who have a library open share (SQLite's "-shm")


def forget(database: Path) -> None:
    """Remove what tells of a library whose file is gone, so that a new one can be made in its place."""
    if not database.exists():
        _marker_of(database).unlink(missing_ok=True)


def _marker_of(database: Path) -> Path:
    """The file that says that a library was here: holds its id."""
    return database.with_name("library.id")


class StoreEngine:
    """A library's file, open. ``read`` and ``write`` each run one transaction; ``close`` gives everything back."""

    def __init__(
        self,
        database: Path,
        lock: Path,
        *,
        create: bool,
        read_only: bool,
        patience: float,
        lent: AbstractContextManager[object] | None = None,
    ) -> None:
        """Open ``database``, making it when ``create`` allows it; wait ``patience`` seconds for another writer.

        ``lent`` is entered for each writing transaction in a child of the process that holds the lock, which lends it
        its turn (see ``lend``). Raises NoLibraryError, LibraryVanishedError, LibraryLockedError, LibraryDamagedError,
        LibraryTooNewError, ReadOnlyError (the place allows no writing) or DiskFullError.
        """
        self.database = database
        self.read_only = read_only
        self._writer = threading.RLock() if lent is None else lent
        self._lock: FileLock | None = None
        self._lent = lent is not None
        self._closed = False
        self._newer = False
        try:
            self._refuse_what_is_no_library(create)
        except (OSError, ValueError) as error:
            raise NoLibraryError(
                "{folder} cannot be used as a library's folder ({reason}). Choose another.",
                folder=self.database.parent,
                reason=_plain(error),
                job="folder",
            ) from error
        if not read_only and not self._lent:
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
                raise LibraryDamagedError(
                    "{file} is not a file. Choose another folder for the library.", file=self.database, job="folder"
                )
            if self.database.stat().st_size == 0:
                self._refuse_empty(create)
            return
        if self._marker.exists():
            raise LibraryVanishedError(
                "There was a library in {folder}, and its file {name} is gone. Put it "
                "back (or a backup of it); to begin a new one there, delete {marker} beside it first.",
                folder=self.database.parent,
                name=self.database.name,
                marker=self._marker.name,
            )
        self._refuse_to_create(create)

    def _refuse_empty(self, create: bool) -> None:
        """A file without a page is what is left of a library, or of an attempt to make one."""
        if self._marker.exists():
            raise LibraryDamagedError(
                "{file} is empty, though there was a library in it. Move {folder} away, and "
                "put your copy of it in its place, or begin a new library there.",
                file=self.database,
                folder=self.database.parent,
            )
        self._refuse_to_create(create)

    def _refuse_to_create(self, create: bool) -> None:
        if not create or self.read_only:
            raise NoLibraryError(
                "There is no library in {folder}. Import a file to make one.", folder=self.database.parent, job="import"
            )

    @property
    def _marker(self) -> Path:
        return _marker_of(self.database)

    def _take_lock(self, path: Path, patience: float) -> FileLock:
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = FileLock(path, mode=0o600, thread_local=False)
            if self.database.exists() and not os.access(self.database, os.W_OK):
                raise PermissionError(errno.EACCES, "its file may only be read")
            lock.acquire(timeout=patience)
        except Timeout:
            raise LibraryLockedError(
                "Another window or command is writing to the library in {folder}. Close it, or wait until it "
                "is done, and try again. Reading works meanwhile.",
                folder=path.parent,
                job="read",
            ) from None
        except (OSError, ValueError) as error:
            raise ReadOnlyError(
                "The library in {folder} cannot be written to ({reason}). Change its permissions, or "
                "choose another folder for the library.",
                folder=path.parent,
                reason=_plain(error),
                job="folder",
                title="The library cannot be written to",
            ) from error
        return lock

    def _connect(self) -> Engine:
        if not self.read_only and not self.database.exists():
            # Made with the owner's rights only, before SQLite would make it readable to all.
            os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
        # As a URI, because only there SQLite can be told never to make a file that is not there.
        query = {"uri": "true", "mode": "rw"} if not self._must_not_touch() else {"uri": "true", "immutable": "1"}
        url = URL.create("sqlite", database=self.database.as_uri(), query=query)
        engine = create_engine(url, pool_size=8, max_overflow=24, connect_args={"timeout": 10.0})
        event.listen(engine, "connect", self._set_up_connection)
        event.listen(engine, "handle_error", _keep_connection)
        return engine

    def _must_not_touch(self) -> bool:
        """Whether not even the files beside the library's can be made that readers of a log share."""
        log = self.database.with_name(self.database.name + "-wal")
        makes = os.access(self.database.parent, os.W_OK) and not self._lacks_room()
        return self.read_only and not makes and not (log.exists() and log.stat().st_size > 0)

    def _lacks_room(self) -> bool:
        """Whether the disk is too full for the file that is shared; where somebody has made it, it has its room."""
        shared = self.database.with_name(self.database.name + "-shm")
        made = shared.exists() and shared.stat().st_size >= SHARED
        return not made and shutil.disk_usage(self.database.parent).free < SHARED

    def _set_up_connection(self, connection: sqlite3.Connection, _record: object) -> None:
        # The driver begins transactions too late for DDL and PRAGMAs; read() and write() say BEGIN themselves.
        connection.isolation_level = None
        for pragma in ("foreign_keys = ON", "busy_timeout = 10000", "trusted_schema = OFF", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size = -16000")
        if self.read_only:
            # No memory map: a child that reads all papers in turn would hold the whole file in it.
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA mmap_size = 268435456")
            connection.execute("PRAGMA synchronous = FULL")
            # An import touches the same pages in many batches: there is room for them in memory, and they go home
            # less often (the log stays below 70 MB).
            connection.execute("PRAGMA cache_size = -98304")
            connection.execute("PRAGMA wal_autocheckpoint = 16384")

    def _prepare(self) -> None:
        try:
            if self._lent:
                with self.read() as connection:
                    self._check_identity(connection)
                    migrations.refuse_other(connection)
            elif self.read_only:
                with self.read() as connection:
                    self._check_identity(connection)
                    self._newer = migrations.is_newer(connection)
            else:
                self._prepare_for_writing()
        except (DatabaseError, ReadingListError) as error:
            if ("disk I/O" in str(error) or "disk is full" in str(error)) and self._lacks_room():
                raise DiskFullError(
                    "The disk that holds {folder} is full, so the library in it cannot be used. Make room and try "
                    "again; nothing was stored.",
                    folder=self.database.parent,
                ) from error
            if isinstance(error, ReadingListError):
                raise
            raise self._known(error) or LibraryDamagedError(
                "{file} is not a readable library ({reason}). Nothing was changed. Restore a backup.",
                file=self.database,
                reason=str(error.orig),
                job="check",
            ) from error

    def _prepare_for_writing(self) -> None:
        # Before SQLite opens the file: closing any other descriptor of it drops this process's locks, and the next
        # reader to close would delete the log under our feet ("How To Corrupt An SQLite Database File", 2.2).
        blank = self._is_blank()
        with self._engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            # Also when the program was killed while it made the library.
            fresh = blank and _holds_nothing(connection) and not self._marker.exists()
            if not fresh:
                self._check_identity(connection)
                migrations.refuse_newer(connection)
            mode = raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            if mode != "wal":
                raise LibraryDamagedError(
                    "The folder {folder} does not allow SQLite's write-ahead log (it answered "
                    "{mode!r}). Network folders often do not; choose a local one for the library.",
                    folder=self.database.parent,
                    mode=mode,
                    job="folder",
                )
        with self.write() as connection:
            migrations.migrate(connection)
            if fresh:
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                rows = [("library_id", uuid.uuid4().hex), ("created", str(int(time.time())))]
                connection.exec_driver_sql("INSERT INTO meta (name, value) VALUES (?, ?)", rows)
        if fresh or not self._marker.exists():
            self._write_marker()

    def _is_blank(self) -> bool:
        """Whether the file is empty or a database; SQLite takes a few bytes of anything for an empty one."""
        with self.database.open("rb") as file:
            return file.read(16) in (b"", b"SQLite format 3\0")

    def _write_marker(self) -> None:
        descriptor = os.open(self._marker, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(self.library_id + "\n")

    def _check_identity(self, connection: Connection) -> None:
        found = int(connection.exec_driver_sql("PRAGMA application_id").scalar_one())
        if found != APPLICATION_ID:
            raise LibraryDamagedError(
                "{file} is a database, but not of Reading List. Choose another folder for the library.",
                file=self.database,
                job="folder",
            )

    @property
    def library_id(self) -> str:
        """The id given to this library when it was made."""
        with self.read() as connection:
            row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'library_id'").first()
        if row is None:
            raise LibraryDamagedError("{file} has lost its id. Restore a backup.", file=self.database)
        return str(row[0])

    # ---- working ----

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the library; for short work, from any thread.

        Raises LibraryDamagedError, LibraryVanishedError or LibraryTooNewError.
        """
        try:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                try:
                    yield connection
                finally:
                    self._roll_back(connection)
        except DatabaseError as error:
            if (known := self._known_of_reading(error)) is not None:
                raise known from error
            raise

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """The writer's connection in one transaction: all of it is stored when the block ends, or nothing.

        Raises ReadOnlyError, LibraryVanishedError (the file was deleted or replaced while open) or
        ReadingListError (disk full).
        """
        if self.read_only:
            raise ReadOnlyError("This library was opened for reading only, so nothing was changed.")
        with self._writer:
            self._refuse_closed()
            self._check_still_there()
            with self._engine.connect() as connection:
                try:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    yield connection
                    connection.exec_driver_sql("COMMIT")
                except BaseException as error:
                    self._roll_back(connection)
                    if isinstance(error, DatabaseError) and (known := self._known(error)) is not None:
                        raise known from error
                    raise

    @contextmanager
    def lend(self) -> Iterator[None]:
        """The writer's turn without a transaction: a child of this process has one meanwhile."""
        with self._writer:
            self._refuse_closed()
            self._check_still_there()
            yield

    def _refuse_closed(self) -> None:
        if self._closed:
            raise ReadingListError("This library was closed, so nothing was changed. Open it again.")

    def _roll_back(self, connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        if raw.in_transaction:  # a full disk has SQLite roll back by itself
            raw.execute("ROLLBACK")

    def _known_of_reading(self, error: DatabaseError) -> ReadingListError | None:
        text = str(error.orig)
        if "unable to open" in text:
            return LibraryVanishedError(
                "{file} cannot be opened any more. Put it back, and open it again.", file=self.database
            )
        if "malformed" in text or "not a database" in text or "disk I/O" in text:
            return LibraryDamagedError(
                "{file} cannot be read ({reason}). Nothing was changed. Restore a backup, or copy the file "
                "away before anything else.",
                file=self.database,
                reason=text,
            )
        if self._newer and "no such" in text:
            return LibraryTooNewError(
                "This library was written by a newer version of Reading List, and this part of it cannot be read by "
                "this one. Update Reading List."
            )
        return None

    def _known(self, error: DatabaseError) -> ReadingListError | None:
        text = str(error.orig)
        if "disk is full" in text or "disk I/O" in text:
            return ReadingListError(
                "The disk that holds {folder} is full or failing ({reason}). The last change was not "
                "stored; make room and try again.",
                folder=self.database.parent,
                reason=text,
                title="The change was not stored",
            )
        if "locked" in text or "busy" in text:
            return LibraryLockedError("Another program holds the library's file. Close it and try again.")
        if "readonly" in text:
            return ReadOnlyError("{file} may not be written to. Nothing was changed.", file=self.database)
        return self._known_of_reading(error)

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
                "{file} was deleted or replaced while it was open. Nothing more is written to it; close "
                "the library, put the file back, and open it again.",
                file=self.database,
            )

    def give_back(self) -> None:
        """Close the connections that nobody uses at the moment, with the pages that they keep in memory."""
        self._engine.dispose()

    def close(self) -> None:
        """Close every connection and give the lock back; may be called twice."""
        self._closed = True
        engine = getattr(self, "_engine", None)
        if engine is not None:
            engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _holds_nothing(connection: Connection) -> bool:
    """Whether the file is a database in which nothing was ever made."""
    kinds = ("application_id", "user_version")
    marked = any(connection.exec_driver_sql(f"PRAGMA {kind}").scalar_one() for kind in kinds)
    return not marked and connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0


def _plain(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _keep_connection(context: ExceptionContext) -> None:
    """Ctrl-C breaks no connection to a file; SQLAlchemy would throw it away unfinished, with its lock on the file."""
    if not isinstance(context.original_exception, Exception):
        context.is_disconnect = False
