"""``export`` into files, and the files that changing commands keep up to date."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.core.library import Library
from tests.library_support import page, write

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    assert run("import", write(tmp_path, "page.txt", page(range(4))))[0] == 0
    return run


def test_what_others_wrote_into_the_file_is_kept_beside_it(filled: Run, tmp_path: Path) -> None:
    mine = "@book{mine, title = {Mine}}\n"
    target = write(tmp_path, "own.bib", mine)
    code, _, err = filled("export", "-o", target)
    copy, second = tmp_path / "own.bib~", tmp_path / "own.bib~2~"
    assert code == 0 and "--merge" in err and f"kept as {copy}" in err
    assert copy.read_text() == mine and "mine" not in target.read_text()
    assert "kept" not in filled("export", "-o", target, "--abstracts")[2], "nobody else wrote into it since"
    target.write_text("a;b\n")
    err = filled("export", "-o", target, "--format", "csv")[2]
    assert f"kept as {second}" in err and "--merge" not in err
    assert (copy.read_text(), second.read_text()) == (mine, "a;b\n")


def test_merged_into_or_replaced_there_is_no_copy(filled: Run, tmp_path: Path) -> None:
    target = write(tmp_path, "own.bib", "@book{mine, title = {Mine}}\n")
    assert filled("export", "-o", target, "--merge")[0] == 0 and "mine" in target.read_text()
    assert filled("export", "-o", target, "--replace")[0] == 0 and "mine" not in target.read_text()
    assert filled("export", "-o", target, "--replace", "--merge")[0] == 2
    assert list(tmp_path.glob("*~")) == []


def test_where_no_copy_can_be_kept_nothing_is_written(filled: Run, tmp_path: Path) -> None:
    target = write(tmp_path, "own.bib", "Mine")
    for number in range(1, 101):
        (tmp_path / ("own.bib~" if number == 1 else f"own.bib~{number}~")).touch()
    code, _, err = filled("export", "-o", target)
    assert code == 1 and "copies" in err and target.read_text() == "Mine"


def test_a_merge_says_what_it_replaced(filled: Run, home: Path, tmp_path: Path) -> None:
    with Library.open(home) as library:
        key = library.citation_key(1)
        library.edit(1, "year", "2021")
        library.tag([1], "added to theirs")
    target = write(tmp_path, "own.bib", f"@misc{{{key}, year = {{1999}}, keywords = {{X}}}}\n")
    _, out, err = filled("export", "-o", target, "--merge", "--ids", 1)
    assert f"{key} (year 1999 by 2021)" in err and "1 entry in" in out
    target.write_text(f"@misc{{{key}, year = {{1999}}, keywords = {{X}}}}\n")
    found = json.loads(filled("--json", "export", "-o", target, "--merge", "--ids", 1)[1])
    assert found["replaced"] == {key: {"year": "{1999}"}} and "{X, added to theirs}" in target.read_text()


def changes(target: Path) -> int:
    return target.read_text(encoding="utf-8").count("\n@") + target.read_text(encoding="utf-8").startswith("@")


def test_commands_rewrite_what_is_kept_up_to_date(filled: Run, home: Path, tmp_path: Path) -> None:
    starred, tagged, every = tmp_path / "starred.bib", tmp_path / "tagged.bib", tmp_path / "every.bib"
    with Library.open(home) as library:
        library.bind_export(starred, query="is:starred")
        library.bind_export(tagged, tag="cite")
        library.bind_export(every)
    assert (changes(starred), changes(tagged), changes(every)) == (0, 0, 4)
    filled("star", 1, 2)
    filled("tag", "cite", 3)
    assert (changes(starred), changes(tagged)) == (2, 1)
    code, _, err = filled("undo")  # nobody has the tag any more: a file is not emptied for that
    assert (code, changes(starred), changes(tagged)) == (0, 2, 1) and "There is no tag “cite” any more" in err
    filled("edit", 1, "year", "2020")
    assert "2020" in starred.read_text(encoding="utf-8")
    filled("import", write(tmp_path, "more.txt", page(range(4, 6))))
    filled("add", "--title", "One by hand")
    assert changes(every) == 7
    filled("delete", 1)
    filled("dumps", "undo", 2)
    assert (changes(starred), changes(every)) == (1, 4)
    every.write_text("Dear mother\n")
    code, _, err = filled("note", 2, "--text", "n")
    assert code == 0 and "every.bib is not kept up to date" in err and every.read_text() == "Dear mother\n"


def test_what_reads_does_not_look_at_them(filled: Run, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.bib"
    with Library.open(home) as library:
        library.bind_export(target)
    target.unlink()
    for words in (("search", "method"), ("list",), ("show", 1), ("check",), ("dumps",), ("export",)):
        assert filled(*words)[0] == 0
    filled("import", tmp_path / "page.txt")
    assert not target.exists(), "the same bytes again change nothing"
    filled("star", 1)
    assert target.exists()


def test_while_another_holds_the_library_nothing_changes(filled: Run, home: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.bib"
    with Library.open(home) as window:
        window.bind_export(target, query="is:starred")
        code, _, err = filled("star", 1)
        assert code == 1 and err.count("\n") == 1
        assert filled("export", "-o", tmp_path / "out.bib")[0] == 0
        assert filled("export", "--abstracts", "-o", tmp_path / "out.bib")[0] == 0
    assert target.read_text() == ""
