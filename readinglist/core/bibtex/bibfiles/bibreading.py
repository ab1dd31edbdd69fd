"""Messy .bib files in, drafts out. May import text, records and this room's syntax, names and decoding.

Titles, abstracts and names come out as plain text (LaTeX is the coding of the file, not the author's words);
fields that we do not know stay as the file has them, for the next export.
"""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from readinglist.core.bibtex import keywords
from readinglist.core.bibtex.bibfiles.bibfile import LONGEST, MONTHS, BibFile, Block, is_too_long, value_of
from readinglist.core.bibtex.bibfiles.crossref import Inheritance
from readinglist.core.bibtex.bibfiles.mergeable import torn
from readinglist.core.bibtex.entries import DANGLING, PLAIN, POINTERS, UNTITLED
from readinglist.core.bibtex.formats.html import to_latex
from readinglist.core.bibtex.identifiers import (
    arxiv_id,
    class_kept,
    doi_of_address,
    is_doi,
    plain_doi,
    tells_of_a_work,
    version_kept,
)
from readinglist.core.bibtex.kinds import BOOKS, REPORTS, THESES
from readinglist.core.bibtex.latex.decoding import decode, decode_url, decode_urls
from readinglist.core.bibtex.latex.marks import KEPT
from readinglist.core.bibtex.latex.names import read_names, run_together, split_names
from readinglist.core.bibtex.latex.titles import has_marks
from readinglist.core.bibtex.whole_titles import main_title, parted, whole_title
from readinglist.core.records import Draft, Metadata, Rejected

#: Fields that go into `Metadata` and not into ``extra``.
_TAKEN = frozenset({"title", "abstract", "author", "annote", "annotation", "keywords", "doi", "url"})
_NO_PAPERS = frozenset({"set", "xdata", "bibnote", "control", "mvset"})


@dataclass(slots=True)
class BibReader:
    """Reads one .bib text: iterate for drafts and rejected entries in the order of the file.

    ``notes`` are sentences about entries that were repaired.
    """

    text: str
    notes: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Draft | Rejected]:
        file = BibFile(self.text)
        raw = {id(block): _fields(block, file.strings) for block in file.blocks if block.kind == "entry"}
        self.notes += [f"Line {line}{' '.join(what.split())}; it was not read." for line, what in torn(file)]
        if names := _undefined(file):
            more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
            self.notes.append(
                f"No @string says what these stand for; kept as they are: {', '.join(names[:_NAMED])}{more}."
            )
        for line, name in _too_long(file):
            self.notes.append(
                f"Line {line}: the strings in {name} make more than {LONGEST:,} characters; their names were kept."
            )
        if spaced := [block for block in file.blocks if block.spaced]:
            first = f"line {file.line(spaced[0].start)}: “{spaced[0].spaced}”"
            self.notes.append(
                f"Blanks in names of fields (entries: {len(spaced)}; first {first}), which no other program reads, "
                "became hyphens."
            )
        family = Inheritance((block.key, block.type, raw[id(block)]) for block in file.blocks if id(block) in raw)
        for block in file.blocks:
            line = file.line(block.start)
            if block.kind == "broken":
                yield Rejected(line, _broken_reason(block), self.text[block.start : block.end])
            elif block.kind == "entry" and block.type in _NO_PAPERS:
                reason = f"The @{block.type} {block.key} belongs to other entries and is no work of its own."
                yield Rejected(line, reason, self.text[block.start : block.end])
            elif block.kind == "entry":
                self.notes += _said_twice(block, file.strings, line)
                self.notes += _lone_braces(block, file.strings, line)
                if block.reason:
                    what = f"of the entry {block.key or 'without a key'} {' '.join(block.reason.split())}"
                    self.notes.append(f"Line {line} was repaired: {what}.")
                self.notes += _told_of_values(block, raw[id(block)], line)
                fields = parted(_without_html(family.complete(block.type, raw[id(block)])), DANGLING)
                yield _draft(block, fields, line, file.line(block.end - 1), self.text)


def read_bib(text: str) -> Generator[Draft | Rejected, None, Sequence[str]]:
    """The entries of a .bib ``text`` as drafts; what cannot be one is `Rejected` with its line and the reason.

    Returns a sentence for each entry that was repaired.
    """
    reader = BibReader(text)
    yield from reader
    return reader.notes


