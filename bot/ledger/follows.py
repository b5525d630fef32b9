"""Channels that follow: Discord channels that the admins of their servers added, as they are written down.

Who may follow is not ruled here. What waits for a channel ends with its following; posts that stand are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, func, or_, select, text, true, update

from bot.ledger.model import ActionStatus, Follow, Status
from bot.ledger.records import Records, insert
from bot.ledger.tables import ACTIONS, DELIVERIES, FOLLOWS, PAUSES

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

# What became of a wish to follow: it follows from now on; what it gets is changed; its server, or all of them, have as
# many channels as they may.
Entry = Literal["begun", "changed", "server full", "full"]

_F, _D, _A = FOLLOWS.c, DELIVERIES.c, ACTIONS.c
_COLUMNS = (
    _F.destination,
    _F.server_id,
    _F.channel_id,
    _F.server,
    _F.channel,
    _F.filter,
    _F.manners,
    _F.created_by,
    _F.created_at,
)
_MARK = select(func.count(), func.max(_F.id))
_OPEN = (Status.WAITING.value, Status.SENDING.value, Status.FAILED.value, Status.UNKNOWN.value)
ENDED = "its channel stopped following"  # the reason of what surely wasn't sent before that
_MAY_STAND = "; it may stand there all the same"


class FollowRecords(Records):
    """The follows' part of the ledger."""

    def follow(self, follow: Follow) -> bool:
        """Enter it. False: that channel follows already, and nothing is changed (:meth:`refollow` changes it)."""
        with self._writing() as connection:
            return _entered(connection, follow)

    def follow_within(self, follow: Follow, per_server: int, most: int) -> Entry:
        """As :meth:`follow` and :meth:`refollow`, but within limits: channels of its server, and of all servers.

        They are counted where it is entered, whoever else enters one at the same moment.
        """
        with self._writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
                connection.execute(text("LOCK TABLE follows IN SHARE ROW EXCLUSIVE MODE"))
            if _changed(connection, follow):
                return "changed"
            counted = select(func.count(), func.count().filter(_F.server_id == follow.server_id)).select_from(FOLLOWS)
            total, theirs = connection.execute(counted).one()
            if theirs >= per_server:
                return "server full"
            if total >= most:
                return "full"
            return "begun" if _entered(connection, follow) else "changed"

    def refollow(self, follow: Follow) -> bool:
        """Give a channel that follows this one's filter, manners and names. False: it doesn't follow.

        Since when it follows, and who let it, stay: what it missed until now it doesn't get because of that.
        """
        with self._writing() as connection:
            return _changed(connection, follow)

    def unfollow(self, channel_id: int, now: datetime) -> int | None:
        """End it: nothing is sent there any more. Returns how many posts waited; None: it didn't follow.

        What is on its way at this moment is still settled if its answer comes. Posts that stand are left as they are,
        corrections included. The owner's pause stays, should the channel follow again.
        """
        with self._writing() as connection:
            gone = delete(FOLLOWS).where(_F.channel_id == channel_id).returning(_F.destination)
            name = connection.execute(gone).scalar()
            if name is None:
                return None
            by = PAUSES.c.by
            connection.execute(delete(PAUSES).where(PAUSES.c.destination == name, or_(by.is_(None), by != "owner")))
            _drop_changes(connection, name, now)
            return _skip(connection, name)

    def doubt_waiting(self, destinations: Collection[str]) -> None:
        """What waits there is looked for before it is sent: it may have been posted to that channel by another way."""
        first = func.coalesce(_D.first_claimed_at, _D.created_at)
        not_out = _D.status.in_([Status.WAITING.value, Status.FAILED.value])
        doubt = update(DELIVERIES).where(_D.destination.in_(destinations), not_out, ~_D.may_stand)
        with self._writing() as connection:
            connection.execute(doubt.values(may_stand=true(), first_claimed_at=first))

    def follows(self, server_id: int | None = None) -> list[Follow]:
        """The channels that follow, of one server or of all, in the order in which they began to."""
        query = select(*_COLUMNS).order_by(_F.created_at, _F.channel_id)
        return self._found(query if server_id is None else query.where(_F.server_id == server_id))

    def follow_of(self, channel_id: int) -> Follow | None:
        """The row of one channel; None: it doesn't follow."""
        found = self._found(select(*_COLUMNS).where(_F.channel_id == channel_id))
        return found[0] if found else None

    def rename(self, channel_id: int, server: str, channel: str) -> bool:
        """Keep the names under which they were seen last. False: it doesn't follow, or has these names already."""
        other = (_F.server != server) | (_F.channel != channel)
        renamed = update(FOLLOWS).where(_F.channel_id == channel_id, other).values(server=server, channel=channel)
        with self._writing() as connection:
            return connection.execute(renamed.returning(_F.id)).first() is not None

    def follow_mark(self) -> tuple[Any, ...]:
        """A small value that changes whenever a channel begins or stops to follow, or gets another filter or manners.

        It doesn't change with names: nothing is sent by them.
        """
        with self._reading() as connection:
            return tuple(connection.execute(_MARK).one())

    def _found(self, query: Select[Any]) -> list[Follow]:
        with self._reading() as connection:
            return [Follow(*row) for row in connection.execute(query)]


def _entered(connection: Connection, follow: Follow) -> bool:
    unless_there = insert(connection, FOLLOWS).values(_row(follow)).on_conflict_do_nothing()
    if connection.execute(unless_there.returning(_F.id)).first() is None:
        return False
    _skip(connection, follow.destination)  # of an earlier time: another process may have entered it after the end
    return True


def _changed(connection: Connection, follow: Follow) -> bool:
    gone = delete(FOLLOWS).where(_F.channel_id == follow.channel_id).returning(_F.created_by, _F.created_at)
    before = connection.execute(gone).first()
    if before is None:
        return False
    kept = {"created_by": before.created_by, "created_at": before.created_at}
    # A row of its own, with a new number: by that other processes notice (see follow_mark).
    connection.execute(insert(connection, FOLLOWS).values(_row(follow) | kept))
    return True


def _row(follow: Follow) -> dict[str, Any]:
    return {column.name: getattr(follow, column.name) for column in _COLUMNS}


def _drop_changes(connection: Connection, name: str, now: datetime) -> None:
    theirs = _A.delivery_id.in_(select(_D.id).where(_D.destination == name))
    still_open = (ActionStatus.WAITING.value, ActionStatus.SENDING.value, ActionStatus.FAILED.value)
    drop = update(ACTIONS).where(theirs, _A.status.in_(still_open))
    connection.execute(drop.values(status=ActionStatus.DROPPED.value, reason=ENDED, done_at=now))


def _skip(connection: Connection, name: str) -> int:
    """What may have been accepted says so: a receipt that comes later still settles it, and a retry looks for it."""
    doubtful = _D.may_stand | _D.status.in_([Status.SENDING.value, Status.UNKNOWN.value])
    count = 0
    for condition, reason, doubt in ((doubtful, ENDED + _MAY_STAND, {"may_stand": true()}), (~doubtful, ENDED, {})):
        skip = update(DELIVERIES).where(_D.destination == name, _D.status.in_(_OPEN), condition)
        values = {"status": Status.SKIPPED.value, "reason": reason, **doubt}
        count += len(connection.execute(skip.values(values).returning(_D.id)).all())
    return count
