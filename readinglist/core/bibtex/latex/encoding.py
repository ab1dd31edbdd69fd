"""Plain text to the value of a BibTeX field: every character escaped once. May import text, records and errors.

The forms follow what pandoc, biber and pylatexenc all read back (BIBTEX.md): ``\\# \\$ \\% \\& \\_`` and balanced
``\\{ \\}``; an unbalanced brace is balanced by a ``\\vphantom``, because BibTeX counts braces without regard to
backslashes. Formulas pass raw only when they are balanced and made of known commands, so no field can carry
``\\input`` or ``\\write18``.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from readinglist.core.bibtex.latex import symbols
from readinglist.core.bibtex.latex.formulas import DISPLAYED, PRICE, in_common_terms, is_safe_formula

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
#: A letter with marks that Unicode has no composed letter for is one sign (``x̄``), and so is a whole exponent.
_SCRIPTS = rf"(?:(?<=[{symbols.RAISED}])[{symbols.RAISED}]+|(?<=[{symbols.LOWERED}])[{symbols.LOWERED}]+)?"
_SIGNS = rf"[#$%&_{{}}\\~^<>|\x80-\U0010ffff]{_SCRIPTS}"  # a set first: the engine skips all else at the speed of C
_SPECIAL_OR_NOT_ASCII = re.compile(_SIGNS)
_SPECIAL_OR_MARKED = re.compile(rf"[A-Za-z]\u0361[A-Za-z]|[^\W\d_][\u0300-\u036f]+|{_SIGNS}")
_COMBINING = re.compile(r"[\u0300-\u036f]")
_NOT_PRINTABLE_ASCII = re.compile(r"[^\x20-\x7e]")
_CLEAN_URL = re.compile(r"[!-\[\]_-z|~]*")
_SPACES = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # they change how Persian and Indic words are written, so they stay
_SIGN = re.compile(r"([^\x00-\x7f])(?=([A-Za-z])?)")
_FORMULA = re.compile(
    rf"{DISPLAYED.pattern}|(?<!\\)\$(?!\$|{PRICE})((?:[^$\\]|\\.)+?)\$|\\\(\s*((?:[^$\\]|\\[^()$])+?)\s*\\\)"
)
#: Words in a formula, which may have letters that formulas have not.
_WORDS = re.compile(r"(\\text(?:rm|it|bf|sf|tt|sc)?\{)([^{}$\\]*[^{}$\\\x00-\x7f][^{}$\\]*)\}")
#: Two formulas side by side would read as a displayed one.
_TOUCHING = re.compile(r"(?<!\\)\$\$")
#: ``?` `` and ``!` `` are ligatures for inverted marks; an empty group keeps them apart.
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{2,9};")  # a reader that decodes entities must leave this one alone
_LIGATURE = re.compile(r"([?!])`")


def tidy(text: str) -> str:
    """``text`` in NFC, white space as single spaces, no control, bidi-control or zero-width characters."""
    if text.isprintable() and "  " not in text and text == text.strip(" ") and (text.isascii() or _is_whole(text)):
        return text
    text = _SPACES.sub(" ", text)
    kept = _NOT_PRINTABLE_ASCII.sub(_kept, text)
    return _SPACES.sub(" ", unicodedata.normalize("NFC", kept)).strip()


def _is_whole(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and "\ufffc" not in text and "\ufffd" not in text


def _kept(match: re.Match[str]) -> str:
    character = match.group()
    return character if character in _JOINERS or not _is_dropped(character) else ""


def _is_dropped(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Cn"} or character in "\ufffc\ufffd"


def encode(text: str, *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """The LaTeX form of plain ``text``, for between the braces of a field; ``text`` must be decoded already.

    With ``ascii_only`` every other character becomes a command; one that has none is transliterated and added
    to ``lost``. Without it characters stay as they are, but for mathematical signs that pdflatex has no glyph for;
    Greek words stay.
    """
    text = tidy(text)
    if not _special(text).search(text) and "`" not in text:
        return text
    return Encoder(text, ascii_only=ascii_only, lost=lost).encode()


def _special(text: str) -> re.Pattern[str]:
    """What may need another form in ``text``."""
    if text.isascii():
        return _SPECIAL
    return _SPECIAL_OR_MARKED if _COMBINING.search(text) else _SPECIAL_OR_NOT_ASCII


class Mark(NamedTuple):
    r"""``text[start:end]`` of a plain text: between ``opening`` (``{``, ``\emph{``) and ``}``, or a formula (``$``).

    Or what a whole command (``\SI{5}{\km}``) prints, which is the opening then.
    """

    start: int
    end: int
    opening: str = "{"

    @property
    def is_command(self) -> bool:
        """Whether the opening stands for the whole stretch."""
        return self.opening.startswith("\\") and not self.opening.endswith("{")


class Encoder:
    """Encodes one tidy text whole or with braces around parts of it: knows its formulas and its pairs of braces."""

    def __init__(
        self, text: str, *, ascii_only: bool = False, lost: set[str] | None = None, dollars: Collection[int] = ()
    ) -> None:
        self._text = text
        self._lost = lost
        self._ascii = ascii_only
        self._pattern = _special(text)
        self._paired = _paired_braces(text) if "{" in text or "}" in text else frozenset[int]()
        #: (start, end, LaTeX) of the formulas.
        self.formulas: list[tuple[int, int, str]] = []
        if "$" in text or "\\(" in text:
            self.formulas = _safe_formulas(text, ascii_only=ascii_only, lost=lost, dollars=dollars)

    def encode(self, marks: Iterable[Mark] = ()) -> str:
        """The whole text; ``marks`` are nested or apart, in order, outer ones first."""
        parts: list[str] = []
        open_marks: list[tuple[Mark, int]] = []  # with the places of their openings in ``parts``
        done = 0

        def close(until: int) -> int:
            place = done
            while open_marks and open_marks[-1][0].end <= until:
                mark, opening = open_marks.pop()
                parts.append(self._stretch(place, mark.end))
                place = mark.end
                # BibTeX protects nothing in a group that begins with a backslash, unless it is all of another one.
                inside = "".join(parts[opening + 1 :])
                bare = mark.opening == "{" and inside.startswith("\\") and not opens_in_group(opening)
                parts[opening] += "{" * bare
                parts.append("}}" if bare else "}")
            return place

        def opens_in_group(opening: int) -> bool:
            before = next((part for part in reversed(parts[:opening]) if part), "")
            return before.endswith("{") and not before.endswith("\\{")

        for mark in marks:
            done = close(mark.start)
            if mark.start < done:
                continue  # within a command
            if mark.opening == "$" or mark.is_command:
                parts += [self._stretch(done, mark.start), self._whole(mark, alone=not open_marks)]
                done = mark.end
                continue
            parts += [self._stretch(done, mark.start), mark.opening]
            open_marks.append((mark, len(parts) - 1))
            done = mark.start
        done = close(len(self._text))
        parts.append(self._stretch(done, len(self._text)))
        return _TOUCHING.sub("${}$", "".join(parts))

    def _whole(self, mark: Mark, *, alone: bool) -> str:
        """What stands for all of a mark; ``alone``: in no group, where BibTeX lower-cases the capitals of a command."""
        if mark.is_command:
            if alone and mark.opening.lower() != mark.opening:
                return "{{" + mark.opening + "}}"
            swallows = mark.opening[-1].isalpha() and re.match(r"[A-Za-z ]", self._text[mark.end :])
            return mark.opening + "{}" * bool(swallows)
        return symbols.ascii_form(self._text[mark.start : mark.end]) or self._stretch(mark.start, mark.end)

    def _stretch(self, start: int, end: int) -> str:
        parts: list[str] = []
        for begin, stop, formula in self.formulas:
            if begin >= start and stop <= end:
                parts += [self._plain(start, begin), formula]
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
        if character == "&" and _ENTITY.match(self._text, place):
            return r"\&{}"
        if escaped is not None:
            return escaped
        if len(character) > 1:
            whole = symbols.ascii_form(character) if self._ascii or character[0] not in symbols.SCRIPTS else None
            return whole or "".join(self._character(sign, place + i) for i, sign in enumerate(character))
        return self._ascii_form(character, place) if self._ascii else self._unicode_form(character, place)

    def _unicode_form(self, character: str, place: int) -> str:
        if character == "‘":
            return "{‘}"  # pandoc makes “x” of ‘x’, as if the sign were TeX's and not the quotation mark meant
        form = symbols.WITHOUT_GLYPH.get(character)
        if form is None or character.isascii():
            return character
        beside = self._text[max(place - 1, 0) : place] + self._text[place + 1 : place + 2]
        return character if symbols.is_greek(character) and any(map(symbols.is_greek, beside)) else form

    def _ascii_form(self, character: str, place: int) -> str:
        if character == "’" and self._text[place + 1 : place + 2] in {"’", "”", "'"}:
            return "'{}"  # three apostrophes are ” and ’ to TeX, never ’ and ”
        if character in _JOINERS:
            return ""  # it shows nothing
        command = character if character.isascii() else symbols.ascii_form(character)
        if command is not None:
            return command
        if self._lost is not None:
            self._lost.add(character)
        return "".join(ESCAPES.get(sign, sign) for sign in symbols.transliterate(character))


def _safe_formulas(
    text: str, *, ascii_only: bool, lost: set[str] | None, dollars: Collection[int]
) -> list[tuple[int, int, str]]:
    """(start, end, LaTeX) of the formulas of ``text`` that may pass raw, their signs as commands.

    At ``dollars`` stand dollars that a file escaped, which are no border of a formula.
    """
    found: list[tuple[int, int, str]] = []
    place = 0
    while match := _FORMULA.search(text, place):
        inside = in_common_terms(match[match.lastindex or 0])
        checked = formula = inside
        if not inside.isascii():
            # outside, command, words, outside, command …
            pieces = [_SIGN.sub(_command, piece) for piece in _WORDS.split(inside)]
            said = [encode(words, ascii_only=ascii_only, lost=lost) for words in _WORDS.split(inside)[2::3]]
            checked = "".join(_filled(pieces, ["x"] * len(said)))
            formula = "".join(_filled(pieces, said))
        money = match.start() in dollars or match.end() - 1 in dollars
        if not money and checked.isascii() and is_safe_formula(checked):
            whole = symbols.ascii_form(inside) if len(inside) == 1 else None
            found.append((*match.span(), whole or f"${formula}$"))
            place = match.end()
        else:
            place = match.start() + 1  # its second dollar may open the next formula
    return found


def _filled(pieces: list[str], words: list[str]) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        yield words[place // 3] + "}" if place % 3 == 2 else piece


def _command(match: re.Match[str]) -> str:
    """A sign in a formula as a command; a blank keeps it from a letter behind it."""
    name = symbols.MATHS.get(match.group(1)) or symbols.ALSO_MATHS.get(match.group(1))
    return match.group() if name is None else f"\\{name} " if match.group(2) else f"\\{name}"


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
    if _CLEAN_URL.fullmatch(url):
        return url
    from urllib.parse import quote

    kept = "".join(c for c in url if (not unicodedata.category(c).startswith("C") and not c.isspace()) or c == " ")
    return quote(kept.strip(), safe="!\"#$%&'()*+,-./:;<=>?@[]_`|~")


#: A separator of a Windows path that would read like a command of TeX which no field may carry.
_LIKE_A_COMMAND = re.compile(
    r"\\+(?=(?:input|include|write|immediate|openin|openout|read|catcode|csname|def|gdef|edef|let|special|loop|jobname)"
    r"(?![A-Za-z])|\s*$)"
)


def encode_path(value: str, *, ascii_only: bool = False) -> str:
    r"""The links to files in ``value``, raw from a .bib file, as they came in.

    JabRef, Zotero and Better BibTeX write ``description:path:type;…`` with ``\\``, ``\:`` and ``\;`` for the signs
    themselves and read nothing else back: percent-encoded, their links are dead. Only braces without a partner (and, in
    ASCII, other letters) are percent-encoded, because else there would be no file, and ``^^``, by which TeX reads any
    character.
    """
    from urllib.parse import quote

    value = _LIKE_A_COMMAND.sub("/", "".join(c for c in value if not unicodedata.category(c).startswith("C")).strip())
    paired = _paired_braces(value)
    return "".join(
        quote(c) if (c in "{}" and i not in paired) or (ascii_only and not c.isascii()) else c
        for i, c in enumerate(value)
    ).replace("^^", "%5E%5E")
