"""Merging never makes a file poorer: what says the same or more stays, byte by byte, and what does not is named."""

from dataclasses import replace

import pytest

from readinglist.core import bibtex
from tests.timing import linear

TITLE = "Kettles and Pots in Long Kitchens"


def merged(paper, theirs, form="bibtex", **ours):
    """The fields of a file's entry after a merge with a paper that knows ``ours``, and the report."""
    before = f"@article{{k, title={{{TITLE}}}, {theirs}}}\n"
    report = bibtex.merge(before, [paper(**{"title": TITLE, "citation_key": "k"} | ours)], format=form)
    assert bibtex.merge(report.text, [paper(**{"title": TITLE, "citation_key": "k"} | ours)], format=form).text == (
        report.text
    )
    return before, report


STAYS = {
    "braces": ("journal={The {KETTLE} Review}", {"venue": "The Kettle Review"}),
    "case": ("journal={the kettle review}", {"venue": "The Kettle Review"}),
    "LaTeX": (r"publisher={M{\"u}ller \& Sons}", {"publisher": "Müller & Sons"}),
    "accents that we lack": (r"publisher={Müller}", {"publisher": "Muller"}),
    "full name of a journal": ("journal={Journal of Machine Learning Research}", {"venue": "J. Mach. Learn. Res."}),
    "acronym": ("booktitle={Advances in Neural Information Processing Systems 33}", {"venue": "NeurIPS 2020"}),
    "contracted words": (
        "journal={Proceedings of the National Academy of Sciences}",
        {"venue": "Proc. Natl. Acad. Sci."},
    ),
    "no full stops": ("journal={Proceedings of the National Academy of Sciences}", {"venue": "Proc Natl Acad Sci"}),
    "letters of words": (
        "booktitle={IEEE Conference on Computer Vision and Pattern Recognition (CVPR)}",
        {"venue": "CVPR'20"},
    ),
    "a string": ("journal={JMLR}", {"venue": "Journal of Machine Learning Research"}),
    "given names": ("author={Smith, Bo and Knuth, Donald E.}", {"authors": ("Smith, B.", "D. Knuth")}),
    "initials in one": ("author={Knuth, Donald Ervin}", {"authors": ("Knuth, DE",)}),
    "more authors": ("author={Smith, Bo and Knuth, Donald E.}", {"authors": ("Smith, B.",)}),
    "and others": ("author={Smith, Bo and others}", {"authors": ("Bo Smith",)}),
    "accents of a name": ('author={M{\\"u}ller, J{\\"o}rg}', {"authors": ("Muller, Jorg",)}),
    "von": ("author={van der Berg, Al}", {"authors": ("Berg, Al",)}),
    "editors": ("editor={Smith, Bo and Roe, Al}", {"extra": {"editor": "Smith, B."}}),
    "pages": ("pages={10--20}", {"extra": {"pages": "10"}}),
    "month as a number": ("month={5}", {"extra": {"month": "may"}}),
    "day in the month": ('month="5~" # may', {"extra": {"month": "may"}}),
    "number with hyphens": ("isbn={978-0-306-40615-7}", {"extra": {"isbn": "9780306406157"}}),
    "a publisher's address": ("url={https://pub.org/k}", {"arxiv": "2401.00001"}),
    "the same address": ("url={http://www.pub.org/k/}", {"url": "https://pub.org/k"}),
    "own words": ("annote={My own words.}", {"note": "Others in the library."}),
    "own words, biblatex's name": ("annotation={My own words.}", {"note": "Others in the library."}),
}
REPLACED = {
    "another year": ("year={1990}", {"year": 2020}, "year", "{2020}"),
    "other authors": ("author={Roe, Al}", {"authors": ("Smith, Bo",), "doi": "10.1000/1"}, "author", "{Smith, Bo}"),
    "fuller name": ("author={Smith, B.}", {"authors": ("Smith, Bo",)}, "author", "{Smith, Bo}"),
    "of each the fuller one": (
        "author={Smith, Bo and Knuth, D.}",
        {"authors": ("Smith, B.", "Knuth, Donald", "Roe, Al")},
        "author",
        "{Smith, Bo and Knuth, Donald and Roe, Al}",
    ),
    "whole list": ("author={Roe, A. and others}", {"authors": ("Roe, Al", "Doe, J")}, "author", "{Roe, Al and Doe, J}"),
    "accents": ("author={Muller, Al}", {"authors": ("Müller, Al",)}, "author", "{Müller, Al}"),
    "other pages": ("pages={10--20}", {"extra": {"pages": "10--22"}}, "pages", "{10--22}"),
    "more pages": ("pages={10}", {"extra": {"pages": "10--22"}}, "pages", "{10--22}"),
    "another journal": ("journal={Pots Weekly}", {"venue": "The Kettle Review"}, "journal", "{The Kettle Review}"),
    "another place": ("address={Berlin}", {"extra": {"address": "Bern"}}, "address", "{Bern}"),
    "another volume": ("volume={12}", {"extra": {"volume": "1"}}, "volume", "{1}"),
    "a longer note": ("annote={My words.}", {"note": "My words. And more."}, "annote", "{My words. And more.}"),
    "nothing": ("year={}", {"year": 2020}, "year", "{2020}"),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_what_says_the_same_or_more_stays_byte_by_byte(paper, name):
    theirs, ours = STAYS[name]
    before, report = merged(paper, theirs, **ours)
    # Where something is added, it stands behind what was there.
    assert report.text.startswith(before.rstrip("}\n")) and report.replaced == {}


@pytest.mark.parametrize("name", REPLACED)
def test_what_the_library_knows_otherwise_is_replaced_and_named(paper, name):
    theirs, ours, field, now = REPLACED[name]
    _, report = merged(paper, theirs, **ours)
    assert f"{field}={now}" in report.text and list(report.replaced) == ["k"]
    assert list(report.replaced["k"]) == [field]
    assert any(f"k ({field} " in note for note in report.notes)


@pytest.mark.parametrize("title", ["{Kettles} {AND} Pots in Long Kitchens", "{{Kettles and pots in long kitchens}}"])
def test_braces_of_the_title_in_the_file_stay(paper, title):
    before = f"@article{{k, title={{{title}}}, year=2000}}\n"
    assert bibtex.merge(before, [paper(TITLE, year=2000)]).text == before


def test_braces_stay_round_the_words_of_a_title_that_is_replaced(paper):
    before = "@article{k, title={{Kettles} {AND} Pots in Long {Kitchens}}}\n"
    text = bibtex.merge(before, [paper("Kettles and Jugs in Long Kitchens", citation_key="k")]).text
    assert "title={{Kettles} and Jugs in Long {Kitchens}}" in text


def test_values_of_any_length_are_compared(paper):
    for theirs, ours in (("a " * 20_000, "b a " * 20_000), ("a" * 40_000, "ab " * 10_000)):
        before = f"@article{{k, title={{{TITLE}}}, journal={{{theirs}}}, author={{{theirs}}}}}\n"
        with linear():
            bibtex.merge(before, [paper(TITLE, venue=ours, authors=(ours,), citation_key="k")])


def test_the_report_names_notes_of_the_file_that_stay(paper):
    _, report = merged(paper, "annote={My own words.}", note="Others.")
    assert report.notes[-1] == "Notes of the file that stay, though the library has others: k."
    assert not any(
        "Notes of the file" in note for note in merged(paper, "annote={My words.}", note="my words")[1].notes
    )


def test_what_an_entry_inherits_is_not_said_again(paper):
    before = (
        f"@inproceedings{{k, title={{{TITLE}}}, crossref={{c}}}}\n"
        "@proceedings{c, title={Proceedings of the Kettle Conference}, year={2020}}\n"
    )
    assert bibtex.merge(before, [paper(TITLE, year=2020, venue="KC", citation_key="k")]).text == before


def test_in_a_file_that_only_exports_wrote_the_library_is_right(paper):
    ours = paper(TITLE, authors=("Smith, Bo", "Roe, Al"), note="Long words.", citation_key="k")
    before = bibtex.write([ours]).text
    now = replace(ours, authors=("Smith, B.",), note="Short.")
    assert bibtex.merge(before, [now], own_file=True).text == bibtex.write([now]).text
    assert bibtex.merge(before, [now]).text == before
