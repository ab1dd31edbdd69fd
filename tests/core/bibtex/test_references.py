"""Formatted references by kind of work, after APA (7th edition) and the reference guide of the IEEE."""

import pytest

from readinglist.core import bibtex

DOE, ROE = ("Doe, Jane Ann",), ("Doe, Jane Ann", "Roe, Richard")
EDITORS = {"editor": "Ed, Erna and Ito, Fumi"}
CASES = {
    "book": (
        {"entry_type": "book", "authors": DOE, "publisher": "Tea Press", "extra": {"edition": "2", "address": "Ulm"}},
        "Doe, J. A. (2020). *Kettles* (2nd ed.). Tea Press.",
        "J. A. Doe, *Kettles*, 2nd ed. Ulm: Tea Press, 2020.",
    ),
    "plain book": (
        {"entry_type": "book", "authors": DOE},
        "Doe, J. A. (2020). *Kettles.*",
        "J. A. Doe, *Kettles*. 2020.",
    ),
    "volume of a book": (
        {"entry_type": "book", "authors": ROE, "extra": {"edition": "Third", "volume": "4"}},
        "Doe, J. A., & Roe, R. (2020). *Kettles* (3rd ed., Vol. 4).",
        "J. A. Doe and R. Roe, *Kettles*, 3rd ed., vol. 4. 2020.",
    ),
    "edited book": (
        {"entry_type": "book", "publisher": "Tea Press", "extra": EDITORS},
        "Ed, E., & Ito, F. (Eds.). (2020). *Kettles.* Tea Press.",
        "E. Ed and F. Ito, Eds., *Kettles*. Tea Press, 2020.",
    ),
    "collection of one editor": (
        {"entry_type": "collection", "extra": {"editor": "Ed, Erna", "edition": "Revised"}},
        "Ed, E. (Ed.). (2020). *Kettles* (Rev. ed.).",
        "E. Ed, Ed., *Kettles*, Rev. ed. 2020.",
    ),
    "chapter": (
        {
            "entry_type": "incollection", "authors": DOE, "venue": "A Book of Tea", "publisher": "Tea Press",
            "extra": {**EDITORS, "edition": "2nd", "pages": "5--8"},
        },
        "Doe, J. A. (2020). Kettles. In E. Ed & F. Ito (Eds.), *A Book of Tea* (2nd ed., pp. 5–8). Tea Press.",
        "J. A. Doe, “Kettles,” in *A Book of Tea*, 2nd ed., E. Ed and F. Ito, Eds. Tea Press, 2020, pp. 5–8.",
    ),
    "chapter with three editors": (
        {
            "entry_type": "inbook", "authors": DOE, "venue": "A Book of Tea",
            "extra": {"editor": "Ed, Erna and Ito, Fumi and Oe, Gus", "pages": "3"},
        },
        "Doe, J. A. (2020). Kettles. In E. Ed, F. Ito, & G. Oe (Eds.), *A Book of Tea* (p. 3).",
        "J. A. Doe, “Kettles,” in *A Book of Tea*, E. Ed, F. Ito, and G. Oe, Eds., 2020, p. 3.",
    ),
    "paper": (
        {"entry_type": "inproceedings", "authors": DOE, "venue": "Proc. Tea"},
        "Doe, J. A. (2020). Kettles. In *Proc. Tea*.",
        "J. A. Doe, “Kettles,” in *Proc. Tea*, 2020.",
    ),
    "article": (
        {
            "entry_type": "article", "authors": DOE, "venue": "Water", "publisher": "Tea Press",
            "extra": {"volume": "3", "number": "2", "pages": "7", "month": "feb"},
        },
        "Doe, J. A. (2020). Kettles. *Water*, *3*(2), 7.",
        "J. A. Doe, “Kettles,” *Water*, vol. 3, no. 2, p. 7, Feb. 2020.",
    ),
    "article with a number": (
        {"entry_type": "article", "authors": DOE, "venue": "Water", "extra": {"volume": "3", "eid": "e12"}},
        "Doe, J. A. (2020). Kettles. *Water*, *3*, Article e12.",
        "J. A. Doe, “Kettles,” *Water*, vol. 3, Art. no. e12, 2020.",
    ),
    "dissertation": (
        {"entry_type": "phdthesis", "authors": DOE, "publisher": "MIT"},
        "Doe, J. A. (2020). *Kettles* [Doctoral dissertation, MIT].",
        "J. A. Doe, “Kettles,” Ph.D. dissertation, MIT, 2020.",
    ),
    "master's thesis": (
        {"entry_type": "mastersthesis", "authors": DOE, "publisher": "MIT"},
        "Doe, J. A. (2020). *Kettles* [Master's thesis, MIT].",
        "J. A. Doe, “Kettles,” M.S. thesis, MIT, 2020.",
    ),
    "thesis of biblatex": (
        {"entry_type": "thesis", "authors": DOE, "publisher": "MIT", "extra": {"type": "mathesis"}},
        "Doe, J. A. (2020). *Kettles* [Master's thesis, MIT].",
        "J. A. Doe, “Kettles,” M.S. thesis, MIT, 2020.",
    ),
    "report": (
        {"entry_type": "techreport", "authors": DOE, "publisher": "Lab", "extra": {"number": "TR-1"}},
        "Doe, J. A. (2020). *Kettles* (Report No. TR-1). Lab.",
        "J. A. Doe, “Kettles,” Lab, Tech. Rep. TR-1, 2020.",
    ),
    "data": (
        {"entry_type": "dataset", "authors": DOE, "publisher": "Zenodo", "extra": {"version": "2.1"}},
        "Doe, J. A. (2020). *Kettles* (Version 2.1) [Data set]. Zenodo.",
        "J. A. Doe, “Kettles,” [Data set], ver. 2.1, Zenodo, 2020.",
    ),
    "software": (
        {"entry_type": "software", "authors": DOE, "doi": "10.1000/1"},
        "Doe, J. A. (2020). *Kettles* [Computer software]. https://doi.org/10.1000/1",
        "J. A. Doe, “Kettles,” [Computer software], 2020, doi: 10.1000/1.",
    ),
    "part of a book": (
        {
            "entry_type": "inbook", "authors": DOE, "publisher": "Tea Press",
            "extra": {"edition": "2", "chapter": "3", "pages": "5--8"},
        },
        "Doe, J. A. (2020). *Kettles* (2nd ed., Chapter 3, pp. 5–8). Tea Press.",
        "J. A. Doe, *Kettles*, 2nd ed. Tea Press, 2020, ch. 3, pp. 5–8.",
    ),
    "chapter in a book of another author": (
        {
            "entry_type": "inbook", "authors": DOE, "venue": "A Book of Tea",
            "extra": {"bookauthor": "Roe, Richard", "chapter": "Lids"},
        },
        "Doe, J. A. (2020). Kettles. In R. Roe, *A Book of Tea* (Lids).",
        "J. A. Doe, “Kettles,” in *A Book of Tea*, 2020, Lids.",
    ),
    "about a year": (
        {"entry_type": "book", "authors": DOE, "year": 1999, "extra": {"date": "1999~"}},
        "Doe, J. A. (ca. 1999). *Kettles.*",
        "J. A. Doe, *Kettles*. c. 1999.",
    ),
    "in press": (
        {"entry_type": "article", "authors": DOE, "venue": "Water", "year": None, "extra": {"year": "to appear"}},
        "Doe, J. A. (in press). Kettles. *Water*.",
        "J. A. Doe, “Kettles,” *Water*, to be published.",
    ),
    "in press, as biblatex has it, with a year": (
        {"entry_type": "article", "authors": DOE, "venue": "Water", "extra": {"pubstate": "inpress"}},
        "Doe, J. A. (in press). Kettles. *Water*.",
        "J. A. Doe, “Kettles,” *Water*, to be published.",
    ),
    "address in howpublished": (
        {"entry_type": "misc", "authors": DOE, "extra": {"howpublished": r"Available at \url{https://x.org/a_b}"}},
        "Doe, J. A. (2020). *Kettles.* https://x.org/a_b",
        "J. A. Doe, “Kettles,” 2020. [Online]. Available: https://x.org/a_b",
    ),
    "manuscript": (
        {"entry_type": "article", "authors": DOE, "venue": "Water", "year": None, "extra": {"pubstate": "submitted"}},
        "Doe, J. A. (n.d.). *Kettles* [Manuscript submitted for publication].",
        "J. A. Doe, “Kettles,” *Water*, submitted for publication.",
    ),
    "page without a date": (
        {
            "entry_type": "online", "authors": DOE, "year": None, "url": "https://x.org/a",
            "extra": {"urldate": "2021-06-05"},
        },
        "Doe, J. A. (n.d.). *Kettles.* Retrieved June 5, 2021, from https://x.org/a",
        "J. A. Doe, “Kettles.” Accessed: Jun. 5, 2021. [Online]. Available: https://x.org/a",
    ),
    "page with a date": (
        {"entry_type": "online", "authors": DOE, "url": "https://x.org/a", "extra": {"urldate": "2021-06"}},
        "Doe, J. A. (2020). *Kettles.* https://x.org/a",
        "J. A. Doe, “Kettles,” 2020. Accessed: Jun. 2021. [Online]. Available: https://x.org/a",
    ),
    "publisher that is the author": (
        {"entry_type": "book", "authors": ("{Tea Board}",), "publisher": "Tea Board"},
        "Tea Board. (2020). *Kettles.*",
        "Tea Board, *Kettles*. Tea Board, 2020.",
    ),
    "patent": (
        {"entry_type": "patent", "authors": ROE, "extra": {"number": "US123B2", "date": "2020-07-16"}},
        "Doe, J. A., & Roe, R. (2020). *Kettles* (Patent No. US123B2).",
        "J. A. Doe and R. Roe, “Kettles,” Patent US123B2, Jul. 16, 2020.",
    ),
    "patent of a country": (
        {"entry_type": "patent", "authors": DOE, "extra": {"number": "123", "type": "patrequs"}},
        "Doe, J. A. (2020). *Kettles* (U.S. Patent Application No. 123).",
        "J. A. Doe, “Kettles,” U.S. Patent Application 123, 2020.",
    ),
    "patent whose number says it": (
        {"entry_type": "patent", "authors": DOE, "extra": {"number": "U.S. Patent 123"}},
        "Doe, J. A. (2020). *Kettles* (U.S. Patent 123).",
        "J. A. Doe, “Kettles,” U.S. Patent 123, 2020.",
    ),
    "book that asks": (
        {"entry_type": "book", "title": "Why Kettles?", "authors": DOE},
        "Doe, J. A. (2020). *Why Kettles?*",
        "J. A. Doe, *Why Kettles?* 2020.",
    ),
    "title only": ({"year": None}, "*Kettles.* (n.d.).", "“Kettles.”"),
    "book with a title only": ({"year": None, "entry_type": "book"}, "*Kettles.* (n.d.).", "*Kettles*."),
    "book with an edition only": (
        {"year": None, "entry_type": "book", "extra": {"edition": "11"}},
        "*Kettles* (11th ed.). (n.d.).",
        "*Kettles*, 11th ed.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_reference_is_as_its_style_wants_it(paper, name):
    said, apa, ieee = CASES[name]
    cited = paper(**({"title": "Kettles", "year": 2020} | said))
    plain = {style: bibtex.cite([cited], style) for style in ("apa", "ieee")}
    assert plain == {"apa": apa.replace("*", ""), "ieee": ieee.replace("*", "")}
    marked = {style: bibtex.cite([cited], style, markup="html") for style in ("apa", "ieee")}
    assert {style: _starred(text) for style, text in marked.items()} == {"apa": apa, "ieee": ieee}


@pytest.mark.parametrize(
    ("authors", "apa", "ieee"),
    [
        (6, "N0, A., N1, A., N2, A., N3, A., N4, A., & N5, A. (", "A. N0, A. N1, A. N2, A. N3, A. N4, and A. N5, “"),
        (7, "N5, A., & N6, A. (", "A. N0 et al., “"),
        (20, "N18, A., & N19, A. (", "A. N0 et al., “"),
        (21, "N18, A., . . . N20, A. (", "A. N0 et al., “"),
    ],
)
def test_of_many_authors_the_first_are_named(paper, authors, apa, ieee):
    many = [paper("Kettles", year=2020, authors=tuple(f"N{n}, Ann" for n in range(authors)))]
    assert apa in bibtex.cite(many, "apa") and bibtex.cite(many, "ieee").startswith(ieee)


def test_apa_tells_works_of_one_author_and_date_apart(paper):
    told = [
        (DOE, 2020, {}, "The Pot"), (DOE, 2020, {}, "Cups"), (DOE, 2019, {}, "Lids"), (ROE, 2020, {}, "Lids"),
        (DOE, None, {"pubstate": "inpress"}, "Tea"), (DOE, None, {"year": "in press"}, "Ale"), (DOE, None, {}, "Zinc"),
        (DOE, None, {}, "Ore"), ((), 2020, {}, "Rust"), ((), 2020, {}, "Rust"),
    ]  # fmt: skip
    papers = [paper(title, authors=who, year=year, extra=extra) for who, year, extra, title in told]
    lines = bibtex.cite(papers, "apa").split("\n")
    both = "Doe, J. A., & Roe, R. (2020). Lids."
    one = ("n.d.-a). Ore", "n.d.-b). Zinc", "2019). Lids", "2020a). Cups", "2020b). The Pot", "in press-a). Ale",
           "in press-b). Tea")  # fmt: skip
    assert lines == [*(f"Doe, J. A. ({said}." for said in one), both, "Rust. (2020).", "Rust. (2020)."]
    assert bibtex.cite(papers[:1], "apa") == "Doe, J. A. (2020). The Pot."
    assert bibtex.cite(papers[:3], "ieee").count("2020") == 2


def test_apa_sorts_by_plain_letters(paper):
    names = ["van der Berg, A", "Ünal, A", "Łoś, A", "Zed, A", "Ångström, A", "Loewe, A"]
    lines = bibtex.cite([paper("T", authors=(name,)) for name in names], "apa").split("\n")
    assert [line.split(",")[0] for line in lines] == ["Ångström", "Loewe", "Łoś", "Ünal", "van der Berg", "Zed"]


def _starred(text: str) -> str:
    text = text.replace("<i>", "*").replace("</i>", "*").replace("&amp;", "&").replace("&#x27;", "'")
    return text.removeprefix("<p>").removesuffix("</p>")
