"""Papers told by fields with names, whatever file they stand in: a table with a header, JSON. Imports ``records``.

What is called so in a file by habit is read, the names of other columns mean nothing here.
"""

import re
from collections.abc import Iterable, Mapping

from readinglist.core.dumps.evidence.furniture import is_names
from readinglist.core.dumps.evidence.register import names_research, speaks_of_research
from readinglist.core.records import Draft, Metadata, Rejected
from readinglist.core.sentences import Sentence

#: What columns and keys are called, without marks and capitals.
_NAMES: Mapping[str, str] = {
    "title": "title paper papertitle article articletitle documenttitle titel titre titulo título titolo название 标题 "
    "題名",
    "abstract": "abstract abstracttext abstractnote summary zusammenfassung resumen résumé resumo аннотация 摘要",
    "authors": "authors author creators autoren auteurs autores autori авторы 作者",
    "year": "year publicationyear pubyear date published publicationdate publishedat jahr année año anno год",
    "doi": "doi",
    "arxiv": "arxiv arxivid id paperid",
    "url": "url link paperurl absurl",
    "venue": "venue journal journalref booktitle publicationtitle containertitle conference",
}
_MEANING = {name: field for field, names in _NAMES.items() for name in names.split()}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ARXIV = re.compile(r"(?:arXiv:)?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+")
#: What says with a title that it is one of a paper.
_OF_PAPERS = ("authors", "doi", "venue")
#: So many of the titles of a table without abstracts speak of research.
_MOST = 0.5


def meaning(name: str) -> str:
    """Return which field a column or key of this name is, or nothing."""
    return _MEANING.get("".join(filter(str.isalnum, name.casefold())), "")


def are_papers(records: Iterable[Mapping[str, str]]) -> bool:
    """Tell whether what the fields of some records say is of papers; films have titles and summaries, too."""
    told = [record for record in records if record.get("title") or record.get("abstract")]
    titles = [record["title"] for record in told if record.get("title")]
    if abstracts := [record["abstract"] for record in told if record.get("abstract")]:
        return speaks_of_research(abstracts, titles)
    return bool(titles) and sum(names_research(title, latinate=True) for title in titles) >= _MOST * len(titles)


def record(line: int, end_line: int, told: Mapping[str, str]) -> Draft | Rejected:
    """Return the paper of a record whose fields have these meanings."""
    title, abstract = told.get("title", "").strip(), told.get("abstract", "").strip()
    if not title and not abstract:
        return Rejected(
            line, Sentence("This record has neither a title nor an abstract."), " ".join(told.values())[:200]
        )
    year, doi = _YEAR.search(told.get("year", "")), _DOI.search(told.get("doi", ""))
    arxiv = _ARXIV.fullmatch(told.get("arxiv", "").strip())
    authors, unclear = _people(told.get("authors", ""))
    metadata = Metadata(
        authors=authors,
        year=int(year.group()) if year else None,
        arxiv=arxiv.group(1) if arxiv else None,
        doi=doi.group() if doi else None,
        url=told.get("url", "").strip() or None,
        venue=told.get("venue", "").strip() or None,
        extra={"authors": unclear} if unclear else {},
    )
    return Draft(line, end_line, title or None, abstract or None, metadata)


def _people(text: str) -> tuple[tuple[str, ...], str]:
    """The names of a list of persons, or, where it is not certain which they are, the text as it stands."""
    text = " ".join(text.split())
    if ";" in text or " and " in text:
        parts = re.split(r"\s*;\s*|,?\s+and\s+", text)
        if ";" in text or not any("," in part for part in parts):
            return tuple(filter(None, parts)), ""
        parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", text)
        return (tuple(filter(None, parts)), "") if is_names(text) else ((), text)
    if "," in text:
        return (tuple(re.split(r",\s*", text)), "") if is_names(text) else ((), text)
    return ((text,), "") if text else ((), "")
