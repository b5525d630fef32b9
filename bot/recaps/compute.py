"""What a recap tells: a challenge's progress and the reviews that are news to its readers. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.challenges.cells import cells
from bot.challenges.editions import before
from bot.challenges.extremes import best, worst
from bot.challenges.pace import pace
from bot.challenges.progress import as_of
from bot.challenges.streaks import weeks
from bot.format.looking_back import LookBack, Recap, RecapEntry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.catalogue.model import ChallengeEntry
    from bot.challenges.progress import Progress
    from bot.format.looking_back import Milestone


def recap_of(
    challenge: Progress,
    news: Iterable[ChallengeEntry],
    *,
    since: date | None,
    until: date,
    others: Iterable[Progress] = (),
    milestone: Milestone | None = None,
    picture: bool = True,
) -> Recap:
    """The recap that tells ``news`` (oldest first). ``since`` and ``until`` are days in the site's zone.

    All of it is as of the end of ``until``: what is dated later neither counts nor is told, so that a late recap says
    what it would have said in time. ``others``: all challenges, among which the edition before is looked for.
    """
    then = as_of(challenge, until)
    return Recap(
        challenge=then.name,
        done=then.done,
        total=then.total,
        entries=tuple(recap_entry(entry) for entry in news if entry.date is None or entry.date <= until),
        mean=then.mean,
        scale=then.scale,
        url=then.url,
        since=since.isoformat() if since else None,
        until=until.isoformat(),
        milestone=milestone,
        finished=then.finished,
        best=tuple(recap_entry(entry) for entry in best(then)),
        worst=tuple(recap_entry(entry) for entry in worst(then)),
        pace=pace(then, until),
        streak=weeks(then, until),
        before=before(then, others, until),
        cells=cells(then),
        picture=picture,
    )


def recap_data(recap: Recap | LookBack) -> dict[str, Any]:
    """The recap as JSON-able data, as the records keep it with its slot."""
    return asdict(recap)


def recap_title(recap: Recap | LookBack) -> str:
    """What the owner reads in lists: the challenge, what it reached, and the day; what is looked back on."""
    if isinstance(recap, LookBack):
        return f"Looking back: {recap.period}"
    reached = f" {recap.milestone}" if recap.milestone else ""
    return f"Recap: {recap.challenge}{reached}, {recap.until}"


def recap_entry(entry: ChallengeEntry) -> RecapEntry:
    """A review of a challenge as a recap tells it."""
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
        date=entry.date.isoformat() if entry.date else None,
    )
