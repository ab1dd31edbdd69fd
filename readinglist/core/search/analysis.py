"""Text to terms: folding, tokens, compounds, CJK bigrams, stems. Imports the standard library and Whoosh's stemmer.

A text is folded (lower case, no accents, Greek letters by name, one kind of hyphen), cut into *raw tokens* by one
regular expression, and each distinct raw token is analysed once into *pieces*: (term, position, start, end).

- ``fine-tuning`` gives ``fine`` at 0, ``tuning`` at 1, and joined ``finetuning`` at 0; ``gpt-3.5-turbo`` gives its
  four parts and every joined beginning (``gpt3``, ``gpt35``, ``gpt35turbo``); ``3.5`` is two parts,
  not ``35``.
- ``c++`` and ``c#`` are terms; ``bert's`` is ``bert``; ``don't`` is ``dont``; ``π_0`` is ``pi``, ``0`` and ``pi0``.
- a run of Chinese, Japanese or Korean gives its characters and its bigrams.

One-letter words and digits are terms like any other.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

#: (term, position relative to the raw token, first and last+1 character relative to the raw token)
Piece = tuple[str, int, int, int]

MAX_TERM = 64  # characters; the rest of a longer word is not indexed
VERBATIM = "\x01"  # a raw token that begins with it is one term as it stands (names, acronyms)

_CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_CJK_RUN = re.compile(f"[{_CJK}]+")
_HAS_CJK = re.compile(f"[{_CJK}]")
# Nothing that these take is ever given back: possessive quantifiers (++, *+) are half as much work.
_ASCII_RAW = re.compile(r"[a-z0-9]++(?:[-_^'][a-z0-9]++|\.\d[a-z0-9]*+)*+(?:\+\+|#)?+")
_RAW = re.compile(r"[^\W_]++(?:[-_^'][^\W_]++|\.\d[^\W_]*+)*+(?:\+\+|#)?+")
_CONNECTORS = re.compile(r"[-_^'.]")
_CONTRACTIONS = frozenset(("t", "re", "ve", "ll", "d", "m"))

_SPECIAL = {
    **{ord(c): "-" for c in "‐‑‒–−"},
    **{ord(c): " " for c in "—―…"},
    **{ord(c): "'" for c in "’‘ʼ′`"},
    0xAD: "",  # soft hyphen
    0x200B: "",
    0x200C: "",
    0x200D: "",
    0xFEFF: "",
    **{ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    ord("ø"): "o",
    ord("Ø"): "o",
    ord("ł"): "l",
    ord("Ł"): "l",
    ord("đ"): "d",
    ord("Đ"): "d",
    ord("ı"): "i",
    ord("æ"): "ae",
    ord("Æ"): "ae",
    ord("œ"): "oe",
    ord("Œ"): "oe",
}


def _fold_character(character: str) -> str:
    """One character outside ASCII as it is indexed: any number of characters, often one."""
    if _HAS_CJK.match(character):
        return character
    parts = [c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c)]
    return "".join(_greek(c) for c in "".join(parts).casefold())


def _greek(character: str) -> str:
    """``π`` as ``pi``; anything else as it is."""
    if "\u0370" <= character <= "\u03ff":
        words = unicodedata.name(character, "").split()
        if "LETTER" in words and not {"WITH"} & set(words):
            name = words[-1].lower()
            return {"lamda": "lambda", "final": "sigma"}.get(name, name)
    return character


class _FoldTable(dict[int, str]):
    """A table for ``str.translate`` that fills itself."""

    def __missing__(self, code: int) -> str:
        folded = chr(code) if code < 0x80 else _fold_character(chr(code))
        self[code] = folded
        return folded


_FOLD = _FoldTable(_SPECIAL)


def fold(text: str) -> str:
    """The text as it is indexed: lower case, accents off, hyphens and apostrophes of one kind."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def raw_tokens(text: str) -> list[str]:
    """The raw tokens of an unfolded text, in order. One regular expression; the hot loop of indexing."""
    folded = fold(text)
    return (_ASCII_RAW if folded.isascii() else _RAW).findall(folded)


