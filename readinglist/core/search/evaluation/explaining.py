"""What gave a paper its score: lines of word, score and field, which add up. Imports numpy and the evaluator.

``finding`` writes down how it scores (``Scored``, ``Raised``); here that is taken apart for some papers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import query

from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.phrases import beginnings, places
from readinglist.core.search.evaluation.postings import Allowed, Within, form_runs
from readinglist.core.search.evaluation.queries import Alternatives, AnyField, AnyPhrase, Form
from readinglist.core.search.evaluation.ranking import VERY_TITLE_BONUS, WHOLE_TITLE_BONUS
from readinglist.core.search.evaluation.snapshot import Segment, Snapshot
from readinglist.core.search.evaluation.titles import TitleWay, title_gains
from readinglist.core.search.facts import Ids
from readinglist.core.sentences import Sentence

LEAST = 0.005  # of a score; less would be shown as nothing, and is told in one line where it adds up to more
_TERMS = 4  # of a field that are shown
_LINE = Sentence("{what} {score:.2f}: {where}")
_NAME = Sentence("it is the name or the citation key")
_VERY = Sentence("in the very words")
_WHOLE = Sentence("the query is the whole title")
_ALL = Sentence("it has all the words, more for order and few others")
_ONLY = Sentence("it has the word")
_FIELDS = {
    "title": Sentence("title"),
    "abstract": Sentence("abstract"),
    "tags": Sentence("tags"),
    "note": Sentence("note"),
    "authors": Sentence("authors"),
    "method": Sentence("method"),
    "key": Sentence("key"),
    "highlights": Sentence("highlights"),
}


class Scored(NamedTuple):
    """Papers that have the score of a tree, and of some more things: ``near`` only the ``best`` of them."""

    tree: query.Query
    papers: Ids
    titles: Sequence[TitleWay] = ()
    near: Sequence[AnyPhrase] = ()
    best: Ids = np.zeros(0, np.int64)


class Raised(NamedTuple):
    """Papers that a score puts before all others, and why."""

    why: Sentence
    papers: Ids
    score: float


@dataclass(frozen=True)
class _Place:
    """A paper in the index."""

    segment: int
    document: int


#: a part of a score and what gave it
_Line = tuple[float, Sentence]


def explain(
    evaluator: Evaluator, scoring: Sequence[Scored | Raised], papers: Sequence[int]
) -> dict[int, list[Sentence]]:
    """For each paper the parts of its score, the weightiest first: ``graph 3.21: title (graph), abstract …``."""
    return {paper: _explained(evaluator, scoring, paper) for paper in papers}


def _explained(evaluator: Evaluator, scoring: Sequence[Scored | Raised], paper: int) -> list[Sentence]:
    place = _place(evaluator.snapshot, paper)
    lines: list[_Line] = []
    for part in scoring:
        if place is None or paper not in part.papers:
            continue
        if isinstance(part, Raised):
            said = Sentence("before others {score:.2f}: {why}", score=part.score, why=part.why)
            lines.append((part.score, said))
        else:
            near = part.near if paper in part.best else ()
            lines += _Paper(evaluator, place).lines(part, near)
    rest = sum(score for score, _ in lines if score < LEAST)
    lines.append((rest, Sentence("smaller parts {score:.2f}: words that nearly every paper has", score=rest)))
    return [text for score, text in sorted(lines, key=lambda line: -line[0]) if score >= LEAST]


def _place(snapshot: Snapshot, paper: int) -> _Place | None:
    for i, segment in enumerate(snapshot.segments):
        document = segment.columns.document(paper)
        if document >= 0 and (segment.live is None or segment.live[document]):
            return _Place(i, document)
    return None


class _Paper:
    """One paper, whose score is taken apart."""

    def __init__(self, evaluator: Evaluator, place: _Place) -> None:
        self._evaluator, self._place = evaluator, place
        self._segment = evaluator.snapshot.segments[place.segment]
        self._within: Within = [
            Allowed(s.count, docs=np.array([place.document] if i == place.segment else [], np.intp))
            for i, s in enumerate(evaluator.snapshot.segments)
        ]

    def lines(self, scored: Scored, near: Sequence[AnyPhrase]) -> list[_Line]:
        """What gave the score."""
        together: dict[Any, tuple[float, AnyField | AnyPhrase]] = {}  # of a word that the query has twice
        for score, leaf in self._leaves(scored.tree, 1.0) or ():
            together[leaf.key()] = (together.get(leaf.key(), (0.0, leaf))[0] + score, leaf)
        lines = [(score, self._told(leaf, score)) for score, leaf in together.values()]
        lines += self._title_lines(scored.titles, len(scored.papers))
        for key in dict.fromkeys(phrase.key() for phrase in near):
            same = [phrase for phrase in near if phrase.key() == key]
            phrase, score = same[0], self._own(self._evaluator.near(same, self._within))
            beside = Sentence("next to each other in {field}", field=_field(phrase.fields[0]))
            lines.append((score, _LINE.format(what=_words(phrase.forms), score=score, where=beside)))
        return lines

    def _own(self, scores: Sequence[NDArray[Any]]) -> float:
        return float(scores[self._place.segment][0])

    # -- the tree

    def _leaves(self, tree: query.Query, boost: float) -> list[tuple[float, AnyField | AnyPhrase]] | None:
        """(score, leaf) of all that the paper holds of a tree, as the evaluator adds it up; None where it is no hit."""
        if isinstance(tree, AnyField | AnyPhrase):
            score = self._score(tree)
            return None if score is None else [(score * boost, tree)]
        if isinstance(tree, query.AndMaybe):
            first = self._leaves(tree.a, boost)
            return None if first is None else first + (self._leaves(tree.b, boost) or [])
        if isinstance(tree, query.And):
            every = [self._leaves(sub, boost) for sub in tree.subqueries]
            return None if None in every else [leaf for part in every for leaf in part or ()]
        if isinstance(tree, query.Or):
            some = [self._leaves(sub, boost * tree.boost) for sub in tree.subqueries]
            found = [part for part in some if part is not None]
            if isinstance(tree, Alternatives) and found:
                return max(found, key=lambda part: sum(score for score, _ in part))
            return [leaf for part in found for leaf in part] if found else None
        return None if self._score(tree) is None else []

    def _score(self, tree: query.Query) -> float | None:
        docs, scores = self._evaluator.matches(tree, self._within)[self._place.segment]
        return float(scores[0]) if len(docs) else None

    def _told(self, leaf: AnyField | AnyPhrase, score: float) -> Sentence:
        if leaf.fields == ("name",):
            return _LINE.format(what=leaf.forms[0].text, score=score, where=_NAME)
        if isinstance(leaf, AnyPhrase):
            fields = [_field(name) for name in leaf.fields if self._holds(leaf, name)]
            return _LINE.format(what=_words(leaf.forms), score=score, where=fields)
        name = leaf.forms[0].text + ("…" if leaf.forms[0].kind == "prefix" else "")
        return _LINE.format(what=name, score=score, where=_where(self._segment, leaf, self._place.document))

    def _holds(self, phrase: AnyPhrase, name: str) -> bool:
        place, snapshot = self._place, self._evaluator.snapshot
        return bool(len(places(snapshot, phrase.forms, name, place.segment, self._within[place.segment])[0]))

    # -- titles

    def _title_lines(self, titles: Sequence[TitleWay], papers: int) -> list[_Line]:
        """What the title gave: for being the query, and for having all of its words; so many papers were found."""
        found = [(allowed.docs, np.zeros(len(allowed), np.float32)) for allowed in self._within]
        gained = self._own(title_gains(self._evaluator.snapshot, titles, found, papers))
        whole = WHOLE_TITLE_BONUS if any(self._is_whole(way.forms) for way in titles) else 0.0
        very = VERY_TITLE_BONUS if whole and any(self._is_whole(way.very) for way in titles if way.very) else 0.0
        whole, very = (whole, very) if gained >= whole + very else (0.0, 0.0)
        held = _ALL if any(way.several for way in titles) else _ONLY
        parts = ((very, _VERY), (whole, _WHOLE), (gained - whole - very, held))
        return [(score, _LINE.format(what=_field("title"), score=score, where=where)) for score, where in parts]

    def _is_whole(self, forms: Sequence[Form]) -> bool:
        snapshot, number, within = self._evaluator.snapshot, self._place.segment, self._within[self._place.segment]
        _, first = beginnings(snapshot, forms, "title", number, within)
        return bool(first.any()) and int(self._segment.columns.lengths("title")[self._place.document]) == len(forms)


def _words(forms: Sequence[Form]) -> str:
    """The words of a phrase: ``chain of th…``."""
    return " ".join(form.text + ("…" if form.kind == "prefix" else "") for form in forms)


def _field(name: str) -> Sentence:
    return _FIELDS.get(name) or Sentence(name)


def _where(segment: Segment, leaf: AnyField, document: int) -> list[Sentence]:
    """The fields that hold the word, with the terms that they hold."""
    parts: list[Sentence] = []
    for name in leaf.fields:
        terms = list(dict.fromkeys(_terms_in(segment, leaf, name, document)))
        if terms:
            shown = ", ".join(terms[:_TERMS]) + (" …" if len(terms) > _TERMS else "")
            parts.append(Sentence("{field} ({terms})", field=_field(name), terms=shown))
    return parts


def _terms_in(segment: Segment, leaf: AnyField, name: str, document: int) -> Iterator[str]:
    field = segment.columns.field(name)
    if field is None:
        return
    for form in leaf.forms:
        for first, last, _ in form_runs(segment, name, form):
            for posting in (np.flatnonzero(field.docs(first, last) == document) + first).tolist():
                slot = int(np.searchsorted(field.at, posting, "right")) - 1
                times = int(field.tf(posting, posting + 1)[0])
                yield segment.columns.terms[int(field.terms[slot])] + (f" ×{times}" if times > 1 else "")
