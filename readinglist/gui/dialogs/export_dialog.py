"""Exporting: format, scope, options, a preview, and what the entries lack. Imports Qt and the rooms below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from readinglist.core.errors import ReadingListError
from readinglist.core.records import EXPORT_FORMATS
from readinglist.gui.parts.buttons import Button, tab_to_checked
from readinglist.gui.parts.core_words import error_message, error_title, sentence_words
from readinglist.gui.parts.dialog import Dialog, FileDialog
from readinglist.gui.parts.forms import add_row
from readinglist.gui.parts.widgets import label, row, set_role
from readinglist.gui.parts.words import counted
from readinglist.gui.reading.paper_pane import field_words
from readinglist.gui.work.tasks import while_alive

if TYPE_CHECKING:
    from readinglist.core.library import Library
    from readinglist.core.records import ExportReport
    from readinglist.gui.window import Window

LEAST_PREVIEW = 48  # px
SHOWN = 12  # entries in the preview
LACKS_OF = 2000  # entries that are looked through for what they lack before saving; saving looks through all
FORMATS = {form.name: form for form in EXPORT_FORMATS}


class _Choices(QScrollArea):
    """What is chosen, whole where there is room for it: on a small screen with a large font there is none."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = inside
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        """All of it: Qt's own hint ends after some twenty lines."""
        frame = 2 * self.frameWidth()
        return self._inside.sizeHint() + QSize(frame, frame)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's; what is inside needs another room than it said before, as with the font of the style sheet."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class ExportDialog(Dialog):
    """Choose, look, save or copy."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.window())
        self.setWindowTitle(self.tr("Export"))
        self.resize(820, 600)
        self._window = window
        self._selected = window.selected_papers()
        self._shown = window.page.model.ids
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(60)
        self._timer.timeout.connect(self._ask_preview)
        self.report: ExportReport | None = None
        self._build()
        self._timer.start()

    def save_to(self, path: str, *, replace: bool = False) -> None:
        """Write the file; with ``replace``, which the user was asked, in the place of whatever is there."""
        options = self._options()
        ids = self._ids()
        merge = self._merge.isChecked()
        self._save.setEnabled(False)
        bound = self._bound() if self._keeps() else None

        def work(library: Library) -> ExportReport:
            report = library.export(**options, **_scope(ids), path=path, merge=merge, replace=replace)
            if bound is not None:
                library.bind_export(path, merge=merge, replace=replace, **bound, **options)
            return report

        self._window.session.write(
            work,
            while_alive(self, self._saved),
            while_alive(self, self._failed, self._window.failed),
        )

    # ---- building ----

    def _build(self) -> None:
        self._format = QComboBox()
        for kind in EXPORT_FORMATS:
            self._format.addItem(f"{kind.title} ({kind.suffix})", kind.name)
        self._format.setCurrentIndex(max(0, self._format.findData(self._window.settings.get("export_format"))))
        self._scopes = QButtonGroup(self)
        scope = QVBoxLayout()
        scope.setSpacing(2)
        for number, text in enumerate(self._scope_words()):
            button = QRadioButton(text)
            self._scopes.addButton(button, number)
            scope.addWidget(button)
        several = len(self._selected) > 1
        self._scopes.button(0).setEnabled(bool(self._selected))
        self._scopes.button(0 if several else 1).setChecked(True)
        tab_to_checked(self._scopes)
        self._ascii = QCheckBox(self.tr("ASCII only (LaTeX commands for accents)"))
        self._abstracts = QCheckBox(self.tr("Abstracts"))
        self._notes = QCheckBox(self.tr("My notes"))
        self._notes.setChecked(True)
        self._merge = QCheckBox(self.tr("Keep what the file holds already"))
        self._keep = QCheckBox(self.tr("Keep the file up to date"))
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        add_row(form, self.tr("&Format"), self._format)
        form.addRow(label(self.tr("Papers")), scope)
        options = QVBoxLayout()
        options.setSpacing(2)
        for box in (self._abstracts, self._notes, self._ascii, self._merge):
            options.addWidget(box)
            box.toggled.connect(self._timer.start)
        options.addWidget(self._keep)
        form.addRow(label(self.tr("Options")), options)
        inside = QWidget()
        inside.setLayout(form)
        self._form_ways(_Choices(inside))

    def _form_ways(self, choices: QWidget) -> None:
        self._preview = QPlainTextEdit()
        self._preview.setReadOnly(True)
        self._preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._preview.setAccessibleName(self.tr("Preview"))
        self._preview.setTabChangesFocus(True)
        self._preview.setMinimumHeight(LEAST_PREVIEW)
        self._state = label("", "muted", wrap=True)
        self._save = Button(self.tr("Save…"))
        self._save.setDefault(True)
        self._copy = Button(self.tr("Copy"))
        close = Button(self.tr("Close"))
        self._save.clicked.connect(self._choose_file)
        self._copy.clicked.connect(self._copy_all)
        close.clicked.connect(self.reject)
        self._format.currentIndexChanged.connect(lambda _index: self._timer.start())
        self._scopes.buttonClicked.connect(lambda _button: self._timer.start())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 16, 22, 16)
        outer.setSpacing(10)
        outer.addWidget(choices)
        outer.addWidget(self._preview, 1)
        outer.addWidget(self._state)
        outer.addLayout(row(close, None, self._copy, self._save))

    def _scope_words(self) -> Sequence[str]:
        place = self._window.browser.place()
        searching = self._window.browser.query.searching
        count = len(self._shown)
        hits = counted(count, self.tr("The only hit"), self.tr("The {n} hits"))
        shown = counted(count, self.tr("The only paper of “{place}”"), self.tr("All {n} of “{place}”"), place=place)
        if not count:
            hits, shown = self.tr("The hits: there are none"), self.tr("“{place}”: it is empty").format(place=place)
        several = self.tr("The {n} selected papers").format(n=f"{len(self._selected):,}")
        return (
            several if len(self._selected) > 1 else self.tr("The selected paper"),
            hits if searching else shown,
            self.tr("The whole library, without dismissed papers"),
        )

    # ---- doing ----

    def _options(self) -> dict[str, Any]:
        return {
            "format": self._format.currentData(),
            "encoding": "ascii" if self._ascii.isChecked() else "unicode",
            "abstracts": self._abstracts.isChecked(),
            "notes": self._notes.isChecked(),
        }

    def _ids(self) -> Sequence[int] | None:
        """The papers of the chosen scope; None for the whole library."""
        chosen = self._scopes.checkedId()
        return self._selected if chosen == 0 else self._shown if chosen == 1 else None

    def _bound(self) -> dict[str, str] | None:
        """The chosen scope as what a file can be bound to (nothing: the whole library); None where it cannot."""
        chosen, query = self._scopes.checkedId(), self._window.browser.query
        if chosen == 2:
            return {}
        if chosen == 1 and query.tag is not None and not query.searching:
            return {"tag": query.tag}
        text = query.as_text(self._window.browser.place()) if chosen == 1 else None
        return None if text is None else {"query": text} if text else {}

    def _keeps(self) -> bool:
        return self._keep.isEnabled() and self._keep.isChecked()

    def _ask_preview(self) -> None:
        self._keep.setEnabled(self._bound() is not None)
        options, ids = self._options(), self._ids()

        def work(library: Any, _cancelled: Any) -> tuple[ExportReport, Sequence[int]]:
            papers = library.ids("library", sort="import") if ids is None else ids
            return library.export(**options, ids=list(papers[:SHOWN])), papers

        self._look(work, lambda answer: self._show_preview(options, *answer))

    def _look(self, work: Callable[[Any, Any], Any], show: Callable[[Any], None]) -> None:
        self._window.session.latest("preview", work, while_alive(self, show), while_alive(self, self._failed))

    def _show_preview(self, options: dict[str, Any], first: ExportReport, papers: Sequence[int]) -> None:
        """The first entries, at once; then many are looked through for what they lack."""
        total = len(papers)
        more = self.tr("\n… and {n} more").format(n=f"{total - first.entries:,}") if total > first.entries else ""
        self._preview.setPlainText(first.text.rstrip() + more if total else "")
        if total == first.entries:
            self._show_lacking(first, total)
        else:
            looked = list(papers[:LACKS_OF])
            self._look(
                lambda library, _cancelled: library.export(**options, ids=looked),
                lambda report: self._show_lacking(report, total),
            )

    def _show_lacking(self, looked: ExportReport, total: int) -> None:
        self.report = looked
        set_role(self._state, "muted")
        said = self._lacking(looked) if total else self.tr("There are no papers in this scope.")
        if total > looked.entries:
            first_of = self.tr("{all} entries. Of the first {n}:")
            said = f"{first_of.format(all=f'{total:,}', n=f'{looked.entries:,}')} {self._missing(looked)}".strip()
        self._state.setText(said)
        self._save.setEnabled(total > 0)
        self._copy.setEnabled(total > 0)

    def _lacking(self, report: ExportReport) -> str:
        entries = counted(report.entries, self.tr("1 entry."), self.tr("{n} entries."))
        return f"{entries} {self._missing(report)}".strip()

    def _missing(self, report: ExportReport) -> str:
        lacking = Counter(field for fields in report.lacks.values() for field in fields)
        said = []
        if lacking:
            most = lacking.most_common()
            listed = ", ".join(
                self.tr("{field} ({n})").format(field=field_words([field]), n=f"{n:,}") for field, n in most
            )
            words = self.tr("Nothing was invented; entries lack: {fields}. Press {complete} on a paper to complete it.")
            said.append(self._window.keys.named(words).format(fields=listed))
        if report.lost:
            said.append(self.tr("Characters that cannot be written: {list}").format(list=" ".join(report.lost[:20])))
        return " ".join([*said, *map(sentence_words, report.notes)])

    def _choose_file(self) -> None:
        kind = FORMATS[self._format.currentData()]
        dialog = FileDialog(self, self.tr("Export to"), FileDialog.FileMode.AnyFile)
        dialog.setNameFilters([f"{kind.title} (*{kind.suffix})", self.tr("All files (*)")])
        dialog.setDefaultSuffix(kind.suffix.lstrip("."))
        dialog.selectFile("readinglist" + kind.suffix)
        dialog.setOption(FileDialog.Option.DontConfirmOverwrite, self._merge.isChecked())
        asked = not self._merge.isChecked()
        dialog.chosen.connect(lambda paths: self.save_to(paths[0], replace=asked))
        dialog.open()

    def _saved(self, report: ExportReport) -> None:
        self.report = report
        self._window.settings.set("export_format", report.format)
        self._save.setEnabled(True)
        set_role(self._state, "good")
        name = (report.path or "").replace("\\", "/").rsplit("/", 1)[-1]
        kept = (
            self.tr("It is kept up to date from now on. ") if self._keep.isEnabled() and self._keep.isChecked() else ""
        )
        self._state.setText(self.tr("Saved as {file}. ").format(file=name) + kept + self._lacking(report))
        one, several = self.tr("1 entry saved as {file}"), self.tr("{n} entries saved as {file}")
        self._window.say(counted(report.entries, one, several, file=name))

    def _copy_all(self) -> None:
        options, ids = self._options(), self._ids()
        self._window.session.write(
            lambda library: library.export(**options, **_scope(ids)),
            while_alive(self, self._copied),
            while_alive(self, self._failed),
        )

    def _copied(self, report: ExportReport) -> None:
        QGuiApplication.clipboard().setText(report.text)
        set_role(self._state, "good")
        self._state.setText(self.tr("Copied. ") + self._lacking(report))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ReadingListError):
            raise error
        set_role(self._state, "danger")
        self._state.setText(f"{error_title(error)}. {error_message(error)}")
        self._save.setEnabled(True)

    @property
    def state(self) -> str:
        """What it says under the preview."""
        return self._state.text()

    def showEvent(self, event: Any) -> None:
        """Begin at the format."""
        super().showEvent(event)
        self._format.setFocus()


def _scope(ids: Sequence[int] | None) -> dict[str, Any]:
    return {"view": "library"} if ids is None else {"ids": list(ids)}
