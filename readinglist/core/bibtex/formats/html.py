r"""The HTML that publishers and registries leave in .bib files, as LaTeX. Imports of this room what ``latex`` holds.

Crossref, Elsevier, Scopus and the ACM write ``<i>E. coli</i>``, ``CO<sub>2</sub>``, ``\&amp;``, MathML and, when they
escape these once more, ``$\less$i$\greater$``. What has a form in LaTeX gets it, so that it comes out again (see
``marks``); other tags of HTML, JATS and MathML go. A ``<`` that opens no tag stays, and so does what is escaped as
LaTeX wants it.
"""

import html
import re

from readinglist.core.bibtex.latex.encoding import encode
from readinglist.core.bibtex.latex.formulas import DISPLAYED
from readinglist.core.bibtex.latex.marks import KEPT, marks
from readinglist.core.bibtex.latex.titles import has_marks

_FONTS = {
    "i": "textit", "em": "emph", "italic": "textit", "b": "textbf", "strong": "textbf", "bold": "textbf",
    "sub": "textsubscript", "inf": "textsubscript", "sup": "textsuperscript", "sc": "textsc", "scp": "textsc",
    "u": "underline", "tt": "texttt",
}  # fmt: skip
_CAPITALS = 'span style="font-variant:small-caps;"'
_CSL = {
    r"\textit{": "i", r"\emph{": "i", r"{\it ": "i", r"{\em ": "i", r"\textbf{": "b", r"{\bf ": "b",
    r"\textsubscript{": "sub", r"\textsuperscript{": "sup", r"\textsc{": _CAPITALS, r"{\sc ": _CAPITALS,
}  # fmt: skip
_SIGNS = {"less": "<", "greater": ">", "mathsemicolon": ";", "mathplus": "+"}
_SIGN = re.compile(r"\$\\(less|greater|mathsemicolon|mathplus)\s*\$")
_ENTITY = re.compile(
    r"(?:\{\\&\}|\\?&)(amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9A-Fa-f]{2,5}|[A-Za-z][A-Za-z0-9]{2,8});"
)
_PAIR = re.compile(rf"<({'|'.join(_FONTS)})(?:\s[^<>]*)?>((?:(?!</?\1[\s>]).)*)</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rf"(</?(?:{'|'.join(_FONTS)}|span)(?:\s[^<>]*)?>)", re.IGNORECASE)
_NO_CASE = re.compile(r"<span\s+class=[\"']nocase[\"']\s*>((?:(?!</?span[\s>]).)*)</span>", re.IGNORECASE | re.DOTALL)
_SMALL_CAPITALS = re.compile(
    r"<span\s+style=[\"']font-variant:\s*small-caps;?[\"']\s*>((?:(?!</?span[\s>]).)*)</span>",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = re.compile(r"\S(?:.*\S)?", re.DOTALL)
#: Where one ends, or a line does, a word does, too.
_BLOCK = re.compile(r" *(?:(?:</(?:jats:)?(?:p|div|title|sec)\s*>|<(?:p|br)(?:\s[^<>]*)?/?>) *)+", re.IGNORECASE)
_OTHER = re.compile(
    r"</?(?:(?:mml|jats|m):[a-z-]+|span|math|m(?:row|i|o|n|sub|sup|subsup|text|frac|sqrt|over|under|stretchy|style)|p|br|div|"
    r"inf|title|sec|inline-formula|disp-formula|alternatives|tex-math)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
#: Zotero and Mendeley write the tags of their titles so.
_ESCAPED_TAG = re.compile(
    rf"(?:\{{\\textless\}}|\\textless(?:\{{\}}|\s))(/?(?:{'|'.join(_FONTS)}|span|p|br)(?:\s[^<>{{}}\\]*)?/?)"
    r"(?:\{\\textgreater\}|\\textgreater(?:\{\}|\s|(?![A-Za-z])))",
    re.IGNORECASE,
)


def to_latex(value: str) -> str:
    """``value``, raw from a .bib file, with its HTML as LaTeX."""
    if "textless" in value:
        value = _ESCAPED_TAG.sub(r"<\1>", value)
    if "$\\" in value:
        value = _SIGN.sub(lambda match: _SIGNS[match[1]], value)
    for _ in range(value.count("&amp;") and 2):  # Crossref escapes some twice
        value = _ENTITY.sub(_character, value)
    if "&" in value:
        value = _ENTITY.sub(_character, value)
    if "<" not in value:
        return value
    before = ""
    while before != value:  # fonts within fonts
        before, value = value, _PAIR.sub(lambda match: f"\\{_FONTS[match[1].lower()]}{{{match[2]}}}", value)
    return _untagged(value)


def _untagged(value: str) -> str:
    return _OTHER.sub("", _BLOCK.sub(" ", value).strip())


def _named(name: str) -> str:
    """The character of an entity, also of ``&Amp;`` in a title with capitals; empty where none has that name."""
    found = (html.unescape(f"&{said};") for said in (name, name.lower()))
    return next((said for said in found if not (said.endswith(";") and len(said) > 2)), "")


def _character(match: re.Match[str]) -> str:
    said = _named(match[1])
    if not said:
        return match[0]
    return said if said in "<>" else encode(said) if said.strip() else " "


def kept_title(value: str) -> dict[str, str]:
    """What to keep in ``extra`` of a title from RIS or CSL-JSON: its fonts, and braces for the ``nocase`` of CSL."""
    pieces = _TAG.split(_unescaped(value)) if "<" in value else []
    if len(pieces) < 3:
        return {}
    latex = "".join(piece if i % 2 else _WORDS.sub(lambda m: encode(m[0]), piece) for i, piece in enumerate(pieces))
    latex = to_latex(_SMALL_CAPITALS.sub(r"\\textsc{\1}", _NO_CASE.sub(r"{\1}", latex)))
    return {KEPT["title"]: latex} if has_marks(latex) else {}


def with_tags(text: str, kept: str) -> str:
    """``text`` with the fonts of ``kept``, the value that it came from, as the tags that CSL-JSON has for them."""
    found = [(mark, _CSL[mark.opening]) for mark in marks(text, kept) if mark.opening in _CSL] if kept else []
    ends = [(mark.end, 0, -mark.start, f"</{tag.split()[0]}>") for mark, tag in found]
    signs = sorted([*ends, *((mark.start, 1, -mark.end, f"<{tag}>") for mark, tag in found)])
    pieces, done = [], 0
    for place, _, _, tag in signs:
        pieces += [text[done:place], tag]
        done = place
    return "".join([*pieces, text[done:]])


def _unescaped(value: str) -> str:
    return _ENTITY.sub(lambda match: _named(match[1]) or match[0], value).replace("\u00a0", " ")


def to_text(value: str) -> str:
    """``value``, plain text from RIS or CSL-JSON, without its HTML; a displayed formula as one of the line."""
    if "$$" in value:
        value = DISPLAYED.sub(r"$\1$", value)
    if "<" not in value and "&" not in value:
        return value
    value = _unescaped(value)
    before = ""
    while before != value:
        before, value = value, _PAIR.sub(r"\2", value)
    return _untagged(value)
