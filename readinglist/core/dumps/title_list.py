"""A list of titles without abstracts: a page that shows titles only, or titles put together by hand.

Imports this room and ``records``. Other lists are written in lines too (things to do, songs, headlines): this one
must speak of methods and results as titles do, and nearly every line must be one.
"""

import re
from collections.abc import Container, Iterable, Iterator

from readinglist.core.dumps.evidence.furniture import LIKELY, count_address
from readinglist.core.dumps.evidence.register import is_involved, learned, names_research
from readinglist.core.dumps.evidence.shapes import is_capitalised
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.input.tally import Tally
from readinglist.core.dumps.pages import rows
from readinglist.core.dumps.pages.context import DANGLING
from readinglist.core.dumps.pages.head import Entry, Head
from readinglist.core.dumps.pages.holding import begins_or_ends_oddly
from readinglist.core.dumps.pages.kinds import other_kind
from readinglist.core.dumps.pages.page import Page
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.dumps.papers_page import Reader
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence

_LEAST = 5
#: … of which so many are titles by their shape …
_LEAST_TITLES = 4
#: … or so few, if all of them are and their words leave no doubt: what it tells (as log odds) that a line has no word
#: of research and none of Latin or Greek form, or one, or both (see ``register``), and how much is enough.
_FEW = 2
_ODDS = (-2.8, 0.1, 4.4)
_ENOUGH = 6.0
#: … what it takes off that a line may be something else by its shape.
_UNLIKE = 2.0
_NO_END = (".", ",", ";")
#: So many of the lines that are no sure furniture are titles by their shape …
_NEARLY_ALL = 0.6
#: … or so many, and with short ones that name research so many …
_MANY = 0.35
_WITH_SHORT = 0.8
#: … and so many of those speak of research (nine in ten real titles do).
_SCHOLARLY = 0.5
#: Titles that are not written with capitals must do so more plainly.
_CAPITALISED = 0.6
#: Things to do, headlines and verses have more articles than titles, of which three in ten have one inside.
_ARTICLE = re.compile(r"\b(?:the|an?|my|your|our|his|her)\b", re.IGNORECASE)
_MOST = 0.7
_FEW_ODD = 0.25
_SAMPLE = 1000
_SOME = 20  # lines that are named
_PASSED = Sentence(
    "Below nearly every title stands a row of the page; these have none, and were taken for its headings: "
    "line {lines}. Add by hand what is a title."
)


class TitleList:
    """The format of a list of titles."""

    name = Sentence("list of titles")

    def sniff(self, head: Head) -> float:
        """Return how sure it is, from 0 to 1, that the file is such a list."""
        entries = head.entries[:_SAMPLE]
        if any(made.shape.prose for made in entries) or head.once(other_kind):
            return 0.0
        repeats, beside = Repeats.of(entries), head.once(rows.told).beside
        plain = [made for made in map(repeats.seen, entries) if made.shape.furniture > LIKELY]
        lines = [made for made in plain if made.line.number not in beside]
        titles = list(dict.fromkeys(made.text for made in lines if _is_title(made)))
        if not _are_sure(lines) and not _are_titles(lines, titles):
            return 0.0
        written = sum(map(is_capitalised, titles)) >= _CAPITALISED * len(titles)
        spoken = sum(names_research(text, latinate=not written) and not is_involved(text) for text in titles)
        if sum(map(begins_or_ends_oddly, titles)) > _FEW_ODD * len(titles):
            return 0.0
        if sum(_ARTICLE.search(text, 1) is not None for text in titles) > _MOST * len(titles):
            return 0.0
        if spoken < _SCHOLARLY * len(titles):
            return 0.0
        return 0.5

    def read(self, head: Head, lines: Iterable[Line | None], tally: Tally) -> Iterator[Draft | Rejected | None]:
        """Yield one record a title."""
        tally.note(Sentence("The file holds titles only: its papers have no abstract until another dump brings one."))
        told = head.once(rows.told)
        if maybe := [number for number, made in told.beside.items() if made.shape.heading]:
            tally.note(_PASSED.format(lines=maybe[:_SOME]))
        head = Head([_without(told.beside, line) for line in head.lines], head.complete)
        lines = (line if line is None else _without(told.beside, line) for line in lines)
        return Reader(tally, Page(head.entries, titles=True, sure=told.titles), head).read(lines)


def _without(beside: Container[int], line: Line) -> Line:
    return line._replace(beside=True) if line.number in beside else line


def _are_sure(lines: list[Entry]) -> bool:
    """Tell whether a few lines leave no doubt that they are titles."""
    texts = {made.text for made in lines if made.shape.title <= 1.0 and not made.text.endswith(_NO_END)}
    if not _FEW <= len(texts) == len(lines):
        return False
    if any(text.isupper() or DANGLING.search(text.casefold()) or is_involved(text) for text in texts):
        return False
    return sum(_ODDS[learned(made.text)] - _UNLIKE * (not made.shape.heading) for made in lines) >= _ENOUGH


def _are_titles(lines: list[Entry], titles: list[str]) -> bool:
    """Tell whether most lines are titles by their shape, or many, and nearly all others short ones by their words."""
    if len(lines) < _LEAST or len(titles) < _LEAST_TITLES:
        return False
    sure = sum(map(_is_title, lines))
    if sure >= _NEARLY_ALL * len(lines):
        return True
    short = sum(not made.shape.heading and _is_short_title(made) for made in lines)
    return sure >= _MANY * len(lines) and sure + short >= _WITH_SHORT * len(lines)


def _is_short_title(made: Entry) -> bool:
    words = made.text.split()
    return len(words) > 1 and not count_address(words) and names_research(made.text, latinate=True)


def _is_title(made: Entry) -> bool:
    return made.shape.heading and not made.text.endswith(_NO_END)


TITLES = TitleList()
