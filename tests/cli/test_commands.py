"""The command line as processes: commands as text and JSON, exit codes, one-line errors, pipes, interruption."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from readinglist import cli
from readinglist.cli.arguments import parse
from readinglist.cli.interruption import Interruption
from readinglist.core.library import Library
from readinglist.paths import LibraryPaths
from tests.library_support import ROOT, abstract, abstract_list, page, python, title, write
from tests.timing import PATIENCE

Run = Callable[..., tuple[int, str, str]]
PAPER = {
    "id", "title", "abstract", "authors", "year", "arxiv", "doi", "url", "status", "starred", "tags", "note",
    "citation_key", "seen", "sources",
}  # fmt: skip


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Iterator[Run]:
    code, _, err = run(
        "import", write(tmp_path, "page.txt", page(range(6))), write(tmp_path, "l.txt", abstract_list([0, 9, 11]))
    )
    assert (code, err) == (0, "")
    yield run


def answer(result: tuple[int, str, str]) -> Any:
    code, out, err = result
    assert (code, err) == (0, "")
    return json.loads(out)


# ---- each command ----


def test_import_as_json(run: Run, tmp_path: Path) -> None:
    first = write(tmp_path, "page.txt", page(range(4)))
    (tmp_path / "no.json").write_text('{"a": [1, 2, 3]}')
    found = answer(run("import", first, "--json"))
    assert set(found) >= {"files", "totals"}
    file = found["files"][0]
    assert set(file) >= {"file", "already_imported", "lines", "records", "rejected"}
    assert set(file["lines"]) == {"total", "furniture", "title", "abstract", "blank", "unparsed"}
    assert set(file["records"]) == {"total", "new", "known", "healed", "asked", "rejected"}
    assert (file["file"], file["already_imported"], file["records"]["new"]) == (str(first), False, 4)
    assert file["lines"] == {"total": 9, "furniture": 1, "title": 4, "abstract": 4, "blank": 0, "unparsed": 0}
    assert found["totals"]["records"] == file["records"]
    again = answer(run("--json", "import", first))
    assert again["files"][0]["already_imported"] and again["totals"]["records"]["known"] == 4
    code, out, _ = run("import", first, tmp_path / "no.json", "--json")
    assert code == 1 and json.loads(out)["files"][1]["error"]
    code, out, _ = run("import", tmp_path, "--json")
    assert code == 0 and len(json.loads(out)["files"]) >= 2


def test_import_as_text_from_standard_input_and_folders(run: Run, tmp_path: Path) -> None:
    code, out, err = run("import", "-", stdin=page(range(3)).encode())
    assert (code, err) == (0, "") and "3 records = 3 new" in out and "standard input" in out
    code, out, err = run("import", tmp_path / "missing.txt")
    assert code == 1 and "no such file" in out + err


def test_a_mistyped_name_begins_no_library(run: Run, home: Path, tmp_path: Path) -> None:
    code, out, err = run("import", tmp_path / "missing.txt")
    assert (code, out) == (1, "") and "no such file" in err and not home.exists()


def test_list(filled: Run) -> None:
    found = answer(filled("list", "--json"))
    assert [paper["id"] for paper in found] == sorted(paper["id"] for paper in found) and len(found) == 8
    assert all(
        set(paper) >= PAPER and set(paper["sources"][0]) == {"file", "line", "title", "abstract"} for paper in found
    )
    assert found[0]["title"] == title(0) and found[0]["seen"] == 2
    assert [(s["file"], s["line"]) for s in found[0]["sources"]] == [("page.txt", 2), ("l.txt", 1)]
    assert all(paper["citation_key"] for paper in found)
    assert len({paper["citation_key"].lower() for paper in found}) == 8
    code, out, _ = filled("list")
    assert code == 0 and len(out.splitlines()) == 8 and title(3) in out
    filled("status", "dismissed", 2)
    assert len(answer(filled("list", "--json"))) == 8
    assert [paper["id"] for paper in answer(filled("list", "--query", "status:dismissed", "--json"))] == [2]
    by_status = [paper["status"] for paper in answer(filled("list", "--sort", "status", "--json"))]
    assert by_status[-1] == "dismissed" and set(by_status[:-1]) == {"new"}


def test_search(filled: Run) -> None:
    found = answer(filled("search", "Method3", "--json"))
    assert set(found) >= {"total", "hits"} and found["total"] == 1
    assert set(found["hits"][0]) >= {"id", "title", "score", "citation_key", "snippet"}
    assert found["hits"][0]["id"] == 4
    limited = answer(filled("search", "propose", "--limit", 2, "--sort", "title", "--json"))
    assert limited["total"] == 8 and len(limited["hits"]) == 2
    filled("status", "dismissed", 4)
    assert answer(filled("search", "Method3", "--json"))["total"] == 0
    assert answer(filled("search", "--all", "Method3", "--json"))["total"] == 1
    code, out, _ = filled("search", "Method5", "--explain")
    assert code == 0 and out.startswith("1 paper\n") and title(5) in out
    for odd in ("(", '"', "OR", "title:", "*", "year:..", "tag:", "x" * 5000, "-", "'; DROP TABLE paper;"):
        code, out, err = filled("search", "--", odd)
        assert (code, err) == (0, "")


def test_show(filled: Run) -> None:
    found = answer(filled("show", 1, "--json"))
    assert set(found) >= PAPER and found["id"] == 1
    code, out, _ = filled("show", 1)
    assert code == 0 and title(0) in out and abstract(0) in out and "page.txt:2" in out
    code, out, _ = filled("show", 8)
    assert code == 0 and "(no title" in out


def test_star_status_tag_note_edit_delete_undo(filled: Run) -> None:
    def paper(number: int) -> Any:
        return answer(filled("show", number, "--json"))

    assert filled("star", 1, 2)[:2] == (0, "")
    assert paper(2)["starred"] is True
    assert [answer(filled("star", 2, "--json"))["done"] for _ in range(2)] == [None, None]
    assert filled("unstar", 2)[0] == 0 and paper(2)["starred"] is False
    for status in ("later", "reading", "read", "dismissed", "new"):
        assert filled("status", status, 1, 3)[0] == 0 and paper(3)["status"] == status
    assert filled("tag", "to read", 1, 2)[0] == 0 and paper(1)["tags"] == ["to read"]
    assert filled("tag", "--remove", "to read", 1)[0] == 0 and paper(1)["tags"] == []
    assert filled("note", 1, "--text", "by option")[0] == 0 and paper(1)["note"] == "by option"
    assert filled("note", 1, stdin="von außen\nzwei\n".encode())[0] == 0 and paper(1)["note"] == "von außen\nzwei"
    assert filled("note", 1, stdin=b"")[0] == 2 and paper(1)["note"] == "von außen\nzwei"
    assert filled("edit", 1, "year", "2020")[0] == 0 and paper(1)["year"] == 2020
    assert filled("edit", 1, "authors", "Ann Smith and Bo Li")[0] == 0
    assert paper(1)["authors"] == ["Ann Smith", "Bo Li"]
    assert filled("edit", 1, "year", "")[0] == 0 and paper(1)["year"] is None
    assert filled("delete", 1, 2)[0] == 0 and filled("show", 1)[0] == 1
    code, out, _ = filled("undo")
    assert (code, out) == (0, "Undone: delete 2 papers.\n")
    assert paper(1)["note"] == "von außen\nzwei"
    done = answer(filled("star", 5, "--json"))
    assert done["done"] == "star 1 paper" and done["papers"][0]["starred"] is True
    assert answer(filled("undo", "--json"))["done"] == "Undone: star 1 paper."


def test_undo_until_nothing_is_left(filled: Run) -> None:
    filled("star", 1)
    assert "star" in filled("undo")[1] and "import 2 files" in filled("undo")[1]
    assert answer(filled("list", "--json")) == []
    assert filled("undo")[:2] == (0, "There is nothing to undo.\n")


def test_add(run: Run, home: Path) -> None:
    code, out, err = run("add", "--title", "Typed in", "--authors", "A B and C D", "--year", "2001", "--tag", "x")
    assert (code, out, err) == (0, "1\n", f"A new library was begun in {home}\n")
    found = answer(run("add", "--abstract", "Only an abstract of some words.", "--arxiv", "2310.06825", "--json"))
    assert (found["id"], found["title"], found["arxiv"]) == (2, None, "2310.06825")
    assert answer(run("search", "typed", "--json"))["total"] == 1
    code, out, err = run("add", "--title", "Typed in!")
    assert (code, out) == (0, "3\n") and "paper 1 seems to be the same" in err


def test_dumps(filled: Run) -> None:
    found = answer(filled("dumps", "--json"))
    assert [(dump["id"], dump["name"], dump["papers"]) for dump in found] == [(1, "page.txt", 6), (2, "l.txt", 3)]
    assert "page.txt: 6 papers" in filled("dumps")[1]
    filled("star", 2)
    code, out, _ = filled("dumps", "undo", 1)
    assert code == 0 and out.startswith("4 papers removed.\nKept, because you have touched it: 2 ")
    assert answer(filled("dumps", "undo", 2, "--json")) == {"removed": 3, "kept": []}
    assert filled("dumps", "undo", 7)[0] == 1
    assert filled("dumps", "undo", 10**25)[0] == 1
    assert filled("dumps", "undo")[0] == 2


def test_check_and_rebuild(filled: Run, home: Path) -> None:
    assert answer(filled("check", "--json")) == {"papers": 8, "problems": []}
    assert filled("rebuild-index")[:2] == (0, "The index was built anew: 8 papers.\n")
    for file in (home / "cache" / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"damaged" * 3)
    code, out, err = filled("check")
    assert code == 1 and "index" in out and err == ""
    code, out, err = filled("search", "Method3", "--json")
    assert (code, json.loads(out)["total"], err.count("\n"), "built anew" in err) == (0, 1, 1, True)
    assert filled("check")[0] == 0


def test_export(filled: Run, tmp_path: Path) -> None:
    code, out, _ = filled("export")
    assert code == 0 and out.count("@") >= 8
    target = tmp_path / "out.bib"
    code, out, err = filled("export", "-o", target)
    assert code == 0 and out == f"8 entries in {target}\n" and "lack" in err
    first = target.read_text()
    assert filled("export", "-o", target)[1].endswith("(unchanged)\n")
    found = answer(filled("export", "--ids", "1", "3,4", "3", "--json"))
    assert found["entries"] == 3 and set(found) >= {"format", "lacks", "lost", "notes", "text"}
    assert answer(filled("export", "--query", "Method3", "--json"))["entries"] == 1
    for form in ("bibtex", "biblatex", "ris", "csl-json", "markdown", "csv"):
        assert filled("export", "--format", form)[0] == 0
    target.write_text("% mine\n@misc{own, title = {Mine}}\n" + first)
    assert filled("export", "-o", target, "--merge")[0] == 0
    assert "@misc{own" in target.read_text() and "% mine" in target.read_text()


# ---- what goes wrong ----


def test_dumps_names_an_import_that_is_not_finished(run: Run, home: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "long.txt", page(range(2500)))
    with Library.open(home) as library:
        steps = library.import_dumps([file])
        while not library.dumps():
            next(steps)
        steps.close()  # as a process that is killed between two batches
    code, out, _ = run("dumps")
    assert code == 0 and f"not finished: import {file} again" in out
    assert run("import", file)[0] == 0
    assert "not finished" not in run("dumps")[1]


COMMANDS = [
    ("search", "x"), ("list",), ("show", 1), ("star", 1), ("unstar", 1), ("status", "read", 1), ("tag", "t", 1),
    ("note", 1, "--text", "x"), ("edit", 1, "title", "x"), ("delete", 1), ("undo",), ("export",), ("check",),
    ("rebuild-index",), ("dumps",), ("dumps", "undo", 1),
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(map(str, command)))
def test_without_a_library_each_command_says_so(command: tuple[object, ...], run: Run, home: Path) -> None:
    code, out, err = run(*command)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1 and "There is no library" in err and "import" in err
    assert not home.exists()


@pytest.mark.parametrize("command", [("import", "x.txt"), ("add", "--title", "x"), *COMMANDS], ids=str)
def test_a_vanished_library_is_never_made_anew(command: tuple[object, ...], filled: Run, home: Path) -> None:
    for name in ("library.sqlite", "library.sqlite-wal", "library.sqlite-shm"):
        (home / name).unlink(missing_ok=True)
    code, _, err = filled(*command)
    assert code == 1 and err.count("\n") == 1 and "is gone" in err
    assert not (home / "library.sqlite").exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("show", 999), 1), (("star", 1, 999), 1), (("delete", 10**30), 1), (("note", 999, "--text", "x"), 1),
        (("edit", 1, "mood", "x"), 2), (("edit", 1, "year", "soon"), 2), (("edit", 1, "arxiv", "x"), 2),
        (("edit", 999, "year", "2020"), 1), (("tag", "a,b", 1), 2), (("tag", "", 1), 2),
        (("tag", "--remove", "no", 1), 1),
        (("status", "lost", 1), 2), (("star",), 2), (("star", "x"), 2), (("frobnicate",), 2), (("search",), 2),
        (("search", "x", "--sort", "mood"), 2), (("export", "--format", "docx"), 2), (("export", "--ids", "x"), 2),
        (("export", "--ids", 999), 1), (("export", "--merge"), 2), (("export", "--ids", 1, "--query", "x"), 2),
        (("export", "-o", "/nowhere/at/all.bib"), 1), (("export", "-o", "/dev/null"), 1), (("export", "-o", "/"), 1),
        (("add",), 2), (("add", "--authors", "x"), 2), (("add", "--title", "x", "--year", "x"), 2), (("import",), 2),
        (("import", "/nowhere"), 1), (("dumps", "redo"), 2), (("list", "--nonsense"), 2),
    ],
    ids=str,
)  # fmt: skip
def test_one_line_errors(command: tuple[object, ...], code: int, filled: Run) -> None:
    found, out, err = filled(*command)
    assert found == code
    assert out == "" and err.count("\n") == 1 and err.startswith("readinglist")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("list", "--year", "abc"), "readinglist list: there is no option --year; say it in the query"),
        (("list", "--colour"), "there is no option --colour; there are --help, --library, --json, --query, --sort"),
        (("list", "x"), "'x' is one word too many"),
        (("import", "--year", "abc", "x"), "'abc' is no year; type four digits, such as 2024"),
        (("import", "--year", "99999", "x"), "'99999' is no year"),
        (("search", "x", "--limit", "-3"), "'-3' is no number; type 20 for twenty"),
        (("star", "first"), "'first' is no number; 'list' shows the papers' numbers"),
        (("dumps", "undo", "page"), "'page' is no number; 'dumps' shows the imports' numbers"),
    ],
    ids=str,
)
def test_what_cannot_be_understood_is_said_with_what_can(
    command: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        parse(command)
    error = capsys.readouterr().err
    assert end.value.code == 2 and said in error and error.count("\n") == 1


def test_options_before_and_behind(filled: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "other"
    assert filled("add", "--title", "x", "--library", other)[0] == 0
    assert (other / "library.sqlite").exists()
    assert len(answer(filled("list", "--json", "--library", other))) == 1
    assert len(answer(filled("--json", "list"))) == 8


def test_help_and_version(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for name in ("import", "search", "list", "show", "star", "status", "tag", "note", "add", "edit", "delete", "undo",
                 "export", "dumps", "check", "rebuild-index"):  # fmt: skip
        assert name in out
        assert run(name, "--help")[0] == 0
    assert run("--version")[0] == 0


def test_a_library_in_use_can_be_read_and_says_why_it_cannot_be_written(filled: Run, home: Path) -> None:
    with Library.open(home):
        assert len(answer(filled("list", "--json"))) == 8
        assert answer(filled("search", "Method3", "--json"))["total"] == 1
        assert answer(filled("show", 1, "--json"))["id"] == 1
        assert filled("export")[0] == 0 and filled("dumps")[0] == 0 and filled("check")[0] == 0
        code, out, err = filled("star", 1)
        assert (code, out) == (1, "") and err.count("\n") == 1 and "writing to the library" in err
    assert filled("star", 1)[0] == 0


# ---- as processes ----


HELP = """
import sys
sys.argv = ["readinglist", "--help"]
from readinglist import cli
from readinglist.__main__ import main
try:
    main()
