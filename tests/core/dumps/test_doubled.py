"""Lines that say the same twice, teasers, second paragraphs and short titles in rows: no paper is doubled or lost."""

import re

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS

Paper = tuple[str | None, str | None]


def _read(text: str) -> tuple[list[Paper], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(text))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)], reader


def _plain(papers: list[Paper]) -> list[Paper]:
    return [(title, abstract and " ".join(abstract.split())) for title, abstract in papers]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("doubled", ["both", "titles", "abstracts"])
def test_a_line_twice_in_a_row_is_one(gap: str, doubled: str) -> None:
    lines = list(HEAD)
    for title, abstract in PAPERS:
        lines += [title or ""] * (1 + (doubled != "abstracts")) + [abstract or ""] * (1 + (doubled != "titles"))
    found, reader = _read(gap.join(lines))
    assert found == PAPERS
    assert any("twice in a row" in note for note in reader.notes)
    counts = reader.lines
    assert counts.total == counts.furniture + counts.title + counts.abstract + counts.blank
    assert counts.furniture == len(lines) - 2 * len(PAPERS)


def test_a_list_of_abstracts_twice_each() -> None:
    abstracts = [abstract for _, abstract in PAPERS]
    assert _read("\n".join(line or "" for line in abstracts for _ in "12"))[0] == [(None, line) for line in abstracts]


@pytest.mark.parametrize("dots", ["…", "...", " …"])
def test_a_teaser_above_its_abstract_is_no_abstract(dots: str) -> None:
    lines = [line for title, abstract in PAPERS for line in (title, (abstract or "")[:90].rstrip() + dots, abstract)]
    assert _read("\n".join(line or "" for line in lines))[0] == PAPERS


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_second_paragraphs_belong_to_their_titles(gap: str) -> None:
    lines: list[str] = []
    for title, abstract in PAPERS:
        sentences = re.split(r"(?<=\.) (?=[A-Z])", abstract or "")
        half = (len(sentences) + 1) // 2
        lines += [title or "", " ".join(sentences[:half]), " ".join(sentences[half:])]
    assert _plain(_read(gap.join(line for line in lines if line))[0]) == PAPERS


@pytest.mark.parametrize(
    "short", ["Olmo 3", "Fuzzy Sets", "Compressed Tries", "Self-consistency for open-ended generations"]
)
@pytest.mark.parametrize("at", [0, 4, 11])
def test_a_short_title_in_its_row_is_a_title(short: str, at: int) -> None:
    papers = [(short, abstract) if n == at else (title, abstract) for n, (title, abstract) in enumerate(PAPERS)]
    lines = [
        line or ""
        for n, (title, abstract) in enumerate(papers)
        for line in ("Submitted by", f"user{n}", f"{n + 3}", title, "·", f"{n + 2} authors", abstract)
    ]
    assert _read("\n".join(lines))[0] == papers
