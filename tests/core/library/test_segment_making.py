"""An index whose segments are made in processes of their own is the same, and what befalls these is said."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from readinglist.core.library.processes import our_environment
from readinglist.core.library.segment_making import SegmentProcess
from readinglist.core.library.turns import Turns
from readinglist.core.records import IndexDocument
from readinglist.core.search import Accumulator, IndexNotWrittenError, build

NAMES = [letter + vowel + last for letter in "bdgklmnprt" for vowel in "aeiou" for last in ("n", "r", "-mod")]


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """256 papers in each."""
    monkeypatch.setattr("readinglist.core.search.segments.writer.tokens_for", lambda _megabytes: 1)


def papers(count: int) -> Iterator[IndexDocument]:
    for number in range(1, count + 1):
        words = [NAMES[number * step % len(NAMES)] for step in range(1, 30)]
        yield IndexDocument(number, " ".join(words[:6]).title(), " ".join(words), (), (), "", "", "")


def built(folder: Path, documents: Iterable[IndexDocument], maker: SegmentProcess | None) -> list[bytes]:
    name = build(folder, "library", documents, 7, maker=maker)
    return sorted(path.read_bytes() for path in (folder / name).glob("*.arrays"))


def test_the_same_index(tmp_path: Path) -> None:
    made = built(tmp_path / "beside", papers(600), SegmentProcess(Turns()))
    assert len(made) == 3 and made == built(tmp_path / "here", papers(600), None)


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    making = SegmentProcess(Turns())
    making.begin(tmp_path / "gone" / "some.arrays", Accumulator())
    with pytest.raises(OSError, match="No such file"):
        making.wait()
    making.wait()  # for nothing


@pytest.mark.parametrize("before", [False, True], ids=["while it hears of papers", "before"])
def test_a_process_that_is_killed_is_said_and_nothing_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    popen = subprocess.Popen

    def killed(_arguments: list[str], **named: Any) -> Any:
        hears = "" if before else "sys.stdin.buffer.peek();"
        child = popen([sys.executable, "-c", f"import os, sys; {hears} os.kill(os.getpid(), {int(SIGKILL)})"], **named)
        if before:
            child.wait()
        return child

    monkeypatch.setattr(subprocess, "Popen", killed)
    with pytest.raises(IndexNotWrittenError, match="ended unexpectedly"):
        build(tmp_path, "library", papers(600), 7, maker=SegmentProcess(Turns()))
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_is_broken_off_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def watched(arguments: list[str], **named: Any) -> Any:
        begun.append(popen(arguments, **named))
        return begun[-1]

    def breaking() -> Iterator[IndexDocument]:
        yield from papers(300)
        raise RuntimeError("the store broke")

    monkeypatch.setattr(subprocess, "Popen", watched)
    with pytest.raises(RuntimeError):
        build(tmp_path, "library", breaking(), 7, maker=SegmentProcess(Turns()))
    assert [child.returncode is not None for child in begun] == [True]
    assert list(tmp_path.iterdir()) == []


def test_it_ends_without_a_word_where_its_parent_has_gone(tmp_path: Path) -> None:
    task = [sys.executable, "-m", "readinglist.core.library.segment_child", str(tmp_path / "some.arrays")]
    ended = subprocess.run(task, input=b"\x80\x05", capture_output=True, check=True, env=our_environment())
    assert (ended.stdout, ended.stderr, list(tmp_path.iterdir())) == (b"", b"", [])
