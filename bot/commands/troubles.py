"""The one error handler of commands, buttons and menus: a sentence for the member, the particulars for the owner."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands

from bot.commands.gateway import one_line
from bot.commands.given import Misfit
from bot.commands.wording import wording_for
from bot.errors import StoreError, UsageError
from bot.format.message import fitted

if TYPE_CHECKING:
    from bot.commands.wording import Wording

    Here = discord.Interaction[discord.Client]

log = structlog.stdlib.get_logger(__name__)

LONGEST = 2000  # characters of a message: https://docs.discord.com/developers/resources/message#create-message
# The answer can't be given any more: too late (3 s), or given already.
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes
TOO_LATE = {10062, 40060}
_CHANGED = app_commands.CommandSignatureMismatch, app_commands.CommandNotFound, Misfit


async def answer_trouble(here: Here, error: Exception) -> None:
    """Tell the member what went wrong, and the log what the owner has to know."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    name = name_of(here)
    sentence = _sentence(cause, name, wording_for(here.locale.value))
    if sentence is None:
        return
    said, nobody = fitted(sentence, LONGEST), discord.AllowedMentions.none()
    try:
        if here.type is discord.InteractionType.autocomplete:  # who types reads no sentences
            await here.response.autocomplete([])
        elif here.response.is_done():
            await here.followup.send(said, ephemeral=True, allowed_mentions=nobody)
        else:
            await here.response.send_message(said, ephemeral=True, allowed_mentions=nobody)
    except discord.DiscordException as failure:
        log.warning("an answer didn't get through", command=name, reason=one_line(failure))


def name_of(here: Here) -> str:
    """What was used, for the log: a command's name, or that it was a button or menu."""
    if here.type is discord.InteractionType.component:
        return "a button or menu"
    return here.command.qualified_name if here.command else "?"


def _sentence(cause: Exception, name: str, wording: Wording) -> str | None:
    """What the member reads; None when nothing can be said any more."""
    if isinstance(cause, UsageError):
        return str(cause)
    if isinstance(cause, app_commands.CommandOnCooldown):
        return wording.say("trouble-too-often", seconds=math.ceil(cause.retry_after))
    if isinstance(cause, StoreError):
        log.error("a command failed", command=name, reason=str(cause))
        return wording.say("trouble-busy")
    if isinstance(cause, _CHANGED):
        return wording.say("trouble-changed")
    if isinstance(cause, discord.HTTPException) and cause.code in TOO_LATE:
        log.warning("an answer came too late for Discord", command=name)
        return None
    log.error("a command failed", command=name, exc_info=cause)
    return wording.say("trouble-broken")
