"""Lines that come back on a page: its furniture repeats, its papers do not. Imports this room.

A page that was saved twice repeats its papers as well; so a line counts as furniture only when it comes back beside
other neighbours, or numbered differently, and is not a title before the same abstract every time. Papers may be
numbered too (parts, shared tasks): each of them stands before an abstract that speaks of the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.evidence.furniture import is_names
from readinglist.core.dumps.evidence.shapes import FURNITURE, LIKELY_FURNITURE
from readinglist.core.dumps.pages.head import Entry

_DIGITS = re.compile(r"\d[\d.,]*")
_LONGEST = 100
_OFTEN = 3
_EACH = 0.2
_LOOKED_AT = 8
_SHARED = 0.4  # of a title's stems stand in its abstract (see ``affinity``)
_LEAST = 2


def template(text: str) -> str:
    """Return a line with its numbers blotted out, in lower case."""
    return _DIGITS.sub("#", text).casefold()


@dataclass(slots=True)
class _Seen:
    count: int = 0
    texts: set[int] = field(default_factory=set)
    after: set[int] = field(default_factory=set)
    before: set[int] = field(default_factory=set)
    titles: int = 0  # how often an abstract follows
    pairs: list[tuple[str, str]] = field(default_factory=list)  # a few of the lines, each with the abstract behind it

    def add(self, text: str, before: Entry | None, after: Entry | None) -> None:
        self.count += 1
        for group, made in ((self.before, before), (self.after, after)):
            if made is not None and len(group) < _OFTEN:
                group.add(hash(made.text[:200]))
        self.texts.add(hash(text))
        if after is not None and after.shape.prose:
            self.titles += 1
            if len(self.pairs) < _LOOKED_AT:
                self.pairs.append((text, after.text))

    @property
    def is_furniture(self) -> bool:
        if self.count < _OFTEN:
            return False
        if self.titles == self.count and len(self.after) == 1:
            return False
        if self.titles == self.count == len(self.texts) and all(map(_speaks_of, self.pairs)):
            return False
        return len(self.after) > 1 or len(self.before) > 1 or len(self.texts) > 1


def _speaks_of(pair: tuple[str, str]) -> bool:
    title, abstract = map(affinity.stems, pair)
    return len(title & abstract) >= max(_LEAST, _SHARED * len(title))


@dataclass(slots=True)
class Repeats:
    """The templates that are furniture of this page, learned from the beginning of the file."""

    templates: frozenset[str]
    names: bool = False  # whether lists of people stand on the page

    @classmethod
    def of(cls, entries: list[Entry]) -> "Repeats":
        """Learn from the lines of a file's beginning."""
        found: defaultdict[str, _Seen] = defaultdict(_Seen)
        for before, made, after in _with_neighbours(entries):
            if len(made.text) <= _LONGEST and not made.shape.prose:
                found[template(made.text)].add(made.text, before, after)
        names = sum(is_names(made.text) for made in entries if made.shape is LIKELY_FURNITURE)
        abstracts = sum(made.shape.prose for made in entries)
        templates = frozenset(key for key, seen in found.items() if seen.is_furniture)
        return cls(templates, names >= max(_OFTEN, _EACH * abstracts))

    def seen(self, made: Entry) -> Entry:
        """Return the entry, as furniture when it is a line that comes back."""
        if len(made.text) <= _LONGEST and self.templates and template(made.text) in self.templates:
            return made._replace(shape=FURNITURE)
        if self.names and made.shape is LIKELY_FURNITURE and is_names(made.text):
            return made._replace(shape=FURNITURE)
        return made


def _with_neighbours(entries: list[Entry]) -> Iterable[tuple[Entry | None, Entry, Entry | None]]:
    return zip([None, *entries[:-1]], entries, [*entries[1:], None], strict=True)
