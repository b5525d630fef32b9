"""What to do after an attempt to post failed: the only reader of the differences between delivery errors. Pure.

Repeating is free while nothing was accepted; after an unclear outcome the network's history is read first; where it
can't be read, only the network's own protection against repeats (the key) makes one safe. Nothing is dropped because
of the number of attempts. No chance is involved: the same failure at the same time gives the same verdict.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.errors import (
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.plan.model import Again, GiveUp, Stall

if TYPE_CHECKING:
    from bot.errors import DeliveryError
    from bot.plan.model import Verdict

_FIRST = timedelta(seconds=15)
_LONGEST = timedelta(hours=1)
_SOON = timedelta(seconds=5)
_LONGEST_ASKED = timedelta(hours=24)  # a server that asks for more is mistaken


def backoff(attempts: int) -> timedelta:
    """How long to wait after that many attempts (1 or more): 15 s, 30 s, 1 min … at most 1 h."""
    doublings = min(max(attempts, 1) - 1, 10)
    return min(_FIRST * (1 << doublings), _LONGEST)


def judge(
    error: DeliveryError,
    *,
    attempts: int,
    first_claimed_at: datetime,
    now: datetime,
    key_window: timedelta | None,
    readable: bool,
    reading: bool = False,
) -> Verdict:
    """The verdict on a failed attempt.

    ``attempts`` counts this one. ``key_window`` is how long after ``first_claimed_at`` the network still recognises
    the delivery's key (None: it never does). ``readable``: the destination's history can be read at all.
    ``reading``: the error arose while reading the history back, so that it says nothing about the post itself.
    """
    wait = backoff(attempts)
    if isinstance(error, TokenRefused):
        return Stall(None, str(error))
    if isinstance(error, DestinationTrouble):
        return Stall(now + wait, str(error))
    if reading:
        return _unread(error, now, wait, first_claimed_at, key_window)
    if isinstance(error, Removed):
        return GiveUp("posted", str(error))
    if isinstance(error, Refused):
        return GiveUp("failed", str(error))
    if isinstance(error, NotSent):
        return Again(now + _asked(error, wait), read_back=False)
    if isinstance(error, HistoryUnreadable):
        return _unread(error, now, wait, first_claimed_at, key_window)
    # OutcomeUnclear, and every failure that we don't know: it may have been posted.
    if readable:
        return Again(now + (_SOON if attempts <= 1 else wait), read_back=True)
    return _by_key(error, now, first_claimed_at, key_window)


def _asked(error: DeliveryError, wait: timedelta) -> timedelta:
    """The server's own wish, within reason; else the usual wait."""
    if isinstance(error, Throttled) and error.retry_after is not None:
        return min(max(error.retry_after, timedelta(0)), _LONGEST_ASKED)
    return wait


def _unread(
    error: DeliveryError, now: datetime, wait: timedelta, claimed: datetime, window: timedelta | None
) -> Verdict:
    """After the history could not be read: look again, unless it stays unreadable."""
    lasting = error.lasting if isinstance(error, HistoryUnreadable) else isinstance(error, Refused | Removed)
    if lasting:
        return _by_key(error, now, claimed, window)
    return Again(now + (_asked(error, wait) if isinstance(error, NotSent | OutcomeUnclear) else wait), read_back=True)


def _by_key(error: DeliveryError, now: datetime, claimed: datetime, window: timedelta | None) -> Verdict:
    """Where the history can't tell, the key must: while the network remembers it, a repeat is harmless."""
    if window is not None and now + _SOON < claimed + window:
        return Again(now + _SOON, read_back=False)
    return GiveUp("unknown", f"It may have been posted, and that can't be found out: {error}")
