"""The list's model and its painting."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from readinglist.core.records import Hit, PaperRow, Span
from readinglist.gui.finding.cutting import LEFT_OUT, in_sight, middle_left_out
from readinglist.gui.finding.paper_delegate import _who
from readinglist.gui.finding.paper_list import PaperList
from readinglist.gui.finding.paper_table import PAGE, PAGES_KEPT, PaperTableModel, make_page
from readinglist.gui.parts.theme import Look
from readinglist.gui.parts.widgets import characters, units

LONGEST = 11  # letters of a word that may not fit any more


def paper(number: int, **other) -> PaperRow:
    values = {
        "id": number,
        "title": f"Paper {number}",
        "line": "We propose something.",
        "status": "new",
        "starred": False,
        "year": None,
        "authors": (),
        "tags": (),
        "seen": 1,
        "has_note": False,
        "has_code": False,
        "has_highlight": False,
        "has_file": False,
        "method": None,
        "citation_key": None,
    }
    return PaperRow(**{**values, **other})


@pytest.fixture
def model(qapp):
    made = PaperTableModel()
    asked = []

    def fetch(generation: int, page: int) -> None:
        asked.append(page)
        made.set_page(generation, page, make_page(map(paper, made.ids[page * PAGE : (page + 1) * PAGE])))

    made.page_wanted.connect(fetch, Qt.ConnectionType.QueuedConnection)
    made.asked = asked
    return made


def test_it_is_a_sound_model(model, qtmodeltester):
    model.set_ids(array("q", range(1, 301)))
    qtmodeltester.check(model)
    model.set_ids(array("q"))
    qtmodeltester.check(model)


def test_rows_come_by_the_page_and_once(model, qtbot):
    model.set_ids(array("q", range(1000, 2000)))
    assert model.data(model.index(300, 0)) is None
    assert model.data(model.index(301, 0)) is None
    qtbot.waitUntil(lambda: model.data(model.index(300, 0)) == "Paper 1300")
    assert model.asked == [300 // PAGE]


def test_a_page_of_an_older_list_is_dropped(model):
    model.set_ids(array("q", [1, 2]))
    old = model.generation
    model.set_ids(array("q", [3, 4]))
    model.set_page(old, 0, make_page([paper(1), paper(2)]))
    assert model.shown(0) is None


def test_only_so_many_pages_are_kept(model):
    model.set_ids(array("q", range(PAGE * (PAGES_KEPT + 10))))
    for page in range(PAGES_KEPT + 10):
        model.set_page(model.generation, page, make_page(map(paper, range(page * PAGE, (page + 1) * PAGE))))
    assert model.shown(0) is None
    assert model.shown(PAGE * (PAGES_KEPT + 9)) is not None


def test_a_paper_that_vanished_shows_nothing_and_breaks_nothing(model):
    model.set_ids(array("q", [1, 2]), {0: make_page([paper(2)])})
    assert model.data(model.index(0, 0)) is None
    assert model.data(model.index(1, 0)) == "Paper 2"


def test_a_row_in_words(model):
    told = paper(7, starred=True, status="later", tags=("a", "b"), seen=3, has_note=True, year=2020)
    model.set_ids(array("q", [7]), {0: make_page([told])})
    words = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Paper 7", "starred", "status Later", "tags a, b", "seen in 3 dumps", "has a note", "2020"):
        assert part in words


def test_a_million_rows_are_asked_for_page_by_page(model, qapp, qtbot):
    view = PaperList(model, Look(qapp))
    qtbot.addWidget(view)
    view.resize(600, 700)
    model.set_ids(array("q", range(1_000_000)))
    view.show()
    qtbot.waitExposed(view)
    qtbot.waitUntil(lambda: model.shown(0) is not None)
    view.go_to(999_999)
    qtbot.waitUntil(lambda: model.shown(999_999) is not None)
    assert view.verticalScrollBar().maximum() > 999_000 * view.delegate.row_height
    assert len(set(model.asked)) <= 4
    view.close()


HARD = [
    "x" * 5000,
    "מודל שפה גדול לעברית",
    "نموذج لغوي كبير",
    "😀 emoji 👩‍👩‍👧‍👦 first",
    "<b>bold</b><img src='/dev/zero'>",
    "line\nbreak\u2028and more",
    "",
    "\u202egnol\u202c",
]


@pytest.mark.parametrize("title", HARD)
@pytest.mark.parametrize("width", [120, 420, 1400])
def test_hard_titles_are_painted(model, qapp, qtbot, title, width):
    view = PaperList(model, Look(qapp))
    qtbot.addWidget(view)
    row = paper(1, title=title or None, line=title, tags=(title, "b", "c"), authors=(title, "Last, First", "{Org}"))
    hit = Hit(1, title, 1.0, None, title, (Span("abstract", 0, 3), Span("abstract", 2, 9000)), (Span("title", 1, 4),))
    model.set_ids(array("q", [1]), {0: make_page([row], [hit])})
    view.resize(width, 200)
    picture = QPixmap(view.size())
    view.render(picture)
    assert not picture.isNull()


def test_matches_are_marked(model, qapp, qtbot):
    look = Look(qapp, "light")
    view = PaperList(model, look)
    qtbot.addWidget(view)
    row = paper(1, title="Beam search")
    model.set_ids(
        array("q", [1]), {0: make_page([row], [Hit(1, "Beam search", 1.0, title_spans=(Span("title", 0, 4),))])}
    )
    view.resize(500, 100)
    picture = QPixmap(view.size())
    view.render(picture)
    image = picture.toImage()
    ground = look.colour("mark").rgb()
    assert any(image.pixel(x, y) == ground for x in range(30, 120) for y in range(5, 40))


@pytest.mark.parametrize("letters", [10, 30, 80, 200])
@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Short and marked", "marked"),
        ("Networks " + "of all kinds " * 20 + "see quarks in the end", "quarks"),
        ("Networks " + "of all kinds " * 20 + "see quark-antiquark-pairs", "antiquark"),
        ("Networks " + "x" * 150 + "-quarks", "quarks"),
        ("一" * 120 + "二", "二"),
    ],
)
def test_the_first_mark_of_a_snippet_is_in_sight(text, mark, letters):
    at = text.rindex(mark)
    shown, spans = in_sight(text, [Span("abstract", at, at + len(mark)), Span("abstract", at, at + 1)], letters, len)
    assert shown[spans[0].start : spans[0].end] == mark
    assert spans[0].end <= letters and spans[1].start == spans[0].start
    assert len(shown) >= min(len(text), letters - LONGEST)  # no room is left empty


@pytest.mark.parametrize("letters", [14, 30, 60, 200])
@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Short and marked", "marked"),
        ("Networks " + "of all kinds " * 20 + "see quarks in the end", "quarks"),
        ("Networks " + "of all kinds " * 20 + "see quark-antiquark-pairs", "antiquark"),
        ("X" * 150 + "-quarks", "quarks"),
        ("Effective starts of embeddings for the transfer of monolingual language models", "monolingual"),
        ("一" * 120 + "二", "二"),
        ("שלום " * 30 + "עולם", "עולם"),
    ],
)
def test_the_first_mark_of_a_title_is_in_sight_and_its_beginning_too(title, mark, letters):
    at = title.rindex(mark)
    shown, spans = middle_left_out(title, [Span("title", at, at + len(mark)), Span("title", at, at + 1)], letters, len)
    assert shown[spans[0].start : spans[0].end] == mark and spans[1].start == spans[0].start
    assert min(spans[0].end, spans[0].start + 4) <= letters
    assert shown == title if at + len(mark) < letters else LEFT_OUT in shown
    assert len(shown) >= min(len(title), letters - LONGEST)  # no room is left empty
    assert title.startswith(shown.split(LEFT_OUT)[0]) and title.endswith(shown.split(LEFT_OUT)[-1])


@pytest.mark.parametrize("width", [300, 460, 900])
def test_a_match_at_the_end_of_a_long_title_is_marked(model, qapp, qtbot, width):
    look = Look(qapp, "light")
    view = PaperList(model, look)
    qtbot.addWidget(view)
    title = "A title that goes on " * 12 + "to its end about quarks"
    at = title.index("quarks")
    row = paper(1, title=title)
    model.set_ids(
        array("q", [1]), {0: make_page([row], [Hit(1, title, 1.0, title_spans=(Span("title", at, at + 6),))])}
    )
    view.resize(width, 100)
    picture = QPixmap(view.size())
    view.render(picture)
    image, ground = picture.toImage(), look.colour("mark").rgb()
    inked = [x for x in range(38, width) if any(image.pixel(x, y) == ground for y in range(5, 40))]
    assert len(inked) > 20


@pytest.mark.parametrize("text", ["plain", "é accents", "😀 first", "a😀b😀c"])
def test_offsets_survive_utf16(text):
    for offset in range(len(text) + 1):
        assert characters(text, units(text, offset)) == offset


@pytest.mark.parametrize(
    ("authors", "year", "said"),
    [
        ((), None, ""),
        ((), 1843, "1843"),
        (("Ada Lovelace",), 1843, "Lovelace 1843"),
        (("Lovelace, Ada", "Charles Babbage"), None, "Lovelace, Babbage"),
        (("{de la Cruz}, M.", "van {der Berg}, X."), 1999, "de la Cruz, van der Berg 1999"),
        (("A. Vaswani", "N. Shazeer", "N. Parmar"), 2017, "Vaswani et al. 2017"),
        (("{Gemma Team, Google}", "Jane Doe"), 2024, "Gemma Team, Google, Doe 2024"),
        (("\u05d9\u05e2\u05dc \u05db\u05d4\u05df", "Jane Doe"), 2024, "\u2068\u05db\u05d4\u05df\u2069, Doe 2024"),
    ],
)
def test_who_wrote_it(authors, year, said):
    assert _who(paper(1, authors=authors, year=year)) == said
