"""Lines that hold names in right-to-left script: each name reads its own way, the line keeps that of its sentence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from readinglist.gui.finding.paper_table import ShownRow
from readinglist.gui.parts.widgets import is_rtl, joined

HEBREW, SENTENCE = "כהן, דוד", "אנו מציגים שיטה חדשה ללימוד רשתות"


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("Cohen", False),
        (HEBREW, True),
        ("2021, " + HEBREW, True),
        (f"\u2068{HEBREW}\u2069 and Cohen", False),
        (f"\u2068Cohen\u2069 {HEBREW}", True),
        (f"\u2068{HEBREW}", False),
        ("2021", False),
        ("\u2069Cohen", False),
    ],
)
def test_the_direction_is_that_of_the_first_strong_letter_outside_of_isolates(text, rtl):
    assert is_rtl(text) is rtl


@pytest.mark.parametrize(
    ("parts", "like", "rtl"),
    [
        (("Smith, Ann", HEBREW), "A title", False),
        ((HEBREW, "Smith, Ann"), "A title", False),
        ((HEBREW,), "", False),
        (("Smith, Ann", HEBREW), SENTENCE, True),
        (("Smith, Ann", "", "2021"), SENTENCE, True),
    ],
)
def test_a_joined_line_reads_as_the_title_does(qapp, parts, like, rtl):
    line = joined(parts, "; ", like=like)
    label = QLabel(line)
    assert is_rtl(line) is rtl
    assert label.text().isascii() or label.text().startswith("\u200f" if rtl else "\u200e")
    assert all(part in line for part in parts)
    plain = joined(("Smith, Ann", "2021"), "; ", like="A title")
    assert plain == "Smith, Ann; 2021"  # nothing that is not seen is copied along


@pytest.mark.parametrize(("author", "sentence"), [(HEBREW, "We propose a method"), ("Smith, Ann", SENTENCE)])
def test_the_second_line_of_the_list_reads_as_its_sentence(driver, author, sentence):
    delegate = driver.window.page.list.delegate
    row = driver.row(0)
    shown = ShownRow(replace(row, authors=(author,), year=2021, line=sentence), None)
    drawn = delegate._lay_out(shown, 700)
    wanted = Qt.LayoutDirection.RightToLeft if sentence == SENTENCE else Qt.LayoutDirection.LeftToRight
    assert drawn.line.textOption().textDirection() == wanted
    name = author.split(",", maxsplit=1)[0]
    line = drawn.line.lineAt(0)
    text = drawn.line.text()
    at = [line.cursorToX(text.index(part))[0] for part in (name, "2021", sentence[:8])]
    ordered = sorted(at) if wanted == Qt.LayoutDirection.LeftToRight else sorted(at, reverse=True)
    assert at[1:] == ordered[1:]


@pytest.mark.parametrize(("title", "rtl"), [(SENTENCE, True), (f"{HEBREW} (GPT-4)", True), ("A short title", False)])
def test_a_short_title_of_the_list_begins_at_the_edge_that_it_is_read_from(driver, title, rtl):
    drawn = driver.window.page.list.delegate._lay_out(ShownRow(replace(driver.row(0), title=title), None), 700)
    line = drawn.title.lineAt(0)
    seen = line.naturalTextRect()
    left, right = seen.left(), line.width() - seen.right()
    assert seen.width() < line.width() / 2
    assert (right if rtl else left) < 2 < (left if rtl else right)


def test_both_lines_of_a_row_begin_at_one_edge(driver):
    row = replace(driver.row(0), title=HEBREW, line=SENTENCE)
    drawn = driver.window.page.list.delegate._lay_out(ShownRow(row, None), 700)
    assert drawn.title.lineAt(0).naturalTextRect().right() == pytest.approx(
        drawn.line.lineAt(0).naturalTextRect().right(), abs=2
    )
