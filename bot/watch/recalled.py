"""What the records say of a source before a scan, and what follows from it for when its reviews appeared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.plan.model import Known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ledger.store import Ledger
    from bot.plan.model import Seen

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Recalled:
    """All times aware, in UTC."""

    known: Mapping[str, Known]  # by path
    first_scan: datetime | None
    accepted: Mapping[str, bool]  # id → quietly
    asked_at: datetime | None  # when the question was raised that is open now
    there: Mapping[str, datetime]  # id → since when it was there, for reviews that had to wait for an answer
    doubt_since: datetime | None  # what isn't known may have been there since

    @classmethod
    def of(cls, ledger: Ledger, source: str) -> Recalled:
        """Read it, in the records' thread. Raises the ``StoreError`` tree."""
        return cls(
            ledger.known(source),
            ledger.first_scan(source),
            ledger.accepted(source),
            next((one.asked_at for one in ledger.questions() if one.source == source), None),
            ledger.asked_since(source),
            ledger.doubt_since(source),
        )

    def came(self, one: Known | Seen, now: datetime) -> datetime:
        """When a known or a new review appeared, as early as it can have been. ``now``: the moment of the scan.

        What the first run finds may be of any age.
        """
        if isinstance(one, Known):
            return _LONG_AGO if one.first_seen == self.first_scan else one.appeared_at or one.first_seen
        if self.first_scan is None:
            return _LONG_AGO
        return min(at for at in (now, self.there.get(one.review.id), self.doubt_since) if at is not None)
