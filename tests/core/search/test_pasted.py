"""Texts that are pasted, of any length and script, and queries of very many words: their paper first, in time."""

import json
from pathlib import Path

import pytest

from readinglist.core.search import SearchIndex, parse
from readinglist.core.search.compiling.compiler import MOST_GUESSED, Compiler
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.finding import AS_TEXT, NO_EXACT
from readinglist.core.search.query.language import MAX_CLAUSES, MAX_TERMS, Not, Word
from tests.core.search.conftest import MemoryFacts, Opened, paper, random_papers

OPENING = "Recent advances in large language models (LLMs) have shown promise in many tasks, among them"


@pytest.fixture
def alike(open_with: Opened) -> tuple[SearchIndex, MemoryFacts]:
    """Papers whose abstracts begin nearly alike, with titles that have more of the words."""
    titles = ["Recent advances in large language models: many tasks", "Large language models have shown promise"]
    others = [paper(n, titles[n % 2], "Large language models (LLMs) in many tasks. " * 4) for n in range(10, 40)]
    return open_with(
        [
            paper(1, "Cooking", f"{OPENING} the kitchen. {'Pots and pans are washed. ' * 30}"),
            paper(
                2, "An (LLM)-based system", "A (LLM)-based system, i.e. one that is based on them, and others of it."
            ),
            *others,
        ]
    )


@pytest.mark.parametrize(
    "text",
    [
        OPENING,
        OPENING.lower(),
        OPENING[:-3],  # the last word is half there
        OPENING[:60],
        f"{OPENING}\n",
        "advances in large language models (LLMs) have shown",  # not only an opening
    ],
)
def test_the_paper_whose_abstract_holds_a_pasted_text_comes_first(
    alike: tuple[SearchIndex, MemoryFacts], text: str
) -> None:
    index, facts = alike
    result = index.search(text, facts=facts)
    assert result.hits[0].id == 1
    assert 1 in result.matching and NO_EXACT not in result.notes


REFERENCES = [
    paper(1, "How to Train Kettles", "Kettles are trained."),
    paper(2, "How to Train Kettles and Pans", "Kettles are trained, and pans."),
    paper(
        3,
        "A bibliography",
        "J. Smith et al., arXiv 2301, 2023; of other authors what is in advances in systems, vol. 3.",
    ),
    *(paper(n, f"Kettles which we train, part {n}", "We know how to train kettles and pans.") for n in range(10, 50)),
]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Smith et al., 2023, How to Train Kettles. arXiv:2301.35405", 1),
        ("[3] J. Smith, “How to train kettles and pans,” in Advances in Neural Systems, vol. 3, 2023.", 2),
        ("@inproceedings{smith2023,\n title={{How to Train Kettles}},\n author={Smith, J.}\n}", 1),
        ("How_to_Train_Kettles.pdf", 1),
        ("smith_2023_How_to_Train_Kettles_and_Pans.pdf", 2),
        ("How_to_Train_Kettles_and_Pans_by_Smith", 2),
        ("How-to-Train-Kettles.pdf", 1),
        ("How to Train Kettles and Pans", 2),  # that is in forty abstracts
        ("How-to-Train-Kettles-and-Pans (1).pdf", 2),
        ("How.to.Train.Kettles.and.Pa.PDF", 2),
        ("How-to-Train-Kettles-and-Pans-by-Smith", 2),
        ("Kettles.pdf", 1),
        ('Look at our new work "How to Train Kettles" with @foo!', 1),
    ],
)
def test_the_paper_whose_title_stands_in_a_reference_comes_first(open_with: Opened, text: str, first: int) -> None:
    index, facts = open_with(REFERENCES)
    result = index.search(text, facts=facts)
    assert result.hits[0].id == first
    assert result.clauses[-1].end <= len(text)
    assert {*index.search(f'{text} "a bibliography"', facts=facts).ids} <= {3}  # what is in quotes is asked for


def test_a_citation_key_is_no_file_name(open_with: Opened) -> None:
    others = [paper(n, "Kettles of Smith", "How to train them, 2023.") for n in range(2, 9)]
    index, facts = open_with([paper(1, "On pans", citation_key="smith_2023_how_to_train"), *others])
    assert list(index.search("smith_2023_how_to_train", facts=facts).ids) == [1]


