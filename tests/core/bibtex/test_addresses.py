"""Addresses, the DOIs in them, days of access, and entries that begin inside a word."""

import json

import pytest

from readinglist.core import bibtex
from readinglist.core.records import VERSIONED, Draft
from tests.core.bibtex.test_pointers import papers


def one(drafts):
    (found,) = drafts
    assert isinstance(found, Draft)
    return found.metadata


@pytest.mark.parametrize(
    ("said", "url", "others"),
    [
        ("https://a.b/{x}", "https://a.b/{x}", ""),
        ("{https://a.b/{x}}", "https://a.b/{x}", ""),
        ("https://a.b/{x}/{y}", "https://a.b/{x}/{y}", ""),
        ("http://a.b/x https://c.d/y", "http://a.b/x", "https://c.d/y"),
        ("http://a.b/x; https://c.d/y,\n ftp://e.f/z", "http://a.b/x", "https://c.d/y ftp://e.f/z"),
        (r"\url{http://a.b/x} \url{https://c.d/y}", "http://a.b/x", "https://c.d/y"),
        ("http://a.b/a long\n  /path", "http://a.b/a%20long/path", ""),
        ("http://a.b/my paper.pdf", "http://a.b/my%20paper.pdf", ""),
        ("http://a.b/ c/d", "http://a.b/c/d", ""),
        ("http://a.b/x www.c.d/y", "http://a.b/x", "www.c.d/y"),
        ("http://archive.org/web/http://a.b/x", "http://archive.org/web/http://a.b/x", ""),
    ],
)
def test_one_address_or_several_in_a_field(paper, said, url, others):
    text = f"@misc{{k, title = {{T}}, url = {{{said}}}}}"
    told = one(bibtex.read_bib(text))
    assert (told.url, told.extra.get("urls", "")) == (url, others)
    made = [paper("T", url=told.url, extra=told.extra, citation_key="k")]
    assert one(bibtex.read_ris(bibtex.write(made, format="ris").text)).extra.get("urls", "") == others.replace("{", "")


def test_the_percent_signs_of_a_doi_are_its_letters(paper):
    text = "@misc{k, title = {T}, doi = {10.1000/A%2Fb%3Cc%3E}, url = {http://a.b/A%2Fb}}"
    told = one(bibtex.read_bib(text))
    assert (told.doi, told.url) == ("10.1000/A/b<c>", "http://a.b/A%2Fb")
    again = one(bibtex.read_bib(bibtex.entry(paper("T", doi=told.doi, url=told.url))))
    assert (again.doi, again.url) == (told.doi, told.url)


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ("TI  - Teas of 2019\nED  - Doe, Jane", "proceedings"),
        ("TI  - Proceedings of the Tea Days", "proceedings"),
        ("TI  - Proceedings of the Tea Days\nAU  - Doe, Jane", "inproceedings"),
        ("TI  - Teas\nT2  - Tea Days\nED  - Doe, Jane", "inproceedings"),
        ("TI  - Teas", "inproceedings"),
    ],
)
def test_conf_of_ris_is_a_volume_or_a_paper_in_it(paper, record, kind):
    (draft,) = bibtex.read_ris(f"TY  - CONF\n{record}\nPY  - 2019\nER  - \n")
    told = draft.metadata
    assert told.entry_type == kind
    made = paper(draft.title, authors=told.authors, entry_type=kind, venue=told.venue, extra=told.extra)
    assert one(bibtex.read_ris(bibtex.write([made], format="ris").text)).entry_type == kind


RESOLVED = {
    "bib": "@misc{k, title={T}, url={https://doi.org/10.1000/Ab(c)}}",
    "bib, escaped": r"@misc{k, title={T}, url={http://dx.doi.org/10.1000\%2FAb(c)}}",
    "bib, second address": "@misc{k, title={T}, url={http://a.b/c https://doi.org/10.1000/Ab(c)}}",
    "BibDesk": "@misc{k, title={T}, bdsk-url-1={http://dx.doi.org/10.1000/Ab(c)}}",
    "DBLP": "@misc{k, title={T}, ee={https://doi.org/10.1000/Ab(c)}}",
    "howpublished": r"@misc{k, title={T}, howpublished={\url{https://doi.org/10.1000/Ab(c)}}}",
    "RIS": "TY  - JOUR\nTI  - T\nUR  - https://doi.org/10.1000/Ab(c)\nER  - \n",
    "Springer": "TY  - JOUR\nTI  - T\nM3  - 10.1000/Ab(c)\nUR  - http://dx.doi.org/10.1000/Ab(c)\nER  - \n",
    "RIS, M3 with a word": "TY  - JOUR\nTI  - T\nM3  - doi: 10.1000/Ab(c)\nER  - \n",
    "RIS, note": "TY  - JOUR\nTI  - T\nN1  - doi: 10.1000/Ab(c)\nER  - \n",
    "CSL": '[{"type": "webpage", "title": "T", "URL": "https://doi.org/10.1000/Ab(c)"}]',
    "Zotero's note": '[{"type": "webpage", "title": "T", "note": "DOI: 10.1000/Ab(c)\\nmore"}]',
}


