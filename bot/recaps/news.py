"""Which reviews of a challenge are news to somebody. It reads the catalogue and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from bot.catalogue.model import ChallengeEntry
    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress


def news(
    catalogue: Catalogue, challenge: Progress, heard: Collection[str], until: date | None = None
) -> list[ChallengeEntry]:
    """The challenge's reviews whose ids nobody ``heard`` of, oldest first, without those never to be posted.

    ``until``: without those dated later than this day.
    """
    return [
        entry
        for entry in challenge.entries
        if entry.review_id not in heard
        and (until is None or entry.date is None or entry.date <= until)
        and (review := catalogue.get(entry.review_id)) is not None
        and review.post
    ]
