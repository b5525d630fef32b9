"""``recap month``, ``recap year`` and ``recap "on this day"``: posted now, or drawn to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.app import build
from bot.clock import SystemClock
from bot.desk.answer import Answer
from bot.desk.delivering import PARTS, destinations
from bot.desk.followers import secrets_for
from bot.desk.looking import bring_up_to_date, indexed
from bot.desk.outcome import delivered_whole, told
from bot.desk.page_file import beside, writable
from bot.desk.recap_sheet import drawn, recap_sheet, written
from bot.desk.records import records_if_any
from bot.desk.repositories import fetch_missing
from bot.format.look_back_words import headline
from bot.log import set_up
from bot.recaps.feeds import look_backs
from bot.recaps.look_backs_by_hand import LookBacksByHand, day_for
from bot.recaps.looking_back import period_of
from bot.settings import load

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from bot.catalogue.store import Catalogue
    from bot.ledger.store import Ledger
    from bot.recaps.look_backs_by_hand import Tell
    from bot.settings.model import Settings


async def post(config: Path, tell: Tell, period: str) -> Answer:
    """Post it to the destinations whose rules tell of it (without rules: to all) and that don't have it yet."""
    settings = load(config)
    day = _day(settings, tell, period)
    set_up(least="warning")
    destinations(settings, ())
    secrets = secrets_for(settings, PARTS)
    await fetch_missing(settings)
    async with build(settings, tokens=secrets, clock=SystemClock(), parts=PARTS) as app:
        await app.look_first()
        ledger = app.records
        bring_up_to_date(app.catalogue, settings, ledger)
        by_hand = _by_hand(settings, app.catalogue, ledger)
        found = by_hand.draw(tell, day)
        if found is None:
            return _nothing(tell, day)
        subjects = by_hand.owe(found, app.clock.now())
        if not subjects:
            return Answer({"recap": tell, "posts": []}, [f"{headline(found)}: told already"])
        return told(await delivered_whole(app, ledger, subjects), set(), ledger.pauses())


def preview(config: Path, tell: Tell, period: str, *, html: Path | None = None, seen: bool = True) -> Answer:
    """As each destination would show it. ``html``: a page is written there. Posts and changes nothing."""
    settings = load(config)
    day = _day(settings, tell, period)
    set_up(least="error")
    page = None if html is None else (writable(html), beside(html))
    with records_if_any(settings) as ledger, indexed(settings, ledger) as catalogue:
        by_hand = _by_hand(settings, catalogue, ledger)
        found = by_hand.draw(tell, day)
    if found is None:
        return _nothing(tell, day)
    sheet = recap_sheet(settings, found, by_hand.destinations(tell))
    document = {"recap": tell, "posts": [side.form for side in sheet.sides]}
    if page is not None:
        return Answer(document, written(settings, sheet, *page))
    return Answer(document, drawn(settings, sheet) if seen else [])


def _day(settings: Settings, tell: Tell, period: str) -> date:
    today = SystemClock().now().astimezone(ZoneInfo(settings.site.timezone)).date()
    return day_for(tell, period, today)


def _nothing(tell: Tell, day: date) -> Answer:
    return Answer({"recap": tell, "posts": []}, [f"{tell}, {period_of(tell, day)}: nothing to tell"])


def _by_hand(settings: Settings, catalogue: Catalogue, ledger: Ledger) -> LookBacksByHand:
    names = [one.name for one in settings.destinations if not one.by_hand]
    return LookBacksByHand(catalogue, ledger, look_backs(settings.recaps, names), names, settings.challenges)
