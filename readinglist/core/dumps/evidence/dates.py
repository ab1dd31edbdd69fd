"""Lines that are a date, in the ways that pages write one. Imports only the standard library.

The date of a page is when it was listed, not when its papers were written: no paper gets its year from here.
"""

import re

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
_MONTH = "|".join(sorted(" ".join(_NAMES).split(), key=len, reverse=True))
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


def is_date(text: str) -> bool:
    """Tell whether the whole line is a date, relative ones and weekdays included."""
    if len(text) > _LONGEST:
        return False
    return is_day(text) or bool(_RELATIVE.fullmatch(text) or _WEEKDAYS.fullmatch(text))


def is_day(text: str) -> bool:
    """Tell whether the whole line is a date of the calendar, with a year or without."""
    return _parts(text) is not None


def has_year(text: str) -> bool:
    """Tell whether the whole line is a date of the calendar with its year."""
    return bool((_parts(text) or {}).get("year"))


def _parts(text: str) -> dict[str, str | None] | None:
    """The ``day``, ``month`` and ``year`` that a date of the calendar names; None for any other line."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    found = next((match for pattern in _DATES if (match := pattern.fullmatch(text))), None)
    parts = found.groupdict() if found is not None else None
    return parts if parts is not None and _is_possible(parts) else None


def _is_possible(parts: dict[str, str | None]) -> bool:
    month, day = parts.get("month"), parts.get("day")
    return (not month or not month.isdigit() or 1 <= int(month) <= 12) and (not day or 1 <= int(day) <= 31)
