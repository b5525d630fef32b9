"""A month's, a year's or a day's look back as posts. Pure; the numbers come from ``bot.recaps``.

No post of it bears a review's address on Mastodon: by such a one, that review's own post is found again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.format import parts
from bot.format.escape import for_mastodon
from bot.format.length import DESCRIPTION, EMBED, TITLE, embed_length, graphemes, toot_length, units
from bot.format.look_back_words import blocks, headline, linked_film, names, plain_film
from bot.format.message import fitted, noon, plain
from bot.format.model import Message, Toot
from bot.format.prose import shorten, shorten_to
from bot.format.warnings import warning_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.format.look_back_words import Block
    from bot.format.looking_back import LookBack
    from bot.format.model import FormatPolicy, Limits, Post

POSTS = 5  # more is a flood
_MOST = (20, 10, 5, 3, 2, 1, 0)  # lines of one list, the more the better; then "and 7 more"
_COLOR = 0x4C7A5C
_CAUTION = 500  # UTF-16 units, escaped


def compose_look_back(told: LookBack, policy: FormatPolicy, limits: Limits) -> tuple[Post, ...]:
    """The look back for the policy's network, in one to five posts: each but the first is to reply to the one before.

    Their ``address`` is None, and ``reply_to`` is left None.
    """
    caution = warning_of(names(told), policy)
    if policy.network == "mastodon":
        return _toots(told, policy, limits, caution)
    return (_message(told, policy, caution),)


def _toots(told: LookBack, policy: FormatPolicy, limits: Limits, warned: str | None) -> tuple[Toot, ...]:
    """Statuses of at most ``limits.characters`` (100 or more), all below the same warning."""
    caution = None if warned is None else shorten_to(warned, max(1, limits.characters // 3))
    length = partial(toot_length, warning=caution, characters_per_url=limits.characters_per_url)
    room = limits.characters - len(graphemes(caution or ""))

    def fits(text: str) -> bool:
        return toot_length(text, None, limits.characters_per_url) <= room

    def in_posts(most: int) -> list[str]:
        lists = blocks(told, partial(plain_film, policy.glyphs), for_mastodon, most)
        return _packed([("", [headline(told)]), *lists], fits)

    texts = next(found for most in _MOST if len(found := in_posts(most)) <= POSTS or not most)[:POSTS]
    toots = [
        Toot(text, caution, policy.language, policy.visibility, length(text), limits.characters, None) for text in texts
    ]
    return (*(replace(one, goes_on=True) for one in toots[:-1]), toots[-1])


def _packed(lists: Sequence[Block], fits: Callable[[str], bool]) -> list[str]:
    """The lists one after the other, in as many texts as it takes; a heading stays with its first line."""
    texts = [""]
    for heading, lines in lists:
        for place, line in enumerate(lines):
            between = "\n" if place else "\n\n"
            piece = f"{heading}\n{line}" if heading and not place else line
            if texts[-1] and fits(longer := texts[-1] + between + piece):
                texts[-1] = longer
            else:
                texts.append(shorten(piece, fits))
    return [text for text in texts if text]


def _message(told: LookBack, policy: FormatPolicy, warned: str | None) -> Message:
    """The look back as an embed; its films are links to their reviews."""
    caution = f"⚠️ **{fitted(warned, _CAUTION)}**" if warned else ""

    def described(most: int) -> str:
        lists = blocks(told, partial(linked_film, policy.glyphs), lambda text: fitted(text, TITLE), most, columns=True)
        return parts.joined([caution, *("\n".join(filter(None, (heading, *lines))) for heading, lines in lists)])

    embed: dict[str, Any] = {
        "title": fitted(headline(told), TITLE),
        "description": next(text for most in _MOST if units(text := described(most)) <= DESCRIPTION or not most),
        "color": _COLOR,
        "timestamp": noon(date.fromisoformat(told.until), policy.timezone),
    }
    if site := plain(policy.site_name, 200):
        embed["footer"] = {"text": site}
    return Message(embed, (), embed_length(embed), EMBED, None)
