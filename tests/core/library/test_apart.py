"""A large import of a window runs in a process of its own: what it leaves and says is what it would be in this one."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from readinglist.core.errors import ReadingListError
from readinglist.core.library import Library, apart, indexing, preparing, run
from readinglist.core.records import ImportReport
from tests.library_support import ROOT, abstract_list, adds_up, imported, page, python, state, write
from tests.timing import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends processes as POSIX does")


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 0)


def attended(home: Path) -> Library:
    return Library.open(home, attended=True)


def without_seconds(report: ImportReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in ("files", "lines", "records", "cancelled")}


def children() -> set[int]:
    """The processes of this one that have not ended."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        found |= {int(number) for number in (task / "children").read_text().split()}
    return found


@pytest.mark.parametrize("what", ["files", "folder", "text", "bad"])
def test_the_same_is_stored_and_said_as_in_this_process(what: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write(folder, "one.txt", page(range(40)))
    write(folder, "two.txt", abstract_list(range(30, 60)))
    write(folder, "three.txt", "nothing of use\n")
    paths: list[str | Path] = {
        "files": [folder / "one.txt", folder / "two.txt"],
        "folder": [folder],
        "text": [],
        "bad": [folder / "missing.txt", folder / "three.txt", ""],
    }[what]  # type: ignore[assignment]
    text = page(range(20)) if what == "text" else None
    reports, previews = [], []
    for name, watched in (("here", False), ("apart", True)):
        with Library.open(tmp_path / name, attended=watched) as library:
            previews.append(library.preview(paths, text=text))
            assert len(library.ids("all")) == 0
            reports.append(imported(library, *paths, text=text))
            assert library.check() == []
            label = library.undo_label
            library.undo()
            assert len(library.ids("all")) == 0
            library.redo()
    assert previews[0] == previews[1]
    assert without_seconds(reports[0]) == without_seconds(reports[1])
    assert state(tmp_path / "here") == state(tmp_path / "apart")
    assert (label is None) == (what == "bad")


def test_an_import_goes_its_ways(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a process of its own when it is large and somebody is at a window."""
    started: list[object] = []
    monkeypatch.setattr(
        "readinglist.core.library.importing.run_apart", lambda _store, task, _cancelled: started.append(task)
    )
    file = write(tmp_path, "page.txt", page(range(3)))
    with Library.open(tmp_path / "library") as library:
        imported(library, file)
    assert not started
    monkeypatch.setattr(apart, "LARGE", 1 << 20)
    folder = tmp_path / "folder"
    folder.mkdir()
    assert not apart.is_large([str(file), str(folder), str(tmp_path / "missing"), ""], "text")
    large = write(folder, "large.txt", "x" * (1 << 20))
    assert apart.is_large([str(large)], None) and apart.is_large([str(folder)], None)
    assert not apart.is_large([str(large), "-"], None)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["asked", "closed"])
def test_a_cancelled_import_leaves_whole_batches_and_one_step(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "page.txt", page(range(1800)))
    before = children()
    with attended(tmp_path / "library") as library:
        stop = threading.Event()
        steps = library.import_dumps([file], cancelled=stop.is_set)
        report = None
        for progress in steps:
            if progress.done >= preparing.BATCH:
                if how == "closed":
                    steps.close()
                    break
                stop.set()
                report = run(steps)
        stored = len(library.ids("all"))
        assert 0 < stored <= 1800 and (stored % preparing.BATCH == 0 or stored == 1800)
        assert report is None or report.cancelled or stored == 1800
        assert children() == before
        again = imported(library, file)
        assert adds_up(again) and len(library.ids("all")) == 1800
        assert library.check() == []
        while library.undo_label is not None:
            library.undo()
        assert len(library.ids("all")) == 0


def test_a_preview_can_be_cancelled(tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(3000)))
    with attended(tmp_path / "library") as library:
        reports = library.preview([file], cancelled=lambda: True)
        assert reports == [] or reports[-1].cancelled or reports[-1].records.total == 3000
        assert len(library.ids("all")) == 0


def test_what_the_user_does_meanwhile_has_its_turn(tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(100, 1400)))
    with attended(tmp_path / "library") as library:
        imported(library, text=page(range(20)))
        notes = 0
        for progress in library.import_dumps([file]):
            assert library.search("method3").total >= 1
            if progress.message.startswith("Importing"):
                notes += 1
                library.set_note(1, f"note {notes}")
        assert library.paper(1).note == f"note {notes}"
        library.undo()
        assert library.paper(1).note == ""
        assert len(library.ids("all")) == 1320
        assert library.check() == []


def killed(library: Library, file: Path, before: set[int]) -> None:
    steps = library.import_dumps([file])
    for progress in steps:
        if progress.done >= preparing.BATCH:
            break
    for number in children() - before:
        os.kill(number, signal.SIGKILL)
    with pytest.raises(ReadingListError, match="What it had stored stays"):
        run(steps)


@pytest.mark.slow
def test_a_child_that_is_killed_is_told_and_the_import_goes_on_there(tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(6000)))
    with attended(tmp_path / "library") as library:
        killed(library, file, children())
        stored = len(library.ids("all"))
        assert stored >= preparing.BATCH and stored % preparing.BATCH == 0
        library.star([1])  # nobody holds the writer's turn
        report = imported(library, file)
        assert adds_up(report) and len(library.ids("all")) == 6000
        assert library.paper(1).starred
        assert library.check() == []


@pytest.mark.slow
def test_a_child_ends_with_its_parent(tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(6000)))
    program = (
        "import sys\nfrom pathlib import Path\nfrom readinglist.core.library import Library, apart\n"
        "apart.LARGE = 0\nlibrary = Library.open(sys.argv[1], attended=True)\n"
        "for progress in library.import_dumps([sys.argv[2]]):\n"
        "    tasks = Path('/proc/self/task').iterdir()\n"
        "    found = [number for task in tasks for number in (task / 'children').read_text().split()]\n"
        "    print(progress.done, *found, flush=True)\n"
    )
    with python("-c", program, tmp_path / "library", file) as process:
        assert process.stdout is not None
        for line in process.stdout:
            done, *found = map(int, line.split())
            if done >= preparing.BATCH:
                break
        process.kill()
        process.wait()
    for number in found:
        _wait_for_end_of(number)
    with attended(tmp_path / "library") as library:
        assert library.check() == []
        report = imported(library, file)
        assert adds_up(report) and len(library.ids("all")) == 6000


def _wait_for_end_of(number: int) -> None:
    """A process that nobody here is the parent of: the end of its files is the end of it."""
    try:
        end = os.pidfd_open(number)
    except ProcessLookupError:
        return
    try:
        import select

        assert select.select([end], [], [], PATIENCE)[0]
    finally:
        os.close(end)


@pytest.mark.parametrize(
    ("raised", "expected", "match"),
    [
        ("ZeroDivisionError('a bug')", RuntimeError, "ZeroDivisionError: a bug"),
        ("ReadOnlyError('may not be written to', title='No', job='folder')", ReadingListError, "may not be written to"),
    ],
)
def test_what_goes_wrong_there_is_raised_here(
    raised: str, expected: type[Exception], match: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write(tmp_path, "sitecustomize.py", (
        "import sys\nif 'readinglist.core.library.import_child' in sys.orig_argv:\n"
        "    from readinglist.core.errors import ReadOnlyError\n"
        "    from readinglist.core.store import imports\n"
        f"    def fail(*_arguments, **_named): raise {raised}\n"
        "    imports.ImportStore.begin = fail\n"
    ))  # fmt: skip
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site.parent), str(ROOT)]))
    file = write(tmp_path, "page.txt", page(range(5)))
    with attended(tmp_path / "library") as library:
        with pytest.raises(expected, match=match) as caught:
            imported(library, file)
        if isinstance(caught.value, ReadingListError):
            assert (caught.value.title, caught.value.job) == ("No", "folder")
        assert library.undo_label is None
        library.add_paper(title="Another")


def test_the_writers_turn_of_a_closed_library_is_refused(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    library.close()
    with pytest.raises(ReadingListError, match="closed"), library._store.lend():
        pass


@pytest.mark.parametrize("new", [90, 100])
def test_many_changes_are_indexed_by_a_child_and_seen_as_they_come(
    new: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_LARGE", 100)
    begun: list[list[str]] = []
    popen = subprocess.Popen

    def watched(arguments: list[str], **named: Any) -> Any:
        begun.append(arguments[1:4])
        return popen(arguments, **named)

    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(250)))
        monkeypatch.setattr(subprocess, "Popen", watched)
        library.delete(library.ids("all")[:5])
        imported(library, text=page(range(300, 300 + new)))
        what = [words[2] for words in begun if words[1] == "readinglist.core.library.index_child"]
        assert what == (["update"] if new >= 100 else [])
        assert library.check() == []
        assert library.search("method", limit=1).total == 245 + new
        assert library._store.changes.oldest() >= library._store.changes.last()


@pytest.mark.slow
def test_an_index_that_a_child_brings_up_to_date_answers_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_LARGE", 100)
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(1300)))
        file = write(tmp_path, "page.txt", page(range(2000, 3200)))
        seen = []
        for progress in library.import_dumps([file]):
            if progress.message == "Indexing":
                found = library.search("method", limit=1)
                seen.append(found.total)
                assert found.total + found.behind == 2500
        assert seen == sorted(seen) and seen[-1] == 2500 and len(set(seen)) > 1
        assert library.check() == []
