"""Looks: every text can be read."""

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QToolButton

from readinglist.gui.dialogs.manage_dialog import COLOURS
from readinglist.gui.parts.dialog import ARROWS, FileDialog
from readinglist.gui.parts.theme import TEXT_PAIRS, THEMES, contrast, make_palette, readable_on


def test_contrast_is_wcags():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_has_contrast(name: str, text: str, ground: str):
    theme = THEMES[name]
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("ground", [*COLOURS, "#777777", "#ff0000", "#000000", "#ffffff"])
def test_tag_text_has_contrast(ground: str):
    assert contrast(readable_on(ground), ground) >= 4.5


def test_the_palette_is_used(qapp, driver):
    driver.app.look.choose("dark")
    assert qapp.palette().base().color().name() == THEMES["dark"].base
    driver.app.look.choose("light")
    assert qapp.palette() == make_palette(THEMES["light"])


def test_theme_key_switches_and_is_kept(driver):
    before = driver.app.look.theme.name
    driver.window.act("theme")
    assert driver.app.look.theme.name != before
    assert driver.app.settings.get("theme") == driver.app.look.theme.name
    driver.window.act("theme")
    assert driver.app.look.theme.name == before


def test_every_painter_is_ended():
    """One that is left to Python lives as long as anybody looks at its frame (a watch, a traceback): the next paint of
    that window would crash."""
    left = []
    for path in (Path(__file__).parents[2] / "readinglist" / "gui").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            text = ast.unparse(function)
            begun = len(re.findall(r"= Q(?:Style)?Painter\(", text))
            if begun > text.count("painter.end()"):
                left.append(f"{path.name}: {function.name}")
    assert left == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_arrows_of_the_file_dialog_are_seen(driver, theme):
    driver.window.look.choose(theme)
    driver.window.act("import")
    dialog = driver.dialog(FileDialog)
    ground = dialog.palette().window().color().name()
    for name in ARROWS:
        picture = dialog.findChild(QToolButton, name).icon().pixmap(16, QIcon.Mode.Normal).toImage()
        inks = [picture.pixelColor(x, y) for x in range(16) for y in range(16)]
        assert contrast(max(inks, key=lambda ink: ink.alpha()).name(), ground) >= 4.5
    dialog.done(0)
    driver.back()
    driver.window.look.choose("light")
