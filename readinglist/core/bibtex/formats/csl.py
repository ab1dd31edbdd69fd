"""CSL-JSON, both ways. Imports records and this room's names, decoding, identifiers and kinds."""

import contextlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from readinglist.core.bibtex import keywords
from readinglist.core.bibtex.dates import STATE_WORDS, Day, days, state, when
from readinglist.core.bibtex.formats.html import kept_title, to_text, with_tags
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
from readinglist.core.bibtex.latex.marks import KEPT
from readinglist.core.bibtex.latex.names import is_others, parse_name, read_names
from readinglist.core.bibtex.whole_titles import apart, told_apart, whole
from readinglist.core.records import Draft, Metadata, Paper, Rejected, shown_name
from readinglist.core.sentences import Sentence

_KINDS: Mapping[str, str] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "article": "misc", "paper-conference": "inproceedings", "book": "book", "chapter": "incollection",
    "thesis": "phdthesis", "report": "techreport", "webpage": "online", "post": "online", "post-weblog": "online",
    "software": "software", "dataset": "dataset", "manuscript": "unpublished", "patent": "patent",
    "standard": "standard", "entry-encyclopedia": "inreference", "review": "review", "document": "misc",
    "entry-dictionary": "inreference", "entry": "inreference", "review-book": "review", "collection": "collection",
    "classic": "book", "pamphlet": "booklet", "periodical": "periodical", "motion_picture": "video",
    "broadcast": "video", "song": "audio", "musical_score": "music", "graphic": "image", "figure": "image",
    "map": "misc", "legal_case": "jurisdiction", "hearing": "legal", "treaty": "legal", "legislation": "legislation",
    "bill": "legislation", "regulation": "legislation", "personal_communication": "letter", "interview": "misc",
    "speech": "misc", "performance": "performance", "event": "misc",
}  # fmt: skip
_TYPES: Mapping[str, str] = {
    "article": "article-journal", "inproceedings": "paper-conference", "book": "book", "collection": "book",
    "incollection": "chapter", "inbook": "chapter", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "techreport": "report", "report": "report", "online": "webpage", "software": "software",
    "dataset": "dataset", "unpublished": "manuscript", "proceedings": "book", "standard": "standard",
    "patent": "patent", "manual": "book", "booklet": "book", "inreference": "entry-encyclopedia", "review": "review",
    "periodical": "periodical", "video": "motion_picture", "movie": "motion_picture", "audio": "song", "music": "song",
    "image": "graphic", "artwork": "graphic", "jurisdiction": "legal_case", "legal": "legal_case",
    "legislation": "legislation", "letter": "personal_communication", "performance": "performance",
}  # fmt: skip
#: Crossref's own words for types, which its resolver hands out.
_CROSSREF: Mapping[str, str] = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference", "book-chapter": "chapter",
    "monograph": "book", "edited-book": "book", "posted-content": "article", "dissertation": "thesis",
}  # fmt: skip
#: CSL variable → our name of the field, for those that go into ``extra`` one to one.
_EXTRA: Mapping[str, str] = {
    "volume": "volume", "issue": "number", "page": "pages", "publisher-place": "address", "language": "language",
    "edition": "edition", "collection-title": "series", "ISSN": "issn", "ISBN": "isbn", "genre": "type",
    "container-title-short": "shortjournal", "event-title": "eventtitle", "title-short": "shorttitle",
    "version": "version", "archive": "archive", "source": "source", "PMID": "pmid", "PMCID": "pmcid", "note": "note",
    "chapter-number": "chapter", "number-of-pages": "pagetotal", "number-of-volumes": "volumes", "event-place": "venue",
}  # fmt: skip
#: CSL's persons beside authors → our names of the fields.
_PEOPLE: Mapping[str, str] = {"editor": "editor", "translator": "translator", "container-author": "bookauthor"}
_TAKEN = {"type", "id", "title", "abstract", "author", "issued", "container-title", "publisher", "DOI", "URL"}
_TAKEN |= {"keyword", "annote", "number", "citation-key", *_EXTRA, *_PEOPLE}
#: CSL's other dates → biblatex's names for them.
_DATES: Mapping[str, str] = {"accessed": "urldate", "event-date": "eventdate", "original-date": "origdate"}
#: In ``custom``, the place for users: which part of a title is its subtitle.
_APART = "readinglist"
#: Types that come out as another one are kept under this name.
_TYPE = "csl-type"


