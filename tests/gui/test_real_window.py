"""A real window under an X server, driven by real keys (xdotool), read through the accessibility bus."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.core.library import Library, run
from readinglist.paths import library_paths, resource

pytestmark = pytest.mark.xvfb
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-launch")
PATIENCE = 60.0  # s


class GoneError(Exception):
    """A node of the accessibility tree went between being listed and being asked: what was read is to be read again."""


def until(there: Callable[[], object], what: str) -> object:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = there()
        except GoneError:
            found = None
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited in vain until {what}")


class Desk:
    """An X server with a window manager, a session bus, and one window of ours on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        read, write = os.pipe()
        self.processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                pass_fds=[write],
                stderr=subprocess.DEVNULL,
            )
        )
        os.close(write)
        with os.fdopen(read) as number:
            display = f":{number.readline().strip()}"
        self.env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        self.env["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        bus = subprocess.run(["dbus-daemon", "--session", "--fork", "--print-address=1", "--print-pid=1"],
                             capture_output=True, text=True, check=True, env=self.env).stdout.split()  # fmt: skip
        self.env["DBUS_SESSION_BUS_ADDRESS"], self.bus_pid = bus[0], int(bus[1])
        self.processes.append(subprocess.Popen(["openbox"], env=self.env, stderr=subprocess.DEVNULL))

    def open(self, *files: str) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            [sys.executable, "-m", "readinglist", "--library", str(self.folder), *files], env=self.env
        )
        self.processes.append(program)
        return program

    def tool(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def window(self) -> str:
        found = until(lambda: self.tool("search", "--onlyvisible", "--name", "^Reading List$"), "the window is there")
        number = str(found).split()[0]
        self.tool("windowfocus", "--sync", number)
        return number

    def close(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait(20)
        os.kill(self.bus_pid, 15)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    for tool in TOOLS[:3]:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    folder = tmp_path / "library"
    with Library.open(library_paths(folder)) as library:
        run(library.import_dumps([resource("samples")]))
        run(library.catch_up())
    made = Desk(folder)
    yield made
    made.close()


def looked_up(folder: Path, look: Callable[[Library], object]) -> object:
    with Library.open(library_paths(folder), create=False, read_only=True) as library:
        return look(library)


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
    program.terminate()  # SIGTERM right after the last key: the note must not be lost
    assert program.wait(30) == 0
    assert looked_up(desk.folder, note) == ["last words"]


def test_a_second_start_brings_its_files(desk: Desk, tmp_path: Path):
    (desk.folder / "window.json").write_text(json.dumps({"preview_imports": False}), encoding="utf-8")
    first = desk.open()
    desk.window()
    until((desk.folder / "logs" / "window.log").exists, "the first window runs")
    page = tmp_path / "more.bib"
    page.write_text("@article{x2020, title={A Second Start}, author={Doe, Jane}, year={2020}}\n", encoding="utf-8")
    second = desk.open(str(page))
    assert second.wait(60) == 0
    titles = lambda library: [paper.title for paper in library.papers(library.ids())]  # noqa: E731
    until(lambda: "A Second Start" in looked_up(desk.folder, titles), "the first window imports the file")  # type: ignore[operator]
    first.terminate()
    assert first.wait(30) == 0


class Accessible:
    """One node of the accessibility tree, read over the bus with busctl, as a screen reader would."""

    INTERFACE = "org.a11y.atspi.Accessible"

    def __init__(self, desk: Desk, address: str, name: str, path: str) -> None:
        self.desk, self.address, self.place = desk, address, (name, path)

    def _busctl(self, *words: str) -> object:
        command = ["busctl", "--json=short", f"--address={self.address}", *words]
        done = subprocess.run(command, env=self.desk.env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise GoneError(done.stderr)
        return json.loads(done.stdout)["data"]

    def call(self, method: str) -> object:
        return self._busctl("call", *self.place, self.INTERFACE, method)[0]  # type: ignore[index]

    @property
    def name(self) -> str:
        return str(self._busctl("get-property", *self.place, self.INTERFACE, "Name"))

    @property
    def role(self) -> str:
        return str(self.call("GetRoleName"))

    def extents(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        said = self._busctl("call", *self.place, "org.a11y.atspi.Component", "GetExtents", "u", "0")
        return tuple(said[0])  # type: ignore[index]

    def children(self) -> "list[Accessible]":
        return [Accessible(self.desk, self.address, *child) for child in self.call("GetChildren")]  # type: ignore[attr-defined]

    def walk(self) -> "Iterator[Accessible]":
        yield self
        for child in self.children():
            yield from child.walk()


def application_node(desk: Desk) -> Accessible:
    asked = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
    asked += ["--method", "org.a11y.Bus.GetAddress"]
    answer = subprocess.run(asked, env=desk.env, capture_output=True, text=True, check=True).stdout
    address = answer.split("'")[1]
    root = Accessible(desk, address, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
    found = until(lambda: [child for child in root.children() if "eading" in child.name], "the window is on the bus")
    return found[0]  # type: ignore[index]


def test_the_accessibility_tree(desk: Desk):
    """Names and roles of controls, and rows in words."""
    if not shutil.which("busctl") or not Path("/usr/libexec/at-spi-bus-launcher").exists():
        pytest.skip("busctl or at-spi2-core is not installed")
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
    hand, aim = (x + width // 3, y + height // 2), (left + wide // 2, top + high // 2)
    desk.tool("mousemove", "--sync", *map(str, hand))
    desk.tool("mousedown", "1")
    for step in range(1, 21):  # as a hand does: Qt begins a drag after some pixels
        place = (start + (end - start) * step // 20 for start, end in zip(hand, aim, strict=True))
        desk.tool("mousemove", "--sync", *map(str, place))
    until((taken / "entered").exists, "the papers are over the other window")
    desk.tool("mouseup", "1")
    until((taken / "dropped").exists, "they are dropped")
    entry = (taken / "text-plain").read_text(encoding="utf-8")
    assert entry.startswith("@misc{") and entry.count("@misc{") == 1
    assert (taken / "application-x-bibtex").read_text(encoding="utf-8") == entry
    assert starred.title[:20].casefold() in (taken / "text-html").read_text(encoding="utf-8").casefold()  # type: ignore[attr-defined]
    program.terminate()
    assert program.wait(30) == 0


def test_random_keys_and_clicks_break_nothing(desk: Desk):
    command = [
        sys.executable,
        "-m",
        "tests.bench.random_keys",
        "--minutes",
        "0.4",
        "--seed",
        str(random.randrange(10**6)),
    ]
    done = subprocess.run(
        command, env=desk.env, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2], timeout=300
    )
    # 2 stands for stalls alone: on a busy machine they tell of the machine.
    assert done.returncode in (0, 2), done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 100, done.stdout
