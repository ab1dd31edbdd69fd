"""Reads one input as a dump: finds encoding and format, yields the records, keeps the accounts.

Imports this room, ``records`` and ``errors``.
"""

import itertools
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from readinglist.core.dumps.abstract_list import LIST
from readinglist.core.dumps.evidence import dates
from readinglist.core.dumps.evidence.register import score
from readinglist.core.dumps.evidence.shapes import CUT
from readinglist.core.dumps.feed import FEED
from readinglist.core.dumps.input import markup, mime, quoted, terminal
from readinglist.core.dumps.input.encoding import misread
from readinglist.core.dumps.input.inputs import Input
from readinglist.core.dumps.input.lines import SPACE, Line, split_lines, text_chunks
from readinglist.core.dumps.input.tally import Tally
from readinglist.core.dumps.mailing import MAILING
from readinglist.core.dumps.objects import OBJECTS
from readinglist.core.dumps.pages import (
    affixes,
    broken_titles,
    columns,
    frames,
    glued,
    hyphens,
    links,
    marks,
    separated,
    wrapping,
)
from readinglist.core.dumps.pages.breaks import Wrapping
from readinglist.core.dumps.pages.head import HEAD_CHARACTERS, HEAD_LINES, Head
from readinglist.core.dumps.pages.kinds import listed_kind, other_kind, way_out
from readinglist.core.dumps.pages.order import disorder
from readinglist.core.dumps.papers_page import PAGE, SPACED_PAGE
from readinglist.core.dumps.table import TABLE
from readinglist.core.dumps.title_list import TITLES
from readinglist.core.dumps.whole_text import WholeText
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft, FurnitureLine, LineCounts, LineRun, Rejected, Unparsed
from readinglist.core.sentences import Sentence

_ENCODINGS = {"cp1252": "Windows-1252 (Western)", "gb18030": "GB 18030 (Chinese)"}
#: So many characters tell whether a file is a saved HTML page.
_START = 1 << 13
#: So many lines tell whether broken text is of papers at all.
_SOME = 20
#: A text of so few records and bytes may be a note that was pasted by mistake.
_FEW = 2
_BRIEF = 500
#: So many of the abstracts are cut off in a page of previews.
_MANY = 0.3

_WAY_OUT = Sentence(
    "save a listing page of papers as text, with its abstracts, or paste its text. A single paper can be added by hand."
)


_GLUED = Sentence(
    "a title and its abstract share a line, and nothing shows for certain where each title ends. "
    "Nothing was imported; save it with each title and each abstract on a line of its own."
)
_UNKNOWN = Sentence("no dump was recognised: {found}. Nothing was imported; {way_out}")
_BROKEN = Sentence("{reason}. Nothing was imported; save it with one line to a title and to an abstract.")
_NOTHING = Sentence("it holds neither titles with abstracts nor a list of abstracts or of titles")
_UNLIKE = Sentence("its texts do not stand and speak as the titles and abstracts of papers do, or are too few to tell")
_HYPHENS = Sentence(
    "Words that were broken with a hyphen at line ends were put together; a compound that stands "
    "nowhere else may have lost its hyphen there."
)
_MISREAD = Sentence(
    "Letters of the text were garbled before it was saved, as “{letters}” for “{meant}”; they stay so. Save the "
    "page again as UTF-8 to mend them."
)
_PREVIEWS = Sentence("Abstracts that end in “…” ({count}): the page shows only how they begin, so they are incomplete.")
_YEARLESS = Sentence("The page's date “{date}” has no year; it is unknown. Import the file with its year to keep it.")
_DATED = Sentence("The page's date is {date}.")


def dated(notes: Sequence[Sentence], year: int) -> tuple[Sentence, ...]:
    """Return the notes of a reader with the year in the page's date, where that was missing."""
    return tuple(
        _DATED.format(date=f"{note.fields['date']}, {year}") if note.template == _YEARLESS.template else note
        for note in notes
    )


class Format(Protocol):
    """What every dump format has."""

    @property
    def name(self) -> str:
        """What a person calls it, in lower case."""

    def sniff(self, head: Head) -> float:
        """Return how sure it is (0 to 1), by content alone, that a file that begins so is of this format."""

    def read(self, head: Head, lines: Iterable[Line | None], tally: Tally) -> Iterator[Draft | Rejected | None]:
        """Yield the records, and None now and then; count every line in ``tally``. Takes the Nones in ``lines``."""


