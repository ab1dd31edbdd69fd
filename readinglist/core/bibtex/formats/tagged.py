"""Files of tagged lines: RIS, Web of Science's own format and MEDLINE (PubMed's .nbib), as records under tags of RIS.

Imports the standard library. What these formats have beyond RIS keeps its tag behind the name of the format
(``wos-fu``, ``nbib-gr``), so that nothing is lost.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_RIS_LINE = re.compile(r"^\s?([A-Z][A-Z0-9])(?: {1,2}-(?=\s|$)| {2}-)(.*)$")
_WOS_LINE = re.compile(r"^([A-Z][A-Z0-9])(?: (.*))?$")
_MEDLINE_LINE = re.compile(r"^([A-Z]{2,4}) {0,2}- (.*)$")
_IS_RIS = re.compile(r"^\ufeff?\s?TY  ?- ?\S", re.MULTILINE)
_IS_WOS = re.compile(r"^PT [A-Z]\s*$.*^(?:AU|TI) ", re.MULTILINE | re.DOTALL)
_IS_MEDLINE = re.compile(r"^PMID- ?\d+\s*$.*^TI {2}- ", re.MULTILINE | re.DOTALL)

_WOS: Mapping[str, str] = {
    "PT": "TY", "SO": "JF", "DT": "M3", "DI": "DO", "BP": "SP", "PU": "PB", "PI": "CY", "AR": "C7", "JI": "JA",
    "UT": "AN", "BN": "SN", "EI": "SN", "SE": "T3", "BE": "A2", "ED": "A2", "TI": "TI", "AB": "AB", "PY": "PY",
    "VL": "VL", "IS": "IS", "EP": "EP", "SN": "SN", "LA": "LA", "CA": "AU", "GP": "AU", "PM": "PMID", "PD": "PD",
}  # fmt: skip
_MEDLINE: Mapping[str, str] = {
    "TI": "TI", "AB": "AB", "JT": "JF", "TA": "JA", "VI": "VL", "IP": "IS", "PG": "SP", "IS": "SN", "ISBN": "SN",
    "LA": "LA", "PL": "CY", "PB": "PB", "BTI": "T2", "CTI": "T3", "EN": "ET", "FED": "A2", "PMID": "PMID",
    "PMC": "PMC", "TT": "TT", "GN": "N1",
}  # fmt: skip
_MEDLINE_KINDS: Mapping[str, str] = {
    "Book": "BOOK", "Book Chapter": "CHAP", "Preprint": "PREPRINT", "Dataset": "DATA", "Academic Dissertation": "THES",
    "Technical Report": "RPRT", "Congress": "CONF", "Newspaper Article": "NEWS",
}  # fmt: skip
#: What the database notes for itself.
_MEDLINE_OWN = frozenset(
    """
    OWN STAT DCOM LR CRDT PHST EDAT MHDA JID SB DA SO PST AUID IRAD PMCR PT AU FAU ED DP DEP LID AID
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: What tells a record of RIS from lines of the database around it.
_OF_A_RECORD = ("TY", "TI", "T1", "AU", "A1")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


@dataclass(slots=True)
class Record:
    """The tags of one record in their order, with the lines of each value; lines of the file count from 1."""

    line: int
    end_line: int
    tags: list[tuple[str, list[str]]] = field(default_factory=list)

    def all(self, *names: str) -> list[str]:
        """The values under ``names`` that are not empty."""
        return [" ".join(lines).strip() for tag, lines in self.tags if tag in names and any(map(str.strip, lines))]

    def first(self, *names: str) -> str:
        """The first value there is under the first of ``names`` that has one, or nothing."""
        return next((value for name in names for value in self.all(name)), "")


def sniff_ris(head: str) -> float:
    """How sure it is that a text that begins with ``head`` is RIS: 0 to 1."""
    return 0.95 if _IS_RIS.search(head) else 0.0


def sniff_wos(head: str) -> float:
    """The same of the format of Web of Science."""
    return 0.9 if _IS_WOS.search(head) else 0.0


def sniff_medline(head: str) -> float:
    """The same of MEDLINE."""
    return 0.9 if _IS_MEDLINE.search(head) else 0.0


