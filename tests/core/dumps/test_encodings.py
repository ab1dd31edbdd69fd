"""Citation files in other encodings than UTF-8: declared, guessed, and always told."""

import pytest

from readinglist.core import bibtex, dumps

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
