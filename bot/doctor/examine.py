"""``doctor``: every test, side by side, each within its time; one line each. Nothing is posted or changed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.desk.answer import DONE, FAILED, NEEDS_OWNER, Answer
from bot.doctor import files
from bot.doctor.clock import Times
from bot.doctor.finding import mend, untested
from bot.doctor.on_discord import discord_findings
from bot.doctor.on_mastodon import mastodon_findings
from bot.doctor.on_the_web import newest_page, page
from bot.errors import ConfigurationError, MatineeError
from bot.log import set_up
from bot.reaching import needs_discord
from bot.settings import load

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

    from bot.clock import Clock
    from bot.doctor.finding import Finding
    from bot.review.model import Review
    from bot.settings.model import Destination, Settings, Source

_PATIENCE = 15.0  # seconds for a test; all run at the same time
_WRONG = 2  # exit code


async def doctor(config: Path) -> Answer:
    """Test everything. Nothing is posted or changed.

    Exit code 1: something is to be mended; 2: the configuration is; 3: something couldn't be tested.
    """
    try:
        settings = load(config)
    except ConfigurationError as error:
        path = config.absolute()
        found = [mend("configuration", problem, f"Mend it in {path}.") for problem in error.problems]
        return _answer(found, _WRONG)
    set_up(settings.log, least="error")
    found = await examined(settings, SystemClock())
    states = {one.state for one in found}
    return _answer(found, NEEDS_OWNER if "mend" in states else FAILED if "untested" in states else DONE)


async def examined(settings: Settings, clock: Clock, patience: float = _PATIENCE) -> list[Finding]:
    """What every test found. ``patience``: seconds for each."""
    times = Times()
    works: list[tuple[str, Callable[[], Awaitable[Iterable[Finding]]]]] = [
        ("this machine", lambda: asyncio.to_thread(_here, settings)),
        ("reviews", lambda: _reviews(settings)),
        ("records", lambda: asyncio.to_thread(lambda: list(files.records(settings)))),
    ]
    works += [(f'repository of "{it.name}"', _origin(settings, it)) for it in settings.sources if it.git is not None]
    if settings.store.branch is not None:
        works.append((f'branch "{settings.store.branch}"', lambda: _one(files.branch(settings.store))))
    if needs_discord(settings):
        works.append(("Discord", lambda: discord_findings(settings, clock, times)))
    for it in settings.destinations:
        if it.network == "mastodon":
            works.append((f'account of "{it.name}"', _account(settings, it, clock, times)))
    groups = await asyncio.gather(*(_bounded(name, work, patience) for name, work in works))
    found = [one for group in groups for one in group]
    return list(dict.fromkeys([*found, *([times.finding()] if settings.destinations else [])]))


def _here(settings: Settings) -> list[Finding]:
    found = [files.versions(), *files.folders(settings), files.fonts()]
    return found + (list(page(settings, settings.page)) if settings.page else [])


async def _reviews(settings: Settings) -> list[Finding]:
    found: list[Finding] = []
    reviews: list[Review] = []
    for one in settings.sources:
        told, its = await asyncio.to_thread(files.source, one)
        found += told
        reviews += its
    return [*found, await newest_page(settings, reviews)]


def _origin(settings: Settings, one: Source) -> Callable[[], Awaitable[Iterable[Finding]]]:
    return lambda: _one(files.origin(settings, one))


def _account(
    settings: Settings, one: Destination, clock: Clock, times: Times
) -> Callable[[], Awaitable[Iterable[Finding]]]:
    return lambda: mastodon_findings(settings, one, clock, times)


async def _one(work: Awaitable[Finding]) -> list[Finding]:
    return [await work]


async def _bounded(name: str, work: Callable[[], Awaitable[Iterable[Finding]]], patience: float) -> list[Finding]:
    try:
        async with asyncio.timeout(patience):
            return list(await work())
    except TimeoutError:
        return [untested(name, f"no answer within {patience:g} seconds")]
    except MatineeError as error:
        return [untested(name, str(error), "See docs/troubleshooting.md for this sentence.")]
    except Exception as error:  # noqa: BLE001 - one test that fails must stop none of the others
        return [untested(name, f"the test itself failed ({type(error).__name__})", "Please report it.")]


def _answer(found: list[Finding], code: int) -> Answer:
    counts = {state: sum(one.state == state for one in found) for state in ("ok", "mend", "untested")}
    text = [line for one in found for line in one.lines]
    text.append(f"{counts['ok']} fine, {counts['mend']} to mend, {counts['untested']} not tested")
    return Answer({"tests": [one.form for one in found], **counts}, text, code)
