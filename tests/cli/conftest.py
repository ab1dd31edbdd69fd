"""The command line in this process, for every test of this room."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from readinglist.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in this process: fast; the tests of processes are few."""

    def call(*arguments: object, stdin: bytes | None = None, library: Path | None = None) -> tuple[int, str, str]:
        words = ["readinglist", "--library", str(library or home), *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", words)
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        try:
            code = main()
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call
