"""Which of two values of a field says more: merging never makes a file poorer. Imports this room's codings and names.

A value of a file that says the same as ours, whatever its letters' case, accents we lack, braces and punctuation, or
that says ours and more, stays byte by byte. Abbreviations say the same. Names are compared person by person.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from readinglist.core.bibtex.dates import MONTHS
from readinglist.core.bibtex.entries import Options, braced
from readinglist.core.bibtex.identifiers import plain_doi
from readinglist.core.bibtex.kinds import edition_number
from readinglist.core.bibtex.latex.decoding import decode, decode_urls
from readinglist.core.bibtex.latex.names import is_others, parse_name, read_names
from readinglist.core.records import shown_name

URLS = frozenset({"url", "doi", "eprint"})
NAMES = frozenset({"author", "editor", "translator"})
#: What a user wrote for himself: the words of the file are as good as ours.
OWN_WORDS = frozenset({"annote", "annotation"})
#: What is abbreviated in some files.
_VENUES = frozenset(
    """
    journal journaltitle shortjournal booktitle maintitle eventtitle series publisher institution school organization
    address location howpublished month
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: Longer names of journals and houses are not taken apart.
_LONGEST = 300
_NUMBERS = frozenset({"isbn", "issn"})
_TOKEN = re.compile(r"[^\W_]+|[+#$%&=<>@*^~/\\|]")
_ADDRESS = re.compile(r"(?i)^https?://(?:www\.)?|/$")
#: Tags in an abstract, which imports leave out.
_HTML = re.compile(r"(?i)</?(?:b|br|i|em|strong|p|sub|sup|title|jats:\w+)\s*/?>")
_INITIALS = re.compile(r"[A-Z]{2,3}")


def better(name: str, theirs: str, ours: str, options: Options) -> str | None:
    """What ``theirs``, the raw value of the field ``name`` in a file, must become; None where it stays.

    ``ours`` is what the library would write, encoded with ``options``. In a file that only exports wrote ours holds
    wherever it says something else.
    """
    if theirs == ours:
        return None
    if name == "keywords":
        return _with_keywords(theirs, ours)
    if name in NAMES:
        return _people(name, theirs, ours, options)
    if name in URLS:
        stays = _is_same_address(theirs, ours)
    elif options.own_file:
        stays = _plain(theirs) == _plain(ours)
    else:
        # Of two notes there is no telling which one is wrong.
        stays = says(name, theirs, ours) or (name in OWN_WORDS and not says(name, ours, theirs))
    return None if stays else braced(name, ours)


def says(name: str, theirs: str, ours: str) -> bool:
    """Whether the value ``theirs`` of a field says all that ``ours`` says."""
    if name == "date":
        return f"{theirs.strip()}-".startswith(f"{ours}-")  # the same, or more exactly
    there, here = _words(name, theirs), _words(name, ours)
    if not there:
        return not here and _plain(theirs) == _plain(ours)
    return _contains(there, here) or (name in _VENUES and (_abbreviates(here, there) or _abbreviates(there, here)))


def _plain(value: str) -> str:
    return decode(value).replace("–", "-").replace("--", "-")


def in_ascii(words: str) -> str:
    """Folded ``words`` in ASCII letters."""
    from anyascii import anyascii  # only where there are other letters than ours: its tables take time to load

    return words if words.isascii() else anyascii(words).casefold()


def _words(name: str, value: str) -> tuple[str, ...]:
    """The words of a value, folded: no case, no punctuation, no LaTeX."""
    words = tuple(_TOKEN.findall(_HTML.sub(" ", decode(value)).casefold()))
    if name in _NUMBERS:
        return ("".join(words),)
    if name == "edition":
        return (edition_number(" ".join(words)),) if words else ()
    if name == "month":
        return tuple(MONTHS[int(w) - 1] if w.isdecimal() and 0 < int(w) <= 12 and len(words) == 1 else w for w in words)
    return words


def _contains(there: Sequence[str], here: Sequence[str]) -> bool:
    """Whether the words ``here`` stand together in ``there``; an accent too many is none of another word."""
    if f" {' '.join(here)} " in f" {' '.join(there)} ":
        return True
    foreign = {word for word in here if not word.isascii()}
    return foreign <= set(there) and f" {in_ascii(' '.join(here))} " in f" {in_ascii(' '.join(there))} "


