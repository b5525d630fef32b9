"""Draws docs/images/card-light.png and card-dark.png: the cards of two of the demo's reviews, made smaller.

Run it from the repository with the development requirements: ``python -m docs.cards``.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from bot.draw.card import draw_card
from bot.format import compose
from bot.format.model import FormatPolicy, Limits
from bot.post.fonts import fonts
from bot.review.model import ReadingRules
from bot.review.reader import read

if TYPE_CHECKING:
    from typing import Literal

IMAGES = Path(__file__).parent / "images"
SAMPLES = Path(__file__).parent.parent / "bot" / "demo" / "samples" / "_posts"
CARDS: dict[Literal["light", "dark"], str] = {
    "light": "2025-02-27-carnival-of-souls.md",
    "dark": "2025-10-05-hausu.md",
}
WIDTH = 800  # pixels on the page, and enough for a sharp screen


def card(sample: str, theme: Literal["light", "dark"]) -> bytes:
    """The review's card as a post would show it, made smaller."""
    review = read((SAMPLES / sample).read_bytes(), sample, ReadingRules("films", scale=5)).review
    if review is None:
        raise SystemExit(f"{sample} is no review any more.")
    policy = FormatPolicy("mastodon", "Screen Five", pictures=("card",), card_theme=theme)
    picture = compose(review, policy, Limits()).picture
    drawn = draw_card(picture.card, fonts()) if picture and picture.card else None
    if drawn is None:
        raise SystemExit(f"{sample} has no card.")
    return smaller(drawn)


def smaller(drawn: bytes) -> bytes:
    """A drawn picture as a page shows it."""
    whole = Image.open(BytesIO(drawn)).convert("RGB")
    small = whole.resize((WIDTH, WIDTH * whole.height // whole.width), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Draw both."""
    IMAGES.mkdir(exist_ok=True)
    for theme, sample in CARDS.items():
        path = IMAGES / f"card-{theme}.png"
        path.write_bytes(card(sample, theme))
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
