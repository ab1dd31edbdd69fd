"""Where the list has been: places with the spot one left them at, and the way back and ahead. No Qt in here.

A place is what the list shows; a spot is where one is in it. A search is a place of its own: it is entered with its
first letter, and its later letters change it. May import ``query``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from readinglist.gui.finding.query import Query, Spot

KEPT = 100  # places on the way back
LIBRARY = "view:library"


@dataclass(frozen=True, slots=True)
class Place:
    """A content of the list by its ``key`` in the side bar (empty: it has no line there), and the spot in it.

    ``trip``: it was opened from a paper, a report or a search and not from the side bar, so Esc leads back. ``chosen``:
    the user put the cursor where it is.
    """

    query: Query = field(default_factory=Query)
    key: str = LIBRARY
    spot: Spot = field(default_factory=Spot)
    trip: bool = False
    chosen: bool = False

    def same_list(self, other: Place) -> bool:
        """Whether both show the same papers; the order is another view of them, no other place."""
        unsorted = replace(other.query, sort=self.query.sort, descending=self.query.descending)
        return self.key == other.key and self.query == unsorted


class Trail:
    """The places before and after the one that is shown."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    @property
    def last(self) -> Place | None:
        """The place that the way back leads to."""
        return self._behind[-1] if self._behind else None

    def leave(self, here: Place) -> None:
        """Go on to another place from ``here``."""
        self._behind.append(here)
        del self._behind[:-KEPT]
        self._ahead.clear()

    def back(self, here: Place) -> Place | None:
        """The place before ``here``, which is then ahead; None when there is none."""
        if not self._behind:
            return None
        self._ahead.append(here)
        return self._behind.pop()

    def ahead(self, here: Place) -> Place | None:
        """The place that one went back from; None when there is none."""
        if not self._ahead:
            return None
        self._behind.append(here)
        return self._ahead.pop()

    def before_search(self, here: Place) -> Place | None:
        """The place that the search ``here`` was begun in; None when it was the first one."""
        self._ahead.append(here)
        while self._behind:
            place = self._behind.pop()
            if not place.query.searching:
                return place
        return None

    def home(self, here: Place) -> tuple[Place, Place | None]:
        """``here``, or the last place before it that can be found again at another time; and the origin of its search.

        A list of given papers cannot be found again.
        """
        places = [place for place in (*self._behind, here) if place.query.ids is None]
        origin = next((place for place in reversed(places) if not place.query.searching), None)
        return (places[-1] if places else Place()), origin
