"""Fixtures for every test: a private home, the shared data where it is there. Imports nothing of the package."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.examples  # noqa: F401 - what every test with random examples goes by

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_finish() -> None:
    """What thousands of tests are made of stays until the end: a pass of the search for garbage over it takes half a
    second, and every test of the window ends with one."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """No test reads or writes the library, cache or settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.delenv("READINGLIST_HOME", raising=False)
    yield home


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real dumps and corpora, beside the checkout."""
    checkout = Path(__file__).resolve().parents[1]
    place = Path(os.environ.get("READINGLIST_SHARED") or checkout.parent / "shared")
    if not (place / "dumps").is_dir():
        pytest.skip(f"the shared data (real dumps, corpora) is not at {place.name!r} beside the checkout")
    return place
