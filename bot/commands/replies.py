"""Answers as plain data: an embed in Discord's own JSON form and link buttons, made from ``bot.format``'s parts.

Nothing here knows discord.py. Private tags never get this far: what is shown is what a post would show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.format import compose_message, parts
from bot.format.address import address
from bot.format.message import fitted, plain
from bot.format.model import FormatPolicy, LinkButton
from bot.format.stars import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from bot.catalogue.model import ChallengeEntry
    from bot.recaps.progress import Progress
    from bot.review.model import Rating, Review
    from bot.settings.model import Site

COLOR = 0x5B6770
LATEST_OF_CHALLENGE = 5
_NAME = 120  # UTF-16 units of a title in a list, escaping included
_PROMPT = 80
_RATING = 40  # it may be a word
_LONGEST_LINK = 200  # characters; ten lines with longer ones wouldn't fit into a description of 4096
_LONGEST_BUTTON = 512  # characters of a button's address


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. ``embed``: https://docs.discord.com/developers/resources/message#embed-object."""

    embed: dict[str, Any]
    buttons: tuple[LinkButton, ...] = ()


def look_of(site: Site) -> FormatPolicy:
    """How answers are written: as the site's own posts on Discord."""
    return FormatPolicy("discord", site.name, site.language, timezone=site.timezone)


def review(found: Review, look: FormatPolicy) -> Reply:
    """The review as its post shows it, with a button that opens it."""
    message = compose_message(found, look)
    return Reply(message.embed, message.buttons)


def not_reviewed(text: str, nearest: Sequence[Review], look: FormatPolicy) -> Reply:
    """That there is no such review, and the nearest."""
    lines = [f"No review of “{fitted(text, 200)}” was found."]
    if nearest:
        lines += ["", "Nearest:", *(f"• {_line(one)}" for one in nearest)]
    return _listing("Not reviewed", lines, look)


def latest(found: Sequence[Review], look: FormatPolicy) -> Reply:
    """The newest reviews, one line each."""
    if not found:
        return _listing("Latest reviews", ["There are no reviews yet."], look)
    return _listing("Latest reviews", [f"• {_line(one)}{_dated(one.date)}" for one in found], look)


def challenge(found: Progress, look: FormatPolicy) -> Reply:
    """How far a challenge has come: count, mean, its latest reviews, and its list."""
    reached = f"{found.done} of {found.total}" if found.total else f"{found.done} so far"
    lines = []
    if found.mean is not None and found.scale:
        lines += [f"On average {score(round(found.mean, 1), found.scale)}", ""]
    lines += ["Latest:", *(_entry(entry) for entry in reversed(found.entries[-LATEST_OF_CHALLENGE:]))]
    reply = _listing(f"{fitted(found.name, 200)}: {reached}", lines, look)
    where = address(found.url)
    if where is None or len(where) > _LONGEST_BUTTON:
        return reply
    return Reply({**reply.embed, "url": where}, (LinkButton("The list", where),))


def _listing(title: str, lines: Iterable[str], look: FormatPolicy) -> Reply:
    embed: dict[str, Any] = {"title": title, "description": "\n".join(lines), "color": COLOR}
    if site := plain(look.site_name, 200):
        embed["footer"] = {"text": site}
    return Reply(embed)


def _line(one: Review) -> str:
    return _film(one.title, one.year, one.url, one.rating)


def _entry(entry: ChallengeEntry) -> str:
    # The backslash keeps Discord from numbering the lines itself.
    number = "•" if entry.challenge.position is None else f"{entry.challenge.position}\\."
    prompt = f" · {fitted(entry.challenge.prompt, _PROMPT)}" if entry.challenge.prompt else ""
    return f"{number} {_film(entry.title, entry.year, entry.url, entry.rating)}{prompt}"


def _film(title: str, year: int | None, url: str | None, rating: Rating | None) -> str:
    name, where, stars = (
        fitted(parts.film(title, year), _NAME),
        address(url),
        fitted(parts.rated(rating) or "", _RATING),
    )
    linked = f"[{name}]({where})" if where and len(where) <= _LONGEST_LINK else name
    return f"{linked} {stars}" if stars else linked


def _dated(day: date | None) -> str:
    return f" · {day.isoformat()}" if day else ""
