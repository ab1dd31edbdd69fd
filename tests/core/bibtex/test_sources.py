"""What the databases of whole fields of science write: journals, units, names, identifiers, odd fields."""

import csv
import dataclasses
import io
import json
import re

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.bibfiles.bibreading import BibReader
from readinglist.core.bibtex.identifiers import is_doi, plain_doi
from readinglist.core.bibtex.latex import packages
from readinglist.core.records import Paper
from tests.timing import linear


def papers_of(paper, items) -> list[Paper]:
    """Drafts as the papers of a library."""
    return [
        paper(
            draft.title, draft.abstract, id=number, authors=draft.metadata.authors, year=draft.metadata.year,
            doi=draft.metadata.doi, url=draft.metadata.url, venue=draft.metadata.venue,
            publisher=draft.metadata.publisher, entry_type=draft.metadata.entry_type,
            citation_key=draft.metadata.citation_key, extra=dict(draft.metadata.extra),
        )
        for number, draft in enumerate(items, 1)
    ]  # fmt: skip


# ---- commands of packages ----


@pytest.mark.parametrize(
    ("said", "shown", "written"),
    [
        (r"\SI{5}{\kilo\meter}", "5 km", r"{{\SI{5}{\kilo\meter}}}"),
        (
            r"\SI[per-mode=symbol]{3}{\metre\per\second\squared}", "3 m/s²",
            r"{{\SI[per-mode=symbol]{3}{\metre\per\second\squared}}}",
        ),
        (r"\qty{20}{\square\centi\meter}", "20 cm²", r"\qty{20}{\square\centi\meter}"),
        (r"\SIrange{1}{10}{\GeV}", "1–10 GeV", r"{{\SIrange{1}{10}{\GeV}}}"),
        (r"\si{\micro\metre}", "μm", r"\si{\micro\metre}"),
        (r"\ang{30} and \num{1e5}", "30° and 1e5", r"\ang{30} and \num{1e5}"),
        (r"of \ce{H2O} and {\ce{CO2}}", "of H2O and CO2", r"of {{\ce{H2O}}} and {{\ce{CO2}}}"),
        (r"5\,\micron\ at 3\arcmin", "5 μm at 3′", r"5 \micron{} at 3\arcmin"),
        (r"The \ion{H}{ii} region", "The H ii region", r"The {{\ion{H}{ii}}} region"),
        (r"sign \ddag{} here", "sign ‡ here", "sign ‡ here"),
        (r"\(\alpha + \beta\)", r"$\alpha + \beta$", r"$\alpha + \beta$"),
        (r"${\cal N}=4$ on $\rm AdS_5$", r"${\cal N}=4$ on $\rm AdS_5$", r"{${\cal N}=4$} on {$\rm AdS_5$}"),
        (r"\SI{5}{\input{x}}", None, None),
        (r"\ce{\write18{x}}", None, None),
    ],
)  # fmt: skip
def test_commands_of_packages_come_out_again(paper, said, shown, written):
    text = f"@misc{{k, title = {{{said}}}, note = {{See {said}}}}}"
    (one,) = papers_of(paper, bibtex.read_bib(text))
    report = bibtex.write([one])
    if shown is None:
        assert "\\input{" not in report.text and "\\write18" not in report.text
        return
    assert one.title == shown
    assert f"  title = {{{written}}},\n" in report.text
    assert f"  note = {{See {said}}},\n" in report.text
    again = papers_of(paper, bibtex.read_bib(report.text))
    assert bibtex.write(again).text == report.text
    needed = list(packages.needed(report.text))
    assert bool(needed) == any("must load a package" in note for note in report.notes)


@pytest.mark.parametrize("journal", [r"{\apj}", r"\mnras", r"{\aap, in press}", r"{{\prl}}"])
def test_journals_of_the_ads_are_read_and_come_out_again(paper, journal):
    (one,) = papers_of(paper, bibtex.read_bib(f"@article{{k, title = {{T}}, journal = {journal}}}"))
    assert one.venue is not None and "\\" not in one.venue and len(one.venue) > 8
    inside = journal.strip("{}")
    assert inside in bibtex.write([one]).text
    assert json.loads(bibtex.write([one], format="csl-json").text)[0]["container-title"] == one.venue
    edited = paper("T", venue="Nature", entry_type="article", extra=one.extra)
    assert "journal = {Nature}" in bibtex.write([edited]).text


