"""What the check-up finds on Discord, over REST alone: the token, the application, each channel. It changes nothing.

Slash commands need no privileged intent, so none is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.desk.invitation import invitation, permissions
from bot.doctor.files import token_in
from bot.doctor.finding import Finding, mend, ok, untested
from bot.errors import DeliveryError, DestinationTrouble
from bot.post.discord.errors import translate
from bot.post.discord.permissions import kind_of, missing, remedy
from bot.post.discord.session import point_at
from bot.post.discord.spot import Spot
from bot.post.discord.tags import chosen, required

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.doctor.clock import Times
    from bot.settings.model import Destination, Settings

_PORTAL = "https://discord.com/developers/applications"
# discord.py warns of what is missing for voice channels, and of intents: neither is anything that the owner could mend.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


async def discord_findings(settings: Settings, clock: Clock, times: Times) -> list[Finding]:
    """All of them. Whoever calls bounds the time."""
    token = token_in(settings, settings.discord.token_env)
    if isinstance(token, Finding):
        return [mend(token.test, token.found, f"{_PORTAL}: your application, Bot, Reset Token. {token.remedy}")]
    point_at(settings.discord.api_base_url, None)
    client = discord.Client(intents=discord.Intents(guilds=True), http_trace=_hearing(clock, times))
    try:
        return await _asked(client, token or "", settings)
    finally:
        await client.close()


async def _asked(client: discord.Client, token: str, settings: Settings) -> list[Finding]:
    name = settings.discord.token_env
    try:
        await client.login(token)
    except discord.LoginFailure:
        said = "Discord refuses it"
        how = "copy the bot's own token (not the application's secret, nor its public key)"
        return [mend(name, said, f"{_PORTAL}: your application, Bot, Reset Token; {how}.")]
    except Exception as error:  # noqa: BLE001 - half answers make discord.py raise anything
        return [untested("Discord", str(translate(error, "Discord", reading=True)))]
    assert client.user is not None  # noqa: S101 (logged in)
    link = invitation(client.application_id or client.user.id, permissions(settings))
    found = [ok(name, f'it is the bot "{client.user.name}"'), ok("Discord's invitation", link)]
    ours = [one for one in settings.destinations if one.network == "discord"]
    return [*found, *[await _channel(client, one, link) for one in ours]]


async def _channel(client: discord.Client, one: Destination, link: str) -> Finding:
    assert one.channel_id is not None  # noqa: S101 (the configuration's form demands it)
    test, spot = f'channel of "{one.name}"', Spot(one.name, one.channel_id)
    try:
        channel = await spot.fetch(client)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return mend(test, "it is no channel of a server", "Mend channel_id (Discord: copy channel ID).")
        kind = kind_of(channel)
        if kind == "text" and channel.type is not discord.ChannelType.text:
            return mend(test, f"it is a {channel.type} channel", "Name a text, announcement or forum channel.")
        return _tagless(one, channel, test) or await _allowed(client, one, channel, test)
    except DeliveryError as error:
        if not isinstance(error, DestinationTrouble):
            return untested(test, str(error))
        how = "Mend channel_id (Discord: right-click the channel, Copy Channel ID), or let the bot in: "
        return mend(test, str(error), how + link)
    except discord.HTTPException as error:
        return untested(test, str(translate(error, spot.place, reading=True)))


def _tagless(one: Destination, channel: object, test: str) -> Finding | None:
    """That a forum lacks a tag, or wants one."""
    if not isinstance(channel, discord.ForumChannel):
        return None
    try:
        tags = chosen(channel, one.channel.forum_tags, f"#{channel.name}")
        if channel.flags.require_tag and not tags:
            raise required(channel, f"#{channel.name}")
    except DestinationTrouble as error:
        return mend(test, str(error), f'Write one of the forum\'s tags in forum_tags of "{one.name}".')
    return None


async def _allowed(
    client: discord.Client, one: Destination, channel: discord.abc.GuildChannel | discord.Thread, test: str
) -> Finding:
    kind = kind_of(channel)
    place = f"#{channel.name}, {kind}"
    if isinstance(channel, discord.Thread) or client.user is None:
        return untested(test, f"{place}: Discord doesn't tell what the bot may do in a thread", "Try it by hand.")
    guild = await client.fetch_guild(channel.guild.id, with_counts=False)
    here: Any = await guild.fetch_channel(channel.id)
    rights = here.permissions_for(await guild.fetch_member(client.user.id))
    moderated = isinstance(channel, discord.ForumChannel) and any(
        tag.moderated for tag in chosen(channel, one.channel.forum_tags, "")
    )
    lacking = missing(rights, kind, thread=one.channel.thread, pictures=True, moderated_tag=moderated)
    where = f'{place}, on "{guild.name}"'
    if lacking:
        names = ", ".join(need.name for need in lacking)
        told = remedy(lacking).capitalize()
        return mend(test, f"{where}: without {names}", f"{told}: right-click the channel, Edit Channel, Permissions.")
    return ok(test, f"{where}: the bot may post and read there")


def _hearing(clock: Clock, times: Times) -> aiohttp.TraceConfig:
    async def heard(_: object, __: object, end: aiohttp.TraceRequestEndParams) -> None:
        times.hear("Discord", end.response.headers, clock.now())

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(heard)
    return trace
