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
    faint: Colour  # the outline of what is still open
    steps: tuple[Colour, ...]  # what none to ten half stars are filled with: eleven, ever darker, or ever brighter

    def on(self, fill: Colour) -> Colour:
        """The colour of words on something of that colour."""
        return DEEP if luminance(fill) > _MIDDLE else WHITE


def luminance(colour: Colour) -> float:
    """How bright a colour is, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    return red / 255, green / 255, blue / 255


def _between(*stops: Colour) -> tuple[Colour, ...]:
    """Eleven colours from the first to the last, over those between them, which stand at even distances."""
    found = []
    for step in range(11):
        before, part = divmod(step * (len(stops) - 1), 10)
        one, other = stops[before], stops[min(before + 1, len(stops) - 1)]
        red, green, blue = (round(a + (b - a) * part / 10) for a, b in zip(one, other, strict=True))
        found.append((red, green, blue))
    return tuple(found)


DEEP, WHITE = (12, 8, 6), (255, 255, 255)
_MIDDLE = 0.18  # between black and white words on it, as to contrast

_PALE = _between((250, 232, 176), (245, 196, 106), (233, 143, 58), (204, 68, 38), (96, 12, 40))
_BRIGHT = _between((54, 60, 128), (112, 58, 138), (180, 62, 110), (232, 122, 74), (255, 222, 128))
LIGHT = Theme(
    (250, 246, 238), (32, 27, 24), (98, 88, 79), (166, 38, 28), (228, 217, 201), (122, 28, 24), (146, 135, 124), _PALE
)
DARK = Theme(
    (23, 20, 26),
    (246, 240, 230),
    (184, 174, 164),
    (244, 186, 78),
    (62, 55, 68),
    (122, 34, 30),
    (112, 104, 116),
    _BRIGHT,
)
THEMES = {"light": LIGHT, "dark": DARK}
