"""What is shown of a paper, asked of the library in a worker. May import ``records``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper, SearchResult, Span


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper with the matches in its abstract and title, and what a citation of it lacks: None when not known yet.

    It holds all changes up to ``version``, and perhaps later ones.
    """

    paper: Paper
    spans: Sequence[Span] = ()
    lacks: Sequence[str] | None = ()
    title_spans: Sequence[Span] = ()
    version: int = sys.maxsize


def load_paper(library: Library, paper: int, result: SearchResult | None, warm: bool) -> ShownPaper:
    """A paper, the matches in its abstract and title, and what its entry lacks.

    The last only when ``warm``: before, telling it would load the rooms of BibTeX ahead of the first rows.
    """
    from readinglist.core.records import Span

    version = library.version
    found = library.paper(paper)
    lacks = library.lacks(found) if warm else None
    if result is None:
        return ShownPaper(found, (), lacks, version=version)

    def spans(field: str, text: str | None) -> tuple[Span, ...]:
        return tuple(Span(field, start, end) for start, end in library.mark(result, field, text)) if text else ()

    return ShownPaper(found, spans("abstract", found.abstract), lacks, spans("title", found.title), version)
