"""RIS, both ways. Imports records and this room's names, decoding, identifiers and keys.

Reading takes what programs write, not only what the specification allows: text before the first record, ``ER`` with
or without its blank, continuation lines with or without indentation, a missing ``ER``, and Web of Science's own
tagged format (``PT J`` … ``ER``). Own code instead of rispy, which gives no lines and stops at the first bad record;
rispy reads what this writes in the tests.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from readinglist.core.bibtex.dates import when
from readinglist.core.bibtex.decoding import decode, decode_url
from readinglist.core.bibtex.identifiers import arxiv_id, plain_doi, tells_of_a_work
from readinglist.core.bibtex.kinds import entry_type
from readinglist.core.bibtex.names import parse_name, read_names
from readinglist.core.records import Draft, Metadata, Paper, Rejected

_LINE = re.compile(r"^\s?([A-Z][A-Z0-9])(?: {1,2}-(?=\s|$)| {2}-)(.*)$")
_WOS_LINE = re.compile(r"^([A-Z][A-Z0-9])(?: (.*))?$")
_SNIFF = re.compile(r"^\ufeff?\s?TY  ?- ?\S", re.MULTILINE)
_SNIFF_WOS = re.compile(r"^PT [A-Z]\s*$.*^(?:AU|TI) ", re.MULTILINE | re.DOTALL)

_KINDS: Mapping[str, str] = {
    "JOUR": "article", "EJOUR": "article", "MGZN": "article", "NEWS": "article", "ABST": "article",
    "INPR": "article", "CONF": "inproceedings", "CPAPER": "inproceedings", "BOOK": "book", "EBOOK": "book",
    "EDBOOK": "collection", "CHAP": "incollection", "ECHAP": "incollection", "THES": "phdthesis",
    "RPRT": "techreport", "ELEC": "online", "WEB": "online", "BLOG": "online", "ICOMM": "online",
    "COMP": "software", "DATA": "dataset", "AGGR": "dataset", "UNPB": "unpublished", "MANSCPT": "unpublished",
    "STAND": "standard", "PAT": "patent", "GEN": "misc", "UNPD": "unpublished", "PREPRINT": "online",
    "J": "article", "B": "book", "S": "incollection", "C": "inproceedings",
}  # fmt: skip
_TYPES: Mapping[str, str] = {
    "article": "JOUR", "inproceedings": "CPAPER", "book": "BOOK", "collection": "EDBOOK", "incollection": "CHAP",
    "inbook": "CHAP", "phdthesis": "THES", "mastersthesis": "THES", "thesis": "THES", "techreport": "RPRT",
    "report": "RPRT", "online": "ELEC", "software": "COMP", "dataset": "DATA", "unpublished": "UNPB",
    "proceedings": "CONF", "standard": "STAND", "patent": "PAT", "manual": "BOOK", "booklet": "BOOK",
}  # fmt: skip
#: RIS tag → our name for the field, for those that go into ``extra`` one to one.
_EXTRA: Mapping[str, str] = {
    "VL": "volume", "IS": "number", "CY": "address", "LA": "language", "ET": "edition", "M3": "type",
    "T3": "series", "AN": "accession", "CN": "callnumber", "DB": "database", "ST": "shorttitle", "C7": "eid",
}  # fmt: skip
_TAGS = {name: tag for tag, name in _EXTRA.items()}
_WOS: Mapping[str, str] = {
    "PT": "TY", "SO": "JF", "DT": "M3", "DI": "DO", "BP": "SP", "PU": "PB", "PI": "CY", "AR": "C7", "DE": "KW",
    "JI": "JA", "UT": "AN",
}  # fmt: skip
_BETWEEN_URLS = re.compile(r";?\s+|;(?=https?://)")
_ONLY_DOI = re.compile(r"(?i)doi:\s*\S+")
_JOURNALS = ("JF", "JO", "T2", "BT", "JA", "J2", "J1")


def sniff(head: str) -> float:
    """How sure it is that a text that begins with ``head`` is RIS: 0 to 1."""
    if _SNIFF.search(head):
        return 0.95
    return 0.9 if _SNIFF_WOS.search(head) else 0.0


# ---- reading ----


@dataclass(slots=True)
class _Record:
    """The tags of one record in their order; a value may have several lines."""

    line: int
    end_line: int
    tags: list[tuple[str, list[str]]] = field(default_factory=list)

    def all(self, *names: str) -> list[str]:
        return [" ".join(lines).strip() for tag, lines in self.tags if tag in names and any(map(str.strip, lines))]

    def first(self, *names: str) -> str:
        return next((value for name in names for value in self.all(name)), "")


def read_ris(text: str) -> Iterator[Draft | Rejected]:
    """The records of a RIS ``text`` as drafts; an empty one is `Rejected` with its line."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    wos = not _SNIFF.search(text) and bool(_SNIFF_WOS.search(text))
    for record in _records(lines, _WOS_LINE if wos else _LINE, "PT" if wos else "TY"):
        yield _draft(_from_wos(record) if wos else record, lines)


