"""Pages of our own text that lost parts: what is left keeps its place, and strangers are no pair."""

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages.head import Head
from readinglist.core.dumps.pages.page import Page
from readinglist.core.dumps.pages.wrapping import Wrapping
from readinglist.core.records import Draft
from readinglist.paths import resource
from tests.core.dumps.test_variants import PAPERS as SAMPLE

Paper = tuple[str | None, str | None]


def _read(text: str) -> list[Paper]:
    found = dumps.read(dumps.Input.from_text(text))
    return [(draft.title, draft.abstract) for draft in found if isinstance(draft, Draft)]


def _sample() -> list[Paper]:
    return _read((resource("samples") / "listing-2024-03.txt").read_text(encoding="utf-8"))


def _page(papers: list[Paper]) -> str:
    return "\n".join(part for paper in papers for part in paper if part)


@pytest.mark.parametrize("at", [3, 6, 13, 16, 22])
def test_a_title_and_the_abstract_of_the_next_paper_are_no_pair(at: int) -> None:
    papers = _sample()
    papers[at] = (papers[at][0], None)
    papers[at + 1] = (None, papers[at + 1][1])
    assert _read(_page(papers)) == papers


@pytest.mark.parametrize(
    "title",
    [
        "Trained Language Models",
        "Language Model Retrieval",
        "Training large models with long text and images",
        "LLM Tree Search",
    ],
)
def test_a_short_title_without_its_abstract_is_a_paper_where_nothing_else_stands_between_papers(title: str) -> None:
    papers = _sample()
    papers.insert(10, (title, None))
    assert _read(_page(papers)) == papers


@pytest.mark.parametrize(
    "line",
    [
        "Show more papers",
        "Trending language models now",
        "Mar 14",
        "Elm Street Bakery",
        "new",
        "Sign up to get all language models in your inbox",
    ],
)
def test_a_line_between_papers_in_other_words_than_theirs_is_no_paper(line: str) -> None:
    papers = _sample()
    assert _read(_page([*papers[:10], (line, None), *papers[10:]])) == papers


@pytest.mark.parametrize(("foreign", "belong"), [(0, True), (2, True), (12, False)])
def test_on_a_page_with_many_titles_in_another_language_no_pair_is_doubted(foreign: int, belong: bool) -> None:
    papers = _sample()
    for at in range(foreign):
        kind = [
            "Schätzung",
            "Messung",
            "Deutung",
            "Ahnung",
            "Suche",
            "Ordnung",
            "Pflege",
            "Prüfung",
            "Mischung",
            "Trennung",
            "Färbung",
            "Zählung",
        ]
        papers[at] = (f"{kind[at]} Verborgener Zusammenhänge Lernfähiger Geräte", papers[at][1])
    lines = [Line(number, text) for number, text in enumerate(_page(papers).split("\n"), start=1)]
    assert Page(Head(lines, complete=True).entries).pairs_belong is belong


@pytest.mark.parametrize(
    ("title", "abstract", "strangers"),
    [
        ("Robust Pretraining of Compact Speech Encoders", "Gains of pre-training are hard to compare.", False),
        ("Robust Pretraining of Compact Speech Encoders", "Robots fold soft towels after ten trials.", True),
        ("Compact Encoders", "Robots fold soft towels after ten trials.", False),
    ],
)
def test_strangers_share_no_beginning_of_a_word(title: str, abstract: str, strangers: bool) -> None:
    assert affinity.are_strangers(title, abstract) is strangers


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["planning in Many-", "Robot systems"], "planning in Many-Robot systems"),
        (["both short-", "and long-term memory"], "both short- and long-term memory"),
        (["from 2019 -", "with a dash"], "from 2019 - with a dash"),
        (["with layers 2-", "and 3"], "with layers 2- and 3"),
    ],
)
def test_a_line_that_was_wrapped_behind_the_hyphen_of_a_word_is_joined_without_a_space(
    lines: list[str], joined: str
) -> None:
    assert Wrapping("greedy", 20, 0).join(lines) == joined


@pytest.mark.parametrize("lost", [{2, 4, 6, 10}, {2, 3, 9, 11}, {1, 3, 4, 9, 11}])
def test_many_lost_titles_are_no_habit_of_second_paragraphs(lost: set[int]) -> None:
    papers = [(None if at in lost else title, abstract) for at, (title, abstract) in enumerate(SAMPLE)]
    assert _read(_page(papers)) == papers


def test_which_abstracts_have_no_title_is_said() -> None:
    papers = _sample()
    papers[4], papers[9] = (None, papers[4][1]), (None, papers[9][1])
    reader = dumps.read(dumps.Input.from_text(_page(papers)))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == papers
    assert "No title was found above these abstracts: line 9, 18." in reader.notes


