r"""What is stored and what is shown of a raw text. May import its siblings in text and the standard library.

``gate`` is the least that a database can hold; ``clean_title`` and ``clean_abstract`` are what the user reads.
Repairs are only those that are certain: a URL that lost its scheme, a URL broken at a hyphen, ``\url{…}``, LaTeX
quotes and spaces, HTML character references. Math whose backslashes were lost, and words broken at a hyphen, stay as
they came.
"""

import html
import re
from collections.abc import Iterator
from html.entities import html5
from unicodedata import is_normalized, normalize

from readinglist.core.text.latex import decode_latex

_PASSES = 4

_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
# Controls, soft hyphen, zero-width and bidirectional controls, byte order mark, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_JOINERS = re.compile("[\u200c\u200d]+")
_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029\x0b\x0c]")

_SCHEMELESS = re.compile(r"(?<![^\s(\[{<])//(?=(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/)")
_SPLIT_SCHEME = re.compile(r"\b(https?): //(?=[A-Za-z0-9])")
_URL_REST = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*[-_/0-9][A-Za-z0-9_./-]*|[A-Za-z]*[a-z][A-Z][A-Za-z.]*")
_LINK_TWICE = re.compile(r"\{((?:https?://)?[^\s{}]{4,300})\}")
_SPACE_TILDE = re.compile(r"(?<=[A-Za-z.,;:)\]}'”])~(?=[A-Za-z(\[\\`\"'“$])|(?<=[A-Za-z.])~(?=\d)")
_FORMULA = re.compile(r"(?<![A-Za-z])[A-Za-z]~[A-Za-z](?![A-Za-z])")
_LEADING_TILDE = re.compile(r"(?<=[.!?:;,)]) ~(?=[A-Z][a-z])")
_DOUBLE_QUOTED = re.compile(r"(?<!`)``(?!`)([^`\"“]*?)(?:''|\")")
_SINGLE_QUOTED = re.compile(r"(?<![\w`])`(?=[^\s`'])([^`'\n\"]{1,120})'(?![\w'])")

_PRINTABLE = bytes(range(32, 127))
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SUSPECT_LINK = re.compile(r"//(?<!://)|: //|- ")


#: Latin letters that Unicode does not take apart, as it does é and ş.
_LETTERS = str.maketrans({"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ł": "l", "œ": "oe"})


def plain_letters(text: str) -> str:
    """``ł`` as ``l``, and so on: titles are in the order of their keys."""
    return text.translate(_LETTERS)


def gate(raw: str) -> str:
    """``raw`` without what no database or file should hold: lone surrogates, NUL and control characters."""
    if _is_printable(raw):
        return raw
    return _UNSTORABLE.sub("", raw)


def clean_title(raw: str) -> str:
    """A title as it is shown, on one line. Idempotent; the empty string when nothing visible is left."""
    return _clean(raw, paragraphs=False)


def clean_abstract(raw: str) -> str:
    """An abstract as it is shown: paragraphs apart by one blank line, no other line breaks. Idempotent."""
    return _clean(raw, paragraphs=True)


def _clean(raw: str, paragraphs: bool) -> str:
    if _is_clean(raw):
        return raw.strip(" ")
    start = text = _normalised(raw, paragraphs)
    # Decoding may lay bare more to decode; what does not come to rest is damaged and is left as it was.
    for _ in range(_PASSES):
        before, text = text, _normalised(_repaired(text), paragraphs)
        if text == before or (text.isascii() and _is_clean(text)):
            return text
    return start


def _is_clean(raw: str) -> bool:
    """Whether there is surely nothing to do: nine texts in ten, answered by scans in C."""
    if not _is_printable(raw) or "\\" in raw or "{" in raw or "~" in raw or "`" in raw or "&" in raw or "  " in raw:
        return False
    if "//" in raw and _SUSPECT_LINK.search(raw):
        return False
    return raw.isascii() or (is_normalized("NFC", raw) and not _JOINERS.search(raw))


