"""Whoever types a title, or a part of one, finds that paper first: small tables, a reference, and all real titles."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.records import IndexDocument
from readinglist.core.search import SearchIndex, parse
from readinglist.core.search.compiling.compiler import Compiler
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.ranking import WHOLE_TITLE_BONUS, Weights, idf
from readinglist.core.search.evaluation.titles import title_gains
from readinglist.core.search.query.wording import STOP_WORDS
from tests.core.search.conftest import MemoryFacts, Opened, paper, random_papers
from tests.examples import examples

ABOUT = "Large language models (LLMs) are surveyed. This survey of large language models is on what language models do."
PAPERS = [
    paper(1, "A Survey of Large Language Models", "They have become many."),
    paper(2, "Large Language Models: A Survey", ABOUT),
    paper(3, "A Survey on Large Language Models for Recommendation", ABOUT),
    paper(4, "Fine-Tuning or Retrieval? Comparing Knowledge Injection in LLMs", ABOUT),
    paper(5, "How Multilingual is Multilingual LLM?", ABOUT),
    paper(6, "Continual Learning for Large Language Models: A Survey", ABOUT),
    paper(7, "Attention Is All You Need", "The transformer."),
    paper(8, "Multilingual language models of the survey", ABOUT * 3),
    *(paper(i, f"Language models of kind {i}, surveyed at large", ABOUT) for i in range(20, 50)),
]

FIRST = [
    ("A survey of large language models", 1),
    ("a survey of large language models", 1),
    ("survey of large language models", 1),
    ("Large Language Models: A Survey", 2),
    ("large language models a survey", 2),
    ("a survey of llms", 1),
    ("a survey of large lnguage models", 1),
    ("a survey of large language mod", 1),
    ("A survey on large language models for recommendation", 3),
    ("survey large language models recommendation", 3),
    ("a survey on large language models for", 3),
    ("fine-tuning or retrieval? comparing knowledge injection in LLMs", 4),
    ("finetuning or retrieval comparing knowledge injection in large language models", 4),
    ("How Multilingual is Multilingual LLM?", 5),
    ("Continual Learning for Large Language Models: A Survey", 6),
    ("attention is all you need", 7),
    ("is:unread a survey of large language models", 1),
]


#: Groups with what asks nothing of a title: a filter, what is left out.
NESTED = [
    "survey (large -kind)", "(language -kind) survey", "survey (models (large -kind))",
    '"large language" (survey -kind)',
    'survey (models -"of kind")', "survey (is:unread language)", "survey (language tag:none)", "survey (is:unread)",
    "survey (-kind)", "survey (is:unread OR language)", "survey ((large OR kind) -(s", "survey -(kind) (-attention)",
    "survey (language year:2020)", "survey (-is:starred (large -(kind attention)))",
]  # fmt: skip


@pytest.fixture
def library(open_with: Opened) -> tuple[SearchIndex, MemoryFacts]:
    return open_with(PAPERS)


@pytest.mark.parametrize("text", NESTED)
def test_groups_with_filters_and_exclusions_are_ranked(library: tuple[SearchIndex, MemoryFacts], text: str) -> None:
    index, facts = library
    ranked = index.search(text, facts=facts)
    assert sorted(ranked.ids) == sorted(index.search(text, facts=facts, sort="title").ids)


ATOMS = st.sampled_from(
    ("survey", "large", '"language models"', "is:unread", "tag:none", "seen:>1", "kind", "abou", "of")
)
NESTS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({' '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"-{part}"),
    ),
    max_leaves=8,
)


@examples(150)
@given(parts=st.lists(NESTS, min_size=1, max_size=3), end=st.sampled_from(("", " ", ")", "-(s")))
def test_any_nesting_is_ranked(library: tuple[SearchIndex, MemoryFacts], parts: list[str], end: str) -> None:
    test_groups_with_filters_and_exclusions_are_ranked(library, " ".join(parts) + end)


@pytest.mark.parametrize(("text", "first"), FIRST)
def test_a_title_is_found_first(library: tuple[SearchIndex, MemoryFacts], text: str, first: int) -> None:
    index, facts = library
    assert index.search(text, facts=facts).hits[0].id == first


@pytest.mark.parametrize("text", ["large language model survey", "survey large language models", "llm survey"])
def test_titles_with_all_words_and_little_else_come_before_others(
    library: tuple[SearchIndex, MemoryFacts], text: str
) -> None:
    index, facts = library
    assert {hit.id for hit in index.search(text, facts=facts, limit=2).hits} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "a survey on large language models for recommendation",
        "fine-tuning or retrieval comparing knowledge injection in",
    ],
)
def test_a_title_is_no_text_of_which_some_words_are_enough(library: tuple[SearchIndex, MemoryFacts], text: str) -> None:
    index, facts = library
    result = index.search(text, facts=facts)
    assert (result.total, result.notes) == (1, ())


def test_a_text_finds_papers_that_are_like_it_and_says_so(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    result = index.search("what is it that you need, is it attention or is it the transformers of today?", facts=facts)
    assert (list(result.ids), len(result.notes)) == ([7], 1)


def reference(documents: list[IndexDocument], words: list[str], weights: Weights) -> dict[int, float]:
    """What titles gain, as the docstring of ``ranking`` has it, for words that are there as they stand."""
    telling = [word for word in words if word not in STOP_WORDS]
    gains = {}
    for document in documents:
        title = re.findall(r"\w+", document.title.lower())
        if not set(telling) <= set(title):
            continue
        rest = len([word for word in title if word not in STOP_WORDS])
        gain = WHOLE_TITLE_BONUS if title == words else 0.0
        if len(words) == 1:
            gain += weights.title_word * min(1.0, idf(len(documents), len(documents) // 3))
        if len(words) > 1:
            holding = {w: sum(w in re.findall(r"\w+", d.title.lower()) for d in documents) for w in telling}
            in_text = {w: sum(w in re.findall(r"\w+", d.abstract.lower()) for d in documents) for w in telling}
            strength = sum(max(1.0, idf(len(documents), max(holding[w], in_text[w]))) for w in telling)
            places = [i for i in range(len(title)) if title[i : i + len(words)] == words]
            order = weights.title_order * bool(places) + weights.title_begins * (places[:1] == [0])
            gain += strength * (weights.title_share * min(1.0, len(telling) / rest) ** 2 + order)
        gains[document.id] = gain
    return gains


@pytest.mark.parametrize(
    "words",
    [["vision", "attention"], ["vision", "of", "policy"], ["reward"], ["the", "neural"], ["bound", "code", "a"]],
)
def test_gains_follow_the_formula(open_with: Opened, words: list[str]) -> None:
    documents = [d for d in random_papers(400) if "-" not in d.title + d.abstract and "c++" not in d.title.lower()]
    documents = [paper(d.id, d.title, d.abstract) for d in documents]
    index, facts = open_with(documents[:100])
    index.apply(documents[100:], [], 2)
    snapshot = index.snapshot
    plan = Compiler(Lexicon(snapshot), facts).plan(parse(" ".join(words) + " "))
    # the very words: stems and beginnings have tests of their own
    ways = [way for way in plan.titles[:1] if all(form.text in words for form in way.forms)]
    everything = [(allowed.docs, allowed.docs) for allowed in Evaluator(snapshot).everything()]
    found = {
        int(segment.columns.papers[number]): float(gain)
        for segment, gains in zip(
            snapshot.segments, title_gains(snapshot, ways, everything, len(documents) // 3), strict=True
        )
        for number, gain in enumerate(gains)
        if gain
    }
    expected = reference(documents, words, snapshot.weights)
    exact = {d.id for d in documents if set(words) - STOP_WORDS <= set(re.findall(r"\w+", d.title.lower()))}
    assert {i: found.get(i, 0.0) for i in exact} == pytest.approx(expected, rel=1e-4)


def _forms(title: str) -> dict[str, str]:
    """Ways in which people type a title."""
    words = title.split()
    forms = {"exact": title, "small letters": title.lower()}
    forms |= {f"first {n} words": " ".join(words[:n]) for n in (5, 6, 7) if n < len(words)}
    content = [word for word in words if re.sub(r"\W", "", word.lower()) not in STOP_WORDS]
    return forms | ({"without stop words": " ".join(content)} if len(content) > 1 else {})


def test_all_real_titles_are_found(shared: Path, open_with: Opened) -> None:
    truth = json.loads((shared / "dumps" / "truth.json").read_text("utf-8"))
    abstracts = {r["title"]: r["abstract"] or "" for file in truth["files"] for r in file["records"] if r["title"]}
    index, facts = open_with(paper(i, *pair) for i, pair in enumerate(abstracts.items(), 1))
    ranks: dict[str, list[int]] = {}
    for number, title in enumerate(abstracts, 1):
        for kind, text in _forms(title).items() if number % 4 == 0 else [("exact", title)]:
            ids = index.search(text, facts=facts, limit=5).ids[:5]
            ranks.setdefault(kind, []).append(ids.index(number) + 1 if number in ids else 99)
    assert len(ranks["exact"]) >= 621
    for kind, found in ranks.items():
        first, fifth = np.mean(np.array(found) == 1), np.mean(np.array(found) <= 5)
        least_fifth, least_first = (1.0, 1.0) if kind in ("exact", "small letters") else (0.995, 0.99)
        assert fifth >= least_fifth and first >= least_first, kind


def test_a_word_of_the_title_counts_more_than_ten_in_an_abstract(open_with: Opened) -> None:
    """Those of compounds count as beginnings of a word that may go on, too."""
    often = "Pruning-inputs and pruning, " * 6
    papers = [paper(1, "Curating Instructions", often), paper(2, "Pruning the Sentences of a Long Text", "Pruning.")]
    index, facts = open_with([*papers, *(paper(n, f"Filler {n}", "Pruning of trees.") for n in range(3, 8))])
    for text in ("prun", "pruning", "pruning "):
        assert index.search(text, facts=facts).ids[0] == 2, text


VERY = ["Gloxinia model", "Gloxinia models", "Modeling gloxinia", "Wombat generators", "Wombat generator"]
VERY += ["Zygomorphic fine-tuning", "Zygomorphic finetuning", "Zygomorphic fine-tunings", "Wombats"]


@pytest.mark.parametrize("title", VERY)
def test_a_title_in_the_very_words_comes_before_one_in_other_forms_of_them(open_with: Opened, title: str) -> None:
    beside = [paper(50 + n, f"Filler {n}", "gloxinia models of wombat generators") for n in range(30)]
    abstracts = [f"{other} and {other} again" if other != title else "" for other in VERY]
    papers = [paper(n, other, text) for n, (other, text) in enumerate(zip(VERY, abstracts, strict=True))]
    index, facts = open_with([*papers, *beside])
    assert index.search(title.lower(), facts=facts).ids[0] == VERY.index(title)


def test_another_way_to_write_the_words_is_no_better_than_the_words(open_with: Opened) -> None:
    """Few papers write it as one word or as the acronym: these weigh no more for that."""
    filler = [paper(i, "Clocks and calendars", f"The {word} of a village.") for i, word in enumerate("abcdefghi", 20)]
    times = [paper(i, "Clocks", "In time.") for i in range(40, 60)] + [
        paper(i, "Sums", "In series.") for i in range(60, 80)
    ]
    spaced = [paper(i, "Rivers", "A time series of depths, and a time series of widths.") for i in (1, 2, 3)]
    others = [
        paper(4, "Rivers", "A time-series of depths, and of widths and of lengths."),
        paper(5, "Rivers", "A time series (TS) of depths, and of widths and lengths."),
        paper(6, "Rivers", "A timeseries of depths, and of widths and of lengths."),
    ]
    index, facts = open_with([*filler, *times, *others, *spaced])
    for text in ("time series", "time series "):
        found = list(index.search(text, facts=facts).ids)
        assert set(found[:3]) == {1, 2, 3}, (text, found)
        assert {4, 5, 6} <= set(found)
