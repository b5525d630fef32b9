"""A review as a Discord message: one embed and link buttons as plain data, within Discord's limits. Pure.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits. Every part has a bound of its own, far
below the limits, so that the whole always fits and looks well on a telephone.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.format import parts
from bot.format.address import address
from bot.format.escape import for_discord
from bot.format.length import EMBED, TITLE, embed_length, graphemes, units
from bot.format.model import LinkButton, Message
from bot.format.prose import one_line, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.format.model import FormatPolicy
    from bot.review.model import Rating, Review

_WORDS, _LINE, _QUOTE, _FOOTER = 1200, 500, 700, 200  # UTF-16 units, escaping included
_BUTTONS, _LABEL = 5, 80
_GOLD, _SILVER, _BRONZE, _PLAIN = 0xF2B01E, 0x9AA7B1, 0xA9714B, 0x5B6770


def compose_message(review: Review, policy: FormatPolicy, *, dated: date | None = None) -> Message:
    """The review's message. The embed is in Discord's own JSON form; mentions in it reach nobody.

    Every message bears its review's date below, a late one (``dated``) needs no other.
    """
    where = address(review.url)
    warning = parts.warning(review)
    words = _cut(parts.words(review, "discord"), _WORDS)
    quotes = [quote for quote in parts.quotes(review, 2) if units(for_discord(quote)) <= _QUOTE]
    embed: dict[str, Any] = {
        "title": fitted(parts.film(review.title, review.year), TITLE),
        "description": _description(review, warning, words, quotes),
        "color": _color(review.rating),
        "footer": {"text": _footer(review, policy)},
    }
    if where is not None:
        embed["url"] = where
    if day := dated or review.date:
        embed["timestamp"] = noon(day, policy.timezone)
    told = {key: value for key, value in embed.items() if value not in ("", {"text": ""})}
    facts = parts.facts(review, (words, *quotes), warning, where, dated)
    return Message(told, tuple(_buttons(review)), embed_length(told), EMBED, where, facts=facts)


def fitted(text: str, most: int) -> str:
    """The text escaped for Discord and shortened so that it takes at most that many UTF-16 units."""
    return for_discord(_cut(text, most))


def noon(day: date, timezone: str) -> str:
    """The middle of that local day as Discord wants times: readers in most other zones see the same day."""
    return datetime.combine(day, time(12), ZoneInfo(timezone)).astimezone(UTC).isoformat()


def plain(text: str, most: int) -> str:
    """One line of at most that many UTF-16 units for places that show no Markdown: footers and buttons."""
    return shorten(one_line(text), lambda part: units(part) <= most)


def _cut(text: str, most: int) -> str:
    """As much of the text as takes at most that many UTF-16 units once it is escaped."""
    return shorten(text, lambda part: units(for_discord(part)) <= most)


def _description(review: Review, warning: str | None, words: str, quotes: Sequence[str]) -> str:
    """Rating, words, quotes and challenge; a warning stands on top and the words behind spoiler bars."""
    prose = for_discord(words)
    if warning is not None:
        prose = f"||{prose}||" if prose else ""
    challenge = fitted(parts.challenge_line(review.challenge), _LINE) if review.challenge else ""
    caution = f"⚠️ **{fitted(warning, _LINE)}**" if warning else ""
    return parts.joined([caution, _rating(review), prose, *map(_block, quotes), challenge])


def _rating(review: Review) -> str:
    rating = parts.rated(review.rating)
    return " · ".join(part for part in (rating, parts.rewatch(review)) if part) if rating else ""


def _block(quote: str) -> str:
    """The quote as a block quotation, line by line."""
    return "\n".join(f"> {line}" for line in for_discord(quote).split("\n"))


def _footer(review: Review, policy: FormatPolicy) -> str:
    return plain(" · ".join([policy.site_name, *review.badges]), _FOOTER)


def _color(rating: Rating | None) -> int:
    """Gold, silver or bronze by the share of the scale that is reached; grey where there is no rating."""
    if rating is None or rating.scale <= 0:
        return _PLAIN
    share = rating.value / rating.scale
    return _GOLD if share >= 0.8 else _SILVER if share >= 0.5 else _BRONZE


def _buttons(review: Review) -> Iterator[LinkButton]:
    """The review's links and the challenge's list, at most five, no address twice."""
    links = list(review.links)
    if review.challenge is not None and review.challenge.url:
        links.append((review.challenge.name, review.challenge.url))
    found: dict[str, str] = {}
    for label, url in links:
        where, text = address(url), plain(label, _LABEL)
        if where is not None and len(where) <= 512 and graphemes(text):  # Discord's limit for a button's address
            found.setdefault(where, text)
    yield from (LinkButton(label, url) for url, label in list(found.items())[:_BUTTONS])
