"""Titles for BibTeX: words whose capitals matter are braced whole. Imports ``encoding`` only."""

import re
from collections.abc import Collection, Iterator

from readinglist.core.bibtex.encoding import Encoder, encode, tidy

#: A compound without its spaces, and its parts: letters and digits with the signs that stand inside names.
_COMPOUND = re.compile(r"[^\W_](?:[\w'’.@*+&/-]*[\w*+])?")
_SEGMENT = re.compile(r"[^-/]+")


def encode_title(
    title: str, *, protect: Collection[str] = (), ascii_only: bool = False, lost: set[str] | None = None
) -> str:
    """``title`` encoded, with braces around words whose capitals must survive a style that lower-cases titles.

    Those are words with a capital after the first letter, with capitals and digits (``{GPT-4}``), formulas with
    capitals, and the words in ``protect``; never every word of a title in title case.
    """
    title = tidy(title)
    if title.islower() and not protect:
        return encode(title, ascii_only=ascii_only, lost=lost)
    encoder = Encoder(title, ascii_only=ascii_only, lost=lost)
    return encoder.encode(_protected(title, encoder.formulas, frozenset(protect)))


def _protected(title: str, formulas: list[tuple[int, int, str]], protect: frozenset[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of what needs braces, in order: words outside formulas, and formulas with capitals."""
    done = 0
    for start, end, formula in [*formulas, (len(title), len(title), "")]:
        for compound in _COMPOUND.finditer(title, done, start):
            yield from _protected_in(compound, protect)
        if formula.lower() != formula:
            yield start, end
        done = end


def _protected_in(compound: re.Match[str], protect: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The stretches of one compound that need braces: ``{LLaMA}-based``, ``{GPT-4}``, ``{Wav2Vec}``."""
    text, offset = compound.group(), compound.start()
    if text in protect:
        yield compound.span()
    rest = text[1:]
    if text in protect or (rest.isalpha() and rest.islower()):
        return
    run: list[re.Match[str]] = []
    for segment in [*_SEGMENT.finditer(text), None]:
        if segment is not None and (_is_name_like(segment.group()) or segment.group() in protect):
            run.append(segment)
            continue
        if any(part.group() in protect or needs_braces(part.group()) for part in run):
            yield offset + run[0].start(), offset + run[-1].end()
        run = []


def _is_name_like(segment: str) -> bool:
    """Whether a part of a compound may belong to a name: ``Owl`` of ``mPLUG-Owl``, ``4`` of ``GPT-4``, ``mPLUG``."""
    return segment[0].isupper() or segment[0].isdigit() or needs_braces(segment)


def needs_braces(word: str) -> bool:
    """Whether ``word`` has a capital after its first letter, or capitals and digits."""
    return word[1:] != word[1:].lower() or (word[:1].isupper() and any(c.isdigit() for c in word))
