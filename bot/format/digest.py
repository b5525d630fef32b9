"""Several small reviews as one post: a line for each, with its stars and its address. Pure.

A digest is as large as its network takes with every address in it (:func:`parts_of`): more reviews become several
digests. One that is too long all the same, as a correction may be, gives up its hashtags, then the rest of long titles,
then the last addresses, then the last lines ("and 2 more"); the headline stays.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import regex

from bot.format import parts
from bot.format.address import address
from bot.format.escape import for_discord, for_mastodon
from bot.format.hashtags import hashtags
from bot.format.length import DESCRIPTION, EMBED, TITLE, embed_length, toot_length, units
from bot.format.message import fitted, noon, plain
from bot.format.model import DigestEntry, Facts, Message, Toot
from bot.format.naming import begins_with_count, counted
from bot.format.prose import one_line, shorten, shorten_to
from bot.format.visibility import visibility
from bot.format.warnings import warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.format.model import Digest, FormatPolicy, Limits, Post, Visibility
    from bot.review.model import Review

_MOST = 20  # reviews in one digest: more is a list to be looked up
_NAMED = 3  # of them in its name for people
_TITLES = (80, 40, 20)  # grapheme clusters of a title, the more the better
_COLOR = 0x3B8EA5
_PRIVATE_FIRST: tuple[Visibility, ...] = ("direct", "private", "unlisted", "public")
_DATED = regex.compile(r"\d{1,2} \p{L}+ \d{4}")


def entry_of(subject: str, review: Review, policy: FormatPolicy) -> DigestEntry:
    """What a digest says of the review, which is known as ``subject``. None of its words stand in a digest."""
    title = parts.film(review.title, review.year)
    return DigestEntry(
        subject,
        one_line(review.title) or parts.film("", None),
        review.year,
        parts.rated(review.rating, policy.glyphs) or "",
        address(review.url),
        warning(replace(review, spoilers=False), policy, [title]),
    )


def common_hashtags(reviews: Sequence[Review], policy: FormatPolicy) -> tuple[str, ...]:
    """The hashtags that every one of the reviews has, in the first one's order."""
    each = [hashtags(one, policy) for one in reviews]
    return tuple(tag for tag in each[0] if all(tag in one for one in each)) if each else ()


def most_private(reviews: Sequence[Review], policy: FormatPolicy) -> Visibility:
    """Who sees a post about all of these: nobody whom one of them is not for."""
    found = {visibility(one, policy) for one in reviews} or {policy.visibility}
    return next(one for one in _PRIVATE_FIRST if one in found)


def compose_digest(digest: Digest, policy: FormatPolicy, limits: Limits) -> Post:
    """The digest for the policy's network, fitted to its limits. By its ``address``, the first one, it is found."""
    return _toot(digest, policy, limits) if policy.network == "mastodon" else _message(digest, policy)


