"""Files and links that no program opens: it is said which, and where they are."""

import stat
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from readinglist.gui.work.opening import DesktopOpener, not_opened, watch_opening


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///a-place/A paper.pdf", ("PDF files", "/a-place/A paper.pdf")),
        ("file:///a-place/paper", ("such files", "/a-place/paper")),
        ("https://example.org/a?b=<i>", ("https://example.org/a?b=", "browser")),
    ],
)
def test_what_is_said(address, words):
    assert all(word in not_opened(QUrl(address)).message for word in words)


def program(folder: Path, code: int) -> str:
    """A stand-in for the desktop's program: writes down what it was given, ends with ``code``."""
    path = folder / "open"
    path.write_text(f'#!/bin/sh\necho "$1" >> "{folder}/given"\nexit {code}\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(("code", "said"), [(0, 0), (3, 1)])
def test_a_program_that_fails_is_told_of(qtbot, qapp, tmp_path: Path, code: int, said: int):
    failed: list[BaseException] = []
    opener = DesktopOpener(program(tmp_path, code), failed.append, QObject(qapp))
    try:
        QDesktopServices.openUrl(QUrl.fromLocalFile("/a place/-paper & more.pdf"))
        qtbot.waitUntil(lambda: not opener._started)
    finally:
        opener.stop()
    assert (tmp_path / "given").read_text(encoding="utf-8") == "file:///a%20place/-paper%20&%20more.pdf\n"
    assert len(failed) == said


def test_a_program_that_is_not_there_is_told_of(qapp, tmp_path: Path):
    failed: list[BaseException] = []
    opener = DesktopOpener(str(tmp_path / "none"), failed.append, QObject(qapp))
    try:
        QDesktopServices.openUrl(QUrl("https://example.org/"))
    finally:
        opener.stop()
    assert "https://example.org/" in failed[0].message  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["FLATPAK_ID", "SNAP"])
def test_a_sandbox_keeps_qts_own_way(qapp, monkeypatch, name):
    monkeypatch.setenv(name, "x")
    assert watch_opening(lambda _error: None, qapp) is None
