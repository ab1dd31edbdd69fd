"""The query language: text in, clauses out; never fails. Imports records only (no numpy, no Whoosh).

Grammar (EBNF; spaces separate, case matters only for ``OR``)::

    query   = { either } ;
    either  = item , { "OR" , item } ;             OR binds tighter than the silent AND: a b OR c  =  a (b OR c)
    item    = [ "-" ] , atom ;
    atom    = "(" , query , ")" | field , ":" , value | phrase | word ;
    phrase  = '"' , { any character but '"' } , [ '"' ] ;          an open quote counts as closed
    value   = phrase | { any character but space and brackets } ;
    word    = { any character but space and brackets } , [ "*" ] ; the star means: any word that begins so. So does
                                                                 the end of the query: its last word may be half typed
                                                                 (one or two letters: in titles, tags, names and keys)
    field   = "title" | "abstract" | "note" | "tag" | "author" | "year" | "key" | "dump" | "status" | "seen"
            | "added" | "is" | "has" | "no" ;

    year:2023  year:2023..2025  year:2023..  year:..2025     seen:2  seen:>1  seen:>=2  seen:<3
    added:7d   (also h, w, m, y: hours, weeks, months, years)      status:new|later|reading|read|dismissed
    is:starred  is:unread     has:note  has:code  has:highlight  has:year …     no:title  no:year  no:tag …

What is no clause is text: ``foo:bar``, ``status:xyz``, a lone star, a bracket without its partner, the hyphen of
``(LLM)-based``. A clause that is not finished (``tag:``, ``year:20``, ``is:st``, a lone ``-`` or quote, ``OR`` at the
end) is marked ``unfinished`` and does not restrict anything, wherever it stands.

A clause that is being typed is the last one, with no space behind it, where the next key may make another one of it:
``author:smi``, ``tag:x``, ``year:2023``, ``status:read``, ``"an open quote``, ``-wor``, ``dum``. Where no paper has it,
it restricts nothing yet, and the answer says so (``half_typed``). It is finished, and may empty the answer, when a
space is behind it, when its quote or bracket is closed, or when nothing can follow in it (``status:reading``,
``is:starred``, ``added:7d``, ``year:2023..2025``). A line end (``records.WHOLE``) finishes every clause, an open quote
too, in which a space is only a space: what nobody is typing ends so (the command line, exports, counts).

Text of more than ``MAX_PLAIN`` words (those with a minus or a field, and ``OR``, do not count, unless there are more
than ``MAX_CLAUSES``), or with brackets deeper than ``MAX_DEPTH``, is plain text: every sign in it stands for itself.
``to_text`` writes a query so that ``parse`` gives the same query again.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from readinglist.core.records import WHOLE

MAX_PLAIN = 32  # words; a longer text is a pasted text
MAX_CLAUSES = 200  # words and clauses of any kind
MAX_DEPTH = 16
SHORT = 3  # letters; a shorter word that is still typed can become nearly any
MAX_CHARACTERS = 20_000  # of a text that are looked at

TEXT_FIELDS = ("title", "abstract", "note", "author", "key")
#: Of these the ones that hold no sentences: their values are words, also in quotes.
NAME_FIELDS = frozenset(("author", "key"))
FIELDS = (*TEXT_FIELDS, "tag", "year", "dump", "status", "seen", "added", "is", "has", "no")
STATUSES = ("new", "later", "reading", "read", "dismissed")
IS_VALUES = ("starred", "unread", *STATUSES)
HAS_VALUES = ("note", "code", "highlight", "title", "abstract", "author", "year", "tag", "file", "key")
CHOICES = {"status": STATUSES, "is": IS_VALUES, "has": HAS_VALUES, "no": HAS_VALUES}
_PATTERNS = {
    "year": (
        re.compile(r"\d{4}(?:\.\.(?:\d{4})?)?|\.\.\d{4}"),
        re.compile(r"\d{0,3}|\.\.?\d{0,3}|\d{4}\.(?:\.\d{0,3})?"),
    ),
    "seen": (re.compile(r"(?:[<>]=?|=)?\d{1,6}"), re.compile(r"[<>]?=?")),
    "added": (re.compile(r"\d{1,5}[hdwmy]"), re.compile(r"\d{0,5}")),
}
_VALUE_KEYS = "0123456789.<>=hdwmy"  # what values of these are made of


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
    notes: tuple[str, ...] = ()
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
    notes: tuple[str, ...] = ()
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS].rsplit(None, 1)[0]
        notes = (f"Only the first {MAX_CHARACTERS:,} characters of the text are searched for.",)
    if _is_pasted(text) or _depth(text) > MAX_DEPTH:
        children = tuple(Word(m.group(), start=m.start(), end=m.end()) for m in re.finditer(r"\S+", text))
        return Query(text, All(children, start=0, end=len(text)), plain=True, notes=notes, whole=whole)
    return Query(text, _Parser(text).query(), notes=notes, whole=whole)


def _is_pasted(text: str) -> bool:
    words = text.split()
    plain = words if len(words) > MAX_CLAUSES else [word for word in words if not _CLAUSE.match(word)]
    return len(plain) > MAX_PLAIN


def _clean(text: str) -> str:
    """Control characters and lone surrogates become spaces; every other character keeps its place."""
    return "".join(" " if c < " " or c == "\x7f" or "\ud800" <= c <= "\udfff" else c for c in text)


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")" and depth > 0)
        deepest = max(deepest, depth)
    return deepest


_CLAUSE = re.compile(rf"\(*(?:-[^\s-]|-?(?i:{'|'.join(FIELDS)}):\S|OR\Z)")  # how a clause other than a word begins
_SPACE = re.compile(r"\s+")
_ATOM = re.compile(r'[^\s()"]+')
_FIELD = re.compile(r"([a-z]+):", re.IGNORECASE)


class _Parser:
    """Recursive descent over the text; ``at`` is the place reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

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
                if closing:
                    break
                self.at += 1
                continue
            if _is_or(self.text, self.at):
                joining = Unfinished("OR", start=self.at, end=self.at + 2)
                self.at += 2
                continue
            item = self._item()
            if item is None:
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
            if child is None or isinstance(child, Unfinished):
                return Unfinished("-" + (child.text.lstrip("-") if child else ""), start=start, end=self.at)
            return Not(child, start=start, end=self.at)
        return self._atom()

    def _atom(self) -> Node | None:
        start = self.at
        if self.text[start] == "(":
            return self._group()
        if self.text[start] == '"':
            return self._phrase()
        found = _FIELD.match(self.text, start)
        if found and found.group(1).lower() in FIELDS:
            return self._field(found)
        return self._word()

    def _group(self) -> Node | None:
        start = self.at
        self.at += 1
        children = self._sequence(closing=True)
        if self.at < len(self.text):
            self.at += 1
        if not children or (len(children) == 1 and children[0] == Unfinished("OR")):
            return None
        return children[0] if len(children) == 1 else All(children, start=start, end=self.at)

    def _phrase(self) -> Node:
        start = self.at
        end = self.text.find('"', start + 1)
        closed = end >= 0
        self.at = end + 1 if closed else len(self.text)
        inside = self.text[start + 1 : end if closed else None]
        words = " ".join(inside.split())
        if not any(c.isalnum() for c in words):
            return Unfinished(f'"{words}"', start=start, end=self.at)
        return Phrase(words, closed, start=start, end=self.at)

    def _word(self) -> Node | None:
        match = _ATOM.match(self.text, self.at)
        if match is None:
            self.at += 1
            return None
        self.at = match.end()
        return _word(match.group(), match.start(), match.end())

    def _field(self, found: re.Match[str]) -> Node | None:
        start, name = self.at, found.group(1).lower()
        self.at = found.end()
        if self.text.startswith('"', self.at):
            phrase = self._phrase()
            if isinstance(phrase, Phrase):
                found_field = _field(name, phrase.text, True, start, self.at)
                if isinstance(found_field, Field):
                    return replace(found_field, closed=phrase.closed)
                return found_field or self._as_word(start)
            return Unfinished(f"{found.group()}{_written(phrase)}", start=start, end=self.at)
        match = _ATOM.match(self.text, self.at)
        if match is None:
            return Unfinished(found.group(), start=start, end=self.at)
        self.at = match.end()
        return _field(name, match.group(), False, start, self.at) or self._as_word(start)

    def _as_word(self, start: int) -> Node | None:
        """What looked like a field is text."""
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
    if name in _PATTERNS:
        whole, begun = _PATTERNS[name]
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


