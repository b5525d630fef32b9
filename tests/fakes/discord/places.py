"""The bot itself, the guild, its channels and threads, over REST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fakes.discord import messages, objects, refusals
from tests.fakes.discord.call import Answer
from tests.fakes.discord.world import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    BOT_ID,
    DM,
    FORUM,
    GUILD_ID,
    PUBLIC_THREAD,
    Channel,
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


def start_thread(call: Call) -> Any:
    """A forum's post (a thread with its first message) or a bare thread."""
    parent = call.world.channel(call.number("channel_id"))
    if parent.type == FORUM:
        return _forum_post(call, parent)
    call.world.channel(parent.id, "create_public_threads")
    kind = ANNOUNCEMENT_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD
    return Answer(201, _add_thread(call, Channel(call.world.snowflake(), call.body["name"], kind, parent.id)))


def _forum_post(call: Call, parent: Channel) -> Answer:
    call.world.channel(parent.id, "send_messages")  # Discord asks for this one, not for "create threads"
    if parent.require_tag and not call.body.get("applied_tags"):
        raise refusals.Refusal(400, 40067, "A tag is required to create a forum post in this channel")
    messages.check(call.body["message"], call.files)
    thread = Channel(0, call.body["name"], PUBLIC_THREAD, parent.id)
    first = messages.build(call.world, 0, call.body["message"], call.files)
    thread.id = int(first["id"])
    first["channel_id"] = first["id"]
    messages.add(call.world, thread, first)
    return Answer(201, {**_add_thread(call, thread), "message": first})


def _add_thread(call: Call, thread: Channel) -> dict[str, Any]:
    call.world.channels[thread.id] = thread
    data = objects.channel(call.world, thread)
    call.gateway.dispatch("THREAD_CREATE", {**data, "newly_created": True})
    return data


def thread_from_message(call: Call) -> Any:
    parent = call.world.channel(call.number("channel_id"), "create_public_threads", "read_message_history")
    message = call.world.message(parent, call.number("message_id"))
    if int(message["id"]) in call.world.channels:
        raise refusals.Refusal(400, 160004, "A thread has already been created for this message")
    kind = ANNOUNCEMENT_THREAD if parent.type == ANNOUNCEMENT else PUBLIC_THREAD
    return Answer(201, _add_thread(call, Channel(int(message["id"]), call.body["name"], kind, parent.id)))


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
    ("POST", "/channels/{channel_id}/threads"): start_thread,
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): thread_from_message,
}
