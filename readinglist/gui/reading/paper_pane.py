"""The paper: everything the library knows of one. Imports Qt and the rooms below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from readinglist.gui.keys.shortcuts import Shortcuts
from readinglist.gui.parts.buttons import Button, chip_button, link_button
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import (
    LINK_EDGE,
    EmptyState,
    FlowLayout,
    below,
    breakable,
    clear,
    joined,
    label,
    row,
    scaled,
    tab_as_read,
)
from readinglist.gui.parts.words import N, counted, day_words, shown_name, status_words
from readinglist.gui.reading.note_editor import NoteEditor
from readinglist.gui.reading.shown_paper import ShownPaper
from readinglist.gui.reading.text_views import AbstractView, NotePreview, Sheet, TitleView, open_link

if TYPE_CHECKING:
    from readinglist.core.records import Paper, Source, Span

_FIELDS = {
    "author": N("Fields", "author"),
    "title": N("Fields", "title"),
    "year": N("Fields", "year"),
    "journal": N("Fields", "journal"),
    "booktitle": N("Fields", "book title"),
    "publisher": N("Fields", "publisher"),
    "school": N("Fields", "school"),
    "institution": N("Fields", "institution"),
    "note": N("Fields", "note"),
    "identifier": N("Fields", "link or DOI"),
    "url": N("Fields", "link"),
}
LINK_SHOWN = 60  # characters
AUTHORS_SHOWN = 12  # more are shown when they are asked for
BUTTON_EDGE = 8  # px from the edge of a flat button to its text


class PaperPane(QWidget):
    """One paper; empty when none or several are selected."""

    left = Signal()
    tag_clicked = Signal(str)
    dump_clicked = Signal(int)
    action_wanted = Signal(str)  # the id of an action
    file_clicked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperPane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self.paper: Paper | None = None
        self._named = ""  # the title, or what stands for it: the lines under it read in its direction
        self._shown: ShownPaper | None = None
        self.tag_colours: dict[str, str] = {}
        self.abstract = AbstractView(look)
        self.note = NoteEditor()
        self.preview = NotePreview()
        self.empty = EmptyState(look)
        self._build()
        look.changed.connect(self._dress)

    # ---- showing ----

    def show_paper(self, shown: ShownPaper) -> None:
        """Show ``shown``; typed text that is not saved yet is handed over first."""
        paper, before = shown.paper, self.paper
        self.paper, self._shown = paper, shown
        self._show_title(paper, shown.title_spans)
        self._show_state(paper)
        self._show_facts(paper)
        self._show_lacking(paper, shown.lacks)
        self._show_tags(paper)
        self.abstract.show_text(paper.abstract or "", shown.spans, paper.highlights)
        self.note.show_note(paper.id, paper.note, shown.version)
        if self._note_stack.currentWidget() is self.preview:
            self.preview.show_note(paper.note)
        self._show_files(paper)
        self._show_sources(paper)
        tab_as_read(self._column)
        self._stack.setCurrentWidget(self._scroll)
        if before is None or before.id != paper.id:
            self._scroll.verticalScrollBar().setValue(0)

    def _dress(self) -> None:
        """Show the same in other colours."""
        self._back.setIcon(self._look.icon("back", "accent"))
        if self.paper is not None and self._shown is not None:
            self.show_paper(self._shown)

    def show_nothing(self, heading: str, text: str) -> None:
        """No paper, or several."""
        self.note.show_note(None, "")
        self.paper = None
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused) and focused is not self._back:
            self.left.emit()  # where the focus is will be gone
        self.empty.show_state("reading", heading, text)
        self._stack.setCurrentWidget(self.empty)

    def focus_paper(self) -> None:
        """Go into the paper; where there is none, to the way back if one is needed."""
        target = self._back if self.paper is None else self.abstract
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_part(self, part: QWidget) -> None:
        """Come by keys to the abstract or the note: where it is beyond an edge it is scrolled into sight."""
        part.setFocus(Qt.FocusReason.TabFocusReason)
        body = self._scroll.widget()
        if part is self.note and body is not None:  # all of it; where there is no room for that, its cursor
            self._scroll.ensureVisible(0, part.mapTo(body, part.rect().bottomLeft()).y(), 0, 20)
        if part is self.note or part.visibleRegion().isEmpty():
            self._scroll.ensureWidgetVisible(part, 0, 20)

    def focus_note(self) -> None:
        """Write."""
        if self.paper is not None:
            self._turn_note(self.note)
            self.note.write_on()
            self._scroll.ensureWidgetVisible(self.note, 0, 40)

    def show_way_back(self, *, shown: bool) -> None:
        """The button that leads to the list, where there is no room for both."""
        self._back.setVisible(shown)

    def toggle_preview(self) -> None:
        """Between writing the note and reading it."""
        showing = self._note_stack.currentWidget() is self.preview
        if not showing:
            self.note.flush()
            self.preview.show_note(self.note.toPlainText())
        self._turn_note(self.note if showing else self.preview)
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self._note_stack, 0, 20))

    def _turn_note(self, to: QWidget) -> None:
        self._note_stack.setCurrentWidget(to)
        self._preview_button.setText(self.tr("Preview") if to is self.note else self.tr("Write"))

    def show_keys(self, keys: Shortcuts) -> None:
        """Name the keys that are in force."""
        self._untitled.setText(
            keys.named(self.tr("No title yet: it comes with the next dump that has one, or press {edit}."))
        )
        self._back.setToolTip(keys.shown("back"))

    def below_title(self) -> QPoint:
        """Where on the screen a menu about the paper opens: its title stays in sight."""
        return below(self._title, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # ---- building ----

    def _build(self) -> None:
        self._title = TitleView(self._look)
        self._untitled = label("", "warning")
        self._untitled.setWordWrap(True)
        self._authors = label("", wrap=True)
        self._authors.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more_authors = link_button("", self._show_all_authors)
        self._facts = label("", "muted", wrap=True)
        self._star = self._button("star")
        self._status = self._button("status")
        self._key = link_button("", lambda: self.action_wanted.emit("copy_key"), name=self.tr("Citation key"))
        self._needs = link_button("", lambda: self.action_wanted.emit("complete"))
        self._links, self._files = FlowLayout(spacing=4, edge=LINK_EDGE), FlowLayout(spacing=4, edge=LINK_EDGE)
        self._tags = FlowLayout()
        self._sources = QVBoxLayout()
        self._sources.setSpacing(2)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._back = Button(self.tr("List"))
        self._back.setFlat(True)
        self._back.setAccessibleName(self.tr("Back to the list"))
        self._back.setIcon(self._look.icon("back", "accent"))
        self._back.clicked.connect(self.left)
        self._back.hide()
        outer.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._stack)

    def _body(self) -> QWidget:
        body = Sheet(self._look, self.abstract)
        body.setObjectName("paperBody")
        column = self._column = QVBoxLayout(body)
        column.setContentsMargins(22, 18, 22, 24)
        column.setSpacing(8)
        more_authors = FlowLayout(edge=LINK_EDGE)
        more_authors.addWidget(self._more_authors)
        for part in (self._title, self._untitled, self._authors):
            column.addWidget(part)
        column.addLayout(more_authors)
        column.addWidget(self._facts)
        for edge, *buttons in (
            (BUTTON_EDGE, self._star, self._status),
            (LINK_EDGE, self._key),
            (LINK_EDGE, self._needs),
        ):
            line = FlowLayout(spacing=4, edge=edge)
            for button in buttons:
                line.addWidget(button)
            column.addLayout(line)
        column.addLayout(self._links)
        column.addLayout(self._files)
        column.addLayout(self._tags)
        column.addSpacing(6)
        column.addWidget(self.abstract)
        column.addSpacing(8)
        column.addLayout(self._note_head())
        self._note_stack = _FlatStack()
        self._note_stack.addWidget(self.note)
        self._note_stack.addWidget(self.preview)
        column.addWidget(self._note_stack)
        column.addSpacing(8)
        self._sources_head = label("", "section")
        column.addWidget(self._sources_head)
        column.addLayout(self._sources)
        column.addStretch(1)
        return body

    def _note_head(self) -> QVBoxLayout:
        self._preview_button = link_button(self.tr("Preview"), lambda: self.action_wanted.emit("preview_note"))
        column = QVBoxLayout()
        column.addLayout(row(label(self.tr("Note"), "section"), None, self._preview_button))
        return column

    def _button(self, what: str) -> Button:
        made = Button()
        made.setFlat(True)
        if what == "star":
            made.clicked.connect(lambda: self.action_wanted.emit("star"))
        else:
            made.clicked.connect(lambda: self.action_wanted.emit("status_menu"))
        return made

    # ---- parts ----

    def _show_title(self, paper: Paper, spans: Sequence[Span]) -> None:
        text = paper.title or paper.method or paper.contribution or self.tr("Untitled")
        font = scaled(self.font(), 1.45 if paper.title and len(text) < 140 else 1.15, bold=bool(paper.title))
        font.setItalic(not paper.title)
        self._title.setFont(font)
        self._named = text
        self._title.show_text(text, spans if paper.title else ())
        self._untitled.setVisible(not paper.title)

    def _show_state(self, paper: Paper) -> None:
        self._key.setIcon(self._look.icon("copy", "accent"))
        self._star.setIcon(
            self._look.icon("starred" if paper.starred else "star", "star" if paper.starred else "muted")
        )
        self._star.setText(self.tr("Starred") if paper.starred else self.tr("Star"))
        self._status.setIcon(self._look.icon(paper.status, "muted"))
        self._status.setText(status_words(paper.status))
        self._status.setAccessibleName(self.tr("Status: {status}").format(status=status_words(paper.status)))
        key = paper.citation_key or self.tr("Copy citation key")
        self._key.show_text(key)
        named = self.tr("Citation key {key}: copy it").format(key=key) if paper.citation_key else key
        self._key.setAccessibleName(named)

    def _show_facts(self, paper: Paper) -> None:
        self._show_authors(paper.authors[:AUTHORS_SHOWN])
        more = max(0, len(paper.authors) - AUTHORS_SHOWN)
        self._more_authors.show_text(self.tr("and {n} more").format(n=more))
        one, several = self.tr("1 more author: show it"), self.tr("{n} more authors: show them")
        self._more_authors.setAccessibleName(counted(more, one, several))
        self._more_authors.setVisible(more > 0)
        facts = [paper.venue or "", _place_in(paper.extra), paper.publisher or "", str(paper.year or "")]
        if paper.seen > 1:
            facts.append(self.tr("seen in {n} dumps").format(n=paper.seen))
        facts.append(self.tr("added {day}").format(day=day_words(paper.added)))
        self._facts.setText(joined(facts, "  ·  ", like=self._named))
        clear(self._links)
        for text, address in links_of(paper):
            self._links.addWidget(link_button(text, partial(open_link, address, self)))

    def _show_authors(self, authors: Sequence[str]) -> None:
        names = joined(map(shown_name, authors), "; ", like=self._named)
        self._authors.setText(breakable(names))
        self._authors.setVisible(bool(authors))

    def _show_all_authors(self) -> None:
        if self.paper is not None:
            self._show_authors(self.paper.authors)
            self._more_authors.hide()

    def _show_lacking(self, paper: Paper, lacks: Sequence[str] | None) -> None:
        """What the entry needs; a missing title is told of above. Where it is not known yet, the line has its place
        already: nothing that is being read may be shoved.
        """
        policy = self._needs.sizePolicy()
        policy.setRetainSizeWhenHidden(lacks is None and not seems_complete(paper))
        self._needs.setSizePolicy(policy)
        fields = [field for field in lacks or () if field != "title"]
        words = self.tr("Needs {fields}: complete it…").format(fields=field_words(fields))
        self._needs.show_text(words)
        self._needs.setAccessibleName(words)
        self._needs.setVisible(bool(fields))

    def _show_tags(self, paper: Paper) -> None:
        clear(self._tags)
        self._tags.edge = 0 if paper.tags else LINK_EDGE
        for tag in paper.tags:
            chip = chip_button(tag, self.tag_colours.get(tag), partial(self.tag_clicked.emit, tag))
            chip.setAccessibleName(self.tr("Tag {name}").format(name=tag))
            self._tags.addWidget(chip)
        self._tags.addWidget(link_button(self.tr("+ tag"), lambda: self.action_wanted.emit("tags")))

    def _show_files(self, paper: Paper) -> None:
        clear(self._files)
        for path in paper.attachments:
            name = path.replace("\\", "/").rsplit("/", 1)[-1]
            button = link_button(name, partial(self.file_clicked.emit, path))
            button.setIcon(self._look.icon("attach", "accent"))
            self._files.addWidget(button)

    def _show_sources(self, paper: Paper) -> None:
        clear(self._sources)
        count = len(paper.sources)
        self._sources_head.setText(self.tr("Source") if count == 1 else self.tr("{n} sources").format(n=count))
        self._sources_head.setVisible(count > 0)
        for source in paper.sources:
            self._sources.addWidget(_SourceLine(source, self))


class _SourceLine(QWidget):
    """One source: where it stood, and its raw text on demand."""

    def __init__(self, source: Source, pane: PaperPane) -> None:
        super().__init__()
        name = source.file.replace("\\", "/").rsplit("/", 1)[-1]
        where = self.tr("{file}, line {line}").format(file=name, line=source.line)
        cut = Qt.TextElideMode.ElideMiddle  # the line stays to be read where the file's name is long
        dump = link_button(where, lambda: pane.dump_clicked.emit(source.dump_id), cut=cut)
        self._raw = label("", "muted", wrap=True)
        self._raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._raw.setText("\n\n".join(text for text in (source.title, source.abstract) if text))
        self._raw.hide()
        self._toggle = link_button(self.tr("Raw text"), self._show_raw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        dump.setProperty("flush", True)
        head = FlowLayout(spacing=6)
        for part in (dump, label(day_words(source.imported), "faint"), self._toggle):
            head.addWidget(part)
        column.addLayout(head)
        column.addWidget(self._raw)

    def _show_raw(self) -> None:
        self._raw.setVisible(self._raw.isHidden())
        self._toggle.setText(self.tr("Raw text") if self._raw.isHidden() else self.tr("Hide"))


class _FlatStack(QStackedWidget):
    """A stack as high as the widget it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().sizeHint() if shown is None else shown.sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()


