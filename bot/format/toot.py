"""A review as a Mastodon status: plain data, fitted to the server's limits. Pure.

Too long a post gives up, in this order: hashtags (the last first), the quote, the challenge's category, words down to a
sentence or two, the challenge, the note of a rewatch, all words. Title, rating and address stay; of the
title an absurdly long rest is cut. What was given up early and fits in the end after all comes back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.format import parts
from bot.format.address import address
from bot.format.escape import for_mastodon
from bot.format.hashtags import hashtags
from bot.format.length import graphemes, toot_length
from bot.format.model import Toot
from bot.format.prose import shorten, shorten_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from bot.format.model import FormatPolicy, Limits
    from bot.review.model import Review

_ENOUGH_WORDS = 60  # below this many characters, the challenge's line tells more than what is left of the words


@dataclass(frozen=True, slots=True)
class _Draft:
    """The parts of a status; an empty one is left out."""

    title: str
    rating: str
    rewatch: str
    day: str
    words: str
    quote: str
    challenge: str
    bare_challenge: str
    address: str
    tags: tuple[str, ...]

    def text(self) -> str:
        stars = " · ".join(part for part in (self.rating, self.rewatch) if part)
        head = "\n".join(line for line in (for_mastodon(self.title), stars, self.day) if line)
        prose = (for_mastodon(part) for part in (self.words, self.quote, self.challenge))
        return parts.joined([head, *prose, self.address, " ".join(self.tags)]).strip()


def compose_toot(review: Review, policy: FormatPolicy, limits: Limits, *, dated: date | None = None) -> Toot:
    """The review's status, at most ``limits.characters`` (100 or more) long as Mastodon counts."""
    warning = _short_warning(parts.warning(review), limits)

    def fits(draft: _Draft) -> bool:
        return toot_length(draft.text(), warning, limits.characters_per_url) <= limits.characters

    draft = _fitted(_draft(review, policy, dated), fits)
    return Toot(
        text=draft.text(),
        content_warning=warning,
        language=review.language or policy.language,
        visibility=policy.visibility,
        length=toot_length(draft.text(), warning, limits.characters_per_url),
        limit=limits.characters,
        address=draft.address or None,
        facts=parts.facts(review, (draft.words, draft.quote), warning, draft.address, dated),
    )


def _draft(review: Review, policy: FormatPolicy, dated: date | None) -> _Draft:
    """The status with everything that there is to tell."""
    challenge = review.challenge
    rating = parts.rated(review.rating)
    return _Draft(
        title=parts.film(review.title, review.year),
        rating=rating or "",
        rewatch=(rating and parts.rewatch(review)) or "",
        day=parts.reviewed_on(dated) if dated else "",
        words=parts.words(review, "mastodon"),
        quote="".join(parts.quotes(review, 1)),
        challenge=parts.challenge_line(challenge) if challenge else "",
        bare_challenge=parts.challenge_line(challenge, prompt=False) if challenge else "",
        address=address(review.url) or "",
        tags=hashtags(review, policy),
    )


def _short_warning(warning: str | None, limits: Limits) -> str | None:
    """A warning leaves room for what it warns of."""
    return None if warning is None else shorten_to(warning, max(1, limits.characters // 3))


def _fitted(full: _Draft, fits: Callable[[_Draft], bool]) -> _Draft:
    """The first of the ever poorer drafts that fits, with hashtags again if there is room for them."""
    for draft in _poorer(full, fits):
        if fits(draft):
            for count in range(len(full.tags), len(draft.tags), -1):
                richer = replace(draft, tags=full.tags[:count])
                if fits(richer):
                    return richer
            return draft
    # Only an address that counts in full (a private host) can be longer than all that is left.
    return _cut_title(replace(full, words="", quote="", challenge="", rewatch="", address="", tags=()), fits)


def _poorer(draft: _Draft, fits: Callable[[_Draft], bool]) -> Iterator[_Draft]:
    """The draft, then with one thing after the other given up."""
    yield draft
    for count in range(len(draft.tags) - 1, -1, -1):
        draft = replace(draft, tags=draft.tags[:count])
        yield draft
    draft = replace(draft, quote="")
    yield draft
    draft = replace(draft, challenge=draft.bare_challenge)
    yield draft
    shorter = _cut_words(draft, fits)
    if len(graphemes(shorter.words)) >= _ENOUGH_WORDS:
        yield shorter
    draft = replace(draft, challenge="")
    yield _cut_words(draft, fits)
    draft = replace(draft, rewatch="")
    yield _cut_words(draft, fits)
    yield _cut_title(replace(draft, words=""), fits)


def _cut_words(draft: _Draft, fits: Callable[[_Draft], bool]) -> _Draft:
    return replace(draft, words=shorten(draft.words, lambda part: fits(replace(draft, words=part))))


def _cut_title(draft: _Draft, fits: Callable[[_Draft], bool]) -> _Draft:
    return replace(draft, title=shorten(draft.title, lambda part: fits(replace(draft, title=part))))
