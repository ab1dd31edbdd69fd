"""Titles that biblatex keeps in parts, as the one that all others print. Imports records, ``kinds`` and ``decoding``.

BibTeX, RIS, CSL and formatted references know no ``subtitle``: there it stands behind the title, and so it does in
the library, where titles are searched and compared. A paper keeps the parts in ``extra``, raw as its file gave them;
in this room its title is without them (`in_parts`) until it is written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from readinglist.core.bibtex.kinds import PERIODICALS, entry_type
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.records import Metadata, Paper

#: What follows a title, with the sign between (biblatex: ``\subtitlepunct``, ``\newunitpunct``).
_TITLE = (("subtitle", ": "), ("titleaddon", ". "))
_BOOK = (("booksubtitle", ": "), ("booktitleaddon", ". "))
_JOURNAL = (("journalsubtitle", ": "), ("journaltitleaddon", ". "))
_MAIN = (("mainsubtitle", ": "), ("maintitleaddon", ". "))
_PARTS = frozenset(name for name, _ in (*_TITLE, *_BOOK, *_JOURNAL))
#: Before the names of fields that only this program reads.
_PREFIX = "x-"
_TOLD = re.compile(rf"{_PREFIX}(?:{'|'.join(sorted(_PARTS))}): \S")
_IN_FILES = ((("title",), _TITLE), (("booktitle",), _BOOK), (("journaltitle", "journal"), _JOURNAL))


def parts(paper: Paper, name: str = "title") -> Iterator[tuple[str, str, str]]:
    """(field, sign, raw value) of each part that follows the title or ``venue`` of ``paper`` and is not in it."""
    text = getattr(paper, name) or ""
    if text and not _PARTS.isdisjoint(paper.extra):
        yield from _behind(text, _TITLE if name == "title" else _of_venue(paper), paper.extra)


def _behind(text: str, known: Sequence[tuple[str, str]], extra: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    for field, sign in known:
        part = decode(extra.get(field, ""))
        if part and _end(text, part) is None:
            between = " " if text[-1] in ".?!:" else sign
            text += between + part
            yield field, between, extra[field]


def _end(text: str, part: str) -> int | None:
    """Where ``part`` begins at the end of ``text``, whatever the signs between the words; None where it does not."""
    wanted = _letters(part)
    for blank in reversed([0, *(found.end() for found in re.finditer(" ", text))]):
        here = _letters(text[blank:])
        if here == wanted:
            return blank
        if len(here) > len(wanted):
            return None
    return None


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold())) or text.strip()


def in_parts(paper: Paper) -> Paper:
    """``paper`` with its title as biblatex has it: without the parts that stand behind it in the library."""
    title, found = _split(paper.title or "", paper.extra)
    return replace(paper, title=title) if found else paper


def _split(title: str, extra: Mapping[str, str]) -> tuple[str, list[str]]:
    """A title without the parts at its end, and the fields of these."""
    found = []
    for field, sign in reversed(_TITLE if title and not _PARTS.isdisjoint(extra) else ()):
        part = decode(extra.get(field, ""))
        if part and (start := _end(title, part)):
            title = title[:start].rstrip().removesuffix(sign.strip())
            found.append(field)
    return title, found


def without_parts(title: str, extra: Mapping[str, str]) -> dict[str, str]:
    """``extra`` without the parts that stand no longer behind a ``title`` that somebody typed."""
    gone = {field for field, _ in _TITLE} - set(_split(title, extra)[1])
    return {name: value for name, value in extra.items() if name not in gone}


def _of_venue(paper: Paper) -> tuple[tuple[str, str], ...]:
    return _JOURNAL if entry_type(paper, "biblatex") in PERIODICALS else _BOOK


def whole(paper: Paper, name: str = "title") -> str:
    """The title or ``venue`` with all its parts; empty when there is none."""
    return (getattr(paper, name) or "") + "".join(sign + decode(part) for _, sign, part in parts(paper, name))


def whole_title(title: str, extra: Mapping[str, str]) -> str:
    """The same for the ``title`` that a file gave with ``extra``, whether it has the parts or not."""
    title, _ = _split(title, extra)
    return title + "".join(sign + decode(part) for _, sign, part in _behind(title, _TITLE, extra))


def main_title(extra: Mapping[str, str]) -> str:
    """What the volumes of a work are called together, with all its parts, raw; empty when nobody says so."""
    main = extra.get("maintitle", "").strip()
    return main + "".join(sign + part for _, sign, part in _behind(main, _MAIN, extra)) if main else ""


def as_volume(paper: Paper) -> Paper:
    """``paper`` for formats without ``maintitle``: a volume of that series, as BibTeX's own styles print it."""
    main = main_title(paper.extra)
    return replace(paper, extra={**paper.extra, "series": main}) if main and not paper.extra.get("series") else paper


def told_apart(paper: Paper) -> Iterator[str]:
    """``x-subtitle: …`` for each part in the titles: what a format without fields for them keeps of where it begins."""
    for name in ("title", "venue"):
        yield from (f"{_PREFIX}{field}: {decode(part)}" for field, _, part in parts(paper, name))


def apart(title: str, told: Metadata, said: Iterable[str]) -> tuple[str, Metadata]:
    """The title and metadata of a record, with the parts of its titles that lines of `told_apart` name."""
    found = dict(line.split(": ", 1) for line in said if _TOLD.match(line))
    if not found:
        return title, told
    venue = told.venue or ""
    fields = parted({"title": title, "booktitle": venue, "journal": venue, **found}, _PREFIX)
    main = next((fields[name] for name in ("booktitle", "journal") if fields[name] != venue), venue)
    extra = {**told.extra, **{name: part for name, part in fields.items() if name in _PARTS}}
    return title, replace(told, venue=main or None, extra=extra)


def is_told_apart(line: str) -> bool:
    """Whether ``line`` is one of `told_apart`."""
    return _TOLD.match(line) is not None


def joined(paper: Paper) -> frozenset[str]:
    """The fields whose values stand in `whole` titles."""
    if _PARTS.isdisjoint(paper.extra):
        return frozenset()
    return frozenset(field for name in ("title", "venue") for field, _, _ in parts(paper, name))


def parted(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The raw ``fields`` of an entry, with the parts that stand under ``prefix``-names taken off the titles again.

    Where a title does not end so any more, somebody has changed it, and it holds.
    """
    found = dict(fields)
    if not any(name.startswith(prefix) for name in found):
        return found
    for bases, known in _IN_FILES:
        base = next((name for name in bases if name in found), "")
        for name, sign in reversed(known):
            part = found.pop(prefix + name, "")
            if part and base and (main := _without(found[base], part, sign.strip())):
                found[base], found[name] = main, part
    return found


def _without(title: str, part: str, sign: str) -> str:
    """The raw ``title`` before ``part``; empty when it does not end with it."""
    title, wanted = " ".join(title.split()), decode(part).casefold()
    for blank in re.finditer(" ", title):
        main = title[: blank.start()]
        if main.count("{") == main.count("}") and decode(title[blank.end() :]).casefold() == wanted:
            return main.removesuffix(sign)
    return ""
