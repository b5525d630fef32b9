"""Keeps the connection for slash commands alive. Posts need none, so nothing here may stop anything else.

It must not log in, post, or decide what a command answers.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Protocol

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.clock import Clock

log = structlog.stdlib.get_logger(__name__)

# Seconds before the next attempt: the first, and the most. A connection that held this long starts over with the first.
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 90.0
HELD = 300.0

# Close codes after which connecting again can't help, and what the owner can do.
# https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
FINAL = {
    4004: "Discord refuses the bot's token. Make a new one in Discord's developer portal and set it.",
    4010: "Discord refuses this bot's shard number. Run one process only, without shard settings.",
    4011: "Discord wants this bot to be sharded. Let Matinee find the number of shards by itself.",
    4012: "Discord no longer speaks this version of its interface. Update Matinee.",
    4013: "Discord doesn't know the events that this bot asks for. Update Matinee.",
    4014: "Discord doesn't allow this bot the events it asks for. Allow them in Discord's developer portal.",
}


class Connection(Protocol):
    """The Discord client, as the one who keeps it connected sees it."""

    async def connect(self) -> None:
        """Connect and stay connected. May be called again after it returned or raised anything."""
        ...


async def supervise(connection: Connection, clock: Clock) -> str:
    """Keep connecting, whatever happens, and return only when it is of no use: with the sentence told to the owner.

    Outlives no network, refused handshakes, dropped connections and events that discord.py can't digest.
    Cancelling ends it at once.
    """
    pauses = _pauses()
    with one_line_each():
        while True:
            began = clock.now()
            try:
                await connection.connect()
                trouble = "Discord closed the connection"
            except Exception as error:  # noqa: BLE001  # discord.py lets anything out of here, AttributeError included
                if (sentence := final(error)) is not None:
                    log.error("slash commands are off, posts go on", reason=sentence)  # noqa: TRY400  # no trace
                    return sentence
                trouble = one_line(error)
            if (clock.now() - began).total_seconds() >= HELD:
                pauses = _pauses()
            pause = next(pauses)
            log.warning("no connection for slash commands", reason=trouble, again_in=f"{pause:.0f} s")
            await clock.sleep(pause)


def final(error: BaseException) -> str | None:
    """Why connecting again can't help, in a sentence; None if it can."""
    import discord

    # Where discord.py asks for the gateway's address, a refused token looks like a gateway that isn't there.
    refused = isinstance(error.__cause__, discord.HTTPException) and error.__cause__.status == 401
    if refused or isinstance(error, discord.LoginFailure):
        return FINAL[4004]
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return FINAL[4014]
    if isinstance(error, discord.ConnectionClosed):
        return FINAL.get(error.code)
    return None


def one_line(error: BaseException) -> str:
    """What went wrong, shortly: the first line of the error's own text, else the name of its class."""
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__


class one_line_each(logging.Filter):  # noqa: N801  # reads as a phrase: with one_line_each(): ...
    """While active, discord.py's own reports of trouble are one line each instead of a trace."""

    LOGGERS = ("discord.client", "discord.shard", "discord.gateway", "discord.app_commands.tree")

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, and turn its trace into a few words."""
        if record.exc_info and record.exc_info[1] is not None:
            record.msg = f"{record.getMessage()} ({one_line(record.exc_info[1])})"
            record.args, record.exc_info, record.exc_text = (), None, None
        return True

    def __enter__(self) -> None:
        for name in self.LOGGERS:
            logging.getLogger(name).addFilter(self)

    def __exit__(self, *_: object) -> None:
        for name in self.LOGGERS:
            logging.getLogger(name).removeFilter(self)


def _pauses() -> Iterator[float]:
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(LONGEST_PAUSE, pause * 2)
