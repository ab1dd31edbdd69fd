"""A place of the window as words of the search language. No window."""

import pytest

from readinglist.gui.finding.query import Query


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query(), ""),
        (Query(text=" beam "), "beam"),
        (Query(view="starred"), "is:starred"),
        (Query(view="later", text="beam"), "status:later beam"),
        (Query(view="later", text="beam OR bert"), "status:later (beam OR bert)"),
        (Query(text="beam OR bert"), "beam OR bert"),
        (Query(view="all", tag="to read", text="beam"), 'tag:"to read" beam'),
        (Query(view="all", dump=3), 'dump:"page.txt"'),
        (Query(view="all"), None),
        (Query(view="all", text="beam"), None),
        (Query(ids=(1, 2)), None),
        (Query(text="beam", literal=True), None),
    ],
)
def test_a_place_as_words(query: Query, text: str | None) -> None:
    assert query.as_text("page.txt") == text
