"""The pattern language of citation keys: text in, a checked `Pattern` out. Imports ``functions`` and errors."""

import difflib
import inspect
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from readinglist.core.bibtex.keys.functions import FILTERS, FUNCTIONS, Argument, Signature
from readinglist.core.errors import UsageError
from readinglist.core.records import Paper

_TOKEN = re.compile(
    r"""\s*(?:(?P<name>[A-Za-z][A-Za-z0-9]*)|(?P<number>\d+)|(?P<text>"[^"]*"|'[^']*')|(?P<sign>[.+|(),=])|(?P<bad>\S))"""
)
_LONGEST = 500


class PatternError(UsageError):
    """A key pattern that cannot be understood; ``position`` counts the pattern's characters from 0."""

    title = "This is not a pattern for citation keys"

    def __init__(self, template: str, /, *, place: int, **fields: Any) -> None:
        """``place`` counts from 1, as a person does."""
        super().__init__(template, place=place, **fields)
        self.position = place - 1


@dataclass(frozen=True, slots=True)
class Call:
    """A function or a filter with its arguments."""

    signature: Signature
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One function, or ``literal`` text, and the filters it goes through."""

    literal: str | None
    function: Call | None
    filters: tuple[Call, ...] = ()

    def evaluate(self, paper: Paper) -> str:
        """The term's text for ``paper``."""
        text = self.literal or ""
        if self.function is not None:
            text = self.function.signature.apply(paper, *self.function.arguments)
        for call in self.filters:
            text = call.signature.apply(text, *call.arguments)
        return text


@dataclass(frozen=True, slots=True)
class Pattern:
    """A checked pattern: alternatives of terms."""

    source: str
    alternatives: tuple[tuple[Term, ...], ...]

    def evaluate(self, paper: Paper) -> str:
        """What the first alternative that applies gives, with its spaces; empty when none does."""
        for terms in self.alternatives:
            first = terms[0].evaluate(paper)
            if first or (terms[0].literal is not None and len(terms) == 1):
                return first + "".join(term.evaluate(paper) for term in terms[1:])
        return ""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


@lru_cache(maxsize=64)
def parse(pattern: str) -> Pattern:
    """The checked form of ``pattern``; raises `PatternError` that says what is wrong, where and what is allowed."""
    if len(pattern) > _LONGEST:
        raise PatternError(
            "At character {place}: the pattern is too long; at most {most} characters are allowed.",
            place=_LONGEST + 1,
            most=_LONGEST,
        )
    if pattern.lstrip().startswith("["):
        raise PatternError(
            "At character {place}: patterns in brackets such as [auth:lower][year] are the old form of Better BibTeX; "
            "write auth.lower + year instead.",
            place=pattern.index("[") + 1,
        )
    return _Parser(pattern).pattern()


class _Parser:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._source = pattern
        self._tokens = list(_tokens(pattern))
        self._next = 0

    def pattern(self) -> Pattern:
        alternatives = [self._alternative()]
        while self._take("|"):
            alternatives.append(self._alternative())
        if self._peek().kind != "end":
            raise PatternError(
                "At character {place}: “{text}” is not expected here; join functions with + or |.",
                place=self._place,
                text=self._peek().text,
            )
        return Pattern(self._source, tuple(alternatives))

    def _alternative(self) -> tuple[Term, ...]:
        terms = [self._term()]
        while self._take("+"):
            terms.append(self._term())
        return tuple(terms)

    def _term(self) -> Term:
        token = self._peek()
        if token.kind == "text":
            self._next += 1
            return Term(token.text[1:-1], None, self._filters())
        if token.kind != "name":
            raise _no_function(token)
        return Term(None, self._call(FUNCTIONS), self._filters())

    def _filters(self) -> tuple[Call, ...]:
        filters: list[Call] = []
        while self._take("."):
            if self._peek().kind != "name":
                raise PatternError(
                    "At character {place}: a filter is expected after the dot: {filters}.",
                    place=self._place,
                    filters=", ".join(FILTERS),
                )
            filters.append(self._call(FILTERS))
        return tuple(filters)

    def _call(self, known: Mapping[str, Signature]) -> Call:
        token = self._peek()
        name = {k.lower(): k for k in known}.get(token.text.lower())
        if name is None:
            raise _unknown(token, known)
        self._next += 1
        arguments = self._arguments(known[name], name) if self._take("(") else ()
        _check_arguments(known[name], name, arguments, token.position)
        return Call(known[name], tuple(value for _, value in arguments))

    def _arguments(self, signature: Signature, name: str) -> tuple[tuple[int, Argument], ...]:
        """(place, value) of each argument, in the order of ``signature``; those that are named may come in any."""
        arguments: list[tuple[int, Argument]] = []
        named: dict[str, tuple[int, Argument]] = {}
        while not self._take(")"):
            said = self._name_of_argument(signature, name, arguments, named)
            token = self._peek()
            if token.kind not in {"number", "text"}:
                raise PatternError(
                    "At character {place}: a number, text in quotes or “)” is expected here.", place=self._place
                )
            self._next += 1
            given = (token.position, int(token.text) if token.kind == "number" else token.text[1:-1])
            if said:
                named[said] = given
            elif named:
                raise PatternError("At character {place}: this argument needs its name.", place=token.position + 1)
            else:
                arguments.append(given)
            if not self._take(",") and self._peek().text != ")":
                raise PatternError(
                    "At character {place}: the bracket is not closed; a “)” is missing.", place=self._place
                )
        return _in_order(signature, arguments, named)

    def _name_of_argument(
        self, signature: Signature, name: str, before: Collection[object], named: Collection[str]
    ) -> str:
        """``n`` where ``n=`` stands next, which then is taken; empty where a value does."""
        token = self._peek()
        if token.kind != "name":
            return ""
        free = [known for known, _ in signature.arguments[len(before) :] if known not in named]
        if token.text not in free:
            raise _not_taken(token, name, free)
        self._next += 1
        if not self._take("="):
            raise PatternError(
                "At character {place}: a “=” is expected after {text}.", place=self._place, text=token.text
            )
        return token.text

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, sign: str) -> bool:
        token = self._peek()
        if token.kind != "sign" or token.text != sign:
            return False
        self._next += 1
        return True

    @property
    def _place(self) -> int:
        """Where what comes next begins, counted from 1."""
        return self._peek().position + 1


