"""The query language: text in, clauses out; never fails. Imports records only (no numpy, no Whoosh).

Grammar (EBNF; spaces separate, case matters only for ``OR``)::

    query   = { either } ;
    either  = item , { "OR" , item } ;             OR binds tighter than the silent AND: a b OR c  =  a (b OR c)
    item    = [ "-" ] , atom ;
    atom    = "(" , query , ")" | field , ":" , "(" , query , ")" | field , ":" , value | phrase | word ;
    phrase  = '"' , { any character but '"' } , [ '"' ] ;          an open quote counts as closed
    value   = phrase | { any character but space and brackets } ;
    word    = { any character but space and brackets } , [ "*" ] ; the star means: any word that begins so. So does
                                                                 the end of the query: its last word may be half typed
                                                                 (one or two letters, also behind a sign inside it: in
                                                                 titles, tags, names and keys, or else everywhere)
    field   = "title" | "abstract" | "note" | "tag" | "author" | "year" | "key" | "dump" | "status" | "seen"
            | "added" | "is" | "has" | "no" ;

    year:2023  year:2023..2025 (or 2023-2025)  year:2023..  year:..2025  year:>2022  year:>=2023  year:<2026
    seen:2  seen:>1  seen:>=2  seen:<3      added:7d   (also h, w, m, y: hours, weeks, months, years)
    status:new|later|reading|read|dismissed
    is:starred  is:unread     has:note  has:code  has:highlight  has:year …     no:title  no:year  no:tag …

A field before a bracket is the field of every word and phrase in it: ``title:(a OR -b)`` is ``title:a OR -title:b``.
What has a field of its own keeps that one; what cannot be of the field (``year:(graph)``) is text, and that is said.

What is no clause is text: ``foo:bar``, ``status:xyz`` (that is said), a lone star, a bracket without its partner,
the hyphen of ``(LLM)-based``. A clause that is not finished (``tag:``, ``year:20``, ``is:st``, a lone ``-`` or quote,
``OR`` at the end) is marked ``unfinished`` and does not restrict anything, wherever it stands.

A clause that is being typed is the last one, with no space behind it, where the next key may make another one of it:
``author:smi``, ``tag:x``, ``year:2023``, ``status:read``, ``"an open quote``, ``-wor``, ``dum``. Where no paper has it,
it restricts nothing yet, and the answer says so (``half_typed.py``). It is finished, and may empty the answer, when a
space is behind it, when its quote or bracket is closed, or when nothing can follow in it (``status:reading``,
``is:starred``, ``added:7d``, ``year:2023..2025``). A line end (``records.WHOLE``) finishes every clause, an open quote
too, in which a space is only a space: what nobody is typing ends so (the command line, exports, counts).

Text of more than ``MAX_PLAIN`` words is a pasted text, of which only the filters are clauses (``is:starred``); every
other sign in it stands for itself. Words with a minus or a field do not count, nor is a text pasted that has an ``OR``
for every ``MOST_TO_AN_OR`` words. Of other queries the first ``MAX_CLAUSES`` words and as many filters are used, and
brackets deeper than ``MAX_DEPTH`` mean nothing; where anything is left out a note says so.
``to_text`` writes a query so that ``parse`` gives the same query again.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from readinglist.core.records import WHOLE
from readinglist.core.search.query import remarks
from readinglist.core.search.query.file_names import without_joints
from readinglist.core.sentences import Sentence

MAX_PLAIN = 32  # words; a longer text is a pasted text
MOST_TO_AN_OR = 8  # words for each OR; what has fewer of them is no text but a list of alternatives
MAX_CLAUSES = 200  # words and phrases of a query, also with a field; and so many filters
MAX_TERMS = 32  # words of a text that are searched for
MAX_DEPTH = 64
SHORT = 3  # letters; a shorter word that is still typed can become nearly any
MAX_CHARACTERS = 20_000  # of a text that are looked at

TEXT_FIELDS = ("title", "abstract", "note", "author", "key")
#: Of these the ones that hold no sentences: their values are words, also in quotes.
NAME_FIELDS = frozenset(("author", "key"))
FIELDS = (*TEXT_FIELDS, "tag", "year", "dump", "status", "seen", "added", "is", "has", "no")
FLAGS = ("is", "has", "no")
STATUSES = ("new", "later", "reading", "read", "dismissed")
IS_VALUES = ("starred", "unread", *STATUSES)
HAS_VALUES = ("note", "code", "highlight", "title", "abstract", "author", "year", "tag", "file", "key")
CHOICES = {"status": STATUSES, "is": IS_VALUES, "has": HAS_VALUES, "no": HAS_VALUES}
#: Values of fields that are numbers: finished ones, and what may become one.
PATTERNS = {
    "year": (
        re.compile(r"\d{4}(?:\.\.(?:\d{4})?)?|\.\.\d{4}|(?:[<>]=?|=)\d{4}"),
        re.compile(r"(?:[<>]=?|=)?\d{0,3}|\.\.?\d{0,3}|\d{4}\.(?:\.\d{0,3})?"),
    ),
    "seen": (re.compile(r"(?:[<>]=?|=)?\d{1,6}"), re.compile(r"[<>]?=?")),
    "added": (re.compile(r"\d{1,5}[hdwmy]"), re.compile(r"\d{0,5}")),
}


#: Values of these as they are told to who writes others.
EXAMPLES = {"year": ("2023", "2023..2025", "<2020"), "seen": ("2", ">1"), "added": ("7d", "3w", "1y")}


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query. ``start`` and ``end`` are its place in what was typed (not compared)."""

    start: int = field(default=0, compare=False, kw_only=True)
    end: int = field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Word(Node):
    """A word; ``star`` asks for every word that begins with it."""

    text: str
    star: bool = False


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words next to each other; ``closed`` tells whether the second quote is there."""

    text: str
    closed: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Field(Node):
    """``name:value``; ``quoted`` when the value stood in quotes, ``closed`` when the second one is there."""

    name: str
    value: str
    quoted: bool = False
    star: bool = False
    closed: bool = field(default=True, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Unfinished(Node):
    """Something that will be a clause when it is finished; it restricts nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Papers that do not match."""

    child: Node


@dataclass(frozen=True, slots=True)
class All(Node):
    """Papers that match every child; without children, every paper."""

    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any(Node):
    """Papers that match one of the children."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, as understood. ``plain``: a long text whose signs stand for themselves. ``whole``: nobody goes on
    typing it."""

    text: str
    root: All
    plain: bool = False
    notes: tuple[Sentence, ...] = ()
    whole: bool = False

    def leaves(self) -> Iterator[tuple[Node, bool]]:
        """(leaf, whether it is negated), in order."""
        yield from _leaves(self.root, False)

    def to_text(self) -> str:
        """The query written so that parsing it gives the same query."""
        return self.text if self.plain else " ".join(_written(child) for child in self.root.children)


def _leaves(node: Node, negated: bool) -> Iterator[tuple[Node, bool]]:
    if isinstance(node, Not):
        yield from _leaves(node.child, True)
    elif isinstance(node, All | Any):
        for child in node.children:
            yield from _leaves(child, negated)
    else:
        yield node, negated


def parse(text: str) -> Query:
    """Understand what was typed. Never raises; any text at all is a query."""
    whole = text.endswith(WHOLE)
    text = _clean(text)
    notes: tuple[Sentence, ...] = ()
    if len(text) > MAX_CHARACTERS:
        text = _shortened(text)
        notes = (remarks.TOO_LONG.format(most=MAX_CHARACTERS),)
    if _is_pasted(text):
        notes += (remarks.NO_OR,) if " OR " in text else ()
        return Query(text, _pasted(text), plain=True, notes=notes, whole=whole)
    parser = _Parser(text)
    root = parser.query()
    return Query(text, root, notes=(*notes, *dict.fromkeys(parser.notes)), whole=whole)


def _shortened(text: str) -> str:
    """The first ``MAX_CHARACTERS`` of a text, and before it, outside of its brackets, the filters in the rest of it."""
    head = "".join(text[:MAX_CHARACTERS].rsplit(None, 1)[:1])
    rest = islice(filter(_FILTER.match, _TOKEN.findall(text[len(head) :])), MAX_CLAUSES)
    return " ".join([*(token for token in rest if _filters(token, 0)), head])


def _is_pasted(text: str) -> bool:
    words = _TOKEN.findall(text)
    alternatives = words.count("OR")
    return sum(not _CLAUSE.match(word) for word in words) > max(MAX_PLAIN, alternatives * MOST_TO_AN_OR)


def _pasted(text: str) -> All:
    """The words of a pasted text, and its filters."""
    nodes: list[Node] = []
    for token in _TOKEN.finditer(text):
        filters = _filters(text[: token.end()], token.start()) if _FILTER.match(token.group()) else ()
        nodes += filters or (Word(token.group(), start=token.start(), end=token.end()),)
    return All(tuple(nodes), start=0, end=len(text))


def _filters(text: str, start: int) -> tuple[Node, ...]:
    """What a text holds from ``start`` on, where that is filters and nothing else."""
    nodes = _Parser(text, start).query().children
    leaves = [leaf for node in nodes for leaf, _ in _leaves(node, False)]
    return nodes if all(isinstance(leaf, Field) and leaf.name not in TEXT_FIELDS for leaf in leaves) else ()


def _clean(text: str) -> str:
    """Control characters and lone surrogates become spaces, and what joins the words of a file's name; every other
    character keeps its place."""
    text = "".join(" " if c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" else c for c in text)
    return without_joints(text)


_NAMES = "|".join(FIELDS)
#: What counts as a word of a long text: phrases, and brackets after a field, are one.
_TOKEN = re.compile(rf'-?(?i:{_NAMES}):\([^()]*\)|[^\s"]*"[^"]*"|\S+')
_CLAUSE = re.compile(rf"\(*(?:-[^\s-]|-?(?i:{_NAMES}):\S|OR\Z)")  # how a clause other than a word begins
_FILTER = re.compile(rf"\(*-?(?i:{'|'.join(name for name in FIELDS if name not in TEXT_FIELDS)}):\S")
_SPACE = re.compile(r"\s+")
_APART = re.compile(r"\s+[^\s)]")  # what stands apart
_ATOM = re.compile(r'[^\s()"]+')
_FIELD = re.compile(r"([a-z]+):", re.IGNORECASE)
_STAR_AFTER = re.compile(r"\w{3}\*(?:\s|\Z)")  # not that of ``A*`` or a ``C*-algebra``
_YEARS = re.compile(r"\A(\d{4})[-–](\d{0,4})\Z")  # a range of years as texts have it


class _Parser:
    """Recursive descent over the text; ``at`` is the place reached."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text = text
        self.at = at
        self.notes: list[Sentence] = []
        self._field_around = ""  # of the bracket that is open
        self._depth = self._too_deep = 0  # open brackets, and those of them that mean nothing
        self._taken: Counter[bool] = Counter()  # clauses: filters, and others

    def query(self) -> All:
        """The whole text."""
        return All(self._sequence(closing=False), start=0, end=len(self.text))

    def _skip(self) -> None:
        match = _SPACE.match(self.text, self.at)
        if match:
            self.at = match.end()

    def _sequence(self, closing: bool) -> tuple[Node, ...]:
        """Items up to the end, or to the closing bracket when ``closing``."""
        items: list[Node] = []
        joining: Unfinished | None = None
        while True:
            self._skip()
            if self.at >= len(self.text):
                break
            if self.text[self.at] == ")":
                if closing and not self._too_deep:
                    break
                self._too_deep = max(0, self._too_deep - 1)
                self.at += 1
                continue
            if _is_or(self.text, self.at):
                joining = Unfinished("OR", start=self.at, end=self.at + 2)
                self.at += 2
                continue
            taken = self._taken.total()
            item = self._item()
            if item is None:
                joining = joining if taken == self._taken.total() else None  # what is one too many was the alternative
                continue
            items.append(item if joining is None else _joined(items, item))
            joining = None
        if joining is not None:
            items.append(joining)
        return tuple(items)

    def _item(self) -> Node | None:
        start = self.at
        if self.text[start] == "-" and not self.text.startswith("--", start):
            self.at += 1
            if start and self.text[start - 1] in ')"':  # ``(LLM)-based``: a hyphen
                return self._atom() if self.at < len(self.text) and not self.text[self.at].isspace() else None
            if self.at >= len(self.text) or self.text[self.at].isspace() or self.text[self.at] == ")":
                return Unfinished("-", start=start, end=self.at)
            child = self._atom()
            if child is None and self._taken[False] > MAX_CLAUSES:
                return None
            if child is None or isinstance(child, Unfinished):
                return Unfinished("-" + (child.text.lstrip("-") if child else ""), start=start, end=self.at)
            return Not(child, start=start, end=self.at)
        return self._atom()

    def _atom(self) -> Node | None:
        start = self.at
        if self.text[start] == "(":
            return self._group(start)
        if self.text[start] == '"':
            return self._leaf(self._phrase())
        found = _FIELD.match(self.text, start)
        if found and found.group(1).lower() in FIELDS:
            return self._field(found)
        return self._word()

    def _group(self, start: int, name: str = "") -> Node | None:
        """What stands in the bracket here; ``name`` is the field before it, which stands at ``start``."""
        self.at += 1
        if self._depth == MAX_DEPTH:
            self._too_deep += 1
            self.notes.append(remarks.TOO_DEEP.format(most=MAX_DEPTH))
            return None
        around, self._field_around = self._field_around, name or self._field_around
        self._depth += 1
        children = self._sequence(closing=True)
        self._depth -= 1
        self._field_around = around
        if self.at < len(self.text):
            self.at += 1
        if not children or (len(children) == 1 and children[0] == Unfinished("OR")):
            return Unfinished(f"{name}:", start=start, end=self.at) if name else None
        if len(children) > 1:
            return All(children, start=start, end=self.at)
        return replace(children[0], start=start, end=self.at) if name else children[0]

    def _leaf(self, node: Node | None) -> Node | None:
        """A word or clause that was read, as one of the field before the bracket that it stands in; None where there
        are too many."""
        if self._field_around and isinstance(node, Word | Phrase):
            node = self._of_field(self._field_around, node)
        if isinstance(node, Word | Phrase | Field):
            filters = isinstance(node, Field) and node.name not in TEXT_FIELDS
            self._taken[filters] += 1
            if self._taken[filters] > MAX_CLAUSES:
                self.notes.append(remarks.TOO_MANY[filters].format(most=MAX_CLAUSES))
                return None
        return node

    def _of_field(self, name: str, node: Word | Phrase) -> Node:
        value = node.text + ("*" if isinstance(node, Word) and node.star else "")
        clause = _field(name, value, isinstance(node, Phrase), node.start, node.end)
        if clause is None:
            self.notes.append(remarks.NO_VALUE.format(field=name, value=node.text))
        if isinstance(clause, Field) and isinstance(node, Phrase):
            return replace(clause, closed=node.closed)
        return clause or node

    def _phrase(self) -> Node:
        start = self.at
        end = self.text.find('"', start + 1)
        closed = end >= 0
        self.at = end + 1 if closed else len(self.text)
        inside = self.text[start + 1 : end if closed else None]
        words = " ".join(inside.split())
        if not any(c.isalnum() for c in words):
            return Unfinished(f'"{words}"', start=start, end=self.at)
        if _STAR_AFTER.search(words):
            self.notes.append(remarks.NO_STAR)
        return Phrase(words, closed, start=start, end=self.at)

    def _word(self) -> Node | None:
        match = _ATOM.match(self.text, self.at)
        if match is None:
            self.at += 1
            return None
        self.at = match.end()
        return self._leaf(_word(match.group(), match.start(), match.end()))

    def _field(self, found: re.Match[str]) -> Node | None:
        start, name = self.at, found.group(1).lower()
        self.at = found.end()
        if self.text.startswith("(", self.at):
            return self._group(start, name)
        if self.text.startswith('"', self.at):
            phrase = self._phrase()
            if isinstance(phrase, Phrase):
                found_field = _field(name, phrase.text, True, start, self.at)
                if isinstance(found_field, Field):
                    return self._leaf(replace(found_field, closed=phrase.closed))
                return found_field or self._as_word(start)
            return Unfinished(f"{found.group()}{_written(phrase)}", start=start, end=self.at)
        match = _ATOM.match(self.text, self.at)
        if match is None:
            if _APART.match(self.text, self.at):
                self.notes.append(remarks.NOTHING_BEHIND.format(field=found.group()))
            return Unfinished(found.group(), start=start, end=self.at)
        self.at = match.end()
        clause = _field(name, match.group(), False, start, self.at)
        return self._as_word(start) if clause is None else self._leaf(clause)

    def _as_word(self, start: int) -> Node | None:
        """What looked like a field is text."""
        name, _, value = self.text[start : self.at].partition(":")
        known = name.lower()
        self.notes.append(remarks.can_be(name, value, CHOICES.get(known) or EXAMPLES[known]))
        self.at = start
        return self._word()