def parts_of(digest: Digest, policy: FormatPolicy, limits: Limits) -> list[tuple[DigestEntry, ...]]:
    """The reviews in as many digests as it takes to show all of them with their addresses, about equally many each."""
    entries = digest.entries
    for count in range(-(-len(entries) // _MOST), len(entries) + 1):
        edges = [number * len(entries) // count for number in range(count + 1)]
        split = [entries[start:end] for start, end in pairwise(edges)]
        if all(_is_whole(replace(digest, entries=part), policy, limits) for part in split):
            return split
    return [(entry,) for entry in entries]


def name_of(entries: Sequence[DigestEntry]) -> str:
    """A digest's name for people: "Salt Road (1971), Night Shift and 4 more"."""
    names = [shorten_to(parts.film(one.title, one.year), 80) for one in entries]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def reads_as_digest(text: str) -> bool:
    """Whether a post of ours, by its first line, is a digest: "Today: six shorts", "3 October 2025: six shorts"."""
    before, colon, behind = text.strip().split("\n", 1)[0].partition(": ")
    return bool(colon) and (before == "Today" or _DATED.fullmatch(before) is not None) and begins_with_count(behind)


def _is_whole(digest: Digest, policy: FormatPolicy, limits: Limits) -> bool:
    written = _lines(digest, _TITLES[0], len(digest.entries), policy)
    if policy.network == "discord":
        return units(parts.joined([_caution(digest), *written[1:]])) <= DESCRIPTION
    text = parts.joined(written)
    return toot_length(text, _warning(digest, limits), limits.characters_per_url) <= limits.characters


def _headline(digest: Digest) -> str:
    day = f"{parts.day_of_year(digest.day)} {digest.day.year}" if digest.dated else "Today"
    return f"{day}: {counted(len(digest.entries), digest.noun)}"


def _lines(digest: Digest, title: int, linked: int, policy: FormatPolicy, shown: int | None = None) -> list[str]:
    """Headline and list. ``title``: characters of one; ``linked``, ``shown``: so many of the first ones."""
    write = _plain_line if policy.network == "mastodon" else _linked_line
    count = len(digest.entries) if shown is None else shown
    lines = [write(one, title, linked=place < linked) for place, one in enumerate(digest.entries[:count])]
    more = len(digest.entries) - count
    return [_headline(digest), "\n".join([*lines, f"and {more} more"] if more else lines)]


def _plain_line(entry: DigestEntry, most: int, *, linked: bool) -> str:
    name = for_mastodon(shorten_to(parts.film(entry.title, entry.year), most))
    where = (entry.address or "") if linked else ""
    return " ".join(part for part in ("•", name, for_mastodon(entry.stars), where) if part)


def _linked_line(entry: DigestEntry, most: int, *, linked: bool) -> str:
    name = for_discord(shorten_to(parts.film(entry.title, entry.year), most))
    name = f"[{name}]({entry.address})" if linked and entry.address else name
    return " ".join(part for part in ("•", name, for_discord(entry.stars)) if part)


def _versions(digest: Digest, policy: FormatPolicy) -> Iterator[list[str]]:
    """The lines in full, then ever shorter."""
    count = len(digest.entries)
    for title in _TITLES:
        yield _lines(digest, title, count, policy)
    for linked in range(count - 1, -1, -1):
        yield _lines(digest, _TITLES[-1], linked, policy)
    for shown in range(count - 1, -1, -1):
        yield _lines(digest, _TITLES[-1], 0, policy, shown)


def _toot(digest: Digest, policy: FormatPolicy, limits: Limits) -> Toot:
    """The digest as a status of at most ``limits.characters`` (100 or more)."""
    caution = _warning(digest, limits)

    def length(text: str) -> int:
        return toot_length(text, caution, limits.characters_per_url)

    def fits(text: str) -> bool:
        return length(text) <= limits.characters

    tags = " ".join(digest.hashtags)
    texts = (parts.joined(lines) for lines in _versions(digest, policy))
    full = parts.joined([*_lines(digest, _TITLES[0], len(digest.entries), policy), tags])
    text = full if fits(full) else next(filter(fits, texts), None) or shorten(_headline(digest), fits)
    return Toot(
        text,
        caution,
        policy.language,
        digest.visibility,
        length(text),
        limits.characters,
        _address(digest),
        facts=_facts(digest),
    )


def _message(digest: Digest, policy: FormatPolicy) -> Message:
    """The digest as an embed; its lines are links to the reviews."""

    def fits(text: str) -> bool:
        return units(text) <= DESCRIPTION

    texts = (parts.joined([_caution(digest), *lines[1:]]) for lines in _versions(digest, policy))
    embed: dict[str, Any] = {
        "title": fitted(_headline(digest), TITLE),
        "description": next(filter(fits, texts)),
        "color": _COLOR,
        "timestamp": noon(digest.day, policy.timezone),
    }
    if site := plain(policy.site_name, 200):
        embed["footer"] = {"text": site}
    return Message(embed, (), embed_length(embed), EMBED, _address(digest), facts=_facts(digest))


def _facts(digest: Digest) -> Facts:
    name = name_of(digest.entries)
    return Facts(name, None, "", _address(digest), _warnings(digest), (), digest.dated, digest.entries)


def _address(digest: Digest) -> str | None:
    return next((entry.address for entry in digest.entries if entry.address), None)


def _warnings(digest: Digest) -> str | None:
    """All that readers are warned of, each once."""
    return ", ".join(dict.fromkeys(entry.warning for entry in digest.entries if entry.warning)) or None


def _warning(digest: Digest, limits: Limits) -> str | None:
    told = _warnings(digest)
    return None if told is None else shorten_to(told, max(1, limits.characters // 3))


def _caution(digest: Digest) -> str:
    told = _warnings(digest)
    return f"⚠️ **{fitted(told, 500)}**" if told else ""
