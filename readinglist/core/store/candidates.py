"""Which papers could be the one a new record tells of: title keys, identifiers, shared shingles. May import records.

The verdict is ``identity``'s; here is only what narrows a library down to a handful.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from readinglist.core.records import Signature

#: A shingle or title that more papers share is a set phrase ("Preface") and says nothing.
COMMON = 50
#: One shared shingle is enough when so few papers have it; else two must be shared. On 100,000 real papers this
#: leaves a quarter of the candidates, and every pair at least 60 % alike: those that shared one shingle shared one that
#: at most three papers had.
RARE = 5


def find_candidates(
    connection: Connection, signatures: Sequence[Signature], phrases: set[int] | None = None
) -> list[list[Signature]]:
    """For each of ``signatures`` the stored papers that share a title key, an identifier or a rare shingle.

    A paper that the user edited comes as it is, and then as it was before: its sources still tell of it.

    ``phrases`` are the shingles found to be common so far, which are not looked up again and are added to: in a large
    library thousands of papers have the same, and every batch would read them all. Good for one import.
    """
    phrases = set() if phrases is None else phrases
    wanted = _hashes(signatures) - phrases
    by_hash = _papers_by(connection, "SELECT hash, paper_id FROM fingerprint WHERE hash IN", wanted)
    phrases.update(int(value) for value, papers in by_hash.items() if len(papers) > COMMON)
    by_key = _papers_by(
        connection,
        "SELECT title_key, id FROM paper WHERE title_key IN",
        {s.title_key for s in signatures if s.title_key},
    )
    before_edits = _papers_by(
        connection,
        "SELECT title_key, paper_id FROM former_text WHERE title_key IN",
        {s.title_key for s in signatures if s.title_key},
    )
    for key, others in before_edits.items():
        by_key.setdefault(key, []).extend(others)
    by_arxiv = _papers_by(
        connection,
        "SELECT arxiv, id FROM paper WHERE arxiv IS NOT NULL AND arxiv IN",
        {s.arxiv for s in signatures if s.arxiv},
    )
    by_doi = _papers_by(
        connection,
        "SELECT doi, id FROM paper WHERE doi IS NOT NULL AND doi IN",
        {s.doi for s in signatures if s.doi},
    )
    found: list[set[int]] = []
    for signature in signatures:
        papers = _alike(signature, by_hash)
        same_title = by_key.get(signature.title_key, ()) if signature.title_key else ()
        papers.update(same_title if len(same_title) <= COMMON else ())
        papers.update(by_arxiv.get(signature.arxiv or "", ()), by_doi.get(signature.doi or "", ()))
        found.append(papers)
    stored = load_signatures(connection, set().union(*found) if found else set())
    return [[one for paper in sorted(papers) for one in stored.get(paper, ())] for papers in found]


def _alike(signature: Signature, by_hash: Mapping[int | str, Sequence[int]]) -> set[int]:
    """The papers that share enough shingles with a signature to be compared."""
    found: set[int] = set()
    once: set[int] = set()
    for value in signature.fingerprint:
        papers = by_hash.get(value)
        if papers is None or len(papers) > COMMON:
            continue
        if len(papers) <= RARE:
            found.update(papers)
        else:
            found.update(once.intersection(papers))
            once.update(papers)
    return found


def _hashes(signatures: Sequence[Signature]) -> set[int]:
    return {value for signature in signatures for value in signature.fingerprint}


def _papers_by(connection: Connection, select: str, values: Iterable[int | str]) -> dict[int | str, list[int]]:
    wanted = list(values)
    result: dict[int | str, list[int]] = defaultdict(list)
    if wanted:
        rows = connection.exec_driver_sql(f"{select} (SELECT value FROM json_each(?))", (json.dumps(wanted),))
        for value, paper in rows.all():
            result[value].append(paper)
    return dict(result)


def load_signatures(connection: Connection, papers: set[int]) -> dict[int, list[Signature]]:
    """The signatures of stored papers by id: what is shown, then what was shown before edits.

    ``fingerprint`` is left empty: it has done its work by then.
    """
    if not papers:
        return {}
    chosen = json.dumps(sorted(papers))
    rows = connection.exec_driver_sql(
        "SELECT id, title, abstract, title_key, arxiv, doi, citation_key FROM paper"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (chosen,),
    )
    found = {
        row[0]: [
            Signature(
                id=row[0],
                title=row[1],
                abstract=row[2],
                title_key=row[3],
                fingerprint=(),
                arxiv=row[4],
                doi=row[5],
                citation_key=row[6],
            )
        ]
        for row in rows.all()
    }
    former = connection.exec_driver_sql(
        "SELECT paper_id, title, abstract, title_key FROM former_text"
        " WHERE paper_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (chosen,),
    )
    for paper, title, abstract, key in former.all():
        found[paper].append(replace(found[paper][0], title=title, abstract=abstract, title_key=key))
    return found
