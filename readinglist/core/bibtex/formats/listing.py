"""Reading lists for people and spreadsheets: Markdown, CSV. Imports records and this room's names and dates."""

import csv
import io
import re
from collections.abc import Iterable

from readinglist.core.bibtex.dates import when
from readinglist.core.bibtex.formats.reference_parts import editors, role
from readinglist.core.bibtex.latex.encoding import tidy
from readinglist.core.bibtex.latex.names import is_others, parse_name
from readinglist.core.bibtex.whole_titles import whole
from readinglist.core.records import Paper, shown_name

#: What Markdown or HTML would take for markup (CommonMark 2.4: any ASCII punctuation may be escaped).
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&$!])")
_LINE_END = re.compile(r"\r\n?|\n")
_BLOCK_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
#: What makes a spreadsheet compute a cell (the list of OWASP, with the full-width forms that some take for the others).
_FORMULA_START = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
COLUMNS = (
    "key", "title", "authors", "year", "venue", "doi", "arxiv", "url", "status", "starred", "tags", "note", "abstract",
)  # fmt: skip


def write_markdown(keyed: Iterable[tuple[str, Paper]], *, abstracts: bool = False, notes: bool = True) -> str:
    """Papers as a list in CommonMark: title, authors and year, link, tags, key; note and abstract as quotes."""
    items = [_item(key, paper, abstracts, notes) for key, paper in keyed]
    return "# Reading list\n\n" + "\n".join(items) if items else "# Reading list\n"


def _item(key: str, paper: Paper, abstracts: bool, notes: bool) -> str:
    link = paper.url or (f"https://doi.org/{paper.doi}" if paper.doi else "")
    link = link or (f"https://arxiv.org/abs/{paper.versioned_arxiv}" if paper.arxiv else "")
    title = f"**{escape(whole(paper) or 'Title unknown')}**"
    people = paper.authors or editors(paper)
    named = [name for name in people if not is_others(name)]
    others = " et al." if named and len(named) < len(people) else ""
    what = f" ({role(people)})" if named and not paper.authors else ""
    who = escape(", ".join(map(full_name, named)) + others + what)
    year = f"({shown})" if (shown := escape(when(paper).shown)) else ""
    facts = ", ".join(filter(None, (" ".join(filter(None, (who, year))), escape(whole(paper, "venue")))))
    first = f"[{title}](<{_address(link)}>)" if link.startswith(("http://", "https://")) else title
    lines = [" — ".join(filter(None, (first, facts))) + f" `{key}`"]
    if paper.tags:
        lines.append("Tags: " + ", ".join(map(escape, paper.tags)))
    quotes = [paper.note if notes else "", (paper.abstract or "") if abstracts else ""]
    lines += ["> " + escape(" ".join(quote.split())) for quote in quotes if quote.strip()]
    return "- " + "\n\n  ".join(lines) + "\n"


def escape(text: str) -> str:
    """``text`` as plain words in Markdown, on one line."""
    return _BLOCK_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", " ".join(text.split())))


def _address(link: str) -> str:
    return re.sub(r"[\s<>\\]", lambda match: f"%{ord(match.group()):02X}", link)


def full_name(name: str) -> str:
    """``First von Last, Jr`` for people to read."""
    parts = parse_name(name)
    whole = " ".join(filter(None, (parts.first, parts.von, parts.last, parts.junior)))
    return shown_name(whole)


def write_csv(keyed: Iterable[tuple[str, Paper]], *, abstracts: bool = False, notes: bool = True) -> str:
    """Papers as CSV (RFC 4180 with LF); a cell that a spreadsheet would compute begins with an apostrophe."""
    columns = [name for name in COLUMNS if (abstracts or name != "abstract") and (notes or name != "note")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for key, paper in keyed:
        cells = _cells(key, paper)
        writer.writerow([defuse(cells[name]) for name in columns])
    return out.getvalue()


def _cells(key: str, paper: Paper) -> dict[str, str]:
    return {
        "key": key,
        "title": whole(paper),
        "authors": "; ".join(full_name(name) for name in paper.authors if not is_others(name)),
        "year": when(paper).shown,
        "venue": whole(paper, "venue"),
        "doi": paper.doi or "",
        "arxiv": paper.versioned_arxiv,
        "url": paper.url or "",
        "status": paper.status,
        "starred": "yes" if paper.starred else "",
        "tags": "; ".join(paper.tags),
        "note": paper.note,
        "abstract": paper.abstract or "",
    }


def defuse(cell: str) -> str:
    """``cell`` so that no spreadsheet takes it for a formula (OWASP: CSV injection)."""
    cell = "\n".join(map(tidy, _LINE_END.split(cell)))
    return "'" + cell if cell.startswith(_FORMULA_START) or cell.lstrip().startswith(_FORMULA_START) else cell
