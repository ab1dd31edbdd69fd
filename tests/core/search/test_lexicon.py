"""What the library's own words tell about a typed one: words written as one, slips of the keyboard, likelier words."""

import random

import pytest

from readinglist.core.search import SearchIndex
from readinglist.core.search.compiling import compiler, lexicon
from readinglist.core.search.compiling.lexicon import MOST_DIVIDED, Lexicon
from readinglist.core.search.compiling.spelling import edits
from readinglist.core.search.evaluation import phrases
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
        ("graphneurals ", [5, 6, 2]),  # though one paper has its singular
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


@pytest.mark.parametrize(("typed", "meant"), [("quantisation", "quantization"), ("neighbor", "neighbour")])
@pytest.mark.parametrize("end", ["", " "])
def test_the_other_spelling_is_as_good_as_the_word(open_with: Opened, typed: str, meant: str, end: str) -> None:
    """Though few papers write the word as it is typed, and a word of few papers weighs much."""
    said = [paper(n, f"{meant.title()} of pumps", f"On {meant}, part {n}.") for n in range(1, 9)]
    index, facts = open_with([*said, paper(9, "Pumps", f"After {typed} a pump is left as it was, and so are kettles.")])
    result = index.search(typed + end, facts=facts)
    assert (set(result.ids[:8]), result.total) == ({*range(1, 9)}, 9)


@pytest.mark.parametrize(("typed", "meant"), [("recognision", "recognition"), ("detecsion", "detection")])
def test_letters_that_sound_alike_are_a_slip(open_with: Opened, typed: str, meant: str) -> None:
    """Though there are words of the stem of what was typed: ``recognise``."""
    index, facts = open_with([paper(1, meant.title(), "Of bells."), paper(2, "We recognise", "What we detect.")])
    result = index.search(typed + " ", facts=facts)
    assert (result.ids[0], result.assumed) == (1, ((typed, meant),))


@pytest.mark.parametrize(
    ("typed", "assumed"),
    [
        ("gpro ", ()),  # of four letters the first one is right, or all are there
        ("gpro", ()),
        ("gtpv ", (("gtpv", "gptv"),)),
        ("pgtv ", (("pgtv", "gptv"),)),
        ("gptw ", (("gptw", "gptv"),)),
        ("kettle agmented ", (("agmented", "augmented"),)),  # not kettleaugmented
    ],
)
def test_of_a_few_letters_or_of_two_words_little_else_is_meant(
    open_with: Opened, typed: str, assumed: tuple[tuple[str, str], ...]
) -> None:
    titles = ["Pro gold and rop", "GPTV of progress", "Kettle-augmented pumps", "Kettle augmented so"]
    index, facts = open_with(paper(n, title) for n, title in enumerate(titles))
    assert index.search(typed, facts=facts).assumed == assumed


SCRIPTS = [
    paper(1, "GPT模型的压缩", "一种方法。"),
    paper(2, "压缩模型", "比较GPT和其他方法。"),
    paper(3, "GPT-4模型评测", "数据。"),
    paper(4, "GPT-4 in class", "A VLM for pupils."),
    paper(5, "基于Transformer的分词", "分词。"),
]


@pytest.mark.parametrize(
    ("text", "papers", "assumed"),
    [
        ("GPT模型", [1, 3, 2], ()),  # next to each other first
        ("GPT模型 压缩", [1, 2], ()),
        ("gpt4模型", [3], ()),
        ("GPT-4模型", [3], ()),
        ("Transformer分词", [5], ()),
        ("transf", [5], ()),
        ("基于transf", [5], ()),
        ("GTP模型", [1, 3, 2], (("gtp", "gpt"),)),
        ('"GPT模型"', [1], ()),
        ("-GPT模型 压缩", [2], ()),  # what is said is excluded, no more
        ("vml", [4], (("vml", "vlm"),)),  # of three letters only the last two swapped
        ("vlx ", [], ()),
        ("lvm ", [], ()),
    ],
)
def test_scripts_without_a_blank_between_and_names_of_three_letters(
    open_with: Opened, text: str, papers: list[int], assumed: tuple[tuple[str, str], ...]
) -> None:
    index, facts = open_with(SCRIPTS)
    result = index.search(text, facts=facts)
    assert (list(result.ids), result.assumed) == (papers, assumed)


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
    """Of which another one of thirty times as many papers is like it: of one paper (in a small library) at once, where
    nothing is found of two."""
    others = [paper(100 + n, "A transformer for speech") for n in range(right)]
    index, facts = open_with([*(paper(1 + n, "A transfomer story") for n in range(wrong)), *others])
    result = index.search("transfomer speech", facts=facts)
    assert (result.assumed, result.total) == (((("transfomer", "transformer"),), right) if taken else ((), 0))
    assert index.search("transfomer", facts=facts).total == (wrong + right if taken and wrong == 1 else wrong)


