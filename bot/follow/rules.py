"""Whom the owner's file lets follow. Pure: whoever asks brings the numbers, and counts once more where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.follow.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.follow.sentence import Sentence
    from bot.ledger.model import Follow
    from bot.settings.model import Destination, FollowRule


def barred(rule: FollowRule, server_id: int) -> Sentence | None:
    """Why no channel of that server may follow; None: they may."""
    if not rule.allowed:
        return sentence("setup-nobody-may-follow")
    if rule.servers and server_id not in rule.servers:
        return sentence("setup-server-may-not-follow")
    return None


def taken(destinations: Iterable[Destination], channel_id: int) -> Sentence | None:
    """Why that channel can't follow: it is the owner's own; None: it isn't."""
    if any(one.network == "discord" and one.channel_id == channel_id for one in destinations):
        return sentence("setup-channel-is-the-owners")
    return None


def full(rule: FollowRule, follows: Iterable[Follow], server_id: int, channel_id: int) -> Sentence | None:
    """Why one more channel is too many; None: there is room, or it follows already. ``follows``: of all servers."""
    there = list(follows)
    if any(one.channel_id == channel_id for one in there):
        return None
    if sum(one.server_id == server_id for one in there) >= rule.per_server:
        return too_many_here(rule)
    return too_many(rule) if len(there) >= rule.most else None


def too_many_here(rule: FollowRule) -> Sentence:
    """The server has as many channels that follow as it may."""
    return sentence("setup-too-many-here", most=rule.per_server)


def too_many(rule: FollowRule) -> Sentence:
    """All servers together have as many as the owner lets follow."""
    return sentence("setup-too-many", most=rule.most)