def _records(lines: list[str], pattern: re.Pattern[str], opens: str) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in enumerate(lines, 1):
        match = pattern.match(line)
        if match is None:
            if record is not None and line.strip():
                record.tags[-1][1].append(line.strip())
                record.end_line = number
            continue
        tag, value = match.group(1), (match.group(2) or "").strip()
        if tag in {opens, "ER"}:
            if record is not None:
                yield record
            record = _Record(number, number, [(tag, [value])]) if tag == opens else None
        elif record is not None:
            record.tags.append((tag, [value]))
            record.end_line = number
    if record is not None:
        yield record


def _from_wos(record: _Record) -> _Record:
    """A record of Web of Science under RIS tags: every author and keyword on its own."""
    tags: list[tuple[str, list[str]]] = []
    for tag, lines in record.tags:
        if tag == "AU":
            tags += [("AU", [line]) for line in lines]
        elif tag in {"DE", "ID"}:
            tags += [("KW", [word]) for word in " ".join(lines).split(";") if word.strip()]
        elif tag in {"TI", "AB", "PY", "VL", "IS", "EP", "SN", "LA", *_WOS}:
            tags.append((_WOS.get(tag, tag), lines))
    return _Record(record.line, record.end_line, tags)


def _draft(record: _Record, lines: list[str]) -> Draft | Rejected:
    title = record.first("TI", "T1", "CT") or (record.first("BT") if record.first("TY") == "BOOK" else "")
    title = title or record.first("ST", "TT")  # some programs give nothing but the short or the translated title
    abstract, told = record.first("AB", "N2"), _metadata(record, title)
    if not title and not abstract and not tells_of_a_work(told):
        text = "\n".join(lines[record.line - 1 : record.end_line])
        return Rejected(record.line, "This record is empty.", text)
    return Draft(record.line, record.end_line, title or None, abstract or None, told)


def _metadata(record: _Record, title: str) -> Metadata:
    urls = [decode_url(url) for value in record.all("UR") for url in _BETWEEN_URLS.split(value) if url]
    doi = plain_doi(record.first("DO", "DI"))
    found, _ = arxiv_id({"url": " ".join(urls), "doi": doi})
    date = record.first("PY", "Y1", "DA")
    year = re.search(r"(?<!\d)(\d{4})(?!\d)", date)
    venue = next((value for tag in _JOURNALS if (value := record.first(tag)) and value != title), None)
    return Metadata(
        authors=tuple(_name(name) for name in record.all("AU", "A1")),
        year=int(year.group(1)) if year else None,
        arxiv=found,
        doi=doi or None,
        url=urls[0] if urls else None,
        venue=venue,
        publisher=record.first("PB") or None,
        entry_type=_KINDS.get(record.first("TY").upper(), "misc"),
        citation_key=re.sub(r"[\s,{}]+", "_", record.first("ID")) or None,
        keywords=tuple(dict.fromkeys(_keywords(record))),
        note="\n".join(note for note in record.all("N1", "RN") if not _ONLY_DOI.fullmatch(note)) or None,
        extra=_extra(record, urls[1:], date),
    )


def _keywords(record: _Record) -> Iterator[str]:
    """One keyword a tag; programs that put all of them under one tag use lines or semicolons."""
    for tag, lines in record.tags:
        if tag == "KW":
            yield from (word.strip() for line in lines for word in line.split(";") if word.strip())


