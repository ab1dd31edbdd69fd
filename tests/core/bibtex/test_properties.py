"""Any text in any field: the file is read, the entries are counted right, the text comes back."""

import dataclasses
import re
import subprocess
from pathlib import Path

import bibtexparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex import errors as pybtex_errors
from pybtex.database import parse_string

from readinglist.core import bibtex
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import tidy
from readinglist.core.records import Draft, Paper
from readinglist.core.text import decode_latex

HOSTILE = [
    "{", "}", "}}", "{{", "\\{", "\\}", "\\", "\\\\", "%", "#", "$", "$$", "~", "^", "_", "&", '"', "@",
    "@misc{x,", "\n@misc{evil, title = {x}}\n", "\\input{/etc/passwd}", "\\write18{ls}", "\\immediate",
    "\\end{document}", "|", "<", ">", "\u202e", "\u200b", "\ufeff", "\x00", "\x07", "\ud800", "\udfff",
    "\u2028", "\r\n", "\t", "``", "''", "--", "---", "$\\input{x}$", "$x^2$", "$x$$y$", "\\$", "\\%", "\\'e",
    "\\url{http://x.y/}", "é", "e\u0301", "王", "α≤β", "?`", "!`", ", ", " and ", "{\\", "\\textbackslash",
    "\\begin{x}", "\\par", "^^5c", "\\catcode`\\@=11", "= {", "},", "a", "B", "4",
]  # fmt: skip
texts = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=()), max_size=6)), max_size=8
).map("".join)
MODES = [(dialect, encoding) for dialect in ("bibtex", "biblatex") for encoding in bibtex.ENCODINGS]
#: Commands that read, write or define; none may reach TeX as a command.
COMMAND = re.compile(r"\\(?:input|write|immediate|catcode|begin|end|par|def|csname)(?![A-Za-z])")


def hostile(paper, text: str, other: str) -> Paper:
    return paper(
        text, other, id=2, authors=(text, other, "Jane Doe"), year=2020, doi=other, url=text, arxiv=None, venue=other,
        publisher=text, note=other, tags=(text, other), citation_key="middle",
        extra={"howpublished": text, "editor": other, "pages": text, "month": other, "x-own": other, "keywords": text},
    )  # fmt: skip


def neighbours(paper) -> tuple[Paper, Paper]:
    return paper("First title", id=1, citation_key="a"), paper("Last title", id=3, citation_key="z")


@pytest.mark.parametrize(("dialect", "encoding"), MODES)
@given(texts, texts)
@example("\\", "}")
@example("{\\", "@misc{x, title = {y}}")
@example("x" * 100_000 + "{" * 1000, "")
def test_every_reader_reads_every_text(paper, dialect, encoding, text, other):
    first, last = neighbours(paper)
    middle = hostile(paper, text, other)
    report = bibtex.write([first, middle, last], format=dialect, encoding=encoding, abstracts=True)
    written = report.text
    assert encoding == "unicode" or written.isascii()
    assert not COMMAND.search(written)
    assert written.startswith(bibtex.entry(first, format=dialect, encoding=encoding))
    assert written.endswith(bibtex.entry(last, format=dialect, encoding=encoding))
    library = bibtexparser.parse_string(written)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["a", "middle", "z"]
    with pybtex_errors.capture() as problems:
        assert list(parse_string(written, "bibtex").entries) == ["a", "middle", "z"]
    assert not problems
    bibtex.readback(written, [first, middle, last], format=dialect, encoding=encoding)
    drafts = [item for item in bibtex.read_bib(written) if isinstance(item, Draft)]
    assert drafts[0].title == "First title"
    assert drafts[-1].title == "Last title"


#: Without what TeX's typists mean by more than one character, and what reads as a formula.
PLAIN = re.compile(r"[$`'~-]")


