"""One line of a page's own, in whatever words, anywhere among clean papers: it is no paper and no part of one."""

import pytest

from readinglist.core import dumps
from readinglist.core.dumps.input.lines import Line
from readinglist.core.dumps.pages.head import Head
from readinglist.core.dumps.pages.page import Page
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import PAPERS

Paper = tuple[str | None, str | None]

LINES = [
    "Set in Bodoni by Rook & Daughter",
    "Kept alive by the night shift",
    "19 hits, best match on top",
    "Track D – Sound and Music",
    "Tea at four in the winter garden",
    "Faculty of Arts, Reading Circle",
    "Zusammengetragen vom Lesekreis am Fluss",
    "Relu par le cercle du mardi",
]


def _read(lines: list[str], gap: str) -> list[Paper]:
    found = dumps.read(dumps.Input.from_text(gap.join(lines)))
    return [(draft.title, draft.abstract) for draft in found if isinstance(draft, Draft)]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("at", [0, 1, 5, 12])
def test_in_a_list_of_abstracts(line: str, at: int) -> None:
    abstracts = [abstract or "" for _, abstract in PAPERS]
    assert _read([*abstracts[:at], line, *abstracts[at:]], "\n") == [(None, abstract) for abstract in abstracts]


def test_a_title_in_a_list_of_abstracts_knows_its_abstract() -> None:
    papers: list[Paper] = [(title if at == 4 else None, abstract) for at, (title, abstract) in enumerate(PAPERS)]
    assert _read([part for paper in papers for part in paper if part], "\n") == papers


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("at", [1, 7])
def test_between_a_title_and_its_abstract(line: str, gap: str, at: int) -> None:
    parts = [part or "" for paper in PAPERS for part in paper]
    assert _read([*parts[: 2 * at + 1], line, *parts[2 * at + 1 :]], gap) == PAPERS


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("at", [0, 1, 7, 12])
def test_between_papers_and_around_them(line: str, gap: str, at: int) -> None:
    parts = [part or "" for paper in PAPERS for part in paper]
    assert _read([*parts[: 2 * at], line, *parts[2 * at :]], gap) == PAPERS


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("Maintained by two librarians", True),
        ("Part 3: Speech", True),
        ("Set in type by hand in Ghent", True),
        ("Stability of Sparse Estimators Under Heavy Tails", False),
        ("SpeechQA: Answering Spoken Questions", False),
        ("If pruning is so cheap, who pays for it?", False),
    ],
)
def test_titles_are_worded_otherwise_than_what_a_page_says_of_itself(line: str, own: bool) -> None:
    entries = Head([Line(at, part or "") for at, part in enumerate(sum(PAPERS, ()), start=1)], complete=True).entries
    assert Page(entries, in_step=True).is_own(line) is own
