"""Queries typed letter by letter: while one is typed whose end finds something, the list is never empty.

And typing errors: what is assumed, in whole words and in half typed ones, and that it is said.
"""

import pytest

from readinglist.core.search import SearchIndex
from tests.core.search.conftest import MemoryFacts, Opened, paper

Small = tuple[SearchIndex, MemoryFacts]

TYPED = """
graph neural networks
molecular graph
message passing on molecular graphs
"message passing"
"graph neural networks"
title:"graph neural"
title:"large language" title:hallucination
abstract:"message passing" molecules
-title:"neural networks" models
title:(finetuning OR reward) models
title:("large language" hallucination)
tag:("to read" OR chemistry) graph
is:(starred OR unread) graph
author:(lovelace OR "Müller, Jörg")
graphs
title:finetuning
title:fine-tuning
note:talk
note:"before the talk"
tag:chemistry
tag:"to read"
tag:"to read" vision
-tag:chemistry
-tag:"to read"
author:lovelace
author:"Ada Lovelace"
author:"Müller, Jörg"
key:smith2023vision
dump:april
dump:april.txt
dump:"april.txt" graph
year:2021
year:2021..2025
year:..2023 fine
year:2023..
year:2021-2025
year:>2022 vision
year:<=2022
status:read
status:later
status:new
is:starred
is:unread
is:unread graph
-is:starred language
-is:unread
has:note
has:code
has:title graph
no:title
no:year
no:tag models
seen:>1
seen:>=1
seen:<3
seen:2
added:3d
added:400h
turbulence OR chemistry
turbulence OR title:hallucination
(graph OR vision) models
-(graph OR vision)
-(graph vision)
language -large
language -"large language"
-attention
multimod*
fine-tuning
multi-modal
finetuning
GPT-4
gpt 4
T5
c++
Se^2
π_0
$100K
RLHF
reinforcement learning from human feedback
Café naive
语言模型
halucination
trasnformer
contrasitve losses
graph tag:chemistry
turbulence no:title
turbulence abstract:title
vision status:later
vision year:2025
""".strip().split("\n")


@pytest.mark.parametrize("text", TYPED)
def test_the_list_is_never_empty_while_a_query_is_typed(library: Small, text: str) -> None:
    index, facts = library
    assert index.search(text, facts=facts).total
    empty = [text[:end] for end in range(1, len(text)) if not index.search(text[:end], facts=facts).total]
    assert empty == []


@pytest.mark.parametrize("text", ["turbulence dum", "turbulence -an", "vision stat"])
def test_what_may_be_half_typed_restricts_nothing_and_that_is_said(library: Small, text: str) -> None:
    index, facts = library
    half = text.rsplit(maxsplit=1)[-1]
    result = index.search(text, facts=facts)
    assert result.total == index.search(text.removesuffix(half), facts=facts).total
    assert f"“{half}” restricts nothing yet" in " ".join(result.notes)
    whole = index.search(text + " ", facts=facts)
    assert (whole.total, whole.notes) == (0, ())
    assert index.search(text, facts=facts, literal=True).total == 0


def test_a_last_word_of_two_letters_is_looked_up_everywhere_where_titles_do_not_have_it(library: Small) -> None:
    index, facts = library
    assert set(index.search("reward hu", facts=facts).ids) == {4}
    assert index.search("reward zy", facts=facts).total == 0


@pytest.mark.parametrize(
    "text",
    [
        "https://github.com/foo/bar-baz",
        "3,000",
        "foo:bar",
        "\\emph{kernels}",
        "hf.co/bert",
        "$\\alpha$-stable",
        "3.14,15",
    ],
)
@pytest.mark.parametrize("before", ["", "laws ", "(laws OR ", "(laws "])
def test_a_last_word_with_signs_inside_is_found_with_every_letter(open_with: Opened, before: str, text: str) -> None:
    abstract = (
        "Laws at https://github.com/foo/bar-baz, hf.co/bert; 3,000 foo:bar, 3.14,15 \\emph{kernels}, $\\alpha$-stable"
    )
    index, facts = open_with([paper(1, "A title", abstract), paper(2, "Others")])
    for end in range(1, len(text) + 1):
        if any(map(str.isalnum, text[:end])):
            assert list(index.search(before + text[:end], facts=facts).ids) == [1], text[:end]