def test_a_hyphen_behind_a_bracket_leaves_nothing_out(alike: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = alike
    assert parse("(LLM)-based").root.children == (Word("LLM"), Word("based"))
    assert index.search("A (LLM)-based system, i.e. one that is", facts=facts).hits[0].id == 2
    assert parse("(a) -b").root.children == (Word("a"), Not(Word("b")))


@pytest.mark.parametrize("every", [4, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("length", "first"), [(90, 0.98), (130, 0.99)])
def test_the_beginning_of_a_real_abstract_finds_its_paper(
    shared: Path, open_with: Opened, length: int, first: float, every: int
) -> None:
    truth = json.loads((shared / "dumps" / "truth.json").read_text("utf-8"))
    abstracts = {r["title"]: r["abstract"] or "" for file in truth["files"] for r in file["records"] if r["title"]}
    index, facts = open_with(paper(i, *pair) for i, pair in enumerate(abstracts.items(), 1))
    pasted = [(i, text[:length]) for i, text in enumerate(abstracts.values(), 1) if len(text) >= length]
    found = [(number, index.search(text, facts=facts, limit=5)) for number, text in pasted[::every]]
    missed = [number for number, result in found if number not in [hit.id for hit in result.hits]]
    assert missed == []
    assert sum(result.hits[0].id == number for number, result in found) >= first * len(found) > 500 // every


def test_of_many_unknown_words_a_few_are_guessed_and_the_known_ones_answer(open_with: Opened) -> None:
    index, facts = open_with(
        [*random_papers(100), paper(200, "Graph transformers", "Attention for federated privacy.")]
    )
    unknown = [f"transformxr{a}{b}" for a in "abcdefgh" for b in "klmnopqrst"]
    result = index.search(" ".join([*unknown, "graph attention federated privacy"]), facts=facts)
    assert result.hits[0].id == 200
    assert len({typed for typed, _ in result.assumed}) <= MOST_GUESSED
    few = index.search(" ".join([*unknown[:3], "graph federated"]), facts=facts)
    assert 200 in few.ids


@pytest.mark.parametrize("length", [40, 3000])
def test_a_long_chinese_text_is_its_rarest_terms(open_with: Opened, length: int) -> None:
    long = "".join(chr(0x4E00 + (i * i * 7 + i) % 4000) for i in range(length))
    sentences = "，".join(long[i : i + 30] for i in range(0, length, 30))
    index, facts = open_with(
        [paper(1, "深度学习", long), paper(2, "综述", sentences), paper(3, "本文综述", "大语言模型")]
    )
    for text, papers in ((long, {1, 2}), (sentences, {1, 2}), (long[: length // 2], {1, 2})):
        result = index.search(text, facts=facts)
        assert set(result.ids) & papers, text[:20]
        plan = Compiler(Lexicon(index.snapshot), facts).plan(parse(text))
        assert len(plan.clauses) <= MAX_TERMS


def test_many_words_with_a_minus_are_left_out(open_with: Opened) -> None:
    index, facts = open_with([*(paper(n, f"w{n} paper") for n in range(60)), paper(99, "Another paper")])
    text = " ".join(f"-w{n}" for n in range(60))
    assert list(index.search(text, facts=facts).ids) == [99]
    assert set(index.search(f"paper {text} -another ", facts=facts).ids) == set()
    assert parse(" ".join(["-w"] * (MAX_CLAUSES + 1))).root.children == (Not(Word("w")),) * MAX_CLAUSES


def test_a_long_list_of_alternatives_keeps_its_filters(open_with: Opened) -> None:
    index, facts = open_with([*(paper(n, f"w{n} paper") for n in range(60)), paper(99, "Another paper")])
    facts.hold("starred", "", {3, 50, 99})
    words = " OR ".join(f"w{n}" for n in range(60))
    assert set(index.search(f"{words} ", facts=facts).ids) == set(range(60))
    assert set(index.search(f"is:starred {words}", facts=facts).ids) == {3, 50}
    assert set(index.search(f"{'(' * 40}{words}{')' * 40} is:starred", facts=facts).ids) == {3, 50}
    assert set(index.search(f"title:({words}) is:starred", facts=facts).ids) == {3, 50}
    many = " OR ".join(f"w{n}" for n in range(5000))
    found = index.search(f"{many} is:starred", facts=facts)
    assert set(found.ids) == {3, 50}
    assert f"Only the first {MAX_CLAUSES} words of the query count." in found.notes


def test_a_pasted_text_keeps_its_filters(alike: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = alike
    facts.hold("starred", "", {20})
    text = " ".join([OPENING] * 3)
    assert list(index.search(text, facts=facts).ids) == [1]
    for asking in (f"{text} is:starred", f"is:starred {text}"):
        assert list(index.search(asking, facts=facts).ids) == [20]
    facts.hold("starred", "", {1})
    assert 1 not in index.search(f"-is:starred {text}", facts=facts).ids


def test_papers_like_a_text_have_a_share_of_what_the_best_one_has(open_with: Opened) -> None:
    """Five of twelve words that all count alike are enough, two are not."""
    words = [f"{a}{b}mo" for a in ("ba", "ce", "di", "fo") for b in ("lu", "ne", "ri")] * 2
    held = [words[:12], *(words[n : n + 5] for n in range(12)), *(words[n : n + 2] for n in range(12))]
    texts = [" stone ".join(some) + " stone" * 2 * (12 - len(some)) for some in held]
    index, facts = open_with(paper(n, f"Paper {n}", text) for n, text in enumerate([*texts, *["stone"] * 100]))
    result = index.search(" ".join(reversed(words[:12])), facts=facts)
    assert (set(result.ids), result.ids[0], result.notes) == (set(range(13)), 0, (AS_TEXT,))
