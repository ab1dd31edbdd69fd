"""A real window under an X server, driven by real keys (xdotool), read through the accessibility bus."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from readinglist.core.library import Library
from tests.gui.desk import Desk, application_node, looked_up, until
from tests.timing import PATIENCE

pytestmark = pytest.mark.xvfb
FOCUSED = 12  # a state of AT-SPI


def test_the_main_job_by_real_keys(desk: Desk):
    program = desk.open()
    desk.window()
    starred = lambda: looked_up(desk.folder, lambda library: len(library.ids("starred")))  # noqa: E731

    # Once, as soon as the window is there: the library opens a moment later, and the key must not be lost.
    desk.tool("key", "s")
    until(lambda: starred() == 1, "the star is stored")
    desk.tool("key", "j")
    desk.tool("key", "l")
    until(lambda: looked_up(desk.folder, lambda library: len(library.ids("later"))) == 1, "the verdict is stored")
    desk.tool("key", "n")
    desk.tool("type", "--delay", "20", "typed in a real window")
    note = lambda library: [paper.note for paper in library.papers(library.ids()) if paper.note]  # noqa: E731
    until(lambda: looked_up(desk.folder, note) == ["typed in a real window"], "the note has saved itself")
    desk.tool("key", "Escape")
    desk.tool("key", "ctrl+z")
    until(lambda: looked_up(desk.folder, note) == [], "undo has taken the note back")
    desk.tool("key", "n")
    desk.tool("type", "--delay", "20", "last words")
    until(lambda: looked_up(desk.folder, note) == ["last words"], "the note has saved itself again")
    desk.tool("type", "--delay", "20", " and more")
    program.terminate()  # which may come before the last keys do: those are lost, what came is not
    assert program.wait(PATIENCE) == 0
    (kept,) = looked_up(desk.folder, note)  # type: ignore[misc]
    assert kept.startswith("last words") and "last words and more".startswith(kept)


def test_what_is_typed_at_once_reaches_the_dialog_that_a_key_opens(desk: Desk):
    """Before the window system has given it the keyboard; some of these letters are verdicts on papers under it."""
    program = desk.open()
    number = desk.window()
    desk.tool("key", "s")
    until(lambda: looked_up(desk.folder, lambda library: len(library.ids("starred"))) == 1, "the window answers")

    def at_once(*keys: str) -> None:
        desk.tool("key", "--delay", "0", *keys)
        until(lambda: desk.tool("getactivewindow") != number, "the dialog has the keyboard")

    def tags(library: Library) -> list[str]:
        return sorted(tag.name for tag in library.tags())

    def titles(library: Library) -> set[str | None]:
        return {row.title for row in library.rows(library.ids())}

    at_once("t", *"nlp", "Return", *"xlr5", "space", *"Lx", "Return")
    until(lambda: looked_up(desk.folder, tags) == ["nlp", "xlr5 Lx"], "both tags are given")
    desk.tool("key", "Escape")
    until(lambda: desk.tool("getactivewindow") == number, "the window has the keyboard again")
    at_once("ctrl+n", *"typed", "space", *"xs5")
    desk.tool("key", "ctrl+Return")
    until(lambda: "typed xs5" in looked_up(desk.folder, titles), "the paper is stored")  # type: ignore[operator]
    counts = [looked_up(desk.folder, lambda library, view=view: len(library.ids(view))) for view in ("new", "all")]
    assert counts[0] == counts[1]
    program.terminate()
    assert program.wait(PATIENCE) == 0


def test_a_second_start_brings_its_files(desk: Desk, tmp_path: Path):
    (desk.folder / "window.json").write_text(json.dumps({"preview_imports": False}), encoding="utf-8")
    first = desk.open()
    desk.window()
    until((desk.folder / "logs" / "window.log").exists, "the first window runs")
    page = tmp_path / "more.bib"
    page.write_text("@article{x2020, title={A Second Start}, author={Doe, Jane}, year={2020}}\n", encoding="utf-8")
    second = desk.open(str(page))
    assert second.wait(PATIENCE) == 0
    titles = lambda library: [paper.title for paper in library.papers(library.ids())]  # noqa: E731
    until(lambda: "A Second Start" in looked_up(desk.folder, titles), "the first window imports the file")  # type: ignore[operator]
    first.terminate()
    assert first.wait(PATIENCE) == 0


def test_the_accessibility_tree(desk: Desk):
    """Names and roles of controls, and rows in words."""
    desk.open()
    desk.window()
    desk.tool("key", "s")
    application = application_node(desk)

    def rows() -> list[str]:
        return [node.name for node in application.walk() if node.role in ("table cell", "cell")]

    told = until(lambda: [name for name in rows() if "status New" in name], "the rows are told in words")
    assert any("starred" in name or "seen in" in name for name in told)  # type: ignore[attr-defined]
    named = until(lambda: {(node.role, node.name) for node in application.walk()}, "all nodes are read")
    for role, name in (("text", "Search"), ("table", "Papers"), ("list", "Views, tags and dumps")):
        assert any(found == name and role in kind for kind, found in named), (role, name, sorted(named)[:60])
    controls = ("push button", "text", "entry", "check box", "button")
    asked = until(lambda: [node.name for node in application.walk() if node.role in controls], "all controls are read")
    assert all(asked), asked  # type: ignore[arg-type,call-overload]
    desk.tool("key", "space")  # the focus stays in triage while papers come and go: its name tells them
    for place in ("1 of 51", "2 of 51"):
        until(
            lambda place=place: [node for node in application.walk() if place in node.name and node.has(FOCUSED)],
            f"the paper is told that is {place}",
        )
        desk.tool("key", "Right")


#: A window of another program that takes what is dropped on it.
TAKER = """
import pathlib
import sys
from PySide6.QtWidgets import QApplication, QLabel

