"""A post that goes on in replies, when a server turns out to take less of it at a time. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.format.length import toot_length
from bot.format.model import Toot
from bot.format.prose import shorten

if TYPE_CHECKING:
    from bot.format.model import Limits, Post


def in_less(post: Post, limits: Limits) -> Post:
    """The post with as many of its lines as fit; the others open what follows it, in a further reply.

    A Discord message stays as it is: its limits are the same everywhere.
    """
    if not isinstance(post, Toot) or post.length <= limits.characters:
        return post

    def length(text: str) -> int:
        return toot_length(text, post.content_warning, limits.characters_per_url)

    def fits(text: str) -> bool:
        return length(text) <= limits.characters

    def saying(text: str, rest: tuple[Toot, ...]) -> Toot:
        most = limits.characters
        return replace(post, text=text, length=length(text), limit=most, rest=rest, goes_on=bool(rest))

    lines = post.text.split("\n")
    count = next((n for n in range(len(lines), 0, -1) if fits("\n".join(lines[:n]).strip())), 0)
    if not count:
        lines[0], count = shorten(lines[0], fits), 1
    now, then = ("\n".join(some).strip() for some in (lines[:count], lines[count:]))
    return saying(now, (saying(then, post.rest), *post.rest) if then else post.rest)
