"""Changes to posts that stand: corrections, new addresses, taking down. Looked up, and moved from state to state.

::

    waiting ──claim──► sending ──finish──► done
       ▲                  │ └──────fail──► failed
       └─────postpone─────┘                            drop: waiting, sending ─► dropped

Every move names in its WHERE clause the states it may start from, as those of the deliveries do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import case, exists, func, literal, null, select, update

from bot.ledger.enter import delivery_from
from bot.ledger.leases import holds
from bot.ledger.model import Action, ActionStatus, Status
from bot.ledger.notices import tell
from bot.ledger.records import Records
from bot.ledger.tables import ACTIONS, DELIVERIES
from bot.ledger.wishes import enter_wishes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection, Row
    from sqlalchemy.sql.dml import Update

    from bot.ledger.model import Delivery, ToTell, Wish

_A, _D = ACTIONS.c, DELIVERIES.c
_OPEN = (ActionStatus.WAITING.value, ActionStatus.SENDING.value)
_BOTH = select(
    *(column.label(f"a_{column.name}") for column in _A), *(column.label(f"d_{column.name}") for column in _D)
).join_from(ACTIONS, DELIVERIES, _A.delivery_id == _D.id)
_MANY = len(_A)  # so many columns of a row of these are the action's


class ActionRecords(Records):
    """The actions' part of the ledger. Each move returns the action as it then stands, None if it didn't move."""

    def wish(self, wishes: Sequence[Wish], now: datetime) -> list[Action]:
        """Enter what is wished by hand; returns the actions that wait because of it.

        What was not sent yet becomes skipped by a delete, without any action.
        """
        with self._writing() as connection:
            numbers = enter_wishes(connection, wishes, now)
            entered = select(ACTIONS).where(_A.id.in_(numbers)).order_by(_A.id)
            return [_action_from(row) for row in connection.execute(entered)]

    def actions_due(self, destination: str) -> list[tuple[Action, Delivery]]:
        """What may be done there when its time has come, in order: of each post the oldest that is not over.

        Only for posts that stand; a post that somebody edited on the network may only be taken down.
        """
        query = _BOTH.where(
            _A.status.in_(_OPEN), _D.destination == destination, _D.status == Status.POSTED, _D.remote_id.is_not(None)
        )
        oldest: dict[int, tuple[Action, Delivery]] = {}
        for action, delivery in self._pairs(query.order_by(_A.id)):
            if action.kind == "delete" or not delivery.by_hand:
                oldest.setdefault(delivery.id, (action, delivery))
        return sorted(oldest.values(), key=lambda pair: _order(pair[0]))

    def actions(
        self, *, statuses: Collection[ActionStatus] | None = None, limit: int | None = None
    ) -> list[tuple[Action, Delivery]]:
        """Actions with their deliveries, newest first. ``limit``: at most that many."""
        query = _BOTH.order_by(_A.id.desc()).limit(limit)
        return self._pairs(query if statuses is None else query.where(_A.status.in_([one.value for one in statuses])))

    def claim_action(
        self, action_id: int, body: dict[str, Any] | None, now: datetime, *, lease: tuple[str, str] | None = None
    ) -> Action | None:
        """Before each attempt: from here on the network may show ``body``, which is kept from the first claim on.

        ``lease``: lane and holder; None is returned if the lane isn't held.
        """
        with self._writing() as connection:
            if not holds(connection, lease):
                return None
            stands = exists().where(_D.id == _A.delivery_id, _D.status == Status.POSTED.value)
            move = update(ACTIONS).where(_A.id == action_id, _A.status.in_(_OPEN), stands)
            values = {
                "status": ActionStatus.SENDING.value,
                "attempts": _A.attempts + 1,
                "claimed_at": now,
                "body": func.coalesce(_A.body, literal(body, _A.body.type)),
            }
            return _moved(connection, move, values)

    def finish_action(
        self,
        action_id: int,
        now: datetime,
        *,
        body: dict[str, Any] | None = None,
        title: str | None = None,
        reason: str | None = None,
    ) -> Action | None:
        """The network shows it. ``body``, ``title``: what the post says from now on. ``reason``: why nothing was sent.

        Should a power cut undo this, the post is found to stand as it was to become.
        """
        values = {"body": body, "title": title}
        says = {name: value for name, value in values.items() if value is not None}
        with self._writing(lazily=True) as connection:
            done = _end(connection, action_id, ActionStatus.DONE, reason, now)
            if done is not None and says:
                connection.execute(update(DELIVERIES).where(_D.id == done.delivery_id).values(says))
            return done

    def postpone_action(self, action_id: int, reason: str, ready_at: datetime) -> Action | None:
        """Not now: it waits again, with what it tried. Where the post is to be taken down meanwhile it is dropped."""
        with self._writing() as connection:
            move = update(ACTIONS).where(_A.id == action_id, _A.status.in_(_OPEN))
            values = {"status": ActionStatus.WAITING.value, "reason": reason, "ready_at": ready_at}
            back = _moved(connection, move, values)
            if back is None or back.kind == "delete" or not _to_be_taken_down(connection, back.delivery_id):
                return back
            now = back.claimed_at or back.created_at
            return _end(connection, action_id, ActionStatus.DROPPED, "the post is to be taken down", now)

    def drop_action(self, action_id: int, reason: str, now: datetime) -> Action | None:
        """It is not to be done after all. One that failed may be dropped, too."""
        with self._writing() as connection:
            move = update(ACTIONS).where(_A.id == action_id, _A.status.in_((*_OPEN, ActionStatus.FAILED.value)))
            return _moved(connection, move, {"status": ActionStatus.DROPPED.value, "reason": reason, "done_at": now})

    def fail_action(self, action_id: int, reason: str, now: datetime, *, notice: ToTell | None = None) -> Action | None:
        """The network refused it for good: the owner decides."""
        with self._writing() as connection:
            failed = _end(connection, action_id, ActionStatus.FAILED, reason, now)
            if failed is not None:
                tell(connection, notice)
            return failed

    def taken_down(self, delivery_id: int, reason: str, now: datetime) -> Delivery | None:
        """The post stands no more. What was wished for it is over: taking it down is done, all else dropped."""
        values = {"status": Status.REMOVED.value, "reason": reason, "may_stand": False}
        with self._writing() as connection:
            row = _of_post(connection, delivery_id, values)
            if row is None:
                return None
            is_delete = _A.kind == "delete"
            over = {
                "status": case((is_delete, ActionStatus.DONE.value), else_=ActionStatus.DROPPED.value),
                "reason": case((is_delete, null()), else_=reason),
                "done_at": now,
            }
            open_ones = update(ACTIONS).where(_A.delivery_id == delivery_id, _A.status.in_(_OPEN))
            connection.execute(open_ones.values(over))
            return delivery_from(row)

    def edited_by_hand(self, delivery_id: int, now: datetime, *, notice: ToTell | None = None) -> Delivery | None:
        """Somebody edited the post on the network: corrections leave it alone from now on."""
        with self._writing() as connection:
            row = _of_post(connection, delivery_id, {"by_hand": True})
            if row is None:
                return None
            edits = update(ACTIONS).where(_A.delivery_id == delivery_id, _A.status.in_(_OPEN), _A.kind != "delete")
            reason = "the post was edited by hand on the network, so it is left alone"
            connection.execute(edits.values(status=ActionStatus.DROPPED.value, reason=reason, done_at=now))
            tell(connection, notice)
            return delivery_from(row)

    def _pairs(self, query: Select[Any]) -> list[tuple[Action, Delivery]]:
        with self._reading() as connection:
            rows = connection.execute(query)
            return [(_action_from(row[:_MANY]), delivery_from(row[_MANY:])) for row in rows]


def _order(action: Action) -> tuple[bool, bool, datetime, int]:
    """What may be on its way comes first, then what was asked for by hand."""
    return action.status is not ActionStatus.SENDING, not action.urgent, action.ready_at, action.id


def _end(
    connection: Connection, action_id: int, status: ActionStatus, reason: str | None, now: datetime
) -> Action | None:
    move = update(ACTIONS).where(_A.id == action_id, _A.status.in_(_OPEN))
    return _moved(connection, move, {"status": status.value, "reason": reason, "done_at": now})


def _moved(connection: Connection, move: Update, values: dict[str, Any]) -> Action | None:
    row = connection.execute(move.values(values).returning(ACTIONS)).first()
    return None if row is None else _action_from(row)


def _of_post(connection: Connection, delivery_id: int, values: dict[str, Any]) -> Row[Any] | None:
    """Change a delivery whose post stands."""
    move = update(DELIVERIES).where(_D.id == delivery_id, _D.status == Status.POSTED.value)
    return connection.execute(move.values(values).returning(DELIVERIES)).first()


def _to_be_taken_down(connection: Connection, delivery_id: int) -> bool:
    waits = (_A.delivery_id == delivery_id, _A.status == ActionStatus.WAITING.value, _A.kind == "delete")
    return bool(connection.execute(select(exists().where(*waits))).scalar())


def _action_from(values: Sequence[Any]) -> Action:
    """The columns of ``actions``, in their order, as the value that rooms exchange."""
    row = dict(zip(_A.keys(), values, strict=True))
    return Action(**{**row, "status": ActionStatus(row["status"])})
