"""What a file says otherwise than the papers it was recognised in, for its report.

May import bibtex, the store and records.

A paper keeps what it has; whoever imports a corrected file must learn that it was not taken over.
"""

import re
from collections.abc import Iterator, Mapping

from readinglist.core import bibtex
from readinglist.core.records import Paper
from readinglist.core.sentences import Sentence
from readinglist.core.store import Store

#: So many entries are named; of the others only the number is told.
NAMED = 100
#: Papers fetched at once.
_PAGE = 2000
#: So many characters of a value are shown.
_SHOWN = 60
_KEPT = Sentence("Line {line}: what the library has of {name} was kept: {differences}.")
_OTHERWISE = Sentence("{field} {ours} (the file says {theirs})")
_FIELDS = ("authors", "year", "entry_type", "venue", "publisher", "doi", "arxiv", "url")
_DATES = frozenset({"date", "year", "month", "day"})
_WORDS = {"entry_type": "type"}
_VERSION = re.compile(r"v\d+$")


def name_differences(store: Store, dump: int) -> None:
    """Add a sentence to the report of ``dump`` for every entry that says otherwise than its paper."""
    notes: list[Sentence] = []
    more = 0
    met = store.imports.met_records(dump)
    for start in range(0, len(met), _PAGE):
        page = met[start : start + _PAGE]
        papers = {paper.id: paper for paper in store.papers.papers(list({number for _, number, _ in page}))}
        for line, number, told in page:
            if number not in papers or not (found := list(_differences(papers[number], told))):
                continue
            if len(notes) < NAMED:
                name = (
                    told.get("citation_key") or papers[number].citation_key or Sentence("paper {number}", number=number)
                )
                notes.append(_KEPT.format(line=line, name=name, differences=found))
            else:
                more += 1
    if more:
        notes.append(
            Sentence("{count:,} more entries say otherwise than the library, which keeps what it has.", count=more)
        )
    if notes:
        store.imports.add_notes(dump, notes)


def _differences(paper: Paper, told: Mapping[str, object]) -> Iterator[Sentence]:
    """``year 2000 (the file says 2001)`` for each field that both have."""
    extra = told.get("extra")
    more = dict(extra) if isinstance(extra, dict) else {}
    said = {name: told.get(name) for name in _FIELDS} | more
    year = said["year"]
    if not _DATES.isdisjoint(more) and bibtex.same_date(paper, year if isinstance(year, int) else None, more):
        said = {name: value for name, value in said.items() if name not in _DATES}
    for name, theirs in said.items():
        ours = getattr(paper, name) if name in _FIELDS else paper.extra.get(name)
        # Names that no field of a file can have keep how another value was written.
        if ours and theirs and not name.startswith("{") and _plain(name, ours) != _plain(name, theirs):
            yield _OTHERWISE.format(field=_WORDS.get(name, name), ours=_shown(ours), theirs=_shown(theirs))


def _text(value: object) -> str:
    return " and ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _plain(name: str, value: object) -> str:
    """A value without what makes no difference: case, blanks, kinds of dashes, the version of a preprint."""
    found = re.sub(r"[-–—]+", "-", " ".join(_text(value).split())).casefold()
    return _VERSION.sub("", found) if name == "arxiv" else found


def _shown(value: object) -> str:
    found = " ".join(_text(value).split())
    return found if len(found) <= _SHOWN else found[: _SHOWN - 1] + "…"
