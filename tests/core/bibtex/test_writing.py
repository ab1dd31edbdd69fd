"""The writer: forms, escapes, capitals, names, types."""

from dataclasses import replace

import pytest

from readinglist.core import bibtex
from readinglist.core.errors import ExportError, UsageError

BARE = """\
@misc{mplugowl,
  title = {{mPLUG-Owl}: Modularization Empowers Large Language Models with Multimodality},
  key = {mplugowl},
}
"""


def field(text: str, name: str) -> str | None:
    """The value of a field, as it stands between the braces."""
    for line in text.splitlines():
        if line.startswith(f"  {name} = "):
            return line.split(" = ", 1)[1].removesuffix(",").removeprefix("{").removesuffix("}")
    return None


def test_a_bare_paper_invents_nothing(paper):
    report = bibtex.write([paper("mPLUG-Owl: Modularization Empowers Large Language Models with Multimodality")])
    assert report.text == BARE
    assert report.entries == 1
    assert report.lacks == {"mplugowl": ("author", "year", "identifier")}


def test_a_paper_without_title_says_so(paper):
    text = bibtex.entry(paper(abstract="We study things."))
    assert field(text, "title") is None
    assert field(text, "note") == "[title unknown]"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("50% of R&D costs $100K for a_b #1", r"50\% of {R\&D} costs \${100K} for a\_b \#1"),
        ("a < b > c | d ~ e ^ f", r"a $<$ b $>$ c $|$ d \textasciitilde{} e \textasciicircum{} f"),
        (r"the \methodname way", r"the \textbackslash{}methodname way"),
        ("hat{y} and {", r"hat\{y\} and \{\vphantom{\}}"),
        ("lone } here", r"lone \vphantom{\{}\} here"),
        ("$O(n^2)$ attention", "{$O(n^2)$} attention"),
        ("from $5 to $10", r"from \$5 to \$10"),
        ("$5-$10, at $1 and $2: US$3", r"\$5-\$10, at \$1 and \$2: {US}\$3"),
        (
            r"$<$5 of $2^k$3 at $\sim$10 in $$^{12}$$C, $$K_4 $$",
            r"$<$5 of $2^k$3 at \ensuremath{\sim}10 in $^{12}$C, {$K_4$}",
        ),
        (r"M$_{☉}$ of $\bm{x}$", r"M$_{\odot}$ of $\boldsymbol{x}$"),
        (r"$\input{x}$", r"\$\textbackslash{}input\{x\}\$"),
        (r"$\write18{ls}$", r"\$\textbackslash{}write18\{ls\}\$"),
        ("GPT-4 and LLaMA-based BERTs, Wav2Vec", "{GPT-4} and {LLaMA}-based {BERTs}, {Wav2Vec}"),
        ("A Study of Title Case", "A Study of Title Case"),
        ("École and α-divergence, λόγος", r"École and \ensuremath{\alpha}-divergence, λόγος"),
        ("$τ$-bench with $π^*x$", r"\ensuremath{\tau}-bench with $\pi^*x$"),
        ("Param$Δ_x$ ≤ 3", r"Param{$\Delta_x$} \ensuremath{\le} 3"),
        ("two\u202e\u200b\x07  lines\nhere", "two lines here"),
    ],
)
def test_titles_are_escaped_once(paper, title, written):
    assert field(bibtex.entry(paper(title)), "title") == written


def test_ascii_writes_commands_and_reports_what_is_lost(paper):
    report = bibtex.write([paper("École für 王 — naïve Łódź\u200d")], encoding="ascii")
    assert report.text.isascii()
    assert field(report.text, "title") == r"{\'E}cole f{\"u}r Wang --- na{\"i}ve {\L}{\'o}d{\'z}"
    assert report.lost == ("王",)
    assert "王" in report.notes[0]


@pytest.mark.parametrize(
    ("authors", "written"),
    [
        (("Ashish Vaswani", "Noam Shazeer"), "Vaswani, Ashish and Shazeer, Noam"),
        (("Ludwig van Beethoven",), "van Beethoven, Ludwig"),
        (("van der Berg, Jr, Jan",), "van der Berg, Jr, Jan"),
        (("{Meta AI}",), "{Meta AI}"),
        (("Jane Doe", "others"), "Doe, Jane and others"),
        (("Martin Luther King Jr.",), "King, Jr., Martin Luther"),
        (("Plato",), "Plato"),
        (("Suharto, -",), "Suharto, {-}"),  # BibTeX fails where a part has separators alone
        (("Suharto, Jr, --",), "Suharto, Jr, {--}"),
        (("John -", "-"), "{-}, John and {-}"),
        (("{Barnes and Noble}",), "{Barnes and Noble}"),
    ],
)
def test_names(paper, authors, written):
    assert field(bibtex.entry(paper("T", authors=authors)), "author") == written


