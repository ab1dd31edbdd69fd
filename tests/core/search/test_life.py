"""The life of the index: changes, merges, damage, doctored files, other libraries, threads, a spawned child."""

import json
import multiprocessing
import pickle
import random
import shutil
import threading
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.errors import SearchError
from readinglist.core.records import IndexDocument
from readinglist.core.search import IndexDamagedError, SearchCancelled, SearchIndex, build
from readinglist.core.search.segments import arrays
from readinglist.core.search.segments.accumulating import Accumulator
from readinglist.core.search.segments.joining import merged
from readinglist.core.search.segments.writer import BulkWriter
from tests.core.search.conftest import MemoryFacts, Opened, paper, random_papers
from tests.core.search.test_equality import found_by_us, random_trees
from tests.examples import examples
from tests.timing import PATIENCE


def arrays_of(documents: list[IndexDocument]) -> dict[str, np.ndarray]:
    batch = Accumulator()
    for document in documents:
        batch.add(document)
    return batch.columns()


CHANGES = st.lists(
    st.tuples(
        st.sampled_from(("add", "replace", "delete", "flush", "merge")), st.integers(1, 60), st.integers(0, 9_999)
    ),
    max_size=25,
)


@examples(20)
@given(CHANGES)
def test_no_difference_between_a_fresh_build_and_any_sequence_of_changes(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("changes")
    now = {d.id: d for d in random_papers(30)}
    with SearchIndex.open(folder / "a", "library") as index, SearchIndex.open(folder / "b", "library") as fresh:
        index.rebuild(now.values(), 1)
        for sequence, (kind, number, seed) in enumerate(changes, 2):
            if kind in ("add", "replace"):
                documents = random_papers(3, seed=seed, first=number)
                now.update((d.id, d) for d in documents)
                index.apply(documents, [], sequence)
            elif kind == "delete":
                now.pop(number, None)
                index.apply([], [number], sequence)
            else:
                index.flush()
                index.merge()
        fresh.rebuild(now.values(), index.sequence)
        facts = MemoryFacts(now)
        for text in (
            "graph",
            "network neural",
            '"the of"',
            "fine tuning",
            "gpt4",
            "halucinat",
            "lerning modle",
            "lerni",
            '"graph learning"',
            '"learning graph" OR "the graph"',
            "learning OR agents",
            "t",
        ):
            a, b = index.search(text, facts=facts), fresh.search(text, facts=facts)
            assert (list(a.ids), a.assumed) == (list(b.ids), b.assumed), text
            assert [h.score for h in a.hits] == pytest.approx([h.score for h in b.hits], rel=1e-4)


@examples(15)
@given(st.integers(1, 9_999), st.integers(1, 4), st.sets(st.integers(1, 60)))
def test_a_merge_is_byte_for_byte_a_fresh_build(seed: int, parts: int, deleted: set[int]) -> None:
    documents = random_papers(60, seed=seed)
    random.Random(seed).shuffle(documents)
    columns = [arrays_of(documents[i::parts]) for i in range(parts)]
    live = [~np.isin(c["papers"], sorted(deleted)) for c in columns]
    joined = merged(list(zip(columns, live, strict=True)))
    with mock.patch.object(arrays, "SMALL_CHUNK", 50):
        polite = merged(list(zip(columns, live, strict=True)), lambda: None)
    fresh = arrays_of([d for d in documents if d.id not in deleted])
    assert joined.keys() == fresh.keys()
    for name, array in fresh.items():
        assert array.dtype == joined[name].dtype, name
        assert np.array_equal(array, joined[name]), name
        assert np.array_equal(array, polite[name]), name


def test_changes_are_on_the_disk_after_closing(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild(random_papers(20), 5)
        index.apply([paper(99, "Turbulence")], [1], 6)
    with SearchIndex.open(tmp_path, "library") as index:
        assert (index.ready, index.sequence, index.papers) == (True, 6, 20)
        assert list(index.search("turbulence", facts=MemoryFacts(range(100))).ids) == [99]


def test_many_small_changes_end_in_few_segments(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild([], 1)
        for number in range(1, 80):
            index.apply([paper(number, f"Title {number}")], [], number + 1)
            index.flush()
        index.settle()
        while index.merge():
            pass
        assert index.papers == 79
        assert len(index.snapshot.segments) <= 12


def test_a_merge_gives_way_and_ends_when_the_index_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("readinglist.core.search.engine.FLUSH_SECONDS", PATIENCE)  # no merge but those asked for
    asked: list[bool] = []

    def give_way() -> None:
        asked.append(True)
        if closing and len(asked) == 3:
            index._closing.set()

    with SearchIndex.open(tmp_path, "library", give_way=give_way) as index:
        index.rebuild(random_papers(30), 1)
        for first in (100, 200):
            index.apply([paper(first + number, f"Title {number}") for number in range(30)], [], first)
            index.flush()
        files, closing = set(tmp_path.rglob("*")), True
        assert not index.merge()
        assert (len(asked), set(tmp_path.rglob("*"))) == (3, files)
        closing = False
        index._closing.clear()
        assert index.merge()
        assert len(asked) > 20
        assert len(index.snapshot.segments) == 1


@pytest.mark.parametrize("kind", ["nothing", "cut", "flipped", "toc", "pointer", "foreign", "version", "empty"])
def test_damage_is_noticed_and_a_rebuild_helps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    documents = random_papers(50)
    if kind != "nothing":
        with SearchIndex.open(tmp_path, "library") as index:
            index.rebuild(documents, 1)
    (folder,) = tmp_path.glob("index-*") if kind != "nothing" else (tmp_path,)
    harm(kind, folder, tmp_path)
    if kind == "version":
        monkeypatch.setattr("readinglist.core.search.segments.index.signature", lambda: "another")
    with SearchIndex.open(tmp_path, "another library" if kind == "foreign" else "library") as index:
        if kind == "flipped":  # its header is whole: only the checksums tell
            with pytest.raises(IndexDamagedError):
                index.verify()
        assert not index.ready
        assert index.damage
        with pytest.raises(IndexDamagedError):
            index.search("graph", facts=MemoryFacts())
        monkeypatch.undo()
        index.rebuild(documents, 2)
        assert index.ready
        assert index.search("graph", facts=MemoryFacts(range(1, 51))).total


def harm(kind: str, folder: Path, root: Path) -> None:
    arrays = next(folder.glob("*.arrays"), folder)
    if kind == "cut":
        arrays.write_bytes(arrays.read_bytes()[:-1000])
    elif kind == "flipped":
        data = bytearray(arrays.read_bytes())
        middle = len(data) // 2
        data[middle : middle + 64] = bytes(b ^ 1 for b in data[middle : middle + 64])
        arrays.write_bytes(data)
    elif kind == "toc":
        (folder / "toc.json").write_bytes(
            (folder / "toc.json").read_bytes().replace(b'"sequence": 1', b'"sequence": 7')
        )
    elif kind == "pointer":
        (root / "CURRENT").write_text("../elsewhere")
    elif kind == "empty":
        (folder / "toc.json").write_bytes(b"")


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return (Path.write_text, (Path("bomb"), "exploded"))  # type: ignore[return-value]


def test_a_doctored_index_runs_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bomb = pickle.dumps(Bomb())
    with SearchIndex.open(tmp_path / "index", "library") as index:
        index.rebuild(random_papers(20), 1)
    (folder,) = (tmp_path / "index").glob("index-*")
    for path in [*folder.iterdir(), folder / "_MAIN_9.toc", folder / "MAIN_x.seg"]:
        path.write_bytes(bomb)
    with SearchIndex.open(tmp_path / "index", "library") as index:
        assert not index.ready
    assert not (tmp_path / "bomb").exists()


def test_files_hold_no_pickle_and_belong_to_the_user_alone(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path / "index", "library") as index:
        index.rebuild(random_papers(20), 1)
    (folder,) = (tmp_path / "index").glob("index-*")
    assert (tmp_path / "index").stat().st_mode & 0o77 == 0
    assert {path.suffix for path in folder.iterdir()} <= {".arrays", ".json", ""}
    assert all(path.stat().st_mode & 0o77 == 0 for path in folder.iterdir() if path.suffix)
    json.loads((folder / "toc.json").read_bytes().partition(b"\n")[2])


def test_a_second_writer_is_refused_with_a_message(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild(random_papers(5), 1)
        assert index._index is not None
        other = BulkWriter(index._index)
        index.apply([paper(9, "x")], [], 2)
        with pytest.raises(SearchError, match="Another process"):
            index.flush()
        other.cancel()


def test_a_rebuild_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    def breaking() -> object:
        yield from random_papers(10)
        raise RuntimeError("the store broke")

    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild(random_papers(30), 1)
        with pytest.raises(RuntimeError):
            index.rebuild(breaking(), 2)  # type: ignore[arg-type]
        assert (index.papers, index.sequence) == (30, 1)
        assert len(list(tmp_path.glob("index-*"))) == 1


def build_elsewhere(folder: Path) -> str:
    return build(folder, "library", random_papers(40), 7)


@pytest.mark.parametrize("replaced", [True, False])
def test_a_merge_that_fails_is_damage_of_its_own_index_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild(random_papers(30), 1)

        def fail() -> bool:
            if replaced:
                index.rebuild(random_papers(40), 2)
            raise FileNotFoundError("the files of the merged segments are gone")

        monkeypatch.setattr("readinglist.core.search.engine.FLUSH_SECONDS", 0)
        monkeypatch.setattr(index, "merge", fail)
        index._help()
        assert (index.damage is None) == replaced


def test_an_index_built_in_a_spawned_child_is_adopted(tmp_path: Path) -> None:
    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild(random_papers(5), 1)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            name = pool.apply(build_elsewhere, (tmp_path,))
        assert index.papers == 5
        index.adopt(name)
        assert (index.papers, index.sequence) == (40, 7)


def test_a_stale_search_stops(open_with: Opened) -> None:
    index, facts = open_with(random_papers(50))
    with pytest.raises(SearchCancelled):
        index.search("graph neural", facts=facts, cancelled=lambda: True)


HOSTILE = [
    "*", "a*", "*a*", "~9", "-", "-*", "()", "(" * 5000, ")" * 5000, "((((a" * 400, '"' * 999, "OR " * 500,
    "\0", "\ud800 graph", "x" * 1_000_000, "graph " * 200_000, " ".join(f"w{i}" for i in range(5000)),
    "title:" * 300, "-" * 5000, "year:9999..0000", "seen:>999999", "added:99999y", "a" * 63 + "*", "é" * 5000,
    '"' + "the " * 3000, "(a OR " * 15 + "b", "-(a) " * 30, "语" * 5000, "fine-" * 1000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_end_with_an_answer(open_with: Opened, text: str) -> None:
    index, facts = open_with(random_papers(300))
    result = index.search(text, facts=facts)
    assert result.total == len(result.ids)
    index.marker(text, facts=facts).spans("title", "graph neural networks")


def test_searching_goes_on_while_papers_are_imported(open_with: Opened) -> None:
    index, facts = open_with(random_papers(200))
    trees = random_trees(10)
    wrong: list[object] = []
    done = threading.Event()

    def search() -> None:
        chance = random.Random(2)
        while not done.is_set():
            result = index.search(chance.choice(("graph", "neural net", '"the of"', "fine tuning")), facts=facts)
            if result.total != len(list(result.ids)):
                wrong.append(result)
            found_by_us(index, chance.choice(trees))

    threads = [threading.Thread(target=search) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for i in range(25):
            first = 1000 + 100 * i
            index.apply(random_papers(100 if i % 3 == 0 else 5, seed=i, first=first), [first - 90, i + 1], i + 2)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    index.settle()
    assert not wrong
    assert index.ready
    reference = Path(index.folder).with_name("again")
    shutil.copytree(index.folder, reference)
    index.verify()


@pytest.mark.slow
def test_a_killed_writer_leaves_an_index_that_opens(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with SearchIndex.open(tmp_path, "library") as index:
        index.rebuild(random_papers(100), 1)
    chance = random.Random(4)
    for _ in range(12):
        child = context.Process(target=write_for_ever, args=(tmp_path,))
        child.start()
        child.join(0.8 + chance.random())
        child.kill()
        child.join()
        with SearchIndex.open(tmp_path, "library") as index:
            assert index.ready, index.damage
            index.verify()
            expected = 100 + index.sequence - 1
            assert index.papers == expected
            index.apply([], range(101, 10_000), 1)
            index.rebuild(random_papers(100), 1)


def write_for_ever(folder: Path) -> None:
    with SearchIndex.open(folder, "library") as index:
        sequence = index.sequence
        while True:
            sequence += 1
            index.apply([paper(99 + sequence, f"Paper {sequence} about graphs")], [], sequence)
            index.flush()


def test_bringing_the_index_up_to_date_gives_way_too(open_with: Opened) -> None:
    """Before each paper, and between the steps behind them; a few papers are shown at once."""
    index, facts = open_with(random_papers(100))
    asked: list[None] = []
    index.apply(random_papers(80, seed=2, first=101), [], 2, lambda: asked.append(None))
    assert len(asked) > 80
    assert index.search("graph", facts=facts, view="all").total
    asked.clear()
    index.apply(random_papers(3, seed=3, first=301), [], 3, lambda: asked.append(None))
    assert asked == []
