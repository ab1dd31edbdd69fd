"""A real window on a screen, a window manager, real keys: the main job as a person does it.

Needs DISPLAY with a window manager, and xdotool; `.ci/run` gives it Xvfb and openbox. The program is a process of its
own, and what it did is read by the command line while its window is open. Imports nothing of the package.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.timing import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
NOTE = "what does each part bring?"
MORE = " and all together?"

pytestmark = pytest.mark.xvfb


class Person:
    """Starts the program, looks at its window and types."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
        self.program: subprocess.Popen[bytes] | None = None

    def readinglist(self, *arguments: str | Path) -> Any:
        """What a command prints as JSON, run beside the window."""
        command = [sys.executable, "-m", "readinglist", "--library", str(self.library), "--json", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=PATIENCE)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def open(self) -> None:
        command = [sys.executable, "-m", "readinglist", "--library", str(self.library)]
        self.program = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        assert self.sees(lambda: self.shows_window() or self.program.poll() is not None)
        assert self.program.poll() is None, "the program ended before it showed its window"
        self.xdotool("search", "--onlyvisible", "--name", "^Reading List$", "windowactivate", "--sync")
        # The window is there before its library, and keys do nothing until then: try one that can be taken back.
        assert self.sees(lambda: self.keys("2") or self.statuses() != {"new"})
        self.keys("ctrl+z")
        assert self.sees(lambda: self.statuses() == {"new"})

    def shows_window(self) -> bool:
        search = ["xdotool", "search", "--onlyvisible", "--name", "^Reading List$"]
        return subprocess.run(search, env=self.environment, check=False, capture_output=True).returncode == 0

    def xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self.environment, check=True, timeout=PATIENCE, capture_output=True)

    def keys(self, *names: str) -> None:
        self.xdotool("key", "--delay", "80", *names)

    def types(self, text: str) -> None:
        self.xdotool("type", "--delay", "40", text)

    def sees(self, there: Callable[[], bool]) -> bool:
        """Look again and again, as long as a patient person would."""
        end = time.monotonic() + PATIENCE
        while not (found := there()) and time.monotonic() < end:
            time.sleep(0.1)  # another process works: there is nothing here that could tell when it is done
        return found

    def leave(self) -> int:
        assert self.program
        self.keys("ctrl+q")
        return self.program.wait(timeout=PATIENCE)

    def statuses(self) -> set[str]:
        return {paper["status"] for paper in self.readinglist("list")}

    def notes(self) -> list[str]:
        return [paper["note"] for paper in self.readinglist("list") if paper["note"]]

    def starred(self) -> list[dict[str, Any]]:
        return [paper for paper in self.readinglist("list") if paper["starred"]]


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    made = Person(tmp_path / "library")
    made.readinglist("import", SAMPLES)
    made.open()
    yield made
    if made.program and made.program.poll() is None:
        made.program.kill()
        made.program.wait()


def test_search_star_note_undo_by_real_keys(person: Person) -> None:
    person.keys("slash")
    person.types("attention is all you need")
    person.keys("Return", "s")
    assert person.sees(lambda: [paper["title"] for paper in person.starred()] == ["Attention Is All You Need"])
    person.keys("n")
    person.types(NOTE)
    person.keys("Escape")
    assert person.sees(lambda: [paper["note"] for paper in person.starred()] == [NOTE])
    person.keys("2")
    assert person.sees(lambda: person.starred()[0]["status"] == "later")
    person.keys("ctrl+z")
    assert person.sees(lambda: person.starred()[0]["status"] == "new")
    assert person.leave() == 0
    (paper,) = person.starred()
    assert (paper["note"], paper["status"]) == (NOTE, "new")


def test_letters_typed_into_the_search_line_are_letters(person: Person) -> None:
    person.keys("slash")
    person.types("sxrl12345")
    person.keys("Escape", "Escape")
    assert person.leave() == 0
    assert {(paper["starred"], paper["status"]) for paper in person.readinglist("list")} == {(False, "new")}


def test_a_note_typed_just_before_the_end_is_kept(person: Person) -> None:
    person.keys("n")
    person.types(NOTE)
    assert person.leave() == 0
    assert person.notes() == [NOTE]


def test_terminated_it_still_keeps_the_note(person: Person) -> None:
    person.keys("n")
    person.types(NOTE)
    assert person.sees(lambda: person.notes() == [NOTE])
    person.types(MORE)
    assert person.program
    person.program.terminate()  # which may come before the last keys do: those are lost, what came is not
    person.program.wait(timeout=PATIENCE)
    (note,) = person.notes()
    assert note.startswith(NOTE) and (NOTE + MORE).startswith(note)
