"""What the library's own words tell about a word of the query: counts, spellings, acronyms, likely typos.

Imports numpy, rapidfuzz and snapshot. Answers are kept in the snapshot's cache.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from readinglist.core.search.analysis import stem
from readinglist.core.search.arrays import letter_sets
from readinglist.core.search.snapshot import Segment, Snapshot

T = TypeVar("T")
Array = NDArray[Any]
_SMALL_LIBRARY = 5_000  # papers; in a larger one a word of a single paper is no correction


class Lexicon:
    """Questions about the terms of all segments together."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def _kept(self, kind: str, key: object, make: Callable[[], T]) -> T:
        found = self._snapshot.cache.get((kind, key))
        if found is None:
            found = (make(),)
            self._snapshot.cache.put((kind, key), found, 500)
        value: T = found[0]
        return value

    def count(self, term: str) -> int:
        """About how many papers hold a term (the most that one field has; deleted papers may count)."""
        return self._kept("count", term, lambda: sum(_count(s, s.columns.terms.find(term)) for s in self._segments()))

    def known(self, term: str) -> bool:
        """Whether any paper holds the term or one of its stem."""
        return self.count(term) > 0 or self._kept("family", term, lambda: self._has_family(term))

    def _has_family(self, term: str) -> bool:
        root = stem(term)
        return any(_count(s, n) for s in self._segments() for n in s.columns.family(root))

    def begins(self, prefix: str) -> bool:
        """Whether any term begins so."""
        return self._kept("begins", prefix, lambda: any(_any_prefix(s, prefix) for s in self._segments()))

    def _segments(self) -> tuple[Segment, ...]:
        return self._snapshot.segments

    def spelled_out(self, acronym: str) -> tuple[str, ...]:
        """What the library says that an acronym stands for: at most three forms, the most frequent first."""
        return self._kept("long", acronym, lambda: self._definitions(acronym + "="))

    def acronym(self, words: str) -> tuple[str, ...]:
        """Acronyms that the library defines for some words (terms with single spaces between)."""
        return self._kept("short", words, lambda: self._definitions(words + "="))

    def may_spell(self, words: str) -> bool:
        """Whether any spelled-out acronym begins with these words."""
        return self._kept("spell", words, lambda: bool(self._definitions(words + " ", most=1)))

    def _definitions(self, prefix: str, most: int = 3) -> tuple[str, ...]:
        counts: Counter[str] = Counter()
        for segment in self._segments():
            field = segment.columns.field("acronym")
            if field is None:
                continue
            terms = segment.columns.terms
            for slot in range(*field.slots(*terms.prefix(prefix))):
                counts[terms[int(field.terms[slot])].rpartition("=")[2]] += field.count(slot)
        total = sum(counts.values())
        return tuple(text for text, n in counts.most_common(most) if n * 10 >= total)

    def splits(self, term: str) -> tuple[tuple[str, str], ...]:
        """Ways to write a word as two that the library knows: ``finetuning`` as ``fine tuning``.

        Parts have three letters or more, or meet where letters meet digits: ``gpt4`` as ``gpt 4``.
        """
        return self._kept("splits", term, lambda: tuple(self._splits(term)))

    def _splits(self, term: str) -> Iterator[tuple[str, str]]:
        for i in range(1, len(term)):
            a, b = term[:i], term[i:]
            boundary = a[-1].isalpha() and b[0].isdigit()
            if (boundary or (i >= 3 and len(b) >= 3 and term.isalpha())) and self.count(b) and self.count(a):
                yield a, b

    def corrections(self, word: str, *, begun: bool = False) -> tuple[str, ...]:
        """Likely meant words: at most two, the nearest and most frequent first.

        One edit (a letter more, less, other, or two swapped) from 4 letters, two from 8. With ``begun`` the word
        may be the beginning of a longer one.
        """
        if len(word) < 4 or len(word) > 40 or not word.isalpha():
            return ()
        return self._kept("typo", (word, begun), lambda: self._corrections(word, begun))

    def _corrections(self, word: str, begun: bool) -> tuple[str, ...]:
        most = 2 if len(word) >= 8 else 1
        least = 1 if self._snapshot.papers < _SMALL_LIBRARY else 2
        found: dict[str, list[int]] = {}
        for segment in self._segments():
            for term, count in likely(segment, word, most, least, begun):
                shown = term[: len(word)] if begun else term
                distance = int(OSA.distance(word, shown, score_cutoff=most))
                if distance <= most and shown != word:
                    found.setdefault(shown, [distance, 0])[1] += count
        ranked = sorted(found.items(), key=lambda item: (item[1][0], -item[1][1], item[0]))
        nearest = [term for term, (distance, _) in ranked if distance == ranked[0][1][0]]
        return tuple(nearest[:2])


def _count(segment: Segment, number: int) -> int:
    return int(segment.columns.term_counts[number]) if number >= 0 else 0


def _any_prefix(segment: Segment, prefix: str) -> bool:
    low, high = segment.columns.terms.prefix(prefix)
    return high > low and bool(segment.columns.term_counts[low:high].any())


def likely(segment: Segment, word: str, most: int, least: int, begun: bool) -> Iterator[tuple[str, int]]:
    """(term, count) of terms that may lie within ``most`` edits, by length and set of letters; a superset."""
    columns = segment.columns
    if not columns.terms.count:
        return
    key = word.encode()
    wanted = letter_sets(np.frombuffer(key, np.uint8), np.array([0, len(key)]))[0]
    at = columns.arrays["terms_at"]
    lengths = np.diff(at)
    often = columns.term_counts >= least
    if begun:
        rows = np.flatnonzero(often & (lengths > len(key)))
        letters = _beginnings(columns.arrays["terms"], at[rows], len(key))
    else:
        rows = np.flatnonzero(often & (np.abs(lengths - len(key)) <= most))
        letters = columns.arrays["letters"][rows]
    rows = rows[np.bitwise_count(letters ^ wanted) <= 2 * most]
    for number in rows.tolist():
        yield columns.terms[number], int(columns.term_counts[number])


def _beginnings(data: Array, starts: Array, length: int) -> Array:
    """The letter sets of the first ``length`` bytes of terms."""
    bits = np.zeros(len(starts), np.int32)
    for i in range(length):
        bits |= np.left_shift(np.int32(1), (data[starts + i] & 31).astype(np.int32))
    return bits
