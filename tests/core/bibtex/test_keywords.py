"""Keywords become tags; none is lost."""

import pytest

from readinglist.core.bibtex import keywords

LONG = "the behaviour of very large flocks of small birds over cities in the evening " * 2

ONE_LINE = {
    "machine learning, birds; C++": ("machine learning", "birds", "C++"),
    r"birds \sep cities\sep birds": ("birds", "cities"),
    "a | b": ("a", "b"),
    " , ": (),
}
ONE_EACH = {
    "MeSH": (["Models, Biological", "Humans"], ("Models - Biological", "Humans")),
    "many commas": (["a,b , c,"], ("a - b - c",)),
    "white space": (["two\n  lines", "two lines"], ("two lines",)),
    "long": ([LONG], (LONG[:99].rpartition(" ")[0] + "…",)),
    "one long word": (["x" * 300], ("x" * 99 + "…",)),
}


@pytest.mark.parametrize(("text", "tags"), ONE_LINE.items(), ids=repr)
def test_a_field_of_keywords(text: str, tags: tuple[str, ...]) -> None:
    assert keywords.listed(text) == tags


@pytest.mark.parametrize(("words", "tags"), ONE_EACH.values(), ids=ONE_EACH)
def test_keywords_are_tags(words: list[str], tags: tuple[str, ...]) -> None:
    assert keywords.as_tags(words) == tags
    assert all(len(tag) <= 100 and "," not in tag for tag in tags)
    assert keywords.as_tags(tags) == tags