def read(text):
    reader = bibtex.read_csl if text[0] == "[" else bibtex.read_ris if text[0] == "T" else bibtex.read_bib
    return one(reader(text))


@pytest.mark.parametrize("name", RESOLVED)
def test_a_doi_that_stands_only_in_an_address_is_one(name):
    told = read(RESOLVED[name])
    assert told.doi == "10.1000/Ab(c)" and told.note is None and "type" not in told.extra


@pytest.mark.parametrize(
    "url", ["https://a.b/doi.org/10.1000/x", "https://doi.org/", "https://doi.org/about 10.1000/x"]
)
def test_any_other_address_tells_no_doi(url):
    assert one(bibtex.read_bib(f"@misc{{k, title={{T}}, url={{{url}}}}}")).doi is None
    assert read("TY  - JOUR\nTI  - T\nDO  - 10.1000/1\nN1  - 10.1000/2\nM3  - Review\nER  - \n").note == "10.1000/2"


DAYS = {
    "2023-05-01": ([[2023, 5, 1]], "2023/05/01/"),
    "2023-05": ([[2023, 5]], "2023/05//"),
    "2023": ([[2023]], "2023///"),
    "May 1, 2023": ([[2023, 5, 1]], "2023/05/01/"),
}


@pytest.mark.parametrize("said", DAYS)
def test_the_day_of_access_goes_from_bib_to_every_format(paper, said):
    parts, slashed = DAYS[said]
    made = [paper("T", url="http://a.b", extra={"urldate": said}, citation_key="k")]
    assert json.loads(bibtex.write(made, format="csl-json").text)[0]["accessed"] == {"date-parts": parts}
    assert f"\nY2  - {slashed}\n" in bibtex.write(made, format="ris").text
    assert f"urldate = {{{said}}}" in bibtex.write(made).text


@pytest.mark.parametrize("said", ["2023-05-01", "2023-05", "2023"])
def test_and_from_every_format_to_bib(said):
    parts, slashed = DAYS[said]
    csl = json.dumps([{"type": "webpage", "title": "T", "accessed": {"date-parts": parts}}])
    for text in (csl, f"TY  - ELEC\nTI  - T\nY2  - {slashed}\nER  - \n"):
        assert read(text).extra == {"urldate": said}


def test_what_is_no_day_stays_what_it_was(paper):
    for text, name in (
        ('[{"type": "webpage", "title": "T", "accessed": {"literal": "in spring"}}]', "csl-accessed"),
        ("TY  - ELEC\nTI  - T\nY2  - in spring\nER  - \n", "ris-y2"),
    ):
        assert list(read(text).extra) == [name]
    made = [paper("T", extra={"urldate": "in spring", "eventdate": "2019-06-02/2019-06-07"}, citation_key="k")]
    (item,) = json.loads(bibtex.write(made, format="csl-json").text)
    assert "accessed" not in item and item["event-date"] == {"date-parts": [[2019, 6, 2], [2019, 6, 7]]}
    assert "Y2" not in bibtex.write(made, format="ris").text


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("}garbage@book{w, title={W}, year=2003}\n@misc{v, title={V}}", ["w", "v"]),
        ("See also@article{w, title={W}} and @misc{v, title={V}}", ["w", "v"]),
        ("@misc{v, title={V}}@book{w, title={W}}", ["v", "w"]),
        ("me@example{w, with no field} @misc{v, title={V}}", ["v"]),
        ("me@example{w, title={open}\n@misc{v, title={V}}", ["v"]),
        ("mail{me@example.org}\n@misc{v, title={V}}", ["v"]),
        ("% x@misc{w, title={W}}\n@misc{v, title={V}}", ["v"]),
    ],
)
def test_a_whole_entry_inside_a_line_is_read_and_told(paper, text, keys):
    reading = bibtex.read_bib(text)
    found = []
    try:
        while True:
            found.append(next(reading))
    except StopIteration as end:
        notes = end.value
    assert [draft.metadata.citation_key for draft in found if isinstance(draft, Draft)] == keys
    assert any("stands inside the word" in note for note in notes) is (keys[0] == "w")
    assert papers(paper, text)


