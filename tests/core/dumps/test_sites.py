"""Result pages of libraries and conferences: rows of names, buttons and labels that stand alike around each paper."""

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.core.dumps.texts import PAPERS

NAMES = [
    "Anna Bee ⋅ Carl Dee",
    "Eve Eff",
    "Gil Hay ⋅ Ida Jay ⋅ Kim Ell",
    "Max Noe ⋅ Ann Ode",
    "Pia Que ⋅ Rob Ess ⋅ Una Vee",
]
PAGES = {
    "buttons in the same order below each": (
        "{title}\nAnna Bee, Carl Dee, Eve Eff\n+2 authors\nComputer Science\narXiv.org\n{day} May 2024\nTLDR\n"
        "{abstract} Expand\n{n}\nPDF\nSave\nAlert\nCite"
    ),
    "names between dots": (
        "Poster\n{title}\n{names}\nWed 11 Dec 4:30 p.m. — 7:30 p.m. #{n}\n{abstract}\n[ Poster ] [ OpenReview ]"
    ),
    "a label far above the abstract": (
        "[{day}] arXiv:2405.{n:05} [pdf, other]\nTitle: {title}\nAnna Bee, Carl Dee\n"
        "Subjects: Machine Learning (cs.LG)\n{abstract}"
    ),
    "who wrote it between title and abstract, with the place": (
        "[PDF] {title}\nA Bee, {initial} Dee - arXiv preprint arXiv:2405.{n:05}, 2024 - arxiv.org\n{abstract}\n"
        "Save Cite Cited by {n} Related articles All {day} versions"
    ),
}
#: The same without abstracts.
LISTS = {
    "labels without abstracts": (
        "[{day}]  arXiv:2405.{n:05} [pdf, ps, other]\nTitle: {title}\nAuthors: Anna Bee, {initial}. Dee\n"
        "Subjects: Machine Learning (cs.LG)\n"
    ),
    "names above each, with a colon": "Anna Bee, Carl Dee {initial}:\n{title}. CoRR abs/2405.{n:05} (2024)",
}


@pytest.mark.parametrize("form", PAGES.values(), ids=PAGES)
def test_rows_around_each_paper_are_no_papers(form: str) -> None:
    assert _read(form) == PAPERS


@pytest.mark.parametrize("form", LISTS.values(), ids=LISTS)
def test_rows_around_each_title_are_no_papers(form: str) -> None:
    assert _read(form) == [(title, None) for title, _ in PAPERS]


def _read(form: str) -> list[tuple[str | None, str | None]]:
    """What is read of a page with the papers, each in such a form."""
    entries = [
        form.format(
            title=title, abstract=abstract, n=417 * day, day=day, names=NAMES[day - 1], initial="BCDEF"[day - 1]
        )
        for day, (title, abstract) in enumerate(PAPERS, start=1)
    ]
    reader = dumps.read(dumps.Input.from_text("\n".join(entries)))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)]
