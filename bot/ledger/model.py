"""What the records hold: deliveries and their fates, in words that the owner also reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import datetime

SubjectKind = Literal["review", "recap", "digest"]


class Status(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"  # owed; goes out when its destination's schedule lets it
    SENDING = "sending"  # claimed: its request may be on the wire; after a crash it is read back first
    POSTED = "posted"  # the network has it, and we have its receipt
    UNKNOWN = "unknown"  # it may have been posted and the network's history can't be read: the owner decides
    FAILED = "failed"  # the network refused it for good: the owner decides
    SKIPPED = "skipped"  # not to be posted: the owner's decision, or the review says so itself
    REMOVED = "removed"  # it was posted and was taken down again, by the owner's wish or by somebody on the network
    GATHERED = "gathered"  # it went into a digest: that one's post is its post


ActionKind = Literal["edit", "relink", "delete"]


class ActionStatus(StrEnum):
    """Where a change to a post that stands is."""

    WAITING = "waiting"  # goes out when its time has come
    SENDING = "sending"  # claimed: its request may be on the wire; after a crash the post is looked at first
    DONE = "done"  # the network shows it (or there was nothing to change)
    FAILED = "failed"  # the network refused it for good: the owner decides
    DROPPED = "dropped"  # not to be done after all; the reason says why


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post owed to one destination: unique by (subject, destination, generation). Times aware, in UTC."""

    id: int
    key: str  # at most 25 characters, unique: Discord's nonce and Mastodon's Idempotency-Key
    subject: str  # a review's id, or a recap slot's or a digest's key
    kind: SubjectKind
    title: str  # for people: "The Perfection (2018)"
    destination: str
    generation: int  # starts at 1; deliberate re-posts go up
    status: Status
    ready_at: datetime  # not before this
    urgent: bool  # asked for by hand: slots, quiet hours, caps and spacing don't hold it
    created_at: datetime
    attempts: int
    first_claimed_at: datetime | None
    claimed_at: datetime | None
    mark: (
        str | None
    )  # newest post of the destination before the first attempt: read-back starts behind it; "": it had none
    body: dict[str, Any] | None  # the frozen post, from the first claim on
    reason: str | None  # the last failure, or why it was skipped, in a sentence
    remote_id: str | None
    remote_url: str | None
    posted_at: datetime | None
    may_stand: bool = False  # an earlier attempt's outcome is unclear: read back before sending again
    by_hand: bool = False  # somebody edited the post on the network: corrections leave it alone from then on
    for_digest: bool = False  # it waits for its destination's digest, to become one post with others
    digest_id: int | None = None  # the number of the digest that it went into
    pace: int | None = None  # of an old review that is filled in: least seconds after the one before it (0: none)
    page_asked_at: datetime | None = None  # when its review's page was first found missing


@dataclass(frozen=True, slots=True)
class Standing:
    """Deliveries of one destination in one status. Times aware, in UTC."""

    count: int
    oldest_ready: datetime
    last_posted: datetime | None


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery to be entered."""

    subject: str
    kind: SubjectKind
    title: str
    destination: str
    ready_at: datetime
    urgent: bool = False
    for_digest: bool = False
    pace: int | None = None  # seconds; see Delivery


@dataclass(frozen=True, slots=True)
class Receipt:
    """The network's proof that it has a post. ``id`` is opaque. ``posted_at`` aware, in UTC."""

    id: str
    url: str | None
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """One change to a post that stands: a correction, a new address, or taking it down. Times aware, in UTC.

    A delivery has at most one that waits: a later wish moves an edit's time and revision, and a delete replaces it.
    """

    id: int
    delivery_id: int
    kind: ActionKind
    revision: int  # the review's, that asked for it
    status: ActionStatus
    ready_at: datetime
    urgent: bool  # asked for by hand
    created_at: datetime
    attempts: int
    claimed_at: datetime | None
    done_at: datetime | None
    body: dict[str, Any] | None  # the frozen new post, from the first claim on; None for a delete
    reason: str | None  # the last failure, or why it was dropped, in a sentence


@dataclass(frozen=True, slots=True)
class Wish:
    """An action to be entered for every post of a review that stands, or may, at these destinations."""

    subject: str
    kind: ActionKind
    revision: int
    destinations: tuple[str, ...]
    ready_at: datetime
    urgent: bool = False


# The owner's own wish; that of an admin of a server whose channel follows; or what the network said. A weaker one
# never takes the place of a stronger one: they stand in this order.
PauseBy = Literal["owner", "admin", "trouble"]


@dataclass(frozen=True, slots=True)
class Pause:
    """A destination to which nothing is sent. Times aware, in UTC."""

    destination: str
    since: datetime
    by: PauseBy
    reason: str  # for people, with the remedy
    look_at: datetime | None  # when it is tried again by itself; None: only by ``resume``


@dataclass(frozen=True, slots=True)
class Follow:
    """A Discord channel that an admin of its server lets follow. ``created_at`` aware, in UTC.

    ``filter`` and ``manners`` are JSON-able forms of :class:`bot.plan.model.Filter` and
    :class:`bot.settings.model.ChannelManners`: only what differs from their defaults, by field.
    """

    destination: str  # its name among the destinations: :func:`bot.follow.roster.name_of`
    server_id: int
    channel_id: int
    server: str  # the names, as last seen
    channel: str
    filter: dict[str, Any]
    manners: dict[str, Any]
    created_by: int  # a Discord user
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Stir:
    """That there is something to do at a destination. ``earliest`` aware, in UTC; None: not before a pause is ended."""

    earliest: datetime | None
    sign: tuple[Any, ...]  # differs whenever there is something else to do
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """How sending to one destination goes. Times aware, in UTC."""

    pause: Pause | None = None
    failing_since: datetime | None = None  # no request got through since; None: the last one did
    resumed_at: datetime | None = None  # when it came back last, after it was away


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the owner is to be told, once, over a network of his choice. ``key`` is stable for one event."""

    id: int
    key: str  # at most 25 characters: nonce and Idempotency-Key of the message
    text: str
    created_at: datetime
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class ToTell:
    """A notice to be entered together with its cause. A ``key`` that is too long for a network is shortened."""

    key: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Adopted:
    """A post found on a network and matched to its review: to be recorded as if it had gone out from these records."""

    subject: str
    title: str
    destination: str
    receipt: Receipt
    body: dict[str, Any] | None = None
    kind: SubjectKind = "review"


@dataclass(frozen=True, slots=True)
class AdoptedDigest:
    """The same for one post about several reviews. ``members``: pairs of a review's id and its title for people."""

    destination: str
    title: str
    receipt: Receipt
    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the owner can decide: too many changes at once. Each is a pair of review id and path."""

    source: str
    asked_at: datetime
    added: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str], ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileRow:
    """Where a review's file is: what the records bind an id to."""

    source: str
    path: str
    review_id: str
    gone: bool


@dataclass(frozen=True, slots=True)
class RecapStart:
    """From when on one recap tells, and which reviews were there already then (ids): those are no news to it."""

    since: datetime
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A recap that wasn't told because its time was too long ago. ``recorded_at`` aware, in UTC."""

    what: str  # for people: "all challenges", a challenge's name, "the month"
    destination: str
    slot: str  # wall-clock time in the site's zone, as ISO text
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a review came in. Times aware, in UTC."""

    source: str
    first_seen: datetime
    ready_at: datetime | None  # of its delivery to the destination asked about: the end of its hold; None: none
