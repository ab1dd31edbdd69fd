"""Which files an entry of a .bib file names, as the programs that write it do."""

import pytest

from readinglist.core.bibtex import linked_files, read_bib


@pytest.mark.parametrize(
    ("fields", "likeliest"),
    [
        ({}, []),
        ({"file": ":a_b.pdf:PDF"}, ["a_b.pdf"]),
        ({"file": r":a\_b.pdf:PDF;:c.pdf:PDF"}, ["a_b.pdf", "c.pdf"]),
        ({"file": r"Full Text:files/12/Smith - Kettles\: a study.pdf:application/pdf"},
         ["files/12/Smith - Kettles: a study.pdf"]),
        ({"file": r"Full Text:C\:\\Users\\me\\forks.pdf:application/pdf"}, [r"C:\Users\me\forks.pdf"]),
        ({"file": "/papers/one.pdf;/papers/two.pdf"}, ["/papers/one.pdf", "/papers/two.pdf"]),
        ({"file": r"/papers/one\;two.pdf"}, ["/papers/one;two.pdf"]),
        ({"local-url": "file://localhost/papers/a%20b.pdf"}, ["/papers/a b.pdf"]),
        ({"file": ":a.pdf:PDF", "pdf": "b.pdf"}, ["a.pdf", "b.pdf"]),
        ({"pdf": "https://example.org/a.pdf", "file": r":https\://example.org/a.pdf:PDF"}, []),
        ({"file": ";; ;"}, []),
        ({"file": r":home/me/a{\_}b {\&} c.pdf:pdf"}, ["home/me/a_b & c.pdf"]),  # Mendeley
        ({"file": r":C$\backslash$:/papers/a.pdf:pdf"}, ["C:/papers/a.pdf"]),
    ],
)  # fmt: skip
def test_the_likeliest_path_of_each_file(fields, likeliest):
    assert [paths[0] for paths in linked_files(fields)] == likeliest


@pytest.mark.parametrize(("said", "note"), [("NULL", None), ("From a friend", "From a friend")])
def test_the_null_of_mendeley_is_no_note(said, note):
    (draft,) = read_bib(f"@misc{{k, title = {{T}}, annote = {{{said}}}}}")
    assert draft.metadata.note == note
    assert "annote" not in draft.metadata.extra


def test_a_path_without_its_first_slash_is_found_too():
    assert "/papers/a.pdf" in linked_files({"file": ":papers/a.pdf:pdf"})[0]
