"""The contrasts that the look promises, computed from the colours themselves."""

import pytest

from faceorg.gui.tokens import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT

GROUNDS = ("page", "side", "bar", "raised", "field", "hover", "press", "accent_bg")
"""Surfaces that text lies on."""
SETS = {"light": LIGHT, "dark": DARK, "contrast-light": CONTRAST_LIGHT, "contrast-dark": CONTRAST_DARK}


def luminance(colour):
    def linear(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(value) for value in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS)
@pytest.mark.parametrize("role", ["good", "bad", "warn"])
def test_small_words_in_colour_can_be_read_where_they_lie(tokens, role):
    worst = min(contrast(tokens.role(role), tokens.role(ground)) for ground in ("page", "side", "bar", "raised"))
    assert worst >= (7.0 if tokens.high_contrast else 4.5), worst


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS)
@pytest.mark.parametrize("role", ["text", "text2", "accent_text"])
def test_text_can_be_read_on_every_surface(tokens, role):
    worst = min(contrast(tokens.role(role), tokens.role(ground)) for ground in GROUNDS)
    assert worst >= (7.0 if tokens.high_contrast else 4.5), worst


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS)
def test_placeholders_can_be_read_where_they_lie(tokens):
    for ground in ("page", "side", "bar", "raised", "field", "accent_bg"):
        assert contrast(tokens.text3, tokens.role(ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS)
def test_a_primary_button_can_be_read(tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS)
def test_edges_and_accent_can_be_seen(tokens):
    for role in ("edge", "accent"):
        assert min(contrast(tokens.role(role), tokens.role(g)) for g in ("page", "side", "bar", "field")) >= 3.0, role


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS)
def test_toast_and_viewer_can_be_read(tokens):
    assert contrast(tokens.toast_text, tokens.toast) >= 7.0
    assert contrast(tokens.toast_undo, tokens.toast) >= 7.0
    for role in ("canvas_text", "canvas_text2", "canvas_accent"):
        assert contrast(tokens.role(role), tokens.canvas) >= 7.0, role


def test_the_lowest_contrasts_are_the_ones_the_look_states():
    assert contrast(LIGHT.text3, LIGHT.accent_bg) == pytest.approx(4.56, abs=0.01)
    assert contrast(LIGHT.text3, LIGHT.side) == pytest.approx(4.87, abs=0.01)
    assert contrast(DARK.text3, DARK.accent_bg) == pytest.approx(4.81, abs=0.01)
    assert contrast(LIGHT.on_accent, LIGHT.accent) == pytest.approx(6.43, abs=0.01)
    assert contrast(DARK.on_accent, DARK.accent) == pytest.approx(8.11, abs=0.01)
