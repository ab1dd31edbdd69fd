"""Words that a program broke with a hyphen at the ends of lines: "trans-" above "former". Imports this room.

Whether a hyphen at the end of a line was put there or is one of the word, the other lines of the text tell.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from readinglist.core.dumps.pages.head import Head

#: So many broken words stand whole in other lines; and of those that stand there in either form, such a share.
_LEAST = 3
_MOST = 0.6
_BEFORE = re.compile(r"((?:[^\W\d_]+-)*[^\W\d_]+)-$")
_BEHIND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hyphens:
    """What stands inside the lines of a text: its words and compounds, in lower case."""

    words: frozenset[str]

    def were_put(self, text: str, part: str) -> bool:
        """Tell whether the hyphen that a line ends with is none of the word, which goes on with ``part``."""
        before, behind = _halves(text, part)
        if not behind or f"{before}-{behind}" in self.words:
            return False
        whole = before.rpartition("-")[2] + behind.partition("-")[0]
        if whole in self.words:
            return True
        return not {before.rpartition("-")[2], behind.partition("-")[0]} <= self.words


def _halves(text: str, part: str) -> tuple[str, str]:
    before, behind = _BEFORE.search(text[-60:]), _BEHIND.match(part)
    if before is None or behind is None or not behind.group()[0].islower():
        return "", ""
    return before.group(1).casefold(), behind.group().casefold()


def detect(head: Head) -> Hyphens | None:
    """Return the words of a text in which a program broke words, else None."""
    texts = [line.text.strip() for line in head.lines if line.text.strip() and not line.sha256]
    broken = [halves for halves in (_halves(a, b) for a, b in pairwise(texts) if a.endswith("-")) if halves[0]]
    if len(broken) < _LEAST:
        return None
    words = frozenset(_inside(texts))
    whole = sum(before.rpartition("-")[2] + behind.partition("-")[0] in words for before, behind in broken)
    kept = sum(f"{before}-{behind}" in words for before, behind in broken)
    return Hyphens(words) if whole >= max(_LEAST, _MOST * (whole + kept)) else None


def _inside(texts: Iterable[str]) -> Iterable[str]:
    """The words of the lines and the parts of their compounds, but for what may be a half of one."""
    last = ""
    for text in texts:
        words = [word.casefold() for word in _WORD.findall(text.removesuffix("-"))]
        begin = 1 if last.endswith("-") else 0
        end = len(words) - 1 if text.endswith("-") else len(words)
        for word in words[begin:end]:
            yield word
            if "-" in word:
                yield from word.split("-")
        last = text
