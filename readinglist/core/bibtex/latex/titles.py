"""Titles for BibTeX: words whose capitals matter are braced whole. Imports the codings, ``packages`` and ``marks``."""

import re
from collections.abc import Iterator

from readinglist.core.bibtex.latex import packages
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import Encoder, Mark, encode, tidy
from readinglist.core.bibtex.latex.marks import escaped_dollars, marks

#: A compound without its spaces, and its parts: letters and digits with the signs that stand inside names.
_COMPOUND = re.compile(r"[^\W_](?:[\w'’.@*+&/-]*[\w*+])?")
_SEGMENT = re.compile(r"[^-/]+")


def encode_title(title: str, kept: str = "", *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """``title`` encoded, with braces around words whose capitals must survive a style that lower-cases titles.

    Those are words with a capital after the first letter, with capitals and digits (``{GPT-4}``), and formulas with
    capitals; never every word of a title in title case. The braces and fonts of ``kept``, the value of the file that
    the title came from, are set again (see ``marks``).
    """
    title = tidy(title)
    if title.islower() and not kept:
        return encode(title, ascii_only=ascii_only, lost=lost)
    theirs = marks(title, kept) if kept else []
    encoder = Encoder(title, ascii_only=ascii_only, lost=lost, dollars=escaped_dollars(theirs))
    ours = _protected(title, encoder.formulas)
    return encoder.encode(_united(_whole(theirs, encoder), list(ours), title) if theirs else ours)


def encode_marked(text: str, kept: str, *, ascii_only: bool = False, lost: set[str] | None = None) -> str:
    """``text`` encoded, with the braces and fonts of ``kept`` and no others."""
    text = tidy(text)
    if not kept:
        return encode(text, ascii_only=ascii_only, lost=lost)
    theirs = marks(text, kept)
    encoder = Encoder(text, ascii_only=ascii_only, lost=lost, dollars=escaped_dollars(theirs))
    return encoder.encode(_whole(theirs, encoder))


def has_marks(value: str) -> bool:
    """Whether ``value``, raw from a file, has braces or fonts that `encode_title` would not set by itself."""
    if "{" not in value and "$" not in value and not packages.COMMAND.search(value):
        return False
    plain = decode(value)
    ours = encode_title(plain)
    return ours != value and encode_title(plain, value) != ours


def _whole(found: list[Mark], encoder: Encoder) -> list[Mark]:
    """The marks that cut through no formula."""
    borders = [place for start, end, _ in encoder.formulas for place in range(start + 1, end)]
    return [mark for mark in found if mark.start not in borders and mark.end not in borders]


def _united(theirs: list[Mark], ours: list[Mark], title: str) -> list[Mark]:
    """The marks of a file, and ours where a capital would else be without braces; never one pair round another."""
    braces = [mark for mark in theirs if mark.opening == "{"]
    for mark in ours:
        near = [other for other in braces if other.start < mark.end and mark.start < other.end]
        bare = [i for i in range(mark.start, mark.end) if not any(o.start <= i < o.end for o in near)]
        if not bare or (near and not any(title[i].isupper() for i in bare)):
            continue
        both = Mark(min(o.start for o in [mark, *near]), max(o.end for o in [mark, *near]))
        if any(o.start < both.start < o.end < both.end or both.start < o.start < both.end < o.end for o in theirs):
            continue  # it would cross a stretch in another font
        braces = [o for o in braces if o not in near] + [both]
        theirs = [o for o in theirs if o not in near] + [both]
    return sorted(theirs, key=lambda mark: (mark.start, -mark.end))


def _protected(title: str, formulas: list[tuple[int, int, str]]) -> Iterator[Mark]:
    """What needs braces, in order: words outside formulas, and formulas with capitals."""
    done = 0
    for start, end, formula in [*formulas, (len(title), len(title), "")]:
        for compound in _COMPOUND.finditer(title, done, start):
            rest = compound.group()[1:]
            if rest and not (rest.islower() and rest.isalpha()):
                yield from _protected_in(compound)
        if formula.lower() != formula:
            yield Mark(start, end)
        done = end


def _protected_in(compound: re.Match[str]) -> Iterator[Mark]:
    """The stretches of one compound that need braces: ``{LLaMA}-based``, ``{GPT-4}``, ``{Wav2Vec}``."""
    text, offset = compound.group(), compound.start()
    run: list[re.Match[str]] = []
    for segment in [*_SEGMENT.finditer(text), None]:
        if segment is not None and _is_name_like(segment.group()):
            run.append(segment)
            continue
        if any(needs_braces(part.group()) for part in run):
            yield Mark(offset + run[0].start(), offset + run[-1].end())
        run = []


def _is_name_like(segment: str) -> bool:
    """Whether a part of a compound may belong to a name: ``Owl`` of ``mPLUG-Owl``, ``4`` of ``GPT-4``, ``mPLUG``."""
    return segment[0].isupper() or segment[0].isdigit() or needs_braces(segment)


def needs_braces(word: str) -> bool:
    """Whether ``word`` has a capital after its first letter, or capitals and digits."""
    return word[1:] != word[1:].lower() or (word[:1].isupper() and any(c.isdigit() for c in word))
