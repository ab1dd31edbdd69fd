"""Entries that were written before: an export that is written again and again writes only what changed.

May import records and this room's ``entries``. Thread-safe.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from readinglist.core.bibtex.entries import POINTERS, Options, write_entry
from readinglist.core.records import Paper

#: Entries that are remembered, some 5 kB each. Larger exports are written anew.
LIMIT = 2000

_T = TypeVar("_T")
_Name = tuple[int, str, bool, bool, bool, bool]


@dataclass(slots=True)
class Written:
    """An entry, the paper as it was then, the characters that ASCII lost, and whether the text was read back."""

    paper: Paper
    key: str
    text: str
    lost: frozenset[str]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class _Agreed:
    """An entry of a file and the paper that it says all of."""

    paper: Paper
    theirs: str
    strings: Mapping[str, str]
    lost: frozenset[str]


class Memory:
    """What was written of which paper, under which key and with which options."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._written: dict[_Name, Written] = {}
        self._agreed: dict[_Name, _Agreed] = {}
        self._lock = threading.Lock()

    def holds(self, entries: int) -> bool:
        """Whether an export of so many entries is remembered."""
        return entries <= self._limit

    def entries(self, keyed: Iterable[tuple[str, Paper]], options: Options) -> list[Written]:
        """What `write_entry` gives for each, from memory where nothing of the paper changed; fills ``options.lost``."""
        with self._lock:
            found = [self._entry(paper, key, options) for key, paper in keyed]
            for written in found:
                options.lost.update(written.lost)
        return found

    def agreed(self, paper: Paper, theirs: str, strings: Mapping[str, str], options: Options) -> bool:
        """Whether ``theirs``, an entry of a file with those ``strings``, was seen to say all that ``paper`` says."""
        with self._lock:
            known = self._agreed.get(_name(paper, options))
        if known is None or known.theirs != theirs or known.paper != paper or known.strings != strings:
            return False
        options.lost.update(known.lost)
        return True

    def agree(self, paper: Paper, theirs: str, strings: Mapping[str, str], options: Options) -> None:
        """``theirs`` needs no change for ``paper``."""
        with self._lock:
            _remember(
                self._agreed,
                _name(paper, options),
                _Agreed(paper, theirs, strings, frozenset(options.lost)),
                self._limit,
            )

    def _entry(self, paper: Paper, key: str, options: Options) -> Written:
        name = _name(paper, options)
        # What points to other entries is written in one way or another, as they are in the file or not.
        written = self._written.get(name) if POINTERS.isdisjoint(paper.extra) else None
        if written is None or written.key != key or written.paper != paper:
            own = replace(options, lost=set())
            written = Written(paper, key, write_entry(paper, key, own), frozenset(own.lost))
            _remember(self._written, name, written, self._limit)
        return written


def _name(paper: Paper, options: Options) -> _Name:
    return paper.id, options.dialect, options.ascii_only, options.abstracts, options.notes, options.own_file


def _remember(known: dict[_Name, _T], name: _Name, value: _T, limit: int) -> None:
    """Keep the newest ``limit`` values."""
    known.pop(name, None)
    known[name] = value
    if len(known) > limit:
        del known[next(iter(known))]