#: So many blank lines at the top are no part of the lines that a format is decided by.
_BLANK = 10 * HEAD_LINES
FORMATS: tuple[Format, ...] = (PAGE, SPACED_PAGE, LIST, TITLES, MAILING, FEED, TABLE, OBJECTS)
_UNMARKED = frozenset(form.name for form in FORMATS)


def _begun(chunks: Iterator[str]) -> tuple[str, Iterator[str]]:
    """Return the first characters of a text, and all of it."""
    start = ""
    for chunk in chunks:
        start += chunk
        if len(start) >= _START:
            break
    return start, itertools.chain([start], chunks)


def _changed(head: Head, lines: Iterable[Line | None]) -> Head:
    return Head([line for line in lines if line is not None], head.complete)


def _bared(head: Head, lines: Iterator[Line | None]) -> tuple[Head, Iterator[Line | None], list[Sentence]]:
    """Return head and lines without what stands on every line, and with what stands beside each paper; with notes."""
    notes = list[Sentence]()
    if links.holds_links(head):
        head, lines = _changed(head, links.by_their_words(head.lines)), links.by_their_words(lines)
        notes.append(Sentence("Links of Markdown were read by their words; its pictures are parts of the page."))
    if beside := affixes.detect(head):
        head, lines = _changed(head, affixes.taken_off(beside, head.lines)), affixes.taken_off(beside, lines)
        notes.append(
            Sentence("Taken off the titles, as parts of the list: {kinds}.", kinds=[kind.name for kind in beside])
        )
    frame = frames.detect(head)
    if frame is not None:
        head, lines = _changed(head, frames.taken_off(frame, head.lines)), frames.taken_off(frame, lines)
        notes.append(Sentence("Taken off every line, as marks of the list: {marks}.", marks=frame.named))
    head, lines, told = _without_columns(head, lines)
    return head, lines, [*notes, *told]


def _without_columns(
    head: Head, lines: Iterator[Line | None]
) -> tuple[Head, Iterator[Line | None], Sequence[Sentence]]:
    beside = columns.detect(head)
    if beside is None:
        return head, lines, ()
    return _changed(head, columns.set_apart(beside, head.lines)), columns.set_apart(beside, lines), beside.notes


def _mended(
    head: Head, lines: Iterator[Line | None], how: Wrapping | wrapping.Uncertain | None
) -> tuple[Head, Iterator[Line | None], list[Sentence]]:
    """Return head and lines put together where they were wrapped, without marks, titles by themselves; with notes."""
    notes = list[Sentence]()
    if isinstance(how, Wrapping):
        if syllables := hyphens.detect(head):
            how = replace(how, syllables=syllables)
            notes.append(_HYPHENS)
        head, lines = _changed(head, wrapping.unwrap(how, head.lines)), wrapping.unwrap(how, lines)
        notes.append(Sentence("Lines were broken in the middle of sentences; they were put together."))
        head, lines, told = _without_columns(head, lines)
        notes += told
    elif titles := broken_titles.detect(head):
        head, lines = _changed(head, broken_titles.joined(titles, head.lines)), broken_titles.joined(titles, lines)
        notes.append(Sentence("Titles were broken over several lines; they were put together."))
    found = marks.detect(head)
    if found is not None:
        head, lines = _changed(head, marks.taken_off(found, head.lines)), marks.taken_off(found, lines)
        notes.append(Sentence("{marks} was taken off titles and abstracts: marks of the list.", marks=found.named))
    if (mark := separated.detect(head)) is not None:
        head, lines = _changed(head, separated.parted(mark, head.lines)), separated.parted(mark, lines)
        notes.append(
            Sentence(
                "Titles stood on one line with their abstracts, parted by {mark}; they were taken apart.",
                mark=mark.name,
            )
        )
        notes += [Sentence("What stood in further columns is at the ends of the abstracts.")] if mark.columns else []
    openings = head.once(glued.detect)
    if openings is not None:
        head, lines = _changed(head, glued.parted(openings, head.lines)), glued.parted(openings, lines)
        notes.append(Sentence("Titles that stood on one line with an abstract were taken apart from it."))
    return head, lines, notes


