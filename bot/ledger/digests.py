"""Deliveries that became one post: how they go into a digest, and out of it again.

::

    waiting (for_digest) ──gather──► gathered ──let_go──► waiting, for itself again
                                        └──taken back──► removed, or skipped where the digest was never sent

The digest itself is a delivery like any other, entered in the same transaction in which its members go into it: no
crash leaves one without the other. A member's post is the digest's, so that nothing of a member is ever sent by itself
while it is gathered. What is wished for a member reaches its digest (:mod:`bot.ledger.wishes`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, null, select, update

from bot.ledger.enter import delivery_of, new_row
from bot.ledger.leases import holds
from bot.ledger.members import inside, skip_if_empty
from bot.ledger.model import Owed, Receipt, Status
from bot.ledger.records import Records, insert
from bot.ledger.tables import DELIVERIES
from bot.ledger.wishes import drop_waiting

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.ledger.model import AdoptedDigest, Delivery

_T = DELIVERIES.c
_FREE = and_(
    _T.status == Status.WAITING.value,
    _T.for_digest,
    ~_T.urgent,
    ~_T.may_stand,
    _T.first_claimed_at.is_(None),
    _T.body.is_(None),
)
_WRITTEN = "it is in the digest as it reads now"


class DigestRecords(Records):
    """The digests' part of the ledger."""

    def gather(
        self, numbers: Sequence[int], digest: Owed, now: datetime, *, lease: tuple[str, str] | None = None
    ) -> Delivery | None:
        """Make one delivery of several that wait for it, all of them or none.

        None: one of them waits for no digest any more, or may stand already, or the lane isn't held (``lease``: lane
        and holder). Nothing is changed then.
        """
        with self._writing() as connection:
            if not holds(connection, lease):
                return None
            theirs = select(_T.id).where(_T.id.in_(numbers), _FREE).order_by(_T.id).with_for_update()
            if len(connection.execute(theirs).all()) != len(set(numbers)):
                return None
            entered = insert(connection, DELIVERIES).values(new_row(digest, now, 1)).returning(DELIVERIES)
            made = delivery_of(connection.execute(entered).one())
            connection.execute(update(DELIVERIES).where(_T.id.in_(numbers)).values(_into(made.id)))
            drop_waiting(connection, numbers, _WRITTEN, now)
            return made

    def for_themselves(self, numbers: Collection[int]) -> None:
        """What waits for a digest is to go out by itself."""
        with self._writing() as connection:
            connection.execute(update(DELIVERIES).where(_T.id.in_(numbers), _FREE).values(for_digest=False))

    def let_go(self, digest_id: int, subjects: Collection[str]) -> bool:
        """Let members wait for themselves again, while the digest surely wasn't sent. False: it may have been.

        A digest in which nobody is left is skipped.
        """
        with self._writing() as connection:
            unsent = select(_T.id).where(_T.id == digest_id, _T.status == Status.WAITING.value, ~_T.may_stand)
            if connection.execute(unsent.with_for_update()).first() is None:
                return False
            out = {"status": Status.WAITING.value, "for_digest": False, "digest_id": None}
            theirs = update(DELIVERIES).where(inside(digest_id), _T.subject.in_(subjects))
            connection.execute(theirs.values(out))
            skip_if_empty(connection, digest_id)
            return True

    def members(self, digest_id: int) -> list[Delivery]:
        """The deliveries that are in a digest, in the order in which they became ready."""
        query = select(DELIVERIES).where(inside(digest_id)).order_by(_T.ready_at, _T.id)
        with self._reading() as connection:
            return [delivery_of(row) for row in connection.execute(query)]

    def member_ids(self, digest_id: int) -> list[str]:
        """The ids of the reviews that are in a digest, in the same order."""
        return [one.subject for one in self.members(digest_id)]

    def digest_with(self, remote_id: str, destination: str) -> Delivery | None:
        """What the records know of the post with this id of the network's that reviews waiting for a digest are in."""
        is_one = _T.for_digest | (_T.kind == "digest")
        query = select(DELIVERIES).where(
            _T.remote_id == remote_id, _T.destination == destination, _T.status == Status.POSTED.value, is_one
        )
        with self._reading() as connection:
            row = connection.execute(query.order_by(_T.id.desc())).first()
            return delivery_of(row) if row else None

    def adopt_digests(self, rows: Sequence[AdoptedDigest], now: datetime) -> None:
        """Enter digests that were found on the networks, as posted, with their members. For records made anew."""
        with self._writing() as connection:
            for one in rows:
                number = _stood(connection, one.destination, one.title, one.receipt, now)
                for subject, title in one.members:
                    owed = Owed(subject, "review", title, one.destination, one.receipt.posted_at, for_digest=True)
                    row = new_row(owed, now, 1) | _into(number)
                    unless_there = insert(connection, DELIVERIES).on_conflict_do_nothing()
                    connection.execute(unless_there.values(row))

    def found_in(self, delivery_id: int, post: Delivery, now: datetime) -> Delivery | None:
        """A review was found in a post that the records know: a digest, or another review's, which then is one too.

        What such a digest says isn't known, so it is never corrected. Returns the review's delivery; None: it moved.
        """
        with self._writing() as connection:
            digest_id = post.id if post.kind == "digest" else _made_of(connection, post, now)
            settled = {"may_stand": False, "body": null()}
            move = update(DELIVERIES).where(_T.id == delivery_id, _T.status == Status.SENDING.value)
            row = connection.execute(move.values(_into(digest_id) | settled).returning(DELIVERIES)).first()
            if row is not None:
                drop_waiting(connection, [delivery_id], _WRITTEN, now)
            return delivery_of(row) if row else None


def _into(digest_id: int) -> dict[str, Any]:
    """What a delivery becomes whose post is that digest's."""
    return {"status": Status.GATHERED.value, "digest_id": digest_id, "reason": None}


def _made_of(connection: Connection, post: Delivery, now: datetime) -> int:
    """A digest in the place of a post that was taken for one review's."""
    receipt = Receipt(post.remote_id or "", post.remote_url, post.posted_at or now)
    number = _stood(connection, post.destination, post.title, receipt, now)
    nowhere = {"remote_id": None, "remote_url": None, "posted_at": None, "body": null()}
    connection.execute(update(DELIVERIES).where(_T.id == post.id).values(nowhere | _into(number)))
    drop_waiting(connection, [post.id], _WRITTEN, now)
    return number


def _stood(connection: Connection, destination: str, title: str, receipt: Receipt, now: datetime) -> int:
    """Enter a digest that stands on the network, in words that aren't known. Returns its number."""
    owed = Owed(f"digest found as {receipt.id}", "digest", title, destination, receipt.posted_at)
    posted = {
        "status": Status.POSTED.value,
        "remote_id": receipt.id,
        "remote_url": receipt.url,
        "posted_at": receipt.posted_at,
    }
    row = new_row(owed, now, 1) | posted
    return int(connection.execute(insert(connection, DELIVERIES).values(row).returning(_T.id)).scalar_one())
