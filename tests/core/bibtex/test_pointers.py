"""Entries that refer to others: taken over when they are there, kept when they are not."""

import pytest

from readinglist.core import bibtex
from readinglist.core.records import Draft

CHILD = "@inproceedings{child, title = {Child}, author = {A, B}, booktitle = {X}, year = 2000, %s}"


def papers(paper, text):
    found = [draft for draft in bibtex.read_bib(text) if isinstance(draft, Draft)]
    names = ("authors", "year", "venue", "publisher", "entry_type", "citation_key", "extra")
    return [
        paper(draft.title, id=i, **{name: getattr(draft.metadata, name) for name in names})
        for i, draft in enumerate(found, 1)
    ]


@pytest.mark.parametrize("name", ["crossref", "xref", "related", "xdata"])
@pytest.mark.parametrize("format", ["bibtex", "biblatex"])
def test_a_reference_to_nothing_is_kept_where_no_program_stumbles(paper, name, format):  # noqa: A002
    report = bibtex.write(papers(paper, CHILD % f"{name} = {{missing}}"), format=format)
    assert f"x-{name} = {{missing}}" in report.text
    assert f"child ({name} = missing)" in report.notes[0]
    assert bibtex.write(papers(paper, report.text), format=format).text == report.text


def test_a_reference_to_an_entry_of_the_export_stays_what_it_was(paper):
    parent = "@proceedings{%s, title = {P}, year = 2000}"
    child = papers(paper, CHILD % "crossref = {vol}, related = {aa}")
    others = [p for key in ("vol", "aa") for p in papers(paper, parent % key)]
    both = [*child, *(paper(p.title, id=i, citation_key=p.citation_key) for i, p in enumerate(others, 7))]
    report = bibtex.write(both)
    assert "  crossref = {vol}" in report.text
    assert "  related = {aa}" in report.text
    assert report.notes == ()


def test_bibtex_wants_the_parent_behind_the_child(paper):
    both = [*papers(paper, CHILD % "crossref = {aa}"), paper("P", id=7, citation_key="aa")]
    assert "x-crossref = {aa}" in bibtex.write(both).text
    assert "  crossref = {aa}" in bibtex.write(both, format="biblatex").text


def test_merging_knows_the_entries_of_the_file(paper):
    (child,) = papers(paper, CHILD % "crossref = {vol}")
    there = "@misc{a, title={x}}\n"
    assert "x-crossref" in bibtex.merge(there, [child]).text
    assert "x-crossref" in bibtex.merge("@proceedings{vol, title={P}}\n", [child]).text
    (fine,) = papers(paper, CHILD.replace("{child", "{a") % "crossref = {vol}")
    assert "  crossref = {vol}" in bibtex.merge("@misc{a, title={Child}}\n@proceedings{vol, title={P}}\n", [fine]).text
    theirs = CHILD % "crossref = {vol}" + "\n"
    assert bibtex.merge(theirs, [child]).text == theirs


def test_no_series_is_made_of_the_title_of_a_volume(paper):
    text = "@proceedings{v, title = {Proc. of X}, booktitle = {Proc. of X}}\n@book{b, title = {B}, journal = {J}}"
    for format in ("bibtex", "biblatex"):  # noqa: A001
        written = bibtex.write(papers(paper, text), format=format).text
        assert "series" not in written
        assert "  booktitle = {Proc. of X}" in written
        assert "  journal = {J}" in written
