"""The best and the worst reviews of a challenge. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress
    from bot.review.model import Rating

FEWEST = 3  # rated reviews; of fewer, none is "the best"


def best(challenge: Progress) -> tuple[ChallengeEntry, ...]:
    """All that are rated highest, the newest first; none where fewer than three are rated, or all of them alike.

    Ratings on different scales, letters and words are compared by their place on their scale. Reviews that are never to
    be posted are left out.
    """
    return _at(challenge, highest=True)


def worst(challenge: Progress) -> tuple[ChallengeEntry, ...]:
    """All that are rated lowest, as :func:`best`: never one that is among the best."""
    return _at(challenge, highest=False)


def share(rating: Rating | None) -> float | None:
    """Its place on its scale, 0.0 to 1.0; None where it has none."""
    if rating is None or rating.scale <= 0:
        return None
    # Nine digits: 3.5 of 5 and 7 of 10 are the same.
    return round(min(max(rating.value / rating.scale, 0.0), 1.0), 9)


def _at(challenge: Progress, *, highest: bool) -> tuple[ChallengeEntry, ...]:
    shares = [(share(entry.rating), entry) for entry in challenge.entries if entry.post]
    rated = [(place, entry) for place, entry in shares if place is not None]
    places = [place for place, _ in rated]
    if len(rated) < FEWEST or min(places) == max(places):
        return ()
    wanted = max(places) if highest else min(places)
    return tuple(entry for place, entry in reversed(rated) if place == wanted)
