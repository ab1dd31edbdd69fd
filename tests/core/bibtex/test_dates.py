"""Dates as files say them: nothing of them is lost in any format."""

import json
import subprocess

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.bibfiles.bibfile import BibFile, value_of
from readinglist.core.records import Draft

DATES = ("year", "month", "day", "date", "pubstate", "issue")
#: What a file says, what comes out as BibTeX, as biblatex, and what people see.
TABLE = [
    ("year = 2000", "year=2000", "date=2000", "2000"),
    ("year = {in press}", "year=in press", "pubstate=inpress", "in press"),
    ("year = {to appear}", "year=to appear", "pubstate=forthcoming", "to appear"),
    ("year = {n.d.}", "year=n.d.", "year=n.d.", "n.d."),
    ("year = {2010/2011}", "year=2010/2011", "date=2010/2011", "2010/2011"),
    ("year = {2010--2011}", "year=2010--2011", "date=2010/2011", "2010–2011"),
    ("year = {2010-11}", "year=2010-11", "year=2010-11", "2010–11"),
    ("year = {1999a}", "year=1999a", "year=1999a", "1999a"),
    ("year = {[1999]}", "year=[1999]", "year=[1999]", "[1999]"),
    ("year = {{2010}}", "year=2010", "date=2010", "2010"),
    ("year = {ca. 1850}", "year=ca. 1850", "date=1850~", "ca. 1850"),
    ("year = {1990s}", "year=1990s", "date=199X", "1990s"),
    ("year = {Spring 2005}", "year=Spring 2005", "year=Spring 2005", "Spring 2005"),
    ("date = {2010/2011}", "year=2010--2011", "date=2010/2011", "2010–2011"),
    ("date = {2003-10-01}", "year=2003;month=oct;day=1", "date=2003-10-01", "2003"),
    ("date = {2003-05/2003-06}", "year=2003;month=may--jun", "date=2003-05/2003-06", "2003"),
    ("date = {2003/}", "year=2003--", "date=2003/", "2003–"),
    ("date = {1997~}", "year=c. 1997", "date=1997~", "c. 1997"),
    ("date = {1997?}", "year=1997?", "date=1997?", "1997?"),
    ("date = {2003-13}", "year=2003-13", "year=2003-13", "2003–13"),
    ("date = {-0044}", "year=-0044", "date=-0044", "-0044"),
    ("date = {2004-21}", "year=2004;month=spring", "date=2004-21", "2004"),
    ("date = {2004-05-01T10:00:00}", "year=2004;month=may;day=1", "date=2004-05-01T10:00:00", "2004"),
    ("date = {2004-05-01T10:00}", "year=2004;month=may;day=1", "date=2004-05-01", "2004"),
    ("date = {2004-05-01T10:00:00.000+0100}", "year=2004;month=may;day=1", "date=2004-05-01", "2004"),
    ('year = 2003, month = may # "--" # jun', "year=2003;month=may--jun", "date=2003-05/2003-06", "2003"),
    ('year = 2020, month = feb # "~5"', "year=2020;month=feb;day=5", "date=2020-02-05", "2020"),
    ("year = 2020, month = {June 27--30}", "year=2020;month=June 27--30", "date=2020-06-27/2020-06-30", "2020"),
    ("year = 2020, month = {27 June--1 July}", "year=2020;month=27 June--1 July", "date=2020-06-27/2020-07-01", "2020"),
    ("year = 2020, month = {June 5th, 2020}", "year=2020;month=jun;day=5", "date=2020-06-05", "2020"),
    ("year = 2020, month = 2, day = 29", "year=2020;month=feb;day=29", "date=2020-02-29", "2020"),
    ("year = 2021, month = {Sep./Oct.}", "year=2021;month=Sep./Oct.", "date=2021-09/2021-10", "2021"),
    ("year = 2020, month = {Spring}", "year=2020;month=spring", "date=2020-21", "2020"),
    ("year = 2020, month = {Michaelmas}", "year=2020;month=Michaelmas", "date=2020;issue=Michaelmas", "2020"),
    ("year = {2010/2011}, month = {dec--jan}", "year=2010/2011;month=dec--jan", "date=2010-12/2011-01", "2010/2011"),
    ("date = {2020-02-30}", "year=2020;month=feb;day=30", "date=2020-02", "2020"),
    ("year = 2000, month = 9, day = 31", "year=2000;month=sep;day=31", "date=2000-09", "2000"),
    ("month = may", "month=may", "month=may", ""),
]  # fmt: skip