def analyse(raw: str) -> tuple[tuple[Piece, ...], int]:
    """The pieces of a raw token and its width, the number of positions that it takes.

    Pieces of one token may share a position (a joined compound stands where its first part stands).
    """
    if raw.startswith(VERBATIM):
        return ((raw[1:], 0, 0, len(raw) - 1),), 1
    if not raw.isascii() and _HAS_CJK.search(raw):
        return _cjk_pieces(raw)
    if raw.isalnum():
        return ((raw[:MAX_TERM], 0, 0, len(raw)),), 1
    return _compound_pieces(raw)


def _cjk_pieces(raw: str) -> tuple[tuple[Piece, ...], int]:
    """Characters and bigrams of the CJK runs; what stands between them as ordinary tokens."""
    pieces: list[Piece] = []
    position = 0
    for start, end in _runs(raw):
        run = raw[start:end]
        if _HAS_CJK.match(run):
            for i in range(len(run)):
                pieces.append((run[i], position + i, start + i, start + i + 1))
                if i + 1 < len(run):
                    pieces.append((run[i : i + 2], position + i, start + i, start + i + 2))
            position += len(run)
            continue
        for token in _RAW.finditer(run):
            inner, width = analyse(token.group())
            shift = start + token.start()
            pieces += [(term, position + p, shift + s, shift + e) for term, p, s, e in inner]
            position += width
    return tuple(pieces), position


def _runs(raw: str) -> Iterator[tuple[int, int]]:
    """The borders of the alternating CJK and other runs."""
    last = 0
    for match in _CJK_RUN.finditer(raw):
        if match.start() > last:
            yield last, match.start()
        yield match.span()
        last = match.end()
    if last < len(raw):
        yield last, len(raw)


def _compound_pieces(raw: str) -> tuple[tuple[Piece, ...], int]:
    """Parts and joined beginnings of ``fine-tuning``, ``gpt-3.5``, ``don't``, ``c++``."""
    body = raw.rstrip("+#")
    suffix = raw[len(body) :]
    parts = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[^\W_]+", body)]
    if len(parts) > 1 and body[parts[-1][1] - 1] == "'":
        last = parts[-1][0]
        if last == "s":
            parts.pop()
        elif last in _CONTRACTIONS:
            start, end = parts[-2][1], parts.pop()[2]
            parts[-1] = (parts[-1][0] + last, start, end)
    if suffix and len(parts) == 1:
        return _suffixed(parts[0], suffix, len(raw))
    pieces: list[Piece] = [(text[:MAX_TERM], i, start, end) for i, (text, start, end) in enumerate(parts)]
    joined = parts[0][0]
    is_decimal = len(parts) > 1 and joined.isdigit() and body[parts[1][1] - 1] == "."  # 1.5B is not 15B
    for text, _, end in parts[1:6]:
        joined += text
        if not (is_decimal or joined.isdigit()):
            pieces.append((joined[:MAX_TERM], 0, parts[0][1], end))
    return tuple(dict.fromkeys(pieces)), len(parts)


def _suffixed(part: tuple[str, int, int], suffix: str, end: int) -> tuple[tuple[Piece, ...], int]:
    """``c++`` and ``c#`` are one term; ``alphafold++`` is findable with and without its suffix."""
    text, start, stop = part
    if len(text) == 1:
        return ((text + suffix, 0, start, end),), 1
    plain: Piece = (text[:MAX_TERM], 0, start, stop)
    if suffix != "++":
        return (plain,), 1
    return (plain, (text[:MAX_TERM] + suffix, 0, start, end)), 1


def script_runs(raw: str) -> list[str]:
    """A raw token cut where Chinese, Japanese or Korean meets another script: ``gpt模型`` is ``gpt``, ``模型``."""
    if raw.isascii():
        return [raw]
    runs = [raw[start:end] for start, end in _runs(raw)]
    return [token for run in runs for token in (_RAW.findall(run) if not _HAS_CJK.match(run) else [run])]


def is_cjk(text: str) -> bool:
    """Whether the text begins with a Chinese, Japanese or Korean character."""
    return bool(_HAS_CJK.match(text))


