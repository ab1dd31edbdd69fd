"""Entry types and what they lack."""

import json

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.kinds import CHAPTERS, entry_type


@pytest.mark.parametrize(
    ("known", "in_bibtex", "in_biblatex"),
    [
        ({}, "misc", "misc"),
        ({"arxiv": "2301.01234"}, "misc", "online"),
        ({"arxiv": "2301.01234", "entry_type": "misc"}, "misc", "misc"),
        ({"arxiv": "2301.01234", "venue": "Proceedings of ACL"}, "inproceedings", "inproceedings"),
        ({"venue": "Nature"}, "article", "article"),
        ({"venue": "Advances in Neural Information Processing Systems"}, "inproceedings", "inproceedings"),
        ({"entry_type": "misc", "venue": "arXiv preprint arXiv:1"}, "misc", "misc"),
        ({"entry_type": "article", "venue": "Proceedings of ACL"}, "article", "article"),
        ({"entry_type": "online"}, "misc", "online"),
        ({"entry_type": "thesis", "extra": {"type": "mathesis, Master"}}, "mastersthesis", "thesis"),
        ({"entry_type": "report"}, "techreport", "report"),
        ({"entry_type": "dataset"}, "misc", "dataset"),
        ({"entry_type": "software"}, "misc", "software"),
        ({"entry_type": "conference"}, "inproceedings", "inproceedings"),
        ({"entry_type": "incollection"}, "incollection", "incollection"),
        ({"entry_type": "inbook"}, "inbook", "inbook"),
        ({"entry_type": "inbook", "venue": "A Book of Kettles"}, "incollection", "inbook"),
        ({"entry_type": "commentary"}, "misc", "misc"),
        ({"entry_type": "thing"}, "misc", "misc"),
        ({"entry_type": "xdata"}, "misc", "misc"),
    ],
)
def test_types(paper, known, in_bibtex, in_biblatex):
    assert entry_type(paper("T", **known), "bibtex") == in_bibtex
    assert entry_type(paper("T", **known), "biblatex") == in_biblatex


@pytest.mark.parametrize(
    ("kind", "known", "has_key"),
    [
        ("misc", {}, True),
        ("misc", {"authors": ("A B",)}, False),
        ("article", {"extra": {"editor": "A B"}}, True),
        ("book", {"extra": {"editor": "A B"}}, False),
        ("proceedings", {"authors": ("A B",)}, True),
        ("manual", {"extra": {"organization": "O"}}, False),
    ],
)
def test_what_bibtex_cannot_sort_by_a_name_has_a_key(paper, kind, known, has_key):
    written = bibtex.entry(paper("T", entry_type=kind, **known))
    assert ("key = {" in written) == has_key


@pytest.mark.parametrize(
    ("kind", "said", "in_bibtex", "genre"),
    [
        ("thesis", "mathesis", ("@mastersthesis", ""), "Master's thesis"),
        ("thesis", "phdthesis", ("@phdthesis", ""), "PhD thesis"),
        ("thesis", "bathesis", ("@mastersthesis", "type = {Bachelor's thesis}"), "Bachelor's thesis"),
        ("thesis", "Habilitation", ("@phdthesis", "type = {Habilitation}"), "Habilitation"),
        ("thesis", "", ("@phdthesis", ""), None),
        ("mastersthesis", "", ("@mastersthesis", ""), "Master's thesis"),
        ("report", "techreport", ("@techreport", ""), "Technical report"),
        ("report", "resreport", ("@techreport", "type = {Research report}"), "Research report"),
    ],
)
def test_the_keys_by_which_biblatex_names_theses_and_reports(paper, kind, said, in_bibtex, genre):
    """biblatex translates them; BibTeX, Word and Zotero would print "mathesis"."""
    known = paper("T", entry_type=kind, extra={"type": said} if said else {})
    written, line = bibtex.entry(known), in_bibtex[1]
    assert written.startswith(in_bibtex[0])
    assert line in written if line else "type =" not in written
    in_biblatex = bibtex.entry(known, format="biblatex")
    assert f"type = {{{said}}}" in in_biblatex if said else "type =" not in in_biblatex
    assert json.loads(bibtex.write([known], format="csl-json").text)[0].get("genre") == genre


@pytest.mark.parametrize("kind", sorted(CHAPTERS))
def test_a_chapter_of_any_kind_stands_in_a_book(paper, kind):
    chapter = paper("T", entry_type=kind, venue="A Book of Tea", authors=("Doe, Jane",))
    for form in ("bibtex", "biblatex"):
        assert "booktitle = {A Book of Tea}" in bibtex.entry(chapter, format=form)
    assert bibtex.cite([chapter], "apa").endswith("T. In A Book of Tea.")


def test_who_publishes_software(paper):
    tool = paper("T", entry_type="software", publisher="A House")
    assert "organization = {A House}" in bibtex.entry(tool, format="biblatex")
    assert "publisher = {A House}" in bibtex.entry(tool)


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        ({}, ("author", "title", "year", "identifier")),
        ({"title": "T", "arxiv": "2301.01234"}, ("author", "year")),
        ({"title": "T", "authors": ("A B",), "year": 2020, "doi": "10.1/x"}, ()),
        ({"title": "T", "authors": ("A B",), "entry_type": "article"}, ("journal", "year")),
        ({"title": "T", "authors": ("A B",), "year": 2020, "entry_type": "inproceedings"}, ("booktitle",)),
        ({"title": "T", "extra": {"editor": "A B"}, "year": 2020, "entry_type": "book"}, ("publisher",)),
        ({"title": "T", "authors": ("A B",), "entry_type": "phdthesis"}, ("school", "year")),
        ({"title": "T", "authors": ("A B",), "year": 1, "publisher": "U", "entry_type": "techreport"}, ()),
        ({"title": "T", "entry_type": "dataset"}, ("author", "year")),
        ({"title": "T", "authors": ("A B",), "venue": "B", "year": 1, "entry_type": "incollection"}, ("publisher",)),
    ],
)
def test_lacks(paper, known, missing):
    assert bibtex.lacks(paper(**known)) == missing
