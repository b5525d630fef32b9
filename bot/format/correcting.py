"""What becomes of a post that stands when its review changes: whether it needs correcting, and its address alone. Pure.

Whoever boosted a post is told of every edit, so it takes more than a new template or a reordered text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.format.address import address
from bot.format.length import DESCRIPTION, EMBED, embed_length, toot_length, units
from bot.format.model import Limits, Message, Toot
from bot.format.parts import joined
from bot.format.prose import shorten, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.format.model import Facts, Network, Post
    from bot.review.model import Review

_HASHTAGS = re.compile(r"#\S+(?: #\S+)*")
_SCORE = re.compile(r"\A[★½☆⭐]+ \(([^()]+)\)\Z")  # "★★★½ (3.5/5)"
_QUOTATION = re.compile("[\"'´`“”„‟‘’‚‛«»‹›「」『』]")


def needs_correcting(posted: Post, now: Post, review: Review) -> bool:
    """Whether the post as it stands says something that isn't so any more. ``now``: as it would be written today.

    Title, year, stars, address and warning must be today's, and the review's own picture with its description. Words
    may stand for as long as the review says them: that today others would be chosen is no reason.
    """
    if _shows_another_picture(posted, now):
        return True
    if _shown(posted) == _shown(now):
        return False
    if posted.facts is None or now.facts is None:
        return _told_otherwise(posted, now)
    old, new = _without_glyphs(posted.facts), _without_glyphs(now.facts)
    if replace(old, words=new.words) != new:
        return True
    return old.words != new.words and not _still_says(review, old, new, now.network)


def _shows_another_picture(posted: Post, now: Post) -> bool:
    """Whether both show a picture of the review's own, but not the same one or not with the same description.

    That one has a picture or a card in its place and the other has none is the destination's rules' doing.
    """
    old, new = posted.picture, now.picture
    return old is not None and new is not None and old.card is None and new.card is None and old != new


def _without_glyphs(facts: Facts) -> Facts:
    """The facts in which a digest's ratings are scores alone: how stars are drawn is the destination's doing."""
    entries = tuple(replace(one, stars=_SCORE.sub(r"\1", one.stars)) for one in facts.entries)
    return replace(facts, entries=entries)


def readdress(post: Post, old: str, new: str, *, strictly: bool = False) -> Post:
    """The same post with another address of its review; unchanged where ``new`` is no web address.

    A toot that gets too long by it gives up hashtags, then words. ``strictly``: it must not be longer than before in
    code points either, for servers that count an address in full.
    """
    there = address(new)
    if there is None or there == old:
        return post
    facts = replace(post.facts, address=there) if post.facts else None
    if isinstance(post, Message):
        embed = _moved(post.embed, old, there)
        buttons = tuple(replace(one, url=there) if one.url == old else one for one in post.buttons)
        return replace(post, embed=embed, buttons=buttons, length=embed_length(embed), address=there, facts=facts)
    text = _fitted(_swapped(post.text, old, there), post, there, strictly=strictly)
    length = _length(post, text)
    if length > post.limit:  # an address that counts in full and is longer than everything else may be
        return post
    return replace(post, text=text, length=length, address=there, facts=facts)


def _moved(embed: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """The embed with the new address, in the owner's own form too, unless that got too long by it."""
    moved = {**embed, "url": new} if embed.get("url") == old else embed
    description = _swapped(embed.get("description", ""), old, new)
    if description == embed.get("description", "") or units(description) > DESCRIPTION:
        return moved
    longer = {**moved, "description": description}
    return longer if embed_length(longer) <= EMBED else moved


def _told_otherwise(posted: Post, now: Post) -> bool:
    """For posts whose facts weren't noted: what can be told from the post itself."""
    if posted.address != now.address:
        return True
    if isinstance(posted, Message) and isinstance(now, Message):
        return bool(posted.embed.get("title") != now.embed.get("title"))
    if isinstance(posted, Toot) and isinstance(now, Toot):
        was, this = (one.text.split("\n", 1)[0] for one in (posted, now))
        return was != this or posted.content_warning != now.content_warning
    return False


def _still_says(review: Review, old: Facts, new: Facts, network: Network) -> bool:
    """Whether everything that was posted still stands in the review, and nobody put other words in its place."""
    if not old.words or not new.words:
        return False
    said, prose = {_plain(quote) for quote in review.quotes}, _plain(review.text)
    own = review.social.get(network) or review.social.get("") or ""
    chosen = _plain(own or review.excerpt.text)
    if all(_plain(word) in said or _begins(chosen, word) for word in old.words):
        return True  # the same words, cut elsewhere or in other marks: that is the destination's doing
    if own or any(block not in prose for block in _blocks(review.excerpt.text)):
        return False  # the owner's own words, which stand in the front matter alone: the choice is theirs
    return all(_plain(word) in said or all(block in prose for block in _blocks(word)) for word in old.words)


def _begins(chosen: str, word: str) -> bool:
    return chosen.startswith(_plain(word).removesuffix("…").rstrip())


def _blocks(text: str) -> Iterator[str]:
    """The lines, comparable; where one was cut, what is left of it."""
    yield from filter(None, (_plain(block).removesuffix("…").rstrip() for block in text.split("\n")))


def _plain(text: str) -> str:
    """The text without line breaks, and without quotation marks: they are a matter of form, and of the language."""
    return " ".join(_QUOTATION.sub("", tidy(text, len(text) + 1)).split())


def _shown(post: Post) -> tuple[object, ...]:
    """What readers see of a post, its picture apart."""
    if isinstance(post, Toot):
        return post.text, post.content_warning
    return post.embed, post.buttons


def _swapped(text: str, old: str, new: str) -> str:
    """The text with the address in place of the old one where that stands alone, not as part of a longer one."""
    return re.sub(rf"(?<![^\s(<]){re.escape(old)}(?![^\s)>])", lambda _: new, text)


def _length(post: Toot, text: str) -> int:
    """The length of that text in the post's place. How much its server reserves for an address, the post tells."""
    usual = Limits().characters_per_url
    reserved = usual + post.length - toot_length(post.text, post.content_warning, usual)
    return toot_length(text, post.content_warning, reserved)


def _fitted(text: str, post: Toot, where: str, *, strictly: bool) -> str:
    """The text, or as much of it as the server takes."""

    def fits(whole: str) -> bool:
        return _length(post, whole) <= post.limit and not (strictly and len(whole) > max(post.limit, len(post.text)))

    blocks = text.split("\n\n")
    if not fits(text) and _HASHTAGS.fullmatch(blocks[-1]):
        blocks.pop()
    for at in range(len(blocks) - 1, 0, -1):  # the first block, title and stars, stays
        if fits(joined(blocks)):
            break
        if blocks[at] != where:
            before, behind = blocks[:at], blocks[at + 1 :]
            blocks[at] = shorten(blocks[at], partial(_fits_between, fits, before, behind))
    return joined(blocks)


def _fits_between(fits: Callable[[str], bool], before: list[str], behind: list[str], part: str) -> bool:
    return fits(joined([*before, part, *behind]))
