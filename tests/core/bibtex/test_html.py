r"""HTML in citation files: what publishers and registries leave in titles is shown as text and comes out as LaTeX."""

import json

import pytest

from readinglist.core import bibtex

TABLE = [
    ("In <i>E. coli</i> &amp; others", "In E. coli & others", r"In \textit{E. coli} \& others"),
    (r"Discovery \&amp; Data {\&}amp; More", "Discovery & Data & More", r"Discovery \& Data \& More"),
    ("CO<sub>2</sub> and x<sup>2</sup>", "CO2 and x2", r"{CO\textsubscript{2}} and x\textsuperscript{2}"),
    (
        r"$\less$i$\greater$Escherichia$\less$/i$\greater$ {\&}amp$\mathsemicolon$ 2$\mathplus$2",
        "Escherichia & 2+2",
        r"\textit{Escherichia} \& 2+2",
    ),
    ("&lt;sup&gt;15&lt;/sup&gt;N on <scp>DNA</scp>&nbsp;repair", "15N on DNA repair", None),
    ("A <mml:math xmlns:mml='x'><mml:mi>p</mml:mi></mml:math>-value", "A p-value", "A p-value"),
    ("<jats:title>Abstract</jats:title> of it", "Abstract of it", "Abstract of it"),
    ("a < b and c > d, List<T>, &unknownthing; R&D", "a < b and c > d, List<T>, &unknownthing; R&D", None),
    ("An open <i>tag stays", "An open <i>tag stays", None),
    (r"Kettles \&Amp; Pots", "Kettles & Pots", r"Kettles \& Pots"),
    ("One<br/>two <p>three</p><p>four</p>", "One two three four", None),
    ("&#233;t&eacute; &ndash; &#x2019;", "été – ’", "été – ’"),
]


@pytest.mark.parametrize(("raw", "shown", "written"), TABLE)
def test_html_of_a_bib_file(paper, raw, shown, written):
    (draft,) = bibtex.read_bib(f"@article{{k, title = {{{raw}}}, abstract = {{{raw}}}, journal = {{{raw}}}}}")
    assert (draft.title, draft.abstract, draft.metadata.venue) == (shown, shown, shown)
    text = bibtex.entry(paper(draft.title, extra=draft.metadata.extra, citation_key="k"))
    assert written is None or f"  title = {{{written}}},\n" in text
    (again,) = bibtex.read_bib(text)
    assert again.title == shown


@pytest.mark.parametrize(("raw", "shown", "written"), [row for row in TABLE if "\\" not in row[0]])
def test_html_of_ris_and_csl(raw, shown, written):
    import json

    (draft,) = bibtex.read_ris(f"TY  - JOUR\nTI  - {raw}\nAB  - {raw}\nJF  - x{raw}\nER  - \n")
    assert (draft.title, draft.abstract, draft.metadata.venue) == (shown, shown, f"x{shown}")
    (draft,) = bibtex.read_csl(json.dumps([{"id": "a", "type": "article-journal", "title": raw}]))
    assert draft.title == shown


@pytest.mark.parametrize("title", ["The &amp; Entity of <b>HTML</b>", "&lt;i&gt; and &#233;", "x<sub>2</sub>"])
def test_a_title_about_html_is_what_it_was(paper, title):
    for encoding in ("unicode", "ascii"):
        (draft,) = bibtex.read_bib(bibtex.entry(paper(title), encoding=encoding))
        assert draft.title == title


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (r"Eine {\glqq}Geschichte{\grqq} der \flqq Dinge\frqq", "Eine „Geschichte“ der «Dinge»"),
        (r"A \textquotedblleft test\textquotedblright", "A “test”"),
        (r"masers at z \raisebox{-0.5ex}\textasciitilde 2", "masers at z ~2"),
        (r"Gowers \(U^{s+1}[N]\)-norm", "Gowers $U^{s+1}[N]$-norm"),
        (r"less than \textless 10{\%}", "less than <10%"),
    ],
)
def test_commands_of_real_files(raw, shown):
    (draft,) = bibtex.read_bib(f"@misc{{k, title = {{{raw}}}}}")
    assert draft.title == shown


def test_formulas_in_round_brackets_are_formulas(paper):
    assert "title = {In {$O(n)$} steps}" in bibtex.entry(paper(r"In \(O(n)\) steps"))
    assert r"\textbackslash{}(\textbackslash{}input" in bibtex.entry(paper(r"In \(\input{x}\) steps"))


@pytest.mark.parametrize(
    "title",
    [
        "H<sub>2</sub>O and <i>E. coli</i>", "x<sup>2</sup> < y & <b>bold <i>and more</i></b>", "R&D a < b",
        '<span style="font-variant:small-caps;">dna</span> of <i>A</i><b>B</b>',
    ],
)  # fmt: skip
def test_the_fonts_of_a_title_come_back_in_csl(paper, title):
    told, turn = title, 0
    while turn < 2:
        (draft,) = bibtex.read_csl(json.dumps([{"id": "k", "type": "book", "title": told}]))
        made = paper(draft.title, extra=draft.metadata.extra, citation_key="k")
        told, turn = json.loads(bibtex.write([made], format="csl-json").text)[0]["title"], turn + 1
    assert told == title


def test_the_fonts_of_a_bib_file_are_tags_in_csl(paper):
    (draft,) = bibtex.read_bib(r"@article{k, title={On \emph{E. coli} {DNA}: $_2$}, journal={The {\it Kettle}}}")
    told = draft.metadata
    made = paper(draft.title, venue=told.venue, extra={**told.extra, "subtitle": "More"}, citation_key="k")
    item = json.loads(bibtex.write([made], format="csl-json").text)[0]
    assert (item["title"], item["container-title"]) == ("On <i>E. coli</i> DNA: ₂: More", "The <i>Kettle</i>")


def test_the_fonts_of_a_title_in_csl_and_ris_come_out_as_latex(paper):
    title = '<i>E. coli</i> &amp; CO<sub>2</sub> < 50% of <span class="nocase">Kettle Words</span>'
    (csl,) = bibtex.read_csl(json.dumps([{"id": "k", "title": title, "issued": {"date-parts": [[-50]]}}]))
    (ris,) = bibtex.read_ris(f"TY  - JOUR\nID  - k\nTI  - {title}\nER  - \n")
    assert (csl.metadata.year, csl.metadata.extra["date"]) == (None, "-0050")
    for draft in (csl, ris):
        assert draft.title == "E. coli & CO2 < 50% of Kettle Words"
        text = bibtex.entry(paper(draft.title, extra=draft.metadata.extra))
        assert "\\textit{E. coli} \\& {CO\\textsubscript{2}} $<$ 50\\% of {Kettle Words}" in text
