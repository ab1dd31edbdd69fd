"""What a search finds and in which order: clauses, variants, typos, ranking, marks, explanations."""

import numpy as np
import pytest
from whoosh import query

from readinglist.core.records import WHOLE
from readinglist.core.search import SearchIndex, parse
from readinglist.core.search.compiling.compiler import Compiler
from readinglist.core.search.compiling.lexicon import Lexicon
from readinglist.core.search.evaluation.evaluator import Evaluator
from readinglist.core.search.evaluation.likeness import liked
from readinglist.core.search.schema import SHORT_PREFIX_FIELDS
from tests.core.search.conftest import PAPERS, MemoryFacts, Opened, paper, random_papers

FOUND = [
    ("graph", {1}),  # 10 is dismissed
    ("molecul", {1}),
    ("molecular graph", {1}),
    ("generati", set()),
    ('"message passing"', {1}),
    ('"passing message"', set()),
    ('"message pass', {1}),
    ("assistant rlhfs", {4, 5}),  # the plural of an acronym stands for what the acronym does
    ("lora vs finetuning", {2}),  # joins two things and says nothing
    ("language -large", {2}),
    ("turbulence OR chemistry", {1, 11}),
    ("(graph OR vision) models", {3}),
    ("title:graph", {1}),
    ("abstract:graphs", {1}),
    ("title:(graphs OR reward)", {1, 4}),
    ("title:(hallucination assist)", set()),
    ("title:(vision models)", {3}),
    ("models -title:(reward OR vision)", {2, 6}),
    ('abstract:("message passing" OR rlhf)', {1, 4, 5}),
    ("tag:(chemistry OR to)", {1, 2, 3}),
    ("is:(starred OR later)", {1, 3, 6}),
    ("year:(2021 OR 2025..)", {1, 3}),
    ("note:talk", {5}),
    ("author:lovelace", {6}),
    ("author:muller", {6}),
    ('author:"Jörg Müller"', {6}),
    ("key:smith", {3}),
    ("tag:chemistry", {1}),
    ('tag:"to read"', {2, 3}),
    ("tag:to", {2, 3}),
    ("dump:april", {1, 2, 3, 4}),
    ("status:read", {2}),
    ("status:later", {3}),
    ("is:starred", {1, 6}),
    ("is:unread", {1, 3, 4, 5, 6, 7, 8, 9, 11, 12}),
    ("is:starred language", {6}),
    ("-is:starred language", {2}),
    ("has:note", {5}),
    ("has:code", {2}),
    ("has:highlight", set()),
    ("no:title", {11}),
    ("no:year model", {4, 6}),
    ("no:tag models", {4, 6}),
    ("year:2023", {2}),
    ("year:2022..2025", {2, 3}),
    ("year:2025..2022", {2, 3}),
    ("year:..2021", {1}),
    ("year:2023..", {2, 3}),
    ("year:2021-2023", {1, 2}),
    ("year:>2021", {2, 3}),
    ("year:>=2023", {2, 3}),
    ("year:<2023", {1}),
    ("year:<=2023", {1, 2}),
    ("year:=2023", {2}),
    ("seen:>1", {2, 4}),
    ("seen:1 graph", {1}),
    ("added:3d", {1, 2}),
    ("fine-tuning", {2, 3}),
    ("fine tuning", {2, 3}),
    ("finetuning", {2, 3}),
    ("multimodal", {7}),
    ("multi-modal", {7}),
    ("multi modal", {7}),
    ("multi-mo", {7}),
    ("GPT-4", {3}),
    ("gpt4", {3}),
    ("gpt 4", {3}),
    ("T5", {3}),
    ("c++", {3}),
    ("Se^2", {9}),
    ("π_0", {9}),
    ("pi0", {9}),
    ("$100K", {9}),
    ("RLHF", {4, 5}),
    ("reinforcement learning from human feedback", {4, 5}),
    ("cafe", {12}),
    ("CAFÉ naive", {12}),
    ("语言模型", {8}),
    ("学习", {8}),
    ("综", {8}),
    ("halucination", {6}),
    ("trasnformer", {7}),
    ("lora", {2}),
    # unfinished clauses restrict nothing
    ("graph tag:", {1}),
    ("graph year:20", {1}),
    ("graph is:st", {1}),
    ("graph OR", {1}),
    ("graph -", {1}),
    ('graph "', {1}),
    ("graph (", {1}),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_found(library: tuple[SearchIndex, MemoryFacts], text: str, expected: set[int]) -> None:
    index, facts = library
    result = index.search(text, facts=facts)
    assert set(result.ids) == expected
    assert result.total == len(expected) == len(result.ids)


@pytest.mark.parametrize(
    ("view", "expected"),
    [("library", {1}), ("all", {1, 10}), ("dismissed", {10}), ("starred", {1}), ("new", {1}), ("later", set())],
)
def test_a_search_looks_in_the_view(library: tuple[SearchIndex, MemoryFacts], view: str, expected: set[int]) -> None:
    index, facts = library
    assert set(index.search("graphs", facts=facts, view=view).ids) == expected


def test_a_star_is_seen_at_once_without_a_commit(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    sequence = index.sequence
    facts.hold("starred", "", {2})
    assert set(index.search("is:starred tuning", facts=facts).ids) == {2}
    assert index.sequence == sequence


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("generalisation", "generalization"),
        ("generalized", "generalised"),
        ("behaviour", "behavior"),
        ("colors", "colours"),
        ("analyse", "analyzing"),
        ("centre", "center"),
        ("catalog", "catalogue"),
        ("defense", "defence"),
        ("modelling", "modeling"),
        ("neighbourhood", "neighborhood"),
        ("generalisability", "generalizability"),
        ("centred", "centered"),
        ("fibre", "fiber"),
        ("fueled", "fuelled"),
        ("acknowledgment", "acknowledgement"),
        ("greyscale", "grayscale"),
        ("behaviour-driven", "behavior-driven"),
    ],
)
def test_british_and_american_spellings_find_each_other(open_with: Opened, typed: str, written: str) -> None:
    index, facts = open_with(
        [paper(1, f"On {written}"), paper(2, f"On {typed} itself"), paper(3, "Four for our sense")]
    )
    result = index.search(typed, facts=facts)
    assert (set(result.ids), result.assumed) == ({1, 2}, ())
    assert set(index.search(typed, facts=facts, literal=True).ids) == {2}
    assert index.marker(typed, facts=facts).spans("title", f"On {written}")


