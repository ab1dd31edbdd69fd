"""Citation files in other encodings than UTF-8: declared, guessed, and always told."""

import quopri

import pytest

from readinglist.core import bibtex, dumps
from readinglist.core.dumps.input import quoted
from readinglist.core.dumps.input.encoding import misread
from readinglist.core.records import Draft
from tests.core.dumps.test_variants import HEAD, PAPERS

ENTRY = "@misc{k, title = {Käse, Žito, Straße}}\n@misc{l, title = {Zwei}}\n"


@pytest.mark.parametrize(
    ("text", "encoding", "title", "note"),
    [
        (ENTRY, "utf-8", "Käse, Žito, Straße", ""),
        (ENTRY, "utf-16-be", "Käse, Žito, Straße", ""),
        ("% Encoding: Cp1250\n" + ENTRY, "cp1250", "Käse, Žito, Straße", "cp1250"),
        ("%% -*- mode: bibtex; coding: latin-9-unix -*-\n" + ENTRY, "iso8859-15", "Käse, Žito, Straße", "iso8859-15"),
        ("@comment{x-kbibtex-encoding=koi8-r}\n@misc{k, title = {Слово}}", "koi8-r", "Слово", "koi8-r"),
        ("%% Saved with string encoding Western (Mac OS Roman)\n@misc{k, title = {Café}}", "mac-roman", "Café", "mac"),
        ("%% Saved with string encoding Cyrillic (Mac OS)\n@misc{k, title = {Слово}}", "mac-cyrillic", "Слово", "mac"),
        ("%% Saved with string encoding Unicode (UTF-8)\n" + ENTRY, "utf-8", "Käse, Žito, Straße", ""),
        ("@misc{k, title = {Größe}}", "cp1252", "Größe", "Windows-1252"),
        ("@misc{k, title = {一种方法}}", "gbk", "一种方法", "GB 18030"),
    ],
)
def test_the_encoding_is_found_and_told(tmp_path, text, encoding, title, note):
    path = tmp_path / "file.bib"
    path.write_bytes(text.encode(encoding))
    (source,) = dumps.expand([path])
    formats = [dumps.WholeText(form.title, form.sniff, form.read) for form in bibtex.IMPORT_FORMATS]
    reader = dumps.read(source, formats=formats)
    titles = [item.title for item in reader if item is not None]
    assert titles[0] == title
    assert [note in said for said in reader.notes] == ([True] if note else [])


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_quoted_printable_is_read_as_it_is_shown(encoding: str, end: bytes) -> None:
    papers = [(title, f"{text} It holds when x = 2 – “Größe”.") for title, text in PAPERS]
    page = "\n".join([*HEAD, *(part for paper in papers for part in paper if part)])
    reader = dumps.read(dumps.Input.from_bytes(quopri.encodestring(page.encode(encoding)).replace(b"\n", end)))
    assert [(item.title, item.abstract) for item in reader if isinstance(item, Draft)] == papers
    assert any("quoted-printable" in note for note in reader.notes)
    assert reader.lines.total == len(HEAD) + 2 * len(papers)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_quoted_printable_comes_out_the_same_in_all_pieces(size: int) -> None:
    text = "Größe – x = 2, “so”. " * 20
    data = quopri.encodestring(text.encode()).decode()
    assert quoted.is_quoted(data)
    assert "".join(quoted.decoded(data[at : at + size] for at in range(0, len(data), size))) == text


@pytest.mark.parametrize("text", ["a = b=\n" * 5, "x=20 y=C3\n" * 5, "k=\n" * 2])
def test_other_text_with_equals_signs_is_not_quoted_printable(text: str) -> None:
    assert not quoted.is_quoted(text)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("don’t, can’t, won’t", ("â€™", "’")),
        ("naïve, déjà, Rozière", ("Ã¯", "ï")),
        ("don’t, can’t", None),
        ("plain text", None),
    ],
)
def test_letters_that_were_garbled_before_the_file_was_saved_are_told(
    text: str, letters: tuple[str, str] | None
) -> None:
    assert misread(text) is None
    assert misread(text.encode().decode("cp1252", "ignore")) == letters
