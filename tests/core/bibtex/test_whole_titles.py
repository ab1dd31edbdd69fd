"""Subtitles: fields of biblatex, ends of titles everywhere else, and doubled nowhere."""

import json
from dataclasses import replace

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.latex.decoding import decode

PARTS = {
    "a subtitle": ("title={Kettles}, subtitle={On {{Boiling}} of Water}", "Kettles: On Boiling of Water"),
    "a question": ("title={Why Kettles?}, subtitle={Because}", "Why Kettles? Because"),
    "an addition": (r"title={K}, subtitle={S \& T}, titleaddon={Talk at Home}", "K: S & T. Talk at Home"),
    "a part that is there": ("title={Kettles: A Study}, subtitle={A Study}", "Kettles: A Study"),
    "a formula": ("title={{GPT-4} and $\\alpha$}, subtitle={{$H_2$ and more}}", "GPT-4 and α: $H_2$ and more"),
}


def papers_of(paper, text):
    return [
        paper(
            draft.title, authors=draft.metadata.authors, year=draft.metadata.year, venue=draft.metadata.venue,
            entry_type=draft.metadata.entry_type, citation_key=draft.metadata.citation_key,
            extra=dict(draft.metadata.extra),
        )
        for draft in bibtex.read_bib(text)
    ]  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_the_title_is_whole_where_there_is_no_subtitle(paper, name):
    fields, whole = PARTS[name]
    ours = papers_of(paper, f"@book{{k, {fields}, year=2020}}")
    (item,) = json.loads(bibtex.write(ours, format="csl-json").text)
    assert item["title"] == whole
    assert f"TI  - {whole}\n" in bibtex.write(ours, format="ris").text
    assert whole in bibtex.cite(ours, "apa")
    for form in bibtex.FORMATS:
        bibtex.readback(bibtex.write(ours, format=form).text, ours, format=form)


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("name", PARTS)
def test_reading_our_own_file_doubles_nothing(paper, name, form):
    before = papers_of(paper, f"@book{{k, {PARTS[name][0]}, year=2020}}")
    text = bibtex.write(before, format=form).text
    after = papers_of(paper, text)
    assert after[0].title == before[0].title
    assert bibtex.write(papers_of(paper, text), format=form).text.splitlines()[:3] == text.splitlines()[:3]
    assert bibtex.merge(text, after, format=form).text == text


@pytest.mark.parametrize(("form", "read"), [("ris", bibtex.IMPORT_FORMATS[1]), ("csl-json", bibtex.IMPORT_FORMATS[4])])
@pytest.mark.parametrize("name", PARTS)
def test_ris_and_csl_keep_where_the_subtitle_begins(paper, name, form, read):
    (before,) = papers_of(paper, f"@incollection{{k, {PARTS[name][0]}, booktitle={{T}}, booksubtitle={{U}}}}")
    (draft,) = read.read(bibtex.write([before], format=form).text)
    assert (draft.title, draft.metadata.venue) == (before.title, "T")
    inside = name == "a part that is there"  # nothing was put behind the title
    wanted = {"booksubtitle"} if inside else {"subtitle", "booksubtitle"}
    plain = {name: decode(before.extra[name]) for name in wanted}
    told = dict(draft.metadata.extra)
    assert {name: told.get(name, "") for name in plain} == plain
    assert not any(name.startswith(("ris-", "csl-")) for name in told)


def test_what_others_keep_in_custom_of_csl_stays_beside_ours(paper):
    (ours,) = papers_of(paper, "@book{k, title={Tea}, subtitle={A Story}}")
    (item,) = json.loads(bibtex.write([ours], format="csl-json").text)
    (draft,) = bibtex.read_csl(json.dumps([item | {"custom": item["custom"] | {"mine": [1]}}]))
    assert draft.metadata.extra["csl-custom"] == '{"mine": [1]}'
    again = paper(draft.title, entry_type="book", extra=dict(draft.metadata.extra))
    assert json.loads(bibtex.write([again], format="csl-json").text)[0]["custom"] == item["custom"] | {"mine": [1]}


def test_titles_of_books_and_journals(paper):
    chapter, article = papers_of(
        paper,
        "@incollection{c, title={One}, booktitle={Tea}, booksubtitle={A Survey}}\n"
        "@article{j, title={Two}, journaltitle={Water}, journalsubtitle={Letters}}",
    )
    text = bibtex.write([chapter, article]).text
    assert "booktitle = {Tea: A Survey}" in text and "journal = {Water: Letters}" in text
    assert [one.venue for one in papers_of(paper, text)] == ["Tea", "Water"]
    assert "Tea: A Survey" in bibtex.cite([chapter], "ieee")


def test_merging_knows_a_title_with_and_without_its_subtitle(paper):
    ours = papers_of(paper, "@book{k, title={Tea}, subtitle={A Rather Long Story of It}}")
    for there in ("title={Tea}, subtitle={A Rather Long Story of It}", "title={Tea: A Rather Long Story of It}"):
        text = bibtex.merge(f"@book{{k, {there}}}\n", ours).text
        assert text.startswith(f"@book{{k, {there}") and text.count("@") == 1
        assert bibtex.merge(text, ours).text == text


def test_a_title_that_was_changed_in_the_file_holds(paper):
    text = bibtex.write(papers_of(paper, "@book{k, title={Tea}, subtitle={A Story}}")).text
    (changed,) = papers_of(paper, text.replace("Tea: A Story", "Coffee"))
    assert (changed.title, changed.extra) == ("Coffee", {})


def test_the_title_of_all_volumes_is_a_series_where_there_is_no_main_title(paper):
    given = "@book{k, title={Sorting}, maintitle={The {{Art}} of Tea}, mainsubtitle={A \\'Etude}, volume={3}}"
    (ours,) = papers_of(paper, given)
    text = bibtex.write([ours]).text
    assert "series = {The {{Art}} of Tea: A \\'Etude}" in text
    assert "T3  - The Art of Tea: A Étude" in bibtex.write([ours], format="ris").text
    (item,) = json.loads(bibtex.write([ours], format="csl-json").text)
    assert item["collection-title"] == "The Art of Tea: A Étude"
    (again,) = papers_of(paper, text)
    assert again.extra == ours.extra and "series" not in bibtex.write([again], format="biblatex").text
    assert bibtex.merge(text, [again]).text == text


@pytest.mark.parametrize("name", PARTS)
def test_a_title_is_whole_in_the_library_and_in_parts_in_biblatex(paper, name):
    fields, whole = PARTS[name]
    (ours,) = papers_of(paper, f"@book{{k, {fields}, year=2020}}")
    assert ours.title == whole
    (again,) = papers_of(paper, bibtex.write([ours], format="biblatex").text)
    assert (again.title, again.extra) == (ours.title, ours.extra)
    (plain,) = papers_of(paper, bibtex.write([replace(ours, extra={})], format="biblatex").text)
    assert plain.title == whole


def test_a_typed_title_takes_the_subtitle_along_that_it_no_longer_ends_with():
    extra = {"subtitle": r"The {\'E}tude", "pages": "3"}
    assert bibtex.without_parts("Tea - the Étude", extra) == extra
    assert bibtex.without_parts("Tea", extra) == {"pages": "3"}
