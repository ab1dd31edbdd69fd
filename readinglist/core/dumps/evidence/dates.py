"""Lines that are a date, in the ways that pages write one. Imports only the standard library.

The date of a page is when it was listed, not when its papers were written: no paper gets its year from here.
"""

import re
from dataclasses import dataclass

#: English, German, French, Spanish, Italian and Portuguese month names and their abbreviations, month by month.
_NAMES = (
    "jan january januar jän jänner janv janvier ene enero gen gennaio janeiro",
    "feb february februar févr fév février febrero febbraio fev fevereiro",
    "mar march märz mär mrz mars marzo março",
    "apr april avr avril abr abril aprile",
    "may mai mayo mag maggio maio",
    "jun june juni juin junio giu giugno junho",
    "jul july juli juil juillet julio lug luglio julho",
    "aug august août aoû ago agosto",
    "sep sept september septembre septiembre set settembre setembro",
    "oct october okt oktober octobre octubre ott ottobre out outubro",
    "nov november novembre noviembre novembro",
    "dec december dez dezember déc décembre dic diciembre dicembre dezembro",
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = rf"(?P<month>{_MONTH})\.?"
#: What may stand before a date ("Published on", "· Updated") and behind it (a count of comments, a time).
_BEFORE = r"(?:[·•|*\-–—]\s*)?(?:[a-z]{3,12}(?:\s(?:on|at|by|in))?:?\s+)?(?:the\s)?"
_BEHIND = r"(?:,?\s+(?:at\s)?\d\d?:\d\d(?::\d\d)?(?:\s?[ap]m)?(?:\s[a-z]{3,4})?)?(?:\s+\(?v?\d+\)?)?"
_FORMS = (
    rf"{_NAME}\s+{_DAY}(?:,?\s+{_YEAR})?",
    rf"{_DAY}\s+{_NAME}(?:,?\s+{_YEAR})?",
    rf"{_NAME},?\s+{_YEAR}",
    rf"{_YEAR}[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?:t\S+)?",
    rf"(?P<day>[0-3]?\d)[-/.](?P<month>[01]?\d)[-/.]{_YEAR}",
    rf"{_YEAR}\s?年\s?(?P<month>[01]?\d)\s?月(?:\s?(?P<day>[0-3]?\d)\s?日)?",
    r"(?P<month>[01]?\d)\s?月\s?(?P<day>[0-3]?\d)\s?日",
)
_DATES = tuple(re.compile(rf"{_BEFORE}{_WEEKDAY}{form}{_BEHIND}", re.IGNORECASE) for form in _FORMS)
_RELATIVE = re.compile(
    r"(?:[·•|]\s*)?(?:[a-z]{3,12}\s)?(?:about\s)?"
    r"(?:(?:\d+|an?|one|few)\s?(?:s|sec|min|h|hr|hour|d|day|week|wk|month|mo|year|yr|y)[a-z]*\s+ago|today|yesterday)",
    re.IGNORECASE,
)
_WEEKDAYS = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_LONGEST = 60
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date as a page writes it; ``year`` is None when the page does not tell."""

    text: str
    month: int | None
    day: int | None
    year: int | None


def is_date(text: str) -> bool:
    """Tell whether the whole line is a date, relative ones and weekdays included."""
    if len(text) > _LONGEST:
        return False
    return parse(text) is not None or bool(_RELATIVE.fullmatch(text) or _WEEKDAYS.fullmatch(text))


def parse(text: str) -> PageDate | None:
    """Return the date that a whole line is, or None."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    for pattern in _DATES:
        found = pattern.fullmatch(text)
        if found:
            return _checked(text, found.groupdict())
    return None


def _checked(text: str, parts: dict[str, str | None]) -> PageDate | None:
    month = _month(parts.get("month") or "")
    day, year = parts.get("day"), parts.get("year")
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= int(day) <= 31):
        return None
    return PageDate(text, month, int(day) if day else None, int(year) if year else None)


def _month(name: str) -> int | None:
    if name.isdigit():
        return int(name)
    return _MONTHS.get(name.casefold())
