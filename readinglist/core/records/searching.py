"""Queries, hits and what is said about them. Imports sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from readinglist.core.sentences import Sentence

#: At the end of a query: nobody is typing it, so its last clause is finished too (see ``search.language``).
WHOLE = "\n"


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the index knows of a paper. Texts are cleaned; ``tags`` and ``authors`` in the user's order.

    ``other_keys`` are those that files gave it beside its own, and those it had before.
    """

    id: int
    title: str
    abstract: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    citation_key: str
    method: str
    highlights: str = ""
    other_keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A matched passage: ``start`` and ``end`` are character offsets into the field's shown text."""

    field: str
    start: int
    end: int
    why: str = ""  # exact, prefix, stem, variant, typo, phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper found. ``snippet`` and the spans are there where they were asked for."""

    id: int
    title: str | None
    score: float
    citation_key: str | None = None
    snippet: str = ""
    snippet_spans: tuple[Span, ...] = ()
    title_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a query as understood: its place in what was typed, and how many papers match it alone."""

    text: str
    kind: str  # word, prefix, phrase, field, flag, not, or, group, unfinished
    start: int
    end: int
    papers: int | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """What a clause being typed could become: replace the characters from ``start`` to ``end`` by ``text``.

    ``label`` is what to show.
    """

    label: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why a search found nothing; the same for the window, the command line and JSON.

    ``clauses``: the fewest clauses that have to go before anything is found, mostly one, each with the number of papers
    of the view that match it alone (``Clause.papers``); ``outside`` has that of the whole library. None where the view
    is the reason: then ``elsewhere`` papers match outside it, or the view holds no paper at all. ``query`` is the query
    without these clauses, and ``without`` the number of papers that a search for it finds in the same view; None where
    no clause would be left. ``nearest`` are names of the library or the language that a clause may have meant (tags,
    dumps, authors, words, fields, values), best first, to be put in its place. ``keyless``, where a ``key:`` is among
    the clauses: so many papers have no citation key yet, for keys are made when they are first shown. ``sentences`` say
    all of this to a person.
    """

    clauses: tuple[Clause, ...] = ()
    outside: tuple[int, ...] = ()
    query: str = ""
    without: int | None = None
    elsewhere: int = 0
    nearest: tuple[Completion, ...] = ()
    keyless: int = 0
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search. ``total`` is exact. ``ids`` are all hits in order, as an ``array('q')``-like sequence.

    ``elsewhere`` is how many papers match outside the view when none match inside it. ``assumed`` lists what
    was taken for a typing error: (typed, assumed). ``notes`` are sentences for the user (long query cut to
    its rarest words, index being rebuilt …). ``emptiness`` explains an empty answer to a query. ``begun``: every word
    was taken as a beginning too, because no paper had all as they stood. ``like``: so many of the hits, the last ones,
    do not hold all the words, but most; ``matching`` are the ids without them. ``behind``: so many papers were not in
    the index yet, or with another text, and may be missing. ``scoring`` is the search's own: how the
    scores came about, from which it explains them.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    ids: Sequence[int] = ()
    elsewhere: int = 0
    clauses: tuple[Clause, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    notes: tuple[Sentence, ...] = ()
    explanation: Mapping[int, Sequence[Sentence]] = field(default_factory=dict)
    literal: bool = False
    begun: bool = False
    like: int = 0
    behind: int = 0
    emptiness: Emptiness | None = None
    scoring: tuple[object, ...] = field(default=(), compare=False, repr=False)

    @property
    def matching(self) -> Sequence[int]:
        """The papers that hold all the words, in order (where it is that of relevance)."""
        return self.ids[: self.total - self.like]