folder = pathlib.Path(sys.argv[1])

class Taker(QLabel):
    def dragEnterEvent(self, event):
        event.acceptProposedAction()
        (folder / "entered").touch()

    def dropEvent(self, event):
        for kind in ("application/x-bibtex", "text/plain", "text/html"):
            (folder / kind.replace("/", "-")).write_bytes(bytes(event.mimeData().data(kind)))
        event.acceptProposedAction()
        (folder / "dropped").touch()

app = QApplication([])
taker = Taker("Drop here")
taker.setWindowTitle("Taker of drops")
taker.setAcceptDrops(True)
taker.setGeometry(900, 60, 400, 300)
taker.show()
sys.exit(app.exec())
"""


def place_of(desk: Desk, number: str) -> tuple[int, int, int, int]:
    said = dict(line.split("=") for line in desk.tool("getwindowgeometry", "--shell", number).splitlines())
    return int(said["X"]), int(said["Y"]), int(said["WIDTH"]), int(said["HEIGHT"])


def drag(desk: Desk, hand: tuple[int, int], aim: tuple[int, int]) -> None:
    """Press the button and move the mouse; it is not let go."""
    desk.tool("mousemove", "--sync", *map(str, hand))
    desk.tool("mousedown", "1")
    for step in range(1, 21):  # as a hand does: Qt begins a drag after some pixels
        place = (start + (end - start) * step // 20 for start, end in zip(hand, aim, strict=True))
        desk.tool("mousemove", "--sync", *map(str, place))


def test_papers_are_dragged_to_a_line_of_the_side_bar(desk: Desk):
    program = desk.open()
    ours = desk.window()
    desk.tool("windowsize", "--sync", ours, "1100", "760")
    application = application_node(desk)

    def extents(role: str, words: str) -> list[tuple[int, int, int, int]]:
        return [node.extents() for node in application.walk() if role in node.role and words in node.name]

    x, y, width, height = until(lambda: extents("cell", "status New"), "the rows are told")[0]  # type: ignore[index]
    left, top, wide, high = until(lambda: extents("list item", "Later, "), "the side bar is told")[0]  # type: ignore[index]

    def dropped() -> bool:
        """Let go at once, as a quick hand does; X may not have told the window yet where the mouse is."""
        for key in ("Home", "shift+Down"):
            desk.tool("key", key)
        drag(desk, (x + width // 3, y + height // 2), (left + wide // 2, top + high // 2))
        desk.tool("mouseup", "1")
        return looked_up(desk.folder, lambda library: len(library.ids("later"))) == 2

    until(dropped, "they are for later")
    desk.tool("key", "ctrl+z")
    until(lambda: looked_up(desk.folder, lambda library: len(library.ids("later"))) == 0, "that was one step")
    program.terminate()
    assert program.wait(PATIENCE) == 0


def test_a_narrow_window_is_used_by_keys(desk: Desk):
    """List, note and side bar take each other's place; whatever is typed comes to where it is seen."""
    program = desk.open()
    ours = desk.window()
    desk.tool("windowsize", "--sync", ours, "480", "640")
    until(lambda: place_of(desk, ours)[2] == 480, "it is narrow")

    def starred(library: Library) -> list[tuple[str, str]]:
        return [(paper.note, paper.status) for paper in library.papers(library.ids("starred"))]

    desk.tool("key", "s")
    until(lambda: looked_up(desk.folder, starred) == [("", "new")], "the list is there")
    desk.tool("key", "n")
    desk.tool("type", "--delay", "30", "narrow")
    for key in ("Escape", "l", "F9", "Down", "Down", "Return"):  # in the list, in the side bar on “Later”, in its list
        desk.tool("key", key)
    until(lambda: looked_up(desk.folder, starred) == [("narrow", "later")], "note and verdict are stored")
    desk.tool("key", "s")  # the only paper in that list
    until(lambda: looked_up(desk.folder, starred) == [], "its star is gone")
    program.terminate()
    assert program.wait(PATIENCE) == 0


