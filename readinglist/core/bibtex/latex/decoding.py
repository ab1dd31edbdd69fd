r"""The value of a .bib field to plain text. May import text, ``packages`` and ``symbols``.

``text.decode_latex`` does most of the work; here is what only .bib files need: braces that protect capitals, ``~``,
TeX's quotes and dashes, accents on accented letters, and formulas that are nothing but a character (``$\alpha$``,
``$<$``), which our own writer makes.
"""

import re
import unicodedata
from collections.abc import Callable

from readinglist.core.bibtex.latex import packages
from readinglist.core.bibtex.latex.formulas import in_common_terms, is_safe_formula
from readinglist.core.bibtex.latex.symbols import ACCENTS, FROM_FORMULA, LETTERS, SIGNS, WITHOUT_READING, from_script
from readinglist.core.text import decode_latex

_MARKUP = re.compile(r"[\\{}$~]|--|``|''")
_SPACES = re.compile(r"\s+")
#: What keeps its characters: formulas, and the arguments of commands for links.
_VERBATIM = re.compile(
    r"((?<!\\)\$\$(?:[^$\\]|\\.)+\$\$|(?<!\\)\$(?:[^$\\]|\\.)+\$|\\ensuremath\s*\{[^{}]*(?:\{(?:[^{}]|\{[^{}]*\})*\})?\}|\\(?:url|href|nolinkurl|path)\s*\{[^{}]*\})"
)
_ROUND = re.compile(r"\\\(\s*((?:[^\\$]|\\[^()$])+?)\s*\\\)")
_ARGUMENT = r"\{((?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}"
_FOR_PDF = re.compile(rf"\\texorpdfstring\s*{_ARGUMENT}\s*{_ARGUMENT}")  # the second one is the first as plain text
_WORDS_IN_FORMULA = re.compile(r"(\\text(?:rm|it|bf|sf|tt|sc)?\s*\{)((?:[^{}$]|\{[^{}$]*\})*)\}")
_VPHANTOM = re.compile(r"\\vphantom\{\\[{}]\}")
_ACCENT_ON_ACCENT = re.compile(
    r"\\([`'^~\"=.]|[uvHcdbkr](?![A-Za-z]))\s*\{+\s*\\([`'^~\"=.]|[uvHcdbkr](?![A-Za-z]))\s*\{?\s*\\?([A-Za-z])\s*\}+"
)
_ACCENT_ON_LETTER = re.compile(
    r"\\([`'^~\"=.]|[uvHcdbkr](?![A-Za-z]))(?:\s*\{\s*([^\x00-\x7f])\s*\}|(?<![A-Za-z])\s*([^\x00-\x7f])(?<=\w))"
)
_ACCENT_IN_BRACES = re.compile(
    r"\{\\([`'^~\"=.]|[uvHcdbkr](?![A-Za-z]))\s*(\\j|[A-Za-z])\}"
    r"|\\([`'^~\"=.]|[uvHcdbkr](?![A-Za-z]))(?:\s*\{(\\j|[A-Za-z])\}|(\\j)(?![A-Za-z]))"
)
_MARKS = {command.strip(): mark for mark, command in ACCENTS.items()}
#: Signs that packages of TeX's own literature define, and commands that show nothing.
_WORDS = {
    "hyphen": "-", "slash": "/", "emdash": "—", "endash": "–", "Dash": "—", "LaTeXe": "LaTeX2e", "thinspace": " ",
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "glq": "‚", "grq": "‘", "og": "«", "fg": "»",
    "adddot": ".", "cprime": "ʹ", "cdprime": "ʺ", "Cprime": "ʹ", "Cdprime": "ʺ", "dbar": "đ", "Dbar": "Đ", "ddag": "‡",
    "textdagger": "†", "textperiodcentered": "·", "SS": "SS",
} | dict.fromkeys(
    """
    relax protect rm bf it em tt sc sf sl hologo mkbibemph mkbibitalic textcompwordmark allowbreak
    tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge
    bfseries itshape scshape slshape upshape mdseries ttfamily rmfamily sffamily
    """.split(),  # noqa: SIM905 - a list of words reads best as words
    "",
)  # fmt: skip
_CHARACTERS = {name: character for character, name in {**LETTERS, **SIGNS}.items() if name not in {"i", "j"}} | _WORDS
_CHARACTER = re.compile(
    r"\\(" + "|".join(sorted(_CHARACTERS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}| +(?=[A-Za-z\\]))?"
)
_MATHSCINET = {"ocirc": r"\r", "polhk": r"\k", "soft": r"\v", "udot": r"\d"}


def _with_comma_below(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (match[1] or match[2]) + "\u0326")


