"""What a paper gains whose title holds all words of a query. Imports numpy, Whoosh, queries and phrases.

The single words of a title tell little where the whole library is about them (``a survey of large language models``),
and who types them means that paper: one whose title has all of them, in any order, the better the less there is
beside them, most of all where it is the whole title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from readinglist.core.search.evaluation.phrases import beginnings, places, words_of
from readinglist.core.search.evaluation.postings import NOTHING, Allowed, form_runs
from readinglist.core.search.evaluation.queries import AnyField, AnyPhrase, Form
from readinglist.core.search.evaluation.ranking import VERY_TITLE_BONUS, WHOLE_TITLE_BONUS, idf
from readinglist.core.search.evaluation.snapshot import Matches, Segment, Snapshot
from readinglist.core.search.query.wording import STOP_WORDS

Array = NDArray[Any]
CITED_LEAST = 4  # words of a title that is looked for in a text; a shorter one may stand there by chance
LEAST_STRENGTH = 1.0  # of a word, so that words of the whole library count here
_NO_WORDS = frozenset[str]()


@dataclass(frozen=True)
class TitleWay:
    """One way in which a title might have the words of a query.

    ``parts`` are trees, one or more words with content each, that a title has to match; ``forms`` are all words in
    their order; ``very`` are those of a title that is the query word for word. ``several``: the query itself has more
    than one word.
    """

    parts: Sequence[query.Query]
    forms: Sequence[Form]
    several: bool = True
    very: Sequence[Form] = ()

    @property
    def telling(self) -> list[Form]:
        """The words with content; all of them, where none has."""
        return [form for form in self.forms if form.text not in STOP_WORDS] or list(self.forms)

    @property
    def left_out(self) -> frozenset[str]:
        """The words that do not count in a title."""
        return STOP_WORDS if any(form.text not in STOP_WORDS for form in self.forms) else _NO_WORDS

    def strength(self, snapshot: Snapshot) -> float:
        """What its words with content tell, together."""
        counts = [max(1, snapshot.count(form.text)) for form in self.telling]
        return sum(max(LEAST_STRENGTH, idf(snapshot.papers, count)) for count in counts)


def title_gains(snapshot: Snapshot, ways: Sequence[TitleWay], found: Sequence[Matches], papers: int) -> list[Array]:
    """For each segment what its found documents gain (float32): by the best of some ways to write the query.

    ``papers`` is the number of all that the query finds.
    """
    alone = min(1.0, idf(snapshot.papers, papers))
    gained = [np.zeros(len(docs), np.float32) for docs, _ in found]
    for way in ways:
        for i, rows in _holding(snapshot, way, [docs for docs, _ in found]):
            gains = _gains(snapshot, way, i, found[i][0].take(rows), alone)
            gained[i][rows] = np.maximum(gained[i].take(rows), gains)
    return gained


def is_title(snapshot: Snapshot, ways: Sequence[TitleWay], within: Sequence[Allowed]) -> bool:
    """Whether several words stand in a title as they were typed."""
    live = [segment.alive(allowed.docs) for segment, allowed in zip(snapshot.segments, within, strict=True)]
    for way in ways:
        for i, rows in _holding(snapshot, way, live) if way.several else ():
            docs = Allowed(snapshot.segments[i].count, docs=live[i].take(rows))
            if len(beginnings(snapshot, way.forms, "title", i, docs)[0]):
                return True
    return False


def cited(snapshot: Snapshot, terms: Sequence[str], within: Sequence[Allowed]) -> list[Array]:
    """For each segment the documents whose whole title, of ``CITED_LEAST`` words or more, stands in a text.

    ``terms`` are those of the text in their order. Of several titles the longest: it may have another one in it.
    """
    text = f" {' '.join(terms)} "
    known = list(dict.fromkeys(terms))
    forms = [Form("exact", term) for term in known]
    best, found = CITED_LEAST, [NOTHING[0] for _ in within]
    for i, allowed in enumerate(within):
        lengths = snapshot.segments[i].columns.lengths("title")
        written = words_of(snapshot, forms, "title", i, _made_of(snapshot.segments[i], forms, allowed))
        for doc, held in written.items():
            title = [known[held[n]] for n in range(len(held)) if n in held]
            if len(title) != int(lengths[doc]) or len(title) < best or f" {' '.join(title)} " not in text:
                continue
            if len(title) > best:
                best, found = len(title), [NOTHING[0] for _ in within]
            found[i] = np.append(found[i], doc)
    return found


def _made_of(segment: Segment, forms: Sequence[Form], allowed: Allowed) -> Allowed:
    """The allowed live documents whose titles have no words with content but some, and are long enough."""
    held, field = np.zeros(segment.count, np.int32), segment.columns.field("title")
    for form in forms if field is not None else ():
        for first, last, _ in () if form.text in STOP_WORDS else form_runs(segment, "title", form):
            held[field.docs(first, last)] += field.tf(first, last).astype(np.int32)  # type: ignore[union-attr]
    made = (held == segment.columns.lengths_without("title", STOP_WORDS)) & (held > 0) & allowed.mask
    made &= segment.columns.lengths("title") >= CITED_LEAST
    return Allowed(segment.count, docs=segment.alive(made.nonzero()[0]))


def _holding(snapshot: Snapshot, way: TitleWay, found: Sequence[Array]) -> Iterator[tuple[int, Array]]:
    """(segment, rows of its found documents) whose titles hold all words with content; segments with any."""
    for i, docs in enumerate(found):
        rows = np.arange(len(docs))
        for part in way.parts:
            rows = rows.compress(_held(snapshot, part, i, docs.take(rows)))
        if len(rows):
            yield i, rows


def _held(snapshot: Snapshot, tree: query.Query, number: int, docs: Array) -> Array:
    """Which of some ascending documents of a segment hold in their titles what a tree asks for (bool)."""
    segment = snapshot.segments[number]
    if isinstance(tree, AnyField):
        key = ("title", number, tree.key())
        mask = snapshot.cache.get(key)
        if mask is None:
            mask = _mask(segment, tree)
            snapshot.cache.put(key, mask, mask.nbytes + 200)
        return np.asarray(mask.take(docs))
    if isinstance(tree, AnyPhrase):
        there, _ = places(snapshot, tree.forms, "title", number, Allowed(segment.count, docs=docs))
        return np.isin(docs, there, assume_unique=True)
    parts = tree.subqueries if isinstance(tree, query.And | query.Or) else ()
    held = [_held(snapshot, part, number, docs) for part in parts]
    if not held:
        return np.ones(len(docs), bool)  # a filter, or what is left out, asks nothing of a title
    united = np.logical_and if isinstance(tree, query.And) else np.logical_or
    return np.asarray(united.reduce(held))


def _mask(segment: Segment, word: AnyField) -> Array:
    """Which documents of a segment hold a word in their titles (bool)."""
    mask = np.zeros(segment.count, bool)
    field = segment.columns.field("title")
    if field is not None and "title" in word.fields:
        for first, last, _ in {run for form in word.forms for run in form_runs(segment, "title", form)}:
            mask[field.docs(first, last)] = True
    return mask


def _gains(snapshot: Snapshot, way: TitleWay, number: int, docs: Array, alone: float) -> Array:
    """What documents of a segment gain whose titles hold all words with content; ``alone`` is what a single one tells,
    at most 1."""
    weights, columns, content = snapshot.weights, snapshot.segments[number].columns, len(way.telling)
    gains = np.full(len(docs), 0.0 if way.several else weights.title_word * alone, np.float32)
    # Of a single word only a whole title gains more: there are few.
    asked = docs if way.several else docs.compress(columns.lengths("title").take(docs) == len(way.forms))
    there, first = beginnings(snapshot, way.forms, "title", number, Allowed(columns.count, docs=asked))
    rows = docs.searchsorted(there)
    whole = first & (columns.lengths("title").take(there) == len(way.forms))
    gains[rows] += WHOLE_TITLE_BONUS * whole
    if way.very and whole.any():
        same, begins = beginnings(snapshot, way.very, "title", number, Allowed(columns.count, docs=there[whole]))
        gains[docs.searchsorted(same[begins])] += VERY_TITLE_BONUS
    if way.several:
        strength = np.float32(way.strength(snapshot))
        lengths = columns.lengths_without("title", way.left_out).take(docs)
        gains += strength * np.float32(weights.title_share) * (content / np.maximum(lengths, content)) ** 2
        gains[rows] += strength * (weights.title_order + weights.title_begins * first)
    return gains.astype(np.float32)
