"""Colouring and completing what is being typed in the search line. Imports the language and analysis."""

import re
from collections.abc import Sequence
from typing import Protocol

from readinglist.core.records import Clause, Completion
from readinglist.core.search.analysis import fold
from readinglist.core.search.query import language

MOST = 20
_HEAD = re.compile(r"([a-z]+):\(", re.IGNORECASE)  # a field before a bracket
_BRACKETS = re.compile(r'"[^"]*"?|(?:([a-z]+):)?\(|\)', re.IGNORECASE)
_NAMED = {"tag": "tag", "dump": "dump", "author": "author"}


class Names(Protocol):
    """The part of ``PaperFacts`` that completing needs."""

    def names(self, kind: str) -> Sequence[str]:
        """All names of a kind."""
        ...


_KINDS: dict[type, str] = {
    language.Word: "word",
    language.Phrase: "phrase",
    language.Field: "field",
    language.Unfinished: "unfinished",
    language.Not: "not",
    language.Any: "or",
    language.All: "group",
}


def clause(parsed: language.Query, node: language.Node, *, last: bool = False) -> Clause:
    """A part of a query as a record with its place."""
    kind = _KINDS[type(node)]
    if isinstance(node, language.Field) and node.name in language.FLAGS:
        kind = "flag"
    if isinstance(node, language.Word) and (node.star or last):
        kind = "prefix"
    text = parsed.text[node.start : node.end].rstrip()
    return Clause(text, kind, node.start, node.start + len(text))


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of what was typed, in order, with their places; groups are taken apart, for colouring."""
    parsed = language.parse(text)
    return clauses_of(parsed)


def clauses_of(parsed: language.Query) -> tuple[Clause, ...]:
    """See ``clauses``. A field before a bracket is one, too, and so is the bracket that closes."""
    out: list[Clause] = []
    nodes = list(parsed.root.children)
    while nodes:
        node = nodes.pop(0)
        if isinstance(node, language.Any | language.All):
            if head := _HEAD.match(parsed.text, node.start, node.children[0].start):
                kind = "flag" if head.group(1) in language.FLAGS else "field"
                out.append(Clause(head.group(), kind, head.start(), head.end()))
                if node.end > node.children[-1].end and parsed.text[node.end - 1] == ")":
                    out.append(Clause(")", kind, node.end - 1, node.end))
            nodes[:0] = node.children
        else:
            out.append(clause(parsed, node, last=not nodes))
    return tuple(sorted(out, key=lambda item: item.start))


def complete(text: str, cursor: int, names: Names) -> list[Completion]:
    """What the word before the cursor may become: field names, values, names of tags, dumps and authors."""
    quote = (
        text.rfind('"', 0, cursor) if text.count('"', 0, cursor) % 2 else cursor
    )  # spaces in an open one end nothing
    start = max(text.rfind(" ", 0, quote), text.rfind("(", 0, quote)) + 1
    typed = text[start:cursor]
    if typed.startswith("-"):
        start, typed = start + 1, typed[1:]
    field, colon, value = typed.partition(":")
    around = "" if colon else _field_around(text[:start])
    if around:
        field, value = around, typed
    elif not colon:
        fields = [f + ":" for f in language.FIELDS if typed and f.startswith(typed.lower())]
        return [Completion(f, f, start, cursor) for f in fields]
    field = field.lower()
    begun = fold(value.lstrip('"'))
    if field in language.CHOICES:
        values: Sequence[str] = [v for v in language.CHOICES[field] if v.startswith(begun)]
    elif field in _NAMED:
        values = _matching(names.names(_NAMED[field]), begun)
    else:
        return []
    return [Completion(v, f"{'' if around else field + ':'}{quoted(v)} ", start, cursor) for v in values[:MOST]]


def _field_around(text: str) -> str:
    """The field of the bracket that is open at the end of a text."""
    fields = [""]
    for found in _BRACKETS.finditer(text):
        name = (found.group(1) or "").lower()
        if found.group().endswith("("):
            fields.append(name if name in language.FIELDS else fields[-1])
        elif found.group() == ")" and len(fields) > 1:
            fields.pop()
    return fields[-1]


def _matching(names: Sequence[str], begun: str) -> list[str]:
    """Names that begin so, then those with a word that does; accents are no matter, as in a search."""
    folded = [(fold(name), name) for name in names]
    first = [name for text, name in folded if text.startswith(begun)]
    others = [name for text, name in folded if not text.startswith(begun) and " " + begun in text]
    return first + others


def quoted(value: str) -> str:
    """A field's value as it is typed: in quotes where it needs them."""
    return f'"{value}"' if any(c in value for c in ' ():"') else value
