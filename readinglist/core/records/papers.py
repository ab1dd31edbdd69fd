"""Papers and what hangs on them, dumps and the numbers of the side bar. Imports its siblings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from readinglist.core.records.dumps import FileReport
from readinglist.core.records.views import SortName, Status

#: Under this name in ``extra`` stands the arXiv id as a file or the user wrote it, with its version.
VERSIONED = "{arxiv}"
_VERSION = re.compile(r"v\d+$")


@dataclass(frozen=True, slots=True)
class Source:
    """One record in one dump, raw and for ever."""

    id: int
    dump_id: int
    file: str
    line: int
    title: str | None
    abstract: str | None
    imported: int


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage of an abstract, anchored by its quoted text and what stands before and after it."""

    id: int
    quote: str
    before: str
    after: str
    colour: str
    comment: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What the list shows of a paper: two lines and its marks. Cheap: fetched by the page.

    ``line`` is the contribution sentence (or the abstract's opening when there is none); ``method`` is the name
    that the abstract introduces, shown with ``line`` where there is no title.
    """

    id: int
    title: str | None
    line: str
    status: Status
    starred: bool
    year: int | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    seen: int
    has_note: bool
    has_code: bool
    has_highlight: bool
    has_file: bool
    method: str | None
    citation_key: str | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with everything the user has of it. Texts are cleaned for showing; the raw ones are in ``sources``."""

    id: int
    title: str | None
    abstract: str | None
    authors: tuple[str, ...]
    year: int | None
    arxiv: str | None
    doi: str | None
    url: str | None
    venue: str | None
    publisher: str | None
    entry_type: str | None
    extra: Mapping[str, str]
    status: Status
    starred: bool
    tags: tuple[str, ...]
    note: str
    citation_key: str | None
    seen: int  # in how many dumps
    added: int
    changed: int
    contribution: str | None
    method: str | None
    code_links: tuple[str, ...]
    highlights: tuple[Highlight, ...] = ()
    attachments: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def versioned_arxiv(self) -> str:
        """The arXiv id with the version that a file or the user gave, empty when there is none; ``arxiv`` has none."""
        plain = re.sub(r"(?i)^arxiv:\s*", "", (self.arxiv or "").strip())
        given = self.extra.get(VERSIONED, "")
        return given if plain and _VERSION.sub("", given).casefold() == plain.casefold() else plain


@dataclass(frozen=True, slots=True)
class Dump:
    """An imported file."""

    id: int
    name: str
    path: str
    format: str
    imported: int
    papers: int
    report: FileReport


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the number of papers that carry it."""

    name: str
    colour: str | None
    papers: int


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A named search."""

    id: int
    name: str
    query: str
    sort: SortName


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of the side bar. ``views`` maps every view's name to its count."""

    views: Mapping[str, int]
    tags: tuple[Tag, ...]
    dumps: tuple[Dump, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class Question:
    """Two papers that may be one, for the user to decide."""

    id: int
    paper: int
    other: int
    kind: str
    evidence: str


def shown_name(name: str) -> str:
    """``name``, or a part of one, for a person to read: without the braces that keep a group together."""
    return name.replace("{", "").replace("}", "")
