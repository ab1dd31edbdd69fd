"""What the list shows, and how its ids and first rows are got from the library in a worker. No Qt in here.

May import ``records``, ``errors``, ``ordered`` and ``paper_table``'s pages; the library comes in as an argument.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from readinglist.core.errors import NotFoundError
from readinglist.gui.finding.ordered import NEAR, Ordered, row_of
from readinglist.gui.finding.paper_table import PAGE, Page, ShownRow, make_page

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Counts, Hit, SearchResult, SortName, ViewName

AT_ONCE = 20_000  # papers; all of them are put in order in some hundredths of a second
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
    report: int | None = None  # the dump with the report of which ``ids`` are a number

    @property
    def reversed(self) -> bool:
        """Whether the order is the other way round than it naturally is."""
        from readinglist.core.records import FALLING

        return self.descending is not None and self.descending != (self.sort in FALLING)

    @property
    def whole(self) -> bool:
        """Whether it is of the whole library, or of all but what was dismissed."""
        only = (self.tag, self.dump, self.ids, self.text.strip() or None)
        return self.view in ("library", "all") and all(restricted is None for restricted in only)

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
class Spot:
    """Where one is in a list: the paper under the cursor, its row, and the papers selected beside it.

    ``below`` is how many px below the top of the sight the row of ``anchor`` begins (less than 0 when it begins above):
    the cursor's paper while it is in sight, else the first paper in sight. None: wherever the cursor can be seen.
    """

    paper: int | None = None
    row: int = 0
    selected: tuple[int, ...] = ()
    anchor: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the library for: ``query``, and where ``spot`` went in the answer.

    ``before`` are the ids shown now, to tell whether only rows changed. ``room`` is how many rows are in sight,
    ``above`` how many of them before the spot's anchor: their pages come along, so that nothing flickers; no others,
    because the snippets of a page take longer than the search.
    ``whole``: all ids are wanted at once; else a piece of a long list is given first (see ``opening``), of which
    there are ``total`` papers as far as is known.
    ``reveal`` is where to go instead of ``spot`` (its paper, or the selected ones): where the answer has none of these
    papers and had none before, the first of ``elsewhere`` that has one is shown.
    """

    query: Query
    spot: Spot = Spot()
    before: Sequence[int] | None = None
    room: int = 0
    above: int = 0
    whole: bool = True
    total: int | None = None
    reveal: Spot | None = None
    elsewhere: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What was in sight of a search or a long list when the window was closed, to be shown at once at the next start:
    how many rows the list had, and (row, hit) of those in sight.
    """

    total: int
    rows: tuple[tuple[int, Hit], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The answer: all ids in order, the pages first needed, and the rows of the spot's papers (-1: not there).

    ``revealed``: the cursor is on a paper that was to be gone to. ``gone``: the dump is not there any more.
    ``dismissed``: the library is not empty, but all that is in it was dismissed.
    """

    query: Query
    ids: Sequence[int]
    pages: dict[int, Page]
    result: SearchResult | None = None
    spot: Spot = Spot()
    current: int = -1
    anchor: int = -1
    selected: tuple[int, ...] = field(default_factory=tuple)
    same: bool = False  # the same ids in the same order as before
    revealed: bool = False
    gone: bool = False
    interim: bool = False  # only what is in sight: the rest follows; rows not known yet are of the paper 0
    dismissed: bool = False

    @property
    def behind(self) -> bool:
        """Whether it is of a search that did not know all papers as they are."""
        return self.result is not None and self.result.behind > 0


def in_sight(query: Query, total: int, rows: Iterable[tuple[int, ShownRow | None]]) -> Seen | None:
    """What to remember of a list of ``total`` papers, whose ``rows`` can be seen; None where it is there at once."""
    from readinglist.core.records import Hit

    if query.ids is not None or not (query.searching or total > AT_ONCE):
        return None
    hits = tuple((row, shown.hit or Hit(shown.row.id, None, 0.0)) for row, shown in rows if shown is not None)
    return Seen(total, hits) if hits else None


def told(counts: Counts | None, query: Query) -> int | None:
    """How many papers the side bar says that a place has, where it says so."""
    if counts is None or query.dump is not None:
        return None
    if query.tag is not None:
        return next((tag.papers for tag in counts.tags if query.view == "all" and tag.name == query.tag), None)
    return counts.views.get(query.view)


