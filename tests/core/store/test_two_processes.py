"""A reader in another process, while a library is open for writing here."""

import subprocess
import sys
from pathlib import Path

from readinglist.core.library import Library
from tests.timing import PATIENCE

READ = "import sys; from readinglist.core.library import Library; "
READ += "print(len(Library.open(sys.argv[1], create=False, read_only=True).ids()))"


def read_elsewhere(folder: Path) -> str:
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        timeout=PATIENCE,
    )
    return done.stdout.strip()


def test_a_reader_that_leaves_does_not_take_the_log_along(tmp_path: Path):
    with Library.open(tmp_path) as library:
        library.add_paper(title="The first paper of this library")
    with Library.open(tmp_path) as library:
        assert read_elsewhere(tmp_path) == "1"  # before anything was written: the window has just been opened
        library.add_paper(title="The second paper of this library")
        assert read_elsewhere(tmp_path) == "2"
        library.add_paper(title="The third paper of this library")
        assert read_elsewhere(tmp_path) == "3"
    with Library.open(tmp_path) as library:
        assert len(library.ids()) == 3
        assert library.check() == []
