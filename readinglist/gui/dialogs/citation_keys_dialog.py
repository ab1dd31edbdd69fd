"""Citation keys: the pattern of new ones with a live preview, and making existing ones anew.

Imports Qt and the rooms below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
)

from readinglist.core.errors import ReadingListError
from readinglist.gui.parts.buttons import Button, tab_to_checked
from readinglist.gui.parts.core_words import error_message
from readinglist.gui.parts.dialog import Dialog
from readinglist.gui.parts.forms import HintedList
from readinglist.gui.parts.widgets import label, row, set_role
from readinglist.gui.parts.words import counted
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.core.library import Library
    from readinglist.core.records import KeyChange
    from readinglist.gui.window import Window

SHOWN = 200  # keys in the preview
LOOKED = 5000  # papers that a pattern is tried on while it is typed; renewing takes all
WAIT = 120  # ms of quiet before a pattern that is being typed is tried


class CitationKeysDialog(Dialog):
    """Type a pattern, look at what it makes, use it for new keys or for existing ones too."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Citation keys"))
        self.resize(680, 520)
        self._window = window
        self._selected = window.selected_papers()
        self._in_use: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask_preview)
        self._build()
        window.session.latest(
            "dialog", lambda library, _cancelled: library.key_pattern, while_alive(self, self._show_pattern)
        )

    def _build(self) -> None:
        self.pattern = QLineEdit()
        self.pattern.setAccessibleName(self.tr("Pattern of citation keys"))
        self.pattern.textEdited.connect(lambda _text: self._timer.start())
        self._scopes = QButtonGroup(self)
        several = len(self._selected) > 1
        words = self.tr("The {n} selected papers") if several else self.tr("The selected paper")
        scopes = []
        for number, text in enumerate((words.format(n=f"{len(self._selected):,}"), self.tr("All papers"))):
            scope = QRadioButton(text)
            self._scopes.addButton(scope, number)
            scopes.append(scope)
        scopes[0].setEnabled(bool(self._selected))
        scopes[0 if several else 1].setChecked(True)
        tab_to_checked(self._scopes)
        self._scopes.buttonClicked.connect(lambda _button: self._timer.start())
        self.changes = HintedList(self.tr("Keys before and after"), self.tr("No key would change."))
        self.changes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._state = label("", "muted", wrap=True)
        self._use, self._renew = Button(self.tr("Use for new keys")), Button(self.tr("Renew keys"))
        close = Button(self.tr("Close"))
        self._use.setDefault(True)
        self._use.clicked.connect(self.use)
        self._renew.clicked.connect(self.renew)
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 16)
        column.setSpacing(10)
        column.addWidget(self.pattern)
        hint = self.tr(
            "For example: auth.lower + year | method.lower | hash. The first alternative that has its first part is "
            "taken. Parts: auth, authEtal2, title, shorttitle(n,m), veryshorttitle(n,m), year, method, hash, “text”; "
            "behind a dot: lower, upper, capitalize, clean, skipwords, select(from,count), substring(from,count), "
            "replace(old,new), default(text), transliterate."
        )
        column.addWidget(label(hint, "faint", wrap=True))
        column.addLayout(row(*scopes, None))
        column.addWidget(self.changes, 1)
        column.addWidget(self._state)
        column.addLayout(row(close, None, self._renew, self._use))

    @property
    def state(self) -> str:
        """What it says under the preview."""
        return self._state.text()

    def unsaved(self) -> bool:
        """Whether a pattern was typed and not used."""
        return self._in_use is not None and self.pattern.text() != self._in_use

    def can_save(self) -> bool:
        """Not a pattern that cannot be read."""
        return self._use.isEnabled()

    def save(self) -> None:
        """Use it."""
        self.use()

    def use(self) -> None:
        """Make keys from now on after the pattern; keys that exist stay."""
        pattern = self.pattern.text()

        def used(_done: object) -> None:
            self._in_use = pattern
            self._say(self._kept(), "good")

        self._write(lambda library: library.set_key_pattern(pattern), used)

    def renew(self) -> None:
        """Make the keys of the chosen papers anew: one step of undo."""
        pattern, ids = self.pattern.text(), self._chosen()

        def work(library: Library) -> int:
            library.set_key_pattern(pattern)
            return len(library.renew_keys(library.ids("all") if ids is None else ids))

        def renewed(count: Any) -> None:
            self._in_use = pattern
            self._renewed(count)

        self._write(work, renewed)

    def _chosen(self) -> list[int] | None:
        return self._selected if self._scopes.checkedId() == 0 else None

    def _write(self, work: Callable[[Library], object], done: Callable[[object], None]) -> None:
        self._window.session.write(work, while_alive(self, done), while_alive(self, self._failed))

    def _show_pattern(self, pattern: str) -> None:
        self._in_use = pattern
        self.pattern.setText(pattern)
        self._ask_preview()

    def _ask_preview(self) -> None:
        pattern, ids = self.pattern.text(), self._chosen()

        def work(library: Library, _cancelled: object) -> tuple[Sequence[KeyChange], bool]:
            papers = library.ids("all") if ids is None else ids
            return library.preview_keys(list(papers[:LOOKED]), pattern), len(papers) <= LOOKED

        self._window.session.latest(
            "preview",
            work,
            while_alive(self, lambda answer: self._show_changes(*answer)),
            while_alive(self, self._failed),
        )

    def _show_changes(self, changes: Sequence[KeyChange], all_looked_at: bool) -> None:
        self.changes.clear()
        self.changes.addItems([self._line(change) for change in changes[:SHOWN]])
        self._use.setEnabled(True)
        self._renew.setEnabled(bool(changes) or not all_looked_at)
        said = [self._counted(len(changes))] if changes else []  # the empty list says it
        if not all_looked_at:
            said.append(self.tr("Tried on the first {n} papers; renewing takes all.").format(n=f"{LOOKED:,}"))
        if changes:
            said.append(self.tr("Keys stay until you renew them; renewing breaks citations of the old ones."))
        self._say(" ".join(said), "muted")

    def _counted(self, count: int) -> str:
        if count == 1:
            return self.tr("1 key would change.")
        said = self.tr("{n} keys would change.") if count <= SHOWN else self.tr("{n} keys would change; see the first.")
        return said.format(n=f"{count:,}")

    def _line(self, change: KeyChange) -> str:
        """Old and new key, why the new one has a suffix, and whose it is."""
        title = " ".join((change.title or "").split())[:80]
        taken = self.tr("  (another paper has {key})").format(key=change.wanted)
        return f"{change.old or '—'}  →  {change.new}{taken if change.new != change.wanted else ''}    {title}"

    def _renewed(self, count: int) -> None:
        self._window.say(counted(count, self.tr("1 key renewed"), self.tr("{n} keys renewed")), undo=True)
        self._ask_preview()

    def _kept(self) -> str:
        return self.tr("New keys are made after this pattern from now on; keys that exist stay.")

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            raise error
        self._use.setEnabled(False)
        self._renew.setEnabled(False)
        self._say(error_message(error), "danger")

    def _say(self, text: str, role: str) -> None:
        set_role(self._state, role)
        self._state.setText(text)
