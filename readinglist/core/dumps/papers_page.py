"""A saved listing page: titles and abstracts in turn, with the page's furniture around them.

Imports this room and ``records``. Two formats share the reader: pages without blank lines, and pages in which
every second line is blank.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from readinglist.core.dumps.evidence import dates, furniture
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.input.tally import Tally
from readinglist.core.dumps.pages.alignment import UNPARSED, Role, align
from readinglist.core.dumps.pages.context import (
    are_apart,
    costs,
    glued_tail,
    pair_cost,
    unglued,
    unparsed_instead,
)
from readinglist.core.dumps.pages.doubts import Doubts
from readinglist.core.dumps.pages.head import Entry, Head, echoes
from readinglist.core.dumps.pages.holding import holds_papers, is_bare_page
from readinglist.core.dumps.pages.kinds import other_kind
from readinglist.core.dumps.pages.lone import cut_off
from readinglist.core.dumps.pages.page import Page
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence

#: So many lines without a clear pair are decided together.
_STRETCH = 400
_SETTLED = 300


_ECHO = Sentence("Lines that stand twice in a row, or whose beginning stands above them, were read once.")
_DOUBT = Sentence(
    "Line {line} “{text}” was taken for a title whose abstract is missing. If it is a part of the page, delete "
    "that paper."
)


@dataclass(slots=True)
class _Record:
    line: int
    end: int
    title: list[str] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)

    def draft(self) -> Draft:
        return Draft(self.line, self.end, " ".join(self.title) or None, "".join(self.abstract) or None)


@dataclass
class Reader:
    """Turns lines into drafts, stretch by stretch; a stretch ends with a clear pair of title and abstract."""

    tally: Tally
    page: Page
    head: Head
    pending: list[Entry] = field(default_factory=list)
    record: _Record | None = None
    last: Role = Role.FURNITURE
    above: Entry | None = None
    doubts: Doubts = field(init=False)

    def __post_init__(self) -> None:
        self.doubts = Doubts(self.page)

    def read(self, lines: Iterable[Line | None]) -> Iterator[Draft | Rejected | None]:
        """Yield the records; a None for each None of the lines."""
        for made in self.page.steps.sharpened(self._entries(lines)):
            if made is None:
                yield None
                continue
            if self.pending and self.pending[-1].shape.prose:
                self.pending[-1] = self._without_tail(self.pending[-1], made)
            yield from self._take(made)
        yield from self._settle(len(self.pending), ended=True)
        yield from self._finish_record()
        self.doubts.tell(self.tally)

    def _entries(self, lines: Iterable[Line | None]) -> Iterator[Entry | None]:
        gap, held = 0, None
        for line in lines:
            made = line and self.head.entry(line, gap)
            if line is None:
                yield None
            elif made is None:
                gap += 1
                self.tally.add_blank(line)
            else:
                gap = 0
                if held is not None and echoes(held, made):
                    self.tally.add_furniture(held.line)
                    self.tally.note(_ECHO)
                    made = made._replace(gap=held.gap)
                elif held is not None:
                    yield self.page.seen(held)
                held = made
        if held is not None:
            yield self.page.seen(held)

    def _take(self, made: Entry) -> Iterator[Draft]:
        """Settle what is clear before this line: it tells whether the abstract before it ends as it should."""
        pending = self.pending
        if pending and pending[-1].shape.prose:
            clear = len(pending) > 1 and self._is_clear(pending)
            if clear or self.page.listing:
                yield from self._settle(len(pending), clear=clear)
        elif len(pending) >= _STRETCH:
            yield from self._settle(_SETTLED)
        pending.append(made)

    def _without_tail(self, abstract: Entry, below: Entry) -> Entry:
        """Take off the first line of another page, when two files were joined without a line end between them."""
        if below.shape.heading or below.shape.prose:
            return abstract
        tail = glued_tail(abstract.text, below.text, self.page)
        if not tail:
            return abstract
        self.tally.note(
            Sentence(
                "“{tail}” was taken off the end of line {last}: another page begins there.",
                tail=tail,
                last=abstract.line.last,
            )
        )
        return abstract._replace(text=abstract.text[: -len(tail)].rstrip())

    def _settle(self, count: int, ended: bool = False, clear: bool = False) -> Iterator[Draft]:
        """Decide the pending lines and keep the roles of the first ``count``, up to the end of a record.

        ``ended``: nothing follows them in the file. ``clear``: the last two are known to be a clear pair.
        """
        pending = self.pending
        if len(pending) == 2 and pending[1].shape.prose and (clear or self._is_clear(pending)):
            roles = [Role.TITLE, Role.ABSTRACT]
        else:
            roles = self._aligned(ended)
        while 0 < count < len(pending) and roles[count] in (Role.ABSTRACT, Role.INSIDE, Role.REST, Role.MORE):
            count -= 1
        for made, role in zip(pending[: count or len(pending)], roles, strict=False):
            yield from self._place(made, role)
        del pending[: count or len(pending)]

    def _is_clear(self, lines: list[Entry]) -> bool:
        """The last two are a title by its shape (or its place, see ``steps``) and an abstract that may be its own."""
        title, abstract = lines[-2:]
        return title.shape.heading and not are_apart(title, abstract, self.page)

    def _aligned(self, ended: bool) -> list[Role]:
        entries = [unglued(made) for made in self.pending]
        prices = costs(entries, self.page, self.above)
        above = entries[-2] if len(entries) > 1 else self.above
        if ended and above is not None:
            prices[-1] = cut_off(prices[-1], entries[-1], above, self.page)
        roles = align(
            prices,
            pair_cost(entries, self.page),
            self.last in (Role.ABSTRACT, Role.BARE, Role.MORE),
            self.page.pair_opened,
        )
        inside = (role == Role.INSIDE and unparsed_instead(price) for role, price in zip(roles, prices, strict=True))
        return [Role.UNPARSED if odd else role for role, odd in zip(roles, inside, strict=True)]

    def _place(self, made: Entry, role: Role) -> Iterator[Draft]:
        """Give a line its role: count it, and add it to its record or begin a new one."""
        self.doubts.add(made, role)
        if role in (Role.FURNITURE, Role.INSIDE, Role.UNPARSED):
            self._beside(made, role)
        elif role in (Role.TITLE, Role.ALONE, Role.BARE):
            yield from self._finish_record()
            self._begin(made, role)
            if role == Role.ALONE and self._is_doubtful(made):
                self.tally.note(_DOUBT.format(line=made.line.number, text=made.text))
        elif role == Role.REST:
            self.tally.titles += made.line.parts
            self._current(made).title.append(made.text)
        else:
            self.tally.abstracts += made.line.parts
            record = self._current(made)
            if self.doubts.records == 1 and self.tally.furniture and not record.abstract:
                self._unglue(record, made.text)
            if record.abstract:
                record.abstract.append("\n" * (1 + made.gap))
            record.abstract.append(made.text)
        self.last, self.above = role, made

    def _beside(self, made: Entry, role: Role) -> None:
        if role == Role.UNPARSED:
            self.tally.add_unparsed(made.line, Sentence("neither a title or an abstract nor a part of the page"))
            return
        self.tally.add_furniture(made.line)
        if self.tally.date is None and dates.is_day(made.text):
            self.tally.date = made.text

    def _is_doubtful(self, made: Entry) -> bool:
        """Whether a title that stands alone may be a line of the page: above the papers, or in words to its reader."""
        if self.page.is_before_papers(made):
            return True
        return made.shape.furniture < UNPARSED and furniture.count_address(made.text.split()) > 0

    def _begin(self, made: Entry, role: Role) -> None:
        text = made.text
        if self.last == Role.FURNITURE:
            head = furniture.glued_button(text)
            if head:
                self.tally.note(
                    Sentence(
                        "“{head}” was taken off the start of line {number}: it is a button.",
                        head=head,
                        number=made.line.number,
                    )
                )
                text = text[len(head) :]
        self.record = _Record(made.line.number, made.line.last)
        if role == Role.BARE:
            self.tally.abstracts += made.line.parts
            self.record.abstract.append(text)
        else:
            self.tally.titles += made.line.parts
            self.record.title.append(text)

    def _unglue(self, record: _Record, abstract: str) -> None:
        """Take a button in whatever language off the first title of the file."""
        head = self.page.glued_button(record.title[0], abstract) if record.title else ""
        if head:
            self.tally.note(
                Sentence(
                    "“{head}” was taken off the start of line {line}: it seems to be a button.",
                    head=head,
                    line=record.line,
                )
            )
            record.title[0] = record.title[0][len(head) :]

    def _current(self, made: Entry) -> _Record:
        assert self.record is not None, "a further line always follows the first line of its record"
        self.record.end = made.line.last
        return self.record

    def _finish_record(self) -> Iterator[Draft]:
        if self.record is not None:
            yield self.record.draft()
            self.record = None


@dataclass(frozen=True, slots=True)
class PapersPage:
    """The format of a saved listing page; ``spaced`` says that every second line is blank."""

    name: str
    spaced: bool

    def sniff(self, head: Head) -> float:
        """Return how sure it is, from 0 to 1, that the file is such a page."""
        entries = head.entries
        sure = 0.9 if head.once(holds_papers) else 0.3 if head.once(is_bare_page) else 0.0
        if not sure or head.once(other_kind):
            return 0.0
        spaced = sum(made.gap > 0 for made in entries[1:]) > 0.5 * len(entries)
        return sure if spaced == self.spaced else sure / 2

    def read(self, head: Head, lines: Iterable[Line | None], tally: Tally) -> Iterator[Draft | Rejected | None]:
        """Yield the records of the page; None now and then, so that the work can be cancelled."""
        return Reader(tally, Page(head.entries, in_step=head.once(holds_papers)), head).read(lines)


PAGE = PapersPage(Sentence("papers page"), spaced=False)
SPACED_PAGE = PapersPage(Sentence("papers page, every second line blank"), spaced=True)