def _no_function(token: _Token) -> PatternError:
    place, functions = token.position + 1, ", ".join(FUNCTIONS)
    if token.kind == "end":
        return PatternError(
            "At character {place}: the pattern ends where a function is expected: {functions}, or text in quotes.",
            place=place,
            functions=functions,
        )
    return PatternError(
        "At character {place}: “{text}” stands where a function is expected: {functions}, or text in quotes.",
        place=place,
        text=token.text,
        functions=functions,
    )


def _unknown(token: _Token, known: Mapping[str, Signature]) -> PatternError:
    place, close = token.position + 1, difflib.get_close_matches(token.text, known, n=1)
    if close:
        return PatternError(
            "At character {place}: there is no “{text}” here; did you mean {close}?",
            place=place,
            text=token.text,
            close=close[0],
        )
    return PatternError(
        "At character {place}: there is no “{text}” here; there are {known}.",
        place=place,
        text=token.text,
        known=", ".join(known),
    )


def _not_taken(token: _Token, name: str, free: Sequence[str]) -> PatternError:
    place = token.position + 1
    if not free:
        return PatternError(
            "At character {place}: {name} takes no “{text}” here.", place=place, name=name, text=token.text
        )
    return PatternError(
        "At character {place}: {name} takes no “{text}” here, but {free}.",
        place=place,
        name=name,
        text=token.text,
        free=", ".join(free),
    )


def _tokens(pattern: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(pattern):
        kind = match.lastgroup or "bad"
        text, position = match.group(kind), match.start(kind)
        if kind == "bad":
            if text in "\"'":
                raise PatternError("At character {place}: a quote is not closed.", place=position + 1)
            raise PatternError(
                "At character {place}: “{text}” means nothing in a pattern.", place=position + 1, text=text
            )
        yield _Token(kind, text, position)
    yield _Token("end", "", len(pattern))


def _in_order(
    signature: Signature, arguments: list[tuple[int, Argument]], named: Mapping[str, tuple[int, Argument]]
) -> tuple[tuple[int, Argument], ...]:
    """All arguments up to the last one given; those between have the values that they have when they are left out."""
    left_out = [parameter.default for parameter in inspect.signature(signature.apply).parameters.values()][1:]
    found, place = list(arguments), min((place for place, _ in named.values()), default=0)
    last = max((i for i, (name, _) in enumerate(signature.arguments) if name in named), default=-1)
    for i in range(len(found), last + 1):
        found.append(named.get(signature.arguments[i][0], (place, left_out[i])))
    return tuple(found)


def _check_arguments(
    signature: Signature, name: str, arguments: tuple[tuple[int, Argument], ...], position: int
) -> None:
    if not signature.required <= len(arguments) <= len(signature.arguments):
        raise _takes(signature, name, position)
    for (place, value), (_, wanted) in zip(arguments, signature.arguments, strict=False):
        if not isinstance(value, wanted) or (isinstance(value, int) and value > 1000):
            raise _takes(signature, name, place)


def _takes(signature: Signature, name: str, position: int) -> PatternError:
    takes = ", ".join(f"{argument}=3" if kind is int else f'{argument}="…"' for argument, kind in signature.arguments)
    if not takes:
        return PatternError("At character {place}: {name} takes nothing in brackets.", place=position + 1, name=name)
    return PatternError(
        "At character {place}: {name} takes {arguments}.", place=position + 1, name=name, arguments=takes
    )
