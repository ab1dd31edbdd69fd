"""The syntax of .bib files: text in, blocks with their places out. May import the standard library
and ``crossref``.

An own scanner, because merging needs the place of every entry and field, ``#`` must be put together, and a broken
entry must not take its neighbours with it; bibtexparser 2 gives none of these and serves as a reader in the tests.
What stands between entries is a comment, as for BibTeX; unlike BibTeX, an ``@`` in a line that begins with ``%``
opens nothing, and one inside a word (``me@example.org``) only an entry that is whole.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from readinglist.core.bibtex.bibfiles.crossref import Inheritance
from readinglist.core.sentences import Sentence

_HEAD = re.compile(r"(?<![@\\])@\s*([A-Za-z][\w:+-]*)\s*([{(])")
_WORD_BEFORE = re.compile(r"\w+\Z")
_COMMENT_HEAD = re.compile(r"@[ \t]*comment\b", re.IGNORECASE)
#: A line that surely begins an entry: where a broken one must end.
_SURE_HEAD = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w:+-]*[ \t]*[{(][^\n={}\"]*(?:,|$)", re.MULTILINE)
#: What seems to begin an entry: there a broken one ends, behind the place up to which it could be read.
_LIKELY_HEAD = re.compile(r"(?:^|(?<=\}))[ \t]*@[ \t]*[A-Za-z][\w:+-]*[ \t]*[{(]", re.MULTILINE)
#: A field behind one whose brace never closes.
_NEXT_FIELD = re.compile(r",[ \t]*\n\s*+(?=[A-Za-z][\w-]*+[ \t]*=[ \t]*[\w{\"])")
# Possessive quantifiers here and below: nothing is tried twice, so no text takes more than linear time.
#: As BibTeX has them: in braces anything but a comma and braces is a key; an ``=`` tells that there is none.
_KEYS = (
    r"([^,{}()=\"]*+)(?:,|(?=\}))", r"([^,{}=\"]*+)(?:,|(?=\}))", r"([^,{}=\n]*+)(?:,|(?=\}))",
    r"([^,{}()=\"]*+)(?=\))",
)  # fmt: skip
_KEY_IN = {
    "}": re.compile(rf"\s*+(?:{'|'.join(_KEYS)})"),
    ")": re.compile(r"\s*+(?:([^,{}()=\"]*+)(?:,|(?=[})]))|([^,{}=\"]*+)(?:,|(?=\})))"),
}
_KEY_WITHOUT_COMMA = re.compile(r"\s*+([^\s,;{}=\"]++)[\s;]++(?=[A-Za-z][\w-]*+\s*+=)")
#: Web of Science writes names with blanks (``Early Access Date``), on one line.
_NAME = re.compile(r"\s*+([^\s=,{}\"#()%]++(?:[ \t]++[^\s=,{}\"#()%]++){0,5}+)\s*+=\s*+")
_BARE = re.compile(r"[^\s,;#{}\"=()%]+")
_SPACE = re.compile(r"(?:\s++|%[^\n]*+\n)*+")
_COMMAS = re.compile(r"(?:[\s,;]++|%[^\n]*+\n)*+")
_LINE_COMMENT = re.compile(r"%[^\n]*")
_BRACE = re.compile(r"[{}]")
_BRACE_UNESCAPED = re.compile(r"(?<!\\)[{}]")
_BRACE_OR_QUOTE = re.compile(r"[{}\"]")
_FAILURES_BEFORE_GIVING_UP = 20
#: So many characters the strings of one value may have: some hundred bytes of them can name each other to gigabytes.
LONGEST = 10_000
MONTHS = dict.fromkeys("jan feb mar apr may jun jul aug sep oct nov dec".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a value between ``#``: ``kind`` is braced, quoted or bare (a number or the name of a string)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field; ``start`` and ``end`` are the offsets of its value with the delimiters."""

    name: str
    parts: tuple[Part, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the file: ``kind`` is entry, string, preamble, comment or broken.

    ``text[start:end]`` is the whole block; ``type`` the lower-case word behind the ``@``. A broken block has a
    ``reason`` for a person and whatever could be read of it; an entry with a ``reason`` was repaired. ``spaced`` is the
    first name of a field that has blanks, which no program but Web of Science takes for one.
    """

    kind: str
    start: int
    end: int
    type: str = ""
    key: str = ""
    fields: tuple[Field, ...] = ()
    reason: Sentence | None = None
    spaced: str = ""

    @property
    def inherits(self) -> bool:
        """Whether other entries say some of what this one does."""
        return any(field.name in {"crossref", "xdata"} for field in self.fields)


_NO_BRACE = Sentence("the brace before “{text}” never closes")


def _shown(text: str) -> str:
    """The beginning of a text, in one line."""
    return " ".join(text[:30].split())


class _SyntaxError(Exception):
    """Why a block cannot be read, where, and what was read until then."""

    def __init__(self, reason: Sentence, place: int, key: str = "", fields: tuple[Field, ...] = ()) -> None:
        super().__init__(reason)
        self.reason, self.place, self.key, self.fields = reason, place, key, fields


class BibFile:
    """The blocks of a .bib text, its strings, and lines for offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks = tuple(_Scanner(text).blocks())

    @cached_property
    def strings(self) -> Mapping[str, str]:
        """The ``@string`` definitions, by lower-case name; later ones win, as they do for BibTeX."""
        known: dict[str, str] = {}
        for block in self.blocks:
            if block.kind == "string":
                for field in block.fields:
                    known[field.name.lower()] = value_of(field, known)
        return known

    @cached_property
    def inheritance(self) -> Inheritance:
        """What the entries take over from each other."""
        return Inheritance(
            (block.key, block.type, {field.name: value_of(field, self.strings) for field in reversed(block.fields)})
            for block in self.blocks
            if block.kind == "entry"
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        from bisect import bisect_right

        return bisect_right(self._line_starts, offset)


def value_of(field: Field, strings: Mapping[str, str]) -> str:
    """The text of a value: pieces put together, strings filled in; months and unknown names stay as they are.

    So do all names where the strings are more than `LONGEST` characters (see `is_too_long`).
    """
    if len(field.parts) == 1 and field.parts[0].kind != "bare":
        return field.parts[0].text
    if is_too_long(field, strings):
        return "".join(part.text for part in field.parts)
    return "".join(part.text if part.kind != "bare" else _named(part.text, strings) for part in field.parts)


def is_too_long(field: Field, strings: Mapping[str, str]) -> bool:
    """Whether the strings of a value make more than `LONGEST` characters."""
    return sum(len(strings.get(part.text.lower(), "")) for part in field.parts if part.kind == "bare") > LONGEST


def _named(name: str, strings: Mapping[str, str]) -> str:
    known = strings.get(name.lower())
    if known is not None:
        return known
    return name.lower() if name.lower() in MONTHS else name


class _Scanner:
    """Walks through the text block by block."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._failures = 0
        self._found: dict[re.Pattern[str], int] = {}  # the places of the heads that were found last

    def blocks(self) -> Iterator[Block]:
        place = 0
        while match := _HEAD.search(self._text, place):
            block = None if self._in_comment_line(match.start()) else self._block_or_text(match)
            if block is not None:
                yield block
            place = block.end if block is not None else match.end()

    def _in_comment_line(self, place: int) -> bool:
        return self._before_in_line(place).lstrip().startswith("%")

    def _before_in_line(self, place: int) -> str:
        return self._text[self._text.rfind("\n", 0, place) + 1 : place]

    def _block_or_text(self, head: re.Match[str]) -> Block | None:
        """The block that begins here; none where the ``@`` stands inside a word and no whole entry follows."""
        word = _WORD_BEFORE.search(self._before_in_line(head.start()))
        if word is None:
            return self._block(head)
        kind, limit = head.group(1).lower(), self._next(_SURE_HEAD, head.end())
        try:
            block = self._well_formed(head, kind, _Reader(self._text, head.end(), limit, head.group(2), _BRACE))
        except _SyntaxError:
            return None
        whole = block.kind == "entry" and block.key and block.fields and not block.reason
        reason = Sentence("the @ stands inside the word “{word}”, but opens one", word=f"{word.group()}@{kind}")
        return replace(block, reason=reason) if whole else None

    def _block(self, head: re.Match[str]) -> Block:
        kind = head.group(1).lower()
        if kind == "comment":
            return self._comment(head)
        # A brace that never closes swallows the file: look first only as far as the next line that begins an entry.
        limit = self._next(_SURE_HEAD if self._farthest else _LIKELY_HEAD, head.end())
        error: _SyntaxError | None = None
        for end, braces in ((limit, _BRACE), (self._farthest, _BRACE), (limit, _BRACE_UNESCAPED)):
            try:
                return self._well_formed(head, kind, _Reader(self._text, head.end(), end, head.group(2), braces))
            except _SyntaxError as raised:
                error = error or raised
        self._failures += 1
        assert error is not None
        return self._broken(head, kind, limit, error)

    @property
    def _farthest(self) -> int:
        """How far a look for a closing brace goes: to the end, but in a file of broken entries nowhere."""
        return len(self._text) if self._failures < _FAILURES_BEFORE_GIVING_UP else 0

    def _comment(self, head: re.Match[str]) -> Block:
        try:
            end = _Reader(self._text, head.end(), len(self._text), head.group(2), _BRACE).skip_group()
        except _SyntaxError:
            end = self._text.find("\n", head.end()) + 1 or len(self._text)
        return Block("comment", head.start(), end, "comment")

    def _well_formed(self, head: re.Match[str], kind: str, reader: "_Reader") -> Block:
        if kind == "preamble":
            return Block("preamble", head.start(), reader.skip_group(), kind)
        key = "" if kind == "string" else reader.key()
        fields = tuple(reader.fields(key))
        what = "string" if kind == "string" else "entry"
        return Block(what, head.start(), reader.place, kind, key, fields, reader.fault, reader.spaced)

    def _broken(self, head: re.Match[str], kind: str, limit: int, error: _SyntaxError) -> Block:
        """An entry that lacks only its closing brace is kept; anything else is shown with the reason."""
        if _HEAD.match(self._text, error.place) and not self._before_in_line(error.place).strip():
            limit = min(limit, error.place)  # the next entry begins where this one should have gone on
        limit = min(limit, self._next(_LIKELY_HEAD, error.place))
        end = head.end() + len(self._text[head.end() : limit].rstrip())
        reason = error.reason
        if self._text[error.place : end] in {"}", ")"}:  # all was read, and then comes the other one
            error.place, reason = end, Sentence("it is closed with the wrong bracket")
        whole = kind not in {"string", "preamble"} and error.fields and error.place >= end
        if whole and (block := self._closed_earlier(head, kind, end, error)):
            return block
        return Block("entry" if whole else "broken", head.start(), end, kind, error.key, error.fields, reason)

    def _closed_earlier(self, head: re.Match[str], kind: str, end: int, error: _SyntaxError) -> Block | None:
        """The entry, where its closing brace was taken for that of its last field, which holds other fields."""
        *before, last = error.fields
        text = last.parts[-1].text
        following = _NEXT_FIELD.search(text) if last.parts[-1].kind == "braced" else None
        if following is None or text.count("{", 0, following.start()) != text.count("}", 0, following.start()):
            return None
        start = self._text.index(text, last.start)
        reader = _Reader(self._text, start + following.end(), end, head.group(2), _BRACE)
        try:
            behind = tuple(reader.fields(error.key))
        except _SyntaxError:
            return None
        value = text[: following.start()].rstrip()
        cut = replace(last, parts=(*last.parts[:-1], Part("braced", value)), end=start + len(value))
        reason = _NO_BRACE.format(text=_shown(value))
        return Block("entry", head.start(), end, kind, error.key, (*before, cut, *behind), reason)

    def _next(self, head: re.Pattern[str], place: int) -> int:
        """Where the next ``head`` behind ``place`` begins, or where the text ends."""
        if self._found.get(head, -1) < place:  # else it is still the next one: each part is searched about once
            match = head.search(self._text, place)
            self._found[head] = match.start() if match else len(self._text)
        return self._found[head]


class _Reader:
    """Reads one block up to ``limit``."""

    def __init__(self, text: str, place: int, limit: int, opened_by: str, braces: re.Pattern[str]) -> None:
        self._text = text
        self._limit = limit
        self._close = "}" if opened_by == "{" else ")"
        self._braces = braces
        self.place = place
        self.fault: Sentence | None = None  # what was put right while reading
        self.spaced = ""  # the first name of a field with blanks

    def key(self) -> str:
        match = _KEY_IN[self._close].match(self._text, self.place, self._limit)
        if match is None:
            match = _KEY_WITHOUT_COMMA.match(self._text, self.place, self._limit)
            self.fault = Sentence("the comma behind its key is missing") if match else Sentence("the key is missing")
        if match is None:
            return ""  # ``@article{title = {…}``: an entry without a key
        self.place = match.end()
        return " ".join((match[match.lastindex or 1] or "").split())

    def fields(self, key: str) -> Iterator[Field]:
        found: list[Field] = []
        try:
            while not self._closed(bool(found)):
                found.append(self._field())
                yield found[-1]
        except _SyntaxError as error:
            raise _SyntaxError(error.reason, error.place, key, tuple(found)) from None

    def _closed(self, behind_field: bool) -> bool:
        match = _COMMAS.match(self._text, self.place, self._limit)
        self.place = match.end() if match else self.place
        if self._text.startswith(self._close, self.place) and self.place < self._limit:
            self.place += 1
            return True
        if behind_field and not self.fault and match and "," not in _LINE_COMMENT.sub("", match.group()):
            self.fault = Sentence("the comma before “{text}” is missing", text=self._here())
        return False

    def _field(self) -> Field:
        name = _NAME.match(self._text, self.place, self._limit)
        if name is None:
            if self.place >= self._limit:
                raise _SyntaxError(Sentence("its closing brace is missing"), self.place)
            raise _SyntaxError(Sentence("“{text}” stands where a field is expected", text=self._here()), self.place)
        self.place = start = name.end()
        if self._text[start : start + 1] in {",", self._close} and start < self._limit:
            self.fault = self.fault or Sentence("the value of {field} is missing", field=name.group(1))
            return Field(self._name(name.group(1)), (Part("braced", ""),), start, start)
        parts = [self._part()]
        while self._text.startswith("#", self._skip_space(), self._limit):
            self.place += 1
            self._skip_space()
            parts.append(self._part())
        return Field(self._name(name.group(1)), tuple(parts), start, self._end_of_value)

    def _name(self, said: str) -> str:
        words = said.split()
        if len(words) > 1:
            self.spaced = self.spaced or said
        return "-".join(words).lower()

    def _skip_space(self) -> int:
        self._end_of_value = self.place
        match = _SPACE.match(self._text, self.place, self._limit)
        self.place = match.end() if match else self.place
        return self.place

    def _part(self) -> Part:
        opening = self._text[self.place : self.place + 1]
        if opening == "{":
            start = self.place + 1
            self.place = start
            return Part("braced", self._text[start : self.skip_group("}") - 1])
        if opening == '"':
            return Part("quoted", self._quoted())
        bare = _BARE.match(self._text, self.place, self._limit)
        if bare is None:
            raise _SyntaxError(Sentence("“{text}” stands where a value is expected", text=self._here()), self.place)
        self.place = bare.end()
        return Part("bare", bare.group())

    def skip_group(self, close: str = "") -> int:
        """Moves behind the end of the group that is open, and gives that place."""
        close = close or self._close
        if close == ")":
            return self._skip_parentheses()
        depth, start = 1, self.place
        for brace in self._braces.finditer(self._text, self.place, self._limit):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                self.place = brace.end()
                return self.place
        raise _SyntaxError(_NO_BRACE.format(text=_shown(self._text[start : start + 30])), start)

    def _skip_parentheses(self) -> int:
        depth = 0
        for sign in re.compile(r"[{})]").finditer(self._text, self.place, self._limit):
            depth += {"{": 1, "}": -1, ")": 0}[sign.group()]
            if sign.group() == ")" and depth <= 0:
                self.place = sign.end()
                return self.place
        raise _SyntaxError(Sentence("its closing bracket is missing"), self.place)

    def _quoted(self) -> str:
        depth, start = 0, self.place + 1
        for sign in _BRACE_OR_QUOTE.finditer(self._text, start, self._limit):
            if sign.group() != '"':
                depth += 1 if sign.group() == "{" else -1
            elif depth <= 0:
                self.place = sign.end()
                return self._text[start : sign.start()]
        raise _SyntaxError(
            Sentence("the quote before “{text}” never closes", text=_shown(self._text[start : start + 30])), start
        )

    def _here(self) -> str:
        return self._text[self.place : self.place + 20].split("\n")[0].strip() or Sentence("the end of the line")
