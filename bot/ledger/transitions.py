"""How a delivery moves from state to state.

::

    waiting ──claim──► sending ──settle──► posted
       ▲ ▲               │ │
       │ └───put_back────┘ └─give_up─► failed, unknown
       └──retry── failed, unknown      skip: waiting, failed, unknown ─► skipped

Every move names in its WHERE clause the states it may start from: whoever comes second changes nothing. No rule
about *when* to move stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import case, func, literal, null, update

from bot.ledger.enter import delivery_of
from bot.ledger.model import Status
from bot.ledger.records import Records
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.ledger.model import Delivery, Receipt

_T = DELIVERIES.c
_UNCLAIMED = _T.first_claimed_at.is_(None)
_OWNERS = (Status.WAITING, Status.FAILED, Status.UNKNOWN)  # the states in which the owner may decide


class TransitionRecords(Records):
    """The moves' part of the ledger. Each returns the delivery as it stands afterwards, None if it didn't move."""

    def claim(self, delivery_id: int, body: dict[str, Any], mark: str | None, now: datetime) -> Delivery | None:
        """Before each attempt: from here on its request may be on the wire. None: somebody else changed it.

        ``body`` and ``mark`` are kept from the first claim on, whatever a later one brings.
        """
        return self._move(
            delivery_id,
            (Status.WAITING, Status.SENDING),
            status=Status.SENDING.value,
            attempts=_T.attempts + 1,
            body=func.coalesce(_T.body, literal(body, _T.body.type)),
            mark=case((_UNCLAIMED, func.coalesce(_T.mark, literal(mark, _T.mark.type))), else_=_T.mark),
            first_claimed_at=func.coalesce(_T.first_claimed_at, literal(now, _T.first_claimed_at.type)),
            claimed_at=now,
        )

    def settle(self, delivery_id: int, receipt: Receipt) -> Delivery | None:
        """The network has it."""
        return self._move(
            delivery_id,
            (Status.SENDING,),
            status=Status.POSTED.value,
            remote_id=receipt.id,
            remote_url=receipt.url,
            posted_at=receipt.posted_at,
            reason=null(),
            may_stand=False,
        )

    def put_back(
        self,
        delivery_id: int,
        reason: str,
        ready_at: datetime,
        *,
        may_stand: bool = False,
        forget_body: bool = False,
    ) -> Delivery | None:
        """Not now: it waits again, until ``ready_at``.

        ``may_stand``: the attempt's outcome is unclear, so the next one reads back first. ``forget_body``: the
        network surely refused what was written, so it is written anew.
        """
        body = {"body": null()} if forget_body else {}
        return self._move(
            delivery_id,
            (Status.WAITING, Status.SENDING),
            status=Status.WAITING.value,
            reason=reason,
            ready_at=ready_at,
            may_stand=may_stand,
            **body,
        )

    def give_up(self, delivery_id: int, status: Literal["failed", "unknown"], reason: str) -> Delivery | None:
        """Stop trying: the owner decides."""
        before = (Status.WAITING, Status.SENDING)
        return self._move(delivery_id, before, status=status, reason=reason, may_stand=status == Status.UNKNOWN.value)

    def removed(self, delivery_id: int, reason: str, now: datetime) -> Delivery | None:
        """It was posted and somebody took it down before we had its receipt: posted, with nothing to show."""
        return self._move(
            delivery_id,
            (Status.SENDING,),
            status=Status.POSTED.value,
            posted_at=now,
            reason=reason,
            may_stand=False,
        )

    def skip(self, delivery_id: int, reason: str) -> Delivery | None:
        """It shall not be posted."""
        return self._move(delivery_id, _OWNERS, status=Status.SKIPPED.value, reason=reason)

    def retry(self, delivery_id: int, now: datetime) -> Delivery | None:
        """The owner wants another try, as if it were the first. What may stand already is looked for before it.

        A failed one is written anew (its file may have been put right); where read-back starts is kept.
        """
        anew = _T.status == Status.FAILED.value
        return self._move(
            delivery_id,
            _OWNERS,
            status=Status.WAITING.value,
            urgent=case((_T.status == Status.WAITING.value, _T.urgent), else_=False),
            ready_at=now,
            attempts=0,
            first_claimed_at=null(),
            reason=null(),
            body=case((anew, null()), else_=_T.body),
        )

    def hurry(self, delivery_id: int, now: datetime) -> Delivery | None:
        """The owner wants it out now: while it waits, neither hold nor schedule keep it."""
        return self._move(delivery_id, (Status.WAITING,), urgent=True, ready_at=now)

    def _move(self, delivery_id: int, before: Collection[Status], **values: Any) -> Delivery | None:
        statement = (
            update(DELIVERIES)
            .where(_T.id == delivery_id, _T.status.in_([status.value for status in before]))
            .values(**values)
            .returning(DELIVERIES)
        )
        with self._writing() as connection:
            row = connection.execute(statement).first()
            return delivery_of(row) if row else None