def located_tokens(text: str) -> Iterator[tuple[str, int, int, int]]:
    """(term, position, start, end) of every piece, with character offsets into the unfolded text."""
    raws, shifts, places = located_raws(text)
    position = 0
    for raw, shift in zip(raws, shifts, strict=True):
        pieces, width = analysed(raw)
        for term, offset, start, end in pieces:
            first, last = shift + start, shift + end
            if places is not None:
                first, last = places[first], places[last - 1] + 1
            yield term, position + offset, first, last
        position += width


def located_raws(text: str) -> tuple[list[str], list[int], list[int] | None]:
    """(raw tokens of a text, where each begins in the folded text, place of each folded character in the text itself).

    The last is None where folding moves no character. The hot loop of marking.
    """
    folded, places = _fold_located(text)
    found = list((_ASCII_RAW if folded.isascii() else _RAW).finditer(folded))
    return [match.group() for match in found], [match.start() for match in found], places


@lru_cache(maxsize=1 << 14)
def analysed(raw: str) -> tuple[tuple[Piece, ...], int]:
    """The same as ``analyse``, remembered: for texts that are shown."""
    return analyse(raw)


def _fold_located(text: str) -> tuple[str, list[int] | None]:
    """The folded text, and for each of its characters the place in the text that it came from."""
    if text.isascii():
        return text.lower(), None
    if all(len(_FOLD[ord(character)]) == 1 for character in set(text)):
        return text.translate(_FOLD), None
    places: list[int] = []
    out: list[str] = []
    for place, character in enumerate(text):
        folded = _FOLD[ord(character)]
        out.append(folded)
        places += [place] * len(folded)
    return "".join(out), places


@cache
def _stemmer() -> "object":
    from whoosh.lang.snowball.english import EnglishStemmer

    return EnglishStemmer()


#: Words that end otherwise are their own stems: no rule of the algorithm touches them.
_STEMMABLE = re.compile(r".*(?:[seyli]|ing|ed|ion|er|or|ism|nt|ic)\Z", re.DOTALL).match


@lru_cache(maxsize=1 << 17)
def stem(term: str) -> str:
    """Snowball's English stem (Porter 2) of a word of ASCII letters; anything else is its own stem."""
    if len(term) < 3 or not _STEMMABLE(term) or not (term.isascii() and term.isalpha()):
        return term
    return str(_stemmer().stem(term))  # type: ignore[attr-defined]


def joined_name(text: str) -> str:
    """A method name or citation key as one term: ``mPLUG-Owl`` is ``mplugowl``; empty when nothing is left."""
    return "".join(c for c in fold(text) if c.isalnum() or c in "+#")[:MAX_TERM]


_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,9})\)")


def acronyms(text: str) -> list[tuple[str, str]]:
    """(acronym, spelled-out form) pairs that the text itself defines: ``chain of thought (CoT)``.

    The capitals of the acronym must be the first letters of the words before the bracket, in order, ending with
    the last word; small words may be skipped (after Schwartz and Hearst 2003, without inner letters).
    """
    found: list[tuple[str, str]] = []
    for match in _ACRONYM.finditer(text):
        name = match.group(1)
        letters = [c.lower() for c in name if c.isupper() or c.isdigit()]
        if len(letters) < 2:
            continue
        before = text[max(0, match.start() - 120) : match.start()]
        spelled = _spelled_out(letters, before.lower().replace("-", " ").split())
        if spelled:
            long = " ".join(piece[0] for raw in raw_tokens(" ".join(spelled)) for piece in analysed(raw)[0])
            found.append((joined_name(name.rstrip("s")), long))
    return found


_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "with", "from", "to", "a", "an", "by", "as", "at"))


def _spelled_out(letters: list[str], words: list[str]) -> list[str]:
    """The last words whose initials spell the letters, or nothing."""
    i = len(words) - 1
    for letter in reversed(letters):
        while i >= 0 and words[i][0] != letter and words[i] in _SMALL:
            i -= 1
        if i < 0 or words[i][0] != letter:
            return []
        i -= 1
    return words[i + 1 :]