# ---- names ----


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Smith, John, Doe, Jane", ("Smith, John", "Doe, Jane")),
        ("Smith, J.; Doe, A.", ("Smith, J.", "Doe, A.")),
        ("Smith J, Doe AB, Roe C", ("Smith, J", "Doe, AB", "Roe, C")),
        ("John Smith, Jane Doe, and Al Roe", ("John Smith", "Jane Doe", "Al Roe")),
        (r"Smith, J. \& Doe, A.", ("Smith, J.", "Doe, A.")),
        ("Smith, J., Doe, A., and Roe, B.", ("Smith, J.", "Doe, A.", "Roe, B.")),
        ("Smith, John, Doe, Jane, Roe", ("{Smith, John, Doe, Jane, Roe}",)),
        ("Smith, J. et al.", ("Smith, J.", "others")),
        ("John Smith and Al Roe, et al.", ("John Smith", "Al Roe", "others")),
        (r"Smith J, Doe AB, \emph{et al.}", ("Smith, J", "Doe, AB", "others")),
    ],
)
def test_names_without_and_between_are_told_apart_and_told(paper, said, names):
    reader = BibReader(f"@misc{{k, title = {{T}}, author = {{{said}}}}}")
    (draft,) = list(reader)
    assert draft.metadata.authors == names
    assert len(reader.notes) == 1 and "no “and” stands between the names in author of the entry k" in reader.notes[0]
    assert papers_of(paper, bibtex.read_bib(bibtex.entry(paper("T", authors=names))))[0].authors == tuple(
        name if "," in name or name == "others" else f"{name.split()[1]}, {name.split()[0]}" for name in names
    )


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("张三, 李四, 王五, 赵六", ("张三", "李四", "王五", "赵六")),
        ("张三；李四", ("张三", "李四")),
        ("田中, 太郎", ("田中, 太郎",)),
        (r"Pawe\l~Kowalski and Stra\ss~X and others", ("Paweł Kowalski", "Straß X", "others")),
    ],
)
def test_names_as_they_are_read(said, names):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{T}}, author = {{{said}}}}}")
    assert draft.metadata.authors == names


def test_what_two_names_of_a_field_say_stays_apart(paper):
    text = "@misc{k, title = {T}, address = {New York}, location = {Virtual Event}}"
    papers = papers_of(paper, bibtex.read_bib(text))
    for form in ("bibtex", "biblatex"):
        out = bibtex.write(papers, format=form).text
        assert "address = {New York}" in out and "location = {Virtual Event}" in out


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("World Health Organization,", "{World Health Organization}"),
        ("{World Health Organization},", "{World Health Organization}"),
        ("J.-P. van der Berg", "J.-P. van der Berg"),
        ("U.S. Geological Survey", "{U.S. Geological Survey}"),
        ("Smith,John,Jr", "Smith, Jr, John"),
    ],
)
def test_names_of_ris(said, name):
    (draft,) = bibtex.read_ris(f"TY  - JOUR\nTI  - T\nAU  - {said}\nER  - \n")
    assert draft.metadata.authors == (name,)


@pytest.mark.parametrize(
    "said",
    [
        "Smith, John and Doe, Jane", "King, Jr., Martin Luther", "Smith III, John A", "{Smith, John, Doe, Jane}",
        "family=Smith, given=John, prefix=von, useprefix=true", "van der Berg, Jr, Jan", "{Barnes, Inc.} and Doe, J",
        "Procter & Gamble", "Doe, Jane,", "Jane Doe, PhD",
    ],
)  # fmt: skip
def test_names_that_are_names_are_left_alone(said):
    reader = BibReader(f"@misc{{k, title = {{T}}, author = {{{said}}}}}")
    list(reader)
    assert reader.notes == []


