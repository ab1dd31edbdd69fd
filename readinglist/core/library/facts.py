"""The facts about papers that the search asks for, out of the store, cached until something changes. Imports numpy.

Implements ``search.PaperFacts``. One instance is a picture of one moment: it is thrown away when the library's
version rises, and whoever searches meanwhile keeps the old one.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from readinglist.core.store import Store

_T = TypeVar("_T")
Ids = NDArray[np.int64]


class StoreFacts:
    """Facts of one version of a library; every answer is asked of the store once."""

    def __init__(self, store: Store, version: int) -> None:
        self._store = store
        self._version = version
        self._answers: dict[tuple[str, ...], Any] = {}
        self._lock = threading.Lock()

    @property
    def version(self) -> int:
        """The library's version that these facts tell of."""
        return self._version

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return len(self.ids("all"))

    def ids(self, name: str, value: str = "") -> Ids:
        """Sorted ids of the papers for which a fact holds; see ``search.PaperFacts``."""
        return self._once(("ids", name, value), lambda: np.sort(_numbers(self._store.changes.ids_where(name, value))))

    def column(self, name: str) -> tuple[Ids, NDArray[np.float64]]:
        """(sorted ids, value of each); see ``search.PaperFacts``."""

        def ask() -> tuple[Ids, NDArray[np.float64]]:
            ids, values = self._store.changes.column(name)
            numbers = _numbers(ids)
            order = np.argsort(numbers)
            return numbers[order], _numbers(values)[order].astype(np.float64)

        return self._once(("column", name), ask)

    def names(self, kind: str) -> Sequence[str]:
        """Every tag, dump or author; see ``search.PaperFacts``."""
        return self._once(("names", kind), lambda: self._store.changes.names(kind))

    def _once(self, question: tuple[str, ...], ask: Callable[[], _T]) -> _T:
        with self._lock:
            if question not in self._answers:
                self._answers[question] = ask()
            return cast(_T, self._answers[question])


def _numbers(text: str) -> Ids:
    return np.fromstring(text, np.int64, sep=",") if text else np.zeros(0, np.int64)
