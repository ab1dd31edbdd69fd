"""The table of characters: every form is read back as its character, and pdflatex sets it."""

import json
import re
import subprocess
import unicodedata
from pathlib import Path

import bibtexparser
import pytest
from pylatexenc.latex2text import LatexNodes2Text

from readinglist.core import bibtex
from readinglist.core.bibtex.latex import symbols
from readinglist.core.bibtex.latex.decoding import decode
from readinglist.core.bibtex.latex.encoding import encode

RANGES = [(0xA1, 0x250), (0x370, 0x400), (0x400, 0x530), (0x1E00, 0x1F00), (0x2010, 0x20A0), (0x20A0, 0x20C0),
          (0x2100, 0x2150), (0x2190, 0x2300), (0x25A0, 0x2670), (0x27C0, 0x2A00)]  # fmt: skip
CHARACTERS = [
    character
    for low, high in RANGES
    for character in map(chr, range(low, high))
    if unicodedata.category(character)[0] in "LNPS" and unicodedata.normalize("NFC", character) == character
]
WRITTEN = [character for character in CHARACTERS if symbols.ascii_form(character) is not None]
#: Read as something that looks the same, because the form says no more (a hyphen, a minus, ligatures).
LOOK_ALIKE = {"‐": "-", "‑": "-", "−": "-", "′": "'", "″": '"', "‘": "`", "’": "'"}
#: What pandoc drops or does not know: TeX sets it, biber and pylatexenc read it.
#: Of Romanian's letters both leave the comma out.
COMMA_BELOW = set("ȘșȚț")
NOT_FOR_PANDOC = COMMA_BELOW | set(symbols.SIGNS) - set("£©§¶") | set("ĲĳŊŋĐđ†ÐðÞþ‚„‹›«»")
#: What pylatexenc 2.11 does not know, though TeX, biber and pandoc do.
NOT_FOR_PYLATEXENC = COMMA_BELOW | set("£§¶©Ǚǚ") | set(symbols.SCRIPTS)

#: biber puts the marks of an accent written with a letter upon another one in the wrong order, in every form.
NOT_FOR_BIBER = set("ḜḝẶặǙǚ")


def around(form: str) -> str:
    """A form alone and glued to letters."""
    return f"m {form} m{form}m {form}."


def test_the_table_covers_the_scripts_that_latex_has_without_packages():
    latin = [c for c in CHARACTERS if ord(c) < 0x180]
    assert [c for c in latin if c not in WRITTEN] == list("¸ĦħĸĿŀŉŦŧſ")
    greek = [c for c in map(chr, range(0x391, 0x3CA)) if c in CHARACTERS and c not in "ΑΒΕΖΗΙΚΜΝΟΡΤΧοΪΫέ"]
    assert all(c in WRITTEN for c in greek)
    assert len(WRITTEN) > 600


def test_we_read_what_we_write():
    read: dict[str, str] = {}
    for character in WRITTEN:
        lost: set[str] = set()
        form = encode(around(character), ascii_only=True, lost=lost)
        assert form.isascii()
        assert not lost
        read[character] = decode(form)
    assert read == {c: around(c if c in "−′″" else LOOK_ALIKE.get(c, c)) for c in WRITTEN}


def test_what_has_no_form_is_reported_and_still_ascii():
    lost: set[str] = set()
    text = "".join(c for c in CHARACTERS if c not in WRITTEN)
    assert encode(text, ascii_only=True, lost=lost).isascii()
    assert lost == set(unicodedata.normalize("NFC", text))


def test_the_report_names_what_is_lost(paper):
    report = bibtex.write([paper("Привет ≤ é")], encoding="ascii")
    assert report.lost == tuple(sorted("Привет"))


def plain(text: str) -> str:
    """What readers do differently without a meaning: quotes, dashes, dollars."""
    for old, new in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'"), ("`", "'"), ("—", "-"), ("–", "-"), ("$", "")):
        text = text.replace(old, new)
    return re.sub(r"-+", "-", text.replace("''", '"'))


def folded(character: str) -> str:
    return plain(unicodedata.normalize("NFC", around(LOOK_ALIKE.get(character, character))))


def test_pylatexenc_reads_it():
    reader = LatexNodes2Text(math_mode="text", keep_comments=False)
    asked = [c for c in WRITTEN if c not in NOT_FOR_PYLATEXENC]
    read = {c: plain(reader.latex_to_text(encode(around(c), ascii_only=True))) for c in asked}
    assert {c: unicodedata.normalize("NFC", text) for c, text in read.items()} == {c: folded(c) for c in asked}