def half_typed(query: Query) -> Node | None:
    """The clause that is being typed (see the grammar): the one at the very end, if the next key may make something
    else of it. Of words only those of a letter or two and the beginnings of a field's name or of ``OR``; None where
    the text ends otherwise."""
    nodes: tuple[Node, ...] = query.root.children
    while nodes and not (query.plain or query.whole):
        last = nodes[-1]
        if last.end < len(query.text):
            return None
        if isinstance(last, All | Any):
            nodes = last.children
            continue
        return last if _may_go_on(last) else None
    return None


def _may_go_on(node: Node) -> bool:
    if isinstance(node, Not):
        return isinstance(node.child, Word | All | Any) or _may_go_on(node.child)
    if isinstance(node, Field):
        return not node.star and (not node.closed if node.quoted else _value_may_go_on(node.name, node.value))
    if isinstance(node, Phrase):
        return not node.closed
    return isinstance(node, Word) and not node.star and (is_short(node) or begins_clause(node))


def _value_may_go_on(name: str, value: str) -> bool:
    """Whether the next key may make another value of it: names and words always, years and numbers while they may get
    longer, a status while it begins another one."""
    if name in CHOICES:
        return any(choice != value and choice.startswith(value) for choice in CHOICES[name])
    if name in _PATTERNS:
        return any(way.fullmatch(value + key) for way in _PATTERNS[name] for key in _VALUE_KEYS)
    return True


def is_short(node: Node) -> bool:
    """Whether it is a word of one or two letters or digits."""
    return isinstance(node, Word) and sum(c.isalnum() for c in node.text) < SHORT


def begins_clause(node: Node) -> bool:
    """Whether it is no word like others: the beginning of a field's name or of ``OR``, or has a minus."""
    if not isinstance(node, Word):
        return True
    return node.text == "O" or any(name.startswith(node.text.lower()) for name in FIELDS)


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
