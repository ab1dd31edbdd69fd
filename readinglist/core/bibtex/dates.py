"""When a work appeared: what files say in ``year``, ``month``, ``day`` and ``date``, in every format's own words.

Imports records and ``decoding``. A paper has a year as a number; a date that says more (a month, a range, "in press",
"ca. 1850") stays in ``extra`` as its file gave it. biblatex takes dates of ISO 8601-2 (EDTF, level 1: biblatex manual,
2.3.8), BibTeX takes any text.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.records import Paper

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS: Mapping[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON_NAMES = {number: name for name, number in _SEASONS.items() if name != "fall"}
#: What biblatex says of works that have no date yet.
_STATES = (
    (re.compile(r"(?i)in ?-?press|im druck|sous presse"), "inpress"),
    (re.compile(r"(?i)forthcoming|to appear|in the press|im erscheinen|[àa] para[îi]tre"), "forthcoming"),
    (re.compile(r"(?i)submitted|under review"), "submitted"),
    (re.compile(r"(?i)in preparation|in vorbereitung"), "inpreparation"),
)
#: The same in the words of formats that have no such field.
STATE_WORDS = {
    "inpress": "in press", "forthcoming": "forthcoming", "submitted": "submitted", "inpreparation": "in preparation",
}  # fmt: skip
_TIME = r"T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"
_MONTH_AND_DAY = rf"-(0[1-9]|1[0-2]|2[1-4]|XX)(?:-(0[1-9]|[12]\d|3[01]|XX)(?:{_TIME})?)?"
_DAY = rf"(-?(?:\d{{3}}[\dX]|\d\dXX))(?:{_MONTH_AND_DAY})?([~?%])?"
_EDTF = re.compile(rf"(?:(?P<begin>{_DAY})|\.\.)?(?P<range>/(?:(?P<end>{_DAY})|\.\.)?)?")
_NAME = "|".join((*MONTHS, *_SEASONS))
#: A time that biblatex does not take.
_OTHER_TIME = re.compile(r"(?<=\d\d-\d\d)T\d\d:\d\d(?!:\d\d(?:Z|[+-]\d\d:\d\d)?(?:/|$))[^/]*")
_WHOLE_DAY = re.compile(r"(-?\d{4})-(0[1-9]|1[0-2])-(\d\d)(?:T[^/~?%]*)?")
_YEARS = re.compile(r"(?:-?\d{3}[\dX]|\d\dXX)[~?%]?(?:/(?:\d{4}[~?%]?)?)?|\d{4}-\d\d-\d\d")
_MONTH_FIRST = re.compile(
    rf"(?P<m1>{_NAME})[a-z]*(?: (?P<d1>\d\d?))?(?: ?/ ?(?:(?P<m2>{_NAME})[a-z]*)?(?: ?(?P<d2>\d\d?))?)?"
)
_DAY_FIRST = re.compile(
    rf"(?:(?P<d1>\d\d?) ?)?(?:(?P<m1>{_NAME})[a-z]* ?/ ?|/)?(?:(?P<d2>\d\d?) )?(?P<m2>{_NAME})[a-z]*"
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or what is known of it; ``year`` has four signs, ``sign`` is ``~`` (about), ``?``, ``%`` (both)."""

    year: str
    month: int | None = None  # 1 to 12, 21 to 24 for the seasons
    day: int | None = None
    sign: str = ""

    def edtf(self) -> str:
        """As biblatex reads it."""
        month = f"-{self.month:02d}" if self.month else ""
        return self.year + month + (f"-{self.day:02d}" if month and self.day else "") + self.sign

    def said(self) -> str:
        """The year in words."""
        about = "c. " if self.sign in {"~", "%"} else ""
        return about + self.year + ("?" if self.sign in {"?", "%"} else "")


@dataclass(frozen=True, slots=True)
class When:
    """The date of a paper: from ``begin`` to ``end`` when it is a range, or nothing but a ``text``.

    ``edtf`` is what biblatex takes for it, empty when there is no such thing; ``month_text`` is a month that is none.
    """

    begin: Day | None = None
    end: Day | None = None
    is_range: bool = False
    text: str = ""
    edtf: str = ""
    month_text: str = ""

    @property
    def shown(self) -> str:
        """The year or years for a person: 2010, 2010–2011, in press; empty when nothing is known."""
        if self.text or self.begin is None:
            return re.sub(r"(?<=\d)-+(?=\d)", "–", self.text)
        if not self.is_range:
            return self.begin.said()
        last = self.end.said() if self.end else ""
        return self.begin.said() if last == self.begin.said() else f"{self.begin.said()}–{last}"

    @property
    def said(self) -> str:
        """All that is known."""
        return " ".join(filter(None, (self.shown, self.month_text))) if self.month_text else self.edtf or self.text