@pytest.mark.parametrize(("typed", "order"), [("timbre", [1, 2]), ("timber", [2, 1]), ("timb", [2, 1])])
def test_what_looks_like_another_spelling_comes_second(open_with: Opened, typed: str, order: list[int]) -> None:
    index, facts = open_with([paper(1, "Of timbre, a study"), paper(2, "Of timber, a study"), paper(3, "Of others")])
    assert list(index.search(typed, facts=facts).ids) == order


@pytest.mark.parametrize(
    ("typed", "expected", "begun"),
    [
        ("visu instr tuning", {1}, False),  # beginnings that are no words
        ("telecom models", {2}, True),  # a word of another paper, and the beginning of one of this
        ("tele models", {2}, False),  # where the library has no such word it is one at once
        ("data env gym", {4}, False),
        ("dataenv gym", {4}, False),
        ("data env gy", {4}, False),
    ],
)
def test_words_are_beginnings_where_they_are_no_words(
    open_with: Opened, typed: str, expected: set[int], begun: bool
) -> None:
    papers = ["Visual instruction tuning", "Telecommunications models", "Telecom policy", "DataEnvGym agents"]
    index, facts = open_with([paper(n, title) for n, title in enumerate(papers, 1)])
    result = index.search(typed, facts=facts)
    assert (set(result.ids), result.begun) == (expected, begun)
    marker = index.marker(typed, facts=facts, begun=result.begun)
    assert marker.spans("title", papers[min(expected) - 1])[0].start == 0
    assert not index.search(typed, facts=facts, literal=True).total


def test_of_three_words_that_no_paper_has_two_are_enough(open_with: Opened) -> None:
    index, facts = open_with([paper(1, "Graph networks"), paper(2, "Graph theory"), paper(3, "Drones")])
    result = index.search("graph networks drones", facts=facts)
    assert (result.hits[0].id, result.like) == (1, result.total)
    assert any("come nearest" in note for note in result.notes)


def test_papers_that_lack_one_word_follow_the_few_that_have_all(open_with: Opened) -> None:
    titles = ["Graph theory", "Message passing: graph neural networks in chemistry", "Vision networks"]
    abstract = "Messages: a graph, neural networks, molecules, passing."
    others = [paper(n, f"Other things {n}") for n in range(10, 30)]
    papers = [paper(n, title) for n, title in enumerate(titles, 2)]
    index, facts = open_with([paper(1, "Cooking", abstract), *papers, *others])
    text = "message passing graph networks molecules"
    result = index.search(text, facts=facts)
    assert (list(result.ids), list(result.matching), result.total, result.like) == ([1, 3], [1], 2, 1)
    assert result.notes == ("1 of these has all the words; after it come those nearest to that.",)
    assert list(index.search(text, facts=facts, sort="title").ids) == [1]  # there is no after
    assert list(index.search("networks molecules", facts=facts).ids) == [1]  # few words: all of them
    assert list(index.search(text, facts=facts, literal=True).ids) == []


