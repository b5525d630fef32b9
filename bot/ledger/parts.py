"""A recap that goes on: its further posts, each entered in the transaction in which the one before it is settled.

So no crash leaves a recap half told: what its first post was to be followed by stands in that one's body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, select

from bot.ledger.enter import delivery_of, new_row
from bot.ledger.model import Owed
from bot.ledger.records import Records, insert
from bot.ledger.tables import DELIVERIES
from bot.ledger.wishes import taken_back

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from bot.ledger.model import Delivery

_T = DELIVERIES.c
_PART = re.compile(r"(?P<first>.+)#(?P<number>[2-9])", re.DOTALL)
_TITLE = re.compile(r" \(part \d of \d\)$")
_FIRST = DELIVERIES.alias("first")
# A recap's own subject may end as a part's does ("Top 100 #3"), so its first post must be there.
IS_PART: ColumnElement[bool] = and_(
    _T.kind == "recap",
    _T.subject.like("%#_"),
    exists().where(
        _FIRST.c.subject == func.substr(_T.subject, 1, func.length(_T.subject) - 2),
        _FIRST.c.destination == _T.destination,
    ),
)


def split_subject(subject: str) -> tuple[str, int]:
    """A part's recap and its number, from 2; a subject that isn't a part's with 1."""
    found = _PART.fullmatch(subject)
    return (found["first"], int(found["number"])) if found else (subject, 1)


class PartRecords(Records):
    """The part of the ledger for recaps that go on."""

    def part_before(self, delivery: Delivery) -> Delivery | None:
        """What the delivery goes on from; None where it is no part, or that isn't in the records."""
        first, number = split_subject(delivery.subject)
        if number == 1:
            return None
        subject = first if number == 2 else f"{first}#{number - 1}"
        of_it = {"subject": subject, "destination": delivery.destination, "generation": delivery.generation}
        with self._reading() as connection:
            row = connection.execute(select(DELIVERIES).filter_by(**of_it)).first()
            return delivery_of(row) if row else None

    def parts_of(self, delivery: Delivery) -> list[Delivery]:
        """All posts of the recap that this is one of, at its destination, the last one first."""
        first = delivery.subject if self.part_before(delivery) is None else split_subject(delivery.subject)[0]
        where = (_T.destination == delivery.destination, _T.generation == delivery.generation)
        query = select(DELIVERIES).where(*where, _T.subject.in_([first, *(f"{first}#{n}" for n in range(2, 10))]))
        with self._reading() as connection:
            return [delivery_of(row) for row in connection.execute(query.order_by(_T.id.desc()))]


def enter_part(connection: Connection, posted: Delivery, *, found: bool) -> None:
    """Owe what a post that stands now is followed by, at once. Nothing is, for most.

    ``found``: the post was read back, perhaps after a restore: what follows it may stand as well, so it is looked for.
    """
    rest = (posted.body or {}).get("rest")
    if not rest or posted.remote_id is None or posted.posted_at is None:
        return
    if taken_back(connection, posted.id) is not None:
        return
    goes_on = bool((posted.body or {}).get("reply_to"))
    first, number = split_subject(posted.subject) if goes_on else (posted.subject, 1)
    title = f"{_TITLE.sub('', posted.title)} (part {number + 1} of {number + len(rest)})"
    owed = Owed(f"{first}#{number + 1}", posted.kind, title, posted.destination, posted.posted_at, urgent=True)
    # Where reading back starts: it can't stand before the post that it replies to.
    row = new_row(owed, posted.posted_at, posted.generation) | {"mark": posted.remote_id}
    if found:
        row |= {"may_stand": True, "first_claimed_at": posted.first_claimed_at or posted.posted_at}
    connection.execute(insert(connection, DELIVERIES).on_conflict_do_nothing().values(row))
