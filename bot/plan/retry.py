"""What to do after an attempt failed: the only reader of the differences between delivery errors. Pure.

Repeating is free while nothing was accepted; after an unclear outcome the network's history is read first; where it
can't be read, only the network's own protection against repeats (the key) makes one safe. Nothing is dropped because
of the number of attempts. No chance is involved: the same failure at the same time gives the same verdict.

One hole stays. Where a server ignores keys (GoToSocial) and a request is worked on only after it was given up here,
looked for and not found, its post stands twice. Requests are given up after a minute or more, and are looked for
another minute later, so it takes a request that was under way for over two minutes and then succeeded; or one that
was under way, behind some proxy, when its process was killed, for longer than the next one took to start and look. On
Discord and Mastodon the repeat bears the same key and is no second post.
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
_TRAVELS = timedelta(minutes=1)  # by when a request that got no answer has arrived or is lost
_LEAST_ASKED = timedelta(seconds=1)  # a server that says "now" and refuses again would be asked without end
OUTAGE = timedelta(minutes=10)  # what fails for so long is away, and what waited for it doesn't come all at once
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
    paused_since: datetime | None = None,
    failing_since: datetime | None = None,
) -> Verdict:
    """The verdict on a failed attempt to post.

    ``attempts`` counts this one. ``key_window`` is how long after ``first_claimed_at`` the network still recognises
    the delivery's key (None: it never does). ``readable``: the destination's history can be read at all.
    ``reading``: the error arose while reading the history back, so that it says nothing about the post itself.
    ``paused_since``: since when its destination is paused already. ``failing_since``: since when no request got
    through there; an outage pauses the destination.
    """
    if isinstance(error, DestinationTrouble):
        return _stalled(error, now, paused_since)
    verdict = _of_this_post(error, attempts, first_claimed_at, now, key_window, readable=readable, reading=reading)
    if isinstance(verdict, Again) and is_no_answer(error) and was_away(failing_since, now):
        return Stall(verdict.at, str(error), suspect=True)
    return verdict


def is_no_answer(error: DeliveryError) -> bool:
    """Whether the network may be out of reach or out of order, for every post alike."""
    return isinstance(error, NotSent | OutcomeUnclear | HistoryUnreadable) and not isinstance(error, Throttled)


def was_away(failing_since: datetime | None, now: datetime) -> bool:
    """Whether a destination has failed for so long that this is an outage."""
    return failing_since is not None and now - failing_since >= OUTAGE


def _of_this_post(
    error: DeliveryError,
    attempts: int,
    first_claimed_at: datetime,
    now: datetime,
    key_window: timedelta | None,
    *,
    readable: bool,
    reading: bool,
) -> Verdict:
    wait = backoff(attempts)
    if reading:
        return _unread(error, now, wait, first_claimed_at, key_window)
    if isinstance(error, Removed):
        return GiveUp("removed", str(error))
    if isinstance(error, Refused):
        return GiveUp("failed", str(error))
    if isinstance(error, NotSent):
        return Again(now + _asked(error, wait), read_back=False)
    if isinstance(error, HistoryUnreadable):
        return _unread(error, now, wait, first_claimed_at, key_window)
    # OutcomeUnclear, and every failure that we don't know: it may have been posted.
    if readable:
        return Again(now + _patience(error, attempts, wait), read_back=True)
    return _by_key(error, now, first_claimed_at, key_window)


def judge_change(
    error: DeliveryError, *, attempts: int, now: datetime, paused_since: datetime | None = None
) -> Verdict:
    """The verdict on a failed attempt to correct a post or to take it down.

    Either may be repeated freely, after a look at how the post stands. What the network asks to wait for (Discord's
    30046: too many edits of an old message) concerns this post alone and holds up nothing else.
    """
    wait = backoff(attempts)
    if isinstance(error, DestinationTrouble):
        return _stalled(error, now, paused_since)
    if isinstance(error, Removed):
        return GiveUp("removed", str(error))
    if isinstance(error, Refused) or (isinstance(error, HistoryUnreadable) and error.lasting):
        return GiveUp("failed", str(error))
    if isinstance(error, NotSent):
        return Again(now + _asked(error, wait), read_back=False)
    return Again(now + _patience(error, attempts, wait), read_back=True)


def _stalled(error: DestinationTrouble, now: datetime, since: datetime | None) -> Stall:
    """Tried again after as long as it has lasted already: 15 s at first, at most 1 h.

    A refused token is tried once an hour: some servers say 401 while they have trouble of their own, and an hour is
    far from the 10,000 refusals in 10 minutes for which Discord locks an address out
    (https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
    """
    lasted = timedelta(0) if since is None else now - since
    wait = _LONGEST if isinstance(error, TokenRefused) else min(max(lasted, _FIRST), _LONGEST)
    return Stall(now + wait, str(error))


def _patience(error: DeliveryError, attempts: int, wait: timedelta) -> timedelta:
    """How long to wait before looking for what may have been posted."""
    soon = _SOON if attempts <= 1 else wait
    return max(soon, _TRAVELS) if isinstance(error, OutcomeUnclear) and error.travelling else soon


def _asked(error: DeliveryError, wait: timedelta) -> timedelta:
    """The server's own wish, within reason; else the usual wait."""
    if isinstance(error, Throttled) and error.retry_after is not None:
        return min(max(error.retry_after, _LEAST_ASKED), _LONGEST_ASKED)
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
    """Where the history can't tell, the key must: while the network remembers it, a repeat is harmless.

    A first attempt that lies ahead was made by a clock that was wrong: nothing tells how long ago it is.
    """
    if window is not None and claimed <= now + _SOON < claimed + window:
        return Again(now + _SOON, read_back=False)
    return GiveUp("unknown", f"It may have been posted, and that can't be found out: {error}")
