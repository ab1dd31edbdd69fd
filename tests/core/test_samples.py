"""The sample dumps: what a newcomer sees first. Counts papers and twins through the library, in every order."""

import itertools
import re
from pathlib import Path

import pytest

from readinglist.core.library import Library
from readinglist.core.records import ImportReport
from readinglist.paths import resource

NAMES = ("abstracts.txt", "listing-2024-03.txt", "listing-2024-05.txt")


def imported(library: Library, paths: list[Path]) -> ImportReport:
    steps = library.import_dumps(paths)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


@pytest.mark.parametrize("order", list(itertools.permutations(NAMES)))
def test_51_papers_in_any_order(order: tuple[str, ...], tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        report = imported(library, [resource("samples") / name for name in order])
        assert report.records.total == 59
        assert (report.records.new, report.records.asked, report.records.rejected) == (51, 0, 0)
        assert report.records.known + report.records.healed == 8
        assert (report.lines.furniture, report.lines.unparsed) == (7, 0)
        assert not [note for file in report.files for note in file.notes if "Titles that" in note]  # no doubts
        papers = library.papers(library.ids(view="all"))
        assert sum(paper.title is None for paper in papers) == 6
        assert sum(paper.seen > 1 for paper in papers) == 7
        assert sum(paper.seen == 3 for paper in papers) == 1
        assert sum(paper.contribution is None for paper in papers) <= 3
        again = imported(library, [resource("samples") / name for name in order])
        assert all(file.already_imported for file in again.files)
        assert len(library.ids(view="all")) == 51


def test_an_abstract_without_title_gets_it_from_its_twin(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, [resource("samples") / "abstracts.txt"])
        assert all(paper.title is None for paper in library.papers(library.ids(view="all")))
        report = imported(library, [resource("samples") / "listing-2024-05.txt"])
        assert report.records.healed == 3
        titles = {paper.title for paper in library.papers(library.ids(view="all")) if paper.seen == 2}
        assert "Mamba: Linear-Time Sequence Modeling with Selective State Spaces" in titles


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_are_shaped_like_the_real_ones(name: str) -> None:
    raw = (resource("samples") / name).read_bytes()
    text = raw.decode("utf-8")
    assert not raw.endswith(b"\n")
    lines = [line for line in text.split("\n") if line]
    abstracts = [line for line in lines if len(line) > 250]
    assert all(60 <= len(line.split()) <= 140 for line in abstracts)
    assert ("\n\n" in text) is (name == "listing-2024-05.txt")
    assert bool(re.search(r"^Subscribe\w", text, re.MULTILINE)) is (name == "listing-2024-03.txt")
