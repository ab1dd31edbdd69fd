"""An index that is found damaged while the library is open; searches that only look like damage."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from readinglist.core.errors import SearchError
from readinglist.core.library import Library, run
from readinglist.core.search import SearchIndex
from readinglist.core.search.reading import READ
from tests.library_support import imported, page, write
from tests.timing import PATIENCE


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        imported(opened, text=page(range(40)))
        run(opened.catch_up())
        yield opened


def damage(library: Library) -> None:
    """What a failing disk does to the file that is open."""
    arrays = max(library.paths.index.glob("index-*/*.arrays"), key=lambda path: path.stat().st_size)
    with arrays.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (arrays.stat().st_size - 4096))


def found(library: Library, text: str) -> tuple[int, tuple[str, ...]]:
    result = library.search(text, limit=5)
    return result.total, result.notes


def test_it_is_built_anew_while_the_store_answers(library: Library) -> None:
    assert found(library, "title:study") == (40, ())
    damage(library)
    assert found(library, "framework study") == (40, (READ,))
    mending = library._search()._indexer._mending
    assert mending is not None
    mending.join(PATIENCE)
    assert found(library, "title:study") == (40, ())
    assert library.check() == []


@pytest.mark.parametrize("size", [0, 5000])
def test_a_file_cut_short_under_the_open_index_ends_no_process(library: Library, size: int) -> None:
    """To read a memory map behind the end of its file would."""
    assert found(library, "study") == (40, ())
    for arrays in library.paths.index.glob("index-*/*.arrays"):
        os.truncate(arrays, size)
    assert found(library, "framework study") == (40, (READ,))
    mending = library._search()._indexer._mending
    assert mending is not None
    mending.join(PATIENCE)
    assert found(library, "framework study") == (40, ())


def test_a_library_closes_whatever_became_of_its_index(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(40)))
        run(library.catch_up())
        assert found(library, "study") == (40, ())
        for contents in library.paths.index.glob("index-*/toc.json"):
            contents.write_bytes(b"junk")
    with Library.open(tmp_path / "library") as library:
        run(library.catch_up())
        assert found(library, "study") == (40, ())


@pytest.mark.parametrize("deleted", ["index-*", "CURRENT", "*"])
def test_what_was_deleted_is_built_anew_by_the_first_search(tmp_path: Path, deleted: str) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(40)))
        run(library.catch_up())
        places = list(library.paths.index.glob(deleted))
    assert places
    for place in places:
        shutil.rmtree(place) if place.is_dir() else place.unlink()
    with Library.open(tmp_path / "library") as library:
        assert found(library, "framework study") == (40, (READ,))
        mending = library._search()._indexer._mending
        assert mending is not None
        mending.join(PATIENCE)
        assert found(library, "framework study") == (40, ())


def test_what_was_deleted_under_the_open_index_is_built_anew(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(40)))
        run(library.catch_up())
    with Library.open(tmp_path / "library") as library:
        assert found(library, "study") == (40, ())
        shutil.rmtree(library.paths.index)
        run(library.catch_up())
        library.add_paper(title="A study that comes after")
        run(library.catch_up())
        library._search()._indexer.index.settle()
        assert found(library, "study")[0] == 41
    with Library.open(tmp_path / "library") as library:
        run(library.catch_up())
        assert found(library, "study") == (41, ())


ODD = ["0.1," * 128, "1," * 256, "1," * 40_000, "year:.." * 400, "a.b," * 300, "-study " * 300]


@pytest.mark.parametrize("text", ODD, ids=lambda text: text[:7])
def test_odd_searches_are_no_damage(text: str, library: Library) -> None:
    library.search(text, limit=5)
    assert library.index_state == "ready"
    assert found(library, "study") == (40, ())


@pytest.mark.parametrize("words", [1, 32, 1200, 5000])
def test_without_an_index_many_words_are_answered(words: int, unindexed: Library) -> None:
    assert found(unindexed, "study " * words)[0] == 40
    assert found(unindexed, " ".join(f"word{number}" for number in range(words)))[0] == 0


@pytest.fixture
def unindexed(tmp_path: Path) -> Iterator[Library]:
    """A library whose index was never made."""
    with Library.open(tmp_path / "unindexed") as opened:
        imported(opened, text=page(range(40)))
    shutil.rmtree(opened.paths.index, ignore_errors=True)
    with Library.open(tmp_path / "unindexed") as opened:
        yield opened


def test_without_an_index_the_language_is_understood(unindexed: Library) -> None:
    first, second, third = list(unindexed.ids("all", sort="import"))[:3]
    unindexed.tag([first, second], "to read")
    unindexed.star([second])
    unindexed.edit(first, "year", "2021")
    unindexed.edit(first, "authors", "Ada Lovelace")
    unindexed.set_note(third, "Read before the talk.")
    unindexed.set_status([third], "dismissed")
    asked = {
        "tag:to": [first, second],
        'tag:"to read" -is:starred': [first],
        "is:starred method1": [second],
        "author:lovelace": [first],
        "author:study": [],
        "year:2021": [first],
        'note:"the talk"': [],
        "title:framework": [],
        "abstract:method1 -is:starred": [],
    }
    for text, papers in asked.items():
        assert sorted(unindexed.search(text + "\n").ids) == papers, text
    assert list(unindexed.search('note:"the talk"', view="all").ids) == [third]
    assert unindexed.search("framework", tag="to read").total == 2
    assert unindexed.search("framework -method1 ").total == 38
    assert [hit.title for hit in unindexed.search("is:starred").hits] == [unindexed.paper(second).title]


def test_snippets_are_made_where_they_are_asked_for(library: Library) -> None:
    for snippets, filled in ((0, 0), (2, 2), (None, 5)):
        hits = library.search("framework", limit=5, snippets=snippets).hits
        assert [hit.title for hit in hits] == [library.paper(hit.id).title for hit in hits]
        assert [bool(hit.snippet) for hit in hits] == [True] * filled + [False] * (5 - filled)
    result = library.search("framework", limit=5)
    assert library.marks(result, [hit.id for hit in hits]) == [replace(hit, score=0.0) for hit in hits]


def test_papers_that_have_gone_are_not_found_while_the_index_is_behind(tmp_path: Path) -> None:
    """Nor counted; and of what comes back is said that it may be missing. Somebody brings the index up to date."""
    with Library.open(tmp_path / "library", attended=True) as library:
        imported(library, text=page(range(40)))
        _gone_and_back(library, tmp_path)


def test_a_script_s_next_search_knows_all_that_it_has_changed(library: Library) -> None:
    """Nobody but the script uses the library: the search brings the index up to date, however much it is."""
    imported(library, text=page(range(40, 140)))
    library.add_to_notes(list(library.ids()), "zebrafish")
    assert found(library, "note:zebrafish ") == (140, ())
    library.undo()
    assert found(library, "note:zebrafish ")[0] == 0


def test_a_file_in_the_place_of_the_index_is_no_trouble(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(40)))
        place = library.paths.index
    shutil.rmtree(place)
    place.write_text("x", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        run(library.catch_up())
        assert found(library, "framework study") == (40, ())
    shutil.rmtree(place.parent)
    place.parent.write_text("x", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        run(library.catch_up())
        library.star([1])
        total, notes = found(library, "framework study")
        assert total == 40 and notes[0] == READ and "cannot be written" in notes[1]
        with pytest.raises(SearchError, match=r"cannot be written.*Make room"):
            run(library.rebuild_index())


def _gone_and_back(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "many.txt", page(range(40, 140))))
    run(library.catch_up())
    assert library.search("paper").total == 140
    for step, total, behind in ((library.undo, 40, 0), (library.redo, 140, 100), (library.undo, 40, 0)):
        step()
        for text in ("paper", "paper -zebra", "paper is:unread"):
            result = library.search(text, view="all")
            assert (result.total, len(result.ids), result.behind) == (total, total, behind), text
        assert library.count("paper") == total
        assert any("not in the search index yet" in note for note in result.notes) is (behind > 0)
    library.redo()
    run(library.catch_up())
    assert library.search("paper").total == 140


def test_a_disk_that_takes_no_more_of_the_index_stops_nothing(library: Library) -> None:
    (folder,) = library.paths.index.glob("index-*")
    (folder / "toc.json.tmp").mkdir()  # no file can be written there
    imported(library, text=page(range(40, 140)))
    run(library.catch_up())
    total, notes = found(library, "title:study")
    assert (total, notes[0]) == (140, READ)  # most papers are not in the index
    assert "cannot be written" in notes[1] and "cannot be written" in library.index_state
    (folder / "toc.json.tmp").rmdir()
    mending = library._search()._indexer._mending
    if mending is not None:
        mending.join(PATIENCE)  # it may be trying, too, and one at a time does
    run(library.catch_up())
    assert (found(library, "title:study"), library.index_state) == ((140, ()), "ready")


def test_what_changes_while_the_index_is_built_is_said_to_be_missing(library: Library) -> None:
    building = library.rebuild_index()
    next(building)
    library.set_note(7, "blorptastic")
    assert found(library, "blorptastic ") == (0, ("1 paper is not in the search index yet.",))
    for _ in building:
        pass
    assert found(library, "blorptastic ") == (1, ())


def test_what_was_damaged_while_it_was_closed_is_seen_without_being_asked_for(library: Library, tmp_path: Path) -> None:
    damage(library)
    library.close()
    with Library.open(tmp_path / "library") as opened:
        opened.search("study")
        looking = opened._search()._indexer._looking
        assert looking is not None
        looking.join(PATIENCE)
        mending = opened._search()._indexer._mending
        assert mending is not None
        mending.join(PATIENCE)
        assert found(opened, "title:study") == (40, ())


def test_damage_of_a_large_index_is_seen_beside_what_is_done(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readinglist.core.library.indexing._QUICKLY_READ", 0)
    damage(library)
    library.close()
    with Library.open(tmp_path / "library") as opened:
        run(opened.catch_up())  # as the window does, where nobody searches
        looking = opened._search()._indexer._looking
        assert looking is not None
        looking.join(PATIENCE)
        run(opened.catch_up())
        assert (found(opened, "title:study"), opened.check()) == ((40, ()), [])


def test_closing_ends_the_look_at_a_large_index(library: Library, tmp_path: Path) -> None:
    damage(library)
    indexer = library._search()._indexer
    indexer._closing.set()
    indexer._look()
    assert indexer.state == "ready" and indexer._mending is None


def test_searches_that_find_the_same_damage_build_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two threads that mend, closing would wait for one."""
    indexer = library._search()._indexer
    indexer.index = SearchIndex.open(library.paths.index / "deleted", library.library_id)
    built: list[int] = []

    def together(barrier: threading.Barrier) -> None:
        barrier.wait()
        indexer.mend()

    switching = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            over, barrier = threading.Event(), threading.Barrier(4)
            monkeypatch.setattr(indexer, "_mend", lambda over=over: (built.append(1), over.wait()))
            searches = [threading.Thread(target=together, args=[barrier]) for _ in range(4)]
            for search in searches:
                search.start()
            for search in searches:
                search.join()
            over.set()
            assert indexer._mending is not None
            indexer._mending.join()
    finally:
        sys.setswitchinterval(switching)
    assert len(built) == 20


