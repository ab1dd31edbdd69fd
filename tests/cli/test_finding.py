"""What the command line says about a search: why nothing was found, what was assumed, how to search literally."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.__main__ import main
from readinglist.core.library import Library

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line over three papers, one of them dismissed."""
    with Library.open(tmp_path / "library") as library:
        papers = [library.add_paper(title=title) for title in ("Graph wavelets", "Graph theory", "Quarks")]
        library.set_status([papers[2]], "dismissed")
        library.tag([papers[0]], "chemistry")

    def call(*words: str, said: str = "") -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["readinglist", "--library", str(tmp_path / "library"), *words])
        code = main()
        out, err = capsys.readouterr()
        assert said in err and bool(err) == bool(said)
        return code, out

    return call


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tag:nonesuch", ["No paper matches “tag:nonesuch”."]),
        ("tag:chemestry graph", ["“tag:chemestry”: 2 papers.", "Nearest: tag:chemistry."]),
        ("is:starred graph", ["No paper matches “is:starred”.", "Without “is:starred”: 2 papers."]),
        ("is:dismissed", ["1 paper matches outside this view.", "--all searches dismissed papers too."]),
        ("quarks", ["1 paper matches outside this view.", "--all"]),
    ],
)
def test_an_empty_answer_says_why(run: Run, query: str, said: list[str]) -> None:
    code, out = run("search", query)
    assert code == 0
    assert out.startswith("0 papers\n")
    assert all(sentence in out for sentence in said), out


def test_an_empty_answer_says_why_in_json(run: Run) -> None:
    code, out = run("--json", "search", "tag:chemestry graph")
    assert code == 0
    found = json.loads(out)
    assert (found["total"], found["elsewhere"]) == (0, 0)
    sentences = found["emptiness"].pop("sentences")
    assert found["emptiness"] == {
        "clauses": [{"text": "tag:chemestry", "papers": 0}],
        "query": "graph",
        "without": 2,
        "nearest": ["tag:chemistry"],
    }
    assert sentences[0] == "No paper matches “tag:chemestry”."
    assert json.loads(run("--json", "search", "graph")[1])["emptiness"] is None


def test_what_was_assumed_is_said_with_the_way_to_search_literally(run: Run) -> None:
    code, out = run("search", "wavlets")
    assert (code, out.splitlines()[0]) == (0, "1 paper")
    assert "“wavlets” was taken for “wavelets”; in quotes it is searched for as it stands, all with --literal." in out
    assert run("search", "--literal", "wavlets")[1].startswith("0 papers")


@pytest.mark.parametrize("looked", [True, False])
def test_a_damaged_index_is_rebuilt_at_the_next_search_as_check_says(run: Run, tmp_path: Path, looked: bool) -> None:
    assert run("search", "graph")[1].startswith("2 papers")
    (arrays,) = (tmp_path / "library" / "cache" / "index").glob("index-*/*.arrays")
    data = bytearray(arrays.read_bytes())
    half = len(data) // 2
    data[half:] = bytes(b ^ 0xFF for b in data[half:])  # its header is whole: only the checksums tell
    arrays.write_bytes(data)
    if looked:
        code, out = run("check")
        assert (code, "it is rebuilt at the next search" in out) == (1, True)
    code, out = run("--json", "search", "graph", said="" if looked else "the search index was damaged")
    assert (code, json.loads(out)["total"], "every paper is read" in out) == (0, 2, False)
    assert not arrays.exists()
    assert run("check")[0] == 0
