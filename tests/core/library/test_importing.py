"""Importing: the real dumps in any order, the same bytes again, healing, undoing."""

import gzip
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from readinglist.core.library import Library, importing, preparing, run
from readinglist.core.store import imports
from tests.library_support import abstract, abstract_list, adds_up, imported, page, state, title, write

ORDERS = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 4, 0, 3, 2]]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture(scope="module")
def truth(shared: Path) -> dict[str, list[dict[str, object]]]:
    found = json.loads((shared / "dumps" / "truth.json").read_text(encoding="utf-8"))
    return {file["file"]: file["records"] for file in found["files"]}


def dumps(shared: Path) -> list[Path]:
    return sorted((shared / "dumps").glob("*.txt"))


# ---- the five real dumps ----


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_the_five_dumps_in_any_order(
    order: list[int], library: Library, shared: Path, truth: dict[str, list[dict[str, object]]]
) -> None:
    files = dumps(shared)
    ids: list[int] = []
    for number in order:
        report = imported(library, files[number])
        assert adds_up(report) and report.records.rejected == report.records.asked == 0
        now = list(library.ids("all", sort="import"))
        assert now[: len(ids)] == ids
        ids = now
    found = library.papers(ids)
    assert len(found) == 630
    assert sum(paper.title is None for paper in found) == 9
    sources = {(s.file, s.line): (s.title, s.abstract) for paper in found for s in paper.sources}
    expected = {(f, r["line"]): (r["title"], r["abstract"]) for f, records in truth.items() for r in records}
    assert len(sources) == 680
    assert sources == expected
    for paper in found:
        assert paper.seen == len({source.dump_id for source in paper.sources})
    assert library.check() == []


def test_what_the_user_did_is_never_touched(library: Library, shared: Path, tmp_path: Path) -> None:
    files = dumps(shared)
    imported(library, *files[:2])
    ids = list(library.ids("all", sort="import"))
    library.star(ids[::3])
    library.set_status(ids[::4], "dismissed")
    library.tag(ids[::5], "mine")
    library.set_note(ids[0], "a note")
    library.edit(ids[1], "title", "My own title")
    library.edit(ids[2], "abstract", "My own abstract")
    library.highlight(ids[3], "language models")
    library.ensure_keys(ids)
    rows = {paper.id: paper for paper in library.papers(ids)}
    imported(library, *files)
    for paper in library.papers(ids):
        before = rows[paper.id]
        mine = ("starred", "status", "tags", "note", "citation_key", "highlights", "added")
        assert [getattr(paper, name) for name in mine] == [getattr(before, name) for name in mine]
        if before.title is not None:
            assert (paper.title, paper.abstract) == (before.title, before.abstract)
    assert library.paper(ids[1]).title == "My own title"
    assert library.paper(ids[2]).abstract == "My own abstract"
    assert len(library.ids("all")) == 630


def test_a_folder_names_what_is_no_dump(library: Library, shared: Path) -> None:
    report = imported(library, shared / "dumps")
    refused = [file for file in report.files if file.error]
    assert [Path(file.file).name for file in refused] == ["truth.json"]
    assert "JSON" in str(refused[0].error) and not str(refused[0].error).startswith(refused[0].file)
    assert report.records.total == 680 and len(library.ids("all")) == 630 and adds_up(report)


# ---- the same bytes again ----


def test_the_year_of_a_page_can_be_told_later(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "page.txt", "Mar 13\n" + page(range(3)))
    assert any("“Mar 13” has no year" in note for note in imported(library, path).files[0].notes)
    for year, told in ((None, False), (2024, True), (None, True)):
        report = run(library.import_dumps([path], year=year)).files[0]
        assert report.already_imported and ("The page's date is Mar 13, 2024." in report.notes) is told


