"""Query types of ours, beside Whoosh's own. Each also works on any stock Whoosh index. Imports Whoosh, analysis.

The tree of a search consists of Whoosh's ``And``, ``Or``, ``Not``, ``AndMaybe``, ``Every``, ``Term``, ``Prefix``,
``Phrase`` and of: ``Family`` (words of one stem), ``AnyField`` (one word in several fields, scored together as
BM25F wants it), ``Alternatives`` (the best of several ways to write one thing), ``FamilyPhrase`` and ``AnyPhrase``
(neighbouring words in any form, in one field or in several), ``Fact`` (what SQLite knows of a paper).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from whoosh import matching, query
from whoosh.query import spans

from readinglist.core.search import analysis
from readinglist.core.search.schema import STEMMED_FIELDS


@dataclass(frozen=True)
class Form:
    """One way in which a word may appear. ``kind``: exact, family (same stem) or prefix; ``factor``: see ranking."""

    kind: str
    text: str
    factor: float = 1.0
    why: str = "exact"

    def query(self, fieldname: str) -> query.Query:
        """The same as a Whoosh query of one field."""
        if self.kind == "exact":
            return query.Term(fieldname, self.text)
        return Family(fieldname, self.text) if self.kind == "family" else query.Prefix(fieldname, self.text)

    def of_field(self, fieldname: str) -> "Form":
        """What it is in a field: where words have no stems, a family is the very word, and no word of its stem."""
        if self.kind != "family" or fieldname in STEMMED_FIELDS:
            return self
        return replace(self, kind="exact", why="exact" if self.why == "stem" else self.why)


class Family(query.MultiTerm):  # type: ignore[misc]
    """Every term of a field that has the same stem as a word; the very word where words have no stems."""

    def __init__(self, fieldname: str, text: str, boost: float = 1.0) -> None:
        self.fieldname, self.text, self.boost = fieldname, text, boost

    def __repr__(self) -> str:
        return f"Family({self.fieldname!r}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Family) and (self.fieldname, self.text) == (other.fieldname, other.text)

    def __hash__(self) -> int:
        return hash((self.fieldname, self.text))

    def field(self) -> str:
        """The field's name."""
        return self.fieldname

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        stem = analysis.stem(self.text)
        for term in ixreader.lexicon(self.fieldname):
            text = term.decode()
            if text == self.text or (self.fieldname in STEMMED_FIELDS and analysis.stem(text) == stem):
                yield term


class AnyField(query.Or):  # type: ignore[misc]
    """One word of the query in any of several fields and forms; the evaluator scores them together."""

    def __init__(self, fields: Sequence[str], forms: Sequence[Form], typed: str = "", boost: float = 1.0) -> None:
        self.fields, self.forms, self.typed = tuple(fields), tuple(forms), typed
        self.boost, self.minmatch, self.scale = boost, 0, None

    @cached_property
    def subqueries(self) -> list[query.Query]:
        """What it is for stock Whoosh; the evaluator never asks."""
        return [form.query(name) for name in self.fields for form in self.forms]

    def key(self) -> tuple[Any, ...]:
        """What its answer depends on."""
        return (self.fields, tuple((f.kind, f.text, f.factor) for f in self.forms), self.boost)

    def __repr__(self) -> str:
        return f"AnyField({'|'.join(self.fields)}, {[f'{f.kind}:{f.text}' for f in self.forms]})"

    def normalize(self) -> query.Query:
        """It is normal as it is; Whoosh's would take it apart."""
        return self

    def with_boost(self, boost: float) -> "AnyField":
        """The same with another boost."""
        return AnyField(self.fields, self.forms, self.typed, boost)


class Alternatives(query.Or):  # type: ignore[misc]
    """Ways of writing one thing: a paper has the score of the one that gives it most, not of all together."""

    def __init__(self, subqueries: Sequence[query.Query]) -> None:
        super().__init__(list(subqueries))

    def __repr__(self) -> str:
        return f"Alternatives({self.subqueries})"


class FamilyPhrase(query.Phrase):  # type: ignore[misc]
    """Neighbouring words of a field. ``forms`` has for each place the forms that may stand there."""

    def __init__(self, fieldname: str, forms: Sequence[Form], boost: float = 1.0, slop: int = 1) -> None:
        self.forms = tuple(forms)
        super().__init__(fieldname, [form.text for form in forms], slop=slop, boost=boost)

    def key(self) -> tuple[Any, ...]:
        """What its answer depends on."""
        return (self.fieldname, tuple((f.kind, f.text) for f in self.forms), self.boost)

    def normalize(self) -> query.Query:
        """It is normal as it is."""
        return self

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """For stock Whoosh: a span query over the forms of each place."""
        reader = searcher.reader()
        places = []
        for form in self.forms:
            multi = form.query(self.fieldname)
            texts = [form.text] if form.kind == "exact" else [t.decode() for t in multi._btexts(reader)]
            terms = [query.Term(self.fieldname, t) for t in texts if (self.fieldname, t) in reader]
            if not terms:
                return matching.NullMatcher()
            places.append(terms[0] if len(terms) == 1 else spans.SpanOr(terms))
        if len(places) == 1:
            return places[0].matcher(searcher, context)
        return spans.SpanNear2(places, slop=1, ordered=True).matcher(searcher, context)


class AnyPhrase(query.Or):  # type: ignore[misc]
    """Neighbouring words in any of several fields, scored together."""

    def __init__(self, fields: Sequence[str], forms: Sequence[Form], boost: float = 1.0) -> None:
        self.fields, self.forms = tuple(fields), tuple(forms)
        self.boost, self.minmatch, self.scale = boost, 0, None

    @cached_property
    def subqueries(self) -> list[query.Query]:
        """What it is for stock Whoosh; the evaluator never asks."""
        return [FamilyPhrase(name, self.forms) for name in self.fields]

    def key(self) -> tuple[Any, ...]:
        """What its answer depends on."""
        return ("phrase", self.fields, tuple((f.kind, f.text) for f in self.forms), self.boost)

    def __repr__(self) -> str:
        return f"AnyPhrase({'|'.join(self.fields)}, {[f'{f.kind}:{f.text}' for f in self.forms]})"

    def normalize(self) -> query.Query:
        """It is normal as it is."""
        return self


class Fact(query.Query):  # type: ignore[misc]
    """Papers for which one of several facts holds: (name, value) pairs of ``PaperFacts.ids``, or a range of a column.

    A range is (column, least, most), both ends included. ``absent`` turns it round.
    """

    boost = 1.0

    def __init__(
        self,
        pairs: Iterable[tuple[str, str]] = (),
        ranges: Iterable[tuple[str, float, float]] = (),
        *,
        absent: bool = False,
    ) -> None:
        self.pairs, self.ranges, self.absent = tuple(pairs), tuple(ranges), absent

    def __repr__(self) -> str:
        return f"Fact({self.pairs}, {self.ranges}, absent={self.absent})"

    def key(self) -> tuple[Any, ...]:
        """What its answer depends on, beside the facts' version."""
        return (self.pairs, self.ranges, self.absent)

    def estimate_size(self, ixreader: Any) -> int:
        """Unknown to Whoosh: as many as there are."""
        return int(ixreader.doc_count())

    def matcher(self, searcher: Any, context: Any = None) -> matching.Matcher:
        """Stock Whoosh knows no facts."""
        return matching.NullMatcher()
