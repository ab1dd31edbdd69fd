"""RIS, both ways, and Web of Science and MEDLINE to read. Imports records and this room's smaller modules.

Reading takes what programs write, not only what the specification allows: text before the first record, ``ER`` with
or without its blank, continuation lines with or without indentation, a missing ``ER`` (see ``tagged``). Own code
instead of rispy, which gives no lines and stops at the first bad record; rispy reads what this writes in the tests.
"""

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from readinglist.core.bibtex import keywords
from readinglist.core.bibtex.dates import MONTHS, Day, days, when
from readinglist.core.bibtex.formats.html import kept_title, to_text
from readinglist.core.bibtex.formats.tagged import Record, records
from readinglist.core.bibtex.identifiers import (
    arxiv_id,
    doi_of_address,
    is_doi,
    plain_doi,
    tells_of_a_work,
    version_kept,
)
from readinglist.core.bibtex.kinds import entry_type, genre, house
from readinglist.core.bibtex.latex.decoding import decode, decode_urls, only_url
from readinglist.core.bibtex.latex.names import KEPT_AS_ONE, READ_AS, is_others, parse_name, read_names, run_together
from readinglist.core.bibtex.whole_titles import apart, is_told_apart, told_apart, whole
from readinglist.core.records import Draft, Metadata, Paper, Rejected, shown_name
from readinglist.core.sentences import Sentence

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
#: Under this name the types are kept that would come out as one of another meaning.
_TYPE = "ris-ty"
_FINER = frozenset({"MGZN", "NEWS", "ABST", "BLOG"})
#: What has a version where other works have a volume.
_VERSIONED = frozenset({"dataset", "software"})
#: A tag for users: which part of a title is its subtitle.
_APART = "U5"
#: Between the values of a tag that stands several times.
SEPARATOR = "\n"
_TAGS = {name: tag for tag, name in _EXTRA.items()}
_INITIALS_FIRST = re.compile(
    r"(?:[^\W\d_a-z]\.[ -]?)+(?:(?:v[ao]n|v\.|de[rnls]?|l[ae]|d[aiou]s?|te[nr]|al|el|bin) )*[^\W\d_a-z][\w'’-]+"
)
_ONLY_DOI = re.compile(r"(?i)(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S+")
_JOURNALS = ("JF", "JO", "T2", "BT", "JA", "J2", "J1")
#: The title of the proceedings, where a record has only that.
_PROCEEDINGS = "C3"
_PROCEEDINGS_OF = re.compile(r"(?i)^proceedings\b")
_SHORT = ("JA", "J2", "J1", "JO")
#: Where ``T2`` is the title of a series.
_WHOLE = frozenset({"book", "collection", "phdthesis", "techreport"})
_ISSN = re.compile(r"(?<![\w-])\d{4}-?\d{3}[\dXx](?![\w-])")


# ---- reading ----


