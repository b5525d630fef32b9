"""Whom the owner's file lets follow. Pure: how many follow is counted where they are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.follow.sentence import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.follow.sentence import Sentence
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


def too_many_here(rule: FollowRule) -> Sentence:
    """The server has as many channels that follow as it may."""
    return sentence("setup-too-many-here", most=rule.per_server)


def too_many() -> Sentence:
    """All servers together have as many as the owner lets follow: how many that are is nobody else's business."""
    return sentence("setup-too-many")