@pytest.mark.parametrize("gone", ["edited", "deleted"])
def test_words_that_no_paper_has_any_more_correct_nothing(open_with: Opened, gone: str) -> None:
    """Nor do they stand in the way of words that lie farther."""
    index, facts = open_with(
        [
            *(paper(number, f"Kettles of kind {number}", "Boilers.") for number in range(1, 7)),
            paper(7, "Hallucination in language models"),
            paper(8, "Haluccinetion detection", "Chrysentem.", tags=("chrysentem",)),
        ]
    )
    assert index.search("haluccinat", facts=facts).assumed == (("haluccinat", "haluccinet"),)
    assert index.search("chrysenthem", facts=facts).assumed == (("chrysenthem", "chrysentem"),)
    index.apply([paper(8, "Detection")] if gone == "edited" else [], [] if gone == "edited" else [8], 2)
    result = index.search("haluccinat", facts=facts)
    assert (list(result.ids), result.assumed) == ([7], (("haluccinat", "hallucinat"),))
    assert (index.search("chrysenthem", facts=facts).assumed, list(Lexicon(index.snapshot).near("chrysenthem"))) == (
        (),
        [],
    )


def test_a_word_counts_alike_in_one_segment_and_in_several(open_with: Opened) -> None:
    """The largest number that one field has decides between two corrections, not that of every segment."""
    first = [paper(number, "A crane" if number < 4 else "Kettle", "") for number in range(1, 6)]
    first += [paper(6, "", "A crate"), paper(7, "", "A crate")]
    later = [paper(8, "A crate"), paper(9, "A crate"), paper(10, "A crate")]
    together, _ = open_with([*first, *later])
    apart, _ = open_with(first)
    apart.apply(later, [], 2)
    for word, begun in (("craxe", False), ("crax", True)):
        found = [Lexicon(index.snapshot).corrections(word, typing=begun) for index in (together, apart)]
        assert found[0] == found[1] and len(found[0]) == 2


def test_papers_that_score_alike_score_so_in_every_segment(open_with: Opened) -> None:
    """Then the newest comes first, wherever it is."""
    old, new = (paper(number, "Copper kettle boiling", "Plants grow.") for number in (1, 9))
    index, facts = open_with([old, *(paper(number, f"Robots of kind {number}", "Speech.") for number in range(2, 8))])
    index.apply([paper(8, "Something else", "The kettle boiling here."), new], [], 2)
    hits = index.search('"kettle boiling"', facts=facts).hits
    assert [hit.id for hit in hits] == [9, 1, 8] and hits[0].score == hits[1].score


@pytest.mark.parametrize("seed", range(3))
def test_words_written_nearly_are_those_that_a_look_at_all_words_finds(open_with: Opened, seed: int) -> None:
    chance = random.Random(seed)
    words = sorted({"".join(chance.choices("abcd", k=chance.randint(5, 9))) for _ in range(300)})
    index, _ = open_with([paper(1, " ".join(words))])
    lexicon = Lexicon(index.snapshot)
    for word in chance.sample(words, 8):
        typed = word[1:] + word[0]
        for most in (1, 2, 3):
            near = [term for term in words if edits(typed, term, most) <= most]
            assert sorted(term for term, *_ in lexicon._written_nearly(typed, most, False)) == near
            initial = [term for term in near if term[0] == typed[0]]
            assert sorted(term for term, *_ in lexicon._written_nearly(typed, most, False, typed[0])) == initial
            begun = [
                (term, min(edits(typed, term[:n], most) for n in range(len(typed) - most, len(typed) + most + 1)))
                for term in words
                if len(term) > len(typed)
            ]
            found = lexicon._written_nearly(typed, most, True)
            assert sorted((term, distance) for term, _, distance, _ in found) == [b for b in begun if b[1] <= most]


