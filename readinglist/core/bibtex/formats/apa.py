"""References in the style of the American Psychological Association, 7th edition. Imports ``reference_parts``."""

import re
from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Sequence

from readinglist.core.bibtex.dates import state, when
from readinglist.core.bibtex.formats import reference_parts as parts
from readinglist.core.bibtex.formats.reference_parts import Italic, Piece, Reference
from readinglist.core.bibtex.keys.making import letters
from readinglist.core.bibtex.kinds import BOOKS, CHAPTERS, REPORTS, THESES, genre
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.names import Name, is_others, parse_name, read_names
from readinglist.core.bibtex.whole_titles import whole
from readinglist.core.records import Paper, shown_name

#: What has not been accepted yet is a manuscript, of no journal.
_MANUSCRIPTS = {"submitted": "Manuscript submitted for publication", "inpreparation": "Manuscript in preparation"}
_ABOUT = re.compile(r"^c(?:a|irca)?\b\.? *(?=\d{4}\b)")


def reference_list(papers: Iterable[Paper]) -> list[Reference]:
    """References sorted by authors, date and title; works of the same authors and date get letters: 2020a, 2020b."""
    works = sorted(papers, key=_order)
    named = [(_who(paper, parts.kind_of(paper)), _date(paper)) for paper in works]
    several = Counter(named)
    met: Counter[tuple[str, str]] = Counter()
    found: list[Reference] = []
    for paper, name in zip(works, named, strict=True):
        found.append(apa(paper, letters(met[name] + 1) if name[0] and several[name] > 1 else ""))
        met[name] += 1
    return found


def _order(paper: Paper) -> tuple[str, int, str, str]:
    """What APA sorts by: plain letters (``Ünal`` as ``unal``), no date, then years, then what is in press."""
    from anyascii import anyascii

    date = _date(paper)
    year = re.search(r"\d{4}", date)
    title = re.sub(r"^(?:an?|the)\s+", "", anyascii(whole(paper)).casefold())
    who = anyascii(_who(paper, parts.kind_of(paper))).casefold()
    return who or title, 1 if year else 0 if date == "n.d." else 2, year[0] if year else date, title


def _date(paper: Paper) -> str:
    """``2020``, ``ca. 1999``, ``in press``, ``n.d.``."""
    known, how_far = when(paper), state(paper)
    if how_far and not (known.edtf and how_far in _MANUSCRIPTS):
        return "n.d." if how_far in _MANUSCRIPTS else "in press"
    return _ABOUT.sub("ca. ", known.shown) or "n.d."


def apa(paper: Paper, letter: str = "") -> Reference:
    """One reference in APA: ``Author, A., & Author, B. (2020). Title. Journal, 1(2), 3–4. https://doi.org/…``.

    ``letter`` tells it apart from others of the same authors and date.
    """
    kind = parts.kind_of(paper)
    title = whole(paper) or "[Title unknown]"
    behind = _behind_title(paper, kind)
    title += "" if behind or title[-1] in ".?!" else "."
    in_it = (kind == "article" or kind in CHAPTERS) and state(paper) not in _MANUSCRIPTS
    shown: Piece = title if in_it else Italic(title)
    who, date = _who(paper, kind), _date(paper)
    date = f"({date}{'-' if letter and not date[-1].isdecimal() else ''}{letter})."
    head: list[Piece] = [f"{who} {date} ", shown] if who else [shown, behind, f" {date}"]
    return [*head, behind if who else "", *_where(paper, kind), *parts.spaced(_link(paper))]


def _link(paper: Paper) -> str:
    """The address; of a page without a date, which may change, with the day of looking at it."""
    link, day = parts.link(paper), parts.accessed(paper)
    if not day or not link or paper.doi or _date(paper) != "n.d.":
        return link
    month = f"{month_name[day.month]} {day.day or ''}".strip() if day.month and day.month <= 12 else ""
    return f"Retrieved {', '.join(filter(None, (month, day.year)))}, from {link}"


def _who(paper: Paper, kind: str) -> str:
    """The authors, or the editors of a book that has none."""
    names = _names(paper.authors)
    if not names and kind in BOOKS and (found := parts.editors(paper)):
        return f"{_names(found)} ({parts.role(found)})."
    return names if not names or names.endswith(".") else names + "."


