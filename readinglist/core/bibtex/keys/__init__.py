"""Citation keys by a pattern, after Better BibTeX. May import records, errors and ``bibtex.names``.

A pattern is made of functions joined by ``+``, each with filters after dots, and of alternatives between ``|``::

    auth.lower + shorttitle(3,3) + year | method.lower | shorttitle(4,4) | hash

The first alternative whose *first* function gives something is taken, so a paper without authors falls through to
the second. Functions (m counts from 1): ``auth`` (last name of the first author;
``auth(n,m)``: n letters of author m), ``authEtal2``,
``title``, ``shorttitle(n,m)`` (the first n words that are no small words, m of them with a capital),
``veryshorttitle(n,m)``, ``year``, ``method`` (the name that a paper gives to its method), ``hash``, and text in
quotes. Filters: ``lower``, ``upper``, ``capitalize``, ``clean``, ``skipwords``, ``select(start,n)`` (words),
``substring(start,n)`` (characters), ``replace(old,new)``, ``default(text)``, ``transliterate``.

Arguments may be named: ``shorttitle(n=2, m=1)``.

``preview`` makes the key of a paper without looking at others, ``suffixed`` keeps it apart from theirs, ``parse``
checks a pattern.
"""

from readinglist.core.bibtex.keys.functions import HASH_PREFIX
from readinglist.core.bibtex.keys.making import DEFAULT_PATTERN, preview, renewed, repair, sanitise, suffixed
from readinglist.core.bibtex.keys.pattern import Pattern, PatternError, parse

__all__ = [
    "DEFAULT_PATTERN",
    "HASH_PREFIX",
    "Pattern",
    "PatternError",
    "parse",
    "preview",
    "renewed",
    "repair",
    "sanitise",
    "suffixed",
]
