"""The words for views, statuses and orders, and the fields that a user may edit. Imports typing only."""

from typing import Literal, TypedDict, get_args

Status = Literal["new", "later", "reading", "read", "dismissed"]
STATUSES: tuple[Status, ...] = ("new", "later", "reading", "read", "dismissed")

#: ``library`` is all but dismissed; ``all`` is everything; the rest are the side bar's views.
ViewName = Literal["library", "all", "new", "later", "reading", "read", "starred", "dismissed"]
VIEWS: tuple[ViewName, ...] = ("library", "new", "later", "reading", "read", "starred", "dismissed", "all")

SortName = Literal["relevance", "added", "title", "author", "venue", "year", "status", "seen", "import"]
SORTS: tuple[SortName, ...] = get_args(SortName)
#: These begin with the newest, latest or most seen; the others with the first.
FALLING: frozenset[SortName] = frozenset({"added", "year", "seen"})


class ListChoices(TypedDict, total=False):
    """Which papers of a view are listed, and in which order: by default all of them, by ``added``.

    ``descending`` None (default) stands for the direction that ``FALLING`` says.
    """

    sort: str
    descending: bool | None
    tag: str | None
    dump: int | None


LONGEST_TAG = 100  # characters

#: What the user may edit by hand with ``edit``; ``authors`` is written with `` and `` between names.
EDITABLE_FIELDS = (
    "title",
    "abstract",
    "authors",
    "year",
    "arxiv",
    "doi",
    "url",
    "venue",
    "entry_type",
    "publisher",
    "citation_key",
    "note",
)
#: Fields of BibTeX and biblatex that can be edited besides, written as in a .bib file; so can any that a paper has from
#: a file. ``printed_note`` is their ``note``.
OTHER_FIELDS = tuple(
    """
    volume number pages month day date editor translator series edition chapter address organization howpublished type
    printed_note isbn issn eid version subtitle titleaddon shorttitle maintitle volumes pagetotal eventtitle eventdate
    location origdate urldate pubstate language primaryclass crossref addendum
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: What is a field of its own here under another name.
FIELDS_BY_OTHER_NAMES = {
    "author": "authors", "journal": "venue", "journaltitle": "venue", "booktitle": "venue", "school": "publisher",
    "institution": "publisher", "eprint": "arxiv", "link": "url", "key": "citation_key", "kind": "entry_type",
}  # fmt: skip
#: Of the fields of a paper, what several papers may have in common.
SHARED_FIELDS = ("authors", "year", "venue", "publisher", "entry_type")
