"""Marks on the very words that matched, the best snippet, and the explanation of a hit. Imports analysis and queries.

Works on the shown text with the forms of the compiled query, so that what is marked is what was searched for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from whoosh import query

from readinglist.core.records import Span
from readinglist.core.search.analysis import located_columns, stem
from readinglist.core.search.queries import AnyField, AnyPhrase, Form

#: (term, position, first and last+1 character)
Token = tuple[str, int, int, int]
SNIPPET = 240  # characters


@dataclass
class Marker:
    """What to mark in which field. Made by ``SearchIndex.marker``; cheap to use on many texts."""

    words: dict[str, list[Form]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[Form, ...]]] = field(default_factory=dict)
    assumed: tuple[tuple[str, str], ...] = ()

    def spans(self, name: str, text: str) -> tuple[Span, ...]:
        """The marks in a field's shown text: in order, not overlapping; ``why`` says how each word matched."""
        words, phrases = self.words.get(name, []), self.phrases.get(name, [])
        if not text or not (words or phrases):
            return ()
        shown = _shown(text)
        whys = self._whys(shown, words)
        found = [(t[2], t[3], whys[t[0]]) for t in shown.tokens if t[0] in whys] if whys else []
        for forms in phrases:
            found += _phrase_spans(shown, forms)
        return tuple(Span(name, start, end, why) for start, end, why in _disjoint(found))

    def _whys(self, shown: "_Shown", forms: Sequence[Form]) -> dict[str, str]:
        """How each term of a text matches, for those that do: exact before family before prefix."""
        whys: dict[str, str] = {}
        for kind in ("prefix", "family", "exact"):
            for form in forms:
                if form.kind == kind:
                    whys.update(dict.fromkeys(shown.fitting(form), form.why))
        if self.assumed:
            whys |= {term: "typo" for term in whys if self._is_assumed(term)}
        return whys

    def _is_assumed(self, term: str) -> bool:
        return any(stem(term) == stem(word) for _, word in self.assumed)

    def snippet(self, name: str, text: str, width: int = SNIPPET) -> tuple[str, tuple[Span, ...]]:
        """The passage of at most about ``width`` characters with most different marked words, and its marks.

        Begins at a sentence or a word; ``…`` stands where text was left out. Marks count from its beginning.
        """
        spans = self.spans(name, text)
        start = _best_start(text, spans, width)
        end = min(len(text), start + width)
        if end < len(text):
            end = max(text.rfind(" ", start + width // 2, end), start + width // 2)
        head = "…" if start else ""
        shift = len(head) - start
        kept = tuple(
            Span(name, s.start + shift, s.end + shift, s.why) for s in spans if start <= s.start and s.end <= end
        )
        return head + text[start:end] + ("…" if end < len(text) else ""), kept


def make_marker(tree: query.Query, assumed: tuple[tuple[str, str], ...], common: Any) -> Marker:
    """A marker for a compiled query. ``common(term)`` tells words in more than half of the papers: not marked."""
    marker = Marker(assumed=assumed)
    for leaf in _leaves(tree):
        if isinstance(leaf, AnyField):
            forms = [form for form in leaf.forms if form.kind == "prefix" or not common(form.text)]
            for name in leaf.fields:
                marker.words.setdefault(name, []).extend(form.of_field(name) for form in forms)
        else:
            for name in leaf.fields:
                marker.phrases.setdefault(name, []).append(leaf.forms)
    return marker


def _leaves(tree: query.Query) -> Iterator[AnyField | AnyPhrase]:
    """What a matching paper holds: leaves that are not negated and not only a bonus."""
    if isinstance(tree, AnyField | AnyPhrase):
        yield tree
    elif isinstance(tree, query.AndMaybe):
        yield from _leaves(tree.a)
    elif isinstance(tree, query.And | query.Or):
        for sub in tree.subqueries:
            yield from _leaves(sub)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A shown text as marks see it: its tokens in four columns, and its different terms.

    Nothing but strings and numbers, which the search for garbage does not visit: a thousand of these are kept, and
    with an object for each token a pass over them took a tenth of a second, in the middle of a keystroke.
    """

    terms: tuple[str, ...]
    positions: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    different: frozenset[str]

    @property
    def tokens(self) -> Iterator[Token]:
        """(term, position, first and last+1 character) in the order of the text."""
        return zip(self.terms, self.positions, self.starts, self.ends, strict=True)

    def fitting(self, form: Form) -> set[str]:
        """The terms of the text that a form stands for."""
        if form.kind == "prefix":
            return {term for term in self.different if term.startswith(form.text)}
        same = {form.text} & self.different
        if form.kind == "family":
            wanted = stem(form.text)
            first = wanted[:1]  # no stem begins with another letter than its word
            same |= {term for term in self.different if term.startswith(first) and stem(term) == wanted}
        return same


@lru_cache(maxsize=1024)
def _shown(text: str) -> _Shown:
    """Kept, for the next key finds mostly the same papers."""
    terms, positions, starts, ends = located_columns(text)
    return _Shown(tuple(terms), tuple(positions), tuple(starts), tuple(ends), frozenset(terms))


def _phrase_spans(shown: _Shown, forms: Sequence[Form]) -> Iterator[tuple[int, int, str]]:
    """Where the forms stand at neighbouring positions."""
    fitting = [shown.fitting(form) for form in forms]
    if not all(fitting):
        return
    places: list[dict[int, Token]] = []
    for fits in fitting:
        here: dict[int, Token] = {}
        for token in shown.tokens:
            if token[0] in fits:
                here.setdefault(token[1], token)
        places.append(here)
    for position, first in places[0].items():
        rest = [here.get(position + i) for i, here in enumerate(places[1:], 1)]
        if all(rest):
            last = rest[-1] if rest else None
            yield first[2], (last or first)[3], forms[0].why if forms[0].why != "exact" else "phrase"


def _disjoint(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """In order; of overlapping marks the longer one."""
    out: list[tuple[int, int, str]] = []
    for start, end, why in sorted(found, key=lambda mark: (mark[0], -mark[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end, why))
    return out


def _best_start(text: str, spans: Sequence[Span], width: int) -> int:
    """Where a snippet should begin: before the window with the most different marked words."""
    if len(text) <= width or not spans:
        return 0
    best, start = 0, 0
    for i, span in enumerate(spans):
        inside = {text[s.start : s.end].lower() for s in spans[i:] if s.end <= span.start + width - 40}
        if len(inside) > best:
            best, start = len(inside), span.start
    if start < width // 2:
        return 0
    sentence = max(text.rfind(". ", max(0, start - 80), start), text.rfind("? ", max(0, start - 80), start))
    if sentence >= 0:
        return sentence + 2
    return max(text.rfind(" ", max(0, start - 40), start) + 1, 0)
