"""Citing: commands, keys, and formatted references. Imports records, ``names``, ``kinds``, ``dates``, ``decoding``.

References in APA (7th edition) and IEEE (reference guide 2023) come from our own formatter: citeproc-py would bring
lxml, a folder of styles under CC-BY-SA and half a second of start-up for two styles, and knows no preprints.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from readinglist.core.bibtex.dates import when
from readinglist.core.bibtex.identifiers import shown_arxiv
from readinglist.core.bibtex.kinds import entry_type
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.names import Name, is_others, parse_name
from readinglist.core.bibtex.whole_titles import whole
from readinglist.core.errors import UsageError
from readinglist.core.records import Paper


@dataclass(frozen=True, slots=True)
class Italic:
    """A stretch of a reference that is set in italics."""

    text: str


Piece = str | Italic
#: A reference is made of these; what is empty is left out.
Reference = Sequence[Piece]


def cite_keys(keys: Sequence[str], style: str) -> str:
    """``latex`` → ``\\cite{a,b}``; ``pandoc`` → ``[@a; @b]``; ``key`` → ``a, b``; ``typst`` → ``@a @b``."""
    return _KEY_STYLES[style](keys)


def _pandoc(keys: Sequence[str]) -> str:
    # Pandoc ends a key at punctuation that is doubled or last; braces make any key safe.
    safe = (key if re.fullmatch(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*", key) else "{" + key + "}" for key in keys)
    return "[" + "; ".join(f"@{key}" for key in safe) + "]" if keys else ""


_KEY_STYLES: Mapping[str, Callable[[Sequence[str]], str]] = {
    "latex": lambda keys: f"\\cite{{{','.join(keys)}}}" if keys else "",
    "pandoc": _pandoc,
    "typst": lambda keys: " ".join(f"@{key}" for key in keys),
    "key": ", ".join,
}
KEY_STYLES = tuple(_KEY_STYLES)


def references(papers: Iterable[Paper], style: str, *, markup: str = "text") -> str:
    """Formatted references in ``apa`` or ``ieee``, one a line, as ``text``, ``markdown`` or ``html``.

    IEEE numbers them in the order given when there are several; APA sorts by author.
    """
    if markup not in _MARKUPS:
        raise UsageError(f"“{markup}” is no markup for references; there are {', '.join(_MARKUPS)}.")
    shown = list(papers)
    if style == "apa":
        lines = sorted((_marked(apa(paper), markup) for paper in shown), key=str.casefold)
    else:
        lines = [_marked(ieee(paper), markup) for paper in shown]
        if len(lines) > 1:
            lines = [f"[{number}] {line}" for number, line in enumerate(lines, 1)]
    return "\n".join(f"<p>{line}</p>" for line in lines) if markup == "html" else "\n".join(lines)


REFERENCE_STYLES = ("apa", "ieee")
_MARKUPS: Mapping[str, tuple[Callable[[str], str], str, str]] = {
    "text": (str, "", ""),
    "markdown": (lambda text: re.sub(r"([\\`*_\[\]<>])", r"\\\1", text), "*", "*"),
    "html": (html.escape, "<i>", "</i>"),
}


def _marked(reference: Reference, markup: str) -> str:
    escape, begin, end = _MARKUPS[markup]
    return "".join(begin + escape(p.text) + end if isinstance(p, Italic) else escape(p) for p in reference)


# ---- APA ----


def apa(paper: Paper) -> Reference:
    """One reference in APA: ``Author, A., & Author, B. (2020). Title. Journal, 1(2), 3–4. https://doi.org/…``."""
    title = whole(paper) or "[Title unknown]"
    title = title if title[-1:] in ".?!" else title + "."
    whole_work = entry_type(paper, "biblatex") not in {"article", "inproceedings", "incollection", "inbook"}
    shown: Piece = Italic(title) if whole_work else title
    who, date = _apa_names(paper.authors), f"({when(paper).shown or 'n.d.'})."
    head: list[Piece] = [f"{who} {date} ", shown] if who else [shown, f" {date}"]
    return [*head, *_apa_where(paper), *_spaced(_link(paper))]


