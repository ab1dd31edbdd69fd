"""An empty answer names the clauses that emptied it, counts what there is without them, and says what may be meant."""

import numpy as np
import pytest

from readinglist.core.records import WHOLE, Emptiness
from readinglist.core.search import SearchIndex, parse
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.query.emptiness import Clauses, explain_emptiness
from readinglist.core.search.searching import _Known
from tests.core.search.conftest import MemoryFacts, Opened, paper
from tests.timing import linear

PAPERS = [
    paper(1, "Graph neural networks", "Message passing on molecules.", tags=("chemistry",), authors=("Ada Lovelace",)),
    paper(2, "Graph theory", "Colourings of planar wavelets."),
    paper(3, "Language models", "Neural networks for text."),
    paper(4, "Vision", "Networks that see."),
    paper(5, "An old idea", "About quarks."),
]


@pytest.fixture
def library(open_with: Opened) -> tuple[SearchIndex, MemoryFacts]:
    index, facts = open_with(PAPERS)
    facts.hold("tag", "chemistry", {1})
    facts.hold("tag", "to read", {2, 3})
    facts.hold("author", "Ada Lovelace", {1})
    facts.hold("dump", "april.txt", {1, 2, 3, 4})
    facts.hold("starred", "", {1})
    facts.hold("status", "dismissed", {5})
    facts.hold("status", "read", {2})
    facts.columns["year"] = {1: 2021, 2: 2023}
    facts.columns["seen"] = {1: 1, 2: 2, 3: 1, 4: 1, 5: 1}
    return index, facts


def told(library: tuple[SearchIndex, MemoryFacts], text: str, view: str = "library") -> Emptiness:
    index, facts = library
    result = index.search(text + WHOLE, facts=facts, view=view)
    assert result.total == 0
    assert result.emptiness is not None
    return result.emptiness


REASONS = [
    # what was typed, the clauses that have to go, papers without them
    ("qqqqqq", ["qqqqqq"], None),
    ("graph qqqqqq", ["qqqqqq"], 2),
    ("tag:nonesuch", ["tag:nonesuch"], None),
    ("tag:nonesuch graph", ["tag:nonesuch"], 2),
    ("graph tag:nonesuch qqqqqq", ["tag:nonesuch", "qqqqqq"], 2),
    ("status:reading", ["status:reading"], None),
    ("status:reading is:starred", ["status:reading"], 1),
    ("is:starred status:read", ["status:read"], 1),  # of two that leave as many, the one typed last
    ("graph year:1990", ["year:1990"], 2),
    ("year:1990 seen:>7 graph", ["year:1990", "seen:>7"], 2),
    ("networks theory", ["theory"], 3),
    ("molecules colourings", ["colourings"], 1),
    ('"neural graph" text', ['"neural graph"'], 1),
    ("-networks -graph -old ", ["-networks"], 2),
    ("graph (qqqqqq OR wwwwww)", ["qqqqqq OR wwwwww"], 2),
    ("graph title:(qqqqqq OR wwwwww)", ["title:(qqqqqq OR wwwwww)"], 2),
    ("graph abstract:(qqqqqq)", ["abstract:(qqqqqq)"], 2),
    ("graph text tag:chemistry", ["text"], 1),
    ('title:"vision the', ['title:"vision the'], None),
    ("molecules is:dismissed", ["is:dismissed"], 1),  # it matches, but nothing that this view shows
]


@pytest.mark.parametrize(("text", "clauses", "without"), REASONS)
def test_the_clauses_that_emptied_the_answer_are_named(
    library: tuple[SearchIndex, MemoryFacts], text: str, clauses: list[str], without: int | None
) -> None:
    emptiness = told(library, text)
    assert ([clause.text for clause in emptiness.clauses], emptiness.without) == (clauses, without)
    said = " ".join(emptiness.sentences)
    assert all(f"“{clause}”" in said for clause in clauses)
    if without is not None:
        index, facts = library
        assert index.search(emptiness.query + WHOLE, facts=facts).total == without


def test_words_that_never_meet_are_counted_each(library: tuple[SearchIndex, MemoryFacts]) -> None:
    sentences = told(library, "molecules colourings").sentences
    assert sentences[1:] == ("Without “colourings”: 1 paper.", "“colourings” alone: 1 paper.")
    assert len(told(library, "graph qqqqqq").sentences) == 2  # nothing has the other one


