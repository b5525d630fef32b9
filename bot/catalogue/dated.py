"""Reviews by their own dates: those of a time, and those of one day of the year. Tells nothing of films' years."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.catalogue.rows import KEPT, review_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection
    from datetime import date

    from bot.review.model import Review


def between(connection: sqlite3.Connection, first: date, last: date) -> list[Review]:
    """The reviews dated on these days and in between, the oldest first."""
    rows = connection.execute(
        f"SELECT {KEPT} FROM review WHERE date BETWEEN ? AND ? ORDER BY date, path",  # noqa: S608  our own names
        (first.isoformat(), last.isoformat()),
    )
    return _each_once([review_of(row) for row in rows])


def on_days(connection: sqlite3.Connection, days: Collection[str], before: date) -> list[Review]:
    """The reviews from before that day that are dated on one of these days of any year ("09-14"), the oldest first."""
    rows = connection.execute(
        f"""SELECT {KEPT} FROM review WHERE date > '' AND date < ?
        AND substr(date, 6) IN (SELECT value FROM json_each(?)) ORDER BY date, path""",  # noqa: S608  our own names
        (before.isoformat(), json.dumps(sorted(days))),
    )
    return _each_once([review_of(row) for row in rows])


def _each_once(reviews: list[Review]) -> list[Review]:
    """Should two files claim one id, the newest stands for it."""
    return list({review.id: review for review in reviews}.values())
