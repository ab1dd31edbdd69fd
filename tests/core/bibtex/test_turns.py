"""A second turn changes nothing: what is exported, read into an empty library and exported again is the same, and a
merge into a file of one's own leaves it as it is."""

import json
from dataclasses import replace

import pytest

from readinglist.core import bibtex
from readinglist.core.records import Draft

READERS = {"ris": bibtex.read_ris, "csl-json": bibtex.read_csl}
SOFTWARE = """@software{soft, author = {Doe, Jane}, title = {Kettle Kit}, publisher = {Tea House}, version = {2},
  year = 2020, note = {in C}}"""
BIB = {
    "software": SOFTWARE,
    "software of an organization": SOFTWARE.replace("publisher", "organization"),
    "page": "@online{page, title = {Kettles}, organization = {Tea House}, url = {http://a.b/c d}, date = {2020-02}}",
    "place of biblatex": """@inproceedings{conf, author = {{van den Bosch}, F.}, title = {{Kettle} Days}, year = 2019,
  booktitle = {Days of Tea}, series = {Teas}, pages = {1--2}, language = {en}, location = {Ulm}, number = {3},
  publisher = {Tea House}, keywords = {tea, caf{\\'e}}}""",
    "report": """@report{rep, author = {Doe, Jane}, title = {Kettles}, type = {techreport}, institution = {Lab},
  number = {7}, date = {2001}, edition = {2}, volume = {3}}""",
    "other letters": "@article{иванов, author = {Иванов, Иван}, title = {Чай и вода}, journal = {Чай}, year = 2020}",
    "formulas and fonts": r"""@article{math, author = {{\'E}mile {de la Cruz}}, title = {\emph{Tea} at $10^{5}$ {Pa}},
  journal = {J. of {Tea}}, year = 2001, doi = {10.1000/A%2Fb}, month = may}""",
}


@pytest.fixture
def made(paper):
    """Papers from a text in a format, as a library would have them."""

    def make(text: str, form: str = "bibtex"):
        drafts = [draft for draft in READERS.get(form, bibtex.read_bib)(text) if isinstance(draft, Draft)]
        told = ("authors", "year", "arxiv", "doi", "url", "venue", "publisher", "entry_type", "citation_key", "extra")
        return [
            replace(
                paper(draft.title, id=number, tags=draft.metadata.keywords, note=draft.metadata.note or ""),
                **{name: getattr(draft.metadata, name) for name in told},
            )
            for number, draft in enumerate(drafts, 1)
        ]

    return make


@pytest.mark.parametrize("form", ["bibtex", "biblatex", "ris"])
@pytest.mark.parametrize("name", BIB)
def test_a_second_export_is_the_first(made, name: str, form: str) -> None:
    first = bibtex.write(made(BIB[name]), format=form).text
    assert bibtex.write(made(first, form), format=form).text == first


@pytest.mark.parametrize("encoding", ["unicode", "ascii"])
@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("name", BIB)
def test_a_merge_into_the_own_export_changes_nothing(made, name: str, form: str, encoding: str) -> None:
    papers = made(BIB[name])
    first = bibtex.write(papers, format=form, encoding=encoding).text
    report = bibtex.merge(first, papers, format=form, encoding=encoding)
    assert (report.text, report.changed) == (first, False)


def test_items_in_the_words_of_crossref_are_read_and_come_out_in_those_of_csl(made) -> None:
    item = {"type": "journal-article", "title": "Kettles", "DOI": "10.1000/k", "container-title": "Tea"}
    text = json.dumps(item)
    (known,) = (form for form in bibtex.IMPORT_FORMATS if form.name == "csl-json")
    assert known.sniff(text) > 0.5
    (kettles,) = made(text, "csl-json")
    assert kettles.entry_type == "article"
    assert json.loads(bibtex.write([kettles], format="csl-json").text)[0]["type"] == "article-journal"
