"""What was cut in pieces, or glued: paragraphs, titles in two lines, pages without a line end, lines of no text."""

import base64
import re

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.core.dumps import texts
from tests.core.dumps.test_variants import HEAD, PAPERS

Paper = tuple[str | None, str | None]
SAMPLE = [(title or "", abstract or "") for title, abstract in PAPERS]
#: Second paragraphs for the abstracts of ``texts``: on the same subjects, and nothing in how they begin shows it.
SECONDS = [
    "Pruning of sparse attention pays most where the documents are long and few heads need their training.",
    "Calibrated retrieval models outperform the others wherever queries shift and labels are missing.",
    "Soft objects that deform in the kitchen need more trials than robots usually have.",
    "Lazy optimizers generalise in the simulations as far as the bound on the test error allows.",
    "Spoken dialects with few speakers have the largest gap to the standard language in each benchmark.",
]
BODY = "\n".join(part for paper in SAMPLE for part in paper)
#: Titles that break behind a small word in their middle.
BROKEN = [
    (at, found.end())
    for at, (title, _) in enumerate(SAMPLE)
    for found in re.finditer(r"(?<=.{28}) (?:of|for|and|in|to|at|with)(?= )", title)
]


def _read(text: str) -> tuple[list[Paper], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(text))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)], reader


@pytest.mark.parametrize(
    ("inner", "outer"), [("\n", "\n\n"), ("\n\n", "\n\n\n"), ("\n", "\n----\n"), ("\n  ", "\n"), ("\n  ", "\n\n")]
)
def test_paragraphs_of_a_list_of_abstracts(inner: str, outer: str) -> None:
    firsts = [abstract for _, abstract in texts.PAPERS]
    found, _ = _read(outer.join(inner.join(pair) for pair in zip(firsts, SECONDS, strict=True)))
    assert [(title, " ".join((abstract or "").split())) for title, abstract in found] == [
        (None, " ".join(pair)) for pair in zip(firsts, SECONDS, strict=True)
    ]


@pytest.mark.parametrize(("at", "end"), BROKEN, ids=str)
def test_a_title_in_two_lines_is_one(at: int, end: int) -> None:
    title, abstract = SAMPLE[at]
    broken = [*SAMPLE[:at], (f"{title[:end]}\n{title[end + 1 :]}", abstract), *SAMPLE[at + 1 :]]
    assert _read("\n".join([*HEAD, *(part for paper in broken for part in paper)]))[0] == PAPERS


@pytest.mark.parametrize("cut", [0, 30])
def test_pages_joined_without_a_line_end(cut: int) -> None:
    page = "\n".join([*HEAD, BODY])
    title, abstract = SAMPLE[-1]
    ended = abstract[: len(abstract) - cut]
    found, reader = _read(page[: len(page) - cut] + page)
    assert found == [*PAPERS[:-1], (title, ended), *PAPERS]
    assert any("was taken off the end of line" in note for note in reader.notes)


@pytest.mark.parametrize("at", [2, 5, 24])
@pytest.mark.parametrize("junk", [base64.b64encode(bytes(range(256)) * 3).decode(), "x" * 70_000], ids=["b64", "long"])
def test_a_line_that_is_no_text_is_kept_as_unparsed(at: int, junk: str) -> None:
    lines = BODY.split("\n")
    found, reader = _read("\n".join([*HEAD, *lines[:at], junk, *lines[at:]]))
    assert found == PAPERS
    [kept] = reader.unparsed
    assert kept.line == len(HEAD) + at + 1 and junk.startswith(kept.text[:100]) and kept.reason


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_background_and_the_work_itself_are_one_abstract(gap: str) -> None:
    abstracts = [abstract for _, abstract in texts.PAPERS]
    halves = [re.sub(r"(?<=[.?]) (?=(?:We|In this paper) )", gap, abstract, count=1) for abstract in abstracts]
    found, _ = _read(gap.join(halves))
    assert [(title, " ".join((abstract or "").split())) for title, abstract in found] == [(None, a) for a in abstracts]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize(("inner", "outer"), [("\n", "\n\n"), ("\n\n", "\n\n\n")])
