"""Which files an entry of a .bib file names, as the programs that write it do."""

import pytest

from readinglist.core.bibtex import linked_files


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
    ],
)  # fmt: skip
def test_the_likeliest_path_of_each_file(fields, likeliest):
    assert [paths[0] for paths in linked_files(fields)] == likeliest


def test_a_path_without_its_first_slash_is_found_too():
    assert "/papers/a.pdf" in linked_files({"file": ":papers/a.pdf:pdf"})[0]
