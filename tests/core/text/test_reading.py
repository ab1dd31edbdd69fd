"""What is read out of an abstract: the contribution, the method's name, links, promises of code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.text import Link, code_links, contribution, decode_latex, links, method_name, promises_code
from tests.timing import linear

OPENING = "Large language models have changed the field, e.g. GPT-4 by OpenAI et al. Much remains open. "
END = " Experiments on 3.5 benchmarks confirm this."


@pytest.mark.parametrize(
    "sentence",
    [
        "In this study, we introduce mPLUG-Owl, a novel training paradigm.",
        "We first present Grid Beam Search (GBS), cf. Fig. 2, an algorithm of A. Author et al. that extends it.",
        "This paper proposes a cure.",
        "To fill the gap, this work thus presents a benchmark.",
        "In this paper, a method of sorting is proposed.",
        "Here we study what remains.",
        "In this work, we exploit the idea of teachers.",
        "This survey delves into memory.",
        'We call it "the cure", and we propose it as a default.',
        "Our approach is simple.",
        "We introduced Marco-LLM: massive training.",
    ],
)
def test_the_contribution_is_the_sentence_that_says_so(sentence: str) -> None:
    assert contribution(OPENING + sentence + END) == sentence
    assert contribution(sentence) == sentence


def test_what_is_proposed_comes_before_what_is_shown() -> None:
    abstract = "We show that it fails. In many cases we find more. Hence we propose a cure. It works."
    assert contribution(abstract) == "Hence we propose a cure."


@pytest.mark.parametrize("abstract", ["", "Rivers carry sediment. Gauges rarely catch it.", "we", "This"])
def test_no_contribution(abstract: str) -> None:
    assert contribution(abstract) is None


def test_a_sentence_without_end_is_bounded() -> None:
    found = contribution("word " * 50_000 + "we propose a cure " + "word " * 50_000)
    assert found is not None
    assert "e propose a cure" in found
    assert len(found) < 1000


@pytest.mark.parametrize(
    ("title", "abstract", "name"),
    [
        ("mPLUG-Owl: Modularization Empowers Large Language Models", None, "mPLUG-Owl"),
        ("Otter: A Multimodal Model", "", "Otter"),
        ("Llama 2: Open Foundation Models", "", "Llama 2"),
        ("Code Llama: Open Models for Code", "We release Code Llama, a family of models.", "Code Llama"),
        ("Language Model Cascades: Token-level Uncertainty", "Recent advances are many.", None),
        ("Survey: What We Know", "", None),
        ("LLMs: A View", "", None),
        ("Attention Is All You Need", "We introduce the Transformer, an encoder.", "Transformer"),
        (None, "In this study, we introduce mPLUG-Owl, a novel training paradigm.", "mPLUG-Owl"),
        (None, "We propose a distributed framework named “BurstAttention” to optimize it.", "BurstAttention"),
        (None, "We propose the Hierarchical Memory Transformer (HMT), a novel framework.", "HMT"),
        (None, "This paper introduces GlórIA, a robust decoder.", "GlórIA"),
        (None, "We propose an extension to model-agnostic meta-learning (MAML): each loop", None),
        (None, "We develop a reward model (RM) by sampling.", None),
        (None, "We propose a model for visual question answering (VQA).", None),
        (None, "We run an algorithm called Two-Stage Joint-Training.", None),
        (None, "We propose methods that work.", None),
        (None, "We propose Large Language Models (LLMs) for it.", None),
        (None, None, None),
        (":", ":", None),
    ],
)
def test_method_name(title: str | None, abstract: str | None, name: str | None) -> None:
    assert method_name(title, abstract) == name


@pytest.mark.parametrize(
    ("abstract", "found"),
    [
        ("at https://github.com/X-PLUG/mPLUG-Owl.", ["https://github.com/X-PLUG/mPLUG-Owl"]),
        ("at //github.com/X-PLUG/mPLUG-Owl. The", ["https://github.com/X-PLUG/mPLUG-Owl"]),
        ("(see https://github.com/a/b_(c)).", ["https://github.com/a/b_(c)"]),
        ("https://github.com/a/b!)", ["https://github.com/a/b"]),
        ("code at github.com/a/b, and www.github.com/c/d", ["https://github.com/a/b", "https://www.github.com/c/d"]),
        ("https://github.com/x/efficient- NLP-training", ["https://github.com/x/efficient-NLP-training"]),
        ("twice https://github.com/a/b and https://github.com/a/b.", ["https://github.com/a/b"]),
        ("models: https://huggingface.co/nvidia/NV-Embed-v1", ["https://huggingface.co/nvidia/NV-Embed-v1"]),
        ("Our code is available at: https://aka.ms/MInference.", ["https://aka.ms/MInference"]),
        ("Our code is good. A demo runs at https://demo.org/x.", []),
        ("see https://arxiv.org/abs/1706.03762", []),
        ("hosted on https://github.com", []),
        ("mail me@github.com/x or C:// nothing https://", []),
    ],
)  # fmt: skip
def test_code_links(abstract: str, found: list[str]) -> None:
    assert list(code_links(abstract)) == found


def test_other_links_are_links_too() -> None:
    assert links("see https://arxiv.org/abs/1706.03762.") == (Link("https://arxiv.org/abs/1706.03762", False),)


@pytest.mark.parametrize(
    ("abstract", "promises"),
    [
        ("Code will be released.", True),
        ("We will release our code and models.", True),
        ("The source code and data will be made publicly available upon acceptance.", True),
        ("Code is available upon request.", True),
        ("Our implementation will soon be open-sourced.", True),
        ("Code will be available at https://github.com/a/b.", False),
        ("We hope that this will help to write code.", False),
        ("Language models will change how people write. Code is hard.", False),
        ("", False),
    ],
)
def test_promises_of_code(abstract: str, promises: bool) -> None:
    assert promises_code(abstract) is promises


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"{\'E}mile Borel at H{\"o}lder's", "Émile Borel at Hölder's"),
        (r"Fran{\c c}ois, Gau{\ss}, Erd{\H{o}}s, LLMzSz{\L}", "François, Gauß, Erdős, LLMzSzŁ"),
        (r"Nguy{\~{ê}}n", "Nguyễn"),
        (r"{a set} of \{x\}, {\'e x}", "{a set} of {x}, {é x}"),
    ],
)
def test_a_letter_that_is_a_command_loses_its_braces(raw: str, text: str) -> None:
    assert decode_latex(raw) == text


def test_values_of_bib_fields_lose_their_grouping_braces() -> None:
    raw = r"{BERT}: {\'E}cole {\"o}, \textbackslash{}methodname and $x^{2}$ \{a\}"
    assert decode_latex(raw, braces=True) == r"BERT: École ö, \methodname and $x^{2}$ {a}"
    assert decode_latex("plain {braces}") == "plain {braces}"


ANY = st.text(alphabet=st.characters(exclude_categories=()))
CUES = st.lists(
    st.sampled_from(["we propose ", "We introduce ", "called ", "This paper ", "(ABC)", ". ", "code ", "will be ", "https://",
                     "github.com/", "a/b", "A", "x", "- ", "//", "\n\n", "et al. ", "\\'", "{", "}", "$", "\ud800"]),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.one_of(ANY, CUES), st.one_of(ANY, CUES))
def test_nothing_is_ever_raised(title: str, abstract: str) -> None:
    sentence = contribution(abstract)
    assert sentence is None or (sentence and sentence in abstract)
    name = method_name(title, abstract)
    assert name is None or name
    assert all("://" in link.url for link in links(abstract))
    promises_code(abstract)
    decode_latex(abstract, braces=True)


@pytest.mark.parametrize(
    "unit",
    ["we propose ", "We ", "This paper ", "called ", "(", "https://", "https://github.com/a)", "code will ", "code ",
     ". ", "//a.b/c- ", "In this paper, ", "we introduce a (", "this a ", "will be code upon ",
     "www.", "x" * 50, "\\c "],
)  # fmt: skip
def test_long_damage_takes_linear_time(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    with linear():
        contribution(text)
        method_name(text, text)
        links(text)
        promises_code(text)
        decode_latex(text, braces=True)
