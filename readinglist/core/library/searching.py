"""Searching, with the texts of what was found. May import search, store, facts and indexing.

While the index is missing, damaged or being built, every paper is read, and the result says so.
"""

from collections import OrderedDict
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any

from readinglist.core.library.facts import StoreFacts
from readinglist.core.library.indexing import Indexer
from readinglist.core.library.turns import Turns
from readinglist.core.records import WHOLE, Completion, Hit, IndexDocument, Progress, SearchResult
from readinglist.core.search import (
    IndexDamagedError,
    Marker,
    SearchCancelled,
    answer_by_reading,
    complete,
    dump_fact,
    tag_fact,
)
from readinglist.core.sentences import Sentence
from readinglist.core.store import Store
from readinglist.paths import LibraryPaths

#: Where a snippet is taken from when the field before it holds no match.
_SNIPPET_FIELDS = ("abstract", "note", "authors")
_MARKERS = 4
#: So many papers are read in one transaction where there is no index.
_BATCH = 1000


class Searcher:
    """The search of one library. Thread-safe."""

    def __init__(self, store: Store, paths: LibraryPaths, attended: bool, turns: Turns) -> None:
        self._store = store
        self._indexer = Indexer(store, paths, attended, turns)
        self._facts = StoreFacts(store, -1)
        self._markers: OrderedDict[tuple[str, bool, bool, int], Marker] = OrderedDict()

    def close(self) -> None:
        """Close the index."""
        self._indexer.close()

    # ---- searching ----

    def search(
        self,
        text: str,
        *,
        view: str,
        sort: str,
        limit: int | None,
        snippets: int | None,
        literal: bool,
        explain: bool,
        tag: str | None,
        dump: int | None,
        cancelled: Callable[[], bool] | None,
    ) -> SearchResult:
        """See ``Library.search``."""
        facts = self._current_facts()
        behind = self._indexer.keep_up()
        looking = self._indexer.look()
        restrict = tag_fact(tag) if tag is not None else None
        if dump is not None:
            restrict = dump_fact(self._store.dumps.dump(dump).name)
        limit = facts.papers if limit is None else limit
        wanted: dict[str, Any] = {"view": view, "restrict": restrict, "sort": sort, "limit": limit, "literal": literal}
        try:
            if self._indexer.is_of_no_use(behind):
                raise IndexDamagedError(self._indexer.unwritten or "")
            result = self._indexer.index.search(
                text, facts=facts, explain=explain, lost=self._indexer.has_lost, cancelled=cancelled, **wanted
            )
            self._indexer.wait_for(looking)
        except IndexDamagedError:
            self._indexer.mend()
            result = answer_by_reading(text, self._documents, facts, cancelled=cancelled, **wanted)
            result, behind = replace(result, behind=facts.papers), 0  # its note says why
        if behind:
            one = Sentence("1 paper is not in the search index yet.")
            more = Sentence("{n:,} papers are not in the search index yet.", n=behind)
            result = replace(result, notes=(*result.notes, one if behind == 1 else more), behind=behind)
        if self._indexer.unwritten:
            result = replace(result, notes=(*result.notes, self._indexer.unwritten))
        result = replace(result, literal=literal)
        chosen = len(result.hits) if snippets is None else min(snippets, len(result.hits))
        filled = self._filled(result, result.hits[:chosen], facts) if chosen else []
        return replace(result, hits=(*filled, *self._named(result.hits[chosen:])))

    def _documents(self, papers: Sequence[int]) -> Iterator[IndexDocument]:
        for start in range(0, len(papers), _BATCH):
            yield from self._store.papers.documents(papers[start : start + _BATCH])

    def count(self, text: str, view: str, cancelled: Callable[[], bool] | None) -> int | None:
        """See ``Library.count``."""
        facts = self._current_facts()
        behind = self._indexer.keep_up()
        if self._indexer.is_of_no_use(behind):
            return None
        try:
            text += WHOLE
            lost = self._indexer.has_lost
            return self._indexer.index.search(
                text, facts=facts, view=view, limit=0, lost=lost, cancelled=cancelled
            ).total
        except (IndexDamagedError, SearchCancelled):
            return None

    def _current_facts(self) -> StoreFacts:
        version = self._store.changes.last()
        if self._facts.version != version:
            self._facts = self._facts.renewed(version)
        return self._facts

    # ---- the texts of what was found ----

    def marks(self, result: SearchResult, papers: Sequence[int]) -> list[Hit]:
        """See ``Library.marks``."""
        return self._filled(result, [Hit(paper, None, 0.0) for paper in papers], self._current_facts())

    def _named(self, hits: Sequence[Hit]) -> Iterator[Hit]:
        """``hits`` with titles and citation keys; papers that have gone meanwhile are left out."""
        titles = self._store.papers.titles([hit.id for hit in hits]) if hits else {}
        for hit in hits:
            if hit.id in titles:
                yield Hit(hit.id, titles[hit.id][0], hit.score, titles[hit.id][1])

    def _filled(self, result: SearchResult, hits: Sequence[Hit], facts: StoreFacts) -> list[Hit]:
        """``hits`` with titles, snippets and marks; papers that have gone meanwhile are left out."""
        marker = self._marker(result, facts)
        texts = self._store.papers.texts([hit.id for hit in hits])
        return [_fill(hit, texts[hit.id], marker) for hit in hits if hit.id in texts]

    def _marker(self, result: SearchResult, facts: StoreFacts) -> Marker:
        key = (result.query, result.literal, result.begun, facts.version)
        marker = self._markers.pop(key, None)
        if marker is None:
            try:
                how = {"literal": result.literal, "begun": result.begun}
                marker = self._indexer.index.marker(result.query, facts=facts, **how)
            except IndexDamagedError:
                marker = Marker()
        self._markers[key] = marker
        while len(self._markers) > _MARKERS:
            self._markers.popitem(last=False)
        return marker

    def mark(self, result: SearchResult, field: str, text: str) -> list[tuple[int, int]]:
        """See ``Library.mark``."""
        return [(span.start, span.end) for span in self._marker(result, self._current_facts()).spans(field, text)]

    def explain(self, result: SearchResult, paper: int) -> list[Sentence]:
        """See ``Library.explain``."""
        try:
            found = self._indexer.index.explain(result, [paper], facts=self._current_facts())
        except IndexDamagedError:
            return []
        return found.get(paper, [])

    # ---- around a search ----

    def related(self, paper: int, limit: int) -> list[Hit]:
        """See ``Library.related``."""
        self._indexer.keep_up()
        document = self._store.papers.documents([paper])[0]
        try:
            hits = self._indexer.index.related(document, facts=self._current_facts(), limit=limit)
        except IndexDamagedError:
            return []
        rows = {row.id: row for row in self._store.papers.rows([hit.id for hit in hits])}
        return [
            replace(hit, title=rows[hit.id].title, citation_key=rows[hit.id].citation_key)
            for hit in hits
            if hit.id in rows
        ]

    def complete(self, text: str, cursor: int) -> list[Completion]:
        """See ``Library.complete_query``."""
        return complete(text, cursor, self._current_facts())

    # ---- the index ----

    @property
    def state(self) -> str:
        """See ``Library.index_state``."""
        return self._indexer.state

    def catch_up(self) -> Generator[Progress, None, str]:
        """See ``Library.catch_up``."""
        return self._indexer.catch_up()

    def rebuild(self) -> Generator[Progress, None, None]:
        """See ``Library.rebuild_index``."""
        return self._indexer.rebuild()

    def damage(self, *, repair: bool) -> list[str]:
        """See ``Library.check``."""
        return self._indexer.check(repair=repair)


def _fill(hit: Hit, texts: dict[str, str], marker: Marker) -> Hit:
    snippet, spans = marker.snippet("abstract", texts["abstract"])
    for field in _SNIPPET_FIELDS[1:]:
        if not spans and texts[field]:
            other, found = marker.snippet(field, texts[field])
            if found:
                snippet, spans = other, found
    return replace(
        hit,
        title=texts["title"] or None,
        citation_key=texts["citation_key"] or None,
        snippet=snippet,
        snippet_spans=spans,
        title_spans=marker.spans("title", texts["title"]),
    )
