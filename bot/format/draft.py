"""What a post says of a review, before it is written for a network: its parts in plain words. Pure.

Which words, quotes and warnings there are is decided in here, for both networks alike; nothing is escaped or fitted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.format import parts
from bot.format.address import address
from bot.format.hashtags import hashtags
from bot.format.prose import one_line, shorten_to
from bot.format.styled import Styled, styled
from bot.format.swearing import chosen_words, own_words
from bot.format.warnings import warning

if TYPE_CHECKING:
    from datetime import date

    from bot.format.model import FormatPolicy
    from bot.review.model import Review

_LONGEST_RATING = 60  # grapheme clusters; a rating may be a word of the owner's
_LONGEST_PROMPT = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a post, not yet escaped; an empty one is left out."""

    film: str  # "The Perfection (2018)"
    rating: str  # "★★★½ (3.5/5)"
    rewatch: str  # "rewatch, was ★★★"
    late: str  # "Reviewed on 3 October 2025", where the post comes late
    words: Styled
    own: bool  # the words are the owner's own, written for the post
    quotes: tuple[str, ...]
    challenge: str  # "Oh My Horror 2025, 23/52"
    prompt: str  # the challenge's category
    address: str
    tags: tuple[str, ...]
    warning: str | None

    @property
    def challenge_line(self) -> str:
        """ "Oh My Horror 2025, 23/52: LGBTQ+ Horror"."""
        return f"{self.challenge}: {self.prompt}" if self.challenge and self.prompt else self.challenge

    @property
    def told(self) -> tuple[str, ...]:
        """The words and quotes that the post shows."""
        return tuple(filter(None, (self.words.text, *self.quotes)))


def draft_of(review: Review, policy: FormatPolicy, *, quotes: int, dated: date | None = None) -> Draft:
    """Everything that there is to tell, with at most so many quotes: none where a warning stands."""
    text, spans = chosen_words(review, policy)
    words = styled(text, spans)
    challenge = review.challenge
    prompt = shorten_to(one_line(challenge.prompt or ""), _LONGEST_PROMPT) if challenge else ""
    film = parts.film(review.title, review.year)
    told = (film, words.text, challenge.name if challenge else "", prompt)
    shown = tuple(parts.quotes(review, policy, quotes))
    warned = warning(review, policy, (*told, *shown))
    if shown and warned is not None:
        shown, warned = (), warning(review, policy, told)
    rating = shorten_to(one_line(parts.rated(review.rating, policy.glyphs) or ""), _LONGEST_RATING)
    return Draft(
        film=film,
        rating=rating,
        rewatch=parts.rewatch(review, policy.glyphs) or "",
        late=parts.reviewed_on(dated) if dated else "",
        words=words,
        own=bool(words and own_words(review, policy.network)),
        quotes=shown,
        challenge=parts.challenge_line(challenge) if challenge else "",
        prompt=prompt,
        address=address(review.url) or "",
        tags=hashtags(review, policy),
        warning=warned,
    )
