"""How a challenge goes, held against its last day: on schedule or not, what it needs a week, when it would be done.

Pure: the day is an argument. It guesses no last day; one without a real one has no pace.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.format.looking_back import Pace

if TYPE_CHECKING:
    from bot.challenges.progress import Progress

WEEK = 7  # days
# Sooner it can't be told when it would be finished: two reviews on the first evening aren't two a day for a year.
_SETTLED_DAYS = 7
_SETTLED_REVIEWS = 3
_FARTHEST = 3653  # days; who would need ten years more isn't told a day


def pace(challenge: Progress, today: date) -> Pace | None:
    """How it stands at the end of ``today``, a day in the site's zone; what is dated later must be left out already.

    None where there is no last day (``Progress.deadline``), no first one or no total, or nothing between them. One that
    is finished, gaps or not, is held to be complete: it is never behind, needs nothing and is projected no more.
    """
    start, deadline, total = challenge.start, challenge.deadline, challenge.total
    if start is None or deadline is None or not total or total < 0 or deadline < start:
        return None
    days_left = max((deadline - today).days + 1, 0)
    reached = total if challenge.finished else challenge.done
    expected = _expected(total, start, deadline, today)
    left = max(total - reached, 0)
    to_go = (deadline - max(today, start)).days + 1  # before it begins, the days until then don't help
    return Pace(
        deadline=deadline.isoformat(),
        days_left=days_left,
        expected=expected,
        ahead=reached - expected,
        per_week=round(left / to_go * WEEK, 2) if left and to_go > 0 else None,
        projected=_projected(reached, left, start, today) if left and days_left else None,
    )


def _expected(total: int, start: date, deadline: date, today: date) -> int:
    """How many are due by the end of ``today`` at an even pace, both ends included: 0 to ``total``."""
    whole = (deadline - start).days + 1
    gone = min(max((today - start).days + 1, 0), whole)
    return total * gone // whole


def _projected(done: int, left: int, start: date, today: date) -> str | None:
    """The ISO date on which the last one comes, going on as from ``start`` to ``today``."""
    gone = (today - start).days + 1
    if done < _SETTLED_REVIEWS or gone < _SETTLED_DAYS:
        return None
    further = -(-left * gone // done)
    if further > _FARTHEST or (date.max - today).days < further:
        return None
    return (today + timedelta(days=further)).isoformat()
