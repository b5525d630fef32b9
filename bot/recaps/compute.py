"""What a recap tells: a challenge's progress and the reviews that are news to its readers. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.format.looking_back import Recap, RecapEntry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress


def recap_of(challenge: Progress, news: Iterable[ChallengeEntry], *, since: date | None, until: date) -> Recap:
    """The recap that tells ``news`` (oldest first). ``since`` and ``until`` are days in the site's zone."""
    return Recap(
        challenge=challenge.name,
        done=challenge.done,
        total=challenge.total,
        entries=tuple(_entry(entry) for entry in news),
        mean=challenge.mean,
        scale=challenge.scale,
        url=challenge.url,
        since=since.isoformat() if since else None,
        until=until.isoformat(),
    )


def recap_data(recap: Recap) -> dict[str, Any]:
    """The recap as JSON-able data, as the records keep it with its slot."""
    return asdict(recap)


def recap_title(recap: Recap) -> str:
    """What the owner reads in lists: the challenge and the day."""
    return f"Recap: {recap.challenge}, {recap.until}"


def _entry(entry: ChallengeEntry) -> RecapEntry:
    rating = entry.rating
    return RecapEntry(
        review_id=entry.review_id,
        title=entry.title,
        year=entry.year,
        rating=None if rating is None else (rating.value, rating.scale),
        position=entry.challenge.position,
        prompt=entry.challenge.prompt,
        url=entry.url,
        label=rating.label if rating else None,
    )