def _fields(block: Block, strings: Mapping[str, str]) -> dict[str, str]:
    """The values of an entry by name, in its order; of a name that is there twice the first one holds."""
    backwards = {one.name: _balanced(value_of(one, strings)) for one in reversed(block.fields)}
    return dict(reversed(backwards.items()))


#: So many names of strings are told.
_NAMED = 20


def _undefined(file: BibFile) -> list[str]:
    """The names of strings that entries use and ``file`` defines nowhere: often another file does."""
    fields = (one for block in file.blocks if block.kind == "entry" for one in block.fields)
    names = (part.text for one in fields for part in one.parts if part.kind == "bare" and part.text[0].isalpha())
    return [name for name in dict.fromkeys(names) if name.lower() not in file.strings and name.lower() not in MONTHS]


def _too_long(file: BibFile) -> Iterator[tuple[int, str]]:
    for block in file.blocks:
        yield from ((file.line(one.start), one.name) for one in block.fields if is_too_long(one, file.strings))


_TEXTS = ("title", "abstract", "booktitle", "journal", "journaltitle", "publisher", "author", "editor")


def _without_html(fields: dict[str, str]) -> dict[str, str]:
    return fields | {name: to_latex(fields[name]) for name in _TEXTS if name in fields}


def _balanced(value: str) -> str:
    """``value`` with a backslash before each brace that closes nothing: such occur in quotes, and are text there."""
    if value.count("}") <= value.count("{"):
        return value
    depth, pieces = 0, []
    for piece in re.findall(r"\\.|[{}]|[^\\{}]+|\\", value, re.DOTALL):
        depth += (piece == "{") - (piece == "}")
        pieces.append("\\}" if depth < 0 else piece)
        depth = max(depth, 0)
    return "".join(pieces)


def _lone_braces(block: Block, strings: Mapping[str, str], line: int) -> Iterator[str]:
    for one in block.fields:
        value = value_of(one, strings)
        if _balanced(value) != value:
            yield f"Line {line}: a brace in {one.name} of {_named(block)} closes nothing; it was kept as a sign."


def _said_twice(block: Block, strings: Mapping[str, str], line: int) -> Iterator[str]:
    """Fields that an entry has more than once, with different values: the first one holds, as it does for BibTeX."""
    first: dict[str, str] = {}
    for one in block.fields:
        value = " ".join(value_of(one, strings).split())
        if first.setdefault(one.name, value) != value and value:
            yield f"Line {line}: {_named(block)} has {one.name} twice; left out was “{value[:80]}”."


def _told_of_values(block: Block, fields: Mapping[str, str], line: int) -> Iterator[str]:
    """Values that hold something else than their names say, or that two fields say differently."""
    doi = fields.get("doi", "").strip()
    if doi and not is_doi(decode_url(doi)):
        yield f"Line {line}: “{doi[:80]}” of {_named(block)} is no DOI; it was kept as a field of the file."
    for name in ("author", "editor"):
        for person in split_names(fields.get(name, "")):
            if found := run_together(person):
                whole = "; ".join(read_names(" and ".join(found))).strip("{}")[:160]
                how = f"they were read as {whole}" if len(found) > 1 else f"“{whole}” was kept as one name"
                yield f"Line {line}: no “and” stands between the names in {name} of {_named(block)}; {how}."
    said, date = _year({"year": fields.get("year", "")})[0], _year({"date": fields.get("date", "")})[0]
    if said and date and said != date:
        yield f"Line {line}: {_named(block)} has year {said} and date {fields['date'].strip()}; {said} holds."


def _named(block: Block) -> str:
    return f"the entry {block.key}" if block.key else "the entry without a key"


def _broken_reason(block: Block) -> str:
    what = f"The entry {block.key}" if block.key else f"This @{block.type}"
    return f"{what} cannot be read: {' '.join(block.reason.split())}."


def _draft(block: Block, fields: Mapping[str, str], line: int, end_line: int, text: str) -> Draft | Rejected:
    title, abstract = decode(fields.get("title", "")), decode(fields.get("abstract", ""), scripts=False)
    told = metadata(block.type, block.key, fields)
    if not title and not abstract and not tells_of_a_work(told):
        name = f"entry {block.key}" if block.key else f"@{block.type} without a key"
        return Rejected(line, f"The {name} is empty.", text[block.start : block.end])
    return Draft(line, end_line, (title and whole_title(title, told.extra)) or None, abstract or None, told)


