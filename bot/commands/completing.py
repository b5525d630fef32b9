"""Completions while somebody types an option: in time or none at all, and never an error."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from discord import app_commands

from bot.commands.gateway import one_line
from bot.commands.threads import in_thread, is_crowded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

log = structlog.stdlib.get_logger(__name__)

MOST = 25  # https://docs.discord.com/developers/interactions/application-commands#autocomplete
LONGEST = 100  # characters of a choice's name, and of its value
PATIENCE = 2.0  # seconds; Discord takes no answer after three, and whoever types has typed on by then
_LIKENESS = 65.0  # least likeness of a name that was mistyped, 0 to 100

Choices = list[app_commands.Choice[str]]


async def completed(ask: Callable[[], Iterable[tuple[str, str]]]) -> Choices:
    """The names and values that ``ask`` finds, which is called in a thread; what is too long for Discord left out.

    Nothing where a crowd is served first: whoever types on asks again with the next letter.
    """
    if is_crowded("completion"):
        return []
    try:
        async with asyncio.timeout(PATIENCE):
            found = await in_thread("completion", lambda: list(ask()))
    except Exception as error:  # noqa: BLE001  # who types can't be told; the owner can
        log.warning("a completion failed", reason=one_line(error))
        return []
    fitting = [(name, value) for name, value in found if all(_fits(one) for one in (name, value))]
    return [app_commands.Choice(name=name, value=value) for name, value in fitting[:MOST]]


async def completed_names(typed: object, ask: Callable[[], Sequence[str]]) -> Choices:
    """The names that what was typed may mean, out of those that ``ask`` knows; all of them where nothing was typed."""
    return await completed(lambda: ((name, name) for name in likely(ask(), str(typed)[:LONGEST])))


def _fits(text: str) -> bool:
    """Whether Discord takes it; one that it doesn't take would cost all the others."""
    return bool(text.strip()) and len(text) <= LONGEST


def likely(names: Sequence[str], typed: str) -> list[str]:
    """Names that begin so, then those that hold it; without any, those that are like it, the likest first."""
    asked = " ".join(typed.casefold().split())
    if not asked:
        return list(names)
    begin = [name for name in names if name.casefold().startswith(asked)]
    hold = [name for name in names if asked in name.casefold()]
    return list(dict.fromkeys((*begin, *hold))) or _near(names, asked)


def _near(names: Sequence[str], asked: str) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(
        asked, names, scorer=fuzz.WRatio, processor=str.casefold, limit=MOST, score_cutoff=_LIKENESS
    )
    return [name for name, _, _ in found]