def read_ris(text: str) -> Generator[Draft | Rejected, None, Sequence[Sentence]]:
    """The records of a RIS, Web of Science or MEDLINE ``text`` as drafts; an empty one is `Rejected` with its line.

    Returns a sentence for each value that is not what its tag says.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes: list[Sentence] = []
    for record in records(lines, text):
        notes += _told_of_values(record)
        yield _draft(record, lines)
    return notes


def _told_of_values(record: Record) -> Iterator[Sentence]:
    doi = record.first("DO", "DI")
    if doi and not is_doi(doi):
        yield Sentence(
            "Line {line}: “{text}” of this record is no DOI; it was kept as a field of the file.",
            line=record.line,
            text=doi[:80],
        )
    for name in record.all("AU", "A1", "A2", "ED"):
        if found := run_together(name):
            said = "; ".join(found).strip("{}")[:160]
            how = (READ_AS if len(found) > 1 else KEPT_AS_ONE).format(names=said)
            yield Sentence(
                "Line {line}: several names stand in one line of this record; {how}.", line=record.line, how=how
            )


def _draft(record: Record, lines: list[str]) -> Draft | Rejected:
    title, abstract = to_text(_title(record)), to_text(record.first("AB", "N2"))
    title, told = apart(title, _metadata(record, title), record.all(_APART))
    if not title and not abstract and not tells_of_a_work(told):
        text = "\n".join(lines[record.line - 1 : record.end_line])
        return Rejected(record.line, Sentence("This record is empty."), text)
    return Draft(record.line, record.end_line, title or None, abstract or None, told)


def _title(record: Record) -> str:
    """The title as it stands; some programs give nothing but the short or the translated one."""
    title = record.first("TI", "T1", "CT") or (record.first("BT") if record.first("TY") == "BOOK" else "")
    return title or record.first("ST", "TT")


def _metadata(record: Record, title: str) -> Metadata:
    urls = [url for value in record.all("UR") for url in decode_urls(value)]
    doi = plain_doi(record.first("DO", "DI") or _doi_elsewhere(record)) or doi_of_address(*urls)
    found, _ = arxiv_id({"url": " ".join(urls), "doi": doi, "journal": record.first(*_JOURNALS)})
    date = record.first("PY", "Y1", "DA")
    year = None if date.startswith("-") else re.search(r"(?<!\d)(\d{4})(?!\d)", date)
    said = record.first("TY").upper()
    kind = _KINDS.get(said, "misc")
    venue = _venue(record, kind, title)
    authors = tuple(_people(record, "AU", "A1"))
    if said == "CONF" and not venue and not authors and (record.first("A2", "ED") or _PROCEEDINGS_OF.search(title)):
        kind = "proceedings"  # which is what CONF stands for; most programs write papers so
    return Metadata(
        authors=authors,
        year=int(year.group(1)) if year else None,
        arxiv=found,
        doi=doi if is_doi(doi) else None,
        url=urls[0] if urls else None,
        venue=venue or None,
        publisher=record.first("PB") or None,
        entry_type=kind,
        citation_key=re.sub(r"[\s,{}]+", "_", record.first("ID")) or None,
        keywords=keywords.as_tags(_keywords(record)),
        note="\n".join(note for note in record.all("N1", "RN") if plain_doi(note) != doi) or None,
        extra=_extra(record, venue, doi, [url for url in urls[1:] if not found or found not in url], date)
        | _titles(record, kind, venue, title)
        | ({"doi": doi} if doi and not is_doi(doi) else {})
        | version_kept(found)
        | kept_title(_title(record))
        | ({_TYPE: said} if len(said) > 2 and (said not in _KINDS or said in _FINER) else {}),
    )


def _doi_elsewhere(record: Record) -> str:
    """A DOI that is all that a tag for other things says: Springer's ``M3``, ``L3`` and notes of older programs."""
    return next((said for said in record.all("M3", "L3", "N1") if _ONLY_DOI.fullmatch(said)), "")


def _venue(record: Record, kind: str, title: str) -> str:
    """What the work appeared in; the title of a book's series is none."""
    if kind in _WHOLE:
        return ""
    tags = (*_JOURNALS, _PROCEEDINGS) if kind == "inproceedings" else _JOURNALS
    return next((value for tag in tags if (value := to_text(record.first(tag))) and value != title), "")


def _titles(record: Record, kind: str, venue: str, title: str) -> dict[str, str]:
    """The other titles of a record: its series, and the short form of its journal."""
    found: dict[str, str] = {}
    if kind in _WHOLE and (series := record.first("T2", "T3")):
        found["series"] = series
    short = next((value for tag in _SHORT if (value := record.first(tag)) and value not in {venue, title}), "")
    if short:
        found["shortjournal"] = short
    rest = dict.fromkeys(
        value for value in record.all("T2", "BT", "JF") if value not in {venue, title, *found.values()}
    )
    return found | ({"ris-t2": "; ".join(rest)} if rest else {})


def _keywords(record: Record) -> Iterator[str]:
    """One keyword a tag; programs that put all of them under one tag use lines or semicolons."""
    for tag, lines in record.tags:
        if tag == "KW":
            yield from (word.strip() for line in lines for word in line.split(";") if word.strip())


def _people(record: Record, *tags: str) -> Iterator[str]:
    for said in record.all(*tags):
        yield from (_name(name) for name in run_together(said) or (said,))


def _name(name: str) -> str:
    """``Last,First,Jr`` of RIS as ``Last, Jr, First``; a name without a comma cannot be taken apart, but for IEEE's.

    They put initials before one surname: ``J. van der Berg``.
    """
    name = name.strip(" ,")  # EndNote ends an organisation with a comma
    if name.startswith("{") and name.endswith("}"):
        return name
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) == 3:
        return f"{parts[0]}, {parts[2]}, {parts[1]}"
    whole = len(parts) == 1 and " " in name and not _INITIALS_FIRST.fullmatch(name)
    return "{" + name + "}" if whole else ", ".join(parts)