def metadata(kind: str, key: str, fields: Mapping[str, str]) -> Metadata:
    """What the fields of an entry tell beyond title and abstract; ``fields`` by lower-case name, values raw."""
    year, year_field = _year(fields)
    venue, venue_field = _venue(kind, fields)
    publisher, publisher_field = _publisher(kind, fields)
    arxiv, arxiv_fields = arxiv_id(fields)
    own = _TAKEN | {year_field, venue_field, publisher_field} | arxiv_fields
    doi = plain_doi(decode_url(fields.get("doi", "")))
    if not is_doi(doi):
        own, doi = own - {"doi"}, ""  # it stays as a field that we do not know
    url, *urls = decode_urls(fields.get("url", "")) or [""]
    if fields.get("note", "").strip() == UNTITLED:
        own |= {"note"}
    if fields.get("key") == key:
        own |= {"key"}
    extra = {name: " ".join(value.split()) for name, value in fields.items() if name not in own and value.strip()}
    extra |= {name: decode(value) for name, value in extra.items() if name.startswith(PLAIN)}
    if urls:
        extra["urls"] = " ".join(dict.fromkeys([*urls, *extra.get("urls", "").split()]))
    if extra.get("series") and decode(extra["series"]) == decode(main_title(extra)):
        del extra["series"]  # written for programs that know no main title (see ``whole_titles.as_volume``)
    for name in POINTERS & {name.removeprefix(DANGLING) for name in extra}:
        extra[name] = extra.pop(DANGLING + name, "") or extra[name]
    for name, field_of_file in (("title", "title"), ("venue", venue_field), ("publisher", publisher_field)):
        if has_marks(value := " ".join(fields.get(field_of_file, "").split())):
            extra[KEPT[name]] = value
    extra |= version_kept(arxiv) | class_kept(fields)
    return Metadata(
        authors=read_names(fields.get("author", "")),
        year=year,
        arxiv=arxiv,
        doi=doi or doi_of_address(url, *urls, *_other_addresses(fields)) or None,
        url=url or None,
        venue=venue,
        publisher=publisher,
        entry_type=kind,
        citation_key=key or None,
        keywords=_keywords(fields.get("keywords", "")),
        note=_note(fields) or None,
        extra=extra,
    )


def _other_addresses(fields: Mapping[str, str]) -> Iterator[str]:
    """Addresses of the work outside ``url``: those of DBLP, of BibDesk and of people."""
    for name, value in fields.items():
        if name in {"ee", "link", "howpublished"} or name.startswith("bdsk-url-"):
            yield from decode_urls(value)


def _year(fields: Mapping[str, str]) -> tuple[int | None, str]:
    """The year, and the field that says nothing beyond it: any other is kept for its month, its range, its words."""
    for name in ("year", "date"):
        value = fields.get(name, "").strip("{} ")
        if value.isascii() and value.isdecimal() and len(value) == 4:
            return int(value), name
        found = None if value.startswith("-") else re.search(r"(?<!\d)(\d{4})(?!\d)", decode(value))
        if found:
            return int(found.group(1)), ""
    return None, ""


#: Whole works: what a file says of a journal or a book title of theirs is no place that they appeared in.
_WHOLE = BOOKS | THESES | REPORTS | {"periodical"}


def _venue(kind: str, fields: Mapping[str, str]) -> tuple[str | None, str]:
    order = ("booktitle", "journaltitle", "journal") if kind.startswith("in") else (
        "journaltitle", "journal", "booktitle")  # fmt: skip
    for name in () if kind in _WHOLE else order:
        if value := decode(fields.get(name, "")):
            return value, name
    return None, ""


def _publisher(kind: str, fields: Mapping[str, str]) -> tuple[str | None, str]:
    order = ("school", "institution", "publisher") if kind in THESES | REPORTS else ("publisher",)
    for name in order:
        if value := decode(fields.get(name, "")):
            return value, name
    return None, ""


def _note(fields: Mapping[str, str]) -> str:
    said = decode(fields.get("annote", "") or fields.get("annotation", ""))
    return "" if said == "NULL" else said  # which Mendeley writes where there is no note


def _keywords(value: str) -> tuple[str, ...]:
    return keywords.listed(decode(value))
