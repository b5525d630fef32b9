"""Repositories for commands that only read: what was fetched is good enough, and what never was is fetched now."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

from bot.desk.progress import progress
from bot.settings.tokens import tokens
from bot.watch.origin import STEP, Repositories

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings.model import Settings


def git_tokens(settings: Settings) -> dict[str, str]:
    """The tokens for repositories. Raises :class:`bot.errors.ConfigurationError` for one that is missing."""
    names = [one.git.token_env for one in settings.sources if one.git and one.git.token_env]
    return tokens(settings, names, os.environ)


def make_sure(settings: Settings) -> None:
    """As :func:`fetch_missing`, where no event loop runs."""
    if any(one.git for one in settings.sources):
        asyncio.run(fetch_missing(settings))


async def fetch_missing(settings: Settings) -> None:
    """Fetch what was never fetched. Raises :class:`bot.errors.OriginUnreachable`."""
    if not any(one.git for one in settings.sources):
        return
    for source in settings.sources:
        origin = Repositories([source], {}).of(source.name)
        if origin is None or origin.is_there:
            continue
        origin = Repositories([source], git_tokens(settings)).of(source.name) or origin
        with progress(f"fetching {source.name}") as told:
            async with origin.held():
                await origin.refresh(_percent(told))


def _percent(told: Callable[[int, int], None]) -> Callable[[str], None]:
    def tell(line: str) -> None:
        if step := STEP.match(line):
            told(int(step[2]), 100)

    return tell
