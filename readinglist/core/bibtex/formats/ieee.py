"""References in the style of the IEEE (reference guide 2023). Imports ``reference_parts``."""

from collections.abc import Iterable, Sequence

from readinglist.core.bibtex.dates import when
from readinglist.core.bibtex.formats import reference_parts as parts
from readinglist.core.bibtex.formats.reference_parts import Italic, Piece, Reference
from readinglist.core.bibtex.kinds import BOOKS, CHAPTERS, REPORTS, THESES, entry_type, genre
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.names import is_others, parse_name
from readinglist.core.bibtex.whole_titles import whole
from readinglist.core.records import Paper

_THESES = {"PhD thesis": "Ph.D. dissertation", "Master's thesis": "M.S. thesis", "Bachelor's thesis": "B.S. thesis"}
_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")
_REPORTS = {"": "Rep.", "Technical report": "Tech. Rep.", "Research report": "Res. Rep."}


def ieee(paper: Paper) -> Reference:
    """One reference in IEEE: ``A. Author and B. Author, “Title,” Journal, vol. 1, no. 2, pp. 3–4, 2020, doi: …``."""
    kind = entry_type(paper, "biblatex")
    title = (whole(paper) or "[Title unknown]").rstrip(".")
    where = _where(paper, kind)
    follows = any(parts.text_of(piece) for piece in where)
    done = title[-1:] in "?!"
    if kind in BOOKS:
        head: list[Piece] = [Italic(title), "" if follows or done else "."]
    else:
        head = [f"“{title}{'' if done else ',' if follows else '.'}”", " " if follows else ""]
    url = "" if paper.doi or (paper.arxiv and not paper.url) else paper.url or ""
    return [_who(paper, kind), *head, *where, *parts.spaced(f"[Online]. Available: {url}" if url else "")]


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
        after = _listed((_house(paper), when(paper).shown, parts.labelled_pages(paper), doi))
        stop = " " if before.endswith(".") or (not before and whole(paper).endswith(("?", "!"))) else ". "
        return [f", {before}" if before else "", f"{stop if before or after else ''}{_ended(after)}".rstrip(" ")]
    if kind in CHAPTERS and paper.venue:
        return _inside(paper, doi)
    facts = [*_kind_of_text(paper, kind), *_facts(paper, kind), _month(paper, kind) + when(paper).shown, doi]
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
    if kind not in REPORTS:
        yield _number("no.", paper, "number")
    yield parts.labelled_pages(paper) or _number("Art. no.", paper, "eid")
    if kind not in THESES | REPORTS | {"article"}:
        yield paper.publisher or ""


def _month(paper: Paper, kind: str) -> str:
    """``Feb. `` of what appears month by month, and of conferences."""
    found = when(paper)
    known = kind in {"article", "inproceedings"} and found.begin is not None and not found.is_range and not found.text
    month = found.begin.month if known and found.begin else None
    return f"{_MONTHS[month - 1]} " if month and month <= len(_MONTHS) else ""


def _kind_of_text(paper: Paper, kind: str) -> list[str]:
    """``Ph.D. dissertation, MIT``; ``MIT, Tech. Rep. 12``; ``[Data set], ver. 2.1``."""
    said, house = decode(genre(paper)), [paper.publisher or "", parts.fact(paper, "address")]
    if kind in THESES:
        return [_THESES.get(said, said or "Thesis"), *house]
    if kind in REPORTS:
        said = said or ("Technical report" if kind == "techreport" else "")
        return [*house, f"{_REPORTS.get(said, said)} {parts.fact(paper, 'number')}".strip()]
    if kind in parts.MEDIA:
        return [f"[{parts.MEDIA[kind]}]", _number("ver.", paper, "version")]
    return []


def _inside(paper: Paper, doi: str) -> list[Piece]:
    """``in Book, 2nd ed., vol. 3, E. Ed and F. Ito, Eds. City: Publisher, 2020, pp. 5–8, doi: ….``"""
    by = parts.editors(paper)
    facts = (parts.edition(paper), _number("vol.", paper, "volume"), f"{_names(by)}, {parts.role(by)}" if by else "")
    before = _listed(facts)
    house = _house(paper)
    after = _listed((house, when(paper).shown, parts.labelled_pages(paper), doi))
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
