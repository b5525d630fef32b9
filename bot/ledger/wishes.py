"""How wishes for changes to posts are entered: as actions on the deliveries that stand, or may.

A delivery has at most one action that nothing was tried of yet: a later wish moves an edit's time and revision, and a
delete takes its place. One that was tried already keeps what it tried, because the network may show that; the next one
stands behind it. Whether there is anything to wish for is not decided here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, false, insert, null, select, update

from bot.ledger.members import has_others
from bot.ledger.model import ActionStatus, Status
from bot.ledger.tables import ACTIONS, DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection, Row

    from bot.ledger.model import Wish

_A, _D = ACTIONS.c, DELIVERIES.c
_UNSENT = (Status.WAITING, Status.FAILED, Status.UNKNOWN)
_STANDS = (Status.POSTED, Status.SENDING, Status.UNKNOWN)
_BEING_WRITTEN = timedelta(minutes=1)  # a post due by then may be written from the old text at this moment
TAKEN_BACK = "you took it back"
FILE_GONE = "its file is gone"
MAY_STAND = "; it may stand on the network all the same: look there"


def enter_wishes(connection: Connection, wishes: Sequence[Wish], now: datetime) -> list[int]:
    """Enter them; returns the numbers of the actions that wait because of them.

    Taking back what was surely not sent needs no action: it becomes skipped at once.
    """
    numbers = []
    for wish in wishes:
        found = select(DELIVERIES).where(_D.subject == wish.subject, _D.destination.in_(wish.destinations))
        for row in connection.execute(found.order_by(_D.id).with_for_update()).all():  # nobody may send it meanwhile
            if row.status == Status.GATHERED:
                number = _of_member(connection, row, wish, now)
            else:
                number = _of_post(connection, row, wish, now)
            if number is not None:
                numbers.append(number)
    return numbers


def _of_post(connection: Connection, row: Row[Any], wish: Wish, now: datetime) -> int | None:
    if wish.kind == "delete":
        return _take_back(connection, row, wish, now)
    return _correct(connection, row, wish, now) if _shows_it(row, now) else None


def _of_member(connection: Connection, row: Row[Any], wish: Wish, now: datetime) -> int | None:
    """What is wished for a review in a digest is done to that one's post; the last review takes it down with it."""
    digest = connection.execute(select(DELIVERIES).where(_D.id == row.digest_id).with_for_update()).first()
    if digest is None or digest.status in (Status.SKIPPED, Status.REMOVED):
        return None
    if wish.kind != "delete" or not has_others(connection, digest.id, row.id):
        if wish.kind == "delete":
            _leave(connection, row, digest, wish)
        return _of_post(connection, digest, wish, now)
    if _is_unsent(digest):
        _leave(connection, row, digest, wish)
        connection.execute(update(DELIVERIES).where(_D.id == digest.id).values(body=null()))
        return None
    if digest.by_hand or digest.body is None:  # it can't be written without that review
        return None
    _leave(connection, row, digest, wish)
    return _enter(connection, digest.id, replace(wish, kind="edit"), now)


def _leave(connection: Connection, row: Row[Any], digest: Row[Any], wish: Wish) -> None:
    """Out of the digest: its post is to be written without the review, if it is to be at all."""
    reason = TAKEN_BACK if wish.urgent else FILE_GONE
    unsent = {"status": Status.SKIPPED.value, "digest_id": None}
    values = unsent if _is_unsent(digest) else {"status": Status.REMOVED.value}
    connection.execute(update(DELIVERIES).where(_D.id == row.id).values(values | {"reason": reason}))


def _is_unsent(digest: Row[Any]) -> bool:
    return digest.status in (Status.WAITING, Status.FAILED) and not digest.may_stand


def _shows_it(row: Row[Any], now: datetime) -> bool:
    """Whether the post stands or may soon, in words that a correction could change."""
    if row.by_hand or (row.status == Status.POSTED and row.remote_id is None):
        return False
    if row.status == Status.WAITING:
        return row.body is not None or bool(row.ready_at <= now + _BEING_WRITTEN)
    return row.status in _STANDS


def _correct(connection: Connection, row: Row[Any], wish: Wish, now: datetime) -> int | None:
    if row.status == Status.WAITING and row.body is not None and not row.may_stand:
        connection.execute(update(DELIVERIES).where(_D.id == row.id).values(body=null()))  # written anew when it is due
    return _enter(connection, row.id, wish, now)


def _take_back(connection: Connection, row: Row[Any], wish: Wish, now: datetime) -> int | None:
    to_be_looked_for = row.status == Status.WAITING and row.may_stand
    if row.status in _UNSENT and not to_be_looked_for:
        doubtful = row.status == Status.UNKNOWN or (row.status == Status.FAILED and row.may_stand)
        reason = (TAKEN_BACK if wish.urgent else FILE_GONE) + (MAY_STAND if doubtful else "")
        skip = update(DELIVERIES).where(_D.id == row.id, _D.status.in_(_UNSENT))
        connection.execute(skip.values(status=Status.SKIPPED.value, reason=reason))
        drop_waiting(connection, [row.id], reason, now)
        return None
    if to_be_looked_for or row.status == Status.SENDING or (row.status == Status.POSTED and row.remote_id is not None):
        return _enter(connection, row.id, wish, now)
    return None


