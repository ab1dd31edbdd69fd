"""A list of abstracts without titles: one a line, or several paragraphs to an abstract.

Imports this room and ``records``.
"""

from collections.abc import Iterable, Iterator

from readinglist.core.dumps.evidence.furniture import SURE
from readinglist.core.dumps.evidence.register import speaks_of_research
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.input.tally import Tally
from readinglist.core.dumps.pages.head import Head
from readinglist.core.dumps.pages.holding import is_abstract
from readinglist.core.dumps.pages.kinds import other_kind
from readinglist.core.dumps.pages.page import Page
from readinglist.core.dumps.pages.repeats import Repeats
from readinglist.core.dumps.papers_page import Reader
from readinglist.core.records import Draft, Rejected
from readinglist.core.sentences import Sentence

_MOST = 0.6


class AbstractList:
    """The format of a list of abstracts."""

    name = Sentence("abstract list")

    def sniff(self, head: Head) -> float:
        """Return how sure it is, from 0 to 1, that the file is such a list."""
        repeats = Repeats.of(head.entries)
        entries = [made for made in map(repeats.seen, head.entries) if made.shape.furniture > SURE]
        abstracts = [made.text for made in entries if is_abstract(made)]
        if not abstracts or len(abstracts) < _MOST * len(entries) or head.once(other_kind):
            return 0.0
        return 0.8 if speaks_of_research(abstracts) else 0.0

    def read(self, head: Head, lines: Iterable[Line | None], tally: Tally) -> Iterator[Draft | Rejected | None]:
        """Yield one record an abstract, whatever it has of paragraphs, and of titles if any."""
        return Reader(tally, Page(head.entries, listing=True), head).read(lines)


LIST = AbstractList()
