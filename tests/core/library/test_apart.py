"""A large import of a window runs in a process of its own: what it leaves and says is what it would be in this one."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from readinglist.core.errors import LibraryVanishedError, ReadingListError
from readinglist.core.library import Library, apart, indexing, preparing, run
from readinglist.core.library.indexing import Indexer
from readinglist.core.records import ImportReport, Progress
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
        with suppress(OSError):  # a thread that has just ended
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
        "readinglist.core.library.importing.run_apart", lambda _store, _turns, task, _cancelled: started.append(task)
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


@pytest.mark.slow
def test_a_preview_can_be_cancelled(tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(6000)))
    with attended(tmp_path / "library") as library:
        reports = library.preview([file, file], cancelled=lambda: True)
        assert len(reports) < 2 and all(report.cancelled for report in reports)
        assert len(library.ids("all")) == 0


def test_a_file_that_was_replaced_under_the_library_is_not_written_to(tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(5)))
    with Library.open(tmp_path / "other") as library:
        library.add_paper(title="Of a backup")
    with attended(tmp_path / "library") as library:
        library.add_paper(title="Of the library")
        (tmp_path / "other" / "library.sqlite").replace(tmp_path / "library" / "library.sqlite")
        with pytest.raises(LibraryVanishedError):
            imported(library, file)


@pytest.mark.parametrize("what", ["import", "preview"])
def test_a_program_that_was_updated_meanwhile_changes_no_library_under_its_window(what: str, tmp_path: Path) -> None:
    file = write(tmp_path, "page.txt", page(range(5)))
    with attended(tmp_path / "library") as library:
        with closing(sqlite3.connect(library.paths.database)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {version - 1}")
        with pytest.raises(ReadingListError, match="was updated while its window was open"):
            library.preview([file]) if what == "preview" else imported(library, file)
        with closing(sqlite3.connect(library.paths.database)) as connection:
            assert connection.execute("PRAGMA user_version").fetchone()[0] == version - 1
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


def test_an_index_that_is_updated_answers_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child's work is done here, by a second index, so that each of its commits can be waited for."""

    def by_another(indexer: Indexer, what: str, _papers: int) -> Generator[Progress, None, str]:
        other = Indexer(indexer._store, indexer._paths, False, indexer._turns)
        assert what == "update"
        yield from other.apply_batches()
        other.close()
        return ""

    monkeypatch.setattr(indexing, "_BATCH", 70)
    monkeypatch.setattr(indexing, "_SEVERAL", 50)
    monkeypatch.setattr(Indexer, "_in_child", by_another)
    with attended(tmp_path / "library") as library:
        imported(library, text=page(range(100)))
        library.add_paper(title="A method of before")
        seen = []
        for progress in library.import_dumps(text=page(range(200, 290))):
            if progress.message == "Indexing":
                found = library.search("method", limit=1)
                seen.append((found.total, found.behind))
        assert seen == [(170, 21), (170, 21)]  # the last few of an index are on the disk when it is closed
        assert library.search("method", limit=1).total == 191
        assert library.check() == []


def test_what_an_import_brings_during_an_update_waits_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    def by_another(indexer: Indexer, _what: str, papers: int) -> Generator[Progress, None, str]:
        begun.append(papers)
        other = Indexer(indexer._store, indexer._paths, False, indexer._turns)
        yield from other.apply_batches()
        other.close()
        if len(begun) == 1:
            _store_more(library, 80)
        return ""

    def _store_more(library: Library, papers: int) -> None:
        for number in range(papers):
            library.add_paper(title=f"A method found later, the {number}th of them")

    monkeypatch.setattr(indexing, "_SEVERAL", 50)
    monkeypatch.setattr(Indexer, "_in_child", by_another)
    with attended(tmp_path / "library") as library:
        imported(library, text=page(range(200)))  # the index is made here
        imported(library, text=page(range(300, 400)))
        assert begun == [100]
        assert library.search("method", limit=1).behind == 80
        run(library.catch_up())
        assert begun == [100, 80]
        assert library.search("method", limit=1).total == 380
        _store_more(library, 3)
        run(library.catch_up())
        assert begun == [100, 80]
        assert library.check() == []


