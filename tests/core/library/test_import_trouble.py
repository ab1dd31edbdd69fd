"""Importing when things go wrong: cancelling, files that are no dumps, hostile text and names; what is reported."""

import gzip
import json
import os
import random
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.core.errors import ReadOnlyError
from readinglist.core.library import Library, preparing, run
from readinglist.core.records import FileReport
from tests.library_support import abstract, abstract_list, adds_up, imported, page, state, title, write


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


# ---- cancelling ----


def big(tmp_path: Path, papers: int = 1300) -> Path:
    return write(tmp_path, "big.txt", page(range(papers)))


@pytest.mark.parametrize(("way", "child"), [("close", False), ("ask", True)])
def test_cancelled_between_batches_and_gone_on(
    way: str, child: bool, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if child:
        monkeypatch.setattr(preparing, "SMALL", 0)
    file = big(tmp_path)
    stop = False
    steps = library.import_dumps([file], cancelled=lambda: stop)
    progress = next(steps)
    while not progress.done:
        progress = next(steps)
    if way == "close":
        steps.close()
    else:
        stop = True
        report = run(steps)
        assert report.cancelled and report.files[0].cancelled and adds_up(report)
        assert report.records.total == preparing.BATCH
        assert report.files[0].lines.abstract == preparing.BATCH
    stored = len(library.ids("all"))
    assert stored == preparing.BATCH
    assert library.dumps()[0].report.cancelled
    assert library.undo_label == "import big.txt"
    report = imported(library, file)
    assert not report.cancelled and adds_up(report)
    assert (report.records.total, report.records.new) == (1300, 1300)
    assert any(f"{preparing.BATCH:,} of these records stood already" in note for note in report.files[0].notes)
    assert len(library.dumps()) == 1
    with Library.open(tmp_path / "at once") as other:
        imported(other, file)
    # Number for number the same as an import without interruption.
    assert state(tmp_path / "library") == state(tmp_path / "at once")


def test_cancelled_in_the_middle_of_a_batch(library: Library, tmp_path: Path) -> None:
    file = big(tmp_path, 1100)
    original = library._store.imports.batch
    calls = []

    class StopError(Exception):
        pass

    def batch(dump: int, added: int, give_way: Callable[[], None]) -> object:
        calls.append(dump)
        if len(calls) == 2:
            with original(dump, added, give_way) as opened:
                opened._insert_papers([])
                raise StopError
        return original(dump, added, give_way)

    library._store.imports.batch = batch  # type: ignore[method-assign]
    with pytest.raises(StopError):
        imported(library, file)
    del library._store.imports.batch
    assert len(library.ids("all")) == preparing.BATCH
    assert library.undo_label == "import big.txt"
    assert imported(library, file).records.new == 1100
    assert len(library.ids("all")) == 1100


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


def test_an_archive_with_one_wrong_byte_stops_no_other_file(library: Library, tmp_path: Path) -> None:
    archive = tmp_path / "pages.zip"
    for at in (45, 60, 200, 1000):
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("page.txt", page(range(10, 60)))
        data = bytearray(archive.read_bytes())
        data[at] ^= 0xFF
        archive.write_bytes(data)
        report = imported(library, archive, write(tmp_path, f"good{at}.txt", page([at % 97, 98])))
        assert report.files[0].error and not report.files[1].error
    assert len(library.dumps()) == 4


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_file_whose_first_byte_cannot_be_read_stops_no_other(library: Library, tmp_path: Path) -> None:
    bad, good = imported(library, "/proc/self/mem", write(tmp_path, "good.txt", page(range(3)))).files
    assert "could not be read" in str(bad.error) and good.records.new == 3


@pytest.mark.slow
def test_a_file_that_is_cut_while_it_is_read_is_imported_whole_later(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "SMALL", 1 << 20)
    whole = page(range(9000))
    file = write(tmp_path, "page.txt", whole)
    steps = library.import_dumps([file])
    while "Reading" in next(steps).message:
        pass
    os.truncate(file, len(whole) // 2)
    assert "was changed while it was read" in str(run(steps).files[0].error)
    assert library.dumps() == []
    write(tmp_path, "page.txt", whole)
    assert imported(library, file).records.new == 9000


@pytest.mark.slow
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
    # Longer than what is read ahead: the queue of four batches, the pipe and the batch in work.
    data = bytearray(gzip.compress(page(range(9000)).encode(), compresslevel=0, mtime=0))
    file.write_bytes(data)
    steps = library.import_dumps([file, write(tmp_path, "good.txt", page([70, 71]))])
    while "Reading" in next(steps).message:
        pass
    data[len(data) - len(data) // 16 :] = b""
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
    assert library.search("dump:??.txt ").total == 3


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
    mixed[1:1] = [" ", ""]
    mixed[4:] = [line for each in mixed[4:] for line in ("", each)]
    report = imported(library, write(tmp_path, "mixed.txt", "\n".join(mixed)))
    file: FileReport = report.files[0]
    blank = [line for run in file.blank for line in range(run.first, run.last + 1, run.step)]
    assert blank == [number for number, line in enumerate(mixed, 1) if not line.strip()]
    assert len(blank) == file.lines.blank and len(file.blank) < 5
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
    assert len(seen[0].sample) == 3 and all(draft.title and draft.abstract for draft in seen[0].sample)
    report = imported(library, path)
    assert seen[0].lines == report.lines and seen[0].records == report.records and seen[1].error
    assert library.preview([path])[0].already_imported


def test_a_preview_says_why_a_file_is_none_as_the_import_does(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "numbers.bin"
    path.write_bytes(bytes(range(256)) * 8)
    [seen], [made] = library.preview([path]), imported(library, path).files
    assert seen.error == made.error
    assert seen.error and str(path) not in seen.error  # it stands above


@pytest.mark.parametrize("looks", [0, 1, 3])
def test_a_preview_that_nobody_waits_for_ends(library: Library, tmp_path: Path, looks: int) -> None:
    paths = [write(tmp_path, f"page{number}.txt", page(range(200))) for number in range(3)]
    asked = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > looks

    seen = library.preview(paths, cancelled=cancelled)
    assert [report.cancelled for report in seen] == [True] and len(asked) == looks + 1


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
