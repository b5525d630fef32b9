"""Which reviews of a challenge are news to somebody. It reads the catalogue and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.catalogue.model import ChallengeEntry
    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress


def news(catalogue: Catalogue, challenge: Progress, heard: Collection[str]) -> list[ChallengeEntry]:
    """The challenge's reviews whose ids nobody ``heard`` of, oldest first, without those never to be posted."""
    return [
        entry
        for entry in challenge.entries
        if entry.review_id not in heard and (review := catalogue.get(entry.review_id)) is not None and review.post
    ]
