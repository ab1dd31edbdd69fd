"""Opening a library: modes, odd places, what is no library, one writer, a file that goes away."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from readinglist.core.errors import (
    LibraryDamagedError,
    LibraryLockedError,
    LibraryTooNewError,
    LibraryVanishedError,
    NoLibraryError,
    ReadingListError,
    ReadOnlyError,
)
from readinglist.core.store import Store
from readinglist.core.store.engine import APPLICATION_ID
from readinglist.core.store.migrations import MIGRATIONS
from readinglist.paths import library_paths
from tests.library_support import ROOT, python
from tests.timing import PATIENCE


def opened(folder: Path, *, create: bool = True, read_only: bool = False) -> Store:
    return Store(library_paths(folder), create=create, read_only=read_only, patience=0.0)


def add(store: Store, title: str = "A title") -> int:
    return store.editing.add({"title": title, "title_key": title, "authors": "[]", "edited": "[]", "has_code": 0,
                              "promises_code": 0, "code_links": "[]", "extra": "{}", "note": ""}, (), ())  # fmt: skip


def pragma(folder: Path, name: str) -> object:
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


def test_only_the_owner_may_read_it(folder: Path) -> None:
    mask = os.umask(0)
    try:
        with closing(opened(folder)) as store:
            add(store)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}
    finally:
        os.umask(mask)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {"library.sqlite", "library.sqlite-wal", "library.id", "library.lock"} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_it_is_a_write_ahead_log_with_our_mark(folder: Path) -> None:
    with closing(opened(folder)) as store:
        with store._engine.write() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA trusted_schema").scalar_one() == 0
        identity = store.library_id
    assert pragma(folder, "journal_mode") == "wal"
    assert pragma(folder, "application_id") == APPLICATION_ID
    assert pragma(folder, "user_version") == len(MIGRATIONS)
    assert (folder / "library.id").read_text() == identity + "\n"
    with closing(opened(folder)) as store:
        assert store.library_id == identity


ODD = ["with space", "ünïcödé 論文", "q?uestion#hash%25&amp", "new\nline", "it's \"quoted\"", "x" * 200,
       "a/" * 60 + "b", ":memory:", "-dash", "~tilde", "$HOME"]  # fmt: skip


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("read_only", [False, True])
def test_odd_places(name: str, read_only: bool, tmp_path: Path) -> None:
    folder = tmp_path / name
    with closing(opened(folder)) as store:
        paper = add(store)
    assert (folder / "library.sqlite").stat().st_size > 4096
    with closing(opened(folder, create=False, read_only=read_only)) as store:
        assert list(store.papers.ids()) == [paper]
    assert not list(tmp_path.glob("*.sqlite"))


@pytest.mark.skipif(os.name != "posix", reason="only there a name may hold any bytes")
def test_a_place_whose_name_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    with closing(opened(folder)) as store:
        add(store)
    with closing(opened(folder, read_only=True)) as store:
        assert len(store.papers.ids()) == 1


@pytest.mark.parametrize("bad", ["nul\0byte", "x" * 300, "file/below"])
def test_places_that_cannot_be(bad: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for read_only in (False, True):
        with pytest.raises(ReadingListError):
            opened(tmp_path / bad, read_only=read_only)


def test_nothing_is_made_without_leave(folder: Path) -> None:
    for create, read_only in ((False, False), (False, True), (True, True)):
        with pytest.raises(NoLibraryError, match="Import a file"):
            opened(folder, create=create, read_only=read_only)
        assert not folder.exists()


# ---- what is no library ----


def test_an_empty_file_where_there_was_none_becomes_a_library(folder: Path) -> None:
    folder.mkdir()
    (folder / "library.sqlite").touch()
    with pytest.raises(NoLibraryError):
        opened(folder, create=False)
    with closing(opened(folder)) as store:
        assert add(store) == 1


def test_an_empty_file_in_the_place_of_a_library_is_not_written_to(folder: Path) -> None:
    opened(folder).close()
    (folder / "library.sqlite").write_bytes(b"")
    for read_only in (False, True):
        with pytest.raises(LibraryDamagedError, match="empty"):
            opened(folder, read_only=read_only)
    assert (folder / "library.sqlite").stat().st_size == 0


def test_a_library_half_made_when_the_program_was_killed_is_made_again(folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    assert (folder / "library.sqlite").stat().st_size > 0
    with closing(opened(folder)) as store:
        assert add(store) == 1


@pytest.mark.parametrize(
    "content",
    [b"Title one\nAbstract one\n" * 500, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 8192, b"x"],
    ids=["text", "zeros", "broken header", "one byte"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_database_is_left_alone(content: bytes, read_only: bool, folder: Path) -> None:
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(content)
    with pytest.raises(LibraryDamagedError):
        opened(folder, read_only=read_only)
    assert (folder / "library.sqlite").read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_of_others_is_left_alone(read_only: bool, folder: Path) -> None:
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("CREATE TABLE paper (id INTEGER)")
        connection.commit()
    before = (folder / "library.sqlite").read_bytes()
    with pytest.raises(LibraryDamagedError, match="not of Reading List"):
        opened(folder, read_only=read_only)
    assert (folder / "library.sqlite").read_bytes() == before


def test_a_folder_in_the_place_of_the_file(folder: Path) -> None:
    (folder / "library.sqlite").mkdir(parents=True)
    with pytest.raises(LibraryDamagedError, match="not a file"):
        opened(folder)


def test_a_vanished_library_is_never_made_anew(folder: Path) -> None:
    opened(folder).close()
    (folder / "library.sqlite").unlink()
    for create in (True, False):
        with pytest.raises(LibraryVanishedError, match=r"library\.id"):
            opened(folder, create=create)
    assert not (folder / "library.sqlite").exists()
    (folder / "library.id").unlink()
    opened(folder).close()


def test_a_page_overwritten_in_the_middle_is_a_message(folder: Path) -> None:
    with closing(opened(folder)) as store:
        for number in range(50):
            add(store, f"Title {number} " + "x" * 3000)
    file = folder / "library.sqlite"
    data = bytearray(file.read_bytes())
    for start in range(len(data) - 4096 * 60, len(data), 4096):
        data[start : start + 200] = b"\xaa" * 200
    file.write_bytes(data)
    with closing(opened(folder, read_only=True)) as store:
        with pytest.raises(LibraryDamagedError, match="backup"):
            store.papers.rows(list(range(1, 51)))
        assert store.damage()


# ---- a newer version ----


@pytest.fixture
def newer(folder: Path) -> Path:
    with closing(opened(folder)) as store:
        add(store)
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("ALTER TABLE paper ADD COLUMN mood TEXT")
        connection.execute("DROP TABLE saved_search")
        connection.commit()
    return folder


def test_a_newer_library_is_refused_for_writing_and_opens_for_reading(newer: Path) -> None:
    with pytest.raises(LibraryTooNewError, match=r"newer version.*can be read"):
        opened(newer)
    with closing(opened(newer, read_only=True)) as store:
        assert len(store.papers.ids()) == 1
        with pytest.raises(LibraryTooNewError, match="Update"):
            store.papers.saved_searches()
        with pytest.raises(ReadOnlyError):
            add(store)
    assert pragma(newer, "user_version") == 99
    opened(newer, read_only=True).close()  # the lock was given back


# ---- while it is open ----


@pytest.mark.parametrize("how", ["delete", "replace", "folder"])
def test_nothing_is_written_to_a_file_that_went_away(how: str, folder: Path) -> None:
    with closing(opened(folder)) as store:
        add(store)
        if how == "folder":
            folder.rename(folder.with_name("moved"))
        else:
            copy = folder / "copy.sqlite"
            shutil.copy(folder / "library.sqlite", copy)
            (folder / "library.sqlite").unlink()
            if how == "replace":
                copy.rename(folder / "library.sqlite")
        with pytest.raises(LibraryVanishedError, match="put the file back"):
            add(store)
        if how == "delete":
            # Also a new connection for reading makes no file.
            store._engine._engine.dispose()
            with pytest.raises(LibraryVanishedError):
                store.papers.ids()
            assert not (folder / "library.sqlite").exists()


def test_one_writer_many_readers(folder: Path) -> None:
    with closing(opened(folder)) as writer:
        paper = add(writer)
        with pytest.raises(LibraryLockedError, match="Reading works"):
            opened(folder)
        with closing(opened(folder, read_only=True)) as reader:
            assert list(reader.papers.ids()) == [paper]
            another = add(writer)
            assert list(reader.papers.ids(sort="import")) == [paper, another]
            with pytest.raises(ReadOnlyError):
                add(reader)
    with closing(opened(folder)) as writer:
        assert add(writer) == 3


def test_a_killed_writer_leaves_no_lock(folder: Path) -> None:
    program = (
        "import sys, time\nfrom readinglist.core.library import Library\n"
        "library = Library.open(sys.argv[1]); library.add_paper(title='Kept')\n"
        "print('open', flush=True)\ntime.sleep(3600)"
    )
    with python("-c", program, folder) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(LibraryLockedError):
            opened(folder)
        process.kill()
    with closing(opened(folder)) as store:
        assert store.papers.rows(store.papers.ids())[0].title == "Kept"


def powerless(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The command line as a process for which closed files are closed, also when the tests run as root."""
    command = [sys.executable, "-m", "readinglist", *arguments]
    if os.getuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root cannot give up its rights without setpriv")
        command = [setpriv, "--bounding-set=-all", *command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)


