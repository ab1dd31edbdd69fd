"""The nouns as plain frozen records: what everyone passes around. May import ``errors`` and the standard library.

No sqlmodel, no numpy and no whoosh in here, so that the window can import it before its first paint. Times are
seconds since the epoch (int). Ids are the integers of the library's tables.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Status = Literal["new", "later", "reading", "read", "dismissed"]
STATUSES: tuple[Status, ...] = ("new", "later", "reading", "read", "dismissed")

#: ``library`` is all but dismissed; ``all`` is everything; the rest are the side bar's views.
ViewName = Literal["library", "all", "new", "later", "reading", "read", "starred", "dismissed"]
VIEWS: tuple[ViewName, ...] = ("library", "new", "later", "reading", "read", "starred", "dismissed", "all")

SortName = Literal["relevance", "added", "title", "year", "seen", "import"]
SORTS: tuple[SortName, ...] = ("relevance", "added", "title", "year", "seen", "import")

#: What the user may edit by hand with ``edit``; ``authors`` is written with `` and `` between names.
EDITABLE_FIELDS = (
    "title",
    "abstract",
    "authors",
    "year",
    "arxiv",
    "doi",
    "url",
    "venue",
    "entry_type",
    "publisher",
    "citation_key",
    "note",
)

# ---- what a dump holds ----


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a record may tell beyond title and abstract; every value as found, nothing invented."""

    authors: tuple[str, ...] = ()  # as "von Last, Jr, First", "First Last" or "{An Organisation}"
    year: int | None = None
    arxiv: str | None = None  # without "arXiv:", version kept as found
    doi: str | None = None  # without resolver
    url: str | None = None
    venue: str | None = None  # journal or book title
    publisher: str | None = None
    entry_type: str | None = None  # lower case BibTeX type: article, inproceedings, book, phdthesis …
    citation_key: str | None = None  # a key that the file gives and that must be kept
    keywords: tuple[str, ...] = ()
    note: str | None = None  # a private note (annote), never the printed one
    extra: Mapping[str, str] = field(default_factory=dict)  # fields that we do not know, kept and exported again


