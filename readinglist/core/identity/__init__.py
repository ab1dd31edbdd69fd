"""Are two records the same paper? Pure functions; candidates come in as an argument.

May import text, records and errors. ``keys`` and ``fingerprints`` (``many`` texts at once, by numpy) find candidates
(whoever stores papers keeps both in tables), ``numbers`` keeps yearly tasks and numbered parts apart, ``verdict``
decides.

Candidates of a record are the papers with an equal title key (unless it is generic), with an equal arXiv id or DOI,
and those that share a hash of the fingerprint; hashes that more than ``COMMON_HASH`` papers carry are boilerplate
and find nothing.
"""

from readinglist.core.identity.fingerprints import COMMON_HASH, fingerprint
from readinglist.core.identity.keys import arxiv_as_written, arxiv_id, doi_name, is_generic, title_key
from readinglist.core.identity.numbers import numbers
from readinglist.core.identity.verdict import Question, Verdict, decide, signature

__all__ = [
    "COMMON_HASH",
    "Question",
    "Verdict",
    "arxiv_as_written",
    "arxiv_id",
    "decide",
    "doi_name",
    "fingerprint",
    "is_generic",
    "numbers",
    "signature",
    "title_key",
]
