"""From a pattern to the one key of a paper: clean, never empty, unique. Imports ``functions``, ``pattern`` and text."""

import re
from collections.abc import Callable, Iterator, Sequence, Set

from readinglist.core.bibtex.keys.functions import ascii_text, paper_hash
from readinglist.core.bibtex.keys.pattern import Pattern, parse
from readinglist.core.records import Paper
from readinglist.core.text import is_citation_key, repaired_key

DEFAULT_PATTERN = "auth.lower + shorttitle(3,3) + year | method.lower | shorttitle(4,4) | hash"

#: What a pattern falls back to where it gives nothing, before the hash.
_FALLBACK = "method.lower | shorttitle(4,4)"
_LONGEST = 80
_SUFFIX = re.compile(r"[a-z]+")
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


def renewed(wanted: str, current: str | None, own: Sequence[str], taken: Set[str]) -> str:
    """The key of a paper for which the pattern says ``wanted``: ``current`` if it fits, else an ``own`` one, or new.

    ``own`` are the keys that the paper has or had, which are among the ``taken`` ones (in lower case) like those of
    all others.
    """
    if current and _fits(current, wanted, len(taken)):
        return current
    mine = {key.lower() for key in own}
    if wanted.lower() in mine or wanted.lower() not in taken:
        return wanted
    back = next((key for key in own if _fits(key, wanted, len(taken))), None)
    return back or suffixed(wanted, lambda key: key.lower() in taken)


def _fits(key: str, wanted: str, keys: int) -> bool:
    """Whether ``key`` is ``wanted``, perhaps with a suffix such as ``suffixed`` gives among so many ``keys``."""
    suffix = key.removeprefix(_stem(wanted)) if key.startswith(_stem(wanted)) else ""
    return key == wanted or (_SUFFIX.fullmatch(suffix) is not None and _number(suffix) <= keys)


def suffixed(key: str, taken: Callable[[str], bool]) -> str:
    """``key``, or ``key`` with a free suffix: ``a``, ``b`` … behind a digit (``vaswani2017a``), ``-a`` behind a letter.

    ``taken(key)`` says whether a key is in use and must ignore case. Steps double, so that thousands of equal keys stay
    cheap.
    """
    if not taken(key):
        return key
    stem = _stem(key)
    last_taken, step = 0, 1
    for number in _tries():
        if taken(stem + letters(number)):
            last_taken = number
            continue
        step = number
        break
    while step - last_taken > 1:
        middle = (step + last_taken) // 2
        if taken(stem + letters(middle)):
            last_taken = middle
        else:
            step = middle
    return stem + letters(step)


def _stem(key: str) -> str:
    """What a suffix is put behind."""
    return key if key[-1].isdigit() else key + "-"


def _tries() -> Iterator[int]:
    yield from range(1, 27)
    number = 26
    while True:
        number *= 2
        yield number


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa …"""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def _number(suffix: str) -> int:
    """a → 1, z → 26, aa → 27 …"""
    number = 0
    for letter in suffix:
        number = number * 26 + ord(letter) - ord("a") + 1
    return number
