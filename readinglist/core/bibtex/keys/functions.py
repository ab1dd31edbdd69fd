"""What a key pattern can say: the functions that read a paper and the filters that change text.

May import records and ``bibtex.names``. Values are words between single spaces; the spaces go when the key is done.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from readinglist.core.bibtex.latex.names import is_others, last_name
from readinglist.core.records import Paper

Argument = str | int
HASH_PREFIX = "paper"

#: Words that tell nothing of a title: articles, prepositions, conjunctions (after the list of Better BibTeX).
SKIPWORDS = frozenset(
    """
    a ab aboard about above across after against al along amid among an and anti around as at before behind below
    beneath beside besides between beyond but by d da das de del dell dello dei degli della dem den der des despite
    die do down du during ein eine einem einen einer eines el en et except for from gli i il in inside into is l la
    las le les like lo los near nor of off on onto or over past per plus round save since so some sur than the
    through to toward towards un una unas under underneath une unlike uno unos until up upon versus via von vs when
    while with within without yet zu zum
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_WORD_PARTS = re.compile(r"[^\W_]+")
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:._/+ -]")


@dataclass(frozen=True, slots=True)
class Signature:
    """The arguments that a function or filter takes: names for messages, types, and the values left out."""

    apply: Callable[..., str]
    arguments: tuple[tuple[str, type], ...] = ()
    required: int = 0


def ascii_text(text: str) -> str:
    """``text`` in ASCII letters (anyascii: Müller → Muller, 王 → Wang); an emoji's name is no word of it."""
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii("".join(letter for letter in text if unicodedata.category(letter) != "So"))


def words(text: str) -> list[str]:
    """The words of ``text`` in ASCII, punctuation inside them gone: ``mPLUG-Owl:`` is one word."""
    found = (("".join(_WORD_PARTS.findall(word))) for word in ascii_text(text).split())
    return [word for word in found if word]


# ---- functions ----


def auth(paper: Paper, characters: int = 0, number: int = 1) -> str:
    """The last name of author ``number``, its first ``characters`` (0: all of it)."""
    names = _last_names(paper, number)
    name = names[number - 1] if 1 <= number <= len(names) else ""
    return name[:characters] if characters else name


def auth_etal2(paper: Paper, separator: str = "") -> str:
    """One author: the name; two: both; more: the first and ``EtAl``."""
    names = _last_names(paper, 3)
    if len(names) > 2 or (len(names) == 1 and len(paper.authors) > 1):
        return f"{names[0]}{separator}EtAl"
    return separator.join(names)


def _last_names(paper: Paper, count: int) -> list[str]:
    """The first ``count`` last names."""
    found = ("".join(words(last_name(name))) for name in paper.authors if not is_others(name))
    return list(islice((name for name in found if name), count))


def title(paper: Paper) -> str:
    """All words of the title, those that are no small words with a capital."""
    return " ".join(w if w.lower() in SKIPWORDS else _capital(w) for w in words(paper.title or ""))


def shorttitle(paper: Paper, count: int = 3, capitals: int = 0) -> str:
    """The first ``count`` words of the title that are no small words; the first ``capitals`` of them capitalised."""
    every = words(paper.title or "")
    telling = [w for w in every if w.lower() not in SKIPWORDS] or every
    return " ".join(_capital(w) if i < capitals else w for i, w in enumerate(telling[:count]))


def veryshorttitle(paper: Paper, count: int = 1, capitals: int = 0) -> str:
    """The first telling word of the title."""
    return shorttitle(paper, count, capitals)


def year(paper: Paper) -> str:
    """The year in four digits, or nothing."""
    if paper.year is not None:
        return f"{paper.year:04d}" if paper.year >= 0 else ""
    found = re.match(r"\d{4}(?!\d)", paper.extra.get("date", ""))
    return found.group() if found else ""


def method(paper: Paper) -> str:
    """The name that the paper gives to what it introduces: read from the abstract, or before the title's colon."""
    if paper.method:
        return "".join(words(paper.method))
    before, colon, after = (paper.title or "").partition(":")
    head = words(before)
    if not (colon and after.strip() and 1 <= len(head) <= 2) or head[0].lower() in SKIPWORDS:
        return ""
    # One word is a name; two are one when they look like it (``Llama 2:`` but not ``Deep Learning:``).
    return "".join(head) if len(head) == 1 or any(not w.isalpha() or w[1:] != w[1:].lower() for w in head) else ""


def paper_hash(paper: Paper) -> str:
    """A name of title and abstract for a paper that has nothing else: never empty, always the same."""
    said = "\n".join(" ".join((text or "").casefold().split()) for text in (paper.title, paper.abstract))
    text = said if said.strip() else f"{paper.arxiv or paper.doi or paper.url or paper.id}"
    return HASH_PREFIX + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


# ---- filters ----


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def capitalize(text: str) -> str:
    """Every word with a capital."""
    return " ".join(map(_capital, text.split(" ")))


def clean(text: str) -> str:
    """In ASCII, without what must not stand in a key."""
    return _NOT_IN_KEYS.sub("", ascii_text(text))


def skipwords(text: str) -> str:
    """Without the small words."""
    return " ".join(word for word in text.split(" ") if word.lower() not in SKIPWORDS)


def select(text: str, start: int = 1, count: int = 0) -> str:
    """``count`` words (0: all) from word ``start``."""
    chosen = text.split(" ")[max(start, 1) - 1 :]
    return " ".join(chosen[:count] if count else chosen)


def substring(text: str, start: int = 1, count: int = 0) -> str:
    """``count`` characters (0: all) from character ``start``."""
    chosen = text.replace(" ", "")[max(start, 1) - 1 :]
    return chosen[:count] if count else chosen


def replace(text: str, old: str, new: str) -> str:
    """Every ``old`` as ``new``; plain text, no regular expression."""
    return text.replace(old, new) if old else text


def default(text: str, instead: str) -> str:
    """``instead`` where there is nothing."""
    return text or instead


FUNCTIONS: Mapping[str, Signature] = {
    "auth": Signature(auth, (("n", int), ("m", int))),
    "authEtal2": Signature(auth_etal2, (("separator", str),)),
    "title": Signature(title),
    "shorttitle": Signature(shorttitle, (("n", int), ("m", int))),
    "veryshorttitle": Signature(veryshorttitle, (("n", int), ("m", int))),
    "year": Signature(year),
    "method": Signature(method),
    "hash": Signature(paper_hash),
}
FILTERS: Mapping[str, Signature] = {
    "lower": Signature(str.lower),
    "upper": Signature(str.upper),
    "capitalize": Signature(capitalize),
    "clean": Signature(clean),
    "skipwords": Signature(skipwords),
    "select": Signature(select, (("start", int), ("n", int))),
    "substring": Signature(substring, (("start", int), ("n", int))),
    "replace": Signature(replace, (("old", str), ("new", str)), required=2),
    "default": Signature(default, (("text", str),), required=1),
    "transliterate": Signature(ascii_text),
}
