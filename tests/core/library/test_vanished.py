"""A library whose whole folder has gone: said, never made anew unasked."""

import shutil
from pathlib import Path

import pytest

from readinglist.core.errors import LibraryVanishedError
from readinglist.core.library import Library
from readinglist.paths import LibraryPaths
from tests.library_support import imported, page


@pytest.fixture
def paths(tmp_path: Path) -> LibraryPaths:
    """Data, cache and logs apart, as the platforms have them."""
    return LibraryPaths(folder=tmp_path / "data", cache=tmp_path / "cache", logs=tmp_path / "logs")


@pytest.fixture
def gone(paths: LibraryPaths) -> LibraryPaths:
    """Where a library was used, searched and then removed with its folder."""
    with Library.open(paths) as library:
        imported(library, text=page(range(3)))
        assert library.search("a", limit=1).total
    shutil.rmtree(paths.folder)
    return paths


@pytest.mark.parametrize("choices", [{}, {"create": False}, {"read_only": True}, {"read_only": None}])
def test_a_vanished_folder_is_never_made_anew(gone: LibraryPaths, choices: dict[str, bool]) -> None:
    with pytest.raises(LibraryVanishedError, match="it is gone"):
        Library.open(gone, **choices)
    assert not gone.folder.exists()


def test_a_folder_with_the_window_s_state_alone_is_no_library(gone: LibraryPaths) -> None:
    gone.folder.mkdir()
    (gone.folder / "window.json").write_text("{}", encoding="utf-8")
    with pytest.raises(LibraryVanishedError, match="it is gone"):
        Library.open(gone)


def test_a_person_who_was_asked_may_begin_anew(gone: LibraryPaths) -> None:
    with Library.open(gone, anew=True) as library:
        assert list(library.ids("all")) == [] and library.search("a").total == 0
        assert library.check() == []


def test_anew_where_only_the_file_has_gone(paths: LibraryPaths) -> None:
    Library.open(paths).close()
    paths.database.unlink()
    with pytest.raises(LibraryVanishedError):
        Library.open(paths)
    Library.open(paths, anew=True).close()
    assert paths.database.exists()


def test_anew_never_touches_a_library_that_is_there(paths: LibraryPaths) -> None:
    with Library.open(paths) as library:
        imported(library, text=page(range(3)))
    with Library.open(paths, anew=True) as library:
        assert len(library.ids("all")) == 3


def test_the_first_start_and_an_empty_cache_ask_nothing(paths: LibraryPaths) -> None:
    paths.index.mkdir(parents=True)
    with Library.open(paths) as library:
        assert list(library.ids("all")) == []
