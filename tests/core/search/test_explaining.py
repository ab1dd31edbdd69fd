"""What is said of a score: the lines add up to it, and name what is there and nothing else."""

import re

import pytest

from readinglist.core.records import WHOLE
from readinglist.core.search import SearchIndex
from readinglist.core.search.evaluation.explaining import LEAST
from tests.core.search.conftest import MemoryFacts, Opened, paper, random_papers

Small = tuple[SearchIndex, MemoryFacts]
PAPERS = [
    paper(901, "A survey on mixture of experts", "Mixture of experts (MoE) is chain of thought. MoE helps."),
    paper(902, "Zygomorphic", "Chain of thought in a gloxinia.", note="a chain of thought", authors=("Émile Borel",)),
    paper(903, "π_0: a flow model", "A policy for robots.", method="pi0", citation_key="borel2024flow"),
    paper(904, "Reinforcement learning from human feedback", "Human feedback (RLHF: reinforcement learning)."),
]
PASTED = """We study the robustness of multi-modal transformers with private data, and a bound for federated
learning of images in theory; the effect of prompts on an agent is causal."""
QUERIES = f"""
graph
graph networks
graph learning -image
graph OR vision
(graph neural) OR "language model"
"chain of thought"
title:graph
title:"graph network"
title:(graph OR vision) models
author:emile
survey on mixture of experts
A Survey on Mixture of Experts
a survey of the experts
moe experts
pi0
pi 0
borel2024flow
zygomorphic
zygomorfic
robustnes theory
fine-tuning
finetuning of models
fine tuning data
gpt-4 vision
gpt4
rlhf
reinforcement learning from human feedback
robus transf
robus transf zygo gloxinia
multi-modal gloxinia experts survey theory
mixture of experts chain of thought moe helps
the effect of a graph in the theory of vision with prompts
learn*
instr*
is:starred graph
-is:starred graph learning
{" ".join(PASTED.split())}
""".strip().split("\n")  # fmt: skip


@pytest.fixture
def library(open_with: Opened) -> Small:
    index, facts = open_with([*random_papers(700), *PAPERS[:2]])
    index.apply(PAPERS[2:], [5, 6], 2)  # in memory, and with deletions
    facts.papers = sorted({*facts.papers, 903, 904} - {5, 6})
    facts.hold("starred", "", {7, 8, 20, 33})
    return index, facts


def shares(lines: list[str]) -> list[float]:
    return [float(found[1]) for line in lines if (found := re.match(r".*? (\d+\.\d\d): ", line))]


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("how", [{}, {"literal": True}, {"sort": "title"}])
def test_the_lines_add_up_to_the_score(library: Small, text: str, how: dict[str, object]) -> None:
    index, facts = library
    for end in ("", WHOLE):
        result = index.search(text + end, facts=facts, explain=True, limit=30, **how)  # type: ignore[arg-type]
        for hit in result.hits:
            lines = list(result.explanation[hit.id])
            assert len(shares(lines)) == len(lines) == len(set(lines))
            slack = 1e-4 * hit.score + LEAST * (len(lines) + 8)  # rounded; what is less than that is not shown
            assert sum(shares(lines)) == pytest.approx(hit.score, abs=slack), lines


def test_the_lines_of_papers_that_are_not_among_the_best_add_up_too(
    library: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readinglist.core.search.finding.RESCORED", 3)
    index, facts = library
    told = index.search("training data ", facts=facts, explain=True, limit=200)
    assert told.total > 20
    for hit in told.hits:
        lines = list(told.explanation[hit.id])
        assert sum(shares(lines)) == pytest.approx(hit.score, abs=1e-4 * hit.score + LEAST * (len(lines) + 8)), lines


def test_parts_too_small_to_be_shown_are_shown_together(open_with: Opened) -> None:
    common = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda omicron"
    index, facts = open_with([paper(number, f"Paper {number}", common) for number in range(1, 400)])
    result = index.search(f"{common} paper ", facts=facts, explain=True, limit=3)
    for hit in result.hits:
        lines = result.explanation[hit.id]
        assert sum(shares(list(lines))) == pytest.approx(hit.score, abs=0.006 * len(lines)), lines
        assert any(line.startswith("smaller parts") for line in lines), (lines, hit.score)


def test_most_queries_of_the_table_find_something(library: Small) -> None:
    index, facts = library
    assert sum(bool(index.search(text, facts=facts).total) for text in QUERIES) > len(QUERIES) * 0.8


@pytest.mark.parametrize(
    ("text", "number", "told"),
    [
        ('"chain of thought"', 901, "chain of thought {}: abstract"),
        ('"chain of thought"', 902, "chain of thought {}: abstract, note"),
        ("A Survey on Mixture of Experts", 901, "title {}: the query is the whole title"),
        ("pi0", 903, "pi0 {}: it is the name or the citation key"),
        ("author:emile ", 902, "emile {}: authors (emile)"),
        ("human feedback", 904, "human feedback {}: next to each other in title"),
        ("mixture ", 901, "title {}: it has the word"),
    ],
)
def test_what_is_named_is_there(library: Small, text: str, number: int, told: str) -> None:
    index, facts = library
    lines = index.search(text, facts=facts, explain=True).explanation[number]
    assert [re.sub(r"\d+\.\d\d", "{}", line) for line in lines].count(told) == 1


def test_the_very_name_is_marked_as_exact(library: Small) -> None:
    index, facts = library
    (mark,) = index.marker("author:emile ", facts=facts).spans("authors", "Émile Borel")
    assert mark.why == "exact"
