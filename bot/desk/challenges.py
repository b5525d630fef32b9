"""``matinee challenges``: where each challenge stands, what was made of its reviews and why, and what looks odd.

For the owner alone: members and posts are never told of gaps and slips. Needs no network, and records nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.challenges.counters import counters
from bot.challenges.pace import pace
from bot.challenges.progress import as_of, progress, progress_form
from bot.challenges.slips import gaps, slips
from bot.challenges.unknown import unknown
from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.looking import indexed
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from bot.catalogue.store import Catalogue
    from bot.challenges.progress import Progress
    from bot.challenges.slips import Slip
    from bot.clock import Clock
    from bot.format.looking_back import Pace

_SHOWN = 5  # paths of one oddity in the text; --json has all


def challenges(config: Path, clock: Clock | None = None) -> Answer:
    """Every challenge, the one with the newest review first, and the configuration's names that fit none."""
    settings = load(config)
    today = (clock or SystemClock()).now().astimezone(ZoneInfo(settings.site.timezone)).date()
    with indexed(settings) as catalogue:
        entries = catalogue.challenge_entries()
        found = progress(entries, settings.challenges)
        told = [_form(one, today, catalogue) for one in found]
    strange = unknown(entries, settings.recaps, settings.challenges)
    text = [line for one, form in zip(found, told, strict=True) for line in _lines(one, form)]
    document = {
        "challenges": told,
        "unknown": [{"where": one.where, "name": one.name, "nearest": list(one.nearest)} for one in strange],
    }
    return Answer(document, [*(text or ["no challenge found"]), *(f"! {one.told}" for one in strange)])


def _form(one: Progress, today: date, catalogue: Catalogue) -> dict[str, Any]:
    """One challenge as JSON-able data. Dates are ISO dates in the site's zone."""
    return {
        **progress_form(one),
        "finished": one.finished,
        "start": one.start.isoformat() if one.start else None,
        "deadline": one.deadline.isoformat() if one.deadline else None,
        "series": one.series,
        "pace": _pace(pace(as_of(one, today), today)),
        "merged": [{"name": other.name, "reviews": other.reviews, "why": other.why} for other in one.merged],
        "counters": [{"name": each.name, "reached": each.reached, "total": each.total} for each in counters(one)],
        "gaps": list(gaps(one)),
        "slips": [{"kind": slip.kind, "told": slip.told, "paths": _paths(slip, catalogue)} for slip in slips(one)],
    }


def _pace(found: Pace | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "days_left": found.days_left,
        "expected": found.expected,
        "ahead": found.ahead,
        "per_week": found.per_week,
        "projected": found.projected,
    }


def _paths(slip: Slip, catalogue: Catalogue) -> list[str]:
    found = (catalogue.get(review_id) for review_id in slip.review_ids)
    return [review.path for review in found if review is not None]


def _lines(one: Progress, form: dict[str, Any]) -> Iterator[str]:
    """One challenge as text: a line of its own, then what there is to know about it, set in."""
    count = f"{one.done}/{one.total}" if one.total else str(one.done)
    mean = f", mean {one.mean:.1f} of {one.scale:g}" if one.mean is not None and one.scale else ""
    last = f", last {one.last}" if one.last else ""
    yield f"{one.name}: {count}{mean}{last}" + (f"  {one.url}" if one.url else "")
    if one.finished:
        yield "    finished"
    elif form["pace"]:
        yield f"    {_going(one, form['pace'])}"
    if form["counters"]:
        yield "    " + ", ".join(f"{each['name']} {each['reached']}/{each['total']}" for each in form["counters"])
    for other in form["merged"]:
        many = "1 review" if other["reviews"] == 1 else f"{other['reviews']} reviews"
        yield f"    with “{other['name']}” ({many}): {other['why']}"
    for slip in form["slips"]:
        if slip["kind"] != "name":  # told above
            yield f"    ? {slip['told']}" + _where(slip["paths"])


def _going(one: Progress, found: dict[str, Any]) -> str:
    if not found["days_left"]:
        return f"ended on {one.deadline} with {max((one.total or 0) - one.done, 0)} left"
    ahead = found["ahead"]
    how = "on schedule" if ahead == 0 else f"{abs(ahead)} {'ahead' if ahead > 0 else 'behind'}"
    needs = f", needs {found['per_week']:.1f} a week" if found["per_week"] else ""
    done = f", done on {found['projected']} if it goes on so" if found["projected"] else ""
    return f"until {one.deadline}: {how}{needs}{done}"


def _where(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f": {', '.join(paths[:_SHOWN])}{more}" if paths else ""
