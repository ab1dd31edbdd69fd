"""What stands behind or inside a broken entry of a .bib file."""

import pytest

from readinglist.core import bibtex
from readinglist.core.records import Rejected


@pytest.mark.parametrize(
    "behind",
    [
        "\n@foo-bar{b, title = {Second}}\n@misc{c, title = {Third}}",
        "\n@misc{b title}\n@misc{c, title = {Third}}",
        "\n@misc{b, title}\n@misc{c, title = {Third}}",
        "@misc{b, title = {Second}}\n@misc{c, title = {Third}}",
        "\n@misc{b\n, title = {Second}}\n@misc{c, title = {Third}}",
    ],
)
@pytest.mark.parametrize("before", [1, 30])
def test_what_stands_behind_a_broken_entry_is_read_or_shown(behind, before):
    text = '@misc{a, title = {First}, quoted = "with ""quotes"""}\n' * before
    *_, first, second, third = bibtex.read_bib(text[:-1] + behind)
    assert isinstance(first, Rejected)
    assert "@" not in first.text[1:]
    assert second.text.startswith("@misc{b") if isinstance(second, Rejected) else second.title == "Second"
    assert third.title == "Third"


def test_a_field_that_never_closes_swallows_no_others():
    text = "@misc{a,\n author = {Doe, J.},\n title = {A {B}},\n note = {N,\n year = {2000},\n volume = 3\n}\n\n"
    first, second = bibtex.read_bib(text + "@misc{b, title = {Next}}")
    assert (first.title, first.metadata.year) == ("A B", 2000)
    assert (first.metadata.extra["note"], first.metadata.extra["volume"]) == ("N", "3")
    assert second.title == "Next"
