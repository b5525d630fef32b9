"""A challenge's recap as a post: progress, what is new, the mean. Pure; the numbers come from ``bot.recaps``.

A recap that is too long gives up its hashtag, then its oldest entries ("and 7 more"), then the mean.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.format import parts
from bot.format.address import address
from bot.format.escape import for_discord, for_mastodon
from bot.format.hashtags import challenge_hashtag
from bot.format.length import DESCRIPTION, EMBED, TITLE, embed_length, toot_length, units
from bot.format.message import fitted, noon, plain
from bot.format.model import LinkButton, Message, Toot
from bot.format.prose import one_line, shorten, shorten_to
from bot.format.stars import score
from bot.review.model import Rating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.format.looking_back import Recap, RecapEntry
    from bot.format.model import FormatPolicy, Glyphs, Limits, Post

_CELLS = 10
ENTRIES = 20  # on Discord; more is a list to be looked up
COLOR = 0x7A5CA8


def compose_recap(recap: Recap, policy: FormatPolicy, limits: Limits) -> tuple[Post, ...]:
    """The recap for the policy's network, in one to five posts: each but the first is to reply to the one before.

    Their ``address`` is None: every recap of a challenge links the same list. ``reply_to`` is left None.
    """
    return (_toot(recap, policy, limits) if policy.network == "mastodon" else _message(recap, policy),)


def _toot(recap: Recap, policy: FormatPolicy, limits: Limits) -> Toot:
    """The recap as a status of at most ``limits.characters`` (100 or more)."""

    def length(text: str) -> int:
        return toot_length(text, None, limits.characters_per_url)

    def fits(text: str) -> bool:
        return length(text) <= limits.characters

    text = next(filter(fits, _texts(recap, policy)), None)
    if text is None:
        text = shorten(for_mastodon(_headline(recap)), fits)
    return Toot(text, None, policy.language, policy.visibility, length(text), limits.characters, None)


def _texts(recap: Recap, policy: FormatPolicy) -> Iterator[str]:
    """The status in full, then ever shorter."""
    tag = challenge_hashtag(recap.challenge, policy.hashtags) if policy.most_hashtags else None
    where, entry = address(recap.url) or "", partial(_plain_entry, policy.glyphs)
    head = "\n".join(filter(None, (for_mastodon(_headline(recap)), bar(recap.done, recap.total))))
    mean = _mean(recap)
    full = _news(recap, len(recap.entries), entry)
    yield parts.joined([head, full, mean, where, f"#{tag}" if tag else ""])
    for count in range(len(recap.entries), -1, -1):
        yield parts.joined([head, _news(recap, count, entry), mean, where])
    yield parts.joined([head, where])


def _message(recap: Recap, policy: FormatPolicy) -> Message:
    """The recap as an embed; the entries are links to their reviews."""
    count = min(len(recap.entries), ENTRIES)
    while units(description := _described(recap, count, policy.glyphs)) > DESCRIPTION and count:
        count -= 1
    embed: dict[str, Any] = {
        "title": fitted(_headline(recap), TITLE),
        "description": description,
        "color": COLOR,
        "timestamp": noon(date.fromisoformat(recap.until), policy.timezone),
    }
    if site := plain(policy.site_name, 200):
        embed["footer"] = {"text": site}
    where = address(recap.url)
    if where is not None:
        embed["url"] = where
    buttons = (LinkButton(plain(recap.challenge, 80) or "The list", where),) if where and len(where) <= 512 else ()
    return Message(embed, buttons, embed_length(embed), EMBED, None)


def _described(recap: Recap, count: int, glyphs: Glyphs) -> str:
    entries = _news(recap, count, partial(linked_entry, glyphs))
    return parts.joined([bar(recap.done, recap.total), entries, _mean(recap)])


def _headline(recap: Recap) -> str:
    """ "Oh My Horror 2025: 23 of 52"."""
    name = shorten_to(one_line(recap.challenge), 80)
    return f"{name}: {recap.done} of {recap.total}" if recap.total else f"{name}: {recap.done} so far"


def bar(done: int, total: int | None) -> str:
    """ "▰▰▰▰▱▱▱▱▱▱ 44%"; nothing where the challenge has no number to reach."""
    if not total or total < 0:
        return ""
    share = min(max(done / total, 0.0), 1.0)
    filled = int(share * _CELLS)
    return "▰" * filled + "▱" * (_CELLS - filled) + f" {int(share * 100)}%"


def _news(recap: Recap, count: int, entry: Callable[[RecapEntry], str]) -> str:
    """The newest ``count`` entries under their heading, oldest first, and how many more there are."""
    since = f"since {parts.day_of_year(date.fromisoformat(recap.since))}" if recap.since else "so far"
    if not recap.entries:
        return f"Nothing new {since}."
    shown: Sequence[RecapEntry] = recap.entries[len(recap.entries) - count :] if count else ()
    more = len(recap.entries) - len(shown)
    if not shown:
        return f"{more} new {since}."
    lines = [f"New {since}:", *(f"• {entry(one)}" for one in shown)]
    return "\n".join([*lines, f"and {more} more"] if more else lines)


def _plain_entry(glyphs: Glyphs, entry: RecapEntry) -> str:
    name = for_mastodon(shorten_to(parts.film(entry.title, entry.year), 80))
    return f"{name} {for_mastodon(_rated(entry, glyphs))}".rstrip()


def linked_entry(glyphs: Glyphs, entry: RecapEntry) -> str:
    """ "[The Perfection (2018)](https://…) ★★★½ (3.5/5)", for Discord."""
    name, where = for_discord(shorten_to(parts.film(entry.title, entry.year), 80)), address(entry.url)
    return f"{f'[{name}]({where})' if where else name} {for_discord(_rated(entry, glyphs))}".rstrip()


def _rated(entry: RecapEntry, glyphs: Glyphs) -> str:
    return parts.rated(Rating(*entry.rating, entry.label), glyphs) or "" if entry.rating else ""


def _mean(recap: Recap) -> str:
    return f"On average {score(round(recap.mean, 1), recap.scale)}" if recap.mean is not None and recap.scale else ""
