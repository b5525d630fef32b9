"""Deliveries, looked up and entered. How one moves from state to state is in :mod:`bot.ledger.transitions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, func, or_, select

from bot.ledger.enter import delivery_of, enter
from bot.ledger.model import Status
from bot.ledger.parts import IS_PART
from bot.ledger.records import Records
from bot.ledger.tables import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from bot.ledger.model import Delivery, Owed

_T = DELIVERIES.c
_INTO = DELIVERIES.alias("member")
_AT_ONCE = 500  # numbers asked for in one statement


class DeliveryRecords(Records):
    """The deliveries' part of the ledger."""

    def enqueue(self, owed: Owed, now: datetime, *, again: bool = False) -> Delivery:
        """Enter one post asked for by hand, and return it as it stands.

        One that is there already is returned unchanged; with ``again`` one that was posted gets its next generation,
        though it was taken down since, but one that still waits, failed, is unclear or was skipped is no reason.
        """
        with self._writing() as connection:
            latest = (
                select(DELIVERIES)
                .filter_by(subject=owed.subject, destination=owed.destination)
                .order_by(_T.generation.desc())
                .limit(1)
            )
            row = connection.execute(latest).first()
            if row is None or (again and row.status in (Status.POSTED, Status.REMOVED, Status.GATHERED)):
                enter(connection, [owed], now, generation=1 if row is None else row.generation + 1)
                row = connection.execute(latest).one()
            return delivery_of(row)

    def deliveries(
        self,
        *,
        statuses: Collection[Status] | None = None,
        destination: str | None = None,
        subject: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Delivery]:
        """Deliveries, newest first: by the time of posting, else of entering.

        ``limit``: at most that many, after the first ``offset``.
        """
        newest = func.coalesce(_T.posted_at, _T.created_at).desc()
        query = select(DELIVERIES).order_by(newest, _T.id.desc()).limit(limit).offset(offset or None)
        if statuses is not None:
            query = query.where(_T.status.in_([status.value for status in statuses]))
        if destination is not None:
            query = query.where(_T.destination == destination)
        if subject is not None:
            query = query.where(_T.subject == subject)
        return self._fetch(query)

    def delivery(self, delivery_id: int) -> Delivery | None:
        """One delivery by its number."""
        found = self._fetch(select(DELIVERIES).where(_T.id == delivery_id))
        return found[0] if found else None

    def these(self, numbers: Sequence[int]) -> list[Delivery]:
        """The deliveries of these numbers, in this order."""
        query = select(DELIVERIES).where(_T.id.in_(bindparam("numbers", expanding=True)))
        found: dict[int, Delivery] = {}
        with self._reading() as connection:
            for at in range(0, len(numbers), _AT_ONCE):
                rows = connection.execute(query, {"numbers": list(numbers[at : at + _AT_ONCE])})
                found |= {row.id: delivery_of(row) for row in rows}
        return [found[number] for number in numbers if number in found]

    def waiting(self, destination: str) -> list[Delivery]:
        """What waits for a destination, in the order in which it became ready."""
        query = select(DELIVERIES).filter_by(destination=destination, status=Status.WAITING.value)
        return self._fetch(query.order_by(_T.ready_at, _T.id))

    def unsettled(self, destination: str) -> list[Delivery]:
        """What was on its way when a process ended: read back before anything else is sent."""
        query = select(DELIVERIES).filter_by(destination=destination, status=Status.SENDING.value)
        return self._fetch(query.order_by(_T.id))

    def posted_times(self, destination: str, since: datetime) -> list[datetime]:
        """When posts went out to a destination, from that moment on, oldest first; those taken down since as well.

        What a recap goes on with is of one post with it.
        """
        query = select(_T.posted_at).where(_T.destination == destination, _T.posted_at >= since, ~IS_PART)
        with self._reading() as connection:
            return list(connection.execute(query.order_by(_T.posted_at)).scalars())

    def last_remote_id(self, destination: str) -> str | None:
        """The network's id of the newest post of ours that stands in a destination, as far as we know."""
        query = (
            select(_T.remote_id)
            .where(_T.destination == destination, _T.remote_id.is_not(None), _T.status == Status.POSTED.value)
            .order_by(_T.posted_at.desc(), _T.id.desc())
            .limit(1)
        )
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def remote_ids(
        self, destinations: Collection[str], after: datetime, subject: str = "", *, but_digests_at: str | None = None
    ) -> frozenset[str]:
        """The network's ids of what was posted to these destinations from that moment on, or of the subject ever.

        Those taken down since are among them: a network may go on showing them for a while. ``but_digests_at``: without
        digests at that destination, and what waited for one; the subject's own are among them in any case.
        """
        theirs = _T.id.in_(select(_INTO.c.digest_id).where(_INTO.c.subject == subject, _INTO.c.digest_id.is_not(None)))
        recent = _T.posted_at >= after
        if but_digests_at is not None:
            is_digest = or_(_T.kind == "digest", _T.for_digest)
            recent = and_(recent, ~and_(_T.destination == but_digests_at, is_digest))
        query = select(_T.remote_id).where(
            _T.destination.in_(destinations), _T.remote_id.is_not(None), or_(recent, _T.subject == subject, theirs)
        )
        with self._reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def _fetch(self, query: Select[Any]) -> list[Delivery]:
        with self._reading() as connection:
            return [delivery_of(row) for row in connection.execute(query)]
