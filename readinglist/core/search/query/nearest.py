"""What a clause that no paper matches may have meant. Imports rapidfuzz and the language."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from readinglist.core.records import Clause, Completion
from readinglist.core.search.analysis import fold
from readinglist.core.search.query import language
from readinglist.core.search.query.completing import quoted

MOST = 3  # names offered for a clause
_ALIKE = 0.6  # share of the letters that have to stay
_NAMED = ("tag", "dump", "author")
_RANGES = ("year", "seen")
_WORDS = ("title", "abstract", "note")


class Known(Protocol):
    """What the library holds."""

    def names(self, kind: str) -> Sequence[str]:
        """All tags, dumps or authors."""
        ...

    def words(self, word: str, fields: Sequence[str] = ...) -> Sequence[str]:
        """Words of the library's texts, or of some fields, that are written nearly so, best first."""
        ...

    def range(self, column: str) -> tuple[int, int] | None:
        """The least and the greatest value of a column (``year``, ``seen``); None where no paper has one."""
        ...

    def keyless(self) -> int:
        """How many papers have no citation key yet."""
        ...


def nearest(clause: Clause, known: Known) -> list[Completion]:
    """At most ``MOST`` clauses to be put in the place of one that no paper matches, best first."""
    found = list(dict.fromkeys(_meant(clause, known)))[:MOST]
    return [Completion(text, text, clause.start, clause.end) for text in found if text != clause.text]


def _meant(clause: Clause, known: Known) -> Iterable[str]:
    name, colon, value = clause.text.partition(":")
    name, value = name.lower(), value.strip('()"')
    if clause.kind in ("word", "prefix"):
        return _as_field(name, value) if colon and name.isalpha() else known.words(fold(clause.text.rstrip("*")))
    if clause.kind == "field":
        return [f"{name}:{quoted(one)}" for one in _values(name, value, known)]
    return ()


def _values(name: str, value: str, known: Known) -> Iterable[str]:
    if name in _NAMED:
        return alike(value, known.names(name))
    if name in _RANGES:
        found = known.range(name)
        return [] if found is None else [f"{found[0]}..{found[1]}" if name == "year" else f"<={found[1]}"]
    return known.words(fold(value.rstrip("*")), (name,)) if name in _WORDS else ()


def _as_field(name: str, value: str) -> Iterable[str]:
    """``titel:graph`` as ``title:graph``, ``status:latr`` as ``status:later``: what looks like a field and is none."""
    for field in [name] if name in language.FIELDS else alike(name, language.FIELDS):
        if field in language.CHOICES:
            yield from (f"{field}:{choice}" for choice in alike(value, language.CHOICES[field]))
        elif value and field != name:
            yield f"{field}:{quoted(value)}"


def alike(text: str, names: Iterable[str]) -> list[str]:
    """The names written most like a text; capitals and accents do not count."""
    folded = {name: fold(name) for name in names}
    found = process.extract(fold(text), folded, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=MOST)
    return [name for _, _, name in found]
