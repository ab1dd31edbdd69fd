"""Damage of great length is read in linear time: rows of one letter, records and parts that cannot be read."""

import contextlib

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.evidence.furniture import is_names
from readinglist.core.errors import DumpError
from tests.core.dumps.test_named_fields import FILES
from tests.core.dumps.test_variants import PAPERS
from tests.timing import linear

_TABLE = FILES["semicolon, all quoted"].replace("\r\n", "\n")
_OBJECTS = FILES["JSON lines"]
_BROKEN = '{"title": "x" y}'
_MAIL = 'From: a@example.org\nContent-Type: multipart/mixed; boundary="{}"\n\n'
_PART = '--{}\nContent-Type: multipart/mixed; boundary="{}"\n\n'


@pytest.mark.parametrize(
    "text",
    [
        _TABLE * 9 + '"a"b;"c"\n' * 200_000,
        _OBJECTS + f"\n{_BROKEN}" + "\n" * 300_000,
        _OBJECTS + f"\n{_BROKEN}" + " " * 300_000 + _OBJECTS,
        _MAIL.format(0) + "".join(_PART.format(n, n + 1) for n in range(60_000)),
        "\n".join(part for title, text in PAPERS for part in (title or "", text or "")) + " " * 300_000 + "Anna Berg",
    ],
    ids=["rows", "blank lines", "blanks in JSON", "parts of a mail", "blanks on a page"],
)
def test_it_takes_linear_time(text: str) -> None:
    with linear(), contextlib.suppress(DumpError):
        list(dumps.read(dumps.Input.from_text(text)))


@pytest.mark.parametrize("unit", [" ", "A", "A ", "A, ", "Aa, A. ", "(A", "(A) "])
def test_names_are_looked_for_in_linear_time(unit: str) -> None:
    with linear():
        is_names(unit * (300_000 // len(unit)) + "x")
