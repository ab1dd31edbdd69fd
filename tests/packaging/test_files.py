"""The files of packaging/ agree with pyproject.toml, with each other and with the package. Imports its version only."""

import re
import subprocess
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import readinglist

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
METAINFO = ROOT / "packaging" / "org.readinglist.ReadingList.metainfo.xml"


def normal(requirement: str) -> str:
    """The name in a requirement as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def locked_names(level: str) -> set[str]:
    """What packaging/environment.sh would install for ``run`` or ``test``."""
    script = 'source packaging/environment.sh; locked "$1"'
    done = subprocess.run(["bash", "-c", script, "-", level], cwd=ROOT, capture_output=True, text=True, check=True)
    return {normal(line) for line in done.stdout.splitlines() if re.match(r"\w", line)}


def test_lock_has_what_running_needs() -> None:
    needed = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
    assert {normal(name) for name in needed} <= locked_names("run")
    assert {normal(name) for name in PROJECT["build-system"]["requires"]} <= locked_names("run")


def test_lock_has_what_tests_need_and_keeps_it_apart() -> None:
    dev = {normal(name) for name in PROJECT["dependency-groups"]["dev"]}
    bench = {normal(name) for name in PROJECT["dependency-groups"]["bench"]}
    assert locked_names("run") < locked_names("test")
    assert dev <= locked_names("test")
    assert not {"pytest", "mypy", "ruff"} & locked_names("run")
    assert not bench & locked_names("test")


def test_every_locked_file_is_known_by_its_hash_and_by_no_host() -> None:
    requirements = re.split(r"^(?=\w)", LOCK, flags=re.M)[1:]
    assert len(requirements) > 20
    for requirement in requirements:
        assert re.match(r"[\w.-]+==[\w.]+", requirement)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", requirement)
    assert "://" not in LOCK


def test_licence_is_the_one_that_the_project_names() -> None:
    (name,) = PROJECT["project"]["license-files"]
    assert (ROOT / name).read_text(encoding="utf-8").startswith(f"{PROJECT['project']['license']} License")


def test_changelog_begins_with_this_version() -> None:
    releases = ET.parse(METAINFO).getroot().findall("releases/release")
    assert releases[0].get("version") == readinglist.__version__
    dates = [release.get("date", "") for release in releases]
    assert dates == sorted(dates, reverse=True)


def test_desktop_entry_starts_the_command_and_has_its_icon() -> None:
    entry = ROOT / "resources" / str(ET.parse(METAINFO).getroot().findtext("launchable"))
    keys = dict(line.split("=", 1) for line in entry.read_text(encoding="utf-8").splitlines() if "=" in line)
    command, *arguments = keys["Exec"].split()
    assert command in PROJECT["project"]["scripts"]
    assert arguments == ["open", "%F"]
    assert keys["StartupWMClass"] == entry.stem
    assert (ROOT / "resources" / "icons" / f"{keys['Icon']}.svg").is_file()


@pytest.mark.parametrize("script", ["packaging/run", "packaging/test", "packaging/lock", ".ci/run"])
def test_script_can_be_called(script: str) -> None:
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env ")
