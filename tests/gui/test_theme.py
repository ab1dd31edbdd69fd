"""Looks: every text can be read."""

import pytest

from readinglist.gui.dialogs.manage_dialog import COLOURS
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
