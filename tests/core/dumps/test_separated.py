"""Titles on one line with their abstracts: parted where the same mark stands between them on every line."""

import csv
import io

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages import separated
from readinglist.core.dumps.pages.head import Head
from readinglist.core.records import Draft
from tests.core.dumps.texts import PAPERS

HEAD = ["Recent papers", "Jan 3, 2024"]
MARKS = ["\t", " — ", " - ", " -- ", " | "]


def _read(lines: list[str]) -> tuple[list[tuple[str | None, str | None]], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text("\n".join(lines)))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)], reader


@pytest.mark.parametrize("head", [[], HEAD])
@pytest.mark.parametrize("count", [1, 3, 5])
@pytest.mark.parametrize("mark", [*MARKS, ": "])
def test_what_a_mark_parts_is_a_title_and_its_abstract(mark: str, count: int, head: list[str]) -> None:
    found, reader = _read([*head, *(mark.join(paper) for paper in PAPERS[:count])])
    assert found == PAPERS[:count]
    assert any("on one line with their abstracts" in note for note in reader.notes)
    assert reader.lines.total == len(head) + count
    assert (reader.lines.title, reader.lines.furniture) == (count, len(head))


@pytest.mark.parametrize("mark", [" - ", " -- ", " | "])
def test_a_title_and_an_abstract_may_have_the_mark_inside(mark: str) -> None:
    papers = [(f"Lazy{mark}{title}", f"In short{mark}{text}") for title, text in PAPERS]
    found, _ = _read([mark.join(paper) for paper in papers])
    assert found == papers


@pytest.mark.parametrize("mark", ["\t", " | "])
@pytest.mark.parametrize("tail", [("2024", "Main Conference"), ("https://example.org/papers/12",)])
def test_further_columns_are_kept_and_told(mark: str, tail: tuple[str, ...]) -> None:
    told = "What stood in further columns is at the ends of the abstracts."
    found, reader = _read([mark.join((*paper, *tail)) for paper in PAPERS])
    assert found == [(title, mark.join((text, *tail))) for title, text in PAPERS]
    assert told in reader.notes
    assert told not in _read([mark.join(paper) for paper in PAPERS])[1].notes


def test_tables_and_bold_type_part_them_too() -> None:
    rows = [f"| {title} | {text} |" for title, text in PAPERS]
    assert _read(["| Title | Abstract |", "|---|---|", *rows])[0] == PAPERS
    assert _read([f"**{title}** {text}" for title, text in PAPERS])[0] == PAPERS


def test_cells_of_a_table_are_read_without_their_quotation_marks() -> None:
    papers = [(title, f'It asks "why?", not how. {text} It is "open".') for title, text in PAPERS]
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(papers)
    assert _read(out.getvalue().splitlines())[0] == papers


def test_abstracts_with_a_dash_in_their_first_sentence_stay_whole() -> None:
    texts = [text.replace(". ", " - as others found. ", 1) for _, text in PAPERS]
    assert _read(texts)[0] == [(None, text) for text in texts]


def test_papers_that_were_run_together_are_not_parted_as_one() -> None:
    lines = [" | ".join((*PAPERS[at], *PAPERS[at + 1])) for at in (0, 2)]
    assert separated.detect(Head([Line(at, line) for at, line in enumerate(lines, 1)], complete=True)) is None
