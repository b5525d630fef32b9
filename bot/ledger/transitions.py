"""How a delivery moves from state to state.

::

    waiting ──claim──► sending ──settle──► posted
       ▲ ▲               │ │
       │ └───put_back────┘ └─give_up─► failed, unknown
       └──retry── failed, unknown,     skip: waiting, failed, unknown ─► skipped      removed: sending ─► removed
                  skipped                    (into a digest and out of it: :mod:`bot.ledger.digests`)

A post that stands is taken down by an action (:mod:`bot.ledger.actions`): posted ─► removed.

Every move names in its WHERE clause the states it may start from: whoever comes second changes nothing. No rule
about *when* to move stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import and_, bindparam, case, func, null, or_, update

from bot.ledger.enter import delivery_of
from bot.ledger.leases import holds
from bot.ledger.model import Status
from bot.ledger.notices import tell
from bot.ledger.parts import enter_part
from bot.ledger.records import Records
from bot.ledger.tables import DELIVERIES
from bot.ledger.wishes import drop_waiting, taken_back

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import BindParameter, Column
    from sqlalchemy.engine import Connection
    from sqlalchemy.sql.dml import ReturningUpdate

    from bot.ledger.model import Delivery, Receipt, ToTell

_T = DELIVERIES.c
_UNDER_WAY = (Status.WAITING, Status.SENDING)
_OWNERS = (Status.WAITING, Status.FAILED, Status.UNKNOWN)  # the states in which the owner may decide


def _move(before: Collection[Status], **values: Any) -> ReturningUpdate[Any]:
    """A move, written once: building a statement takes longer than running it."""
    return (
        update(DELIVERIES)
        .where(_T.id == bindparam("number"), _T.status.in_([status.value for status in before]))
        .values(**values)
        .returning(DELIVERIES)
    )


def _new(column: Column[Any]) -> BindParameter[Any]:
    """A value that a move is given."""
    return bindparam(f"new_{column.name}", type_=column.type)


_CLAIM = _move(
    _UNDER_WAY,
    status=Status.SENDING.value,
    attempts=_T.attempts + 1,
    body=func.coalesce(_T.body, _new(_T.body)),
    mark=case((_T.first_claimed_at.is_(None), func.coalesce(_T.mark, _new(_T.mark))), else_=_T.mark),
    first_claimed_at=func.coalesce(_T.first_claimed_at, _new(_T.claimed_at)),
    claimed_at=_new(_T.claimed_at),
)
_SETTLE = _move(
    (*_OWNERS, Status.SENDING, Status.SKIPPED),
    status=_new(_T.status),
    remote_id=_new(_T.remote_id),
    remote_url=_new(_T.remote_url),
    posted_at=_new(_T.posted_at),
    reason=_new(_T.reason),
    may_stand=False,
)
_PUT_BACK = _move(
    _UNDER_WAY,
    status=Status.WAITING.value,
    reason=_new(_T.reason),
    ready_at=_new(_T.ready_at),
    may_stand=or_(_new(_T.may_stand), and_(_T.may_stand, _T.status == Status.WAITING.value)),
    body=case((bindparam("forget", type_=_T.may_stand.type), null()), else_=_T.body),
    page_asked_at=func.coalesce(_T.page_asked_at, _new(_T.page_asked_at)),
)
_GIVE_UP = _move(_UNDER_WAY, status=_new(_T.status), reason=_new(_T.reason), may_stand=_new(_T.may_stand))
_SKIP = _move(_OWNERS, status=Status.SKIPPED.value, reason=_new(_T.reason))
_RETRY = _move(
    (*_OWNERS, Status.SKIPPED),
    status=Status.WAITING.value,
    urgent=case((_T.status == Status.WAITING.value, _T.urgent), else_=False),
    ready_at=_new(_T.ready_at),
    created_at=_new(_T.ready_at),  # by which a clock that was ahead is found out
    attempts=0,
    first_claimed_at=null(),
    reason=null(),
    page_asked_at=null(),
    for_digest=False,
    pace=case((_T.pace.is_(None), null()), else_=0),
    body=case((_T.status == Status.FAILED.value, null()), else_=_T.body),
)

_HURRY = _move((Status.WAITING,), urgent=True, ready_at=_new(_T.ready_at), created_at=_new(_T.ready_at))


class TransitionRecords(Records):
    """The moves' part of the ledger. Each returns the delivery as it stands afterwards, None if it didn't move."""

    def claim(
        self,
        delivery_id: int,
        body: dict[str, Any],
        mark: str | None,
        now: datetime,
        *,
        lease: tuple[str, str] | None = None,
    ) -> Delivery | None:
        """Before each attempt: from here on its request may be on the wire. None: somebody else changed it.

        ``body`` and ``mark`` are kept from the first claim on, whatever a later one brings. ``lease``: lane and
        holder; None is returned if the lane isn't held.
        """
        with self._writing() as connection:
            if not holds(connection, lease):
                return None
            return _run(connection, _CLAIM, delivery_id, new_body=body, new_mark=mark, new_claimed_at=now)

    def settle(self, delivery_id: int, receipt: Receipt, *, found: bool = False) -> Delivery | None:
        """The network has it, whatever was thought meanwhile: another process, held up long, may have given up on it.

        A recap that goes on owes its next part from now on. ``found``: it was read back.
        Should a power cut undo this, what was claimed is found in the network's history.
        """
        at = receipt.posted_at
        return self._settled(delivery_id, Status.POSTED, receipt.id, receipt.url, at, None, found=found)

    def removed(self, delivery_id: int, reason: str, now: datetime) -> Delivery | None:
        """It was posted and somebody took it down before we had its receipt."""
        return self._settled(delivery_id, Status.REMOVED, None, None, now, reason)

    def put_back(
        self,
        delivery_id: int,
        reason: str,
        ready_at: datetime,
        *,
        may_stand: bool = False,
        forget_body: bool = False,
        page_asked_at: datetime | None = None,
    ) -> Delivery | None:
        """Not now: it waits again, until ``ready_at``.

        ``may_stand``: the attempt's outcome is unclear, so the next one reads back first; without an attempt it stays
        as it was. ``forget_body``: the network surely refused what was written, so it is written anew.
        ``page_asked_at``: its review's page is missing since then; the first such moment stays.
        """
        given = {
            "new_reason": reason,
            "new_ready_at": ready_at,
            "new_may_stand": may_stand,
            "forget": forget_body,
            "new_page_asked_at": page_asked_at,
        }
        with self._writing() as connection:
            back = _run(connection, _PUT_BACK, delivery_id, **given)
            return back if back is None or back.may_stand else _unless_taken_back(connection, back)

    def give_up(
        self,
        delivery_id: int,
        status: Literal["failed", "unknown"],
        reason: str,
        *,
        notice: ToTell | None = None,
    ) -> Delivery | None:
        """Stop trying: the owner decides."""
        doubtful = status == Status.UNKNOWN.value
        given = {"new_status": status, "new_reason": reason, "new_may_stand": doubtful}
        with self._writing() as connection:
            given_up = _run(connection, _GIVE_UP, delivery_id, **given)
            if given_up is None:
                return None
            tell(connection, notice)
            return given_up if doubtful else _unless_taken_back(connection, given_up)

    def skip(self, delivery_id: int, reason: str) -> Delivery | None:
        """It shall not be posted. What was wished for it is dropped."""
        with self._writing() as connection:
            skipped = _run(connection, _SKIP, delivery_id, new_reason=reason)
            if skipped is not None:
                drop_waiting(connection, [skipped.id], reason, skipped.created_at)
            return skipped

    def retry(self, delivery_id: int, now: datetime) -> Delivery | None:
        """The owner wants another try, as if it were the first. What may stand already is looked for before it.

        Only so what was skipped goes out after all.
        A failed one is written anew (its file may have been put right); where read-back starts is kept.
        """
        with self._writing() as connection:
            again = _run(connection, _RETRY, delivery_id, new_ready_at=now)
            if again is not None:
                drop_waiting(connection, [again.id], "you wanted it posted", now, kinds=("delete",))
            return again

    def hurry(self, delivery_id: int, now: datetime) -> Delivery | None:
        """The owner wants it out now: while it waits, neither hold nor schedule keep it."""
        with self._writing() as connection:
            return _run(connection, _HURRY, delivery_id, new_ready_at=now)

    def is_taken_back(self, delivery_id: int) -> bool:
        """Whether it is to be taken down as soon as it stands. Putting it back settles that where it surely doesn't."""
        with self._reading() as connection:
            return taken_back(connection, delivery_id) is not None

    def _settled(
        self,
        delivery_id: int,
        status: Status,
        remote_id: str | None,
        url: str | None,
        at: datetime,
        reason: str | None,
        *,
        found: bool = False,
    ) -> Delivery | None:
        given = {"new_remote_id": remote_id, "new_remote_url": url, "new_posted_at": at, "new_reason": reason}
        with self._writing(lazily=True) as connection:
            settled = _run(connection, _SETTLE, delivery_id, new_status=status.value, **given)
            if settled is not None and status is Status.POSTED:
                enter_part(connection, settled, found=found)
            return settled


def _run(connection: Connection, move: ReturningUpdate[Any], delivery_id: int, **given: Any) -> Delivery | None:
    row = connection.execute(move, {"number": delivery_id, **given}).first()
    return delivery_of(row) if row else None


def _unless_taken_back(connection: Connection, back: Delivery) -> Delivery:
    """What surely doesn't stand and was to be taken down as soon as it did is not sent at all."""
    reason = taken_back(connection, back.id)
    if reason is None:
        return back
    drop_waiting(connection, [back.id], reason, back.claimed_at or back.created_at)
    return _run(connection, _SKIP, back.id, new_reason=reason) or back