def test_what_is_outside_the_view_is_told_before_others_are_taken(open_with: Opened) -> None:
    titles = ["Graph networks of molecules", "Graph networks", "Networks"]
    index, facts = open_with(paper(n, title) for n, title in enumerate(titles, 1))
    facts.hold("status", "later", {2, 3})
    result = index.search("graph networks molecules", facts=facts, view="later")
    assert (list(result.ids), result.elsewhere) == ([], 1)
    assert list(index.search("graph networks drones", facts=facts, view="later").ids) == [2, 3]


def test_a_title_as_it_stands_is_followed_by_no_others(open_with: Opened) -> None:
    titles = ["Deep graph networks of molecules", "Graph networks", "Molecules and networks"]
    index, facts = open_with(paper(n, title) for n, title in enumerate(titles, 1))
    result = index.search("graph networks of molecules", facts=facts)
    assert (list(result.ids), result.like, result.notes) == ([1], 0, ())


def test_where_enough_papers_have_all_words_no_others_follow(open_with: Opened) -> None:
    papers = [paper(n, f"Graph networks of molecules {n}") for n in range(1, 11)]
    index, facts = open_with([*papers, paper(20, "Graph networks"), paper(21, "Molecules")])
    result = index.search("graph networks molecules", facts=facts)
    assert (set(result.ids), result.notes, result.like) == (set(range(1, 11)), (), 0)


@pytest.mark.parametrize("seed", range(4))
def test_papers_like_a_text_are_those_that_a_look_at_all_papers_finds(open_with: Opened, seed: int) -> None:
    index, facts = open_with(random_papers(300, seed))
    snapshot = index.snapshot
    for text in ["graph attention vision of the code", "gpt4 federated private reward a bound", "agents naive prompt"]:
        bag = Compiler(Lexicon(snapshot), facts).bag(parse(text))
        evaluator = Evaluator(snapshot, facts)
        everything = evaluator.matches(query.Or(list(bag.words)))
        best = max(float(scores.max()) for _, scores in everything if len(scores))
        for share in (0.3, 0.5, 0.8):
            for (docs, scores), (all_docs, all_scores) in zip(
                liked(evaluator, bag, None, share), everything, strict=True
            ):
                keep = all_scores >= np.float32(share * best)
                assert docs.tolist() == all_docs[keep].tolist()
                assert scores == pytest.approx(all_scores[keep])


def test_a_title_that_has_all_words_but_one_comes_first_where_no_paper_has_all(open_with: Opened) -> None:
    often = [paper(n, f"Language models {n}", "A survey of large language models.") for n in range(10, 30)]
    index, facts = open_with([paper(1, "A Survey of Large Language Models"), *often])
    assert index.search("survey large language models zzhhaaoo", facts=facts).hits[0].id == 1


@pytest.mark.parametrize("typed", ["evolv director", "evolvdirector", "evolve director text"])
def test_a_name_is_found_written_as_two_words_with_a_slip(open_with: Opened, typed: str) -> None:
    index, facts = open_with(
        [paper(1, "EvolveDirector: images of a text"), paper(2, "The direction of evolving texts")]
    )
    result = index.search(typed, facts=facts)
    assert 1 in result.ids


def test_the_most_usual_slips_are_assumed_first(open_with: Opened) -> None:
    common = [paper(n, word) for n, word in enumerate(["layer", "later", "laser"] * 3, 10)]
    index, facts = open_with([*common, paper(1, "Lawyer"), paper(2, "Lower")])
    assert [meant for _, meant in index.search("lawer", facts=facts).assumed] == ["lawyer", "lower", "laser"]


def test_a_typing_error_is_shown_and_can_be_searched_literally(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    assert index.search("halucination", facts=facts).assumed == (("halucination", "hallucination"),)
    literal = index.search("halucination", facts=facts, literal=True)
    assert (literal.total, literal.assumed) == (0, ())
    assert set(index.search("graph", facts=facts, literal=True, view="all").ids) == {1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mol*", {1, 10}),
        ("mol", set()),
        ("title:mol*", {1}),
        ("author:mull*", {6}),
        ("key:smith*", {3}),
        ("key:smith", set()),
        ("fine-tun*", {2}),
        ("multi-mod*", {7}),
        ("-(graph* OR model*)", {5, 7, 8, 9, 11, 12}),
    ],
)
def test_a_star_is_a_beginning_in_literal_search_too(
    library: tuple[SearchIndex, MemoryFacts], text: str, found: set[int]
) -> None:
    index, facts = library
    for end in ("", WHOLE):
        assert set(index.search(text + end, facts=facts, view="all", literal=True).ids) == found


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("lora", 2),  # a method name
        ("smith2023vision", 3),  # a citation key
        ("assistants", 5),  # title before abstract
    ],
)
def test_what_comes_first(library: tuple[SearchIndex, MemoryFacts], text: str, first: int) -> None:
    index, facts = library
    assert index.search(text, facts=facts).hits[0].id == first


