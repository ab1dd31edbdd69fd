"""What the library's own words tell about a word of the query: counts, spellings, acronyms, likely typos.

Imports numpy, snapshot, phrases and spelling. Answers are kept in the snapshot's cache. Deleted papers do not count.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from readinglist.core.search.analysis import stem
from readinglist.core.search.compiling.spelling import written_nearly
from readinglist.core.search.evaluation.phrases import places
from readinglist.core.search.evaluation.queries import Form
from readinglist.core.search.evaluation.snapshot import Segment, Snapshot
from readinglist.core.search.query.wording import STOP_WORDS, is_slip, other_number, other_spellings
from readinglist.core.search.schema import STEMMED_FIELDS, TEXT_FIELDS
from readinglist.core.search.segments.columns import Field

T = TypeVar("T")
Array = NDArray[Any]
_ENDINGS = ("ing", "ings", "ed", "er", "ers", "es", "ly", "ion", "ions", "able")  # that a stem may take
_INFLECTED = ("s", *_ENDINGS)
HALF_TYPED = 0.1  # of the words of the stem of a half typed word
#: Letters of a word that may be several words, and of each of these; how many they are; ways that are counted.
_JOINED_LEAST, _PART, _JOINED_MOST, _WAYS = 7, 3, 3, 8
MOST_DIVIDED = 32  # words of a query that may be several: of more it would take seconds
_UNLIKELY = 30  # times as many papers hold what an error was as likely meant to be
_SHORTEST = 4  # letters of a word that may have a typing error anywhere
_NAME = 6  # letters from which a single paper's word may be meant
_SMALL_LIBRARY = 5_000  # papers; in a larger one a word of a single paper is no correction
#: An acronym, and a word that is divided in two, is taken for one if one in so many papers that hold it says so.
_DEFINED, _SPLIT = 50, 1000


def as_one(joined: str, first: str) -> str:
    """The kind of form in which words are looked for that were written as one: ``visual al`` is no form of visual."""
    return "exact" if stem(joined) == stem(first) else "family"


class Lexicon:
    """Questions about the terms of all segments together, for one query."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._asked: set[str] = set()  # words that were to be divided

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return self._snapshot.papers

    def _kept(self, kind: str, key: object, make: Callable[[], T]) -> T:
        found = self._snapshot.cache.get((kind, key))
        if found is None:
            found = (make(),)
            self._snapshot.cache.put((kind, key), found, 200)
        value: T = found[0]
        return value

    def count(self, term: str) -> int:
        """How many papers hold a term: the largest number that one field has."""
        return self._snapshot.count(term)

    def known(self, term: str) -> bool:
        """Whether any paper holds the term or one of its stem."""
        return self.count(term) > 0 or self._kept("family", term, lambda: self._has_family(term))

    def _has_family(self, term: str) -> bool:
        root = stem(term)
        return any(_holds(s, [(n, n + 1)], STEMMED_FIELDS) for s in self._segments() for n in s.columns.family(root))

    def begins(self, prefix: str) -> bool:
        """Whether any paper holds a term that begins so."""
        return self._kept(
            "begins", prefix, lambda: any(_holds(s, s.columns.ranges("prefix", prefix)) for s in self._segments())
        )

    def _segments(self) -> tuple[Segment, ...]:
        return self._snapshot.segments

    def spelled_out(self, term: str) -> tuple[str, ...]:
        """How else the library writes a term: what an acronym stands for, ``finetuning`` as ``fine tuning``.

        The most frequent forms, each used in a quarter of the definitions or more. ``llms`` stands for what ``llm``
        does: acronyms are kept in the singular. An ordinary word that hardly any of its papers defines (``code``,
        ``lan-guage``) stands for itself. A word that nobody defines may be two or three words (see ``divided``).
        """
        singular = term[:-1] if len(term) > 2 and term.endswith("s") else ""
        return (
            self._kept("long", term, lambda: self._long(term))
            or (self._kept("long", singular, lambda: self._long(singular)) if singular else ())
            or self.divided(term)
        )

    def _long(self, term: str) -> tuple[str, ...]:
        papers = self.count(term)
        return tuple(
            text
            for text, often in self._definitions(term + "=")
            if often * (_SPLIT if text.replace(" ", "") == term else _DEFINED) >= papers
        )

    def divided(self, word: str, *, begun: bool = False) -> tuple[str, ...]:
        """The words that were written as one, where more papers have them next to each other in a title or abstract
        than have the one: ``federatedlearning`` as ``federated learning``. With ``begun`` the last of them may be half
        typed, where nothing begins with all."""
        if not _JOINED_LEAST <= len(word) <= 40 or not word.isalpha() or not word.isascii():
            return ()
        if begun and (self.count(word) or self.begins(word)):
            return ()
        if len(self._asked) < MOST_DIVIDED:
            self._asked.add(word)
        if word not in self._asked:
            return ()
        return self._kept("divided", (word, begun), lambda: self._divided(word, begun))

    def _divided(self, word: str, begun: bool) -> tuple[str, ...]:
        papers = self.count(word)
        ways = islice(self._ways(word, papers, begun, _JOINED_MOST), _WAYS)
        found = {way: self._together(way, begun) for way in ways}
        best = max(found, key=lambda way: found[way], default=())
        if not best or found[best] <= papers or (not papers and self._is_slip(word)):
            return ()
        return (" ".join(best),)

    def _is_slip(self, word: str) -> bool:
        """Whether a word has one letter more, less, other or swapped: ``trainiing`` is no ``train iing``."""
        root = stem(word)
        return any(stem(other) != root for other in self.one_edit(word))

    def _ways(self, word: str, papers: int, begun: bool, most: int) -> Iterator[tuple[str, ...]]:
        """A word as two to ``most`` words, each in more than so many papers."""
        for at in range(2, len(word) - _PART + 1):
            head, rest = word[:at], word[at:]
            if (at < _PART and head not in STOP_WORDS) or self.count(head) <= papers:
                continue
            if self.begins(rest) if begun else self.count(rest) > papers or (not papers and self.known(rest)):
                yield head, rest
            if most > 2:
                yield from ((head, *more) for more in self._ways(rest, papers, begun, most - 1))

    def _together(self, words: Sequence[str], begun: bool) -> int:
        """How many papers have some words next to each other in a title or abstract, the larger number of the two."""
        forms = [Form("family", word) for word in words]
        if begun:
            forms[-1] = Form("prefix", words[-1])
        snapshot, numbers = self._snapshot, range(len(self._segments()))
        return max(
            sum(len(places(snapshot, forms, name, i, None)[0]) for i in numbers) for name in ("title", "abstract")
        )

    def acronym(self, terms: Sequence[str]) -> tuple[str, ...]:
        """Acronyms that the library defines for some words, or for the singular of the last of them."""
        words = " ".join(terms)
        names = (words, words[:-1]) if words.endswith("s") else (words,)
        return next(filter(None, (self._kept("short", name, partial(self._short, name)) for name in names)), ())

    def _short(self, words: str) -> tuple[str, ...]:
        return tuple(text for text, _ in self._definitions(words + "="))

    def may_spell(self, words: str) -> bool:
        """Whether any spelled-out acronym begins with these words."""
        return self._kept("spell", words, lambda: bool(self._definitions(words + " ")))

    def _definitions(self, prefix: str) -> list[tuple[str, int]]:
        """(what a definition says, in how many papers): the most frequent, each in a quarter of them or more."""
        counts: Counter[str] = Counter()
        for segment in self._segments():
            field = segment.columns.field("acronym")
            if field is None:
                continue
            terms = segment.columns.terms
            for low, high in segment.columns.ranges("prefix", prefix):
                for slot in range(*field.slots(low, high)):
                    counts[_defined(terms[int(field.terms[slot])])] += _live(segment, field, slot)
        total = sum(counts.values())
        return [(text, n) for text, n in counts.most_common(3) if n and n * 4 >= total]

    def corrections(self, word: str, *, typing: bool = False, fields: Sequence[str] = TEXT_FIELDS) -> tuple[str, ...]:
        """Likely meant words of some fields: at most three, the nearest, most usual slips and most frequent first;
        none that is far rarer than one before it (``nueral`` is neural, not numeral).

        One edit (a letter more, less, other, or two swapped) from 4 letters, two from 8; of 3 the last two swapped. A
        word of four letters keeps its first one, or all of them: with ``gpro`` nobody means ``pro``.
        With ``typing`` the word may be the beginning of a longer one. In a large library a word of a single paper may
        be an error itself, and is meant only where there is no other, and of six letters and more: a name.
        """
        if not 3 <= len(word) <= 40 or not word.isalpha():
            return ()
        if len(word) == 3:
            return self._swapped(word, fields)
        ways = (False, True) if typing else (False,)
        leasts = (self._least, 1) if len(word) >= _NAME else (self._least,)
        found = (self._nearest_known(word, begun, fields, least) for least in leasts for begun in ways)
        return next(filter(None, found), ())

    def _swapped(self, word: str, fields: Sequence[str]) -> tuple[str, ...]:
        """The word of three letters of which the last two were swapped: ``vml`` is ``vlm``."""
        other = word[0] + word[:0:-1]
        return (other,) if self.count(other) >= self._least and self._is_in(other, fields, False) else ()

    def _nearest_known(self, word: str, begun: bool, fields: Sequence[str], least: int) -> tuple[str, ...]:
        one = self._within(word, 1, begun, fields, least)  # of what two edits find, a nearer word would come first
        return one or (self._within(word, 2, begun, fields, least) if len(word) >= 8 else ())

    @property
    def _least(self) -> int:
        """Papers that hold a word which is a correction without doubt."""
        return 1 if self._snapshot.papers < _SMALL_LIBRARY else 2

    def one_edit(self, word: str, fields: Sequence[str] = TEXT_FIELDS) -> tuple[str, ...]:
        """The corrections that are one edit away."""
        return self._within(word, 1, False, fields, self._least) if 4 <= len(word) <= 40 and word.isalpha() else ()

    def _within(self, word: str, most: int, begun: bool, fields: Sequence[str], least: int) -> tuple[str, ...]:
        """Those within ``most`` edits that ``least`` papers hold."""
        near = self._kept("near", (word, most, begun), lambda: self._slips_first(word, most, begun))
        known = [one for one in near if one[2] >= least and self._is_in(one[0], fields, begun)]
        if len(word) == _SHORTEST:
            known = [one for one in known if one[0][0] == word[0] or sorted(one[0]) == sorted(word)]
        if begun:  # what is shorter begins too many others
            known = [one for one in known if len(one[0]) >= _SHORTEST]
        likely, highest = [], 0
        for term, distance, count in known:
            if distance == known[0][1] and count * _UNLIKELY > highest:
                likely.append(term)
            highest = max(highest, count)
        return tuple(likely[:3])

    def _slips_first(self, word: str, most: int, begun: bool) -> list[tuple[str, int, int]]:
        """(what may have been meant, edits, papers), the nearest, most usual slips and most frequent first."""
        found: dict[str, list[int]] = {}
        for _, count, distance, shown in self._written_nearly(word, most, begun):
            if shown != word and count:
                found.setdefault(shown, [distance, 0])[1] += count
        near = [(shown, distance, count) for shown, (distance, count) in found.items()]
        return sorted(near, key=lambda one: (one[1], not is_slip(word, one[0]), -one[2], one[0]))

    def _is_in(self, word: str, fields: Sequence[str], begun: bool) -> bool:
        """Whether a word of the library, or one that begins so, is there in one of some fields."""
        if tuple(fields) == TEXT_FIELDS:
            return True
        kind = "prefix" if begun else "exact"
        return any(_holds(s, s.columns.ranges(kind, word), fields) for s in self._segments())

    def slip(self, word: str, fields: Sequence[str] = TEXT_FIELDS) -> str | None:
        """The word that was meant by one that no paper holds though papers hold words of its stem: ``unifiation``,
        where ``unified`` is there, as ``unification``. One letter too many or too few, or two swapped, of eight."""
        if len(word) < 8 or self.count(word) or self.begins(word) or not self.known(word):
            return None
        near = self.slips(word, fields)
        return near[0] if near else None

    def slips(self, word: str, fields: Sequence[str] = TEXT_FIELDS) -> list[str]:
        """The words of which one is a slip of the keyboard, where they all have another stem: ``langauge``."""
        near = [other for other in self.one_edit(word, fields) if is_slip(word, other)]
        return near if all(stem(other) != stem(word) for other in near) else []

    def most(self, prefix: str) -> int:
        """How many papers hold the most frequent word that begins so: the largest number that one field has."""
        return self._kept("most", prefix, lambda: sum(_most(s, prefix) for s in self._segments()))

    def whole(self, word: str) -> str | None:
        """The inflected word that a half typed one becomes, where papers hold its stem: ``walkin`` as ``walking``."""
        for ending in _ENDINGS:
            for typed in range(len(ending) - 1, 0, -1):
                if word.endswith(ending[:typed]) and self.known(word + ending[typed:]):
                    return word + ending[typed:]
        return None

    def spellings(self, term: str) -> list[str]:
        """Its British or American spelling, where the library uses that."""
        return [other for other in other_spellings(term) if self.known(other)]

    def share_of_stem(self, term: str, begun: bool) -> float:
        """What the words of its stem count. Where a term may go on, is no word by itself, and longer words begin with
        it, it is the stem by chance (``mani``: many), unless one of them has it (``theori``: theories, and theory,
        too), or it may be a form of them that is not there (``agents``). ``indices`` are no form of indicate."""
        if term.endswith("ices") and any(map(self.count, other_number(term))):
            return 0.0
        if not begun or self.count(term) or not self.begins(term):
            return 1.0
        return HALF_TYPED if term.endswith(_INFLECTED) or self._kept("own", term, lambda: self._has_own(term)) else 0.0

    def _has_own(self, term: str) -> bool:
        """Whether a word that begins with the term has it for its stem."""
        root = stem(term)
        return any(s.columns.terms[n].startswith(term) for s in self._segments() for n in s.columns.family(root))

    def near(self, word: str, fields: Sequence[str] = TEXT_FIELDS) -> tuple[str, ...]:
        """At most three words of some fields that are written nearly like one: the same first letter, at most three
        edits and a third of the letters; where there is none, longer words that begin nearly so (``haluc``:
        ``hallucination``). The nearest and then the most frequent first."""
        most = min(3, len(word) // 3)
        if not most or len(word) > 40 or not word.isalpha():
            return ()
        begun = 2 if len(word) >= 8 else 1
        return self._nearest(word, most, fields, begun=False) or self._nearest(word, begun, fields, begun=True)

    def _nearest(self, word: str, most: int, fields: Sequence[str], *, begun: bool) -> tuple[str, ...]:
        near = self._written_nearly(word, most, begun, initial=word[0])
        found = [(distance, -count, term) for term, count, distance, _ in near if count]
        return tuple(islice((term for _, _, term in sorted(found) if self._is_in(term, fields, False)), 3))

    def _written_nearly(
        self, word: str, most: int, begun: bool, initial: str = ""
    ) -> Iterator[tuple[str, int, int, str]]:
        """(term, its number of papers as ``count`` has it, edits, what of it lies so near) of terms within ``most``
        edits that begin with ``initial``; the number is 0 where only deleted papers hold it."""
        papers: dict[str, Array] = {}
        written: dict[str, tuple[int, str]] = {}
        for segment in self._segments():
            near = list(written_nearly(segment.columns, word, most, begun=begun, initial=initial))
            counts = segment.terms_papers(np.array([one.number for one in near], np.int32)).T
            for one, row in zip(near, counts, strict=True):
                term = segment.columns.terms[one.number]
                written[term] = one.edits, one.shown
                papers[term] = papers[term] + row if term in papers else row
        for term, row in papers.items():
            yield term, int(row.max()), *written[term]


def _defined(definition: str) -> str:
    """What a definition says: ``reinforcement learning …`` of ``rl=reinforcement learning …``; ``fine tuning`` of
    ``finetuning=4``."""
    word, _, text = definition.rpartition("=")
    return f"{word[: int(text)]} {word[int(text) :]}" if text.isdecimal() else text


def _live(segment: Segment, field: Field, slot: int) -> int:
    """How many live documents hold the term at a place of a field."""
    first, last = field.span(slot, slot + 1)
    return last - first if segment.live is None else int(np.count_nonzero(segment.live[field.docs(first, last)]))


def _most(segment: Segment, prefix: str) -> int:
    ranges = segment.columns.ranges("prefix", prefix)
    return max((segment.most_papers(*pair) for pair in ranges), default=0)


def _holds(segment: Segment, terms: list[tuple[int, int]], fields: Iterable[str] = TEXT_FIELDS) -> bool:
    """Whether any live document holds one of some terms in one of some fields."""
    for name in fields:
        field = segment.columns.field(name)
        for low, high in terms if field is not None else ():
            first, last = field.slots(low, high)  # type: ignore[union-attr]
            if last > first:
                a, b = field.span(first, last)  # type: ignore[union-attr]
                if segment.live is None or segment.live[field.docs(a, b)].any():  # type: ignore[union-attr]
                    return True
    return False
