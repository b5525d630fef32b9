"""What waits, for people: when each post goes, and why not sooner. Of many old reviews the next few stand for all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.desk.lines import line
from bot.format.naming import number_of
from bot.ledger.model import Status
from bot.overview.reasons import when
from bot.plan.foreseen import Why

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from bot.desk.followers import Names
    from bot.ledger.model import Delivery
    from bot.overview.standing import Standing

_OLD = 3  # old reviews that are told one by one, for each destination


def waiting_lines(seen: Standing, names: Names, zone: ZoneInfo) -> Iterator[str]:
    """A line for each, in the order in which they go: what has no time behind the others, old reviews at the end."""
    rows = sorted(
        seen.rows[Status.WAITING],
        key=lambda row: (row.id not in seen.goes, seen.goes.get(row.id, row.ready_at), row.ready_at, row.id),
    )
    for row in (row for row in rows if not row.pace):
        yield _line(seen, row, names, zone)
    old = [row for row in rows if row.pace]
    told: Counter[str] = Counter()
    for row in old:
        told[row.destination] += 1
        if told[row.destination] <= _OLD:
            yield _line(seen, row, names, zone)
    for name, count in told.items():
        if count > _OLD:
            last = max(
                (seen.goes[row.id] for row in old if row.destination == name and row.id in seen.goes), default=None
            )
            until = f", the last one {when(last, zone, seen.at)}" if last else ""
            way = f"matinee backfill --cancel --to {name} takes back what waits"
            yield f"    …  {number_of(count - _OLD, 'post')} more of old reviews for {names.of(name)}{until}; {way}"


def _line(seen: Standing, row: Delivery, names: Names, zone: ZoneInfo) -> str:
    if seen.why(row) is Why.NOW:
        return line(names.in_delivery(row), " goes now")
    goes = seen.goes.get(row.id)
    moment = f" goes {when(goes, zone, seen.at)}" if goes else ""
    return line(names.in_delivery(row), moment, seen.because(row))
