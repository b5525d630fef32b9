"""A challenge's recap as posts. Pure; the numbers come from ``bot.recaps``.

What it says stands in ``recap_words``, what goes into which post in ``recap_form``: here each becomes a network's post.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.format import parts
from bot.format import recap_words as words
from bot.format.address import address
from bot.format.board import recap_picture
from bot.format.escape import for_discord, for_mastodon
from bot.format.hashtags import challenge_hashtag
from bot.format.length import DESCRIPTION, EMBED, TITLE, embed_length, graphemes, toot_length, units
from bot.format.message import fitted, noon, plain
from bot.format.model import LinkButton, Message, Toot
from bot.format.prose import shorten, shorten_to
from bot.format.recap_form import Way, texts
from bot.format.recap_words import bar
from bot.format.warnings import warning_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.format.looking_back import Recap, RecapEntry
    from bot.format.model import FormatPolicy, Glyphs, Limits, Picture, Post

__all__ = ["COLOR", "ENTRIES", "bar", "compose_recap", "linked_entry"]

ENTRIES = 20  # in one message on Discord
_ENTRIES = 40  # in one status: only a server that takes very long ones has room for so many
COLOR = 0x7A5CA8
_CAUTION = 500  # UTF-16 units, escaped
_LONGEST_LINK = 1000  # a longer address would leave no room for anything else
_BUTTON = 512  # Discord's limit for a button's address


def compose_recap(recap: Recap, policy: FormatPolicy, limits: Limits) -> tuple[Post, ...]:
    """The recap for the policy's network, in one to five posts: each but the first is to reply to the one before.

    Only the first has a picture; all but the last go on (``goes_on``). Their ``address`` is None: every recap of a
    challenge links the same list. ``reply_to`` is left None.
    """
    caution = warning_of(words.names(recap), policy)
    write = _toots if policy.network == "mastodon" else _messages
    first, *others = write(recap, policy, limits, caution)
    shown = caution is None or policy.picture_with_warning
    posts = (replace(first, picture=_picture(recap, policy, limits) if shown else None), *others)
    return tuple(replace(post, goes_on=place < len(posts)) for place, post in enumerate(posts, 1))


def _picture(recap: Recap, policy: FormatPolicy, limits: Limits) -> Picture | None:
    """The picture, where the recap has something to say that was not said before."""
    return recap_picture(recap, policy, limits) if recap.entries or recap.milestone else None


def _toots(recap: Recap, policy: FormatPolicy, limits: Limits, warned: str | None) -> list[Toot]:
    """The recap as statuses of at most ``limits.characters`` (100 or more), all below the same warning."""
    caution = None if warned is None else shorten_to(warned, max(1, limits.characters // 3))
    room = limits.characters - len(graphemes(caution or ""))

    def length(text: str) -> int:
        return toot_length(text, None, limits.characters_per_url)

    def fits(text: str) -> bool:
        return length(text) <= room

    tag = challenge_hashtag(recap.challenge, policy.hashtags) if policy.most_hashtags else None
    foot = (address(recap.url) or "", f"#{tag}" if tag else "")
    way = Way(for_mastodon, partial(_entry, policy.glyphs), length, room, _ENTRIES, titled=False, foot=foot)
    said = [text if fits(text) else shorten(text, fits) for text in texts(recap, way)]
    counted = partial(toot_length, warning=caution, characters_per_url=limits.characters_per_url)
    return [
        Toot(text, caution, policy.language, policy.visibility, counted(text), limits.characters, None) for text in said
    ]


def _messages(recap: Recap, policy: FormatPolicy, limits: Limits, warned: str | None) -> list[Message]:
    """The recap as embeds, in which the entries are links to their reviews. Discord's limits are always the same."""
    del limits
    caution = f"⚠️ **{fitted(warned, _CAUTION)}**" if warned else ""
    room = DESCRIPTION - units(caution) - 2  # the empty line below it
    way = Way(for_discord, partial(linked_entry, policy.glyphs), units, room, ENTRIES, titled=True)
    first, *others = (parts.joined([caution, text]) for text in texts(recap, way))
    of = len(others) + 1
    return [
        _opening(recap, policy, first),
        *(_going_on(f"{words.name(recap)} ({place}/{of})", text) for place, text in enumerate(others, 2)),
    ]


def _opening(recap: Recap, policy: FormatPolicy, text: str) -> Message:
    embed: dict[str, Any] = {
        "title": fitted(words.headline(recap), TITLE),
        "description": text,
        "color": COLOR,
        "timestamp": noon(date.fromisoformat(recap.until), policy.timezone),
    }
    if site := plain(policy.site_name, 200):
        embed["footer"] = {"text": site}
    where = address(recap.url)
    if where is not None:
        embed["url"] = where
    label = plain(recap.challenge, 80) or "The list"
    return _message(embed, (LinkButton(label, where),) if where and len(where) <= _BUTTON else ())


def _going_on(title: str, text: str) -> Message:
    return _message({"title": fitted(title, TITLE), "description": text, "color": COLOR}, ())


def _message(embed: dict[str, Any], buttons: Sequence[LinkButton]) -> Message:
    told = {key: value for key, value in embed.items() if value != ""}
    return Message(told, tuple(buttons), embed_length(told), EMBED, None)


def _entry(glyphs: Glyphs, entry: RecapEntry, between: str = "") -> str:
    """ "The Perfection (2018) ★★★½ (3.5/5)", for Mastodon."""
    return f"{for_mastodon(words.film(entry))}{between} {for_mastodon(words.rated(entry, glyphs))}".rstrip()


def linked_entry(glyphs: Glyphs, entry: RecapEntry, between: str = "") -> str:
    """ "[The Perfection (2018)](https://…) ★★★½ (3.5/5)", for Discord. ``between``: words behind the name."""
    name, where = for_discord(words.film(entry)), address(entry.url)
    linked = f"[{name}]({where})" if where and len(where) <= _LONGEST_LINK else name
    return f"{linked}{between} {for_discord(words.rated(entry, glyphs))}".rstrip()
