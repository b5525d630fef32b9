"""The colours of pictures. Words keep a contrast of at least 4.5 : 1 to what is behind them, shapes 3 : 1.

These are the bounds of WCAG 2.2, level AA: https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast.
"""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]  # red, green, blue; 0 to 255


@dataclass(frozen=True, slots=True)
class Theme:
    """What is drawn in which colour."""

    background: Colour
    ink: Colour  # words
    muted: Colour  # words that come second, and the outline of a star that isn't given
    accent: Colour  # given stars, a bar's reached part, letters
    track: Colour  # a bar's other part
    band: Colour  # the strip of film at the side


LIGHT = Theme((250, 246, 238), (32, 27, 24), (98, 88, 79), (166, 38, 28), (228, 217, 201), (122, 28, 24))
DARK = Theme((23, 20, 26), (246, 240, 230), (184, 174, 164), (244, 186, 78), (62, 55, 68), (122, 34, 30))
THEMES = {"light": LIGHT, "dark": DARK}
