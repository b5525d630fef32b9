"""What a month, a year, or this day in earlier years brought, out of the index. It changes and posts nothing."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.catalogue.counting import rated
from bot.challenges.progress import progress
from bot.format.looking_back import Changed, LookBack, RecapEntry
from bot.format.parts import same_rating
from bot.review.identity import film_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from bot.catalogue.store import Catalogue
    from bot.format.looking_back import Told
    from bot.review.model import Rating, Review
    from bot.settings.model import ChallengeRule

BEST = 10
FEW = 5  # reviews: so few are all told; of more no more than half are the best


def period_of(tell: Told, day: date) -> str:
    """What a look back on that day (in the site's zone) tells of: its key in the records.

    "month": the month before the day's, "2025-09"; "year": in December the day's own year, else the one before, "2025";
    "on this day": the day itself, "2025-09-14". Raises ValueError for a challenge, whose recaps have no period.
    """
    if tell == "month":
        before = day.replace(day=1) - timedelta(days=1)
        return f"{before.year:04}-{before.month:02}"
    if tell == "year":
        return f"{day.year if day.month == 12 else day.year - 1:04}"
    if tell == "on this day":
        return day.isoformat()
    raise ValueError(f"a recap of a {tell} has no period")


def look_back(
    catalogue: Catalogue, tell: Told, day: date, *, picture: bool, rules: Sequence[ChallengeRule] = ()
) -> LookBack | None:
    """What is told on that day, by the reviews' own dates up to it; None: there is nothing to tell.

    ``day``: in the site's zone. ``rules``: what the owner says of challenges. Reviews that are never to be posted are
    neither told nor counted. Raises ValueError for a challenge.
    """
    period = period_of(tell, day)
    if tell == "month" or tell == "year":
        return _in_review(catalogue, tell, period, day, rules, picture=picture)
    reviews = _postable(catalogue.on_days(_days_of(day), day.replace(month=1, day=1)))
    if not reviews:
        return None
    return LookBack("on this day", period, period, len(reviews), tuple(_entry(one) for one in reviews))


def _in_review(
    catalogue: Catalogue, tell: Told, period: str, day: date, rules: Sequence[ChallengeRule], *, picture: bool
) -> LookBack | None:
    first, last = _span(period)
    until = min(last, day)
    reviews = _postable(catalogue.between(first, until))
    if not reviews:
        return None
    numbers = rated(one.rating for one in reviews if one.rating is not None)
    return LookBack(
        tell="year" if tell == "year" else "month",
        period=period,
        until=until.isoformat(),
        reviews=len(reviews),
        entries=tuple(_entry(one) for one in _best(reviews)),
        mean=numbers.mean,
        scale=numbers.scale,
        histogram=numbers.histogram,
        changed=tuple(_changed(catalogue, reviews)),
        challenges=_challenges(catalogue, {one.id for one in reviews}, rules),
        picture=picture,
    )


def _postable(reviews: Iterable[Review]) -> list[Review]:
    return [one for one in reviews if one.post]


def _days_of(day: date) -> set[str]:
    """The days of other years that are this one: 29 February is told on the 28th where there is none."""
    days = {day.isoformat()[5:]}
    return days | {"02-29"} if days == {"02-28"} and not isleap(day.year) else days


def _span(period: str) -> tuple[date, date]:
    """The first and the last day of a month or a year."""
    year, _, month = period.partition("-")
    first, last = (int(month), int(month)) if month else (1, 12)
    return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])


def _best(reviews: Sequence[Review]) -> list[Review]:
    """The best first, of equally good ones the newest, each film once; unrated ones only where all are told."""
    ordered = sorted(reviews, key=lambda one: (_share(one.rating), one.date or date.min), reverse=True)
    if len(reviews) <= FEW:
        return ordered
    films: dict[str, Review] = {}
    for one in ordered:
        if one.rating is not None:
            films.setdefault(film_key(one.title, one.year), one)
    return list(films.values())[: min(BEST, (len(reviews) + 1) // 2)]


def _changed(catalogue: Catalogue, reviews: Sequence[Review]) -> list[Changed]:
    """The films that were rated otherwise before, by their newest rated review here; what changed most comes first."""
    newest = {film_key(one.title, one.year): one for one in reviews if one.rating is not None}
    found = [pair for one in newest.values() for pair in _against(one, catalogue.same_film(one))]
    found.sort(key=lambda pair: abs(_share(pair[0].rating) - _share(pair[1])), reverse=True)
    return [Changed(_entry(now), (before.value, before.scale), before.label) for now, before in found]


def _against(now: Review, others: Iterable[Review]) -> Iterator[tuple[Review, Rating]]:
    """The review with the rating before it, if that was another. ``others``: of the film, newest first."""
    for one in others:
        earlier = one.date is not None and now.date is not None and one.date < now.date
        if earlier and one.post and one.rating is not None:
            if now.rating is not None and not same_rating(one.rating, now.rating):
                yield now, one.rating
            return


def _challenges(
    catalogue: Catalogue, told: Collection[str], rules: Sequence[ChallengeRule]
) -> tuple[tuple[str, int], ...]:
    """How many of these reviews each challenge has, the most first."""
    found = [
        (one.name, len({entry.review_id for entry in one.entries} & set(told)))
        for one in progress(catalogue.challenge_entries(), rules)
    ]
    return tuple(sorted(((name, count) for name, count in found if count), key=lambda one: -one[1]))


def _share(rating: Rating | None) -> float:
    """How much of its scale a rating reaches; -1: there is none."""
    return rating.value / rating.scale if rating is not None and rating.scale > 0 else -1.0


def _entry(review: Review) -> RecapEntry:
    rating = review.rating
    return RecapEntry(
        review_id=review.id,
        title=review.title,
        year=review.year,
        rating=None if rating is None else (rating.value, rating.scale),
        position=None,
        prompt=None,
        url=review.url,
        label=rating.label if rating else None,
        date=review.date.isoformat() if review.date else None,
    )
