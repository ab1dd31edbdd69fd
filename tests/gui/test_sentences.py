"""What reports say is made of texts that a translator gets, whichever file it is of, and stays so in the library."""

import ast
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from readinglist.core.library import Library, run
from readinglist.core.records import FileReport
from readinglist.core.sentences import Sentence, conjoined, some_of
from readinglist.core.store.sentences import restored, stored
from readinglist.gui.dialogs.import_cards import format_words
from readinglist.gui.parts.core_words import sentence_words
from tests.library_support import abstract, imported, page, title, write

CORE = Path(__file__).resolve().parents[2] / "readinglist" / "core"


class Loud(QTranslator):
    """A language in which every sentence is in angle brackets."""

    def translate(self, context: str, text: str, _note: str | None = None, _n: int = -1) -> str:  # type: ignore[override]
        return f"⟨{text}⟩" if context == "Sentences" else text


@pytest.fixture
def loud(qapp) -> Iterator[None]:
    translator = Loud()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        imported(library, text=page(range(40)))
        run(library.catch_up())
        yield library


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(CORE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Sentence":
                yield f"{path.relative_to(CORE)}:{node.lineno}", node


def test_every_template_stands_where_it_is_made():
    """So that it is one text, which can be collected; a text that is shown as it is may be anything."""
    made = list(calls())
    assert len(made) > 150
    spliced = [place for place, call in made if isinstance(call.args[0], ast.JoinedStr | ast.BinOp | ast.IfExp)]
    assert spliced == []


def test_every_gap_is_named_and_filled():
    for place, call in calls():
        if isinstance(call.args[0], ast.Constant):
            gaps = {name for _, name, _, _ in Formatter().parse(call.args[0].value) if name is not None}
            given = {given.arg for given in call.keywords}
            assert "" not in gaps, place
            assert gaps == given or not given, place


BIB = """@string{x = "y"}
@article{one, title = {A brace that never closes, year = 2001}
@article{two, title = {Two}, title = {Three}, author = {A. One, B. Two}, doi = {none}, journal = unknown}
@set{three, entryset = {one, two}}
author = {torn}
@article{four, year = }
@article{, }
"""


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return packed.getvalue()


#: Files of which something is to be said: their name and what is in them.
FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "paper.pdf": b"%PDF-1.7 \x00\x01\x02" * 20,
    "binary.dat": bytes(range(256)) * 40,
    "cut.zip": b"PK\x03\x04 and nothing more",
    "none.zip": zipped(),
    "office.docx": zipped(mimetype=b"x"),
    "nested.zip": zipped(inner_gz=gzip.compress(b"text"), _hidden=b"x"),
    "cut.txt.gz": gzip.compress(page(range(20)).encode())[:-40],
    ".hidden.txt": b"x",
    "mail.txt": b"From: a@b.org\nTo: c@d.org\nSubject: hello\n\nDear all,\nsee you there.\n",
    "code.txt": b"import os\n\ndef main():\n    return os.name\n\nif main():\n    print(1)\n" * 4,
    "broken.json": ("[" + json.dumps({"title": title(1), "abstract": abstract(1)}) + ',\n{"title": ]').encode(),
    "broken.csl.json": b'[{"type": "article", "title": "One"},\n{"type": "book"},\n3, {"title": ]',
    "table.csv": (
        "title,abstract\n" + "".join(f'"{title(n)}","{abstract(n)}"\n' for n in range(6)) + 'only one\n"open,x\n'
    ).encode(),
    "broken.bib": BIB.encode(),
    "odd.ris": b"TY  - JOUR\nTI  - One thing\nDO  - none\nAU  - One, A. and Two, B.\nER  - \n\nTY  - JOUR\nER  - \n",
    "latin.txt": page(range(8)).replace("e", "é", 3).encode("latin-1"),
    "short.txt": page(range(1)).encode(),
    "numbered.txt": "".join(f"{n}: {line}\n" for n, line in enumerate(page(range(8)).split("\n"), 1)).encode(),
    "marked.txt": "".join(f"Title: {title(n)}\nAbstract: {abstract(n)}\n\n" for n in range(8)).encode(),
    "tabs.txt": "".join(f"{title(n)}\t{abstract(n)}\n" for n in range(8)).encode(),
    "titles.txt": "".join(f"{title(n)}\n" for n in range(12)).encode(),
    "below.txt": "".join(f"{abstract(n)}\n{title(n)}\n\n" for n in range(12)).encode(),
    "dated.txt": ("Showing 8 papers\nMarch 5\n\n" + page(range(8))).encode(),
}


