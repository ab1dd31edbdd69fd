"""Lines that come back on a page: its furniture repeats, its papers do not. Imports this room.

A page that was saved twice repeats its papers as well; so a line counts as furniture only when no abstract comes back,
or it does beside other neighbours, or numbered differently, and is not a title before the same abstract every time.
Papers may be numbered too (parts, shared tasks): each of them stands before an abstract that speaks of the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.evidence.furniture import is_names, template
from readinglist.core.dumps.evidence.shapes import FURNITURE, LIKELY_FURNITURE
from readinglist.core.dumps.pages.head import Entry

_LONGEST = 100
_OFTEN = 3
_EACH = 0.2
_MOST = 0.5
_LOOKED_AT = 8
_SHARED = 0.4  # of a title's stems stand in its abstract (see ``affinity``)
_LEAST = 2
#: What parts the names from where a paper appeared: "Anna Berg, Tom Lind; Proceedings of …".
_PARTED = re.compile(r"\s?[;|·–—]\s|\.\s|\s-\s|\sIn\s")


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

    def is_furniture(self, once: bool) -> bool:
        """Whether a line that comes back so is furniture; ``once``: on a page whose abstracts do not come back."""
        if self.count < _OFTEN:
            return False
        if self.titles == self.count and len(self.after) == 1:
            return False
        if self.titles == self.count == len(self.texts) and all(map(_speaks_of, self.pairs)):
            return False
        return once or len(self.after) > 1 or len(self.before) > 1 or len(self.texts) > 1


def _is_by_line(made: Entry, below: Entry) -> bool:
    """Whether a line names two people and stands beside an abstract that has none of its words, or beside a title."""
    if made.shape.prose or made.shape is LIKELY_FURNITURE or not is_names(made.text):
        return False
    return not below.shape.prose or not affinity.stems(made.text) & affinity.stems(below.text)


def _speaks_of(pair: tuple[str, str]) -> bool:
    title, abstract = map(affinity.stems, pair)
    return len(title & abstract) >= max(_LEAST, _SHARED * len(title))


def _appeared(text: str) -> str:
    """What a line says behind names of people, with its numbers blotted out; empty where it does not begin so."""
    parts = (found for found in _PARTED.finditer(text) if found.start() <= _LONGEST * 3)
    ends = ((found.start(), found.end()) for found in parts)
    return next((template(text[end:]) for start, end in ends if is_names(text[:start]) and text[end:]), "")


@dataclass(slots=True)
class Repeats:
    """The templates that are furniture of this page, learned from the beginning of the file."""

    templates: frozenset[str]
    names: bool = False  # whether lists of people stand on the page
    places: frozenset[str] = frozenset()  # where papers appeared, behind their authors
    pairs: bool = False  # whether "X and Y" are people here: most papers have such a line, which its abstract knows not

    @classmethod
    def of(cls, entries: list[Entry]) -> "Repeats":
        """Learn from the lines of a file's beginning."""
        found: defaultdict[str, _Seen] = defaultdict(_Seen)
        for before, made, after in _with_neighbours(entries):
            if len(made.text) <= _LONGEST and not made.shape.prose:
                found[template(made.text)].add(made.text, before, after)
        names = sum(is_names(made.text) for made in entries if made.shape is LIKELY_FURNITURE)
        prose = [made.text for made in entries if made.shape.prose]
        abstracts = len(prose)
        once = len(set(prose)) == abstracts >= _OFTEN
        templates = frozenset(key for key, seen in found.items() if seen.is_furniture(once))
        pairs = sum(map(_is_by_line, entries, entries[1:]))
        most = 0 < _MOST * abstracts <= names + pairs and pairs >= _OFTEN
        lines = {made.text for made in entries if not made.shape.prose}
        places = Counter(filter(None, map(_appeared, lines)))
        often = frozenset(place for place, count in places.items() if count >= _OFTEN)
        return cls(templates, names >= max(_OFTEN, _EACH * abstracts), often, most)

    def seen(self, made: Entry) -> Entry:
        """Return the entry, as furniture when it is a line that comes back."""
        if len(made.text) <= _LONGEST and self.templates and template(made.text) in self.templates:
            return made._replace(shape=FURNITURE)
        if self.places and not made.shape.prose and _appeared(made.text) in self.places:
            return made._replace(shape=FURNITURE)
        return made._replace(shape=FURNITURE) if self.names_people(made) else made

    def names_people(self, made: Entry) -> bool:
        """Whether a line is a list of people, where these stand on the page."""
        listed = self.names and made.shape is LIKELY_FURNITURE
        return (listed or (self.pairs and not made.shape.prose)) and is_names(made.text)


def _with_neighbours(entries: list[Entry]) -> Iterable[tuple[Entry | None, Entry, Entry | None]]:
    return zip([None, *entries[:-1]], entries, [*entries[1:], None], strict=True)
