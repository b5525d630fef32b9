"""What ``/quote`` answers: a line that a review quotes, and that needs no warning."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue.rows import handle
from bot.commands import replies, reviews
from bot.commands.lookup import NotReviewed
from bot.commands.question import AnyQuote, OneQuote
from bot.commands.reply import Reply
from bot.format import compose_message, parts
from bot.format.address import address
from bot.format.escape import for_discord
from bot.format.length import TITLE, units
from bot.format.message import fitted
from bot.format.prose import tidy
from bot.format.quotation import marked
from bot.format.swearing import chosen_quotes, swears
from bot.format.warnings import warning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.commands.lookup import Lookup
    from bot.commands.wording import Wording
    from bot.format.model import FormatPolicy
    from bot.review.model import Review

_LONGEST = 1500  # UTF-16 units of a quote, escaping included; a longer one is a scene
_TRIES = 40  # reviews looked at before it is told that there is nothing to quote


def quotable(review: Review, look: FormatPolicy) -> dict[int, str]:
    """The quotes that may be shown to anybody, in their marks, by their numbers in the review.

    None of a review that readers are warned of, or whose post is: not even with the line that brings no warning.
    """
    if not review.quotes or review.spoilers or review.content_warning or _is_warned_of(review, look):
        return {}
    language = review.language or look.language
    kept = set(chosen_quotes(review, look))
    found = {}
    for number, quote in enumerate(review.quotes):
        if quote not in kept or (look.swearing != "leave" and swears(quote, language)):
            continue
        words = marked(tidy(quote), language)
        if words and units(_block(words)) <= _LONGEST and warning(review, look, (_name(review), words)) is None:
            found[number] = words
    return found


def one(asked: OneQuote, wording: Wording, lookup: Lookup) -> Reply:
    """That quoted line; where it can't be shown any more, the next one of the review."""
    review = lookup.review(asked.handle)
    if review is None:
        return reviews.gone(wording, lookup)
    quotes = quotable(review, lookup.look)
    if not quotes:
        return _none(review, wording, lookup)
    number = asked.number if asked.number in quotes else _next(asked.number, quotes)
    return _shown(review, quotes, number, lookup)


def any_one(asked: AnyQuote, wording: Wording, lookup: Lookup) -> Reply:
    """A quoted line at random, and a button for another one."""
    but = asked.but
    for _ in range(_TRIES):
        found = lookup.catalogue.with_quotes(lookup.chance, but=but)
        if found is None:
            break
        review = lookup.fresh(found)
        quotes = quotable(review, lookup.look)
        if quotes:
            reply = _shown(review, quotes, lookup.chance.choice(list(quotes)), lookup)
            return replace(reply, again=AnyQuote(handle(review.id)))
    return replies.sentence(wording.say("quote-none"), lookup.look)


def titled(text: str, wording: Wording, lookup: Lookup) -> Reply:
    """A line from the newest review of that film that has one; "Another one" goes through the review's lines."""
    found = lookup.titled(text)
    if isinstance(found, NotReviewed):
        return _nearest(found, wording, lookup)
    for review in (found, *map(lookup.fresh, lookup.same_film(found))):
        quotes = quotable(review, lookup.look)
        if quotes:
            return _shown(review, quotes, lookup.chance.choice(list(quotes)), lookup)
    return _none(found, wording, lookup)


def _shown(review: Review, quotes: dict[int, str], number: int, lookup: Lookup) -> Reply:
    embed = {"title": fitted(_name(review), TITLE), "description": _block(quotes[number]), "color": replies.COLOR}
    if where := address(review.url):
        embed["url"] = where
    below = replies.sentence("", lookup.look).embed.get("footer")
    if below:
        embed["footer"] = below
    name = handle(review.id)
    following = _next(number + 1, quotes)
    again = OneQuote(name, following) if following != number else AnyQuote(name)
    return Reply(embed, share=OneQuote(name, number), again=again)


def _next(number: int, quotes: dict[int, str]) -> int:
    """The first number from there on that is one of a quote; behind the last comes the first."""
    return min((one for one in quotes if one >= number), default=min(quotes))


def _none(review: Review, wording: Wording, lookup: Lookup) -> Reply:
    said = wording.say("quote-none-of", title=reviews.escaped(_name(review)))
    return replies.sentence(said, lookup.look)


def _nearest(found: NotReviewed, wording: Wording, lookup: Lookup) -> Reply:
    said = wording.say("not-reviewed", title=reviews.escaped(found.text))
    near: Sequence[Review] = found.nearest
    lines = [said, "", wording.say("nearest"), *(f"• {replies.line(one)}" for one in near)] if near else [said]
    listed = replies.listing(wording.say("not-reviewed-title"), lines, lookup.look)
    choices = [replies.choice(one, OneQuote(handle(one.id), 0)) for one in near]
    return replies.with_menu(listed, wording.say("menu-quote"), choices) if near else listed


def _is_warned_of(review: Review, look: FormatPolicy) -> bool:
    facts = compose_message(review, look).facts
    return facts is not None and facts.warning is not None


def _name(review: Review) -> str:
    return parts.film(review.title, review.year)


def _block(words: str) -> str:
    """The quote as a block quotation, line by line."""
    return "\n".join(f"> {line}" for line in for_discord(words).split("\n"))
