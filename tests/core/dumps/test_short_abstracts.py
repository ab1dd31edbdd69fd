"""Pages of short, old-fashioned or cut abstracts are read; notes, news and recipes of the same form are not."""

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import PAPERS as SAMPLE
from tests.core.dumps.texts import PAPERS

Paper = tuple[str | None, str | None]

OLD = [
    ("Sorting on Drums", "A procedure for sorting on magnetic drums is described. Timing formulas are given."),
    (
        "The Growth of Journals",
        "The number of scientific journals has doubled every fifteen years. Reasons for this growth are examined, and "
        "a model of saturation is suggested.",
    ),
    ("Roundoff Errors", "Bounds for the accumulation of roundoff errors are derived."),
    (
        "On the Translation of Formulas",
        "Symbolic formulas may be translated by means of a list of states. An application to a small computer is "
        "discussed.",
    ),
    (
        "Catalogues and Users",
        "Readers of three university libraries were observed at the catalogue. The study indicates that most searches "
        "are for known items.",
    ),
    ("Automatic Indexing", "Statistical and syntactic methods of automatic indexing are compared."),
]
#: Of today, in plain words, three or four sentences each: a page of them hardly uses the long words of research.
PLAIN = [
    (
        "Counting Bees by Ear: Acoustic Monitoring of Hives",
        "Bees are hard to count by eye. We record forty hives with cheap microphones and estimate traffic from wing "
        "beats. The estimates agree with those of two observers to within 4 %, and warn of a swarm two days before.",
    ),
    (
        "Which Walls Keep the Cold Out? Heat Loss of Old Masonry",
        "Old walls are said to be warm. We measured the heat loss of ninety houses built before 1930 for two winters. "
        "Thick walls lose less only where the mortar is dry, and the effect of paint was not significant.",
    ),
    (
        "Rivers That Remember: Cutoffs in Meandering Channels",
        "Rivers that meander leave lakes behind. From maps of three centuries we reconstruct six bends of one river. A "
        "bend is cut off once its migration exceeds eight channel widths, and never earlier.",
    ),
    (
        "KiteMem: Short Notes for Long Conversations",
        "Language models lose the thread of long talks. KiteMem writes a short note after each turn and attends "
        "to its notes only. With a tenth of the tokens its accuracy is that of a model that reads everything.",
    ),
    (
        "A Game of Three Knots",
        "Two players tie and untie a loop in turn. We prove that the second player wins on every diagram with an odd "
        "number of crossings. For even numbers a computation settles all diagrams up to forty crossings.",
    ),
    (
        "Tactile Maps That Answer",
        "Maps in relief have little room for words. We print them with conductive ink, so that a phone says what a "
        "finger touches. In an experiment with twelve blind participants errors of orientation fell by half.",
    ),
]
NO_PAPERS = [
    [
        (
            "Lentil Soup",
            "Heat the oil and cook the onions until they are soft. Add the lentils and simmer for an hour.",
        ),
        ("Apple Cake", "Beat the butter until pale and fold in the flour. Bake the cake for fifty minutes."),
        ("Roast Carrots", "Cut the carrots lengthwise. Roast them with oil and thyme for forty minutes."),
    ],
    [
        ("Monday", "Went to the library and read until noon. On the way home I met Paul, who told me about his flat."),
        ("Tuesday", "Rain all day. I wrote two pages and deleted one, and in the evening we cooked soup."),
        ("Wednesday", "The seminar was good. Afterwards we had coffee and talked about the summer."),
    ],
    [
        ("New Bridge Opened", "The mayor opened the new bridge on Saturday. Drivers pay no toll, a spokesman said."),
        ("Storm in the North", "A storm left ten thousand homes without power on Sunday night. Trees fell on roads."),
        ("Cup Final", "The home side won the final on penalties. Fans celebrated in the streets until the morning."),
    ],
    [
        ("How do I reset my password?", "Click on the link below the form. You will receive a message within minutes."),
        ("Can I return an item?", "Yes, you can return any item within thirty days. Print the label and send it back."),
        ("Do you deliver abroad?", "We deliver to all countries. Shipping costs are shown before you pay."),
    ],
    [
        ("Installing the Package", "Run the script in the top directory. Options are read from the file config.ini."),
        ("License and Warranty", "The software is provided without warranty. See the file LICENSE for the terms."),
        ("Reporting of Bugs", "Please report bugs with the version of the package and the command that failed."),
    ],
]


