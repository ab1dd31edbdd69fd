"""What is shown of a raw text: a table of real damage, and properties over all strings."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.text import clean_abstract, clean_title, gate
from tests.examples import examples
from tests.timing import linear

# Text that is dense in what the cleaning looks for, so that hypothesis meets the awkward neighbourhoods.
PIECES = [
    *"\\{}$~`'\"%&-/ .\n\tabcAe9é",
    "\\%", "\\'", "\\textbf{", "\\emph", "\\c", "\\alpha", "\\url{", "url{", "\\$", "\\(",
    "\\)", "//", "https:", "github.com/", "a-b", "- ", "``", "''", "\\textbackslash", "\\i", "\\ss", "\\ours",
    "\\href{x}{", "{\\em ", "\u0301", "\u200d", "\u200b", "\u00a0", "\u2028", "\ud800", "\x00", "\ufeff", "\u1fef",
    "&amp;", "&#38;", "&lt;", "amp;",
]  # fmt: skip
AWKWARD = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)

SHOWN = [
    # LaTeX that is certain
    (r"up to 98\%, with \& and \_", "up to 98%, with & and _"),
    (r"Code Llama (Rozi\`ere et al., 2023)", "Code Llama (Rozière et al., 2023)"),
    (r"We introduce Gl\'orIA, a", "We introduce GlórIA, a"),
    (r"on V\~oro, Livonian", "on Võro, Livonian"),
    (r"Fran\c cois, Fran\c{c}ois, Stra\ss e, \O rsted", "François, François, Straße, Ørsted"),
    (r"Schr\"odinger, na\"{\i}ve, na\"\i ve", "Schrödinger, naïve, naïve"),
    (r"\textbf{a \emph{b}} {\em c} \texttt{d}", "a b c d"),
    (r"a 3\times speed-up, \alpha", "a 3× speed-up, α"),
    (r"(e.g.\ relying on GPT-4)", "(e.g. relying on GPT-4)"),
    (r"a cost of \$5 to \$10", "a cost of $5 to $10"),
    # what HTML writes for letters, however often it did
    ("R&amp;D &lt;of&gt; &quot;it&quot;, it&#39;s, it&#x2019;s", "R&D <of> \"it\", it's, it’s"),
    ("Q&amp;amp;A", "Q&A"),
    ("R&D &c; AT&T &amp x &nothing;", "R&D &c; AT&T &amp x &nothing;"),
    # what nobody knows, and math, stay
    (r"a novel approach, \methodname, from", r"a novel approach, \methodname, from"),
    (r"propose \ours, an approach", r"propose \ours, an approach"),
    (r"contexts (\eg text prompts)", r"contexts (\eg text prompts)"),
    (r"in $\mathcal{O}(n^2)$ and $\alpha$ time", r"in $\mathcal{O}(n^2)$ and $\alpha$ time"),
    ("How to Train It with $100K Budget", "How to Train It with $100K Budget"),
    ("hat{y} = {y_{0} ldots y_{T}}", "hat{y} = {y_{0} ldots y_{T}}"),
    ("{D}en{o}ising {T}raining", "{D}en{o}ising {T}raining"),
    # escaped quotes are no accents
    (r"he said \"attention is\" all", 'he said "attention is" all'),
    (r"the model\'s and don\'t", "the model's and don't"),
    # URLs
    (r"at \url{https://github.com/a/b}.", "at https://github.com/a/b."),
    (r"to ChatGLM\url{https://chatglm.cn}, an", "to ChatGLM https://chatglm.cn, an"),
    ("at url{https://github.com/a/b}.", "at https://github.com/a/b."),
    ("to ChatGLMurl{https://chatglm.cn}, an", "to ChatGLM https://chatglm.cn, an"),
    ("https://github.com/k/S{https://github.com/k/S}.", "https://github.com/k/S."),
    ("https://rt-x.github.io{rt-x.github.io}.", "https://rt-x.github.io."),
    ("at //github.com/a/b. See //www.c.cn/d.", "at https://github.com/a/b. See https://www.c.cn/d."),
    ("https: //github.com/a", "https://github.com/a"),
    ("https://github.com/x/efficient- NLP-training", "https://github.com/x/efficient-NLP-training"),
    ("see https://github.com/x/y- and more", "see https://github.com/x/y- and more"),
    ("C code // a comment", "C code // a comment"),
    # hyphens in prose are never touched
    ("resource- and time-intensive", "resource- and time-intensive"),
    ("rendered multi- view images, over- head", "rendered multi- view images, over- head"),
    # tilde: a blank, "about", a formula, a path
    ("task solving~Our code, e.g.~BART", "task solving Our code, e.g. BART"),
    ("Table~3, Pre-training~(MVP)", "Table 3, Pre-training (MVP)"),
    ("by ~3% and (~18%) using ~0.3% of 5~10", "by ~3% and (~18%) using ~0.3% of 5~10"),
    ("LLaVA-Bench. ~Our project", "LLaVA-Bench. Our project"),
    ("where y~x holds", "where y~x holds"),
    ("open repository~https://host.org/~bob/x.", "open repository https://host.org/~bob/x."),
    # quotes
    ("named ``BurstAttention'' to", "named “BurstAttention” to"),
    ('``Introspective Tips" and ``I don\'t know\'\'', "“Introspective Tips” and “I don't know”"),
    ("for `non-generative' tasks", "for ‘non-generative’ tasks"),
    ("run `pip install x` and ```y```", "run `pip install x` and ```y```"),
    # characters
    ("a\u00a0b\u200bc\ufeff\u00add\x00e\ud800f", "a bcdef"),
    ("cafe\u0301", "café"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("a\u200cb", "ab"),
    ("  many   blanks\tand tabs ", "many blanks and tabs"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "shown"), SHOWN)
def test_what_is_shown(raw: str, shown: str) -> None:
    assert clean_abstract(raw) == shown
    assert clean_title(raw) == shown


def test_paragraphs_of_an_abstract_stay_apart_and_a_title_is_one_line() -> None:
    raw = "One\nwraps.\r\n\r\n \r\nTwo.\u2028Three\n\n"
    assert clean_abstract(raw) == "One wraps.\n\nTwo. Three"
    assert clean_title(raw) == "One wraps. Two. Three"


@examples(600)
@given(st.one_of(AWKWARD, st.text(alphabet=st.characters(exclude_categories=()))))
def test_cleaning_is_idempotent_and_printable(raw: str) -> None:
    for clean in (clean_title, clean_abstract):
        once = clean(raw)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in once.replace("\n", ""))
        assert once == once.strip()


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_the_gate_lets_everything_through_that_can_be_stored(raw: str) -> None:
    stored = gate(raw)
    stored.encode()
    assert gate(stored) == stored
    assert "\x00" not in stored
    assert "\n" not in raw or "\n" in stored


@pytest.mark.parametrize(
    "unit",
    ["\\", "{", "$", "$a", "\\$", "`", "``a", "~", "a~", "//", "- ", "\n", " ", "\\textbf{", "\\(",
     "https://a- ", "\\'", "{\\em ", "\\href{", "//a.b", "{x.y/z}", "\u200d", "é\u0301"],
)  # fmt: skip
def test_long_damage_takes_linear_time(unit: str) -> None:
    raw = unit * (300_000 // len(unit))
    with linear():
        assert clean_abstract(clean_abstract(raw)) == clean_abstract(raw)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Backslash \\ alone", "Backslash \\ alone"),
        ("\\ at the beginning", "\\ at the beginning"),
        ("Fig.\\ 3 of Smith et al.\\ is", "Fig. 3 of Smith et al. is"),
        ("ends with \\", "ends with \\"),
    ],
)
def test_a_backslash_between_blanks_is_one(raw, shown):
    assert clean_title(raw) == shown
