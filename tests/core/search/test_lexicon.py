"""What the library's own words tell about a typed one: words written as one, slips of the keyboard, likelier words."""

import pytest

from readinglist.core.search import SearchIndex
from readinglist.core.search.compiling.lexicon import MOST_DIVIDED, Lexicon
from tests.core.search.conftest import MemoryFacts, Opened, paper

Small = tuple[SearchIndex, MemoryFacts]

JOINED = [
    paper(1, "When do curricula work in federated learning?", "On clients."),
    paper(2, "Clients", "We study federated learning of graph neural networks."),
    paper(3, "Federated analytics", "Learning is federated here, and a net that does work is out of scope."),
    paper(4, "Networks", "A network of frameworks."),
    paper(5, "GraphNeural: code", "Training a chain of thought."),
    paper(6, "Graph neural models", "A graph neural prior for a chain of thought."),
    paper(7, "Timeseries", "One word for all."),
    paper(8, "Robots", "We train iing models."),
]


@pytest.fixture
def joined(open_with: Opened) -> Small:
    return open_with(JOINED)


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("federatedlearning", [1, 2]),  # the title first
        ("federatedlear", [1, 2]),
        ("federatedlea", [1, 2]),
        ("federatedlearning clients", [2, 1]),
        ("clients federatedlearning ", [2, 1]),
        ("title:federatedlearning", [1]),
        ("-federatedlearning federated ", [3]),
        ("chainofthought", [5, 6]),  # three words, one of them short
        ("graphneural ", [5, 6, 2]),  # one paper writes it so, more do not
        ("graphneuralnetworks", [2]),
        ("network", [4, 2]),  # no paper has a net work
        ("timeseries", [7]),
        ('"federatedlearning"', []),
        ("learningfederated ", []),
    ],
)
def test_words_written_as_one_find_those_next_to_each_other(joined: Small, text: str, papers: list[int]) -> None:
    index, facts = joined
    result = index.search(text, facts=facts)
    assert (list(result.ids), result.assumed) == (papers, ())


def test_a_slip_is_no_word_written_as_two(joined: Small) -> None:
    """Though a paper has a misprint that makes two of it."""
    index, facts = joined
    for text in ("trainiing", "trainiing "):
        assert index.search(text, facts=facts).assumed == (("trainiing", "training"),)


def test_words_written_as_one_are_marked(joined: Small) -> None:
    index, facts = joined
    title = "When do curricula work in federated learning?"
    for typed in ("federatedlearning", "federatedlear"):
        spans = index.marker(typed, facts=facts).spans("title", title)
        assert [(title[span.start : span.end], span.why) for span in spans] == [("federated learning", "variant")]


def test_of_very_many_words_the_first_ones_are_divided(joined: Small) -> None:
    index, facts = joined
    many = " OR ".join(f"qqqqqq{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MOST_DIVIDED))
    assert index.search(f"federatedlearning OR {many} ", facts=facts).total == 2
    assert index.search(f"{many} OR federatedlearning ", facts=facts).total == 0


def test_of_several_ways_to_divide_a_word_the_usual_one_counts(open_with: Opened) -> None:
    papers = [paper(n, f"The rapist number {n}") for n in range(3)] + [paper(9, "A therapist is there")]
    index, _ = open_with([*papers, paper(10, "Nowhere"), paper(11, "Now here"), paper(12, "No where")])
    lexicon = Lexicon(index.snapshot)
    assert lexicon.divided("therapist") == ("the rapist",)
    assert lexicon.divided("nowhere") == ()  # as often as one word
    assert lexicon.divided("rapist") == ()


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("title:halucin", (("halucin", "hallucin"),)),  # half typed: a beginning of the field's words
        ("abstract:halucin", ()),
        ("title:halucin ", ()),  # no word is written so
        ("abstract:quraks", (("quraks", "quarks"),)),
        ("title:quraks ", ()),
    ],
)
def test_a_typing_error_is_one_of_the_words_of_its_field(
    open_with: Opened, text: str, assumed: tuple[tuple[str, str], ...]
) -> None:
    index, facts = open_with([paper(1, "Hallucinations in models", "On quarks."), paper(2, "Quarksville", "Models.")])
    result = index.search(text, facts=facts)
    assert (result.assumed, result.total if assumed else 1) == (assumed, 1)


@pytest.mark.parametrize(("wrong", "right", "taken"), [(1, 30, True), (1, 29, False), (2, 60, True), (3, 100, False)])
def test_a_word_of_a_paper_or_two_may_be_an_error_in_them(
    open_with: Opened, wrong: int, right: int, taken: bool
) -> None:
    """Of which another one of thirty times as many papers is like it; looked for where nothing is found."""
    others = [paper(100 + n, "A transformer for speech") for n in range(right)]
    index, facts = open_with([*(paper(1 + n, "A transfomer story") for n in range(wrong)), *others])
    result = index.search("transfomer speech", facts=facts)
    assert (result.assumed, result.total) == (((("transfomer", "transformer"),), right) if taken else ((), 0))
    assert index.search("transfomer", facts=facts).total == wrong
