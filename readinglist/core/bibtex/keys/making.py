"""From a pattern to the one key of a paper: clean, never empty, unique. Imports ``functions``, ``pattern`` and text."""

import re
from collections.abc import Callable, Iterator

from readinglist.core.bibtex.keys.functions import ascii_text, paper_hash
from readinglist.core.bibtex.keys.pattern import Pattern, parse
from readinglist.core.records import Paper
from readinglist.core.text import is_citation_key, repaired_key

DEFAULT_PATTERN = "auth.lower + shorttitle(3,3) + year | method.lower | shorttitle(4,4) | hash"

#: What a pattern falls back to where it gives nothing, before the hash.
_FALLBACK = "method.lower | shorttitle(4,4)"
_LONGEST = 80
_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9:._/+-]+")


def preview(paper: Paper, pattern: str | Pattern = DEFAULT_PATTERN) -> str:
    """The key that ``pattern`` gives ``paper`` before anyone asks whether it is taken: ASCII, never empty.

    Where it gives none, the fallbacks of the default pattern do: the method's name, words of the title, a hash. Raises
    `PatternError` for a bad pattern.
    """
    checked = parse(pattern) if isinstance(pattern, str) else pattern
    return _made(checked, paper) or _made(parse(_FALLBACK), paper) or paper_hash(paper)


def _made(pattern: Pattern, paper: Paper) -> str:
    return sanitise(pattern.evaluate(paper))[:_LONGEST].strip("-./:+")


def sanitise(key: str) -> str:
    """``key`` in ASCII with only the characters that every program takes in a key: letters, digits, ``:._/+-``."""
    return _NOT_ALLOWED.sub("", ascii_text(key))


def repair(key: str, *, ascii_only: bool = False) -> str:
    """``key`` if it is valid (and, on demand, ASCII), else the nearest key that is; perhaps nothing is left."""
    if ascii_only and not key.isascii():
        return sanitise(repaired_key(key))
    return key if is_citation_key(key) else repaired_key(key)


def suffixed(key: str, taken: Callable[[str], bool]) -> str:
    """``key``, or ``key`` with a free suffix: ``a``, ``b`` … behind a digit (``vaswani2017a``), ``-a`` behind a letter.

    ``taken(key)`` says whether a key is in use and must ignore case. Steps double, so that thousands of equal keys stay
    cheap.
    """
    if not taken(key):
        return key
    stem = key if key[-1].isdigit() else key + "-"
    last_taken, step = 0, 1
    for number in _tries():
        if taken(stem + _letters(number)):
            last_taken = number
            continue
        step = number
        break
    while step - last_taken > 1:
        middle = (step + last_taken) // 2
        if taken(stem + _letters(middle)):
            last_taken = middle
        else:
            step = middle
    return stem + _letters(step)


def _tries() -> Iterator[int]:
    yield from range(1, 27)
    number = 26
    while True:
        number *= 2
        yield number


def _letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa …"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
