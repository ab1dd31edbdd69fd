r"""Links to files come out as JabRef, Zotero and Better BibTeX read them; formulas with words keep their letters."""

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.bibfiles.bibfile import BibFile, value_of


def written(paper, text, name, **choices):
    (draft,) = bibtex.read_bib(text)
    report = bibtex.write([paper(draft.title, extra=draft.metadata.extra, citation_key="k")], **choices)
    file = BibFile(report.text)
    return next(value_of(f, file.strings) for f in file.blocks[0].fields if f.name == name), report


@pytest.mark.parametrize(
    ("kept", "out"),
    [
        ("Full Text:files/12/Author - 2020 - Title.pdf:application/pdf", None),
        ("One:a b.pdf:PDF;Two:C\\:\\\\Users\\\\me\\\\x y.html:text/html", None),
        (":C$\\backslash$:/Users/[me]/Hedy{_}A.pdf:pdf", None),
        ("/home/é/x#1 & 50%_a~b^c.pdf", None),
        ("C:\\Studium\\stata\\ ", "C:\\Studium\\stata/"),
        ("C:\\\\input\\\\x.pdf", "C:/input\\\\x.pdf"),
        ("C:\\inputs\\x.pdf", None),
    ],
)
@pytest.mark.parametrize("name", ["file", "pdf"])
def test_a_path_stays_as_it_came(paper, kept, out, name):
    assert written(paper, f"@misc{{k, title = {{T}}, {name} = {{{kept}}}}}", name)[0] == (out or kept)


def test_braces_without_a_partner_are_the_only_signs_that_cannot_stay(paper):
    text = bibtex.entry(paper("T", extra={"file": ":/x/a{b}/}c{.pdf:PDF"}))
    assert "file = {:/x/a{b}/%7Dc%7B.pdf:PDF}" in text


def test_in_ascii_other_letters_are_percent_encoded_and_told(paper):
    value, report = written(paper, "@misc{k, title = {T}, file = {:/é.pdf:PDF}}", "file", encoding="ascii")
    assert value == ":/%C3%A9.pdf:PDF"
    assert report.notes == ("Paths of files with letters that ASCII does not have were percent-encoded: k.",)


@pytest.mark.parametrize(
    ("title", "as_unicode", "as_ascii"),
    [
        (r"Le $4^{\textrm{ème}}$ jour", None, r"Le $4^{\textrm{{\`e}me}}$ jour"),
        (r"Le $4^{\textrm{\`eme}}$ jour", r"Le $4^{\textrm{ème}}$ jour", r"Le $4^{\textrm{{\`e}me}}$ jour"),
        (r"On $\beta_{\text{größe}}$", None, r"On $\beta_{\text{gr{\"o}{\ss}e}}$"),
    ],
)
def test_words_in_formulas_keep_their_letters(paper, title, as_unicode, as_ascii):
    text = f"@misc{{k, title = {{{title}}}}}"
    assert written(paper, text, "title")[0] == (as_unicode or title)
    assert written(paper, text, "title", encoding="ascii")[0] == as_ascii
