"""The search index, a cache of the library: the only rooms with Whoosh.

May import settings, text, records and errors. Names are imported when they are first used, so that ``parse`` and the
language (for colouring the search line) cost neither numpy nor Whoosh.

The public interface
--------------------
``SearchIndex.open(folder, library_id)`` never raises for a missing or damaged index; ask ``ready`` (and ``damage``).

- ``.sequence`` (last change held, 0 = none) · ``.papers`` · ``.ready`` · ``.close()``; all methods are thread-safe
- ``.apply(documents, deleted, sequence)``: add or replace ``IndexDocument``s, delete paper ids; visible when
  it returns. Up to 64 papers are shown from memory and written a moment later by a thread of the index, which also
  merges small segments (``flush()`` writes now, ``settle()`` waits for the thread, ``close()`` does both). After a
  crash ``sequence`` is that of the last write: apply the change rows beyond it again
- ``.rebuild(documents, sequence, memory_mb=600, progress=None)`` in this process, or in a spawned child
  ``build(folder, library_id, documents, sequence, …) -> name`` (module-level, picklable; the caller passes an
  iterator that it opens there) and then ``.adopt(name)`` here. Searches and ``apply`` use the old index until then.
  Changes made meanwhile are applied afterwards from the change rows beyond ``sequence``.
- ``.verify()``: checksums of all arrays (reads all; run it in the background after opening)
- ``.search(text, *, facts, view="library", restrict=None, sort="relevance", limit=50, literal=False, explain=False,
  cancelled=None) -> SearchResult``: ``hits`` with id and score only (the index holds no texts), ``ids`` a lazy
  ordered sequence of all hits, ``total`` exact. ``restrict`` is a ``Fact`` (``tag_fact(name)``, ``dump_fact(name)``).
  A clause that is being typed (the grammar in ``language`` says which) restricts nothing where it would leave no paper;
  ``query`` is then the text without it. A space after it, or ``WHOLE`` after the text, says that it is finished.
  An empty answer to a query carries ``emptiness`` (``records.Emptiness``, made by ``emptiness.py``): which clauses have
  to go, how many papers there are then, what may have been meant, and sentences that say so; the same for window,
  command line and JSON.
  Raises ``IndexDamagedError`` (answer from SQLite, rebuild), ``SearchCancelled``, ``SearchError`` (over two seconds).
- ``.marker(text, *, facts, literal=False, begun=False) -> Marker``: ``marker.spans(field, shown_text)`` and
  ``marker.snippet(field, shown_text)`` for the rows that are shown; fields: title, abstract, note, tags, authors …
- ``.related(document, *, facts, limit=10) -> list[Hit]``
- ``.explain(result, paper_ids, *, facts) -> dict[int, list[str]]``: which word hit in which field, and what else gave
  the score: lines that add up
- ``answer_by_reading(text, read, facts, …)``: the answer without an index, as far as reading every paper can tell
- ``PaperFacts`` (facts.py): what the library implements over SQLite: ``version``, ``ids(name, value)``,
  ``column(name)``, ``names(kind)``
- ``closed(text)``: a query with its open quote closed, to be kept
- ``parse(text) -> Query`` with ``.to_text()``; ``clauses(text) -> tuple[Clause, …]`` for colouring;
  ``complete(text, cursor, facts) -> list[Completion]`` for field names, values, tags, dumps and authors

Rules, the same at every size
-----------------------------
- The last word of a query is also taken as a beginning. If it has one or two letters, longer words that begin so are
  looked up in titles, tags, method names and citation keys only, and in all fields where that finds nothing; as a
  whole word it is looked up everywhere.
- ``word*`` needs three letters or more; there is no leading star.
- A word that no paper holds is taken for a typing error (one edit from 4 letters, two from 8), also of a longer word's
  beginning. So is a word of a paper or two that another one of 30 times as many is like, where nothing is found.
- A word is also taken for the two or three words that more papers have next to each other (``federatedlearning``).
- British and American spellings (``behaviour``, ``generalisation``) find each other where the library has both.
- A query of twelve words (or six of which a quarter have no content, or five with a sentence's punctuation) is a
  text, unless it stands in a title or ten papers hold all of its words: papers like it, best first (``likeness``).
- Of any other query that no paper answers every word is taken as a beginning too. Where fewer than ten papers hold all
  of three or more words, those most like the query follow (``SearchResult.like``); a note says so.
- A title that holds all words of the query, or its only one, gains, most of all the title that is the query
  (``titles``, ``ranking``).
- A word that no paper holds and that longer words begin with is a beginning wherever it stands.
- Papers in whose abstract a text of six words or more stands as it was typed come before all others.
- At most 32 different words are searched for, the rarest ones, and 200 alternatives, the first ones (``language``); of
  a long run of Chinese, Japanese or Korean its bigrams are the words. At most eight unknown words of a query are taken
  for typing errors, and 32 for several words; a guess that leads to nothing is not said (``searching``).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from readinglist.core.search.building import build
    from readinglist.core.search.compiling.filters import dump_fact, tag_fact
    from readinglist.core.search.engine import SearchIndex
    from readinglist.core.search.errors import IndexDamagedError, IndexNotWrittenError, SearchCancelled
    from readinglist.core.search.evaluation.queries import Fact
    from readinglist.core.search.facts import PaperFacts
    from readinglist.core.search.marks import Marker
    from readinglist.core.search.query.completing import clauses, complete
    from readinglist.core.search.query.half_typed import closed
    from readinglist.core.search.query.language import Query, parse
    from readinglist.core.search.reading import answer_by_reading
    from readinglist.core.search.segments.accumulating import Accumulator
    from readinglist.core.search.segments.writer import write_documents

__all__ = [
    "Accumulator",
    "Fact",
    "IndexDamagedError",
    "IndexNotWrittenError",
    "Marker",
    "PaperFacts",
    "Query",
    "SearchCancelled",
    "SearchIndex",
    "answer_by_reading",
    "build",
    "clauses",
    "closed",
    "complete",
    "dump_fact",
    "parse",
    "tag_fact",
    "write_documents",
]

_HOMES = {
    "Accumulator": "segments.accumulating",
    "Fact": "evaluation.queries",
    "IndexDamagedError": "errors",
    "IndexNotWrittenError": "errors",
    "Marker": "marks",
    "PaperFacts": "facts",
    "Query": "query.language",
    "SearchCancelled": "errors",
    "SearchIndex": "engine",
    "answer_by_reading": "reading",
    "build": "building",
    "clauses": "query.completing",
    "closed": "query.half_typed",
    "complete": "query.completing",
    "dump_fact": "compiling.filters",
    "parse": "query.language",
    "tag_fact": "compiling.filters",
    "write_documents": "segments.writer",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
