from __future__ import annotations

import pytest

from bot.draw.colours import THEMES, contrast

WORDS, SHAPES = 4.5, 3.0  # WCAG 2.2, level AA


def test_contrast_is_counted_as_the_guidelines_say() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", THEMES)
def test_words_can_be_read_and_shapes_be_seen(name: str) -> None:
    theme = THEMES[name]
    for ink in (theme.ink, theme.muted, theme.accent):
        assert contrast(ink, theme.background) >= WORDS
    assert contrast(theme.accent, theme.track) >= SHAPES
