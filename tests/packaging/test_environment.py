"""packaging/environment.sh on systems that this one is not: other package names, no root, no apt, no Python.

The system's own tools are played by small scripts in a folder that is the whole PATH. Imports nothing of the package.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.timing import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ["bash", "sed", "grep", "dirname", "basename", "cat", "cksum", "tr", "mkdir", "rm", "ln"]
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

    def run(self, line: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
        command = [str(self.bin / "bash"), "-c", f'source "{root}/packaging/environment.sh"; {line}']
        environment = {"PATH": str(self.bin), "HOME": os.environ["HOME"]}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE)


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


class Checkout:
    """A checkout with a pretended Python that only notes what it was asked for; ``prepare`` runs there."""

    def __init__(self, system: System, folder: Path) -> None:
        self.system = system
        self.root = folder / "a check out"
        (self.root / "packaging").mkdir(parents=True)
        for name in ("pyproject.toml", "packaging/environment.sh", "packaging/requirements.lock"):
            shutil.copy(ROOT / name, self.root / name)
        self.log = folder / "python.log"
        self.offline = folder / "offline"
        self.note = self.root / ".venv" / "reading-list-environment"
        system.tool(
            "python3",
            f'echo "$@" >>"{self.log}"\n'
            'case "$*" in\n'
            '  *"-m venv"*) mkdir -p "${!#}/bin" && ln -s "$0" "${!#}/bin/python" ;;\n'
            f'  *"pip install"*) [[ ! -e "{self.offline}" ]] ;;\n'
            "esac",
        )

    def prepare(self, level: str) -> tuple[int, list[str]]:
        """The exit code, and what Python was asked to make or install."""
        self.log.write_text("", encoding="utf-8")
        code = self.system.run(f"prepare {level}", self.root).returncode
        calls = self.log.read_text(encoding="utf-8").splitlines()
        return code, [word for call in calls for word in ("venv", "--requirement", "--editable") if f" {word} " in call]


@pytest.fixture
def checkout(system: System, tmp_path: Path) -> Checkout:
    return Checkout(system, tmp_path)


EVERYTHING = ["venv", "--requirement", "--editable"]


def test_second_set_up_does_nothing(checkout: Checkout) -> None:
    assert checkout.prepare("run") == (0, EVERYTHING)
    assert checkout.prepare("run") == (0, [])


def test_tests_need_more_and_running_then_needs_nothing(checkout: Checkout) -> None:
    checkout.prepare("run")
    assert checkout.prepare("test") == (0, ["--requirement", "--editable"])
    assert checkout.prepare("test") == (0, [])
    assert checkout.prepare("run") == (0, [])


def test_another_lock_file_brings_the_environment_up_to_date(checkout: Checkout) -> None:
    checkout.prepare("test")
    lock = checkout.root / "packaging" / "requirements.lock"
    lock.write_text(lock.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")
    assert checkout.prepare("run") == (0, ["--requirement", "--editable"])
    assert checkout.prepare("test") == (0, [])


def test_interrupted_set_up_is_made_anew(checkout: Checkout) -> None:
    checkout.prepare("run")
    checkout.note.write_text("unfinished\n", encoding="utf-8")
    (checkout.root / ".venv" / "half").touch()
    assert checkout.prepare("run") == (0, EVERYTHING)
    assert not (checkout.root / ".venv" / "half").exists()


def test_failed_set_up_is_made_anew_and_a_failed_update_keeps_what_worked(checkout: Checkout) -> None:
    checkout.offline.touch()
    assert checkout.prepare("run") == (1, ["venv", "--requirement"])
    checkout.offline.unlink()
    assert checkout.prepare("run") == (0, EVERYTHING)
    checkout.offline.touch()
    assert checkout.prepare("test") == (1, ["--requirement"])
    assert checkout.prepare("run") == (0, [])


def test_environment_whose_python_has_gone_is_made_anew(checkout: Checkout) -> None:
    checkout.prepare("run")
    (checkout.root / ".venv" / "bin" / "python").unlink()
    assert checkout.prepare("run") == (0, EVERYTHING)


def test_environment_that_somebody_else_made_is_used_or_left_alone(checkout: Checkout) -> None:
    binaries = checkout.root / ".venv" / "bin"
    binaries.mkdir(parents=True)
    assert checkout.prepare("run") == (1, [])
    assert binaries.is_dir()
    (binaries / "python").symlink_to(checkout.system.bin / "python3")
    assert checkout.prepare("run") == (0, ["--requirement", "--editable"])


@pytest.mark.parametrize(("arguments", "code"), [("--help", 0), ("--nonsense", 2), ("--library", 2)])
def test_run_explains_itself_before_it_sets_up(system: System, arguments: str, code: int) -> None:
    done = system.run(f'exec bash "{ROOT}/packaging/run" {arguments}')
    assert done.returncode == code
    assert (
        "folder" in done.stdout + done.stderr or "./packaging/run [--library DIR] [FILE…]" in done.stdout + done.stderr
    )
