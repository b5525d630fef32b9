"""The values that plans are made of: what is known, what was seen, what the owner wants. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.review.condition import Condition
    from bot.review.model import Review


@dataclass(frozen=True, slots=True)
class Known:
    """A review file as the records know it. All times aware, in UTC."""

    path: str  # relative to the source's folder, where the review was last seen
    review_id: str
    content_hash: str
    body_hash: str
    revision: int  # starts at 1, goes up with every change of content
    first_seen: datetime
    gone_since: datetime | None = None
    sketch: str = ""  # by which similar texts are recognised: see ``bot.plan.sketch``; "": not known
    appeared_at: datetime | None = None  # where it was there, or may have been, before it was ``first_seen``


@dataclass(frozen=True, slots=True)
class Seen:
    """A review file that was read in this scan because it is new or has changed."""

    path: str
    content_hash: str
    body_hash: str
    review: Review
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class SourcePolicy:
    """What the owner wants of one source's news."""

    name: str
    hold: timedelta = timedelta(minutes=20)
    mass: int = 20  # more files added, changed or gone than this at once: stop and ask
    first_run: Literal["known", "post"] = "known"


@dataclass(frozen=True, slots=True)
class MassStop:
    """Too many changes at once: nothing of them is brought in until the owner says what they are.

    Every change that the scan found is in it, but for what was accepted. Pairs of review id and path.
    """

    source: str
    added: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What one scan of one source comes to."""

    new: tuple[Seen, ...] = ()  # news: to be announced
    baseline: tuple[Seen, ...] = ()  # known from now on, no news (the first run)
    edited: tuple[tuple[Known, Seen], ...] = ()
    renamed: tuple[tuple[Known, Seen], ...] = ()  # the same review under another path
    returned: tuple[tuple[Known, Seen], ...] = ()  # was gone, is back
    gone: tuple[Known, ...] = ()
    unchanged: int = 0
    mass: MassStop | None = None
    quiet: frozenset[str] = frozenset()  # ids for which no post is to be made or touched: mostly the owner's own word
    learned: tuple[tuple[Known, Seen], ...] = ()  # unchanged, but the records lack something that was read now


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reviews a destination wants."""

    min_rating: float | None = None  # on the source's own scale
    unrated: bool = True
    sources: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None  # at least one of these
    tags_not: tuple[str, ...] = ()
    badges: tuple[str, ...] | None = None
    badges_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SchedulePolicy:
    """When a destination's posts may go out. Wall-clock times are in ``timezone`` (IANA name)."""

    timezone: str = "UTC"
    slots: tuple[time, ...] = ()  # none: as soon as the hold is over
    quiet: tuple[time, time] | None = None  # from, to; may pass midnight
    max_per_day: int | None = None  # by the zone's calendar day
    spacing: timedelta = timedelta(0)  # least time between two posts
    catch_up: timedelta = timedelta(minutes=15)  # ... between posts that had to wait until the destination came back
    late_after: timedelta | None = timedelta(days=7)  # a post that waited longer is late; None: never
    late: Literal["dated", "skip"] = "dated"  # a late post says its review's date, or doesn't go out
    weekdays: frozenset[int] = frozenset()  # days on which posts may go, 0 is Monday; none: every day


@dataclass(frozen=True, slots=True)
class DigestRule:
    """Which small reviews of a day become one post, and when that goes out."""

    condition: Condition
    at: time  # wall clock in the schedule's zone
    least: int = 2  # fewer go out one by one, at the same time


@dataclass(frozen=True, slots=True)
class RoutePolicy:
    """One destination as routing sees it."""

    destination: str
    filter: Filter = field(default_factory=Filter)
    edits: Literal["update", "ignore"] = "update"  # what becomes of a post when its review changes
    gone: Literal["keep", "delete"] = "keep"  # ... and when its file disappears
    digest: DigestRule | None = None
    # Of a channel that follows. What its server's admins ask for must hold as well, and sees no private tag.
    asked: Filter | None = None
    since: datetime | None = None  # aware; it gets no review that appeared before this
    by_hand: bool = False  # it gets nothing by itself


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery that waits, as the timetable sees it."""

    delivery_id: int
    ready_at: datetime  # not before this: the end of the hold, or a retry's time
    for_digest: bool = False  # it waits for the digest's time, whatever the slots are
    alone: bool = False  # ... but goes out by itself: it may stand already
    fixed: bool = False  # no slots for it: its time was chosen for it alone
    pace: timedelta | None = None  # of an old review that is filled in: the least time after the one before it


@dataclass(frozen=True, slots=True)
class Gathering:
    """Deliveries that become one post at a moment (aware, UTC), in the order of their becoming ready."""

    at: datetime
    ids: tuple[int, ...]


# What to do after an attempt failed: see ``bot.plan.retry``.
@dataclass(frozen=True, slots=True)
class Again:
    """Try again, not before this moment. ``read_back``: look through the network's history first."""

    at: datetime
    read_back: bool


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Stop trying. ``status`` is what the delivery becomes; the owner is told ``reason``."""

    status: Literal["failed", "unknown", "removed"]
    reason: str


@dataclass(frozen=True, slots=True)
class Stall:
    """Pause the destination: this and everything else for it waits. At that moment it is tried again."""

    until: datetime
    reason: str
    suspect: bool = False  # it may be this post's own trouble: another one is tried first


Verdict = Again | GiveUp | Stall
