"""packaging/environment.sh on systems that this one is not: other package names, no root, no apt, no Python.

The system's own tools are played by small scripts in a folder that is the whole PATH. Imports nothing of the package.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["bash", "sed", "grep", "dirname", "basename", "cat", "cksum", "tr", "mkdir", "rm"]
GLIB = "libglib2.0-0t64|libglib2.0-0"


class System:
    """A pretended system: ``bin`` is its PATH; ``run`` sources environment.sh there and runs a line of bash."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, f"{tool} is part of every system"
            (self.bin / tool).symlink_to(found)

    def tool(self, name: str, body: str) -> None:
        path = self.bin / name
        path.write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="utf-8")
        path.chmod(0o755)

    def apt(self, installed: str, known: str = "") -> None:
        """Debian's tools, with these packages ``installed`` and these ``known`` to the package lists."""
        lines = "".join(f"installed {name}\\n" for name in installed.split())
        self.tool("dpkg-query", f"printf '{lines}'")
        self.tool("apt-cache", f'for name in {known}; do [[ $2 != "$name" ]] || echo "$name | 1.0 | main"; done')
        self.tool("apt-get", f'echo "$@" >>"{self.bin}/apt-get.log"')

    def asked_of_apt(self) -> list[str]:
        log = self.bin / "apt-get.log"
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.bin / "bash"), "-c", f'source "{ROOT}/packaging/environment.sh"; {line}']
        environment = {"PATH": str(self.bin), "HOME": os.environ["HOME"]}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def system(tmp_path: Path) -> System:
    return System(tmp_path)


@pytest.mark.parametrize(
    ("installed", "known", "missing"),
    [
        ("libegl1 libglib2.0-0", "", ""),
        ("libegl1 libglib2.0-0t64", "", ""),
        ("libegl1", "libglib2.0-0", "libglib2.0-0"),
        ("libegl1", "libglib2.0-0t64", "libglib2.0-0t64"),
        ("libglib2.0-0", "libegl1", "libegl1"),
        ("", "libegl1 libglib2.0-0", "libglib2.0-0 libegl1"),
        ("libegl1-mesa", "libegl1 libglib2.0-0", "libglib2.0-0 libegl1"),
    ],
)
def test_missing_packages_by_the_names_of_this_release(
    system: System, installed: str, known: str, missing: str
) -> None:
    system.apt(installed, known)
    assert system.run(f"missing_packages '{GLIB}' libegl1").stdout.split() == missing.split()


def test_without_apt_nothing_is_missing_by_name(system: System) -> None:
    done = system.run(f"install_packages '{GLIB}' libegl1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_root_installs(system: System) -> None:
    system.apt("", "libegl1")
    system.tool("id", "echo 0")
    system.tool("env", 'while [[ $1 == *=* ]]; do shift; done; "$@"')
    done = system.run("install_packages libegl1")
    assert done.returncode == 0
    assert [line.split()[-1] for line in system.asked_of_apt()] == ["update", "libegl1"]


def test_sudo_without_a_password_installs(system: System) -> None:
    system.apt("", "libegl1")
    system.tool("id", "echo 1000")
    system.tool("sudo", 'shift 2; "$@"')
    system.tool("env", 'while [[ $1 == *=* ]]; do shift; done; "$@"')
    assert system.run("install_packages libegl1").returncode == 0
    assert system.asked_of_apt()[-1].endswith("install --no-install-recommends libegl1")


def test_nobody_is_asked_for_a_password_but_told_the_line(system: System) -> None:
    system.apt("", "libegl1 libglib2.0-0t64")
    system.tool("id", "echo 1000")
    system.tool("sudo", "exit 1")
    done = system.run(
        f'packages=(\'{GLIB}\' libegl1); install_packages "${{packages[@]}}" || ask_for_packages "${{packages[@]}}"'
    )
    assert done.returncode == 1
    assert system.asked_of_apt() == []
    line = done.stderr.splitlines()[-1].strip()
    assert line == "sudo apt-get install -y --no-install-recommends libglib2.0-0t64 libegl1"


@pytest.mark.parametrize(
    ("pythons", "needed"),
    [
        ({}, "python3 python3-venv"),
        ({"python3": "old"}, "python3.11 python3.11-venv"),
        ({"python3": "bare"}, "python3.11-venv"),
        ({"python3": "full"}, ""),
        ({"python3": "old", "python3.12": "full"}, ""),
        ({"python3": "bare", "python3.12": "full"}, ""),
    ],
)
def test_packages_for_python(system: System, pythons: dict[str, str], needed: str) -> None:
    bodies = {
        "old": "exit 1",
        "bare": '[[ $2 != *ensurepip* ]] || exit 1; [[ $2 != *print* ]] || echo "python3.11-venv"',
        "full": "exit 0",
    }
    for name, kind in pythons.items():
        system.tool(name, bodies[kind])
    assert system.run("python_packages").stdout.split() == needed.split()
