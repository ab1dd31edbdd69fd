"""Which papers have no verdict yet: what triage goes through."""

import threading
from pathlib import Path

import pytest

from readinglist.core.library import Library
from readinglist.core.store import papers
from tests.library_support import imported, page


@pytest.mark.parametrize("few", [1000, 3])
def test_still_new_are_those_without_a_verdict_in_the_order_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(papers, "_FEW", few)
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(9)))
        ids = list(library.ids("all"))
        for paper, status in zip(ids, ("later", "reading", "read", "dismissed"), strict=False):
            library.set_status([paper], status)
        library.delete([ids[4]])
        asked = list(reversed(ids))
        many = few < 6  # then nobody looks for the deleted one
        assert library.still_new(asked) == [paper for paper in asked if paper in (ids[4:] if many else ids[5:])]
        assert library.still_new(ids[:4]) == []


def test_a_verdict_that_changes_meanwhile_is_never_taken_for_none(tmp_path: Path) -> None:
    """It was asked for status by status: a paper that went from one to another in between was in none of them."""
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(3)))
        paper, *others = library.ids("all")
        library.set_status([paper], "later")
        over = threading.Event()

        def change() -> None:
            while not over.is_set():
                library.set_status([paper], "read")
                library.set_status([paper], "later")

        changing = threading.Thread(target=change)
        changing.start()
        try:
            assert all(library.still_new([paper, *others]) == others for _ in range(300))
        finally:
            over.set()
            changing.join()
