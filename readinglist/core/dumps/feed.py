"""Feeds saved as files, Atom and RSS, whose entries are papers. Imports this room and ``records``.

A feed of papers tells their identifiers; entries without one are news. Entities are never expanded beyond XML's own.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from readinglist.core.dumps.input import markup
from readinglist.core.dumps.whole_text import WholeText
from readinglist.core.records import Draft, Metadata, Rejected
from readinglist.core.sentences import Sentence

_ARXIV = re.compile(
    r"\barxiv(?:\.org/abs/|\.org:|:)\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.I
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s<>\"?#]+[^\s<>\"?#.,;)]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: What arXiv puts before the abstract in its RSS.
_BEFORE = re.compile(r"\s*arXiv:\S+\s+Announce Type:.*?\bAbstract:\s*", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ENTRIES = ("entry", "item")
_ABSTRACT = ("summary", "description", "content", "encoded", "abstract")
_NAMES = ("name", "creator")
_DATES = ("published", "pubDate", "date", "updated")
#: What is told of it as such before addresses, which may end in more than it. A text may name any paper.
_PLACES = ("doi", "identifier", "id", "link", "guid")


class _EntityError(Exception):
    """The feed declares entities of its own."""


@dataclass(slots=True)
class _Entry:
    line: int
    end_line: int = 0
    told: dict[str, list[str]] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first value under the first of the names that has one, in one line."""
        values = (value for name in names for value in self.told.get(name, ()))
        return next((" ".join(value.split()) for value in values if value.strip()), "")

    def record(self) -> Draft | Rejected:
        """What it tells of a paper."""
        places = " ".join(value for name in _PLACES for value in self.told.get(name, ()))
        arxiv, doi = _ARXIV.search(places), _DOI.search(places)
        title = _plain(self.first("title"))
        abstract = _plain(_BEFORE.sub("", self.first(*_ABSTRACT), count=1))
        if not (arxiv or doi) or not (title or abstract):
            return Rejected(self.line, Sentence("This entry of the feed names no paper: it has no identifier."), title)
        year = _YEAR.search(self.first(*_DATES))
        told = Metadata(
            authors=tuple(name for value in self._names() if (name := value.strip())),
            year=int(year.group()) if year else None,
            arxiv=arxiv.group(1) if arxiv else None,
            doi=doi.group() if doi else None,
        )
        return Draft(self.line, self.end_line, title or None, abstract or None, told)

    def _names(self) -> list[str]:
        values = next((self.told[name] for name in _NAMES if name in self.told), [])
        return values if len(values) > 1 else " ".join(values).split(", ")


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split()) if _TAG.search(text) else text


class _Reader:
    """The entries as the parser meets them."""

    def __init__(self) -> None:
        self.done = list[_Entry]()
        self._entry: _Entry | None = None
        self._path = list[tuple[str, int]]()  # of each element, where its text begins
        self._text = list[str]()
        self._parser = parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.EntityDeclHandler = self._entity

    def read(self, text: str) -> Rejected | None:
        """Take the whole text; returns where it breaks off, if it does."""
        try:
            self._parser.Parse(text.encode("utf-8", "replace"), True)
        except expat.ExpatError as error:
            return Rejected(error.lineno, Sentence("The feed cannot be read from here on: save it again."))
        except _EntityError:
            return Rejected(self._parser.CurrentLineNumber, Sentence("The feed declares entities, which are not read."))
        return None

    def _entity(self, *_: object) -> None:
        raise _EntityError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        self._path.append((name, len(self._text)))
        if name in _ENTRIES:
            self._entry = _Entry(self._parser.CurrentLineNumber)
        elif self._entry is not None and "href" in attributes:
            self._entry.told.setdefault(name, []).append(attributes["href"])

    def _end(self, _: str) -> None:
        name, begins = self._path.pop()
        if self._entry is not None and name in _ENTRIES:
            self._entry.end_line = self._parser.CurrentLineNumber
            self.done.append(self._entry)
            self._entry = None
        elif self._entry is not None:
            self._entry.told.setdefault(name, []).append("".join(self._text[begins:]))
            return  # what holds this element has its text, too
        self._text.clear()


def _looks(head: str) -> float:
    return 0.95 if markup.is_feed(head) and (_ARXIV.search(head) or _DOI.search(head)) else 0.0


def _read(text: str) -> Iterator[Draft | Rejected]:
    reader = _Reader()
    broken = reader.read(text)
    yield from (entry.record() for entry in reader.done)
    if broken is not None:
        yield broken


FEED = WholeText(Sentence("Atom or RSS feed"), _looks, _read)
