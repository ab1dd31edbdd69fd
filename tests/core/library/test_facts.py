"""Facts for the search: papers that tie are asked about alone, whatever was asked before."""

from pathlib import Path

import numpy as np
import pytest

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