def records(lines: list[str], text: str) -> Iterator[Record]:
    """The records of ``text``, whose ``lines`` are given, under tags of RIS."""
    if _IS_RIS.search(text):
        yield from (found for found in _records(lines, _RIS_LINE, "TY") if found.first(*_OF_A_RECORD))
    elif _IS_WOS.search(text):
        yield from map(_from_wos, _records(lines, _WOS_LINE, "PT"))
    elif _IS_MEDLINE.search(text):
        yield from map(_from_medline, _records(lines, _MEDLINE_LINE, "PMID"))


def _records(lines: list[str], pattern: re.Pattern[str], opens: str) -> Iterator[Record]:
    record: Record | None = None
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
            record = Record(number, number, [(tag, [value])]) if tag == opens else None
        elif record is not None:
            record.tags.append((tag, [value]))
            record.end_line = number
        elif opens == "TY":  # which was forgotten, or lost
            record = Record(number, number, [(tag, [value])])
    if record is not None:
        yield record


def _from_wos(record: Record) -> Record:
    """A record of Web of Science: every author and keyword on its own, full names before initials."""
    found = Record(record.line, record.end_line)
    authors = "AF" if record.first("AF") else "AU"
    for tag, lines in record.tags:
        if tag == authors:
            found.tags += [("AU", [line]) for line in lines]
        elif tag in {"BE", "ED", "CA", "GP"}:
            found.tags += [(_WOS[tag], [name]) for name in re.split(r"\s*;\s*", "; ".join(lines)) if name]
        elif tag in {"DE", "ID"}:
            found.tags += [("KW", [word]) for word in " ".join(lines).split(";") if word.strip()]
        elif tag not in {"AU", "EF", "FN", "VR"}:
            found.tags.append((_WOS.get(tag, f"wos-{tag.lower()}"), lines))
    return found


def _from_medline(record: Record) -> Record:
    """A record of MEDLINE: full names before initials, identifiers by their kind, the type from its list of types."""
    kinds = [_MEDLINE_KINDS[kind] for kind in record.all("PT") if kind in _MEDLINE_KINDS]
    found = Record(record.line, record.end_line, [("TY", [kinds[0] if kinds else "JOUR"])])
    names = record.all("FAU") or [re.sub(r" ([A-Z]{1,3})$", r", \1", name) for name in record.all("AU")]
    found.tags += [("AU", [name]) for name in names] + [("AU", [name]) for name in record.all("CN")]
    if not record.first("FED"):
        found.tags += [("A2", [re.sub(r" ([A-Z]{1,3})$", r", \1", name)]) for name in record.all("ED")]
    for value in record.all("LID", "AID"):
        number, _, kind = value.rpartition(" ")
        if kind == "[doi]" and not found.first("DO"):
            found.tags.append(("DO", [number]))
    found.tags.append(("PY", [_medline_date(record.first("DP", "DEP"))]))
    for tag, lines in record.tags:
        if tag in {"MH", "OT"}:
            found.tags.append(("KW", [" ".join(lines).replace("*", "").replace(";", ",")]))
        elif tag == "TI":
            found.tags.append(("TI", [re.sub(r"(?<!\.)\.$", "", " ".join(lines))]))  # the full stop is MEDLINE's
        elif tag not in _MEDLINE_OWN and tag != "CN":
            found.tags.append((_MEDLINE.get(tag, f"nbib-{tag.lower()}"), lines))
    return found


def _medline_date(date: str) -> str:
    """``2020 Jan 5`` as ``2020/01/05/``; ``2020 Spring`` as ``2020///Spring``."""
    match = re.fullmatch(r"(\d{4})(?: ([A-Z][a-z]{2}))?(?: (\d{1,2}))?", date)
    if match and match[2] in {None, *_MONTHS}:
        month = f"{_MONTHS.index(match[2]) + 1:02d}" if match[2] else ""
        return f"{match[1]}/{month}/{match[3] or ''}/" if month else match[1]
    if match := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", date):
        return f"{match[1]}/{match[2]}/{match[3]}/"
    year, _, rest = date.partition(" ")
    return f"{year}///{rest}" if rest and year.isdecimal() else date