#: What a file may say of a date.
_FIELDS = frozenset({"year", "month", "day", "date"})
_Point = tuple[int | None, int | None]  # month and day


def when(paper: Paper) -> When:
    """What is known of the date of ``paper``; a year that the user typed outweighs what files said."""
    if paper.year is not None and _FIELDS.isdisjoint(paper.extra):
        return _plain(paper.year)
    said_date, said_year = _said(paper, "date"), _said(paper, "year")
    if (found := _parsed(said_date)) is not None:
        return found
    plain = f"{paper.year:04d}" if paper.year is not None else ""
    return _of_year(said_year or said_date or plain, paper.year, paper.extra)


@cache
def _plain(year: int) -> When:
    return _of_year(f"{year:04d}", year, {})


def _of_year(year: str, number: int | None, extra: Mapping[str, str]) -> When:
    """The date that ``year``, as a file said it, and the month and day in ``extra`` make."""
    typed = "" if year == f"{number or 0:04d}" else year
    plain = _as_edtf(year)
    found = _parsed(plain) if _YEARS.fullmatch(plain) else None  # 2010-11 may be two years
    if found is None or found.begin is None:
        return When(text=typed, month_text=decode(extra.get("month", "")))
    if found.begin.day:
        return found
    said_month = decode(extra.get("month", ""))
    first, last, rest = _months(said_month.replace(found.begin.year, ""))
    day = first[1] or _number(extra.get("day", "")) if first and not last else first[1] if first else None
    begin, end = Day(found.begin.year, first[0] if first else None, day, found.begin.sign), found.end
    if first and last:
        end = Day((end or begin).year, last[0] or first[0], last[1], begin.sign)
    is_range = found.is_range or end is not None
    edtf = begin.edtf() + (f"/{end.edtf() if end else ''}" if is_range else "")
    return When(begin, end, is_range, typed, edtf, rest)


def _said(paper: Paper, name: str) -> str:
    """What a file said in ``name``, unless the paper's year, which the user may have set, is another."""
    text = paper.extra.get(name, "").strip("{} ")
    text = _OTHER_TIME.sub("", text)
    text = text if _EDTF.fullmatch(text) else decode(text)  # to which ~ is a blank
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    if paper.year is None:
        return "" if years and not text.startswith("-") else text
    return text if f"{paper.year:04d}" in years else ""


def _parsed(text: str) -> When | None:
    match = _EDTF.fullmatch(text)
    if match is None or not (match["begin"] or match["end"]):
        return None
    groups = match.groups()
    begin, end = _day(groups[1:5]) if match["begin"] else None, _day(groups[7:11]) if match["end"] else None
    if begin is None:
        return When(None, end, True, text=f"–{end.said()}" if end else "", edtf=text)
    return When(begin, end, match["range"] is not None, edtf=text)


def _day(parts: tuple[str | None, ...]) -> Day:
    year, month, day, sign = parts
    return Day(year or "", _number(month or "", 24), _number(day or ""), sign or "")


def _as_edtf(year: str) -> str:
    """``2010--2011``, ``ca. 1850`` and ``1990s`` as biblatex takes them; other texts as they are."""
    year = re.sub(r"(?<=\d{4})\s*(?:[-–—]+|/)\s*(?=\d{4}$)", "/", year)
    year = re.sub(r"(?i)^(?:c|ca|circa|um|vers)\b\.?\s*(?=\d{4}$)(\d{4})", r"\1~", year)
    return re.sub(r"^(\d{3})0s$", r"\1X", year)


def _months(text: str) -> tuple[_Point | None, _Point | None, str]:
    """First and last month and day of ``feb``, ``02``, ``feb 5``, ``5--7 Feb``, ``may--jun``; else the text itself."""
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|[.,]", " ", text.lower().replace("~", " "))
    plain = " ".join(re.sub(r"\s*(?:[-–—]+|/|&|\band\b|\bto\b)\s*", "/", plain).split())
    if not plain or (number := _number(plain, 12)):
        return ((number, None) if plain else None), None, ""
    match = _MONTH_FIRST.fullmatch(plain)
    if match is None:
        return _day_first(plain, text)
    begin, end = (_month(match["m1"]), _number(match["d1"] or "")), (_month(match["m2"]), _number(match["d2"] or ""))
    return begin, (end if any(end) else None), ""