def sniff(head: str) -> float:
    """How sure it is that a text that begins with ``head`` is CSL-JSON: 0 to 1."""
    start = head.removeprefix("\ufeff").lstrip()
    if start[:1] not in {"[", "{"} or not re.search(r'"type"\s*:\s*"', head):
        return 0.0
    kinds = re.findall(r'"type"\s*:\s*"([^"]*)"', head)
    known = any(kind in _KINDS or kind in _CROSSREF for kind in kinds)
    typical = re.search(r'"(?:issued|container-title|DOI|author|title)"\s*:', head) is not None
    return 0.9 if known and typical else 0.0


# ---- reading ----


def read_csl(text: str) -> Iterator[Draft | Rejected]:
    """The items of a CSL-JSON ``text`` as drafts, one `Rejected` for each that cannot be read."""
    text = text.removeprefix("\ufeff")
    for start, end, item in _items(text):
        line, end_line = text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 1
        if isinstance(item, dict):
            yield _draft(item, line, end_line, text[start:end])
        else:
            reason = item if isinstance(item, Sentence) else Sentence("This is no item of CSL-JSON.")
            yield Rejected(line, reason, text[start:end])


def _items(text: str) -> Iterator[tuple[int, int, object]]:
    """(start, end, item) of every item, or of what cannot be read with the reason as a Sentence."""
    decoder = json.JSONDecoder(strict=False)
    place = re.compile(r"\s*\[?").match(text).end()  # type: ignore[union-attr]  # it matches the empty string, too
    while True:
        place = re.compile(r"[\s,]*").match(text, place).end()  # type: ignore[union-attr]
        if place >= len(text) or text[place] == "]":
            return
        try:
            item, end = decoder.raw_decode(text, place)
        except (json.JSONDecodeError, RecursionError) as error:
            end = _next_item(text, place)
            why = getattr(error, "msg", Sentence("it is nested too deeply"))
            yield place, end, Sentence("This item is no valid JSON: {reason}.", reason=why)
        else:
            for wrapped in _unwrapped(item):
                yield place, end, None if isinstance(wrapped, str) else wrapped
        place = end


def _unwrapped(item: object) -> list[Any]:
    """The items in ``item``: those of an object that lists them, or has them by their ids, or only itself."""
    if not isinstance(item, dict):
        return [item]
    if isinstance(items := item.get("items"), list):
        return items
    by_id = not item.keys() & {"type", "title"} and any(
        isinstance(one, dict) and "type" in one for one in item.values()
    )
    return [{"id": key} | one if isinstance(one, dict) else one for key, one in item.items()] if by_id else [item]


def _next_item(text: str, place: int) -> int:
    """Where the next item seems to begin after one that cannot be read."""
    match = re.compile(r"\}\s*,\s*(?=\{)").search(text, place)
    return match.end() if match else len(text)


def _draft(item: Mapping[str, Any], line: int, end_line: int, text: str) -> Draft | Rejected:
    title, told = apart(_text(item.get("title")), _metadata(item), _told_apart(item))
    abstract = _text(item.get("abstract"))
    if not title and not abstract and not tells_of_a_work(told):
        return Rejected(line, Sentence("This item is empty."), text)
    return Draft(line, end_line, title or None, abstract or None, told)


def _told_apart(item: Mapping[str, Any]) -> list[str]:
    custom = item.get("custom")
    said = custom.get(_APART) if isinstance(custom, Mapping) else None
    return [line for line in said if isinstance(line, str)] if isinstance(said, list) else []


