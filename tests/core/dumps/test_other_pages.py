"""Pages with other furniture than the sample pages have: other words, other places. All texts are our own."""

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.core.dumps.texts import PAPERS


def _read(text: str) -> list[tuple[str | None, str | None]]:
    found = dumps.read(dumps.Input.from_text(text))
    return [(draft.title, draft.abstract) for draft in found if isinstance(draft, Draft)]


def _page(between: list[str], head: list[str], foot: list[str], gap: str) -> str:
    middle = [line for title, abstract in PAPERS for line in (title, *between, abstract)]
    return gap.join([*head, *middle, *foot])


@pytest.mark.parametrize(
    ("between", "head", "foot", "gap"),
    [
        ((), ("Recevez les articles du moment dans votre boîte !", "par AK et la communauté", "13 mars"), (), "\n"),
        (("  • 22 authors", "·", "4"), ("Daily Papers", "Jun 21, 2024"), (), "\n"),
        (("Abstract",), (), (), "\n"),
        (("Li Wei, Maria Garcia, John Smith",), (), (), "\n"),
        (
            (),
            ("We are hiring! Join our team to build open science, and see all open positions here.", "Search"),
            ("Cookie settings", "We use cookies to improve your experience. By continuing you agree to our policy."),
            "\n\n",
        ),
        ((), ("Papers", "Subscribe"), (), "\u2028"),
        ((), ("Nowości", "13 marca"), ("O nas", "Polityka prywatności"), "\n\n"),
    ],
)
def test_what_stands_around_papers_is_no_paper(between: list[str], head: list[str], foot: list[str], gap: str) -> None:
    assert _read(_page(between, head, foot, gap)) == PAPERS


def test_a_row_in_lower_case_below_titles_is_no_sign_of_broken_lines() -> None:
    items = [f"{title}\nposted {n} hours ago by a reader\n{abstract}" for n, (title, abstract) in enumerate(PAPERS, 2)]
    assert _read("\n\n".join(items)) == PAPERS


def test_the_by_line_of_the_page_is_no_title_of_a_first_abstract_without_one() -> None:
    head = ["new", "Get trending papers in your email inbox!", "Subscribe", "byAK and the research community", "Mar 13"]
    lines = [line for paper in PAPERS for line in paper][1:]
    assert _read("\n\n".join([*head, *lines])) == [(None, PAPERS[0][1]), *PAPERS[1:]]


@pytest.mark.parametrize(("word", "is_button"), [("Abonnieren", True), ("S'abonner", True), ("Models", False)])
def test_a_button_in_any_language_is_taken_off_the_first_title(word: str, is_button: bool) -> None:
    (title, abstract), *others = PAPERS
    reader = dumps.read(dumps.Input.from_text("\n".join(["13. März", word + title, abstract, *sum(others, ())])))
    first = next(item for item in reader if isinstance(item, Draft))
    list(reader)
    assert first.title == (title if is_button else word + title)
    assert any(f"“{word}” was taken off" in note for note in reader.notes) is is_button


@pytest.mark.parametrize(
    ("date", "year", "told"),
    [
        ("Mar 13", None, "“Mar 13” has no year"),
        ("Mar 13", 2024, "date is Mar 13, 2024."),
        ("Mar 13, 2025", None, ""),
        ("Mar 13, 2025", 2024, ""),
    ],
)
def test_the_year_that_is_told_at_import_is_kept_with_the_date(date: str, year: int | None, told: str) -> None:
    page = "\n".join([date, *(line for paper in PAPERS for line in paper)])
    reader = dumps.read(dumps.Input.from_text(page), year=year)
    assert len([item for item in reader if isinstance(item, Draft)]) == len(PAPERS)
    assert reader.lacks_year is ("no year" in told)
    assert [told in note for note in reader.notes if "date" in note] == [True] * bool(told)