def _day_first(plain: str, text: str) -> tuple[_Point | None, _Point | None, str]:
    match = _DAY_FIRST.fullmatch(plain)
    if match is None:
        return None, None, text
    first, last = _number(match["d1"] or ""), _number(match["d2"] or "")
    if "/" not in plain:
        return (_month(match["m2"]), first or last), None, ""
    return (_month(match["m1"] or match["m2"]), first), (_month(match["m2"]), last), ""


def _month(name: str | None) -> int | None:
    if name is None:
        return None
    return MONTHS.index(name) + 1 if name in MONTHS else _SEASONS[name]


def _number(text: str, highest: int = 31) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and 1 <= int(text) <= highest else None


def same_date(paper: Paper, year: int | None, told: Mapping[str, str]) -> bool:
    """Whether a file that told ``year`` and, in ``told``, month, day and date says nothing that ``paper`` does not.

    ``March`` and ``3`` are one month; of a day that only one of the two knows there is no other one.
    """
    ours, theirs = when(paper), when(replace(paper, year=year, extra=told))
    return bool(ours.edtf and theirs.edtf) and f"{ours.edtf}-".startswith(f"{theirs.edtf}-")


def state(paper: Paper) -> str:
    """How far a work is that has not appeared, in biblatex's words (``inpress`` …): its ``pubstate``, or its year."""
    said = decode(paper.extra.get("pubstate", "")).strip() or when(paper).text
    return next((known for words, known in _STATES if words.fullmatch(said) or said == known), "")


def bibtex_date(paper: Paper) -> list[tuple[str, str]]:
    """``year``, ``month`` and ``day`` for BibTeX as plain text; a month is one of `MONTHS` when it is one."""
    found = when(paper)
    month = decode(paper.extra.get("month", ""))
    day = ""
    if found.begin and found.begin.month and not found.month_text:
        day = str(found.begin.day or "") if not found.is_range else ""
        if not found.is_range or not month:
            month = _month_name(found.begin.month)
        if found.is_range and not paper.extra.get("month") and found.end and found.end.month != found.begin.month:
            month += f"--{_month_name(found.end.month or found.begin.month)}"
    year = found.text or found.shown
    return [("year", year.replace("–", "--")), ("month", month.replace("–", "--")), ("day", day)]


def _month_name(number: int) -> str:
    return _SEASON_NAMES[number] if number > 12 else MONTHS[number - 1]


def biblatex_date(paper: Paper, *, periodical: bool) -> list[tuple[str, str]]:
    """``date`` for biblatex, or what else holds a date there: ``pubstate``, ``issue``, or a ``year`` that is a text."""
    found = when(paper)
    if found.edtf and not found.month_text:
        return [("date", real_days(found.edtf))]
    if found.edtf and periodical and "issue" not in paper.extra:
        return [("date", real_days(found.edtf)), ("issue", found.month_text)]
    for words, state in _STATES:
        if words.fullmatch(found.text) and "pubstate" not in paper.extra:
            return [("pubstate", state)]
    return [("year", found.text or found.shown), ("month", found.month_text)]


def real_days(edtf: str) -> str:
    """``edtf`` without the days that their months have not: of ``2020-02-30`` biber would leave out the year, too."""
    return _WHOLE_DAY.sub(_as_month, edtf)


def _as_month(match: re.Match[str]) -> str:
    year, month, day = map(int, match.groups())
    return match[0] if 1 <= day <= monthrange(year, month)[1] else f"{match[1]}-{match[2]}"


def is_plain(paper: Paper) -> bool:
    """Whether all formats have a form for the date of ``paper``: nothing but a year and one month by its usual name."""
    told = paper.extra.keys() & _FIELDS
    return paper.year is not None and (not told or (told == {"month"} and paper.extra["month"] in MONTHS))


def no_day(paper: Paper) -> str:
    """The date of ``paper`` when its month has no such day, or nothing."""
    said = when(paper).edtf
    return said if said != real_days(said) else ""


def days(text: str) -> tuple[Day, ...]:
    """The day that a field such as ``urldate`` names, or the first and the last of a range; none if unclear."""
    found = _parsed(_OTHER_TIME.sub("", text.strip("{} ")))
    if found is None:
        text = decode(text)
        years = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
        first, last, rest = _months(text.replace(years[0], " ").strip(" ,.")) if len(years) == 1 else (None, None, text)
        return () if rest or last or len(years) != 1 else (Day(years[0], *(first or (None, None))),)
    return tuple(day for day in (found.begin, found.end) if day is not None)


def is_text(paper: Paper) -> bool:
    """Whether biblatex has no date for what is known, so that it is written as a text."""
    return any(value for name, value in biblatex_date(paper, periodical=True) if name == "year")
