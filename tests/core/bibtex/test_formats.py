"""Every format read back by a reader that is not ours; merging, the check before writing, citing."""

import csv
import io
import json

import bibtexparser
import pytest
import rispy
from markdown_it import MarkdownIt
from pybtex.database import parse_string

from readinglist.core import bibtex
from readinglist.core.errors import ExportError, UsageError
from readinglist.core.records import EXPORT_FORMATS

NASTY = "100% of {R&D} #1: a_b ~ $5 \\ours <b>“x”</b> | `y` — École"


@pytest.fixture
def papers(paper):
    return [
        paper(NASTY, "An @misc{abstract, with = {braces} and % signs.", id=1, citation_key="one", tags=("a, b", "c"),
              authors=("Ludwig van Beethoven", "{Meta AI}", "Zoë Müller"), year=2020, venue="Journal of X & Y",
              doi="10.1000/a_b", note="=2+2", extra={"volume": "3", "pages": "1--9", "month": "feb"}),
        paper(None, "Only an abstract.", id=2, citation_key="two"),
        paper("@SUM(1+1)*cmd|' /C calc'!A0", id=3, citation_key="three", arxiv="2301.01234", entry_type="dataset"),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", bibtex.ENCODINGS)
@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_bibtexparser_and_pybtex_read_what_we_write(papers, dialect, encoding):
    report = bibtex.write(papers, format=dialect, encoding=encoding, abstracts=True)
    library = bibtexparser.parse_string(report.text)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["one", "three", "two"]
    assert set(parse_string(report.text, "bibtex").entries) == {"one", "two", "three"}
    bibtex.readback(report.text, papers, format=dialect, encoding=encoding)


def test_the_reading_of_our_own_writing_is_the_paper(papers):
    first = next(d for d in bibtex.read_bib(bibtex.write(papers, abstracts=True).text) if d.title == NASTY)
    assert first.abstract == papers[0].abstract
    metadata = first.metadata
    assert metadata.authors == ("van Beethoven, Ludwig", "{Meta AI}", "Müller, Zoë")
    assert (metadata.year, metadata.venue, metadata.doi) == (2020, "Journal of X & Y", "10.1000/a_b")
    assert (metadata.citation_key, metadata.keywords, metadata.note) == ("one", ("a", "b", "c"), "=2+2")
    assert metadata.extra == {"volume": "3", "pages": "1--9", "month": "feb"}


def test_rispy_reads_our_ris(papers):
    first, second, third = rispy.loads(bibtex.write(papers, format="ris", abstracts=True).text)
    assert (first["title"], first["authors"][0], first["year"]) == (NASTY, "van Beethoven, Ludwig", "2020")
    assert (first["start_page"], first["end_page"], first["keywords"]) == ("1", "9", ["a, b", "c"])
    assert second["urls"] == ["https://arxiv.org/abs/2301.01234"]
    assert third["abstract"] == "Only an abstract."


def test_csl_json(papers):
    items = json.loads(bibtex.write(papers, format="csl-json").text)
    assert items[0]["title"] == NASTY
    assert items[0]["author"] == [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"literal": "Meta AI"},
        {"family": "Müller", "given": "Zoë"},
    ]
    assert items[0]["issued"] == {"date-parts": [[2020, 2]]}
    assert "abstract" not in items[2]


def test_no_cell_of_the_csv_is_a_formula(papers):
    rows = list(csv.DictReader(io.StringIO(bibtex.write(papers, format="csv").text)))
    assert rows[0]["title"] == NASTY
    assert rows[0]["note"] == "'=2+2"
    assert rows[1]["title"] == "'@SUM(1+1)*cmd|' /C calc'!A0"


def test_markdown_holds_text_and_no_markup_of_papers(papers):
    text = bibtex.write(papers, format="markdown", abstracts=True).text
    html = MarkdownIt("commonmark").render(text)
    assert "<b>" not in html
    assert html.count("<li>") == 3
    assert "100% of {R&amp;D} #1: a_b ~ $5 \\ours &lt;b&gt;“x”&lt;/b&gt; | `y` — École" in html
    assert '<a href="https://doi.org/10.1000/a_b">' in html


def test_a_list_names_the_editors_of_a_book_without_authors(paper):
    book = paper("T", year=1999, entry_type="book", extra={"editor": "Smith, Ann and Jones, Bob"}, citation_key="k")
    assert "**T** — Ann Smith, Bob Jones (Eds.) (1999) `k`" in bibtex.write([book], format="markdown").text


@pytest.mark.parametrize("file_format", [name for name in bibtex.FORMATS if name != "markdown"])
def test_the_check_finds_what_is_missing_or_changed(papers, file_format):
    report = bibtex.write(papers, format=file_format)
    bibtex.readback(report.text, papers, format=file_format)
    for text, says in (
        (bibtex.write(papers[:2], format=file_format).text, "3 papers came out as 2 entries"),
        (report.text.replace("three", "four"), "the entry three is missing"),
        (report.text.replace("cole", "cale"), "the title of one came out as"),
    ):
        with pytest.raises(ExportError, match=says):
            bibtex.readback(text, papers, format=file_format)


def test_a_csv_may_hold_a_long_note(paper):
    long = [paper("T", note="word " * 60_000)]
    bibtex.readback(bibtex.write(long, format="csv").text, long, format="csv")


@pytest.mark.parametrize("cut", [10, 100, 200])
def test_the_check_finds_a_torn_text(papers, cut):
    with pytest.raises(ExportError, match="did not pass its check"):
        bibtex.readback(bibtex.write(papers).text[:-cut], papers)


# ---- merging ----

