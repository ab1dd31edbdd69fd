"""What the world's scripts need before words and sentences can be told. Imports the standard library only.

Marks (vowel signs, accents written as characters of their own) are parts of words; Chinese, Japanese, Korean and
Thai have no capitals and hardly a space where others have one; sentences end with other signs than a full stop.
"""

import re
import unicodedata

#: Marks that stand inside words and that ``\\w`` does not match: accents, points, vowel signs.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
    "\u0966-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0f18-\u0fbc\u102b-\u109d\u17b4-\u17d3\u200c\u200d"
)
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}])+")
_TERM = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
#: ASCII with blanks for all but letters (and digits, in lower case), and what is no letter: C does these many times.
_LETTERS = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))
_TERMS = bytes(ord(chr(code).lower()) if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_NO_LETTERS = bytes(code for code in range(256) if _LETTERS[code] == 32)
_UNSPACED = "\u0e01-\u0e3a\u0e40-\u0e4e\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
#: A letter of a script that is written without spaces, or in which one letter is a syllable.
IDEOGRAPH = re.compile(f"[{_UNSPACED}]")
#: Several of them.
IDEOGRAPHS = re.compile(f"[{_UNSPACED}]{{2,}}")
_ODD_SPACES = "\u00a0\u2002\u2003\u2007\u2009\u202f"
#: Signs that end a sentence by themselves, whatever follows: ideographic stops, danda, Arabic and Armenian ones.
STOPS = "。．｡！？।॥۔؟።։"


def letters(text: str) -> list[str]:
    """Return the words of a text: letters with their marks, without digits."""
    if text.isascii():
        return text.encode("ascii").translate(_LETTERS).decode("ascii").split()
    return _WORD.findall(text)


def letter_count(text: str) -> int:
    """Return how many characters the words of a text have."""
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return sum(map(len, _WORD.findall(text)))


def terms(text: str) -> list[str]:
    """Return the words of a text, those with digits and numbers too, without regard to case."""
    if text.isascii():
        return text.encode("ascii").translate(_TERMS).decode("ascii").split()
    return list(map(str.casefold, _TERM.findall(text)))


def composed(text: str) -> str:
    """Return a text with accents and syllables in one character where there is one (NFC), to be looked at only."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def spaced(text: str) -> str:
    """Return a text with plain spaces between its words, to be looked at only: some files have tabs or others."""
    odd = "\t" in text or (not text.isascii() and any(map(text.__contains__, _ODD_SPACES)))
    return " ".join(text.split()) if odd else text


def is_unspaced(text: str) -> bool:
    """Tell whether a text is in a script without word spaces, or of syllables, for a good part."""
    return not text.isascii() and len(IDEOGRAPH.findall(text)) > len(text) / 4


def words_of(text: str) -> list[str]:
    """Return what stands between the spaces of a text; of scripts without them, pieces of two letters."""
    words = text.split()
    if not is_unspaced(text):
        return words
    return [word[at : at + 2] for word in words for at in range(0, len(word), 2)]
