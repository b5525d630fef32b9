"""A month's, a year's or a day's look back as a post. Pure; the numbers come from ``bot.recaps``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.format.looking_back import LookBack
    from bot.format.model import FormatPolicy, Limits, Post


def compose_look_back(told: LookBack, policy: FormatPolicy, limits: Limits) -> Post:
    """The look back for the policy's network."""
    raise NotImplementedError
