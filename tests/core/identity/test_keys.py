"""Title keys, identifiers, fingerprints, numbers: tables and properties."""

import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.identity import arxiv_id, doi_name, fingerprint, is_generic, numbers, title_key
from readinglist.core.identity.many import fingerprints

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("mPLUG-Owl: Modularization", "mplugowlmodularization"),
        ("Llama 2", "llama2"),
        (r"Gl\'orIA and {B}ERT", "gloriaandbert"),
        ("GlórIA and BERT", "gloriaandbert"),
        (r"$\rho$POMDP in $\mathcal{O}(n^2)$", "ρpomdpinon2"),
        ("ρPOMDP in O(n²)", "ρpomdpinon2"),
        ("Rock &amp;amp; Roll: It&#x27;s On", "rockrollitson"),
        ("Straße", "strasse"),
        ("Œuvres de Łódź, Ærø og Þór", "oeuvresdelodzaeroogthor"),
        ("ﬁne", "fine"),
        ("大型语言模型:综述", "大型语言模型综述"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_title_key(title: str, key: str) -> None:
    assert title_key(title) == key


@pytest.mark.parametrize("key", ["preface", "introduction", "thepreface", "editorial12", "tableofcontents"])
def test_generic(key: str) -> None:
    assert is_generic(key)


@pytest.mark.parametrize("key", ["", "prefaceoptimization", "introductiontoalgorithms", "attentionisallyouneed"])
def test_not_generic(key: str) -> None:
    assert not is_generic(key)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("arXiv:2405.12119v2", "2405.12119"),
        ("https://arxiv.org/abs/2405.12119", "2405.12119"),
        ("0910.5639", "0910.5639"),
        ("hep-th/9901001v1", "hep-th/9901001"),
        ("math.GT/0309136", "math.gt/0309136"),
        ("none", None),
        (None, None),
    ],
)
def test_arxiv_id(text: str | None, found: str | None) -> None:
    assert arxiv_id(text) == found


def test_doi_name() -> None:
    assert doi_name("https://doi.org/10.1145/ABC.12") == doi_name("DOI: 10.1145/abc.12.") == "10.1145/abc.12"
    assert doi_name("11.12") is None


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("SemEval-2020 Task 5", ("2020", "5")),
        ("Proceedings of the 3rd Workshop", ("3",)),
        ("Proceedings of the Third Workshop", ("3",)),
        ("The Twenty-First Meeting", ("21",)),
        ("The Twentieth Meeting", ("20",)),
        ("Forms, Part II", ("2",)),
        ("Forms, Part 2", ("2",)),
        ("Forms, Part V", ("5",)),
        ("Forms, Part (2)", ("2",)),
        ("Forms, Part (II)", ("2",)),
        ("Forms (I)", ("1",)),
        ("Forms, Part (b)", ("B",)),
        ("Forms, Volume CCCXCIX", ("399",)),
        ("语法研究（十一）", ("十一",)),
        ("语法研究 上", ("上",)),
        ("Can I Trust Part I", ("1",)),
        ("Henry XIV and XXXIX", ("14", "39")),
        ("V-shaped I-beams by CV and MIX", ()),
        ("GPT-3.5 and Llama2", ("2", "3.5")),
        ("Two Towers", ("2",)),
    ],
)
def test_numbers(title: str, found: tuple[str, ...]) -> None:
    assert numbers(title) == found


def plain_fingerprint(words: list[str]) -> tuple[int, ...]:
    """The definition, word by word."""
    shingles = {"".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))} if words else set()
    return tuple(sorted({zlib.crc32(shingle.encode()) for shingle in shingles})[:8])


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", "é", "大", "9", "x1"]), max_size=400))
def test_fingerprint_is_the_eight_smallest_hashes_of_the_shingles(words: list[str]) -> None:
    assert fingerprint(", ".join(words).upper()) == plain_fingerprint(words)


SOME = ["alpha", "Beta,", "gamma-delta", "é", "大", "9", "x" * 63, "y" * 64, "z" * 200, "\n", "_", *"abcdefghij"]


@given(st.lists(st.lists(st.sampled_from(SOME), max_size=60).map(" ".join) | ANY, max_size=8))
def test_fingerprints_of_many_are_those_of_each(texts: list[str]) -> None:
    assert fingerprints(texts) == list(map(fingerprint, texts))


def test_fingerprints_of_many_long_texts_are_those_of_each() -> None:
    chance = random.Random(3)
    texts = [" ".join(str(chance.getrandbits(chance.choice((9, 40)))) for _ in range(250)) for _ in range(100)]
    assert fingerprints(texts) == list(map(fingerprint, texts))


@given(ANY)
def test_any_text_has_a_key_and_a_fingerprint(text: str) -> None:
    key = title_key(text)
    assert title_key(key) == key
    key.encode()
    values = fingerprint(text)
    assert list(values) == sorted(set(values))
    assert len(values) <= 8
    assert all(0 <= value < 2**32 for value in values)
    numbers(text)
