"""What is typed wrongly, or in a way that argparse does not expect, and where the output cannot go."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.library_support import ROOT, python, write
from tests.timing import PATIENCE

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def three(run: Run) -> Run:
    for name in ("Kettles and survey", "Kettles", "Pots"):
        assert run("add", "--title", name)[0] == 0
    return run


# ---- words that begin with a dash ----


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["search", "Kettles", "-survey"], "Kettles\n"),
        (["search", "-survey", "--limit", "5", "Kettles"], "Kettles\n"),
        (["search", "Kettles", "--", "-survey"], "Kettles\n"),
        (["search", "--limit", "1", "-Pots", "-survey"], "Kettles\n"),
        (["list", "--query", "-Kettles"], "Pots\n"),
        (["export", "--query", "-Kettles", "--format", "csv", "--json"], '"entries": 1'),
    ],
)
def test_what_is_left_out_of_a_search_needs_no_tricks(arguments: list[str], found: str, three: Run) -> None:
    code, out, err = three(*arguments)
    assert (code, err) == (0, "")
    assert found in out and "survey" not in out


def test_texts_may_begin_with_a_dash(three: Run) -> None:
    assert three("edit", 1, "title", "-omics, a survey") == (0, "", "")
    assert three("edit", "--json", 1, "venue", "-")[0] == 0
    assert three("note", 1, "--text", "-x")[0] == 0
    assert three("tag", "-todo", 1)[0] == 0
    assert three("add", "--abstract", "-x", "--title", "-y")[:2] == (0, "4\n")
    out = three("show", 1)[1]
    assert "-omics, a survey" in out and "venue: -" in out and "Note: -x" in out and "tags: -todo" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "--limt", "3", "x"], "there is no option --limt"),
        (["list", "-n"], "there is no option -n"),
        (["search"], "QUERY"),
        (["list", "--query"], "expected one argument"),
        (["nope.txt"], "there is no file 'nope.txt'"),
        (["lst"], "did you mean 'list'?"),
        (["frobnicate"], "the commands are import, dumps, search"),
        (["import", "--year", "-5", "x"], "'-5' is no year"),
        (["import", "--year", "99999", "x"], "'99999' is no year"),
        (["add", "--title", "x", "--year", "-5"], "'-5' is not a year"),
        (["add", "--title", "x", "--year", "99999"], "'99999' is not a year"),
        (["add", "--title", "x", "--url", "javascript:alert(1)"], "cannot be a link"),
        (["edit", "1", "url", "JavaScript:alert(1)"], "cannot be a link"),
        (["edit", "1", "url", "data:text/html,x"], "cannot be a link"),
    ],
)
def test_wrong_use_is_one_line_that_helps(arguments: list[str], said: str, three: Run) -> None:
    code, out, err = three(*arguments)
    assert (code, out) == (2, "")
    assert said in err and err.count("\n") == 1 and "demo" not in err


@pytest.mark.parametrize(
    "link", ["https://a.b/c", "example.org:8080/x", "doi:10.1/x", "www.x.y", "file:///a/b.pdf", ""]
)
def test_links_that_may_be_typed(link: str, three: Run) -> None:
    assert three("edit", 1, "url", link)[0] == 0


def test_a_type_that_nobody_knows_is_kept_with_a_warning(run: Run) -> None:
    code, out, err = run("add", "--title", "x", "--entry-type", "nonsense")
    assert (code, out) == (0, "1\n")
    assert "'nonsense' is no type" in err and "article" in err and "inproceedings" in err
    assert run("edit", 1, "entry_type", "Article") == (0, "", "")
    assert "is no type" in run("edit", 1, "entry-type", "paper")[2]


# ---- where the library is ----


def test_a_library_is_a_folder(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path, "file.txt", "x")
    for command in (["list"], ["import", str(file)], ["add", "--title", "x"]):
        code, out, err = run(*command, library=file)
        assert (code, out) == (2, "")
        assert "file.txt is a file; a library is a folder" in err
    assert file.read_text() == "x"


def test_a_folder_that_cannot_be_looked_into_is_said(run: Run, tmp_path: Path) -> None:
    for command in (["list"], ["check"], ["add", "--title", "x"]):
        code, out, err = run(*command, library=tmp_path / ("x" * 300))
        assert (code, out, err.count("\n")) == (1, "", 1)
        assert "cannot be opened (File name too long). Change" in err


def test_what_could_not_be_written_names_no_file_that_was_not_there(run: Run, tmp_path: Path) -> None:
    run("add", "--title", "A Paper on Kettles")
    code, out, err = run("export", "--output", tmp_path / "nowhere" / "x.bib")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "x.bib could not be written (No such file or directory). Choose another place" in err


def test_a_name_with_a_line_end_takes_one_line(run: Run, tmp_path: Path) -> None:
    bib = write(tmp_path, "a\nb.bib", "@misc{a, title = {A Paper on Kettles}}")
    assert "a b.bib: BibTeX" in run("import", bib)[1]


def test_who_begins_a_library_is_told_where(run: Run, tmp_path: Path) -> None:
    bib = write(tmp_path, "a.bib", "@misc{a, title = {A Paper on Kettles}}")
    for place in ("one", "two"):
        assert f"A new library was begun in {tmp_path / place}\n" in run("import", bib, library=tmp_path / place)[1]
    assert "begun" not in run("import", bib, library=tmp_path / "one")[1]
    assert run("add", "--title", "x", library=tmp_path / "two") == (0, "2\n", "")
    code, out, err = run("import", "--json", bib, library=tmp_path / "three")
    assert (code, err) == (0, "")
    assert f'"library": "{tmp_path / "three"}"' in out and '"begun": true' in out


# ---- where the output goes ----


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["list", "list --json", "show 1", "export", "check", "--help", "star 1 --json"])
def test_a_full_disk_is_one_clear_line(command: str, unbuffered: str, three: Run, home: Path) -> None:
    environment = {"PYTHONUNBUFFERED": unbuffered}
    with (
        Path("/dev/full").open("wb") as full,
        python("-m", "readinglist", "--library", home, *command.split(), stdout=full, env=environment) as process,
    ):
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert err.decode().count("\n") == 1 and "No space left" in err.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_error_is_no_failure(three: Run, home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        for command, code in ((["show", "99"], 1), (["lst"], 2), (["export"], 0)):
            with python("-m", "readinglist", "--library", home, *command, stderr=full) as process:
                process.communicate(timeout=PATIENCE)
            assert process.returncode == code


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0)])
def test_closed_streams_are_no_failure(closed: str, code: int, three: Run, home: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m readinglist --library "$1" list {closed}', sys.executable, str(home)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, b"")


def test_a_reader_that_has_seen_enough(three: Run, home: Path) -> None:
    for number in range(4, 9):
        three("add", "--title", f"Paper {number} " + "x" * 60000)
    with python("-m", "readinglist", "--library", home, "list", "--json", stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline() == b"[\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=PATIENCE) == 0


def test_a_dash_is_standard_output(three: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "@misc{" in three("export", "-o", "-")[1]
    assert not (tmp_path / "-").exists()