@given(texts)
def test_plain_text_comes_back_to_the_letter(paper, text):
    text = PLAIN.sub("", decode_latex(PLAIN.sub("", text)))
    title = tidy(text)
    (item,) = bibtex.read_bib(bibtex.entry(paper(title, "x"), abstracts=True))
    assert isinstance(item, Draft)
    # What is decoded once may look like LaTeX again; only that may differ.
    if decode_latex(title) == title:
        assert (item.title or "") == title


@given(texts)
@example("$x^2$0{$x^2$")
def test_writing_what_was_read_changes_nothing(paper, text):
    once = bibtex.entry(paper(text, "x", citation_key="k"), abstracts=True)
    (item,) = bibtex.read_bib(once)
    assert isinstance(item, Draft)
    again = bibtex.entry(paper(item.title, "x", citation_key="k"), abstracts=True)
    (second,) = bibtex.read_bib(again)
    assert isinstance(second, Draft)
    assert second.title == item.title or decode_latex(item.title or "") != item.title


@given(texts)
def test_no_text_makes_the_readers_fail(text):
    for read in (bibtex.read_bib, bibtex.read_ris, bibtex.read_csl):
        assert all(item.line >= 1 for item in read(text))
    assert isinstance(decode(text), str)


@given(texts)
def test_every_key_is_valid(paper, text):
    for pattern in (bibtex.keys.DEFAULT_PATTERN, "auth + title + year", "title.skipwords.substring(1,9)"):
        key = bibtex.keys.preview(paper(text, text, authors=(text,)), pattern)
        assert re.fullmatch(r"[A-Za-z0-9:._/+-]+", key)


@given(texts, texts)
def test_other_formats_are_read_back(paper, text, other):
    papers = [*neighbours(paper), hostile(paper, text, other)]
    for name in ("ris", "csl-json", "csv"):
        report = bibtex.write(papers, format=name, abstracts=True)
        bibtex.readback(report.text, papers, format=name, merged=True)


@given(texts, texts)
def test_merging_any_text_keeps_the_rest(paper, text, other):
    mine = '% mine\n@misc{b, title = {Mine}, x = 1 # "y"}\n@misc{middle, title = {' + "T" + "}}\n"
    first, last = neighbours(paper)
    middle = dataclasses.replace(hostile(paper, text, other), title="T")
    report = bibtex.merge(mine, [first, middle, last], abstracts=True)
    assert report.text.startswith('% mine\n@misc{b, title = {Mine}, x = 1 # "y"}\n@misc{middle, title = {T}')
    assert [e.key for e in bibtexparser.parse_string(report.text).entries] == ["b", "middle", "a", "z"]
    assert bibtex.merge(report.text, [first, middle, last], abstracts=True).text == report.text


@pytest.mark.slow
def test_a_value_of_a_million_characters(paper):
    for part in ("{", "}", "\\", "$", "a b ", "é", "~", "x$y$ ", "\\'"):
        text = part * (1_000_000 // len(part))
        report = bibtex.write([paper(text, text)], abstracts=True, encoding="ascii")
        bibtex.readback(report.text, [paper(text, text)], encoding="ascii")
        assert len(list(bibtex.read_bib(report.text))) == 1


@pytest.mark.tex
@pytest.mark.parametrize(("dialect", "encoding"), MODES)
def test_biber_reads_hostile_texts(paper, dialect, encoding, tmp_path: Path):
    papers = [
        dataclasses.replace(hostile(paper, f"T {text} x", f"{text}{other}"), id=i, citation_key=f"k{i}")
        for i, (text, other) in enumerate(zip(HOSTILE, reversed(HOSTILE), strict=True))
    ]
    text = bibtex.write(papers, format=dialect, encoding=encoding, abstracts=True).text
    (tmp_path / "x.bib").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["biber", "--tool", "--output-file", "o.bib", "x.bib"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        text=True,
    )
    assert "ERROR" not in done.stdout
    assert "BibTeX subsystem" not in done.stdout
    read = bibtexparser.parse_file(str(tmp_path / "o.bib"))
    assert len(read.entries) == len(papers)
