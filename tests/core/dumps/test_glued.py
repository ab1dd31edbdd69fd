"""Titles on one line with an abstract: taken apart where that is certain, else said or refused. Texts are our own."""

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import BY_LINES, HEAD, PAPERS, Paper, _names

BODY = [part for paper in PAPERS for part in paper if part]


def _read(lines: list[str]) -> tuple[list[Paper], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text("\n".join(lines)))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)], reader


def _joined(at: int, between: str) -> list[str]:
    return [*HEAD, *BODY[:at], BODY[at] + between + BODY[at + 1], *BODY[at + 2 :]]


@pytest.mark.parametrize("between", ["", " "])
@pytest.mark.parametrize("at", range(1, 23, 2))
def test_a_title_behind_the_abstract_before_it_is_never_lost_in_silence(at: int, between: str) -> None:
    found, reader = _read(_joined(at, between))
    counts = reader.lines
    assert counts.total == len(HEAD) + len(BODY) - 1
    assert counts.total == counts.furniture + counts.title + counts.abstract + counts.blank + counts.unparsed
    lost = [paper for paper in PAPERS if paper not in found]
    assert len(found) == len(PAPERS) and len(lost) <= 2, "no other paper is shifted"


def test_a_title_behind_an_abstract_is_cut_off() -> None:
    parted = [at for at in range(1, 23, 2) if _read(_joined(at, ""))[0] == PAPERS]
    assert len(parted) >= 6
    _, reader = _read(_joined(parted[0], ""))
    assert any("were taken apart" in note for note in reader.notes)


def test_a_title_before_its_abstract_is_cut_off_where_a_word_shows_it() -> None:
    title = "Sparse Pruning of Deep Models"
    papers: list[Paper] = [*PAPERS[:4], (title, f"We study sparse pruning of deep models. {PAPERS[1][1]}"), *PAPERS[4:]]
    lines = [part for paper in papers for part in paper if part]
    lines[8:10] = ["".join(lines[8:10])]
    assert _read([*HEAD, *lines])[0] == papers


@pytest.mark.parametrize("at", range(0, 24, 2))
def test_a_title_before_its_abstract_is_cut_off_or_said_to_be_missing(at: int) -> None:
    found, reader = _read(_joined(at, " "))
    assert len(found) == len(PAPERS) and len([paper for paper in PAPERS if paper not in found]) <= 1
    number = str(len(HEAD) + at + 1)
    assert found == PAPERS or any("itle" in note and number in note for note in reader.notes)


@pytest.mark.parametrize("between", [" ", "\t", ": "])
@pytest.mark.parametrize(("at", "start"), [(2, "We study"), (4, "In this paper, we study"), (16, "A study of")])
def test_a_small_word_with_a_capital_shows_where_an_abstract_begins(between: str, at: int, start: str) -> None:
    title, text = PAPERS[at // 2]
    papers = [*PAPERS[: at // 2], (title, f"{start} {title} in depth. {text}"), *PAPERS[at // 2 + 1 :]]
    lines = [part for paper in papers for part in paper if part]
    lines[at : at + 2] = [between.join(lines[at : at + 2])]
    found, reader = _read([*HEAD, *lines])
    assert found == papers
    assert "Titles that stood on one line with an abstract were taken apart from it." in reader.notes


def test_what_opens_abstracts_of_a_page_opens_one_behind_a_title() -> None:
    papers = [
        (title, f"Sparse networks pay off. {text}") if at in (3, 5, 7) else (title, text)
        for at, (title, text) in enumerate(PAPERS)
    ]
    papers[1] = (papers[1][0], f"Sparse transformers for language understanding pay off. {PAPERS[1][1]}")
    lines = [part for paper in papers for part in paper if part]
    lines[2:4] = [" ".join(lines[2:4])]
    assert _read([*HEAD, *lines])[0] == papers


def test_a_page_of_titles_of_which_only_some_can_be_told_is_refused() -> None:
    lines = [f"{title} {'We study this. ' if at % 2 else ''}{text}" for at, (title, text) in enumerate(PAPERS)]
    with pytest.raises(DumpError, match=r"a title and its abstract share a line"):
        _read([*HEAD, *lines])


@pytest.mark.parametrize("name", ["ChatGPT", "DeepSeek"])
def test_a_name_with_a_capital_inside_is_no_end_of_a_title(name: str) -> None:
    abstract = f"Large Language Models such as {name} change how people write. We measure how much in a study of texts."
    papers = [*PAPERS[:3], (None, abstract), *PAPERS[3:]]
    assert _read([*HEAD, *(part for paper in papers for part in paper if part)])[0] == papers


@pytest.mark.parametrize("between", [": ", ". ", " ", '","'])
def test_a_page_of_titles_on_the_lines_of_their_abstracts_is_refused(between: str) -> None:
    titled = [(title, text) for title, text in PAPERS if title and text and len(title.split()) > 5]
    with pytest.raises(DumpError, match=r"a title and its abstract share a line.* save it with"):
        _read([f"{title.title()}{between}{abstract}" for title, abstract in titled])


STYLES = {
    "places": "{0} {1}, {2} {3} (Some University)",
    "place each": "{0} {1} (MIT), {2} {3} (CWI)",
    "dots": "{0} {1} · {2} {3}",
    "bars": "{0} {1} | {2} {3}",
    "strokes": "{0} {1} / {2} {3}",
    "brackets": "({0} {1}, {2} {3})",
    "emphasis": "*{0} {1}, {2} {3}*",
    "year": "{0} {1}, {2} {3} (2024)",
    "surname": "{1} et al., 2023",
    "initials": "{1}, {0[0]}., {3}, {2[0]}.",
    "by": "by {0} {1}, {2} {3}",
}
assert not STYLES.keys() & BY_LINES.keys()


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("style", STYLES)
def test_authors_are_no_titles_however_they_are_written(style: str, place: int) -> None:
    lines = list[str]()
    for number, paper in enumerate(PAPERS):
        row = [*paper]
        row.insert(place, STYLES[style].format(*_names(number + 1)))
        lines += filter(None, row)
    assert _read([*HEAD, *lines])[0] == PAPERS


@pytest.mark.parametrize(
    "row", ["pp. {0}–{1}", "https://doi.org/10.1000/{0}", "doi:10.1000/{0}", "arXiv:2401.{0:05}", "Vol. {0}, No. {1}"]
)
def test_rows_between_titles_and_abstracts_are_furniture(row: str) -> None:
    lines = list[str]()
    for number, (title, abstract) in enumerate(PAPERS):
        lines += filter(None, (title, row.format(number + 1, number + 9), abstract))
    assert _read([*HEAD, *lines])[0] == PAPERS


@pytest.mark.parametrize("around", ["\u200f{}", "\u202b{}\u202c", "\u2067{}\u2069", "{}\x1a"])
def test_marks_of_direction_around_a_line_are_no_part_of_it(around: str) -> None:
    assert _read(list(map(around.format, [*HEAD, *BODY])))[0] == PAPERS
