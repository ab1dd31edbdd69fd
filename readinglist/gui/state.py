"""What the window remembers: geometry, panes, place, words, paper and scroll. Imports Qt and the rooms below."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QByteArray, QMargins, QSize
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QStyle

from readinglist.gui.finding.query import SELECTION_KEPT, Query, Seen, Spot
from readinglist.gui.finding.side_bar import view_words
from readinglist.gui.finding.trail import LIBRARY, Place
from readinglist.gui.window import Window

if TYPE_CHECKING:
    from readinglist.core.records import SortName

MOST_ROWS = 100_000_000  # more are those of a damaged file
LONGEST_QUERY = 2000  # characters; a pasted novel is not searched again at the next start


class Remembered(Window, Protocol):
    """A window with a size and panes."""

    def saveGeometry(self) -> QByteArray:
        """Qt's: its place on the screen."""

    def restoreGeometry(self, geometry: QByteArray) -> bool:
        """Qt's: back to that place."""

    def size(self) -> QSize:
        """Qt's: how large it is, without its frame."""

    def resize(self, size: QSize) -> None:
        """Qt's: make it so large."""

    def style(self) -> QStyle:
        """Qt's: what knows how high a title bar is."""

    def screen(self) -> QScreen:
        """Qt's: the screen that it is on."""

    def panes_state(self) -> dict[str, object]:
        """Which panes are shown, and how wide."""

    def restore_panes(self, state: dict[str, object]) -> None:
        """Show the panes as they were."""


def keep_state(window: Remembered) -> None:
    """Write down how the window looks and where it is.

    A list of given papers (related ones, those behind a number) is no place to come back to: the one before it is.
    """
    from readinglist.gui.parts.dialog import FileDialog

    browser = window.browser
    home, origin = browser.home()
    window.settings.update(
        {
            "geometry": bytes(window.saveGeometry().toBase64().data()).decode(),
            "panes": window.panes_state(),
            "place": _written(home),
            "origin": _written(origin) if origin is not None else {},
            "seen": _written_rows(browser.seen()),
            "browse_sort": browser.browse_sort,
            "search_sort": browser.search_sort,
            "browse_reversed": browser.browse_reversed,
            "folder": FileDialog.folder or str(window.settings.get("folder", "")),  # as it was, where none was opened
        }
    )


def _written(place: Place) -> dict[str, object]:
    spot = place.spot
    return {
        "key": place.key,
        "words": place.query.text[:LONGEST_QUERY],
        "literal": place.query.literal,
        "paper": spot.paper,
        "row": spot.row,
        "selected": list(spot.selected),
        "anchor": spot.anchor,
        "below": spot.below,
    }


def _written_rows(seen: Seen | None) -> dict[str, object]:
    if seen is None:
        return {}
    rows = [
        [
            row,
            hit.id,
            hit.snippet,
            [[s.start, s.end] for s in hit.snippet_spans],
            [[s.start, s.end] for s in hit.title_spans],
        ]
        for row, hit in seen.rows
    ]
    return {"total": seen.total, "rows": rows}


def _read_rows(kept: dict[str, Any]) -> "Seen | None":
    """The rows that were written down; None where there are none, or they are damaged."""
    from readinglist.core.records import Hit, Span

    def spans(field: str, pairs: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(field, int(start), int(end)) for start, end in pairs)

    try:
        rows = tuple(
            (int(row), Hit(int(paper), None, 0.0, None, str(snippet), spans("abstract", marks), spans("title", titles)))
            for row, paper, snippet, marks, titles in kept["rows"]
        )
        total = int(kept["total"])
    except (KeyError, TypeError, ValueError):
        return None
    sound = 0 < total <= MOST_ROWS and rows and all(0 <= row < total for row, _ in rows)
    return Seen(total, rows) if sound else None


def restore_looks(window: Remembered) -> None:
    """Before the first paint: size, place on the screen, panes."""
    geometry = window.settings.get("geometry", "")
    kept = QByteArray.fromBase64(geometry.encode()) if isinstance(geometry, str) else QByteArray()
    if not window.restoreGeometry(kept):  # none, a damaged one, or that of a screen of quite another size
        room = window.screen().availableGeometry().size()
        title_bar = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        window.resize(window.size().boundedTo(room.shrunkBy(QMargins(0, title_bar, 0, 0))))
    window.restore_panes(window.settings.mapping("panes"))


def restore_place(window: Remembered) -> None:
    """As soon as the library is open: the view, words, paper and scroll of last time.

    What the user has typed into the search line by then stays, and is searched for.
    """
    from readinglist.gui.parts.dialog import FileDialog  # not before the first paint

    FileDialog.folder = str(window.settings.get("folder", ""))
    settings, browser = window.settings, window.browser
    typed = window.page.search.text()
    if not settings.get("restore"):
        place, origin = Place(), None
    else:
        browser.browse_sort = _sort(settings.get("browse_sort"), "added")
        browser.search_sort = _sort(settings.get("search_sort"), "relevance")
        browser.browse_reversed = settings.get("browse_reversed") is True
        place = _read(settings.mapping("place"))
        origin = _read(settings.mapping("origin")) if place.query.searching else None
    seen = _read_rows(settings.mapping("seen"))
    if typed.strip():
        origin, seen = origin or place, None
        place = Place(replace(origin.query, text=typed), origin.key)
    browser.begin(place, origin, seen)


def _read(kept: dict[str, Any]) -> Place:
    """The place that was written down; of what is damaged, the library."""
    key = str(kept.get("key", ""))
    query = query_of(key)
    if query is None:
        key, query = LIBRARY, Query()
    words = kept.get("words")
    if isinstance(words, str):
        query = replace(query, text=words, literal=kept.get("literal") is True)
    paper, anchor, below = (_number(kept.get(name)) for name in ("paper", "anchor", "below"))
    return Place(query, key, Spot(paper, _number(kept.get("row")) or 0, _papers(kept.get("selected")), anchor, below))


def _papers(kept: object) -> tuple[int, ...]:
    papers = kept[:SELECTION_KEPT] if isinstance(kept, list) else []
    return tuple(paper for paper in papers if isinstance(paper, int))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _sort(value: object, fallback: "SortName") -> "SortName":
    from readinglist.core.records import SORTS

    return next((name for name in SORTS if name == value), fallback)


def query_of(key: str) -> Query | None:
    """The place that a side bar key names, as far as the key alone tells."""
    kind, _, name = key.partition(":")
    view = next((view for view in view_words() if view == name), None)
    if kind == "view" and view is not None:
        return Query(view=view)
    if kind == "tag" and name:
        return Query(view="all", tag=name)
    if kind == "dump" and name.isdigit():
        return Query(view="all", dump=int(name), sort="import")
    if kind == "saved" and name.isdigit():
        return Query()
    return None
