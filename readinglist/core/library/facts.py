"""The facts about papers that the search asks for, out of the store, cached until something changes. Imports numpy.

Implements ``search.PaperFacts``. One instance is a picture of one moment: when the library's version rises another one
takes its place, and whoever searches meanwhile keeps the old one. After a small change (a star, a status) the new one
asks only about the papers that changed.
"""

import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from readinglist.core.records import STATUSES
from readinglist.core.store import Store

_T = TypeVar("_T")
Ids = NDArray[np.int64]
Column = tuple[Ids, NDArray[np.float64]]

_RANKS = ("title", "author", "venue")  # they change with other papers
_RANK_QUESTIONS = frozenset(("column", name) for name in _RANKS)
_OF_TEXTS = frozenset({("column", "title"), ("column", "author")})  # these with the texts of papers only
_FEW = 5_000  # changes: more than these, and everything is asked again
#: So many papers, or one in so many of the library, are asked about alone, though each takes ten times as long as one
#: of all: these would take a key's whole time.
_TIED, _SHARE = 64, 100


class StoreFacts:
    """Facts of one version of a library; every answer is asked of the store once."""

    def __init__(self, store: Store, version: int) -> None:
        self._store = store
        self._version = version
        self._answers: dict[tuple[str, ...], Any] = {}
        # Answers of earlier versions, with the papers that have changed since.
        self._former: dict[tuple[str, ...], tuple[Any, frozenset[int]]] = {}
        self._lock = threading.Lock()

    def renewed(self, version: int) -> "StoreFacts":
        """The facts of a later version."""
        later = StoreFacts(self._store, version)
        changed = self._store.changes.papers_between(self._version, version, _FEW)
        if changed is not None:
            with self._lock:
                known = {question: (answer, frozenset[int]()) for question, answer in self._answers.items()}
                former = self._former | known
            ranks = {question: former.pop(question)[0] for question in former.keys() & _RANK_QUESTIONS}
            if ranks and not self._store.changes.texts_between(self._version, version):
                later._answers |= {question: ranks[question] for question in ranks.keys() & _OF_TEXTS}
            for question, (answer, papers) in former.items():
                if len(papers) + len(changed) <= _FEW:
                    later._former[question] = (answer, papers.union(changed))
        return later

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

        def ask(former: Ids | None, changed: list[int] | None) -> Ids:
            found = np.sort(_numbers(self._store.changes.ids_where(name, value, changed)))
            if former is None or changed is None:
                return found
            kept = former[~_among(former, changed)]
            return np.insert(kept, np.searchsorted(kept, found), found)

        return self._once(("ids", name, value), ask)

    def column(self, name: str, among: Ids | None = None) -> Column:
        """(sorted ids, value of each); see ``search.PaperFacts``."""
        if among is not None and name not in _RANKS and self._is_cheap(name, len(among)):
            ids, values = self._told(name, among.tolist())
            order = np.argsort(ids)
            return ids[order], values[order].astype(np.float64)

        def ask(former: Column | None, changed: list[int] | None) -> Column:
            numbers, values = self._told(name, changed)
            order = np.argsort(numbers)  # no id stands there twice; a stable sort takes four times as long
            found, told = numbers[order], values[order].astype(np.float64)
            if former is None or changed is None:
                return found, told
            stays = ~_among(former[0], changed)
            kept, values_kept = former[0][stays], former[1][stays]
            places = np.searchsorted(kept, found)
            return np.insert(kept, places, found), np.insert(values_kept, places, told)

        return self._once(("column", name), ask)

    def _is_cheap(self, name: str, papers: int) -> bool:
        """Whether to ask about so many papers alone: all are not known yet."""
        few = papers <= max(_TIED, self.papers // _SHARE)
        with self._lock:
            question = ("column", name)
            return few and question not in self._answers and question not in self._former

    def _told(self, name: str, among: list[int] | None) -> tuple[Ids, Ids]:
        """What the store says of a column, in any order of the papers; the value of a title, an author or a venue is
        its rank among all of them, that of a status its place."""
        if name in _RANKS:
            ranked = _numbers(self._store.changes.ranked(name))
            return ranked, np.arange(len(ranked))
        if name == "status":
            parts = [_numbers(self._store.changes.ids_where(name, status, among)) for status in STATUSES]
            return np.concatenate(parts), np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        ids, values = self._store.changes.column(name, among)
        return _numbers(ids), _numbers(values)

    def names(self, kind: str) -> Sequence[str]:
        """Every tag, dump or author; see ``search.PaperFacts``."""
        return self._once(("names", kind), lambda _former, _changed: self._store.changes.names(kind))

    def _once(self, question: tuple[str, ...], ask: Callable[[_T | None, list[int] | None], _T]) -> _T:
        with self._lock:
            if question not in self._answers:
                former, changed = self._former.pop(question, (None, None))
                self._answers[question] = ask(former, sorted(changed) if changed is not None else None)
            return cast(_T, self._answers[question])


def _numbers(text: str) -> Ids:
    return np.fromstring(text, np.int64, sep=",") if text else np.zeros(0, np.int64)


def _among(ids: Ids, changed: list[int]) -> NDArray[np.bool_]:
    """Which of the sorted ``ids`` are among the sorted, few ``changed``."""
    marks = np.zeros(len(ids), bool)
    places = np.searchsorted(ids, changed)
    inside = places < len(ids)
    hits = places[inside]
    marks[hits[ids[hits] == np.asarray(changed)[inside]]] = True
    return marks
