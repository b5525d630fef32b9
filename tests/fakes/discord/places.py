"""The bot itself, the guild, its channels, over REST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import objects, refusals
from tests.fakes.discord.world import (
    BOT_ID,
    DM,
    GUILD_ID,
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
    return {**gateway(call), "shards": 1, "session_start_limit": limit}


def channel(call: Call) -> Any:
    return objects.channel(call.world, call.world.channel(call.number("channel_id")))


def guilds(_: Call) -> Any:
    return [{"id": str(GUILD_ID), "name": "The film club", "icon": None, "owner": False, "features": []}]


def _known_guild(call: Call) -> None:
    if call.number("guild_id") != GUILD_ID:
        raise refusals.unknown("Guild")


def guild(call: Call) -> Any:
    _known_guild(call)
    return objects.guild(call.world)


def guild_channels(call: Call) -> Any:
    _known_guild(call)
    return [
        objects.channel(call.world, it) for it in call.world.channels.values() if not it.is_thread and it.type != DM
    ]


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
