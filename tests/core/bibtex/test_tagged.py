"""RIS, Web of Science and MEDLINE: tags that mean several things, and what has no place in them."""

import pytest

from readinglist.core import bibtex
from readinglist.core.records import Draft

MEDLINE = """\
PMID- 32015507
OWN - NLM
STAT- MEDLINE
IS  - 1476-4687 (Electronic)
IS  - 0028-0836 (Linking)
VI  - 579
IP  - 7798
DP  - 2020 Mar 12
TI  - A title that is long enough to be wrapped
      over two lines.
PG  - 270-273
LID - 10.1038/s41586-020-2012-7 [doi]
AB  - We did this.
FAU - Zhou, Peng
AU  - Zhou P
AD  - An institute.
FAU - van der Berg, Jan Peter
AU  - van der Berg JP
CN  - The Consortium of Consortia
LA  - eng
PT  - Journal Article
TA  - Nature
JT  - Nature : weekly
MH  - *Animals
MH  - Humans/virology
PMC - PMC7095418

PMID- 2
TI  - The second paper?
AU  - Doe J
DP  - 2019 Spring
PT  - Preprint
"""
WOS = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Cao, WX
   Ye, X
AF Cao, Wenxiang
   Ye, Xiong
TI Proximal and distal influences
   on ligands
SO BIOCHEMISTRY
LA English
DE heme; ligand
   binding
PU AMER CHEM SOC
SN 0006-2960
EI 1520-4995
PD JUN 15
PY 2004
VL 43
IS 22
BP 1
EP 9
DI 10.1021/x
PM 15170350
FU NIH [1]
UT WOS:1
ER

EF
"""


def ris(tags, kind="JOUR"):
    (draft,) = bibtex.read_ris(f"TY  - {kind}\nTI  - T\n{tags}\nER  - \n")
    assert isinstance(draft, Draft)
    return draft.metadata


@pytest.mark.parametrize(
    ("said", "extra"),
    [
        ("SN  - 1234-5678", {"issn": "1234-5678"}),
        ("SN  - 0000-0000\n9999-999X", {"issn": "0000-0000, 9999-999X"}),
        ("SN  - 12345678", {"issn": "12345678"}),
        ("SN  - 1476-4687 (Electronic) 0028-0836 (Linking)", {"issn": "1476-4687, 0028-0836"}),
        ("SN  - 978-0-7695-3902-7", {"isbn": "978-0-7695-3902-7"}),
        ("SN  - 0262510871", {"isbn": "0262510871"}),
        ("SN  - 978-0-7695-3902-7\nSN  - 1234-5678", {"isbn": "978-0-7695-3902-7", "issn": "1234-5678"}),
        ("SN  - TR-17", {"ris-sn": "TR-17"}),
    ],
)  # fmt: skip
def test_issns_and_isbns_are_told_apart(paper, said, extra):
    found = ris(said).extra
    assert found == extra
    text = bibtex.write([paper("T", extra=found)], format="ris").text
    (again,) = bibtex.read_ris(text)
    assert {name: value for name, value in again.metadata.extra.items() if name in extra} == extra


def test_what_a_book_appeared_in_is_a_series(paper):
    found = ris("T2  - Lecture Notes\nPB  - Springer", "BOOK")
    assert (found.venue, found.extra["series"]) == (None, "Lecture Notes")
    assert "series = {Lecture Notes}" in bibtex.entry(paper("T", entry_type="book", extra=found.extra))


def test_no_title_of_a_journal_is_lost():
    found = ris("JF  - Journal of Tests\nJA  - J. Test.\nT2  - Special Issue")
    assert (found.venue, found.extra["shortjournal"], found.extra["ris-t2"]) == (
        "Journal of Tests",
        "J. Test.",
        "Special Issue",
    )


@pytest.mark.parametrize("format", ["ris", "csl-json", "csv"])
def test_others_are_no_author(paper, format):  # noqa: A002
    report = bibtex.write(
        [paper("T", authors=("Doe, Jane", "others"), citation_key="k", extra={"editor": "E, F and others"})],
        format=format,
    )
    assert "thers" not in report.text and "et al" not in report.text
    assert report.notes[0].endswith("cannot say that there are others; only those named stand in k.")
    edited = paper("T", authors=("Doe, Jane",), citation_key="k", extra={"editor": "E, F and others"})
    assert bool(bibtex.write([edited], format=format).notes) == (format != "csv")  # which has no editors


def test_a_list_for_people_says_that_there_are_others(paper):
    text = bibtex.write([paper("T", authors=("Doe, Jane", "Roe, Rick", "others"))], format="markdown").text
    assert "Jane Doe, Rick Roe et al." in text


def test_medline():
    first, second = bibtex.read_ris(MEDLINE)
    assert (first.line, first.end_line, second.line) == (1, 26, 28)
    assert first.title == "A title that is long enough to be wrapped over two lines"
    told = first.metadata
    assert told.authors == ("Zhou, Peng", "van der Berg, Jan Peter", "{The Consortium of Consortia}")
    assert (told.year, told.doi, told.venue) == (2020, "10.1038/s41586-020-2012-7", "Nature : weekly")
    assert told.keywords == ("Animals", "Humans/virology")
    extra = {"volume": "579", "number": "7798", "pages": "270-273", "month": "03", "day": "12", "pmid": "32015507"}
    assert extra.items() <= told.extra.items()
    assert (told.extra["issn"], told.extra["pmcid"], told.extra["nbib-ad"]) == (
        "1476-4687, 0028-0836", "PMC7095418", "An institute.",
    )  # fmt: skip
    assert (second.title, second.metadata.authors) == ("The second paper?", ("Doe, J",))
    assert (second.metadata.extra["month"], second.metadata.entry_type) == ("Spring", "online")


def test_web_of_science():
    (draft,) = bibtex.read_ris(WOS)
    told = draft.metadata
    assert draft.title == "Proximal and distal influences on ligands"
    assert told.authors == ("Cao, Wenxiang", "Ye, Xiong")
    assert (told.venue, told.publisher, told.doi, told.year) == ("BIOCHEMISTRY", "AMER CHEM SOC", "10.1021/x", 2004)
    assert told.keywords == ("heme", "ligand binding")
    extra = {
        "pages": "1--9",
        "month": "JUN 15",
        "issn": "0006-2960, 1520-4995",
        "wos-fu": "NIH [1]",
        "pmid": "15170350",
    }
    assert extra.items() <= told.extra.items()


def test_the_formats_are_told_apart():
    sure = {form.name: form.sniff(text) for form in bibtex.IMPORT_FORMATS for text in [MEDLINE]}
    assert max(sure, key=sure.__getitem__) == "medline"
    sure = {form.name: form.sniff(WOS) for form in bibtex.IMPORT_FORMATS}
    assert max(sure, key=sure.__getitem__) == "wos"
