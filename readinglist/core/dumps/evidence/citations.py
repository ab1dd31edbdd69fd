"""What lists say behind a title, of who wrote it and where it appeared: "(Bee et al., 2023)", "- A. Bee, *ICLR 2024*".

Imports this room.
"""

import re

from readinglist.core.dumps.evidence.furniture import is_names

_AROUND = " ,.;:–—-()*_"
#: A year with the venue before it; venues stand in italics, too.
_YEAR = re.compile(r"(?:,?\s+|,\s+[A-Z][\w.'’&-]*\s(?:[A-Z&][\w.'’-]*\s){0,3})(?:19|20)\d\d[a-z]?$")
_PIECES = re.compile(r"\s[–—·|-]\s|[*_]+")
_AND_OTHERS = re.compile(r"\bet al\.?$|\band others$")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,10}")
_SURNAME = re.compile(r"[A-ZÀ-Þ][\w'’-]+")
_MOST_WORDS = 3
_AND = ("and", "&")


def is_site(said: str) -> bool:
    """Tell whether words are the name of a site: "arxiv.org"."""
    return _HOST.fullmatch(said.strip(_AROUND)) is not None


def is_citation(said: str) -> bool:
    """Tell whether words say who wrote something, and perhaps when and where; or on which site it stands."""
    said = _PIECES.split(said.strip(_AROUND))[0].strip(_AROUND)
    bare = _YEAR.sub("", said)
    if _AND_OTHERS.search(bare.removesuffix(".")) or is_site(said) or is_names(bare):
        return True
    words = [word for word in bare.split() if word not in _AND]
    return (bare != said or len(words) > 1) and 1 <= len(words) <= _MOST_WORDS and all(map(_SURNAME.fullmatch, words))
