"""Servers that come, go, and are away for a while, as tests ask for it.

Rules: https://docs.discord.com/developers/events/gateway-events#guild-create and #guild-delete; which shard a server's
events go to: https://docs.discord.com/developers/events/gateway#sharding
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import objects
from tests.fakes.discord.world import GUILD_ID, TEXT, Channel

if TYPE_CHECKING:
    from tests.fakes.discord.server import FakeDiscord

JSON = dict[str, Any]
FIRST = GUILD_ID + (1 << 22)  # each further one is 1 << 22 later, so that they spread evenly over shards


def add(fake: FakeDiscord, body: JSON) -> JSON:
    """So many servers (``count``) add the bot, each with text channels of these names (``channels``)."""
    added = []
    for _ in range(int(body.get("count", 1))):
        guild_id = max(FIRST, max(fake.world.guilds, default=0) + (1 << 22))
        fake.world.guilds[guild_id] = body.get("name", f"Club {guild_id >> 22}")
        named = body.get("channels", ["films"])
        channels = [Channel(fake.world.snowflake(), name, TEXT, guild_id=guild_id) for name in named]
        fake.world.channels.update({it.id: it for it in channels})
        fake.gateway.dispatch("GUILD_CREATE", objects.guild(fake.world, guild_id, whole=True))
        added.append({"id": str(guild_id), "channels": [str(it.id) for it in channels]})
    return {"guilds": added}


def remove(fake: FakeDiscord, body: JSON) -> None:
    """A server removes the bot."""
    guild_id = int(body["id"])
    del fake.world.guilds[guild_id]
    gone = [it.id for it in fake.world.channels.values() if fake.world.guild_of(it) == guild_id]
    for channel_id in gone:
        del fake.world.channels[channel_id]
    fake.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id)})


def outage(fake: FakeDiscord, body: JSON) -> None:
    """Discord can't reach a server for a while, or (``over``) can again. The bot is still in it."""
    guild_id = int(body["id"])
    if body.get("over"):
        fake.gateway.dispatch("GUILD_CREATE", objects.guild(fake.world, guild_id, whole=True))
    else:
        fake.gateway.dispatch("GUILD_DELETE", {"id": str(guild_id), "unavailable": True})


def delete_channel(fake: FakeDiscord, body: JSON) -> None:
    """Somebody deletes a channel or thread, and with a channel its threads."""
    channel = fake.world.channels[int(body["id"])]
    told = objects.channel(fake.world, channel)
    gone = [it.id for it in fake.world.channels.values() if channel.id in (it.id, it.parent_id)]
    for channel_id in gone:
        del fake.world.channels[channel_id]
    fake.gateway.dispatch("THREAD_DELETE" if channel.is_thread else "CHANNEL_DELETE", told)
