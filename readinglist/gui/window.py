"""What dialogs and verbs may ask of the window: so that none of them needs to know the whole of it.

Imports the rooms below it, for their types only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from readinglist.core.library import Library
    from readinglist.core.records import Paper
    from readinglist.gui.finding.browser import Browser
    from readinglist.gui.finding.list_page import ListPage
    from readinglist.gui.finding.side_bar import SideBar
    from readinglist.gui.keys.shortcuts import Shortcuts
    from readinglist.gui.parts.settings import Settings
    from readinglist.gui.parts.theme import Look
    from readinglist.gui.reading.paper_pane import PaperPane
    from readinglist.gui.reading.text_views import AbstractView
    from readinglist.gui.reading.triage_page import TriagePage
    from readinglist.gui.reading.verdicts import Stepped
    from readinglist.gui.work.session import Session

    Done = Callable[[Any], None]
    Failed = Callable[[BaseException], None]


class Window(Protocol):
    """The window as ``MainWindow`` makes it."""

    session: Session
    look: Look
    settings: Settings
    keys: Shortcuts
    browser: Browser
    side: SideBar
    page: ListPage
    pane: PaperPane

    def window(self) -> QWidget:
        """Itself, the parent of dialogs and menus (a method of every QWidget)."""

    # ---- triage ----

    @property
    def triaging(self) -> bool:
        """Whether the triage page is shown."""

    @property
    def triage(self) -> TriagePage:
        """The triage page, made when it is first wanted."""

    def leave_triage(self) -> None:
        """Back to the list, on the paper that triage stopped at."""

    # ---- the papers in question ----

    def selected_papers(self) -> list[int]:
        """The papers that a verb acts on."""

    def current_paper(self) -> int | None:
        """The one paper that is shown."""

    def shown_paper(self) -> Paper | None:
        """The one paper that is shown, whole."""

    def one_paper(self) -> Paper | None:
        """The same, for what is done to one paper only; where there is none, or are several, it is said."""

    def abstract_in_use(self) -> AbstractView | None:
        """The abstract that is shown."""

    def show_paper_alone(self, paper: int) -> None:
        """Show one paper: in the list when it is there, else in a list of its own."""

    def show_new_paper(self, paper: int) -> None:
        """Show a paper that was typed in, in the library."""

    def reveal(self, stepped: Stepped) -> None:
        """Go to the papers that a step of undo or redo was about."""

    # ---- changes ----

    def flush_notes(self) -> None:
        """Hand over what is typed and not saved yet."""

    def change(self, work: Callable[[Library], Any], said: str | Callable[[Any], str]) -> None:
        """Make a change that can be undone, and say so; what is said may depend on what ``work`` returns."""

    def until_seen(self, done: Done, failed: Failed, *, leads: bool) -> tuple[Done, Failed]:
        """``done`` and ``failed`` of a change that is to be seen before keys act that are pressed behind it."""

    @property
    def keys_wait(self) -> bool:
        """Whether keys were pressed that wait for what they are about."""

    def forget_keys(self) -> None:
        """Those keys are not done: they would wait in vain."""

    def failed(self, error: BaseException) -> None:
        """Show a known error; anything else is a bug."""

    def say(self, text: str, *, undo: bool = False) -> None:
        """Say in the status bar what was done, and how it is undone."""

    # ---- dumps and exports ----

    def show_report(self, dump: int) -> None:
        """Show the report that was kept with a dump."""

    def undo_import(self, *dumps: int) -> None:
        """Take an import back."""

    def refresh_exports(self) -> None:
        """Write the kept exports anew where their papers changed."""
