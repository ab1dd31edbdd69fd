"""A real X server with a window of ours on it, driven by xdotool and read over the accessibility bus with busctl."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from readinglist.core.library import Library
from readinglist.paths import library_paths
from tests.timing import PATIENCE

TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-daemon")


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
            process.wait(PATIENCE)
        os.kill(self.bus_pid, 15)


def looked_up(folder: Path, look: Callable[[Library], object]) -> object:
    with Library.open(library_paths(folder), create=False, read_only=True) as library:
        return look(library)


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
    def description(self) -> str:
        return str(self._busctl("get-property", *self.place, self.INTERFACE, "Description"))

    @property
    def role(self) -> str:
        return str(self.call("GetRoleName"))

    def extents(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        said = self._busctl("call", *self.place, "org.a11y.atspi.Component", "GetExtents", "u", "0")
        return tuple(said[0])  # type: ignore[index]

    def has(self, state: int) -> bool:
        """Whether a state (its number in AT-SPI) is set."""
        words = self.call("GetState")
        return bool(words[state // 32] >> state % 32 & 1)  # type: ignore[index]

    def children(self) -> "list[Accessible]":
        return [Accessible(self.desk, self.address, *child) for child in self.call("GetChildren")]  # type: ignore[attr-defined]

    def walk(self) -> "Iterator[Accessible]":
        yield self
        for child in self.children():
            yield from child.walk()


def application_node(desk: Desk) -> Accessible:
    """The program on the accessibility bus; skips the test where there is no such bus."""
    if not shutil.which("busctl") or not Path("/usr/libexec/at-spi-bus-launcher").exists():
        pytest.skip("busctl or at-spi2-core is not installed")
    asked = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus"]
    asked += ["--method", "org.a11y.Bus.GetAddress"]
    answer = subprocess.run(asked, env=desk.env, capture_output=True, text=True, check=True).stdout
    address = answer.split("'")[1]
    root = Accessible(desk, address, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
    found = until(lambda: [child for child in root.children() if "eading" in child.name], "the window is on the bus")
    return found[0]  # type: ignore[index]