@pytest.mark.parametrize("text", ["federatedlearning ", "federatedlear", "chainofthought"])
def test_a_word_that_is_divided_is_looked_for_once(joined: Small, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, places = [], phrases._places

    def counted(snapshot, forms, name, number, allowed):
        if allowed is None:
            asked.append((tuple((form.kind, form.text) for form in forms), name, number))
        return places(snapshot, forms, name, number, allowed)

    monkeypatch.setattr(phrases, "_places", counted)
    index, facts = joined
    assert index.search(text, facts=facts).total
    assert asked and len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("text", "assumed", "papers"),
    [
        ("langauge", (("langauge", "language"),), 124),
        ("langauge ", (("langauge", "language"),), 124),
        ('"langauge"', (), 1),
        ("contrain", (), 1),  # the beginning of a rare word, beside another rare one
        ("langua", (), 123),  # the beginning of a frequent word
        ("sandwidh", (), 1),  # nobody writes sandwich
        ("languages ", (), 123),  # a word of the same stem
        ("bandwith ", (), 3),  # too many papers hold it to be an error in them
        ("heer ", (), 1),  # many short words differ so
        ("thier ", (("thier", "their"),), 121),
        ("thir ", (), 1),  # a letter less makes other words, too
        ("langage ", (("langage", "language"),), 124),  # not of five letters and more, in the middle
        ("anguage ", (), 1),
        ("languages -langauge ", (), 123),  # excluded is what is said
    ],
)
def test_an_error_that_a_paper_has_too_is_understood_where_it_is_certain(
    open_with: Opened, monkeypatch: pytest.MonkeyPatch, text: str, assumed: tuple[tuple[str, str], ...], papers: int
) -> None:
    monkeypatch.setattr(compiler, "LARGE", 100)
    monkeypatch.setattr(compiler, "SURELY", 100)
    many = [paper(i, "Language is here and their") for i in range(10, 130)]
    errors = [paper(1, "A langauge"), paper(2, "A sandwidh"), *(paper(i, "A bandwith of languages") for i in (3, 4, 5))]
    errors += [paper(6, "Contraindex"), paper(7, "We constrain"), paper(8, "They constrain")]
    errors += [paper(130, "A heer"), paper(131, "A thier"), paper(132, "A thir")]
    errors += [paper(133, "A langage"), paper(134, "An anguage")]
    index, facts = open_with([*many, *errors, *(paper(i, "A bandwidth") for i in range(200, 320))])
    result = index.search(text, facts=facts)
    assert (result.assumed, result.total) == (assumed, papers)


@pytest.mark.parametrize(
    "rare, meant",
    [
        (1, ("neural",)),
        (2, ("neural",)),
        (3, ("neural", "numeral")),  # one in thirty
    ],
)
def test_what_is_far_rarer_was_not_meant_and_what_is_rarer_comes_later(
    open_with: Opened, rare: int, meant: tuple[str, ...]
) -> None:
    papers = [paper(i, f"Neural things of number {i}") for i in range(61)]
    papers += [paper(100 + i, f"Numeral things of number {i}") for i in range(rare)]
    index, facts = open_with([*papers, *(paper(200 + i, "Other things") for i in range(70))])
    result = index.search("nueral ", facts=facts)
    assert [word for _, word in result.assumed] == list(meant)
    assert all(hit.id < 100 for hit in result.hits[:61])


@pytest.mark.parametrize(
    ("text", "assumed", "ids"),
    [
        ("harmonyycell ", ["harmonycell"], [1, 2]),  # the paper of that name first
        ("harmonyycel", ["harmonycell"], [1, 2]),
        ("harmonyyce", ["harmonyce"], [1, 2]),
        ("hrmonicells ", [], []),  # three edits
        ("kettlle ", ["kettle"], [3]),
        ("ketle ", [], []),  # few letters: many words differ so
        ("halucinatoin ", ["hallucination"], [6, 5, 4]),  # not what one paper has misspelt, though it is nearer
    ],
)
def test_a_word_of_a_single_paper_of_a_large_library_is_meant_where_nothing_else_is(
    open_with: Opened, monkeypatch: pytest.MonkeyPatch, text: str, assumed: list[str], ids: list[int]
) -> None:
    monkeypatch.setattr(lexicon, "_SMALL_LIBRARY", 1)
    papers = [
        paper(1, "HarmonyCell: a cell in harmony"),
        paper(2, "Cells", "HarmonyCell is used."),
        paper(3, "A kettle"),
    ]
    papers += [*(paper(i, "A hallucination") for i in (4, 5, 6)), paper(7, "A halucination")]
    index, facts = open_with(papers)
    result = index.search(text, facts=facts)
    assert ([word for _, word in result.assumed], [hit.id for hit in result.hits]) == (assumed, ids)


def test_what_holds_the_very_word_comes_before_what_that_may_be_an_error_for(open_with: Opened) -> None:
    """Which has the other word in its title, or bears it as a name."""
    others = [paper(10 + i, f"Multimodal things of number {i}", "Of generation.") for i in range(40)]
    others += [paper(60, "Multimodal: a name for generation", method="Multimodal")]
    others += [paper(100 + i, "Other things", "At length, and of many kinds.") for i in range(80)]
    index, facts = open_with([*others, paper(1, "Kettles", "On the generation of tea by a multimodel kettle.")])
    result = index.search("multimodel", facts=facts)
    assert result.assumed == (("multimodel", "multimodal"),) and result.total == 42
    assert result.hits[0].id == 1