def _extra(record: Record, venue: str, doi: str, urls: list[str], date: str) -> dict[str, str]:
    said = ((name, record.first(tag)) for tag, name in _EXTRA.items())
    extra = {name: value for name, value in said if value and plain_doi(value) != doi}
    pages = [page for page in (record.first("SP"), record.first("EP")) if page]
    full = record.first("DA")
    if online := bool(re.match(r"\d{4}(?!\d)", full)) and full[:4] not in date:
        full = ""  # the day of going online, in another year than that of the issue
    month = re.match(r"\d{4}[/-](\d{1,2})(?:[/-](\d{1,2}))?(?!\d)", full or date)
    words = re.fullmatch(r"\d{4}/\d{0,2}/\d{0,2}/(.+)", date)
    editors = list(_people(record, "A2", "ED"))
    extra |= {
        "pages": "--".join(pages) if len(pages) == 2 and pages[0] != pages[1] else "".join(pages[:1]),
        "editor": " and ".join(editors),
        "translator": " and ".join(_people(record, "A4")),
        "month": month.group(1) if month else words.group(1) if words else "",
        "year": "" if words or re.fullmatch(r"\d{4}(?:/.*|-\d\d?(?:-\d\d?)?)?", date) else date,
        "day": (month.group(2) or "") if month else "",
        "urls": " ".join(urls),
        **_numbers(record),
    }
    if _KINDS.get(record.first("TY").upper()) in _VERSIONED and (version := extra.pop("volume", "")):
        extra["version"] = version
    if not extra["month"] and (day := _day_in_words(record)):
        extra |= {"month": MONTHS[day.month - 1] if day.month else "", "day": str(day.day or "")}
    if (accessed := _accessed(record.first("Y2"))) is not None:
        extra["urldate"] = "-".join(accessed)
    taken = {"TY", "TI", "T1", "CT", "AB", "N2", "AU", "A1", "A2", "A4", "ED", "PY", "Y1", "DA", "KW", "DO", "DI", "UR"}
    taken |= {"PB", "ID", "SP", "EP", "SN", "N1", "RN", "ER", *_EXTRA, *_JOURNALS}
    taken -= {"DA"} if online else set()
    taken |= {"Y2"} if extra.get("urldate") else set()
    taken |= {_PROCEEDINGS} if to_text(record.first(_PROCEEDINGS)) == venue else set()
    for tag, _ in record.tags:
        if tag not in taken:
            values = [value for value in record.all(tag) if tag != _APART or not is_told_apart(value)]
            extra[_OTHERS.get(tag) or (tag if "-" in tag else f"ris-{tag.lower()}")] = SEPARATOR.join(values)
    # Of the tags that mean the same, what the second one says otherwise.
    for title_or_abstract in (("TI", "T1", "CT"), ("AB", "N2")):
        first = record.first(*title_or_abstract)
        for tag in title_or_abstract:
            extra[f"ris-{tag.lower()}"] = SEPARATOR.join(said for said in record.all(tag) if said != first)
    return {name: value for name, value in extra.items() if value}


def _day_in_words(record: Record) -> Day | None:
    """The day of ``Y1  - 15 June 2020`` (IEEE), or of ``DA  - Jun 15`` beside the year (EndNote)."""
    year = record.first("PY")
    for said in record.all("DA", "Y1", "PY"):
        day = next(iter(days(said if year in said else f"{said} {year}")), None)
        if day is not None and day.month is not None and day.month <= 12 and day.year == (year or day.year):
            return day
    return None


def _accessed(said: str) -> list[str] | None:
    """Year, month and day of ``2023/05/01/12:00:00`` or ``2023-5-1``; None where the tag says anything else."""
    match = re.fullmatch(r"(\d{4})(?:[/-](\d\d?)?(?:[/-](\d\d?)?)?(?:[/T ](?:\d\d?:\d\d(?::\d\d)?Z?)?)?)?", said)
    return [part.zfill(2) for part in match.groups() if part] if match else None


#: Tags that only MEDLINE and Web of Science have.
_OTHERS: Mapping[str, str] = {"PMID": "pmid", "PMC": "pmcid", "PD": "month"}


def _numbers(record: Record) -> dict[str, str]:
    """``SN`` is for ISSNs and ISBNs alike, and may hold several: told apart by their form."""
    said = " ".join(record.all("SN"))
    issns = dict.fromkeys(_ISSN.findall(said))
    rest = " ".join(_ISSN.sub(" ", said).replace(";", " ").split())
    rest = rest if any(map(str.isdigit, rest)) else ""  # "(Print)"
    return {"isbn" if sum(map(str.isdigit, rest)) > 8 else "ris-sn": rest, "issn": ", ".join(issns)}


# ---- writing ----


def write_ris(keyed: Iterable[tuple[str, Paper]], *, abstracts: bool = False, notes: bool = True) -> str:
    """Papers with their keys as RIS text; every record begins with ``TY`` and ends with ``ER``."""
    return "\n".join(_write(key, paper, abstracts, notes) for key, paper in keyed)