def _metadata(item: Mapping[str, Any]) -> Metadata:
    year, date = _date(item.get("issued"))
    url, *urls = decode_urls(_text(item.get("URL"))) or [""]
    doi = plain_doi(_text(item.get("DOI")) or _said_in_note(item)) or doi_of_address(url, *urls)
    arxiv, _ = arxiv_id(
        {
            "url": url,
            "doi": doi,
            "journal": _text(item.get("container-title")),
            "note": f"{_text(item.get('number'))} {_text(item.get('archive_location'))}",
        }
    )
    extra = {name: _text(item.get(variable)) for variable, name in _EXTRA.items()}
    extra |= {f"csl-{name}": _unknown(value) for name, value in _others(item)}
    if doi and not is_doi(doi):
        extra, doi = extra | {"doi": doi}, ""
    kind = _type(item)
    if _TYPES.get(_KINDS.get(kind, "misc")) != kind and kind not in {"document", "article"}:
        extra[_TYPE] = kind
    if arxiv and arxiv in extra.get("csl-archive_location", ""):
        del extra["csl-archive_location"]
    number = _text(item.get("number"))
    if number and not (arxiv and arxiv in number):
        name = _number_of(kind)
        extra[name] = extra.get(name) or number
    extra |= {name: " and ".join(_names(item.get(variable))) for variable, name in _PEOPLE.items()}
    extra |= date | version_kept(arxiv) | kept_title(str(item.get("title") or ""))
    extra |= {"urls": " ".join(urls)} | {name: _iso_date(item.get(variable)) for variable, name in _DATES.items()}
    return Metadata(
        authors=tuple(_names(item.get("author"))),
        year=year,
        arxiv=arxiv,
        doi=doi or None,
        url=url or None,
        venue=_text(item.get("container-title")) or None,
        publisher=_text(item.get("publisher")) or None,
        entry_type=_KINDS.get(kind, "misc"),
        citation_key=_key(item),
        keywords=keywords.listed(_text(item.get("keyword"))),
        note=_text(item.get("annote")) or None,
        extra={name: value for name, value in extra.items() if value},
    )


def _number_of(kind: str) -> str:
    """Our name for CSL's ``number``, which of an article is what it has instead of pages."""
    return "eid" if kind.startswith("article-") else "number"