@dataclass(frozen=True, slots=True)
class Draft:
    """One record of a dump, before anyone asked whether it is known. Texts are raw: letter by letter as in the dump.

    ``line`` and ``end_line`` count from 1; ``line`` is where the record begins (its title, or its abstract
    when there is no title). At least one of ``title`` and ``abstract`` is a non-empty string.
    """

    line: int
    end_line: int
    title: str | None
    abstract: str | None
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A line that is neither furniture nor part of a record: kept and shown, never dropped.

    ``text`` is at most its first 64 kB; ``sha256`` is of the whole line's bytes.
    """

    line: int
    text: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be stored, with its place and a reason for a person."""

    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class FurnitureLine:
    """A line of the page around the papers (a date, a button, a count)."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Every line of a file is in exactly one of these: total = furniture + title + abstract + blank + unparsed.

    A line with ``Subscribe`` glued to a title counts as a title.
    """

    total: int = 0
    furniture: int = 0
    title: int = 0
    abstract: int = 0
    blank: int = 0
    unparsed: int = 0


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """Every record of a file is in exactly one of these: total = new + known + healed + asked + rejected."""

    total: int = 0
    new: int = 0
    known: int = 0
    healed: int = 0
    asked: int = 0
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``error`` is a message for a person when the file was refused as a whole.

    ``records_by_outcome`` maps ``new``, ``known``, ``healed``, ``asked`` to (paper id, line) pairs so that every
    number opens its list; furniture and unparsed lines are listed with their text.
    """

    file: str
    format: str | None = None
    dump_id: int | None = None
    already_imported: bool = False
    cancelled: bool = False
    error: str | None = None
    lines: LineCounts = LineCounts()
    records: RecordCounts = RecordCounts()
    rejected: tuple[Rejected, ...] = ()
    unparsed: tuple[Unparsed, ...] = ()
    furniture: tuple[FurnitureLine, ...] = ()
    records_by_outcome: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # things worth saying: "no papers in this file", "the date has no year" …


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an import: one report a file (in containers ``archive.zip!member``), and the sums."""

    files: tuple[FileReport, ...]
    lines: LineCounts
    records: RecordCounts
    cancelled: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long task is. ``fraction`` is None while it is unknown; ``rate`` is papers a second."""

    message: str
    done: int
    total: int | None = None
    fraction: float | None = None
    rate: float | None = None
    seconds_left: float | None = None


# ---- papers ----


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


# ---- identity ----


@dataclass(frozen=True, slots=True)
class Signature:
    """What the identity rule looks at, for a draft and for a stored paper alike (see ``identity``).

    ``fingerprint`` holds at most eight unsigned 32-bit hashes. ``id`` is None for a draft.
    """

    id: int | None
    title: str | None
    abstract: str | None
    title_key: str
    fingerprint: tuple[int, ...]
    arxiv: str | None = None
    doi: str | None = None


# ---- search ----


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """What the index knows of a paper. Texts are cleaned; ``tags`` and ``authors`` in the user's order."""

    id: int
    title: str
    abstract: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    citation_key: str
    method: str
    highlights: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A matched passage: ``start`` and ``end`` are character offsets into the field's shown text."""

    field: str
    start: int
    end: int
    why: str = ""  # exact, prefix, stem, variant, typo, phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """One paper found. ``snippet`` and its spans are filled for the rows asked for."""

    id: int
    title: str | None
    score: float
    citation_key: str | None = None
    snippet: str = ""
    snippet_spans: tuple[Span, ...] = ()
    title_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a query as understood: its place in what was typed, and how many papers match it alone."""

    text: str
    kind: str  # word, prefix, phrase, field, flag, not, or, group, unfinished
    start: int
    end: int
    papers: int | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search. ``total`` is exact. ``ids`` are all hits in order, as an ``array('q')``-like sequence.

    ``elsewhere`` is how many papers match outside the view when none match inside it. ``assumed`` lists what
    was taken for a typing error: (typed, assumed). ``killer`` is the clause that emptied the result, with the
    number of papers found without it. ``notes`` are sentences for the user (long query cut to its rarest words,
    index being rebuilt …).
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    ids: Sequence[int] = ()
    elsewhere: int = 0
    clauses: tuple[Clause, ...] = ()
    assumed: tuple[tuple[str, str], ...] = ()
    killer: Clause | None = None
    without_killer: int = 0
    notes: tuple[str, ...] = ()
    explanation: Mapping[int, Sequence[str]] = field(default_factory=dict)
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """What a clause being typed could become: replace the characters from ``start`` to ``end`` by ``text``.

    ``label`` is what to show.
    """

    label: str
    text: str
    start: int
    end: int


# ---- export ----


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was exported: ``text`` (also when it was written to ``path``), and what each entry lacks.

    ``lacks`` maps citation keys to the names of missing fields; ``lost`` lists characters that the chosen encoding
    cannot write; ``notes`` are sentences for the user.
    """

    format: str
    entries: int
    text: str
    path: str | None = None
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    changed: bool = True


@dataclass(frozen=True, slots=True)
class BoundExport:
    """An export that is kept up to date: the file at ``path`` holds the papers of ``query`` (or ``tag``) as they are.

    ``query`` and ``tag`` both None stand for the whole library. ``error`` says why the last writing failed.
    """

    id: int
    path: str
    format: str
    query: str | None = None
    tag: str | None = None
    encoding: str = "unicode"
    abstracts: bool = False
    notes: bool = True
    merge: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A citation key before and after renewing."""

    paper: int
    title: str | None
    old: str | None
    new: str


# ---- import, on its way into the library ----


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with all that can be computed from it alone (in a child process for big imports): plain data.

    ``title`` and ``abstract`` are cleaned for showing; the raw ones stay in ``draft``.
    """

    draft: Draft
    title: str | None
    abstract: str | None
    contribution: str | None
    method: str | None
    code_links: tuple[str, ...]
    promises_code: bool
    signature: Signature


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a prepared record goes: ``outcome`` is new, known, healed or asked; ``paper`` its id (also when new).

    ``questions`` are (other paper's id, kind, evidence) to be asked of the user.
    """

    prepared: Prepared
    outcome: str
    paper: int
    questions: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What undoing an import did: papers removed, and those kept because the user has touched them."""

    removed: int
    kept: tuple[int, ...]