@pytest.mark.parametrize(
    ("mentioned", "papers", "before"),
    [
        (5, 5, {1, 2, 3}),  # a name, wherever it is found
        (30, 700, {1, 2}),  # a word of the field, and a name where it is the title's or a key
        (30, 100, {2}),  # a word of more than one paper in twenty: only a key
    ],
)
def test_a_word_that_many_papers_hold_is_a_name_only_in_a_title_or_as_a_key(
    open_with: Opened, mentioned: int, papers: int, before: set[int]
) -> None:
    named = [
        paper(1, "Kettles that are as quick as a mamba: a snake", "We say at length what it does.", method="Mamba"),
        paper(2, "Kettles", "Of a kind that is like a mamba.", citation_key="mamba"),
        paper(3, "Networks that carry intents", "We propose layers for networks.", method="Mamba"),
        paper(4, "Mamba mamba", "A mamba. Mamba, mamba."),
    ]
    others = [paper(10 + n, f"Things {n}", "Unlike mamba." if n < mentioned else "Plain.") for n in range(papers)]
    index, facts = open_with([*named, *others])
    ids = index.search("mamba", facts=facts).ids
    assert set(ids[: len(before)]) == before and ids[len(before)] == 4


@pytest.mark.parametrize("text", ["survey of large language models", "survey of llms", "survey of llm"])
def test_a_title_that_holds_the_whole_query_comes_first(open_with: Opened, text: str) -> None:
    often = [paper(i, f"Large language models {i}", "A survey of large language models (LLMs).") for i in range(10, 30)]
    index, facts = open_with([paper(1, "Survey: models", "of large language"), paper(2, "Learning"), *often])
    index.apply([paper(5, "A Survey of Large Language Models in a Title That Goes on and on", "LLM.")], [], 2)
    facts.hold("all", "", {1, 2, 5, *range(10, 30)})
    assert index.search(text, facts=facts, view="all").hits[0].id == 5


def test_words_without_content_are_left_out_when_few_papers_have_them(
    library: tuple[SearchIndex, MemoryFacts],
) -> None:
    index, facts = library
    result = index.search("graph on molecules when", facts=facts, view="all")
    assert list(result.ids) == [1, 10]
    assert index.search("graph on", facts=facts, view="all").hits[0].id == 1


def test_ties_go_by_times_seen_then_by_newest(open_with: Opened) -> None:
    index, facts = open_with([paper(i, "same words", "in all") for i in range(1, 7)] + [paper(9, "other")] * 1)
    facts.columns["seen"] = {2: 3.0, 5: 3.0, 1: 1.0, 3: 1.0, 4: 1.0, 6: 1.0}
    facts.columns["added"] = {i: float(i) for i in range(1, 7)}
    assert list(index.search("same words", facts=facts).ids) == [5, 2, 6, 4, 3, 1]


def test_only_papers_of_the_same_score_are_asked_how_often_they_were_seen(open_with: Opened) -> None:
    papers = [paper(i, f"words {'more ' * i}") for i in range(1, 6)]
    index, facts = open_with([*papers, *(paper(i, "words " * 3) for i in (50, 51, 52))])
    facts.columns["seen"], facts.columns["added"] = {51: 2.0, 50: 1.0, 52: 1.0}, {50: 1.0, 51: 1.0, 52: 2.0}
    assert [paper for paper in index.search("words", facts=facts).ids if paper >= 50] == [51, 52, 50]
    assert set(map(str, facts.asked)) == {"('seen', [50, 51, 52])", "('added', [50, 51, 52])"}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("added", [2, 3]), ("year", [3, 2]), ("seen", [2, 3]), ("title", [2, 3]), ("import", [2, 3])],
)
def test_sort_orders(library: tuple[SearchIndex, MemoryFacts], sort: str, expected: list[int]) -> None:
    index, facts = library
    assert list(index.search("finetuning", facts=facts, sort=sort).ids) == expected


