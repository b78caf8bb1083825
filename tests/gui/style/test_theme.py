"""Palettes, font, icons: what the look rests on."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetrics, QRawFont
from PySide6.QtWidgets import QApplication

from loyalty_desktop.ui.style import icons, theme
from loyalty_desktop.ui.style.colours import DARK, LIGHT, Colours
from loyalty_desktop.ui.style.resources import resource
from loyalty_desktop.ui.style.sheet import style_sheet


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda c: c.name)
def test_text_can_be_read_on_every_ground(colours: Colours) -> None:
    grounds = (
        colours.background, colours.panel, colours.sidebar, colours.field, colours.soft,
        colours.good_soft, colours.bad_soft, colours.warn_soft,
    )  # fmt: skip
    for ground in grounds:
        assert contrast(colours.text, ground) >= 7
        for tone in (colours.muted, colours.accent, colours.good, colours.bad, colours.warn):
            assert contrast(tone, ground) >= 4.5, (tone, ground)
    for filled in (colours.accent, colours.bad):
        assert contrast(colours.on_accent, filled) >= 4.5
    for toast in (colours.panel, colours.accent_on_text):
        assert contrast(toast, colours.text) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda c: c.name)
def test_the_style_sheet_is_short_and_filled(colours: Colours) -> None:
    sheet = style_sheet(colours)
    assert len(sheet.strip().splitlines()) < 100
    assert "$" not in sheet


def test_the_bundled_font_is_used_and_its_digits_are_of_one_width(qapp: QApplication) -> None:
    theme.load_fonts()
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold):
        font = theme.font(13, weight)
        assert QFontInfo(font).family() == theme.FAMILY
        metrics = QFontMetrics(font)
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
        assert QRawFont.fromFont(font).supportsCharacter(ord("Ж"))


def test_icons_are_drawn_in_the_colour_of_their_tone(qapp: QApplication) -> None:
    image = icons.pixmap("house", "accent", 18, 2).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert theme.tone_colour("accent") in colours


def test_every_icon_named_in_the_interface_is_shipped() -> None:
    folder = resource("icons")
    names = set()
    for path in resource("..", "loyalty_desktop").rglob("*.py"):
        text = path.read_text("utf-8")
        names |= set(
            re.findall(r'(?:icon|pixmap|IconButton|EmptyState|icon_name=)\(?"([a-z0-9-]+)"', text)
        )
    missing = {name for name in names if not (folder / f"{name}.svg").exists()}
    assert not missing


def test_densities_change_the_height_of_rows(qapp: QApplication) -> None:
    theme.load_fonts()
    heights = {}
    for density in theme.DENSITIES:
        qapp.setProperty("loyalty_density", density)
        heights[density] = theme.row_height()
    qapp.setProperty("loyalty_density", "normal")
    assert heights["compact"] < heights["normal"] < heights["large"]
