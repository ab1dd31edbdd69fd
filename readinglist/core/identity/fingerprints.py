"""Fingerprints by which alike abstracts are found. May import the standard library only.

The method is bottom-k sampling of hashed word shingles (Broder, 1997): two texts that share much share some of their
smallest hashes.
"""

import re
from unicodedata import normalize
from zlib import crc32

SHINGLE = 5  # words
EXPECTED = 24
HASHES = 8
#: A hash that more papers carry than this is boilerplate ("the code is available at") and finds no candidates.
COMMON_HASH = 50

#: Lower-cases ASCII letters, keeps digits, makes everything else a blank.
ASCII_WORDS = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))
# A word, or one character of the scripts that write no blanks.
_CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")


def fingerprint(abstract: str) -> tuple[int, ...]:
    """The 8 smallest CRC-32 values of the 5-word shingles of ``abstract``, rising; empty for a text without words.

    Case, punctuation and blanks do not count. A text of fewer than five words has one hash, of all its words.
    """
    words = words_of(abstract).split()
    if len(words) < SHINGLE:
        return (crc32(b"".join(words)),) if words else ()
    shingles = map(b"".join, zip(words, words[1:], words[2:], words[3:], words[4:], strict=False))
    # Only about 24 of the values are worth sorting: this halves the time. Eight of them are missing once in 10,000
    # times, or where a text repeats itself.
    limit = EXPECTED * 2**32 // len(words)
    values = [value for value in map(crc32, shingles) if value < limit]
    smallest = sorted(set(values))[:HASHES]
    return tuple(smallest) if len(smallest) == HASHES else _all_sorted(words)


def words_of(abstract: str) -> bytes:
    """The words of a text that count, with blanks between them."""
    if abstract.isascii():
        return abstract.encode("ascii").translate(ASCII_WORDS)
    return " ".join(_WORDS.findall(normalize("NFC", abstract).casefold())).encode()


def _all_sorted(words: list[bytes]) -> tuple[int, ...]:
    """The slow way, for short texts and bad luck."""
    shingles = zip(words, words[1:], words[2:], words[3:], words[4:], strict=False)
    return tuple(sorted(set(map(crc32, map(b"".join, shingles))))[:HASHES])
