"""Reviews as posts: plain data fitted to each network's limits. Pure: it imports neither network's library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.format.correcting import needs_correcting, readdress
from bot.format.message import compose_message
from bot.format.toot import compose_toot

if TYPE_CHECKING:
    from datetime import date

    from bot.format.model import FormatPolicy, Limits, Post
    from bot.review.model import Review

__all__ = ["compose", "compose_message", "compose_toot", "needs_correcting", "readdress", "template_trouble"]


def compose(review: Review, policy: FormatPolicy, limits: Limits, *, dated: date | None = None) -> Post:
    """The post about a review for the policy's network. ``limits`` are a Mastodon server's; Discord's never differ.

    ``dated``: the day that a post says which goes out long after its review; None: it goes out in time.
    """
    if policy.network == "mastodon":
        return compose_toot(review, policy, limits, dated=dated)
    return compose_message(review, policy, dated=dated)


def template_trouble(review: Review, policy: FormatPolicy, limits: Limits) -> str | None:
    """Why a review's post is not in the owner's own form though there is one; None: it is, or there is none."""
    from bot.format.template_check import trouble_with

    return trouble_with(review, policy, limits) if policy.template else None
