"""Facts for the search: papers that tie are asked about alone, whatever was asked before."""

from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import event

from readinglist.core.library import Library
from readinglist.core.library.facts import StoreFacts
from tests.library_support import imported, page


def test_a_few_tied_papers_never_cost_a_look_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(90)))
        changes, asked = library._store.changes, []
        column = changes.column

        def watched(name: str, among: list[int] | None = None) -> tuple[str, str]:
            asked.append(among)
            return column(name, among)

        monkeypatch.setattr(changes, "column", watched)
        facts = StoreFacts(library._store, library.version)
        few = np.sort(np.array(library.ids("all")[:60]))
        told = [facts.column("seen", few) for _ in range(200)]
        assert [ids.tolist() for ids, _ in told] == [few.tolist()] * 200
        assert asked == [few.tolist()] * 200
        facts.column("seen")
        known = facts.column("seen", few)[0]
        assert asked[200:] == [None]
        assert np.isin(few, known).all()


def test_one_in_so_many_papers_of_a_large_library_are_asked_about_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(90)))
        monkeypatch.setattr("readinglist.core.library.facts._TIED", 2)
        monkeypatch.setattr("readinglist.core.library.facts._SHARE", 3)
        papers = np.sort(np.array(library.ids("all")))
        facts = StoreFacts(library._store, library.version)
        assert [len(facts.column("added", papers[start : start + 30])[0]) for start in (0, 30, 60)] == [30, 30, 30]
        assert len(facts.column("seen", papers[:31])[0]) == 90


@pytest.mark.parametrize("order", ["title", "author", "venue"])
def test_ranks_are_read_along_the_index_of_their_texts(tmp_path: Path, order: str) -> None:
    with Library.open(tmp_path / "library") as library:
        engine, asked = library._store.changes._engine, []
        with engine.read() as connection:
            event.listen(connection.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        library._store.changes.ranked(order)
        with engine.read() as connection:
            question = next(statement for statement in asked if "group_concat" in statement)
            plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}").all())
        assert f"INDEX paper_by_{order} " in plan
        assert "SCAN paper" not in plan  # else papers without one are read past, in the file of all the abstracts


def test_orders_of_a_search_are_those_of_the_papers(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        imported(library, text=page(range(9)))
        first, second, third, fourth, *_ = library.ids("all")
        library.set_status([first, second], "read")
        library.edit(second, "venue", "Ärzteblatt")
        library.edit(third, "venue", "Acta")
        library.edit(fourth, "authors", "Ohm, Georg")
        facts = StoreFacts(library._store, library.version)
        told = {order: facts.column(order) for order in ("status", "venue", "author")}
        assert told["venue"][0].tolist() == [second, third]
        assert told["venue"][1].argsort().tolist() == [1, 0]  # Acta before Ärzteblatt
        assert told["author"][0].tolist() == [fourth]
        library.set_status([first, third], "later")
        later = facts.renewed(library.version)
        status = dict(zip(*(part.tolist() for part in later.column("status")), strict=True))
        assert [status.pop(paper) for paper in (first, second, third)] == [1, 3, 1]
        assert set(status.values()) == {0} and len(status) == 6
