"""Lists of references and the like tell of papers and are no dumps: they are named, with what to do."""

import textwrap

import pytest

from readinglist.core import dumps
from readinglist.core.errors import DumpError
from readinglist.core.records import Draft
from tests.core.dumps.texts import PAPERS

TITLES = [title for title, _ in PAPERS] + ["Notes on Loops", "A Grammar of Small Talk"]
STYLES = {
    "quoted titles": "[{n}] A. Bee, C. D. Eff, and G. van Aitch, “{title},” in Proc. of the Tests, pp. 1-9, 200{n}.",
    "plain titles": "{n}. Bee, A., Eff, C.: {title}. Journal of Tests 12(3), 4–5 (201{n})",
    "full names": "[{n}] Anna Bee, Carl Eff, and Gerd Aitch. {title}. In Proceedings of the Tests, 200{n}.",
    "names and year": "Bee, A., & Eff, C. D. (201{n}). {title}. Journal of Tests, 12(3), 4–5.",
    "medical": "{n}. Bee A, Eff CD, Aitch G. {title}. J Tests. 200{n};12(3):4-5.",
    "labels": "[BE0{n}] A. Bee and C. Eff. {title}. Tests, 200{n}.",
}


@pytest.mark.parametrize("width", [80, 10_000])
def test_fields_of_a_reference_manager_are_named(width: int) -> None:
    lines = [f"%0 Journal Article\n%T {title}\n%X {abstract}\n" for title, abstract in PAPERS]
    said = _refused("\n".join(textwrap.fill(row, width) for line in lines for row in line.splitlines() or [""]))
    assert "an export of a reference manager" in said and "as BibTeX or RIS" in said


def test_entries_with_a_field_that_comes_back_are_not_put_together() -> None:
    entry = "@article{{k{n},\n  title = {{{title}}},\n  abstract = {{{abstract}}},\n  year = {{2024}}\n}}"
    said = _refused("\n\n".join(entry.format(n=n, title=t, abstract=a * 3) for n, (t, a) in enumerate(PAPERS)))
    assert "a bibliography" in said


def _refused(text: str) -> str:
    with pytest.raises(DumpError) as caught:
        list(dumps.read(dumps.Input.from_text(text)))
    return caught.value.message


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("head", ["", "References\n\n"])
def test_a_list_of_references_is_named(style: str, gap: str, head: str) -> None:
    said = _refused(head + gap.join(STYLES[style].format(n=n, title=title) for n, title in enumerate(TITLES, start=1)))
    assert "a list of references" in said and "BibTeX" in said


@pytest.mark.parametrize("style", [style for style in STYLES if "{n}" in STYLES[style][:7]])
@pytest.mark.parametrize("width", [60, 80])
def test_a_wrapped_list_of_references_is_named(style: str, width: int) -> None:
    entries = [STYLES[style].format(n=n, title=title) for n, title in enumerate(TITLES, start=1)]
    assert "a list of references" in _refused("\n".join(textwrap.fill(entry, width) for entry in entries))


@pytest.mark.parametrize("before", ["[{n}] ", "{n}. "])
@pytest.mark.parametrize("rows", [[], ["Anna Bee, Carl Eff, 2019"], ["A. Bee, C. Eff (2019)"]])
def test_a_numbered_page_with_authors_and_years_is_a_page(before: str, rows: list[str]) -> None:
    lines = [
        line
        for n, (title, abstract) in enumerate(PAPERS, start=1)
        for line in (before.format(n=n) + title, *rows, abstract)
    ]
    found = [item for item in dumps.read(dumps.Input.from_text("\n".join(lines))) if isinstance(item, Draft)]
    assert [(draft.title, draft.abstract) for draft in found] == PAPERS


@pytest.mark.parametrize("number", ["{n} ", "{n}. ", ""])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_body_of_a_paper_is_no_page(number: str, gap: str) -> None:
    names = ["Introduction", "Related Work", "Method", "Results", "Conclusion"]
    pairs = [
        (number.format(n=n) + name, text) for n, (name, (_, text)) in enumerate(zip(names, PAPERS, strict=True), 1)
    ]
    said = _refused(gap.join(line for pair in pairs for line in pair))
    assert "the text of one paper" in said and "by hand" in said


@pytest.mark.parametrize(("inner", "outer"), [("\n", "\n\n"), ("\n\n", "\n\n\n")])
def test_titles_below_their_abstracts_are_not_given_to_others(inner: str, outer: str) -> None:
    said = _refused(outer.join(f"{abstract}{inner}{title}" for title, abstract in PAPERS))
    assert "titles stand below their abstracts" in said and "above" in said


@pytest.mark.parametrize("rule", ["***", "----", "Mar 3"])
def test_titles_right_behind_a_rule_stand_above_their_abstracts(rule: str) -> None:
    text = f"\n{rule}\n".join(f"{title}\n\n{abstract}" for title, abstract in PAPERS)
    found = [item for item in dumps.read(dumps.Input.from_text(text)) if isinstance(item, Draft)]
    assert [(draft.title, draft.abstract) for draft in found] == PAPERS


#: The permission that many programs carry is the same everywhere; what stands around it is ours.
LICENCE = """\
Copyright © 2020 The Makers of the Window Manual
Permission is hereby granted, free of charge, to any person obtaining a copy of this text and associated tools.
The above copyright notice and this permission notice shall stand in all copies or substantial portions of it.
1. Overview
This extension describes windows of arbitrary form and their borders. A significant limitation of many systems is that
regions are rectangular; the definition of a region is therefore generalised, and its implementation is discussed.
"""


def test_a_manual_with_its_licence_is_named() -> None:
    assert "a licence" in _refused(LICENCE)


def test_entries_of_a_list_of_changes_are_no_abstracts() -> None:
    zones = ["Lebanon", "Egypt", "Greenland", "Mexico", "Jordan", "Fiji"]
    said = "This release is based on version {n} of the database. It includes contemporary estimates for {zone}."
    assert _refused("\n\n".join(said.format(n=n, zone=zone) for n, zone in enumerate(zones)))
