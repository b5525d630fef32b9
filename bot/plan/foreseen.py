"""When something waiting goes out, and why not sooner: in single words, from which others make sentences. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


class Why(StrEnum):
    """What decides the moment at which a post goes out."""

    NOW = "now"  # nothing holds it up
    HOLD = "hold"  # its hold isn't over, or a retry's time hasn't come
    SLOT = "slot"  # it waits for the next slot
    QUIET = "quiet"  # quiet hours end then
    WEEKDAY = "weekday"  # the next day on which posts may go
    CAP = "cap"  # the day before is full
    SPACING = "spacing"  # distance to the post before it
    CATCH_UP = "catch-up"  # the same, for what had to wait until the destination came back
    DIGEST = "digest"  # it waits for the digest's time
    PACE = "pace"  # an old review that is filled in: not sooner after the one before it
    NEW_FIRST = "new first"  # an old review that is filled in: a new one goes about that time
    # What no timetable knows:
    BY_HAND = "by hand"  # asked for by the owner: no rule holds it
    RETRY = "retry"  # it failed, and is tried again then
    NOT_LIVE = "page not live"  # its page isn't on the web yet
    PAUSED = "paused"  # nothing is sent there


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A moment (aware, UTC) and its reasons."""

    at: datetime
    why: Why  # what decided last
    besides: tuple[Why, ...] = ()  # what moved it before that, the last one first; SLOT too where it goes at a slot
    full: date | None = None  # the first local day that had no place for it any more, where a cap moved it

    def not_before(self, at: datetime, why: Why) -> Foreseen:
        """The same, but for that reason no sooner than at ``at`` (aware)."""
        if self.at >= at:
            return self
        before = (one for one in (self.why, *self.besides) if one not in (why, Why.NOW))
        return replace(self, at=at, why=why, besides=tuple(before))
