"""Abstracts that were exchanged: both titles are named, wherever they stand, and no other one is."""

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from readinglist.paths import resource


def _read(text: str) -> dumps.DumpReader:
    return dumps.read(dumps.Input.from_text(text))


def _sample() -> list[str]:
    text = (resource("samples") / "listing-2024-03.txt").read_text(encoding="utf-8")
    drafts = [draft for draft in _read(text) if isinstance(draft, Draft)]
    return [part for draft in drafts for part in (draft.title, draft.abstract) if part]


def _exchanged(lines: list[str]) -> list[str]:
    reader = _read("\n".join(lines))
    list(reader)
    return [note for note in reader.notes if "each other's abstracts" in note]


@pytest.mark.parametrize(("first", "second"), [(1, 2), (11, 12), (10, 20), (2, 21)])
def test_both_titles_are_named(first: int, second: int) -> None:
    lines = _sample()
    above, below = 2 * first + 1, 2 * second + 1
    lines[above], lines[below] = lines[below], lines[above]
    (note,) = _exchanged(lines)
    assert f"lines {above} and {below}." in note


def test_a_page_in_order_names_none() -> None:
    assert _exchanged(_sample()) == []
