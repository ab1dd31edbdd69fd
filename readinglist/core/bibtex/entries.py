"""One paper as a BibTeX or biblatex entry. Imports this room's smaller modules, text and records."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from readinglist.core.bibtex import whole_titles
from readinglist.core.bibtex.dates import MONTHS, biblatex_date, bibtex_date, real_days
from readinglist.core.bibtex.keys import repair, sanitise
from readinglist.core.bibtex.kinds import CHAPTERS, PERIODICALS, REPORTS, THESES, Dialect, entry_type, type_for_bibtex
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import encode, encode_path, encode_url
from readinglist.core.bibtex.latex.foreign import encode_foreign, unprinted
from readinglist.core.bibtex.latex.marks import KEPT
from readinglist.core.bibtex.latex.names import read_names, write_names
from readinglist.core.bibtex.latex.titles import encode_marked, encode_title
from readinglist.core.records import VERSIONED, Paper
from readinglist.core.text import decode_latex

#: Printed in place of a title that nobody knows.
UNTITLED = "[title unknown]"
_MONTHS = frozenset(MONTHS)
_VERBATIM = frozenset({"url", "doi", "eprint"})
_DATES = frozenset({"urldate", "eventdate", "origdate"})
_PATHS = frozenset({"file", "pdf", "local-url", "localfile"})
_NAMES = frozenset(
    """
    editor translator bookauthor annotator commentator introduction foreword afterword holder
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: What styles of BibTeX and biblatex print, or biber hands to a document as text; any other field comes out as it came
#: in, wherever it can.
_PRINTED = frozenset(
    """
    archiveprefix bookpagination eprintclass eprinttype eventdate execute isan iswc language lastchecked library
    origdate origlanguage pagination primaryclass pubstate relatedstring urldate
    abstract addendum address afterword annotation annotator annote authortype booksubtitle booktitle booktitleaddon
    chapter collaboration commentator edition editora editorb editorc eid eventtitle eventtitleaddon foreword holder
    howpublished indextitle institution introduction isbn isrn issn issue issuesubtitle issuetitle journal
    journalsubtitle journaltitle key label lista listb listc listd liste listf location mainsubtitle maintitle
    maintitleaddon nameaddon note number numpages organization origlocation origpublisher origtitle pages pagetotal part
    publisher reprinttitle school series shortauthor shorteditor shorthand shorthandintro shortjournal shortseries
    shorttitle subtitle titleaddon type usera userb userc userd usere userf venue version volume volumes
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: What biber hands to a document as words of biblatex's own, which have no signs of TeX.
_CODES = frozenset(
    """
    entrysubtype gender hyphenation ids indexsorttitle langid langidopts options presort relatedoptions relatedtype
    sortkey sortname sortshorthand sorttitle sortyear
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_SPECIAL = re.compile(r"[#$%&^~\\]")
#: Written from the paper itself; what ``extra`` says of them is not written a second time.
_OWN = frozenset(
    """
    title abstract author year date month day keywords
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: What points to other entries, by their keys with commas between. Where one is not in the file, BibTeX and biber warn;
#: such a field is written under another name, which nobody reads but this program.
POINTERS = frozenset({"crossref", "xdata", "xref", "related", "entryset"})
DANGLING = "x-"
#: Fields of other formats are kept under their names behind these. Their values are plain text, not LaTeX; where one
#: stands several times, there is a line for each.
PLAIN = ("ris-", "csl-", "wos-", "nbib-")
#: What biblatex calls differently; the other way round for BibTeX.
_BIBLATEX_NAMES = {"address": "location", "archiveprefix": "eprinttype", "primaryclass": "eprintclass"}
_BIBTEX_NAMES = {ours: theirs for theirs, ours in _BIBLATEX_NAMES.items()}
#: What the styles of BibTeX sort by; where it is not author alone.
_SORTED_BY = {
    "book": ("author", "editor"), "inbook": ("author", "editor"), "proceedings": ("editor", "organization"),
    "manual": ("author", "organization"),
}  # fmt: skip
_FIELD_NAME = re.compile(r"[a-z][a-z0-9_+:-]*")
_NO_NAME = re.compile(r"^[^a-z]+|[^a-z0-9_+:-]+")
_KEPT_NAMES = frozenset({*KEPT.values(), VERSIONED})
#: What TeX makes dashes and quotes of.
_LIGATURES = re.compile(r"([-`'])(?=\1)")
_PAGE_RANGE = re.compile(r"(?<=\d)\s*[-–—]+\s*(?=[A-Za-z]?\d)")


#: Encoded titles with the characters that were lost, by plain text, the value of the file, and whether in ASCII.
Titles = dict[tuple[str, str, bool], tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Options:
    """How entries are written. ``places`` tells where in the file each entry stands, by its key in lower case;
    ``former`` the keys that papers had before, by their ids.

    ``own_file``: what is merged into was written by exports and nobody else, so nothing in it has to be spared.
    """

    dialect: Dialect = "bibtex"
    ascii_only: bool = False
    abstracts: bool = False
    notes: bool = True
    own_file: bool = False
    places: Mapping[str, int] = field(default_factory=dict)
    former: Mapping[int, Sequence[str]] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)  # collects the characters that ASCII cannot write
    titles: Titles = field(default_factory=dict)  # what was encoded, for the check of what was written

    def for_file(self, order: Sequence[str]) -> "Options":
        """These options for a file with entries under the keys of ``order``."""
        return replace(self, places={key.casefold(): place for place, key in enumerate(order)})

    def points_nowhere(self, key: str, field: str, other: str) -> bool:
        """Whether ``field`` of the entry ``key`` refers in vain to ``other``: BibTeX looks behind the entry only."""
        place = self.places.get(other.casefold(), -1)
        only_behind = field == "crossref" and self.dialect == "bibtex"
        return place < 0 or (only_behind and place < self.places.get(key.casefold(), -1))

    def encode(self, text: str) -> str:
        """``text`` as the value of a field: what LaTeX is in it is decoded first, so that nothing is escaped twice."""
        return encode(decode_latex(text), ascii_only=self.ascii_only, lost=self.lost)

    def names(self, names: tuple[str, ...]) -> str:
        """``names`` as the value of a field."""
        return write_names(names, ascii_only=self.ascii_only, lost=self.lost)

    def title(self, paper: Paper, name: str = "title") -> str:
        """The title or ``venue`` of ``paper`` as the value of a field, its capitals protected; in BibTeX all of it."""
        written = self._title(decode_latex(getattr(paper, name) or ""), paper.extra.get(KEPT[name], ""))
        behind = whole_titles.parts(paper, name) if self.dialect == "bibtex" else ()
        return written + "".join(sign + self._title(decode(part), part) for _, sign, part in behind)

    def _title(self, text: str, kept: str) -> str:
        if not text:
            return ""
        known = self.titles.get((text, kept, self.ascii_only))
        if known is None:
            lost: set[str] = set()
            known = encode_title(text, kept, ascii_only=self.ascii_only, lost=lost), frozenset(lost)
            self.titles[text, kept, self.ascii_only] = known
        self.lost.update(known[1])
        return known[0]


def write_entry(paper: Paper, key: str, options: Options) -> str:
    """The entry of ``paper`` under ``key``: one field a line, values in braces, a newline at the end."""
    kind = entry_type(paper, options.dialect)
    lines = [f"@{kind}{{{key},"]
    lines += [f"  {name} = {braced(name, value)}," for name, value in fields(paper, key, kind, options)]
    return "\n".join(lines) + "\n}\n"


def braced(name: str, value: str) -> str:
    """``value`` as it stands behind the equals sign: in braces, but for the months that every style names itself."""
    months = value.split("--") if name == "month" else ["", ""]
    return ' # "--" # '.join(months) if _MONTHS.issuperset(months) else f"{{{value}}}"


def fields(paper: Paper, key: str, kind: str, options: Options) -> list[tuple[str, str]]:
    """The non-empty fields of an entry of type ``kind`` as (name, encoded value), in the order of writing."""
    written = [
        *_who_and_what(paper, key, kind, options),
        *_where(paper, kind, options),
        *_when(paper, kind, options),
        *_identifiers(paper, options),
        *_private(paper, options),
    ]
    written = [(name, value) for name, value in written if value]
    return written + _foreign(paper, key, {name for name, _ in written}, options)


def _who_and_what(paper: Paper, key: str, kind: str, options: Options) -> list[tuple[str, str]]:
    written = [("author", options.names(paper.authors)), ("title", options.title(paper))]
    named = paper.authors or "editor" in paper.extra
    if options.dialect == "bibtex":
        named = any(_names_it(paper, field) for field in _SORTED_BY.get(kind, ("author",)))
    if not named:
        # plain, abbrv, alpha and plainnat sort and label by it without a warning
        written.append(("key", options.encode(paper.extra["key"]) if paper.extra.get("key") else key))
    if not paper.title:
        # Nothing is invented, but a reader is told, and styles do not warn that every field is empty.
        written.append(("note", _foreign_value("note", paper.extra.get("note", ""), options) or UNTITLED))
    return written


def _names_it(paper: Paper, field: str) -> bool:
    return bool(paper.authors) if field == "author" else bool(paper.extra.get(field, "").strip())


def _where(paper: Paper, kind: str, options: Options) -> list[tuple[str, str]]:
    biblatex = options.dialect == "biblatex"
    if kind in PERIODICALS:
        venue = "journaltitle" if biblatex else "journal"
    elif kind in CHAPTERS:
        venue = "booktitle"
    else:
        venue = "series" if kind in {"book", "proceedings", "collection"} else "howpublished"
    house = "publisher"
    if kind in THESES:
        house = "institution" if biblatex else "school"
    elif kind in REPORTS:
        house = "institution"
    elif biblatex and kind in {"misc", "online", "software"}:
        house = "organization"  # the only house that biblatex prints of these
    publisher, kept = decode_latex(paper.publisher or ""), paper.extra.get(KEPT["publisher"], "")
    written = encode_marked(publisher, kept, ascii_only=options.ascii_only, lost=options.lost)
    if house == "organization" and not written:
        written = _foreign_value(house, paper.extra.get(house, ""), options)  # where it stands when it is read again
    return [(venue, options.title(paper, "venue")), (house, written)]


def _when(paper: Paper, kind: str, options: Options) -> list[tuple[str, str]]:
    biblatex = options.dialect == "biblatex"
    said = biblatex_date(paper, periodical=kind in PERIODICALS) if biblatex else bibtex_date(paper)
    return [(name, value if name == "date" else options.encode(value)) for name, value in said]


def _identifiers(paper: Paper, options: Options) -> list[tuple[str, str]]:
    written = [("doi", encode_url(paper.doi or ""))]
    url = paper.url or ""
    if paper.arxiv:
        identifier = paper.versioned_arxiv
        prefix, section = ("archiveprefix", "primaryclass") if options.dialect == "bibtex" else (
            "eprinttype", "eprintclass")  # fmt: skip
        written += [("eprint", encode_url(identifier)), (prefix, "arXiv" if prefix == "archiveprefix" else "arxiv")]
        written.append((section, options.encode(_arxiv_class(paper))))
        url = url or f"https://arxiv.org/abs/{identifier}"
    return [*written, ("url", encode_url(url))]


def _arxiv_class(paper: Paper) -> str:
    return paper.extra.get("primaryclass") or paper.extra.get("eprintclass") or ""


def _private(paper: Paper, options: Options) -> list[tuple[str, str]]:
    words = dict.fromkeys([*paper.tags, *re.split(r"\s*[,;]\s*", paper.extra.get("keywords", ""))])
    keywords = ", ".join(options.encode(re.sub(r"\s*,\s*", "; ", word)) for word in words if word.strip())
    note = options.encode(paper.note) if options.notes else ""
    return [
        ("abstract", options.encode(paper.abstract or "") if options.abstracts else ""),
        ("keywords", keywords),
        ("annote" if options.dialect == "bibtex" else "annotation", note),
    ]


def _foreign(paper: Paper, key: str, written: set[str], options: Options) -> list[tuple[str, str]]:
    """The fields that we do not know: as a file gave them, under this dialect's names."""
    renamed = _BIBLATEX_NAMES if options.dialect == "biblatex" else _BIBTEX_NAMES
    found: dict[str, str] = {}
    said = {name.lower() for name in paper.extra}
    hidden = {*dangling(paper, key, options), *(whole_titles.joined(paper) if options.dialect == "bibtex" else ())}
    for raw_name, value in paper.extra.items():
        name = renamed.get(raw_name.lower(), raw_name.lower())
        name = raw_name.lower() if name in said else name  # of two that differ, both stay
        if raw_name in _KEPT_NAMES or not _FIELD_NAME.fullmatch(name):
            name = "" if raw_name in _KEPT_NAMES else _NO_NAME.sub("-", sanitise(name)).strip("-")
        if not name or name in written or name in _OWN:
            continue
        if name in hidden:
            name = DANGLING + name
        encoded = _foreign_value(name, value, options)
        if encoded:
            found.setdefault(name, encoded)
    return list(found.items())


def dangling(paper: Paper, key: str, options: Options) -> list[str]:
    """The fields of ``paper`` that point to an entry that is not in the file."""
    said = ((name, targets(paper.extra[name], options)) for name in POINTERS & paper.extra.keys())
    return [name for name, others in said if any(options.points_nowhere(key, name, other) for other in others)]


def targets(value: str, options: Options) -> list[str]:
    """The keys that a field points to, as they are in this file."""
    found = re.split(r"[\s,]+", value.strip(", "))
    return [repair(key, ascii_only=options.ascii_only) for key in found]


def has_other_letters(paper: Paper) -> bool:
    """Whether a path of a file of ``paper`` has letters that ASCII does not have."""
    return any(not paper.extra[name].isascii() for name in _PATHS & paper.extra.keys())


def _foreign_value(name: str, value: str, options: Options) -> str:
    if name in _VERBATIM:
        return encode_url(value)
    if name.removeprefix(DANGLING) in POINTERS:
        return ",".join(targets(value, options))
    if name in _PATHS:
        return encode_path(value, ascii_only=options.ascii_only)
    if name in _NAMES:
        return options.names(read_names(value))
    if name in _DATES and options.dialect == "biblatex":
        value = real_days(value)
    if name == "type" and options.dialect == "bibtex":
        value = type_for_bibtex(value)
    return _foreign_text(name, value, options)


def _foreign_text(name: str, value: str, options: Options) -> str:
    if name.startswith(PLAIN):
        value = encode("; ".join(value.split("\n")), ascii_only=options.ascii_only, lost=options.lost)
        return _LIGATURES.sub(r"\1{}", value)
    if name == "pages":
        return options.encode(_PAGE_RANGE.sub("--", decode(value)))
    is_text = name in _PRINTED or (name in _CODES and _SPECIAL.search(value) is not None)
    as_it_came = None if is_text else unprinted(value, ascii_only=options.ascii_only)
    return as_it_came or encode_foreign(value, ascii_only=options.ascii_only, lost=options.lost)
