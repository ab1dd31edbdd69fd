"""Fixtures for this room: papers from what a test says of them."""

from collections.abc import Callable
from typing import Any

import pytest

from readinglist.core.records import Paper


@pytest.fixture(scope="session")
def paper() -> Callable[..., Paper]:
    """A maker of papers that have what is said and nothing else."""

    def make(title: str | None = None, abstract: str | None = None, **known: Any) -> Paper:
        fields: dict[str, Any] = {
            "id": 1, "title": title, "abstract": abstract, "authors": (), "year": None, "arxiv": None, "doi": None,
            "url": None, "venue": None, "publisher": None, "entry_type": None, "extra": {}, "status": "new",
            "starred": False, "tags": (), "note": "", "citation_key": None, "seen": 1, "added": 0, "changed": 0,
            "contribution": None, "method": None, "code_links": (),
        }  # fmt: skip
        return Paper(**(fields | known))

    return make
