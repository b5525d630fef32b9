"""What ``/search`` and ``/latest`` answer: lists of reviews, in pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalogue.rows import handle
from bot.commands import codes, replies
from bot.commands.question import OneReview, Search
from bot.commands.reviews import escaped
from bot.format.message import fitted
from bot.format.parts import film
from bot.format.prose import one_line
from bot.format.swearing import swears
from bot.format.warnings import warning

if TYPE_CHECKING:
    from bot.catalogue.model import Hit, Wanted
    from bot.catalogue.names import Kind
    from bot.commands.lookup import Lookup
    from bot.commands.question import Latest
    from bot.commands.reply import Reply
    from bot.commands.wording import Wording

PAGE = 8  # reviews on a page; each has at most 510 UTF-16 units of a description's 4096
MOST = 10  # of the newest
_SNIPPET = 120  # UTF-16 units, escaping included


def search(asked: Search, wording: Wording, lookup: Lookup) -> Reply:
    """A page of what was found, with buttons for the pages beside it and a menu that opens one."""
    wanted = _meant(asked.wanted, lookup)
    if wanted is None:
        return replies.sentence(wording.say("gone"), lookup.look)
    if not any((wanted.text, wanted.tag, wanted.badge, wanted.challenge)) and _no_bounds(wanted):
        return replies.sentence(wording.say("search-for-what"), lookup.look)
    if wanted.least is not None and wanted.most is not None and wanted.least > wanted.most:
        return replies.sentence(wording.say("search-turned-round"), lookup.look)
    page = max(0, asked.page)
    found = lookup.search(wanted, PAGE, page * PAGE)
    if not found.total:
        return replies.listing(wording.say("search-title"), _unfit(wanted, wording, lookup), lookup.look)
    pages = -(-found.total // PAGE)
    if page >= pages:  # there were more of them when the button was made
        return search(Search(wanted, pages - 1), wording, lookup)
    lines = [text for hit in found.hits for text in _lines(hit, lookup)]
    title = wording.say("search-found", count=found.total)
    below = wording.say("page-of", page=page + 1, pages=pages) if pages > 1 else ""
    reply = replies.listing(title, lines, lookup.look, below)
    choices = [replies.choice(hit.review, OneReview(handle(hit.review.id))) for hit in found.hits]
    return replace(
        replies.with_menu(reply, wording.say("menu-open"), choices),
        share=Search(wanted, page),
        earlier=Search(wanted, page - 1) if page else None,
        later=Search(wanted, page + 1) if page + 1 < pages else None,
    )


def latest(asked: Latest, wording: Wording, lookup: Lookup) -> Reply:
    """The newest reviews, one line each."""
    found = lookup.latest(min(max(asked.count, 1), MOST))
    title = wording.say("latest-title")
    if not found:
        return replies.sentence(wording.say("no-reviews"), lookup.look, title)
    reply = replies.listing(title, [f"• {replies.dated_line(one)}" for one in found], lookup.look)
    choices = [replies.choice(one, OneReview(handle(one.id))) for one in found]
    return replace(replies.with_menu(reply, wording.say("menu-open"), choices), share=asked)


def _meant(wanted: Wanted, lookup: Lookup) -> Wanted | None:
    """The same with names for the marks of a button's code; None where one of them isn't used any more."""
    found = replace(
        wanted,
        tag=_name("tag", wanted.tag, lookup),
        badge=_name("badge", wanted.badge, lookup),
        challenge=_name("challenge", wanted.challenge, lookup),
    )
    names = ((wanted.tag, found.tag), (wanted.badge, found.badge), (wanted.challenge, found.challenge))
    return None if any(asked and not name for asked, name in names) else found


def _name(kind: Kind, asked: str | None, lookup: Lookup) -> str | None:
    if asked is None or not codes.is_mark(asked):
        return asked
    return codes.meant(asked, lookup.catalogue.names(kind))


def _unfit(wanted: Wanted, wording: Wording, lookup: Lookup) -> list[str]:
    """Why nothing was found: the parts that no review fits, a sentence each; else that they don't go together."""
    unfit = lookup.catalogue.unfit(wanted)
    said = {
        "rating": _rated(wanted, wording),
        "years": _from(wanted, wording),
        "tag": wording.say("search-no-tag", name=escaped(wanted.tag or "")),
        "badge": wording.say("search-no-badge", name=escaped(wanted.badge or "")),
        "challenge": wording.say("search-no-challenge", name=escaped(wanted.challenge or "")),
    }
    return [said[part] for part in unfit] or [wording.say("search-nothing")]


def _rated(wanted: Wanted, wording: Wording) -> str:
    least, most = (wording.number(value or 0.0) for value in (wanted.least, wanted.most))
    if wanted.most is None:
        return wording.say("search-none-so-high", rating=least)
    if wanted.least is None:
        return wording.say("search-none-so-low", rating=most)
    return wording.say("search-none-between", least=least, most=most)


def _from(wanted: Wanted, wording: Wording) -> str:
    first, last = str(wanted.first_year), str(wanted.last_year)
    if first == last:
        return wording.say("search-none-of-year", year=first)
    return wording.say("search-none-of-years", first=first, last=last)


def _no_bounds(wanted: Wanted) -> bool:
    return (wanted.least, wanted.most, wanted.first_year, wanted.last_year) == (None, None, None, None)


def _lines(hit: Hit, lookup: Lookup) -> list[str]:
    told = f"• {replies.dated_line(hit.review)}"
    snippet = fitted(one_line(_harmless(hit, lookup)), _SNIPPET)
    return [told, f"-# {snippet}"] if snippet else [told]


def _harmless(hit: Hit, lookup: Lookup) -> str:
    """The part of the review that answers; nothing of one that readers are warned of."""
    look = lookup.look
    if hit.review.spoilers or hit.review.content_warning or not hit.snippet:
        return ""
    if look.swearing != "leave" and swears(hit.snippet, hit.review.language or look.language):
        return ""
    # Warnings may go by private tags, which only the file has.
    whole = lookup.fresh(hit.review) if look.warnings else hit.review
    named = film(whole.title, whole.year)
    return hit.snippet if whole.text and warning(whole, look, (named, hit.snippet)) is None else ""
