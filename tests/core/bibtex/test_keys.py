"""Citation keys: the pattern language, the default, uniqueness."""

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex import keys
from readinglist.core.text import is_citation_key

ATTENTION = {"title": "Attention Is All You Need", "authors": ("Ashish Vaswani", "Noam Shazeer"), "year": 2017}


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        (keys.DEFAULT_PATTERN, "vaswaniAttentionAllYou2017"),
        ("auth.lower + year", "vaswani2017"),
        ("auth(3) + year", "Vas2017"),
        ("auth(0,2)", "Shazeer"),
        ("authEtal2.lower + year", "vaswanishazeer2017"),
        ("authEtal2('-') + year", "Vaswani-Shazeer2017"),
        ("title", "AttentionIsAllYouNeed"),
        ("title.skipwords", "AttentionAllYouNeed"),
        ("shorttitle(2)", "AttentionAll"),
        ("veryshorttitle.upper", "ATTENTION"),
        ("shorttitle(9,1).select(2,2)", "AllYou"),
        ("title.substring(2,4)", "tten"),
        ("auth.replace('Vas', 'W').lower", "wwani"),
        ("'x-' + year", "x-2017"),
        ("method.default('none') + ':' + year", "none:2017"),
        ("auth(0,9) | year", "2017"),
        ("shorttitle(n=2, m=1)", "AttentionAll"),  # named, as Better BibTeX has them
        ("shorttitle(m=1)", "AttentionAllYou"),
        ("shorttitle(2, m=1).substring(n=3)", "Att"),
        ("auth(m=2, n=4)", "Shaz"),
    ],
)
def test_patterns(paper, pattern, key):
    assert keys.preview(paper(**ATTENTION), pattern) == key


@pytest.mark.parametrize(
    ("known", "key"),
    [
        ({"title": "mPLUG-Owl: Modularization Empowers Models", "method": "mPLUG-Owl"}, "mplugowl"),
        ({"title": "mPLUG-Owl: Modularization Empowers Models"}, "mplugowl"),
        ({"title": "Llama 2: Open Foundation Models"}, "llama2"),
        ({"title": "A Survey of the Large Language Models in 2024"}, "SurveyLargeLanguageModels"),
        ({"title": "Attention", "authors": ("Łukasz Müller",), "year": 2020}, "mullerAttention2020"),
        ({"title": "大语言模型综述"}, None),
        ({"title": "🤖 Robots that 🧠 think: a study of 👩\u200d🔬 ☎\ufe0f"}, "RobotsThatThinkStudy"),
        ({"title": "…?!"}, None),
        ({"abstract": "An abstract without a title"}, None),
        ({}, None),
    ],
)
def test_default_pattern_falls_back(paper, known, key):
    made = keys.preview(paper(**known))
    assert made == key if key else made.isascii() and is_citation_key(made)


def test_keys_of_untitled_papers_differ_and_stay(paper):
    one, two = paper(abstract="One abstract."), paper(abstract="Another abstract.")
    assert keys.preview(one) != keys.preview(two)
    assert keys.preview(one) == keys.preview(paper(abstract="One  abstract.", id=77))


def test_the_newcomer_gets_the_suffix_without_regard_to_case(paper):
    used: set[str] = set()
    made = []
    for _ in range(2000):
        key = keys.suffixed(keys.preview(paper(**ATTENTION), "auth + year"), lambda key: key.lower() in used)
        used.add(key.lower())
        made.append(key)
    assert made[:3] == ["Vaswani2017", "Vaswani2017a", "Vaswani2017b"]
    assert made[27] == "Vaswani2017aa"
    assert len({key.lower() for key in made}) == 2000


def test_a_letter_gets_a_hyphen_before_the_suffix(paper):
    assert keys.suffixed(keys.preview(paper("CLIP: Learning")), lambda key: key.lower() == "clip") == "clip-a"


@pytest.mark.parametrize(
    ("pattern", "says", "position"),
    [
        ("auth.lowercase", "there is no “lowercase” here; did you mean lower?", 5),
        ("author + year", "did you mean auth?", 0),
        ("auth +", "the pattern ends where a function is expected", 6),
        ("", "the pattern ends where a function is expected", 0),
        ("auth year", "“year” is not expected here", 5),
        ("shorttitle('a')", "shorttitle takes n=3, m=3", 11),
        ("year(2)", "year takes nothing in brackets", 0),
        ("auth.replace('a')", 'replace takes old="…", new="…"', 5),
        ("shorttitle(x=3)", "shorttitle takes no “x” here, but n, m", 11),
        ("shorttitle(2, n=3)", "shorttitle takes no “n” here, but m", 14),
        ("shorttitle(n=2, 3)", "this argument needs its name", 16),
        ("shorttitle(n 3)", "a “=” is expected after n", 13),
        ("auth.replace(new='a')", 'replace takes old="…", new="…"', 17),
        ("auth = year", "“=” is not expected here", 5),
        ("shorttitle(3", "the bracket is not closed", 12),
        ("auth + 'x", "a quote is not closed", 7),
        ("auth & year", "“&” means nothing in a pattern", 5),
        ("[auth:lower][year]", "write auth.lower + year instead", 0),
    ],
)
def test_a_bad_pattern_says_what_and_where(pattern, says, position):
    with pytest.raises(keys.PatternError) as error:
        keys.parse(pattern)
    assert says in error.value.message
    assert error.value.position == position


@pytest.mark.parametrize(
    ("key", "repaired"),
    [
        ("müller2010", "müller2010"),
        ("日本:a/b_c.d+e-f", "日本:a/b_c.d+e-f"),
        ("Mu\u0308ller2010", "Müller2010"),
        ("O’Brien“x”", "OBrienx"),
        ("é–a—b…", "é-a-b..."),
        ("a™§°b", "aTMSdegb"),
        ("a^<>|;&$!?*[]`b", "ab"),
        ("so\u00adft\u200b", "soft"),
        ("a b c", "abc"),
        ("’’", ""),
    ],
)
def test_a_key_of_other_signs_is_repaired(key, repaired):
    assert is_citation_key(key) == (key == repaired)
    assert keys.repair(key) == repaired and (not repaired or is_citation_key(repaired))
    assert keys.repair(key, ascii_only=True).isascii()


@pytest.mark.parametrize("pattern", ["auth + year", "auth.lower + shorttitle(3,3) + year"])
@pytest.mark.parametrize(
    ("title", "key"), [("CLIP: Learning", "clip"), ("A Survey of Large Language Models", "SurveyLargeLanguageModels")]
)
def test_every_pattern_falls_back(paper, pattern, title, key):
    assert keys.preview(paper(title), pattern) == key


@pytest.mark.parametrize("order", [1, -1])
def test_a_repaired_key_makes_way_for_a_clean_one(paper, order):
    papers = [paper("One", id=1, citation_key="a b c"), paper("Two", id=2, citation_key="abc")][::order]
    report = bibtex.write(papers)
    assert "{abc-a," in report.text and "cite a b c as abc-a." in " ".join(report.notes)
