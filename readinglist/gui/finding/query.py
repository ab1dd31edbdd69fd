"""What the list shows, and how its ids and first rows are got from the library in a worker. No Qt in here.

May import ``records`` and ``paper_table``'s pages; the library comes in as an argument.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from readinglist.gui.finding.paper_table import PAGE, Page, make_page

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import SearchResult, SortName, ViewName

SELECTION_KEPT = 2000  # selected papers that are found again after a refresh


@dataclass(frozen=True, slots=True)
class Query:
    """One content of the list: a view, tag or dump, perhaps searched; or the given ``ids`` of a report's number."""

    view: ViewName = "library"
    tag: str | None = None
    dump: int | None = None
    text: str = ""
    literal: bool = False
    sort: SortName = "added"
    descending: bool | None = None
    ids: tuple[int, ...] | None = None
    label: str = ""

    @property
    def reversed(self) -> bool:
        """Whether the order is the other way round than it naturally is."""
        from readinglist.core.records import FALLING

        return self.descending is not None and self.descending != (self.sort in FALLING)

    @property
    def searching(self) -> bool:
        """Whether words were typed."""
        return bool(self.text.strip())

    def as_text(self, dump_name: str = "") -> str | None:
        """The same papers as words of the search language, for what must be found again; None where there are none."""
        if self.ids is not None or self.literal or (self.view == "all" and self.tag is None and self.dump is None):
            return None
        place = {"library": "", "all": "", "starred": "is:starred"}.get(self.view, f"status:{self.view}")
        if self.tag is not None:
            place = f'tag:"{self.tag}"'
        elif self.dump is not None:
            place = f'dump:"{dump_name}"'
        text = self.text.strip()
        return f"{place} ({text})" if place and " OR " in text else f"{place} {text}".strip()

    def place(self) -> Query:
        """The same place without words."""
        return replace(self, text="", literal=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer: all ids in order, the pages first needed, and where the current and selected papers went."""

    query: Query
    ids: Sequence[int]
    pages: dict[int, Page]
    result: SearchResult | None = None
    current: int = -1
    selected: tuple[int, ...] = field(default_factory=tuple)
    same: bool = False  # the same ids in the same order as before


def load(
    library: Library,
    query: Query,
    current: int | None,
    selected: Sequence[int],
    before: Sequence[int] | None,
    sight: range,
    cancelled: Callable[[], bool],
) -> Listing:
    """Ask the library for everything that the list needs to show ``query`` without a gap.

    ``before`` are the ids shown now, to tell whether only rows changed; the comparison belongs in the worker.
    ``sight`` are the visible rows: their pages come along, so that a refresh never flickers; no others, because the
    snippets of a page take longer than the search.
    """
    ids, result = _ids(library, query, cancelled)
    position = _find(ids, current)
    visible = range(sight.start // PAGE, sight.stop // PAGE + 1)
    numbers = {0, max(position, 0) // PAGE} | {page for page in visible if page * PAGE < len(ids)}
    pages = {number: load_page(library, ids, result, number) for number in numbers}
    wanted = set(selected) if len(selected) <= SELECTION_KEPT else set()
    chosen = tuple(row for row, paper in enumerate(ids) if paper in wanted) if len(wanted) > 1 else ()
    same = before is not None and len(before) == len(ids) and bool(before == ids)
    return Listing(query, ids, pages, result, position, chosen, same)


def _ids(library: Library, query: Query, cancelled: Callable[[], bool]) -> tuple[Sequence[int], SearchResult | None]:
    if query.ids is not None:
        return array("q", query.ids), None
    if not query.searching:
        sort = "added" if query.sort == "relevance" else query.sort
        return library.ids(query.view, sort=sort, tag=query.tag, dump=query.dump, descending=query.descending), None
    result = library.search(
        query.text,
        view=query.view,
        tag=query.tag,
        dump=query.dump,
        sort=query.sort,
        limit=PAGE,
        literal=query.literal,
        cancelled=cancelled,
    )
    return _as_array(result.ids), result


def load_page(library: Library, ids: Sequence[int], result: SearchResult | None, number: int) -> Page:
    """The rows of one page, with snippets while searching."""
    wanted = list(ids[number * PAGE : (number + 1) * PAGE])
    rows = library.rows(wanted)
    if result is None:
        return make_page(rows)
    hits = result.hits if number == 0 and len(result.hits) >= len(wanted) else library.marks(result, wanted)
    return make_page(rows, hits)


def _as_array(ids: Sequence[int]) -> array:  # type: ignore[type-arg]
    return ids if isinstance(ids, array) else array("q", list(ids[:]))


def _find(ids: Sequence[int], paper: int | None) -> int:
    if paper is None:
        return -1
    try:
        return ids.index(paper)
    except ValueError:
        return -1
