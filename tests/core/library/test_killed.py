"""Processes killed at random moments, big files, little memory: slow, and the reason why the library can be trusted."""

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.core.library import Library, run
from tests.bench import corpus
from tests.library_support import abstract, abstract_list, adds_up, imported, page, python, state, title, write
from tests.timing import PATIENCE

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and kills as POSIX does"),
]
MB = 1 << 20


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten thousand papers: more than enough for a child process, with twins inside and outside the file."""
    folder = tmp_path_factory.mktemp("big")
    return write(folder, "big.txt", page([*range(9500), *range(500)]))


@pytest.fixture(scope="module")
def uninterrupted(big: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], float]:
    """A library into which the file was imported at once; its state; how long that took."""
    home = tmp_path_factory.mktemp("once") / "library"
    prepare(home)
    started = time.monotonic()
    with Library.open(home) as library:
        report = imported(library, big)
        assert adds_up(report) and report.records.total == 10000
    return home, state(home), time.monotonic() - started


def prepare(home: Path) -> None:
    """Some papers that the import will meet."""
    with Library.open(home) as library:
        imported(library, text=abstract_list(range(20, 40)))
        library.star([1, 2, 3])
        library.set_note(4, "mine")


@pytest.mark.parametrize("number", range(12))
def test_an_import_killed_at_any_moment_goes_on_to_the_same_end(
    number: int, big: Path, uninterrupted: tuple[Path, dict[str, object], float], tmp_path: Path
) -> None:
    _, expected, seconds = uninterrupted
    home = tmp_path / "library"
    prepare(home)
    chance = random.Random(number)
    for _ in range(2):
        process = python("-m", "readinglist", "--library", home, "import", big, start_new_session=True)
        with process:
            try:
                process.wait(timeout=chance.uniform(0.1, 1.1) * seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
    with Library.open(home) as library:
        assert library.check() == []
        unfinished = [dump.name for dump in library.dumps() if dump.report.cancelled]
        assert unfinished in ([], [big.name])
        stored = [len(dump.report.records_by_outcome["new"]) for dump in library.dumps()]
        assert all(adds_up_dump(library, dump.id) for dump in library.dumps()) and stored
        report = imported(library, big)
        assert adds_up(report) and report.records.total == 10000 and not report.cancelled
        assert not any(dump.report.cancelled for dump in library.dumps())
        assert library.check() == []
        assert library.search("framework", limit=1).total == len(library.ids("all"))
    assert state(home) == expected


def adds_up_dump(library: Library, dump: int) -> bool:
    counts = library.dump(dump).report.records
    return counts.total == counts.new + counts.known + counts.healed + counts.asked + counts.rejected


def test_a_new_library_killed_while_it_is_made(tmp_path: Path) -> None:
    chance = random.Random(0)
    for number in range(15):
        home = tmp_path / str(number)
        with python("-m", "readinglist", "--library", home, "add", "--title", "First") as process:
            deadline = time.monotonic() + PATIENCE
            while not home.exists() and time.monotonic() < deadline:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.08))
            process.kill()
        with Library.open(home) as library:
            library.add_paper(title="Second")
            assert 1 <= len(library.ids("all")) <= 2
            assert library._store.damage() == []


def test_verbs_killed_at_any_moment_are_whole_or_not_there(tmp_path: Path) -> None:
    home = tmp_path / "library"
    with Library.open(home) as library:
        imported(library, write(tmp_path, "page.txt", page(range(50))))
    program = (
        "import sys\nfrom readinglist.core.library import Library\nlibrary = Library.open(sys.argv[1])\n"
        "print('ready', flush=True)\nids = list(library.ids('all'))\n"
        "while True:\n    library.tag(ids, 'x'); library.untag(ids, 'x'); library.delete(ids[:9]); library.undo()\n"
    )
    chance = random.Random(2)
    for _ in range(15):
        with python("-c", program, home) as process:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.15))
            process.kill()
        with Library.open(home) as library:
            assert library._store.damage() == []
            if library.undo_label == "delete 9 papers":
                library.undo()
            papers = library.papers(library.ids("all"))
            assert len(papers) == 50
            assert len({paper.tags for paper in papers}) == 1
            run(library.catch_up())
            assert library.check() == []


# ---- little memory ----


class Watch(threading.Thread):
    """Measures the memory of a process and its children, together, until it ends."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        super().__init__(daemon=True)
        self.process = process
        self.peak = 0

    def run(self) -> None:
        while self.process.poll() is None:
            self.peak = max(self.peak, sum(map(resident, family(self.process.pid))))
            time.sleep(0.05)