def test_an_older_copy_of_the_index_is_built_anew(library: Library, tmp_path: Path) -> None:
    shutil.copytree(library.paths.index, tmp_path / "older")
    imported(library, text=page(range(40, 50)))
    run(library.catch_up())
    library.close()
    shutil.rmtree(library.paths.index)
    shutil.copytree(tmp_path / "older", library.paths.index)
    with Library.open(tmp_path / "library") as opened:
        index = opened._search()._indexer.index
        index.apply([], [], opened.version)  # what a change after the swap did: it has "seen" all
        run(opened.catch_up())
        assert found(opened, "title:study") == (50, ())
        assert opened.check() == []


def test_a_library_whose_index_is_an_older_copy_is_searched_by_reading(library: Library, tmp_path: Path) -> None:
    """What has changed since is not written down any more: it was in the index on the disk."""
    library.search("study")
    shutil.copytree(library.paths.index, tmp_path / "older")
    for numbers in (range(40, 140), range(140, 144)):
        imported(library, text=page(numbers))
        run(library.catch_up())
        library._search()._indexer.index.flush()
        run(library.catch_up())
    library.delete([1])
    run(library.catch_up())
    library._search()._indexer.index.flush()
    run(library.catch_up())
    library.close()
    shutil.rmtree(library.paths.index)
    shutil.copytree(tmp_path / "older", library.paths.index)
    with Library.open(tmp_path / "library", read_only=True) as opened:
        assert found(opened, "title:study") == (143, (READ,)) and opened.count("title:study") is None
    with Library.open(tmp_path / "library") as opened:
        assert ["older" in problem for problem in opened.check()] == [True]
        assert found(opened, "title:study") == (143, (READ,))
        mending = opened._search()._indexer._mending
        assert mending is not None
        mending.join(60)
        assert (found(opened, "title:study"), opened.check()) == ((143, ()), [])


