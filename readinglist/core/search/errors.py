"""What can go wrong with the index. Imports the package's errors only."""

from readinglist.core.errors import SearchError


class IndexDamagedError(SearchError):
    """The index cannot be trusted: rebuild it (``SearchIndex.rebuild``); meanwhile answer from SQLite."""

    title = "The search index is damaged and is being rebuilt"


class IndexNotWrittenError(SearchError):
    """The disk does not take the index: what was there goes on answering, else SQLite; trying again may help."""

    title = "The search index cannot be written"


class SearchCancelled(Exception):  # noqa: N818 - no error: the search was overtaken by a newer one
    """The search became stale (its ``cancelled`` callback said so) and stopped."""