def remembered(library: Library, query: Query, spot: Spot, seen: Seen) -> Listing:
    """What was seen last time, with the rows as they are now: shown while the search engine is being loaded, or all
    the papers are put in order.

    The rows that were not in sight are those of no paper, and wait for their texts.
    """
    ids = array("q", bytes(8 * seen.total))
    for row, hit in seen.rows:
        ids[row] = hit.id
    rows = library.rows([hit.id for _, hit in seen.rows])
    page = make_page(rows, [hit for _, hit in seen.rows] if query.searching else ())
    pages: dict[int, Page] = {}
    for row, hit in seen.rows:
        if hit.id in page:
            pages.setdefault(row // PAGE, {})[hit.id] = page[hit.id]
    current, anchor = row_of(ids, spot.paper, spot.row), row_of(ids, spot.anchor, spot.row)
    return Listing(query, ids, pages, None, spot, current, anchor, interim=True)


def opening(library: Library, question: Question) -> Listing | None:
    """What is in sight of a long list, before all of it is in order; None where the list is short, or it is a search,
    or does not have the paper that is to be revealed.

    To put a million papers in order takes a second or two; an index gives any piece of them in some hundredths, with
    about the row where it stands (see ``Library.piece``).
    """
    query, spot, goal = question.query, question.spot, question.reveal
    if question.whole or query.searching or query.ids is not None or (goal is not None and goal.selected):
        return None
    if goal is not None and goal.paper is not None:
        spot = _revealed(spot, goal, [goal.paper])
    if question.total is not None and question.total <= AT_ONCE:
        return None
    paper = spot.paper
    top = 0 if paper is None and spot.below is None else max(0, spot.row - question.above)
    total, first, ids = library.piece(
        query.view,
        sort=_browsed(query),
        descending=query.descending,
        tag=query.tag,
        dump=query.dump,
        around=paper,
        first=top,
        count=question.room + 2 * PAGE,
        total=question.total,
    )
    if total <= AT_ONCE or (goal is not None and paper not in ids):
        return None
    known = array("q", bytes(8 * total))
    known[first : first + len(ids)] = ids
    current, anchor = (first + row if (row := row_of(ids, wanted)) >= 0 else -1 for wanted in (paper, spot.anchor))
    rows = make_page(library.rows(ids))
    behind = first + len(ids)
    last = (behind if behind < total else total + PAGE - 1) // PAGE
    pages = {page: _of(rows, known[page * PAGE : (page + 1) * PAGE]) for page in range(-(-first // PAGE), last)}
    return Listing(query, known, pages, None, spot, current, anchor, revealed=goal is not None, interim=True)


def load(library: Library, question: Question, cancelled: Callable[[], bool]) -> Listing:
    """Ask the library for everything that the list needs to show an answer without a gap; all of it in the worker."""
    early = opening(library, question)
    if early is not None:
        return early
    query, spot = question.query, question.spot
    try:
        ids, result = _ids(library, query, cancelled)
    except NotFoundError:
        if query.dump is None or not _gone(library, query.dump):
            raise
        return Listing(query, array("q"), {}, None, gone=True)
    if query.dump is not None and not len(ids) and _gone(library, query.dump):
        return Listing(query, ids, {}, result, gone=True)
    goal = question.reveal
    if goal is None:
        return _listing(library, query, ids, result, spot, question)
    found = _among(ids, goal)
    if not found and not _among(question.before or (), goal):
        for other in question.elsewhere:
            there, its_result = _ids(library, other, cancelled)
            if found := _among(there, goal):
                query, ids, result, spot = other, there, its_result, Spot()
                break
    return _listing(library, query, ids, result, _revealed(spot, goal, found), question, revealed=bool(found))


def _gone(library: Library, dump: int) -> bool:
    try:
        library.dump(dump)
    except NotFoundError:
        return True
    return False


def _among(ids: Sequence[int], goal: Spot) -> tuple[int, ...]:
    """The papers of ``goal`` that are in ``ids``, in their order; of very many only the first is looked for."""
    if not goal.selected or len(goal.selected) > SELECTION_KEPT:
        return (goal.paper,) if goal.paper is not None and row_of(ids, goal.paper, goal.row) >= 0 else ()
    wanted = set(goal.selected)
    return tuple(paper for paper in ids if paper in wanted)


def _revealed(spot: Spot, goal: Spot, found: Sequence[int]) -> Spot:
    """The spot on the papers ``found`` of ``goal``; the cursor stays where it is on one of them."""
    if not found:
        return spot
    paper = spot.paper if spot.paper in found else found[0]
    place = spot if goal.below is None else goal
    return replace(place, paper=paper, selected=tuple(found))


def followed(listing: Listing, asked: Spot, now: Spot) -> Listing:
    """``listing`` with the cursor where the user has moved it to since it was asked for from the spot ``asked``.

    Called in the GUI thread: looks near the place where the paper should be before it looks through the whole list.
    """
    ids, shift = listing.ids, listing.current - asked.row if listing.current >= 0 else 0
    row = row_of(ids, now.paper, now.row + shift)
    first = max(0, now.row + shift - NEAR)
    near = ids[first : max(0, now.row + shift) + NEAR]
    wanted = set(now.selected)
    selected = tuple(first + i for i, paper in enumerate(near) if paper in wanted)
    anchor = row if now.anchor == now.paper else -1
    return replace(listing, spot=now, current=row, anchor=anchor, selected=selected)


def _listing(
    library: Library,
    query: Query,
    ids: Sequence[int],
    result: SearchResult | None,
    spot: Spot,
    question: Question,
    *,
    revealed: bool = False,
) -> Listing:
    current = row_of(ids, spot.paper, spot.row)
    if current < 0:
        spot = replace(spot, row=_row_after(question.before or (), ids, spot.row))
    anchor = current if spot.anchor in (None, spot.paper) else row_of(ids, spot.anchor, spot.row)
    top = 0 if spot.below is None else max(0, (anchor if anchor >= 0 else spot.row) - question.above)
    visible = range(top // PAGE, (top + question.room) // PAGE + 1)
    numbers = {0, max(current, 0) // PAGE} | {page for page in visible if page * PAGE < len(ids)}
    pages = {number: load_page(library, ids, result, number) for number in numbers}
    wanted = set(spot.selected) if len(spot.selected) <= SELECTION_KEPT else set()
    chosen = tuple(row for row, paper in enumerate(ids) if paper in wanted) if len(wanted) > 1 else ()
    before = question.before
    same = before is not None and len(before) == len(ids) and bool(before == ids)
    dismissed = not len(ids) and query.whole and bool(library.ids("dismissed"))
    return Listing(query, ids, pages, result, spot, current, anchor, chosen, same, revealed, dismissed=dismissed)


def _row_after(before: Sequence[int], ids: Sequence[int], row: int) -> int:
    """Where the papers behind ``row`` of the list ``before`` begin in ``ids``: those before it may have gone, too."""
    common = next((i for i, (old, new) in enumerate(zip(before[:row], ids[:row], strict=False)) if old != new), row)
    there = set(ids[common:row])
    return row - sum(paper not in there for paper in before[common:row])


def _ids(library: Library, query: Query, cancelled: Callable[[], bool]) -> tuple[Sequence[int], SearchResult | None]:
    if query.ids is not None:
        return array("q", library.existing(query.ids)), None
    if not query.searching:
        return library.ids(
            query.view, sort=_browsed(query), tag=query.tag, dump=query.dump, descending=query.descending
        ), None
    result = library.search(
        query.text,
        view=query.view,
        tag=query.tag,
        dump=query.dump,
        sort=query.sort,
        limit=PAGE,
        snippets=PAGE,
        literal=query.literal,
        cancelled=cancelled,
    )
    return Ordered(result.ids), result


def _of(rows: Page, papers: Sequence[int]) -> Page:
    return {paper: rows[paper] for paper in papers if paper in rows}


def _browsed(query: Query) -> SortName:
    return "added" if query.sort == "relevance" else query.sort


def load_page(library: Library, ids: Sequence[int], result: SearchResult | None, number: int) -> Page:
    """The rows of one page, with snippets while searching."""
    wanted = list(ids[number * PAGE : (number + 1) * PAGE])
    rows = library.rows(wanted)
    if result is None:
        return make_page(rows)
    hits = result.hits if number == 0 and len(result.hits) >= len(wanted) else library.marks(result, wanted)
    return make_page(rows, hits)
