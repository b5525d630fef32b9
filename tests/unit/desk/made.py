"""Sheets for the desk's tests, made without files: posts as they might be, hostile ones too."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from bot.desk.sheet import Sheet, Shown, Side
from bot.format.model import LinkButton, Message, Picture, Toot
from bot.review.model import Excerpt, Problem
from bot.settings.model import DiscordServer, Settings, Site, Store
from tests.unit.format.made import a_review

ADDRESS = "https://example.org/reviews/carnival-of-souls.html"
# The smallest PNG: one grey dot.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCAHUgqBgAAAABJRU5ErkJggg==")
DESCRIPTION = (
    "⚠️ **Drowning**\n\n★★★½ (3.5/5) · rewatch, was ★★★\n\n||An *organ*, an empty ballroom.||\n\n"
    "> “I don't belong in the world.”\n\n- More [dread](https://example.com/dread) than `money`\n"
    "- \\*\\*not bold\\*\\*\n\nSpooktober 2025, 7/31: Black and white"
)
TEXT = (
    "Carnival of Souls (1962)\n★★★½ (3.5/5)\n\nAn organ, an empty ballroom, and @\u2060nobody.\n\n"
    f"{ADDRESS}\n\n#Spooktober #\u2060Alive"
)


def settings() -> Settings:
    site = Site("My reviews", "https://example.org", "UTC", "en")
    return Settings(
        Path("matinee.toml"), site, (), (), (), DiscordServer(None, None, "T"), Store("sqlite://", Path("data"))
    )


def message(description: str = DESCRIPTION, **embed: Any) -> Message:
    told = {
        "title": "Carnival of Souls (1962)",
        "url": ADDRESS,
        "description": description,
        "color": 0xF2B01E,
        "footer": {"text": "My reviews"},
        "timestamp": "2025-10-05T12:00:00+00:00",
    }
    return Message({**told, **embed}, (LinkButton("Letterboxd", "https://example.com/f"),), 300, 6000, ADDRESS)


def toot(text: str = TEXT, warning: str | None = None, **parts: Any) -> Toot:
    return Toot(text, warning, "en", "public", 250, 500, ADDRESS, **parts)


def picture(alt: str = "A woman at an organ", data: bytes | None = DOT) -> Shown:
    made = Picture("organ.png", alt, source="films", file="/assets/organ.png")
    return Shown(made, "organ.png, 1 kB" if data else "organ.png, which isn't there", "image/png", data)


def a_sheet(*sides: Side, title: str = "Carnival of Souls", excerpt: Excerpt | None = None) -> Sheet:
    words = excerpt or Excerpt("An organ, an empty ballroom.", "It turns to the verdict.", ("Another.", "A third."))
    problem = Problem("_posts/a.md", 3, 9, "rating", "44 is more than 5.", "warning")
    review = a_review(title=title, excerpt=words)
    unwanted = (("attic", '"attic" takes ratings from 4 up, this one is 3.5.'),)
    return Sheet("_posts/a.md", review, (problem,), sides, unwanted)


def both(**toots: Any) -> Sheet:
    """A review's posts on both networks."""
    return a_sheet(
        Side("channel", message(), ("the warning stands in the review",)),
        Side("toots", toot(**toots), ("500: the usual limit; the server's own isn't known yet",), picture()),
    )