def test_letters_without_a_glyph_are_read_in_unicode_too():
    reader = LatexNodes2Text(math_mode="text", keep_comments=False)
    letters = [c for c in symbols.WITHOUT_GLYPH if unicodedata.category(c) in {"Lu", "Ll"} and not symbols.is_greek(c)]
    wrong = []
    for letter in letters:
        form = encode(around(letter))
        others = unicodedata.normalize("NFC", reader.latex_to_text(form))
        if decode(form) != around(letter) or others != around(letter):
            wrong.append(letter)
    assert wrong == []
    assert encode("Nguyễn Việt, Dvořák") == r"Nguy{\~{{\^e}}}n Vi{\d{ê}}t, Dvořák"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with x.bib: one entry a character, its key the number of the character."""
    folder = tmp_path_factory.mktemp("table")
    entries = (
        f"@misc{{k{ord(c)},\n  langid = {{french}},\n  title = {{{encode(around(c), ascii_only=True)}}},\n}}\n"
        for c in WRITTEN
    )
    (folder / "x.bib").write_text("\n".join(entries), encoding="utf-8")
    return folder


@pytest.mark.tex
def test_pandoc_reads_it(table: Path):
    done = subprocess.run(
        ["pandoc", "-f", "bibtex", "-t", "csljson", "x.bib"], cwd=table, capture_output=True, check=True, text=True
    )
    titles = {
        item["id"]: re.sub(r"</?(?:span|i|b|sup|sub)[^>]*>", "", item["title"]) for item in json.loads(done.stdout)
    }
    missed = {}
    for character in WRITTEN:
        if character in NOT_FOR_PANDOC:
            continue
        form = re.sub(r"\\ensuremath\{(.*)\}$", r"\1", symbols.ascii_form(character) or "")
        read = plain(unicodedata.normalize("NFC", titles[f"k{ord(character)}"]))
        # Formulas stay formulas: pandoc keeps their TeX, and renders digits raised and lowered.
        if read not in {folded(character), plain(around(form))}:
            missed[character] = read
    assert not missed


@pytest.mark.tex
def test_biber_reads_it(table: Path):
    subprocess.run(
        ["biber", "--tool", "--output-encoding=UTF-8", "--output-file", "o.bib", "x.bib"],
        cwd=table, capture_output=True, check=True,
    )  # fmt: skip
    reader = LatexNodes2Text(math_mode="text", keep_comments=False)
    missed = {}
    for entry in bibtexparser.parse_file(str(table / "o.bib")).entries:
        character = chr(int(entry.key[1:]))
        value = next(field.value for field in entry.fields if field.key.lower() == "title")
        read = plain(unicodedata.normalize("NFC", reader.latex_to_text(value)))
        if read != folded(character) and character not in NOT_FOR_PYLATEXENC | NOT_FOR_BIBER:
            missed[character] = read
    assert not missed


@pytest.mark.tex
def test_pdflatex_sets_it_without_any_package(tmp_path: Path):
    head = r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}"
    latin = [chr(c) for low, high in ((0xC0, 0x180), (0x1E00, 0x1F00)) for c in range(low, high) if chr(c) in WRITTEN]
    body = "\n\n".join([encode(around(c), ascii_only=True) for c in WRITTEN] + [encode(around(c)) for c in latin])
    (tmp_path / "d.tex").write_text(f"{head}\\begin{{document}}\n{body}\n\\end{{document}}\n", encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=nonstopmode", "d.tex"], cwd=tmp_path, capture_output=True, check=False)
    log = (tmp_path / "d.log").read_text(encoding="utf-8", errors="replace")
    assert re.findall(r"^! .*\n(?:.*\n)?l\..*", log, re.MULTILINE) == []
    assert (tmp_path / "d.pdf").exists()


@pytest.mark.parametrize(
    ("text", "in_unicode", "in_ascii"),
    [
        ("x\u0304 and p\u0302", r"{\=x} and {\^p}", r"{\=x} and {\^p}"),
        ("\u1eb9\u0300k\u1ecd\u0301", r"{\`{{\d e}}}k{\'{{\d o}}}", r"{\`{{\d e}}}k{\'{{\d o}}}"),
        ("10⁻³ of CO₂, Ca²⁺", "10⁻³ of CO₂, Ca²⁺", r"10$^{-3}$ of CO$_2$, Ca$^{2+}$"),
        ("5′ and 6″", "5′ and 6″", "5$'$ and 6$''$"),
    ],
)
def test_letters_with_marks_and_exponents(text, in_unicode, in_ascii):
    lost: set[str] = set()
    assert (encode(text), encode(text, ascii_only=True, lost=lost)) == (in_unicode, in_ascii)
    assert (decode(in_unicode), decode(in_ascii), lost) == (text, text, set())


def test_what_is_transliterated():
    lost: set[str] = set()
    assert encode("ẞ ع हि x\u20d7 ひ", ascii_only=True, lost=lost) == "SS ' hi x hi"
    assert lost == set("ẞعहिひ\u20d7")


@pytest.mark.parametrize(("sign", "plain"), list(zip("‒―：，（）「」★％", [*"--:,()[]*", r"\%"], strict=True)))
def test_what_has_a_plain_form_is_no_question_mark(sign, plain):
    assert encode(f"a{sign}b", ascii_only=True) == f"a{plain}b"