def imported(paper, text, **changed):
    (draft,) = bibtex.read_bib(f"@article{{k, title = {{T}}, author = {{A, B}}, journal = {{J}}, {text}}}")
    assert isinstance(draft, Draft)
    told = draft.metadata
    known = {name: getattr(told, name) for name in ("authors", "year", "venue", "entry_type", "citation_key", "extra")}
    return paper("T", **(known | changed))


def dates(text):
    file = BibFile(text)
    return ";".join(f"{f.name}={value_of(f, file.strings)}" for f in file.blocks[0].fields if f.name in DATES)


@pytest.mark.parametrize(("said", "as_bibtex", "as_biblatex", "shown"), TABLE)
def test_a_date_comes_out_again(paper, said, as_bibtex, as_biblatex, shown):
    found = imported(paper, said)
    assert dates(bibtex.entry(found)) == as_bibtex
    assert dates(bibtex.entry(found, format="biblatex")) == as_biblatex
    apa = {"": "n.d.", "c. 1997": "ca. 1997", "to appear": "in press"}.get(shown, shown)  # words of its own
    assert f"({apa})" in bibtex.cite([found], "apa")
    assert f",{shown}," in bibtex.write([found], format="csv").text.replace("'-", "-")


@pytest.mark.parametrize("said", [row[0] for row in TABLE])
def test_what_was_written_says_the_same_when_it_is_read(paper, said):
    found = imported(paper, said)
    for format in ("bibtex", "biblatex"):  # noqa: A001
        text = bibtex.entry(found, format=format)
        again = imported(
            paper, ", ".join(f"{n} = {{{v}}}" for n, _, v in (f.partition("=") for f in dates(text).split(";")))
        )
        assert dates(bibtex.entry(again, format=format)) == dates(text)


def test_what_biblatex_takes_as_a_text_is_told(paper):
    report = bibtex.write([imported(paper, "year = {n.d.}")], format="biblatex")
    assert report.notes == ("biblatex has no form for these dates, which are written as they are: k (n.d.).",)
    assert bibtex.write([imported(paper, "year = {in press}")], format="biblatex").notes == ()
    report = bibtex.write([imported(paper, "date = {2000-09-31}, urldate = {2021-02-29}")], format="biblatex")
    assert report.notes == ("Months that have no such day are written without it: k (2000-09-31).",)
    assert "urldate = {2021-02}" in report.text


@pytest.mark.parametrize(
    ("said", "cut_in"),
    [
        ("year = 2020, month = {Mai}", {"ris": "2020 Mai", "csl-json": "2020 Mai", "biblatex": "Mai"}),
        ("year = 2020, month = {7-8}", {"ris": "2020 7-8", "csl-json": "2020 7-8", "biblatex": "7-8"}),
        ("month = jan", {"ris": "jan", "csl-json": "jan"}),
        ("year = {to appear}, month = jun", dict.fromkeys(("ris", "csl-json", "biblatex"), "to appear jun")),
        ("date = {2020-05-01/2020-06-03}", {"ris": "2020-05-01/2020-06-03"}),
        ("year = {2020/2021}, month = dec", {"ris": "2020-12/2021"}),
        ("date = {2020-05/..}", {"ris": "2020-05/..", "csl-json": "2020-05/.."}),
        ("date = {2020-21}", {"ris": "2020-21"}),
        ("date = {1850~}", {"ris": "1850~"}),
        ("date = {2020/2021}", {"ris": "2020/2021"}),
        ("year = {2020/2021}", {}),
        ("year = {c. 1850}", {}),
        ("year = {in press}", {}),
        ("date = {2020-05-06}", {}),
        ("year = 2020, month = may", {}),
    ],
)
def test_dates_that_a_format_cuts_are_told(paper, said, cut_in):
    for name in ("ris", "csl-json", "biblatex", "bibtex", "csv"):
        notes = " ".join(bibtex.write([imported(paper, said)], format=name).notes)
        assert ("has no" in notes) == (name in cut_in)
        assert f"k ({cut_in.get(name, '')})" in notes or name not in cut_in


