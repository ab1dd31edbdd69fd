"""Every format that can be imported: the dump formats, and the bibliography formats beside them. May import both.

The rooms ``dumps`` and ``bibtex`` do not know each other; here they meet.
"""

from collections.abc import Sequence

from readinglist.core import bibtex, dumps


def all_formats() -> Sequence[dumps.Format]:
    """The formats in the order in which they are asked whether a file is theirs."""
    citations = (dumps.WholeText(form.title, form.sniff, form.read) for form in bibtex.IMPORT_FORMATS)
    return (*dumps.FORMATS, *citations)
