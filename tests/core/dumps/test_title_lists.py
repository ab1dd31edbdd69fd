"""Lists of titles become papers without abstracts; notes, letters and other lists become nothing."""

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from readinglist.paths import resource

TITLES = (resource("samples") / "listing-2024-03.txt").read_text(encoding="utf-8").removeprefix("\ufeff").split("\n")
TITLES = [line.removeprefix("Subscribe") for line in TITLES[2:26:2]]
SHORT = [
    *TITLES[:3],
    "Grokking",
    *TITLES[3:7],
    "Mixtures of Adapters",
    *TITLES[7:9],
    "Mini 3 Technical Report",
    *TITLES[9:],
]


def _read(text: str) -> tuple[list[tuple[str | None, str | None]], dumps.DumpReader]:
    reader = dumps.read(dumps.Input.from_text(text))
    return [(item.title, item.abstract) for item in reader if isinstance(item, Draft)], reader


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        (TITLES, TITLES),
        (TITLES[4:10], TITLES[4:10]),
        (["Daily Papers", "Jun 21, 2024", *TITLES, "Load more", "© 2024 The Page"], TITLES),
        ([part for n, title in enumerate(TITLES) for part in (title, f"  • {n + 3} authors", "·", f"{n}")], TITLES),
        ("\n\n".join(TITLES).split("\n"), TITLES),
        (SHORT, SHORT),
        (TITLES[2:4], TITLES[2:4]),
        ([f"{n}. {title}" for n, title in enumerate(TITLES[2:4], start=1)], TITLES[2:4]),
        ([*TITLES[2:6], "A Stitch in Time"], [*TITLES[2:6], "A Stitch in Time"]),
    ],
)
def test_a_list_of_titles_gives_papers_without_abstracts(lines: list[str], titles: list[str]) -> None:
    found, reader = _read("\n".join(lines))
    assert found == [(title, None) for title in titles]
    assert any("no abstract" in note for note in reader.notes)
    counts = reader.lines
    assert counts.total == len(lines) and counts.title == len(titles) and counts.unparsed == 0


NO_PAPERS = """\
Shopping list
milk, eggs, bread, butter and two kilos of potatoes
---
Meeting with Anna
We should discuss the budget and the results of the last quarter. Bring the report on training costs.
---
Note to self
Our approach to the garden does not work. Water the roses twice a week and evaluate the new fertilizer in May.
---
Thoughts after the talk
He said that large language models are overrated. I am not sure. Look at the slides again, write to him on Monday.
---
Project meeting 3 May
We discussed the framework and the dataset. Ben will evaluate the baselines until Friday. Anna writes the introduction.
---
Our team met today. We present the results on Monday. Performance of the new shop is good, but the costs for training \
new people are higher than the budget allows.
---
Dear Professor Weber,
I write to you because a friend told me that you study models of language. I would like to visit your group in \
June, to present our work on the evaluation of dialogue systems. Please let me know whether this is possible.
Thank you for your help. I hope that you enjoy the summer, and I look forward to your answer.
---
eggs
milk
bread
---
Finish The Training Plan For The Team
Send The Report To The Tax Office
Evaluate The New Coffee Machine Models
Call The Dentist About The Appointment
Paint The Fence Behind The House
---
Stocks Rise After Strong Jobs Report
Mayor Opens New Bridge Over the River
Storm Leaves Thousands Without Power in the North
Local Team Wins Cup Final After Penalties
Council Votes Against Higher Parking Fees
---
The Return of the Gardener to the Green House
The Prisoner of the Mountain and Other Stories
The Curse of the Grey Pearl of the South
The Last Train From the Coast to the City
The Empire of the Birds Strikes Once Again"""


@pytest.mark.parametrize("text", NO_PAPERS.split("\n---\n"))
def test_notes_letters_and_other_lists_are_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(DumpError, match=r"Nothing was imported; save a listing page .* added by hand"):
        _read(text)


