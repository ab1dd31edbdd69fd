r"""Fields that we do not know: passed on as a file had them when that is harmless LaTeX, else encoded anew.

Imports ``encoding``, ``decoding``, ``formulas``, ``packages`` and ``symbols``. Harmless are text, accents, known
characters, fonts and links: nothing that reads, writes, defines, or leaves a brace open.
"""

import re

from readinglist.core.bibtex.latex import packages
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import encode, tidy
from readinglist.core.bibtex.latex.formulas import PRICE, braces_match, is_safe_formula
from readinglist.core.bibtex.latex.symbols import LETTERS, SIGNS

_COMMANDS = frozenset(
    """
    emph textit textbf textsc texttt textsf textrm textsl textup textnormal textsuperscript textsubscript underline
    url href nolinkurl enquote mkbibquote mkbibemph mkbibbold mkbibitalic aa AA i j ldots dots textbackslash
    textasciitilde textasciicircum textquoteright textquoteleft textquotedblleft textquotedblright textendash
    textemdash LaTeX TeX BibTeX vphantom u v H c k d b r slash hyphen em it bf tt sc textunderscore
    ddag textdagger copyright pounds textless textgreater textbar textasteriskcentered textquotesingle itshape bfseries
    scshape upshape normalfont sl sf rm mbox nobreakspace quad qquad thinspace textcompwordmark relax protect
    """.split()  # noqa: SIM905 - a list of words reads best as words
) | frozenset({*LETTERS.values(), *SIGNS.values()})
_TOKEN = re.compile(
    rf"{packages.PATTERN}|\\\((?P<round>(?:[^$\\]|\\[^()$])+)\\\)|"
    r"\\(?:url|href|nolinkurl)\s*\{[^{}\\%\s]*\}|\$"
    rf"(?!{PRICE})(?P<formula>(?:[^$\\]|\\.)+)\$|\\(?P<command>[A-Za-z]+|.?)"
    r"|(?P<bare>[#%&_^$])|[^\\$#%&_^]+",
    re.DOTALL,
)
_SIGNS = frozenset("#$%&_{} ,;/-@'`^\"~=.")


#: By which TeX reads any character wherever it stands: ``^^5c`` is a backslash, and what follows it a command.
_HIDDEN = "^^"


def encode_foreign(value: str, *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """``value``, raw from a .bib file or plain from anywhere else, as it can stand in a field."""
    value = tidy(value)
    if ("\\" in value or "{" in value or "~" in value or "$" in value) and is_harmless(value):
        if value.isascii() or not ascii_only:
            return value
        return "".join(c if c.isascii() else encode(c, ascii_only=True, lost=lost) for c in value)
    return encode(decode(value), ascii_only=ascii_only, lost=lost)


def unprinted(value: str, *, ascii_only: bool = False) -> str | None:
    """``value``, raw from a .bib file, as it came: for a field that no style prints, where ``A&B > C_1`` harms nobody.

    None where a brace has no partner, a command is none of the harmless ones, or it is not ASCII and must be.
    """
    value = tidy(value)
    if _HIDDEN in value or not braces_match(value) or value.endswith("\\") or (ascii_only and not value.isascii()):
        return None
    harmless = all(_is_harmless_token(match, printed=False) for match in _TOKEN.finditer(value))
    return value if harmless else None


def is_harmless(value: str) -> bool:
    """Whether ``value`` is LaTeX that any document can set and that BibTeX counts as balanced."""
    return (
        _HIDDEN not in value
        and braces_match(value)
        and all(_is_harmless_token(match) for match in _TOKEN.finditer(value))
    )


def _is_harmless_token(match: re.Match[str], *, printed: bool = True) -> bool:
    formula, command = match["formula"] or match["round"], match["command"]
    if formula is not None and (printed or "\\" in formula):
        return is_safe_formula(formula.strip() if match["round"] else formula)
    if command is not None:
        return command in _COMMANDS or (command in _SIGNS and command != "")
    return match.group("bare") is None or not printed
