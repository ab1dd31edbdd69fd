"""What the window remembers: geometry, panes, place, words, paper and scroll. May import Qt."""

from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QByteArray

from readinglist.gui.finding.query import Query
from readinglist.gui.finding.side_bar import view_words
from readinglist.gui.window import Window

if TYPE_CHECKING:
    from readinglist.core.records import SortName

LONGEST_QUERY = 2000  # characters; a pasted novel is not searched again at the next start


class Remembered(Window, Protocol):
    """A window with a size and panes."""

    def saveGeometry(self) -> QByteArray:
        """Qt's: its place on the screen."""

    def restoreGeometry(self, geometry: QByteArray) -> bool:
        """Qt's: back to that place."""

    def panes_state(self) -> dict[str, object]:
        """Which panes are shown, and how wide."""

    def restore_panes(self, state: dict[str, object]) -> None:
        """Show the panes as they were."""


def keep_state(window: Remembered) -> None:
    """Write down how the window looks and where it is."""
    browser, view = window.browser, window.page.list
    query = browser.query
    window.settings.update(
        {
            "geometry": bytes(window.saveGeometry().toBase64().data()).decode(),
            "panes": window.panes_state(),
            "place": browser.key if query.ids is None else "view:library",
            "words": query.text[:LONGEST_QUERY] if query.ids is None else "",
            "browse_sort": browser.browse_sort,
            "search_sort": browser.search_sort,
            "browse_reversed": browser.browse_reversed,
            "paper": view.current_id(),
            "scroll": view.verticalScrollBar().value(),
        }
    )


def restore_looks(window: Remembered) -> None:
    """Before the first paint: size, place on the screen, panes."""
    geometry = window.settings.get("geometry", "")
    if geometry and isinstance(geometry, str):
        window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
    window.restore_panes(window.settings.mapping("panes"))


def restore_place(window: Remembered) -> None:
    """As soon as the library is open: the view, words, paper and scroll of last time.

    What the user has typed into the search line by then stays, and is searched for.
    """
    settings, browser = window.settings, window.browser
    typed = window.page.search.text()
    if not settings.get("restore"):
        browser.show(Query(), "view:library")
        _search(window, typed)
        return
    browser.browse_sort = _sort(settings.get("browse_sort"), "added")
    browser.search_sort = _sort(settings.get("search_sort"), "relevance")
    browser.browse_reversed = settings.get("browse_reversed") is True
    key, words = str(settings.get("place", "")), str(settings.get("words", ""))
    query = query_of(key)
    if query is None:
        key, query = "view:library", Query()
    paper, scroll = _number(settings.get("paper"), None), _number(settings.get("scroll"), -1)
    if typed:
        paper, scroll = None, -1
    browser.show(query, key, current=paper, scroll=scroll)
    _search(window, typed or words)


def _search(window: Remembered, words: str) -> None:
    if words:
        window.page.search.setText(words)
        window.browser.search(words)


def _number(value: object, fallback: int | None) -> Any:
    return value if isinstance(value, int) else fallback


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
    return None
