"""Pages under heads in words of one's own: no line of a head becomes a title, and no first title is lost under one."""

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import PAPERS

Paper = tuple[str | None, str | None]

HEADS = [
    ["Al het nieuws op maandag", "Aanmelden", "door MvD", "3 februari"],
    ["Boletín semanal de artículos", "Recibe los mejores artículos cada día", "Suscribirse"],
    ["Fresh from the press", "Hand-sorted by humans"],
    ["Popular now", "The Preprint Post", "2025-04-07"],
    ["Journal club", "Tuesdays at noon in the big seminar room", "Bring a printed copy"],
    ["Signal & Noise", "Issue 42", "Chosen by our editors"],
    ["新着", "話題の論文をメールで受け取る", "登録", "3月13日"],
]


def _read(head: list[str], papers: list[Paper], gap: str) -> list[Paper]:
    text = gap.join([*head, *(part for paper in papers for part in paper if part)])
    return [(made.title, made.abstract) for made in dumps.read(dumps.Input.from_text(text)) if isinstance(made, Draft)]


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head[0])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("size", [1, 4, 12])
def test_a_head_is_furniture_whether_the_first_title_is_there_or_not(head: list[str], gap: str, size: int) -> None:
    papers: list[Paper] = list(PAPERS[:size])
    assert _read(head, papers, gap) == papers
    papers[0] = (None, papers[0][1])
    if size > 1:
        assert _read(head, papers, gap) == papers


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head[0])
@pytest.mark.parametrize("size", [3, 12])
def test_a_head_above_a_list_of_abstracts_is_furniture(head: list[str], size: int) -> None:
    papers: list[Paper] = [(None, abstract) for _, abstract in PAPERS[:size]]
    assert _read(head, papers, "\n") == papers


@pytest.mark.parametrize(
    "title",
    [
        "A Note on the Manners of Parrots",
        "A Comprehensive Survey of Translation Techniques: RNNs, LSTMs, CNNs and More",
        "Attention",
        "Subscribe or Sentence: Networks",
    ],
)
def test_a_first_title_in_capitals_or_in_the_words_of_its_abstract_is_one(title: str) -> None:
    papers: list[Paper] = [(title, PAPERS[0][1]), *PAPERS[1:]]
    for head in HEADS:
        assert _read(head, papers, "\n") == papers


def test_a_first_title_that_lost_its_abstract_is_a_paper() -> None:
    papers: list[Paper] = [(PAPERS[0][0], None), *PAPERS[1:]]
    assert _read([], papers, "\n") == papers
    assert _read(["Popular now"], papers, "\n") == papers


def test_a_line_without_any_head_above_the_first_abstract_is_its_title() -> None:
    papers: list[Paper] = [("Grokking", PAPERS[0][1]), *PAPERS[1:]]
    assert _read([], papers, "\n") == papers
    assert _read(["Mar 13"], papers, "\n")[1:] == papers[1:]


def test_three_titles_above_their_three_abstracts_are_no_head() -> None:
    lines = [title for title, _ in PAPERS[2:5]] + [abstract for _, abstract in PAPERS[2:5]]
    with pytest.raises(DumpError):
        list(dumps.read(dumps.Input.from_text("\n".join(line or "" for line in lines))))
