"""Lines that are dates, in the ways that pages write them."""

import pytest

from readinglist.core.dumps.evidence import dates


@pytest.mark.parametrize(
    ("line", "day", "year"),
    [
        ("Mar 13", True, False),
        ("13. März", True, False),
        ("Tue, 12 Okt 2024", True, True),
        ("Published on Mar 3, 2024 2", True, True),
        ("March 2024", True, True),
        ("2024-12-31", True, True),
        ("31.12.2024", True, True),
        ("2024年3月", True, True),
        ("3月13日", True, False),
        ("2024-13-01", False, False),
        ("32.12.2024", False, False),
        ("May 35", False, False),
        ("1984", False, False),
        ("Marching in 2024 Steps", False, False),
    ],
)
def test_dates_of_the_calendar(line: str, day: bool, year: bool) -> None:
    assert (dates.is_day(line), dates.is_date(line), dates.has_year(line)) == (day, day, year)


@pytest.mark.parametrize("line", ["3 days ago", "about an hour ago", "yesterday", "Monday"])
def test_other_dates_are_no_days(line: str) -> None:
    assert dates.is_date(line) and not dates.is_day(line)
