"""What a citation key is made of, and how another text becomes one. May import nothing of ours.

Letters and digits of any script, composed (NFC), and ``. : _ / + -``: one other character (a curly quote, a dash, a
soft hyphen, an emoji) makes pandoc refuse the whole file.
"""

import unicodedata

LONGEST_KEY = 500
_SIGNS = frozenset(".:_/+-")
_NO_KEY = "0"  # to biber, written in Perl, it is none


def is_citation_key(key: str) -> bool:
    """Whether every program takes ``key`` as it is."""
    whole = 0 < len(key) <= LONGEST_KEY and unicodedata.is_normalized("NFC", key) and all(map(_stands, key))
    return whole and key != _NO_KEY


def repaired_key(key: str) -> str:
    """``key`` composed, its other characters in ASCII (anyascii) or gone; perhaps nothing is left."""
    written = "".join(map(_written, unicodedata.normalize("NFC", key)))[:LONGEST_KEY]
    return "" if written == _NO_KEY else written


def _stands(character: str) -> bool:
    return character in _SIGNS or unicodedata.category(character)[0] in "LN"


def _written(character: str) -> str:
    if _stands(character):
        return character
    if character.isascii():
        return ""
    from anyascii import anyascii

    return "".join(filter(_stands, anyascii(character)))
