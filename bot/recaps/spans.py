"""What a challenge brought in a time that somebody asks for, as a recap. It reads the catalogue and changes nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.recaps.compute import recap_of
from bot.recaps.news import news

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress
    from bot.format.looking_back import Recap

Span = Literal["week", "month", "all"]
_DAYS = {"week": 7, "month": 30}  # by the reviews' dates; undated reviews are in "all" only


def brought(
    catalogue: Catalogue, challenge: Progress, span: Span, today: date, others: Iterable[Progress] = ()
) -> Recap:
    """The challenge's recap for the last 7 or 30 days up to ``today`` in the site's zone, or altogether.

    It may have no entries. ``others``: all challenges, among which the edition before is looked for.
    """
    entries = news(catalogue, challenge, ())
    if span == "all":
        return recap_of(challenge, entries, since=None, until=today, others=others)
    since = today - timedelta(days=_DAYS[span])
    within = [entry for entry in entries if entry.date is not None and since < entry.date <= today]
    return recap_of(challenge, within, since=since, until=today, others=others)
