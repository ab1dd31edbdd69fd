r"""What a .bib file marks in a title, a journal or a publisher comes out again: braces round capitals, fonts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from readinglist.core import bibtex
from readinglist.core.bibtex.bibfiles.bibfile import BibFile, value_of
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import tidy
from readinglist.core.bibtex.latex.titles import encode_title
from readinglist.core.records import Draft


def imported(paper, text, **changed):
    """The paper of the one entry of ``text``."""
    (draft,) = bibtex.read_bib(text)
    assert isinstance(draft, Draft)
    told = draft.metadata
    known = {
        name: getattr(told, name)
        for name in ("authors", "year", "venue", "publisher", "entry_type", "citation_key", "extra")
    }
    return paper(**{"title": draft.title, **known, **changed})


def value(text, name):
    file = BibFile(text)
    return next(value_of(f, file.strings) for f in file.blocks[0].fields if f.name == name)


KEPT = [
    "A {B}ayesian Approach to {Bell} Inequalities and the {von Neumann} Entropy",
    "{All of the Title}",
    "{{All of the Title}}".removeprefix("{").removesuffix("}"),
    "The {MATLAB}-like approach",
    "{DNA} and {RNA}: {{\\'E}cole} de {P}aris",
    "{GPT}-4, {I}o{T} and {L}ua",
    "On \\emph{Escherichia coli} and \\textit{E. coli {K}-12}",
    "{H\\textsubscript{2}O} in {\\em Drosophila} eggs",
    "The {$\\mathcal{O}(n)$} bound",
    "Salt \\& {H\\textsubscript{2}O}: 5\\% {\\em Artemia}, no\\_ {B}ees, \\# {B}ugs",
    "{A} {B}",
    "Sets \\{a, {B}\\} and 50\\% of {R\\&D}",
    "Rates of \\$x\\$, $x$ and {US}\\$/{AU}\\$ from \\$5-\\$10",
]


@pytest.mark.parametrize("title", KEPT)
@pytest.mark.parametrize("encoding", ["unicode", "ascii"])
@pytest.mark.parametrize("format", ["bibtex", "biblatex"])
def test_the_braces_of_a_file_come_out_again(paper, title, encoding, format):  # noqa: A002
    entry = f"@article{{k, title = {{{title}}}, author = {{A, B}}, year = 2000}}"
    written = value(bibtex.entry(imported(paper, entry), format=format, encoding=encoding), "title")
    assert written == (title if encoding == "ascii" else title.replace("{\\'E}", "É").replace("{É}cole", "{École}"))
    assert "{" not in imported(paper, entry).title.replace("$\\mathcal{O}(n)$", "").replace("{a, B}", "")


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("{BERT}: deep {B}idirectional", "{BERT}: deep {B}idirectional"),
        ("{B}ERT and LLaMA", "{BERT} and {LLaMA}"),
        ("{m}PLUG-{O}wl", "{mPLUG-Owl}"),
        ("{The BERT Book}", "{The BERT Book}"),
        ("{Deep B}ERT", "{Deep BERT}"),
        ("\\emph{The BERT Book}", "\\emph{The {BERT} Book}"),
        ('Stra\\ss{}e und {\\"U}bung', "Straße und Übung"),
        ("{\\'E}tudes and \\v{Z}\\'{a}k", "Études and Žák"),
        ("a \\unknown{Macro}", "a \\textbackslash{}unknown\\{Macro\\}"),
        ("{{\\emph{E. coli}}}", "{{\\emph{E. coli}}}"),
        ("μTransfer", "{{\\ensuremath{\\mu}Transfer}}"),
        ("{} empty {{}} ones", "empty ones"),
    ],
)
def test_braces_are_never_doubled_and_ours_go_where_theirs_are_not(paper, kept, written):
    text = bibtex.entry(imported(paper, f"@misc{{k, title = {{{kept}}}}}"))
    assert value(text, "title") == written


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("A Bayesian view of Bell's theorem (2nd edition)", "A {B}ayesian view of {Bell}'s theorem (2nd edition)"),
        ("Bayesian or not Bayesian", "{B}ayesian or not {B}ayesian"),
        ("bayesian", "bayesian"),
        ("Something else", "Something else"),
    ],
)
def test_marks_follow_their_words_when_the_title_is_another(paper, title, written):
    text = "@misc{k, title = {A {B}ayesian view of {Bell} and {hat}s}}"
    assert value(bibtex.entry(imported(paper, text, title=title)), "title") == written


def test_a_title_in_braces_stays_so_whatever_it_becomes(paper):
    text = "@misc{k, title = {{Whole Title}}}"
    assert value(bibtex.entry(imported(paper, text, title="Another Title")), "title") == "{Another Title}"


def test_journals_publishers_and_the_names_of_series(paper):
    text = (
        "@article{k, title = {T}, journal = {{J}ournal of {B}ayes}, publisher = {{Barnes and Noble}},"
        " series = {{LNCS} {V}olumes}}"
    )
    for format in ("bibtex", "biblatex"):  # noqa: A001
        written = bibtex.entry(imported(paper, text), format=format)
        assert value(written, "publisher") == "{Barnes and Noble}"
        assert value(written, "series") == "{LNCS} {V}olumes"
        assert value(written, "journaltitle" if format == "biblatex" else "journal") == "{J}ournal of {B}ayes"


def test_formulas_that_are_signs_come_out_as_a_file_had_them(paper):
    """pdflatex has no glyph for ₂ ′ −: what it could set before, it can set afterwards."""
    title = "The {H$_2$O} of CO$_{12}$, 5$'$-ends, {$^{13}$C} and $-$1 in $x_2$"
    text = f"@article{{k, title = {{{title}}}, journal = {{J. H$_2$}}, abstract = {{CO$_2$}}}}"
    (draft,) = bibtex.read_bib(text)
    assert draft.title == "The H₂O of CO₁₂, 5′-ends, ¹³C and −1 in $x_2$"
    assert draft.abstract == "CO$_2$"
    written = bibtex.entry(imported(paper, text), encoding="unicode")
    ours = title.replace("CO$_{12}$", "{CO$_{12}$}")
    assert value(written, "title") == ours.replace("{$^{13}$C}", "{¹³C}")
    assert value(written, "journal") == "J. {H$_2$}"
    assert value(bibtex.entry(imported(paper, text), encoding="ascii"), "title") == ours
    assert value(bibtex.entry(paper("H₂O")), "title") == "{H₂O}"


@pytest.mark.parametrize("index", [r"{\textrm{2}}", r"\mathrm{2}", r"{\rm 2}", r"{\text{2}}"])
def test_an_index_in_upright_letters_is_one(paper, index):
    """Zotero writes each ``<sub>2</sub>`` so."""
    title = f"CO$_{index}$ in 10$^{index.replace('2', '-3')}$ cups of the 19$^{{\\textrm{{th}}}}$"
    text = f"@article{{k, title = {{{title}}}}}"
    (draft,) = bibtex.read_bib(text)
    assert draft.title == r"CO₂ in 10⁻³ cups of the 19$^{\textrm{th}}$"
    assert value(bibtex.entry(imported(paper, text)), "title").startswith("{CO$_2$} in 10$^{-3}$ cups")


@given(
    st.text(alphabet=st.sampled_from("{}\\ aB$-é'\"^_~%&#x\u0301"), max_size=30),
    st.text(alphabet=st.sampled_from("{}\\ aB$-é'\"^_~%&#x"), max_size=30),
)
@example("$-$", "")
def test_marks_change_no_text(kept, other):
    """Whatever a file had: its marks leave the words as they are, and braces match."""
    for title in (tidy(decode(kept)), tidy(other)):
        marked, bare = encode_title(title, kept), encode_title(title)
        assert decode(marked) == decode(bare)
        assert marked.count("{") == marked.count("}")


@pytest.mark.parametrize("encoding", ["unicode", "ascii"])
@pytest.mark.parametrize(
    "entry",
    [
        "@misc{k, title={The {T} and `design' of {T}}}",
        "@misc{k, title={The {T} and {‘}design’ of {T}}}",
        r"@misc{k, note={Some \texttt {x} and 50\% \& \textbackslash x}}",
        r"@misc{k, title={``Quoted'' {B}eginning and {\LaTeX} `end'}, note={50\% of \emph{x}}}",
    ],
)
def test_what_was_exported_is_read_and_exported_the_same(paper, encoding, entry):
    texts = [entry]
    for _ in range(4):
        texts.append(bibtex.entry(imported(paper, texts[-1]), encoding=encoding))
    assert texts[1] == texts[2] == texts[3]