def said(report: FileReport) -> list[str]:
    lines = [item.reason for item in (*report.rejected, *report.unparsed)]
    return [*report.notes, *lines, *([report.error] if report.error else [])]


def untranslated(report: FileReport) -> list[str]:
    shown = [sentence_words(sentence) for sentence in said(report)]
    return [words for words in shown if not words.startswith("⟨") or not words.endswith("⟩")]


def test_what_an_import_says_is_translated(loud, tmp_path: Path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    with Library.open(tmp_path / "library") as library:
        before = library.preview([str(folder), str(tmp_path / "missing.txt"), ""])
        report = run(library.import_dumps([str(folder)], cancelled=lambda: False))
        kept = [dump.report for dump in library.dumps()]
    told = {Path(file.file).name for file in (*before, *report.files, *kept) if said(file)}
    assert {*FILES, "missing.txt"} - told <= {"nested.zip"}  # of which the members are named
    assert [words for file in (*before, *report.files, *kept) for words in untranslated(file)] == []
    assert sum(len(said(file)) for file in kept) > 10
    formats = {format_words(file.format) for file in (*before, *kept) if file.format}
    assert len(formats) > 5 and {name for name in formats if not name.startswith("⟨")} == set()


def test_what_an_export_says_is_translated(loud, tmp_path: Path):
    bib = "@online{a, title = {Ä}, year = 2001, month = {spring}}\n@strange{b, title = {B}, author = {A and others}}\n"
    with Library.open(tmp_path / "library") as library:
        imported(library, write(tmp_path, "a.bib", bib))
        for form in ("bibtex", "biblatex", "ris", "csl-json"):
            encoding = {"encoding": "ascii"} if form.startswith("bib") else {}
            notes = library.export(form, **encoding).notes
            assert notes
            assert [note for note in notes if not sentence_words(note).startswith("⟨")] == []


SENTENCES = (
    Sentence("There is no paper in this file."),
    Sentence("a {brace} stays"),
    Sentence("{n:,} of {what}", n=1234, what="a “{name}” \ud800"),
    Sentence("is {kind}, no text", kind=Sentence("a program")),
    Sentence("one of {some}", some=[Sentence("a tab"), "b", 3]),
    conjoined(["“a”", "“b”", Sentence("the line number")]),
    Sentence("lines {lines}", lines=some_of(list(range(30)), 20)),
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_the_same_out_of_the_library(loud, sentence: Sentence):
    again = restored(stored(sentence))
    assert (again, sentence_words(again)) == (sentence, sentence_words(sentence))


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (SENTENCES[2], "⟨1,234 of a “{name}” \ud800⟩"),
        (SENTENCES[3], "⟨is ⟨a program⟩, no text⟩"),
        (SENTENCES[4], "⟨one of ⟨a tab⟩, b, 3⟩"),
        (SENTENCES[5], "⟨“a”, “b” and ⟨the line number⟩⟩"),
        ("what an earlier version stored", "what an earlier version stored"),
    ],
)
def test_gaps_are_translated_too(loud, sentence: str, shown: str):
    assert sentence_words(sentence) == shown


@pytest.mark.parametrize(
    ("query", "notes"),
    [
        ('"tables*" year:soon is:nothing', 3),
        (" ".join(f"word{n}" for n in range(60)), 1),
        ("tables " * 9000, 2),
        ("meas trans cach", 1),
        ("children key:abc", 2),
        ("children author:zz", 1),
    ],
    ids=("values", "many words", "long", "nearest", "key", "unfinished"),
)
def test_what_a_search_says_is_translated(loud, searched: Library, query: str, notes: int):
    told = searched.search(query).notes
    assert len(told) >= notes
    assert [note for note in told if not sentence_words(note).startswith("⟨")] == []


def test_why_a_paper_was_found_is_translated(loud, searched: Library):
    papers = searched.ids("all")
    for query in (title(1), " ".join(abstract(1).split()[:9]), "tables OR children", f'"{title(2)}"'):
        result = searched.search(query)
        lines = [line for paper in papers[:5] for line in searched.explain(result, paper)]
        assert [line for line in lines if not sentence_words(line).startswith("⟨")] == []
        assert lines
