"""The palette of static/css/tokens.css can be read, light and dark: WCAG 1.4.3 (text) and 1.4.11 (borders, states)."""

import re

import pytest

from tests import house

TOKENS = (house.ROOT / "static" / "css" / "tokens.css").read_text()
COLOUR = re.compile(r"--ks-([a-z-]+): (#[0-9a-f]{3,6});")
LIGHT_PART, DARK_PART = TOKENS.split("@media screen and (prefers-color-scheme: dark)")
LIGHT = dict(COLOUR.findall(LIGHT_PART))
PALETTES = {"light": LIGHT, "dark": LIGHT | dict(COLOUR.findall(DARK_PART))}

GROUNDS = ["paper", "surface", "sand", "sky"]
TEXT = [
    *[(text, ground) for text in ("ink", "ink-soft", "action", "action-strong") for ground in GROUNDS],
    *[("ink", f"{kind}-pale") for kind in ("info", "ok", "warning", "danger", "accent")],
    *[("action", f"{kind}-pale") for kind in ("info", "ok", "warning", "danger")],
    ("danger", "paper"),
    ("danger", "surface"),
    ("danger", "danger-pale"),
    ("on-action", "action"),
    ("on-action", "action-strong"),
    ("on-action", "danger"),
    ("on-action", "danger-strong"),
    ("on-sea", "sea"),
]
DRAWN = [
    *[("border", ground) for ground in GROUNDS],
    *[(kind, "paper") for kind in ("action", "accent", "danger", "ok", "warning", "info")],
    *[(kind, "surface") for kind in ("action", "accent", "danger", "ok", "warning", "info")],
    *[(kind, f"{kind}-pale") for kind in ("info", "ok", "warning", "danger", "accent")],
    ("action", "area"),
    ("accent", "sky"),
]


def luminance(colour):
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(palette, pairs, least):
    found = {pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in pairs}
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("mode", PALETTES)
def test_text_can_be_read(mode):
    assert too_weak(PALETTES[mode], TEXT, 4.5) == {}


@pytest.mark.parametrize("mode", PALETTES)
def test_borders_and_states_can_be_seen(mode):
    assert too_weak(PALETTES[mode], DRAWN, 3) == {}


def test_weak_colours_are_found():
    assert too_weak({"ink": "#999", "paper": "#fff"}, [("ink", "paper")], 4.5) == {("ink", "paper"): 2.85}


def test_black_on_white_is_as_the_standard_says():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
