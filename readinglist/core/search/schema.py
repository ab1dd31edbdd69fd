"""The fields of the index; the analyser as Whoosh knows it. Imports Whoosh and analysis."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from whoosh import analysis as whoosh_analysis
from whoosh import fields, formats

from readinglist.core.records import IndexDocument
from readinglist.core.search import analysis

#: Fields of words, in the order of their weight for a reader; ``name`` and ``acronym`` hold whole terms (see below).
TEXT_FIELDS = ("title", "abstract", "tags", "note", "authors", "method", "key", "highlights")
#: ``name``: method name and citation key joined into one term. ``acronym``: ``rlhf=reinforcement learning …`` and
#: the reverse, for each definition found in a text; ``finetuning=4`` for each ``fine-tuning``.
FIELDS = (*TEXT_FIELDS, "name", "acronym")
#: What a clause of the language calls otherwise.
CLAUSE_FIELDS = {"author": "authors"}
#: Fields whose words are inflected: only their terms are stemmed (names of people are not).
STEMMED_FIELDS = frozenset(("title", "abstract", "tags", "note", "highlights"))
#: Fields of whole terms: that one is there says all, so where it stands is not kept.
WHOLE_FIELDS = frozenset(("name", "acronym"))
#: Where a last word of one or two letters is looked up as a prefix (as a whole word it is looked up everywhere).
SHORT_PREFIX_FIELDS = ("title", "tags", "method", "key")
FORMAT_VERSION = 6


class Terms(whoosh_analysis.Analyzer):  # type: ignore[misc]
    """Our analysis as a Whoosh analyser, so that every stock writer, reader and highlighter can use it."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        keeporiginal: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **kwargs: Any,
    ) -> Iterator[whoosh_analysis.Token]:
        """Whoosh's protocol: one token object, changed in place for each term."""
        token = whoosh_analysis.Token(positions, chars, mode=mode, **kwargs)
        for term, position, start, end in analysis.located_tokens(value):
            token.text, token.boost, token.stopped = term, 1.0, False
            if keeporiginal:
                token.original = term
            if positions:
                token.pos = start_pos + position
            if chars:
                token.startchar, token.endchar = start_char + start, start_char + end
            yield token


def make_schema() -> fields.Schema:
    """The Whoosh schema: fields of words have positions; nothing is stored, the texts are in SQLite."""
    schema = fields.Schema(paper=fields.NUMERIC(int, bits=64, stored=True, unique=True))
    for name in FIELDS:
        field = fields.TEXT(analyzer=Terms(), phrase=name not in WHOLE_FIELDS)
        field.format = formats.Frequency() if name in WHOLE_FIELDS else formats.Positions()
        schema.add(name, field)
    return schema


def signature() -> str:
    """What makes two indexes incompatible; another signature means: rebuild."""
    return sha256(repr((FORMAT_VERSION, FIELDS, analysis.MAX_TERM)).encode()).hexdigest()[:16]


def field_texts(document: IndexDocument) -> Iterator[tuple[str, list[str]]]:
    """(field, raw tokens) of the document's fields that hold anything."""
    for name, text in texts_of(document):
        if text:
            yield name, analysis.raw_tokens(text)
    yield from _whole_terms(document)


def texts_of(document: IndexDocument) -> tuple[tuple[str, str], ...]:
    """(field, its text) of the fields of words."""
    return (
        ("title", document.title),
        ("abstract", document.abstract),
        ("tags", " ; ".join(document.tags)),
        ("note", document.note),
        ("authors", " ; ".join(document.authors)),
        ("method", document.method),
        ("key", " ; ".join((document.citation_key, *document.other_keys))),
        ("highlights", document.highlights),
    )


def _whole_terms(document: IndexDocument) -> Iterator[tuple[str, list[str]]]:
    mark = analysis.VERBATIM
    names = {analysis.joined_name(n) for n in (document.method, document.citation_key, *document.other_keys) if n} - {
        ""
    }
    if names:
        yield "name", [mark + name for name in sorted(names)]
    if "(" in document.abstract or "(" in document.title:
        pairs = dict.fromkeys(analysis.acronyms(document.title) + analysis.acronyms(document.abstract))
        if pairs:
            yield "acronym", [mark + term for short, long in pairs for term in (f"{short}={long}", f"{long}={short}")]