def _is_or(text: str, at: int) -> bool:
    return text.startswith("OR", at) and (at + 2 == len(text) or text[at + 2].isspace() or text[at + 2] in '()"')


def _joined(items: list[Node], item: Node) -> Node:
    """The last item OR a new one; takes the last one from ``items``."""
    if not items or isinstance(items[-1], Unfinished):
        return item
    last = items.pop()
    before = last.children if isinstance(last, Any) else (last,)
    return Any((*before, item), start=last.start, end=item.end)


def _word(text: str, start: int, end: int) -> Node | None:
    bare = text.rstrip("*")
    if not any(c.isalnum() for c in bare):
        return Unfinished(text, start=start, end=end) if text.strip("-+*") == "" else None
    if _FIELD.fullmatch(bare) and bare[:-1].lower() in FIELDS:
        bare = bare[:-1]  # of ``is:"x"`` and ``no:*``, which are text: with its colon alone it would begin a clause
    star = text.endswith("*") and sum(c.isalnum() for c in bare) >= 3
    return Word("or" if bare == "OR" else bare, star, start=start, end=end)


def _field(name: str, value: str, quoted: bool, start: int, end: int) -> Node | None:
    """A field clause, an unfinished one, or None when it is none at all."""
    unfinished = Unfinished(f"{name}:{value}", start=start, end=end)
    if name in CHOICES:
        lower = value.lower()
        if lower in CHOICES[name]:
            return Field(name, lower, start=start, end=end)
        return unfinished if any(choice.startswith(lower) for choice in CHOICES[name]) else None
    if name in PATTERNS:
        whole, begun = PATTERNS[name]
        value = _YEARS.sub(r"\1..\2", value) if name == "year" else value
        if whole.fullmatch(value):
            return Field(name, value, start=start, end=end)
        return _begun(name, value, start, end) if begun.fullmatch(value) else None
    bare = value.rstrip("*")
    if not any(c.isalnum() for c in bare):
        return unfinished
    star = not quoted and len(bare) < len(value) and len(bare) >= 3 and name in TEXT_FIELDS
    return Field(name, value if quoted else bare, quoted, star, start=start, end=end)


