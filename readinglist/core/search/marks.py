"""Marks on the very words that matched, and the best snippet of a text. Imports analysis, queries and wording.

Works on the shown text with the forms of the compiled query, so that what is marked is what was searched for: of a
compound only the parts that were (``vision`` of ``vision-language``), and words without content (of, the) only where
nothing else was searched for.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from whoosh import query

from readinglist.core.records import Span
from readinglist.core.search.analysis import MAX_TERM, Piece, analysed, located_raws, stem
from readinglist.core.search.evaluation.queries import AnyField, AnyPhrase, Form
from readinglist.core.search.query.wording import STOP_WORDS

#: (term, position, first and last+1 character)
Token = tuple[str, int, int, int]
#: Why a term matches, and how many of its first letters do.
Match = tuple[str, int]
LAST = "\U0010ffff"  # sorts after every letter
SNIPPET = 240  # characters
COMMON = 0.1  # what a word in more than half of the papers counts for when a snippet is chosen


@dataclass
class Marker:
    """What to mark in which field. Made by ``SearchIndex.marker``; cheap to use on many texts."""

    words: dict[str, list[Form]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[Form, ...]]] = field(default_factory=dict)
    assumed: tuple[tuple[str, str], ...] = ()
    common: frozenset[str] = frozenset()  # stems of words in more than half of the papers: they choose no snippet

    def spans(self, name: str, text: str) -> tuple[Span, ...]:
        """The marks in a field's shown text: in order, not overlapping; ``why`` says how each word matched."""
        words, phrases = self.words.get(name, []), self.phrases.get(name, [])
        if not text or not (words or phrases):
            return ()
        shown = _shown(text)
        whys = self._whys(shown, words)
        found = shown.marked(whys) if whys else []
        for forms in phrases:
            found += _phrase_spans(shown, forms)
        return tuple(Span(name, start, end, why) for start, end, why in _disjoint(found))

    def _whys(self, shown: "_Shown", forms: Sequence[Form]) -> dict[str, Match]:
        """How each term of a text matches, for those that do: exact before family before prefix."""
        whys: dict[str, Match] = {}
        for kind in ("prefix", "family", "exact"):
            for form in forms:
                if form.kind == kind:
                    letters = len(form.text) if kind == "prefix" else MAX_TERM
                    whys.update(dict.fromkeys(shown.fitting(form), (form.why, letters)))
        if self.assumed:
            whys |= {term: ("typo", letters) for term, (_, letters) in whys.items() if self._is_assumed(term)}
        return whys

    def _is_assumed(self, term: str) -> bool:
        return any(stem(term) == stem(word) for _, word in self.assumed)

    def snippet(self, name: str, text: str, width: int = SNIPPET) -> tuple[str, tuple[Span, ...]]:
        """The passage of at most about ``width`` characters with most different marked words, and its marks.

        Begins at a sentence or a word; ``…`` stands where text was left out. Marks count from its beginning.
        """
        spans = self.spans(name, text)
        start = _best_start(text, spans, width, self._weight)
        end = min(len(text), start + width)
        if end < len(text):
            end = max(text.rfind(" ", start + width // 2, end), start + width // 2)
        head = "…" if start else ""
        shift = len(head) - start
        kept = tuple(
            Span(name, s.start + shift, s.end + shift, s.why) for s in spans if start <= s.start and s.end <= end
        )
        return head + text[start:end] + ("…" if end < len(text) else ""), kept

    def _weight(self, word: str) -> float:
        """What a marked word counts for when a snippet is chosen."""
        return COMMON if stem(word) in self.common else 1.0


def make_marker(tree: query.Query, assumed: tuple[tuple[str, str], ...], common: Callable[[str], bool]) -> Marker:
    """A marker for a compiled query. ``common(term)`` tells words in more than half of the papers."""
    leaves = list(_leaves(tree))
    if not all(map(_is_empty, leaves)):
        leaves = [leaf for leaf in leaves if not _is_empty(leaf)]
    forms = [form for leaf in leaves for form in leaf.forms]
    known = frozenset(stem(form.text) for form in forms if form.kind != "prefix" and common(form.text))
    marker = Marker(assumed=assumed, common=known)
    for leaf in leaves:
        for name in leaf.fields:
            if isinstance(leaf, AnyField):
                marker.words.setdefault(name, []).extend(form.of_field(name) for form in leaf.forms)
            else:
                marker.phrases.setdefault(name, []).append(leaf.forms)
    return marker


def _is_empty(leaf: AnyField | AnyPhrase) -> bool:
    """Whether a leaf is a word without content."""
    return isinstance(leaf, AnyField) and leaf.typed in STOP_WORDS


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
    """A shown text as marks see it: its raw tokens with their places, and its different terms in order.

    Nothing but strings and numbers, which the search for garbage does not visit: a thousand of these are kept, and
    with an object for each token a pass over them took a tenth of a second, in the middle of a keystroke.
    """

    raws: tuple[str, ...]
    starts: tuple[int, ...]  # in the folded text
    places: tuple[int, ...] | None  # of the folded characters; None where folding moves none
    compounds: tuple[str, ...]  # the different raws that are something else than one term
    terms: tuple[str, ...]  # ascending

    @property
    def tokens(self) -> Iterator[Token]:
        """(term, position, first and last+1 character) in the order of the text."""
        position = 0
        for raw, shift in zip(self.raws, self.starts, strict=True):
            pieces, width = analysed(raw)
            for term, offset, start, end in pieces:
                yield term, position + offset, *self._located(shift + start, shift + end)
            position += width

    def fitting(self, form: Form) -> Sequence[str]:
        """The terms of the text that a form stands for."""
        if form.kind == "family":
            wanted = stem(form.text)
            begun = self._beginning(wanted[: 3 if len(wanted) > 3 else 1])  # as all words of a stem begin (dying: die)
            return [term for term in begun if term == form.text or stem(term) == wanted]
        if form.kind == "prefix":
            return self._beginning(form.text)
        place = bisect_left(self.terms, form.text)
        return self.terms[place : place + 1] if self.terms[place : place + 1] == (form.text,) else ()

    def _beginning(self, letters: str) -> Sequence[str]:
        first = bisect_left(self.terms, letters)
        return self.terms[first : bisect_left(self.terms, letters + LAST, first)]

    def marked(self, whys: dict[str, Match]) -> list[tuple[int, int, str]]:
        """(first and last+1 character, why) wherever one of some terms stands."""
        wanted = {term: [(0, len(term), why)] for term, (why, _) in whys.items()}
        for raw in self.compounds:
            pieces = analysed(raw)[0]
            if not whys.keys().isdisjoint(piece[0] for piece in pieces):
                wanted[raw] = [
                    (start, _reach(pieces, start, end, whys[term][1]), whys[term][0])
                    for term, _, start, end in pieces
                    if term in whys
                ]
        return [
            (*self._located(shift + start, shift + end), why)
            for raw, shift in zip(self.raws, self.starts, strict=True)
            if raw in wanted
            for start, end, why in wanted[raw]
        ]

    def _located(self, start: int, end: int) -> tuple[int, int]:
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def _reach(pieces: Sequence[Piece], start: int, end: int, letters: int) -> int:
    """How far the piece from ``start`` to ``end`` of a compound is marked when its first ``letters`` letters matched.

    To the end of the part in which the last of them stands: ``vision`` matches ``visionlanguage``, but the word that is
    meant is the part.
    """
    ends: dict[int, int] = {}  # of each part; a part comes before the joined pieces that begin with it
    for term, position, first, last in pieces:
        if position not in ends and start <= first and last <= end and letters > 0:
            ends[position] = last
            letters -= len(term)
    return max(ends.values(), default=end)


@lru_cache(maxsize=1024)
def _shown(text: str) -> _Shown:
    """Kept, for the next key finds mostly the same papers."""
    raws, starts, places = located_raws(text)
    compounds, terms = [], set[str]()
    for raw in set(raws):
        if raw.isascii() and raw.isalnum() and len(raw) <= MAX_TERM:
            terms.add(raw)  # one term as it stands
        else:
            compounds.append(raw)
            terms.update(piece[0] for piece in analysed(raw)[0])
    where = None if places is None else tuple(places)
    return _Shown(tuple(raws), tuple(starts), where, tuple(compounds), tuple(sorted(terms)))


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


def _best_start(text: str, spans: Sequence[Span], width: int, weight: Callable[[str], float]) -> int:
    """Where a snippet should begin: before the window with the weightiest different marked words."""
    if len(text) <= width or not spans:
        return 0
    best, start, after = 0.0, 0, 0
    words = [text[span.start : span.end].lower() for span in spans]
    for i, span in enumerate(spans):
        while after < len(spans) and spans[after].end <= span.start + width - 40:
            after += 1
        inside = sum(map(weight, set(words[i:after])))
        if inside > best:
            best, start = inside, span.start
    if start < width // 2:
        return 0
    sentence = max(text.rfind(". ", max(0, start - 80), start), text.rfind("? ", max(0, start - 80), start))
    if sentence >= 0:
        return sentence + 2
    return max(text.rfind(" ", max(0, start - 40), start) + 1, 0)
