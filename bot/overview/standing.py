"""What the records say of posts at one moment: what waits and when it goes, what was posted, what needs the owner.

Shared by ``matinee status``, the page and the metrics. It reads and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.follow.roster import merged
from bot.ledger.model import Action, ActionStatus, Delivery, Pause, Question, Status
from bot.overview.reasons import because
from bot.overview.times import times
from bot.plan.foreseen import Why

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.ledger.model import Follow, LeftOut
    from bot.ledger.store import Ledger
    from bot.plan.foreseen import Foreseen
    from bot.settings.model import Destination, Settings

LEFT_OUT_SHOWN = timedelta(days=14)  # recaps that were too late, for so long, unless the next one is told sooner
PAST = (Status.POSTED, Status.GATHERED, Status.SKIPPED, Status.REMOVED)
UNSENT = (Status.WAITING, Status.SENDING)
NEEDS_OWNER = (Status.UNKNOWN, Status.FAILED)
ORDER = (Status.WAITING, Status.SENDING, *NEEDS_OWNER, *PAST)
_PAST_SHOWN = 20  # posted, skipped and removed ones: the newest so many
_OPEN = (ActionStatus.WAITING, ActionStatus.SENDING, ActionStatus.FAILED)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is shown. Times aware, in UTC."""

    rows: dict[Status, list[Delivery]]
    foreseen: dict[int, Foreseen]  # delivery number → when it goes out and why then
    actions: list[tuple[Action, Delivery]]
    pauses: dict[str, Pause]
    questions: list[Question]
    forsaken: dict[str, int]  # destination that is not configured → how many posts wait for it
    follows: list[Follow]
    own: frozenset[str]  # the destinations of the owner's file
    served: Settings  # with the channels that follow
    left_out: list[LeftOut]  # recaps that were too late
    at: datetime  # the moment itself

    def why(self, row: Delivery) -> Why | None:
        """What decides when it goes out; None: it doesn't wait, or for a destination that is not configured."""
        if row.id in self.foreseen:
            return self.foreseen[row.id].why
        return Why.PAUSED if row.status is Status.WAITING and row.destination in self.pauses else None

    def because(self, row: Delivery) -> str | None:
        """The same in words, with all that moves it: "next slot; at most 6 a day, and today's are gone"."""
        if row.id not in self.foreseen:
            return None if self.why(row) is None else "paused"
        schedule = next(one.schedule for one in self.served.destinations if one.name == row.destination)
        return because(self.foreseen[row.id], schedule, self.at, row.pace)

    @property
    def goes(self) -> dict[int, datetime]:
        """Delivery number → when it goes out."""
        return {number: there.at for number, there in self.foreseen.items()}

    @property
    def needs_owner(self) -> bool:
        """Whether something waits for a word of the owner. A pause of his own does not.

        Nor do the troubles of channels that follow: those are their own admins'. They are shown all the same.
        """
        rest = [row.destination for one in NEEDS_OWNER for row in self.rows[one]]
        rest += [of.destination for action, of in self.actions if action.status is ActionStatus.FAILED]
        rest += [name for name, pause in self.pauses.items() if pause.by == "trouble"]
        theirs = {one.destination for one in self.follows} - self.own
        return bool(self.questions or self.forsaken or any(name not in theirs for name in rest))


def standing(settings: Settings, ledger: Ledger, now: datetime) -> Standing:
    """What the records say at that moment. ``settings``: the owner's file; channels that follow are added.

    Raises the ``StoreError`` tree.
    """
    own = frozenset(one.name for one in settings.destinations)
    rows = {one: _rows(ledger, one) for one in ORDER}
    follows = ledger.follows()
    served, known = merged(settings, follows), own | {one.destination for one in follows}
    return Standing(
        rows,
        _foreseen(ledger, served, {row.destination for row in rows[Status.WAITING]}, now),
        ledger.actions(statuses=_OPEN),
        {name: pause for name, pause in ledger.pauses().items() if name in known},
        ledger.questions(),
        Counter(row.destination for one in UNSENT for row in rows[one] if row.destination not in known),
        follows,
        own,
        served,
        ledger.left_out_recaps(now - LEFT_OUT_SHOWN),
        now,
    )


def going(ledger: Ledger, destination: Destination, now: datetime) -> dict[int, datetime]:
    """Delivery number → when it goes out (aware, UTC; never before ``now``) for one destination.

    One that is paused until the owner resumes it has no times.
    """
    return {number: there.at for number, there in times(ledger, destination, now).items()}


def _rows(ledger: Ledger, one: Status) -> list[Delivery]:
    return ledger.deliveries(statuses=[one], limit=_PAST_SHOWN if one in PAST else None)


def _foreseen(ledger: Ledger, settings: Settings, names: Collection[str], now: datetime) -> dict[int, Foreseen]:
    """When each waiting delivery goes out, by its destination's schedule. ``names``: where any waits."""
    found: dict[int, Foreseen] = {}
    for destination in (one for one in settings.destinations if one.name in names):
        found |= times(ledger, destination, now)
    return found
