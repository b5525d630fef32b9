"""What is owed and wished for reviews: the one place where they become deliveries and changes to posts that stand.

For the watcher and for ``post``. What becomes of a wish (whether there is a post, and anything in it to change) is the
records' and the courier's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ledger.model import Owed, Status, Wish
from bot.plan.model import Known
from bot.plan.routing import wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime, timedelta

    from bot.ledger.model import Delivery
    from bot.ledger.store import Ledger
    from bot.plan.model import Changes, RoutePolicy, Seen
    from bot.review.model import Review

_ENDED = (Status.FAILED, Status.UNKNOWN, Status.SKIPPED)  # without a post, as far as is known


def owed_for(review: Review, routes: Iterable[RoutePolicy], ready_at: datetime, *, urgent: bool = False) -> list[Owed]:
    """One delivery for each destination that wants the review, not before ``ready_at`` (aware).

    ``urgent``: asked for by hand, so slots, quiet hours and caps don't hold it, and filters don't either: the owner
    named the review. Only ``post: false`` in the review itself stands.
    """
    routes = tuple(routes)
    names = wanted(review, routes)
    if urgent and review.post:
        names = tuple(route.destination for route in routes)
    for_digest = {route.destination for route in routes if not urgent and _is_small(review, route)}
    title = title_of(review)
    return [Owed(review.id, "review", title, name, ready_at, urgent, name in for_digest) for name in names]


def owed_after(
    changes: Changes,
    routes: Sequence[RoutePolicy],
    now: datetime,
    hold: timedelta,
    was_news: Callable[[Known], bool],
    came: Callable[[Known | Seen], datetime] | None = None,
) -> list[Owed]:
    """Posts for what is new. What is edited while it is held may be wanted by others now: same moment for them.

    A destination that has its post waiting already keeps it: the records leave that alone. ``now`` is aware;
    ``was_news``: whether a known review was ever to be posted. ``came``: when a known or a new review appeared (aware;
    None: as the records know it, or now): who follows only since then gets nothing of it.
    """

    def to(one: Known | Seen) -> list[RoutePolicy]:
        usual = one.first_seen if isinstance(one, Known) else now
        return open_to(routes, usual if came is None else came(one))

    owed = [one for seen in changes.new for one in owed_for(seen.review, to(seen), now + hold)]
    for known, seen in (*changes.edited, *changes.renamed, *changes.returned):
        if now < known.first_seen + hold and known.review_id not in changes.quiet and was_news(known):
            owed += owed_for(seen.review, to(known), known.first_seen + hold)
    return owed


def open_to(routes: Iterable[RoutePolicy], came: datetime) -> list[RoutePolicy]:
    """The destinations that may get a review which appeared at that moment (aware): those that were there by then."""
    return [route for route in routes if route.since is None or route.since <= came]


def wishes_after(changes: Changes, routes: Sequence[RoutePolicy], ready_at: datetime) -> list[Wish]:
    """Corrections of posts whose reviews changed, and taking down those whose files are gone, not before ``ready_at``.

    As each destination has it (``edits``, ``gone``). A review that now says ``post: false`` keeps its post as it
    stands, and so does one that a filter wouldn't let through any more, but that one is still corrected: what stands
    there should be true. Nothing is wished for what the owner wants noted only.
    """
    routes = [route for route in routes if not route.by_hand]
    updating = tuple(route.destination for route in routes if route.edits == "update")
    deleting = tuple(route.destination for route in routes if route.gone == "delete")
    wishes = []
    for known, seen in (*changes.edited, *changes.renamed, *changes.returned):
        differs = known.content_hash != seen.content_hash
        happened = differs or known.path != seen.path
        # A post that was to be taken down with its file may have waited for a correction before that.
        names = updating if happened else tuple(name for name in updating if name in deleting)
        if names and seen.review.post:
            wishes.append(Wish(known.review_id, "edit", known.revision + differs, names, ready_at))
    left = [known for known in changes.gone if deleting and known.gone_since is None]
    wishes += [Wish(known.review_id, "delete", known.revision, deleting, ready_at) for known in left]
    return [wish for wish in wishes if wish.subject not in changes.quiet]


def enqueue_by_hand(
    ledger: Ledger, review: Review, routes: Iterable[RoutePolicy], now: datetime, *, again: bool
) -> list[Delivery]:
    """Enter the review for these destinations at once, and return each delivery as it stood before or stands now.

    One that waited already goes out now; ``again`` makes a second post of what is posted, and so does each call for a
    destination that only gets what is sent by hand: that is a place to try things, whatever the last try came to.
    ``now`` is aware.
    """
    routes = tuple(routes)
    trying = {route.destination for route in routes if route.by_hand}
    owed = owed_for(review, routes, now, urgent=True)
    entered = [ledger.enqueue(one, now, again=again or one.destination in trying) for one in owed]
    once_more = [
        ledger.retry(one.id, now) or one if one.destination in trying and one.status in _ENDED else one
        for one in entered
    ]
    return [ledger.hurry(one.id, now) or one for one in once_more]


def owed_late(review: Review, destination: str, now: datetime, pace: timedelta) -> Owed:
    """A delivery of an old review that a destination never got: by its schedule, ``pace`` (at least a second) apart.

    It goes by itself, never with a digest. ``now`` is aware.
    """
    return Owed(review.id, "review", title_of(review), destination, now, pace=max(1, round(pace.total_seconds())))


def _is_small(review: Review, route: RoutePolicy) -> bool:
    """Whether the destination wants it in a digest, with others."""
    return route.digest is not None and route.digest.condition.holds(review)


def title_of(review: Review) -> str:
    """The review's name for people: "The Perfection (2018)"."""
    return f"{review.title} ({review.year})" if review.year is not None else review.title