@pytest.mark.parametrize("text", ["🤖", " 🤖 🦙", "→", "★★"])
def test_signs_alone_find_nothing_and_that_is_said(library: Small, text: str) -> None:
    index, facts = library
    result = index.search(text, facts=facts)
    assert result.total == 0
    assert result.emptiness is not None
    assert "letters and digits" in result.emptiness.sentences[0]
    assert index.search(f"{text} graph", facts=facts).total == index.search("graph", facts=facts).total


SLIPS = [
    # typed, what was assumed, the papers found
    ("wavlet", "wavelet", {1}),  # of wavelets
    ("wavlet transforms", "wavelet", {1}),
    ("haluc", "halluc", {2}),
    ("halucin", "hallucin", {2}),
    ("unifiation", "unification", {3, 4}),  # unified has the same stem as what was typed
    ("instrctions", "instructions", {5}),
    ("trasn", "trans", {1}),
]


@pytest.mark.parametrize(("typed", "meant", "found"), SLIPS)
def test_typing_errors_are_mended_and_told(open_with: Opened, typed: str, meant: str, found: set[int]) -> None:
    titles = ["Wavelets and transforms", "Hallucinations", "Unified models", "Towards the unification", "Instructions"]
    index, facts = open_with([paper(i, title) for i, title in enumerate(titles, 1)])
    result = index.search(typed, facts=facts)
    assert (set(result.ids), result.assumed) == (found, ((typed.split(maxsplit=1)[0], meant),))
    assert index.search(typed, facts=facts, literal=True).total == 0


@pytest.mark.parametrize("typed", ["walki", "walkin", "walking", "walke", "robot walkin", "unifi", "unifie"])
def test_a_half_typed_inflection_is_no_typing_error(open_with: Opened, typed: str) -> None:
    index, facts = open_with([paper(1, "A robot that walks"), paper(2, "Unify"), paper(3, "Talks")])
    result = index.search(typed, facts=facts)
    assert (list(result.ids), result.assumed) == ([2 if typed.startswith("u") else 1], ())


def test_a_number_behind_a_name_is_a_beginning_too(open_with: Opened) -> None:
    titles = ["A study of GPT-4V", "GPT4o answers", "GPT-3 and 4 cats", "GPT-3"]
    index, facts = open_with([paper(n, title) for n, title in enumerate(titles, 1)])
    found = {typed: set(index.search(typed, facts=facts).ids) for typed in ("gpt 4", "gpt-4", "gpt4")}
    assert found == {"gpt 4": {1, 2, 3}, "gpt-4": {1, 2}, "gpt4": {1, 2}}


def test_quotes_take_one_word_as_it_stands(open_with: Opened) -> None:
    index, facts = open_with([paper(1, "Wavelets for robots"), paper(2, "Wavlet robots")])
    for typed, assumed in (("wavelts robts", {"wavelts", "robts"}), ('"wavlet" robts', {"robts"}), ('"robts"', set())):
        assert {one for one, _ in index.search(typed, facts=facts).assumed} == assumed, typed


def test_an_error_that_a_paper_has_too_is_mended_where_nothing_is_found(open_with: Opened) -> None:
    often = [paper(n, f"Instruction tuning {n}") for n in range(1, 61)]
    index, facts = open_with([*often, paper(90, "Tunning of a paper"), paper(91, "A survey of tuning")])
    result = index.search("tunning survey ", facts=facts)
    assert (list(result.ids), result.assumed, result.begun) == ([91], (("tunning", "tuning"),), True)
    title = "A survey of tuning"
    marked = [
        title[s.start : s.end] for s in index.marker("tunning survey ", facts=facts, begun=True).spans("title", title)
    ]
    assert marked == ["survey", "tuning"]
    assert (list(index.search("tunning ", facts=facts).ids), index.search("tunning paper ", facts=facts).assumed) == (
        [90],
        (),
    )


