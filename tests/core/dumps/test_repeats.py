"""Lines that come back with other numbers: furniture, unless they are the titles of the abstracts behind them."""

from pathlib import Path

import pytest

from readinglist.core import dumps
from readinglist.core.records import Draft
from tests.library_support import abstract, page, title, write


def read(path: Path) -> list[Draft]:
    source = next(iter(dumps.expand([path])))
    assert isinstance(source, dumps.Input)
    return [item for item in dumps.read(source) if isinstance(item, Draft)]


@pytest.mark.parametrize("papers", [24, 40, 200])
def test_titles_that_differ_in_a_number_are_titles(papers: int, tmp_path: Path) -> None:
    found = read(write(tmp_path, "page.txt", page(range(papers))))
    assert [draft.title for draft in found] == [title(number) for number in range(papers)]


@pytest.mark.parametrize("form", ["{}; Proceedings of the Meeting, PMLR {n}:{n}-{n}", "{} – ICLR 2024", "{} In ICML"])
def test_where_papers_appeared_behind_their_authors_is_furniture(form: str, tmp_path: Path) -> None:
    titles = [" ".join(abstract(n).split(" when ")[1].split()[:6]).title() for n in range(12)]
    given, lines = ["Anna", "Tom", "Chen", "Ida"], []
    for n, name in enumerate(titles):
        lines += [name, form.format(f"{given[n % 4]} Berg, {given[n % 3]} Lind", n=n)]
    assert [draft.title for draft in read(write(tmp_path, "page.txt", "\n".join(lines)))] == titles


@pytest.mark.parametrize(
    "line", ["{n} upvotes", "Submitted by reader {n}", "View {n} more replies", "Score {n} of 400"]
)
def test_numbered_lines_before_abstracts_are_furniture(line: str, tmp_path: Path) -> None:
    lines = ["Get trending papers in your email inbox!"]
    titles = [" ".join(abstract(n).split(" when ")[1].split()[:6]).title() for n in range(30)]
    for number, name in enumerate(titles):
        lines += [name, line.format(n=number * 7 + 3), abstract(number)]
    found = read(write(tmp_path, "page.txt", "\n".join(lines)))
    assert [(draft.title, draft.abstract) for draft in found] == [(titles[n], abstract(n)) for n in range(30)]
