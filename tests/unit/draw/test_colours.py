from __future__ import annotations

import pytest

from bot.draw.colours import THEMES, Colour

WORDS, SHAPES = 4.5, 3.0  # WCAG 2.2, level AA


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def test_contrast_is_counted_as_the_guidelines_say() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_and_shapes_be_seen(name: str) -> None:
    theme = THEMES[name]
    for ink in (theme.ink, theme.muted, theme.accent):
        assert contrast(ink, theme.background) >= WORDS
    assert contrast(theme.accent, theme.track) >= SHAPES


@pytest.mark.parametrize("name", THEMES)
def test_numbers_can_be_read_on_every_step_and_outlines_be_seen(name: str) -> None:
    theme = THEMES[name]
    for fill in (*theme.steps, theme.track):
        assert contrast(theme.on(fill), fill) >= WORDS
    assert contrast(theme.faint, theme.background) >= SHAPES


@pytest.mark.parametrize("name", THEMES)
def test_more_stars_stand_out_more(name: str) -> None:
    # By brightness alone: whoever sees no colours sees the order.
    theme = THEMES[name]
    contrasts = [contrast(fill, theme.background) for fill in theme.steps]
    assert len(contrasts) == 11
    assert contrasts == sorted(contrasts)
