"""Recaps that were too late to be told: what ``matinee status`` says of them. It reads and decides nothing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.ledger.model import LeftOut

_ONCE = ("the month", "the year", "on this day")


def recap_left_out_form(one: LeftOut) -> dict[str, Any]:
    """One as JSON. ``slot`` is in the site's zone, without it; ``noted_at`` in UTC."""
    return {
        "recap": one.what,
        "destination": one.destination,
        "slot": one.slot,
        "noted_at": one.recorded_at.isoformat(),
    }


def recap_left_out_line(one: LeftOut) -> str:
    """One for people, with what becomes of it."""
    slot = datetime.fromisoformat(one.slot)
    what = one.what if one.what in _ONCE else f"of {one.what}"
    then = "it isn't told any more" if one.what in _ONCE else "its reviews come with the next one"
    return (
        f"recap     {one.destination}: the recap {what}, due {slot:%Y-%m-%d %H:%M}, was left out: "
        f"Matinee wasn't there until it was too late (grace in [[recap]]); {then}"
    )