def _write(key: str, paper: Paper, abstracts: bool, notes: bool) -> str:
    kind, said = _TYPES.get(entry_type(paper, "biblatex"), "GEN"), paper.extra.get(_TYPE, "")
    kind = said if said and _KINDS.get(said, "misc") == paper.entry_type else kind
    lines = [("TY", kind), ("ID", key), ("TI", whole(paper))]
    lines += [("AU", _ris_name(name)) for name in paper.authors if not is_others(name)]
    for tag, field in (("A2", "editor"), ("A4", "translator")):
        lines += [(tag, _ris_name(name)) for name in read_names(paper.extra.get(field, "")) if not is_others(name)]
    lines += [
        *_date_tags(paper),
        ("T2", whole(paper, "venue")),
        *((_APART, line) for line in told_apart(paper)),
        ("PB", paper.publisher or decode(house(paper))),
        ("DO", paper.doi or paper.extra.get("doi", "")),
        *(("UR", url) for url in _urls(paper)),
        ("AB", (paper.abstract or "") if abstracts else ""),
        ("N1", paper.note if notes else ""),
        ("N1", decode(paper.extra.get("note", ""))),
    ]
    lines += [("KW", tag) for tag in paper.tags] + list(_write_extra(_said(paper)))
    written = (f"{tag}  - {' '.join(value.split())}" for tag, value in lines if value.strip())
    return "\n".join([*written, "ER  - "]) + "\n"


def _urls(paper: Paper) -> Iterator[str]:
    """The address of ``paper``, others that a file gave, and that of arXiv, by which its id is read again."""
    known = " ".join([paper.url or only_url(paper.extra.get("howpublished", "")), paper.extra.get("urls", "")]).split()
    yield from known
    if paper.arxiv and not any(paper.arxiv in url for url in known):
        yield f"https://arxiv.org/abs/{paper.versioned_arxiv}"


def _date_tags(paper: Paper) -> list[tuple[str, str]]:
    """The year, or what stands for it, and ``YYYY/MM/DD/`` when a month is known."""
    found = when(paper)
    begin = found.begin
    month = begin is not None and begin.month is not None and begin.month <= 12
    full = _slashed(begin) if begin and month and not found.is_range else ""
    seen = next(iter(days(paper.extra.get("urldate", ""))), None)
    return [
        ("Y2", _slashed(seen) if seen else ""),
        ("PY", found.shown if found.text or paper.year is None else str(paper.year)),
        ("DA", full),
    ]


def cuts_date(paper: Paper) -> bool:
    """Whether the tags of a date say less than is known: they have no ranges, no seasons and no words for months."""
    found = when(paper)
    if found.month_text or found.begin is None:
        return bool(found.month_text)
    beyond = bool(found.begin.month) if found.text else bool(found.is_range or found.begin.sign)
    return (found.begin.month or 0) > 12 or ((found.is_range or bool(found.begin.sign)) and beyond)


def _slashed(day: Day) -> str:
    """``YYYY/MM/DD/``, as far as it is known."""
    known = f"{day.month:02d}" if day.month and day.month <= 12 else ""
    return f"{day.year}/{known}/{f'{day.day:02d}' if known and day.day else ''}/"


def _said(paper: Paper) -> dict[str, str]:
    """``extra`` as RIS has places for it: the kind of a thesis in words, the version of data and software as volume."""
    extra = dict(paper.extra)
    if place := extra.pop("location", ""):  # biblatex's name
        extra.setdefault("address", place)
    if kind := genre(paper):
        extra["type"] = kind
    if version := extra.pop("version", ""):
        volume = entry_type(paper, "biblatex") in _VERSIONED and "volume" not in extra
        extra.setdefault("volume" if volume else "edition", version)
    return extra


def _write_extra(extra: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    start, _, end = re.sub(r"\s*[-–]+\s*", "-", decode(extra.get("pages", ""))).partition("-")
    numbers = " ".join(filter(None, (decode(extra.get("isbn", "")), decode(extra.get("issn", "")))))
    yield from (("SP", start), ("EP", end), ("SN", numbers), ("J2", decode(extra.get("shortjournal", ""))))
    order = {name: place for place, name in enumerate(_TAGS)}
    for name, value in sorted(extra.items(), key=lambda said: order.get(said[0], len(order))):
        if name in _TAGS:
            yield _TAGS[name], decode(value)
        elif re.fullmatch(r"ris-[a-z][a-z0-9]", name) and name != _TYPE:
            yield from ((name[4:].upper(), line) for line in value.split(SEPARATOR))


def _ris_name(name: str) -> str:
    """``Last, First, Jr``, the order of RIS."""
    parts = parse_name(name)
    family = " ".join(filter(None, (parts.von, parts.last)))
    return ", ".join(filter(None, (shown_name(family), parts.first, parts.junior)))
