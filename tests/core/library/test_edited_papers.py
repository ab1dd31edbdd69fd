"""A paper that the user edited is still found by the records that it came from."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.core.errors import UsageError
from readinglist.core.library import Library, run
from tests.library_support import abstract, imported, page, state, title

OTHER_WORDS = "Gardeners of the northern coast keep diaries of their harvests for more than two hundred years. " * 6


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def undone_and_redone(library: Library, paper: int) -> None:
    library.edit(paper, "title", "Mine")
    library.undo()
    library.redo()


def deleted_and_back(library: Library, paper: int) -> None:
    library.edit(paper, "title", "Mine")
    library.delete([paper])
    library.undo()


def twice(library: Library, paper: int) -> None:
    library.edit(paper, "title", "Mine")
    library.edit(paper, "abstract", OTHER_WORDS)
    library.edit(paper, "title", "Still mine")


EDITS: dict[str, Callable[[Library, int], None]] = {
    "title": lambda library, paper: library.edit(paper, "title", "Mine"),
    "abstract": lambda library, paper: library.edit(paper, "abstract", OTHER_WORDS),
    "both at once": lambda library, paper: library.edit_fields(paper, {"title": "Mine", "abstract": OTHER_WORDS}),
    "one after the other": twice,
    "title emptied": lambda library, paper: library.edit(paper, "title", ""),
    "abstract emptied": lambda library, paper: library.edit(paper, "abstract", ""),
    "undone and redone": undone_and_redone,
    "deleted and brought back": deleted_and_back,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_the_same_record_again_is_the_edited_paper(edit: Callable[[Library, int], None], library: Library) -> None:
    imported(library, text=page(range(6)))
    paper = library.ids("all", sort="import")[2]
    edit(library, paper)
    edited = library.paper(paper)
    report = imported(library, text="Another page of the same papers\n\n" + page(range(7)))
    assert (report.records.new, report.records.known, report.records.asked) == (1, 6, 0)
    assert len(library.ids("all")) == 7
    now = library.paper(paper)
    assert (now.title, now.abstract, now.seen) == (edited.title, edited.abstract, 2)
    assert [source.title for source in now.sources] == [title(2)] * 2
    assert not library.questions()


def test_a_touched_paper_whose_import_was_taken_back_is_found(library: Library) -> None:
    imported(library, text=page(range(6)))
    paper = library.ids("all", sort="import")[2]
    library.edit_fields(paper, {"title": "Mine", "abstract": OTHER_WORDS})
    assert library.undo_import(library.dumps()[0].id).kept == (paper,)
    imported(library, text=page(range(6)))
    assert len(library.ids("all")) == 6
    assert [source.abstract for source in library.paper(paper).sources] == [abstract(2)]


def test_two_records_of_one_batch_are_one_edited_paper(library: Library) -> None:
    imported(library, text=page([2]))
    paper = library.ids("all")[0]
    library.edit_fields(paper, {"title": "Mine", "abstract": OTHER_WORDS})
    imported(library, text=page([1, 2, 3, 2, 4]))
    assert len(library.ids("all")) == 4
    assert len(library.paper(paper).sources) == 3


def test_a_record_with_the_typed_texts_is_the_paper_too(library: Library) -> None:
    imported(library, text=page([2]))
    library.edit_fields(library.ids("all")[0], {"title": title(9), "abstract": abstract(9)})
    imported(library, text=page([9]))
    assert len(library.ids("all")) == 1


def test_undo_leaves_nothing_of_an_edit(library: Library) -> None:
    imported(library, text=page(range(3)))
    before = state(library.paths.database.parent)
    library.edit_fields(library.ids("all")[0], {"title": "Mine", "abstract": OTHER_WORDS})
    assert state(library.paths.database.parent) != before
    library.undo()
    assert state(library.paths.database.parent) == before


@pytest.mark.parametrize("typed", ["1706.03762v3", "arXiv:1706.03762v3", "https://arxiv.org/pdf/1706.03762v3"])
def test_a_version_that_was_typed_is_cited_and_not_compared(typed: str, library: Library) -> None:
    added, edited = library.add_paper(title=title(1), arxiv=typed), library.add_paper(title=title(2))
    library.edit(edited, "arxiv", typed)
    for paper in (library.paper(added), library.paper(edited)):
        assert (paper.arxiv, paper.versioned_arxiv) == ("1706.03762", "1706.03762v3")
        assert "eprint = {1706.03762v3}" in library.export(ids=[paper.id]).text
    library.edit(edited, "arxiv", "1706.03762")
    imported(library, text=f"@misc{{a, title={{{title(2)}}}, eprint={{1706.03762v9}}, archiveprefix={{arXiv}}}}\n")
    assert library.paper(edited).versioned_arxiv == "1706.03762"
    library.edit(edited, "arxiv", "")
    assert (library.paper(edited).versioned_arxiv, dict(library.paper(edited).extra)) == ("", {})


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ({"title": title(1).upper()}, True),
        ({"title": f"{title(1)}.", "abstract": OTHER_WORDS}, True),
        ({"abstract": abstract(1)}, True),
        ({"title": "Gardens and their diaries", "doi": "https://doi.org/10.1000/XYZ"}, True),
        ({"title": "Gardens and their diaries"}, False),
        ({"title": "Gardens", "abstract": OTHER_WORDS}, False),
    ],
)
def test_a_paper_that_is_typed_in_is_known_by_the_rule_of_imports(
    library: Library, typed: dict[str, str], known: bool
) -> None:
    imported(library, text=page([1, 2]))
    there = library.ids("all")[0]
    library.edit(there, "doi", "10.1000/xyz")
    assert library.known_as(**typed) == ([there] if known else [])
    assert len(library.ids("all")) == 2


@pytest.mark.parametrize("typed", ["2401.00001v3", "2401.00001", "2401.00001v2"])
def test_a_version_of_a_preprint_that_was_typed_is_no_files_matter(typed: str, library: Library) -> None:
    """A file that names one is imported, and undone."""
    imported(library, text=page(range(3)))
    library.edit(1, "arxiv", typed)
    entry = f"@misc{{k, title={{{title(0)}}}, eprint={{2401.00001v3}}, archiveprefix={{arXiv}}, note={{In print.}}}}"
    imported(library, text=entry)
    assert (library.paper(1).versioned_arxiv, library.paper(1).extra["note"]) == (typed, "In print.")
    library.undo_import(2)
    assert library.paper(1).versioned_arxiv == typed and "note" not in library.paper(1).extra


@pytest.mark.parametrize(
    ("date", "year", "shown"),
    [
        ("2019-05", "", 2019), ("2020-05-01/2020-05-03", "", 2020), ("1850~", "", 1850), ("Spring 2020", "", 2020),
        ("2019-05", "2018", 2018), ("", "", None), ("199X", "", None),
    ],
)  # fmt: skip
def test_a_typed_date_is_that_of_the_year_too(library: Library, date: str, year: str, shown: int | None) -> None:
    added = library.add_paper(title="Of Kettles", date=date, **({"year": year} if year else {}))
    edited = library.add_paper(title="Of Pots", year="2001")
    library.edit_fields(edited, {"date": date, "year": year} if year else {"date": date})
    assert library.paper(added).year == shown
    assert library.paper(edited).year == (shown or 2001)
    if shown and not year:
        assert f"{shown}" in library.export("biblatex", ids=[edited]).text
        assert f"{shown}" in library.export(ids=[edited]).text


def test_and_within_braces_is_a_word_of_a_name(library: Library) -> None:
    number = library.add_paper(title="Of Kettles", authors="{Barnes and Noble} and {Meta, AI}; Doe, Jane")
    assert library.paper(number).authors == ("{Barnes and Noble}", "{Meta, AI}", "Doe, Jane")
    assert "author = {{Barnes and Noble} and {Meta, AI} and Doe, Jane}" in library.export().text


def test_what_is_there_already_can_be_typed(library: Library) -> None:
    number = library.add_paper(title="Of Kettles", volume="3")
    before = library.undo_label
    for field, value in (("series", ""), ("volume", "3"), ("volume", " 3 "), ("date", "")):
        library.edit(number, field, value)
    assert library.undo_label == before


def test_keys_are_one_whatever_the_case_of_their_letters(library: Library) -> None:
    library.add_paper(title="Of Kettles", citation_key="müller2010")
    other = library.add_paper(title="Of Pots")
    for key in ("MÜLLER2010", "Müller2010", "0"):
        with pytest.raises(UsageError):
            library.edit(other, "citation_key", key)
    library.edit(other, "citation_key", "möller2010")


def test_braces_of_names_are_in_no_snippet(library: Library) -> None:
    imported(library, text=page(range(3)))
    paper = library.ids("all")[0]
    library.edit(paper, "authors", "{de la Cruz}, Maria and Smith, Ann")
    run(library.catch_up())
    (hit,) = library.search("cruz", snippets=1).hits
    assert (hit.id, hit.snippet) == (paper, "de la Cruz, Maria, Smith, Ann")
