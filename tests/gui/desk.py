"""A real X server with a window of ours on it, driven by xdotool and read over the accessibility bus."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from readinglist.core.library import Library
from readinglist.paths import library_paths
from tests.gui.bus import Bus, GoneError
from tests.timing import PATIENCE

AT_SPI = "org.a11y.atspi"
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")


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
        self.buses: list[Bus] = []
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
        for bus in self.buses:
            bus.close()
        for process in reversed(self.processes):
            process.terminate()
            process.wait(PATIENCE)
        os.kill(self.bus_pid, 15)


def looked_up(folder: Path, look: Callable[[Library], object]) -> object:
    with Library.open(library_paths(folder), create=False, read_only=True) as library:
        return look(library)


@dataclass(frozen=True, slots=True)
class Accessible:
    """One node of the accessibility tree as it was when it was looked at, as a screen reader does."""

    bus: Bus
    place: tuple[str, str]
    role: str
    name: str
    description: str
    states: int

    def has(self, state: int) -> bool:
        """Whether a state (its number in AT-SPI) was set."""
        return bool(self.states >> state & 1)

    def extents(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        return tuple(self.bus.call(*self.place, f"{AT_SPI}.Component", "GetExtents", 0))  # type: ignore[arg-type]

    def children(self) -> "list[Accessible]":
        return _looked_at(self.bus, _children(self.bus, [self.place]))

    def walk(self) -> "Iterator[Accessible]":
        """The node and all below it as they are now, level by level; one that goes meanwhile is left out."""
        level = [self.place]
        while level:
            yield from _looked_at(self.bus, level)
            level = _children(self.bus, level)


def _looked_at(bus: Bus, places: Sequence[tuple[str, str]]) -> list[Accessible]:
    node, of = f"{AT_SPI}.Accessible", ("org.freedesktop.DBus.Properties", "Get", f"{AT_SPI}.Accessible")
    asked = [((node, "GetRoleName"), (*of, "Name"), (*of, "Description"), (node, "GetState"))] * len(places)
    answers = bus.calls([(*place, *call) for place, calls in zip(places, asked, strict=True) for call in calls])
    found = []
    for at, place in enumerate(places):
        role, name, description, states = answers[4 * at : 4 * at + 4]
        if isinstance(states, list):
            low, high = states
            found.append(Accessible(bus, place, str(role), str(name), str(description), high << 32 | low))
    return found


def _children(bus: Bus, places: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    answers = bus.calls([(*place, f"{AT_SPI}.Accessible", "GetChildren") for place in places])
    return [(name, path) for answer in answers if isinstance(answer, list) for name, path in answer]


def application_node(desk: Desk) -> Accessible:
    """The program on the accessibility bus; skips the test where there is no such bus."""
    if not shutil.which("gdbus") or not Path("/usr/libexec/at-spi-bus-launcher").exists():
        pytest.skip("gdbus or at-spi2-core is not installed")
    asked = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
    asked += ["--method", "org.a11y.Bus.GetAddress"]
    answer = subprocess.run(asked, env=desk.env, capture_output=True, text=True, check=True).stdout
    desk.buses.append(Bus(answer.split("'")[1]))
    bus = desk.buses[-1]
    root = [(f"{AT_SPI}.Registry", "/org/a11y/atspi/accessible/root")]
    found = until(
        lambda: [child for child in _looked_at(bus, _children(bus, root)) if "eading" in child.name],
        "the window is on the bus",
    )
    return found[0]  # type: ignore[index]
