"""What the actions do that change nothing in the library: they lead to another pane, paper, place or look.

May import Qt, ``panes`` and what is below them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from readinglist.gui.panes import Panes
from readinglist.gui.window import Window


class Going(QObject):
    """The ways about the window; where the triage page stands in the place of the panes, those of triage."""

    def __init__(self, window: Window, panes: Panes) -> None:
        super().__init__(window.window())
        self._window, self._panes = window, panes

    def do_search(self) -> None:
        """Into the search line, its words selected."""
        self._window.leave_triage()
        self._panes.bring(self._window.page)
        self._window.page.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.page.search.selectAll()

    def do_search_literal(self) -> None:
        """Search for exactly what was typed."""
        self._window.page.search.search_literally()

    def do_list(self) -> None:
        """Back to the list."""
        self._window.leave_triage()
        self._window.page.focus_list()

    def do_paper(self) -> None:
        """Go into the paper."""
        if self._window.triaging:
            self._window.triage.focus_abstract()
            return
        self._panes.bring(self._window.pane)
        self._window.pane.focus_paper()

    def do_back(self) -> None:
        """Out of the paper."""
        self._window.page.focus_list()

    def do_go_back(self) -> None:
        """To the place before this one, as it was left."""
        self._window.leave_triage()
        self._window.browser.go_back()

    def do_go_ahead(self) -> None:
        """To the place that one went back from."""
        self._window.leave_triage()
        self._window.browser.go_ahead()

    def do_next_pane(self) -> None:
        """The next of side bar, search line, list and paper."""
        if not self._window.triaging:
            self._panes.turn(1)

    def do_previous_pane(self) -> None:
        """The one before."""
        if not self._window.triaging:
            self._panes.turn(-1)

    def do_down(self) -> None:
        """Next paper."""
        self._window.triage.skip(1) if self._window.triaging else self._window.page.list.step(1)

    def do_up(self) -> None:
        """Previous paper."""
        self._window.triage.skip(-1) if self._window.triaging else self._window.page.list.step(-1)

    def do_select_more(self) -> None:
        """Begin or end selecting several with plain keys; in triage there is one."""
        if not self._window.triaging:
            self._window.page.list.set_selecting(not self._window.page.list.selecting)

    def do_note(self) -> None:
        """Write a note."""
        if self._window.triaging:
            self._window.triage.focus_note()
        elif self._window.one_paper() is not None:
            self._panes.bring(self._window.pane)
            self._window.pane.focus_note()

    def do_preview_note(self) -> None:
        """Between writing a note and reading it."""
        if not self._window.triaging and self._window.one_paper() is not None:
            self._panes.bring(self._window.pane)
            self._window.pane.toggle_preview()

    def do_sort(self) -> None:
        """Another order, or this one turned round."""
        self._window.page.open_sorts()

    def do_side_bar(self) -> None:
        """Show or hide the side bar."""
        if not self._window.triaging:  # no pane is in sight there
            self._panes.toggle(self._window.side)

    def do_paper_pane(self) -> None:
        """Show or hide the paper."""
        if not self._window.triaging:
            self._panes.toggle(self._window.pane)

    def do_theme(self) -> None:
        """The other colours."""
        wanted = "light" if self._window.look.theme.name == "dark" else "dark"
        self._window.settings.set("theme", wanted)
        self._window.look.choose(wanted)
