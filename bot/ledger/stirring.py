"""What there is to do, by destination: read at once for all of them, so that hundreds that are idle cost nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, func, select

from bot.ledger.model import ActionStatus, Status, Stir
from bot.ledger.records import Records
from bot.ledger.tables import ACTIONS, DELIVERIES, PAUSES, QUESTIONS

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

_D, _A, _P = DELIVERIES.c, ACTIONS.c, PAUSES.c
_AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
_SENDING = func.sum(case((_D.status == Status.SENDING.value, 1), else_=0))
_POSTS = (
    select(
        _D.destination,
        func.min(_D.ready_at),
        _SENDING,
        func.count(),
        func.max(_D.id),
        func.max(_D.ready_at),
        func.sum(case((_D.urgent, 1), else_=0)),
    )
    .where(_D.status.in_([Status.WAITING.value, Status.SENDING.value]))
    .group_by(_D.destination)
)
_CHANGES = (
    select(
        _D.destination,
        func.min(_A.ready_at),
        func.sum(case((_A.status == ActionStatus.SENDING.value, 1), else_=0)),
        func.count(),
        func.max(_A.id),
        func.max(_A.ready_at),
        func.max(_A.created_at),
    )
    .join_from(ACTIONS, DELIVERIES, _A.delivery_id == _D.id)
    .where(_A.status.in_([ActionStatus.WAITING.value, ActionStatus.SENDING.value]), _D.status == Status.POSTED.value)
    .group_by(_D.destination)
)
_PAUSED = select(_P.destination, _P.since, _P.by, _P.look_at).where(_P.since.is_not(None))
_ASKED = select(func.count(), func.max(QUESTIONS.c.asked_at))


class StirringRecords(Records):
    """The part of the ledger that tells where there is anything to do."""

    def stirring(self) -> dict[str, Stir]:
        """Every destination at which something waits, is on its way or is to be changed, or that is paused; by name."""
        with self._reading() as connection:
            asked = tuple(connection.execute(_ASKED).one())
            found: dict[str, list[tuple[Any, ...]]] = {}
            for query in (_POSTS, _CHANGES):
                _sort_in(found, connection, query)
            pauses = {row[0]: tuple(row) for row in connection.execute(_PAUSED)}
        return {name: _stir(found.get(name, []), pauses.get(name), asked) for name in dict.fromkeys((*found, *pauses))}


def _sort_in(found: dict[str, list[tuple[Any, ...]]], connection: Connection, query: Select[Any]) -> None:
    for row in connection.execute(query):
        found.setdefault(row[0], []).append(tuple(row))


def _stir(rows: list[tuple[Any, ...]], pause: tuple[Any, ...] | None, asked: tuple[Any, ...]) -> Stir:
    sign = (asked, tuple(rows), pause)
    if pause is not None:
        return Stir(pause[-1], sign, paused=True)
    return Stir(min(_AT_ONCE if row[2] else row[1] for row in rows), sign)
