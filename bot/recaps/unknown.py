"""Tells the owner, once at the start, which challenges of the configuration no review knows. It changes nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.challenges.unknown import unknown
from bot.errors import StoreError

if TYPE_CHECKING:
    from bot.catalogue.store import Catalogue
    from bot.settings.model import Settings

log = structlog.stdlib.get_logger(__name__)


async def tell_unknown(settings: Settings, catalogue: Catalogue, catalogued: asyncio.Event) -> None:
    """One line in the log for each, as soon as every review is known; none where all of them are there."""
    if not (settings.recaps or settings.challenges):
        return
    await catalogued.wait()
    try:
        entries = await asyncio.to_thread(catalogue.challenge_entries)
    except StoreError as error:  # whoever needs the reviews for more than this tells it, too
        log.warning("the configuration's challenges weren't looked for", reason=str(error))
        return
    for one in unknown(entries, settings.recaps, settings.challenges):
        log.warning(one.told)
