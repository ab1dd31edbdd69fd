r"""What the LaTeX of a title marks and its plain text does not show: braces that protect capitals, fonts, ``$_2$``,
commands of packages.

Imports ``packages``, ``symbols``, ``decoding`` and, for `Mark`, ``encoding``. A title is kept and shown as plain text;
beside it stays the value of the .bib file that it came from (`KEPT`), and an export sets the braces and fonts of that
value again where its words stand. They follow the words when another source or the user changed the title round them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from readinglist.core.bibtex.latex import packages
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import Mark
from readinglist.core.bibtex.latex.symbols import WITHOUT_READING

#: Under these names, which no field can have, ``extra`` keeps the values of a file whose marks must come out again.
KEPT: Mapping[str, str] = {"title": "{title}", "venue": "{venue}", "publisher": "{publisher}"}

_FONTS = "emph textit textbf textsc texttt textsf textsl textsuperscript textsubscript underline"
_OLD_FONTS = "em it bf sc tt sf sl"
_TOKEN = re.compile(
    r"(?P<skipped>\\\(.*?\\\)|\\ensuremath\s*\{(?:[^{}]|\{[^{}]*\})*\}|(?<!\\)\$(?:[^$\\]|\\.)*\$)"
    rf"|(?P<package>{packages.PATTERN})"
    rf"|(?P<font>\\(?:{'|'.join(_FONTS.split())}))\s*(?P<fontbrace>\{{)"
    rf"|\{{(?P<old>\\(?:{'|'.join(_OLD_FONTS.split())}))(?![A-Za-z])\s*"
    r"|(?P<command>\\(?:[A-Za-z]+\*?|[`'^~\"=.])\s*\{)"
    r"|(?P<escaped>\\.)|(?P<special>\{(?=\s*\\))|(?P<brace>\{)|(?P<close>\})",
    re.DOTALL,
)
_TOKEN_START = re.compile(r"[\\${}]")
_DOLLAR = "\\$"
#: They travel through the decoder where the braces were.
_OPEN, _CLOSE = "\ue000", "\ue001"
_BORDER = re.compile(f"([{_OPEN}{_CLOSE}])")
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_WORD_BEHIND = re.compile(r"[^\W_]+")


def marks(text: str, kept: str) -> list[Mark]:
    """The marks of ``kept``, the value of a file, in the tidy plain ``text``, outer ones first.

    Where ``text`` says something else than ``kept``, words that were marked are looked up, and marks round all of
    ``kept`` are set round all of ``text``.
    """
    shown, found = _read(kept)
    if text != shown:  # somebody changed it, or the signs of the marks changed how the value is decoded
        plain = decode(kept)
        found = found if shown == plain else []
        found = sorted(
            dict.fromkeys(other for mark in found for other in _looked_up(mark, plain, text)), key=_outer_first
        )
    # An opening quotation mark is written in braces of its own (see ``encoding``).
    own = ("{", "‘")
    return [
        mark
        for mark in found
        if mark.start < mark.end
        and _braces_match(text[mark.start : mark.end])
        and (mark.opening, text[mark.start : mark.end]) != own
    ]


def escaped_dollars(found: Iterable[Mark]) -> frozenset[int]:
    """Where the dollars stand that a file escaped: they are no borders of a formula."""
    return frozenset(mark.start for mark in found if mark.opening == _DOLLAR)


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _looked_up(mark: Mark, plain: str, text: str) -> Iterator[Mark]:
    if mark.opening == _DOLLAR:
        return  # it is no word
    if mark.start == 0 and mark.end == len(plain) and not mark.is_command:
        yield Mark(0, len(text), mark.opening)
        return
    before, behind = _WORD_BEFORE.search(plain[: mark.start]), _WORD_BEHIND.match(plain, mark.end)
    start = before.start() if before and plain[mark.start].isalnum() else mark.start
    end = behind.end() if behind and plain[mark.end - 1].isalnum() else mark.end
    for words in re.finditer(rf"(?<![^\W_]){re.escape(plain[start:end])}(?![^\W_])", text):
        place = words.start() + mark.start - start
        yield Mark(place, place + mark.end - mark.start, mark.opening)


def _braces_match(text: str) -> bool:
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _read(value: str) -> tuple[str, list[Mark]]:
    """The plain text of ``value``, decoded with signs at its marks, and the marks in it."""
    pieces, openings = _with_signs(value)
    if not openings:
        return decode(value), []
    text = ""
    opened: list[tuple[int, str]] = []
    found: list[Mark] = []
    names = iter(openings)
    for piece in _BORDER.split(decode(pieces)):
        if piece == _OPEN:
            opened.append((len(text), next(names, "{")))
        elif piece == _CLOSE and opened:
            start, opening = opened.pop()
            found.append(Mark(start, len(text), opening))
        else:
            text += piece.lstrip(" ") if not text or text.endswith(" ") else piece
    text = text.rstrip()
    if opened:
        return text, []
    clipped = (Mark(mark.start, min(mark.end, len(text)), mark.opening) for mark in reversed(found))
    return text, sorted((mark for mark in clipped if mark.start < mark.end), key=_outer_first)


def _with_signs(value: str) -> tuple[str, list[str]]:
    """``value`` with a sign within each pair of braces that is a mark, and what opens each, in order."""
    value = value.replace(_OPEN, "").replace(_CLOSE, "")
    pieces: list[str] = []
    openings: list[str] = []
    groups: list[str] = []  # what each group that is open is
    done = 0
    while (start := _TOKEN_START.search(value, done)) and (match := _TOKEN.search(value, start.start())):
        kind = match.lastgroup or ""
        pieces.append(value[done : match.start()])
        done = match.end()
        if kind == "close":
            pieces.append(_CLOSE + "}" if groups and groups.pop() == "mark" else "}")
            continue
        if kind == "skipped" and "command" not in groups and not WITHOUT_READING.isdisjoint(decode(match.group())):
            pieces.append(_OPEN + match.group() + _CLOSE)
            openings.append("$")
            continue
        if (kind == "package" or match.group() == _DOLLAR) and "command" not in groups:
            pieces.append(_OPEN + match.group() + _CLOSE)
            openings.append(match.group())
            continue
        pieces.append(match.group())
        if kind in {"skipped", "escaped", "package"}:
            continue
        # Within the argument of a command or an accent there are no marks.
        marked = kind in {"fontbrace", "old", "brace"} and "command" not in groups
        groups.append("mark" if marked else kind)
        if marked:
            pieces.append(_OPEN)
            openings.append(_opening(match))
    return "".join([*pieces, value[done:]]), openings


def _opening(match: re.Match[str]) -> str:
    if match["font"]:
        return match["font"] + "{"
    return "{" + match["old"] + " " if match["old"] else "{"