def test_a_short_last_word_is_a_beginning_in_titles_tags_names_and_keys_only(open_with: Opened) -> None:
    documents = [
        paper(1, "Zebra"),
        paper(2, "x", "zebra in an abstract"),
        paper(3, "z", "the very letter"),
        paper(4, tags=("zeal",), title="tagged"),
        paper(5, "y", "z as a word of an abstract"),
    ]
    index, facts = open_with(documents)
    assert set(index.search("z", facts=facts).ids) == {1, 3, 4, 5}
    assert set(index.search("ze", facts=facts).ids) == {1, 4}
    assert set(index.search("zeb", facts=facts).ids) == {1, 2}
    assert "abstract" not in SHORT_PREFIX_FIELDS


def test_a_pasted_text_is_cut_to_its_rarest_words(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    text = " ".join(f"filler{i}" for i in range(60)) + " graph neural networks for molecules message passing"
    result = index.search(text, facts=facts)
    assert result.hits[0].id == 1
    assert any("rarest" in note for note in result.notes)


def test_most_words_are_enough_when_no_paper_has_all(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    result = index.search("graph neural networks molecules qqqqq", facts=facts)
    assert result.hits[0].id == 1
    assert result.notes


def test_marks_stand_on_the_words_that_matched(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    title = "Fine-tuning of Café models: finetuned GPT-4, models"
    marker = index.marker("finetuning cafe mod", facts=facts)
    marked = [(title[s.start : s.end], s.why) for s in marker.spans("title", title)]
    assert marked == [
        ("Fine-tuning", "exact"),
        ("Café", "exact"),
        ("models", "prefix"),
        ("finetuned", "stem"),
        ("models", "prefix"),
    ]
    text = "The tuning of a graph. " * 20 + "Here transformer stands. " + "More words follow. " * 20
    snippet, spans = index.marker("trasnformer", facts=facts).snippet("abstract", text)
    assert [(snippet[s.start : s.end], s.why) for s in spans] == [("transformer", "typo")]
    assert len(snippet) < 260


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("vision", "A computer-vision and vision-language model", ["vision", "vision"]),
        ("visi", "A computer-vision and vision-language model", ["vision", "vision"]),
        ("visionlang", "A vision-language model", ["vision-language"]),
        ("lang", "A vision-language model", ["language"]),
        ("tuning", "On fine-tuning, finetuning and tunings", ["tuning", "tunings"]),
        ("fine tun", "On fine-tuning", ["fine-tuning"]),
        ("gpt", "GPT-4 and GPT4", ["GPT", "GPT4"]),
        ("the model", "The state of the model", ["model"]),
        ("the", "The state of the model", ["The", "the"]),
        ("model", "Modèle, models", ["Modèle", "models"]),
    ],
)
def test_the_parts_that_matched_are_marked(open_with: Opened, typed: str, text: str, marked: list[str]) -> None:
    index, facts = open_with([paper(number, f"A model {number}", text) for number in range(1, 31)])
    spans = index.marker(typed, facts=facts).spans("abstract", text)
    assert [text[span.start : span.end] for span in spans] == marked


def test_words_of_most_papers_are_marked_and_choose_no_snippet(open_with: Opened) -> None:
    far = "A model of this kind. " * 20 + "It sees quarks in a model at last."
    index, facts = open_with([paper(number, "A model", far if number == 1 else "Models") for number in range(1, 31)])
    snippet, spans = index.marker("model quarks", facts=facts).snippet("abstract", far)
    assert [snippet[span.start : span.end] for span in spans][-2:] == ["quarks", "model"]


def test_a_phrase_is_marked_as_one(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    text = "message boards and message passing"
    (span,) = index.marker('"message passing"', facts=facts).spans("abstract", text)
    assert (text[span.start : span.end], span.why) == ("message passing", "phrase")


def test_an_explanation_names_word_field_and_weight(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    result = index.search("graph molecules", facts=facts, explain=True)
    lines = result.explanation[1]
    assert any(line.startswith("graph ") and "title (graph)" in line and "abstract (graphs)" in line for line in lines)


def test_related_papers_share_rare_words(library: tuple[SearchIndex, MemoryFacts]) -> None:
    index, facts = library
    assert [hit.id for hit in index.related(PAPERS[3], facts=facts, limit=1)] == [5]
    assert index.related(paper(99, "", ""), facts=facts) == []


def test_the_empty_query_and_filters_alone_do_not_touch_the_index(open_with: Opened) -> None:
    index, facts = open_with(PAPERS)
    facts.papers.append(77)  # a paper that the index does not hold yet
    facts.hold("starred", "", {77})
    assert set(index.search("is:starred", facts=facts).ids) == {77}
    assert 77 in index.search("", facts=facts).ids