def _is_printable(text: str) -> bool:
    """``str.isprintable``, which looks letters of all scripts up; of ASCII faster."""
    return not text.encode("ascii").translate(None, _PRINTABLE) if text.isascii() else text.isprintable()


def _normalised(raw: str, paragraphs: bool) -> str:
    """NFC, visible characters only, plain blanks."""
    if raw.isascii() and _is_printable(raw):
        return " ".join(raw.split())
    text = _INVISIBLE.sub("", raw)
    if not raw.isascii():
        text = _JOINERS.sub(_kept_joiner, _INVISIBLE.sub("", normalize("NFC", text)))
        text = normalize("NFC", text)
    text = _LINE_BREAKS.sub("\n", text)
    if not paragraphs or "\n" not in text:
        return " ".join(text.split())
    return "\n\n".join(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text with line breaks, each on one line; blank lines part them."""
    words: list[str] = []
    for line in text.split("\n"):
        found = line.split()
        words += found
        if not found and words:
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def _kept_joiner(match: re.Match[str]) -> str:
    """Joiners shape Persian, Indic and emoji text; beside anything else they are rubbish of a web page."""
    text, start, end = match.string, match.start(), match.end()
    between = start > 0 and end < len(text) and not text[start - 1].isascii() and not text[end].isascii()
    if between and not text[start - 1].isspace() and not text[end].isspace():
        return match[0][0]
    return ""


def _repaired(text: str) -> str:
    """LaTeX decoded and certain damage undone."""
    text = decode_latex(text)
    if "&" in text:
        text = decode_references(text)
    if "{" in text:
        text = _LINK_TWICE.sub(_link_once, text)
    if "//" in text:
        text = repair_urls(text)
    if "~" in text:
        text = " ".join(_untilded(word) if "~" in word else word for word in text.split(" "))
        text = _LEADING_TILDE.sub(" ", text)
    if "`" in text:
        text = _DOUBLE_QUOTED.sub(r"“\1”", _SINGLE_QUOTED.sub(r"‘\1’", text))
    return text


def repair_urls(text: str) -> str:
    """``//github.com/…`` gets its scheme back, and a URL broken after a hyphen is joined again."""
    text = _SCHEMELESS.sub("https://", _SPLIT_SCHEME.sub(r"\1://", text))
    return _joined_urls(text) if "- " in text else text


def _joined_urls(text: str) -> str:
    """A URL never ends with a hyphen; what follows is its rest if it looks so (hyphens, digits, capitals inside)."""
    words: list[str] = []
    for word in text.split(" "):
        if words and words[-1].endswith("-") and "//" in words[-1] and _URL_REST.match(word):
            words[-1] += word
        else:
            words.append(word)
    return " ".join(words)


def _link_once(match: re.Match[str]) -> str:
    r"""``\href`` without its backslash leaves ``link{link}``: once is enough."""
    link = match[1].split("://")[-1]
    return "" if match.string.endswith(link, 0, match.start()) else match[0]


def decode_references(text: str) -> str:
    """``text`` with the letters that its HTML character references stand for (``&amp;``, ``&#x27;``), one level."""
    return _REFERENCE.sub(_referred, text)


def _referred(found: re.Match[str]) -> str:
    """The letter of a reference; of a name that HTML has not, the name."""
    return html.unescape(found[0]) if found[0][1] == "#" else html5.get(found[0][1:], found[0])


def _untilded(word: str) -> str:
    """``word`` with LaTeX's unbreakable blanks as blanks; "about" (``~5``), ``y~x`` and paths of URLs stay."""
    head, slashes, path = word.partition("//")
    return _spaced(head) + slashes + path


def _spaced(word: str) -> str:
    formulas = {match.start() + 1 for match in _FORMULA.finditer(word)}
    return _SPACE_TILDE.sub(lambda match: "~" if match.start() in formulas else " ", word)
