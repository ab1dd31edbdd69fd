"""Importing: the real dumps in any order, the same bytes again, cancelling, undoing, what is no dump, what goes wrong."""

import gzip
import json
import os
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.core.errors import ReadOnlyError
from readinglist.core.library import Library, preparing, run
from readinglist.core.records import FileReport
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


def test_facts_of_another_dump_stay(library: Library, tmp_path: Path) -> None:
    other = BIB.replace("smith2020", "x").replace("2020", "2021").replace("mine", "").replace(" J. of Gardens", "J")
    imported(library, write(tmp_path, "a.bib", BIB))
    imported(library, write(tmp_path, "b.bib", other))
    assert library.paper(1).year == 2020
    library.undo_import(1)
    paper = library.paper(1)
    assert (paper.year, paper.authors, paper.citation_key) == (2021, ("Smith, Ann",), "smith2020")


# ---- cancelling ----


def big(tmp_path: Path, papers: int = 1300) -> Path:
    return write(tmp_path, "big.txt", page(range(papers)))


@pytest.mark.parametrize("child", [False, True])
@pytest.mark.parametrize("way", ["close", "ask"])
def test_cancelled_between_batches_and_gone_on(
    way: str, child: bool, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if child:
        monkeypatch.setattr(preparing, "SMALL", 0)
    file = big(tmp_path)
    stop = False
    steps = library.import_dumps([file], cancelled=lambda: stop)
    progress = next(steps)
    while progress.done < 500:
        progress = next(steps)
    if way == "close":
        steps.close()
    else:
        stop = True
        report = run(steps)
        assert report.cancelled and report.files[0].cancelled and adds_up(report)
        assert report.records.total in (500, 1000)
    stored = len(library.ids("all"))
    assert stored in (500, 1000)
    assert library.dumps()[0].report.cancelled
    assert library.undo_label == "import big.txt"
    report = imported(library, file)
    assert not report.cancelled and adds_up(report)
    assert (report.records.total, report.records.new) == (1300, 1300)
    assert len(library.dumps()) == 1
    with Library.open(tmp_path / "at once") as other:
        imported(other, file)
    # Number for number the same as an import without interruption.
    assert state(tmp_path / "library") == state(tmp_path / "at once")


def test_cancelled_in_the_middle_of_a_batch(library: Library, tmp_path: Path) -> None:
    file = big(tmp_path, 700)
    original = library._store.imports.batch
    calls = []

    class Stop(Exception):
        pass

    def batch(dump: int) -> object:
        calls.append(dump)
        if len(calls) == 2:
            with original(dump) as opened:
                opened._insert_papers([])
                raise Stop
        return original(dump)

    library._store.imports.batch = batch  # type: ignore[method-assign]
    with pytest.raises(Stop):
        imported(library, file)
    del library._store.imports.batch
    assert len(library.ids("all")) == 500
    assert library.undo_label == "import big.txt"
    assert imported(library, file).records.new == 700
    assert len(library.ids("all")) == 700


def test_cancelled_before_anything_is_stored(library: Library, tmp_path: Path) -> None:
    steps = library.import_dumps([big(tmp_path)])
    next(steps)
    steps.close()
    report = run(library.import_dumps([big(tmp_path)], cancelled=lambda: True))
    assert report.cancelled
    assert library.dumps() == [] and library.undo_label is None


# ---- what goes wrong ----


def corrupt_gzip(tmp_path: Path) -> Path:
    data = bytearray(gzip.compress(page(range(300)).encode(), mtime=0))
    path = tmp_path / "cut.txt.gz"
    path.write_bytes(bytes(data[: len(data) // 2]))
    return path


def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing(library: Library, tmp_path: Path) -> None:
    report = imported(library, corrupt_gzip(tmp_path), write(tmp_path, "good.txt", page(range(3))))
    bad, good = report.files
    assert "damaged" in str(bad.error) and good.records.new == 3 and adds_up(report)
    assert [dump.name for dump in library.dumps()] == ["good.txt"]


def test_a_file_that_turns_unreadable_after_a_batch_leaves_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first pass (hash, encoding) goes well; then the file changes, as on a drive that is pulled."""
    monkeypatch.setattr(preparing, "SMALL", 1 << 20)
    library.add_paper(title=title(1), abstract=abstract(1))
    imported(library, text=abstract_list([2, 3, 4]))
    before = state(tmp_path / "library")
    file = tmp_path / "turning.txt.gz"
    # Stored, not deflated: the part that is read first stays as it was.
    data = bytearray(gzip.compress(page(range(3000)).encode(), compresslevel=0, mtime=0))
    file.write_bytes(data)
    steps = library.import_dumps([file, write(tmp_path, "good.txt", page([70, 71]))])
    while "Reading" in next(steps).message:
        pass
    data[len(data) - len(data) // 3 :] = b""
    file.write_bytes(data)
    report = run(steps)
    bad, good = report.files
    assert bad.error and "\n" not in bad.error and good.records.new == 2
    assert library.undo_label == "import good.txt"
    library.undo()
    assert state(tmp_path / "library") == before
    assert library._store.damage() == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ""),
        ("letter.txt", b"Dear Ann,\n\nthe roses are in bloom. Come soon!\n\nYours, Bea\n", ""),
        ("book.epub", b"PK\x03\x04broken", ""),
        ("a.json", json.dumps({"a": [1, 2, {"b": "c"}]}, indent=1).encode() * 30, "JSON"),
    ],
)
def test_what_is_no_dump_is_refused_with_a_reason(
    name: str, content: bytes, says: str, library: Library, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    report = imported(library, tmp_path / name)
    assert says in str(report.files[0].error) and "\n" not in str(report.files[0].error)
    assert report.files[0].records.total == 0 and adds_up(report)
    assert library.dumps() == [] and library.undo_label is None


@pytest.mark.skipif(os.name != "posix", reason="needs FIFOs")
def test_a_fifo_a_missing_file_and_a_folder_without_files(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "nothing").mkdir()
    report = imported(library, tmp_path / "fifo", tmp_path / "missing", tmp_path / "nothing", "", "nul\0name")
    assert all(file.error for file in report.files) and len(report.files) == 5
    assert "pipe" in str(report.files[0].error) and "no such file" in str(report.files[1].error)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may hold any bytes")
def test_a_file_whose_name_is_no_text(library: Library, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xe9.txt"))
    path.write_text(page(range(3)))
    report = imported(library, path)
    assert report.records.new == 3
    assert library.dumps()[0].name == "??.txt"
    assert library.search("dump:??.txt").total >= 0


def test_nothing_is_imported_into_a_library_for_reading(library: Library, tmp_path: Path) -> None:
    library.add_paper(title="x")
    with Library.open(tmp_path / "library", read_only=True) as reader, pytest.raises(ReadOnlyError):
        imported(reader, write(tmp_path, "a.txt", page([1])))


HOSTILE = "\x00\ud800\x1b[31m\u202e\u200b\ufeff\x7f"


def test_hostile_characters_everywhere(library: Library, tmp_path: Path) -> None:
    lines = page(range(4)).split("\n")
    lines[1] += HOSTILE
    lines[2] += HOSTILE
    path = tmp_path / "hostile.txt"
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    assert imported(library, path).records.total == 4
    imported(library, text=page([8, 9]) + HOSTILE)
    library.tag([1], "ta\ud800g")
    library.set_note(1, "no\ud800te\x00")
    for field in ("title", "abstract", "authors", "venue", "url", "publisher", "note"):
        library.edit(1, field, f"va{HOSTILE}lue")
    library.highlight(1, "va\ud800", before="\x00", after="\udfff", comment="\ud800")
    number = library.save_search("na\ud800me", "que\ud800ry")
    library.rename_search(number, "other\ud800")
    library.rename_tag("ta\ud800g", "ne\ud800w")
    library.set_setting("x", "\ud800")
    for query in (HOSTILE, "tag:\ud800", '"\ud800"', "dump:\x00"):
        library.search(query)
    assert library.tags()[0].name == "new"
    assert json.dumps(str(library.papers(library.ids("all"))))
    library.export(path=tmp_path / "out.bib")
    library.set_tag_colour("n\ud800ew", "#ffffff")
    library.delete_tag("new\x00")
    for query in ("tag", "note"):
        library.search(query)


INJECTIONS = ["'; DROP TABLE paper; --", '" OR 1=1 --', "%", "_", "\\", "'||(SELECT 1)||'", "); DELETE FROM tag;", "?1"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_sql_in_names_is_text(text: str, library: Library, tmp_path: Path) -> None:
    path = tmp_path / (text.replace("/", "") + ".txt")
    path.write_text(page(range(3)))
    imported(library, path)
    library.tag([1], text)
    library.set_note(2, text)
    library.edit(3, "title", text)
    library.save_search(text, text)
    assert list(library.ids("all", tag=text)) == [1]
    assert library.tags()[0].name == " ".join(text.split())
    assert library.dumps()[0].name == path.name
    library.rename_tag(text, text + "x")
    library.untag([1], text + "x")
    library.search(f'tag:"{text}" OR dump:"{path.name}" OR key:{text}')
    assert library.tags() == [] and len(library.ids("all")) == 3
    assert library._store.damage() == []


# ---- reports ----


def test_every_number_opens_its_list(library: Library, tmp_path: Path) -> None:
    imported(library, text=abstract_list([1, 2, 3]))
    mixed = [
        "Papers",
        "Mar 13",
        "12 upvotes",
        *(line for n in (1, 5, 6) for line in (title(n), abstract(n))),
        "",
        "x y",
    ]
    report = imported(library, write(tmp_path, "mixed.txt", "\n".join(mixed)))
    file: FileReport = report.files[0]
    assert adds_up(report)
    counts = Counter({name: len(pairs) for name, pairs in file.records_by_outcome.items()})
    for name in ("new", "known", "healed", "asked"):
        assert counts[name] == getattr(file.records, name)
    assert len(file.rejected) == file.records.rejected
    assert len(file.furniture) == file.lines.furniture and len(file.unparsed) == file.lines.unparsed
    assert library.dump(file.dump_id or 0).report == file.__class__(**{
        **{name: getattr(file, name) for name in file.__dataclass_fields__}, "file": "mixed.txt"
    })  # fmt: skip


def test_a_preview_stores_nothing_and_counts_the_same(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "page.txt", page(range(5)))
    seen = library.preview([path, tmp_path / "missing"])
    assert library.dumps() == [] and len(library.ids("all")) == 0
    report = imported(library, path)
    assert seen[0].lines == report.lines and seen[0].records == report.records and seen[1].error
    assert library.preview([path])[0].already_imported


def test_archives_and_their_names(library: Library, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("in/one.txt", page(range(3)))
        archive.writestr("../../escape.txt", page(range(3, 6)))
        archive.writestr("notes.md", "# hello\n")
    report = imported(library, tmp_path / "all.zip")
    assert report.records.new == 6 and adds_up(report)
    assert {dump.name for dump in library.dumps()} == {"all.zip!in/one.txt", "all.zip!../../escape.txt"}
    assert not list(tmp_path.parent.glob("escape.txt"))


def test_random_pages_add_up(library: Library, tmp_path: Path) -> None:
    chance = random.Random(5)
    lines = [line for n in range(40) for line in (title(n), abstract(n))]
    for round_number in range(6):
        shuffled = lines[:]
        for _ in range(8):
            shuffled.insert(
                chance.randrange(len(shuffled)), chance.choice(["", "Mar 3", "·", "15", "Upvote", title(3)])
            )
        assert adds_up(imported(library, write(tmp_path, f"{round_number}.txt", "\n".join(shuffled))))
