"""Entry types: which one a paper is, what it is called in BibTeX and biblatex, what it lacks. Imports records."""

import re
from collections.abc import Mapping
from typing import Literal

from readinglist.core.records import Paper

Dialect = Literal["bibtex", "biblatex"]

#: The types of the standard styles; any other makes BibTeX warn that it "isn't style-file defined".
BIBTEX_TYPES = frozenset(
    """
    article book booklet conference inbook incollection inproceedings manual mastersthesis misc phdthesis
    proceedings techreport unpublished
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
BIBLATEX_TYPES = BIBTEX_TYPES - {"conference"} | frozenset(
    """
    artwork audio bibnote bookinbook collection commentary dataset electronic image inreference jurisdiction legal
    legislation letter movie music mvbook mvcollection mvproceedings mvreference online patent performance
    periodical reference report review set software standard suppbook suppcollection suppperiodical thesis video www
    xdata
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: What appears in a journal, and what in a book.
PERIODICALS = frozenset({"article", "review", "suppperiodical"})
CHAPTERS = frozenset(
    {"inproceedings", "incollection", "inbook", "inreference", "bookinbook", "suppbook", "suppcollection"}
)
THESES = frozenset({"phdthesis", "mastersthesis", "thesis"})
REPORTS = frozenset({"techreport", "report"})
#: Whole works that stand on a shelf: the title is set in italics, the editors may stand for authors.
BOOKS = frozenset(
    """
    book mvbook collection mvcollection proceedings mvproceedings reference mvreference manual booklet
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_TO_BIBTEX = {
    "online": "misc", "electronic": "misc", "www": "misc", "thesis": "phdthesis", "report": "techreport",
    "collection": "book", "mvbook": "book", "mvcollection": "book", "mvproceedings": "proceedings",
    "mvreference": "book", "reference": "book", "inreference": "incollection", "bookinbook": "inbook",
    "suppbook": "inbook", "suppcollection": "incollection", "suppperiodical": "article", "review": "article",
    "conference": "inproceedings", "standard": "manual",
}  # fmt: skip
#: ``@commentary``, which biblatex's styles print as ``misc``, is a comment to pandoc and bibtexparser.
_TO_BIBLATEX = {"conference": "inproceedings", "www": "online", "electronic": "online", "commentary": "misc"}
#: Types of biblatex that are no works.
_NO_WORKS = frozenset({"set", "xdata", "bibnote"})
_LESSER_THESIS = re.compile(r"(?i)master|^mathesis|bachelor|^bathesis")
#: What biblatex's field ``type`` calls a work by a key that it translates; others print the field as it stands.
_IN_WORDS: Mapping[str, str] = {
    "mathesis": "Master's thesis", "phdthesis": "PhD thesis", "techreport": "Technical report",
    "bathesis": "Bachelor's thesis", "candthesis": "Candidate thesis", "resreport": "Research report",
    "software": "Computer software", "datacd": "Data CD", "audiocd": "Audio CD",
}  # fmt: skip
#: Those that the styles of BibTeX print of themselves, from the type of the entry.
_SAID_BY_TYPE = frozenset({"mathesis", "phdthesis", "techreport"})
_PREPRINT = re.compile(r"(?i)\b(?:arxiv|corr|biorxiv|preprint|ssrn)\b")
_MEETING = re.compile(
    r"(?i)\b(?:proceedings|proc\.|conference|workshop|symposium|meeting|congress|advances in neural|findings of|"
    r"neurips|nips|icml|iclr|aaai|ijcai|emnlp|naacl|eacl|aacl|coling|cvpr|iccv|eccv|interspeech|icassp|sigir|kdd)\b|"
    r"^acl\b|^(?:the )?web conf"
)


def entry_type(paper: Paper, dialect: Dialect = "bibtex") -> str:
    """The type of ``paper``'s entry: what the user or a file said, else what its venue and identifiers tell.

    A ``misc`` that has got a venue becomes an article or a paper at a conference. A preprint of which nobody said a
    type is ``online`` in biblatex and ``misc`` in BibTeX.
    """
    said = (paper.entry_type or "").strip().lower()
    if paper.venue and said in {"", "misc", "online"} and not _PREPRINT.search(paper.venue):
        return "inproceedings" if _MEETING.search(paper.venue) else "article"
    if dialect == "bibtex":
        kind, known = _TO_BIBTEX.get(said, said), BIBTEX_TYPES
        if kind == "phdthesis" and _LESSER_THESIS.search(paper.extra.get("type", "")):
            return "mastersthesis"
        if kind == "inbook" and paper.venue:
            return "incollection"  # a chapter with a title of its own: BibTeX prints no booktitle of an inbook
    else:
        kind, known = _TO_BIBLATEX.get(said, said), BIBLATEX_TYPES
    if kind in known and kind not in _NO_WORKS:
        return kind
    return "online" if paper.arxiv and dialect == "biblatex" else "misc"


def type_for_bibtex(value: str) -> str:
    """The field ``type`` as BibTeX prints it: biblatex's keys in words, empty where the type of the entry says it."""
    return "" if value.strip().lower() in _SAID_BY_TYPE else _IN_WORDS.get(value.strip().lower(), value)


def genre(paper: Paper) -> str:
    """What kind of thesis or report ``paper`` is, in words; its field ``type`` before the type of its entry."""
    said = paper.extra.get("type", "").strip()
    if not said:
        said = {"mastersthesis": "mathesis", "phdthesis": "phdthesis"}.get((paper.entry_type or "").lower(), "")
    return _IN_WORDS.get(said.lower(), said)


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def edition_number(said: str) -> str:
    """``2`` of ``2``, ``2nd``, ``Second`` and ``second edition``; other words as they are."""
    said = re.sub(r"(?i)\s*\b(?:edition|edn?)\b\.?$", "", said).strip()
    if said.casefold() in _ORDINALS:
        return str(_ORDINALS.index(said.casefold()) + 1)
    return re.sub(r"(?i)^(\d+)(?:st|nd|rd|th)$", r"\1", said)


def house(paper: Paper) -> str:
    """Who brought ``paper`` out, raw: its publisher, else what formats with one place for all of them put there."""
    said = (paper.extra.get(name, "").strip() for name in ("institution", "school", "organization", "howpublished"))
    return paper.publisher or next((name for name in said if name and "://" not in name), "")


#: Every type that a person may give, as they are offered.
ENTRY_TYPES = tuple(sorted((BIBTEX_TYPES | BIBLATEX_TYPES) - _NO_WORKS))


def is_unknown(kind: str | None) -> bool:
    """Whether ``kind`` is a type that a file or a person gave and that neither BibTeX nor biblatex knows."""
    said = (kind or "").strip().lower()
    return bool(said) and said not in BIBTEX_TYPES | BIBLATEX_TYPES | _TO_BIBLATEX.keys()


#: What a reader needs to find the work; ``a|b`` means that one of them is enough.
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author|editor", "title", "publisher", "year"),
    "inbook": ("author|editor", "title", "booktitle|chapter|pages", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "mastersthesis": ("author", "title", "school", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "proceedings": ("title", "year"),
    "manual": ("title",),
    "booklet": ("title",),
    "unpublished": ("author", "title", "note"),
    "dataset": ("author|editor", "title", "year"),
    "software": ("author|editor", "title", "year"),
    "online": ("author|editor", "title", "year", "url"),
}
_DEFAULT_NEEDED = ("author", "title", "year", "identifier")
_SAME_NEEDS = {"thesis": "phdthesis", "report": "techreport", "conference": "inproceedings"}


def lacks(paper: Paper) -> tuple[str, ...]:
    """The names of the fields that a citation of ``paper`` needs and that nobody has given, most needed first.

    ``identifier`` stands for an arXiv id, a DOI or a URL.
    """
    kind = entry_type(paper, "biblatex")
    needed = _NEEDED.get(_SAME_NEEDS.get(kind, kind), _DEFAULT_NEEDED)
    asked = (field.split("|") for field in needed)
    return tuple(names[0] for names in asked if not any(_has(paper, name) for name in names))


def _has(paper: Paper, field: str) -> bool:
    given: Mapping[str, object] = {
        "author": paper.authors,
        "title": paper.title,
        "year": paper.year or paper.extra.get("date") or paper.extra.get("year"),
        "journal": paper.venue,
        "booktitle": paper.venue,
        "school": paper.publisher or paper.extra.get("school") or paper.extra.get("institution"),
        "institution": paper.publisher or paper.extra.get("institution"),
        "publisher": paper.publisher,
        "url": paper.url or paper.arxiv or paper.doi,
        "identifier": paper.url or paper.arxiv or paper.doi,
    }
    return bool(given[field]) if field in given else bool(paper.extra.get(field))