def test_papers_are_dragged_to_another_program(desk: Desk, tmp_path: Path):
    """Button pressed on a row, moved over another program's window, let go: that program has entry and reference."""
    taken = tmp_path / "taken"
    taken.mkdir()
    program = desk.open()
    ours = desk.window()
    desk.processes.append(subprocess.Popen([sys.executable, "-c", TAKER, str(taken)], env=desk.env))
    desk.tool("windowsize", "--sync", ours, "880", "800")
    desk.tool("windowmove", "--sync", ours, "0", "20")
    theirs = str(until(lambda: desk.tool("search", "--onlyvisible", "--name", "^Taker of drops$"), "it is there"))
    desk.tool("windowmove", "--sync", theirs.split(maxsplit=1)[0], "900", "60")
    desk.tool("windowfocus", "--sync", ours)
    desk.tool("key", "s")  # the library is open when this is stored
    until(lambda: looked_up(desk.folder, lambda library: len(library.ids("starred"))) == 1, "the star is stored")
    starred = looked_up(desk.folder, lambda library: library.papers(library.ids("starred"))[0])
    application = application_node(desk)

    def row() -> list[tuple[int, int, int, int]]:
        cells = [node for node in application.walk() if node.role in ("table cell", "cell")]
        return [node.extents() for node in cells if starred.title[:40] in node.name]  # type: ignore[attr-defined]

    x, y, width, height = until(row, "the row is told")[0]  # type: ignore[index]
    left, top, wide, high = place_of(desk, theirs.split(maxsplit=1)[0])
    drag(desk, (x + width // 3, y + height // 2), (left + wide // 2, top + high // 2))
    until((taken / "entered").exists, "the papers are over the other window")
    desk.tool("mouseup", "1")
    until((taken / "dropped").exists, "they are dropped")
    entry = (taken / "text-plain").read_text(encoding="utf-8")
    assert entry.startswith("@misc{") and entry.count("@misc{") == 1
    assert (taken / "application-x-bibtex").read_text(encoding="utf-8") == entry
    assert starred.title[:20].casefold() in (taken / "text-html").read_text(encoding="utf-8").casefold()  # type: ignore[attr-defined]
    program.terminate()
    assert program.wait(PATIENCE) == 0
