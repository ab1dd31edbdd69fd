"""Parts and volumes of one work have nearly the same title and abstract: they are asked about, never merged."""

import pytest

from readinglist.core.identity import decide, signature

ABSTRACT = (
    "We study the growth of grammars under pressure and show that rules which are used rarely vanish first, while "
    "rules that many words share stay for ever. The method is a simulation with forty agents that talk in pairs for "
    "ten thousand rounds, and the results agree with data from nine languages of three families."
)

TWINS = [
    ("Grammars, Part I", "Grammars, Part II"),
    ("Grammars, Part i", "Grammars, Part ii"),
    ("Grammars, Part A", "Grammars, Part B"),
    ("Grammars, Part One", "Grammars, Part Two"),
    ("Grammars, First Part", "Grammars, Second Part"),
    ("Grammars, Parts I and II", "Grammars, Parts III and IV"),
    ("Grammars I: Theory", "Grammars V: Theory"),
    ("Grammars II. Theory", "Grammars III. Theory"),
    ("Grammars (A)", "Grammars (B)"),
    ("Grammars α", "Grammars β"),
    ("Grammars Ⅰ", "Grammars Ⅱ"),
    ("Grammars ⅰ", "Grammars ⅱ"),
    ("Grammars ¹", "Grammars ²"),
    ("Grammars 1a", "Grammars 1b"),
    ("Grammars, Volume XL", "Grammars, Volume XLI"),
    ("Grammars, vol. L", "Grammars, vol. C"),
    ("Grammars in 1999", "Grammars in 2000"),
    ("Grammatiken, Teil I", "Grammatiken, Teil II"),
    ("Erster Teil der Grammatik", "Zweiter Teil der Grammatik"),
    ("Gramáticas, primera parte", "Gramáticas, segunda parte"),
    ("Грамматики. Часть I", "Грамматики. Часть II"),
    ("قواعد اللغة الجزء الأول", "قواعد اللغة الجزء الثاني"),
    ("व्याकरण भाग १", "व्याकरण भाग २"),
    ("语法研究（一）", "语法研究（二）"),
    ("语法研究 上", "语法研究 下"),
    ("文法の研究 その一", "文法の研究 その二"),
    ("문법 연구 제1부", "문법 연구 제2부"),
]


@pytest.mark.parametrize(("first", "second"), TWINS)
def test_twins_are_asked_about(first: str, second: str) -> None:
    verdict = decide(signature(second, ABSTRACT), [signature(first, ABSTRACT, paper=1)])
    assert verdict.kind == "ask"


@pytest.mark.parametrize("title", [title for pair in TWINS for title in pair])
def test_the_same_part_is_the_same_paper(title: str) -> None:
    verdict = decide(
        signature(title, ABSTRACT), [signature(title.upper() if title.isascii() else title, ABSTRACT, paper=1)]
    )
    assert verdict.kind == "same"