def _enter(connection: Connection, delivery_id: int, wish: Wish, now: datetime) -> int | None:
    """One action more, or the one that waits already with the new wish in it. None: what waits covers the wish."""
    waiting = (
        select(ACTIONS)
        .where(_A.delivery_id == delivery_id, _A.status == ActionStatus.WAITING.value)
        .order_by(_A.id.desc())
        .limit(1)
    )
    there = connection.execute(waiting).first()
    if there is not None and _covers(there, wish):
        return None
    brings_both = there is not None and there.body is None and {there.kind, wish.kind} == {"edit", "relink"}
    row = {
        "kind": "edit" if brings_both else wish.kind,
        "revision": max(wish.revision, there.revision) if there is not None else wish.revision,
        "ready_at": wish.ready_at,
        "urgent": wish.urgent or (there is not None and there.urgent),
        "created_at": now,
        "attempts": 0,
        "body": None,
        "reason": None,
    }
    if there is not None and (wish.kind == "delete" or there.body is None):
        connection.execute(update(ACTIONS).where(_A.id == there.id).values(row))
        return int(there.id)
    row |= {"delivery_id": delivery_id, "status": ActionStatus.WAITING.value}
    return int(connection.execute(insert(ACTIONS).values(row).returning(_A.id)).scalar_one())


def _covers(there: Row[Any], wish: Wish) -> bool:
    """Whether what waits does what is wished: what is taken down needs no correction; edits bring the address too."""
    if there.kind == "delete":
        return wish.kind != "delete" or (there.urgent and not wish.urgent)
    return there.kind == "edit" and wish.kind == "relink" and there.body is None and not wish.urgent


def drop_waiting(
    connection: Connection,
    deliveries: Collection[int],
    reason: str,
    now: datetime,
    kinds: Collection[str] = ("edit", "relink", "delete"),
) -> None:
    """Drop what waits to be done to these deliveries."""
    drop = update(ACTIONS).where(
        _A.delivery_id.in_(deliveries), _A.status == ActionStatus.WAITING.value, _A.kind.in_(kinds)
    )
    connection.execute(drop.values(status=ActionStatus.DROPPED.value, reason=reason, done_at=now))


def taken_back(connection: Connection, delivery_id: int) -> str | None:
    """Why a post is to be taken down as soon as it stands, in a sentence; None if it isn't."""
    waits = (_A.delivery_id == delivery_id, _A.kind == "delete", _A.status == ActionStatus.WAITING.value)
    by_hand = connection.execute(select(_A.urgent).where(*waits)).scalar()
    return None if by_hand is None else TAKEN_BACK if by_hand else FILE_GONE


def come_back(connection: Connection, subjects: Sequence[str], quiet: Collection[str], now: datetime) -> None:
    """These files are back: what was to be taken down because they were gone stays, what was skipped waits again.

    What the owner took back himself stays taken back, and what is ``quiet`` stays skipped.
    """
    for subject in subjects:
        of_it = select(_D.id).where(_D.subject == subject)
        spare = update(ACTIONS).where(
            _A.delivery_id.in_(of_it),
            _A.kind == "delete",
            _A.urgent == false(),
            _A.status == ActionStatus.WAITING.value,
        )
        connection.execute(spare.values(status=ActionStatus.DROPPED.value, reason="its file is back", done_at=now))
        _back_in_digests(connection, subject)
        if subject in quiet:
            continue
        doubtful = FILE_GONE + MAY_STAND
        again = update(DELIVERIES).where(
            _D.subject == subject, _D.status == Status.SKIPPED.value, _D.reason.in_([FILE_GONE, doubtful])
        )
        connection.execute(
            again.values(
                status=Status.WAITING.value,
                reason=null(),
                may_stand=case((_D.reason == doubtful, True), else_=_D.may_stand),
            )
        )


def _back_in_digests(connection: Connection, subject: str) -> None:
    """A review stays in its digest if that one still waits to be written without it, or to be taken down."""
    left = select(_D.id, _D.digest_id).where(
        _D.subject == subject,
        _D.status == Status.REMOVED.value,
        _D.reason == FILE_GONE,
        _D.digest_id.is_not(None),
    )
    for number, digest_id in connection.execute(left).all():
        waits = (_A.delivery_id == digest_id, _A.status == ActionStatus.WAITING.value, _A.body.is_(None))
        spared = update(ACTIONS).where(*waits).values(kind="edit").returning(_A.id)
        if connection.execute(spared).first() is not None:
            back = {"status": Status.GATHERED.value, "reason": null()}
            connection.execute(update(DELIVERIES).where(_D.id == number).values(back))