def _begun(name: str, value: str, start: int, end: int) -> Node:
    """``year:2023..2`` is ``year:2023..`` for now; anything else that has begun restricts nothing."""
    if name == "year" and value[:4].isdigit() and ".." in value:
        return Field(name, value[:4] + "..", start=start, end=end)
    return Unfinished(f"{name}:{value}", start=start, end=end)


def only_signs(query: Query) -> bool:
    """Whether nothing but signs was typed that begin no word and no clause: emoji, arrows, stars."""
    return not query.root.children and any(unicodedata.category(c) in ("So", "Sm") for c in query.text)


def _written(node: Node, inside: bool = False) -> str:  # noqa: PLR0911 - one line a type
    """A node as text; ``inside`` an OR or a minus, several words need brackets."""
    if isinstance(node, Word):
        return node.text + ("*" if node.star else "")
    if isinstance(node, Phrase):
        return f'"{node.text}"'
    if isinstance(node, Field):
        value = f'"{node.value}"' if node.quoted else node.value
        return f"{node.name}:{value}" + ("*" if node.star else "")
    if isinstance(node, Unfinished):
        return node.text
    if isinstance(node, Not):
        inner = _written(node.child, inside=True)
        return f"-({inner})" if isinstance(node.child, Not) or inner.startswith("-") else "-" + inner
    if isinstance(node, Any):
        text = " OR ".join(_written(child, inside=True) for child in node.children)
        return f"({text})" if inside else text
    if isinstance(node, All):
        text = " ".join(_written(child) for child in node.children)
        return f"({text})"
    raise AssertionError(node)
