"""Citing: commands, keys, and formatted references. Imports records, ``apa`` and ``ieee``.

References in APA (7th edition) and IEEE (reference guide 2023) come from our own formatter: citeproc-py (0.11,
BSD, starts in 0.05 s) would bring lxml (12 MB) and styles under CC-BY-SA, and its types are no data and no software.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from readinglist.core.bibtex.formats.apa import reference_list
from readinglist.core.bibtex.formats.ieee import ieee
from readinglist.core.bibtex.formats.reference_parts import Italic, Reference
from readinglist.core.errors import UsageError
from readinglist.core.records import Paper


def cite_keys(keys: Sequence[str], style: str) -> str:
    """``latex`` → ``\\cite{a,b}``; ``pandoc`` → ``[@a; @b]``; ``key`` → ``a, b``; ``typst`` → ``@a @b``."""
    return _KEY_STYLES[style](keys)


def _pandoc(keys: Sequence[str]) -> str:
    # Pandoc ends a key at punctuation that is doubled or last; braces make any key safe.
    safe = (key if re.fullmatch(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*", key) else "{" + key + "}" for key in keys)
    return "[" + "; ".join(f"@{key}" for key in safe) + "]" if keys else ""


_KEY_STYLES: Mapping[str, Callable[[Sequence[str]], str]] = {
    "latex": lambda keys: f"\\cite{{{','.join(keys)}}}" if keys else "",
    "pandoc": _pandoc,
    "typst": lambda keys: " ".join(f"@{key}" for key in keys),
    "key": ", ".join,
}
KEY_STYLES = tuple(_KEY_STYLES)


def references(papers: Iterable[Paper], style: str, *, markup: str = "text") -> str:
    """Formatted references in ``apa`` or ``ieee``, one a line, as ``text``, ``markdown`` or ``html``.

    IEEE numbers them in the order given when there are several; APA sorts by author.
    """
    if markup not in _MARKUPS:
        raise UsageError(
            "“{markup}” is no markup for references; there are {known}.", markup=markup, known=", ".join(_MARKUPS)
        )
    shown = list(papers)
    if style == "apa":
        lines = [_marked(reference, markup) for reference in reference_list(shown)]
    else:
        lines = [_marked(ieee(paper), markup) for paper in shown]
        if len(lines) > 1:
            lines = [f"[{number}] {line}" for number, line in enumerate(lines, 1)]
    return "\n".join(f"<p>{line}</p>" for line in lines) if markup == "html" else "\n".join(lines)


REFERENCE_STYLES = ("apa", "ieee")
_MARKUPS: Mapping[str, tuple[Callable[[str], str], str, str]] = {
    "text": (str, "", ""),
    "markdown": (lambda text: re.sub(r"([\\`*_\[\]<>])", r"\\\1", text), "*", "*"),
    "html": (html.escape, "<i>", "</i>"),
}


def _marked(reference: Reference, markup: str) -> str:
    escape, begin, end = _MARKUPS[markup]
    return "".join(begin + escape(p.text) + end if isinstance(p, Italic) else escape(p) for p in reference)
