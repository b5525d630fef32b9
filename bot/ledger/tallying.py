"""Numbers about deliveries, counted by the database: for the metrics and the owner's page. Decides nothing."""

from __future__ import annotations

from sqlalchemy import func, select

from bot.ledger.model import Standing, Status
from bot.ledger.records import Records
from bot.ledger.tables import DELIVERIES

_T = DELIVERIES.c


class TallyRecords(Records):
    """The part of the ledger that counts."""

    def standings(self) -> dict[tuple[str, Status], Standing]:
        """How many deliveries there are by destination and status, and since when the oldest of each is ready."""
        query = select(_T.destination, _T.status, func.count(), func.min(_T.ready_at), func.max(_T.posted_at)).group_by(
            _T.destination, _T.status
        )
        with self._reading() as connection:
            rows = connection.execute(query)
            return {(row[0], Status(row[1])): Standing(row[2], row[3], row[4]) for row in rows}
