"""Answering without an index: every paper in question is read. Imports numpy, Whoosh's stemmer and the language.

Clauses mean what they mean with an index, and filters are answered before anything is read. A word is found as it
stands, in another form of its stem, with or without a hyphen, and as a beginning where it is the last one or has a
star. What the index alone can tell is left out: typing errors, acronyms, ``finetuning`` for ``fine tuning``, which
words are rare, and so the order by relevance: the newest papers come first.
"""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from readinglist.core.records import WHOLE, Hit, IndexDocument, SearchResult
from readinglist.core.search.analysis import fold, is_cjk, raw_tokens, stem
from readinglist.core.search.compiling.filters import filter_fact, view_fact
from readinglist.core.search.errors import SearchCancelled
from readinglist.core.search.evaluation.queries import Fact
from readinglist.core.search.evaluation.snapshot import fact_ids
from readinglist.core.search.facts import Ids, PaperFacts
from readinglist.core.search.query import language
from readinglist.core.search.query.completing import clauses_of
from readinglist.core.search.query.half_typed import begins_clause, half_typed
from readinglist.core.search.query.wording import places
from readinglist.core.search.results import OrderedIds
from readinglist.core.search.schema import CLAUSE_FIELDS, STEMMED_FIELDS, TEXT_FIELDS, texts_of
from readinglist.core.sentences import Sentence

READ = Sentence(
    "The search index is not ready; until it is, every paper is read: the newest come first, and typing errors,"
    " acronyms and words written as two are not understood."
)
MOST = 32  # words of a pasted text that are looked for
SHARE = 0.75  # of them, what a paper must hold to be like the text
_CHECKED = 500  # papers read between two questions whether the answer is still wanted
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_APART, _TOGETHER = r"[\W_]+", r"[\W_]*"

#: Whether a paper matches.
Test = Callable[["Texts"], bool]
#: Reads papers by their ids, in any order.
Read = Callable[[Sequence[int]], Iterable[IndexDocument]]


class Texts:
    """The folded texts of a paper; each is folded when it is first asked for."""

    def __init__(self, document: IndexDocument) -> None:
        self.id = document.id
        self._texts = {name: text for name, text in texts_of(document) if text}
        self._folded: dict[str, str] = {}
        self._joined: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._texts:
            return ""
        found = self._folded.get(name)
        if found is None:
            found = self._folded[name] = fold(self._texts[name])
        return found

    def joined(self, name: str) -> str:
        """The text with its compounds written as one word."""
        found = self._joined.get(name)
        if found is None:
            found = self[name]
            for sign in "-_^":
                found = found.replace(sign, "")
            self._joined[name] = found
        return found

    def whole(self) -> str:
        """All texts."""
        return "\n".join(self[name] for name in self._texts)


