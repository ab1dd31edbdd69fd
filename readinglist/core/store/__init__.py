"""SQLite, the truth: the only rooms with SQL. May import settings, text, records and errors.

* ``tables``      the tables, as SQLModel models
* ``triggers``    change rows and rows before and after, written by the database itself
* ``migrations``  how a library of any version becomes one of today
* ``engine``      opening the file, one reading or writing transaction
* ``undo``        steps of undo and redo, kept in the library
* ``imports``     writing an import batch by batch; ``candidates``: which papers could be the same
* ``showing``     what a record makes its paper show
* ``dumps``       imported files and their reports; ``taking_back``: an import undone
* ``papers``      reading papers, the list's rows, counts; ``listing``: ids in order
* ``editing``     what the user does to papers
* ``changes``     what the index and the filters need to know
* ``check``       is the library whole?

``Store`` puts them on one file. Every public method is one transaction; what comes out is frozen records.
"""

import json
from contextlib import AbstractContextManager

from readinglist.core.store.changes import ChangeStore
from readinglist.core.store.check import find_damage
from readinglist.core.store.dumps import DumpStore
from readinglist.core.store.editing import EditStore
from readinglist.core.store.engine import LOCK_SECONDS, StoreEngine, forget
from readinglist.core.store.imports import ImportStore
from readinglist.core.store.papers import PaperStore
from readinglist.core.store.undo import UndoLog
from readinglist.paths import LibraryPaths

__all__ = ["Store", "forget"]


class Store:
    """One library's file with everything that can be asked of it or done to it."""

    def __init__(
        self,
        paths: LibraryPaths,
        *,
        create: bool,
        read_only: bool,
        patience: float = LOCK_SECONDS,
        lent: AbstractContextManager[object] | None = None,
    ) -> None:
        """Open the library of ``paths``; see ``StoreEngine`` for the arguments, and for what it raises."""
        self.paths = paths
        self._engine = StoreEngine(
            paths.database, paths.lock, create=create, read_only=read_only, patience=patience, lent=lent
        )
        self.undo = UndoLog(self._engine)
        self.papers = PaperStore(self._engine)
        self.editing = EditStore(self.undo)
        self.imports = ImportStore(self._engine)
        self.dumps = DumpStore(self._engine, self.undo)
        self.changes = ChangeStore(self._engine)
        self.library_id = self._engine.library_id

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._engine.read_only

    def lend(self) -> AbstractContextManager[None]:
        """Nobody writes here meanwhile: a child of this process, whose store is ``lent`` that, may."""
        return self._engine.lend()

    def setting(self, name: str) -> object:
        """The value of a setting, or None when it was never set."""
        with self._engine.read() as connection:
            row = connection.exec_driver_sql("SELECT value FROM meta WHERE name = ?", (f"setting:{name}",)).first()
        return None if row is None else json.loads(row[0])

    def damage(self) -> list[str]:
        """See ``check.find_damage``."""
        return find_damage(self._engine)

    def give_back(self) -> None:
        """Give back the memory that long work left in the connections; the next one takes what it needs."""
        self._engine.give_back()

    def close(self) -> None:
        """Close the file and give the lock back."""
        self._engine.close()