#: What a text must hold, pattern, replacement; in order.
_TYPED: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("\\raise", re.compile(r"\\raisebox\s*\{[^{}]*\}\s*(?=[\\{])"), ""),  # ADS lowers its tildes
    # shows nothing: it is for sorting only
    ("\\noopsort", re.compile(r"\\noopsort\s*\{[^{}]*\}"), ""),
    ("\\SortNoop", re.compile(r"\\SortNoop\s*\{[^{}]*\}"), ""),
    ("~", re.compile(r"(?<!\\)(\\[A-Za-z]+)~"), "\\1\0 "),  # the blank that a command swallows is no tie
    ("~", re.compile(r"(?<!\\)~"), " "),
    ("\\textascii", re.compile(r"\\textasciitilde(?![A-Za-z])\s?(?:\{\})?"), "~"),
    ("\\textascii", re.compile(r"\\textasciicircum(?![A-Za-z])\s?(?:\{\})?"), "^"),
    ("quote", re.compile(r"\\(?:mkbib|en)quote\s*" + _ARGUMENT), r"“\1”"),
    ("\\:", re.compile(r"\\:"), " "),
    ("\\>", re.compile(r"\\>"), " "),
    ("\\begin", re.compile(r"\\begin\{(?:it|bf|em|tt|sc|rm|sf|sl)\}"), ""),
    ("\\end", re.compile(r"\\end\{(?:it|bf|em|tt|sc|rm|sf|sl)\}"), ""),
    # a tie: \t{oo}
    ("\\t", re.compile(r"\\t\s*\{([A-Za-z])\}?(?=[A-Za-z])\s*([A-Za-z])\}?"), "\\1\u0361\\2"),
    # LaTeX's own, for Romanian
    ("\\textcommabelow", re.compile(r"\\textcommabelow(?:\s*\{([A-Za-z])\}|\s+([A-Za-z]))"), _with_comma_below),
    ("ppercase", re.compile(r"\\(?:uppercase|MakeUppercase)\s*\{([^{}\\]*)\}"), lambda match: match[1].upper()),
    ("---", re.compile(r"---"), "—"),
    ("--", re.compile(r"--"), "–"),
    ("``", re.compile(r"``"), "“"),
    ("''", re.compile(r"(?<!\\)''"), "”"),
    ("{}`", re.compile(r"([?!])\{\}`"), r"\1`"),
    # What the preamble of MathSciNet's files defines.
    *((name, re.compile(rf"\\{name}\s*(?=\{{)"), f"\\{mark}") for name, mark in _MATHSCINET.items()),
)

#: Those that begin with no command, and the signs that they are made of.
_TYPED_SIGNS = tuple(row for row in _TYPED if not row[1].pattern.startswith("\\\\"))
_TYPED_SIGN = re.compile(r"[~`'-]")


def decode(value: str, *, scripts: bool = True) -> str:
    """The plain text of a field's ``value``; formulas and unknown commands stay as they are.

    With ``scripts`` formulas that are nothing but an index, an exponent, a prime or a minus become these signs, too.
    """
    if not value.isprintable() or "  " in value:
        value = _SPACES.sub(" ", value)
    value = value.strip()
    if not _MARKUP.search(value):
        return value
    if "\\(" in value:
        value = _ROUND.sub(r"$\1$", value)
    if "texorpdfstring" in value:
        value = _FOR_PDF.sub(r"\2", value)
    if "vphantom" in value:
        value = _VPHANTOM.sub("", value)
    pieces = _VERBATIM.split(value.replace("${}$", "$\0$")) if "$" in value or "\\" in value else [value]
    value = "".join(_verbatim(piece, scripts) if i % 2 else _typed(piece) for i, piece in enumerate(pieces))
    return _SPACES.sub(" ", decode_latex(value, braces=True).replace("\0", "")).strip()


def _verbatim(piece: str, scripts: bool) -> str:
    """A formula that is only a character becomes that character; blanks at its borders mean nothing to TeX."""
    if piece.startswith("$"):
        border = 2 if piece.startswith("$$") else 1
        inside = in_common_terms(piece[border:-border].strip())
        inside = _WORDS_IN_FORMULA.sub(_words, inside) if "text" in inside else inside
        sign = FROM_FORMULA.get(inside) or from_script(inside)
        if sign and (scripts or WITHOUT_READING.isdisjoint(sign)):
            return sign
        # In plain text a dollar before a digit is money, and ends no formula; here it does.
        return f"${inside}$\0" if inside else ""
    if piece.startswith("\\ensuremath"):
        inside = in_common_terms(piece[piece.index("{") + 1 : -1].strip())
        return FROM_FORMULA.get(inside) or (f"${inside}$\0" if is_safe_formula(inside) else piece)
    return piece