def test_an_arxiv_paper_in_both_dialects(paper):
    known = paper("T", authors=("A B",), year=2023, arxiv="2305.1234v2", extra={"primaryclass": "cs.CL"})
    text = bibtex.entry(known)
    assert text.startswith("@misc{")
    assert [field(text, n) for n in ("eprint", "archiveprefix", "primaryclass", "year", "url")] == [
        "2305.1234v2", "arXiv", "cs.CL", "2023", "https://arxiv.org/abs/2305.1234v2",
    ]  # fmt: skip
    text = bibtex.entry(known, format="biblatex")
    assert text.startswith("@online{")
    assert [field(text, n) for n in ("eprint", "eprinttype", "eprintclass", "date")] == [
        "2305.1234v2", "arxiv", "cs.CL", "2023",
    ]  # fmt: skip


def test_private_text_is_never_printed(paper):
    text = bibtex.entry(paper("T", "An abstract.", note="my 5% note", tags=("a, b", "c")))
    assert field(text, "note") is None
    assert field(text, "annote") == r"my 5\% note"
    assert field(text, "keywords") == "a; b, c"
    assert field(text, "abstract") is None
    assert field(bibtex.entry(paper("T", note="x"), notes=False), "annote") is None


def test_urls_are_verbatim(paper):
    text = bibtex.entry(paper("T", url="https://x.org/a_b%20c#d~{e} f\\g"))
    assert field(text, "url") == "https://x.org/a_b%20c#d~%7Be%7D%20f%5Cg"


def test_an_unknown_format_is_named():
    with pytest.raises(UsageError, match=r"“docx” is no format of an export; there are bibtex"):
        bibtex.write([], format="docx")


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
def test_an_export_from_memory_is_the_same(paper, form):
    memory = bibtex.Memory(limit=4)
    papers = [paper(f"Title {n} of ひ", id=n, citation_key=f"k{n}", year=2000 + n) for n in range(1, 5)]
    for change in ({}, {}, {"year": 1999}, {"citation_key": "other"}, {"title": "Quite another"}, {"note": "ひ"}):
        papers[1] = replace(papers[1], **change)
        for encoding in ("unicode", "ascii"):
            said = {"format": form, "encoding": encoding}
            assert bibtex.write(papers, memory=memory, **said) == bibtex.write(papers, **said)
            text = bibtex.write(papers, memory=memory, **said).text
            bibtex.readback(text, papers, memory=memory, **said)
            with pytest.raises(ExportError):
                bibtex.readback(text.replace("k3,", "k4,"), papers, memory=memory, **said)
        old = bibtex.write(papers[:3], format=form).text + "@misc{foreign, title = {Theirs}}\n"
        for _ in range(2):
            assert bibtex.merge(old, papers, format=form, memory=memory) == bibtex.merge(old, papers, format=form)
            old = bibtex.merge(old, papers, format=form, memory=memory).text


def test_what_is_too_large_for_the_memory_is_written_anew(paper):
    memory = bibtex.Memory(limit=2)
    papers = [paper(f"Title {n}", id=n, citation_key=f"k{n}") for n in range(3)]
    assert not memory.holds(len(papers))
    assert bibtex.write(papers, memory=memory) == bibtex.write(papers)


def test_a_file_in_ascii_has_nothing_else(paper):
    papers = [
        paper("Über β", id=1, citation_key="müller2010", extra={"related": "日本", "título": "ñ"}, entry_type="tesis"),
        paper("T", id=2, citation_key="muller2010", extra={"file": ":/é.pdf:PDF", "note": r"\emph{é}"}, tags=("ü",)),
        paper("T", id=3, citation_key="日本", authors=("{Ärzte}",), venue="Ö", url="http://é.org/ü", note="ö"),
    ]
    for format in ("bibtex", "biblatex"):  # noqa: A001
        report = bibtex.write(papers, format=format, encoding="ascii", abstracts=True)
        assert report.text.isascii()
        assert "cite müller2010 as muller2010a, 日本 as RiBen." in " ".join(report.notes)
        assert "related = {RiBen}" in report.text
        kept = bibtex.write(papers, format=format)
        assert "{müller2010," in kept.text and not any("müller2010" in note for note in kept.notes[:-1])


def test_a_type_that_nobody_knows_is_told(paper):
    report = bibtex.write([paper("T", entry_type="thing", citation_key="k"), paper("U", id=2, entry_type="online")])
    assert report.notes == ("Types that neither BibTeX nor biblatex knows are written as @misc: k (@thing).",)


def test_types_that_only_biblatex_knows_are_told_where_they_are_written(paper):
    papers = [paper("T", entry_type="dataset", citation_key="k"), paper("U", id=2, entry_type="book")]
    assert bibtex.write(papers).notes == ()
    (note,) = bibtex.write(papers, format="biblatex").notes
    assert note.startswith("Types that only biblatex and its readers know: @dataset (1). ")


def test_a_field_with_an_odd_name_is_kept(paper):
    text = bibtex.entry(paper("T", extra={"título": "x", "date.added": "y", "{title}": "z", "1st": "w"}))
    assert field(text, "titulo") == "x" and field(text, "date-added") == "y" and field(text, "st") == "w"
    assert "z" not in text