def test_the_papers_of_an_import_stand_in_the_order_of_their_pages(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it takes: the clock goes on between its files and batches."""
    clock = itertools.count(1_700_000_000)
    real = SimpleNamespace(monotonic=time.monotonic, sleep=time.sleep, perf_counter=time.perf_counter)
    for module in (importing, imports):
        monkeypatch.setattr(module, "time", SimpleNamespace(**vars(real), time=lambda: next(clock)))
    monkeypatch.setattr(preparing, "BATCH", 5)
    first = [write(tmp_path, f"{name}.txt", page(range(start, start + 12))) for name, start in (("a", 0), ("b", 50))]
    imported(library, *first)
    assert list(library.ids("all")) == list(range(1, 25))
    imported(library, text=page(range(100, 112)))
    assert list(library.ids("all")) == [*range(25, 37), *range(1, 25)]


def test_the_same_bytes_again_store_nothing(library: Library, tmp_path: Path) -> None:
    first = write(tmp_path, "first.txt", page(range(6)))
    second = write(tmp_path, "again under another name.txt", page(range(6)))
    packed = tmp_path / "packed.txt.gz"
    packed.write_bytes(gzip.compress(first.read_bytes()))
    report = imported(library, first)
    before = state(tmp_path / "library")
    again = imported(library, first, second, packed, first)
    assert state(tmp_path / "library") == before
    assert library.undo_label == "import first.txt"
    assert all(file.already_imported for file in again.files) and adds_up(again)
    for file in again.files:
        assert file.lines == report.lines
        assert (file.records.total, file.records.known, file.records.new) == (6, 6, 0)
        assert [line for _, line in file.records_by_outcome["known"]] == [2 + 2 * n for n in range(6)]


def test_a_report_still_adds_up_when_papers_were_deleted(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "first.txt", page(range(6)))
    imported(library, file)
    library.delete([2, 3])
    report = library.dumps()[0].report
    assert (report.records.total, report.records.new) == (6, 6)
    again = imported(library, file)
    assert again.files[0].already_imported and adds_up(again)
    assert (again.records.total, again.records.known) == (6, 6)
    assert len(library.ids("all")) == 4


def test_bytes_whose_import_was_undone_come_in_again(library: Library, tmp_path: Path) -> None:
    file = write(tmp_path, "first.txt", page(range(6)))
    imported(library, file)
    keys = {paper.title: library.citation_key(paper.id) for paper in library.papers(library.ids("all"))}
    library.undo_import(1)
    assert list(library.ids("all")) == [] and library.dumps() == []
    report = imported(library, file)
    assert report.records.new == 6
    found = library.papers(library.ids("all"))
    assert {paper.id for paper in found}.isdisjoint(range(1, 7))
    library.ensure_keys([paper.id for paper in found])
    assert {paper.title: paper.citation_key for paper in library.papers([p.id for p in found])} == keys


# ---- healing ----


def test_a_title_comes_from_a_twin_and_the_texts_with_it(library: Library, tmp_path: Path) -> None:
    bare = abstract(1).replace("Experiments show", "Our experiments show")
    imported(library, text="\n".join([bare, abstract(2), abstract(3)]))
    report = imported(library, write(tmp_path, "titled.txt", page([1, 5])))
    assert (report.records.healed, report.records.new) == (1, 1)
    paper = library.paper(1)
    assert (paper.title, paper.abstract, paper.seen) == (title(1), abstract(1), 2)
    assert [source.title for source in paper.sources] == [None, title(1)]
    assert library.search("title:study").total == 2
    library.undo()
    paper = library.paper(1)
    assert (paper.title, paper.seen, len(paper.sources)) == (None, 1, 1)
    assert paper.method == "Method1"
    library.redo()
    assert library.paper(1).title == title(1)


def test_an_edited_text_is_not_healed(library: Library, tmp_path: Path) -> None:
    imported(library, text=abstract_list([1, 2, 3]))
    library.edit(1, "abstract", abstract(1) + " Typed by hand.")
    library.edit(2, "title", "Typed title")
    imported(library, write(tmp_path, "titled.txt", page([1, 2])))
    one, two = library.papers([1, 2])
    assert (one.title, one.abstract) == (title(1), abstract(1) + " Typed by hand.")
    assert two.title == "Typed title"


# ---- undoing an import ----


def test_undo_keeps_touched_papers_and_names_them(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "page.txt", page(range(8))))
    touches = {
        1: lambda: library.star([1]), 2: lambda: library.set_status([2], "later"), 3: lambda: library.tag([3], "t"),
        4: lambda: library.set_note(4, "n"), 5: lambda: library.highlight(5, "we propose"),
        6: lambda: library.attach(6, "/x.pdf"), 7: lambda: library.edit(7, "year", "2020"),
    }  # fmt: skip
    for touch in touches.values():
        touch()
    done = library.undo_import(1)
    assert (done.removed, done.kept) == (1, tuple(touches))
    assert library.dumps() == []
    kept = library.papers(list(touches))
    assert [paper.title for paper in kept] == [title(n) for n in range(7)]
    assert all(paper.seen == 0 and paper.sources == () for paper in kept)
    report = imported(library, write(tmp_path, "page.txt", page(range(8))))
    assert (report.records.known, report.records.new) == (7, 1)
    assert library.undo_import(report.files[0].dump_id).kept == ()  # those that stay were there before


def test_a_paper_of_two_dumps_shows_what_the_other_tells(library: Library, tmp_path: Path) -> None:
    one = title(1) + "\n" + abstract(1)
    shown = [title(1).upper() + "\n" + abstract(1) + " A second version.", title(4) + "\n" + abstract(4)]
    imported(library, write(tmp_path, "a.txt", "\n".join([one, title(2), abstract(2)])))
    imported(library, write(tmp_path, "b.txt", "\n".join(shown)))
    assert library.paper(1).title == title(1)
    library.undo_import(1)
    paper = library.paper(1)
    assert (paper.title, paper.abstract) == (title(1).upper(), abstract(1) + " A second version.")
    assert (paper.seen, len(paper.sources)) == (1, 1)
    library.undo()
    assert (library.paper(1).title, library.paper(1).seen) == (title(1), 2)


BIB = """@article{smith2020, title = {On Gardens}, author = {Smith, Ann}, year = 2020, doi = {10.1000/182},
  keywords = {green, ha\\"a}, annote = {mine}, file = {x.pdf}, journal = {J. of Gardens}}
@misc{other, title = {On Other Gardens of Stone}, year = 1999}
"""


def test_what_a_bibliography_told_goes_with_it(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "refs.bib", BIB))
    first, second = library.papers(library.ids("all", sort="import"))
    assert (first.year, first.authors, first.citation_key, first.doi) == (
        2020,
        ("Smith, Ann",),
        "smith2020",
        "10.1000/182",
    )
    assert (first.note, first.tags[0], second.citation_key) == ("mine", "green", "other")
    done = library.undo_import(1)
    assert (done.removed, done.kept) == (2, ())
    assert library.tags() == []
    library.undo()
    assert library.paper(first.id) == first


def test_the_report_names_repaired_and_broken_entries(library: Library, tmp_path: Path) -> None:
    cut = "@misc{cut, title = {A title whose entry does not end}, year = 2001\n\n"
    broken = "@misc{torn, title = {A {brace that never closes,\n year = 2003}\n"
    (file,) = imported(library, write(tmp_path, "a.bib", BIB + cut + BIB.replace("other", "more") + broken)).files
    assert [note for note in file.notes if "repaired" in note] == [
        "Line 4 was repaired: of the entry cut its closing brace is missing."
    ]
    assert [(item.line, "torn" in item.reason, "\n" in item.reason) for item in file.rejected] == [(9, True, False)]
    assert library.dumps()[0].report.notes == file.notes


def test_of_very_many_repaired_entries_only_some_are_named(library: Library, tmp_path: Path) -> None:
    cut = "".join(f"@misc{{k{n}, title = {{{title(n)} {n}}}\n\n" for n in range(1005))
    (file,) = imported(library, write(tmp_path, "a.bib", cut + BIB)).files
    more, missing = file.notes[1000:]
    assert more == "5 more records were repaired."
    assert missing == "A file that it names is not there, or is no document: x.pdf"


def test_facts_of_another_dump_stay(library: Library, tmp_path: Path) -> None:
    other = BIB.replace("smith2020", "x").replace("2020", "2021").replace("mine", "").replace(" J. of Gardens", "J")
    imported(library, write(tmp_path, "a.bib", BIB))
    imported(library, write(tmp_path, "b.bib", other))
    assert library.paper(1).year == 2020
    library.undo_import(1)
    paper = library.paper(1)
    assert (paper.year, paper.authors, paper.citation_key) == (2021, ("Smith, Ann",), "smith2020")


def test_a_record_that_is_two_papers_by_rule_asks_whether_they_are_one(library: Library) -> None:
    first = library.add_paper(title=title(1), abstract=abstract(1))
    second = library.add_paper(title=title(1), abstract=abstract(1))
    report = imported(library, text=page([1, 2, 3]))
    assert adds_up(report) and (report.records.known, report.records.new, report.records.asked) == (1, 2, 0)
    question = library.questions()[0]
    assert (question.paper, question.other, question.kind) == (first, second, "also-same")
    imported(library, text=page([1, 2, 3, 4]))
    assert len(library.questions()) == 1


def test_abstracts_of_a_few_kinds_of_beginnings_are_a_list(library: Library) -> None:
    assert imported(library, text=abstract_list(range(20, 40))).records.new == 20
