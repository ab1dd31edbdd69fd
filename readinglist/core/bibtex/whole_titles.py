"""Titles that biblatex keeps in parts, as the one that all others print. Imports records, ``kinds`` and ``decoding``.

BibTeX, RIS, CSL and formatted references know no ``subtitle``: there it stands behind the title. A paper keeps the
parts in ``extra``, raw as its file gave them.
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
        if part and not text.casefold().endswith(part.casefold()):
            between = " " if text[-1] in ".?!:" else sign
            text += between + part
            yield field, between, extra[field]


def _of_venue(paper: Paper) -> tuple[tuple[str, str], ...]:
    return _JOURNAL if entry_type(paper, "biblatex") in PERIODICALS else _BOOK


def whole(paper: Paper, name: str = "title") -> str:
    """The title or ``venue`` with all its parts; empty when there is none."""
    return (getattr(paper, name) or "") + "".join(sign + decode(part) for _, sign, part in parts(paper, name))


def whole_title(title: str, extra: Mapping[str, str]) -> str:
    """The same for the ``title`` that a file gave with ``extra``."""
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
    """The title and metadata of a record, its titles without the parts that lines of `told_apart` name."""
    found = dict(line.split(": ", 1) for line in said if _TOLD.match(line))
    if not found:
        return title, told
    venue = told.venue or ""
    fields = parted({"title": title, "booktitle": venue, "journal": venue, **found}, _PREFIX)
    main = next((fields[name] for name in ("booktitle", "journal") if fields[name] != venue), venue)
    extra = {**told.extra, **{name: part for name, part in fields.items() if name in _PARTS}}
    return fields["title"], replace(told, venue=main or None, extra=extra)


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