def _read(text: str) -> list[Paper]:
    return [(d.title, d.abstract) for d in dumps.read(dumps.Input.from_text(text)) if isinstance(d, Draft)]


def _page(papers: list[Paper], gap: str) -> str:
    return gap.join(part for paper in papers for part in paper if part)


def _cut(papers: list[Paper], length: int, dots: str) -> list[Paper]:
    cut = [(title, (abstract or "")[:length].rpartition(" ")[0] + dots) for title, abstract in papers]
    return [(title, abstract) for title, abstract in cut]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("start", [0, 1])
def test_a_page_of_short_old_abstracts(start: int, size: int, gap: str) -> None:
    papers = OLD[start : start + size]
    assert _read(_page(papers, gap)) == papers


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_page_of_short_abstracts_in_plain_words(gap: str) -> None:
    assert _read(_page(PLAIN, gap)) == PLAIN
    assert _read(_page([(None, abstract) for _, abstract in PLAIN], gap)) == [(None, text) for _, text in PLAIN]


@pytest.mark.parametrize("size", [2, 3, 5])
def test_a_list_of_short_old_abstracts(size: int) -> None:
    papers: list[Paper] = [(None, abstract) for _, abstract in OLD[:size]]
    assert _read(_page(papers, "\n")) == papers


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("length", [120, 160, 250])
@pytest.mark.parametrize("dots", ["…", "...", ""])
@pytest.mark.parametrize("size", [3, 10])
def test_a_page_of_cut_abstracts(length: int, dots: str, gap: str, size: int) -> None:
    papers = _cut(SAMPLE[:size], length, dots)
    assert _read(_page(papers, gap)) == papers


@pytest.mark.parametrize("length", [120, 180])
@pytest.mark.parametrize("dots", ["…", ""])
def test_a_list_of_cut_abstracts_keeps_them_apart(length: int, dots: str) -> None:
    papers: list[Paper] = [(None, abstract) for _, abstract in _cut(PAPERS, length, dots)]
    assert _read(_page(papers, "\n")) == papers


@pytest.mark.parametrize("papers", NO_PAPERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("titled", [True, False])
def test_other_texts_of_that_form_are_refused(papers: list[Paper], gap: str, titled: bool) -> None:
    text = _page(papers if titled else [(None, abstract) for _, abstract in papers], gap)
    with pytest.raises(DumpError, match="Nothing was imported"):
        _read(text)


@pytest.mark.parametrize("title", ["Grokking", "Olmo 3", "Large Models, Small Steps", "Data Study", "Why?"])
@pytest.mark.parametrize("at", [0, 1, 5])
def test_a_title_of_few_words_is_kept(title: str, at: int) -> None:
    papers = [(title, abstract) if n == at else (own, abstract) for n, (own, abstract) in enumerate(SAMPLE)]
    assert _read(_page(papers, "\n")) == papers
    papers = [(title, PAPERS[min(at, 4)][1])]
    assert _read(_page(papers, "\n")) == papers


@pytest.mark.parametrize("abstract", ["Counterexamples are given.", "We study two sums.", "An erratum to our note."])
@pytest.mark.parametrize("at", [0, 4, 11])
def test_an_abstract_of_few_words_is_kept(abstract: str, at: int) -> None:
    papers = [(title, abstract) if n == at else (title, own) for n, (title, own) in enumerate(SAMPLE)]
    assert _read(_page(papers, "\n\n")) == papers


def test_two_short_papers_are_read_and_a_text_that_is_refused_is_said_to_speak_otherwise() -> None:
    papers = [
        (
            "Who Dug the Wells? Tool Marks in Chalk Shafts of the Aller Plateau",
            "Deep wells keep the marks of the picks that dug them. The width of 410 marks in chalk shafts of the "
            "plateau falls into two groups, and the distribution is bimodal. The tools of the deeper wells were "
            "narrower by a third.",
        ),
        (
            "Leaf Litter and Newt Counts in Shaded Ponds",
            "Shaded ponds fill with leaf litter. Newt counts over six springs were highest where half of the litter "
            "was raked out, and did not follow the depth of the ponds. We discuss the role of oxygen.",
        ),
    ]
    found = dumps.read(dumps.Input.from_text("\n".join(part for paper in papers for part in paper)))
    assert [(draft.title, draft.abstract) for draft in found if isinstance(draft, Draft)] == papers
    with pytest.raises(DumpError, match="do not stand and speak as"):
        list(dumps.read(dumps.Input.from_text("Soup\n" + "Cut the onions and fry them. Then add your carrots. " * 8)))
