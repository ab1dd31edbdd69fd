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
}


@pytest.mark.parametrize("form", PAGES.values(), ids=PAGES)
def test_rows_around_each_paper_are_no_papers(form: str) -> None:
    entries = [
        form.format(title=title, abstract=abstract, n=417 * day, day=day, names=NAMES[day - 1])
        for day, (title, abstract) in enumerate(PAPERS, start=1)
    ]
    reader = dumps.read(dumps.Input.from_text("\n".join(entries)))
    found = [(item.title, item.abstract) for item in reader if isinstance(item, Draft)]
    assert found == PAPERS