class DumpReader:
    """The records of one input, as a stream in bounded memory.

    Iterate it once: each step gives a ``Draft``, a ``Rejected``, or None, which only means "still at work" and comes
    often enough to cancel within a fraction of a second and to move a progress bar (``bytes_read`` of
    ``bytes_total``; the total is 0 until the first pass, for hash and encoding, is done). Stop iterating to cancel.
    Raises ``DumpError`` at the first step when the input is no dump. ``lines``, ``furniture``, ``unparsed``,
    ``notes`` and ``date`` are complete when the iteration is over.
    """

    def __init__(self, source: Input, formats: Sequence[Format], year: int | None) -> None:
        self._input, self._formats, self._given_year = source, formats, year
        self._tally = Tally(source.name)
        self.name = source.name
        self.format = ""
        self.encoding = ""
        self.bytes_read = 0
        self.bytes_total = 0
        self.records = 0
        self._cut = 0  # abstracts that the page shows the beginning of

    @property
    def sha256(self) -> str:
        """The hash of the unpacked bytes."""
        return self._input.sha256()

    @property
    def lines(self) -> LineCounts:
        """The accounting of the lines so far."""
        return self._tally.counts

    @property
    def furniture(self) -> Sequence[FurnitureLine]:
        """The furniture lines so far (the first 10,000)."""
        return self._tally.furniture

    @property
    def blank(self) -> Sequence[LineRun]:
        """The numbers of the blank lines so far (the first 10,000 runs)."""
        return self._tally.blank

    @property
    def unparsed(self) -> Sequence[Unparsed]:
        """The unparsed lines so far (the first 10,000)."""
        return self._tally.unparsed

    @property
    def notes(self) -> Sequence[Sentence]:
        """What is worth telling the user about the file."""
        return self._tally.notes

    @property
    def date(self) -> str | None:
        """The page's date, completed with the year given, or as the page has it; None when it has none."""
        return f"{self._tally.date}, {self._given_year}" if self._given_year and self._wants_year else self._tally.date

    @property
    def lacks_year(self) -> bool:
        """Whether the page has a date without a year, and none was given."""
        return self._wants_year and self._given_year is None

    @property
    def _wants_year(self) -> bool:
        return self._tally.date is not None and not dates.has_year(self._tally.date)

    def __iter__(self) -> Iterator[Draft | Rejected | None]:
        for done in self._input.scan():
            self.bytes_read = done
            yield None
        self.bytes_total, self.bytes_read = self._input.size(), 0
        evidence = self._input.evidence()
        self.encoding = evidence.encoding
        if not evidence.encoding.startswith("utf"):
            name = _ENCODINGS.get(self.encoding, self.encoding)
            self._tally.note(
                Sentence(
                    "The file is no UTF-8; it was read as {encoding}. If letters are wrong, save it as UTF-8.",
                    encoding=name,
                )
            )
        with self._input.open() as stream:
            lines = split_lines(self._shown(self._counted(text_chunks(stream, evidence, self.name))))
            head = yield from self._head(lines)
            if letters := misread(head.text):
                self._tally.note(_MISREAD.format(letters=letters[0], meant=letters[1]))
            chosen, head, lines = self._choose(head, itertools.chain(head.lines, lines))
            self.format = chosen.name
            for item in chosen.read(head, lines, self._tally):
                self.records += item is not None
                self._cut += isinstance(item, Draft) and (item.abstract or "").rstrip(SPACE).endswith(CUT)
                yield item
        self._input.check_unchanged()
        self._conclude()

    def _counted(self, chunks: Iterator[tuple[str, int]]) -> Iterator[str]:
        for text, size in chunks:
            self.bytes_read += size
            yield text

    def _shown(self, chunks: Iterator[str]) -> Iterator[str]:
        """The text as it is, or as a mail program or a saved HTML page shows it."""
        start, chunks = _begun(chunks)
        if terminal.is_recorded(start):
            self._tally.note(Sentence("What sets the colours of a terminal was left out."))
            start, chunks = _begun(terminal.shown(chunks))
        if mime.is_message(start):
            self._tally.note(Sentence("This is a mail, or a page saved in one file: its first text was read."))
            start, chunks = _begun(mime.first_text(chunks))
        if quoted.is_quoted(start):
            self._tally.note(Sentence("The text is quoted-printable, as mails are sent; it was read as it is shown."))
            start, chunks = _begun(quoted.decoded(chunks))
        if not markup.is_page(start):
            return chunks
        self._tally.note(Sentence("This is a saved HTML page; the text that it shows was read."))
        return markup.shown_text(chunks)

    def _head(self, lines: Iterator[Line | None]) -> Generator[None, None, Head]:
        taken, size, blank = list[Line](), 0, 0
        for line in lines:
            if line is None:
                yield None
                continue
            taken.append(line)
            size += len(line.text)
            blank += not size and blank < _BLANK
            if size > HEAD_CHARACTERS or len(taken) >= HEAD_LINES + blank:
                return Head(taken, complete=False)
        return Head(taken, complete=True)

    def _choose(self, head: Head, lines: Iterator[Line | None]) -> tuple[Format, Head, Iterator[Line | None]]:
        """Return the format, and head and lines as it should get them: put together when they were wrapped."""
        if not head.entries:
            raise DumpError(self.name, Sentence("the file is empty. Save the page again and import that."))
        sure, best = self._best(head)
        if isinstance(best, WholeText) and sure > 0.0:
            return best, head, lines
        if head.once(listed_kind):
            raise self._refusal(head, None)
        first = head
        head, lines, told = _bared(head, lines)
        how = wrapping.detect(head)
        whole, lines, notes = _mended(head, lines, how)
        sure, best = (sure, best) if whole is first else self._best(whole)
        if sure > 0.0 and not isinstance(best, WholeText) and (reason := whole.once(disorder)):
            raise self._unreadable(reason)
        if sure == 0.0 or isinstance(how, wrapping.Uncertain):
            raise self._refusal(head, how.reason if isinstance(how, wrapping.Uncertain) else None)
        self._doubt(whole)
        for note in (*told, *notes):
            self._tally.note(note)
        return best, whole, lines

    def _doubt(self, head: Head) -> None:
        """Refuse a text most of whose abstracts hold, or held, their titles, if not all show; of fewer, say which."""
        found, parted = head.once(glued.doubtful), sum(not line.parts for line in head.lines)
        if len(found) > _FEW and 2 * (len(found) + parted) > sum(made.shape.prose for made in head.entries):
            raise self._unreadable(_GLUED)
        for number in found[:_SOME]:
            self._tally.note(
                Sentence("Line {number} seems to hold a title and its abstract. If so, edit that paper.", number=number)
            )

    def _best(self, head: Head) -> tuple[float, Format]:
        scores = [(fmt.sniff(head), fmt) for fmt in self._formats]
        return max(scores, key=lambda scored: scored[0])

    def _refusal(self, head: Head, broken: Sentence | None) -> DumpError:
        kind = head.once(other_kind)
        reason = _BROKEN.format(reason=broken) if broken else head.once(disorder)
        if not kind and reason and score(" ".join(made.text for made in head.entries[:_SOME])) > 0:
            return self._unreadable(reason)
        found = _UNLIKE if any(made.shape.prose for made in head.entries) else _NOTHING
        found = Sentence("it looks like {kind}", kind=kind) if kind else found
        return DumpError(self.name, _UNKNOWN.format(found=found, way_out=way_out(kind) or _WAY_OUT))

    def _unreadable(self, reason: Sentence) -> DumpError:
        return DumpError(self.name, Sentence("cannot be read: {reason}", reason=reason))

    def _conclude(self) -> None:
        if self.lacks_year:
            self._tally.note(_YEARLESS.format(date=self.date))
        elif self._wants_year:
            self._tally.note(_DATED.format(date=self.date))
        if self._cut >= max(1, _MANY * self.records):
            self._tally.note(_PREVIEWS.format(count=self._cut))
        if not self.records:
            self._tally.note(Sentence("There is no paper in this file."))
        elif self.records <= _FEW and self.bytes_total < _BRIEF and self.format in _UNMARKED:
            self._tally.note(Sentence("So short a text may be something else than a paper: if it is, undo the import."))
