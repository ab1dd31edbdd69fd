"""Keywords of a file as tags. May import records."""

import re
from collections.abc import Iterable

from readinglist.core.records import LONGEST_TAG

_BETWEEN = re.compile(r"\s*(?:[,;|•·]|\\sep\b)\s*")


def listed(text: str) -> tuple[str, ...]:
    """The keywords of a field that has all of them in one line."""
    return as_tags(_BETWEEN.split(text))


def as_tags(words: Iterable[str]) -> tuple[str, ...]:
    """Keywords as a tag can hold them, each once: MeSH's ``Models, Biological`` as ``Models - Biological``.

    A tag has no comma, for exports put commas between tags; what is too long for one ends with an ellipsis.
    """
    names = (re.sub(r"\s*,\s*", " - ", " ".join(word.split()).strip(" ,")) for word in words)
    return tuple(dict.fromkeys(_short(name) for name in names if name))


def _short(name: str) -> str:
    if len(name) <= LONGEST_TAG:
        return name
    cut = name[: LONGEST_TAG - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"