def test_a_line_above_the_first_title_is_said_to_be_doubtful() -> None:
    papers = [(SAMPLE[0][0], None), *SAMPLE[1:]]
    reader = dumps.read(dumps.Input.from_text(_page(papers)))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == papers
    assert any(note.startswith("Line 1 “") and "delete that paper" in note for note in reader.notes)


def test_a_list_of_abstracts_behind_a_page_is_no_part_of_its_last_abstract() -> None:
    page = "\n\n".join(part for paper in SAMPLE for part in paper if part)
    found = _read("\n".join([page, *(text for _, text in SAMPLE if text)]))
    assert found == SAMPLE + [(None, text) for _, text in SAMPLE]


def test_links_behind_abstracts_part_them() -> None:
    lines = [
        part for at, (_, text) in enumerate(SAMPLE) for part in (text, f"https://arxiv.org/abs/2401.{at:05}") if part
    ]
    assert _read("\n".join(lines)) == [(None, text) for _, text in SAMPLE]


@pytest.mark.parametrize("short", ["Zerodur", "Olmo 3", "Mamba", "Kosmos-2"])
@pytest.mark.parametrize("at", [4, 12, 17])
def test_a_short_title_below_one_that_lost_its_abstract_keeps_its_own(short: str, at: int) -> None:
    papers = _sample()
    papers[at], papers[at + 1] = (papers[at][0], None), (short, papers[at + 1][1])
    reader = dumps.read(dumps.Input.from_text(_page(papers)))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == papers
    assert f"No abstract was found below these titles: line {2 * at + 1}." in reader.notes


def _passed(papers: list[Paper]) -> list[str]:
    reader = dumps.read(dumps.Input.from_text(_page(papers)))
    assert sum(isinstance(item, Draft) for item in reader) == len(papers) - sum(None in paper for paper in papers)
    return [note for note in reader.notes if note.startswith("Taken for parts of the page")]


def test_a_short_line_that_is_passed_over_is_named() -> None:
    papers = _sample()
    papers.insert(10, ("Zerodur", None))
    assert "line 21 “Zerodur”. " in _passed(papers)[0]


@pytest.mark.parametrize("at", [20, 21])
def test_a_line_longer_than_any_text_is_told_as_unparsed(at: int) -> None:
    papers = _sample()
    lines = _page(papers).split("\n")
    reader = dumps.read(dumps.Input.from_text("\n".join([*lines[:at], "large language model " * 250_000, *lines[at:]])))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == papers
    assert [odd.line for odd in reader.unparsed] == [at + 1]


@pytest.mark.parametrize("line", ["Mar 14", "12 comments", "Show more papers", "Subscribe"])
def test_a_sure_part_of_the_page_is_not(line: str) -> None:
    papers = _sample()
    papers.insert(10, (line, None))
    assert not _passed(papers)


def test_a_pair_of_which_nothing_fits_is_named() -> None:
    papers = _sample()
    papers[6], papers[7] = ("Gossip Protocols of Alpine Marmots", None), (None, papers[7][1])
    reader = dumps.read(dumps.Input.from_text(_page(papers)))
    for _ in reader:
        pass
    assert any("line 13" in note for note in reader.notes)


_ADVERT = (
    "Rent GPUs by the minute. No contracts, and your first ten hours are free. Start today and cancel when you like."
)


def test_a_heading_and_sentences_to_the_reader_are_no_paper() -> None:
    papers = _sample()
    lines = _page([*papers[:10], ("Cloudium GPU Rental", _ADVERT), *papers[10:]])
    assert _read(lines) == papers


def test_an_advert_that_may_be_a_paper_is_named() -> None:
    advert = "On Friday he said the cakes would be cheap. They will be sold at the market until noon. She likes them."
    papers = [*_sample()[:10], ("Cakes of the Week in Elm Street", advert), *_sample()[10:]]
    reader = dumps.read(dumps.Input.from_text(_page(papers)))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == papers
    assert any(note.startswith("Texts that do not speak as") and "line 21." in note for note in reader.notes)


def test_a_sure_part_of_the_page_is_no_title_though_it_names_research() -> None:
    papers = _sample()
    assert _read(_page([*papers[:10], ("LanguageResearch Language Research", None), *papers[10:]])) == papers


@pytest.mark.parametrize("at", [1, 2, 8])
def test_a_wider_gap_shows_that_an_abstract_and_the_next_title_were_lost(at: int) -> None:
    papers = _sample()[:12]
    lines = [part or "" for paper in papers for part in paper]
    lines[2 * at + 1] = lines[2 * at + 2] = ""
    torn = [*papers[:at], (papers[at][0], None), (None, papers[at + 1][1]), *papers[at + 2 :]]
    assert _read("\n\n".join(lines)) == torn