@pytest.mark.parametrize(
    ("said", "month", "day"),
    [
        ("PY  - 2020\nY1  - 15 June 2020", "jun", "15"),
        ("PY  - 2020\nY1  - April 2020", "apr", None),
        ("PY  - 2020\nDA  - Jun 15", "jun", "15"),
        ("PY  - 2020\nDA  - 2020/06/15/", "06", "15"),
        ("PY  - 2020\nDA  - Week 15", None, None),
        ("PY  - 2020\nY1  - June 2019", None, None),
    ],
)
def test_the_month_of_a_ris_record_in_words(said, month, day):
    told = read(f"TY  - JOUR\nTI  - T\n{said}\nER  - \n")
    assert (told.year, told.extra.get("month"), told.extra.get("day")) == (2020, month, day)


def test_more_of_what_programs_write(paper):
    """Tags that Zotero and Mendeley escape, sizes, numbers of DBLP, times of access, arXiv as a journal."""
    title = r"A {\textless}i{\textgreater}Hot{\textless}/i{\textgreater} {\Large Topic}"
    text = f"@misc{{k, title={{{title}}}, author={{Li Wei 0002}}}}"
    (draft,) = bibtex.read_bib(text)
    assert (draft.title, draft.metadata.authors) == ("A Hot Topic", ("Li Wei",))
    assert "title = {A \\textit{Hot} Topic}" in bibtex.write(papers(paper, text)).text
    (draft,) = bibtex.read_bib(r"@misc{k, title={A {\textless}b and c{\textgreater} d}}")
    assert draft.title == "A <b and c> d"
    told = read("TY  - JOUR\nTI  - T\nJO  - arXiv preprint arXiv:2001.01234\nY2  - 2020/01/02/12:13:14\nER  - \n")
    assert (told.arxiv, told.extra["urldate"]) == ("2001.01234", "2020-01-02")


@pytest.mark.parametrize(
    ("fields", "versioned", "section"),
    [
        ("eprint = {arXiv:2101.00002v3 [cs.CL]}, archiveprefix = {arXiv}", "2101.00002v3", "cs.CL"),
        ("eprint = {hep-th/9901001 [math-ph]}, primaryclass = {hep-th}", None, "hep-th"),
        ("eprint = {2101.00001v2}", "2101.00001v2", None),
    ],
)
def test_the_version_and_the_class_of_an_eprint(fields, versioned, section):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{T}}, {fields}}}")
    told = draft.metadata
    assert told.arxiv in {"2101.00002v3", "hep-th/9901001", "2101.00001v2"}
    assert (told.extra.get(VERSIONED), told.extra.get("primaryclass")) == (versioned, section)


def test_persons_and_numbers_of_csl_are_fields_of_bib_and_back(paper):
    item = {
        "id": "k", "type": "chapter", "title": "T", "translator": [{"family": "Doe", "given": "Jo"}],
        "container-author": [{"family": "Roe", "given": "Al"}], "chapter-number": "3", "number-of-pages": "9",
        "number-of-volumes": "2", "event-place": "Bergen",
    }  # fmt: skip
    told = read(json.dumps([item]))
    fields = {"translator": "Doe, Jo", "bookauthor": "Roe, Al", "chapter": "3", "pagetotal": "9", "volumes": "2"}
    assert told.extra == fields | {"venue": "Bergen"}
    made = [paper("T", entry_type=told.entry_type, extra=told.extra, citation_key="k")]
    assert json.loads(bibtex.write(made, format="csl-json").text) == [item]
    (again,) = bibtex.read_ris(bibtex.write(made, format="ris").text)
    assert again.metadata.extra["translator"] == "Doe, Jo"
    article = item | {"type": "article-journal", "number": "e12", "issue": "4"}
    told = read(json.dumps([article]))
    assert (told.extra["eid"], told.extra["number"]) == ("e12", "4")
    made = [paper("T", entry_type=told.entry_type, extra=told.extra, citation_key="k", venue="J")]
    assert json.loads(bibtex.write(made, format="csl-json").text) == [article | {"container-title": "J"}]


@pytest.mark.parametrize("name", ["organization", "howpublished", "institution"])
def test_who_brought_a_work_out_is_the_publisher_where_there_is_one_place_for_all(paper, name):
    made = [paper("T", extra={name: r"Potters \& Sons"}, citation_key="k")]
    for text in (bibtex.write(made, format="csl-json").text, bibtex.write(made, format="ris").text):
        assert read(text).publisher == "Potters & Sons"
    made = [paper("T", extra={name: r"\url{https://a.b/c_d}"}, citation_key="k")]
    for text in (bibtex.write(made, format="csl-json").text, bibtex.write(made, format="ris").text):
        assert (read(text).publisher, read(text).url) == (None, "https://a.b/c_d" if name == "howpublished" else None)
    made = [paper("T", publisher="P", extra={name: "Potters"}, citation_key="k")]
    assert read(bibtex.write(made, format="csl-json").text).publisher == "P"