def _apa_where(paper: Paper) -> list[Piece]:
    kind = entry_type(paper, "biblatex")
    volume, number, pages = (decode(paper.extra.get(name, "")) for name in ("volume", "number", "pages"))
    pages = _pages(pages)
    if paper.venue and kind in {"inproceedings", "incollection", "inbook"}:
        publisher = f" {paper.publisher}." if paper.publisher else ""
        return [" In ", Italic(whole(paper, "venue")), f" (pp. {pages})." if pages else ".", publisher]
    if paper.venue:
        volume_piece: list[Piece] = [", ", Italic(volume)] if volume else []
        issue = f"({number})" if number and volume else ""
        return [" ", Italic(whole(paper, "venue")), *volume_piece, issue, f", {pages}." if pages else "."]
    if paper.arxiv:
        return [" arXiv."]
    return [f" {paper.publisher}."] if paper.publisher else []


def _apa_names(names: Sequence[str]) -> str:
    """Up to 20 authors; of more the first 19 and the last."""
    written = [_apa_name(parse_name(name)) for name in names if not is_others(name)]
    if len(written) < len(names):
        return ", ".join([*written, "et al."])
    if len(written) > 20:
        return ", ".join(written[:19]) + ", . . . " + written[-1]
    if len(written) > 1:
        return ", ".join(written[:-1]) + ", & " + written[-1]
    return "".join(name if name.endswith(".") else name + "." for name in written)


def _apa_name(name: Name) -> str:
    return ", ".join(filter(None, (_family(name), _initials(name.first), name.junior)))


# ---- IEEE ----


def ieee(paper: Paper) -> Reference:
    """One reference in IEEE: ``A. Author and B. Author, “Title,” Journal, vol. 1, no. 2, pp. 3–4, 2020, doi: …``."""
    who = _ieee_names(paper.authors)
    title = (whole(paper) or "[Title unknown]").rstrip(".")
    end = "" if title[-1:] in "?!" else ","
    head: list[Piece] = [f"{who}, " if who else "", f"“{title}{end}” "]
    return [*head, *_ieee_where(paper)]


def _ieee_where(paper: Paper) -> list[Piece]:
    kind = entry_type(paper, "biblatex")
    volume, number, pages = (decode(paper.extra.get(name, "")) for name in ("volume", "number", "pages"))
    pages = _pages(pages)
    facts = [
        f"vol. {volume}" if volume else "",
        f"no. {number}" if number else "",
        f"pp. {pages}" if re.search(r"\d[–,]", pages) else f"p. {pages}" if pages else "",
        paper.publisher or "",
        when(paper).shown,
        f"doi: {paper.doi}" if paper.doi else "",
    ]
    where: list[Piece] = []
    if paper.venue:
        inside = kind in {"inproceedings", "incollection", "inbook"}
        where = ["in " if inside else "", Italic(whole(paper, "venue"))]
    elif paper.arxiv:
        where = [Italic(f"arXiv:{shown_arxiv(paper)}")]
    rest = ", ".join(filter(None, facts))
    where += [", " if where and rest else "", rest]
    url = "" if paper.doi or (paper.arxiv and not paper.url) else paper.url or ""
    return [
        *where,
        "." if any(_text(piece) for piece in where) else "",
        *_spaced(f"[Online]. Available: {url}" if url else ""),
    ]


def _ieee_names(names: Sequence[str]) -> str:
    """Up to six authors; of more the first and ``et al.``."""
    written = [_ieee_name(parse_name(name)) for name in names if not is_others(name)]
    if len(written) > 6 or len(written) < len(names):
        return f"{written[0]} et al." if written else ""
    if len(written) > 2:
        return ", ".join(written[:-1]) + ", and " + written[-1]
    return " and ".join(written)


def _ieee_name(name: Name) -> str:
    return " ".join(filter(None, (_initials(name.first), _family(name), name.junior)))


# ---- both ----


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Italic) else piece


def _spaced(text: str) -> list[Piece]:
    return [f" {text}"] if text else []


def _family(name: Name) -> str:
    return " ".join(filter(None, (name.von, name.last))).replace("{", "").replace("}", "")


def _initials(first: str) -> str:
    """``Jean-Paul Marie`` → ``J.-P. M.``."""
    words = first.replace("{", "").replace("}", "").replace(".", ". ").split()
    return " ".join("-".join(part[0].upper() + "." for part in word.split("-") if part) for word in words)


def _pages(pages: str) -> str:
    return re.sub(r"\s*[-–—]+\s*", "–", pages)


def _link(paper: Paper) -> str:
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    return paper.url or (f"https://arxiv.org/abs/{shown_arxiv(paper)}" if paper.arxiv else "")
