"""Names of a .bib go out so that every program reads the parts that it read when they came in."""

import pytest
from pybtex.database import parse_string

from readinglist.core import bibtex


def entry_of(authors: str) -> str:
    return f"@misc{{k, title = {{T}}, author = {{{authors}}}}}"


def parts(text: str) -> list[tuple[str, ...]]:
    """First, von, last and junior part of each author as pybtex reads them, without braces."""
    people = parse_string(text, "bibtex").entries["k"].persons["author"]
    named = ((p.first_names + p.middle_names, p.prelast_names, p.last_names, p.lineage_names) for p in people)
    return [tuple(" ".join(words).replace("{", "").replace("}", "") for words in person) for person in named]


@pytest.mark.parametrize(
    ("theirs", "stored", "written"),
    [
        ("{de la Cruz}, M.", "{de la Cruz}, M.", "{de la Cruz}, M."),
        ("{van Gogh}, Jr., Vincent", "{van Gogh}, Jr., Vincent", "{van Gogh}, Jr., Vincent"),
        ("{de} Boer, M.", "{de Boer}, M.", "{de Boer}, M."),
        ("van {der Berg}, X.", "van {der Berg}, X.", "van {der Berg}, X."),
        ("Ludwig {van Beethoven}", "{van Beethoven}, Ludwig", "{van Beethoven}, Ludwig"),
        ("{al-Sufi}, A.", "{al-Sufi}, A.", "{al-Sufi}, A."),  # to BibTeX hyphens part words
        ("al-Sufi, A.", "al-Sufi, A.", "al-Sufi, A."),
        ("de la Cruz, M.", "de la Cruz, M.", "de la Cruz, M."),
        ("{Smith}, John", "Smith, John", "Smith, John"),
        ("{Garc{\\'i}a M{\\'a}rquez}, G.", "García Márquez, G.", "García Márquez, G."),
        ("{de Vall{\\'e}e}, G.", "{de Vallée}, G.", "{de Vallée}, G."),
        ("Gerard 't Hooft", "Gerard 't Hooft", "'t Hooft, Gerard"),
        ("{bell} hooks", "hooks, bell", "{hooks}, bell"),  # biber reads hooks without braces as a prefix
        ("{\\'e}mile Zola", "émile Zola", "émile Zola"),
        ("{World Health Organization}", "{World Health Organization}", "{World Health Organization}"),
    ],
)
def test_braces_that_make_the_parts_of_a_name_stay(paper, theirs: str, stored: str, written: str) -> None:
    (draft,) = bibtex.read_bib(entry_of(theirs))
    assert draft.metadata.authors == (stored,)
    out = bibtex.entry(paper("T", citation_key="k", authors=draft.metadata.authors))
    assert f"  author = {{{written}}},\n" in out
    plain = bibtex.entry(paper("T", citation_key="k", authors=draft.metadata.authors), encoding="ascii")
    assert parts(plain) == parts(entry_of(theirs))
    (again,) = bibtex.read_bib(out)
    assert bibtex.entry(paper("T", citation_key="k", authors=again.metadata.authors)) == out


def test_the_editors_of_a_file_keep_theirs_too(paper) -> None:
    kept = paper("T", citation_key="k", extra={"editor": "{van den Bosch}, F. and Smith, J."})
    assert "  editor = {{van den Bosch}, F. and Smith, J.},\n" in bibtex.entry(kept)


def test_no_other_format_shows_braces(paper) -> None:
    known = paper("T", citation_key="k", authors=("{de la Cruz}, M.", "van {der Berg}, X."), year=2001)
    for form in ("ris", "csl-json", "markdown", "csv"):
        said = bibtex.write([known], format=form).text
        assert "de la Cruz" in said
        assert "{de la" not in said
        assert "{der" not in said
    assert bibtex.cite([known], "apa") == "de la Cruz, M., & van der Berg, X. (2001). T."
    assert bibtex.cite([known], "ieee").startswith("M. de la Cruz and X. van der Berg, ")
    assert bibtex.keys.preview(known, "auth.lower + year") == "delacruz2001"