@pytest.mark.parametrize("unit", [" ", ",", ";", "a, ", "{", "}", "a & ", "，", "a b, ", "Aa B, ", "A.", "\\&", "&x;"])
def test_long_lists_of_names_cost_linear_time(unit):
    names = "A, " + unit * (200_000 // len(unit))
    for text in (f"@misc{{k, title = {{T}}, author = {{{names}}}}}", f"TY  - JOUR\nTI  - T\nAU  - {names}x\nER  - \n"):
        for kind in (bibtex.read_bib, bibtex.read_ris):
            with linear():
                assert all(item.line for item in kind(text))


@pytest.mark.parametrize(
    "unit",
    [
        "\\SI{",
        "\\SI{1}{",
        "\\SI ",
        "\\ce{a",
        "\\ce{{a}",
        "\\kilo",
        "\\si{\\kilo",
        "\\ion{H}",
        "\\t{",
        "\\SI[",
        "\\apj",
        "\\SI{1}{m ",
    ],
)
def test_commands_of_packages_cost_linear_time(unit):
    for text in (unit * (100_000 // len(unit)), "\\SI{1}{" + unit * (100_000 // len(unit))):
        with linear():
            packages.read(text)
            list(packages.needed(text))


# ---- syntax ----


def test_names_of_fields_with_blanks_are_read(paper):
    text = "@article{W:1, Title = {T},\n Early Access Date = {AUG 2020},\n Unique-ID = {{W:1}},\n year = 2020,\n}"
    reader = BibReader(text)
    (draft,) = list(reader)
    assert draft.metadata.extra["early-access-date"] == "AUG 2020" and draft.metadata.year == 2020
    assert len(reader.notes) == 1 and "“Early Access Date”" in reader.notes[0]
    with pytest.raises(bibtex_error(), match="has blanks"):
        bibtex.merge(text, [paper("A New Paper")])


def bibtex_error():
    from readinglist.core.errors import ExportError

    return ExportError


@pytest.mark.parametrize("said", ["@misc{k, pages = , title = {T}}", "@misc{k, title = {T}, note =}"])
def test_a_value_that_is_missing_loses_no_entry(said):
    reader = BibReader(said + "\n@misc{next, title = {Two}}")
    assert [draft.title for draft in reader] == ["T", "Two"]
    assert len(reader.notes) == 1 and "is missing" in reader.notes[0]


@pytest.mark.parametrize("key", ['ab"c', "ab)c", "a(b)c", '"q"', "a'b", "a#b", "10.1/x(2)y"])
def test_keys_with_odd_signs_belong_to_their_entries(key):
    text = f"@misc{{{key}, title = {{One}}}}\n@misc{{next, title = {{Two}}}}"
    assert [(draft.metadata.citation_key, draft.title) for draft in bibtex.read_bib(text)] == [
        (key, "One"),
        ("next", "Two"),
    ]


# ---- identifiers ----


@pytest.mark.parametrize(
    "said",
    [
        "10.1000/Ab(c)", "https://doi.org/10.1000/Ab(c)", "HTTP://DX.DOI.ORG/10.1000/Ab(c)", "doi:10.1000/Ab(c)",
        "DOI: 10.1000/Ab(c)", "doi: https://doi.org/10.1000/Ab(c)", "10.1000%2FAb(c)", "https://doi.org/10.1000%2fAb(c)",
        "info:doi/10.1000/Ab(c)", "https://doi-org.proxy.example.edu/10.1000/Ab(c)",
        "https://dl.example.org/doi/abs/10.1000/Ab(c)",
    ],
)  # fmt: skip
def test_a_doi_in_any_form_survives_in_every_format(paper, said):
    assert is_doi(said) and plain_doi(said) == "10.1000/Ab(c)"
    sources = [
        bibtex.read_bib(f"@misc{{k, title = {{T}}, doi = {{{said}}}}}"),
        bibtex.read_ris(f"TY  - JOUR\nTI  - T\nDO  - {said}\nER  - \n"),
        bibtex.read_csl(json.dumps([{"id": "k", "type": "book", "title": "T", "DOI": said}])),
    ]
    for source in sources:
        papers = papers_of(paper, source)
        assert "doi = {10.1000/Ab(c)}" in bibtex.write(papers).text
        assert "DO  - 10.1000/Ab(c)\n" in bibtex.write(papers, format="ris").text
        assert json.loads(bibtex.write(papers, format="csl-json").text)[0]["DOI"] == "10.1000/Ab(c)"


def test_what_is_no_doi_is_kept_where_it_stood(paper):
    reading = bibtex.read_ris("TY  - JOUR\nTI  - T\nDO  - not known\nER  - \n")
    papers = papers_of(paper, [next(reading)])
    assert papers[0].doi is None
    with pytest.raises(StopIteration) as ended:
        next(reading)
    assert "no DOI" in ended.value.value[0]
    assert "DO  - not known\n" in bibtex.write(papers, format="ris").text
    assert json.loads(bibtex.write(papers, format="csl-json").text)[0]["DOI"] == "not known"


# ---- fields that nobody knows ----


def test_unknown_tags_of_ris_come_out_again_each_on_its_line(paper):
    tags = ["C1  - Dept. of A; Univ. B", "C1  - 50% of {x}", "L1  - internal-pdf://1/a--b~c.pdf", r"U1  - a\b $5"]
    text = "TY  - JOUR\nID  - k\nTI  - T\n" + "\n".join(tags) + "\nER  - \n"
    papers = papers_of(paper, bibtex.read_ris(text))
    assert [line for line in bibtex.write(papers, format="ris").text.split("\n") if line[:2] in "C1 L1 U1"][:4] == tags
    through_bib = papers_of(paper, bibtex.read_bib(bibtex.write(papers).text))
    out = bibtex.write(through_bib, format="ris").text
    assert tags[2] in out and tags[3] in out and "C1  - Dept. of A; Univ. B; 50% of {x}" in out


def test_arxiv_ids_addresses_notes_and_types_survive(paper):
    text = "@article{k, title={T}, journal={J}, eprint={1801.00001}, archiveprefix={arXiv}, url={http://x.org/a_b}}"
    (one,) = papers_of(paper, bibtex.read_bib(text))
    one = dataclasses.replace(one, arxiv="1801.00001")
    for name, read in (("ris", bibtex.read_ris), ("csl-json", bibtex.read_csl)):
        (again,) = read(bibtex.write([one], format=name).text)
        assert (again.metadata.arxiv, again.metadata.url) == ("1801.00001", "http://x.org/a_b")
        assert not {"urls", "csl-archive_location"} & again.metadata.extra.keys()
    for kind in ("MGZN", "VIDEO", "JOUR", "CPAPER", "GEN"):
        papers = papers_of(paper, bibtex.read_ris(f"TY  - {kind}\nTI  - T\nER  - \n"))
        assert bibtex.write(papers, format="ris").text.startswith(f"TY  - {kind}\n")
    for kind in ("article-magazine", "map", "motion_picture", "legal_case", "document", "song"):
        papers = papers_of(paper, bibtex.read_csl(json.dumps([{"id": "k", "type": kind, "title": "T"}])))
        out = bibtex.write(papers, format="csl-json").text
        assert json.loads(out)[0]["type"] == kind
        assert next(form for form in bibtex.IMPORT_FORMATS if form.name == "csl-json").sniff(out) > 0.5
    bare = [paper(None, citation_key="k", extra={"note": "Said in public"})]
    assert "N1  - Said in public" in bibtex.write(bare, format="ris").text


@pytest.mark.parametrize("name", ["groups", "adsurl", "ref", "keyword", "comment-jane"])
@pytest.mark.parametrize("said", ["A > B & C", "https://x.org/A&A_b~c#d%20", "a_b^c {X} 5$", r"\emph{x} & y", "|<>"])
def test_fields_that_no_style_prints_come_out_as_they_came(paper, name, said):
    (one,) = papers_of(paper, bibtex.read_bib(f"@misc{{k, title = {{T}}, {name} = {{{said}}}}}"))
    assert f"  {name} = {{{said}}},\n" in bibtex.write([one]).text
    assert "\\input" not in bibtex.entry(paper("T", extra={name: r"\input{x} $\input{x}$"}))
    assert "\\input" not in bibtex.entry(paper("T", extra={name: r"$\input{x}$"}))


def test_a_sort_key_of_a_file_stays(paper):
    (one,) = papers_of(paper, bibtex.read_bib("@misc{k, title = {T}, key = {Missilany}}"))
    assert "  key = {Missilany},\n" in bibtex.write([one]).text


@pytest.mark.parametrize(
    ("kind", "lines", "venue", "kept"),
    [
        ("CONF", "C3  - NIPS", "NIPS", None),
        ("CPAPER", "T2  - The Conference\nC3  - Proceedings", "The Conference", "Proceedings"),
        ("JOUR", "C3  - Other", None, "Other"),
    ],
)
def test_the_title_of_the_proceedings(kind, lines, venue, kept):
    (draft,) = bibtex.read_ris(f"TY  - {kind}\nTI  - T\n{lines}\nER  - \n")
    assert (draft.metadata.venue, draft.metadata.extra.get("ris-c3")) == (venue, kept)


def test_what_two_tags_of_ris_say_differently_stays(paper):
    text = "TY  - JOUR\nID  - k\nTI  - One\nT1  - Two\nAB  - A\nN2  - B\nER  - \n"
    papers = papers_of(paper, bibtex.read_ris(text))
    out = bibtex.write(papers, format="ris", abstracts=True).text
    assert papers[0].title == "One" and "T1  - Two\n" in out and "N2  - B\n" in out
    assert papers_of(paper, bibtex.read_ris(out))[0].title == "One"


def test_names_of_strings_that_no_file_defines_are_told():
    reader = BibReader("@string{a = {A}}\n@misc{k, title = a # acl, journal = IEEE_T # jan, year = 2000, volume = 1a}")
    (draft,) = list(reader)
    assert draft.title == "Aacl" and draft.metadata.venue == "IEEE_Tjan"
    assert reader.notes == ["No @string says what these stand for; kept as they are: acl, IEEE_T."]


def test_fields_come_out_in_the_order_of_the_file(paper):
    text = "@misc{k, title = {T}, volume = 3, number = {2}, x-own = {v}, pages = {1}, issn = {1234-5678}, pages = {9}}"
    papers = papers_of(paper, bibtex.read_bib(text))
    assert [name for name in papers[0].extra if name != "pages"] == ["volume", "number", "x-own", "issn"]
    written = bibtex.write(papers).text
    assert bibtex.write(papers_of(paper, bibtex.read_bib(written))).text == written


def test_strings_of_strings_fill_no_memory():
    bomb = "".join(f"@string{{a{n + 1} = {' # '.join([f'a{n}'] * 10)}}}\n" for n in range(12))
    reader = BibReader('@string{a0 = "xxxxxxxxxx"}\n' + bomb + "@misc{k, title = {T}, note = a2, annote = a12}")
    (draft,) = list(reader)
    assert len(draft.metadata.extra["note"]) == 1000 and "xxx" not in (draft.metadata.note or "")
    assert reader.notes[0] == "Line 5: the strings in a4 make more than 10,000 characters; their names were kept."


def test_unknown_variables_of_csl_come_out_again(paper):
    item = {
        "id": "k", "type": "article-journal", "title": "T", "journalAbbreviation": "J. T.",
        "accessed": {"date-parts": [[2020, 1, 2]]}, "translator": [{"family": "Doe", "given": "J."}],
        "original-title": "{x} [y]", "categories": ["a", "b"],
    }  # fmt: skip
    papers = papers_of(paper, bibtex.read_csl(json.dumps([item])))
    (out,) = json.loads(bibtex.write(papers, format="csl-json").text)
    assert {name: out[name] for name in item} == item


def test_dates_and_names_of_csl_that_are_mere_text():
    item = {"id": "k", "type": "book", "title": "T", "author": ["Meta AI", {"name": "Org Inc"}, 5]}
    said = [("2001", 2001, {}), (1999, 1999, {}), ({"raw": "2012-05-01"}, 2012, {"date": "2012-05-01"})]
    for issued, year, extra in said:
        (draft,) = bibtex.read_csl(json.dumps([{**item, "issued": issued}]))
        assert (draft.metadata.year, draft.metadata.extra) == (year, extra)
        assert draft.metadata.authors == ("{Meta AI}", "{Org Inc}")


# ---- spreadsheets ----


@pytest.mark.parametrize("title", ["＝1+1", "＋1", "－1", "＠x", "=1", "\t=1", "'Tis Pity", "' =1", "-1"])
def test_no_cell_is_computed_and_every_title_can_be_written(paper, title):
    papers = [paper(title, citation_key="k")]
    report = bibtex.write(papers, format="csv")
    bibtex.readback(report.text, papers, format="csv")
    (row,) = csv.DictReader(io.StringIO(report.text, newline=""))
    assert row["title"] in {title, f"'{title.strip()}"} and row["title"][0] not in "=+-@＝＋－＠\t"


@pytest.mark.parametrize(
    ("kind", "said", "line", "read"),
    [
        ("software", {"version": "2.1"}, "VL  - 2.1", {"version": "2.1"}),
        ("dataset", {"version": "v3", "edition": "2"}, "VL  - v3", {"version": "v3", "edition": "2"}),
        ("mastersthesis", {}, "M3  - Master's thesis", {"type": "Master's thesis"}),
        ("phdthesis", {}, "M3  - PhD thesis", {"type": "PhD thesis"}),
        ("thesis", {"type": "mathesis"}, "M3  - Master's thesis", {"type": "Master's thesis"}),
        ("thesis", {"type": "Habilitation"}, "M3  - Habilitation", {"type": "Habilitation"}),
        ("online", {"version": "4"}, "ET  - 4", {"edition": "4"}),
        ("article", {"volume": "7"}, "VL  - 7", {"volume": "7"}),
    ],
)
def test_versions_and_kinds_of_theses_are_in_ris(paper, kind, said, line, read):
    text = bibtex.write([paper("T", entry_type=kind, extra=said)], format="ris").text
    assert line in text.splitlines()
    (draft,) = next(form for form in bibtex.IMPORT_FORMATS if form.name == "ris").read(text)
    assert draft.metadata.extra == read


def test_a_masters_thesis_is_one_again_after_ris(paper):
    text = bibtex.write([paper("T", entry_type="mastersthesis")], format="ris").text
    (draft,) = next(form for form in bibtex.IMPORT_FORMATS if form.name == "ris").read(text)
    again = paper("T", entry_type=draft.metadata.entry_type, extra=dict(draft.metadata.extra))
    assert bibtex.entry(again).startswith("@mastersthesis{")


HANDED_ON = ["language", "pubstate", "urldate", "eprinttype", "library", "execute", "langid", "options"]


@pytest.mark.parametrize("name", HANDED_ON)
@pytest.mark.parametrize("said", ["50% done", "R&D #1", "English & French 100%", "b^c $"])
def test_what_biber_hands_to_a_document_can_be_set(paper, name, said):
    for kind in ("bibtex", "biblatex"):
        (one,) = papers_of(paper, bibtex.read_bib(f"@misc{{k, title = {{T}}, {name} = {{{said}}}}}"))
        written = bibtex.write([one], format=kind).text
        assert re.search(r"(?<!\\)[%#&$]|\^", written) is None, written
        kept = re.sub(
            r"textasciicircum|\W", "", next(iter(papers_of(paper, bibtex.read_bib(written))[0].extra.values()))
        )
        assert kept == re.sub(r"\W", "", said)


@pytest.mark.parametrize("name", ["address", "location"])
def test_the_place_of_a_work_is_known_by_both_its_names(paper, name):
    (one,) = papers_of(paper, bibtex.read_bib(f"@thesis{{k, title = {{T}}, {name} = {{Paris}}}}"))
    assert "CY  - Paris" in bibtex.write([one], format="ris").text
    assert json.loads(bibtex.write([one], format="csl-json").text)[0]["publisher-place"] == "Paris"
