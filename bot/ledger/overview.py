"""The records as a whole: whether there is anything in them, whether anything in them changed, posts taken over."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, exists, func, or_, select

from bot.ledger.enter import new_row
from bot.ledger.model import Owed, Status
from bot.ledger.records import Records, insert
from bot.ledger.tables import ACCEPTED, ACTIONS, DELIVERIES, FOLLOWS, NOTICES, PAUSES, QUESTIONS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.ledger.model import Adopted

_D, _A, _P = DELIVERIES.c, ACTIONS.c, PAUSES.c
_OPEN = ("waiting", "sending")
_PULSES = (
    select(
        func.count(),
        func.max(_D.id),
        func.min(_D.ready_at),
        func.max(_D.ready_at),
        func.sum(case((_D.urgent, 1), else_=0)),
    ).where(_D.status == Status.WAITING.value),
    select(func.count(), func.max(_A.id), func.min(_A.ready_at), func.max(_A.ready_at), func.max(_A.created_at)).where(
        _A.status.in_(_OPEN)
    ),
    select(func.count(_P.since), func.max(_P.since), func.max(_P.look_at), func.max(_P.resumed_at), func.max(_P.by)),
    select(func.count(), func.max(NOTICES.c.id)).where(NOTICES.c.told_at.is_(None)),
    select(func.count(), func.max(ACCEPTED.c.accepted_at)),
    select(func.count(), func.max(QUESTIONS.c.asked_at)),
    select(func.count(), func.max(FOLLOWS.c.id)),
)


class OverviewRecords(Records):
    """The part of the ledger that looks at all of it."""

    def pulse(self) -> tuple[Any, ...]:
        """A small value that changes whenever there is something new to do or to heed: cheap to ask for often.

        It tells of what starts or stops waiting, of pauses, of what the owner is to be told, of his answers, and of
        channels that begin or stop to follow.
        """
        with self._reading() as connection:
            return tuple(tuple(connection.execute(query).one()) for query in _PULSES)

    def is_empty(self) -> bool:
        """Whether no source was ever scanned and nothing ever owed: as after a loss of the records."""
        with self._reading() as connection:
            anything = select(or_(exists().select_from(SOURCES), exists().select_from(DELIVERIES)))
            return not connection.execute(anything).scalar()

    def adopt(self, rows: Sequence[Adopted], now: datetime) -> int:
        """Enter posts that were found on the networks, as posted. Returns how many the records didn't know yet.

        Several posts of one subject at one destination become its generations, oldest first. A delivery that waits,
        failed or is unclear becomes the posted one; all others are left alone.
        """
        ordered = sorted(rows, key=lambda one: (one.subject, one.destination, one.receipt.posted_at))
        given = [
            _adopted(one, generation, now)
            for _, alike in groupby(ordered, key=lambda one: (one.subject, one.destination))
            for generation, one in enumerate(alike, 1)
        ]
        with self._writing() as connection:
            statement = insert(connection, DELIVERIES)
            fresh = {name: statement.excluded[name] for name in _POSTED}
            adopting = statement.on_conflict_do_update(
                index_elements=["subject", "destination", "generation"],
                set_=fresh,
                where=_D.status.in_([Status.WAITING.value, Status.FAILED.value, Status.UNKNOWN.value]),
            ).returning(_D.id)
            return sum(connection.execute(adopting.values(row)).first() is not None for row in given)


_POSTED = ("status", "remote_id", "remote_url", "posted_at", "body", "reason", "may_stand")


def _adopted(one: Adopted, generation: int, now: datetime) -> dict[str, Any]:
    return new_row(Owed(one.subject, one.kind, one.title, one.destination, now), now, generation) | {
        "status": Status.POSTED.value,
        "body": one.body,
        "reason": None,
        "remote_id": one.receipt.id,
        "remote_url": one.receipt.url,
        "posted_at": one.receipt.posted_at,
    }
