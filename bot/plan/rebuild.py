"""What the posts that stand say about lost records: which reviews were posted, and which are news all the same. Pure.

A review without a post is news if it is not older, by its own date, than the newest review that was found posted:
older ones were skipped, filtered or known from the start, and nothing tells which. Undated ones count as older.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from bot.plan.addresses import is_on, page_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_AHEAD = timedelta(days=1)  # a review's date may be a day ahead of its post: zones


@dataclass(frozen=True, slots=True)
class Kept:
    """A review whose file is there."""

    review_id: str
    address: str | None
    day: date | None
    wanted: tuple[str, ...]  # the destinations that would get it; none: it is no news in any case
    if_none: bool = False  # news if no post of any review stands: its source posts what is there at the first start


@dataclass(frozen=True, slots=True)
class Stood:
    """A post of ours in a destination's history. ``posted_at`` is aware."""

    destination: str
    addresses: tuple[str, ...]
    posted_at: datetime
    digest: bool = False  # it is about every review that it links to


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What comes of it."""

    posted: Mapping[int, str]  # number of a post, in the order given → the review that it is of
    strangers: tuple[str, ...]  # addresses on the site, in posts, that no review has now
    news: frozenset[str]  # ids of reviews to be brought in as new ones
    missing: Mapping[str, tuple[str, ...]]  # id → destinations that lack a review which others have: owed there
    newest: date | None  # of the reviews that were posted
    doubt_since: datetime | None  # when the last post before the first news went out: look for it from there on
    digests: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # number of a post → the reviews in it

    @property
    def standing(self) -> list[tuple[int, str]]:
        """Each number of a post with each review that it is of."""
        return [*self.posted.items(), *((number, one) for number, ids in self.digests.items() for one in ids)]


def sort_out(reviews: Sequence[Kept], stood: Sequence[Stood], site: str | None) -> Rebuilt:
    """Match posts to reviews by address, and tell the rest apart. ``site``: its base address."""
    by_page = _by_page(reviews)
    days = {one.review_id: one.day for one in reviews}
    posted: dict[int, str] = {}
    digests: dict[int, tuple[str, ...]] = {}
    counted: dict[str, set[str]] = defaultdict(set)  # id → destinations where it stands
    newest: dict[str, date] = {}
    times: dict[str, datetime] = {}
    for number, post in enumerate(stood):
        pages = {page for page in map(page_of, post.addresses) if page in by_page}
        if not pages or (len(pages) > 1 and not post.digest):  # a recap links several
            continue
        ids = sorted({one for page in pages for one in by_page[page]}) if post.digest else by_page[pages.pop()]
        if post.digest:
            digests[number] = tuple(ids)
        else:
            posted[number] = ids[0]
        times[post.destination] = max(times.get(post.destination, post.posted_at), post.posted_at)
        for one in ids:  # which of two reviews with one address it is can't be told: neither is posted again
            counted[one].add(post.destination)
            _raise(newest, post, days[one])
    last = max(newest.values(), default=None)
    return Rebuilt(
        posted=posted,
        strangers=_strangers(stood, by_page, site),
        news=frozenset(one.review_id for one in reviews if one.review_id not in counted and _is_news(one, last)),
        missing=_missing(reviews, counted, newest),
        newest=last,
        doubt_since=min(times.values(), default=None),
        digests=digests,
    )


def _by_page(reviews: Iterable[Kept]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in reviews:
        if one.address and (page := page_of(one.address)):
            found[page].append(one.review_id)
    return found


def _raise(newest: dict[str, date], post: Stood, day: date | None) -> None:
    """The newest review of a destination; one dated after its own post (2062 for 2026) counts as of then."""
    if day is not None:
        day = min(day, (post.posted_at + _AHEAD).date())
        newest[post.destination] = max(newest.get(post.destination, day), day)


def _is_news(one: Kept, newest: date | None) -> bool:
    return bool(one.wanted) and (_not_older(one, newest) or (newest is None and one.if_none))


def _not_older(one: Kept, newest: date | None) -> bool:
    return newest is not None and one.day is not None and one.day >= newest


def _strangers(stood: Iterable[Stood], by_page: Collection[str], site: str | None) -> tuple[str, ...]:
    """Each once, in the order of the posts."""
    found = {
        page_of(address): address
        for post in stood
        for address in post.addresses
        if site and is_on(site, address) and page_of(address) not in by_page
    }
    return tuple(found.values())


def _missing(
    reviews: Iterable[Kept], counted: Mapping[str, Collection[str]], newest: Mapping[str, date]
) -> dict[str, tuple[str, ...]]:
    """Where a review that stands somewhere is owed as well: it would be the newest there."""
    found: dict[str, tuple[str, ...]] = {}
    for one in reviews:
        there = counted.get(one.review_id)
        lacking = [name for name in one.wanted if there and name not in there and _not_older(one, newest.get(name))]
        if lacking:
            found[one.review_id] = tuple(lacking)
    return found
