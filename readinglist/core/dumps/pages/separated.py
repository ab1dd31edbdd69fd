"""Titles on one line with their abstracts, parted from them by the same mark on every line. Imports this room.

A tab, a bar, a dash, the end of bold type or a colon. A title may have such a mark inside, an abstract, too: the title
goes on behind one as long as what stands there is written as titles are.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from readinglist.core.dumps.evidence import affinity
from readinglist.core.dumps.evidence.shapes import CUT, has_sentences, has_verb, is_capitalised, shape
from readinglist.core.dumps.input.lines import SPACE, Line
from readinglist.core.dumps.pages.head import Head, entry
from readinglist.core.sentences import Sentence

_MARKS = {
    Sentence("a tab"): re.compile(r"\t"),
    Sentence("a bar"): re.compile(r"\s\|+\s"),
    Sentence("the end of bold type"): re.compile(r"(?:\*\*|__)(?:\s?[:.–—-])?\s"),
    Sentence("a dash"): re.compile(r"\s(?:[—–―]|-{1,3})\s"),
    Sentence("a colon"): re.compile(r":\s"),
}
#: What parts sentences, too, shows by itself nothing.
_COMMON = "a colon"
#: What programs write tables with that put some cells in quotation marks.
_QUOTING = ("a tab",)
#: What parts columns of a table, too, and in how many lines there are more.
_COLUMNS, _MANY = ("a tab", "a bar"), 0.5
#: A title has no more letters; so many of the first lines must be parted for certain, and so many titles differ.
_LONGEST = 250
_NEARLY_ALL = 0.97
_SAMPLE = 400
_DIFFERENT = 0.9
#: A title has so few words only behind or before another part of it.
_WORDS = 2
#: Titles share so much (see ``affinity``) with their abstracts in the mean.
_SHARED = 1.2


class Separator(NamedTuple):
    """What parts titles from abstracts on the lines of a page."""

    name: Sentence
    mark: re.Pattern[str]
    columns: bool = False  # whether more of them stand behind the abstracts

    def parts(self, text: str) -> tuple[str, str] | None:
        """Return the title and the abstract of a line; None where it is not certain."""
        found = [match for match in self.mark.finditer(text) if match.end() < len(text)]
        ends = [*(match.start() for match in found[1:]), len(text)]
        parts = [text[match.end() : end] for match, end in zip(found, ends, strict=False)]
        at = next((at for at, part in enumerate(parts) if not _is_title_part(part)), len(parts) - 1)
        if not found or found[at].start() > _LONGEST or any(map(_is_title, parts[at + 1 :])):
            return None
        title, abstract = text[: found[at].start()].strip(SPACE), text[found[at].end() :].strip(SPACE)
        single = len(found) == 1 or found[1].start() > _LONGEST
        certain = _is_title_part(title) or (single and self.name != _COMMON)
        title, abstract = map(_cell, (title, abstract)) if self.name in _QUOTING else (title, abstract)
        return (title, abstract) if certain and _are_paper(title, abstract) else None

    def _has_columns(self, papers: list[tuple[str, str]]) -> bool:
        """Tell whether columns come behind the abstracts: nobody knows what they hold, so they stay."""
        behind = [parts[-1] for _, text in papers if len(parts := self.mark.split(text)) > 1]
        return self.name in _COLUMNS and sum(not shape(text).prose for text in behind) >= _MANY * len(papers)


def _cell(text: str) -> str:
    """A cell of a table without the quotation marks that a program put around it, and doubled inside."""
    inner = text[1:-1]
    quoted = len(text) > 1 and text[0] == text[-1] == '"' and '"' not in inner.replace('""', "")
    return inner.replace('""', '"') if quoted else text


def _is_title_part(text: str) -> bool:
    return is_capitalised(text) and not (has_sentences(text) or has_verb(text) or text.endswith((".", *CUT)))


def _is_title(text: str) -> bool:
    """Tell whether an abstract has a title inside: then several papers were run together."""
    return len(text.split()) > _WORDS and _is_title_part(text) and shape(text.strip(SPACE)).heading


def _are_paper(title: str, abstract: str) -> bool:
    if len(title.split()) < _WORDS or not abstract or abstract[0].islower():
        return False
    above, below = shape(title), shape(abstract)
    return not above.prose and above.title <= 2.0 and (below.prose or below.abstract <= 1.0)


def detect(head: Head) -> Separator | None:
    """Return what parts titles from abstracts, if it does so on all lines that hold abstracts."""
    texts = [made.text for made in head.entries if made.shape.prose][:_SAMPLE]
    for name, mark in _MARKS.items():
        if not texts or not mark.search(texts[0], 0, _LONGEST):
            continue
        made = Separator(name, mark)
        papers = [parts for parts in map(made.parts, texts) if parts is not None]
        if len(papers) >= _NEARLY_ALL * len(texts) and _know(papers):
            return made._replace(columns=made._has_columns(papers))
    return None


def _know(papers: list[tuple[str, str]]) -> bool:
    """Tell whether these are titles, each with its abstract: they differ, and share words."""
    shared = sum(affinity.evidence(*paper) for paper in papers)
    different = len({title for title, _ in papers}) >= _DIFFERENT * len({abstract for _, abstract in papers})
    return different and shared >= _SHARED * len(papers)


def parted(separator: Separator, lines: Iterable[Line | None]) -> Iterator[Line | None]:
    """Yield the lines, those of a paper in two, of which the second counts no part; Nones as they come."""
    for line in lines:
        made = entry(line, 0) if line is not None and not line.sha256 else None
        parts = separator.parts(made.text) if made is not None and made.shape.prose else None
        if line is None or parts is None:
            yield line
        else:
            yield line._replace(text=parts[0])
            yield Line(line.last, parts[1], "", 0)