except SystemExit:
    pass
heavy = {"PySide6", "sqlmodel", "sqlalchemy", "whoosh", "numpy", "pydantic", "sqlite3", "rapidfuzz", "pylatexenc"}
print(sorted(heavy & {name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
COMMANDS_IN_A_ROW = """
import sys
from readinglist import cli
from readinglist.__main__ import main
home, file = sys.argv[1:]
codes = []
for words in (["import", file], ["list", "--json"], ["search", "study"], ["star", "1"], ["export"], ["check"]):
    sys.argv[1:] = ["--library", home, *words]
    codes.append(main())
print(codes, [name for name in sys.modules if "PySide" in name or ".gui" in name], file=sys.stderr)
"""

#: An import, by a child and this process, that waits after its first batch until it is interrupted.
IMPORT_THAT_WAITS = """
import signal, sys, time
from readinglist.__main__ import main
from readinglist.core.library import importing, preparing

signal.signal(signal.SIGINT, signal.default_int_handler)  # the tests may run where it is ignored: in the background
write = importing._DumpWriter.write

def write_and_wait(writer, batch):
    stored = write(writer, batch)
    print("stored", flush=True)
    while signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        time.sleep(0.01)
    return stored

importing._DumpWriter.write, preparing.SMALL = write_and_wait, 0
home, file = sys.argv[1:]
sys.argv[1:] = ["--library", home, "import", file]
sys.exit(main())
"""


def test_help_imports_nothing_heavy() -> None:
    with python("-c", HELP) as process:
        _, err = process.communicate(timeout=PATIENCE)
    assert err.decode().strip() == "[]"


def test_no_command_imports_qt(home: Path, tmp_path: Path) -> None:
    with python("-c", COMMANDS_IN_A_ROW, home, write(tmp_path, "page.txt", page(range(3)))) as process:
        _, err = process.communicate(timeout=PATIENCE)
    assert err.decode().strip().splitlines()[-1] == "[0, 0, 0, 0, 0, 0] []"


@pytest.mark.skipif(os.name != "posix", reason="needs pipes as POSIX has them")
@pytest.mark.parametrize("command", [["list"], ["list", "--json"], ["export"], ["search", "propose"]], ids=" ".join)
def test_a_closed_pipe_is_no_error(command: list[str], filled: Run, home: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with python("-m", "readinglist", "--library", home, *command, stdout=writing) as process:
        os.close(writing)
        _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_an_interrupted_import_reports_what_stays_and_goes_on(home: Path, tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of the command, between two batches."""
    file = write(tmp_path, "big.txt", page(range(2500)))
    with python("-c", IMPORT_THAT_WAITS, home, file, start_new_session=True) as process:
        assert process.stdout is not None and process.stdout.readline() == b"stored\n"
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err.decode().count("\n")) == (1, 1)
    assert "stopped" in err.decode() and "again to go on" in err.decode() and b"records = " in out
    with Library.open(home) as library:
        assert len(library.ids("all")) == 1000
        assert library.undo_label == "import big.txt"


def test_an_interruption_that_was_ignored_from_the_start_stays_so() -> None:
    former = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interruption() as interruption:
            signal.raise_signal(signal.SIGINT)
            assert not interruption()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, former)


def test_a_closed_standard_input(home: Path) -> None:
    command = f"exec {sys.executable} -m readinglist --library '{home}' import - <&-"
    done = subprocess.run(
        ["sh", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr


# ---- the window ----


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], []),
        (["open"], []),
        (["open", "page.txt"], ["page.txt"]),
        (["page.txt", "missing.txt"], ["page.txt", "missing.txt"]),  # the window says what is wrong with the second
        (["--library", "place"], []),
        (["--library", "place", "page.txt"], ["page.txt"]),
        (["./search"], ["./search"]),
    ],
)
def test_files_without_a_command_go_to_the_window(
    arguments: list[str], expected: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("page.txt", "search"):
        (tmp_path / name).write_text("", encoding="utf-8")
    opened: list[list[str]] = []

    def open_window(_paths: LibraryPaths, files: list[str]) -> int:
        opened.append(files)
        return 7

    assert cli.run(arguments, open_window=open_window, demonstrate=lambda *_: "") == 7
    assert opened == [expected]


def test_a_file_that_is_not_there_is_no_command(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        cli.run([str(tmp_path / "missing.txt")], open_window=lambda *_: 0, demonstrate=lambda *_: "")
    assert end.value.code == 2