def _name(name: str) -> str:
    """``Last,First,Jr`` of RIS as ``Last, Jr, First``; a name without a comma is one that cannot be taken apart."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 3:
        return f"{parts[0]}, {parts[2]}, {parts[1]}"
    return ", ".join(parts) if len(parts) != 1 or " " not in name.strip() else "{" + name.strip() + "}"


def _extra(record: _Record, urls: list[str], date: str) -> dict[str, str]:
    said = ((name, record.first(tag)) for tag, name in _EXTRA.items())
    extra = {name: value for name, value in said if value and not _ONLY_DOI.fullmatch(value)}
    pages = [page for page in (record.first("SP"), record.first("EP")) if page]
    numbers = record.first("SN")
    month = re.match(r"\d{4}[/-](\d{1,2})(?:[/-](\d{1,2}))?(?!\d)", record.first("DA") or date)
    words = re.fullmatch(r"\d{4}/\d{0,2}/\d{0,2}/(.+)", date)
    editors = [_name(name) for name in record.all("A2", "ED")]
    extra |= {
        "pages": "--".join(pages) if len(pages) == 2 and pages[0] != pages[1] else "".join(pages[:1]),
        "isbn" if len(re.sub(r"\D", "", numbers)) > 8 else "issn": numbers,
        "editor": " and ".join(editors),
        "month": month.group(1) if month else words.group(1) if words else "",
        "year": "" if words or re.fullmatch(r"\d{4}(?:/.*|-\d\d?(?:-\d\d?)?)?", date) else date,
        "day": (month.group(2) or "") if month else "",
        "urls": " ".join(urls),
    }
    taken = {"TY", "TI", "T1", "CT", "AB", "N2", "AU", "A1", "A2", "ED", "PY", "Y1", "DA", "KW", "DO", "DI", "UR"}
    taken |= {"PB", "ID", "SP", "EP", "SN", "N1", "RN", "ER", *_EXTRA, *_JOURNALS}
    for tag, _ in record.tags:
        if tag not in taken:
            extra[f"ris-{tag.lower()}"] = "; ".join(record.all(tag))
    return {name: value for name, value in extra.items() if value}


# ---- writing ----


def write_ris(keyed: Iterable[tuple[str, Paper]], *, abstracts: bool = False, notes: bool = True) -> str:
    """Papers with their keys as RIS text; every record begins with ``TY`` and ends with ``ER``."""
    return "\n".join(_write(key, paper, abstracts, notes) for key, paper in keyed)


def _write(key: str, paper: Paper, abstracts: bool, notes: bool) -> str:
    lines = [("TY", _TYPES.get(entry_type(paper, "biblatex"), "GEN")), ("ID", key), ("TI", paper.title or "")]
    lines += [("AU", _ris_name(name)) for name in paper.authors]
    lines += [("A2", _ris_name(name)) for name in read_names(paper.extra.get("editor", ""))]
    lines += [
        *_date_tags(paper),
        ("T2", paper.venue or ""),
        ("PB", paper.publisher or ""),
        ("DO", paper.doi or ""),
        ("UR", paper.url or (f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else "")),
        ("AB", (paper.abstract or "") if abstracts else ""),
        ("N1", paper.note if notes else ""),
    ]
    lines += [("KW", tag) for tag in paper.tags] + list(_write_extra(paper.extra))
    written = (f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value.strip())
    return "\n".join([*written, "ER  - "]) + "\n"


def _date_tags(paper: Paper) -> list[tuple[str, str]]:
    """The year, or what stands for it, and ``YYYY/MM/DD/`` when a month is known."""
    found = when(paper)
    begin = found.begin
    month = f"{begin.month:02d}" if begin and begin.month and begin.month <= 12 else ""
    day = f"{begin.day:02d}" if begin and month and begin.day else ""
    full = f"{begin.year}/{month}/{day}/" if begin and month and not found.is_range else ""
    return [("PY", found.shown if found.text or paper.year is None else str(paper.year)), ("DA", full)]


def _write_extra(extra: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    start, _, end = re.sub(r"\s*[-–]+\s*", "-", decode(extra.get("pages", ""))).partition("-")
    yield from (("SP", start), ("EP", end), ("SN", decode(extra.get("isbn") or extra.get("issn") or "")))
    for name, value in extra.items():
        if name in _TAGS:
            yield _TAGS[name], decode(value)
        elif re.fullmatch(r"ris-[a-z][a-z0-9]", name):
            yield name[4:].upper(), decode(value)


def _ris_name(name: str) -> str:
    """``Last, First, Jr``, the order of RIS."""
    parts = parse_name(name)
    family = " ".join(filter(None, (parts.von, parts.last)))
    return ", ".join(filter(None, (family.replace("{", "").replace("}", ""), parts.first, parts.junior)))