def seems_complete(paper: Paper) -> bool:
    """Whether an entry of a paper probably lacks nothing, as far as can be told without the rules of all types."""
    found = paper.doi or paper.arxiv or paper.url or paper.venue or paper.publisher
    return bool(paper.authors and paper.year and found)


def field_words(fields: Sequence[str]) -> str:
    """The fields that an entry lacks, for a person."""
    return ", ".join(
        QCoreApplication.translate("Fields", _FIELDS[field]) if field in _FIELDS else field for field in fields
    )


def _place_in(extra: Mapping[str, str]) -> str:
    """Where a paper stands in its journal or book: ``28(3), 12–34``."""
    number = f"({extra['number']})" if extra.get("number") else ""
    parts = [extra.get("volume", "") + number, extra.get("pages", "").replace("--", "–")]
    return ", ".join(part for part in parts if part)


def links_of(paper: Paper) -> list[tuple[str, str]]:
    """What a paper links to, as (text, address), the first one opened by ``o``."""
    links = []
    if paper.arxiv:
        links.append((f"arXiv:{paper.versioned_arxiv}", f"https://arxiv.org/abs/{paper.versioned_arxiv}"))
    if paper.doi:
        links.append((f"doi:{paper.doi}", f"https://doi.org/{paper.doi}"))
    if paper.url and all(paper.url != address for _text, address in links):
        links.append((_short(paper.url), paper.url))
    links += [(_short(link), link) for link in paper.code_links if link != paper.url]
    return links


def _short(address: str) -> str:
    bare = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return bare if len(bare) <= LINK_SHOWN else f"{bare[: LINK_SHOWN - 1]}…"
