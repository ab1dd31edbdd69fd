"""References in the style of the American Psychological Association, 7th edition. Imports ``reference_parts``."""

from collections.abc import Sequence

from readinglist.core.bibtex.dates import when
from readinglist.core.bibtex.formats import reference_parts as parts
from readinglist.core.bibtex.formats.reference_parts import Italic, Piece, Reference
from readinglist.core.bibtex.kinds import BOOKS, CHAPTERS, REPORTS, THESES, entry_type, genre
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.names import Name, is_others, parse_name
from readinglist.core.bibtex.whole_titles import whole
from readinglist.core.records import Paper


def apa(paper: Paper) -> Reference:
    """One reference in APA: ``Author, A., & Author, B. (2020). Title. Journal, 1(2), 3–4. https://doi.org/…``."""
    kind = entry_type(paper, "biblatex")
    title = whole(paper) or "[Title unknown]"
    behind = _behind_title(paper, kind)
    title += "" if behind or title[-1] in ".?!" else "."
    shown: Piece = title if kind == "article" or kind in CHAPTERS else Italic(title)
    who, date = _who(paper, kind), f"({when(paper).shown or 'n.d.'})."
    head: list[Piece] = [f"{who} {date} ", shown] if who else [shown, behind, f" {date}"]
    return [*head, behind if who else "", *_where(paper, kind), *parts.spaced(parts.link(paper))]


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
        round_ones = [parts.edition(paper), _volume(paper)]
    elif kind in REPORTS and parts.fact(paper, "number"):
        round_ones = [f"{decode(genre(paper)).title() or 'Report'} No. {parts.fact(paper, 'number')}"]
    elif kind in parts.MEDIA and parts.fact(paper, "version"):
        round_ones = [f"Version {parts.fact(paper, 'version')}"]
    what = parts.MEDIA.get(kind, "")
    if kind in THESES:
        what = ", ".join(filter(None, (_thesis(paper), paper.publisher or "")))
    inside = ", ".join(filter(None, round_ones))
    found = (f" ({inside})" if inside else "") + (f" [{what}]" if what else "")
    return found + "." if found else ""


def _volume(paper: Paper) -> str:
    volume = parts.fact(paper, "volume")
    return f"Vol. {volume}" if volume else ""


def _thesis(paper: Paper) -> str:
    said = decode(genre(paper))
    return "Doctoral dissertation" if said == "PhD thesis" else said or "Thesis"


def _where(paper: Paper, kind: str) -> list[Piece]:
    venue = whole(paper, "venue")
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
    by = parts.editors(paper)
    inside = ", ".join(filter(None, (parts.edition(paper), _volume(paper), parts.labelled_pages(paper))))
    named = f"{_names_in_order(by)} ({parts.role(by)}), " if by else ""
    return [f" In {named}", Italic(venue), f" ({inside})." if inside else ".", *_published(paper)]


def _published(paper: Paper) -> list[Piece]:
    publisher = (paper.publisher or "").rstrip(".")
    return [f" {publisher}."] if publisher else []


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
