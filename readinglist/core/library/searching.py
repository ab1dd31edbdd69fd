"""Searching, and keeping the index in step with the store. May import search, store and facts.

The index is a cache: while it is missing, damaged or being built, the store answers by reading every paper, and the
result says so.
"""

from collections.abc import Callable, Generator, Sequence

from readinglist.core.records import Hit, Progress, SearchResult
from readinglist.core.store import Store
from readinglist.paths import LibraryPaths


class Searcher:
    """The search of one library."""

    def __init__(self, store: Store, paths: LibraryPaths) -> None:
        self._store = store
        self._paths = paths

    def close(self) -> None:
        """Close the index."""

    def search(
        self,
        text: str,
        *,
        view: str,
        sort: str,
        limit: int | None,
        literal: bool,
        explain: bool,
        tag: str | None,
        dump: int | None,
        cancelled: Callable[[], bool] | None,
    ) -> SearchResult:
        """See ``Library.search``."""
        ids = self._store.scanning.find(text.split(), view=view)
        rows = self._store.papers.rows(ids if limit is None else ids[:limit])
        hits = tuple(Hit(row.id, row.title, 0.0, row.citation_key, row.line) for row in rows)
        return SearchResult(text, len(ids), hits, ids)

    def marks(self, result: SearchResult, papers: Sequence[int]) -> list[Hit]:
        """See ``Library.marks``."""
        rows = self._store.papers.rows(papers)
        return [Hit(row.id, row.title, 0.0, row.citation_key, row.line) for row in rows]

    def mark(self, result: SearchResult, field: str, text: str) -> list[tuple[int, int]]:
        """See ``Library.mark``."""
        return []

    def related(self, paper: int, limit: int) -> list[Hit]:
        """See ``Library.related``."""
        return []

    def complete(self, text: str, cursor: int) -> list[str]:
        """See ``Library.complete_query``."""
        return []

    def catch_up(self) -> Generator[Progress, None, None]:
        """See ``Library.catch_up``."""
        yield from ()

    def rebuild(self) -> Generator[Progress, None, None]:
        """See ``Library.rebuild_index``."""
        yield from ()

    def damage(self, *, repair: bool) -> list[str]:
        """See ``Library.check``."""
        return []
