"""Random sequences of verbs, imports, undo and redo: every state comes back, and index and facts never fall behind."""

import contextlib
import itertools
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.errors import ReadingListError
from readinglist.core.library import Library, run
from readinglist.core.library.facts import StoreFacts
from readinglist.core.records import EDITABLE_FIELDS, STATUSES
from tests.examples import examples
from tests.library_support import abstract_list, imported, page, state, write

TAGS = ("one", "Two", "ONE", "três", "four 4")
VALUES = ("", "2021", "Some Words", "abc", "2310.06825", "10.1000/182", "We propose Beta, see https://github.com/x/y")

papers = st.lists(st.integers(1, 12), min_size=1, max_size=4)
paper = st.integers(1, 12)
Step = tuple[str, tuple[object, ...]]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("star"), st.tuples(papers, st.booleans())),
    st.tuples(st.just("set_status"), st.tuples(papers, st.sampled_from(STATUSES))),
    st.tuples(st.just("tag"), st.tuples(papers, st.sampled_from(TAGS))),
    st.tuples(st.just("untag"), st.tuples(papers, st.sampled_from(TAGS))),
    st.tuples(st.just("rename_tag"), st.tuples(st.sampled_from(TAGS), st.sampled_from(TAGS))),
    st.tuples(st.just("delete_tag"), st.tuples(st.sampled_from(TAGS))),
    st.tuples(st.just("set_tag_colour"), st.tuples(st.sampled_from(TAGS), st.sampled_from(["#ffffff", None]))),
    st.tuples(st.just("set_note"), st.tuples(paper, st.sampled_from(VALUES))),
    st.tuples(st.just("edit"), st.tuples(paper, st.sampled_from(EDITABLE_FIELDS), st.sampled_from(VALUES))),
    st.tuples(st.just("delete"), st.tuples(papers)),
    st.tuples(st.just("highlight"), st.tuples(paper, st.sampled_from(["we propose", "framework"]))),
    st.tuples(st.just("attach"), st.tuples(paper, st.just("/a.pdf"))),
    st.tuples(st.just("detach"), st.tuples(paper, st.just("/a.pdf"))),
    st.tuples(st.just("save_search"), st.tuples(st.sampled_from(TAGS), st.just("is:starred"))),
    st.tuples(st.just("undo_import"), st.tuples(st.integers(1, 4))),
    st.tuples(st.just("page"), st.tuples(st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True))),
    st.tuples(st.just("list"), st.tuples(st.lists(st.integers(0, 9), min_size=2, max_size=4, unique=True))),
    st.tuples(st.just("citation_key"), st.tuples(paper)),
    st.tuples(st.just("undo"), st.just(())),
    st.tuples(st.just("undo"), st.just(())),
    st.tuples(st.just("redo"), st.just(())),
)


def take(library: Library, folder: Path, step: Step, number: int) -> None:
    name, arguments = step
    if name in ("page", "list"):
        make: Callable[[object], str] = page if name == "page" else abstract_list  # type: ignore[assignment]
        imported(library, write(folder, f"{number}.txt", make(arguments[0])))
        return
    # A verb may be refused; then it must have changed nothing, which the comparison of states shows.
    with contextlib.suppress(ReadingListError):
        getattr(library, name)(*arguments)


def fresh_index_answers(library: Library) -> list[tuple[object, ...]]:
    queries = (
        "framework",
        "propose",
        "exp",
        "note:words",
        "tag:one",
        "title:study",
        "key:a",
        "author:some",
        "has:code",
    )
    return [(query, sorted(library.search(query, view="all", limit=None).ids)) for query in queries]


@examples(12)
@given(steps=st.lists(STEPS, min_size=4, max_size=18))
def test_states_come_back_and_nothing_falls_behind(steps: list[Step]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="sequence-"))
    try:
        _check_sequence(folder, steps)
    finally:
        shutil.rmtree(folder)


def _check_sequence(folder: Path, steps: list[Step]) -> None:
    home = folder / "library"
    with Library.open(home) as library:
        imported(library, write(folder, "first.txt", page(range(4))), write(folder, "list.txt", abstract_list([5, 6])))
        for step, number in zip(steps, itertools.count(), strict=False):
            before, labels = state(home), (library.undo_label, library.redo_label)
            seen = library._store.changes.last()
            take(library, folder, step, number)
            now = state(home)
            compare_facts(library)
            if now != before:
                assert_counted(library, seen, before, now)
            if step[0] == "citation_key":
                continue
            if now == before and step[0] not in ("undo", "redo"):
                # Refused, or nothing to do: what could be undone and redone is as it was.
                assert labels == (library.undo_label, library.redo_label)
            elif step[0] not in ("undo", "redo"):
                library.undo()
                assert state(home) == before
                library.redo()
                assert state(home) == now
        assert library._store.damage() == []
        compare_with_a_rebuilt_index(library)


def assert_counted(library: Library, seen: int, before: object, now: object) -> None:
    """Whatever the lists, filters or the index show has moved the version."""
    shown = ("paper", "paper_tag", "highlight", "attachment")
    assert isinstance(before, dict) and isinstance(now, dict)
    if any(before[table] != now[table] for table in shown):
        assert library._store.changes.last() > seen


def compare_with_a_rebuilt_index(library: Library) -> None:
    run(library.catch_up())
    kept = fresh_index_answers(library)
    compare_facts(library)
    run(library.rebuild_index())
    assert fresh_index_answers(library) == kept
    assert library.check() == []


def compare_facts(library: Library) -> None:
    """What was kept and brought up to date is what the store says when asked anew."""
    facts = library._search()._current_facts()
    fresh = StoreFacts(library._store, -1)
    for name, value in (
        ("all", ""), ("starred", ""), *(("status", status) for status in STATUSES), *(("tag", tag) for tag in TAGS),
        *(("dump", name) for name in fresh.names("dump")),
        *(("has", what) for what in ("title", "note", "code", "highlight", "tag", "year", "file", "author")),
    ):  # fmt: skip
        assert np.array_equal(facts.ids(name, value), fresh.ids(name, value)), (name, value)
    for name in ("year", "added", "seen", "status", "title", "author", "venue"):
        for ours, theirs in zip(facts.column(name), fresh.column(name), strict=True):
            assert np.array_equal(ours, theirs), name
