"""What ends the lines of a text: LF, or something else where that is plain. Imports ``markup``.

LF, CR LF and CR end lines everywhere. Other characters are part of a line, so that its text stays letter by letter
what the file holds, unless a text has no LF, or no more of these than of another sign that ends lines somewhere:
then that is what became of its line ends.
"""

import re
from collections.abc import Iterator

from readinglist.core.dumps.input import markup

#: Signs that end lines in Unicode, on a printer or in a record; what programs write for a line end, and pages.
_SIGNS = ("\u2028", "\u2029", "\u0085", "\v", "\f", "\x1e", "\0")
_WRITTEN = (re.compile(r"(?:\\r)?\\n"), re.compile(r"<br\s?/?>", re.IGNORECASE), re.compile("[¶↵]"))
_TAB = re.compile("\t")
#: What a chunk may end with that the next one completes.
_BEGUN = re.compile(r"(?:\\|\\r|\\r\\|<[bB]?[rR]?\s?/?)$")
#: So many of them are no chance, and so many for each LF.
_LEAST = 3
_EACH = 1.0
#: … and what tabs part is so long in the mean: lines, not words.
_LINE = 40
#: Formulas begin like a written line end: ``\nabla``.
_FORMULA = re.compile(r"\\n[a-z]")


def as_lf(texts: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield the pieces of a text (each with a number that belongs to it) with LF for whatever ends its lines."""
    ends: re.Pattern[str] | None = None
    known, held = False, ""
    for piece, size in texts:
        if not known and piece:
            ends, known = _line_ends(piece), True
        if ends is None:
            yield piece, size
            continue
        text = held + piece
        begun = _BEGUN.search(text)
        held = begun.group() if begun else ""
        yield ends.sub("\n", text[: len(text) - len(held)]), size
    if held:
        yield held, 0


def _line_ends(text: str) -> re.Pattern[str] | None:
    """Return what ends the lines of a text that begins so, when it is not LF alone."""
    if markup.is_page(text):
        return None
    lines = text.count("\n")
    least = max(_LEAST, _EACH * lines)
    found = [sign for sign in _SIGNS if _inside(text, sign) >= least]
    if not lines and text.count("\u2028") + text.count("\u2029") > 1:
        found += ["\u2028", "\u2029"]
    if found:
        return re.compile("[" + "".join(map(re.escape, found)) + "]")
    for written in _WRITTEN:
        count = len(written.findall(text))
        if count >= _LEAST and not lines and 2 * len(_FORMULA.findall(text)) < count:
            return written
    tabs = text.count("\t")
    return _TAB if not lines and tabs >= _LEAST and len(text) >= _LINE * tabs else None


def _inside(text: str, sign: str) -> int:
    """How often a sign stands between the ends of a line: at them it ends nothing."""
    if sign not in text:
        return 0
    at_ends = text.count(sign + "\n") + text.count("\n" + sign)
    return text.count(sign) - at_ends