@pytest.mark.parametrize(
    ("text", "view", "elsewhere", "said"),
    [
        ("is:dismissed", "library", 1, "1 paper matches outside this view."),
        ("quarks", "library", 1, "1 paper matches outside this view."),
        ("language", "starred", 1, "1 paper matches outside this view."),
        ("language", "reading", 1, "1 paper matches outside this view."),
        ("qqqqqq", "reading", 0, "There is no paper in this view."),
    ],
)
def test_the_view_is_named_where_it_is_the_reason(
    library: tuple[SearchIndex, MemoryFacts], text: str, view: str, elsewhere: int, said: str
) -> None:
    emptiness = told(library, text, view)
    assert (emptiness.clauses, emptiness.elsewhere, emptiness.without) == ((), elsewhere, None)
    assert emptiness.sentences == (said,)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tag:chemestry", "tag:chemistry"),
        ("tag:to-reed", 'tag:"to read"'),
        ("dump:aprill.txt", "dump:april.txt"),
        ('author:"ada lovlaze"', 'author:"Ada Lovelace"'),
        ("status:raeding graph", "status:reading"),
        ("is:strared", "is:starred"),
        ("titel:vizion", "title:vizion"),
        ("year:1990", "year:2021..2023"),
        ("seen:>7", "seen:<=2"),
        ("mokkekules", "molecules"),
        ("graph abstract:mokkekules", "abstract:molecules"),
        ("graph tag:(chemestry)", "tag:chemistry"),
        ("molc ", "molecules"),  # longer words that begin nearly so
    ],
)
def test_what_may_have_been_meant_is_offered(library: tuple[SearchIndex, MemoryFacts], text: str, meant: str) -> None:
    near = told(library, text).nearest[0]
    assert near.text == meant
    assert "Nearest: " + meant in " ".join(told(library, text).sentences)
    assert text[near.start : near.end] in (text, text.rsplit(maxsplit=1)[-1], text.split(maxsplit=1)[0])


@pytest.mark.parametrize("text", ["note:molecules ", "note:mokkekules", "title:quarkz ", 'abstract:("visiom")'])
def test_no_word_is_offered_that_the_field_does_not_have(library: tuple[SearchIndex, MemoryFacts], text: str) -> None:
    assert told(library, text).nearest == ()


@pytest.mark.parametrize(
    ("text", "clauses", "without", "assumed"),
    [
        ("molecuels qqqqqq", ["qqqqqq"], 1, (("molecuels", "molecules"),)),
        ("qqqqqq molecuels", ["qqqqqq"], 1, (("molecuels", "molecules"),)),
        ("graph molecuels tag:nonesuch", ["tag:nonesuch"], 1, (("molecuels", "molecules"),)),
        ("networks tag:chemistry wavlets", ["wavlets"], 1, ()),  # as what it is taken for it has to go, too
    ],
)
def test_a_typing_error_is_told_where_other_clauses_emptied_the_answer(
    library: tuple[SearchIndex, MemoryFacts],
    text: str,
    clauses: list[str],
    without: int,
    assumed: tuple[tuple[str, str], ...],
) -> None:
    index, facts = library
    result = index.search(text + WHOLE, facts=facts)
    emptiness = told(library, text)
    assert ([clause.text for clause in emptiness.clauses], emptiness.without) == (clauses, without)
    assert result.assumed == assumed


def test_an_answer_with_hits_and_the_empty_query_need_no_reason(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    assert index.search("graph", facts=facts).emptiness is None
    assert index.search("", facts=facts, view="reading").emptiness is None


def test_papers_without_a_key_are_told_where_a_key_is_not_found(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    facts.hold("has", "key", {1, 2})
    said = "3 papers have no citation key yet: it is made when it is first shown or exported."
    assert told(library, "key:lovelace2021").sentences[-1] == said
    assert index.search("key:lovelace2021", facts=facts).notes[-1] == said
    assert told(library, "graph qqqqqq").keyless == 0
    facts.hold("has", "key", {1, 2, 3, 4, 5})
    assert told(library, "key:lovelace2021").keyless == 0


def test_long_clauses_are_named_by_their_beginning_and_each_once(library: tuple[SearchIndex, MemoryFacts]) -> None:
    words = " OR ".join(f"qqqq{n}" for n in range(50))
    assert told(library, words).sentences == (f"No paper matches “{words[:77]} …”.",)
    assert told(library, "tag:none tag:none").sentences == ("No paper matches “tag:none”.",)


def test_of_very_many_clauses_the_rarest_are_looked_at(library: tuple[SearchIndex, MemoryFacts]) -> None:
    """Of 200 clauses all pairs would take minutes."""
    parsed = parse(" ".join(f"w{n}" for n in range(200)))
    chance = np.random.default_rng(7)
    masks = [chance.random(50_000) < (0.1 if n % 16 == 0 else 0.6) for n in range(200)]
    index, facts = library
    known = _Known(facts, Lexicon(index.snapshot))
    with linear():
        found = explain_emptiness(Clauses(parsed, parsed.root.children, masks, np.ones(50_000, bool)), known, len)
    assert {clause.text for clause in found.clauses} <= {f"w{n}" for n in range(0, 200, 16)}
    many = " ".join(f"-qq{n}" for n in range(30))
    assert [clause.text for clause in told(library, f"graph {many} tag:nonesuch").clauses] == ["tag:nonesuch"]
    assert told(library, f"{many} is:dismissed").elsewhere == 1