def _words(match: re.Match[str]) -> str:
    """Words in a formula: their accents as letters, all else as it stands."""
    plain = decode(match[2])
    return match[0] if plain.isascii() else match[1] + plain + "}"


def _typed(piece: str) -> str:
    """What typists write for ties, dashes and quotes as characters."""
    if "\\" in piece:
        piece = packages.read(piece)
    elif not _TYPED_SIGN.search(piece):
        return piece
    for hint, pattern, character in _TYPED if "\\" in piece else _TYPED_SIGNS:
        if hint in piece:
            piece = pattern.sub(character, piece)
    if "\\" not in piece:
        return piece
    piece = _CHARACTER.sub(lambda match: _CHARACTERS[match.group(1)], piece)
    piece = _ACCENT_ON_ACCENT.sub(_doubly_accented, piece)
    piece = _ACCENT_IN_BRACES.sub(_uncomposed, piece)
    return piece if piece.isascii() else _ACCENT_ON_LETTER.sub(_accented_once_more, piece)


def _uncomposed(match: re.Match[str]) -> str:
    """A letter and its mark, where there is no letter composed of the two, or the letter is a ``\\j``: ``{\\=x}``."""
    base = match[2] or match[4] or match[5]
    letter = unicodedata.normalize("NFC", base[-1] + _MARKS[match[1] or match[3]])
    return match[0] if len(letter) == len(base) == 1 else letter


def _accented_once_more(match: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFC", (match.group(2) or match.group(3)) + _MARKS[match.group(1)])
    return letter if len(letter) == 1 else match.group()


def _doubly_accented(match: re.Match[str]) -> str:
    letter = match.group(3) + _MARKS[match.group(2)] + _MARKS[match.group(1)]
    missing = match.group().count("}") - match.group().count("{")
    return unicodedata.normalize("NFC", letter) + "}" * max(missing, 0)


_LINK = re.compile(r"^\s*\\(?:url|nolinkurl|path)\s*\{(.*)\}\s*$", re.DOTALL)
_LINKS = re.compile(r"\\(?:url|nolinkurl|path)\s*\{([^{}]*)\}")
#: Where another address begins: Mendeley, Zotero and people put several into one field.
_BETWEEN_ADDRESSES = re.compile(r"[;,]?\s+(?=[A-Za-z][A-Za-z0-9+.-]*://|www\.)|;(?=https?://)")
#: A line that was broken: an end of a line, or a blank at a sign after which programs and papers break addresses.
_BROKEN = re.compile(r"\s*\n\s*|(?<=[/.?&=_:-])\s+|\s+(?=[/?&#])")
_ESCAPED = re.compile(
    r"\{\\([~^])\{\}\}|\\([~^])\{\}|\{\\([#$%&_~])\}|\\([#$%&_{}~])|\{\\textunderscore\s*\}|\{\\textasciitilde\s*\}|\\textasciitilde\s*(?:\{\})?"
)


def decode_urls(value: str) -> list[str]:
    """Every address in a field, which may hold several; a blank inside one is ``%20``, or a line that was broken."""
    links = _LINKS.findall(value)
    pieces = links if len(links) > 1 else _BETWEEN_ADDRESSES.split(value)
    whole = ("%20".join(_BROKEN.sub("", piece.strip()).split()) for piece in pieces)
    return list(dict.fromkeys(url for piece in whole if (url := decode_url(piece))))


def only_url(value: str) -> str:
    """The address that a field for words, such as ``howpublished``, is nothing but; else nothing."""
    said = decode_url(value)
    return said if re.fullmatch(r"(?i)(?:https?|ftp)://[^\s\\{}]+", said) else ""


def first_url(value: str) -> str:
    r"""The first address that stands as ``\url{…}`` in a field for words; else what the whole of it is."""
    link = _LINKS.search(value)
    return only_url(link.group() if link else value)


def decode_url(value: str) -> str:
    """The address in a verbatim field, without the escapes that many programs put there all the same."""
    link = _LINK.match(value)
    value = link.group(1) if link else value
    value = _ESCAPED.sub(lambda m: m[m.lastindex] if m.lastindex else "_" if "under" in m[0] else "~", value)
    value = "".join(value.split())
    while value.startswith("{") and value.endswith("}") and _closes_at_end(value):
        value = value[1:-1]
    return value


def _closes_at_end(value: str) -> bool:
    """Whether the brace that opens ``value`` is closed by its last sign."""
    depth = 0
    for place, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return place == len(value) - 1
    return False
