"""The bot itself, the guild, its channels, over REST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import objects, refusals
from tests.fakes.discord.world import (
    BOT_ID,
    DM,
)

if TYPE_CHECKING:
    from tests.fakes.discord.call import Call, Routes


def me(_: Call) -> Any:
    return objects.bot_user()


def private_channel(call: Call) -> Any:
    """A direct message channel is made for everybody; only a message in it tells whether it may be written to."""
    user_id = int(call.body["recipient_id"])
    if user_id not in objects.PEOPLE:
        raise refusals.unknown("User")
    return objects.channel(call.world, call.world.private_channel(user_id))


def application(_: Call) -> Any:
    return objects.application()


def gateway(call: Call) -> Any:
    return {"url": f"ws://{call.host}/gateway"}


def gateway_bot(call: Call) -> Any:
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {**gateway(call), "shards": call.world.shards, "session_start_limit": limit}


def channel(call: Call) -> Any:
    return objects.channel(call.world, call.world.channel(call.number("channel_id")))


def guilds(call: Call) -> Any:
    known = call.world.guilds.items()
    return [{"id": str(it), "name": name, "icon": None, "owner": False, "features": []} for it, name in known]


def _known_guild(call: Call) -> int:
    guild_id = call.number("guild_id")
    if guild_id not in call.world.guilds:
        raise refusals.unknown("Guild")
    return guild_id


def guild(call: Call) -> Any:
    return objects.guild(call.world, _known_guild(call))


def guild_channels(call: Call) -> Any:
    world, guild_id = call.world, _known_guild(call)
    here = [it for it in world.channels.values() if it.type != DM and world.guild_of(it) == guild_id]
    return [objects.channel(world, it) for it in here if not it.is_thread]


def guild_roles(call: Call) -> Any:
    return guild(call)["roles"]


def guild_member(call: Call) -> Any:
    _known_guild(call)
    if call.number("user_id") != BOT_ID:
        raise refusals.unknown("Member")
    return objects.bot_member()


ROUTES: Routes = {
    ("GET", "/users/@me"): me,
    ("POST", "/users/@me/channels"): private_channel,
    ("GET", "/users/@me/guilds"): guilds,
    ("GET", "/applications/@me"): application,
    ("GET", "/oauth2/applications/@me"): application,
    ("GET", "/gateway"): gateway,
    ("GET", "/gateway/bot"): gateway_bot,
    ("GET", "/guilds/{guild_id}"): guild,
    ("GET", "/guilds/{guild_id}/channels"): guild_channels,
    ("GET", "/guilds/{guild_id}/roles"): guild_roles,
    ("GET", "/guilds/{guild_id}/members/{user_id}"): guild_member,
    ("GET", "/channels/{channel_id}"): channel,
}
