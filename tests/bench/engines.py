"""Four engines behind one face: ours, stock Whoosh, SQLite's FTS5 and tantivy.

Every search gives the exact number of hits and the rows of the best fifty, fetched from the same SQLite table.
"""

import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from readinglist.core.records import IndexDocument
from readinglist.core.search import SearchIndex

TOP = 50


class Facts:
    """Facts of papers that were all added in order and are all new."""

    version = 1

    def __init__(self, count: int) -> None:
        self._all = np.arange(1, count + 1, dtype=np.int64)
        times = self._all.astype(float)
        self._columns = {"added": times, "seen": np.ones(count), "year": 2000 + times % 25, "title": times % 9973}

    def ids(self, name: str, value: str = "") -> np.ndarray:
        everything = name == "all" or (name, value) == ("status", "new")
        return self._all if everything else self._all[:0]

    def column(self, name: str, among: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        return self._all, self._columns[name]

    def names(self, kind: str) -> Sequence[str]:
        return []


class Rows:
    """The table that every engine fetches its rows from."""

    def __init__(self, path: Path, documents: Iterable[IndexDocument]) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute("create table paper (id integer primary key, title, abstract, authors)")
        rows = ((d.id, d.title, d.abstract, " ; ".join(d.authors)) for d in documents)
        self.connection.executemany("insert into paper values (?, ?, ?, ?)", rows)
        self.connection.commit()

    def fetch(self, ids: Sequence[int]) -> list[Any]:
        marks = ",".join("?" * len(ids))
        return self.connection.execute(f"select id, title, authors from paper where id in ({marks})", ids).fetchall()


class Ours:
    """The index of this package."""

    name = "ours"

    def __init__(self, folder: Path, count: int) -> None:
        self.index = SearchIndex.open(folder / "ours", "bench")
        self.facts = Facts(count)

    def build(self, documents: Iterable[IndexDocument]) -> None:
        self.index.rebuild(documents, 1)

    def change(self, document: IndexDocument) -> None:
        self.index.apply([document], [], self.index.sequence + 1)

    def typed(self, text: str, *, sort: str = "relevance", literal: bool = False) -> tuple[int, list[int]]:
        result = self.index.search(text, facts=self.facts, view="library", limit=TOP, sort=sort, literal=literal)
        return result.total, [hit.id for hit in result.hits]

    def words(self, words: Sequence[str], *, every: bool = True) -> tuple[int, list[int]]:
        return self.typed((" " if every else " OR ").join(words), literal=True)

    def phrase(self, words: Sequence[str]) -> tuple[int, list[int]]:
        return self.typed('"' + " ".join(words) + '"')

    def by_date(self, word: str) -> tuple[int, list[int]]:
        return self.typed(word, sort="added", literal=True)


class Fts5:
    """SQLite's full text search: porter tokenizer, prefix index, title weighted twice."""

    name = "fts5"
    _TABLE = (
        "create virtual table f using fts5(title, abstract, authors, tags, note, "
        "tokenize='porter unicode61', prefix='1 2 3')"
    )

    def __init__(self, folder: Path, count: int) -> None:
        self.connection = sqlite3.connect(folder / "fts5.sqlite")

    def build(self, documents: Iterable[IndexDocument]) -> None:
        self.connection.execute(self._TABLE)
        self.connection.executemany(
            "insert into f(rowid,title,abstract,authors,tags,note) values (?,?,?,?,?,?)", map(_row, documents)
        )
        self.connection.commit()

    def change(self, document: IndexDocument) -> None:
        self.connection.execute("delete from f where rowid = ?", (document.id,))
        self.connection.execute(
            "insert into f(rowid,title,abstract,authors,tags,note) values (?,?,?,?,?,?)", _row(document)
        )
        self.connection.commit()

    def _run(self, match: str, order: str = "bm25(f, 2.0, 1.0, 1.0, 1.0, 1.0)") -> tuple[int, list[int]]:
        total = self.connection.execute("select count(*) from f where f match ?", (match,)).fetchone()[0]
        rows = self.connection.execute(f"select rowid from f where f match ? order by {order} limit {TOP}", (match,))
        return total, [row[0] for row in rows]

    def typed(self, text: str) -> tuple[int, list[int]]:
        words = [w for w in text.replace("-", " ").split() if w]
        return self._run(" ".join(f'"{w}"' for w in words) + "*") if words else (0, [])

    def words(self, words: Sequence[str], *, every: bool = True) -> tuple[int, list[int]]:
        return self._run((" " if every else " OR ").join(f'"{w}"' for w in words))

    def phrase(self, words: Sequence[str]) -> tuple[int, list[int]]:
        return self._run('"' + " ".join(words) + '"')

    def by_date(self, word: str) -> tuple[int, list[int]]:
        return self._run(f'"{word}"', "rowid desc")


def _row(d: IndexDocument) -> tuple[Any, ...]:
    return d.id, d.title, d.abstract, " ; ".join(d.authors), " ; ".join(d.tags), d.note


class Tantivy:
    """tantivy-py with English stems, title weighted twice."""

    name = "tantivy"
    _FIELDS = (("title", 2.0), ("abstract", 1.0), ("authors", 1.0), ("tags", 1.0), ("note", 1.0))

    def __init__(self, folder: Path, count: int) -> None:
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        for name, _ in self._FIELDS:
            builder.add_text_field(name, stored=False, tokenizer_name="en_stem")
        self.schema = builder.build()
        (folder / "tantivy").mkdir(exist_ok=True)
        self.index = tantivy.Index(self.schema, path=str(folder / "tantivy"))

    def build(self, documents: Iterable[IndexDocument]) -> None:
        writer = self.index.writer(256_000_000, 1)
        for document in documents:
            writer.add_document(self._document(document))
        writer.commit()
        writer.wait_merging_threads()
        self._open()

    def _open(self) -> None:
        self.index.reload()
        self.searcher = self.index.searcher()

    def _document(self, d: IndexDocument) -> Any:
        row = dict(zip(("id", "title", "abstract", "authors", "tags", "note"), _row(d), strict=True))
        return self.tantivy.Document.from_dict(row, self.schema)

    def change(self, document: IndexDocument) -> None:
        writer = self.index.writer(20_000_000, 1)
        writer.delete_documents("id", document.id)
        writer.add_document(self._document(document))
        writer.commit()
        self._open()

    def _word(self, word: str, *, begun: bool = False) -> Any:
        q, must = self.tantivy.Query, self.tantivy.Occur
        parts = []
        for name, boost in self._FIELDS:
            analysed = self.index.parse_query(f'"{word}"', [name])
            parts.append((must.Should, q.boost_query(analysed, boost)))
            if begun:
                parts.append((must.Should, q.boost_query(q.regex_query(self.schema, name, word + ".*"), boost)))
        return q.boolean_query(parts)

    def _run(self, query: Any, **options: Any) -> tuple[int, list[int]]:
        found = self.searcher.search(query, TOP, count=True, **options)
        return found.count, [self.searcher.doc(address)["id"][0] for _, address in found.hits]

    def _all(self, words: Sequence[str], occur: Any, begun: bool) -> Any:
        parts = [(occur, self._word(w, begun=begun and i == len(words) - 1)) for i, w in enumerate(words)]
        return self.tantivy.Query.boolean_query(parts)

    def typed(self, text: str) -> tuple[int, list[int]]:
        return self._run(self._all(text.replace("-", " ").split(), self.tantivy.Occur.Must, True))

    def words(self, words: Sequence[str], *, every: bool = True) -> tuple[int, list[int]]:
        return self._run(self._all(words, self.tantivy.Occur.Must if every else self.tantivy.Occur.Should, False))

    def phrase(self, words: Sequence[str]) -> tuple[int, list[int]]:
        return self._run(self._word(" ".join(words)))

    def by_date(self, word: str) -> tuple[int, list[int]]:
        return self._run(self._word(word), order_by_field="id")


class StockWhoosh:
    """Whoosh as it comes: stemming analyser, BM25F, prefixes from four letters on."""

    name = "whoosh"

    def __init__(self, folder: Path, count: int) -> None:
        from whoosh import analysis, fields, index

        stems = analysis.StemmingAnalyzer(minsize=1, stoplist=None)
        self.schema = fields.Schema(
            id=fields.NUMERIC(int, stored=True, unique=True, sortable=True),
            title=fields.TEXT(analyzer=stems, field_boost=2.0),
            abstract=fields.TEXT(analyzer=stems),
            authors=fields.TEXT(analyzer=stems),
        )
        (folder / "whoosh").mkdir(exist_ok=True)
        self.index = index.create_in(folder / "whoosh", self.schema)

    def build(self, documents: Iterable[IndexDocument]) -> None:
        writer = self.index.writer(limitmb=256)
        for d in documents:
            writer.add_document(id=d.id, title=d.title, abstract=d.abstract, authors=" ; ".join(d.authors))
        writer.commit()
        self.searcher = self.index.searcher()

    def change(self, d: IndexDocument) -> None:
        writer = self.index.writer()
        writer.update_document(id=d.id, title=d.title, abstract=d.abstract, authors=" ; ".join(d.authors))
        writer.commit(merge=False)
        self.searcher = self.searcher.refresh()

    def _word(self, word: str, begun: bool = False) -> Any:
        from whoosh import query

        parts = []
        for name in ("title", "abstract", "authors"):
            parts += [query.Term(name, t.text) for t in self.schema[name].analyzer(word)]
            if begun:
                parts.append(query.Prefix(name, word))
        return query.Or(parts)

    def _run(self, q: Any, **options: Any) -> tuple[int, list[int]]:
        found = self.searcher.search(q, limit=TOP, **options)
        return len(found), [hit["id"] for hit in found]

    def typed(self, text: str) -> tuple[int, list[int]]:
        from whoosh import query

        words = text.replace("-", " ").split()
        if len(words[-1]) < 4:
            words.pop()
        if not words:
            return 0, []
        return self._run(query.And([self._word(w, begun=w is words[-1] and len(w) > 3) for w in words]))

    def words(self, words: Sequence[str], *, every: bool = True) -> tuple[int, list[int]]:
        from whoosh import query

        return self._run((query.And if every else query.Or)([self._word(w) for w in words]))

    def phrase(self, words: Sequence[str]) -> tuple[int, list[int]]:
        from whoosh import query

        parts = []
        for name in ("title", "abstract"):
            terms = [t.text for t in self.schema[name].analyzer(" ".join(words))]
            parts.append(query.Phrase(name, terms))
        return self._run(query.Or(parts))

    def by_date(self, word: str) -> tuple[int, list[int]]:
        return self._run(self._word(word), sortedby="id", reverse=True)


ENGINES = {engine.name: engine for engine in (Ours, Fts5, Tantivy, StockWhoosh)}


def cpu_ms(start: float) -> float:
    """CPU milliseconds of the calling thread since ``start`` (``time.thread_time()``)."""
    return (time.thread_time() - start) * 1000
