"""The one error handler of all slash commands: a sentence for the member, the particulars for the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands

from bot.commands.gateway import one_line
from bot.errors import StoreError, UsageError
from bot.format.message import fitted

if TYPE_CHECKING:
    Here = discord.Interaction[discord.Client]

log = structlog.stdlib.get_logger(__name__)

LONGEST = 2000  # characters of a message: https://docs.discord.com/developers/resources/message#create-message
CHANGED = "This command has changed. Reload Discord (Ctrl+R) or wait a minute, then try again."
BUSY = "The reviews can't be looked up just now. Try again in a few minutes."
BROKEN = "Something went wrong here; it has been noted. Try again, or tell whoever runs this bot."
# The answer can't be given any more: too late (3 s), or given already.
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
TOO_LATE = {10062, 40060}


async def answer_trouble(here: Here, error: app_commands.AppCommandError) -> None:
    """Tell the member what went wrong, and the log what the owner has to know."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    name = here.command.qualified_name if here.command else "?"
    sentence = _sentence(cause, name)
    if sentence is None:
        return
    try:
        said = fitted(sentence, LONGEST)
        if here.response.is_done():
            await here.followup.send(said, ephemeral=True)
        else:
            await here.response.send_message(said, ephemeral=True)
    except discord.DiscordException as failure:
        log.warning("an answer didn't get through", command=name, reason=one_line(failure))


def _sentence(cause: Exception, name: str) -> str | None:
    """What the member reads; None when nothing can be said any more."""
    if isinstance(cause, UsageError):
        return str(cause)
    if isinstance(cause, StoreError):
        log.error("a command failed", command=name, reason=str(cause))
        return BUSY
    if isinstance(cause, app_commands.CommandSignatureMismatch | app_commands.CommandNotFound):
        return CHANGED
    if isinstance(cause, discord.HTTPException) and cause.code in TOO_LATE:
        log.warning("an answer came too late for Discord", command=name)
        return None
    log.error("a command failed", command=name, exc_info=cause)
    return BROKEN