def test_a_short_paper_is_taken_and_the_report_says_that_it_is_short() -> None:
    abstract = "We present a dataset of letters, evaluate three models on it, and show that all of them fail."
    found, reader = _read(f"Letters: A Dataset for Language Models\n{abstract}")
    assert found == [("Letters: A Dataset for Language Models", abstract)]
    assert any("undo the import" in note for note in reader.notes)


@pytest.mark.parametrize("short", ["Fuzzy Sets", "Library Materials", "On Aggression", "Worst-case low-rank bounds"])
@pytest.mark.parametrize("at", [0, 5, len(TITLES)])
def test_a_short_line_of_a_pure_list_is_a_title(short: str, at: int) -> None:
    titles = [*TITLES[:at], short, *TITLES[at:]]
    assert _read("\n".join(titles))[0] == [(title, None) for title in titles]


def test_a_list_of_mostly_short_titles() -> None:
    titles = [*TITLES[1:6], "Syntactic Structures", "Automatic Document Classification", "Evaluation of Grammars"]
    assert _read("\n".join(titles))[0] == [(title, None) for title in titles]


LONG = [
    "Speaking in Many Dialects at Once: A Benchmark of Robust Speech Recognition for Ninety Regional Accents",
    "Hierarchical Calibration of Classifier Errors",
    "The Sparse Attention Paradox: How Adding and Removing Heads Changes Accuracy and Cost in Long Documents",
    "Pruning as Optimization: A Theory of Small Networks",
    "Learning to Grasp Soft and Slippery Objects From Very Few Demonstrations With a Deformation Model",
]


MENU = ["The Page", "Models", "Data", "Enterprise", "Accepted Papers of the Meeting (Main)", "", "Long Papers", ""]
AUTHORS = ["Anna Bee, Carl Dee", "Eve Eff", "Gil Hay, ida jay li, Kim Ell", "Max Noe, Ann Ode"]


@pytest.mark.parametrize(
    "rows",
    [
        ["{authors}", ""],
        ["{authors}", "{n} Sept 2025 (modified: {n} Nov 2025)", "Readers: Everyone", ""],
        ["The Group", "·", "{n} authors", ""],
    ],
    ids=["authors", "authors and more", "counts"],
)
def test_where_rows_stand_below_titles_headings_and_menus_are_none(rows: list[str]) -> None:
    lines = list(MENU)
    for n, title in enumerate(TITLES):
        lines += [title, *(row.format(n=n + 2, authors=AUTHORS[n % 4]) for row in rows)]
    found, reader = _read("\n".join([*lines, "Company", "Terms"]))
    assert found == [(title, None) for title in TITLES]
    assert any("Add by hand what is a title" in note for note in reader.notes)


@pytest.mark.parametrize("before", ["", "{n}. ", "- "])
@pytest.mark.parametrize("count", [3, 4, 5])
def test_a_few_titles_are_titles_however_long(before: str, count: int) -> None:
    lines = [before.format(n=n) + title for n, title in enumerate(LONG[:count], start=1)]
    assert _read("\n".join(lines))[0] == [(title, None) for title in LONG[:count]]


@pytest.mark.parametrize("odd", ["Neural Attention Search", "Search Trees, Priority Queues, and Amortized Analysis"])
def test_a_title_with_words_of_a_page_or_of_names_is_one_among_titles(odd: str) -> None:
    titles = [*TITLES[1:6], odd, *TITLES[6:]]
    assert _read("\n".join(titles))[0] == [(title, None) for title in titles]


def test_whole_titles_of_like_length_are_not_taken_for_broken_ones() -> None:
    titles = [
        "Evaluation of Language Models on Dialects",
        "Statistical Methods for Training Data Use",
        "Optimization of Sparse Network Parameters",
        "Graph Classification with Few Parameters",
        "Estimation of Learning Rates from Samples",
        "Prediction of Structures by Deep Networks",
        "Analysis of Results of Large Experiments",
    ]
    assert _read("\n".join(titles))[0] == [(title, None) for title in titles]
