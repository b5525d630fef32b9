"""What the records hold: deliveries and their fates, in words that the owner also reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from datetime import datetime

SubjectKind = Literal["review", "recap"]


class Status(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"  # owed; goes out when its destination's schedule lets it
    SENDING = "sending"  # claimed: its request may be on the wire; after a crash it is read back first
    POSTED = "posted"  # the network has it, and we have its receipt
    UNKNOWN = "unknown"  # it may have been posted and the network's history can't be read: the owner decides
    FAILED = "failed"  # the network refused it for good: the owner decides
    SKIPPED = "skipped"  # not to be posted: the owner's decision, or the review says so itself


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post owed to one destination: unique by (subject, destination, generation). Times aware, in UTC."""

    id: int
    key: str  # at most 25 characters, unique: Discord's nonce and Mastodon's Idempotency-Key
    subject: str  # a review's id, or a recap slot's key
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


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery to be entered."""

    subject: str
    kind: SubjectKind
    title: str
    destination: str
    ready_at: datetime
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """The network's proof that it has a post. ``id`` is opaque. ``posted_at`` aware, in UTC."""

    id: str
    url: str | None
    posted_at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the owner can decide: too many new reviews at once."""

    source: str
    asked_at: datetime
    review_ids: tuple[str, ...]
    paths: tuple[str, ...]


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
