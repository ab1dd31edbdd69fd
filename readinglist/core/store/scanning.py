"""Searching without an index: reads every paper. Slow and plain, and always there. May import engine.

The library answers with this while the index is being built, and says so.
"""

from array import array
from collections.abc import Sequence

from readinglist.core.store.engine import StoreEngine
from readinglist.core.store.papers import view_condition

_MOST = 32
_TEXTS = "coalesce(title, '') || ' ' || coalesce(abstract, '') || ' ' || note || ' ' || authors"


class ScanStore:
    """Finds papers by looking at all of them."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    def find(self, words: Sequence[str], *, view: str) -> "array[int]":
        """The papers of a view that hold all of ``words`` anywhere, newest first. ASCII case does not matter.

        Of very many words the first ``_MOST`` are asked for: SQLite takes no longer expressions.
        """
        words = list(dict.fromkeys(words))[:_MOST]
        conditions = [view_condition(view), *(f"({_TEXTS}) LIKE ? ESCAPE '\\'" for _ in words)]
        values = tuple(f"%{_escaped(word)}%" for word in words)
        with self._engine.read() as connection:
            rows = connection.exec_driver_sql(
                f"SELECT id FROM paper WHERE {' AND '.join(conditions)} ORDER BY added DESC, id", values
            )
            return array("q", (row[0] for row in rows))


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
