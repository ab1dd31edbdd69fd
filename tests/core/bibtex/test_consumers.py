"""The programs that people feed .bib files to: BibTeX, biber, pandoc and the rest, on the real dumps."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from readinglist.core import bibtex
from readinglist.core.bibtex.kinds import BIBLATEX_TYPES, BIBTEX_TYPES
from readinglist.core.records import Paper
from readinglist.core.text import clean_abstract, clean_title, decode_latex

MODES = [(dialect, encoding) for dialect in ("bibtex", "biblatex") for encoding in bibtex.ENCODINGS]


@pytest.fixture(scope="module")
def dumped(shared: Path, paper) -> list[Paper]:
    """The distinct papers of the five dumps, bare."""
    truth = json.loads((shared / "dumps" / "truth.json").read_text(encoding="utf-8"))
    papers: dict[str, Paper] = {}
    for file in truth["files"]:
        lines = (shared / "dumps" / file["file"]).read_text(encoding="utf-8").split("\n")
        for record in file["records"]:
            title = clean_title(record["title"]) if record.get("title") else None
            line = record.get("abstract_line")
            abstract = clean_abstract(lines[line - 1] if line else record["abstract"])
            papers.setdefault(title or abstract, paper(title, abstract, id=len(papers) + 1))
    return list(papers.values())


def with_metadata(papers: list[Paper]) -> list[Paper]:
    """The same papers with what a lookup would find: invented here, of every kind that occurs.

    First authors differ, because alpha.bst runs out of suffixes when 30 entries share a label.
    """
    names = ("Ludwig van Beethoven", "{Meta AI & Friends}", "Zoë Müller", "King, Jr., Martin Luther", "王 小明")
    firsts = [f"{a}{b}ker, Jörg" for a in "ABCDEFGHIJKLMNOPRSTVW" for b in "aeiou"]
    kinds = ({"venue": "Proceedings of ACL"}, {"venue": "Nature & Science"}, {"entry_type": "misc"}, {})
    return [
        replace(
            found, authors=(firsts[i % len(firsts)], *names[: i % 6], *(() if i % 7 else ("others",))),
            year=2015 + i % 10,
            arxiv=f"23{i % 12 + 1:02d}.{i:05d}", url=f"https://x.org/a_b%20c#{i}~d" if i % 3 else None,
            extra={"primaryclass": "cs.CL", "month": "feb"} if i % 2 else {}, tags=("a, b", "50%"), note="p. 5 & #3",
            **kinds[i % 4],
        )
        for i, found in enumerate(papers)
    ]  # fmt: skip


def check(shared: Path, text: str, tmp_path: Path, *options: str) -> str:
    """What ``check_bib.py`` says of ``text``; on pytest's own failure page when it does not pass."""
    path = tmp_path / "x.bib"
    path.write_text(text, encoding="utf-8", newline="\n")
    done = subprocess.run(
        [sys.executable, str(shared / "tools" / "check_bib.py"), str(path), *options],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.tex
@pytest.mark.slow
@pytest.mark.parametrize(("dialect", "encoding"), MODES)
def test_every_consumer_reads_all_bare_papers_without_a_warning(dumped, shared, tmp_path, dialect, encoding):
    text = bibtex.write(dumped, format=dialect, encoding=encoding, abstracts=True).text
    said = check(shared, text, tmp_path, "--strict-warnings")
    assert said.count("\nok ") + said.startswith("ok ") == 13, said
    assert "FAIL" not in said


@pytest.mark.tex
@pytest.mark.slow
@pytest.mark.parametrize("encoding", bibtex.ENCODINGS)
def test_every_consumer_reads_all_papers_with_metadata(dumped, shared, tmp_path, encoding):
    papers = with_metadata(dumped)
    if encoding == "unicode":  # pdflatex has no Chinese; that ASCII cannot write it is in the report
        papers = [replace(p, authors=tuple(a for a in p.authors if "王" not in a)) for p in papers]
    report = bibtex.write(papers, encoding=encoding)
    assert report.lost == (("小", "明", "王") if encoding == "ascii" else ())
    said = check(shared, report.text, tmp_path, "--strict-warnings")
    assert said.count("\nok ") + said.startswith("ok ") == 13, said


@pytest.mark.tex
def test_types_of_biblatex_fail_in_the_four_programs_that_do_not_know_them(shared, tmp_path, paper):
    """As BibTeX they pass in all."""
    own = [kind for kind in bibtex.ENTRY_TYPES if kind in BIBLATEX_TYPES - BIBTEX_TYPES]
    papers = [
        paper(f"A {kind}", id=i, entry_type=kind, authors=("Doe, Jo",), year=2000 + i, arxiv="2401.00001")
        for i, kind in enumerate(own)
    ]
    report = bibtex.write(papers, format="biblatex")
    failed = re.findall(r"^FAIL (\S+)", check(shared, report.text, tmp_path, "--strict-warnings"), re.MULTILINE)
    assert failed == ["bibtex/plain", "bibtex/abbrv", "bibtex/alpha", "bibtool"]
    assert "@dataset (1)" in report.notes[0] and "@software (1)" in report.notes[0]
    assert "FAIL" not in check(shared, bibtex.write(papers).text, tmp_path, "--strict-warnings")


@pytest.mark.tex
@pytest.mark.slow
@pytest.mark.parametrize("encoding", bibtex.ENCODINGS)
@pytest.mark.parametrize("part", ["title", "abstract"])
def test_titles_and_abstracts_come_back_from_three_readers(dumped, shared, tmp_path, paper, encoding, part):
    texts = [text for found in dumped if (text := getattr(found, part))]
    papers = [paper(text, id=i, citation_key=f"k{i:05d}") for i, text in enumerate(texts)]
    wanted = [{"id": i, "expected_text": decode_latex(text), "also_ok": []} for i, text in enumerate(texts)]
    (tmp_path / "x.bib").write_text(bibtex.write(papers, encoding=encoding).text, encoding="utf-8", newline="\n")
    (tmp_path / "x.json").write_text(json.dumps(wanted), encoding="utf-8")
    said = subprocess.run(
        [sys.executable, str(shared / "tools" / "readback.py"), str(tmp_path / "x.bib"), str(tmp_path / "x.json")],
        capture_output=True, check=False, text=True,
    ).stdout  # fmt: skip
    exact = re.findall(r"exact (\d+)/(\d+)", said)
    assert len(exact) == 3, said
    needed = 0.99 if part == "title" else 0.98
    assert all(int(right) >= needed * int(total) for right, total in exact), said


@pytest.mark.tex
@pytest.mark.parametrize("encoding", bibtex.ENCODINGS)
def test_quotation_marks_in_pandoc(paper, tmp_path, encoding):
    texts = [
        "‘Single’ at first", "“Say ‘yes’”", "“‘Yes’ they say”", "‘Say “yes”’", "Rock ‘n’ roll and ‘90s", "“The ’90s’”",
    ]  # fmt: skip
    papers = [paper(text, id=i, citation_key=f"k{i}") for i, text in enumerate(texts)]
    text = bibtex.write(papers, encoding=encoding).text.replace("  title", "  langid = {french},\n  title")
    done = subprocess.run(
        ["pandoc", "-f", "bibtex", "-t", "csljson"],
        input=text,
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    )
    assert [item["title"] for item in json.loads(done.stdout)] == texts


@pytest.mark.tex
@pytest.mark.parametrize("encoding", bibtex.ENCODINGS)
def test_bibtex_keeps_the_capitals_that_matter(paper, tmp_path, encoding):
    titles = {
        "GPT-4 and LLaMA Beat BERT": "GPT-4 and LLaMA beat BERT",
        "mPLUG-Owl: Wav2Vec for R&D at State-of-the-Art": r"mPLUG-Owl: Wav2Vec for R\&D at state-of-the-art",
        "The $K$-Means of ÉCOLE and École": "The $K$-means of ÉCOLE and école",
    }
    papers = [paper(title, id=i, citation_key=f"k{i}") for i, title in enumerate(titles)]
    (tmp_path / "x.bib").write_text(bibtex.write(papers, encoding=encoding).text, encoding="utf-8")
    (tmp_path / "x.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{x}\n", encoding="utf-8")
    subprocess.run(["bibtex", "x"], cwd=tmp_path, capture_output=True, check=True)
    bbl = " ".join((tmp_path / "x.bbl").read_text(encoding="utf-8").split())
    for accented, plain in ((r"{\'E}", "É"), (r"{\'e}", "é")):
        bbl = bbl.replace(accented, plain)
    bbl = bbl.replace("{", "").replace("}", "").replace("École", "école")  # BibTeX 0.99 knows no É in Unicode
    assert [title for title in titles.values() if title not in bbl] == []