HALF_TYPED = [
    # typed, the papers found, the best first
    ("mani", [1]),  # the stem of “many”, which does not begin so
    ("mani*", [1]),
    ("mani* of", [1]),
    ("theori", [3, 4]),  # of “theories”, and of “theory” too
    ("theori*", [3]),
    ("agents", [6, 5]),  # no paper has it: a longer word, and then what it may be a form of
    ("agents*", [6]),
    ("title:agents*", [6]),
    ("retrievalq", [7]),  # and no error for retrieval
    ("1.5 ", [10, 9]),  # 15 is another number
    ("15 ", [11]),
    ("1.5", [10, 9]),
]


@pytest.mark.parametrize(("typed", "found"), HALF_TYPED)
def test_a_half_typed_word_finds_what_begins_so(open_with: Opened, typed: str, found: list[int]) -> None:
    titles = [
        "Manifolds of robots",
        "Many of them",
        "Theories",
        "A theory",
        "An agent for an agent",
        "The code of AgentsNet is here",
        "RetrievalQA",
        "Retrieval",
        "Qwen 1.5B",
        "Qwen 1.5",
        "Qwen 15",
    ]
    often = [paper(n, "Retrieval") for n in range(100, 160)]
    index, facts = open_with([*(paper(n, title) for n, title in enumerate(titles, 1)), *often])
    result = index.search(typed, facts=facts)
    assert (list(result.ids), result.assumed) == (found, ())


USELESS = [
    # typed, what was said to be assumed, papers
    ("renmin ", (), 0),  # “remin” only begins a word
    ("yulan renmin", (), 0),  # … of another paper
    ("wavlet-yulan ", (), 0),  # … as one part of a word
    ("yulan wavlet ", (), 0),  # “wavelet” is a word of another paper
    ("wavlet transform ", (("wavlet", "wavelet"),), 1),
    ("author:jones ", (), 0),  # “ones” is no author
    ("author:lukaz ", (("lukaz", "lukas"),), 1),
    ("title:reminicsent ", (), 0),  # in the abstract only
    ("abstract:reminicsent ", (("reminicsent", "reminiscent"),), 1),
]


@pytest.mark.parametrize(("typed", "assumed", "papers"), USELESS)
def test_only_words_of_the_field_that_find_something_are_assumed(
    open_with: Opened, typed: str, assumed: tuple[object, ...], papers: int
) -> None:
    index, facts = open_with(
        [
            paper(1, "Wavelet transforms of ones", "A reminiscent view.", authors=("Ann Lukas",)),
            paper(2, "Yulan", "A model that people train."),
            paper(3, "On bones"),
        ]
    )
    result = index.search(typed, facts=facts)
    assert (result.assumed, result.total) == (assumed, papers)
    if not papers:
        assert result.emptiness is not None
        wrong = typed.rsplit(maxsplit=1)[-1]
        assert result.emptiness.sentences[0] == f"No paper matches “{wrong}”."


def test_what_is_assumed_may_be_outside_the_view(open_with: Opened) -> None:
    index, facts = open_with([paper(1, "Wavelet transforms"), paper(2, "Robots")])
    facts.hold("status", "later", {2})
    result = index.search("wavlet ", facts=facts, view="later")
    assert (result.total, result.elsewhere, result.assumed) == (0, 1, (("wavlet", "wavelet"),))


def test_what_no_paper_of_an_answer_holds_was_not_assumed(open_with: Opened) -> None:
    index, facts = open_with([paper(1, "Yulan models for robots"), paper(2, "Wavelet transforms"), paper(3, "Robots")])
    result = index.search("yulan wavlet models robts", facts=facts)
    assert (list(result.ids), result.like, result.assumed) == ([1], 1, (("robts", "robots"),))
