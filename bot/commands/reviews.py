"""What ``/review``, ``/random`` and "Find the review" answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from bot.catalogue.rows import handle
from bot.commands import replies
from bot.commands.lookup import NotReviewed
from bot.commands.question import AnyReview, OneReview
from bot.format.message import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.commands.lookup import Lookup
    from bot.commands.question import Titled
    from bot.commands.reply import Choice, Reply
    from bot.commands.wording import Wording
    from bot.review.model import Review

_LEFTWARDS = frozenset(("R", "AL"))
_TYPED = 200  # UTF-16 units of what was typed that are said again


def one(asked: OneReview, wording: Wording, lookup: Lookup) -> Reply:
    """That review, and a menu with the film's others."""
    found = lookup.review(asked.handle)
    return gone(wording, lookup) if found is None else _shown(found, wording, lookup)


def titled(asked: Titled, wording: Wording, lookup: Lookup) -> Reply:
    """The newest review of that film; where there is none, that it isn't reviewed, and the nearest."""
    found = lookup.titled(asked.text)
    if not isinstance(found, NotReviewed):
        return _shown(found, wording, lookup)
    said = wording.say("not-reviewed", title=escaped(found.text))
    return _nearest(said, found.nearest, wording, lookup)


def any_one(asked: AnyReview, wording: Wording, lookup: Lookup) -> Reply:
    """A review at random, and a button for another one."""
    found = lookup.any_review(asked.but)
    if found is None:
        return replies.sentence(wording.say("no-reviews"), lookup.look)
    name = handle(found.id)
    return replace(replies.review(found, lookup.look), share=OneReview(name), again=AnyReview(name))


def mentioned(text: str, wording: Wording, lookup: Lookup) -> Reply:
    """The review that a message is about; with several, a list and a menu."""
    found = lookup.mentioned(text)
    if not found:
        return replies.sentence(wording.say("nothing-mentioned"), lookup.look)
    if len(found) == 1:
        return _shown(lookup.fresh(found[0]), wording, lookup)
    lines = [f"• {replies.line(one)}" for one in found]
    listed = replies.listing(wording.say("mentioned-title"), lines, lookup.look)
    return replies.with_menu(listed, wording.say("menu-open"), _choices(found))


def gone(wording: Wording, lookup: Lookup) -> Reply:
    """That what a button or menu asks for isn't there any more."""
    return replies.sentence(wording.say("gone"), lookup.look)


def escaped(typed: str) -> str:
    """What somebody typed as a sentence may say it: cut, one line, nothing in it formats, turns round or mentions."""
    seen = "".join(sign if sign.isprintable() else " " for sign in typed[: 8 * _TYPED])
    said = fitted(" ".join(seen.split()), _TYPED)
    # Isolated, text that runs the other way turns nothing round but itself: https://www.unicode.org/reports/tr9/
    return f"\u2068{said}\u2069" if any(bidirectional(sign) in _LEFTWARDS for sign in said) else said


def _shown(found: Review, wording: Wording, lookup: Lookup) -> Reply:
    reply = replace(replies.review(found, lookup.look), share=OneReview(handle(found.id)))
    others = lookup.same_film(found)
    return replies.with_menu(reply, wording.say("menu-other-reviews"), _dated(others)) if others else reply


def _nearest(said: str, nearest: Iterable[Review], wording: Wording, lookup: Lookup) -> Reply:
    near = list(nearest)
    lines = [said, "", wording.say("nearest"), *(f"• {replies.line(one)}" for one in near)] if near else [said]
    listed = replies.listing(wording.say("not-reviewed-title"), lines, lookup.look)
    return replies.with_menu(listed, wording.say("menu-open"), _choices(near)) if near else listed


def _choices(found: Iterable[Review]) -> list[Choice]:
    return [replies.choice(one, OneReview(handle(one.id))) for one in found]


def _dated(found: Iterable[Review]) -> list[Choice]:
    return [replies.choice(one, OneReview(handle(one.id)), one.date.isoformat() if one.date else None) for one in found]
