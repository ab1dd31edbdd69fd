"""The built wheel works on its own: the command, and resources found by the one function that looks for them.

Builds from the source archive, without network, and installs into an environment of its own, where the libraries of
this environment can be seen but not the checkout. Imports nothing of the package.
"""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.timing import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.slow


def call(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment with the wheel in it."""
    folder = tmp_path_factory.mktemp("installed")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    commands = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    python = commands / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    call(*pip, "install", "--no-index", "--no-deps", wheel, cwd=folder)
    packages = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    # A path in a .pth is plain: the editable install of the checkout in that folder takes no effect.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return commands


def test_wheel_holds_the_package_its_resources_and_the_licence(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "readinglist").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    resources = {
        "readinglist/_resources/" + path.relative_to(ROOT / "resources").as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file()
    }
    assert package | resources <= names
    assert any(name.endswith("/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "packaging/")) for name in names)


def test_resources_are_found_where_the_wheel_put_them(scripts: Path, tmp_path: Path) -> None:
    script = "from readinglist.paths import resource; print(resource('samples'), resource('icons'), sep='\\n')"
    for line in call(scripts / "python", "-c", script, cwd=tmp_path).splitlines():
        assert Path(line).is_dir()
        assert Path(line).is_relative_to(scripts.parent)


def test_installed_command_imports_the_samples(scripts: Path, tmp_path: Path) -> None:
    script = "from readinglist.paths import resource; print(resource('samples'))"
    samples = call(scripts / "python", "-c", script, cwd=tmp_path).strip()
    call(scripts / "readinglist", "--library", tmp_path / "library", "import", samples, cwd=tmp_path)
    assert "@" in call(scripts / "readinglist", "--library", tmp_path / "library", "export", cwd=tmp_path)
