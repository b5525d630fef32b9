"""Tells Discord which slash commands there are: once, and again only when they have changed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import structlog

from bot.commands.gateway import one_line
from bot.commands.localising import Localiser

if TYPE_CHECKING:
    from pathlib import Path

    from bot.clock import Clock
    from bot.commands.client import MatineeClient

log = structlog.stdlib.get_logger(__name__)

FILE_NAME = "slash-commands.sha256"
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0  # seconds
# Asking again with the same commands and the same token can't help: refused form, token, permission, or no such bot.
POINTLESS = {400, 401, 403, 404}


async def sync_commands(client: MatineeClient, folder: Path, clock: Clock) -> bool:
    """Register the commands of a client that has logged in; whether they were sent and taken.

    ``folder`` keeps what was registered last, so that a restart asks Discord nothing. Where the network fails it tries
    again, for hours if need be; it raises nothing of its own.
    """
    await client.tree.set_translator(Localiser())
    state, memory = _state(client, await localised_payload(client)), folder / FILE_NAME
    if _remembered(memory) == state:
        return False
    pause = FIRST_PAUSE
    while True:
        try:
            await client.tree.sync()
        except Exception as error:  # noqa: BLE001  # whatever the network or discord.py does must not stop posts
            if getattr(error, "status", None) in POINTLESS:
                log.error("Discord refuses the slash commands", reason=one_line(error))  # noqa: TRY400  # no trace
                return False
            log.warning("slash commands not registered yet", reason=one_line(error), again_in=f"{pause:.0f} s")
        else:
            _remember(memory, state)
            log.info("slash commands registered")
            return True
        await clock.sleep(pause)
        pause = min(LONGEST_PAUSE, pause * 2)


def payload(client: MatineeClient) -> list[dict[str, object]]:
    """The commands in English."""
    return [dict(command.to_dict(client.tree)) for command in client.tree.get_commands()]


async def localised_payload(client: MatineeClient) -> list[dict[str, object]]:
    """The commands as they go to Discord, in all languages."""
    localiser = Localiser()
    return [dict(await one.get_translated_payload(client.tree, localiser)) for one in client.tree.get_commands()]


def _state(client: MatineeClient, commands: list[dict[str, object]]) -> str:
    """A hash of the commands and of whose they are: another token may be another bot."""
    said = json.dumps([client.application_id, commands], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _remembered(memory: Path) -> str | None:
    try:
        return memory.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None  # never registered, or it can't be told: registering once more does no harm


def _remember(memory: Path, state: str) -> None:
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(state + "\n", encoding="ascii")
    except OSError as error:
        log.warning(
            "slash commands will be registered again at the next start", file=str(memory), reason=error.strerror
        )
