"""References in the style of the IEEE (reference guide 2023). Imports ``reference_parts``."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from readinglist.core.bibtex.dates import Day, state, when
from readinglist.core.bibtex.formats import reference_parts as parts
from readinglist.core.bibtex.formats.reference_parts import Italic, Piece, Reference
from readinglist.core.bibtex.kinds import BOOKS, CHAPTERS, REPORTS, THESES, genre
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.names import is_others, parse_name
from readinglist.core.bibtex.whole_titles import whole
from readinglist.core.records import Paper

_THESES = {"PhD thesis": "Ph.D. dissertation", "Master's thesis": "M.S. thesis", "Bachelor's thesis": "B.S. thesis"}
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")
_STATES = {"inpress": "to be published", "forthcoming": "to be published", "submitted": "submitted for publication",
           "inpreparation": "unpublished"}  # fmt: skip
_ACCEPTED = frozenset({"inpress", "forthcoming"})
_REPORTS = {"": "Rep.", "Technical report": "Tech. Rep.", "Research report": "Res. Rep."}


def ieee(paper: Paper) -> Reference:
    """One reference in IEEE: ``A. Author and B. Author, “Title,” Journal, vol. 1, no. 2, pp. 3–4, 2020, doi: …``."""
    kind = parts.kind_of(paper)
    title = (whole(paper) or "[Title unknown]").rstrip(".")
    where = _where(paper, kind)
    follows = any(parts.text_of(piece) for piece in where)
    done = title[-1:] in "?!"
    if kind in BOOKS:
        head: list[Piece] = [Italic(title), "" if follows or done else "."]
    else:
        head = [f"“{title}{'' if done else ',' if follows else '.'}”", " " if follows else ""]
    url = "" if paper.doi or (paper.arxiv and not paper.url) else parts.address(paper)
    seen = parts.accessed(paper)
    looked_at = f"Accessed: {_day(seen)}. " if seen else ""
    return [_who(paper, kind), *head, *where, *parts.spaced(f"{looked_at}[Online]. Available: {url}" if url else "")]


def _who(paper: Paper, kind: str) -> str:
    """The authors, or the editors of a book that has none."""
    names, found = _names(paper.authors), parts.editors(paper)
    if not names and kind in BOOKS and found:
        return f"{_names(found)}, {parts.role(found)}, "
    return f"{names}, " if names else ""


def _where(paper: Paper, kind: str) -> list[Piece]:
    """All that follows the title, to the full stop."""
    doi = f"doi: {paper.doi}" if paper.doi else ""
    if kind in BOOKS:
        before = _listed((parts.edition(paper), _number("vol.", paper, "volume")))
        after = _listed((_house(paper), _date(paper, kind), *_part(paper), doi))
        stop = " " if before.endswith(".") or (not before and whole(paper).endswith(("?", "!"))) else ". "
        return [f", {before}" if before else "", f"{stop if before or after else ''}{_ended(after)}".rstrip(" ")]
    if kind in CHAPTERS and paper.venue:
        return _inside(paper, doi)
    facts = [*_kind_of_text(paper, kind), *_facts(paper, kind), _date(paper, kind), doi]
    venue = whole(paper, "venue")
    where: list[Piece] = [Italic(venue)] if venue else []
    if not venue and paper.arxiv:
        where = [Italic(f"arXiv:{paper.versioned_arxiv}")]
    rest = _listed(facts)
    where += [", " if where and rest else "", rest]
    return [*where, "."] if any(map(parts.text_of, where)) else []


def _facts(paper: Paper, kind: str) -> Iterable[str]:
    """Volume, number and pages, and the house where `_kind_of_text` does not say it."""
    yield _number("vol.", paper, "volume")
    if kind not in REPORTS | {"patent"}:
        yield _number("no.", paper, "number")
    yield parts.labelled_pages(paper) or _number("Art. no.", paper, "eid")
    if kind not in THESES | REPORTS | {"article"}:
        yield paper.publisher or ""


def _date(paper: Paper, kind: str) -> str:
    """``2020``; ``Feb. 2020`` of what appears month by month and of conferences; the day of a patent; or the state."""
    found = when(paper)
    how_far = state(paper)
    if how_far and (not found.edtf or how_far in _ACCEPTED):
        return _STATES[how_far]
    if found.begin is None or found.is_range or found.text:
        return found.shown
    if kind == "patent":
        return _day(found.begin)
    return _day(replace(found.begin, day=None)) if kind in {"article", "inproceedings"} else found.shown


def _day(day: Day) -> str:
    """``Feb. 5, 2020``."""
    month = _MONTHS[day.month - 1] if day.month and day.month <= len(_MONTHS) else ""
    number = f" {day.day}," if month and day.day else ""
    return f"{month}{number} {day.said()}".lstrip()


def _part(paper: Paper) -> tuple[str, str]:
    """``ch. 3`` and ``pp. 5–8``."""
    return parts.chapter(paper, "ch."), parts.labelled_pages(paper)


def _kind_of_text(paper: Paper, kind: str) -> list[str]:
    """``Ph.D. dissertation, MIT``; ``MIT, Tech. Rep. 12``; ``[Data set], ver. 2.1``."""
    said, house = decode(genre(paper)), [paper.publisher or "", parts.fact(paper, "address")]
    if kind in THESES:
        return [_THESES.get(said, said or "Thesis"), *house]
    if kind in REPORTS:
        said = said or ("Technical report" if kind == "techreport" else "")
        return [*house, f"{_REPORTS.get(said, said)} {parts.fact(paper, 'number')}".strip()]
    if kind == "patent":
        return [parts.patent(paper)]
    if kind in parts.MEDIA:
        return [f"[{parts.MEDIA[kind]}]", _number("ver.", paper, "version")]
    return []


def _inside(paper: Paper, doi: str) -> list[Piece]:
    """``in Book, 2nd ed., vol. 3, E. Ed and F. Ito, Eds. City: Publisher, 2020, pp. 5–8, doi: ….``"""
    by = parts.editors(paper)
    facts = (parts.edition(paper), _number("vol.", paper, "volume"), f"{_names(by)}, {parts.role(by)}" if by else "")
    before = _listed(facts)
    house = _house(paper)
    after = _listed((house, _date(paper, ""), *_part(paper), doi))
    stop = "" if not after else ", " if not house else " " if before.endswith(".") else ". "
    venue: list[Piece] = ["in ", Italic(whole(paper, "venue")), f", {before}" if before else ""]
    return [*venue, _ended(stop + after) or ("" if before.endswith(".") else ".")]


def _ended(text: str) -> str:
    return text if not text or text.endswith(".") else text + "."


def _house(paper: Paper) -> str:
    """``City: Publisher``."""
    return ": ".join(filter(None, (parts.fact(paper, "address"), paper.publisher))) if paper.publisher else ""


def _number(label: str, paper: Paper, name: str) -> str:
    value = parts.fact(paper, name)
    return f"{label} {value}" if value else ""


def _listed(facts: Iterable[str]) -> str:
    return ", ".join(filter(None, facts))


def _names(names: Sequence[str]) -> str:
    """Up to six authors; of more the first and ``et al.``."""
    written = [parts.in_order(parse_name(name)) for name in names if not is_others(name)]
    if len(written) > 6 or len(written) < len(names):
        return f"{written[0]} et al." if written else ""
    if len(written) > 2:
        return ", ".join(written[:-1]) + ", and " + written[-1]
    return " and ".join(written)
