"""What admins decide about channels that follow, written down: beginning, ending, pausing, letting go on.

Every function is blocking work for the records' thread and returns what is to be said. It knows no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.follow import rules
from bot.follow.sentence import Channel, sentence

if TYPE_CHECKING:
    from datetime import datetime

    from bot.follow.sentence import Sentence
    from bot.ledger.model import Follow
    from bot.ledger.store import Ledger
    from bot.settings.model import FollowRule


def begin(ledger: Ledger, follow: Follow, rule: FollowRule, now: datetime) -> tuple[bool, Sentence]:
    """Let the channel follow, or change what it gets; whether it follows, and the sentence for that."""
    done = ledger.follow_within(follow, rule.per_server, rule.most)
    if done == "server full":
        return False, rules.too_many_here(rule)
    if done == "full":
        return False, rules.too_many()
    ledger.rename(follow.channel_id, follow.server, follow.channel)
    where = Channel(follow.channel_id)
    pause = ledger.health(follow.destination).pause
    if pause is not None and pause.by == "trouble":
        ledger.pause(follow.destination, "trouble", pause.reason, now, now)
    elif pause is not None:
        return True, sentence("setup-follows-but-paused", channel=where)
    return True, sentence("setup-follows" if done == "begun" else "setup-follows-anew", channel=where)


def end(ledger: Ledger, follow: Follow, now: datetime) -> Sentence:
    """No more posts there."""
    dropped, where = ledger.unfollow(follow.channel_id, now), Channel(follow.channel_id)
    if dropped is None:  # somebody else was quicker
        return sentence("setup-follows-not", channel=where)
    return sentence("setup-ended", channel=where, waiting=dropped)


def pause(ledger: Ledger, follow: Follow, now: datetime) -> Sentence:
    """Send nothing there until somebody of the server lets it go on. The owner's pause stays the owner's."""
    before = ledger.health(follow.destination).pause
    ledger.pause(follow.destination, "admin", "An admin of its server paused it with /matinee pause.", None, now)
    after = ledger.health(follow.destination).pause
    where = Channel(follow.channel_id)
    if after is not None and after.by == "owner":
        return sentence("setup-paused-by-owner", channel=where)
    if before is not None and before.by == "admin":
        return sentence("setup-paused-already", channel=where)
    return sentence("setup-paused", channel=where, waiting=len(ledger.waiting(follow.destination)))


def resume(ledger: Ledger, follow: Follow, now: datetime) -> Sentence:
    """End an admin's pause; have what is in trouble tried now; leave the owner's pause to the owner."""
    name, where = follow.destination, Channel(follow.channel_id)
    pause = ledger.health(name).pause
    waiting = len(ledger.waiting(name))
    if pause is None:
        return sentence("setup-was-not-paused", channel=where)
    if pause.by == "owner":
        return sentence("setup-paused-by-owner", channel=where)
    if pause.by == "trouble":
        ledger.pause(name, "trouble", pause.reason, now, now)
        return sentence("setup-tried-again", channel=where, waiting=waiting)
    if not ledger.resume(name, now, by="admin"):
        return resume(ledger, follow, now)  # somebody else was quicker: what stands now decides
    return sentence("setup-resumed", channel=where, waiting=waiting)
