"""Cards for draw's tests, in many scripts."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from bot.format.model import Card

CARD = Card(
    title="Carnival of Souls",
    year=1962,
    stars="★★★½☆",
    score="3.5/5",
    quote="An organ, an empty ballroom, and more dread than money could have bought.",
    challenge="Oh My Horror 2025",
    position=23,
    total=52,
    site="Late Reels",
)
BARE = Card("Ran", None, "", "", "", "", None, None, "")


def a_card(**changes: Any) -> Card:
    return replace(CARD, **changes)


def opened(data: bytes | None) -> Image.Image:
    """The picture as it is seen."""
    assert data is not None
    return Image.open(BytesIO(data)).convert("RGB")


SCRIPTS = {
    "latin": "Ångström Łódź Ğüneş Đặng",
    "greek": "Ο Θίασος",
    "cyrillic": "Иваново детство",
    "arabic": "باب الحديد",
    "hebrew": "ואלס עם באשיר",
    "devanagari": "पथेर पांचाली",
    "bengali": "পথের পাঁচালী",
    "thai": "ลุงบุญมีระลึกชาติ",
    "tamil": "நாயகன்",
    "georgian": "მონანიება",
    "armenian": "Նռան գույնը",
    "japanese": "東京物語",
    "korean": "기생충",
    "chinese": "花樣年華",
    "emoji": "The 😀 Movie",
}
WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzÄßéМИΩ'-", min_size=1, max_size=16)
    | st.sampled_from(
        ["The", "of", "Night", "東京物語", "映画、", "باب", "12", "3.5", "WWWWWWWWWW", "👻", "(2008)", "—"]
    ),
    max_size=24,
).map(" ".join)
CARDS = st.builds(
    Card,
    title=WORDS,
    year=st.none() | st.integers(1880, 2040),
    stars=st.sampled_from(["", "☆", "½☆☆☆☆", "★★★½☆", "★★★★★", "★★", "B+", "Recommended to nobody in particular"]),
    score=st.sampled_from(["", "3.5/5", "100/100", "7.25/10"]),
    quote=WORDS.map(lambda text: text[:140]),
    challenge=WORDS,
    position=st.none() | st.integers(0, 999),
    total=st.none() | st.integers(0, 999),
    site=WORDS,
    theme=st.sampled_from(["light", "dark"]),
)