def test_many_that_are_gone_leave_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_SEVERAL", 50)
    with attended(tmp_path / "library") as library:
        imported(library, text=page(range(30)))
        imported(library, text=page(range(100, 180)))
        library.undo()
        changed = library.ids("all")
        for paper in changed:
            library.set_note(paper, "zebrafish")
        run(library.catch_up())
        found = library.search("zebrafish", limit=1)
        assert (found.total, found.behind) == (30, 0)
        assert library._search()._indexer.index.sequence == library._store.changes.last()
        assert library.check() == []


@pytest.mark.parametrize("module", ["import_child", "prepare_child", "index_child"])
def test_children_hear_of_searches(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = tmp_path / "heard"
    site = write(tmp_path, "sitecustomize.py", (
        f"import sys\nif 'readinglist.core.library.{module}' in sys.orig_argv:\n"
        "    from readinglist.core.library.turns import Turns\n"
        "    hear = Turns.hear\n"
        "    def told(turns, word):\n"
        f"        with open({str(heard)!r}, 'ab') as file:\n"
        "            file.write(word)\n"
        "        hear(turns, word)\n"
        "    Turns.hear = told\n"
    ))  # fmt: skip
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site.parent), str(ROOT)]))
    monkeypatch.setattr(indexing, "_LARGE", 50)
    monkeypatch.setattr(preparing, "SMALL", 0)
    file = write(tmp_path, "page.txt", page(range(200)))
    with Library.open(tmp_path / "library", attended=module != "prepare_child") as library:
        with library._turns.search():  # one that lasts: nobody waits for ever
            assert imported(library, file).records.new == 200
        assert library.check() == []
    assert set(heard.read_bytes()) <= set(b"()") and heard.read_bytes().startswith(b"(")


@pytest.mark.parametrize("harm", ["kill", "folder", "pointer"])
def test_what_befalls_an_update_takes_no_report_away_and_heals(
    harm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_SEVERAL", 50)
    popen, begun = subprocess.Popen, []

    def harmed(arguments: list[str], **named: Any) -> Any:
        if harm == "kill" and "update" in arguments and not begun:
            begun.append(arguments)
            arguments = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
        return popen(arguments, **named)

    with attended(tmp_path / "library") as library:
        imported(library, text=page(range(100)))
        index = library.paths.index
        if harm == "folder":
            shutil.rmtree(index)
        elif harm == "pointer":
            (index / "CURRENT").unlink()
        monkeypatch.setattr(subprocess, "Popen", harmed)
        report = imported(library, text=page(range(200, 290)))
        assert report.records.new == 90
        if harm == "kill":
            found = library.search("method", limit=1)
            assert any("ended unexpectedly" in note for note in found.notes) and found.total + found.behind == 190
        run(library.catch_up())
        found = library.search("method", limit=1)
        assert (found.total, found.notes, library.index_state) == (190, (), "ready")
        assert library.check() == []


def test_closing_the_library_ends_an_update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "_SEVERAL", 50)
    popen, started = subprocess.Popen, threading.Event()

    def endless(arguments: list[str], **named: Any) -> Any:
        if "readinglist.core.library.index_child" not in arguments:
            return popen(arguments, **named)
        child = popen([sys.executable, "-c", "import sys; print('done 1', flush=True); sys.stdin.read()"], **named)
        started.set()
        return child

    library = attended(tmp_path / "library")
    imported(library, text=page(range(100)))
    monkeypatch.setattr(subprocess, "Popen", endless)
    worker = threading.Thread(target=imported, args=(library,), kwargs={"text": page(range(200, 290))})
    worker.start()
    assert started.wait(PATIENCE)
    library.close()
    worker.join(PATIENCE)
    assert not worker.is_alive()


def test_a_star_is_no_indexing(tmp_path: Path) -> None:
    with attended(tmp_path / "library") as library:
        imported(library, text=page(range(3)))
        library.star([1])
        assert list(library.catch_up()) == []
