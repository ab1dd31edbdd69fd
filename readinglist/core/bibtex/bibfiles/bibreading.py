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
from readinglist.core.bibtex.latex.names import KEPT_AS_ONE, READ_AS, read_names, run_together, split_names
from readinglist.core.bibtex.latex.titles import has_marks
from readinglist.core.bibtex.whole_titles import main_title, parted, whole_title
from readinglist.core.records import Draft, Metadata, Rejected
from readinglist.core.sentences import Sentence, some_of

#: Fields that go into `Metadata` and not into ``extra``.
_TAKEN = frozenset({"title", "abstract", "author", "annote", "annotation", "keywords", "doi", "url"})
_NO_PAPERS = frozenset({"set", "xdata", "bibnote", "control", "mvset"})


@dataclass(slots=True)
class BibReader:
    """Reads one .bib text: iterate for drafts and rejected entries in the order of the file.

    ``notes`` are sentences about entries that were repaired.
    """

    text: str
    notes: list[Sentence] = field(default_factory=list)

    def __iter__(self) -> Iterator[Draft | Rejected]:
        file = BibFile(self.text)
        raw = {id(block): _fields(block, file.strings) for block in file.blocks if block.kind == "entry"}
        self.notes += [
            Sentence("Line {line}: {what}; it was not read.", line=line, what=what) for line, what in torn(file)
        ]
        if names := _undefined(file):
            self.notes.append(
                Sentence(
                    "No @string says what these stand for; kept as they are: {names}.",
                    names=some_of(names, _NAMED),
                )
            )
        for line, name in _too_long(file):
            self.notes.append(
                Sentence(
                    "Line {line}: the strings in {name} make more than {most:,} characters; their names were kept.",
                    line=line,
                    name=name,
                    most=LONGEST,
                )
            )
        if spaced := [block for block in file.blocks if block.spaced]:
            self.notes.append(
                Sentence(
                    "Blanks in names of fields (entries: {count}; first line {line}: “{field}”), which no other "
                    "program reads, became hyphens.",
                    count=len(spaced),
                    line=file.line(spaced[0].start),
                    field=spaced[0].spaced,
                )
            )
        family = Inheritance((block.key, block.type, raw[id(block)]) for block in file.blocks if id(block) in raw)
        for block in file.blocks:
            line = file.line(block.start)
            if block.kind == "broken":
                yield Rejected(line, _broken_reason(block), self.text[block.start : block.end])
            elif block.kind == "entry" and block.type in _NO_PAPERS:
                reason = Sentence(
                    "The {entry} belongs to other entries and is no work of its own.",
                    entry=f"@{block.type} {block.key}",
                )
                yield Rejected(line, reason, self.text[block.start : block.end])
            elif block.kind == "entry":
                self.notes += _said_twice(block, file.strings, line)
                self.notes += _lone_braces(block, file.strings, line)
                if block.reason:
                    self.notes.append(
                        Sentence(
                            "Line {line} was repaired: of {entry} {reason}.",
                            line=line,
                            entry=_named(block),
                            reason=block.reason,
                        )
                    )
                self.notes += _told_of_values(block, raw[id(block)], line)
                fields = parted(_without_html(family.complete(block.type, raw[id(block)])), DANGLING)
                yield _draft(block, fields, line, file.line(block.end - 1), self.text)


def read_bib(text: str) -> Generator[Draft | Rejected, None, Sequence[Sentence]]:
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


def _lone_braces(block: Block, strings: Mapping[str, str], line: int) -> Iterator[Sentence]:
    for one in block.fields:
        value = value_of(one, strings)
        if _balanced(value) != value:
            yield Sentence(
                "Line {line}: a brace in {field} of {entry} closes nothing; it was kept as a sign.",
                line=line,
                field=one.name,
                entry=_named(block),
            )


def _said_twice(block: Block, strings: Mapping[str, str], line: int) -> Iterator[Sentence]:
    """Fields that an entry has more than once, with different values: the first one holds, as it does for BibTeX."""
    first: dict[str, str] = {}
    for one in block.fields:
        value = " ".join(value_of(one, strings).split())
        if first.setdefault(one.name, value) != value and value:
            yield Sentence(
                "Line {line}: {entry} has {field} twice; left out was “{text}”.",
                line=line,
                entry=_named(block),
                field=one.name,
                text=value[:80],
            )


def _told_of_values(block: Block, fields: Mapping[str, str], line: int) -> Iterator[Sentence]:
    """Values that hold something else than their names say, or that two fields say differently."""
    doi = fields.get("doi", "").strip()
    if doi and not is_doi(decode_url(doi)):
        yield Sentence(
            "Line {line}: “{text}” of {entry} is no DOI; it was kept as a field of the file.",
            line=line,
            text=doi[:80],
            entry=_named(block),
        )
    for name in ("author", "editor"):
        for person in split_names(fields.get(name, "")):
            if found := run_together(person):
                whole = "; ".join(read_names(" and ".join(found))).strip("{}")[:160]
                how = (READ_AS if len(found) > 1 else KEPT_AS_ONE).format(names=whole)
                yield Sentence(
                    "Line {line}: no “and” stands between the names in {field} of {entry}; {how}.",
                    line=line,
                    field=name,
                    entry=_named(block),
                    how=how,
                )
    said, date = _year({"year": fields.get("year", "")})[0], _year({"date": fields.get("date", "")})[0]
    if said and date and said != date:
        yield Sentence(
            "Line {line}: {entry} has year {year} and date {date}; {year} holds.",
            line=line,
            entry=_named(block),
            year=said,
            date=fields["date"].strip(),
        )


def _named(block: Block) -> Sentence:
    return Sentence("the entry {key}", key=block.key) if block.key else Sentence("the entry without a key")


def _broken_reason(block: Block) -> Sentence:
    if block.key:
        return Sentence("The entry {key} cannot be read: {reason}.", key=block.key, reason=block.reason)
    return Sentence("This {kind} cannot be read: {reason}.", kind=f"@{block.type}", reason=block.reason)


def _draft(block: Block, fields: Mapping[str, str], line: int, end_line: int, text: str) -> Draft | Rejected:
    title, abstract = decode(fields.get("title", "")), decode(fields.get("abstract", ""), scripts=False)
    told = metadata(block.type, block.key, fields)
    if not title and not abstract and not tells_of_a_work(told):
        empty = Sentence("The entry {key} is empty.", key=block.key)
        keyless = Sentence("The {kind} without a key is empty.", kind=f"@{block.type}")
        return Rejected(line, empty if block.key else keyless, text[block.start : block.end])
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
