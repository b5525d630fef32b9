"""What Discord's answer means for a post: one function, without any request of its own.

Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import discord

from bot.errors import (
    DeliveryError,
    DestinationTrouble,
    HistoryUnreadable,
    NotSent,
    OutcomeUnclear,
    Refused,
    Removed,
    Throttled,
    TokenRefused,
)
from bot.post.unreached import how

_TROUBLE = {
    10003: "the channel doesn't exist any more: name another one under channel_id",
    10004: "the server doesn't exist any more, or the bot was removed from it: invite it again",
    50001: "the bot can't see the channel: give it View Channel there",
    50013: "the bot may not post in the channel: give it Send Messages and Embed Links there",
    40001: "the bot isn't allowed to do this: invite it again with its permissions",
    50008: "this kind of channel takes no messages: name a text, announcement or forum channel under channel_id",
    50083: "the thread is archived: open it again, or name another channel under channel_id",
    40067: "the forum takes no posts without a tag: name one of its tags under forum_tags",
    160006: "the server has too many active threads: archive some",
}
_REFUSED = {
    50005: "The message isn't the bot's own: it stays as it is.",
    50007: "Discord lets the bot write you no direct message: be on a server with it and allow direct messages there.",
    50278: "Discord lets the bot write you no direct message: you and the bot are on no server together.",
    10013: "Discord knows nobody of that number: mend discord_id under [owner].",
    50033: "Discord knows nobody of that number whom the bot could write to: mend discord_id under [owner].",
}
# What else there is too much of than requests, and how long it surely lasts where Discord doesn't say.
_TOO_MANY = {
    30046: ("Discord takes no more changes of messages older than an hour for now.", timedelta(hours=1)),
    20022: ("Discord takes no more changes of announcements for now.", None),
    20016: ("Discord asks us to post more slowly in this channel.", None),
    20028: ("Discord asks us to write more slowly in this channel.", None),
    40003: ("Discord asks us to write to people more slowly.", None),
}
_OF_THE_POST = {
    200000: "the server's AutoMod refuses its words",
    200001: "the server's AutoMod refuses its title",
    40005: "it is too large",
    50006: "it is empty",
    50035: "its form isn't valid",
}
NO_SUCH_CHANNEL, NO_SUCH_MESSAGE, NO_PERMISSION = 10003, 10008, 50013
ARCHIVED, TAG_REQUIRED = 50083, 40067
_STILL_WORKED_ON = frozenset({504, 524})  # a proxy has given up waiting for Discord itself
_SAID = 200  # characters of Discord's own words in a message


def translate(error: Exception, channel: str, *, reading: bool) -> DeliveryError:
    """The delivery error for what discord.py raised. ``channel`` names it for people; ``reading``: nothing was sent."""
    if isinstance(error, DeliveryError):
        return error
    if isinstance(error, discord.LoginFailure):
        return token_refused()
    if isinstance(error, discord.RateLimited):
        return Throttled("Discord asks us to post more slowly.", timedelta(seconds=error.retry_after))
    if isinstance(error, discord.HTTPException):
        return _answered(error, channel, reading=reading)
    if isinstance(error, KeyError) and error.args == ("retry_after",):  # discord.py demands it of every 429
        return Throttled("Discord asks us to post more slowly.", None)
    if reading or isinstance(error, aiohttp.ClientConnectorError):
        return NotSent(f"Discord can't be reached ({how(error)}).")
    # discord.py sends only once more after a reset connection; what reaches us is a request without an answer.
    late = isinstance(error, TimeoutError)
    return OutcomeUnclear(f"The connection to Discord ended without an answer ({how(error)}).", travelling=late)


def token_refused() -> TokenRefused:
    """A bad token: final."""
    return TokenRefused("Discord refuses the bot's token: make a new one in the developer portal and set it.")


def _answered(error: discord.HTTPException, channel: str, *, reading: bool) -> DeliveryError:
    status, code = error.status, error.code
    told = f'Discord said: {status} {code} "{" ".join(error.text.split())[:_SAID]}".'
    if status == 401:
        return token_refused()
    if code in _TOO_MANY or status == 429:
        why, usual = _TOO_MANY.get(code, ("Discord asks us to post more slowly.", None))
        return Throttled(why, _retry_after(error) or usual)
    if status >= 500:
        trouble = f"Discord has trouble. {told}"
        return NotSent(trouble) if reading else OutcomeUnclear(trouble, travelling=status in _STILL_WORKED_ON)
    if code in _REFUSED:
        return Refused(f"{_REFUSED[code]} {told}")
    if status == 404 and code == 0:
        return DestinationTrouble(f"Nothing answers there as Discord does: check api_base_url under [discord]. {told}")
    if reading:
        return _not_read(status, code, channel, told)
    if code == NO_SUCH_MESSAGE:
        return Removed(f"It was posted in {channel} and taken down there since.")
    if code in _OF_THE_POST:
        return Refused(f"Discord refused this post: {_OF_THE_POST[code]}. {told}")
    if status in {403, 404} or code in _TROUBLE:
        return DestinationTrouble(f"{channel}: {_TROUBLE.get(code, 'Discord refuses the bot there')}. {told}")
    return Refused(f"Discord refused this post. {told}")


def _not_read(status: int, code: int, channel: str, told: str) -> DeliveryError:
    if code in {10003, 10004}:
        return DestinationTrouble(f"{channel}: {_TROUBLE[code]}. {told}")
    if status in {403, 404}:
        return history_hidden(channel)
    return HistoryUnreadable(f"{channel} can't be read. {told}", lasting=status != 408)


def history_hidden(channel: str) -> HistoryUnreadable:
    """The bot may post, but not look at what it has posted."""
    return HistoryUnreadable(f"{channel}: the bot needs Read Message History there.", lasting=True)


def _retry_after(error: discord.HTTPException) -> timedelta | None:
    """How long Discord, or a proxy before it, asks us to wait: in seconds, or until an HTTP date."""
    headers = getattr(error.response, "headers", {})
    for name in ("Retry-After", "X-RateLimit-Reset-After"):
        told = str(headers.get(name, ""))
        with suppress(ValueError, OverflowError):
            return max(timedelta(seconds=float(told)), timedelta(0))
        with suppress(ValueError, TypeError):
            until, now = parsedate_to_datetime(told), parsedate_to_datetime(str(headers.get("Date", "")))
            return max(until - now, timedelta(0))
    return None