@pytest.mark.parametrize("said", ["year = {2010/2011}", "year = {1999a}", "date = {2010-05/2011}", "date = {199X}"])
def test_a_year_that_was_typed_outweighs_the_file(paper, said):
    found = imported(paper, said, year=2015)
    assert dates(bibtex.entry(found)) == "year=2015"
    assert dates(bibtex.entry(found, format="biblatex")) == "date=2015"


@pytest.mark.parametrize(
    ("said", "issued"),
    [
        ("year = 2020, month = feb, day = 3", {"date-parts": [[2020, 2, 3]]}),
        ("date = {2010/2011-03}", {"date-parts": [[2010], [2011, 3]]}),
        ("year = {ca. 1850}", {"date-parts": [[1850]], "circa": True}),
        ("date = {2004-22}", {"date-parts": [[2004]], "season": 2}),
        ("year = {in press}", {"literal": "in press"}),
        ("pubstate = {inpress}", {"literal": "in press"}),
        ("date = {2010/}", {"literal": "2010–"}),
        ("date = {-0043}", {"date-parts": [[-43]]}),
    ],
)
def test_csl_knows_ranges_seasons_and_words(paper, said, issued):
    text = bibtex.write([imported(paper, said)], format="csl-json").text
    assert json.loads(text)[0]["issued"] == issued
    (again,) = bibtex.read_csl(text)
    second = paper("T", authors=("A, B",), year=again.metadata.year, extra=again.metadata.extra, citation_key="k")
    assert json.loads(bibtex.write([second], format="csl-json").text)[0]["issued"] == issued


@pytest.mark.parametrize(
    ("tags", "year", "said"),
    [
        ("PY  - 2020\nDA  - 2020/02/03/", 2020, "date=2020-02-03"),
        ("PY  - 2001\nDA  - 2020/02/03/", 2001, "date=2001"),
        ("PY  - 2010///Spring", 2010, "date=2010-21"),
        ("PY  - in press", None, "pubstate=inpress"),
        ("PY  - 2010-2011", 2010, "date=2010/2011"),
        ("PY  - -0043", None, "date=-0043"),
    ],
)
def test_ris_dates(paper, tags, year, said):
    (draft,) = bibtex.read_ris(f"TY  - JOUR\nTI  - T\nJF  - J\n{tags}\nER  - \n")
    assert draft.metadata.year == year
    found = paper("T", year=draft.metadata.year, venue="J", extra=draft.metadata.extra, entry_type="article")
    assert dates(bibtex.entry(found, format="biblatex")) == said
    (again,) = bibtex.read_ris(bibtex.write([found], format="ris").text)
    assert again.metadata.year == year


@pytest.mark.tex
def test_biber_takes_every_date(paper, tmp_path):
    papers = [imported(paper, said, id=i, citation_key=f"k{i}") for i, (said, *_) in enumerate(TABLE)]
    report = bibtex.write(papers, format="biblatex")
    (tmp_path / "x.bib").write_text(report.text)
    done = subprocess.run(["biber", "--tool", "x.bib"], cwd=tmp_path, capture_output=True, text=True, check=True)
    warned = [line for line in done.stdout.splitlines() if line.startswith("WARN") and "is not an integer" not in line]
    assert warned == []
