"""What a month, a year, or this day in earlier years brought, out of the index. It changes and posts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.catalogue.store import Catalogue
    from bot.format.looking_back import LookBack, Told
    from bot.settings.model import ChallengeRule


def period_of(tell: Told, day: date) -> str:
    """What a look back on that day (in the site's zone) tells of: its key in the records.

    "month": the month before the day's, "2025-09"; "year": in December the day's own year, else the one before, "2025";
    "on this day": the day itself, "2025-09-14". Raises ValueError for a challenge, whose recaps have no period.
    """
    if tell == "month":
        return f"{day.year - 1}-12" if day.month == 1 else f"{day.year:04}-{day.month - 1:02}"
    if tell == "year":
        return f"{day.year if day.month == 12 else day.year - 1:04}"
    if tell == "on this day":
        return day.isoformat()
    raise ValueError(f"a recap of a {tell} has no period")


def look_back(
    catalogue: Catalogue, tell: Told, day: date, *, picture: bool, rules: Sequence[ChallengeRule] = ()
) -> LookBack | None:
    """What is told on that day, by the reviews' own dates up to it; None: there is nothing to tell.

    ``rules``: what the owner says of challenges. Reviews that are never to be posted aren't told, nor counted.
    """
    raise NotImplementedError
