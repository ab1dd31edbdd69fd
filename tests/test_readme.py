"""README.md stays true: the paths, commands and rooms that it names exist. May import the command line's options
and the table of actions; runs what README runs."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from readinglist.cli.arguments import parse
from readinglist.gui.keys.actions import ACTIONS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = "\n".join(re.findall(r"^```(?:sh|console)\n(.*?)^```", README, re.M | re.S))
SPANS = re.findall(r"`([^`\n]+)`", README)
COMMANDS = re.findall(r"^(?:\.venv/bin/)?readinglist (.+)", BLOCKS, re.M)
PATHS = sorted(
    {span for span in SPANS if re.match(r"(?:readinglist|resources|packaging|tests)/[\w./-]*$", span)}
    | set(re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", README))
)


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_understood(command: str) -> None:
    assert parse(shlex.split(command, comments=True)).command


@pytest.mark.parametrize("path", PATHS)
def test_path_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the sample pages in place of the reader's own file."""
    (example,) = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
    shutil.copy(next((ROOT / "resources" / "samples").glob("listing-*.txt")), tmp_path / "page.txt")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    assert "@misc{" in capsys.readouterr().out


def test_keys_are_those_of_the_window() -> None:
    known = {key.casefold() for action in ACTIONS for key in action.keys}
    section = README.split("## Keys")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("|")]
    told = re.findall(r"(?<=`)[^`\s](?=`)|(?:Ctrl|Shift)\+[\w+]+|\bF\d+|\bDel|\bSpace", " ".join(cells))
    assert len(told) > 20
    assert {key for key in told if key.casefold() not in known} == set()


def test_something_was_checked() -> None:
    assert COMMANDS
    assert PATHS


def test_the_picture_shows_every_room() -> None:
    """Each module and package of the first two levels, and of the core, stands in the picture of the package."""
    picture = next(block for block in re.findall(r"^```text\n(.*?)^```", README, re.M | re.S) if "core/" in block)
    package = ROOT / "readinglist"
    rooms = [*package.iterdir(), *(package / "core").iterdir()]
    names = {
        room.name + ("/" if room.is_dir() else "")
        for room in rooms
        if room.name not in {"__pycache__", "__init__.py", "_resources"}
    }
    assert {name for name in names if name not in picture} == set()
