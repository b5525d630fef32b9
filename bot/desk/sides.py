"""What becomes of one review at one destination, and by which rules: for ``explain``. The rules stand elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.desk.lines import what_of
from bot.desk.reasons import told as condition_told
from bot.ledger.model import Status
from bot.overview.reasons import because, when
from bot.plan.foreseen import Why
from bot.plan.routing import refusal, rulings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from bot.ledger.model import Action, Delivery, Pause
    from bot.plan.foreseen import Foreseen
    from bot.plan.routing import Ruling
    from bot.review.model import Review
    from bot.settings.model import Destination


@dataclass(frozen=True, slots=True)
class Side:
    """One destination. ``outcome`` completes "It …" ("goes to toots on Sun 24 Nov 09:00")."""

    destination: Destination
    rulings: tuple[Ruling, ...]
    delivery: Delivery | None  # the newest one
    goes: Foreseen | None
    because: str | None  # why then
    outcome: str
    remedy: str = ""  # what the owner can do about it
    changes: tuple[str, ...] = ()  # what waits to be done to its post
    digest: str | None = None  # which digest the review is for

    @property
    def form(self) -> dict[str, Any]:
        """As JSON."""
        one = self.delivery
        return {
            "destination": self.destination.name,
            "outcome": self.outcome,
            "remedy": self.remedy or None,
            "filter": [{"key": it.key, "wanted": it.wanted, "against": it.against} for it in self.rulings],
            "by_hand": self.destination.by_hand,
            "digest": self.digest,
            "delivery": one.id if one else None,
            "status": str(one.status) if one else None,
            "goes_out_at": self.goes.at.isoformat() if self.goes else None,
            "why": self.goes.why if self.goes else None,
            "because": self.because,
            "url": one.remote_url if one else None,
            "reason": one.reason if one else None,
            "changes": list(self.changes),
        }


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment at which it is told, and the clock by which."""

    now: datetime
    zone: ZoneInfo

    def of(self, at: datetime) -> str:
        """Another moment for people."""
        return when(at, self.zone, self.now)


def side(
    destination: Destination,
    review: Review | None,
    newest: Delivery | None,
    goes: Foreseen | None,
    pause: Pause | None,
    actions: Sequence[Action],
    clock: Moment,
    *,
    stopped: bool,
    is_news: bool,
) -> Side:
    """``review``: None: it can't be read. ``newest``: its delivery there. ``goes``: when that goes.

    ``stopped``: an earlier rule says that nothing is posted. ``is_news``: it is to be posted where it is wanted.
    """
    said = because(goes, destination.schedule, clock.now, newest.pace if newest else None) if goes else None
    if newest is not None:
        outcome, remedy = _fate(newest, destination, review, goes, pause, clock)
    else:
        outcome, remedy = _without(destination, review, stopped=stopped, is_news=is_news)
    return Side(
        destination,
        tuple(rulings(review, destination.route)) if review else (),
        newest,
        goes,
        said,
        outcome,
        remedy,
        tuple(f"{what_of(one)}: {one.status}{f', {one.reason}' if one.reason else ''}" for one in actions),
        _digest(destination, review),
    )


def _fate(
    one: Delivery,
    destination: Destination,
    review: Review | None,
    goes: Foreseen | None,
    pause: Pause | None,
    clock: Moment,
) -> tuple[str, str]:
    """What became of a delivery, or will; and what the owner can do about it."""
    name = destination.name
    why = f": {one.reason}" if one.reason else ""
    if one.status is Status.POSTED:
        at = f" on {clock.of(one.posted_at)}" if one.posted_at else ""
        return f"was posted to {name}{at}{f', {one.remote_url}' if one.remote_url else ''}", ""
    if one.status is Status.GATHERED:
        return f"was posted to {name} in a digest, number {one.digest_id}", ""
    if one.status is Status.SENDING:
        return f"is being sent to {name} at this moment", ""
    if one.status is not Status.WAITING:
        told = {Status.UNKNOWN: "may stand", Status.FAILED: "failed", Status.REMOVED: "was taken down"}
        remedy = f"matinee post FILE --to {name} --again" if one.status is Status.REMOVED else f"matinee retry {one.id}"
        return f"{told.get(one.status, 'was skipped')} at {name}{why}", remedy
    if review is not None and not one.urgent and (against := refusal(review, destination.route)):
        return f"waits for {name}, but will be skipped: {against}", ""
    if goes is None:
        reason = f" ({pause.reason.rstrip('.')})" if pause and pause.reason else ""
        return f"waits for {name}, which is paused{reason}", f"matinee resume {name}"
    if goes.why is Why.NOT_LIVE:
        return f"waits for its page, then goes to {name}", f"matinee post FILE --to {name} sends it all the same"
    at = "now" if goes.why is Why.NOW else f"on {clock.of(goes.at)}"
    return f"goes to {name} {at}", ""


def _without(destination: Destination, review: Review | None, *, stopped: bool, is_news: bool) -> tuple[str, str]:
    """Why there is no delivery, and what the owner can do about it."""
    name = destination.name
    if destination.by_hand:
        return f"goes to {name} only by hand (by_hand)", f"matinee post FILE --to {name}"
    if review is None or stopped:
        return f"doesn't go to {name}", ""
    against = [f"{one.key} {one.wanted}: {one.against}" for one in rulings(review, destination.route) if one.against]
    if against:
        return f"isn't wanted by {name} ({against[0]})", f"matinee post FILE --to {name} sends it all the same"
    if is_news:
        return f"doesn't go to {name}, which came later than it", f"matinee post FILE --to {name}"
    return f"doesn't go to {name}: it is no news", f"matinee post FILE --to {name}, or matinee backfill"


def _digest(destination: Destination, review: Review | None) -> str | None:
    rule = destination.route.digest
    if rule is None or review is None:
        return None
    held = rule.condition.holds(review)
    return f"{'for' if held else 'not for'} the digest at {rule.at:%H:%M} ({condition_told(rule.condition)})"
