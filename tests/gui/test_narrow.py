"""A narrow window, long texts and empty lists: nothing is cut off without an ellipsis, and nothing is left unsaid."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QWidget

from readinglist.core.records import LineCounts, RecordCounts
from readinglist.gui.dialogs.edit_dialog import EditDialog
from readinglist.gui.dialogs.export_dialog import ExportDialog
from readinglist.gui.dialogs.import_cards import ReportCard
from readinglist.gui.dialogs.import_dialog import ImportDialog
from readinglist.gui.dialogs.keys_dialog import KeysDialog
from readinglist.gui.dialogs.manage_dialog import ManageDialog
from readinglist.gui.dialogs.preferences_dialog import PreferencesDialog
from readinglist.gui.dialogs.tags_dialog import TagsDialog
from readinglist.gui.panes import LEAST
from readinglist.gui.parts.buttons import link_button
from readinglist.gui.parts.forms import HintedList
from readinglist.gui.parts.widgets import FlowLayout, without_orphan

K = Qt.Key
AUTHORS = [f"Lastname-Doublename{number}, Firstname" for number in range(40)]


@pytest.fixture
def hard(driver):
    """The current paper has long everything."""
    paper = driver.row(0).id
    driver.app.session.write(
        lambda library: library.edit_fields(
            paper,
            {
                "title": "A Title That Goes On " * 12,
                "authors": " and ".join(AUTHORS),
                "doi": "10.1000/" + "long." * 20 + "1",
                "url": "https://example.org/" + "x" * 300,
                "citation_key": "averylongkey" * 10,
                "abstract": "Donaudampfschifffahrtsgesellschaft" * 20,
            },
        )
    )
    driver.app.session.write(lambda library: library.tag([paper], "a tag that is long " * 5))
    driver.app.session.write(lambda library: library.attach(paper, "/somewhere/" + "name" * 50 + ".pdf"))
    driver.settle()
    return driver


def test_a_paper_as_narrow_as_it_can_be_is_uncut(hard):
    window = hard.window
    window.act("triage")
    hard.settle()
    window.leave_triage()
    window.resize(870, 600)
    window._panes.setSizes([300, 570, 0])
    hard.settle()
    assert window.width() == 870 and window.pane.width() == LEAST[2]
    scroll = window.pane._scroll
    hard.until(lambda: scroll.widget().width() <= scroll.viewport().width())
    edge = scroll.widget().width()
    parts = [part for part in scroll.widget().findChildren(QWidget) if part.isVisibleTo(scroll.widget())]
    beyond = [part for part in parts if part.mapTo(scroll.widget(), part.rect().topRight()).x() > edge]
    assert not [(type(part).__name__, part.objectName(), part.accessibleName()) for part in beyond]


def test_many_authors_are_shown_when_asked_for(hard):
    pane = hard.window.pane
    assert AUTHORS[11] in pane._authors.text().replace("\u200b", "")
    assert AUTHORS[12] not in pane._authors.text().replace("\u200b", "")
    assert pane._more_authors.text() == "and 28 more"
    pane._more_authors.click()
    assert AUTHORS[39] in pane._authors.text().replace("\u200b", "")
    assert pane._more_authors.isHidden()


def test_a_note_that_grows_stays_in_sight(driver):
    driver.window.resize(900, 420)
    driver.keys("n")
    note, scroll = driver.window.pane.note, driver.window.pane._scroll
    for _ in range(14):
        driver.key(K.Key_Return)

    def seen() -> bool:
        spot = note.viewport().mapTo(scroll.viewport(), note.cursorRect().center())
        return scroll.viewport().rect().contains(spot)

    driver.until(seen)


def test_lists_of_nothing_say_what_would_stand_there(driver):
    driver.window.act("manage_tags")
    dialog = driver.dialog(ManageDialog)
    for listed in dialog.findChildren(HintedList):
        assert listed._hint
        verbs = listed.parentWidget().findChildren(QPushButton)
        assert verbs and all(button.isEnabled() == (listed.count() > 0) for button in verbs), listed.accessibleName()
    driver.key(K.Key_Escape)
    driver.back()


def test_two_quick_toggles_of_a_tag_take_it_off_again(driver):
    driver.keys("t")
    dialog = driver.dialog(TagsDialog)
    dialog._toggle("quick")
    dialog._toggle("quick")
    driver.settle()
    assert driver.library.tags() == []
    driver.key(K.Key_Escape)
    driver.back()


def test_buttons_flow_in_lines_and_in_the_middle(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=4, centred=True)
    flow.setContentsMargins(10, 6, 10, 6)
    buttons = [link_button(f"Button number {number}", lambda: None) for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    holder.resize(400, 200)
    holder.show()
    qtbot.waitExposed(holder)
    rows = {button.y() for button in buttons}
    assert len(rows) > 1 and min(rows) == 6
    assert all(button.x() >= 10 and button.geometry().right() <= 390 for button in buttons)
    first = [button for button in buttons if button.y() == 6]
    left, right = first[0].x(), 400 - first[-1].geometry().right()
    assert abs(left - right) <= 2
    assert flow.heightForWidth(400) == max(button.geometry().bottom() for button in buttons) + 1 + 6


def test_the_height_of_lines_is_counted_once_until_a_button_changes(qtbot, monkeypatch):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    buttons = [link_button(f"Button number {number}", lambda: None) for number in range(6)]
    for button in buttons:
        flow.addWidget(button)
    counted: list[int] = []
    place = flow._place
    monkeypatch.setattr(flow, "_place", lambda rect, **how: counted.append(rect.width()) or place(rect, **how))
    before = flow.heightForWidth(400)
    assert (flow.heightForWidth(400), counted) == (before, [400])
    buttons[0].setFixedHeight(before)
    assert flow.heightForWidth(400) > before
    buttons[0].hide()
    assert flow.heightForWidth(400) <= before


def test_no_line_of_centred_buttons_holds_only_what_did_not_fit(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, spacing=4, centred=True)
    buttons = [link_button(f"Button number {number}", lambda: None) for number in range(8)]
    for button in buttons:
        flow.addWidget(button)
    one = buttons[0].sizeHint().width() + 4
    for width, lines in ((8 * one, [8]), (7 * one, [4, 4]), (5 * one, [4, 4]), (3 * one, [3, 3, 2])):
        assert [len(line) for line in flow._balanced(width)] == lines


def test_the_numbers_of_a_report_stand_in_two_rows_where_one_is_too_wide(driver):
    driver.window.show_report(1)
    dialog = driver.dialog(ImportDialog)
    card = dialog.findChild(ReportCard)
    bar = dialog._area.horizontalScrollBar()
    told = [button.accessibleName() for button in card.findChildren(QPushButton)]
    for width in (720, dialog.minimumWidth(), 720):
        dialog.resize(width, 500)
        driver.until(lambda width=width: card._columns == (6 if width == 720 else 3) and bar.maximum() == 0)
        cells = [cell for row in card._cells for cell in row]
        driver.until(lambda cells=cells: all(card.rect().contains(cell.geometry()) for cell in cells))
        driver.until(lambda cells=cells: all(cell.width() >= cell.minimumSizeHint().width() for cell in cells))
        assert [button.accessibleName() for button in card.findChildren(QPushButton)] == told  # the order of Tab too
    dialog.done(0)
    driver.back()


def test_large_numbers_of_a_report_are_whole(driver, monkeypatch):
    """Of a million papers: where they do not fit into one row they stand in two, and are not cut."""
    dump = driver.library.dumps()[0]
    records = RecordCounts(total=1_000_003, new=999_900, known=100_029, asked=10_074)
    lines = LineCounts(total=2_000_001, title=999_999, abstract=1_000_000, furniture=10_002)
    large = replace(dump, report=replace(dump.report, records=records, lines=lines))
    monkeypatch.setattr(driver.library, "dump", lambda _dump: large)
    driver.window.show_report(dump.id)
    dialog = driver.dialog(ImportDialog)
    card = dialog.findChild(ReportCard)
    cells = [cell for row in card._cells for cell in row]
    for width, columns in ((720, 3), (1200, 6)):
        dialog.resize(width, 500)
        driver.until(lambda columns=columns: card._columns == columns)
        driver.until(lambda: all(cell.width() >= cell.sizeHint().width() for cell in cells))
    dialog.done(0)
    driver.back()


def test_the_field_of_the_title_is_as_high_as_the_title(hard, driver):
    """Two lines of three were seen, and a part of the third."""
    driver.window.act("edit")
    dialog = driver.dialog(EditDialog)
    field = dialog.fields["title"]

    def whole() -> bool:
        return field.verticalScrollBar().maximum() == 0

    driver.until(whole)
    high = field.height()
    dialog.resize(dialog.width() * 2, dialog.height())
    driver.until(lambda: field.height() < high and whole())
    before = field.toPlainText()
    field.setPlainText("Short")
    least = field.height()
    assert least < high
    field.setPlainText("A line\n" * 50)
    assert least < field.height() and not whole()
    field.setPlainText(before)
    driver.key(K.Key_Escape)
    driver.back()


def test_the_choices_of_an_export_scroll_where_there_is_no_room(driver):
    """On a small screen with a large font they were pushed into each other."""
    driver.window.act("export")
    dialog = driver.dialog(ExportDialog)
    area = dialog.findChild(QScrollArea)
    bar = area.verticalScrollBar()
    driver.until(lambda: bar.maximum() == 0)
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    driver.until(lambda: bar.maximum() > 0)
    dialog._keep.setFocus()
    driver.until(lambda: area.viewport().rect().contains(area.widget().mapTo(area.viewport(), dialog._keep.pos())))
    driver.key(K.Key_Escape)
    driver.back()


@pytest.mark.parametrize(("action", "kind"), [("tags", TagsDialog), ("preferences", PreferencesDialog)])
def test_the_hints_of_a_dialog_make_it_no_wider(driver, action: str, kind: type[QDialog]):
    """In a large font they would make it wider than the screen."""
    driver.window.act(action)
    dialog = driver.dialog(kind)
    hints = [found for found in dialog.findChildren(QLabel) if found.property("role") == "faint" and found.text()]
    assert hints and [hint.text() for hint in hints if not hint.wordWrap()] == []
    driver.key(Qt.Key.Key_Escape)
    driver.back()


def test_no_word_stands_alone_below_what_an_empty_place_says(driver):
    driver.key(K.Key_A, Qt.KeyboardModifier.ControlModifier)
    driver.settle()
    pane = driver.window.pane.empty
    text = pane._text
    for width in range(150, 460, 5):
        layout = QTextLayout(text.text(), text.font())
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(text.text()[line.textStart() :][: line.textLength()].strip())
        layout.endLayout()
        assert len(lines[-1].split()) > 1, width
    assert pane.words.endswith("is undone in one step.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Undone in one step.", "Undone in one\u00a0step."),
        ("Undone", "Undone"),
        ("one step", "one step"),  # nothing is left to break at
        ("It is a Donaudampfschiff now", "It is a Donaudampfschiff now"),  # too long for the narrowest pane
        ("", ""),
    ],
)
def test_the_last_two_words_are_kept_together_where_there_is_room(text: str, kept: str):
    assert without_orphan(text) == kept


class Wordy(QTranslator):
    """A language of longer words."""

    def translate(self, context: str, text: str, _note: str | None = None, _n: int = -1) -> str:  # type: ignore[override]
        return f"{text} {'w' * (len(text) // 3)}" if context == "Actions" else text


@pytest.mark.parametrize("longer", [False, True])
def test_the_key_sheet_has_as_many_columns_as_fit(driver, longer: bool):
    translator = Wordy()
    if longer:
        QCoreApplication.installTranslator(translator)
    try:
        sheet = KeysDialog(driver.window)
        sheet.open()
        driver.until(lambda: not sheet._unmade)
        driver.until(lambda: sheet._area.horizontalScrollBar().maximum() == 0)
    finally:
        QCoreApplication.removeTranslator(translator)
    sheet.done(0)
    driver.back()