def _abbreviates(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether ``short`` (``Proc. Natl. Acad. Sci.``, ``NeurIPS 2020``) stands for the words ``long``; no numbers."""
    letters = " ".join(in_ascii(word) for word in short if not word.isdecimal())
    words = tuple(in_ascii(word) for word in long if word.isalpha())
    if not 0 < len(letters) < len(" ".join(words)) < _LONGEST:
        return False
    return _begins(letters, words, " " in letters)


@lru_cache(maxsize=4096)
def _begins(letters: str, words: tuple[str, ...], contracted: bool) -> bool:
    """Whether ``letters`` are those of ``words`` in their order, of each word its first ones.

    Where words are ``contracted`` (``Natl`` for National), its first one and any others: in one word alone that would
    make Bern of Berlin.
    """
    if not letters.strip():
        return True
    letters = letters.lstrip()
    for place, word in enumerate(words):
        if word.startswith(letters[0]):
            for length in range(_common(letters, word, contracted), 0, -1):
                if _begins(letters[length:], words[place + 1 :], contracted):
                    return True
    return False


def _common(letters: str, word: str, contracted: bool) -> int:
    """How many of the first of ``letters`` are the first of ``word``; where it is ``contracted``, occur in it."""
    found = 0
    for letter in word:
        if found < len(letters) and letters[found] == letter:
            found += 1
        elif not contracted:
            break
    return found


def _with_keywords(theirs: str, ours: str) -> str | None:
    known = {word.strip().casefold() for sign in (",", "[,;]") for word in re.split(sign, decode(theirs))}
    missing = [word for word in ours.split(", ") if decode(word).casefold() not in known]
    between = "; " if ";" in theirs and "," not in theirs else ", "
    return "{" + between.join(filter(None, [theirs.strip(), *missing])) + "}" if missing else None


def _is_same_address(theirs: str, ours: str) -> bool:
    """Also where the file names a version of what we name without one: a preprint of arXiv."""
    known = ("".join(decode_urls(value)) for value in (theirs, ours))
    there, here = (_ADDRESS.sub("", plain_doi(address).strip()).casefold() for address in known)
    there = there.removeprefix("arxiv:").lstrip() if ":" not in here else there
    return there == here or re.fullmatch(r"v\d+", there.removeprefix(here)) is not None


# ---- names ----


def _people(name: str, theirs: str, ours: str, options: Options) -> str | None:
    there, here = read_names(theirs), read_names(ours)
    known = here if options.own_file else _fullest(there, here)
    if [parse_name(person) for person in known] == [parse_name(person) for person in there]:
        return None
    return braced(name, ours if known == here else options.names(known))


def _fullest(there: tuple[str, ...], here: tuple[str, ...]) -> tuple[str, ...]:
    """Of each person the fuller name, and nobody left out; ``here`` where these are other people."""
    lists = [[person for person in people if not is_others(person)] for people in (there, here)]
    known: list[str] = []
    for their_name, our_name in zip(*lists, strict=False):
        if _covers(their_name, our_name):
            known.append(their_name)
        elif _covers(our_name, their_name):
            known.append(our_name)
        else:
            return here
    longest = max(map(len, lists))
    known += max(lists, key=len)[len(known) :]
    incomplete = any(
        len(named) == longest and len(people) > len(named) for named, people in zip(lists, (there, here), strict=True)
    )
    return (*known, *(["others"] if incomplete else []))


def _covers(full: str, name: str) -> bool:
    """Whether ``full`` may be the same person as ``name`` and says all that it says: ``Knuth, D. E.``, ``Knuth, D.``"""
    ones, others = parse_name(full), parse_name(name)
    lasts = [_words("", f"{parts.von} {shown_name(parts.last)}") for parts in (ones, others)]
    given, wanted = given_names(ones.first), given_names(others.first)
    return (
        _contains(*lasts)
        and len(wanted) <= len(given)
        and all(_begins_with(long, short) for long, short in zip(given, wanted, strict=False))
        and _contains(_words("", ones.junior), _words("", others.junior))
    )


def _begins_with(long: str, short: str) -> bool:
    return long.startswith(short) or (short.isascii() and in_ascii(long).startswith(short))


def given_names(first: str) -> list[str]:
    """The given names, folded; ``DE`` is ``D. E.``"""
    words = re.findall(r"[^\W\d_]+", first)
    letters = (list(word) if _INITIALS.fullmatch(word) else [word] for word in words)
    return [name.casefold() for names in letters for name in names]
