"""The window: its panes, menus and modes. May import Qt and the other rooms of gui; dialogs only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from readinglist.gui.finding.browser import Browser
from readinglist.gui.finding.empty_list import WayOut
from readinglist.gui.finding.list_page import ListPage
from readinglist.gui.finding.query import Listing, Query, Spot
from readinglist.gui.finding.side_bar import SideBar
from readinglist.gui.going import Going
from readinglist.gui.keys.shortcuts import Shortcuts
from readinglist.gui.menus import Menus
from readinglist.gui.panes import Panes
from readinglist.gui.parts.core_words import task_words
from readinglist.gui.parts.messages import front, show_error
from readinglist.gui.parts.settings import Settings
from readinglist.gui.parts.speech import StatusBar
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.words import STATUS_ORDER
from readinglist.gui.reading.paper_pane import PaperPane
from readinglist.gui.reading.text_views import AbstractView
from readinglist.gui.type_ahead import TypeAhead
from readinglist.gui.verbs.citing import Citing
from readinglist.gui.verbs.commands import Commands
from readinglist.gui.verbs.dropping import Dropping
from readinglist.gui.verbs.leaving import Leaving
from readinglist.gui.verbs.openers import Openers
from readinglist.gui.verbs.several import Several
from readinglist.gui.verbs.side_menu import SideMenu
from readinglist.gui.work.session import SLOW, Session

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import Paper, Progress
    from readinglist.gui.finding.query_help import QueryHelp
    from readinglist.gui.reading.triage_page import TriagePage
    from readinglist.gui.reading.verdicts import Stepped
    from readinglist.gui.window import Done, Failed
    from readinglist.gui.work.kept_exports import KeptExports

SAID_FOR = 6000  # ms that the status bar shows what was done


class MainWindow(QMainWindow):
    """Side bar, list and paper; or the triage page in their place."""

    painted = Signal()

    def __init__(self, session: Session, look: Look, settings: Settings) -> None:
        super().__init__()
        self.session, self.look, self.settings = session, look, settings
        look.dress(self)
        self.setWindowTitle("Reading List")
        self.setAcceptDrops(True)
        self.side, self.page, self.pane = SideBar(look), ListPage(look), PaperPane(look)
        self._triage: TriagePage | None = None
        self._lay_out()
        self.browser = Browser(session, self.side, self.page, self.pane, self)
        self.keys = Shortcuts(self, self._places())
        self.openers = Openers(self)
        self.citing = Citing(self)
        self.going = Going(self, self._panes)
        self.commands = Commands(self)
        self.leaving = Leaving(self, self.commands)
        self.dropping, self.side_menu = Dropping(self, self.commands, self.openers), SideMenu(self)
        self._connect_actions()
        self.keys.set_keys(settings.mapping("keys"))
        self.menus = Menus(self.menuBar(), self.keys, self.page.list)
        self._wire()
        self.ahead = TypeAhead(self)  # hears last that rows are shown
        self._first_paint = False

    # ---- what others ask ----

    def show_read_only(self, why: str) -> None:
        """Say for as long as the window is open that this library can be read and not changed, and why."""
        self.bar.show_read_only(why)
        self.say(why)

    def say(self, text: str, *, undo: bool = False) -> None:
        """Say in the status bar what was done, and how it is undone."""
        way = self.keys.hint("undo", self.tr("   {key} undoes it")) if undo else ""
        self.statusBar().showMessage(text + way, SAID_FOR)

    def failed(self, error: BaseException) -> None:
        """Show a known error; anything else is a bug."""
        show_error(self, error)

    def change(self, work: Callable[[Library], Any], said: str | Callable[[Any], str]) -> None:
        """Make a change that can be undone, and say so; what is said may depend on what ``work`` returns."""
        self.commands.change(work, said)

    def until_seen(self, done: Done, failed: Failed, *, leads: bool) -> tuple[Done, Failed]:
        """``done`` and ``failed`` of a change that is to be seen before keys act that are pressed behind it."""
        return self.ahead.until_seen(done, failed, leads=leads)

    @property
    def keys_wait(self) -> bool:
        """Whether keys were pressed that wait for what they are about."""
        return self.ahead.waiting

    def forget_keys(self) -> None:
        """Those keys are not done: they would wait in vain."""
        self.ahead.forget()

    def show_report(self, dump: int) -> None:
        """Show the report that was kept with a dump."""
        self.openers.show_report(dump)

    def undo_import(self, *dumps: int) -> None:
        """Take an import back."""
        self.openers.undo_import(*dumps)

    def refresh_exports(self) -> None:
        """Write the kept exports anew where their papers changed."""
        self.kept_exports.refresh()

    def selected_papers(self) -> list[int]:
        """The papers that a verb acts on."""
        if self.triaging:
            paper = self.triage.current_id()
            return [paper] if paper is not None else []
        return [self.browser.beside.held] if self.browser.beside.held is not None else self.page.list.selected_ids()

    def current_paper(self) -> int | None:
        """The one paper that is shown."""
        return self.triage.current_id() if self.triaging else self.browser.beside.held or self.page.list.current_id()

    def shown_paper(self) -> Paper | None:
        """The one paper that is shown, whole."""
        return self.triage.paper if self.triaging else self.pane.paper

    def one_paper(self) -> Paper | None:
        """The same, for what is done to one paper only; where there is none, or are several, it is said."""
        several = not self.triaging and self.page.list.selected_count() > 1
        paper = None if several else self.shown_paper()
        if paper is None:
            one = self.tr("This is for one paper at a time: Esc leaves the one under the cursor.")
            self.say(one if several else self.tr("Select a paper first."))
        return paper

    def abstract_in_use(self) -> AbstractView | None:
        """The abstract that is shown."""
        return self.triage.abstract if self.triaging else self.pane.abstract

    @property
    def triaging(self) -> bool:
        """Whether the triage page is shown."""
        return self._triage is not None and self._modes.currentWidget() is self._triage

    @property
    def triage(self) -> TriagePage:
        """The triage page, made when it is first wanted."""
        if self._triage is None:
            self._triage = self._make_triage()
        return self._triage

    def flush_notes(self) -> None:
        """Hand over what is typed and not saved yet."""
        self.pane.note.flush()
        if self._triage is not None:
            self._triage.note.flush()

    # ---- actions that are the window's own ----

    def do_triage(self) -> None:
        """Into triage, or out of it."""
        if self.triaging:
            self.leave_triage()
            return
        self.flush_notes()
        listing = self.browser.listing
        if listing is None or not len(listing.ids):
            self.say(self.tr("There is nothing to triage here."))
            return
        self.triage.begin(listing.ids, self.page.list.current_id(), self.browser.place())
        self._modes.setCurrentWidget(self.triage)
        self.triage.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_triage(self) -> None:
        """Back to the list, on the paper that triage stopped at."""
        if not self.triaging:
            return
        self.flush_notes()
        paper = self.triage.current_id()
        self._modes.setCurrentIndex(0)
        self.page.list.go_to_paper(paper)
        self.page.focus_list()

    def do_quit(self) -> None:
        """End."""
        self.close()

    # ---- inside ----

    def _lay_out(self) -> None:
        self._panes = Panes(self.side, self.page, self.pane)
        self._modes = QStackedWidget()
        self._modes.addWidget(self._panes)
        self.setCentralWidget(self._modes)
        self.resize(1280, 800)
        self.bar = StatusBar()
        self.setStatusBar(self.bar)
        self.setTabOrder(self.side, self.page.search)
        self.setTabOrder(self.page.search, self.page.list)

    def _places(self) -> dict[str, Sequence[QWidget]]:
        return {
            "list": (self.page.list, self.page.empty),
            "read": (self.pane.abstract,),
            "search": (self.page.search,),
            "pane": (self.pane,),
        }

    def _connect_actions(self) -> None:
        """Give every action of the table its method: ``do_<id>`` of a room of verbs, or of the window itself."""
        several = Several(self, self.commands)
        for status in STATUS_ORDER:
            self.keys.on(f"status_{status}", partial(self.commands.set_status, status))
        for name in self.keys.actions:
            owners = (self.commands, self.citing, self.openers, self.going, self)
            method = next((getattr(owner, f"do_{name}") for owner in owners if hasattr(owner, f"do_{name}")), None)
            if method is not None:
                self.keys.on(name, several.beside(name, method))

    def _wire(self) -> None:
        page, pane, search = self.page, self.pane, self.page.search
        search.left.connect(page.focus_list)
        page.wanted.connect(lambda: self._panes.bring(page))
        page.side_bar_wanted.connect(self.going.do_side_bar)
        page.paper_wanted.connect(self.going.do_paper)
        self.side.clicked.connect(self._side_clicked)
        self.browser.awaited.connect(self._come_to_list)
        self._panes.folded.connect(self._show_ways)
        search.moved.connect(page.step)
        self.side.left.connect(page.focus_list)
        self.side.menu_wanted.connect(self.side_menu.open)
        self.side.carried = lambda: page.list.on_the_way
        self.side.dropped.connect(self.dropping.put_on)
        pane.left.connect(page.focus_list)
        pane.tag_clicked.connect(self.show_tag)
        pane.dump_clicked.connect(self.show_dump)
        pane.action_wanted.connect(self.act)
        pane.file_clicked.connect(self.commands.open_target)
        page.list.star_clicked.connect(self.commands.star_one)
        page.list.doubleClicked.connect(lambda _index: self.going.do_paper())
        page.empty.first_steps = self._first_steps
        self.keys.changed.connect(self._show_keys)
        self._show_keys()
        self.commands.keep_notes(pane.note)
        self.keys.let_through(pane.note, search, pane.abstract)
        self.keys.clashed.connect(self.say)
        self.browser.undoable.connect(self.menus.label_undo)
        self.browser.report_wanted.connect(self.show_report)
        self.session.opened.connect(self._complete)
        self.browser.shown.connect(self._shown)
        self.session.indexing.connect(self._say_indexing)
        self.session.slow.connect(lambda: self.statusBar().showMessage(self.tr("Working…"), 2 * SLOW))

    def _show_keys(self) -> None:
        for room in (self.page, self.pane):
            room.show_keys(self.keys)

    def _show_ways(self) -> None:
        """The buttons that lead to the panes there is no room for."""
        folded = self._panes.without_room()
        self.page.show_ways(side=self.side in folded, paper=self.pane in folded)
        self.pane.show_way_back(shown=self.page in folded)

    def _side_clicked(self) -> None:
        """A side bar that stands in the place of others has done its work."""
        if self._panes.without_room():
            self.page.focus_list()

    def _come_to_list(self) -> None:
        """Other papers were asked for: they are to be seen."""
        if self.triaging:
            self.leave_triage()
        elif not self._panes.shows(self.page) and not self.side.hasFocus():
            self.page.focus_list()

    def _complete(self) -> None:
        """What is not needed for the first paint."""
        from readinglist.gui.finding.query_help import QueryHelp
        from readinglist.gui.verbs.dragging import dragged_papers
        from readinglist.gui.work.kept_exports import KeptExports

        self.page.list.dragged = partial(dragged_papers, self)
        self.query_help: QueryHelp = QueryHelp(self.page.search, self.session, self.look)
        self.kept_exports: KeptExports = KeptExports(self.session, self.say, self)

    def _shown(self, listing: Listing) -> None:
        if listing.result is not None:
            self.query_help.show_clauses(listing.query.text, listing.result.clauses)

    def _make_triage(self) -> TriagePage:
        from readinglist.gui.reading.triage_page import TriagePage

        page = TriagePage(self.look, self.session, self.settings, self.keys)
        self.commands.keep_notes(page.note)
        page.left.connect(self.leave_triage)
        page.action_wanted.connect(self.act)
        self.session.changed.connect(page.refresh)
        self._modes.addWidget(page)
        self.keys.let_through(page.note, page.abstract)
        self.keys.add_place("list", page.reading)
        self.ahead.follow(page)
        return page

    def act(self, name: str) -> None:
        """Trigger the action ``name`` of the table."""
        if name == "status_menu":
            self.commands.status_menu()
        else:
            self.keys.actions[name].trigger()

    def show_tag(self, name: str) -> None:
        """The papers with a tag."""
        self._choose(f"tag:{name}")

    def show_dump(self, dump: int) -> None:
        """The papers of a dump."""
        self._choose(f"dump:{dump}")

    def _say_indexing(self, progress: Progress | None) -> None:
        self.bar.task.setText(task_words(progress.message) if progress is not None else "")

    def _choose(self, key: str) -> None:
        entry = self.side.lines.entry(self.side.lines.row_of(key))
        if entry is not None and entry.query is not None:
            self.browser.show(entry.query, key, trip=True)

    def _first_steps(self) -> tuple[WayOut, ...]:
        return (
            WayOut(self.tr("Import files…"), partial(self.act, "import"), first=True),
            WayOut(self.tr("Import pasted text"), partial(self.act, "paste")),
        )

    def show_paper_alone(self, paper: int) -> None:
        """Show one paper: in the list when it is there, else in a list of its own."""
        self.leave_triage()
        if not self.page.list.go_to_paper(paper):
            self.browser.show(Query(ids=(paper,), label=self.tr("One paper")), "")
        self.page.focus_list()

    def show_new_paper(self, paper: int) -> None:
        """Show a paper that was typed in, in the library."""
        self.browser.show(Query(), "view:library", spot=Spot(paper))
        self.page.focus_list()

    def reveal(self, stepped: Stepped) -> None:
        """Go to the papers that a step of undo or redo was about; triage has its own way."""
        if self.triaging:
            self.triage.look_back(stepped)
        else:
            self.browser.reveal(list(stepped.papers))

    def come_forward(self, files: list[str]) -> None:
        """A second start: show this window, or the dialog that is open in it, with the files it was given."""
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        for top in dict.fromkeys((self, front(self))):
            top.raise_()
            top.activateWindow()
        self.openers.import_files(files)

    def panes_state(self) -> dict[str, object]:
        """Which panes are shown, and how wide."""
        return self._panes.state()

    def restore_panes(self, state: dict[str, object]) -> None:
        """Show the panes as they were."""
        self._panes.restore(state)

    # ---- Qt ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and text are welcome, our own papers are here already."""
        if event.source() is not None:
            event.ignore()
        elif event.mimeData().hasUrls() or event.mimeData().hasText():
            event.setDropAction(Qt.DropAction.CopyAction)  # whoever drags must not think that we have moved a file
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import or attach what was dropped."""
        self.dropping.dropped(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell when the first paint is through."""
        super().showEvent(event)
        if self.windowHandle() is not None and not self._first_paint:
            self.page.focus_list()

    def event(self, event: QEvent) -> bool:
        """The first paint: only then is the library loaded."""
        if event.type() == QEvent.Type.UpdateRequest and not self._first_paint:
            self._first_paint = True
            QTimer.singleShot(0, self.painted.emit)
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is typed and where we are."""
        from readinglist.gui.state import keep_state

        if not self.leaving.may_go():
            event.ignore()
            return
        keep_state(self)
        super().closeEvent(event)
