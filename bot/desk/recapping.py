"""Recaps by hand: posted now, through the same records and courier as everything else. ``recap_sheet`` draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import build
from bot.clock import SystemClock
from bot.desk import look_backs
from bot.desk.answer import Answer
from bot.desk.delivering import PARTS, destinations
from bot.desk.followers import secrets_for
from bot.desk.looking import bring_up_to_date, indexed
from bot.desk.outcome import delivered_whole, told
from bot.desk.page_file import beside, writable
from bot.desk.recap_sheet import drawn, recap_sheet, written
from bot.desk.records import records_if_any
from bot.desk.repositories import fetch_missing
from bot.errors import UsageError
from bot.log import set_up
from bot.recaps.by_hand import PERIODS, Period, RecapsByHand
from bot.recaps.feeds import feeds
from bot.recaps.look_backs_by_hand import tell_of
from bot.settings import load

if TYPE_CHECKING:
    from pathlib import Path

    from bot.catalogue.store import Catalogue
    from bot.ledger.store import Ledger
    from bot.settings.model import Settings


async def recap(config: Path, name: str, period: str) -> Answer:
    """Post a challenge's recap to the destinations whose rules tell of it (without rules: to all); or a look back."""
    if tell := tell_of(name):
        return await look_backs.post(config, tell, period)
    settings = load(config)
    chosen = _period(period)
    set_up(least="warning")
    destinations(settings, ())
    secrets = secrets_for(settings, PARTS)
    await fetch_missing(settings)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        await app.look_first()
        ledger, now = app.records, app.clock.now()
        bring_up_to_date(app.catalogue, settings, ledger)
        by_hand = _by_hand(settings, app.catalogue, ledger)
        news = by_hand.draw(name, chosen, now)
        if not news.entries:
            return Answer({"recap": news.challenge, "posts": []}, [f"{news.challenge}: nothing new to tell"])
        subjects = by_hand.owe(news, by_hand.destinations(name), now)
        return told(await delivered_whole(app, ledger, subjects), set(), ledger.pauses())


def preview(config: Path, name: str, period: str, *, html: Path | None = None, seen: bool = True) -> Answer:
    """The recap as each destination would show it. Reads the records if there are any, posts and changes nothing.

    ``html``: a page is written there, and the picture beside it. ``seen``: somebody will look at the text.
    """
    if tell := tell_of(name):
        return look_backs.preview(config, tell, period, html=html, seen=seen)
    settings = load(config)
    chosen = _period(period)
    set_up(least="error")
    page = None if html is None else (writable(html), beside(html))
    with records_if_any(settings) as ledger, indexed(settings, ledger) as catalogue:
        by_hand = _by_hand(settings, catalogue, ledger)
        news = by_hand.draw(name, chosen, SystemClock().now())
        sheet = recap_sheet(settings, news, by_hand.destinations(name))
    document = {"recap": news.challenge, "posts": [side.form for side in sheet.sides]}
    if page is not None:
        return Answer(document, written(settings, sheet, *page))
    return Answer(document, drawn(settings, sheet) if seen else [])


def _period(text: str) -> Period:
    for period in PERIODS:
        if period == text:
            return period
    raise UsageError(f'--period: "{text}" is not allowed; allowed are {", ".join(PERIODS)}')


def _by_hand(settings: Settings, catalogue: Catalogue, ledger: Ledger) -> RecapsByHand:
    names = [one.name for one in settings.destinations if not one.by_hand]
    zone = ZoneInfo(settings.site.timezone)
    return RecapsByHand(catalogue, ledger, feeds(settings.recaps, names), zone, names, settings.challenges)
