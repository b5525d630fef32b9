"""A review as a Discord message: one embed and link buttons as plain data, within Discord's limits. Pure.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits. Every part has a bound of its own, far
below the limits, so that the whole always fits and looks well on a telephone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.format import parts
from bot.format.address import address
from bot.format.draft import draft_of
from bot.format.escape import for_discord, unpinged
from bot.format.fitting import Theirs, written
from bot.format.length import DESCRIPTION, EMBED, TITLE, embed_length, graphemes, units
from bot.format.markdown import on_discord
from bot.format.model import Limits, LinkButton, Message
from bot.format.picture import picture_of
from bot.format.prose import one_line, shorten
from bot.format.styled import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.errors import TemplateTrouble
    from bot.format.draft import Draft
    from bot.format.model import FormatPolicy, Template
    from bot.review.model import Rating, Review

_WORDS, _LINE, _QUOTE, _FOOTER = 1200, 500, 700, 200  # UTF-16 units, escaping included
_BUTTONS, _LABEL = 5, 80
_GOLD, _SILVER, _BRONZE, _PLAIN = 0xF2B01E, 0x9AA7B1, 0xA9714B, 0x5B6770


def compose_message(review: Review, policy: FormatPolicy, *, dated: date | None = None) -> Message:
    """The review's message. The embed is in Discord's own JSON form; mentions in it reach nobody.

    Every message bears its review's date below, a late one (``dated``) needs no other. The picture isn't in the embed:
    who sends the message puts it there, with the file.
    """
    return message_and_trouble(review, policy, dated=dated)[0]


def message_and_trouble(
    review: Review, policy: FormatPolicy, *, dated: date | None = None
) -> tuple[Message, TemplateTrouble | None]:
    """The message, and why it isn't in the owner's own form where there is one."""
    where = address(review.url)
    embed: dict[str, Any] = {
        "title": fitted(parts.film(review.title, review.year), TITLE),
        "description": "",
        "color": _color(review.rating),
        "footer": {"text": _footer(review, policy)},
    }
    if where is not None:
        embed["url"] = where
    if day := dated or review.date:
        embed["timestamp"] = noon(day, policy.timezone)
    full, room = _bounded(draft_of(review, policy, quotes=2), policy), min(DESCRIPTION, EMBED - embed_length(embed))
    theirs = _theirs(policy.template, review, policy) if policy.template else None
    draft, description, trouble = written(full, partial(_described, policy), theirs, lambda text: units(text) <= room)
    embed["description"] = description
    told = {key: value for key, value in embed.items() if value not in ("", {"text": ""})}
    facts = parts.facts(review, draft.told, draft.warning, where, dated)
    picture = picture_of(review, policy, draft.warning, draft.words.text, draft.quotes, Limits())
    buttons = tuple(_buttons(review))
    return Message(told, buttons, embed_length(told), EMBED, where, facts=facts, picture=picture), trouble


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


def _bounded(draft: Draft, policy: FormatPolicy) -> Draft:
    """The draft with no more words and quotes than look well."""
    words = shortened(draft.words, lambda part: units(_words(policy, replace(draft, words=part))) <= _WORDS)
    quotes = tuple(quote for quote in draft.quotes if units(for_discord(quote)) <= _QUOTE)
    return replace(draft, words=words, quotes=quotes)


def _described(policy: FormatPolicy, draft: Draft) -> str:
    """Our own form: rating, words, quotes and challenge; a warning stands on top."""
    rating = " · ".join(for_discord(part) for part in (draft.rating, draft.rewatch) if part)
    caution = f"⚠️ **{fitted(draft.warning, _LINE)}**" if draft.warning else ""
    quotes = (_block(quote) for quote in draft.quotes)
    return parts.joined([caution, rating, _words(policy, draft), *quotes, fitted(draft.challenge_line, _LINE)])


def _words(policy: FormatPolicy, draft: Draft) -> str:
    """The words; under a warning behind spoiler bars, unless the destination shows them."""
    return on_discord(draft.words, hidden=draft.warning is not None and policy.warned == "hide")


def _theirs(template: Template, review: Review, policy: FormatPolicy) -> Theirs:
    """The owner's form of the description; title, address, colour, date and what stands below are as ever."""
    from bot.format.template import rendered  # Jinja costs 30 ms: only who has a template pays it
    from bot.format.template_parts import Escapes, parts_for

    escapes = Escapes(for_discord, partial(_words, policy))

    def form(draft: Draft) -> str:
        return unpinged(rendered(template, parts_for(draft, review, policy, escapes)))

    return Theirs(template.name, form, silent=True)


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
