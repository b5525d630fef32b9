"""What each of the page's leaves shows, as plain values: gathered in the records' thread, drawn by the templates.

Rows are bounded: whoever has 25,000 of something pages through them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.challenges.pace import pace
from bot.challenges.progress import as_of, progress
from bot.ledger.model import ActionStatus, Delivery, Question, Status
from bot.overview.places import places
from bot.overview.reasons import because, when
from bot.overview.standing import NEEDS_OWNER, standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.overview.standing import Standing
    from bot.page.means import Means

ROWS = 50  # on one leaf
_FEW = 10  # of what waits, on the first leaf
_PATHS = 5  # of a question
_CHANGES = {"edit": "a correction", "relink": "a new address", "delete": "taking it down"}


@dataclass(frozen=True, slots=True)
class Row:
    """One post on the page."""

    post: Delivery
    place: str  # its destination, as people call it
    at: str = ""
    why: str = ""
    change: str = ""  # what is to be changed about a post that stands
    reason: str = ""

    @property
    def has_picture(self) -> bool:
        """Whether its picture is made here: one of another site's is not asked for."""
        picture = (self.post.body or {}).get("picture")
        return bool(picture and (picture.get("card") or picture.get("board") or picture.get("file")))

    @property
    def alt(self) -> str:
        """The picture's description."""
        return str(((self.post.body or {}).get("picture") or {}).get("alt", ""))


class Showing:
    """Reads for the page. Every method raises the ``StoreError`` tree and may take a while."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._zone = ZoneInfo(means.settings.site.timezone)

    def today(self) -> dict[str, Any]:
        """The first leaf: what needs the owner, what goes next, how the destinations do."""
        now = self._means.clock.now()
        seen = standing(self._means.settings, self._means.ledger, now)
        names = {one.name: one.follower or one.name for one in seen.served.destinations}
        waiting = self._waiting(seen, now)
        return {
            "questions": [self._question(one) for one in seen.questions],
            "needy": [self._row(row, names) for one in NEEDS_OWNER for row in seen.rows[one]][:ROWS],
            "changes": [
                Row(
                    of,
                    names.get(of.destination, of.destination),
                    change=_CHANGES[action.kind],
                    reason=action.reason or "",
                )
                for action, of in seen.actions
                if action.status is ActionStatus.FAILED
            ][:ROWS],
            "forsaken": dict(seen.forsaken),
            "sending": len(seen.rows[Status.SENDING]),
            "waiting": waiting[:_FEW],
            "waits": len(waiting),
            "places": places(seen.served, self._means.ledger, seen.own),
            "followers": len(seen.follows),
            "troubled": [one for name, one in seen.pauses.items() if name not in seen.own][:ROWS],
            "needs": seen.needs_owner,
            "problems": len([one for one in self._means.catalogue.problems() if one.severity == "error"]),
            "now": self.clock(now),
        }

    def waiting(self, page: int) -> dict[str, Any]:
        """All that waits, the soonest first."""
        now = self._means.clock.now()
        return _leaf(self._waiting(standing(self._means.settings, self._means.ledger, now), now), page)

    def posted(self, page: int) -> dict[str, Any]:
        """What stands on the networks, the newest first."""
        statuses, skipped = (Status.POSTED, Status.GATHERED, Status.SKIPPED, Status.REMOVED), (page - 1) * ROWS
        rows = self._means.ledger.deliveries(statuses=statuses, limit=ROWS + 1, offset=skipped)
        names: dict[str, str] = {
            one.destination: f"#{one.channel} on {one.server}" for one in self._means.ledger.follows()
        }
        shown = [self._row(row, names) for row in rows[:ROWS]]
        return {"rows": shown, "page": page, "older": len(rows) > ROWS, "first": skipped + 1}

    def problems(self, page: int) -> dict[str, Any]:
        """What is wrong in the review files, by file and line, errors first."""
        found: list[tuple[str, Any]] = []
        for source in self._means.settings.sources:
            found += [(source.name, one) for one in self._means.catalogue.problems(source.name)]
        found.sort(key=lambda pair: pair[1].severity != "error")
        looked = {
            one.name: self.clock(self._means.scans[one.name]) if one.name in self._means.scans else ""
            for one in self._means.settings.sources
        }
        return _leaf(found, page) | {"looked": looked}

    def challenges(self, page: int) -> dict[str, Any]:
        """How far each viewing challenge has come, the one with the newest review first."""
        today = self._means.clock.now().astimezone(self._zone).date()
        found = progress(self._means.catalogue.challenge_entries(), self._means.settings.challenges)
        return _leaf([(one, pace(as_of(one, today), today)) for one in found], page)

    def clock(self, at: datetime | None) -> str:
        """A moment by the site's clock."""
        return when(at, self._zone, self._means.clock.now()) if at else ""

    def _waiting(self, seen: Standing, now: datetime) -> list[Row]:
        policies = {one.name: one.schedule for one in seen.served.destinations}
        names = {one.name: one.follower or one.name for one in seen.served.destinations}
        known = [row for row in seen.rows[Status.WAITING] if row.id in seen.foreseen]
        known.sort(key=lambda row: (seen.foreseen[row.id].at, row.ready_at, row.id))
        rest = [row for row in seen.rows[Status.WAITING] if row.id not in seen.foreseen]
        rows = []
        for row in known:
            there = seen.foreseen[row.id]
            why = because(there, policies[row.destination], now, row.pace)
            at = "now" if there.at <= now else self.clock(there.at)
            rows.append(Row(row, names[row.destination], at, why, reason=row.reason or ""))
        for row in rest:
            paused = row.destination in seen.pauses
            why = "its destination is paused" if paused else "its destination is not in the configuration"
            rows.append(Row(row, names.get(row.destination, row.destination), "not yet", why, reason=row.reason or ""))
        return rows

    def _row(self, row: Delivery, names: dict[str, str]) -> Row:
        at = self.clock(row.posted_at or row.created_at)
        return Row(row, names.get(row.destination, row.destination), at, reason=row.reason or "")

    def _question(self, one: Question) -> dict[str, Any]:
        kinds = (("new", one.added), ("changed", one.changed), ("gone", one.gone))
        return {
            "source": one.source,
            "asked": asked(one),
            "since": self.clock(one.asked_at),
            "kinds": [(name, len(pairs), [path for _, path in pairs[:_PATHS]]) for name, pairs in kinds if pairs],
        }


def asked(one: Question) -> str:
    """What tells one question from another about the same source: a stale page must not answer a new one."""
    return f"{one.asked_at.isoformat()} {len(one.added)} {len(one.changed)} {len(one.gone)}"


def _leaf(rows: Sequence[Any], page: int) -> dict[str, Any]:
    skipped = (page - 1) * ROWS
    return {
        "rows": rows[skipped : skipped + ROWS],
        "count": len(rows),
        "page": page,
        "older": len(rows) > skipped + ROWS,
        "first": skipped + 1,
    }