def _behind_title(paper: Paper, kind: str) -> str:
    """``(2nd ed., Vol. 3).``, ``(Report No. 12).``, ``(Version 2.1) [Data set].``, ``[Doctoral dissertation, MIT].``"""
    round_ones: list[str] = []
    if kind in BOOKS:
        round_ones = [parts.edition(paper), _volume(paper), *_part(paper)]
    elif kind == "patent":
        round_ones = [parts.patent(paper, "No.")]
    elif kind in REPORTS and parts.fact(paper, "number"):
        round_ones = [f"{decode(genre(paper)).title() or 'Report'} No. {parts.fact(paper, 'number')}"]
    elif kind in parts.MEDIA and parts.fact(paper, "version"):
        round_ones = [f"Version {parts.fact(paper, 'version')}"]
    what = _MANUSCRIPTS.get(state(paper)) or parts.MEDIA.get(kind, "")
    if kind in THESES:
        what = ", ".join(filter(None, (_thesis(paper), paper.publisher or "")))
    inside = ", ".join(filter(None, round_ones))
    found = (f" ({inside})" if inside else "") + (f" [{what}]" if what else "")
    return found + "." if found else ""


def _part(paper: Paper) -> list[str]:
    """``Chapter 3`` and ``pp. 5–8`` of a book of which a part is cited."""
    known = (paper.entry_type or "").lower() == "inbook"
    return [parts.chapter(paper, "Chapter"), parts.labelled_pages(paper)] if known else []


def _volume(paper: Paper) -> str:
    volume = parts.fact(paper, "volume")
    return f"Vol. {volume}" if volume else ""


def _thesis(paper: Paper) -> str:
    said = decode(genre(paper))
    return "Doctoral dissertation" if said == "PhD thesis" else said or "Thesis"


def _where(paper: Paper, kind: str) -> list[Piece]:
    venue = whole(paper, "venue") if state(paper) not in _MANUSCRIPTS else ""
    if venue and kind in CHAPTERS:
        return _inside(paper, venue)
    if venue and kind not in BOOKS:
        volume, number = parts.fact(paper, "volume"), parts.fact(paper, "number")
        eid = parts.fact(paper, "eid")
        place = parts.pages(paper) or (f"Article {eid}" if eid else "")
        volume_piece: list[Piece] = [", ", Italic(volume)] if volume else []
        issue = f"({number})" if number and volume else f", ({number})" if number else ""
        return [" ", Italic(venue), *volume_piece, issue, f", {place}." if place else "."]
    if paper.arxiv:
        return [" arXiv."]
    return [*_published(paper)] if kind not in THESES else []


def _inside(paper: Paper, venue: str) -> list[Piece]:
    """`` In E. Ed & F. Ito (Eds.), Book (2nd ed., Vol. 3, pp. 5–8). Publisher.``"""
    by, whose = parts.editors(paper), read_names(paper.extra.get("bookauthor", ""))
    part = (parts.chapter(paper, "Chapter"), parts.labelled_pages(paper))
    inside = ", ".join(filter(None, (parts.edition(paper), _volume(paper), *part)))
    named = f"{_names_in_order(by)} ({parts.role(by)}), " if by else ""
    if whose and whose != paper.authors:
        named = f"{_names_in_order(whose)}, "
    return [f" In {named}", Italic(venue), f" ({inside})." if inside else ".", *_published(paper)]


def _published(paper: Paper) -> list[Piece]:
    """The publisher, unless it is the author."""
    publisher = (paper.publisher or "").rstrip(".")
    author = shown_name(paper.authors[0]) if len(paper.authors) == 1 else ""
    return [f" {publisher}."] if publisher and publisher.casefold() != author.rstrip(".").casefold() else []


def _names(names: Sequence[str]) -> str:
    """Up to 20 authors; of more the first 19 and the last."""
    written = [_name(parse_name(name)) for name in names if not is_others(name)]
    if len(written) < len(names):
        return ", ".join([*written, "et al."])
    if len(written) > 20:
        return ", ".join(written[:19]) + ", . . . " + written[-1]
    if len(written) > 1:
        return ", ".join(written[:-1]) + ", & " + written[-1]
    return "".join(written)


def _name(name: Name) -> str:
    return ", ".join(filter(None, (parts.family(name), parts.initials(name.first), name.junior)))


def _names_in_order(names: Sequence[str]) -> str:
    """``E. Ed & F. Ito``; ``E. Ed, F. Ito, & G. Oe``."""
    written = [parts.in_order(parse_name(name)) for name in names if not is_others(name)]
    if len(written) < len(names):
        return ", ".join([*written, "et al."])
    if len(written) > 2:
        return ", ".join(written[:-1]) + ", & " + written[-1]
    return " & ".join(written)
