"""Reading every paper, for searching without an index. May import engine and records.

The library answers with this while the index is being built, and says so.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from readinglist.core.records import IndexDocument
from readinglist.core.store.engine import StoreEngine

_BATCH = 1000
_WANTED = "IN (SELECT value FROM json_each(?))"
_PAPERS = f"SELECT id, title, abstract, authors, note, citation_key, method FROM paper WHERE id {_WANTED}"
#: Tags, highlights and the keys that files gave: (paper, text) of those that have any.
_PARTS = (
    "SELECT pt.paper_id, t.name FROM paper_tag pt JOIN tag t ON t.id = pt.tag_id"
    f" WHERE pt.paper_id {_WANTED} ORDER BY pt.position, t.name",
    f"SELECT paper_id, quote || ' ' || comment FROM highlight WHERE paper_id {_WANTED} ORDER BY id",
    "SELECT DISTINCT paper_id, json_extract(metadata_json, '$.citation_key') FROM source"
    f" WHERE paper_id {_WANTED} AND metadata_json <> '{{}}'",
)


class ScanStore:
    """Reads the texts of many papers; each batch is a short transaction."""

    def __init__(self, engine: StoreEngine) -> None:
        self._engine = engine

    def documents(self, papers: Sequence[int]) -> Iterator[IndexDocument]:
        """What can be searched for in ``papers``, in any order; those that have gone meanwhile are left out.

        The same as ``papers.documents`` gives, in a fraction of the time: what few papers have is asked for apart.
        """
        for start in range(0, len(papers), _BATCH):
            wanted = (json.dumps(list(papers[start : start + _BATCH])),)
            with self._engine.read() as connection:
                rows = connection.exec_driver_sql(_PAPERS, wanted).all()
                tags, highlights, keys = (_by_paper(connection.exec_driver_sql(s, wanted)) for s in _PARTS)
            for row in rows:
                yield IndexDocument(
                    id=row[0],
                    title=row[1] or "",
                    abstract=row[2] or "",
                    authors=tuple(json.loads(row[3])) if row[3] != "[]" else (),
                    tags=tuple(tags.get(row[0], ())),
                    note=row[4],
                    citation_key=row[5] or "",
                    method=row[6] or "",
                    highlights="\n".join(highlights.get(row[0], ())),
                    other_keys=tuple(key for key in keys.get(row[0], ()) if key and key != row[5]),
                )


def _by_paper(rows: Iterable[Any]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for paper, text in rows:
        found.setdefault(paper, []).append(text)
    return found
