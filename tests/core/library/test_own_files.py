"""Exports into files that are there already: what an export wrote is replaced, what anybody else wrote is not."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.core.errors import ExportError, ForeignFileError
from readinglist.core.library import Library
from readinglist.core.library.own_files import LEAST, OwnFiles
from tests.library_support import imported, page, write

FOREIGN = {
    "mother.txt": "Dear mother, this is no bibliography.\n",
    "refs.bib": "@book{mine, title = {Mine}}\n",
    "list.csv": "a;b\n",
    "tool.ris": "TY  - JOUR\nTI  - x\nER  - \n",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        imported(opened, write(tmp_path, "a.txt", page(range(4))))
        yield opened


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json", "markdown", "csv"])
@pytest.mark.parametrize("name", FOREIGN)
def test_what_others_wrote_stays_until_somebody_says_otherwise(
    library: Library, tmp_path: Path, name: str, form: str
) -> None:
    target = tmp_path / name
    target.write_text(FOREIGN[name], encoding="utf-8")
    with pytest.raises(ForeignFileError, match="left as it is"):
        library.export(form, path=target)
    assert target.read_text(encoding="utf-8") == FOREIGN[name]
    assert library.export(form, path=target, replace=True).text == target.read_text(encoding="utf-8")
    assert library.export(form, path=target, ids=[1]).changed  # its own by now


@pytest.mark.parametrize("blank", ["", "\n \n", "\ufeff\n"])
def test_a_blank_file_is_anybodys(library: Library, tmp_path: Path, blank: str) -> None:
    target = tmp_path / "new.bib"
    target.write_text(blank, encoding="utf-8")
    assert library.export(path=target).changed


def test_what_was_typed_into_an_exported_file_since_stays(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    library.export(path=target)
    library.export(path=target, abstracts=True)
    with target.open("a", encoding="utf-8") as file:
        file.write("\n@misc{mine, title = {Typed by hand}}\n")
    with pytest.raises(ForeignFileError):
        library.export(path=target)
    library.export(path=target, merge=True)
    assert "Typed by hand" in target.read_text(encoding="utf-8")
    with pytest.raises(ForeignFileError):  # what was merged holds what others wrote
        library.export(path=target)


def test_a_file_merged_into_from_nothing_is_its_own(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    library.export(path=target, ids=[1], merge=True)
    library.export(path=target, ids=[1, 2], merge=True)
    assert library.export(path=target, ids=[3]).entries == 1


def test_a_library_that_is_only_read_knows_its_files_too(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    library.export(path=target)
    with Library.open(library.paths, read_only=True) as reader:
        reader.export(path=target, ids=[1])
        reader.export(path=target, ids=[2])
    assert library.export(path=target).changed
    assert stat.S_IMODE(library.paths.exports.stat().st_mode) == 0o600


def test_a_bound_export_keeps_what_others_wrote(library: Library, tmp_path: Path) -> None:
    target = tmp_path / "kept.bib"
    target.write_text(FOREIGN["mother.txt"], encoding="utf-8")
    with pytest.raises(ForeignFileError):
        library.bind_export(target)
    assert library.bound_exports() == []
    bound = library.bind_export(target, replace=True)
    library.delete([1])
    assert [export.error for export in library.refresh_exports()] == [None]
    assert library.refresh_exports() == [], "nothing has changed since"
    target.write_text(FOREIGN["mother.txt"], encoding="utf-8")
    library.delete([2])
    (failed,) = library.refresh_exports()
    assert "did not write" in (failed.error or "") and "mother" in target.read_text(encoding="utf-8")
    with pytest.raises(ForeignFileError):
        library.change_export(bound.id, format="biblatex")
    assert library.change_export(bound.id, replace=True).error is None
    assert target.read_text(encoding="utf-8").count("@") == 2


def test_a_merge_keeps_the_mark_of_order_and_refuses_what_is_no_text(library: Library, tmp_path: Path) -> None:
    marked = write(tmp_path, "marked.bib", "\ufeff" + FOREIGN["refs.bib"])
    library.export(path=marked, ids=[1], merge=True)
    assert marked.read_text(encoding="utf-8").startswith("\ufeff" + FOREIGN["refs.bib"])
    assert not library.export(path=marked, ids=[1], merge=True).changed
    other = tmp_path / "latin.bib"
    other.write_bytes("@book{mine, title = {Müller}}\n".encode("latin-1"))
    with pytest.raises(ExportError, match="not UTF-8"):
        library.export(path=other, merge=True)
    assert other.read_bytes().endswith(b"ller}}\n")


def test_half_a_copy_is_none(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = write(tmp_path, "mother.txt", FOREIGN["mother.txt"])
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(ExportError, match="no copy could be kept"):
            library.keep_aside(target)
    assert list(tmp_path.glob("*~")) == []
    assert library.keep_aside(target).read_text() == FOREIGN["mother.txt"]


def test_the_oldest_files_are_forgotten_first(tmp_path: Path) -> None:
    own = OwnFiles(tmp_path / "exports.sha256")
    lines = [f"{number:064x}" for number in range(2 * LEAST)]
    (tmp_path / "exports.sha256").write_text("\n".join(lines) + "\n", encoding="ascii")
    own.remember(b"the newest")
    own.remember(b"the newest")
    kept = (tmp_path / "exports.sha256").read_text(encoding="ascii").split()
    assert len(kept) == LEAST + 1 and kept[:-1] == lines[-LEAST:]
    assert own.wrote(b"the newest") and not own.wrote(b"another")
    OwnFiles(tmp_path / "no such folder" / "x").remember(b"nobody is told")


def test_a_bound_export_whose_tag_has_gone_leaves_its_file_as_it_is(library: Library, tmp_path: Path) -> None:
    """No paper has it any more, and the file must not become empty."""
    file = tmp_path / "kept.bib"
    library.tag([1, 2], "cite")
    library.bind_export(file, tag="cite")
    whole = file.read_text(encoding="utf-8")
    library.delete_tag("cite")
    (done,) = library.refresh_exports()
    assert "no tag “cite” any more" in (done.error or "") and file.read_text(encoding="utf-8") == whole
    library.undo()
    (done,) = library.refresh_exports()
    assert (done.error, file.read_text(encoding="utf-8")) == (None, whole)


@pytest.mark.parametrize(("other", "entries"), [("quote", 1), ("theirs", 2)])
def test_a_bound_export_follows_its_tag_when_that_is_renamed(
    other: str, entries: int, library: Library, tmp_path: Path
) -> None:
    """Also into a tag that is there already, and back when the renaming is undone."""
    file = tmp_path / "kept.bib"
    library.tag([1], "cite")
    library.tag([2], "theirs")
    library.bind_export(file, tag="cite")
    library.rename_tag("cite", other)
    (done,) = library.refresh_exports()
    assert (done.error, done.tag, file.read_text(encoding="utf-8").count("@")) == (None, other, entries)
    library.undo()
    (done,) = library.refresh_exports()
    assert (done.error, done.tag, file.read_text(encoding="utf-8").count("@")) == (None, "cite", 1)


@pytest.mark.parametrize("then", ["delete", "rename"])
def test_a_bound_export_forgets_the_tag_that_it_followed_before_an_undo(
    then: str, library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "kept.bib"
    library.tag([1], "cite")
    library.tag([2], "theirs")
    library.tag([3], "third")
    library.bind_export(file, tag="cite")
    whole = file.read_text(encoding="utf-8")
    library.rename_tag("cite", "theirs")
    library.undo()
    if then == "delete":
        library.delete_tag("cite")
        (done,) = library.refresh_exports()
        assert "no tag “cite” any more" in (done.error or "") and file.read_text(encoding="utf-8") == whole
    else:
        library.rename_tag("cite", "third")
        (done,) = library.refresh_exports()
        assert (done.error, done.tag, file.read_text(encoding="utf-8").count("@")) == (None, "third", 2)
    library.undo()
    (done,) = library.refresh_exports()
    assert (done.error, done.tag, file.read_text(encoding="utf-8")) == (None, "cite", whole)


@pytest.mark.parametrize(
    "name", ["library.sqlite", "library.sqlite-wal", "library.id", "cache/index/CURRENT", "../l/x"]
)
def test_nothing_is_exported_over_the_library_itself(name: str, library: Library, tmp_path: Path) -> None:
    place = library.paths.folder / name
    before = {path: path.read_bytes() for path in library.paths.folder.rglob("*") if path.is_file()}
    if name == "../l/x":
        place = tmp_path / "mine.bib"
        place.symlink_to(library.paths.database)
    for how in ({}, {"replace": True}, {"merge": True}):
        with pytest.raises(ExportError, match="of the library itself"):
            library.export(path=place, **how)
    assert {path: path.read_bytes() for path in before} == before
    library.export(path=library.paths.folder / "mine.bib")


def test_a_bound_merge_names_what_it_replaced_and_keeps_own_words(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "thesis.bib"
    title = library.paper(1).title
    file.write_text(f"@misc{{k, title={{{title}}}, year={{1990}}, annote={{My words.}}}}\n", encoding="utf-8")
    library.bind_export(file, merge=True)
    library.edit(1, "year", "2020")
    library.set_note(1, "Others.")
    (done,) = library.refresh_exports()
    assert done.replaced == {"k": {"year": "{1990}"}} and "k (year)" in done.told()
    assert "year={2020}, annote={My words.}" in file.read_text(encoding="utf-8")
    (again,) = library.bound_exports()
    assert again == done


def test_a_merge_finds_papers_under_their_former_keys(library: Library, tmp_path: Path) -> None:
    number = library.add_paper(title="Of Kettles and Pots", authors="Doe, Jane", citation_key="former")
    file = tmp_path / "merged.bib"
    library.export(path=file, merge=True, ids=[number])
    library.edit(number, "citation_key", "typed")
    library.edit(number, "authors", "Xu, D.")
    library.export(path=file, merge=True, ids=[number])
    assert file.read_text().count("@") == 1 and "@misc{former," in file.read_text() and "Xu, D." in file.read_text()


def test_one_bound_export_that_cannot_be_written_stops_no_other(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that may not be read is told of; a bug, too, is raised only when the others are written."""
    number = library.add_paper(title="Of Kettles and Pots")
    good, bad = library.bind_export(tmp_path / "good.bib"), library.bind_export(tmp_path / "bad.ris", "ris")
    real = Library.export
    for error in (PermissionError(errno.EACCES, "Permission denied"), ZeroDivisionError()):

        def failing(self: Library, format: str = "bibtex", *, fault: Exception = error, **choices: object) -> object:  # noqa: A002
            if format == "ris":
                raise fault
            return real(self, format, **choices)  # type: ignore[arg-type]

        monkeypatch.setattr(Library, "export", failing)
        library.set_note(number, type(error).__name__)
        if isinstance(error, OSError):
            told = {export.id: export.error for export in library.refresh_exports()}
            assert told[good.id] is None and "Permission denied" in (told[bad.id] or "")
        else:
            with pytest.raises(ZeroDivisionError):
                library.refresh_exports()
        assert type(error).__name__ in Path(good.path).read_text()
