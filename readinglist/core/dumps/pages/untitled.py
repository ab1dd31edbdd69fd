"""A list of abstracts without titles: what stands between them is the page's own, in whatever words. Imports this room.

A line may still be the title of the abstract below, where a list has one or two. Titles know their abstracts: 98 in 100
share two fifths of their words with them, and hardly any other line does (see ``affinity``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from readinglist.core.dumps.evidence.affinity import share, stems
from readinglist.core.dumps.evidence.furniture import LIKELY, LONGEST
from readinglist.core.dumps.evidence.shapes import FURNITURE, PROSE
from readinglist.core.dumps.pages.head import Entry
from readinglist.core.dumps.pages.paragraphs import Paragraphs, is_text

#: A title shares so many of its telling words with its abstract, and so many at least.
_KNOWS = 0.3
_WORDS = 2
#: Of the abstracts of a list so few have a title.
_FEW_TITLED = 0.3
#: What costs less goes on with the abstract above (see ``paragraphs``).
_GOES_ON = 1.0


@dataclass(frozen=True, slots=True)
class Untitled:
    """Whether hardly any abstract of a list has a title, learned from its beginning."""

    paragraphs: Paragraphs
    regular: bool

    @classmethod
    def of(cls, entries: list[Entry], paragraphs: Paragraphs) -> "Untitled":
        """Learn from the lines of a file's beginning."""
        texts = sum(map(is_text, entries))
        lines = [made for made in entries if made.shape.furniture > LIKELY]
        titled = sum(is_text(b) and not is_text(a) and _knows(a, b) for a, b in pairwise(lines))
        return cls(paragraphs, titled <= _FEW_TITLED * texts)

    def sharpened(self, entries: Iterable[Entry | None]) -> Iterator[Entry | None]:
        """Yield the lines, those that are neither an abstract nor the title of one as furniture; Nones as they come."""
        held: Entry | None = None
        above: Entry | None = None
        for made in entries:
            if made is None:
                yield None
                continue
            if held is not None:
                yield self._seen(held, above, made)
                above = held
            held = made
        if held is not None:
            yield self._seen(held, above, None)

    def _seen(self, made: Entry, above: Entry | None, below: Entry | None) -> Entry:
        if not self.regular or is_text(made) or len(made.text) > LONGEST:
            return made
        if below is not None and is_text(below) and _knows(made, below):
            return made
        goes_on = self.paragraphs.cost(made, above) < _GOES_ON
        return made._replace(shape=PROSE if goes_on else FURNITURE)


def _knows(title: Entry, abstract: Entry) -> bool:
    own, text = stems(title.text), stems(abstract.text)
    return len(own & text) >= _WORDS and share(own, text) >= _KNOWS
