"""Citation files on their way through the library: what they tell adds up, comes out again and can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.core.library import Library
from tests.library_support import abstract, imported, page, title, write

FIRST = (
    "@article{one, title = {A {B}ayesian Study of Kettles}, author = {A, B}, doi = {10.1000/182}, month = may,"
    " note = {In {P}ress}}"
)
SECOND = (
    "@article{two, title = {A Bayesian Study of Kettles}, author = {Aal, Bert}, doi = {10.1000/182}, year = 2001,"
    " month = jun, volume = {7}, pages = {1--9}, journal = {{J}ournal of {T}ea}}"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def test_a_second_file_adds_fields_and_changes_none(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "first.bib", FIRST))
    imported(library, write(tmp_path, "second.bib", SECOND))
    (paper,) = library.ids("all")
    entry = library.entry(paper)
    for line in (
        "@article{one,", "title = {A {B}ayesian Study of Kettles}", "author = {A, B}", "month = may", "year = {2001}",
        "volume = {7}", "pages = {1--9}", "note = {In {P}ress}", "journal = {{J}ournal of {T}ea}",
    ):  # fmt: skip
        assert line in entry


def test_what_was_exported_comes_back_completed(library: Library, tmp_path: Path) -> None:
    """Nothing but title and key in the file, and the papers of the library know them: nobody is asked."""
    imported(library, text=page(range(6)))
    bare = library.export(query="").text
    completed = bare.replace("  title =", "  author = {Aal, Bert},\n  title =")
    report = imported(library, write(tmp_path, "completed.bib", completed))
    assert (report.records.known, report.records.asked) == (6, 0)
    assert {paper.authors for paper in library.papers(library.ids("all"))} == {("Aal, Bert",)}
    library.undo()
    assert library.export(query="").text == bare


def test_what_a_file_told_goes_with_it(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "first.bib", FIRST))
    (paper,) = library.ids("all")
    before = library.papers([paper])[0].extra
    imported(library, write(tmp_path, "second.bib", SECOND))
    second = library.dumps()[-1]
    library.undo_import(second.id)
    assert library.papers([paper])[0].extra == before
    library.undo()
    assert "volume = {7}" in library.entry(paper)


def test_of_two_files_that_tell_the_same_each_may_go(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "first.bib", FIRST))
    imported(library, write(tmp_path, "second.bib", SECOND))
    imported(library, write(tmp_path, "third.bib", SECOND.replace("two", "three")))
    (paper,) = library.ids("all")
    library.undo_import(library.dumps()[1].id)
    assert "volume = {7}" in library.entry(paper)
    assert "month = may" in library.entry(paper)


@pytest.mark.parametrize("id_", ["2401.00001v3", "hep-th/9901001v2"])
def test_the_version_of_a_preprint_comes_out_again_and_makes_no_second_paper(
    library: Library, tmp_path: Path, id_: str
) -> None:
    given = f"@misc{{v, title = {{Of Kettles and Their Versions}}, eprint = {{{id_}}}, archiveprefix = {{arXiv}}}}"
    imported(library, write(tmp_path, "given.bib", given))
    report = imported(library, write(tmp_path, "plain.bib", given.replace(id_, id_[:-2])))
    assert report.records.known == 1
    assert f"eprint = {{{id_}}}" in library.entry(1)
    for file_format in ("ris", "csl-json"):
        assert id_ in library.export(file_format, query="").text


def test_a_short_file_with_a_nul_is_no_chinese(library: Library, tmp_path: Path) -> None:
    given = "@article{b1, title={Nul \x00 in}, year=2000}\n@article{b2, title={Two}}\n"
    report = imported(library, write(tmp_path, "nul.bib", given))
    (file,) = report.files
    assert (file.records.new, file.format) == (2, "BibTeX or biblatex")
    assert file.notes == ("Line 1: NUL characters, which belong in no text, were left out.",)


def test_a_key_that_one_record_of_a_file_brings_is_known_to_the_next(library: Library, tmp_path: Path) -> None:
    """The paper had none, and of the second record there is nothing but its title and that key."""
    imported(library, text=page([0]))
    whole = f"@misc{{k, title = {{{title(0)}}}, abstract = {{{abstract(0)}}}}}\n"
    bare = f"@misc{{k, title = {{{title(0)}}}, author = {{Aal, Bert}}}}\n"
    report = imported(library, write(tmp_path, "both.bib", whole + bare))
    assert (report.records.known, report.records.asked) == (2, 0)


def test_of_two_keys_that_no_program_takes_the_first_is_repaired(library: Library, tmp_path: Path) -> None:
    records = [f"@misc{{{key}, title = {{{title(0)}}}, abstract = {{{abstract(0)}}}}}" for key in ("O’Ah", "O’Be")]
    imported(library, write(tmp_path, "odd.bib", "\n".join(records)))
    assert library.paper(1).citation_key == "OAh"


def test_a_subtitle_is_searched_and_edited_with_its_title(library: Library) -> None:
    imported(library, text="@article{k, title={Kettles}, subtitle={A Long {Study} of Water}, year=2020}\n")
    paper = library.ids("all")[0]
    assert library.paper(paper).title == "Kettles: A Long Study of Water"
    assert list(library.search("long water").ids) == [paper]
    library.edit(paper, "title", "Teapots")
    assert "subtitle" not in library.export("biblatex", ids=[paper]).text
    library.undo()
    assert "  title = {Kettles},\n" in library.export("biblatex", ids=[paper]).text


FIELDS = [
    *("title", "author", "editor", "date", "journal", "booktitle", "volume", "pages", "month", "note", "url", "doi"),
    *("eprint", "archiveprefix", "eprinttype", "eprintclass", "abstract", "keywords", "publisher", "address", "type"),
    *("location", "series", "edition", "howpublished", "pubstate", "userd", "execute", "language", "langid", "options"),
    *("urldate", "origdate", "library", "iswc", "relatedtype", "relatedstring", "file", "crossref", "xdata", "ids"),
    *("isbn", "key", "hyphenation", "x-odd"),
]


WAYS = [{"encoding": code, "format": kind} for code in ("unicode", "ascii") for kind in ("bibtex", "biblatex")]


@pytest.mark.parametrize("choices", WAYS)
def test_no_field_brings_a_command_of_tex_in_another_spelling(library: Library, choices: dict[str, str]) -> None:
    r"""``^^5c`` is a backslash to TeX in any place: ``\input`` would read a file, and ``\write18`` run a program."""
    entries = [
        f"@article{{k{i}, title={{Harmless {i}}}, year={{2001}}, {name}={{^^5cinput{{evil}} ^^^^005cwrite18{{ls}}}}}}"
        for i, name in enumerate(FIELDS)
    ]
    imported(library, text="\n".join(entries))
    report = library.export(**choices)
    assert report.entries == len(FIELDS)
    assert [line for line in report.text.splitlines() if "^^" in line or "\\input" in line] == []


def test_a_field_that_the_user_emptied_or_set_is_not_told_again(library: Library, tmp_path: Path) -> None:
    entry = "@article{k, title = {A Paper on Kettles}, volume = {1}, pages = {1--2}, lccn = {x}}"
    imported(library, write(tmp_path, "a.bib", entry))
    library.edit_fields(1, {"volume": "", "pages": "3--4", "lccn": "y", "number": "5"})
    imported(library, write(tmp_path, "b.bib", entry.replace("}}", "}, number = {9}, series = {S}}")))
    assert library.other_fields(library.paper(1)) == {"pages": "3--4", "lccn": "y", "number": "5", "series": "S"}
    library.undo_import(2)
    assert library.other_fields(library.paper(1)) == {"pages": "3--4", "lccn": "y", "number": "5"}


def test_what_a_corrected_file_says_otherwise_is_told_and_not_taken_over(library: Library, tmp_path: Path) -> None:
    entry = "@article{one, title = {Once and for All}, abstract = {" + abstract(1) + "}, "
    first = entry + "author = {Doe, Jo}, journal = {J}, year = 2000, pages = {1--2}}"
    imported(library, write(tmp_path, "1.bib", first))
    again = entry + "author = {Doe, Jo and Roe, Al}, journal = {Journal}, year = 2001, pages = {1-2}, volume = 3}"
    notes = imported(library, write(tmp_path, "2.bib", again)).files[0].notes
    assert notes == (
        "Line 1: what the library has of one was kept: authors Doe, Jo (the file says Doe, Jo and Roe, Al), "
        "year 2000 (the file says 2001), venue J (the file says Journal).",
    )
    (paper,) = library.papers(library.ids())
    assert (paper.authors, paper.year, paper.extra["volume"]) == (("Doe, Jo",), 2000, "3")
    many = "\n".join(again.replace("2001", str(year)) for year in range(2001, 2110))
    notes = imported(library, write(tmp_path, "3.bib", many)).files[0].notes
    assert len(notes) == 101 and notes[-1].startswith("9 more entries")


@pytest.mark.parametrize("top", ["% a licence that says nothing of use\n" * 2000, "\n" * 20_001], ids=["%", "blank"])
def test_a_long_top_of_comments_or_blank_lines_hides_no_entries(top: str, library: Library, tmp_path: Path) -> None:
    (report,) = imported(library, write(tmp_path, "long.bib", top + FIRST)).files
    assert (report.format, report.records.new) == ("BibTeX or biblatex", 1)


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("year=2000, month={March}", "year=2000, month=mar", True),
        ("year=2000, month=4", "year=2000, month=apr", True),
        ("year=2000, month={feb~5}", "year=2000, month=feb", True),
        ("date={2000-02-05}", "year=2000, month=feb, day=5", True),
        ("year=2000, month=feb", "year=2000, month=mar", False),
        ("year=2000, month=feb", "year=2000, month=feb, day=5", True),  # taken over
        ("date={2000-02-05}", "date={2001-02-05}", False),
    ],
)
def test_dates_that_say_the_same_are_no_difference(tmp_path: Path, ours: str, theirs: str, same: bool) -> None:
    with Library.open(tmp_path / "library") as library:
        for place, said in enumerate((ours, theirs)):
            entry = f"@article{{k, title={{Of Kettles and of Pots}}, author={{Doe, Jane}}, {said}}}\n"
            report = imported(library, write(tmp_path, f"{place}.bib", entry))
        told = [note for file in report.files for note in file.notes if "was kept" in note]
        assert bool(told) is not same, told