MINE = """\
% my own file
@string{jx = "Journal of {X} \\& Y"}

@Article{mine,
    author  = "Ludwig van Beethoven and {Meta AI} and Zo{\\"e} M{\\"u}ller",
    title   = {100\\% of \\{R\\&D\\} \\#1: a\\_b \\textasciitilde{} \\$5 \\textbackslash{}ours
         $<$b$>$``x''$<$/b$>$ $|$ `y` --- {\\'E}cole},
    journal = jx, doi = {https://doi.org/10.1000/A_B},
    rating  = {5 \\stars}
}
@misc{other, title = {Somebody Else's}}
@comment{jabref-meta: databaseType:bibtex;}
"""


def test_merging_keeps_what_is_there(papers):
    report = bibtex.merge(MINE, papers)
    text = report.text
    assert text.startswith(MINE.split("    rating", 1)[0])
    assert "rating  = {5 \\stars},\n  volume = {3}" in text or "rating  = {5 \\stars},\n  year" in text
    assert [e.key for e in bibtexparser.parse_string(text).entries] == ["mine", "other", "three", "two"]
    assert "year = {2020}" in text
    assert set(report.lacks) <= {"mine", "three", "two"}
    again = bibtex.merge(text, papers)
    assert again.text == text
    assert not again.changed


def test_merging_changes_what_the_library_knows_better(papers, paper):
    text = bibtex.merge(
        "@misc{k,\n title = {Old Titel},\n year = 1999\n}", [paper("Old Title", citation_key="k", year=2000)]
    ).text
    assert text == "@misc{k,\n title = {Old Title},\n year = {2000}\n}"


def test_another_work_under_the_same_key_is_left_alone(paper):
    mine = "@misc{K, title = {Something entirely different}}\n"
    text = bibtex.merge(mine, [paper("A title of ours", citation_key="k")]).text
    assert text.startswith(mine)
    assert "@misc{k-a,\n  title = {A title of ours}," in text


def test_merging_into_a_file_that_holds_a_key_twice(paper):
    existing = "@misc{k, title = {On the First of Them}}\n@misc{k, title = {Of Quite Another Matter}}\n"
    both = [
        paper("On the First of Them", id=1, citation_key="a", year=2020),
        paper("Of Quite Another Matter", id=2, citation_key="b", year=2021),
    ]
    merged = bibtex.merge(existing, both).text
    assert merged.count("@misc{k,") == 2 and "year = {2020}" in merged and "year = {2021}" in merged
    bibtex.readback(merged, both, merged=True)


def test_merging_into_crlf_and_into_nothing(paper):
    text = bibtex.merge(
        "@misc{k,\r\n title = {T}\r\n}\r\n", [paper("T", citation_key="k", year=1), paper("U", id=2)]
    ).text
    assert "\n" not in text.replace("\r\n", "")
    assert bibtex.merge("", [paper("U")]).text == bibtex.entry(paper("U"))


@pytest.mark.parametrize(
    "broken", ["@misc{k, title = {never closes", "@misc{a, title = {x}\n@misc{b, title={y}}", b"\xe9\xff"]
)
def test_what_cannot_be_read_is_not_merged_into(paper, broken):
    with pytest.raises(ExportError, match="left as it is"):
        bibtex.merge(broken, [paper("T")])


# ---- citing ----


@pytest.mark.parametrize(
    ("style", "cited"),
    [
        ("latex", r"\cite{one,three}"),
        ("pandoc", "[@one; @three]"),
        ("typst", "@one @three"),
        ("key", "one, three"),
    ],
)
def test_citing_by_key(papers, style, cited):
    assert bibtex.cite([papers[0], papers[2]], style) == cited


@pytest.fixture
def attention(paper):
    return paper(
        "Attention Is All You Need", authors=("Vaswani, Ashish", "Noam Shazeer", "Jean-Paul de la Cruz"), year=2017,
        venue="Advances in Neural Information Processing Systems", entry_type="inproceedings",
        extra={"pages": "5998--6008", "volume": "30"},
    )  # fmt: skip


def test_references(attention, paper):
    assert bibtex.cite([attention], "apa") == (
        "Vaswani, A., Shazeer, N., & de la Cruz, J.-P. (2017). Attention Is All You Need. In Advances in Neural "
        "Information Processing Systems (Vol. 30, pp. 5998–6008)."
    )
    assert bibtex.cite([attention], "ieee", markup="html") == (
        "<p>A. Vaswani, N. Shazeer, and J.-P. de la Cruz, “Attention Is All You Need,” in <i>Advances in Neural "
        "Information Processing Systems</i>, vol. 30, 2017, pp. 5998–6008.</p>"
    )
    preprint = paper("Is it <safe>?", authors=("{Meta AI}",), year=2023, arxiv="2301.01234")
    assert bibtex.cite([preprint], "apa", markup="markdown") == (
        "Meta AI. (2023). *Is it \\<safe\\>?* arXiv. https://arxiv.org/abs/2301.01234"
    )
    assert bibtex.cite([preprint], "ieee") == "Meta AI, “Is it <safe>?” arXiv:2301.01234, 2023."
    assert bibtex.cite([paper("Bare")], "apa") == "Bare. (n.d.)."
    assert bibtex.cite([attention, preprint], "ieee").startswith("[1] A. Vaswani")


def test_an_unknown_style_is_named(paper):
    with pytest.raises(UsageError, match="“mla” is no style of citing"):
        bibtex.cite([paper("T")], "mla")


def test_every_format_that_is_offered_has_its_writer(papers):
    for form in EXPORT_FORMATS:
        assert bibtex.write(papers, format=form.name).entries == len(papers)
        assert form.title and form.suffix.startswith(".")
    assert tuple(form.name for form in EXPORT_FORMATS) == bibtex.FORMATS
