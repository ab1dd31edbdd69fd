"""Is a line worded as titles are, or as what a page says of itself? Imports ``cues``, ``register`` and ``scripts``.

A page's own lines are in anybody's words, but titles are longer, in longer words, and say more: methods, names with
capitals inside, compounds; "Made by …", "Part 2: …" and dates stand at the beginning of other lines. The weights are a
logistic regression on 5,000 titles (arXiv, CISI, CACM) and 420 lines of our own in five languages. At the bar
taken 1 in 100 of those titles are missed (of 669 titles of listing pages one), and 93 in 100 of 160 other lines of
pages are known as such.
"""

import math
import re

from readinglist.core.dumps.evidence import cues
from readinglist.core.dumps.evidence.register import is_latinate
from readinglist.core.dumps.evidence.scripts import letters

#: "Session 2: …", "Part II", "Room 204": what is counted, and its number.
_COUNTED = re.compile(r"[^\W\d_]+\.?,?\s(?:\d+\w?|[IVX]+|[A-H])\b(?=$|[\s:.,–—-])")
#: "Made by …", "Réalisé par …": a participle (of several languages) and what it stands before.
_MADE = re.compile(
    r"(?:\w+\s)?\w*(?:ed|en|t|[ltr]e|[éèi]|ado|ido|ane|one|wn|ade|un)\s"
    r"(?:by|in|at|from|with|on|for|of|to|von|par|por|przez|vom|de|en|w)\s",
    re.IGNORECASE,
)
_TECHNICAL = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\w-\w")
_DIGIT = re.compile(r"\d")
_LONG_WORD = 8
#: What a line has for being a title: its words (their logarithm), capitals throughout, small words of other languages …
_BIAS, _LENGTH, _WRITTEN, _FOREIGN, _TECHNICAL_WORD = -9.8, 3.6, 4.0, -3.0, 3.0
#: … a beginning that titles have not, numbers, the share of its long words, and words of research.
_IS_COUNTED, _IS_MADE, _WITH_DIGIT, _LONG_WORDS, _RESEARCH, _LATINATE = -2.5, -2.6, -1.1, 4.2, 0.8, 0.5


def is_own_of_page(text: str, is_written: bool) -> bool:
    """Tell whether a line is worded as no title is.

    ``is_written``: it has capitals throughout as titles do, or those of its page have none either. For pages in
    English only.
    """
    words = letters(text)
    lower = [word.casefold() for word in words]
    return (
        _BIAS
        + _LENGTH * math.log(max(1, len(text.split())))
        + _WRITTEN * is_written
        + _FOREIGN * (not cues.FOREIGN_SMALL.isdisjoint(lower))
        + _TECHNICAL_WORD * (_TECHNICAL.search(text) is not None)
        + _IS_COUNTED * (_COUNTED.match(text) is not None)
        + _IS_MADE * (_MADE.match(text) is not None)
        + _WITH_DIGIT * (_DIGIT.search(text) is not None)
        + _LONG_WORDS * sum(len(word) >= _LONG_WORD for word in words) / max(1, len(words))
        + _RESEARCH * min(2, sum(word[:5] in cues.RESEARCH for word in lower))
        + _LATINATE * min(2, sum(map(is_latinate, lower)))
    ) < 0.0
