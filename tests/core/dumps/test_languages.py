"""Pages in eight languages, whole and small; titles of a number or a year; nothing here is the text of others."""

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.core.dumps.languages import PAGES

Paper = tuple[str | None, str | None]
HEADS = ([], ["Daily Papers", "Jun 21, 2024"])


def _read(text: str) -> list[Paper]:
    return [(d.title, d.abstract) for d in dumps.read(dumps.Input.from_text(text)) if isinstance(d, Draft)]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("size", [1, 2, 3, 5])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("head", HEADS, ids=["bare", "headed"])
def test_a_page_of_papers(language: str, size: int, gap: str, head: list[str]) -> None:
    papers = PAGES[language][-size:]
    assert _read(gap.join([*head, *(part for paper in papers for part in paper)])) == papers


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_of_titles(language: str, gap: str) -> None:
    titles = [title for title, _ in PAGES[language]]
    assert _read(gap.join(titles)) == [(title, None) for title in titles]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("size", [2, 3, 5])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_list_of_abstracts(language: str, size: int, gap: str) -> None:
    abstracts = [abstract for _, abstract in PAGES[language][:size]]
    assert _read(gap.join(abstracts)) == [(None, abstract) for abstract in abstracts]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("at", range(5))
def test_a_missing_title_or_abstract_shifts_nothing(language: str, at: int) -> None:
    for part in (0, 1):
        papers: list[Paper] = list(PAGES[language])
        papers[at] = (None, papers[at][1]) if part == 0 else (papers[at][0], None)
        assert _read("\n".join(part for paper in papers for part in paper if part)) == papers


@pytest.mark.parametrize(
    "title", ["MEDLARS 1963-1967", "ALGOL 60", "1984", "1963-1967", "Part II", "42", "DNA", "Algol 68 Revisited", "3+1"]
)
@pytest.mark.parametrize("language", ["German", "Chinese"])
@pytest.mark.parametrize("at", [2, 4])
def test_a_title_of_a_name_and_numbers_is_kept(title: str, language: str, at: int) -> None:
    papers = [(title, abstract) if n == at else (own, abstract) for n, (own, abstract) in enumerate(PAGES[language])]
    assert _read("\n".join(part for paper in papers for part in paper)) == papers
