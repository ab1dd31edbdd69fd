"""Citation keys that never change, and exports that are whole or untouched."""

import os
import random
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from readinglist.core.errors import ExportError, ReadingListError, UsageError
from readinglist.core.library import Library
from tests.library_support import abstract, abstract_list, imported, page, python, write
from tests.timing import PATIENCE


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def keys(library: Library) -> dict[int, str]:
    return {p.id: p.citation_key for p in library.papers(library.ids("all")) if p.citation_key}


# ---- keys ----


def test_a_key_is_stored_when_first_shown(library: Library, tmp_path: Path) -> None:
    imported(library, write(tmp_path, "a.txt", page(range(3))))
    assert keys(library) == {}
    key = library.citation_key(2)
    assert keys(library) == {2: key}
    library.edit(2, "title", "Another title")
    library.edit(2, "year", "1999")
    assert library.citation_key(2) == key
    assert key in library.entry(2)


def test_keys_never_change_whatever_happens(library: Library, tmp_path: Path) -> None:
    chance = random.Random(3)
    given: dict[int, str] = {}
    for number in range(40):
        chosen = sorted(chance.sample(range(12), 4))
        what = chance.randrange(7)
        ids = list(library.ids("all"))
        if what <= 1 or not ids:
            make = page if what else abstract_list
            imported(library, write(tmp_path, f"{number}.txt", make(chosen)))
        elif what == 2:
            library.undo()
        elif what == 3:
            library.redo()
        elif what == 4:
            library.edit(chance.choice(ids), "title", f"Edited {number}")
        elif what == 5:
            library.delete([chance.choice(ids)])
        elif library.dumps():
            library.undo_import(chance.choice(library.dumps()).id)
        now = list(library.ids("all"))
        library.ensure_keys(chance.sample(now, len(now) // 2))
        found = keys(library)
        for paper, key in given.items():
            assert found.get(paper, key) == key
        given |= found
        assert len({key.lower() for key in found.values()}) == len(found)
    # No key has ever named two papers, but for a paper that came back with its title.
    assert len(given) > 10


def test_a_deleted_paper_takes_its_key_along_and_brings_it_back(library: Library) -> None:
    first = library.add_paper(title="The Same Words", authors="Ann Smith", year="2020")
    key = library.citation_key(first)
    library.delete([first])
    other = library.add_paper(title="The Same: Words!", authors="Bo Smith", year="2020", abstract=abstract(1))
    assert library.citation_key(other) == key  # the same title: the same paper has come back
    library.undo()
    library.undo()
    assert library.citation_key(first) == key
    library.delete([first])
    stranger = library.add_paper(title="The Same Words Again", authors="Ann Smith", year="2020")
    assert library.citation_key(stranger).lower() != key.lower()
    with pytest.raises(UsageError, match="another paper"):
        library.edit(stranger, "citation_key", key.upper())
    with pytest.raises(UsageError, match="another paper"):
        library.add_paper(title="New", citation_key=key)


def test_twins_that_come_back_share_no_key(library: Library) -> None:
    papers = [library.add_paper(title="Preface", abstract=abstract(n)) for n in range(3)]
    before = {library.citation_key(paper).lower() for paper in papers}
    assert len(before) == 3
    library.delete(papers)
    again = [library.add_paper(title="Preface", abstract=abstract(n)) for n in range(4)]
    library.ensure_keys(again)
    after = [key.lower() for key in keys(library).values()]
    assert len(set(after)) == 4 and before < set(after)


def test_keys_differ_in_more_than_case(library: Library) -> None:
    first = library.add_paper(title="One", citation_key="Smith")
    with pytest.raises(UsageError):
        library.add_paper(title="Two", citation_key="sMITH")
    library.edit(first, "citation_key", "smith")
    assert library.citation_key(first) == "smith"


BIB = "@misc{taken, title = {A title that is new}, year = 2001}\n@misc{own, title = {Another new title}}\n"


def test_the_keys_of_a_bibliography_are_kept_unless_taken(library: Library, tmp_path: Path) -> None:
    gone = library.add_paper(title="Was here", citation_key="own")
    library.add_paper(title="Is here", citation_key="Taken")
    library.delete([gone])
    imported(library, write(tmp_path, "refs.bib", BIB))
    library.ensure_keys(list(library.ids("all")))
    found = [key.lower() for key in keys(library).values()]
    assert found.count("taken") == 1 and "own" not in found and len(set(found)) == 3
    library.undo()
    library.undo()
    assert library.citation_key(gone) == "own"


def test_a_key_that_a_paper_could_not_keep_is_told_and_finds_it(library: Library, tmp_path: Path) -> None:
    first = "@misc{k, title = {The first paper of all}, doi = {10.1000/one}}\n@misc{old, title = {A second one}}"
    imported(library, write(tmp_path, "first.bib", first))
    library.delete([2])
    again = (
        "@misc{K, title = {Quite another one}, author = {Jane Doe}, year = 2020}\n"
        "@misc{other, title = {The first paper of all}, doi = {10.1000/one}}\n"
        "@misc{old, title = {Something else altogether}}\n"
        "@misc{mine, title = {A paper that keeps its key}}\n"
        "@misc{MINE, title = {A paper that comes too late}}"
    )
    report = imported(library, write(tmp_path, "again.bib", again))
    stored = keys(library)
    assert stored[1] == "k" and "mine" in stored.values()
    paper = {p.title: p.id for p in library.papers(library.ids("all"))}
    new = [stored[paper[title]] for title in ("Quite another one", "Something else altogether")]
    late = stored[paper["A paper that comes too late"]]
    assert list(report.files[0].notes) == [
        f"Line 1: the key K belongs to “The first paper of all”; this one got {new[0]}, and both keys find it.",
        "Line 2: other is here already, as k; both keys find it.",
        f"Line 3: the key old belongs to a deleted paper; this one got {new[1]}, and both keys find it.",
        f"Line 5: the key MINE belongs to “A paper that keeps its key”; this one got {late}, and both keys find it.",
    ]
    found = {key: {hit.id for hit in library.search(f"key:{key}").hits} for key in ("other", "mine", new[0])}
    assert found["other"] == {1}
    assert found["mine"] == {paper["A paper that keeps its key"], paper["A paper that comes too late"]}
    assert found[new[0]] == {paper["Quite another one"]}
    assert not any("comes too late" in note for note in imported(library, tmp_path / "first.bib").files[0].notes)


# ---- exports ----


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    imported(library, write(tmp_path, "a.txt", page(range(5))))
    return library


def test_an_export_is_one_whole_file(filled: Library, tmp_path: Path) -> None:
    target = tmp_path / "out" / "refs.bib"
    target.parent.mkdir()
    target.write_text("old")
    target.chmod(0o640)
    report = filled.export(path=target, replace=True)
    assert (report.entries, report.changed, report.path) == (5, True, str(target))
    assert target.read_text(encoding="utf-8") == report.text
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert [path.name for path in target.parent.iterdir()] == ["refs.bib"]
    assert set(report.lacks) == set(keys(filled).values()) and "author" in next(iter(report.lacks.values()))
    moment = target.stat().st_mtime_ns
    assert not filled.export(path=target).changed and target.stat().st_mtime_ns == moment


@pytest.mark.skipif(os.name != "posix", reason="needs symbolic links")
def test_a_link_stays_one(filled: Library, tmp_path: Path) -> None:
    real = tmp_path / "real.bib"
    link = tmp_path / "link.bib"
    link.symlink_to(real)
    filled.export(path=link)
    assert link.is_symlink() and "@" in real.read_text()
    loop = tmp_path / "loop.bib"
    loop.symlink_to(loop)
    with pytest.raises(ExportError):
        filled.export(path=loop)


@pytest.mark.parametrize("name", ["", "folder", "missing/refs.bib", "a.txt/refs.bib", "nul\0.bib", "x" * 300 + ".bib"])
def test_places_that_cannot_be_written_to(name: str, filled: Library, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(ExportError) as caught:
        filled.export(path=tmp_path / name)
    assert "\n" not in caught.value.message
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_odd_names(filled: Library, tmp_path: Path) -> None:
    for name in ("mit Leerzeichen.bib", "ünï 論文.bib", "-o.bib", "new\nline.bib", "no suffix"):
        filled.export(path=tmp_path / name)
        assert (tmp_path / name).stat().st_size > 100


def test_a_file_full_disk_leaves_the_old_one(filled: Library, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    filled.close()
    target = tmp_path / "refs.bib"
    target.write_text("old")
    program = (
        "import resource, sys\nfrom readinglist.core.library import Library\n"
        "library = Library.open(sys.argv[1], read_only=True)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "from readinglist.core.errors import ExportError\n"
        "try:\n    library.export(path=sys.argv[2], replace=True)\n"
        "except ExportError as error:\n    print(error.message)\n"
    )
    with python("-c", program, tmp_path / "library", target) as process:
        out, err = process.communicate(timeout=PATIENCE)
    assert b"untouched" in out and err == b""
    assert target.read_text() == "old" and not list(tmp_path.glob(".readinglist*"))


def test_merging_keeps_what_is_there(filled: Library, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    filled.export(path=target, ids=[1, 2])
    target.write_text("% by hand\n@book{mine, title = {Mine}}\n\n" + target.read_text())
    report = filled.export(path=target, merge=True)
    text = target.read_text()
    assert text.startswith("% by hand\n@book{mine") and text.count("@") == 6
    assert report.changed and not filled.export(path=target, merge=True).changed


def test_what_is_exported(filled: Library, tmp_path: Path) -> None:
    filled.set_status([1], "dismissed")
    filled.tag([2, 3], "t")
    assert filled.export().entries == 4
    assert filled.export(view="all").entries == 5
    assert filled.export(tag="t").entries == 2
    assert filled.export(ids=[4, 2, 4]).entries == 2
    assert filled.export(query="Method3").entries == 1
    assert filled.export(query="nothing like it").entries == 0
    with pytest.raises(ReadingListError):
        filled.export(ids=[99])
    with pytest.raises(ReadingListError):
        filled.export("docx")
    assert filled.export(ids=[]).entries == 0


EXPORTER = """
import sys
from readinglist.core.library import Library
library = Library.open(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    library.export(path=sys.argv[2], abstracts=bool(number % 2))
    number += 1
"""


@pytest.mark.slow
def test_a_killed_export_leaves_a_whole_file(filled: Library, tmp_path: Path) -> None:
    imported(filled, write(tmp_path, "more.txt", page(range(10, 400))))
    target = tmp_path / "refs.bib"
    whole = {filled.export(path=target, abstracts=abstracts).text for abstracts in (False, True)}
    filled.close()
    chance = random.Random(1)
    for _ in range(25):
        with python("-c", EXPORTER, tmp_path / "library", target) as process:
            assert process.stdout is not None and process.stdout.readline() == b"ready\n"
            try:
                process.wait(timeout=chance.uniform(0.02, 0.5))
            except Exception:
                process.kill()
        assert target.read_text(encoding="utf-8") in whole


def test_a_bound_export_tells_when_it_was_written_and_can_be_changed(filled: Library, tmp_path: Path) -> None:
    first = filled.bind_export(tmp_path / "a.bib", query="is:starred")
    assert first.written is not None and (tmp_path / "a.bib").read_text(encoding="utf-8") == ""
    filled.refresh_exports()
    assert filled.bound_exports() == [first]
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError):
        filled.change_export(first.id, path=tmp_path / "folder")
    with pytest.raises(UsageError):
        filled.change_export(first.id, colour="red")
    assert filled.bound_exports() == [first]
    other = filled.bind_export(tmp_path / "c.ris", "ris")
    changed = filled.change_export(first.id, path=tmp_path / "b.bib", format="biblatex", query=None)
    assert (tmp_path / "b.bib").read_text(encoding="utf-8").count("@") == 5
    assert (changed.id, changed.format, changed.query) == (first.id, "biblatex", None)
    assert filled.bound_exports() == [changed, other]
    filled.star([1])
    assert [export.error for export in filled.refresh_exports()] == [None, None]
    gone = filled.change_export(other.id, path=tmp_path / "b.bib", format="bibtex")
    assert filled.bound_exports() == [gone]  # a file is kept in one way only
    (tmp_path / "link.bib").symlink_to(tmp_path / "b.bib")
    for spelled in (tmp_path / "folder" / ".." / "b.bib", tmp_path / "link.bib"):
        again = filled.bind_export(spelled, "ris")
        assert filled.bound_exports() == [again]


def test_a_key_that_not_every_program_takes_is_repaired_and_told(library: Library, tmp_path: Path) -> None:
    bib = "".join(f"@misc{{{key}, title = {{A paper about {key}}}}}\n" for key in ("O’Neil", "Mu\u0308ller", "ONeil"))
    report = imported(library, write(tmp_path, "odd.bib", bib))
    assert keys(library) == {1: "ONeil-a", 2: "Müller", 3: "ONeil"}
    assert [note.split(";")[-1] for note in report.files[0].notes] == [
        " this one got ONeil-a, and both keys find it.",
        " this one got Müller, and both keys find it.",
    ]
    assert library.search("key:O’Neil ").hits[0].id == 1
    with pytest.raises(UsageError, match="letters, digits"):
        library.add_paper(title="Typed", citation_key="O’Neil")


def test_an_old_key_is_repaired_when_cited_and_stays_apart(library: Library) -> None:
    old, _ = library.add_paper(title="Old", citation_key="old"), library.add_paper(title="New", citation_key="abc")
    with library._store._engine.write() as connection:
        connection.exec_driver_sql("UPDATE paper SET citation_key = 'a’bc' WHERE id = ?", (old,))
    assert library.cite([old], "latex") == "\\cite{abc-a}"
    report = library.export(ids=[old])
    assert "{abc-a," in report.text and "a’bc as abc-a" in " ".join(report.notes)
    both = library.export(query="").text
    assert "{abc-a," in both and "{abc," in both


def test_what_is_only_read_shows_the_keys_that_will_be_made(library: Library) -> None:
    library.set_key_pattern("'k' + year")
    for number in range(3):
        library.add_paper(title=f"Paper number {number}", year="2020")
    library.ensure_keys([1])
    with Library.open(library.paths, read_only=True) as reader:
        assert [reader.citation_key(2), reader.cite([2, 3])] == ["k2020a", "\\cite{k2020a,k2020b}"]
        shown = reader.export(ids=[3, 2]).text
    assert "{k2020a," in shown and shown == library.export(ids=[3, 2]).text
