"""Other ways to write what was typed: acronyms spelled out with hyphens, and plurals that no stem tells."""

import pytest

from tests.core.search.conftest import Opened, paper

PAPERS = [
    paper(1, "Low-Rank Adaptation (LoRA) of models", "Rank comes first, and adaptation is low."),
    paper(2, "LoRA for robots"),
    paper(3, "Chain-of-Thought (CoT) prompts"),
    paper(4, "CoT for robots"),
    paper(5, "An adaptation for low ranks"),
    paper(6, "Analyses of matrices"),
    paper(7, "An analysis of a matrix"),
    paper(8, "Corpora and criteria"),
    paper(9, "A corpus, a criterion"),
    paper(10, "Bases of knowledge"),
    paper(11, "A basis"),
    paper(12, "Persons"),
    paper(13, "A persona"),
    paper(14, "Indices and formulae"),
    paper(15, "An index, a formula"),
    paper(16, "What indicates it"),
]
FORMS = [
    ("low-rank adaptation", {1, 2, 5}),
    ("low rank adaptation", {1, 2, 5}),
    ("low-rank adaptations", {1, 2, 5}),
    ("low-rank adaptation robots", {2}),
    ("chain-of-thought", {3, 4}),
    ("chain-of-thoughts", {3, 4}),
    ("robots chain-of-thought", {4}),
    ("lora", {1, 2}),
    ("analysis", {6, 7}),
    ("analyses", {6, 7}),
    ("matrix", {6, 7}),
    ("matrices", {6, 7}),
    ("corpus", {8, 9}),
    ("corpora criterion", {8, 9}),
    ("index", {14, 15}),
    ("indices", {14, 15}),
    ("formula indices", {14, 15}),
    ("basis ", {11}),
    ("bases ", {10}),
    ("person ", {12, 13}),  # the last word may go on
    ("person robot", set()),
    ("robot al", set()),  # as one word it has the stem of the first one
    ("robot-al", set()),
    ("adapt ation", {1, 5}),
]


@pytest.mark.parametrize(("typed", "found"), FORMS)
def test_what_is_written_otherwise_is_found(open_with: Opened, typed: str, found: set[int]) -> None:
    index, facts = open_with(PAPERS)
    result = index.search(typed, facts=facts)
    assert (set(result.matching), result.assumed) == (found, ())


def test_the_very_word_comes_first(open_with: Opened) -> None:
    index, facts = open_with(PAPERS)
    assert index.search("analysis", facts=facts).ids[0] == 7
    assert index.search("analyses", facts=facts).ids[0] == 6
    assert list(index.search("analysis", facts=facts, literal=True).ids) == [7]


def test_what_stands_for_it_is_marked(open_with: Opened) -> None:
    index, facts = open_with(PAPERS)
    title = "LoRA for robots"
    spans = index.marker("low-rank adaptation", facts=facts).spans("title", title)
    assert [title[s.start : s.end] for s in spans] == ["LoRA"]
