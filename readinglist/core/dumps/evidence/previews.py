"""Abstracts cut to a preview: the length at which a page cuts them. Imports ``scripts`` and ``shapes`` of this room.

A page that shows the first 250 characters of each abstract has many lines of about that length that end in the middle
of a sentence, with dots behind them or without. Such a line is an abstract, and nothing goes on with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from readinglist.core.dumps.evidence.scripts import words_of
from readinglist.core.dumps.evidence.shapes import CUT, PROSE, Shape, is_ended, shape

#: A page that cuts between words cuts up to so many characters before its length.
_LAST_WORD = 14
#: A preview has more words than most titles.
_WORDS = 14
#: Of the lines that are at least half as long as the longest, so many (and so large a share) end cut at its length.
_LEAST = 2
_SHARE = 0.3
_MOSTLY = 0.8
#: Broken lines look alike, but the next ones go on with them.
_GOES_ON = 0.2
#: Long titles end without a stop as well; of previews so few have their shape.
_TITLES = 0.5


@dataclass(frozen=True, slots=True)
class Previews:
    """The length of a page's previews in characters (0: its abstracts are whole), and whether dots show the cut."""

    length: int = 0
    dotted: bool = False

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Previews":
        """Learn from the lines of a file's beginning."""
        longest = max(map(len, texts), default=0)
        long = [at for at, text in enumerate(texts) if 2 * len(text) >= longest]
        cut = [at for at in long if len(texts[at]) > longest - _LAST_WORD and _is_cut(texts[at])]
        going_on = sum(texts[at + 1][0].islower() for at in cut if at + 1 < len(texts))
        if len(cut) < max(_LEAST, _SHARE * len(long)) or going_on > _GOES_ON * len(cut):
            return cls()
        dotted = sum(texts[at].endswith(CUT) for at in cut) >= _MOSTLY * len(cut)
        if not dotted and sum(shape(texts[at]).heading for at in cut) > _TITLES * len(cut):
            return cls()
        return cls(longest, dotted)

    def is_preview(self, text: str) -> bool:
        """Tell whether a line is an abstract that the page has cut."""
        if not self.length - _LAST_WORD < len(text) <= self.length:
            return False
        return text.endswith(CUT) if self.dotted else _is_cut(text)

    def shape(self, text: str, seen: Shape) -> Shape:
        """Return the shape of a line, which is surely an abstract if it is a preview."""
        return PROSE if self.length and self.is_preview(text) else seen


def _is_cut(text: str) -> bool:
    return len(words_of(text)) >= _WORDS and (text.endswith(CUT) or not is_ended(text))
