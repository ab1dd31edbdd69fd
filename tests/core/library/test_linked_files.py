"""Files that the entries of an imported .bib file name are attached, where they are there and are documents."""

from pathlib import Path

import pytest

from readinglist.core.library import Library, run
from readinglist.paths import library_paths

ENTRY = "@article{{{key}, title={{{title}}}, author={{Pot, Ann}}, year=2020, file={{{file}}}}}\n"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "kettles.pdf").write_text("%PDF-1.4")
    (folder / "start.sh").write_text("echo no document")
    entries = [("k", "Kettles That Sing at Dawn", "Full Text:files/kettles.pdf:application/pdf"),
               ("t", "Teapots in the Northern Wind", ":start.sh:PDF;:gone.pdf:PDF")]  # fmt: skip
    made = folder / "papers.bib"
    made.write_text("".join(ENTRY.format(key=key, title=title, file=file) for key, title, file in entries))
    return made


def test_files_are_attached_exported_and_go_with_their_import(tmp_path, bib):
    file = str(bib.parent / "files" / "kettles.pdf")
    with Library.open(library_paths(tmp_path / "library")) as library:
        first = ENTRY.format(key="k", title="Kettles That Sing at Dawn", file="")
        run(library.import_dumps(text=first))
        (bare,) = library.ids("all")
        report = run(library.import_dumps([bib])).files[0]
        kettles, teapots = library.papers(library.ids("all", sort="import"))
        assert kettles.id == bare and kettles.attachments == (file,) and teapots.attachments == ()
        assert report.notes[:2] == (
            "1 file was attached.",
            "2 files that it names are not there, or are no documents; the first: start.sh",
        )
        assert "file = {Full Text:files/kettles.pdf:application/pdf}" in library.export().text
        library.undo()
        assert library.paper(bare).attachments == () and list(library.ids("all")) == [bare]
        library.redo()
        assert library.paper(bare).attachments == (file,)


def test_a_file_that_was_detached_is_not_attached_by_the_next_export_of_the_same(tmp_path, bib):
    with Library.open(library_paths(tmp_path / "library")) as library:
        run(library.import_dumps([bib]))
        paper = library.ids("all", sort="import")[0]
        library.detach(paper, library.paper(paper).attachments[0])
        bib.write_text(bib.read_text() + "@misc{new, title={Saucers}, author={Pot, Ann}}\n")
        run(library.import_dumps([bib]))
        assert library.paper(paper).attachments == ()


def test_pasted_entries_name_no_files_of_this_folder(tmp_path, bib, monkeypatch):
    monkeypatch.chdir(bib.parent)
    with Library.open(library_paths(tmp_path / "library")) as library:
        run(library.import_dumps(text=bib.read_text()))
        assert [paper.attachments for paper in library.papers(library.ids("all"))] == [(), ()]
