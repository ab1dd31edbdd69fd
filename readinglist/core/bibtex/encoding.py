"""Plain text to the value of a BibTeX field: every character escaped once. May import text, records and errors.

The forms follow what pandoc, biber and pylatexenc all read back (BIBTEX.md): ``\\# \\$ \\% \\& \\_`` and balanced
``\\{ \\}``; an unbalanced brace is balanced by a ``\\vphantom``, because BibTeX counts braces without regard to
backslashes. Formulas pass raw only when they are balanced and made of known commands, so no field can carry
``\\input`` or ``\\write18``.
"""

import re
import unicodedata
from collections.abc import Iterable

from readinglist.core.bibtex import symbols
from readinglist.core.bibtex.formulas import is_safe_formula

ESCAPES = {
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
}
_OPEN_ALONE = r"\{\vphantom{\}}"
_CLOSE_ALONE = r"\vphantom{\{}\}"

_SPECIAL = re.compile(r"[#$%&_{}\\~^<>|]")
_SPECIAL_OR_NOT_ASCII = re.compile(r"[#$%&_{}\\~^<>|]|[^\x00-\x7f]")
#: Everything that is not printable ASCII, and runs of white space: the only texts that need `tidy`'s slow path.
_UNTIDY = re.compile(r"[^\x20-\x7e]|  |^ | $")
_SPACES = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # they change how Persian and Indic words are written, so they stay
_FORMULA = re.compile(r"(?<!\\)\$(?!\$)((?:[^$\\]|\\.)+?)\$")
#: Two formulas side by side would read as a displayed one.
_TOUCHING = re.compile(r"(?<!\\)\$\$")
#: ``?` `` and ``!` `` are ligatures for inverted marks; an empty group keeps them apart.
_LIGATURE = re.compile(r"([?!])`")


def tidy(text: str) -> str:
    """``text`` in NFC, white space as single spaces, no control, bidi-control or zero-width characters."""
    if not _UNTIDY.search(text):
        return text
    text = _SPACES.sub(" ", text)
    kept = "".join(c for c in text if c in _JOINERS or not _is_dropped(c))
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def _is_dropped(character: str) -> bool:
    if character < "\x7f":
        return character < " "
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"} or character in "\ufffc\ufffd"


def encode(text: str, *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """The LaTeX form of plain ``text``, for between the braces of a field; ``text`` must be decoded already.

    With ``ascii_only`` every other character becomes a command; one that has none is transliterated and added
    to ``lost``. Without it characters stay as they are.
    """
    text = tidy(text)
    special = _SPECIAL_OR_NOT_ASCII if ascii_only else _SPECIAL
    if not special.search(text) and "`" not in text:
        return text
    return Encoder(text, ascii_only=ascii_only, lost=lost).encode()


class Encoder:
    """Encodes one tidy text whole or with braces around parts of it: knows its formulas and its pairs of braces."""

    def __init__(self, text: str, *, ascii_only: bool = False, lost: set[str] | None = None) -> None:
        self._text = text
        self._lost = lost
        self._pattern = _SPECIAL_OR_NOT_ASCII if ascii_only else _SPECIAL
        self._paired = _paired_braces(text) if "{" in text or "}" in text else frozenset[int]()
        #: (start, end) of the formulas that pass raw.
        self.formulas = _safe_formulas(text) if "$" in text else []

    def encode(self, braced: Iterable[tuple[int, int]] = ()) -> str:
        """The whole text; each of the ``braced`` (start, end) stretches, in order, gets braces around it."""
        parts: list[str] = []
        done = 0
        for start, end in braced:
            parts += [self._stretch(done, start), "{", self._stretch(start, end), "}"]
            done = end
        parts.append(self._stretch(done, len(self._text)))
        return _TOUCHING.sub("${}$", "".join(parts))

    def _stretch(self, start: int, end: int) -> str:
        parts: list[str] = []
        for begin, stop in self.formulas:
            if begin >= start and stop <= end:
                parts += [self._plain(start, begin), self._text[begin:stop]]
                start = stop
        return "".join([*parts, self._plain(start, end)])

    def _plain(self, start: int, end: int) -> str:
        piece = self._text[start:end]
        piece = self._pattern.sub(lambda match: self._character(match.group(), start + match.start()), piece)
        return _LIGATURE.sub(r"\1{}`", piece) if "`" in piece else piece

    def _character(self, character: str, place: int) -> str:
        if character == "{" and place not in self._paired:
            return _OPEN_ALONE
        if character == "}" and place not in self._paired:
            return _CLOSE_ALONE
        escaped = ESCAPES.get(character)
        if escaped is not None:
            return escaped
        return self._ascii_form(character)

    def _ascii_form(self, character: str) -> str:
        command = symbols.ascii_form(character)
        if command is not None:
            return command
        if self._lost is not None:
            self._lost.add(character)
        return symbols.transliterate(character)


def _safe_formulas(text: str) -> list[tuple[int, int]]:
    """(start, end) of the formulas of ``text`` that may pass raw; those with other than ASCII characters may not."""
    found: list[tuple[int, int]] = []
    place = 0
    while match := _FORMULA.search(text, place):
        if match.group().isascii() and is_safe_formula(match.group(1)):
            found.append(match.span())
            place = match.end()
        else:
            place = match.start() + 1  # its second dollar may open the next formula
    return found


def _paired_braces(text: str) -> frozenset[int]:
    """The places of the braces of ``text`` that have a partner."""
    paired: set[int] = set()
    opened: list[int] = []
    for match in re.finditer(r"[{}]", text):
        if match.group() == "{":
            opened.append(match.start())
        elif opened:
            paired |= {opened.pop(), match.start()}
    return frozenset(paired)


def encode_url(url: str) -> str:
    """``url`` for a verbatim field (url, doi, eprint, file): never escaped, what would break it percent-encoded."""
    from urllib.parse import quote

    kept = "".join(c for c in url if (not unicodedata.category(c).startswith("C") and not c.isspace()) or c == " ")
    return quote(kept.strip(), safe="!\"#$%&'()*+,-./:;<=>?@[]^_`|~")