def answer_by_reading(
    text: str,
    read: Read,
    facts: PaperFacts,
    *,
    view: str = "library",
    restrict: Fact | None = None,
    sort: str = "relevance",
    limit: int = 50,
    literal: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> SearchResult:
    """The papers that match a text, exactly counted; ``read`` gives the documents of some ids.

    Raises SearchCancelled. Takes two seconds where 100,000 papers have to be read.
    """
    parsed = language.parse(text)
    reader = Reader(read, facts, [view_fact(view), restrict], literal=literal, cancelled=cancelled)
    ids, notes = reader.matching(parsed), parsed.notes
    half = None if literal else half_typed(parsed)
    if not len(ids) and half is not None and begins_clause(half):
        others = reader.matching(language.parse(parsed.text[: half.start] + WHOLE))
        if len(others):
            ids, notes = (
                others,
                (*notes, Sentence("“{clause}” restricts nothing yet.", clause=parsed.text[half.start :])),
            )
    ordered = OrderedIds(ids, np.zeros(len(ids), np.float32), facts, "added" if sort == "relevance" else sort)
    hits = tuple(Hit(paper, None, 0.0) for paper in ordered[: max(0, limit)])
    return SearchResult(parsed.text, len(ids), hits, ordered, clauses=clauses_of(parsed), notes=(*notes, READ))


class Reader:
    """Reads papers that all of some facts hold for."""

    def __init__(
        self,
        read: Read,
        facts: PaperFacts,
        wanted: Sequence[Fact | None],
        *,
        literal: bool,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._read, self._facts, self._wanted, self._literal = read, facts, wanted, literal
        self._cancelled = cancelled or (lambda: False)
        self._now = time.time()

    def matching(self, parsed: language.Query) -> Ids:
        """The papers that match, ascending."""
        children = parsed.root.children
        last = children[-1] if children else None
        filters = [c for c in children if isinstance(c, language.Field) and c.name not in language.TEXT_FIELDS]
        ids = self._candidates([*self._wanted, *(self._fact(c, c is last) for c in filters)])
        words = [c for c in children if c not in filters]
        tests = [_pasted(words)] if parsed.plain else [self._test(c, c is last) for c in words]
        asked = [test for test in tests if test is not None]
        return self._tested(ids, asked) if asked else ids

    def _candidates(self, wanted: Iterable[Fact | None]) -> Ids:
        ids = self._facts.ids("all", "")
        for fact in wanted:
            if fact is not None:
                held = fact_ids(fact, self._facts)
                ids = np.setdiff1d(ids, held) if fact.absent else np.intersect1d(ids, held)
        return ids

    def _tested(self, ids: Ids, tests: Sequence[Test]) -> Ids:
        found: list[int] = []
        for number, document in enumerate(self._read(ids.tolist())):
            if number % _CHECKED == 0 and self._cancelled():
                raise SearchCancelled
            texts = Texts(document)
            if all(test(texts) for test in tests):
                found.append(texts.id)
        return np.array(sorted(found), np.int64)

    # -- what clauses ask

    def _fact(self, node: language.Field, last: bool) -> Fact:
        return filter_fact(node, self._facts, last=last, now=self._now)

    def _test(self, node: language.Node, last: bool) -> Test | None:
        if isinstance(node, language.Word):
            return self._words(node.text, TEXT_FIELDS, begun=node.star or (last and not self._literal))
        if isinstance(node, language.Phrase):
            return self._phrase(node.text, TEXT_FIELDS, begun=not node.closed)
        if isinstance(node, language.Field):
            return self._field(node, last)
        if isinstance(node, language.Not):
            child = self._test(node.child, False)
            return None if child is None else lambda texts: not child(texts)
        return self._together(node, last)

    def _together(self, node: language.Node, last: bool) -> Test | None:
        if not isinstance(node, language.Any | language.All):
            return None
        tests = [self._test(child, last and child is node.children[-1]) for child in node.children]
        asked = [test for test in tests if test is not None]
        if isinstance(node, language.Any):
            return (lambda texts: any(test(texts) for test in asked)) if len(asked) == len(tests) else None
        return (lambda texts: all(test(texts) for test in asked)) if asked else None

    def _field(self, node: language.Field, last: bool) -> Test | None:
        if node.name not in language.TEXT_FIELDS:
            fact = self._fact(node, last)
            held = frozenset(fact_ids(fact, self._facts).tolist())
            return lambda texts: (texts.id in held) != fact.absent
        fields = (CLAUSE_FIELDS.get(node.name, node.name),)
        begun = node.star or (not self._literal and (last or node.name == "key" or not node.closed))
        if node.quoted and node.name not in language.NAME_FIELDS:
            return self._phrase(node.value, fields, begun=not node.closed)
        return self._words(node.value, fields, begun=begun)

    def _words(self, text: str, fields: Sequence[str], *, begun: bool) -> Test | None:
        """A word as typed, which may be of several tokens."""
        raws = raw_tokens(text)
        needles = [Needle(raw, begun and i == len(raws) - 1, self._literal) for i, raw in enumerate(raws)]
        if not needles:
            return None
        return lambda texts: all(any(n.within(name, texts) for name in fields) for n in needles)

    def _phrase(self, text: str, fields: Sequence[str], *, begun: bool) -> Test | None:
        parts = [part for raw in raw_tokens(text) for part in _parts(raw)]
        if not parts:
            return None
        pattern = _next_to_each_other(parts, _APART, begun and not self._literal)
        return lambda texts: any(parts[0] in texts[name] and pattern.search(texts[name]) for name in fields)


class Needle:
    """One raw token that is looked for."""

    def __init__(self, raw: str, begun: bool, literal: bool) -> None:
        self._parts = _parts(raw)
        self._begun, self._literal = begun, literal
        self._stem = stem(raw)
        #: what all of its forms begin with, nearly always
        self._root = raw[: max(3, len(self._stem) - 1)] if self._is_inflected else self._parts[0]

    @cached_property
    def _is_inflected(self) -> bool:
        """Whether it is a plain word, of which there may be other forms."""
        return len(self._parts) == 1 and self._parts[0].isalnum() and not is_cjk(self._parts[0])

    @cached_property
    def _pattern(self) -> "re.Pattern[str]":
        if self._is_inflected:
            return re.compile(f"{_START}{re.escape(self._root)}[^\\W_]*")
        return _next_to_each_other(self._parts, _APART if self._literal else _TOGETHER, self._begun)

    def within(self, name: str, texts: Texts) -> bool:
        """Whether a field holds it."""
        text = texts[name]
        if not text:
            return False
        return self._stands_in(text, name) or (self._is_inflected and self._stands_in(texts.joined(name), name))

    def _stands_in(self, text: str, name: str) -> bool:
        if self._root not in text:
            return False
        if not self._is_inflected:
            return self._pattern.search(text) is not None
        return any(self._is(match.group(), name) for match in self._pattern.finditer(text))

    def _is(self, word: str, name: str) -> bool:
        term = self._parts[0]
        same = word.startswith(term) if self._begun else word == term
        return same or (not self._literal and name in STEMMED_FIELDS and stem(word) == self._stem)


def _parts(raw: str) -> list[str]:
    """What stands next to each other in a raw token; Chinese, Japanese and Korean as it is."""
    return [raw] if any(map(is_cjk, raw)) else places(raw)[0]


def _next_to_each_other(parts: Sequence[str], between: str, begun: bool) -> "re.Pattern[str]":
    """Parts with nothing but signs and spaces between them; where a word ends there is no letter."""
    first = "" if is_cjk(parts[0]) else _START
    last = "" if begun or is_cjk(parts[-1]) else _END
    return re.compile(first + between.join(map(re.escape, parts)) + last)


def _pasted(words: Sequence[language.Node]) -> Test | None:
    """A long text: most of its longest words, for these tend to be the rare ones and are seldom a part of others."""
    tokens = dict.fromkeys(raw for word in words if isinstance(word, language.Word) for raw in raw_tokens(word.text))
    chosen = sorted(tokens, key=len, reverse=True)[:MOST]
    least = SHARE * len(chosen)

    def holds(texts: Texts) -> bool:
        text = texts.whole()
        return sum(token in text for token in chosen) >= least

    return holds if chosen else None
