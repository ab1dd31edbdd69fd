"""What APA and IEEE references are made of. Imports records and this room's names, identifiers and decoding."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from readinglist.core.bibtex.dates import Day, days
from readinglist.core.bibtex.kinds import edition_number, entry_type
from readinglist.core.bibtex.latex.decoding import decode, first_url
from readinglist.core.bibtex.latex.names import Name, read_names
from readinglist.core.records import Paper, shown_name


@dataclass(frozen=True, slots=True)
class Italic:
    """A stretch of a reference that is set in italics."""

    text: str


Piece = str | Italic
#: A reference is made of these; what is empty is left out.
Reference = Sequence[Piece]

#: What is said of works that are no texts.
MEDIA: Mapping[str, str] = {"dataset": "Data set", "software": "Computer software"}


_COUNTRIES: Mapping[str, str] = {"us": "U.S.", "de": "German", "eu": "European", "fr": "French", "uk": "British"}
_PATENT = re.compile(rf"(?i)pat(?:ent|(req))({'|'.join(_COUNTRIES)})?")  # how biblatex calls them


def kind_of(paper: Paper) -> str:
    """The type of ``paper``; a chapter that has no title but that of its book is a book, of which a part is cited."""
    kind = entry_type(paper, "biblatex")
    return "book" if kind == "inbook" and not paper.venue else kind


def patent(paper: Paper, sign: str = "") -> str:
    """``U.S. Patent 1234567``, with ``sign`` before the number, which may say by itself what it is."""
    said, number = fact(paper, "type"), fact(paper, "number")
    if found := _PATENT.fullmatch(said):
        country = _COUNTRIES.get((found[2] or "").lower(), "")
        said = f"{country} Patent{' Application' if found[1] else ''}".strip()
    if not number or "patent" in number.lower():
        return number or said
    return " ".join(filter(None, (said or "Patent", sign, number)))


def accessed(paper: Paper) -> Day | None:
    """The day on which the address was looked at."""
    found = days(paper.extra.get("urldate", ""))
    return found[0] if found else None


def fact(paper: Paper, name: str) -> str:
    """The field ``name`` of ``paper`` as plain text; empty when nobody gave it."""
    return decode(paper.extra.get(name, ""))


def editors(paper: Paper) -> tuple[str, ...]:
    """The names of the editors."""
    return read_names(paper.extra.get("editor", ""))


def role(names: Sequence[str]) -> str:
    """``Eds.`` of several editors, ``Ed.`` of one."""
    return "Eds." if len(names) > 1 else "Ed."


def text_of(piece: Piece) -> str:
    """The letters of ``piece``."""
    return piece.text if isinstance(piece, Italic) else piece


def spaced(text: str) -> list[Piece]:
    """``text`` behind a blank, if there is any."""
    return [f" {text}"] if text else []


def family(name: Name) -> str:
    """``van Beethoven``."""
    return shown_name(" ".join(filter(None, (name.von, name.last))))


def initials(first: str) -> str:
    """``Jean-Paul Marie`` → ``J.-P. M.``."""
    words = shown_name(first).replace(".", ". ").split()
    return " ".join("-".join(part[0].upper() + "." for part in word.split("-") if part) for word in words)


def in_order(name: Name) -> str:
    """``J. A. van Doe Jr``."""
    return " ".join(filter(None, (initials(name.first), family(name), name.junior)))


def pages(paper: Paper) -> str:
    """``3–4``."""
    return re.sub(r"\s*[-–—]+\s*", "–", fact(paper, "pages"))


def labelled_pages(paper: Paper) -> str:
    """``pp. 3–4`` or ``p. 3``."""
    found = pages(paper)
    several = re.search(r"\d[–,+]|,|ff", found)
    return f"{'pp.' if several else 'p.'} {found}" if found else ""


def chapter(paper: Paper, label: str) -> str:
    """``Chapter 3`` with the word for it; a chapter that has a name has that name."""
    found = fact(paper, "chapter")
    return f"{label} {found}" if re.fullmatch(r"[\dIVXLC.]+[a-z]?", found) else found


def edition(paper: Paper) -> str:
    """``2nd ed.`` of ``2``, ``2nd`` and ``Second``; ``Rev. ed.``; other words as they are."""
    said = edition_number(fact(paper, "edition"))
    if said.isascii() and said.isdecimal():
        number = int(said)
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in {11, 12, 13} else "th"
        said = f"{number}{ending}"
    said = "Rev." if said.casefold() == "revised" else said
    return f"{said} ed." if said else ""


def link(paper: Paper) -> str:
    """The address to find the work at, that of the DOI first."""
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return address(paper) or (f"https://arxiv.org/abs/{paper.versioned_arxiv}" if paper.arxiv else "")


def address(paper: Paper) -> str:
    """The address that was given, where there is none that stands in ``howpublished`` or in a note for readers."""
    said = (paper.extra.get(field, "") for field in ("howpublished", "note"))
    return paper.url or next((found for text in said if (found := first_url(text))), "")
