"""Questions that only the owner can answer, about too many changes at once, and his answers."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, false, func, or_, select

from bot.ledger.model import Question
from bot.ledger.records import Records, insert, upsert
from bot.ledger.tables import ACCEPTED, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.engine import Connection

    from bot.plan.model import Changes, MassStop

_LASTS = timedelta(days=1)  # an answer about changes that are there no more is forgotten after that


class QuestionRecords(Records):
    """The questions' part of the ledger."""

    def questions(self) -> list[Question]:
        """What the owner has to decide, by source."""
        with self._reading() as connection:
            rows = connection.execute(select(QUESTIONS).order_by(QUESTIONS.c.source))
            return [
                Question(row.source, row.asked_at, *map(_pairs, (row.reviews, row.changed, row.gone))) for row in rows
            ]

    def asking(self) -> frozenset[str]:
        """The sources about which a question is open."""
        with self._reading() as connection:
            return frozenset(connection.execute(select(QUESTIONS.c.source)).scalars())

    def accept(self, source: str, now: datetime, *, quiet: bool = False) -> int:
        """Let the changes of a source's question through, at its next scan. Returns how many reviews they are about.

        ``quiet``: they are known from then on, and no post, correction or taking-down comes of them.
        """
        with self._writing() as connection:
            row = connection.execute(select(QUESTIONS).filter_by(source=source)).first()
            if row is None:
                return 0
            ids = dict.fromkeys(review_id for review_id, _ in chain(row.reviews, row.changed or (), row.gone or ()))
            given = {"source": source, "accepted_at": now, "quiet": quiet, "asked_at": row.asked_at}
            answers = [given | {"review_id": one} for one in ids]
            upsert(connection, ACCEPTED, answers, ["source", "review_id"])
            connection.execute(delete(QUESTIONS).filter_by(source=source))
            return len(ids)

    def accepted(self, source: str) -> dict[str, bool]:
        """The ids of reviews that the owner let through and that no scan has recorded yet; True: quietly."""
        query = select(ACCEPTED.c.review_id, ACCEPTED.c.quiet).filter_by(source=source)
        with self._reading() as connection:
            return {review_id: bool(quiet) for review_id, quiet in connection.execute(query)}

    def asked_since(self, source: str) -> dict[str, datetime]:
        """Since when at least reviews are there about which the owner is asked, or was and no scan has recorded them.

        By their ids; aware, in UTC.
        """
        moment = func.coalesce(ACCEPTED.c.asked_at, ACCEPTED.c.accepted_at)
        answered = select(ACCEPTED.c.review_id, moment).filter_by(source=source)
        with self._reading() as connection:
            since: dict[str, datetime] = {row[0]: row[1] for row in connection.execute(answered)}
            row = connection.execute(select(QUESTIONS).filter_by(source=source)).first()
            return since | ({review_id: row.asked_at for review_id, _ in row.reviews} if row else {})


def let_through(connection: Connection, source: str, changes: Changes, now: datetime) -> None:
    """What was accepted and is known now needs no permission any more; nor do changes that are there no more.

    For files that were just being written an answer lasts a while. Where nothing of the changes is there any more,
    "they are real" is over at once: the same files going again is another question.
    """
    waiting = set(connection.execute(select(ACCEPTED.c.review_id).filter_by(source=source)).scalars())
    if not waiting:
        return
    come = waiting.intersection(_brought_in(changes))
    for review_id in come:
        connection.execute(delete(ACCEPTED).filter_by(source=source, review_id=review_id))
    if changes.mass is None:
        is_over = ACCEPTED.c.accepted_at < now - _LASTS
        is_over = is_over if come else or_(is_over, ACCEPTED.c.quiet == false())
        connection.execute(delete(ACCEPTED).where(ACCEPTED.c.source == source, is_over))


def _brought_in(changes: Changes) -> Iterator[str]:
    for seen in chain(changes.new, changes.baseline):
        yield seen.review.id
    for known, seen in chain(changes.edited, changes.renamed, changes.returned):
        yield from (known.review_id, seen.review.id)
    for known in changes.gone:
        yield known.review_id


def ask(connection: Connection, source: str, mass: MassStop | None, now: datetime) -> None:
    """Keep the question that this scan raises (the first one's time stays), or drop one that is settled."""
    if mass is None:
        connection.execute(delete(QUESTIONS).filter_by(source=source))
        return
    kinds = {"reviews": mass.added, "changed": mass.changed, "gone": mass.gone}
    row: Mapping[str, Any] = {"source": source, "asked_at": now} | kinds
    statement = insert(connection, QUESTIONS)
    fresh = {kind: statement.excluded[kind] for kind in kinds}
    connection.execute(statement.on_conflict_do_update(index_elements=["source"], set_=fresh), [row])


def _pairs(rows: Sequence[Sequence[str]] | None) -> tuple[tuple[str, str], ...]:
    return tuple((review_id, path) for review_id, path in rows or ())