def family(pid: int) -> list[int]:
    found = [pid]
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            children = (thread / "children").read_text().split()
            found += [number for child in children for number in family(int(child))]
    except OSError:
        return found
    return found


def resident(pid: int) -> int:
    """What a process holds of its own (shared libraries counted in full), in bytes."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def imported_by_process(home: Path, file: Path) -> tuple[int, str, int]:
    with python("-m", "readinglist", "--library", home, "import", file) as process:
        watch = Watch(process)
        watch.start()
        out, err = process.communicate(timeout=12 * PATIENCE)
        watch.join()
    assert b"Traceback" not in err
    return process.returncode, out.decode(), watch.peak


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    shutil.rmtree(tmp_path, ignore_errors=True)  # hundreds of megabytes


def test_a_dump_of_200_mb_in_bounded_memory(room: Path) -> None:
    """Few different papers, many times over: the memory is that of reading, not of the index of a large library."""
    path = room / "large.txt"
    block = "".join(f"{title(n)}\n{abstract(n)}\n" for n in range(2000))
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < 200 * MB:
            file.write(block)
    code, out, peak = imported_by_process(room / "library", path)
    assert code == 0 and "2000 new" in out
    assert peak < 500 * MB


def test_200_mb_of_different_papers_are_stored_and_indexed_in_bounded_memory(room: Path, shared: Path) -> None:
    """All processes together, at every moment: reading, comparing, storing, and the index of 135,000 papers."""
    assert shared.is_dir()
    path = room / "large.txt"
    with path.open("w", encoding="utf-8") as file:
        for paper in corpus.papers(140_000):
            file.write(f"{' '.join(paper.title.split())}\n{' '.join(paper.abstract.split())}\n")
            if file.tell() > 200 * MB:
                break
    code, _, peak = imported_by_process(room / "library", path)
    assert code == 0
    assert peak < 500 * MB, f"{peak // MB} MB"
    with Library.open(room / "library", read_only=True) as library:
        assert len(library.ids(view="all")) > 130_000
        assert library.index_state == "ready" and library.search("model", limit=0).notes == ()


@pytest.mark.parametrize("spaces", [False, True])
def test_a_line_of_300_mb_in_bounded_memory(spaces: bool, room: Path) -> None:
    path = room / "line.txt"
    piece = ("words of a line that never ends " if spaces else "x" * 32) * (MB // 32)
    with path.open("w", encoding="utf-8") as file:
        file.write(page(range(5)) + "\n")
        for _ in range(300):
            file.write(piece)
        file.write("\n" + title(7) + "\n" + abstract(7))
    _, out, peak = imported_by_process(room / "library", path)
    assert "records = " in out or "not imported" in out
    assert peak < 500 * MB


def test_cancelling_is_asked_about_after_every_batch_and_ends_the_writing(big: Path, tmp_path: Path) -> None:
    """How long a cancel takes is how much is done between two steps; what a second holds depends on the machine."""
    for number, share in enumerate((0, 600, 4000)):
        with Library.open(tmp_path / str(number)) as library:
            steps, stored, most = library.import_dumps([big]), 0, 0
            while next(steps).done < share:
                now = len(library.ids(view="all"))
                most, stored = max(most, now - stored), now
            stored = len(library.ids(view="all"))
            steps.close()
            assert most <= 1000
            assert len(library.ids(view="all")) == stored
