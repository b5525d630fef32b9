"""Recaps by hand: drawn to be looked at, or posted now through the same records and courier as everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import build
from bot.clock import SystemClock
from bot.desk import outcome
from bot.desk.answer import Answer
from bot.desk.delivering import PARTS, destinations
from bot.desk.drawing import draw
from bot.desk.followers import secrets_for
from bot.desk.looking import bring_up_to_date, indexed
from bot.desk.records import records_if_any
from bot.desk.sheet import policies
from bot.errors import UsageError
from bot.format.forms import post_form
from bot.format.model import Limits
from bot.format.recap import compose_recap
from bot.log import set_up
from bot.recaps.by_hand import PERIODS, Period, RecapsByHand
from bot.recaps.feeds import feeds
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.catalogue.store import Catalogue
    from bot.format.looking_back import Recap
    from bot.ledger.store import Ledger
    from bot.settings.model import Settings


async def recap(config: Path, name: str, period: str, *, preview: bool) -> Answer:
    """Draw a challenge's recap, or post it to the destinations whose rules tell of it (without rules: to all)."""
    settings = load(config)
    chosen = _period(period)
    if preview:
        return _drawn(settings, name, chosen)
    set_up("WARNING")
    destinations(settings, ())
    secrets = secrets_for(settings, PARTS)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        await app.look_first()
        ledger, now = app.records, app.clock.now()
        bring_up_to_date(app.catalogue, settings, ledger)
        by_hand = _by_hand(settings, app.catalogue, ledger)
        told = by_hand.draw(name, chosen, now)
        if not told.entries:
            return Answer({"recap": told.challenge, "posts": []}, [f"{told.challenge}: nothing new to tell"])
        subjects = set(by_hand.owe(told, by_hand.destinations(name), now))
        waiting = [one for one in ledger.deliveries(statuses=outcome.ON_THE_WAY) if one.subject in subjects]
        return outcome.told(await outcome.delivered(app, ledger, waiting), set(), ledger.pauses())


def _period(text: str) -> Period:
    for period in PERIODS:
        if period == text:
            return period
    raise UsageError(f'--period: "{text}" is not allowed; allowed are {", ".join(PERIODS)}')


def _by_hand(settings: Settings, catalogue: Catalogue, ledger: Ledger) -> RecapsByHand:
    names = [one.name for one in settings.destinations]
    zone = ZoneInfo(settings.site.timezone)
    return RecapsByHand(catalogue, ledger, feeds(settings.recaps, names), zone, names, settings.challenges)


def _drawn(settings: Settings, name: str, period: Period) -> Answer:
    """The recap as each network would show it. Reads the records if there are any, changes nothing."""
    with records_if_any(settings) as ledger, indexed(settings, ledger) as catalogue:
        by_hand = _by_hand(settings, catalogue, ledger)
        told: Recap = by_hand.draw(name, period, SystemClock().now())
    posts = [(where, post) for where, policy in policies(settings) for post in compose_recap(told, policy, Limits())]
    document = {"recap": told.challenge, "posts": [post_form(where, one) for where, one in posts]}
    return Answer(document, [draw(where, one) for where, one in posts])