@pytest.fixture
def public(folder: Path) -> Path:
    """A library in a folder that everyone may read and nobody may write to."""
    with closing(opened(folder)) as store:
        add(store, "Readable")
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    return folder


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_library_that_may_only_be_read(public: Path) -> None:
    listed = powerless("--library", str(public), "list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "Readable" in listed.stdout
    found = powerless("--library", str(public), "search", "readable")
    assert (found.returncode, found.stderr) == (0, "") and "Readable" in found.stdout
    starred = powerless("--library", str(public), "star", "1")
    assert starred.returncode == 1
    assert starred.stderr.count("\n") == 1 and "cannot be written to" in starred.stderr
    public.chmod(0o700)


FULL_DISK = """
import resource, sys
from pathlib import Path
from readinglist.core.errors import ReadingListError
from readinglist.core.library import Library, run

folder = Path(sys.argv[1])
library = Library.open(folder)
library.add_paper(title="Before")
size = max(path.stat().st_size for path in folder.iterdir() if path.is_file())
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20000, resource.RLIM_INFINITY))
try:
    library.set_note(1, "x" * 5000000)
except ReadingListError as error:
    print(error.message)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
library.star([1])
run(library.catch_up())
print(library.paper(1).starred, repr(library.paper(1).note), library.check())
library.close()
"""


def test_a_full_disk_is_a_message_and_loses_nothing(folder: Path) -> None:
    pytest.importorskip("resource")
    with python("-c", FULL_DISK, folder) as process:
        out, err = process.communicate(timeout=PATIENCE)
    lines = out.decode().splitlines()
    assert err == b""
    assert "full" in lines[0] and "not stored" in lines[0]
    assert lines[1] == "True '' []"


FULLER_DISK = """
import resource, shutil, sys
from collections import namedtuple
from pathlib import Path
from readinglist.core.errors import DiskFullError
from readinglist.core.library import Library

resource.setrlimit(resource.RLIMIT_FSIZE, (3, resource.RLIM_INFINITY))  # as little as a full disk takes
shutil.disk_usage = lambda _folder: namedtuple("Usage", "free")(0)
with Library.open(Path(sys.argv[1]), read_only=None) as library:
    print(library.read_only, library.paper(1).title)
try:
    Library.open(Path(sys.argv[1]))
except DiskFullError as error:
    print(error.message)
"""


def test_a_disk_too_full_to_open_a_library_is_read_and_said_so(folder: Path) -> None:
    pytest.importorskip("resource")
    with closing(opened(folder)) as store:
        add(store)
    with python("-c", FULLER_DISK, folder) as process:
        out, err = process.communicate(timeout=PATIENCE)
    read, said = out.decode().splitlines()
    assert (err, read) == (b"", "True A title")
    assert "is full" in said and "nothing was stored" in said and "backup" not in said
