"""Who sees the post about a review. Pure; only Mastodon has such a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.format.model import FormatPolicy, Visibility
    from bot.review.model import Review


def visibility(review: Review, policy: FormatPolicy) -> Visibility:
    """That of the first of the destination's rules that holds for the review, else the destination's own."""
    return next((rule.visibility for rule in policy.visibilities if rule.condition.holds(review)), policy.visibility)
