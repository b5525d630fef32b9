"""A challenge against its previous edition: where that one stood as many days after its start. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.challenges.progress import as_of
from bot.format.looking_back import Before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.challenges.progress import Progress


def before(challenge: Progress, others: Iterable[Progress], today: date) -> Before | None:
    """The edition before, on the day that is as far from its start as ``today`` is from this one's.

    That is the one of the same series (``Progress.series``) that started last before this one did; ``others`` may hold
    this one too. None: there is none, or one of both has no first day, or this one hasn't begun, or that one has
    undated reviews: nobody knows whether these came before that day. One that people may not hear of is left out.
    """
    previous = edition_before(challenge, (other for other in others if other.public))
    if previous is None or previous.start is None or challenge.start is None or today < challenge.start:
        return None
    if any(entry.date is None for entry in previous.entries):
        return None
    gone = min((today - challenge.start).days, (date.max - previous.start).days)
    then = as_of(previous, previous.start + timedelta(days=gone))
    return Before(then.name, then.done, _on(challenge.scale, then), then.finished)


def edition_before(challenge: Progress, others: Iterable[Progress]) -> Progress | None:
    """The challenge of the same series that started last before this one did, as a whole."""
    if challenge.start is None or not challenge.series:
        return None
    earlier = [
        (other.start, other)
        for other in others
        if other.series == challenge.series and other.start is not None and other.start < challenge.start
    ]
    return max(earlier, key=lambda pair: (pair[0], pair[1].done, pair[1].name))[1] if earlier else None


def _on(scale: float | None, then: Progress) -> float | None:
    """The mean on another scale; None where either has none."""
    if scale is None or then.mean is None or then.scale is None:
        return None
    return then.mean / then.scale * scale