def _others(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The variables that nobody here knows; of ``custom``, the place for users, what is not ours."""
    for name, value in item.items():
        if name == "custom" and _told_apart(item):
            if theirs := {variable: said for variable, said in value.items() if variable != _APART}:
                yield name, theirs
        elif name not in _TAKEN and not (name in _DATES and _iso_date(value)):
            yield name, value


def _type(item: Mapping[str, Any]) -> str:
    said = _text(item.get("type"))
    return _CROSSREF.get(said, said)


def _said_in_note(item: Mapping[str, Any]) -> str:
    """A DOI in a line of ``note``, where Zotero keeps what its type of work has no field for."""
    found = re.search(r"(?im)^\s*DOI:\s*(10\.\S+)\s*$", str(item.get("note") or ""))
    return found.group(1) if found else ""


def _key(item: Mapping[str, Any]) -> str | None:
    """``citation-key``, or the id, by which pandoc cites, also a number; addresses (Zotero's ids) are none."""
    said = _text(item.get("citation-key"))
    identifier = _text(item.get("id"))
    if said or not identifier or "://" in identifier:
        return said or None
    return re.sub(r"[\s,{}]+", "_", identifier)


def _text(value: object) -> str:
    """A CSL value as text: numbers and lists of texts occur; the few tags of rich text are dropped."""
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return " ".join(to_text(str(value)).split())


def _unknown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _names(value: object) -> Iterator[str]:
    for said in value if isinstance(value, list) else []:
        name = {"literal": said} if isinstance(said, str) else said
        if not isinstance(name, Mapping):
            continue
        if literal := _text(name.get("literal")) or _text(name.get("name")):
            yield "{" + literal + "}" if " " in literal else literal
            continue
        particle = _text(name.get("non-dropping-particle")) or _text(name.get("dropping-particle"))
        family = " ".join(filter(None, (particle, _text(name.get("family")))))
        parts = (family, _text(name.get("suffix")), _text(name.get("given")))
        if any(parts):
            yield ", ".join(filter(None, parts))


def _date(value: object) -> tuple[int | None, dict[str, str]]:
    """The year of a CSL date, and what it says beyond: ``date-parts``, a season, or ``raw`` or ``literal`` text."""
    if isinstance(value, str | int):
        value = {"raw": str(value)}
    if not isinstance(value, Mapping):
        return None, {}
    found = value.get("date-parts")
    parts = [_numbers(part) for part in found if isinstance(part, list)] if isinstance(found, list) else []
    if parts and parts[0]:
        return _of_parts(parts, value)
    text = _text(value.get("raw")) or _text(value.get("literal"))
    year = None if text.startswith("-") else re.search(r"(?<!\d)(\d{4})(?!\d)", text)
    if year and re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", text):
        return int(year.group(1)), {"date": text}
    return (int(year.group(1)) if year else None), ({} if year and year.group(1) == text else {"year": text})


def _of_parts(parts: list[list[str]], said: Mapping[str, Any]) -> tuple[int | None, dict[str, str]]:
    year = int(parts[0][0])
    if year < 0:
        return None, {"date": f"{year:05d}"}
    if len(parts) > 1 and parts[1]:
        return year, {"date": f"{_iso(parts[0])}/{_iso(parts[1])}"}
    if said.get("circa"):
        return year, {"date": f"{_iso(parts[0])}~"}
    season = {"month": _SEASONS.get(str(said.get("season") or "").lower(), "")}
    return year, season | dict(zip(("month", "day"), parts[0][1:], strict=False))


def _iso_date(value: object) -> str:
    """A CSL date that is a day, a month, a year or a range as ISO 8601 has it; nothing where it is anything else."""
    if not isinstance(value, Mapping):
        return ""
    found = value.get("date-parts")
    parts = [_iso(_numbers(part)) for part in found if isinstance(part, list)] if isinstance(found, list) else []
    text = "/".join(filter(None, parts)) or _text(value.get("raw")) or _text(value.get("literal"))
    return text if days(text) and value.keys() <= {"date-parts", "raw", "literal"} else ""


#: Seasons in CSL are numbers, or what a program took for them.
_SEASONS = {"1": "spring", "2": "summer", "3": "autumn", "4": "winter"}


def _numbers(parts: list[object]) -> list[str]:
    return [str(part) for part in parts if str(part).strip("-").isdigit()]


def _iso(parts: list[str]) -> str:
    return "-".join(part.zfill(4 if place == 0 else 2) for place, part in enumerate(parts))


# ---- writing ----


def write_csl(keyed: Iterable[tuple[str, Paper]], *, abstracts: bool = False, notes: bool = True) -> str:
    """Papers with their keys as a CSL-JSON array, in a form that compares well line by line."""
    items = [_unknown_of(paper) | csl_item(key, paper, abstracts=abstracts, notes=notes) for key, paper in keyed]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def csl_item(key: str, paper: Paper, *, abstracts: bool = False, notes: bool = False) -> dict[str, Any]:
    """One paper as a CSL item; nothing empty in it."""
    kind = _TYPES.get(entry_type(paper, "biblatex"), "article" if paper.arxiv else "document")
    said = paper.extra.get(_TYPE, "")
    item: dict[str, Any] = {
        "id": key,
        "type": said if said and _KINDS.get(said, "misc") == paper.entry_type else kind,
        "title": _tagged(paper, "title"),
        "author": _csl_names(paper.authors),
        **{variable: _csl_names(read_names(paper.extra.get(name, ""))) for variable, name in _PEOPLE.items()},
        "issued": _issued(paper),
        "container-title": _tagged(paper, "venue"),
        "publisher": paper.publisher or decode(house(paper)),
        "DOI": paper.doi or paper.extra.get("doi", ""),
        "URL": paper.url
        or only_url(paper.extra.get("howpublished", ""))
        or (f"https://arxiv.org/abs/{paper.versioned_arxiv}" if paper.arxiv else ""),
        "number": f"arXiv:{paper.versioned_arxiv}" if paper.arxiv and not paper.venue else "",
        **({"number": eid} if (eid := decode(paper.extra.get("eid", ""))) and _number_of(kind) == "eid" else {}),
        "archive_location": f"arXiv:{paper.versioned_arxiv}" if paper.arxiv and paper.venue else "",
        "abstract": (paper.abstract or "") if abstracts else "",
        "keyword": ", ".join(paper.tags),
        "annote": paper.note if notes else "",
        "genre": decode(genre(paper)),
    }
    for variable, name in _EXTRA.items():
        item[variable] = item.get(variable) or decode(paper.extra.get(name, ""))
    item["publisher-place"] = item["publisher-place"] or decode(paper.extra.get("location", ""))  # biblatex's name
    if item["issue"] and not paper.venue:
        item["number"], item["issue"] = item["number"] or item["issue"], ""  # of a report, a patent, a standard
    for variable, name in _DATES.items():
        if parts := [_parts(day) for day in days(paper.extra.get(name, ""))]:
            item[variable] = {"date-parts": parts}
    if behind := list(told_apart(paper)):
        theirs = _known(paper.extra.get("csl-custom", ""))
        item["custom"] = (theirs if isinstance(theirs, dict) else {}) | {_APART: behind}
    return {name: value for name, value in item.items() if value}


def _tagged(paper: Paper, name: str) -> str:
    """All of the title or ``venue``, with tags for the fonts of its file."""
    text = getattr(paper, name) or ""
    return with_tags(text, paper.extra.get(KEPT[name], "")) + whole(paper, name)[len(text) :]


def _unknown_of(paper: Paper) -> dict[str, Any]:
    """What another file in this format told of ``paper`` and nobody here knows."""
    return {name[4:]: _known(value) for name, value in paper.extra.items() if name.startswith("csl-") and name != _TYPE}


def _known(value: str) -> Any:
    """What `_unknown` made text of."""
    if value[:1] in {"[", "{"}:
        with contextlib.suppress(ValueError, RecursionError):
            return json.loads(value)
    return value


def _csl_names(names: Iterable[str]) -> list[dict[str, str]]:
    return [_csl_name(name) for name in names if not is_others(name)]


def _csl_name(name: str) -> dict[str, str]:
    parts = parse_name(name)
    last = shown_name(parts.last)
    if parts.literal or not parts.first:
        return {"literal": " ".join(filter(None, (parts.von, last)))}
    said = {"family": last, "given": parts.first, "non-dropping-particle": parts.von, "suffix": parts.junior}
    return {part: text for part, text in said.items() if text}


def _issued(paper: Paper) -> dict[str, Any]:
    found = when(paper)
    parts = [_parts(day) for day in (found.begin, found.end) if day is not None]
    if not found.edtf or not all(parts) or found.begin is None or (found.is_range and len(parts) < 2):
        said = found.shown or STATE_WORDS.get(state(paper), "")
        return {"literal": said} if said else {}
    issued: dict[str, Any] = {"date-parts": parts}
    if found.begin.sign:
        issued["circa"] = True
    if (found.begin.month or 0) > 12:
        issued["season"] = (found.begin.month or 0) - 20
    return issued


def cuts_date(paper: Paper) -> bool:
    """Whether a CSL date says less than is known."""
    found = when(paper)
    in_words = found.begin is not None and found.begin.month is not None and "literal" in _issued(paper)
    return in_words or bool(found.month_text) or (found.end is not None and (found.end.month or 0) > 12)


def _parts(day: Day) -> list[int]:
    """Year, month and day as far as they are numbers."""
    if not day.year.removeprefix("-").isdecimal():
        return []
    month = day.month if day.month and day.month <= 12 else None
    return [part for part in (int(day.year), month, day.day if month else None) if part is not None]
