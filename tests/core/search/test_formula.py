"""The ranking formula and the analysis, against plain reference implementations."""

import math
from collections import Counter

import pytest
from whoosh import query

from readinglist.core.records import IndexDocument
from readinglist.core.search import SearchIndex
from readinglist.core.search.analysis import acronyms, fold, located_tokens, raw_tokens, stem
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.queries import Alternatives, AnyField, Form
from readinglist.core.search.evaluation.ranking import LEAST_IDF, Weights
from tests.core.search.conftest import Opened, paper, random_papers

FIELDS = ("title", "abstract", "note")


def reference(papers: list[IndexDocument], word: str, weights: Weights) -> dict[int, float]:
    """BM25F as the docstring of ``ranking`` has it, word by word, for exact (1.0) and same-stem (0.8) matches."""
    tokens = {(p.id, f): [t for t, *_ in located_tokens(getattr(p, f))] for p in papers for f in FIELDS}
    lengths = {(p.id, f): len({pos for _, pos, *_ in located_tokens(getattr(p, f))}) for p in papers for f in FIELDS}
    found = {}
    for p in papers:
        tf = 0.0
        for f in FIELDS:
            counts = Counter(tokens[p.id, f])
            form = sum(n * (1.0 if t == word else 0.8) for t, n in counts.items() if stem(t) == stem(word))
            having = [lengths[q.id, f] for q in papers if lengths[q.id, f]]
            average = max(1.0, sum(having) / len(having)) if having else 1.0
            b = weights.b.get(f, 0.6)
            tf += weights.boost(f) * form / (1 - b + b * lengths[p.id, f] / average)
        if tf:
            found[p.id] = tf
    n = len(found)
    idf = max(math.log((len(papers) - n + 0.5) / (n + 0.5)), LEAST_IDF)
    return {number: idf * tf / (weights.k1 + tf) for number, tf in found.items()}


@pytest.mark.parametrize("word", ["graph", "learning", "of", "finetuning", "reward", "the", "gpt4", "generative"])
def test_scores_follow_the_formula(open_with: Opened, word: str) -> None:
    papers = random_papers(150)
    index, _ = open_with(papers[:100])
    index.apply(papers[100:], [3, 4], 2)  # in memory, and with deletions
    live = [p for p in papers if p.id not in (3, 4)]
    tree = AnyField(FIELDS, (Form("exact", word, 0.2), Form("family", word, 0.8)))
    assert scores(index, tree) == pytest.approx(reference(live, word, Weights()), rel=1e-4)


def scores(index: SearchIndex, tree: query.Query) -> dict[int, float]:
    """What each paper has."""
    found = zip(index.snapshot.segments, Evaluator(index.snapshot).matches(tree), strict=True)
    return {int(s.columns.papers[d]): float(n) for s, (docs, all_) in found for d, n in zip(docs, all_, strict=True)}


def test_of_ways_to_write_one_thing_the_best_counts(open_with: Opened) -> None:
    index, _ = open_with(random_papers(150))
    parts = [AnyField(FIELDS, (Form("exact", word),)) for word in ("graph", "reward", "privacy")]
    by_part = [scores(index, part) for part in parts]
    expected = {paper: max(part.get(paper, 0.0) for part in by_part) for part in by_part for paper in part}
    assert scores(index, Alternatives(parts)) == pytest.approx(expected)
    assert scores(index, query.Or(parts)) != pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Fine-tuning", ["fine", "tuning", "finetuning"]),
        ("GPT-3.5-turbo", ["gpt", "3", "5", "turbo", "gpt3", "gpt35", "gpt35turbo"]),
        ("C++, C# and A+", ["c++", "c#", "and", "a"]),
        ("AlphaFold++", ["alphafold", "alphafold++"]),
        ("BERT's don't", ["bert", "dont"]),
        ("π_0 Se^2 $100K", ["pi", "0", "pi0", "se", "2", "se2", "100k"]),
        ("Café naïve Müller Øre ﬁne", ["cafe", "naive", "muller", "ore", "fine"]),
        ("fine‑tuning – fine—tuning", ["fine", "tuning", "finetuning", "fine", "tuning"]),
        ("深度学习 BERT模型", ["深", "深度", "度", "度学", "学", "学习", "习", "bert", "模", "模型", "型"]),
        ("x" * 500, ["x" * 64]),
        ("", []),
    ],
)
def test_text_to_terms(text: str, terms: list[str]) -> None:
    assert [term for term, *_ in located_tokens(text)] == terms


def test_located_terms_stand_where_they_say() -> None:
    text = "Ünïcode: fine‑tuning of ﬁre, π_0, 深度学习"
    for term, _, start, end in located_tokens(text):
        assert "".join(raw_tokens(text[start:end])).replace("-", "").replace("_", "") == term
        assert fold(text[start:end]).replace("-", "").replace("_", "") == term


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("reinforcement learning from human feedback (RLHF)", [("rlhf", "reinforcement learning from human feedback")]),
        ("Chain of Thought (CoT) prompting", [("cot", "chain thought")]),
        ("large language models (LLMs) help", [("llm", "large language models")]),
        ("nothing (see Figure 2) here (A)", []),
        ("retrieval-augmented generation (RAG)", [("rag", "retrieval augmented generation")]),
    ],
)
def test_acronyms_that_a_text_defines(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [(a, b.replace(" of ", " ")) for a, b in acronyms(text)] == pairs


def test_a_word_in_most_papers_weighs_almost_nothing(open_with: Opened) -> None:
    papers = [paper(i, "common words here") for i in range(1, 30)] + [paper(40, "common rare", "rare")]
    index, facts = open_with(papers)
    assert index.search("common", facts=facts).hits[0].score < 0.02
    assert index.search("rare", facts=facts).hits[0].score > 1
    assert index.marker("common rare", facts=facts).common == {"common"}