def test_paragraphs_of_an_abstract_without_title_are_not_given_to_the_paper_above(
    at: int, inner: str, outer: str
) -> None:
    papers = [
        (
            "" if n == at else title,
            first,
            f"{second} An analysis shows which parts of the method matter, and where it fails.",
        )
        for n, ((title, first), second) in enumerate(zip(texts.PAPERS, SECONDS, strict=True))
    ]
    found, _ = _read(outer.join(inner.join(filter(None, paper)) for paper in papers))
    assert [(title or "", " ".join((abstract or "").split())) for title, abstract in found] == [
        (title, f"{first} {second}") for title, first, second in papers
    ]


@pytest.mark.parametrize("title_gap", ["\n", "\n\n"])
@pytest.mark.parametrize("count", [3, 5])
def test_wide_gaps_above_short_titles_show_where_abstracts_end(count: int, title_gap: str) -> None:
    names = ["Sparse Attention", "Calibrated Retrieval", "Soft Objects", "Lazy Optimizers", "Spoken Dialects"]
    papers = [(name, first, second) for name, (_, first), second in zip(names, texts.PAPERS, SECONDS, strict=True)][
        :count
    ]
    found, _ = _read("\n\n\n".join(f"{name}{title_gap}{first}\n\n{second}" for name, first, second in papers))
    assert found == [(name, f"{first}\n\n{second}") for name, first, second in papers]


@pytest.mark.parametrize("line", ["Today's picks: vision and language", "Read our blog: How We Choose Papers"])
def test_a_line_in_the_head_of_a_page_is_no_title(line: str) -> None:
    assert _read("\n".join([line, BODY]))[0] == PAPERS


@pytest.mark.parametrize("words", [3, 6, 12])
def test_an_abstract_that_is_cut_after_its_first_words_is_one(words: int) -> None:
    title, abstract = SAMPLE[-1]
    begun = " ".join(abstract.split()[:words])
    assert _read(BODY[: len(BODY) - len(abstract)] + begun)[0] == [*PAPERS[:-1], (title, begun)]


@pytest.mark.parametrize("name", ["1984", "MEDLARS 1963-1967", "42"])
@pytest.mark.parametrize("at", [0, 5])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_number_where_a_title_stands_is_one(name: str, at: int, gap: str) -> None:
    papers = [*PAPERS[:at], (name, PAPERS[at][1]), *PAPERS[at + 1 :]]
    assert _read(gap.join(part for paper in papers for part in paper if part))[0] == papers


@pytest.mark.parametrize("row", ["SubscribeSubmitted by", "UpvoteShare"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_buttons_run_together_above_each_abstract_are_furniture(row: str, gap: str) -> None:
    lines = [part for title, abstract in SAMPLE for part in (title, row, abstract)]
    assert _read(gap.join(lines))[0] == PAPERS


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("some", [{2}, {1, 7}, {0, 4, 5, 9}])
def test_further_paragraphs_of_some_abstracts_are_told_from_missing_titles(some: set[int], gap: str) -> None:
    parted = [
        re.sub(r"(?<=\.) (?=[A-Z])", gap, abstract, count=1) if at in some else abstract
        for at, (_, abstract) in enumerate(SAMPLE)
    ]
    titled = [part for (title, _), abstract in zip(SAMPLE, parted, strict=True) for part in (title, abstract)]
    found, _ = _read(gap.join(titled))
    assert [(title, " ".join((abstract or "").split())) for title, abstract in found] == SAMPLE
    lost = [part for at, paper in enumerate(SAMPLE) for part in paper[at in some and at > 0 :]]
    found, _ = _read(gap.join(lost))
    assert found == [
        (None if at in some and at > 0 else title, abstract) for at, (title, abstract) in enumerate(SAMPLE)
    ]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_further_paragraphs_on_a_page_of_four_papers(at: int) -> None:
    papers = SAMPLE[4:8]
    parted = [
        re.sub(r"(?<=\.) (?=[A-Z])", "\n", text, count=n == at) if n == at else text
        for n, (_, text) in enumerate(papers)
    ]
    found, _ = _read("\n".join(part for (title, _), text in zip(papers, parted, strict=True) for part in (title, text)))
    assert [(title, " ".join((text or "").split())) for title, text in found] == papers


def test_a_line_far_longer_than_the_titles_beside_it_is_an_abstract_without_its_end() -> None:
    unended = "Inversion of transforms with errors bounded in the interval of interest and a table of their values for "
    papers = [*SAMPLE[:3], ("Laplace Transforms", unended + "all arguments used in practice"), *SAMPLE[4:]]
    assert _read("\n".join(part for paper in papers for part in paper))[0] == papers
