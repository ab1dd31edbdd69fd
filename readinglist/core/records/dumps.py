"""What a dump holds, and what became of it: drafts, lines, reports, progress. Imports sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from readinglist.core.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a record may tell beyond title and abstract; every value as found, nothing invented."""

    authors: tuple[str, ...] = ()  # "von Last, Jr, First", "First Last", "{An Organisation}", "{de la} Cruz, First"
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
    files: tuple[str, ...] = ()  # documents that it names and that were there: whole paths


@dataclass(frozen=True, slots=True)
class Draft:
    """One record of a dump, before anyone asked whether it is known. Texts are raw: letter by letter as in the dump.

    ``line`` and ``end_line`` count from 1; ``line`` is where the record begins (its title, or its abstract
    when there is no title). At least one of ``title`` and ``abstract`` is a non-empty string, but for entries of
    citation files that tell of a work without naming it.
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
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be stored, with its place and a reason for a person."""

    line: int
    reason: Sentence
    text: str = ""


@dataclass(frozen=True, slots=True)
class FurnitureLine:
    """A line of the page around the papers (a date, a button, a count)."""

    line: int
    text: str


class LineRun(NamedTuple):
    """Lines at equal distances: numbers of the first and the last one, and from one to the next (1: without a gap)."""

    first: int
    last: int
    step: int


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
    number opens its list; furniture and unparsed lines are listed with their text, blank ones as runs of numbers.
    """

    file: str
    format: str | None = None
    dump_id: int | None = None
    already_imported: bool = False
    cancelled: bool = False
    error: Sentence | None = None
    lines: LineCounts = LineCounts()
    records: RecordCounts = RecordCounts()
    rejected: tuple[Rejected, ...] = ()
    unparsed: tuple[Unparsed, ...] = ()
    furniture: tuple[FurnitureLine, ...] = ()
    blank: tuple[LineRun, ...] = ()
    records_by_outcome: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    notes: tuple[Sentence, ...] = ()  # things worth saying: "no papers in this file", "the date has no year" …
    lacks_year: bool = False  # in a preview: the page's date has no year, which the user may know
    sample: tuple[Draft, ...] = ()  # in a preview: its first records, by which a wrong reading is seen


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