def test_what_was_only_in_memory_when_the_program_was_killed_is_found(library: Library, tmp_path: Path) -> None:
    library.close()
    program = """if True:
        import os, sys
        from readinglist.core.library import Library, run
        with Library.open(sys.argv[1]) as library:
            for number in range(3):
                library.add_paper(title=f"Quixotic zebra {number}")
            run(library.catch_up())
            assert library.search("quixotic").total == 3
            os.kill(os.getpid(), 9)
    """
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path / "library")], check=False)
    assert killed.returncode == -9
    with Library.open(tmp_path / "library") as opened:
        assert found(opened, "quixotic") == (3, ())


def test_a_damaged_page_is_seen_beside_the_first_search(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readinglist.core.library.indexing._PATIENCE", 60.0)
    arrays = max(library.paths.index.glob("index-*/*.arrays"), key=lambda path: path.stat().st_size)
    library.close()
    whole = arrays.read_bytes()
    for start in range(8192, len(whole), max(4096, len(whole) // 12)):
        arrays.write_bytes(whole[:start] + bytes(b ^ 0xA5 for b in whole[start : start + 64]) + whole[start + 64 :])
        with Library.open(tmp_path / "library", read_only=True) as opened:
            assert found(opened, "title:study") == (40, (READ,))
        (arrays.parent.parent / "CURRENT").write_text(arrays.parent.name)  # it is not opened again otherwise


def test_a_folder_in_the_place_of_the_pointer_is_taken_away(library: Library, tmp_path: Path) -> None:
    pointer = library.paths.index / "CURRENT"
    library.close()
    pointer.unlink()
    (pointer / "more").mkdir(parents=True)
    with Library.open(tmp_path / "library") as opened:
        assert found(opened, "title:study") == (40, (READ,))
        mending = opened._search()._indexer._mending
        assert mending is not None
        mending.join(60)
        assert (found(opened, "title:study"), opened.check()) == ((40, ()), [])
        assert len(list(opened.paths.index.glob("index-*"))) == 1


@pytest.mark.parametrize("rebuilt", [False, True])
def test_a_reader_sees_the_index_that_the_writer_has_written(library: Library, tmp_path: Path, rebuilt: bool) -> None:
    with Library.open(tmp_path / "library", read_only=True) as reader:
        assert found(reader, "title:study") == (40, ())
        for number in range(2):
            library.set_note(number + 1, "zebra")
            run(library.rebuild_index() if rebuilt else library.catch_up())
            library._search()._indexer.index.flush()
            assert found(reader, "zebra") == (number + 1, ())


def test_an_index_where_nothing_may_be_changed_is_read(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path, _mode: int) -> None:
        raise OSError(30, "Read-only file system")

    library._search()._indexer.index.flush()
    library.paths.index.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", refuse)
    with SearchIndex.open(library.paths.index, library.library_id) as index:
        assert index.ready


@pytest.mark.parametrize("does", ["catch_up", "rebuild_index"])
def test_what_a_process_that_ended_had_left_to_be_merged_is_merged(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(SearchIndex, "merge", lambda _index: False)
        index = library._search()._indexer.index
        for number in range(12):
            library.add_paper(title=f"Quixotic zebra {number}")
            run(library.catch_up())
            index.flush()
        library.close()
    with Library.open(tmp_path / "library") as opened:
        index = opened._search()._indexer.index
        before = len(index.snapshot.segments)
        run(getattr(opened, does)())
        index.settle()
        assert len(index.snapshot.segments) < before // 2 and found(opened, "quixotic") == (12, ())
