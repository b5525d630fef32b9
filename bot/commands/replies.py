"""Answers' looks as plain data: embeds in Discord's own JSON form, made from ``bot.format``'s parts.

Nothing here knows discord.py, asks the catalogue, or holds a sentence of its own: what it says comes from the wording.
Private tags never get this far: what is shown is what a post would show.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.commands.reply import Choice, Reply
from bot.format import compose_message, parts
from bot.format.address import address
from bot.format.message import fitted, plain
from bot.format.stars import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.commands.question import Question
    from bot.format.model import FormatPolicy
    from bot.review.model import Rating, Review

COLOR = 0x5B6770
LONGEST_CHOICE = 100  # UTF-16 units of what stands in a menu's line
MOST_CHOICES = 25
_NAME = 120  # UTF-16 units of a title in a list, escaping included
_RATING = 40  # it may be a word
_LONGEST_LINK = 200  # characters; ten lines with longer ones wouldn't fit into a description of 4096
_SITE, _FOOTER = 200, 400  # UTF-16 units
_TITLE, _DESCRIPTION = 256, 4096


def review(found: Review, look: FormatPolicy) -> Reply:
    """The review as its post shows it, with buttons that open its links."""
    message = compose_message(found, look)
    return Reply(message.embed, message.buttons)


def sentence(text: str, look: FormatPolicy, title: str | None = None) -> Reply:
    """A sentence or a few; untrusted parts of it must be escaped already."""
    return listing(title, [text], look)


def listing(title: str | None, lines: Iterable[str], look: FormatPolicy, below: str = "") -> Reply:
    """Lines below one another, escaped already, those that have no room left out. ``below``: what the foot says too."""
    embed: dict[str, Any] = {"description": _together(lines), "color": COLOR}
    if title:
        embed["title"] = plain(title, _TITLE)
    if foot := plain(" · ".join(filter(None, (below, plain(look.site_name, _SITE)))), _FOOTER):
        embed["footer"] = {"text": foot}
    return Reply(embed)


def with_menu(reply: Reply, title: str, choices: Iterable[Choice]) -> Reply:
    """The same with a menu below it, of as many lines as a menu may have and each of them once."""
    once = {choice.question: choice for choice in choices}
    return replace(reply, menu=tuple(once.values())[:MOST_CHOICES], menu_title=plain(title, LONGEST_CHOICE))


def choice(found: Review, question: Question, description: str | None = None) -> Choice:
    """A menu's line for a review: "Title (Year) ★★★½"."""
    stars = f" {plain(drawn(found.rating), _RATING)}" if found.rating else ""
    name = plain(parts.film(found.title, found.year), LONGEST_CHOICE - len(stars.encode("utf-16-le")) // 2)
    return Choice(name + stars, question, plain(description or "", LONGEST_CHOICE) or None)


def line(found: Review) -> str:
    """A review in a list: its title as a link, and its rating."""
    return film_line(found.title, found.year, found.url, found.rating)


def dated_line(found: Review) -> str:
    """The same with the review's date."""
    return line(found) + (f" · {found.date.isoformat()}" if found.date else "")


def film_line(title: str, year: int | None, url: str | None, rating: Rating | None) -> str:
    """At most 370 UTF-16 units: "[Title (Year)](address) ★★★½ (3.5/5)"."""
    name, where, stars = (
        fitted(parts.film(title, year), _NAME),
        address(url),
        fitted(parts.rated(rating) or "", _RATING),
    )
    linked = f"[{name}]({where})" if where and len(where) <= _LONGEST_LINK else name
    return f"{linked} {stars}" if stars else linked


def _together(lines: Iterable[str]) -> str:
    kept, room = [], _DESCRIPTION
    for text in lines:
        room -= len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1
        if room < -1:
            break
        kept.append(text)
    return "\n".join(kept)
